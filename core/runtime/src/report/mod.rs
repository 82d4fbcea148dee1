//! The journal as people and other programs read it.
//!
//! ```text
//! record: everything of some days, thing after thing -> json | csv | fhir      for other programs
//!                                                    -> paper -> document -> pdf | text   for people
//! ```
//!
//! | file | what |
//! |---|---|
//! | `record/` | everything of some days that a provider is told, thing after thing |
//! | `json/` | the same as one document for other programs |
//! | `csv/` | the same as tables |
//! | `document/` | a document as it is said, before it is drawn |
//! | `pdf/` | a document as pages |
//! | `paper/` | what a page for people says of the record |
//! | `session` | one session: its facts, its timeline, what was measured |
//! | `calendar/` | sessions and reminders as a file of iCalendar |

mod calendar;
pub mod csv;
pub mod document;
pub mod json;
pub mod paper;
pub mod pdf;
pub mod record;
mod session;

use nape_logic::text::Message;
use serde::Serialize;

pub use calendar::{CalendarEntry, CalendarFile};
pub use session::session_times;
pub use session::{ChartPoint, FactLine, SessionReport, TelemetryReport};

use crate::store::StoreError;
use crate::store::exchange::NewFile;

/// Puts a message into words.
pub type Say<'s> = &'s dyn Fn(&Message) -> String;

/// The word that a value is in a file; nothing for a value that is no word there.
fn word(value: impl Serialize) -> String {
    let word = serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned));
    word.unwrap_or_default()
}

/// Where the bytes of a report go.
pub trait Out {
    /// Takes the next bytes; after an error nothing more comes.
    fn put(&mut self, bytes: &[u8]) -> Result<(), StoreError>;

    /// There are no more; what was kept back goes now.
    fn end(&mut self) -> Result<(), StoreError> {
        Ok(())
    }
}

impl Out for NewFile {
    fn put(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.write_bytes(bytes)
    }
}

impl Out for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.extend_from_slice(bytes);
        Ok(())
    }
}
