//! One civil day, as the clocks showed it that told of it: what was written down, and what was done.

use chrono::NaiveDate;
use nape_logic::time::Now;

use super::command::Command;
use super::entries::{Bound, EntryQuery, KeptEntry, LONGEST_PAGE};
use super::error::EngineError;
use super::handle::Engine;
use super::ledger::SessionRecord;
use super::task::Task;

/// What a day has.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// Which one.
    pub date: NaiveDate,
    /// Its entries, ascending by their time; the first thousand.
    pub entries: Vec<KeptEntry>,
    /// The sessions that began on it, the first one first.
    pub sessions: Vec<SessionRecord>,
}

impl Engine {
    /// A day; today where none is named.
    pub async fn day(&self, date: Option<NaiveDate>) -> Result<Day, EngineError> {
        let (date, sessions) = self.ask(|reply| Command::SessionsOn(date, reply)).await?;
        let on = Some(Bound::Date(date));
        let page =
            self.entries(EntryQuery { from: on, to: on, limit: LONGEST_PAGE, ..EntryQuery::default() });
        Ok(Day { date, entries: page.await?.entries, sessions })
    }
}

impl Task {
    pub(super) fn sessions_on(&self, date: Option<NaiveDate>, now: &Now) -> (NaiveDate, Vec<SessionRecord>) {
        let date = date.unwrap_or_else(|| now.wall.date());
        let mut sessions: Vec<SessionRecord> = self.ledger.begun_on(date).cloned().collect();
        sessions.sort_by_key(|session| (session.started.unix_millis(), session.id));
        (date, sessions)
    }
}
