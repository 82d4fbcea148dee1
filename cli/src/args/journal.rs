//! `nape journal`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// The journal as a whole.
#[derive(Debug, Subcommand)]
pub(crate) enum JournalVerb {
    /// Check the whole journal: its file and its chain of facts.
    Verify,
    /// Write all of the journal to one encrypted file.
    Backup(BackupOptions),
    /// Merge a backup into the journal, or make the journal from it.
    Restore(RestoreOptions),
}

/// `journal backup`.
#[derive(Debug, Args)]
pub(crate) struct BackupOptions {
    /// The file to write; a folder gets a file named by the time.
    #[arg(value_name = "FILE", required_unless_present_any = ["status", "new_recovery_key"])]
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
