//! Looking into the journal: its own connection, never in the way of the writer.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use nape_logic::id::{OriginId, RecordId, SessionId};
use nape_logic::journal::chain::{self, ChainHash, Head, Summary};
use nape_logic::time::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::error::{Damage, StoreError};
use super::hold::Hold;
use super::projection;
use super::redact::may_be_erased;
use super::rows::{self, FACT_COLUMNS, IS_LATEST, PAGE_COLUMNS, Position, RECORD_COLUMNS};
use super::rows::{SessionSummary, StoredFact, StoredPage, StoredRecord};

/// Steps of SQLite's machine between two looks at whether to end: some microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 1000;

/// Which facts to read: all that match every field given, in the order of arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactFilter<'a> {
    /// Only those of this session.
    pub session: Option<SessionId>,
    /// Only those of these kinds; empty for every kind. Others are read and passed over.
    pub kinds: &'a [&'a str],
    /// Only those that arrived after this one: the last position of the page before.
    pub after: Option<Position>,
    /// At most so many.
    pub limit: u32,
}

impl Default for FactFilter<'_> {
    /// The first thousand facts.
    fn default() -> Self {
        Self { session: None, kinds: &[], after: None, limit: 1000 }
    }
}

/// A connection that only reads. May move between threads; use it where blocking is allowed.
pub struct Reader {
    pub(super) connection: Connection,
    pub(super) folder: PathBuf,
    _hold: Arc<Hold>,
}

impl std::fmt::Debug for Reader {
    /// Without the folder, whose path can name a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl Reader {
    pub(super) fn new(connection: Connection, folder: PathBuf, hold: Arc<Hold>) -> Self {
        Self { connection, folder, _hold: hold }
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// From now on every statement ends with [`StoreError::Stopped`] soon after `end` says so. It is asked often, and must
    /// answer at once.
    pub fn end_when(&mut self, end: impl FnMut() -> bool + Send + 'static) -> Result<(), StoreError> {
        Ok(self.connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(end))?)
    }

    /// A page of facts. Positions only grow, so no fact is met twice or passed over between pages.
    pub fn facts(&self, filter: FactFilter<'_>) -> Result<Vec<StoredFact>, StoreError> {
        let (condition, parameters) = condition(filter);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {FACT_COLUMNS} FROM fact WHERE {condition} ORDER BY position LIMIT ?"
        ))?;
        let facts = statement.query_map(params_from_iter(parameters), rows::stored_fact)?;
        Ok(facts.collect::<Result<_, _>>()?)
    }

    /// A page of facts of these kinds, of whatever session.
    pub fn facts_of_kinds(
        &self,
        kinds: &[&str],
        after: Option<Position>,
        limit: u32,
    ) -> Result<Vec<StoredFact>, StoreError> {
        self.facts(FactFilter { session: None, kinds, after, limit })
    }

    /// Every fact of a kind that was stated at `since` or later, in the order of arrival.
    pub fn facts_since(&self, kind: &str, since: Timestamp) -> Result<Vec<StoredFact>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {FACT_COLUMNS} FROM fact WHERE kind = ? AND at_ms >= ? ORDER BY position"
        ))?;
        let facts = statement.query_map(params![kind, since.unix_millis()], rows::stored_fact)?;
        Ok(facts.collect::<Result<_, _>>()?)
    }

    /// Hands over every fact of these kinds in the order in which they were stated, which is the same on all phones
    /// whatever arrived first: each origin's own order, origins by their time, and a clock that was turned back
    /// stands until the time it had shown before.
    pub fn each_fact_as_stated(
        &self,
        kinds: &[&str],
        take: &mut dyn FnMut(StoredFact),
    ) -> Result<(), StoreError> {
        let places = vec!["?"; kinds.len()].join(", ");
        // One origin's order of arrival is its own order: nothing to sort.
        let statement = if self.origins_with_facts()? <= 1 {
            format!("SELECT {FACT_COLUMNS} FROM fact WHERE kind IN ({places}) ORDER BY position")
        } else {
            format!(
                "SELECT {FACT_COLUMNS} FROM (
                     SELECT *, max(at_ms) OVER (PARTITION BY origin ORDER BY sequence, hash) AS reached
                     FROM fact WHERE kind IN ({places}))
                 ORDER BY reached, origin, sequence, hash"
            )
        };
        let mut statement = self.connection.prepare(&statement)?;
        for fact in statement.query_map(params_from_iter(kinds), rows::stored_fact)? {
            take(fact?);
        }
        Ok(())
    }

    /// How many installations have stated facts here.
    pub fn origins_with_facts(&self) -> Result<u32, StoreError> {
        let count = "SELECT count(*) FROM origin WHERE last_sequence > 0";
        Ok(self.connection.query_row(count, [], |row| row.get(0))?)
    }

    /// The last fact to arrive, of whatever origin; `None` in an empty journal.
    pub fn last_position(&self) -> Result<Option<Position>, StoreError> {
        let last: Option<i64> =
            self.connection.query_row("SELECT max(position) FROM fact", [], |row| row.get(0))?;
        Ok(last.map(Position))
    }

    /// How much the journal holds, facts and versions of records: it only grows.
    pub fn extent(&self) -> Result<u64, StoreError> {
        let both = "SELECT coalesce((SELECT max(position) FROM fact), 0)
                         + coalesce((SELECT max(position) FROM record_version), 0)";
        let extent: i64 = self.connection.query_row(both, [], |row| row.get(0))?;
        Ok(u64::try_from(extent).unwrap_or(0))
    }

    /// At most `limit` sessions, the one that began last first; with `before`, those that follow it in
    /// this order.
    pub fn sessions(
        &self,
        before: Option<&SessionSummary>,
        limit: u32,
    ) -> Result<Vec<SessionSummary>, StoreError> {
        let bound = before.map(|last| last.started.unix_millis());
        let bound_id = before.map(|last| last.session.0.into_bytes());
        let mut statement = self.connection.prepare_cached(
            "SELECT fact.session, fact.course, fact.at_ms, fact.offset_s, fact.simulated, first, last
             FROM (SELECT min(position) AS first, max(position) AS last
                   FROM fact WHERE session IS NOT NULL GROUP BY session)
             JOIN fact ON fact.position = first
             WHERE ?1 IS NULL OR (fact.at_ms, fact.session) < (?1, ?2)
             ORDER BY fact.at_ms DESC, fact.session DESC LIMIT ?3",
        )?;
        let sessions = statement.query_map(params![bound, bound_id, limit], rows::session_summary)?;
        Ok(sessions.collect::<Result<_, _>>()?)
    }

    /// The latest revision of a record, a deleting one too.
    pub fn latest_record(&self, kind: &str, id: RecordId) -> Result<Option<StoredRecord>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {RECORD_COLUMNS} FROM record_version WHERE kind = ?1 AND id = ?2
             ORDER BY revision DESC, written_ms DESC, origin DESC LIMIT 1"
        ))?;
        Ok(statement.query_row(params![kind, id.0.as_bytes()], rows::stored_record).optional()?)
    }

    /// The latest revision of every record of a kind that is not deleted, ascending by (at, id).
    pub fn records(&self, kind: &str) -> Result<Vec<StoredRecord>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {RECORD_COLUMNS} FROM record_version AS this
             WHERE kind = ?1 AND deleted = 0 AND {IS_LATEST} ORDER BY at_ms, id"
        ))?;
        let records = statement.query_map(params![kind], rows::stored_record)?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// Every revision of a record, the first one first.
    pub fn record_history(&self, kind: &str, id: RecordId) -> Result<Vec<StoredRecord>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {RECORD_COLUMNS} FROM record_version WHERE kind = ?1 AND id = ?2
             ORDER BY revision, written_ms, origin"
        ))?;
        let records = statement.query_map(params![kind, id.0.as_bytes()], rows::stored_record)?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// The pages of a session's telemetry in their order.
    pub fn telemetry(&self, session: SessionId) -> Result<Vec<StoredPage>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {PAGE_COLUMNS} FROM telemetry_page WHERE session = ?1 ORDER BY page"
        ))?;
        let pages = statement.query_map(params![session.0.as_bytes()], rows::stored_page)?;
        Ok(pages.collect::<Result<_, _>>()?)
    }

    /// Reads the whole journal: every page in use against its checks, then every origin's chain, then what follows from the
    /// records.
    ///
    /// [`StoreError::Damaged`] where the database or what follows from the records doesn't hold,
    /// [`StoreError::BrokenChain`] with the place where the facts don't.
    pub fn verify(&self) -> Result<Summary, StoreError> {
        // What is in memory says nothing of the disk.
        self.connection.execute_batch("PRAGMA shrink_memory")?;
        // One transaction, so that a commit in between is no fault.
        let snapshot = self.connection.unchecked_transaction()?;
        check_pages(&snapshot)?;
        let heads = heads(&snapshot)?;
        let mut statement =
            snapshot.prepare(&format!("SELECT {FACT_COLUMNS} FROM fact ORDER BY position"))?;
        let mut unreadable = None;
        let links = statement
            .query_map([], rows::link)?
            .map_while(|link| link.map_err(|error| unreadable = Some(error)).ok());
        let verdict = chain::verify(links, &heads, may_be_erased);
        if let Some(error) = unreadable {
            return Err(error.into());
        }
        let summary = verdict?;
        projection::check(&snapshot)?;
        Ok(summary)
    }

    /// All that `read` reads is of one moment, whatever is written meanwhile.
    pub fn of_one_moment<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _snapshot = self.connection.unchecked_transaction()?;
        read(self)
    }
}

#[cfg(test)]
impl Reader {
    /// One statement that only its end from outside ends.
    pub fn read_for_ever(&self) -> Result<(), StoreError> {
        let endless =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        Ok(self.connection.query_row(endless, [], |_| Ok(()))?)
    }
}

/// The condition with its parameters in their order; the limit comes last, after them.
fn condition(filter: FactFilter<'_>) -> (String, Vec<Value>) {
    let mut conditions = vec!["position > ?".to_owned()];
    let mut parameters = vec![Value::Integer(filter.after.map_or(0, |after| after.0))];
    if let Some(session) = filter.session {
        conditions.push("session = ?".to_owned());
        parameters.push(Value::Blob(session.0.as_bytes().to_vec()));
    }
    if !filter.kinds.is_empty() {
        let places = vec!["?"; filter.kinds.len()].join(", ");
        conditions.push(format!("kind IN ({places})"));
        parameters.extend(filter.kinds.iter().map(|&kind| Value::Text(kind.to_owned())));
    }
    parameters.push(Value::Integer(filter.limit.into()));
    (conditions.join(" AND "), parameters)
}

/// Reads every page in use through the pager, which checks each one's seal in this snapshot.
///
/// `cipher_integrity_check` reads the file past the log, and calls a page torn that a checkpoint is just writing.
fn check_pages(connection: &Connection) -> Result<(), StoreError> {
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::damaged(Damage::Database)) }
}

fn heads(connection: &Connection) -> Result<BTreeMap<OriginId, Head>, StoreError> {
    let mut statement = connection.prepare("SELECT id, last_sequence, last_hash FROM origin")?;
    let heads = statement.query_map([], |row| {
        let head = Head { sequence: rows::unsigned(row, 1)?, hash: ChainHash(row.get(2)?) };
        Ok((OriginId(rows::id(row, 0)?), head))
    })?;
    Ok(heads.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use crate::store::{Journal, Key, NewJournal};
    use nape_logic::id::{JournalId, OriginId};
    use uuid::Uuid;

    #[test]
    fn no_statement_writes_through_a_reader() {
        let folder = tempfile::tempdir().expect("a folder");
        let id = Uuid::from_u128(1);
        let new = NewJournal { journal: JournalId(id), origin: OriginId(id) };
        let journal = Journal::open_or_create(folder.path(), Key::from_bytes([7; 32]), new).expect("opens");
        let reader = journal.reader().expect("a reader");
        for statement in ["UPDATE origin SET last_sequence = 9", "CREATE TABLE another (n)", "VACUUM"] {
            assert!(reader.connection.execute(statement, []).is_err(), "{statement}");
        }
    }
}
