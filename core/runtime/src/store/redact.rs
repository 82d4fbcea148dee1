//! Taking one thing out of the journal for good (E21): its words go, that it was there stays, and the chain holds.

use nape_logic::id::{OriginId, RecordId};
use nape_logic::time::Timestamp;
use rusqlite::{Connection, params};

use super::error::StoreError;
use super::fact::Fact;
use super::projection;
use super::rows;

/// The facts that say what an entry told, and go with it.
const TELLS_OF_AN_ENTRY: &str = "symptoms_told";

/// Whether programs take the words of facts of this kind away: never those of a lock. Of kinds that this program does not
/// know it can't say.
pub(super) fn may_be_erased(kind: &str) -> bool {
    kind == TELLS_OF_AN_ENTRY || !Fact::knows(kind)
}

/// A record to take the contents out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// What kind of record.
    pub kind: String,
    /// Which one.
    pub id: RecordId,
    /// When it was asked for.
    pub written: Timestamp,
}

/// Empties every revision of a record, and the facts that were told with it, and marks the record as deleted.
pub(super) fn redact(
    connection: &Connection,
    origin: OriginId,
    redaction: &Redaction,
) -> Result<(), StoreError> {
    let Redaction { kind, id, written } = redaction;
    connection
        .prepare_cached("UPDATE record_version SET payload = NULL WHERE kind = ?1 AND id = ?2")?
        .execute(params![kind, id.0.as_bytes()])?;
    connection
        .prepare_cached(
            "INSERT INTO record_version (kind, id, revision, origin, at_ms, at_offset_s, written_ms,
                 written_offset_s, deleted, payload)
             SELECT kind, id, max(revision) + 1, ?3, at_ms, at_offset_s, ?4, ?5, 1, NULL FROM record_version
             WHERE kind = ?1 AND id = ?2 GROUP BY kind, id",
        )?
        .execute(params![
            kind,
            id.0.as_bytes(),
            origin.0.as_bytes(),
            written.unix_millis(),
            written.offset_seconds()
        ])?;
    redact_what_told_of(connection, *id)?;
    projection::follow(connection, kind, *id)
}

/// Empties the facts that were told with a record.
fn redact_what_told_of(connection: &Connection, id: RecordId) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE fact SET payload = NULL, salt = NULL WHERE kind = ?1 AND instr(payload, ?2) > 0",
        )?
        .execute([TELLS_OF_AN_ENTRY, id.to_string().as_str()])?;
    Ok(())
}

/// Empties the facts that were told with any record that is erased: a merge brings the one from here and the other from
/// there.
pub(super) fn redact_what_told_of_erased(connection: &Connection) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare("SELECT id FROM record_version GROUP BY kind, id HAVING count(payload) = 0")?;
    for id in statement.query_map([], |row| rows::id(row, 0))? {
        redact_what_told_of(connection, RecordId(id?))?;
    }
    Ok(())
}
