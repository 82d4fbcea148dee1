//! Tables that follow from the records: kept in step with each revision, and made anew at will (E5).

use nape_logic::id::RecordId;
use nape_logic::journal::entry::Entry;
use nape_logic::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::folded;
use super::rows;

/// The kind of record that an entry is.
pub const ENTRY: &str = "entry";

/// The latest revision of record `?1`, unless it deletes it.
const LATEST: &str = "SELECT position, payload FROM (
        SELECT position, payload, deleted FROM record_version WHERE kind = 'entry' AND id = ?1
        ORDER BY revision DESC, written_ms DESC, origin DESC LIMIT 1)
    WHERE deleted = 0 AND payload IS NOT NULL";

/// Brings what follows from a record up to its latest revision.
pub(super) fn follow(connection: &Connection, kind: &str, id: RecordId) -> Result<(), StoreError> {
    if kind != ENTRY {
        return Ok(());
    }
    forget(connection, id)?;
    let latest: Option<(i64, String)> = connection
        .prepare_cached(LATEST)?
        .query_row([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match latest {
        Some((position, payload)) => show(connection, position, id, &payload),
        None => Ok(()),
    }
}

/// Makes every projection anew.
pub(super) fn rebuild(connection: &Connection) -> Result<(), StoreError> {
    connection
        .execute_batch("DELETE FROM entry; INSERT INTO entry_text (entry_text) VALUES ('delete-all');")?;
    folded::forget(connection)?;
    let mut statement =
        connection.prepare("SELECT DISTINCT id FROM record_version WHERE kind = 'entry' ORDER BY id")?;
    let ids = statement.query_map([], |row| rows::id(row, 0))?.collect::<Result<Vec<_>, _>>()?;
    ids.into_iter().try_for_each(|id| follow(connection, ENTRY, RecordId(id)))
}

fn forget(connection: &Connection, id: RecordId) -> Result<(), StoreError> {
    // The index of words has to be told what it held.
    connection
        .prepare_cached(
            "INSERT INTO entry_text (entry_text, rowid, name, note)
             SELECT 'delete', position, name, note FROM entry WHERE position IN (
                 SELECT position FROM record_version WHERE kind = 'entry' AND id = ?1)",
        )?
        .execute([id.0.as_bytes()])?;
    connection
        .prepare_cached(
            "DELETE FROM entry WHERE position IN (
                 SELECT position FROM record_version WHERE kind = 'entry' AND id = ?1)",
        )?
        .execute([id.0.as_bytes()])?;
    Ok(())
}

fn show(connection: &Connection, position: i64, id: RecordId, payload: &str) -> Result<(), StoreError> {
    // What a newer program wrote may not be readable here; it stays in its revision.
    let Ok(entry) = serde_json::from_str::<Entry>(payload) else { return Ok(()) };
    connection
        .prepare_cached(
            "INSERT INTO entry (position, id, kind, at_ms, day, value, name, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            position,
            id.0.as_bytes(),
            entry.kind.word(),
            entry.at.unix_millis(),
            day(entry.at),
            entry.value.map(nape_logic::journal::entry::Amount::thousandths),
            entry.name,
            entry.note,
        ])?;
    connection
        .prepare_cached("INSERT INTO entry_text (rowid, name, note) VALUES (?1, ?2, ?3)")?
        .execute(params![position, entry.name, entry.note])?;
    Ok(())
}

/// The civil date on the clock of `at`, in days since 1970.
fn day(at: Timestamp) -> i64 {
    (at.unix_millis() + i64::from(at.offset_seconds()) * 1000).div_euclid(24 * 60 * 60 * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_one_that_the_entrys_own_clock_showed() {
        let at = |text: &str| day(Timestamp::parse(text).expect("an instant"));
        assert_eq!(at("1970-01-01T00:00:00Z"), 0);
        assert_eq!(at("1969-12-31T23:59:59Z"), -1);
        assert_eq!(at("2026-03-10T00:30:00+02:00"), at("2026-03-09T23:30:00Z") + 1);
        assert_eq!(at("2026-03-10T23:30:00-10:00"), at("2026-03-10T00:30:00+10:00"));
    }
}
