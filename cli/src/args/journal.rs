//! `nape journal`.

use clap::Subcommand;

/// The journal as a whole.
#[derive(Debug, Subcommand)]
pub(crate) enum JournalVerb {
    /// Check the whole journal: its file and its chain of facts.
    Verify,
}
