//! Another key for the same journal. Killed at any instruction, it opens under exactly one of the two.

use std::path::Path;

use nape_logic::id::JournalId;

use super::connection;
use super::error::StoreError;
use super::hold::{self, Hold};
use super::identity::Identity;
use super::key::Key;
use super::lease::Lease;
use super::open::{DATABASE, IDENTITY, Journal};

impl Journal {
    /// Encrypts the journal in `folder`, which nobody has open, under `new` instead of `old`.
    ///
    /// Keep both keys until it returns. Called again with the same two after a kill, it finishes or finds it done.
    /// [`StoreError::SessionRunning`] or [`StoreError::Busy`] while somebody has the journal open,
    /// [`StoreError::WrongKey`] where neither key opens it.
    pub fn change_key(folder: &Path, old: &Key, new: &Key) -> Result<(), StoreError> {
        let journal = match Self::open(folder, old.clone()) {
            // What a kill may have left: the change was done and only its answer is lost.
            Err(StoreError::WrongKey) => return Self::open(folder, new.clone()).map(drop),
            opened => opened?.id(),
        };
        Lease::refuse_running(folder)?;
        let _alone = Hold::alone(folder, hold::A_MOMENT)?;
        change(folder, journal, old, new)
    }
}

fn change(folder: &Path, journal: JournalId, old: &Key, new: &Key) -> Result<(), StoreError> {
    let (database, identity) = (folder.join(DATABASE), folder.join(IDENTITY));
    // Both keys' checks stand there meanwhile, so that neither is called right over a damaged file.
    Identity::between(journal, old, new).write(&identity)?;
    let answer = encrypt_anew(&database, old, new);
    // The answer is no proof: a commit can be on the disk though its last step failed.
    if connection::probe(&database, new).is_ok() {
        Identity::new(journal, new).write(&identity)?;
        // What still stands under the old key is overwritten now; where that fails, by a later checkpoint.
        let _ = connection::open_to_write(&database, new).and_then(|it| connection::fold_log(&it));
        return Ok(());
    }
    if connection::probe(&database, old).is_ok() {
        Identity::new(journal, old).write(&identity)?;
    }
    answer.and(Err(StoreError::Database { code: -1 }))
}

/// `SQLCipher`'s own rekey: one transaction over every page, which in WAL mode is in the log, whole, before a page of
/// the database changes. An export into a second file would have to copy what triggers and counters refuse, and its
/// rename could leave the old log beside the new file.
fn encrypt_anew(database: &Path, old: &Key, new: &Key) -> Result<(), StoreError> {
    let connection = connection::open_to_write(database, old)?;
    connection::fold_log(&connection)?;
    connection::rekey(&connection, new)?;
    connection.close().map_err(|(_, error)| error.into())
}
