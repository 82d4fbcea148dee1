//! Locks, clearances and the agreement to the intended use.

use serde::{Deserialize, Serialize};

use super::screening::{Clearance, Outcome, ProviderCall};

/// Sessions stay locked until somebody has examined what was told. Only starting is closed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Lock {
    /// Its id.
    pub id: String,
    /// When it was set (RFC 3339).
    pub since: String,
    /// Where it was told.
    pub cause: LockCause,
    /// What it came to.
    pub outcome: Outcome,
    /// The rules that set it.
    pub rules: Vec<String>,
    /// What they say.
    pub texts: Vec<String>,
    /// What to do.
    pub next_step: String,
    /// Whom to call; never where it is an emergency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<ProviderCall>,
}

/// Where it was told what locks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LockCause {
    /// On a form.
    Form,
    /// In a session.
    Session,
    /// In the check after a session.
    AfterCheck,
    /// A day after a session.
    NextDay,
    /// At any other time.
    Told,
}

/// Who examined what a lock is about, as entered by the person.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examination {
    /// The day (`YYYY-MM-DD`): from the day of the lock to today.
    pub examined: String,
    /// Who examined; 1 to 500 characters.
    pub by: String,
    /// What they advised; 1 to 500 characters.
    pub advice: String,
}

/// A clearance in the journal.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ClearanceEntry {
    /// Its id.
    pub id: String,
    /// When it was entered (RFC 3339).
    pub entered: String,
    /// What was entered.
    #[serde(flatten)]
    pub clearance: Clearance,
    /// Whether it has not expired.
    pub in_force: bool,
    /// Who says so: `as_entered_by_the_person`.
    pub provenance: String,
}

/// What the person agreed to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Agreement {
    /// The version of the text that says what Nape is for.
    pub version: String,
    /// When (RFC 3339).
    pub at: String,
}
