//! `nape clearance`.

use std::path::PathBuf;

use clap::Subcommand;

use super::PresenceOption;

/// What a provider allowed, as you enter it.
#[derive(Debug, Subcommand)]
pub(crate) enum ClearanceVerb {
    /// Record what a provider allowed.
    Add {
        /// The clearance (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        presence: PresenceOption,
    },
    /// List the clearances that were not withdrawn.
    List,
    /// Take a clearance back.
    Withdraw {
        /// Its id.
        id: String,
    },
}
