//! The journal as people and other programs read it.
//!
//! | file | what |
//! |---|---|
//! | `session` | one session: its facts, its timeline, what was measured |
//! | `calendar/` | sessions and reminders as a file of iCalendar |

mod calendar;
mod session;

pub use calendar::{CalendarEntry, CalendarFile};
pub use session::session_times;
pub use session::{ChartPoint, FactLine, SessionReport, TelemetryReport};
