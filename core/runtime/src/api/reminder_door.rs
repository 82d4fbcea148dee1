//! The door's calls for reminders that the journal keeps, and for the system that shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use nape_logic::document::FieldError;
use nape_logic::reminders as core;
use nape_logic::text::Message;

use super::convert;
use super::door::Nape;
use super::entry::EntriesWritten;
use super::error::NapeError;
use super::language::render;
use super::reminder::{
    ExactAlarms, KeptReminder, NotificationCapabilities, NotificationPort, Reminder, ReminderAdded,
    ReminderAlert, ReminderManner, ReminderSchedule, RemindersSynced, WeekCounts, from_core,
};
use super::words::AlertWord;
use crate::engine::{self, Around};

/// So far ahead a system is given reminders, in days (section 8 `[D]`).
const DAYS_AHEAD: u32 = 28;

#[uniffi::export]
impl Nape {
    /// Keeps a reminder, and says where it would not ring.
    pub async fn add_reminder(&self, reminder: Reminder) -> Result<ReminderAdded, NapeError> {
        let reminder = core::Reminder::try_from(reminder)?;
        self.zone.check_rule(&reminder.rule)?;
        let id = self.engine.add_reminder(reminder).await?;
        let around =
            Around { zone: self.zone.name().to_owned(), days: DAYS_AHEAD, capacity: core::USUAL_CAPACITY };
        let (mut situation, _) = self.engine.reminder_situation(around).await?;
        situation.reminders.retain(|kept| kept.id == id);
        (situation.due, situation.snoozed) = (Vec::new(), Vec::new());
        let core::Schedule { alerts, withheld, .. } = core::schedule(&situation, &self.zones_of(&situation)?);
        // What names nothing in these weeks may ring later.
        let silent = withheld.first().filter(|_| alerts.is_empty()).map(|one| one.why.into());
        Ok(ReminderAdded { id: id.to_string(), silent })
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
        let words = |title: &String, body: &String| (title.clone(), body.clone());
        let held = held.iter().map(|alert| (alert.id.clone(), words(&alert.title, &alert.body))).collect();
        let wanted = schedule.notifications.iter();
        let wanted = wanted.map(|alert| (alert.id.clone(), words(&alert.title, &alert.body))).collect();
        let core::Changes { cancel, add, renew } = core::changes(&held, &wanted);
        let (cancelled, added, renewed) = (cancel.len(), add.len(), renew.len());
        let new = schedule.notifications.iter();
        let new = new.filter(|alert| add.contains(&alert.id) || renew.contains(&alert.id));
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
        let facts = told(cancel, core::AlertWord::Retracted).chain(told(add, core::AlertWord::Issued));
        self.engine.tell_of_alerts(facts.collect(), engine::Strictness::PassOver).await?;
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(RemindersSynced {
            added: count(added),
            cancelled: count(cancelled),
            renewed: count(renewed),
            schedule,
            rings_exactly: allowed && exact == ExactAlarms::Exact,
        })
    }

    /// What became of alerts, and how many sessions were done, in so many weeks (1 to 53) up to this one; the first one first.
    /// Plain counts: nothing here says how many there should have been.
    pub async fn week_counts(&self, weeks: u32) -> Result<Vec<WeekCounts>, NapeError> {
        Ok(self.engine.week_counts(weeks).await?.into_iter().map(Into::into).collect())
    }

    /// Records what became of an alert (P32): a fact that outlasts a restart. One that was seen, acted upon or missed rings no
    /// more; one that was put off rings again after `minutes` (1 to 1,440). Of the marker that asks to plan again nothing is kept.
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
        let told = vec![(alert, core::AlertWord::Acted, None)];
        let written = self.engine.answer_alert(pain).await?;
        self.engine.tell_of_alerts(told, engine::Strictness::PassOver).await?;
        Ok(convert::entries_written(written))
    }
}

impl Nape {
    async fn planned(&self, days: u32, capacity: u32) -> Result<ReminderSchedule, NapeError> {
        let around = Around { zone: self.zone.name().to_owned(), days, capacity };
        let (situation, manner) = self.engine.reminder_situation(around).await?;
        let zones = self.zones_of(&situation)?;
        let schedule = core::schedule(&situation, &zones);
        Ok(shown(schedule, &ReminderWords::of(&situation, manner.shows_subject)))
    }

    /// The offsets of every zone that a schedule needs.
    pub(super) fn zones_of(
        &self,
        situation: &core::Situation,
    ) -> Result<BTreeMap<String, core::ZoneOffsets>, NapeError> {
        let reminders = situation.reminders.iter();
        let rules: Vec<core::Rule> = reminders.map(|kept| kept.reminder.rule.clone()).collect();
        let mut zones = BTreeMap::new();
        for needed in situation.state.zones_needed(&rules) {
            let offsets = self.zone.needed(&needed)?;
            zones.insert(needed.zone, core::ZoneOffsets(offsets));
        }
        Ok(zones)
    }
}

/// What reminders say.
pub(super) struct ReminderWords {
    shows_subject: bool,
    titles: BTreeMap<String, String>,
}

impl ReminderWords {
    pub(super) fn of(situation: &core::Situation, shows_subject: bool) -> Self {
        let titles = situation.reminders.iter();
        let titles = titles.filter_map(|kept| Some((kept.id.to_string(), kept.reminder.title.clone()?)));
        Self { shows_subject, titles: titles.collect() }
    }

    /// Both lines of what a reminder shows.
    pub(super) fn lines(&self, reminder: &str, subject: core::Subject) -> (String, String) {
        if self.shows_subject {
            lines(&subject.word().replace('_', "-"), self.titles.get(reminder))
        } else {
            lines("discreet", None)
        }
    }
}

fn lines(key: &str, title: Option<&String>) -> (String, String) {
    let message = |key: String| {
        let message = Message::new(key);
        render(&title.into_iter().fold(message, |message, title| message.text("title", title.clone())))
    };
    (message(format!("reminder-{key}")), message(format!("reminder-{key}-body")))
}

fn shown(schedule: core::Schedule, words: &ReminderWords) -> ReminderSchedule {
    let alert = |alert: core::Alert| {
        let (title, body) = words.lines(&alert.reminder, alert.subject);
        let (id, at) = (alert.id, alert.at.to_rfc3339());
        ReminderAlert { id, reminder: alert.reminder, subject: Some(alert.subject.into()), at, title, body }
    };
    let mut notifications: Vec<(i64, ReminderAlert)> =
        schedule.alerts.into_iter().map(|one| (one.at.unix_millis(), alert(one))).collect();
    if let Some(at) = schedule.refresh {
        let (title, body) = lines("refresh", None);
        let reminder = core::REFRESH.to_owned();
        let id = format!("{reminder}/{}", at.unix_millis());
        let marker = ReminderAlert { id, reminder, subject: None, at: at.to_rfc3339(), title, body };
        notifications.push((at.unix_millis(), marker));
    }
    // The order within an instant is the plan's; the marker comes behind.
    notifications.sort_by_key(|(at, _)| *at);
    ReminderSchedule {
        notifications: notifications.into_iter().map(|(_, alert)| alert).collect(),
        dropped: schedule.withheld.into_iter().map(Into::into).collect(),
    }
}
