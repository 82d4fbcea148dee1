//! Reminders that the journal keeps: each a record, how the person wants to be reminded another one, and what became of an
//! alert a fact. What rings is planned by `nape_logic::reminders` from what is gathered here.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use nape_logic::document::FieldError;
use nape_logic::id::RecordId;
use nape_logic::journal::chain::Payload;
use nape_logic::journal::entry::{Entry, Kind, NewEntry};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::progression::{self, Advice};
use nape_logic::plan::{Caps, Plan};
use nape_logic::reminders::{
    Closed, Due, DueAt, KeptReminder, Manner, Reminder, SessionLimits, Situation, State, Subject, ZoneChange,
};
use nape_logic::screening::FULL_FORM_HOLDS;
use nape_logic::time::{Millis, Now, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::command::{Command, Reply};
use super::commits::Pass;
use super::entries::{EntryCall, Written};
use super::error::EngineError;
use super::handle::Engine;
use super::task::Task;
use crate::store::fact::{About, AlertTold, AlertWord, Fact};
use crate::store::{Condition, ENTRY, EntryBound, EntryFilter, NewRecord};

/// The kind of record that a reminder is.
const REMINDER: &str = "reminder";
/// The record of how the person wants to be reminded; also its name.
const MANNER: &str = "reminder_manner";
/// So many reminders are kept at most (own decision `[D]`).
const MOST_REMINDERS: usize = 200;
/// An alert can be put off for so long (own decision `[D]`).
const SNOOZE_MINUTES: std::ops::RangeInclusive<u32> = 1..=1_440;
/// What is due on a day is told at this hour of it (own decision `[D]`).
const HOUR_OF_DUE: u32 = 10;
/// A plan's end is told so many days before (own decision `[D]`).
const DAYS_BEFORE_EXPIRY: u64 = 7;
/// How it was in the day after a session is asked then.
const NEXT_DAY: Millis = Millis::from_mins(24 * 60);
/// Without a plan nobody said how often: as without a provider's one (P14).
const WITHOUT_A_PLAN: Caps = Caps { per_day: 1, per_week: None, gap: Some(Millis::from_mins(6 * 60)) };

/// The record of the zones that the phone's clock has shown lately; also its name.
const BEEN: &str = "phone_zones";
/// A time that a clock read before a trip is over when another zone's clock reads it again, so that trips are known for so
/// long (section 8 `[D]`).
const TRIPS_KNOWN_FOR: Millis = Millis::from_mins(4 * 24 * 60);

/// Where the phone has been, each zone since when; the last one is the present.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Been {
    zones: Vec<(Timestamp, String)>,
}

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
        reply: Reply<Situation>,
    },
    Told(Vec<Telling>, Strictness, Reply<()>),
    /// A number from the notification itself.
    Answer(u8, Reply<Written>),
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

    /// Everything that a schedule depends on.
    pub async fn reminder_situation(&self, around: Around) -> Result<Situation, EngineError> {
        self.ask(|reply| Command::Reminder(ReminderCall::Gather { around, reply })).await
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
            ReminderCall::Told(told, strictness, reply) => self.told_of_alerts(told, strictness, reply, now),
            ReminderCall::Answer(pain, reply) => {
                let entry = NewEntry { id: None, entry: Entry::of_pain(pain, now.wall) };
                self.entry_call(EntryCall::Add(vec![entry], reply), now);
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
        let records = self.reader.records(MANNER)?;
        let payload = records.into_iter().next_back().and_then(|record| record.payload);
        Ok(payload.and_then(|payload| serde_json::from_str(&payload.0).ok()).unwrap_or_default())
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
        for telling in told {
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

    fn gather(&mut self, around: Around, now: &Now) -> Result<Situation, EngineError> {
        let Around { zone, days, capacity } = around;
        let (device_zone, zone_changes) = self.been(zone, now)?;
        let manner = self.manner()?;
        let reminders = self.kept_reminders()?;
        let sessions =
            Region::ALL.iter().map(|region| (*region, self.session_limits(*region, now))).collect();
        Ok(Situation {
            done_today: self.done_today(&reminders, now)?,
            reminders,
            due: self.due(now),
            snoozed: self.ledger.alerts.snoozed(now.wall),
            settled: self.ledger.alerts.settled(),
            sessions,
            state: State {
                now: now.wall,
                device_zone,
                zone_changes,
                quiet: manner.quiet,
                paused_until: manner.paused_until,
                done_dates: Vec::new(),
                horizon_days: days,
                capacity,
            },
        })
    }

    /// The zone that the clock showed before the trips that still count, and these; a new one is kept.
    fn been(&mut self, zone: String, now: &Now) -> Result<(String, Vec<ZoneChange>), EngineError> {
        let record = self.reader.records(BEEN)?.into_iter().next_back();
        let payload = record.and_then(|record| record.payload);
        let Been { mut zones } =
            payload.and_then(|payload| serde_json::from_str(&payload.0).ok()).unwrap_or_default();
        if zones.last().is_none_or(|(_, last)| *last != zone) {
            zones.push((now.wall, zone.clone()));
            let is_old = |(since, _): &(Timestamp, String)| now.wall.since(*since) > TRIPS_KNOWN_FOR;
            let before = zones.iter().take_while(|been| is_old(been)).count();
            zones.drain(..before.saturating_sub(1));
            // Plain data: writing it can't fail.
            let payload = serde_json::to_string(&Been { zones: zones.clone() }).unwrap_or_default();
            let records = vec![self.revision(BEEN, BEEN, payload, now)];
            self.carry_out(Pass { records, ..Pass::default() }, now);
        }
        let mut zones = zones.into_iter();
        let first = zones.next().map_or(zone, |(_, first)| first);
        Ok((first, zones.map(|(at, zone)| ZoneChange { at, zone }).collect()))
    }

    /// What the gate holds sessions of a region to, as far as time goes; of several plans the strictest.
    fn session_limits(&self, region: Region, now: &Now) -> SessionLimits {
        let modalities = self.plans.keys().filter(|(_, of)| *of == region).map(|(modality, _)| *modality);
        let modalities: Vec<Modality> = modalities.collect();
        let today = modalities.iter().filter_map(|modality| self.plan_today(*modality, region, now));
        let caps = today.filter_map(|today| Some(today.check.effective?.caps)).reduce(strictest);
        let advice: Vec<Advice> =
            modalities.iter().map(|modality| self.advice(*modality, region, now.wall)).collect();
        let before = advice.iter().filter_map(|advice| advice.no_session_before).max();
        let closed_before =
            if self.ledger.open_locks() > 0 || advice.iter().any(|advice| advice.paused.is_some()) {
                Closed::UntilResolved
            } else {
                before.map_or(Closed::Open, Closed::Before)
            };
        let sessions = self.ledger.counting_of(region).map(|session| (session.started, session.last));
        SessionLimits { closed_before, caps: caps.unwrap_or(WITHOUT_A_PLAN), sessions: sessions.collect() }
    }

    /// How often what a reminder is about was written down today.
    fn done_today(
        &self,
        reminders: &[KeptReminder],
        now: &Now,
    ) -> Result<BTreeMap<RecordId, u32>, EngineError> {
        let today = i64::from(now.wall.date().to_epoch_days());
        let on = Some(EntryBound::Day(today));
        let filter = EntryFilter { from: on, to: on, limit: 1000, ..EntryFilter::default() };
        let stored = self.reader.entries(filter)?.into_iter().filter(|record| record.kind == ENTRY);
        let entries: Vec<Entry> =
            stored.filter_map(|record| serde_json::from_str(&record.payload?.0).ok()).collect();
        let times = |kept: &KeptReminder| match kept.reminder.subject {
            Subject::Medication => entries
                .iter()
                .filter(|entry| entry.kind == Kind::Medication && entry.name == kept.reminder.title)
                .count(),
            Subject::SymptomCheck => {
                // A check-in writes several entries of one moment.
                let mut moments: Vec<i64> = entries
                    .iter()
                    .filter(|entry| !matches!(entry.kind, Kind::Medication | Kind::Note))
                    .map(|entry| entry.at.unix_millis().div_euclid(60_000))
                    .collect();
                moments.dedup();
                moments.len()
            }
            _ => 0,
        };
        let times = reminders.iter().map(|kept| (kept.id, u32::try_from(times(kept)).unwrap_or(u32::MAX)));
        Ok(times.filter(|(_, times)| *times > 0).collect())
    }

    /// What follows from the journal: how it was after a session, reviews, the full form, the end of a plan.
    fn due(&self, now: &Now) -> Vec<Due> {
        let mut due = Vec::new();
        for region in Region::ALL.iter().copied() {
            let open = self.ledger.counting_of(region).filter(|session| {
                !session.logged
                    && !session.rehearsal
                    && !session.next_day_told
                    && now.wall.since(session.last) <= NEXT_DAY
            });
            due.extend(open.map(|session| Due {
                subject: Subject::NextDayCheck,
                key: format!("{}/{}", Subject::NextDayCheck, session.id),
                at: DueAt::Instant(session.last.plus(NEXT_DAY)),
            }));
            let Some(course) = self.ledger.open_course(region) else { continue };
            let open = self.course_advice(region, now.wall).reviews;
            let to_come = progression::reviews_by_time(course.started);
            let to_come =
                to_come.into_iter().filter(|review| review.due.unix_millis() > now.wall.unix_millis());
            due.extend(open.into_iter().chain(to_come).map(|review| Due {
                subject: Subject::Review,
                key: format!("{}/{}/{}", Subject::Review, review.kind.word(), course.id),
                at: at_the_hour(review.due),
            }));
            due.extend(self.ledger.forms.last_full().map(|form| {
                let date = form.at.plus(FULL_FORM_HOLDS).date();
                let key = format!("{}/{date}", Subject::Rescreening);
                Due { subject: Subject::Rescreening, key, at: on(date) }
            }));
            let last = self.ledger.counting_of(region).map(|session| session.last).max();
            due.extend(last.map(|last| {
                let date = last.plus(progression::IDLE).date();
                let key = format!("{}/idle/{date}", Subject::Rescreening);
                Due { subject: Subject::Rescreening, key, at: on(date) }
            }));
        }
        due.extend(self.plans.values().filter_map(expiry));
        due
    }
}

fn expiry(plan: &Plan) -> Option<Due> {
    let date = plan.provider.as_ref()?.expires?.checked_sub_days(Days::new(DAYS_BEFORE_EXPIRY))?;
    let key = format!("{}/{}/{}/{date}", Subject::PlanExpiry, plan.modality, plan.region);
    Some(Due { subject: Subject::PlanExpiry, key, at: on(date) })
}

fn on(date: NaiveDate) -> DueAt {
    DueAt::Reads(date.and_time(NaiveTime::from_hms_opt(HOUR_OF_DUE, 0, 0).unwrap_or_default()))
}

/// On its own day, or on the next one where that hour is past.
fn at_the_hour(due: Timestamp) -> DueAt {
    let date = due.date();
    let hour = i64::from(HOUR_OF_DUE) * 3_600_000;
    let of_day = (due.unix_millis() + i64::from(due.offset_seconds()) * 1000).rem_euclid(24 * 3_600_000);
    on(if of_day > hour { date.checked_add_days(Days::new(1)).unwrap_or(date) } else { date })
}

fn strictest(one: Caps, other: Caps) -> Caps {
    Caps {
        per_day: one.per_day.min(other.per_day),
        per_week: one.per_week.into_iter().chain(other.per_week).min(),
        gap: one.gap.max(other.gap),
    }
}
