//! Sessions that are told afterwards.

use serde::Serialize;

use super::plan::{EnteredForce, EnteredLength};
use super::screening::SymptomOutcome;
use super::session::Feeling;
use super::words::{Bend, Modality, Pattern, Position, Region, Setting};

/// A session as told afterwards (P24). Which of the fields a modality has is decided by the core.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct LoggedSession {
    /// How it was done; every modality can be logged.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// When it began (RFC 3339), in the last 365 days.
    pub started: String,
    /// How long it lasted, 1,000 to 43,200,000 ms; may be absent for an adjustment and for cracking.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub duration_ms: Option<u64>,
    /// Where it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub setting: Option<Setting>,
    /// Who did it or stood by, at most 80 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub provider: Option<String>,
    /// How the person lay or sat.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub position: Option<Position>,
    /// Where the neck was bent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub bend: Option<Bend>,
    /// By how many degrees, above 0 and up to 90.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub bend_deg: Option<f64>,
    /// What was done, at most 80 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub technique: Option<String>,
    /// The pull, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub force: Option<EnteredForce>,
    /// A maker's level.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub level: Option<u8>,
    /// A hammock's height.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub height: Option<EnteredLength>,
    /// In how many sets, 1 to 50.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub sets: Option<u8>,
    /// Constant pull, or pull and rest in turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub pattern: Option<Pattern>,
    /// How often the neck was cracked, 1 to 200. Nothing adds it up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub count: Option<u16>,
    /// Pain before it, 0 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub pain_before: Option<u8>,
    /// Pain after it, 0 to 10; only beside the pain before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub pain_after: Option<u8>,
    /// How it felt afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub felt: Option<Feeling>,
    /// What was felt, by screening's ids; each counts as risen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub symptoms: Vec<String>,
    /// Anything else, at most 500 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub note: Option<String>,
}

/// A session that was recorded.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct SessionLogged {
    /// Its id.
    pub session: String,
    /// What its symptoms and its pain come to, where they come to anything: it may lock (P6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<SymptomOutcome>,
}
