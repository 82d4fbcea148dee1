//! The journal as people read it.
//!
//! | file | what |
//! |---|---|
//! | `session` | one session: its facts, its timeline, what was measured |

mod session;

pub use session::session_times;
pub use session::{ChartPoint, FactLine, SessionReport, TelemetryReport};
