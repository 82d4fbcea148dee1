//! `nape plan`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use nape::api::{EnteredForce, EnteredLength, Modality, Region};
use serde::de::DeserializeOwned;

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
    /// Put a plan in force that came as a file: you confirm each field, and type the pull a second time.
    Import(Box<ImportOptions>),
    /// Open the dose: the plan in force after every limit.
    Dose {
        /// The way of traction.
        #[arg(long, value_parser = word::<Modality>)]
        modality: Modality,
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
    },
    /// Show the plan in force, and what every limit leaves of it today.
    Show {
        /// The way of traction.
        #[arg(long, value_parser = word::<Modality>)]
        modality: Modality,
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
        /// Show every plan that was ever in force, the newest first, in place of today's.
        #[arg(long)]
        history: bool,
    },
}

/// A plan file, and what is confirmed of it where nobody can be asked.
#[derive(Debug, Args)]
pub(crate) struct ImportOptions {
    /// The plan (JSON, at most 64 KiB); `-` for standard input.
    pub(crate) file: PathBuf,
    /// Without a terminal: the fields to which you say yes, such as modality,region,provider.name.
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub(crate) confirm_fields: Vec<String>,
    /// Without a terminal: the pull, typed a second time, such as 20 lb.
    #[arg(long, num_args = 2, value_names = ["VALUE", "UNIT"])]
    force: Option<Vec<String>>,
    /// Without a terminal: the level, typed a second time.
    #[arg(long, value_name = "N")]
    pub(crate) level: Option<u8>,
    /// Without a terminal: the height, typed a second time, such as 95 cm.
    #[arg(long, num_args = 2, value_names = ["VALUE", "UNIT"])]
    height: Option<Vec<String>>,
    /// Without a terminal: the share of body weight, typed a second time, such as 0.1.
    #[arg(long, value_name = "SHARE")]
    pub(crate) share: Option<f64>,
    #[command(flatten)]
    pub(crate) presence: PresenceOption,
}

impl ImportOptions {
    /// The pull as typed; an error says what it may be.
    pub(crate) fn force(&self) -> Result<Option<EnteredForce>, String> {
        let typed = self.force.as_deref().map(quantity).transpose()?;
        Ok(typed.map(|(value, unit)| EnteredForce { value, unit }))
    }

    /// The height as typed; an error says what it may be.
    pub(crate) fn height(&self) -> Result<Option<EnteredLength>, String> {
        let typed = self.height.as_deref().map(quantity).transpose()?;
        Ok(typed.map(|(value, unit)| EnteredLength { value, unit }))
    }
}

/// A number and its unit.
pub(crate) fn quantity<S: AsRef<str>, U: DeserializeOwned>(words: &[S]) -> Result<(f64, U), String> {
    match words {
        [value, unit] => {
            let value = value.as_ref().parse().map_err(|_| "expected a number and a unit".to_owned())?;
            Ok((value, word(unit.as_ref())?))
        }
        _ => Err("expected a number and a unit".to_owned()),
    }
}
