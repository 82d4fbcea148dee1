//! `nape routine`. The running routine itself is in `live/`.

use std::path::Path;

use nape::api::{
    self, NapeError, Routine, RoutineCheck, RoutineCourse, RoutineEnd, RoutineExample, RoutinePractice,
    RoutineProblem, RoutineStep, StartRoutine,
};
use serde::Serialize;

use crate::args::{RoutineRun, RoutineVerb};
use crate::failure::Failure;
use crate::input;
use crate::live;
use crate::shell::Shell;
use crate::status::Status;
use crate::words::minutes;

/// `{"practices":[...],"examples":[...]}`
#[derive(Serialize)]
struct Practices {
    practices: Vec<RoutinePractice>,
    examples: Vec<RoutineExample>,
}

/// `{"routines":[...]}`
#[derive(Serialize)]
struct Routines {
    routines: Vec<Routine>,
}

pub(super) async fn short(shell: &Shell, verb: RoutineVerb) -> Result<(), Failure> {
    match verb {
        RoutineVerb::Practices => {
            let practices =
                Practices { practices: api::routine_practices()?, examples: api::routine_examples()? };
            shell.output.document(&practices, practices_text)
        }
        RoutineVerb::Check { file, open } => {
            let check = api::check_routine(read(&file)?, open.into())?;
            shell.output.document(&check, check_text)
        }
        RoutineVerb::Timeline { file } => {
            let routine = read(&file)?;
            let course = api::compile_routine(routine.clone())?;
            shell.output.document(&course, |course| course_text(course, &routine))
        }
        RoutineVerb::Set { file } => set(shell, read(&file)?).await,
        RoutineVerb::List => {
            let journal = shell.open().await?;
            let routines = Routines { routines: journal.nape.routines().await? };
            shell.output.document(&routines, routines_text)
        }
        RoutineVerb::Run(_) => Err(Failure::internal("a running routine is not a short command")),
    }
}

/// Runs a routine to its end.
pub(super) async fn run(shell: &Shell, options: &RoutineRun) -> Result<Status, Failure> {
    let script = options.script.as_deref().map(live::read_routine_script).transpose()?;
    let journal = shell.open().await?;
    let nape = &journal.nape;
    if script.is_none() && !shell.output.can_ask() {
        somebody_can_say_done(&nape.routines().await?, &options.name)?;
    }
    let after = nape.snapshot()?.seq;
    let start =
        StartRoutine { name: options.name.clone(), pace: options.speed, script: script.unwrap_or_default() };
    nape.start_routine(start).await.map_err(|error| none_kept(error, &options.name))?;
    let mut interruption = shell.interruption.clone();
    let end = live::follow_routine(nape, after, shell.output, &mut interruption).await?;
    Ok(if end == RoutineEnd::Interrupted { Status::Interrupted } else { Status::Done })
}

/// Says which routine there is not, and where those are that are kept.
fn none_kept(error: NapeError, name: &str) -> NapeError {
    match error {
        NapeError::NotFound { .. } => {
            let detail = format!("no routine \"{name}\" is kept; `nape routine list` shows those that are");
            NapeError::NotFound { detail }
        }
        error => error,
    }
}

/// A set waits for the person; without a terminal only a script can say that it is done.
fn somebody_can_say_done(routines: &[Routine], name: &str) -> Result<(), Failure> {
    let waits = |step: &RoutineStep| step.seconds.is_none();
    if routines.iter().any(|routine| routine.name == name && routine.steps.iter().any(waits)) {
        let allowed = "a terminal, or --script with a done for each set";
        return Err(Failure::bad_input("script", "nobody can say that a set is done", allowed));
    }
    Ok(())
}

fn read(file: &Path) -> Result<Routine, Failure> {
    Ok(api::routine_from_json(input::bytes(file)?)?)
}

async fn set(shell: &Shell, routine: Routine) -> Result<(), Failure> {
    let journal = shell.open().await?;
    match journal.nape.set_routine(routine.clone()).await {
        Ok(check) => shell.output.document(&check, |_| format!("\"{}\" is kept.", routine.name)),
        Err(error @ NapeError::Refused { .. }) => Err(refused(routine, error)),
        Err(error) => Err(error.into()),
    }
}

/// A refusal with every field that is wrong.
fn refused(routine: Routine, error: NapeError) -> Failure {
    let Ok(check) = api::check_routine(routine, api::RoutineOpen::Everything) else {
        return error.into();
    };
    let fields = check.problems.into_iter();
    Failure::of_fields(error, fields.map(|problem| (problem.field, problem.message, problem.allowed)))
}

fn check_text(check: &RoutineCheck) -> String {
    if check.accepted {
        return "Nothing is wrong with this routine.".to_owned();
    }
    let lines = check.problems.iter().map(|problem| format!("{}\n", problem_line(problem)));
    std::iter::once("This routine would be refused.\n".to_owned()).chain(lines).collect()
}

fn problem_line(problem: &RoutineProblem) -> String {
    format!("  {}: {} (allowed: {}) [{}]", problem.field, problem.message, problem.allowed, problem.rule)
}

fn practices_text(practices: &Practices) -> String {
    let mut text = String::new();
    for practice in &practices.practices {
        text += &format!("{}  {}\n    {}\n", practice.id, practice.name, practice.how);
        for caution in &practice.cautions {
            text += &format!("    {caution}\n");
        }
    }
    for example in &practices.examples {
        text += &format!("\n{}: {}\n", example.name, example.about);
        text += &steps_text(&example.steps);
    }
    text
}

fn routines_text(routines: &Routines) -> String {
    if routines.routines.is_empty() {
        return "No routine yet.".to_owned();
    }
    let one = |routine: &Routine| format!("{}\n{}", routine.name, steps_text(&routine.steps));
    routines.routines.iter().map(one).collect()
}

fn steps_text(steps: &[RoutineStep]) -> String {
    steps.iter().map(|step| format!("  {}\n", step_text(step))).collect()
}

fn step_text(step: &RoutineStep) -> String {
    let amount = match (step.seconds, step.sets, step.repetitions) {
        (Some(seconds), ..) => minutes(u64::from(seconds) * 1000),
        (None, Some(sets), Some(repetitions)) => format!("{sets} x {repetitions}"),
        _ => String::new(),
    };
    let sides = if step.per_side { " on each side" } else { "" };
    format!("{:<26}{amount}{sides}", step.practice.replace('_', " "))
}

fn course_text(course: &RoutineCourse, routine: &Routine) -> String {
    let mut text = String::new();
    for part in &course.parts {
        let index = usize::try_from(part.step).unwrap_or(usize::MAX);
        let practice = routine.steps.get(index).map_or("", |step| step.practice.as_str());
        let what = if part.rest { "rest".to_owned() } else { practice.replace('_', " ") };
        let side = part.side.map(|side| format!(", side {side}")).unwrap_or_default();
        let length = match (part.end_ms, part.repetitions) {
            (Some(end), _) => format!("until {}", minutes(end)),
            (None, times) => format!("{} times, until done", times.unwrap_or_default()),
        };
        text += &format!("{}  {what}{side}, {length}\n", minutes(part.start_ms));
        if part.end_ms.is_none() {
            text += "then, counted anew:\n";
        }
    }
    let waits = course.parts.iter().any(|part| part.end_ms.is_none());
    let on_top = if waits { ", and the sets on top" } else { "" };
    text + &format!("{} in all{on_top}\n", minutes(course.timed_ms))
}
