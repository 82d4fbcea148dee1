//! Where in the session are we, and what happens next?
//!
//! A session is a [`Timeline`] compiled once from a dose, and a [`Machine`] that takes inputs and `now` and
//! gives outputs. What happened is a list of [`Fact`]s; the machine's [`State`] is their fold, so a session
//! read back from the journal is the session that ran.
//!
//! ```text
//! Input + now -> Machine::handle -> Fact (journalled, then folded into State)
//!                                -> DeviceRequest, Moment, Finished
//! ```
//!
//! | file | idea |
//! |---|---|
//! | `timeline` | a dose becomes segments with absolute offsets; "where are we" is a lookup |
//! | `input` | what can come in: the person, the device |
//! | `output` | what can go out: facts, requests to the device, moments, the end |
//! | `fact` | what happened, as the journal keeps it |
//! | `state` | the fold of the facts |
//! | `machine` | the decisions: input and state to facts and outputs |
//! | `away` | how long a session was without its program |
//! | `alarm` | the notifications that end a session where the app sleeps |
//! | `hearing` | can the end be heard? |
//! | `gauge` | what a force gauge on a pull by hand says of the limit |
//! | `moment` | the moments worth telling a person, and how |
//! | `steps` | what a person does before, out of, and after a pull, as data |
//! | `written` | the shapes that those steps are written in |
//! | `logged` | a session that was done elsewhere or before, told afterwards |
//! | `gate` | what must hold before a session starts, in order |
//! | `timing` | every number of seconds that the machine uses, in one place |

mod alarm;
mod away;
mod fact;
pub mod gate;
mod gauge;
mod hearing;
mod input;
pub mod logged;
mod machine;
mod moment;
mod output;
mod state;
mod steps;
mod timeline;
pub mod timing;
mod written;

pub use alarm::{Alarm, alarms};
pub use away::{Away, AwayClock};
pub use fact::{Drive, Fact, Started};
pub use gauge::{Gauge, Gauged};
pub use hearing::{AlarmSignals, Unheard};
pub use input::{DeviceEvent, Input, StopCause, SymptomAction};
pub use logged::LoggedSession;
pub use machine::Machine;
pub use moment::{Haptic, Moment, MomentKind, Urgency};
pub use output::{DeviceRequest, End, Finished, Output, Reason, Release};
pub use state::{Phase, State};
pub use steps::{Step, after, release_steps, setup_checks};
pub use timeline::{Place, Segment, SegmentKind, Timeline, TimelineError};
