//! The shapes in which the steps around a pull are written: in TOML under `content/session/`, packed by the build.
//!
//! The build script reads content with these same types.

use serde::{Deserialize, Serialize};

use crate::modality::{Modality, Region};
use crate::place::Placed;
use crate::time::Millis;

/// All steps around a pull, each with its place, in the order in which they are said.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Written {
    /// What to check before the clock starts (P20).
    pub(crate) setup: Vec<Placed<Entry>>,
    /// How a pull that no device takes off comes off (P21).
    pub(crate) release: Vec<Placed<Entry>>,
    /// What comes after it (P22).
    pub(crate) after: Vec<Placed<Entry>>,
}

/// A step.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// The ways of traction it is for; every one where absent.
    pub(crate) modalities: Option<Vec<Modality>>,
    /// The part of the spine it is for; both where absent.
    pub(crate) region: Option<Region>,
    /// Which ends it follows; only a step that comes after has any.
    #[serde(default)]
    pub(crate) after: Vec<Ending>,
    pub(crate) duration_ms: Option<Millis>,
    pub(crate) sources: Vec<String>,
}

/// How a session ended, as far as what comes next depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ending {
    /// To its end, with nothing felt; easing off for too strong a pull is nothing felt.
    Clean,
    /// Before its end, with nothing felt.
    Stopped,
    /// Something was felt on the way.
    Felt,
    /// A sign of an emergency was told.
    Emergency,
    /// Nobody knows that the pull is off; comes on top of one of the others.
    Unreleased,
}

impl Entry {
    pub(crate) fn is_for(&self, modality: Modality, region: Region) -> bool {
        self.modalities.as_ref().is_none_or(|all| all.contains(&modality))
            && self.region.is_none_or(|only| only == region)
    }

    /// The key of its words; `part` is `setup`, `release` or `after`.
    pub(crate) fn key(&self, part: &str) -> String {
        format!("session-{part}-{}", self.id.replace('_', "-"))
    }
}
