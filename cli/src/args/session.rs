//! `nape session`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use nape::api::{Modality, Region};

use super::word;

/// Sessions: run one, look at those before.
#[derive(Debug, Subcommand)]
pub(crate) enum SessionVerb {
    /// Show what a plan's session would do when; stores nothing.
    Timeline {
        /// The plan (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        plan: PathBuf,
    },
    /// Run a session by the plan in force.
    Run(RunOptions),
    /// List sessions, newest first.
    List {
        /// At most so many.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1000))]
        limit: u32,
    },
    /// Show all that is known of a session.
    Show {
        /// Its id.
        id: String,
    },
    /// Record a session of any kind that was done before now.
    Log {
        /// The session (JSON, at most 64 KiB); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Record the check after a session.
    After {
        /// The session's id.
        id: String,
        /// The check (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Record the check a day after a session, once and within 7 days.
    Followup {
        /// The session's id.
        id: String,
        /// The check (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
}

/// How to run a session.
#[derive(Debug, Args)]
pub(crate) struct RunOptions {
    /// The way of traction; its plan in force is run.
    #[arg(long, value_parser = word::<Modality>)]
    pub(crate) modality: Modality,
    /// The part of the spine.
    #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
    pub(crate) region: Region,
    /// What pulls: `sim` a simulated unit, `none` your own device, by cues; `sim-gauge` the same with a simulated
    /// force gauge on it.
    #[arg(long, value_name = "sim|sim-gauge|none|ADDRESS", default_value = "none", value_parser = device)]
    pub(crate) device: Device,
    /// How many times faster than real, 1 to 1,000; more than 1 only without a real pull.
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = speed)]
    pub(crate) speed: f64,
    /// Inputs at given times (JSON lines).
    #[arg(long, value_name = "FILE")]
    pub(crate) script: Option<PathBuf>,
    /// A rehearsal without any pull.
    #[arg(long)]
    pub(crate) rehearse: bool,
    /// What you confirm: the set-up is checked, you say yes yourself, you can hear the end.
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_enum)]
    pub(crate) confirm: Vec<Confirmation>,
    /// A countdown before the pull, in seconds: 0, or 10 to 120.
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = get_in)]
    pub(crate) get_in: u64,
    /// The seed of the simulated unit's noise and radio.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

/// What pulls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Device {
    /// A simulated unit.
    Simulated,
    /// A simulated person with a simulated force gauge.
    SimulatedGauge,
    /// The person's own device, by cues.
    None,
    /// A unit at this address.
    Address(String),
}

/// What a person confirms before a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Confirmation {
    /// The set-up is checked and the person is in place.
    Setup,
    /// The person's own yes to a lowered dose or a rehearsal.
    Presence,
    /// The end can be heard.
    Audible,
}

fn device(text: &str) -> Result<Device, String> {
    match text {
        "sim" => Ok(Device::Simulated),
        "sim-gauge" => Ok(Device::SimulatedGauge),
        "none" => Ok(Device::None),
        "" => Err("expected sim, sim-gauge, none or an address".to_owned()),
        address => Ok(Device::Address(address.to_owned())),
    }
}

pub(super) fn speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(speed) if (1.0..=1000.0).contains(&speed) => Ok(speed),
        _ => Err("expected a number from 1 to 1000".to_owned()),
    }
}

fn get_in(text: &str) -> Result<u64, String> {
    match text.parse::<u64>() {
        Ok(seconds) if seconds == 0 || (10..=120).contains(&seconds) => Ok(seconds),
        _ => Err("expected 0, or 10 to 120".to_owned()),
    }
}
