//! Tables that follow from the records: kept in step with each revision, and made anew at will (E5).

use nape_logic::id::RecordId;
use nape_logic::journal::entry::{Amount, Entry};
use nape_logic::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::{Damage, StoreError};
use super::rows::{self, IS_LATEST};
use super::words::folded;

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
        Some((position, payload)) => {
            EntryRow::of(position, id, &payload).map_or(Ok(()), |row| show(connection, &row))
        }
        None => Ok(()),
    }
}

/// Makes every projection anew.
pub(super) fn rebuild(connection: &Connection) -> Result<(), StoreError> {
    connection
        .execute_batch("DELETE FROM entry; INSERT INTO entry_text (entry_text) VALUES ('delete-all');")?;
    super::folded::forget(connection)?;
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

fn show(connection: &Connection, row: &EntryRow) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO entry (position, id, kind, at_ms, day, value, name, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            row.position,
            row.id.0.as_bytes(),
            row.kind,
            row.at_ms,
            row.day,
            row.value,
            row.name,
            row.note,
        ])?;
    connection
        .prepare_cached("INSERT INTO entry_text (rowid, name, note) VALUES (?1, ?2, ?3)")?
        .execute(params![row.position, row.name, row.note])?;
    Ok(())
}

/// A row of the table `entry`: what its revision says, for looking back.
#[derive(PartialEq, Eq)]
struct EntryRow {
    position: i64,
    id: RecordId,
    kind: String,
    at_ms: i64,
    day: i64,
    value: Option<i64>,
    name: Option<String>,
    note: Option<String>,
}

impl EntryRow {
    /// None where a newer program wrote what is not readable here; it stays in its revision.
    fn of(position: i64, id: RecordId, payload: &str) -> Option<Self> {
        let entry: Entry = serde_json::from_str(payload).ok()?;
        let words = |text: Option<String>| text.map(|text| folded(&text).into_owned());
        Some(Self {
            position,
            id,
            kind: entry.kind.word().to_owned(),
            at_ms: entry.at.unix_millis(),
            day: day(entry.at),
            value: entry.value.map(Amount::thousandths),
            name: words(entry.name),
            note: words(entry.note),
        })
    }

    fn stored(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            position: row.get(0)?,
            id: RecordId(rows::id(row, 1)?),
            kind: row.get(2)?,
            at_ms: row.get(3)?,
            day: row.get(4)?,
            value: row.get(5)?,
            name: row.get(6)?,
            note: row.get(7)?,
        })
    }
}

/// Whether the lists of entries say what their revisions do. The index of words is checked with the database's pages.
pub(super) fn check(connection: &Connection) -> Result<(), StoreError> {
    let mut revisions = connection.prepare(&format!(
        "SELECT position, id, payload FROM record_version AS this
         WHERE kind = 'entry' AND deleted = 0 AND payload IS NOT NULL AND {IS_LATEST} ORDER BY position"
    ))?;
    let mut revisions = revisions.query([])?;
    let mut shown = connection
        .prepare("SELECT position, id, kind, at_ms, day, value, name, note FROM entry ORDER BY position")?;
    let mut shown = shown.query_map([], EntryRow::stored)?;
    while let Some(revision) = revisions.next()? {
        let payload: String = revision.get(2)?;
        let id = RecordId(rows::id(revision, 1)?);
        let Some(expected) = EntryRow::of(revision.get(0)?, id, &payload) else { continue };
        if shown.next().transpose()?.as_ref() != Some(&expected) {
            return Err(StoreError::damaged(Damage::Projections));
        }
    }
    if shown.next().is_some() { Err(StoreError::damaged(Damage::Projections)) } else { Ok(()) }
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
