//! Routines of complementary practices: records, and the calls for them. A routine never pulls.

use nape_logic::document;
use nape_logic::routine::{self as core, Content};
use serde::Serialize;

use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::language::render;

/// A practice that a step of a routine may be.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutinePractice {
    /// Its id.
    pub id: String,
    /// `breathing calm heat cold support roll drill stretch strength nerve`.
    pub kind: String,
    /// Where in a routine it stands: `before after any`.
    pub place: String,
    /// Whether it moves the neck or the shoulders.
    pub moves_neck: bool,
    /// The tool that it needs: `roller cushion heat cold`; a routine has at most two (K15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// Whether it may be done on one side and then on the other.
    pub sides: bool,
    /// Only as a provider showed it (K17).
    pub shown_by_provider: bool,
    /// How many seconds a step of it lasts, where it is measured so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<RoutineRange>,
    /// How many sets a step of it has, where it is measured so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sets: Option<RoutineRange>,
    /// How many repetitions each set has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repetitions: Option<RoutineRange>,
    /// What it is called.
    pub name: String,
    /// How it is done.
    pub how: String,
    /// What to mind.
    pub cautions: Vec<String>,
    /// Ids of the evidence.
    pub sources: Vec<String>,
}

/// The numbers from `least` to `most`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutineRange {
    /// Where a person begins who names no number.
    pub usual: u32,
    /// The least.
    pub least: u32,
    /// The most.
    pub most: u32,
}

/// A routine to look at; asked of nobody.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutineExample {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its steps.
    pub steps: Vec<RoutineStep>,
    /// Ids of the evidence.
    pub sources: Vec<String>,
}

/// A routine: practices in their order.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Routine {
    /// What the person calls it; one routine of a name is kept.
    pub name: String,
    /// In the order in which they are done.
    pub steps: Vec<RoutineStep>,
}

/// One step: `seconds`, or `sets` and `repetitions` (P41).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutineStep {
    /// The id of a practice.
    pub practice: String,
    /// How long, on each side where `per_side` is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub seconds: Option<u32>,
    /// How many sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub sets: Option<u32>,
    /// How many times in a set, on each side where `per_side` is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub repetitions: Option<u32>,
    /// On one side, then on the other.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[uniffi(default = false)]
    pub per_side: bool,
    /// Rest after each set, in seconds; a step of seconds is one set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub rest_s: Option<u32>,
    /// The person says that a provider showed it to them (K17).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[uniffi(default = false)]
    pub shown_by_provider: bool,
}

/// What answers and locks leave open of routines (P11), the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutineOpen {
    /// Nothing: help comes first.
    Nothing,
    /// What moves nothing: breathing and quiet.
    Breathing,
    /// That, and drills of posture.
    Posture,
    /// Every practice.
    Everything,
}

/// What the rules say of a routine.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutineCheck {
    /// Whether it may be kept and done.
    pub accepted: bool,
    /// Everything that is wrong with it.
    pub problems: Vec<RoutineProblem>,
}

/// One thing that is wrong with a routine.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutineProblem {
    /// The field's path.
    pub field: String,
    /// What is wrong, in words.
    pub message: String,
    /// What is allowed.
    pub allowed: String,
    /// The rule's id.
    pub rule: String,
}

/// A routine laid out in time.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutineCourse {
    /// All seconds in it; sets that wait for the person come on top.
    pub timed_ms: u64,
    /// The parts in order.
    pub parts: Vec<RoutinePart>,
}

/// One stretch of a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutinePart {
    /// The step, from 0.
    pub step: u32,
    /// Which set of the step, from 1.
    pub set: u32,
    /// Which side, where the step has sides: 1, then 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<u32>,
    /// Which leg, from 0: behind each set that waits for the person a new one begins.
    pub leg: u32,
    /// Offset of its start from the start of its leg.
    pub start_ms: u64,
    /// Offset of its end; none where it waits for the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_ms: Option<u64>,
    /// How many times, where it waits for the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repetitions: Option<u32>,
    /// A rest.
    pub rest: bool,
}

/// What to start.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct StartRoutine {
    /// The name under which it is kept.
    pub name: String,
    /// How fast time goes: 1 but for tests and demonstrations.
    #[uniffi(default = 1.0)]
    pub pace: f64,
    /// Inputs at given times, in order.
    #[uniffi(default = [])]
    pub script: Vec<RoutineLine>,
}

/// An input at a given time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct RoutineLine {
    /// Time since the start, pauses included.
    pub at_ms: u64,
    /// What the person does then.
    pub act: RoutineAct,
}

/// What a person does in a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum RoutineAct {
    /// `routine_done()`
    Done,
    /// `routine_skip()`
    Skip,
    /// `routine_pause()`
    Pause,
    /// `routine_resume()`
    Resume,
    /// `routine_stop()`
    Stop,
}

/// What a routine does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutinePhase {
    /// It goes on.
    Running,
    /// The person paused it.
    Paused,
    /// It is over.
    Ended,
}

/// How a routine ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutineEnd {
    /// It came to its end, with steps left out or without.
    Completed,
    /// It was stopped.
    Stopped,
    /// The program was told to end.
    Interrupted,
}

/// A routine at one instant. Between events the shell counts down by itself from `left_ms` while it runs.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RoutineView {
    /// Which run.
    pub id: String,
    /// As it was when it began.
    pub routine: Routine,
    /// What it does.
    pub phase: RoutinePhase,
    /// The part it is in.
    pub part: Option<RoutinePart>,
    /// Time left in the part; none where it waits for the person.
    pub left_ms: Option<u64>,
    /// Steps that were done to their end.
    pub done: u32,
    /// Steps that were left out.
    pub skipped: u32,
    /// The end, once there.
    pub end: Option<RoutineEnd>,
}

/// Every practice that a step may be.
#[uniffi::export]
pub fn routine_practices() -> Result<Vec<RoutinePractice>, NapeError> {
    Ok(content()?.practices().iter().map(convert::practice).collect())
}

/// Routines to look at.
#[uniffi::export]
pub fn routine_examples() -> Result<Vec<RoutineExample>, NapeError> {
    let example = |example: &core::Example| RoutineExample {
        id: example.id.clone(),
        name: render(&example.name),
        about: render(&example.about),
        steps: example.steps.iter().cloned().map(RoutineStep::from).collect(),
        sources: example.sources.clone(),
    };
    Ok(content()?.examples().iter().map(example).collect())
}

/// Reads a routine file (JSON), strictly.
#[uniffi::export]
pub fn routine_from_json(document: Vec<u8>) -> Result<Routine, NapeError> {
    Ok(document::from_json::<core::Routine>(&document)?.into())
}

/// What is wrong with a routine where so much is open. Stores nothing; `Nape.check_routine` knows what is open.
#[uniffi::export]
pub fn check_routine(routine: Routine, open: RoutineOpen) -> Result<RoutineCheck, NapeError> {
    Ok(convert::routine_check(core::check(&routine.into(), content()?, open.into())))
}

/// What comes when in a routine. `Refused` where it is not sound.
#[uniffi::export]
pub fn compile_routine(routine: Routine) -> Result<RoutineCourse, NapeError> {
    let (routine, content) = (routine.into(), content()?);
    let check = core::check(&routine, content, core::Open::Everything);
    if !check.accepted {
        let rules = check.problems.iter().map(|problem| problem.rule.to_string()).collect();
        let detail = check.problems.first().map(|problem| render(&problem.message)).unwrap_or_default();
        return Err(NapeError::Refused { rules, detail });
    }
    let course = core::compile(&routine, content)
        .map_err(|error| NapeError::Internal { detail: error.to_string() })?;
    Ok(convert::routine_course(&course))
}

fn content() -> Result<&'static Content, NapeError> {
    Content::built_in()
        .map_err(|_| NapeError::Internal { detail: "the built-in practices are damaged".to_owned() })
}

#[uniffi::export]
impl Nape {
    /// What is wrong with a routine for this person now: answers and open locks may close some of it (P11).
    pub async fn check_routine(&self, routine: Routine) -> Result<RoutineCheck, NapeError> {
        Ok(convert::routine_check(self.engine.check_routine(routine.into()).await?))
    }

    /// Keeps a routine under its name; `Refused` with every rule where it is not sound.
    pub async fn set_routine(&self, routine: Routine) -> Result<RoutineCheck, NapeError> {
        Ok(convert::routine_check(self.engine.set_routine(routine.into()).await?))
    }

    /// The routines that are kept, by name.
    pub async fn routines(&self) -> Result<Vec<Routine>, NapeError> {
        Ok(self.engine.routines().await?.into_iter().map(Routine::from).collect())
    }

    /// Starts a routine; its run's id. It needs no plan and no rehearsal. `Refused` where answers or a lock close
    /// part of it (P11); `SessionRunning` while a session runs.
    pub async fn start_routine(&self, start: StartRoutine) -> Result<String, NapeError> {
        Ok(self.engine.start_routine(convert::core_start_routine(start)).await?.to_string())
    }

    /// The person is done with a set.
    pub async fn routine_done(&self) -> Result<(), NapeError> {
        Ok(self.engine.act_in_routine(core::Input::Done).await?)
    }

    /// Leaves out what is left of the step; in a rest, of the rest.
    pub async fn routine_skip(&self) -> Result<(), NapeError> {
        Ok(self.engine.act_in_routine(core::Input::Skip).await?)
    }

    /// Holds on for a while.
    pub async fn routine_pause(&self) -> Result<(), NapeError> {
        Ok(self.engine.act_in_routine(core::Input::Pause).await?)
    }

    /// Goes on after a pause.
    pub async fn routine_resume(&self) -> Result<(), NapeError> {
        Ok(self.engine.act_in_routine(core::Input::Resume).await?)
    }

    /// Ends the routine at once.
    pub async fn routine_stop(&self) -> Result<(), NapeError> {
        Ok(self.engine.act_in_routine(core::Input::Stop).await?)
    }
}
