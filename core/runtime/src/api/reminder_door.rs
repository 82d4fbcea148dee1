//! Reminders that the journal keeps, and the system that shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use nape_logic::document::FieldError;
use nape_logic::reminders as core;
use nape_logic::text::Message;
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::convert;
use super::door::Nape;
use super::entry::EntriesWritten;
use super::error::NapeError;
use super::language::render;
use super::words::{AlertWord, Region, ReminderSubject, WithheldReason};
use crate::engine::{self, Around};

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

/// A system that shows notifications. Called on a thread that may wait.
#[uniffi::export(rust, foreign)]
pub trait NotificationPort: Send + Sync {
    /// What it can do now.
    fn capabilities(&self) -> Result<NotificationCapabilities, NapeError>;
    /// The ids of the reminders that it holds.
    fn held(&self) -> Result<Vec<String>, NapeError>;
    /// Takes these back; an id that it does not hold is none of its concern.
    fn cancel(&self, ids: Vec<String>) -> Result<(), NapeError>;
    /// Holds these from now on.
    fn schedule(&self, alerts: Vec<ReminderAlert>) -> Result<(), NapeError>;
}

/// What became of the system's reminders.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RemindersSynced {
    /// How many it was given.
    pub added: u32,
    /// How many it was told to take back.
    pub cancelled: u32,
    /// What it holds, and what it does not and why.
    pub schedule: ReminderSchedule,
    /// Whether the person allows notifications and the system rings exactly; else say so where reminders are set.
    pub rings_exactly: bool,
}

/// So far ahead a system is given reminders, in days (section 8 `[D]`).
const DAYS_AHEAD: u32 = 28;

/// Reads a reminder (JSON), strictly; every field that is wrong, where any is.
#[uniffi::export]
pub fn reminder_from_json(document: Vec<u8>) -> Result<Reminder, NapeError> {
    let reminder = core::Reminder::from_json(&document).map_err(NapeError::bad_document)?;
    from_core(&reminder)
}

fn from_core(reminder: &core::Reminder) -> Result<Reminder, NapeError> {
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

#[uniffi::export]
impl Nape {
    /// Keeps a reminder; its id.
    pub async fn add_reminder(&self, reminder: Reminder) -> Result<String, NapeError> {
        let reminder = core::Reminder::try_from(reminder)?;
        self.zone.check_rule(&reminder.rule)?;
        Ok(self.engine.add_reminder(reminder).await?.to_string())
    }

    /// Takes a reminder away.
    pub async fn remove_reminder(&self, id: String) -> Result<(), NapeError> {
        Ok(self.engine.remove_reminder(convert::id("id", &id)?).await?)
    }

    /// The reminders that are kept, in the order in which they were added.
    pub async fn reminders(&self) -> Result<Vec<KeptReminder>, NapeError> {
        let kept = self.engine.reminders().await?;
        let with_id = |kept: core::KeptReminder| {
            Ok(KeptReminder { id: kept.id.to_string(), reminder: from_core(&kept.reminder)? })
        };
        kept.into_iter().map(with_id).collect()
    }

    /// Lets a reminder, or all that can be paused, ring on no day before `until` (`YYYY-MM-DD`).
    pub async fn pause_reminders(&self, id: Option<String>, until: String) -> Result<(), NapeError> {
        let id = id.map(|id| convert::id("id", &id)).transpose()?;
        Ok(self.engine.pause_reminder(id, Some(convert::date("until", &until)?)).await?)
    }

    /// Ends the pause of a reminder, or of all.
    pub async fn resume_reminders(&self, id: Option<String>) -> Result<(), NapeError> {
        let id = id.map(|id| convert::id("id", &id)).transpose()?;
        Ok(self.engine.pause_reminder(id, None).await?)
    }

    /// How the person wants to be reminded.
    pub async fn reminder_manner(&self) -> Result<ReminderManner, NapeError> {
        let manner = self.engine.reminder_manner().await?;
        let unreadable = |_| NapeError::Internal { detail: "a manner has no form here".to_owned() };
        serde_json::to_value(manner).and_then(serde_json::from_value).map_err(unreadable)
    }

    /// Sets how the person wants to be reminded.
    pub async fn set_reminder_manner(&self, manner: ReminderManner) -> Result<(), NapeError> {
        let document = serde_json::to_vec(&manner).unwrap_or_default();
        let manner: core::Manner = nape_logic::document::from_small_json(&document)?;
        Ok(self.engine.set_reminder_manner(manner).await?)
    }

    /// What rings in the next `days` (1 to 366) where `capacity` alerts find room; nothing is given to any system.
    pub async fn reminder_schedule(&self, days: u32, capacity: u32) -> Result<ReminderSchedule, NapeError> {
        if !(1..=core::LONGEST_HORIZON).contains(&days) {
            let allowed = format!("1 to {}", core::LONGEST_HORIZON);
            return Err(FieldError::new("days", "out of range", allowed).into());
        }
        self.planned(days, capacity).await
    }

    /// Gives the system what it should hold, and takes back what it should not. To be called at each launch, after a boot,
    /// after a change of the clock or the zone, and whenever a reminder, a session or a lock changed: twice changes nothing.
    ///
    /// The alarms that end a session come before everything else (P25): they are `session_alarms()`, and their places are
    /// left free here.
    pub async fn sync_reminders(
        &self,
        port: Arc<dyn NotificationPort>,
    ) -> Result<RemindersSynced, NapeError> {
        let asked = Arc::clone(&port);
        let ask = move || Ok::<_, NapeError>((asked.capabilities()?, asked.held()?));
        let (can, held) = self.engine.where_waiting_is_allowed(ask).await??;
        let NotificationCapabilities { allowed, capacity, exact } = can;
        let alarms = u32::try_from(self.engine.alarms().await?.len()).unwrap_or(u32::MAX);
        let room = capacity.saturating_sub(alarms).min(core::USUAL_CAPACITY);
        let schedule = self.planned(DAYS_AHEAD, if allowed { room } else { 0 }).await?;
        let wanted = schedule.notifications.iter().map(|alert| alert.id.clone()).collect();
        let core::Changes { cancel, add } = core::changes(&held.into_iter().collect(), &wanted);
        let (cancelled, added) = (cancel.len(), add.len());
        let new = schedule.notifications.iter().filter(|alert| add.contains(&alert.id));
        let (gone, new): (Vec<String>, Vec<ReminderAlert>) =
            (cancel.iter().cloned().collect(), new.cloned().collect());
        let tell = move || {
            if !gone.is_empty() {
                port.cancel(gone)?;
            }
            if new.is_empty() { Ok(()) } else { port.schedule(new) }
        };
        self.engine.where_waiting_is_allowed(tell).await??;
        let told = |ids: BTreeSet<String>, what| ids.into_iter().map(move |id| (id, what, None));
        let facts = told(cancel, engine::AlertWord::Retracted).chain(told(add, engine::AlertWord::Issued));
        self.engine.tell_of_alerts(facts.collect(), engine::Strictness::PassOver).await?;
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(RemindersSynced {
            added: count(added),
            cancelled: count(cancelled),
            schedule,
            rings_exactly: allowed && exact == ExactAlarms::Exact,
        })
    }

    /// Records what became of an alert (P32): a fact that outlasts a restart. One that was seen, acted upon or missed rings no
    /// more; one that was put off rings again after `minutes` (1 to 1,440).
    #[uniffi::method(default(minutes = None))]
    pub async fn tell_of_alert(
        &self,
        alert: String,
        what: AlertWord,
        minutes: Option<u32>,
    ) -> Result<(), NapeError> {
        let told = vec![(alert, what.into(), minutes)];
        Ok(self.engine.tell_of_alerts(told, engine::Strictness::Refuse).await?)
    }

    /// Writes down pain, 0 to 10, from the notification itself (P32), and that its alert was acted upon.
    pub async fn answer_alert(&self, alert: String, pain: u8) -> Result<EntriesWritten, NapeError> {
        let told = vec![(alert, engine::AlertWord::Acted, None)];
        let written = self.engine.answer_alert(pain).await?;
        self.engine.tell_of_alerts(told, engine::Strictness::PassOver).await?;
        Ok(convert::entries_written(written))
    }
}

impl Nape {
    async fn planned(&self, days: u32, capacity: u32) -> Result<ReminderSchedule, NapeError> {
        let around = Around { zone: self.zone.name().to_owned(), days, capacity };
        let (situation, manner) = self.engine.reminder_situation(around).await?;
        let rules: Vec<core::Rule> =
            situation.reminders.iter().map(|kept| kept.reminder.rule.clone()).collect();
        let mut zones = BTreeMap::new();
        for needed in situation.state.zones_needed(&rules) {
            let offsets = self.zone.needed(&needed)?;
            zones.insert(needed.zone, core::ZoneOffsets(offsets));
        }
        let titles = situation.reminders.iter();
        let titles = titles.map(|kept| (kept.id.to_string(), kept.reminder.title.clone())).collect();
        Ok(shown(core::schedule(&situation, &zones), manner.shows_subject, &titles))
    }
}

fn shown(
    schedule: core::Schedule,
    shows_subject: bool,
    titles: &BTreeMap<String, Option<String>>,
) -> ReminderSchedule {
    let words = |key: &str, title: Option<String>| {
        let message = |key: String| {
            let message = Message::new(key);
            render(&title.iter().fold(message, |message, title| message.text("title", title.clone())))
        };
        (message(format!("reminder-{key}")), message(format!("reminder-{key}-body")))
    };
    let alert = |alert: core::Alert| {
        let title = titles.get(&alert.reminder).cloned().flatten();
        let (title, body) = if shows_subject {
            words(&alert.subject.word().replace('_', "-"), title)
        } else {
            words("discreet", None)
        };
        let (id, at) = (alert.id, alert.at.to_rfc3339());
        ReminderAlert { id, reminder: alert.reminder, subject: Some(alert.subject.into()), at, title, body }
    };
    let mut notifications: Vec<(i64, ReminderAlert)> =
        schedule.alerts.into_iter().map(|one| (one.at.unix_millis(), alert(one))).collect();
    if let Some(at) = schedule.refresh {
        let (title, body) = words("refresh", None);
        let reminder = "refresh".to_owned();
        let id = format!("{reminder}/{}", at.unix_millis());
        let marker = ReminderAlert { id, reminder, subject: None, at: at.to_rfc3339(), title, body };
        notifications.push((at.unix_millis(), marker));
    }
    // The order within an instant is the plan's; the marker comes behind.
    notifications.sort_by_key(|(at, _)| *at);
    let dropped = |one: core::Withheld| WithheldReminder {
        reminder: one.reminder,
        subject: one.subject.into(),
        reason: one.why.into(),
        at: one.at.map(Timestamp::to_rfc3339),
    };
    ReminderSchedule {
        notifications: notifications.into_iter().map(|(_, alert)| alert).collect(),
        dropped: schedule.withheld.into_iter().map(dropped).collect(),
    }
}
