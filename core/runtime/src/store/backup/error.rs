use thiserror::Error;

/// Why a file can't be restored. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BackupError {
    /// It is no age file, or its first lines are damaged.
    #[error("this file is not a backup, or its beginning is damaged")]
    NotABackup,
    /// The passphrase or recovery key is another one. The lines that hold it look the same when damaged.
    #[error("this passphrase or recovery key does not open the backup")]
    WrongSecret,
    /// It was cut, changed, or written by what is no version of Nape.
    #[error("the backup is damaged or not complete")]
    Damaged,
    /// A line of it is not what any version of Nape writes, or not what was written: somebody changed it on purpose.
    #[error("line {line} of the backup is not as it was written")]
    Altered {
        /// Which line, from 1, once the file is opened.
        line: u64,
    },
    /// A newer program stated a fact in a way that this one can't read, and it may be one that locks.
    #[error("line {line} of the backup is from a newer program, and this one cannot read it")]
    NewerFact {
        /// Which line, from 1.
        line: u64,
    },
    /// A newer program wrote it.
    #[error("the backup has format {found}, this program knows formats up to {known}")]
    NewerFormat {
        /// The format of the file.
        found: u32,
        /// The newest format that this program reads.
        known: u32,
    },
    /// It was made to need more memory than a phone has.
    #[error("the backup asks for more work to open it than Nape ever writes")]
    TooMuchWork,
    /// It is of another person's journal, or of another one of this person's (P3).
    #[error("this is a backup of another journal")]
    OtherJournal,
    /// The recovery key is not written as it must be.
    #[error("not a recovery key: it starts with AGE-SECRET-KEY-1")]
    KeyFormat,
    /// An empty passphrase protects nothing.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
}
