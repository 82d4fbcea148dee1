//! `nape journal`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use nape::api::{EntryKind, Region};

use super::{CheckInOptions, EntryImportOptions, ErasureOption, ExportOptions, word};

/// The journal: what you write down, and the journal as a whole.
#[derive(Debug, Subcommand)]
pub(crate) enum JournalVerb {
    /// Write entries: all of a file or none.
    Add {
        /// An entry, or one on each line (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// How today is, in a few seconds; the same as `nape checkin`.
    Checkin(CheckInOptions),
    /// Write an entry anew; what it said before stays in its history.
    Edit {
        /// Its id.
        id: String,
        /// The entry (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Take an entry back; it stays in its history.
    Delete {
        /// Its id.
        id: String,
    },
    /// Take what an entry says out of the journal for good, with its history; or everything, the key and every file.
    Erase {
        /// The entry's id.
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        id: Option<String>,
        /// The whole journal; you are asked twice.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        yes: ErasureOption,
    },
    /// Show every revision of an entry.
    History {
        /// Its id.
        id: String,
    },
    /// List entries by their time.
    List(ListOptions),
    /// Show a day: what you wrote down, and your sessions.
    Day {
        /// The civil date, such as 2026-03-10; today where none is named.
        date: Option<String>,
    },
    /// Find entries by the words of their names and notes, the one written last first.
    Search {
        /// The words; the last one may be the beginning of one.
        text: String,
        /// At most so many.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1000))]
        limit: u32,
    },
    /// Check the whole journal: its file and its chain of facts.
    Verify,
    /// Look back on a measure: a point for each day that has an entry, and the first week against the last one.
    Trend(TrendOptions),
    /// Look back on all fifteen benchmarks.
    Benchmarks {
        /// The part of the spine whose course is looked back on.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
    },
    /// Encrypt the journal under a new key.
    Rekey,
    /// Write all of the journal to one encrypted file.
    Backup(BackupOptions),
    /// Merge a backup into the journal, or make the journal from it.
    Restore(RestoreOptions),
    /// Write entries as plain text, which nothing protects any more: lines of JSON, or a table for each kind.
    Export(ExportOptions),
    /// Take entries in from a file, all of it or nothing: what an export wrote, or another program's table.
    Import(Box<EntryImportOptions>),
    /// Make a journal of many years that nobody lived, in a folder without one: to try the program with much in it.
    Generate {
        /// The same seed gives the same journal.
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
        /// How many years, with 11 entries and 2 sessions a day.
        #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=50))]
        years: u32,
    },
}

/// Which entries to list.
#[derive(Debug, Args)]
pub(crate) struct ListOptions {
    /// Not before this: a date, or an instant (RFC 3339).
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Not after this, likewise.
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// Only of this kind.
    #[arg(long, value_parser = word::<EntryKind>)]
    pub(crate) kind: Option<EntryKind>,
    /// At most so many.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) limit: u32,
    /// Behind this place: `next` of the page before.
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

/// `journal backup`.
#[derive(Debug, Args)]
pub(crate) struct BackupOptions {
    /// The file to write; a folder gets a file named by the time.
    #[arg(value_name = "FILE", required_unless_present_any = ["status", "new_recovery_key", "never"])]
    pub(crate) file: Option<PathBuf>,
    /// Close it with the journal's recovery key instead of a passphrase.
    #[arg(long)]
    pub(crate) recovery_key: bool,
    /// Draw a recovery key, show it once, and keep only what closes backups.
    #[arg(long, conflicts_with_all = ["file", "recovery_key"])]
    pub(crate) new_recovery_key: bool,
    /// Say how old the last backup is.
    #[arg(long, conflicts_with_all = ["file", "recovery_key", "new_recovery_key"])]
    pub(crate) status: bool,
    /// From now on write one to the folder FILE by itself, so many days after the last one: 1 to 90.
    #[arg(long, value_name = "DAYS", requires = "file", conflicts_with_all = ["recovery_key", "new_recovery_key", "status"])]
    pub(crate) every: Option<u32>,
    /// Write none by itself any more.
    #[arg(long, conflicts_with_all = ["file", "recovery_key", "new_recovery_key", "status", "every"])]
    pub(crate) never: bool,
}

/// `journal restore`.
#[derive(Debug, Args)]
pub(crate) struct RestoreOptions {
    /// The backup.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Read and check all of it, say what restoring would do, and change nothing.
    #[arg(long)]
    pub(crate) trial: bool,
}

/// What to look back on.
#[derive(Debug, Args)]
pub(crate) struct TrendOptions {
    /// The kind of entries, such as `pain`.
    #[arg(long, value_name = "KIND")]
    pub(crate) measure: String,
    /// How many days, today inclusive: 1 to 3,660.
    #[arg(long, value_name = "N", default_value_t = 28)]
    pub(crate) days: u32,
    /// The part of the spine whose course gives the first week.
    #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
    pub(crate) region: Region,
}
