//! Journals that move in a file.
//!
//! | file | answers |
//! |---|---|
//! | `moving` | is all of it there afterwards, whichever way two phones exchange theirs? |
//! | `refused` | what of a file that is cut, changed, closed to us, or not ours? |
//! | `crashes` | what is left of a backup or a restore that ends in the middle? |
//! | `files` | where is a backup written, and where never? |
//! | here | journals, files and secrets |

mod crashes;
mod files;
mod moving;
mod refused;

use std::path::Path;

use crate::common::*;
use nape::store::backup::{BackupFile, Lock, Merged, RecoveryKey, Secret, restore};
use nape::store::{Batch, NewJournal, StoreError};
use nape_logic::id::OriginId;
use rusqlite::types::Value;
use uuid::Uuid;

/// A key of its own, drawn once a test: opens without the work of a passphrase.
struct Keys {
    lock: Lock,
    secret: Secret,
}

impl Keys {
    fn draw() -> Self {
        let key = RecoveryKey::draw();
        let lock = Lock::recipient(&key.recipient).expect("just drawn");
        Self { lock, secret: Secret::read(&key.key).expect("just drawn") }
    }
}

fn origin(number: u128) -> OriginId {
    OriginId(Uuid::from_u128(0x4000 + number))
}

fn commit(folder: &Path, batch: &Batch) {
    journal(folder).writer().expect("a writer").commit(batch).expect("committed");
}

fn back_up(folder: &Path, keys: &Keys, file: &Path) {
    let reader = journal(folder).reader().expect("a reader");
    reader.back_up(file, &keys.lock, minute(99), &()).expect("backed up");
}

/// Restores `file` into `folder`; the installation goes on as `origin(number)`.
fn bring(folder: &Path, keys: &Keys, file: &Path, number: u128) -> Result<Merged, StoreError> {
    let mut backup = BackupFile::open(file, &keys.secret)?;
    restore(folder, &key(), &mut backup, origin(number), &())
}

/// Every row of every table as text, but for where it stands and who writes here.
fn contents(folder: &Path) -> Vec<String> {
    let connection = raw(folder);
    let mut rows = Vec::new();
    for (table, columns) in [
        ("origin", "id, last_sequence, last_hash"),
        ("journal", "id"),
        (
            "fact",
            "origin, sequence, kind, session, course, at_ms, offset_s, elapsed_ms, boot, simulated, payload, salt, \
             digest, hash",
        ),
        (
            "record_version",
            "kind, id, revision, origin, at_ms, at_offset_s, written_ms, written_offset_s, deleted, payload",
        ),
        ("telemetry_page", "session, page, from_ms, to_ms, samples, body"),
    ] {
        // An origin that has written nothing is nobody's.
        let condition = if table == "origin" {
            "WHERE id IN (SELECT origin FROM fact UNION SELECT origin FROM record_version)"
        } else {
            ""
        };
        let mut statement =
            connection.prepare(&format!("SELECT {columns} FROM {table} {condition}")).expect("a table");
        let width = statement.column_count();
        let found = statement
            .query_map([], |row| {
                let values: Result<Vec<Value>, _> = (0..width).map(|column| row.get(column)).collect();
                Ok(format!("{table} {:?}", values?))
            })
            .expect("rows");
        rows.extend(found.map(|row| row.expect("a row")));
    }
    rows.sort();
    rows
}

/// A journal like every new one, under another name.
fn another(folder: &Path, journal: u128) {
    let mut new = NEW;
    new.journal.0 = Uuid::from_u128(journal);
    new.origin = origin(journal);
    nape::store::Journal::open_or_create(folder, key(), NewJournal { ..new }).expect("made");
}
