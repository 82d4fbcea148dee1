//! What can go wrong with the journal, in terms that a caller can act on.

use std::io;

use nape_logic::journal::chain::ChainFault;
use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

use super::backup::BackupError;

/// Why the journal didn't do what was asked. Holds no payload, no key and no path.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// An erasure was begun here and not finished: its key may still be there, and only who keeps keys can destroy it.
    #[error("an erasure of this journal was begun and is not finished")]
    ErasureBegun,
    /// The key is not 64 hexadecimal digits.
    #[error("the key is not 64 hexadecimal digits")]
    KeyFormat,
    /// The folder holds no journal yet.
    #[error("there is no journal here")]
    NoJournal,
    /// The journal is whole and this key doesn't open it. No file was touched.
    #[error("this key does not open the journal; the journal itself looks whole")]
    WrongKey,
    /// The key is right and the journal can't be read. No file was touched by finding out.
    #[error("the journal is damaged: {what}")]
    Damaged {
        /// The part that is damaged.
        what: Damage,
    },
    /// The database reads well and the chain of facts doesn't hold.
    #[error("the journal's facts are not as they were written: {0}")]
    BrokenChain(#[from] ChainFault),
    /// A newer program wrote this journal. No file was touched.
    #[error("the journal has version {found}, this program knows versions up to {known}")]
    NewerVersion {
        /// The version in the journal.
        found: u32,
        /// The newest version that this program reads.
        known: u32,
    },
    /// The program was linked with a database library that is known to lose data.
    #[error("the database library is too old: SQLite {sqlite}, SQLCipher {cipher}")]
    UnsuitableLibrary {
        /// SQLite's version.
        sqlite: String,
        /// SQLCipher's version.
        cipher: String,
    },
    /// Another program kept the journal locked for longer than the busy timeout. Trying again is right.
    #[error("another program is using the journal")]
    Busy,
    /// A session is running on this journal, here or in another process.
    #[error("a session is already running on this journal")]
    SessionRunning,
    /// Whoever watched the work ended it. Nothing of it was kept.
    #[error("stopped before it was done; nothing was kept")]
    Stopped,
    /// A folder that was to be replaced holds what is not ours, or is none. Nothing was changed.
    #[error("other files are in this place")]
    Occupied,
    /// A backup can't be restored. Nothing was changed.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// A backup was asked for in the place of a file of the journal itself. Nothing was written.
    #[error("this is a file of the journal itself")]
    OwnFile,
    /// No room is left for the database. Nothing of the batch was kept.
    #[error("the disk is full")]
    Full,
    /// The batch names a telemetry page that is there already. Nothing of the batch was kept.
    #[error("the journal has this already")]
    Conflict,
    /// A record has another revision than the batch expects. Nothing of the batch was kept; look again.
    #[error("the record was changed meanwhile")]
    Changed {
        /// The number of the first of the batch's conditions that doesn't hold.
        condition: usize,
    },
    /// A number is too large for the database, 2^63 or more. Nothing of the batch was kept.
    #[error("{field} is out of range: allowed is 0 to 9223372036854775807")]
    OutOfRange {
        /// Which number.
        field: &'static str,
    },
    /// The writer has stopped and takes no more batches.
    #[error("the journal is closed")]
    Closed,
    /// The operating system refused.
    #[error("could not {doing}: {kind}")]
    Io {
        /// What was tried, as an infinitive.
        doing: &'static str,
        /// What the operating system said.
        kind: io::ErrorKind,
    },
    /// SQLite refused for a reason that no caller can act on.
    #[error("the database refused with code {code}")]
    Database {
        /// SQLite's extended result code, or -1 where the call was wrong before it reached SQLite.
        code: i32,
    },
}

/// Which part of a journal is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// `journal.json` is missing or not readable, and the key doesn't open the database either.
    Identity,
    /// `journal.db` is gone although other files of the journal are there.
    DatabaseMissing,
    /// Pages of `journal.db` don't pass their checks.
    Database,
    /// The database reads well but holds what no version of Nape writes.
    Contents,
    /// What follows from the records and facts is not what follows from them; it can be made anew.
    Projections,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Identity => "journal.json cannot be read",
            Self::DatabaseMissing => "journal.db is missing",
            Self::Database => "journal.db cannot be read",
            Self::Contents => "journal.db holds what no version of Nape writes",
            Self::Projections => {
                "its lists did not agree with what was written; checked with no session running they are made anew"
            }
        })
    }
}

impl StoreError {
    pub(crate) const fn damaged(what: Damage) -> Self {
        Self::Damaged { what }
    }

    /// Whether the connection that met it may go on failing: `SQLCipher` trusts none any more that failed to read.
    pub(super) const fn may_outlast_its_cause(&self) -> bool {
        matches!(self, Self::Io { .. } | Self::Damaged { .. } | Self::Database { .. })
    }

    /// Turns an operating system's error into ours and names what was tried.
    pub(super) fn io(doing: &'static str) -> impl Fn(io::Error) -> Self {
        move |error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            kind => Self::Io { doing, kind },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    /// Keeps the code only: SQLite's messages can quote statements, and statements can hold the key.
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Sql;
        match error {
            Sql::SqliteFailure(failure, _) => from_code(failure),
            Sql::SqlInputError { error, .. } => from_code(error),
            Sql::FromSqlConversionFailure(..)
            | Sql::IntegralValueOutOfRange(..)
            | Sql::InvalidColumnType(..)
            | Sql::Utf8Error(..)
            | Sql::QueryReturnedNoRows => Self::damaged(Damage::Contents),
            _ => Self::Database { code: -1 },
        }
    }
}

fn from_code(failure: ffi::Error) -> StoreError {
    let taken = [ffi::SQLITE_CONSTRAINT_PRIMARYKEY, ffi::SQLITE_CONSTRAINT_UNIQUE];
    match failure.code {
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::damaged(Damage::Database),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
        ErrorCode::DiskFull => StoreError::Full,
        ErrorCode::OperationInterrupted => StoreError::Stopped,
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => {
            StoreError::Io { doing: "read or write journal.db", kind: io::ErrorKind::Other }
        }
        ErrorCode::ConstraintViolation if taken.contains(&failure.extended_code) => StoreError::Conflict,
        _ => StoreError::Database { code: failure.extended_code },
    }
}
