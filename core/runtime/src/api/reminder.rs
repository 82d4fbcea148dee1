//! Reminders as screens and systems see them: what a person sets, what rings, and what a system that shows notifications can do.

use nape_logic::reminders as core;
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::error::NapeError;
use super::words::{Region, ReminderSubject, WithheldReason};

/// A reminder that a person sets.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
pub struct Reminder {
    /// What it is about; one that a person chooses, not one that follows from the journal.
    pub subject: ReminderSubject,
    /// Which part of the spine a session is for.
    #[serde(default = "cervical", skip_serializing_if = "is_cervical")]
    pub region: Region,
    /// The person's own words, at most 80 characters: of a medicine or of anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub title: Option<String>,
    /// Whether it rings in quiet hours too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[uniffi(default = false)]
    pub in_quiet_hours: bool,
    /// It rings on no day before this one (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub paused_until: Option<String>,
    /// When.
    pub rule: ReminderRule,
}

/// When a reminder rings, in civil times.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
pub struct ReminderRule {
    /// `daily weekly interval once`.
    pub kind: String,
    /// `HH:MM`, of all kinds but `interval`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub time: Option<String>,
    /// `mon tue wed thu fri sat sun`, of `weekly`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub weekdays: Vec<String>,
    /// Of `interval`, at least 15.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub every_minutes: Option<u32>,
    /// The first and the last `HH:MM` of `interval`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub window: Vec<String>,
    /// The day of `once`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub date: Option<String>,
    /// `floating`: by the phone's clock wherever it is; `fixed`: by the clock of `zone`.
    pub zone_policy: String,
    /// An IANA name, of `fixed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub zone: Option<String>,
    /// The first day, that one included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub start: Option<String>,
    /// The last day, that one included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub end: Option<String>,
    /// Only the first so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub count: Option<u32>,
}

const fn cervical() -> Region {
    Region::Cervical
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_cervical(region: &Region) -> bool {
    *region == Region::Cervical
}

/// A reminder of the journal.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct KeptReminder {
    /// Its id.
    pub id: String,
    /// What it is.
    pub reminder: Reminder,
}

/// A reminder that was added.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ReminderAdded {
    /// Its id.
    pub id: String,
    /// Why it would not ring as things stand, where it names something in the next four weeks, or nothing at all any more, and
    /// nothing of it would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent: Option<WithheldReason>,
}

/// How a person wants to be reminded.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
pub struct ReminderManner {
    /// The first and the last `HH:MM` of quiet hours by the phone's clock, the last one not included; they may cross midnight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub quiet: Vec<String>,
    /// Whether a locked screen shows what it is about; by default it does not (P32).
    #[serde(default)]
    #[uniffi(default = false)]
    pub shows_subject: bool,
    /// Nothing that can be paused rings on a day before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub paused_until: Option<String>,
}

/// What a system is to show, and when.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ReminderAlert {
    /// The same for the same reminder and instant, whenever it is planned.
    pub id: String,
    /// The reminder's id, or the name of what follows from the journal.
    pub reminder: String,
    /// What it is about; none for the marker that asks to plan again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<ReminderSubject>,
    /// When (RFC 3339), with the offset of the phone's clock.
    pub at: String,
    /// Its first line, as a locked screen may show it.
    pub title: String,
    /// Its second line, likewise.
    pub body: String,
}

/// Something that does not ring.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct WithheldReminder {
    /// The reminder's id, or the name of what follows from the journal.
    pub reminder: String,
    /// What it is about.
    pub subject: ReminderSubject,
    /// Why not.
    pub reason: WithheldReason,
    /// When it would have (RFC 3339); absent for what never rings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// What rings when, and what does not and why.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ReminderSchedule {
    /// In the order of their instants. Where more follows than is held, the last that can be relied on is followed by a
    /// marker that asks to plan again.
    pub notifications: Vec<ReminderAlert>,
    /// What was suppressed or found no room; what never rings first.
    pub dropped: Vec<WithheldReminder>,
}

/// What a system that shows notifications can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct NotificationCapabilities {
    /// Whether the person allows them.
    pub allowed: bool,
    /// How many it holds at once, those of other parts of the app left aside.
    pub capacity: u32,
    /// How exactly it rings.
    pub exact: ExactAlarms,
}

/// How exactly a system rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum ExactAlarms {
    /// To the second.
    Exact,
    /// Within a window of some minutes.
    Window,
    /// It was not allowed to be exact.
    Denied,
}

/// An alert that a system holds, as it would show it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HeldAlert {
    /// Its id.
    pub id: String,
    /// Its first line.
    pub title: String,
    /// Its second line.
    pub body: String,
}

/// A system that shows notifications. Called on a thread that may wait.
#[uniffi::export(rust, foreign)]
pub trait NotificationPort: Send + Sync {
    /// What it can do now.
    fn capabilities(&self) -> Result<NotificationCapabilities, NapeError>;
    /// The reminders that it holds.
    fn held(&self) -> Result<Vec<HeldAlert>, NapeError>;
    /// Takes these back; an id that it does not hold is none of its concern.
    fn cancel(&self, ids: Vec<String>) -> Result<(), NapeError>;
    /// Holds these from now on; one whose id it holds already takes that one's place.
    fn schedule(&self, alerts: Vec<ReminderAlert>) -> Result<(), NapeError>;
}

/// What became of the system's reminders.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RemindersSynced {
    /// How many it was given.
    pub added: u32,
    /// How many it was told to take back.
    pub cancelled: u32,
    /// How many got other words: in another language, or as a locked screen may show them now.
    pub renewed: u32,
    /// What it holds, and what it does not and why.
    pub schedule: ReminderSchedule,
    /// Whether the person allows notifications and the system rings exactly; else say so where reminders are set.
    pub rings_exactly: bool,
}

/// A week, from Monday to Sunday.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct WeekCounts {
    /// Its Monday (`YYYY-MM-DD`).
    pub monday: String,
    /// Sessions that began in it.
    pub sessions: u32,
    /// Reminders that were shown; one that was put off is the same one when it rings again.
    pub shown: u32,
    /// Those of them after which the person did what they are about.
    pub acted: u32,
    /// Those that were put off.
    pub snoozed: u32,
    /// Those whose time passed and of which nothing came.
    pub missed: u32,
}

impl From<core::WeekCounts> for WeekCounts {
    fn from(week: core::WeekCounts) -> Self {
        let core::WeekCounts { monday, sessions, shown, acted, snoozed, missed } = week;
        Self { monday: monday.to_string(), sessions, shown, acted, snoozed, missed }
    }
}

/// Reads a reminder (JSON), strictly; every field that is wrong, where any is.
#[uniffi::export]
pub fn reminder_from_json(document: Vec<u8>) -> Result<Reminder, NapeError> {
    let reminder = core::Reminder::from_json(&document).map_err(NapeError::bad_document)?;
    from_core(&reminder)
}

/// The reminder of a person who does not say when: how it is in the evening, breaks in desk hours. None of what only they can
/// say.
#[uniffi::export]
pub fn usual_reminder(subject: ReminderSubject) -> Result<Option<Reminder>, NapeError> {
    core::Reminder::usual(subject.into()).as_ref().map(from_core).transpose()
}

pub(super) fn from_core(reminder: &core::Reminder) -> Result<Reminder, NapeError> {
    let unreadable = |_| NapeError::Internal { detail: "a reminder has no form here".to_owned() };
    serde_json::from_str(&reminder.to_json()).map_err(unreadable)
}

impl TryFrom<Reminder> for core::Reminder {
    type Error = NapeError;

    fn try_from(reminder: Reminder) -> Result<Self, NapeError> {
        // Plain data: writing it can't fail.
        let document = serde_json::to_vec(&reminder).unwrap_or_default();
        Self::from_json(&document).map_err(NapeError::bad_document)
    }
}

impl From<core::Withheld> for WithheldReminder {
    fn from(one: core::Withheld) -> Self {
        Self {
            reminder: one.reminder,
            subject: one.subject.into(),
            reason: one.why.into(),
            at: one.at.map(Timestamp::to_rfc3339),
        }
    }
}
