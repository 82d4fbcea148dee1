//! What became of an alert (P32).

use nape_logic::reminders::{AlertWord, Subject};
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Something became of an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertTold {
    /// Which one: the id under which it was scheduled.
    pub alert: String,
    /// What it is about.
    pub subject: Subject,
    /// What became of it.
    pub what: AlertWord,
    /// Until when it was put off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}
