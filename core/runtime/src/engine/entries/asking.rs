//! The calls: an entry is looked at before it is changed, and pages are read where blocking is allowed.

use chrono::Datelike;
use nape_logic::document::FieldError;
use nape_logic::id::RecordId;
use nape_logic::journal::check_in::{Answers, Chosen};
use nape_logic::journal::entry::{Entry, Kind, NewEntry};

use super::{Bound, EntryCall, EntryPage, EntryQuery, EntryRevision, KeptEntry, LONGEST_PAGE, Written};
use crate::engine::command::Command;
use crate::engine::error::EngineError;
use crate::engine::handle::Engine;
use crate::store::{ENTRY, EntryBound, EntryCursor, EntryFilter, StoredRecord};

impl Engine {
    /// Writes entries: all of them or none.
    pub async fn add_entries(&self, entries: Vec<NewEntry>) -> Result<Written, EngineError> {
        self.ask(|reply| Command::Entry(EntryCall::Add(entries, reply))).await
    }

    /// What the check-in asks (P26).
    pub async fn check_in(&self) -> Result<Chosen, EngineError> {
        Ok(self.profile().await?.check_in.unwrap_or_default())
    }

    /// Writes what was answered at a check-in, at this moment: all of it or none.
    pub async fn record_check_in(&self, answers: Answers) -> Result<Written, EngineError> {
        self.ask(|reply| Command::Entry(EntryCall::CheckIn(answers, reply))).await
    }

    /// Writes a further revision of an entry.
    pub async fn edit_entry(&self, id: RecordId, entry: Entry) -> Result<Written, EngineError> {
        let KeptEntry { revision, entry: before, .. } = self.entry(id).await?;
        if entry.kind != before.kind {
            let allowed = format!("{}, as it was written", before.kind);
            return Err(FieldError::new("kind", "an entry keeps its kind", allowed).into());
        }
        let entry = Box::new(entry);
        self.ask(|reply| Command::Entry(EntryCall::Edit { id, revision, entry, reply })).await
    }

    /// Takes an entry back; its history stays.
    pub async fn delete_entry(&self, id: RecordId) -> Result<(), EngineError> {
        let KeptEntry { revision, entry, .. } = self.entry(id).await?;
        let entry = Box::new(entry);
        self.ask(|reply| Command::Entry(EntryCall::Delete { id, revision, entry, reply })).await
    }

    /// Takes what an entry told out of the journal for good, deleted or not (E21).
    pub async fn erase_entry(&self, id: RecordId) -> Result<(), EngineError> {
        self.entry_history(id).await?;
        self.ask(|reply| Command::Entry(EntryCall::Erase { id, reply })).await
    }

    /// An entry as it is now.
    pub async fn entry(&self, id: RecordId) -> Result<KeptEntry, EngineError> {
        let latest = self.read(move |reader| reader.latest_record(ENTRY, id)).await?;
        latest.filter(|latest| !latest.deleted).as_ref().and_then(kept).ok_or_else(unknown)
    }

    /// Every revision of an entry, the first one first.
    pub async fn entry_history(&self, id: RecordId) -> Result<Vec<EntryRevision>, EngineError> {
        let history = self.read(move |reader| reader.record_history(ENTRY, id)).await?;
        let revision = |stored: StoredRecord| EntryRevision {
            revision: stored.revision,
            written: stored.written,
            deleted: stored.deleted,
            entry: read(&stored),
        };
        if history.is_empty() { Err(unknown()) } else { Ok(history.into_iter().map(revision).collect()) }
    }

    /// A page of entries.
    pub async fn entries(&self, query: EntryQuery) -> Result<EntryPage, EngineError> {
        let limit = checked_limit(query.limit)?;
        let after = query.after.as_deref().map(cursor).transpose()?;
        let (from, to) = (query.from.map(bound), query.to.map(bound));
        let kind = query.kind.map(Kind::word);
        // One more shows whether a page follows.
        let filter = EntryFilter { from, to, kind, after, limit: limit + 1 };
        let mut found = self.read(move |reader| reader.entries(filter)).await?;
        let more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let last = found.last().filter(|_| more);
        let next = last.map(|last| EntryCursor { at_ms: last.at.unix_millis(), id: last.id }.to_text());
        Ok(EntryPage { entries: found.iter().filter_map(kept).collect(), next })
    }

    /// The entries whose name or note has all of the words, the one written last first.
    pub async fn search_entries(&self, words: String, limit: u32) -> Result<Vec<KeptEntry>, EngineError> {
        let limit = checked_limit(limit)?;
        let found = self.read(move |reader| reader.search(&words, limit)).await?;
        Ok(found.iter().filter_map(kept).collect())
    }
}

fn unknown() -> EngineError {
    EngineError::NotFound { what: "such entry" }
}

fn read(stored: &StoredRecord) -> Option<Entry> {
    serde_json::from_str(&stored.payload.as_ref()?.0).ok()
}

fn kept(stored: &StoredRecord) -> Option<KeptEntry> {
    Some(KeptEntry { id: stored.id, revision: stored.revision, entry: read(stored)? })
}

fn checked_limit(limit: u32) -> Result<u32, FieldError> {
    if (1..=LONGEST_PAGE).contains(&limit) {
        return Ok(limit);
    }
    Err(FieldError::new("limit", "out of range", format!("1 to {LONGEST_PAGE}")))
}

fn cursor(text: &str) -> Result<EntryCursor, FieldError> {
    let wrong = || FieldError::new("after", "not a place in the journal", "`next` of the page before");
    EntryCursor::from_text(text).ok_or_else(wrong)
}

pub(super) fn bound(bound: Bound) -> EntryBound {
    match bound {
        Bound::Instant(at) => EntryBound::Instant(at.unix_millis()),
        Bound::Date(date) => EntryBound::Day(i64::from(date.num_days_from_ce()) - CE_DAYS_TO_1970),
    }
}

/// Days from 0000-12-31 to 1970-01-01.
const CE_DAYS_TO_1970: i64 = 719_163;
