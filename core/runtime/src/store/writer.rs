//! The one way into the journal: a batch, whole and durable, or nothing.

use std::path::PathBuf;
use std::sync::Arc;

use nape_logic::id::OriginId;
use nape_logic::journal::chain::{ChainHash, Content, ContentDigest, Head, Heading, Link};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::connection;
use super::error::StoreError;
use super::folded;
use super::hold::Hold;
use super::key::Key;
use super::parts;
use super::projection;
use super::redact;
use super::rows::{self, Batch, Committed, Condition, NewFact, NewPage, NewRecord, Position, Revision};

/// A connection that appends.
pub struct Writer {
    connection: Connection,
    database: PathBuf,
    key: Key,
    _hold: Arc<Hold>,
}

/// As whom this installation writes, and where its chain ends.
struct Own {
    origin: OriginId,
    head: Head,
}

impl std::fmt::Debug for Writer {
    /// Without the folder, whose path can name a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl Writer {
    pub(super) fn open(database: PathBuf, key: Key, hold: Arc<Hold>) -> Result<Self, StoreError> {
        Ok(Self { connection: connection::open_to_write(&database, &key)?, database, key, _hold: hold })
    }

    /// Appends everything in the batch in one transaction, and returns once it is on the disk.
    ///
    /// On an error nothing of the batch is kept. Waits up to a second for another writer.
    pub fn commit(&mut self, batch: &Batch) -> Result<Committed, StoreError> {
        let outcome = self.append(batch);
        if outcome.as_ref().is_err_and(StoreError::may_outlast_its_cause)
            // The old connection closes behind the new one: whoever comes alone would take up from the log what was
            // just refused.
            && let Ok(fresh) = connection::open_to_write(&self.database, &self.key)
        {
            self.connection = fresh;
        }
        outcome
    }

    fn append(&mut self, batch: &Batch) -> Result<Committed, StoreError> {
        // Immediate: the chain's end is read under the lock, so two processes can't both follow one fact.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        check_conditions(&transaction, &batch.conditions)?;
        let own = own_chain(&transaction)?;
        let committed = Committed {
            facts: append_facts(&transaction, &own, &batch.facts)?,
            records: append_records(&transaction, own.origin, &batch.records)?,
        };
        append_pages(&transaction, &batch.telemetry)?;
        for part in &batch.parts {
            parts::keep(&transaction, part)?;
        }
        for redaction in &batch.redactions {
            redact::redact(&transaction, own.origin, redaction)?;
        }
        if let Some(folded) = &batch.folded {
            folded::keep(&transaction, folded)?;
        }
        transaction.commit()?;
        if !batch.redactions.is_empty() {
            self.fold_log_in();
        }
        Ok(committed)
    }
}

impl Writer {
    /// Makes everything anew that follows from the records (E5).
    pub fn rebuild_projections(&mut self) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        projection::rebuild(&transaction)?;
        Ok(transaction.commit()?)
    }

    /// Takes what was redacted out of the log too. What another reader still holds there goes with a later checkpoint.
    fn fold_log_in(&self) {
        let folded: rusqlite::Result<i64> =
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        if folded.is_err() {
            tracing::warn!("the log could not be folded into the journal yet");
        }
    }
}

fn check_conditions(transaction: &Transaction<'_>, conditions: &[Condition]) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "SELECT coalesce(max(revision), 0) FROM record_version WHERE kind = ?1 AND id = ?2",
    )?;
    for (condition, Condition { kind, id, revision }) in conditions.iter().enumerate() {
        let latest: u32 = statement.query_row(params![kind, id.0.as_bytes()], |row| row.get(0))?;
        if latest != *revision {
            return Err(StoreError::Changed { condition });
        }
    }
    Ok(())
}

fn own_chain(transaction: &Transaction<'_>) -> Result<Own, StoreError> {
    let mut statement = transaction.prepare_cached(
        "SELECT origin.id, last_sequence, last_hash FROM journal JOIN origin ON origin.id = journal.origin",
    )?;
    Ok(statement.query_row([], |row| {
        let head = Head { sequence: rows::unsigned(row, 1)?, hash: ChainHash(row.get(2)?) };
        Ok(Own { origin: OriginId(rows::id(row, 0)?), head })
    })?)
}

fn append_facts(
    transaction: &Transaction<'_>,
    own: &Own,
    facts: &[NewFact],
) -> Result<Vec<Position>, StoreError> {
    if facts.is_empty() {
        return Ok(Vec::new());
    }
    let mut head = own.head;
    let mut positions = Vec::with_capacity(facts.len());
    for fact in facts {
        let digest = fact.content.digest();
        head = head.followed_by(own.origin, &fact.heading, digest);
        let row = FactRow {
            name: (own.origin, head),
            heading: &fact.heading,
            content: Some(&fact.content),
            digest,
        };
        positions.push(insert_fact(transaction, &row)?);
    }
    transaction
        .prepare_cached("UPDATE origin SET last_sequence = ?2, last_hash = ?3 WHERE id = ?1")?
        .execute(params![own.origin.0.as_bytes(), signed(head.sequence, "sequence")?, head.hash.0])?;
    Ok(positions)
}

/// What stands in a row of facts.
struct FactRow<'a> {
    /// Whose fact, and where its chain ends with it.
    name: (OriginId, Head),
    heading: &'a Heading,
    content: Option<&'a Content>,
    digest: ContentDigest,
}

/// Inserts a fact that another journal holds, as it stands there.
pub(super) fn insert_link(connection: &Connection, link: &Link) -> Result<(), StoreError> {
    let Link { origin, sequence, heading, content, digest, hash } = link;
    let name = (*origin, Head { sequence: *sequence, hash: *hash });
    insert_fact(connection, &FactRow { name, heading, content: content.as_ref(), digest: *digest })?;
    Ok(())
}

fn insert_fact(connection: &Connection, fact: &FactRow<'_>) -> Result<Position, StoreError> {
    let (origin, head) = fact.name;
    let heading = fact.heading;
    let elapsed = heading.elapsed.map(|elapsed| signed(elapsed.0, "elapsed")).transpose()?;
    connection
        .prepare_cached(
            "INSERT INTO fact (origin, sequence, kind, session, course, at_ms, offset_s, elapsed_ms, boot,
                 simulated, payload, salt, digest, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            origin.0.as_bytes(),
            signed(head.sequence, "sequence")?,
            heading.kind,
            heading.session.map(|id| id.0.into_bytes()),
            heading.course.map(|id| id.0.into_bytes()),
            heading.at.unix_millis(),
            heading.at.offset_seconds(),
            elapsed,
            heading.boot.as_ref().map(|boot| &boot.0),
            heading.simulated,
            fact.content.map(|content| &content.payload.0),
            fact.content.map(|content| content.salt),
            fact.digest.0,
            head.hash.0,
        ])?;
    Ok(Position(connection.last_insert_rowid()))
}

fn append_records(
    transaction: &Transaction<'_>,
    origin: OriginId,
    records: &[NewRecord],
) -> Result<Vec<Revision>, StoreError> {
    records.iter().map(|record| append_record(transaction, origin, record)).collect()
}

fn append_record(
    transaction: &Transaction<'_>,
    origin: OriginId,
    record: &NewRecord,
) -> Result<Revision, StoreError> {
    let number = transaction
        .prepare_cached(
            "INSERT INTO record_version (kind, id, revision, origin, at_ms, at_offset_s, written_ms,
                 written_offset_s, deleted, payload)
             VALUES (?1, ?2, (SELECT coalesce(max(revision), 0) + 1 FROM record_version
                              WHERE kind = ?1 AND id = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             RETURNING revision",
        )?
        .query_row(
            params![
                record.kind,
                record.id.0.as_bytes(),
                origin.0.as_bytes(),
                record.at.unix_millis(),
                record.at.offset_seconds(),
                record.written.unix_millis(),
                record.written.offset_seconds(),
                record.deleted,
                record.payload.0,
            ],
            |row| row.get(0),
        )?;
    let position = Position(transaction.last_insert_rowid());
    projection::follow(transaction, &record.kind, record.id)?;
    Ok(Revision { position, number })
}

fn append_pages(transaction: &Transaction<'_>, pages: &[NewPage]) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO telemetry_page (session, page, from_ms, to_ms, samples, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for page in pages {
        statement.execute(params![
            page.session.0.as_bytes(),
            page.page,
            signed(page.from.get(), "from")?,
            signed(page.to.get(), "to")?,
            page.samples,
            page.body,
        ])?;
    }
    Ok(())
}

/// SQLite's integers have a sign.
pub(super) fn signed(value: u64, field: &'static str) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_| StoreError::OutOfRange { field })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Journal, Key, NewJournal};
    use nape_logic::id::{JournalId, RecordId};
    use nape_logic::time::{Elapsed, Timestamp};
    use uuid::Uuid;

    fn opened(folder: &tempfile::TempDir) -> Journal {
        let new = NewJournal { journal: JournalId(Uuid::from_u128(1)), origin: OriginId(Uuid::from_u128(2)) };
        Journal::open_or_create(folder.path(), Key::from_bytes([7; 32]), new).expect("opens")
    }

    fn fact(payload: &str) -> NewFact {
        let heading = Heading {
            kind: "phase".to_owned(),
            at: Timestamp::from_unix_millis(0, 0).expect("in range"),
            session: None,
            course: None,
            elapsed: Some(Elapsed(0)),
            boot: None,
            simulated: false,
        };
        NewFact { heading, content: Content { salt: [0; 16], payload: payload.into() } }
    }

    fn batch(facts: Vec<NewFact>) -> Batch {
        Batch { facts, ..Batch::default() }
    }

    #[test]
    fn a_full_disk_keeps_nothing_of_the_batch_and_later_batches_go_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = opened(&folder);
        let mut writer = journal.writer().expect("a writer");
        let pages: i64 =
            writer.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("counted");
        writer.connection.pragma_update(None, "max_page_count", pages + 2).expect("limited");
        let large = "x".repeat(100_000);
        let refused = writer.commit(&batch(vec![fact("{}"), fact(&large)]));
        assert_eq!(refused, Err(StoreError::Full));
        let committed = writer.commit(&batch(vec![fact("{}")])).expect("room for a small one");
        assert_eq!(committed.facts, [Position(1)]);
        let summary = journal.reader().and_then(|reader| reader.verify()).expect("whole");
        assert_eq!(summary.facts, 1);
    }

    #[test]
    fn every_commit_reaches_the_disk_before_it_returns() {
        let folder = tempfile::tempdir().expect("a folder");
        let writer = opened(&folder).writer().expect("a writer");
        let setting = |name: &str| -> String {
            let statement = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
            writer.connection.query_row(&statement, [], |row| row.get(0)).expect("a setting")
        };
        let names = [
            "journal_mode",
            "synchronous",
            "fullfsync",
            "checkpoint_fullfsync",
            "foreign_keys",
            "temp_store",
        ];
        assert_eq!(names.map(setting), ["wal", "2", "1", "1", "1", "2"]);
    }

    #[test]
    fn a_number_that_the_database_cannot_hold_refuses_the_whole_batch() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = opened(&folder);
        let mut endless = fact("{}");
        endless.heading.elapsed = Some(Elapsed(u64::MAX));
        let refused = journal.writer().expect("a writer").commit(&batch(vec![fact("{}"), endless]));
        assert_eq!(refused, Err(StoreError::OutOfRange { field: "elapsed" }));
        let reader = journal.reader().expect("a reader");
        assert_eq!(reader.last_position(), Ok(None));
    }

    #[test]
    fn a_record_of_another_kind_under_the_same_id_counts_its_own_revisions() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = Timestamp::from_unix_millis(0, 0).expect("in range");
        let record = |kind: &str| NewRecord {
            kind: kind.to_owned(),
            id: RecordId(Uuid::from_u128(3)),
            at,
            written: at,
            deleted: false,
            payload: "{}".into(),
        };
        let records = vec![record("plan"), record("plan"), record("entry")];
        let mut writer = opened(&folder).writer().expect("a writer");
        let committed = writer.commit(&Batch { records, ..Batch::default() }).expect("committed");
        let numbers: Vec<_> = committed.records.iter().map(|revision| revision.number).collect();
        assert_eq!(numbers, [1, 2, 1]);
    }
}
