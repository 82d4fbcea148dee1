//! `nape plan`.

use std::path::PathBuf;

use clap::Subcommand;
use nape::api::{Modality, Region};

use super::{PresenceOption, word};

/// What a session may do.
#[derive(Debug, Subcommand)]
pub(crate) enum PlanVerb {
    /// Say what the limits say of a plan; stores nothing.
    Check {
        /// The plan (JSON); `-` for standard input.
        file: PathBuf,
    },
    /// Put a plan in force; refused where it passes a limit.
    Set {
        /// The plan (JSON); `-` for standard input.
        file: PathBuf,
        #[command(flatten)]
        presence: PresenceOption,
    },
    /// Open the dose: the plan in force after every limit.
    Dose {
        /// The way of traction.
        #[arg(long, value_parser = word::<Modality>)]
        modality: Modality,
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
    },
    /// Show the plan in force.
    Show {
        /// The way of traction.
        #[arg(long, value_parser = word::<Modality>)]
        modality: Modality,
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
    },
}
