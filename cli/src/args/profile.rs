//! `nape profile`.

use std::path::PathBuf;

use clap::Subcommand;

/// Who the journal is about.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfileVerb {
    /// Change the profile; what the file leaves out stays as it was.
    Set {
        /// The profile (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Show the profile.
    Show,
}
