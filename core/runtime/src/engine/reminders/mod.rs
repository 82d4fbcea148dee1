//! Reminders that the journal keeps: each a record, how the person wants to be reminded another one, and what became of an
//! alert a fact. What rings is planned by `nape_logic::reminders` from what is gathered here.
//!
//! | file | idea |
//! |---|---|
//! | here | the calls: what is kept, and what became of alerts |
//! | `gathering` | everything that a schedule depends on |
//! | `due` | what follows from the journal by itself |

mod due;
mod gathering;

use std::ops::RangeInclusive;
use std::path::PathBuf;

use chrono::NaiveDate;
use nape_logic::document::FieldError;
use nape_logic::id::RecordId;
use nape_logic::journal::chain::Payload;
use nape_logic::journal::entry::{Amount, Entry, Kind, NewEntry};
use nape_logic::reminders::{
    AlertWord, KeptReminder, Manner, REFRESH, Reminder, Situation, Subject, WeekCounts, weekly,
};
use nape_logic::time::{Millis, Now, Timestamp};
use uuid::Uuid;

use super::command::{Command, Reply};
use super::commits::Pass;
use super::entries::{EntryCall, Written};
use super::error::EngineError;
use super::handle::Engine;
use super::ledger::SessionRecord;
use super::task::Task;
use crate::report::CalendarFile;
use crate::store::fact::{About, AlertTold, Fact};
use crate::store::{Condition, NewRecord};

/// The kind of record that a reminder is.
const REMINDER: &str = "reminder";
/// The record of how the person wants to be reminded; also its name.
const MANNER: &str = "reminder_manner";
/// So many reminders are kept at most (own decision `[D]`).
const MOST_REMINDERS: usize = 200;
/// An alert can be put off for so long (own decision `[D]`).
const SNOOZE_MINUTES: RangeInclusive<u32> = 1..=1_440;
/// So many weeks are counted at once: a year.
const WEEKS: RangeInclusive<u32> = 1..=53;

const WEEK_MS: i64 = 7 * 24 * 3_600_000;

/// Calls about reminders.
pub(super) enum ReminderCall {
    Add(Box<Reminder>, Reply<RecordId>),
    Remove(RecordId, Reply<()>),
    Pause {
        id: Option<RecordId>,
        until: Option<NaiveDate>,
        reply: Reply<()>,
    },
    SetManner(Manner, Reply<()>),
    Manner(Reply<Manner>),
    List(Reply<Vec<KeptReminder>>),
    Gather {
        around: Around,
        reply: Reply<(Situation, Manner)>,
    },
    Calendar {
        zone: String,
        days: RangeInclusive<NaiveDate>,
        reply: Reply<CalendarSources>,
    },
    /// The present, and the days on which the sessions that count began.
    SessionDays(Reply<(Timestamp, Vec<NaiveDate>)>),
    Told(Vec<Telling>, Strictness, Reply<()>),
    /// A number from the notification itself.
    Answer(u8, Reply<Written>),
}

/// What a calendar is made of.
#[derive(Debug, Clone)]
pub struct CalendarSources {
    /// Everything that a schedule depends on.
    pub situation: Situation,
    /// The sessions of these days that count, the first one first.
    pub sessions: Vec<SessionRecord>,
    /// How much the journal holds: it only grows.
    pub extent: u64,
}

/// What became of an alert, and for how many minutes it was put off.
pub type Telling = (String, AlertWord, Option<u32>);

/// What becomes of an alert that nobody knows any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// It is refused.
    Refuse,
    /// It is passed over.
    PassOver,
}

/// A revision of a reminder, behind the one that somebody has seen; 0 where it is the first.
struct Revised {
    id: RecordId,
    reminder: Reminder,
    after: u32,
    deleted: bool,
}

/// What the shell knows of the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// The name of the zone that its clock shows.
    pub zone: String,
    /// How many days ahead, 1 to 366.
    pub days: u32,
    /// How many alerts it can hold.
    pub capacity: u32,
}

impl Engine {
    /// Keeps a reminder; its id.
    pub async fn add_reminder(&self, reminder: Reminder) -> Result<RecordId, EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Add(Box::new(reminder), reply))).await
    }

    /// Takes a reminder away.
    pub async fn remove_reminder(&self, id: RecordId) -> Result<(), EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Remove(id, reply))).await
    }

    /// Lets a reminder, or all that can be paused, ring on no day before `until`; on each day again without it.
    pub async fn pause_reminder(
        &self,
        id: Option<RecordId>,
        until: Option<NaiveDate>,
    ) -> Result<(), EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Pause { id, until, reply })).await
    }

    /// The reminders that are kept, in the order in which they were added.
    pub async fn reminders(&self) -> Result<Vec<KeptReminder>, EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::List(reply))).await
    }

    /// How the person wants to be reminded.
    pub async fn reminder_manner(&self) -> Result<Manner, EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Manner(reply))).await
    }

    /// Sets how the person wants to be reminded.
    pub async fn set_reminder_manner(&self, manner: Manner) -> Result<(), EngineError> {
        manner.check()?;
        self.ask(|reply| Command::Reminder(ReminderCall::SetManner(manner, reply))).await
    }

    /// Everything that a schedule depends on, and how the person wants to be reminded.
    pub async fn reminder_situation(&self, around: Around) -> Result<(Situation, Manner), EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Gather { around, reply })).await
    }

    /// Everything that a calendar of these days is made of, for a phone whose clock shows `zone`.
    pub async fn calendar_sources(
        &self,
        zone: String,
        days: RangeInclusive<NaiveDate>,
    ) -> Result<CalendarSources, EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Calendar { zone, days, reply })).await
    }

    /// Writes a calendar: whole or not at all, closed to other users.
    pub async fn write_calendar(&self, file: PathBuf, calendar: CalendarFile) -> Result<(), EngineError> {
        self.read(move |reader| reader.write_document(&file, calendar.to_text().as_bytes())).await
    }

    /// What became of alerts, and how many sessions were done, in so many weeks up to this one; the first one first.
    pub async fn week_counts(&self, weeks: u32) -> Result<Vec<WeekCounts>, EngineError> {
        if !WEEKS.contains(&weeks) {
            let allowed = format!("{} to {}", WEEKS.start(), WEEKS.end());
            return Err(FieldError::new("weeks", "out of range", allowed).into());
        }
        let (now, sessions) = self.ask(|reply| Command::Reminder(ReminderCall::SessionDays(reply))).await?;
        // An alert of the first Monday may have been held long before, which counts for nothing.
        let since = now.unix_millis() - i64::from(weeks + 1) * WEEK_MS;
        let since = Timestamp::from_unix_millis(since, 0).unwrap_or(now);
        let facts = self.read(move |reader| reader.facts_since("alert", since)).await?;
        let told: Vec<(AlertTold, Timestamp)> = facts
            .into_iter()
            .filter_map(|fact| match Fact::read(&fact.heading.kind, &fact.payload?.0)? {
                Fact::Alert(told) => Some((told, fact.heading.at)),
                _ => None,
            })
            .collect();
        let told = told.iter().map(|(told, at)| (told.alert.as_str(), told.what, *at));
        Ok(weekly(weeks, now.date(), told, sessions))
    }

    /// Records what became of alerts, all in one step.
    pub async fn tell_of_alerts(
        &self,
        told: Vec<Telling>,
        strictness: Strictness,
    ) -> Result<(), EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Told(told, strictness, reply))).await
    }

    /// Writes down pain, 0 to 10, as it is now.
    pub async fn answer_alert(&self, pain: u8) -> Result<Written, EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Answer(pain, reply))).await
    }
}

impl Task {
    pub(super) fn reminder_call(&mut self, call: ReminderCall, now: &Now) {
        match call {
            ReminderCall::Add(reminder, reply) => self.add_reminder(*reminder, reply, now),
            ReminderCall::Remove(id, reply) => match self.kept_reminder(id) {
                Ok((reminder, after)) => {
                    self.keep_reminder(Revised { id, reminder, after, deleted: true }, reply, (), now);
                }
                Err(error) => reply.done(Err(error)),
            },
            ReminderCall::Pause { id: Some(id), until, reply } => match self.kept_reminder(id) {
                Ok((reminder, after)) => {
                    let reminder = Reminder { paused_until: until, ..reminder };
                    self.keep_reminder(Revised { id, reminder, after, deleted: false }, reply, (), now);
                }
                Err(error) => reply.done(Err(error)),
            },
            ReminderCall::Pause { id: None, until, reply } => match self.manner() {
                Ok(manner) => self.keep_manner(&Manner { paused_until: until, ..manner }, reply, now),
                Err(error) => reply.done(Err(error)),
            },
            ReminderCall::SetManner(manner, reply) => self.keep_manner(&manner, reply, now),
            ReminderCall::Manner(reply) => reply.done(self.manner()),
            ReminderCall::List(reply) => reply.done(self.kept_reminders()),
            ReminderCall::Gather { around, reply } => reply.done(self.gather(around, now)),
            ReminderCall::Calendar { zone, days, reply } => {
                reply.done(self.calendar_sources(zone, &days, now));
            }
            ReminderCall::SessionDays(reply) => {
                let began = self.ledger.all_counting().map(|session| session.started.date());
                reply.done(Ok((now.wall, began.collect())));
            }
            ReminderCall::Told(told, strictness, reply) => self.told_of_alerts(told, strictness, reply, now),
            ReminderCall::Answer(pain, reply) => {
                let value = Some(Amount::whole(pain.into()));
                let entry = Entry { value, ..Entry::blank(Kind::Pain, now.wall) };
                self.entry_call(EntryCall::Add(vec![NewEntry { id: None, entry }], reply), now);
            }
        }
    }

    fn add_reminder(&mut self, reminder: Reminder, reply: Reply<RecordId>, now: &Now) {
        match self.kept_reminders() {
            Ok(kept) if kept.len() >= MOST_REMINDERS => {
                let allowed = format!("at most {MOST_REMINDERS} reminders");
                reply.done(Err(FieldError::new("reminders", "too many", allowed).into()));
            }
            Ok(_) => {
                let id = RecordId(Uuid::now_v7());
                self.keep_reminder(Revised { id, reminder, after: 0, deleted: false }, reply, id, now);
            }
            Err(error) => reply.done(Err(error)),
        }
    }

    fn keep_reminder<T: Send + 'static>(
        &mut self,
        Revised { id, reminder, after, deleted }: Revised,
        reply: Reply<T>,
        answer: T,
        now: &Now,
    ) {
        let kind = REMINDER.to_owned();
        let payload = Payload(reminder.to_json());
        let (at, written) = (now.wall, now.wall);
        let record = NewRecord { kind: kind.clone(), id, at, written, deleted, payload };
        let mut pass = Pass { records: vec![record], ..Pass::default() };
        pass.conditions.push(Condition { kind, id, revision: after });
        pass.effects.push(reply.when_durable(answer));
        self.carry_out(pass, now);
    }

    fn keep_manner(&mut self, manner: &Manner, reply: Reply<()>, now: &Now) {
        // Plain data: writing it can't fail.
        let payload = serde_json::to_string(manner).unwrap_or_default();
        self.keep_record(MANNER, MANNER, payload, reply.when_durable(()), now);
    }

    fn manner(&self) -> Result<Manner, EngineError> {
        Ok(self.kept(MANNER)?.unwrap_or_default())
    }

    /// One that only a newer program can read is left out.
    fn kept_reminders(&self) -> Result<Vec<KeptReminder>, EngineError> {
        let records = self.reader.records(REMINDER)?.into_iter();
        let mut kept: Vec<KeptReminder> = records
            .filter_map(|record| {
                let reminder = Reminder::from_json(record.payload?.0.as_bytes()).ok()?;
                Some(KeptReminder { id: record.id, reminder })
            })
            .collect();
        kept.sort_by_key(|kept| kept.id);
        Ok(kept)
    }

    fn kept_reminder(&self, id: RecordId) -> Result<(Reminder, u32), EngineError> {
        let found = self.reader.latest_record(REMINDER, id)?.filter(|record| !record.deleted);
        let missing = || EngineError::NotFound { what: "such reminder" };
        let record = found.ok_or_else(missing)?;
        let payload = record.payload.ok_or_else(missing)?;
        let reminder = Reminder::from_json(payload.0.as_bytes()).map_err(|_| missing())?;
        Ok((reminder, record.revision))
    }

    fn told_of_alerts(&mut self, told: Vec<Telling>, strictness: Strictness, reply: Reply<()>, now: &Now) {
        let mut pass = Pass::default();
        let of_reminders = |(alert, ..): &Telling| alert.split('/').next() != Some(REFRESH);
        for telling in told.into_iter().filter(of_reminders) {
            match self.alert_told(telling, now) {
                Ok(fact) => pass.fact(About::default(), Fact::Alert(fact)),
                Err(_) if strictness == Strictness::PassOver => {}
                Err(error) => return reply.done(Err(error)),
            }
        }
        if pass.facts.is_empty() {
            return reply.done(Ok(()));
        }
        pass.effects.push(reply.when_durable(()));
        self.carry_out(pass, now);
    }

    /// What an alert's id names is still kept, or follows from the journal.
    fn alert_told(&self, (alert, what, minutes): Telling, now: &Now) -> Result<AlertTold, EngineError> {
        let missing = || EngineError::NotFound { what: "such alert" };
        let (reminder, instant) = alert.rsplit_once('/').ok_or_else(missing)?;
        let is_instant = |text: &str| text.parse::<i64>().is_ok();
        if alert.len() > 200 || !instant.split('+').all(is_instant) {
            return Err(missing());
        }
        let subject = match reminder.parse::<Uuid>() {
            Ok(id) => self.kept_reminder(RecordId(id))?.0.subject,
            Err(_) => reminder.split('/').next().and_then(Subject::from_word).ok_or_else(missing)?,
        };
        let until = match (what, minutes) {
            (AlertWord::Snoozed, Some(minutes)) if SNOOZE_MINUTES.contains(&minutes) => {
                Some(now.wall.plus(Millis::from_mins(minutes.into())))
            }
            (AlertWord::Snoozed, _) => {
                let allowed = format!("{} to {} minutes", SNOOZE_MINUTES.start(), SNOOZE_MINUTES.end());
                return Err(FieldError::new("minutes", "missing or out of range", allowed).into());
            }
            _ => None,
        };
        Ok(AlertTold { alert, subject, what, until })
    }
}
