//! A backup becomes part of a journal: all of it, or nothing.

use std::path::Path;

use nape_logic::id::{JournalId, OriginId};
use nape_logic::journal::chain::Head;
use rusqlite::{Connection, TransactionBehavior, params};

use super::error::BackupError;
use super::merge::{Merged, Merging};
use super::read::BackupFile;
use super::{Steps, Watch};
use crate::store::error::StoreError;
use crate::store::hold::{self, Hold};
use crate::store::key::Key;
use crate::store::open::{DATABASE, Journal, NewJournal};
use crate::store::{Lease, connection, migrate, projection, redact};

/// The record that says for whom a journal was made: the only one that a journal has before anything is told.
const MADE_FOR: &str = "made_for";

/// Merges a backup into the journal in `folder`, or makes the journal there.
///
/// The whole file is read and checked before anything is touched. A journal that is made takes over the id of the
/// backup, and so does one that holds nothing yet; any other one must have it already (P3). Afterwards this
/// installation writes as `origin`, so that a journal and its own backup never fork (E21).
///
/// Refused while a session runs, and with [`StoreError::Busy`] while anybody has the journal open: what they know of it
/// would be out of date.
pub fn restore(
    folder: &Path,
    key: &Key,
    backup: &mut BackupFile,
    origin: OriginId,
    watch: &dyn Watch,
) -> Result<Merged, StoreError> {
    let mut steps = Steps::new(watch, backup.header().counts.sum().saturating_mul(2));
    backup.each(&mut |_| steps.one_more())?;
    // The folder may not be there yet.
    crate::store::files::create_private_folder(folder)
        .map_err(StoreError::io("make the journal's folder"))?;
    Lease::refuse_running(folder)?;
    let journal = backup.header().journal;
    match Journal::open(folder, key.clone()).map(|here| here.id()) {
        Ok(here) => {
            let alone = Hold::alone(folder, hold::A_MOMENT)?;
            let mut connection = connection::open_to_write(&folder.join(DATABASE), key)?;
            let merged = merge_into(&mut connection, here, backup, origin, &mut steps)?;
            drop((connection, alone));
            // The file beside the database follows it.
            Journal::open(folder, key.clone())?;
            Ok(merged)
        }
        Err(StoreError::NoJournal) => {
            let mut merged = Merged::default();
            let new = NewJournal { journal, origin };
            Journal::create(folder, key, new, &mut |connection| {
                merged = in_one_transaction(connection, |connection| {
                    let merged = merge_all(connection, backup, &mut steps)?;
                    // The backup may hold what was written under this very name.
                    write_as(connection, origin).map(|()| merged)
                })?;
                Ok(())
            })?;
            Ok(merged)
        }
        Err(error) => Err(error),
    }
}

/// Reads and checks the whole backup and says what restoring it would do; changes nothing anywhere.
///
/// Where `folder` holds no journal, or one that holds nothing yet, all of it would be added.
pub fn try_out(
    folder: &Path,
    key: &Key,
    backup: &mut BackupFile,
    watch: &dyn Watch,
) -> Result<Merged, StoreError> {
    let mut steps = Steps::new(watch, backup.header().counts.sum());
    let journal = backup.header().journal;
    let reader = match Journal::open(folder, key.clone()) {
        Ok(here) => {
            let reader = here.reader()?;
            if here.id() == journal {
                Some(reader)
            } else if holds_nothing(&reader.connection)? {
                None
            } else {
                return Err(BackupError::OtherJournal.into());
            }
        }
        Err(StoreError::NoJournal) => None,
        Err(error) => return Err(error),
    };
    let connection = match reader {
        Some(reader) => reader.connection,
        None => nothing_yet()?,
    };
    let snapshot = connection.unchecked_transaction()?;
    let mut merging = Merging::new(&snapshot, false);
    backup.each(&mut |line| {
        merging.take(line)?;
        steps.one_more()
    })?;
    merging.finish()
}

/// The tables of a journal without a row, in memory.
fn nothing_yet() -> Result<Connection, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    migrate::migrate(&mut connection, migrate::STEPS)?;
    Ok(connection)
}

fn merge_into(
    connection: &mut Connection,
    here: JournalId,
    backup: &mut BackupFile,
    origin: OriginId,
    steps: &mut Steps<'_>,
) -> Result<Merged, StoreError> {
    // What the merge erases is overwritten, not only let go of.
    connection.execute_batch("PRAGMA secure_delete = ON")?;
    let incoming = backup.header().journal;
    in_one_transaction(connection, |connection| {
        if here != incoming {
            take_over(connection, incoming)?;
        }
        let merged = merge_all(connection, backup, steps)?;
        write_as(connection, origin).map(|()| merged)
    })
}

fn in_one_transaction<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

fn merge_all(
    connection: &Connection,
    backup: &mut BackupFile,
    steps: &mut Steps<'_>,
) -> Result<Merged, StoreError> {
    let mut merging = Merging::new(connection, true);
    // Checked once more to its end: the file may have been replaced since the first reading.
    backup.each(&mut |line| {
        merging.take(line)?;
        steps.one_more()
    })?;
    let merged = merging.finish()?;
    redact::redact_what_told_of_erased(connection)?;
    projection::rebuild(connection)?;
    Ok(merged)
}

/// A journal without a fact, a page or a record of the person's own.
fn holds_nothing(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM fact) AND NOT EXISTS (SELECT 1 FROM telemetry_page)
            AND NOT EXISTS (SELECT 1 FROM record_version WHERE kind <> ?1)",
        [MADE_FOR],
        |row| row.get(0),
    )?)
}

fn take_over(connection: &Connection, journal: JournalId) -> Result<(), StoreError> {
    if !holds_nothing(connection)? {
        return Err(BackupError::OtherJournal.into());
    }
    connection.execute("DELETE FROM record_version", [])?;
    connection.execute("UPDATE journal SET id = ?1", [journal.0.as_bytes()])?;
    Ok(())
}

/// From now on this installation writes as `origin`, unless it has not written anything as who it is.
fn write_as(connection: &Connection, origin: OriginId) -> Result<(), StoreError> {
    let is_unused: bool = connection.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM fact WHERE fact.origin = journal.origin)
            AND NOT EXISTS (SELECT 1 FROM record_version WHERE record_version.origin = journal.origin)
         FROM journal",
        [],
        |row| row.get(0),
    )?;
    if is_unused {
        return Ok(());
    }
    connection.execute(
        "INSERT INTO origin (id, last_sequence, last_hash) VALUES (?1, 0, ?2)",
        params![origin.0.as_bytes(), Head::EMPTY.hash.0],
    )?;
    connection.execute("UPDATE journal SET origin = ?1", [origin.0.as_bytes()])?;
    Ok(())
}
