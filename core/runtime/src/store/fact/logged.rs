//! A session that was done before now and is told afterwards.

use nape_logic::session::{LoggedSession, SymptomAction};
use serde::{Deserialize, Serialize};

/// It was told. The heading says when that was; when the session was done stands inside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionLogged {
    /// What was told.
    pub told: LoggedSession,
    /// What the symptoms and the pain in it did.
    pub action: SymptomAction,
    /// Whether pain rose in it (P8).
    #[serde(default)]
    pub pain_rose: bool,
}
