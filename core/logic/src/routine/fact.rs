//! What happens in a routine, as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::routine::Routine;

/// One thing that happened in a routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fact")]
pub enum Fact {
    /// It began.
    RoutineStarted {
        /// As it was then.
        routine: Routine,
    },
    /// The person was done with a set.
    RoutineSetDone {
        /// Its part of the course, from 0.
        part: u32,
    },
    /// A step was done to its end.
    RoutineStepDone {
        /// Which, from 0.
        step: u32,
    },
    /// The person cut a rest short.
    RoutineRestSkipped {
        /// Its part of the course, from 0.
        part: u32,
    },
    /// The person left out a step, or what was left of it.
    RoutineStepSkipped {
        /// Which, from 0.
        step: u32,
    },
    /// The person paused.
    RoutinePaused,
    /// The person went on.
    RoutineResumed,
    /// It ended.
    RoutineFinished(Finished),
}

/// The end of a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// How it ended.
    pub end: End,
    /// Steps that were done to their end.
    pub done: u32,
    /// Steps that were left out.
    pub skipped: u32,
}

/// How a routine ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// It came to its end, with steps left out or without.
    Completed,
    /// The person stopped it.
    Stopped,
    /// The program was told to end.
    Interrupted,
}
