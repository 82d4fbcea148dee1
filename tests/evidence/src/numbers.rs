//! The notes' own tables of numbers (their sections 3a to 7), row by row, with what carries each; and decisions that
//! stand in an expression, where no constant can name them. Both by hand, in `numbers.toml`.

use serde::Deserialize;

use crate::carriers::{Carrier, Place};
use crate::tree::Tree;

/// Where they stand.
pub const FILE: &str = "tests/evidence/numbers.toml";

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// In the order of the notes.
    pub row: Vec<Row>,
    /// Decisions without a constant.
    pub decision: Vec<Decision>,
}

/// One row of a table of the notes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The notes' section: `3a`.
    pub section: String,
    /// What it is about.
    pub of: String,
    /// What the notes say.
    pub says: String,
    /// What carries it; at least one.
    pub carried: Vec<Carrier>,
}

/// A decision that waits for a clinician and has no constant.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub says: String,
    /// Its value.
    pub value: String,
    /// Where it stands: a path from the repository's root.
    #[serde(rename = "where")]
    pub path: String,
    /// The function that holds it.
    pub names: String,
}

impl Decision {
    /// The place as a carrier, so that it is looked for as all are.
    pub fn carrier(&self) -> Carrier {
        Carrier::Limit(Place { path: self.path.clone(), names: self.names.clone() })
    }
}

impl Numbers {
    /// Reads `numbers.toml`.
    pub fn read(tree: &Tree) -> Result<Self, String> {
        tree.toml(FILE)
    }
}
