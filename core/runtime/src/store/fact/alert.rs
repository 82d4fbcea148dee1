//! What became of an alert (P32).

use nape_logic::reminders::Subject;
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

/// What becomes of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertWord {
    /// The system holds it.
    Issued,
    /// It was shown.
    Shown,
    /// The person has seen it.
    Acknowledged,
    /// The person did what it is about.
    Acted,
    /// The person put it off.
    Snoozed,
    /// It was shown and nothing came of it.
    Missed,
    /// It was taken back.
    Retracted,
}
