//! `nape routine`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use nape::api::RoutineOpen;

use super::session::speed;

/// Practices beside traction, in an order of your own. A routine never pulls.
#[derive(Debug, Subcommand)]
pub(crate) enum RoutineVerb {
    /// List the practices that a step may be, and two routines to look at.
    Practices,
    /// Say what is wrong with a routine; stores nothing.
    Check {
        /// The routine (JSON); `-` for standard input.
        file: PathBuf,
        /// How much is open to the person it is for.
        #[arg(long, value_enum, default_value_t = Open::Everything)]
        open: Open,
    },
    /// Show what comes when in a routine; stores nothing.
    Timeline {
        /// The routine (JSON); `-` for standard input.
        file: PathBuf,
    },
    /// Keep a routine under its name; refused where it is not sound.
    Set {
        /// The routine (JSON); `-` for standard input.
        file: PathBuf,
    },
    /// List the routines that are kept.
    List,
    /// Do a routine that is kept, guided by a timer.
    Run(RoutineRun),
}

/// How to run a routine.
#[derive(Debug, Args)]
pub(crate) struct RoutineRun {
    /// Its name.
    pub(crate) name: String,
    /// How many times faster than real, 1 to 1,000.
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = speed)]
    pub(crate) speed: f64,
    /// Inputs at given times (JSON lines): `done skip pause resume stop`.
    #[arg(long, value_name = "FILE")]
    pub(crate) script: Option<PathBuf>,
}

/// What answers and locks leave open, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Open {
    /// Nothing: help comes first.
    Nothing,
    /// Breathing and quiet.
    Breathing,
    /// That, and drills of posture.
    Posture,
    /// Every practice.
    Everything,
}

impl From<Open> for RoutineOpen {
    fn from(open: Open) -> Self {
        match open {
            Open::Nothing => Self::Nothing,
            Open::Breathing => Self::Breathing,
            Open::Posture => Self::Posture,
            Open::Everything => Self::Everything,
        }
    }
}
