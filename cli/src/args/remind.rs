//! `nape remind`.

use std::path::PathBuf;

use clap::Subcommand;

/// When reminders ring.
#[derive(Debug, Subcommand)]
pub(crate) enum RemindVerb {
    /// Say what rules would ring in a state; stores nothing and reads no journal.
    Check {
        /// The rules and the state (JSON); `-` for standard input.
        #[arg(long)]
        file: PathBuf,
    },
}
