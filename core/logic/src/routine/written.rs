//! The shapes in which practices are written: in TOML under `content/routine/`, in JSON from the build.
//!
//! The build script reads content with these same types.

use serde::{Deserialize, Serialize};

use super::routine::Step;
use super::words::{LimitOn, Place, PracticeKind, Tool};
use crate::place::Placed;

/// All that is known of routines, each item with its place.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) practices: Vec<Placed<Practice>>,
    pub(crate) log_only: Vec<Placed<LogOnly>>,
    pub(crate) examples: Vec<Placed<Example>>,
    pub(crate) limits: Vec<Placed<Limit>>,
    pub(crate) left_out: Vec<Placed<LeftOut>>,
}

/// A practice.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Practice {
    pub(crate) id: String,
    pub(crate) kind: PracticeKind,
    pub(crate) place: Place,
    pub(crate) moves_neck: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tool: Option<Tool>,
    /// Whether it may be done on one side and then on the other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) sides: bool,
    /// Only as a provider showed it (K17).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) shown_by_provider: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seconds: Option<Amount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sets: Option<Sets>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) breath: Option<Breath>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) cautions: Vec<String>,
    pub(crate) sources: Vec<String>,
}

/// How much of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Amount {
    pub(crate) usual: u32,
    #[serde(default = "one")]
    pub(crate) least: u32,
    pub(crate) most: u32,
}

/// Sets, and the repetitions of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sets {
    pub(crate) usual: u32,
    pub(crate) most: u32,
    pub(crate) repetitions: Amount,
}

/// One breath, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Breath {
    pub(crate) in_s: u32,
    pub(crate) out_s: u32,
}

/// Something that is told about and written down, never a step.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogOnly {
    pub(crate) id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tool: Option<Tool>,
    pub(crate) sources: Vec<String>,
}

/// A routine to look at.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    pub(crate) id: String,
    pub(crate) sources: Vec<String>,
    pub(crate) step: Vec<Step>,
}

/// What any routine may be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limit {
    pub(crate) id: LimitOn,
    pub(crate) least: u32,
    pub(crate) most: u32,
    pub(crate) sources: Vec<String>,
}

/// A fact that nothing here carries, and why.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LeftOut {
    pub(crate) fact: String,
    pub(crate) why: String,
}

const fn one() -> u32 {
    1
}

impl Written {
    /// The least and the most of `on`; no room at all without such a limit, which the build keeps from happening.
    pub(crate) fn limit(&self, on: LimitOn) -> (u32, u32) {
        let found = self.limits.iter().map(|placed| &placed.item).find(|limit| limit.id == on);
        found.map_or((0, 0), |limit| (limit.least, limit.most))
    }
}

impl Practice {
    pub(crate) fn name_key(&self) -> String {
        name_key(&self.id)
    }

    pub(crate) fn how_key(&self) -> String {
        format!("routine-{}-how", hyphens(&self.id))
    }

    pub(crate) fn caution_keys(&self) -> impl Iterator<Item = String> {
        self.cautions.iter().map(|id| format!("routine-caution-{}", hyphens(id)))
    }
}

impl LogOnly {
    pub(crate) fn key(&self) -> String {
        format!("routine-log-only-{}", hyphens(&self.id))
    }
}

impl Example {
    pub(crate) fn name_key(&self) -> String {
        format!("routine-example-{}-name", hyphens(&self.id))
    }

    pub(crate) fn about_key(&self) -> String {
        format!("routine-example-{}-about", hyphens(&self.id))
    }
}

/// The key of a practice's name.
pub(crate) fn name_key(practice: &str) -> String {
    format!("routine-{}-name", hyphens(practice))
}

fn hyphens(id: &str) -> String {
    id.replace('_', "-")
}
