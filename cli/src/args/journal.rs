//! `nape journal`.

use clap::Subcommand;

use super::ErasureOption;

/// The journal as a whole.
#[derive(Debug, Subcommand)]
pub(crate) enum JournalVerb {
    /// Check the whole journal: its file and its chain of facts.
    Verify,
    /// Encrypt the journal under a new key.
    Rekey,
    /// Erase everything: the key and every file of the journal.
    Erase {
        /// The whole journal.
        #[arg(long, required = true)]
        all: bool,
        #[command(flatten)]
        yes: ErasureOption,
    },
}
