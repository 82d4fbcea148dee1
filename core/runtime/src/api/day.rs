//! One civil day: a record and its call.

use serde::Serialize;

use super::convert;
use super::door::Nape;
use super::entry::KeptEntry;
use super::error::NapeError;
use super::session::SessionSummary;

/// What was written down on a day, and what was done.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Day {
    /// The civil date (`YYYY-MM-DD`), as the clocks showed it that told of it.
    pub date: String,
    /// The entries that tell of it, ascending by their time; the first thousand.
    pub entries: Vec<KeptEntry>,
    /// The sessions that began on it, the first one first.
    pub sessions: Vec<SessionSummary>,
}

#[uniffi::export]
impl Nape {
    /// A day (`YYYY-MM-DD`); today where none is named.
    #[uniffi::method(default(date = None))]
    pub async fn day(&self, date: Option<String>) -> Result<Day, NapeError> {
        let date = date.map(|text| convert::date("date", &text)).transpose()?;
        let day = self.engine.day(date).await?;
        Ok(Day {
            date: day.date.to_string(),
            entries: day.entries.into_iter().map(convert::kept_entry).collect(),
            sessions: day.sessions.into_iter().map(convert::summary).collect(),
        })
    }
}
