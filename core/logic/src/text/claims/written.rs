//! The shape in which claims are written: in TOML in `content/claims.toml`, packed by the build, which reads with the
//! same type.

use serde::{Deserialize, Serialize};

/// One row: what is banned, unless it is part of something harmless.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) phrases: Vec<String>,
    #[serde(default)]
    pub(crate) harmless: Vec<String>,
    pub(crate) why: String,
    pub(crate) sources: Vec<String>,
}
