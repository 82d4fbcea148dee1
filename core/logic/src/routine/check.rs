//! May this routine be kept and done, and what is wrong with it? Every problem at once.

use std::collections::BTreeSet;

use serde::Serialize;

use super::content::Content;
use super::practice::{Practice, Range};
use super::routine::{Routine, Step};
use super::rule::Rule;
use super::words::{LimitOn, Open, Place, Tool, pulls};
use crate::text::Message;

/// The longest name; it is shown in a line.
const LONGEST_NAME: usize = 60;

/// What the rules say of a routine.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoutineCheck {
    /// Whether it may be kept and done.
    pub accepted: bool,
    /// Everything that is wrong with it, in the order of its fields.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// The path of the field, such as `steps[2].seconds`.
    pub field: String,
    /// What is wrong; never repeats the value.
    pub message: Message,
    /// What is allowed there.
    pub allowed: Message,
    /// The rule that says so.
    pub rule: Rule,
}

/// Checks a routine against the practices that are known and what screening leaves `open` (P11).
///
/// Nothing here depends on the person but `open`: with [`Open::Everything`] it says whether the routine is sound.
pub fn check(routine: &Routine, content: &Content, open: Open) -> RoutineCheck {
    let mut problems = Problems::default();
    check_frame(routine, content, &mut problems);
    let mut before = Before::default();
    for (index, step) in routine.steps.iter().enumerate() {
        let at = At { index, problems: &mut problems };
        check_step(step, content, open, &mut before, at);
    }
    check_tools(routine, content, &mut problems);
    RoutineCheck { accepted: problems.0.is_empty(), problems: problems.0 }
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, field: impl Into<String>, rule: Rule, message: &'static str, allowed: Message) {
        self.0.push(Problem { field: field.into(), message: Message::new(message), allowed, rule });
    }
}

/// A step's place among the problems.
struct At<'a> {
    index: usize,
    problems: &'a mut Problems,
}

impl At<'_> {
    fn add(&mut self, name: &str, rule: Rule, message: &'static str, allowed: Message) {
        self.problems.add(format!("steps[{}].{name}", self.index), rule, message, allowed);
    }
}

/// What the steps so far were.
#[derive(Default)]
struct Before {
    effort: bool,
    cold: bool,
}

fn check_frame(routine: &Routine, content: &Content, problems: &mut Problems) {
    let length = routine.name.chars().count();
    let fits = !routine.name.trim().is_empty()
        && length <= LONGEST_NAME
        && !routine.name.chars().any(char::is_control);
    if !fits {
        problems.add("name", Rule::Name, "routine-problem-name", Message::new("routine-allowed-name"));
    }
    let (least, most) = content.limit(LimitOn::Steps);
    let steps = u32::try_from(routine.steps.len()).unwrap_or(u32::MAX);
    if !(least..=most).contains(&steps) {
        problems.add("steps", Rule::Steps, "routine-problem-steps", range(least, most));
    }
}

fn check_step(step: &Step, content: &Content, open: Open, before: &mut Before, mut at: At<'_>) {
    let Some(practice) = content.practice(&step.practice) else {
        return not_a_practice(step, content, &mut at);
    };
    check_open(practice, open, &mut at);
    check_measure(step, practice, &mut at);
    check_rest(step, content, &mut at);
    if step.per_side && !practice.sides {
        at.add("per_side", Rule::PerSide, "routine-problem-per-side", nothing());
    }
    if practice.shown_by_provider && !step.shown_by_provider {
        at.add("shown_by_provider", Rule::ShownByProvider, "routine-problem-shown", words("true"));
    }
    check_order(practice, before, &mut at);
}

fn not_a_practice(step: &Step, content: &Content, at: &mut At<'_>) {
    let known = || {
        let ids: Vec<&str> = content.practices().iter().map(|practice| practice.id.as_str()).collect();
        words(ids.join(", "))
    };
    if let Some(one) = content.log_only(&step.practice) {
        let problem = Problem {
            field: format!("steps[{}].practice", at.index),
            message: one.why.clone(),
            allowed: known(),
            rule: Rule::LogOnly,
        };
        at.problems.0.push(problem);
    } else if pulls(&step.practice) {
        at.add("practice", Rule::NoPull, "routine-problem-no-pull", known());
    } else {
        at.add("practice", Rule::Practice, "routine-problem-practice", known());
    }
}

/// Closed is closed, however the step is meant: neither a clearance for traction nor a provider's showing opens it.
fn check_open(practice: &Practice, open: Open, at: &mut At<'_>) {
    if open >= practice.kind.opens_with() {
        return;
    }
    let allowed = match open {
        Open::Nothing => nothing(),
        Open::Breathing => Message::new("routine-allowed-still"),
        Open::Posture | Open::Everything => Message::new("routine-allowed-posture"),
    };
    // Posture breaks move the neck too: where they are open, it is not the neck that closes the rest.
    if practice.moves_neck && open <= Open::Breathing {
        at.add("practice", Rule::MovesNeck, "routine-problem-moves-neck", allowed);
    } else {
        at.add("practice", Rule::NotOpen, "routine-problem-not-open", allowed);
    }
}

/// Seconds, or sets of repetitions, each as the practice takes it (P41).
fn check_measure(step: &Step, practice: &Practice, at: &mut At<'_>) {
    let counted = step.sets.is_some() || step.repetitions.is_some();
    let half = step.sets.is_some() != step.repetitions.is_some();
    if half || counted == step.seconds.is_some() {
        let message = "routine-problem-measure";
        return at.add("seconds", Rule::Measure, message, Message::new("routine-allowed-measure"));
    }
    let parts = [
        ("seconds", step.seconds, practice.seconds, Rule::Seconds, "routine-problem-seconds"),
        ("sets", step.sets, practice.sets, Rule::Sets, "routine-problem-sets"),
        (
            "repetitions",
            step.repetitions,
            practice.repetitions,
            Rule::Repetitions,
            "routine-problem-repetitions",
        ),
    ];
    for (name, given, taken, rule, message) in parts {
        let Some(given) = given else { continue };
        match taken {
            Some(taken) if taken.contains(given) => {}
            Some(Range { least, most, .. }) => at.add(name, rule, message, range(least, most)),
            None => {
                let other = if counted { "seconds" } else { "sets, repetitions" };
                at.add(name, Rule::Measure, "routine-problem-not-so", words(other));
            }
        }
    }
}

fn check_rest(step: &Step, content: &Content, at: &mut At<'_>) {
    let (least, most) = content.limit(LimitOn::RestSeconds);
    if step.rest_s.is_some_and(|rest| !(least..=most).contains(&rest)) {
        at.add("rest_s", Rule::Rest, "routine-problem-rest", range(least, most));
    }
}

/// Warmth comes ahead of every effort and cold behind it (K12, K13). Warmth never follows cold: a chilled skin does
/// not feel a burn [D].
fn check_order(practice: &Practice, before: &mut Before, at: &mut At<'_>) {
    let late = practice.place == Place::Before && before.effort;
    let warms_cold_skin = practice.tool == Some(Tool::Heat) && before.cold;
    if late || warms_cold_skin {
        at.add("practice", Rule::Order, "routine-problem-heat-first", Message::new("routine-allowed-heat"));
    }
    if practice.kind.is_effort() && before.cold {
        at.add("practice", Rule::Order, "routine-problem-cold-last", Message::new("routine-allowed-cold"));
    }
    before.effort |= practice.kind.is_effort();
    before.cold |= practice.tool == Some(Tool::Cold);
}

/// Different tools count, not steps that use them (K15, P41).
fn check_tools(routine: &Routine, content: &Content, problems: &mut Problems) {
    let tool = |step: &Step| {
        let practice = content.practice(&step.practice).and_then(|practice| practice.tool);
        practice.or_else(|| content.log_only(&step.practice)?.tool)
    };
    let tools: BTreeSet<Tool> = routine.steps.iter().filter_map(tool).collect();
    let (least, most) = content.limit(LimitOn::Tools);
    if u32::try_from(tools.len()).unwrap_or(u32::MAX) > most {
        problems.add("steps", Rule::Tools, "routine-problem-tools", range(least, most));
    }
}

fn range(least: u32, most: u32) -> Message {
    Message::new("routine-allowed-range").number("from", f64::from(least)).number("to", f64::from(most))
}

fn words(words: impl Into<smol_str::SmolStr>) -> Message {
    Message::new("routine-allowed-words").text("words", words)
}

fn nothing() -> Message {
    Message::new("routine-allowed-nothing")
}
