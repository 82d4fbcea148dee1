//! A routine as a person writes it. The build script reads the examples with these same types.

use serde::{Deserialize, Serialize};

/// A routine: practices in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// What the person calls it; one routine of a name is kept.
    pub name: String,
    /// In the order in which they are done.
    pub steps: Vec<Step>,
}

/// One step: seconds, or sets of repetitions (P41).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The id of a practice.
    pub practice: String,
    /// How long, on each side where `per_side` is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// How many sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<u32>,
    /// How many times in a set, on each side where `per_side` is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repetitions: Option<u32>,
    /// On one side, then on the other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_side: bool,
    /// Rest after each set, in seconds; a step of seconds is one set. Nothing follows the last set of a routine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest_s: Option<u32>,
    /// The person says that a provider showed it to them (K17).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shown_by_provider: bool,
}
