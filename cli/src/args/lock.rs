//! `nape lock`.

use std::path::PathBuf;

use clap::Subcommand;

use super::PresenceOption;

/// What has to be examined before the next session.
#[derive(Debug, Subcommand)]
pub(crate) enum LockVerb {
    /// List the open locks, the oldest first.
    List,
    /// Record who examined what a lock is about.
    Resolve {
        /// The lock's id.
        id: String,
        /// The examination (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        presence: PresenceOption,
    },
}
