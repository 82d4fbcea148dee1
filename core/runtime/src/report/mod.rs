//! The journal as people and other programs read it.
//!
//! | file | what |
//! |---|---|
//! | `document` | a document as it is said, before it is drawn |
//! | `record/` | everything of some days that a provider is told, thing after thing |
//! | `session` | one session: its facts, its timeline, what was measured |
//! | `calendar/` | sessions and reminders as a file of iCalendar |

mod calendar;
pub mod document;
pub mod record;
mod session;

pub use calendar::{CalendarEntry, CalendarFile};
pub use session::session_times;
pub use session::{ChartPoint, FactLine, SessionReport, TelemetryReport};
