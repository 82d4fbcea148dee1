//! Which practices make a routine, and what comes when?
//!
//! Practices beside traction (warmth, breathing, drills, stretches, strength) are done in a routine that a person
//! puts together. Nothing here pulls: a routine has no device, no plan and no rehearsal, only a simple timer. What
//! practices there are and how much of each is data under `content/routine/`; the words lie in
//! `content/messages/<language>/routine.ftl`.
//!
//! | file | question it answers |
//! |---|---|
//! | `routine` | what did the person put together? |
//! | `practice` | what is a practice, and what may a step of it be? |
//! | `check` | may this routine be kept and done? |
//! | `rule` | by which name is a problem known? |
//! | `course` | what comes when? |
//! | `guide` | what happens now? |
//! | `cue` | what is the person told? |
//! | `fact`, `state` | what happened, and where does that leave us? |
//! | `content` | what is known: the built-in content |
//! | `words`, `written` | the shapes that content is written in |
//!
//! The last line and `routine` are compiled into the build script too, which reads the files, checks that they hang
//! together and carry every fact on practices, and packs them.

mod check;
mod content;
mod course;
mod cue;
mod fact;
mod guide;
mod practice;
#[expect(clippy::module_inception, reason = "the routine itself is one idea among those around it")]
mod routine;
mod rule;
mod state;
mod words;
mod written;

#[cfg(test)]
mod tests;

pub use check::{Problem, RoutineCheck, check};
pub use content::Content;
pub use course::{Course, CourseError, Part, PartKind, Side, compile};
pub use cue::{Cue, CueKind};
pub use fact::{End, Fact, Finished};
pub use guide::{Guide, Input, Output};
pub use practice::{Breath, Example, LogOnly, Practice, Range};
pub use routine::{Routine, Step};
pub use rule::Rule;
pub use state::{Phase, State};
pub use words::{LimitOn, Open, Place, PracticeKind, Tool};
