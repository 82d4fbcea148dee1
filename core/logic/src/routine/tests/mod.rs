//! Routines as people write them, and what comes of them.

mod checks;
mod content;
mod courses;
mod guiding;
mod properties;

use super::{Content, Course, Open, Routine, RoutineCheck, Rule, Step, check, compile};

fn content() -> &'static Content {
    Content::built_in().expect("the built-in content")
}

/// A step of seconds.
fn timed(practice: &str, seconds: u32) -> Step {
    Step { practice: practice.to_owned(), seconds: Some(seconds), ..Step::default() }
}

/// A step of sets.
fn counted(practice: &str, sets: u32, repetitions: u32) -> Step {
    Step {
        practice: practice.to_owned(),
        sets: Some(sets),
        repetitions: Some(repetitions),
        ..Step::default()
    }
}

fn routine(steps: impl IntoIterator<Item = Step>) -> Routine {
    Routine { name: "evening".to_owned(), steps: steps.into_iter().collect() }
}

fn checked(steps: impl IntoIterator<Item = Step>) -> RoutineCheck {
    check(&routine(steps), content(), Open::Everything)
}

/// The field and rule of each problem.
fn named(check: &RoutineCheck) -> Vec<(&str, Rule)> {
    check.problems.iter().map(|problem| (problem.field.as_str(), problem.rule)).collect()
}

fn compiled(steps: impl IntoIterator<Item = Step>) -> Course {
    compile(&routine(steps), content()).expect("compiles")
}
