//! Which alerts a system holds: of everything that a journal reminds of, what rings, in which room, and what does not and
//! why. Planned anew from the state at each chance, so nothing is carried over: the same state gives the same alerts under
//! the same ids.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDateTime, NaiveTime};

use super::clock::{Clock, ZoneOffsets};
use super::plan::{Notification, Planned, Reason, plan};
use super::reminder::KeptReminder;
use super::room::{self, Room};
use super::rule::Rule;
use super::state::State;
use super::subject::Subject;
use crate::id::RecordId;
use crate::modality::Region;
use crate::plan::Caps;
use crate::time::Timestamp;

/// Everything that a schedule depends on.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The present, the phone's clock, quiet hours, the pause of all reminders, how far ahead and how many.
    pub state: State,
    /// What the person set.
    pub reminders: Vec<KeptReminder>,
    /// How often what a reminder is about was done today; the first so many of the day stay silent. Of sessions the limits
    /// say it.
    pub done_today: BTreeMap<RecordId, u32>,
    /// What follows from the journal.
    pub due: Vec<Due>,
    /// Alerts that the person put off.
    pub snoozed: Vec<Snoozed>,
    /// Alerts that are over: acted upon, or taken back.
    pub settled: BTreeSet<String>,
    /// What sessions of a region are held to.
    pub sessions: BTreeMap<Region, SessionLimits>,
    /// What nobody is invited to as things stand, sessions left aside: what moves the neck after an injury (P11).
    pub closed: BTreeSet<Subject>,
}

/// What sessions of a region are held to.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionLimits {
    /// Locked, paused for a provider, or held: no reminder invites to what would be refused.
    pub closed_before: Closed,
    /// How often.
    pub caps: Caps,
    /// The sessions that count, each from its start to its end.
    pub sessions: Vec<(Timestamp, Timestamp)>,
}

/// For how long sessions are closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// They are not.
    Open,
    /// Before this day.
    Before(chrono::NaiveDate),
    /// Until something is resolved.
    UntilResolved,
}

/// Something that follows from the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What it is about.
    pub subject: Subject,
    /// Which one: a name that stays the same.
    pub key: String,
    /// When.
    pub at: DueAt,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueAt {
    /// At an instant.
    Instant(Timestamp),
    /// When the phone's clock reads this.
    Reads(NaiveDateTime),
}

/// An alert that was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snoozed {
    /// The alert as it was.
    pub alert: String,
    /// What it is about.
    pub subject: Subject,
    /// Until when.
    pub until: Timestamp,
}

/// What a system is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule {
    /// In the order of their instants; of one instant the more important first.
    pub alerts: Vec<Alert>,
    /// What does not ring, in the same order; reminders that never ring first.
    pub withheld: Vec<Withheld>,
    /// When the schedule has to be made anew at the latest, where more follows than it holds. It takes a place.
    pub refresh: Option<Timestamp>,
}

/// Something that rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The same for the same reminder and instant, whenever it is planned.
    pub id: String,
    /// The reminder's id, or the name of what is due.
    pub reminder: String,
    /// What it is about.
    pub subject: Subject,
    /// When, with the offset of the phone's clock.
    pub at: Timestamp,
}

/// Something that does not ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The reminder's id, or the name of what is due.
    pub reminder: String,
    /// What it is about.
    pub subject: Subject,
    /// Why not.
    pub why: Why,
    /// When it would have; absent for what never rings.
    pub at: Option<Timestamp>,
}

/// Why something does not ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It names nothing that is still to come.
    Never,
    /// Paused.
    Paused,
    /// Done already.
    Done,
    /// In quiet hours.
    Quiet,
    /// Not now: locked, held, or a provider comes first.
    Closed,
    /// More sessions than the plan has, or too soon after one.
    OverCap,
    /// No room: others fill what the system holds.
    Capacity,
}

impl From<Reason> for Why {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Never => Self::Never,
            Reason::Paused => Self::Paused,
            Reason::Done => Self::Done,
            Reason::Quiet => Self::Quiet,
            Reason::Capacity => Self::Capacity,
        }
    }
}

/// What a system has to take back and to add.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Ids that it holds and should not.
    pub cancel: BTreeSet<String>,
    /// Ids that it should hold and does not.
    pub add: BTreeSet<String>,
    /// Ids that it holds with other words than they have now.
    pub renew: BTreeSet<String>,
}

/// From what a system holds, and with which words, to what it should. Applied twice it changes nothing the second time.
pub fn changes<W: PartialEq>(held: &BTreeMap<String, W>, wanted: &BTreeMap<String, W>) -> Changes {
    let missing = |from: &BTreeMap<String, W>, id: &String| !from.contains_key(id);
    let differs = |(id, words): &(&String, &W)| held.get(*id).is_some_and(|known| known != *words);
    Changes {
        cancel: held.keys().filter(|id| missing(wanted, id)).cloned().collect(),
        add: wanted.keys().filter(|id| missing(held, id)).cloned().collect(),
        renew: wanted.iter().filter(differs).map(|(id, _)| id.clone()).collect(),
    }
}

/// Everything that rings in `situation`, with the offsets of every zone that [`State::zones_needed`] names.
pub fn schedule(situation: &Situation, zones: &BTreeMap<String, ZoneOffsets>) -> Schedule {
    let phone = situation.state.phone(zones);
    phone.map_or_else(Schedule::default, |phone| Planning::of(situation, &phone, zones).into_schedule())
}

/// Everything that rings, before a system's room is asked for.
pub(super) struct Planning<'s> {
    situation: &'s Situation,
    phone: &'s Clock,
    /// In the order of their instants; of one instant the more important first.
    pub(super) alerts: Vec<Alert>,
    /// What does not ring.
    pub(super) withheld: Vec<Withheld>,
    /// Something rings behind the horizon too.
    goes_on: bool,
}

impl<'s> Planning<'s> {
    pub(super) fn of(
        situation: &'s Situation,
        phone: &'s Clock,
        zones: &BTreeMap<String, ZoneOffsets>,
    ) -> Self {
        let mut planning =
            Self { situation, phone, alerts: Vec::new(), withheld: Vec::new(), goes_on: false };
        for kept in &situation.reminders {
            planning.reminder(kept, zones);
        }
        planning.due();
        planning.snoozed();
        planning.alerts.retain(|alert| !situation.settled.contains(&alert.id));
        planning.in_order();
        planning.leave_out_what_would_be_refused();
        planning
    }

    fn reminder(&mut self, kept: &KeptReminder, zones: &BTreeMap<String, ZoneOffsets>) {
        let KeptReminder { id, reminder } = kept;
        let own = State {
            quiet: self.situation.state.quiet.filter(|_| !reminder.in_quiet_hours),
            paused_until: self.situation.state.paused_until.max(reminder.paused_until),
            done_dates: Vec::new(),
            capacity: u32::MAX,
            ..self.situation.state.clone()
        };
        let rule = std::slice::from_ref(&reminder.rule);
        let Planned { notifications, dropped } = plan(rule, &own, zones);
        let done = self.done(kept, &own, zones);
        self.goes_on |= reminder.rule.last_day().is_none_or(|last| {
            self.phone.reads(self.situation.state.horizon()).is_some_and(|reads| reads.date() <= last)
        });
        let key = id.to_string();
        for Notification { at, .. } in notifications {
            if done.contains(&at.unix_millis()) {
                self.withhold(&key, reminder.subject, Why::Done, Some(at));
            } else {
                self.alerts.push(alert(&key, reminder.subject, at));
            }
        }
        for one in dropped {
            self.withhold(&key, reminder.subject, one.reason.into(), one.at);
        }
    }

    /// The first so many instants of today, past ones included, as the thing was done today. All reminders of a region's
    /// sessions count together.
    fn done(&self, kept: &KeptReminder, own: &State, zones: &BTreeMap<String, ZoneOffsets>) -> Vec<i64> {
        let Situation { reminders, done_today, sessions, state, .. } = self.situation;
        let (subject, region) = (kept.reminder.subject, kept.reminder.region);
        let (times, rules): (usize, Vec<Rule>) = if subject == Subject::Session {
            let begun = sessions.get(&region).into_iter().flat_map(|limits| &limits.sessions);
            let of = reminders.iter().map(|kept| &kept.reminder);
            let of = of.filter(|one| one.subject == subject && one.region == region);
            (
                begun.filter(|(at, _)| at.date() == state.now.date()).count(),
                of.map(|reminder| reminder.rule.clone()).collect(),
            )
        } else {
            let times = done_today.get(&kept.id).map_or(0, |times| *times as usize);
            (times, vec![kept.reminder.rule.clone()])
        };
        if times == 0 {
            Vec::new()
        } else {
            self.of_today(&rules, own, zones).into_iter().take(times).collect()
        }
    }

    /// Every instant of today that these rules name, past ones included, in order.
    fn of_today(&self, rules: &[Rule], own: &State, zones: &BTreeMap<String, ZoneOffsets>) -> Vec<i64> {
        let now = self.situation.state.now;
        let Some(today) = self.phone.reads(now.unix_millis()).map(|reads| reads.date()) else {
            return Vec::new();
        };
        let midnight = self.phone.first_at(today.and_time(NaiveTime::MIN));
        let Some(begin) = midnight.and_then(|at| Timestamp::from_unix_millis(at, now.offset_seconds()))
        else {
            return Vec::new();
        };
        // A day has 25 hours at most, and the date tells what is of it.
        let day = State { now: begin, horizon_days: 2, ..own.clone() };
        let rings = plan(rules, &day, zones).notifications.into_iter();
        rings.filter(|one| one.at.date() == today).map(|one| one.at.unix_millis()).collect()
    }

    fn due(&mut self) {
        let state = &self.situation.state;
        for Due { subject, key, at } in &self.situation.due {
            let at = match at {
                DueAt::Instant(at) => Some(at.unix_millis()),
                DueAt::Reads(label) => self.phone.first_at(*label),
            };
            // What follows from the journal waits for the end of quiet hours: it comes once.
            let at = at.and_then(|at| self.after_quiet_hours(at));
            let (now, until) = (state.now.unix_millis(), state.horizon());
            let Some(at) = at.filter(|at| (now..until).contains(at)).and_then(|at| self.shown(at)) else {
                continue;
            };
            let paused = state.paused_until.is_some_and(|until| at.date() < until);
            if paused && !subject.rings_in_a_pause() {
                self.withhold(key, *subject, Why::Paused, Some(at));
            } else {
                self.alerts.push(alert(key, *subject, at));
            }
        }
    }

    /// The first instant from `at` on at which the phone is not quiet; a trip may lead from one night into the next.
    fn after_quiet_hours(&self, at: i64) -> Option<i64> {
        let state = &self.situation.state;
        let mut at = at;
        while at < state.horizon() {
            let reads = self.phone.reads(at)?;
            let Some((_, end)) = state.quiet.filter(|_| state.is_quiet(reads.time())) else {
                return Some(at);
            };
            let day = if reads.time() < end { reads.date() } else { reads.date() + Days::new(1) };
            at = self.phone.first_at(day.and_time(end)).filter(|end| *end > at)?;
        }
        None
    }

    /// What the person put off rings then, in quiet hours too: it is their own act.
    fn snoozed(&mut self) {
        let state = &self.situation.state;
        for Snoozed { alert: id, subject, until } in &self.situation.snoozed {
            let at = until.unix_millis();
            if (state.now.unix_millis()..state.horizon()).contains(&at)
                && let Some(at) = self.shown(at)
            {
                let (reminder, _) = id.rsplit_once('/').unwrap_or((id, ""));
                let snoozed =
                    Alert { id: format!("{id}+{}", at.unix_millis()), ..alert(reminder, *subject, at) };
                self.alerts.push(snoozed);
            }
        }
    }

    fn shown(&self, at: i64) -> Option<Timestamp> {
        Timestamp::from_unix_millis(at, self.phone.offset_at(at))
    }

    fn in_order(&mut self) {
        self.alerts.sort_by(|one, other| place(one).cmp(&place(other)));
        self.alerts.dedup_by(|one, other| one.id == other.id);
    }

    /// No reminder invites to what is closed, or to a session that would be refused: each counts as one that is done at its
    /// time.
    fn leave_out_what_would_be_refused(&mut self) {
        let reminders = self.situation.reminders.iter();
        let regions: BTreeMap<String, Region> =
            reminders.map(|kept| (kept.id.to_string(), kept.reminder.region)).collect();
        let mut begun: BTreeMap<Region, Vec<(Timestamp, Timestamp)>> = BTreeMap::new();
        for alert in std::mem::take(&mut self.alerts) {
            if self.situation.closed.contains(&alert.subject) {
                self.withhold(&alert.reminder, alert.subject, Why::Closed, Some(alert.at));
                continue;
            }
            // What was put off may be of a reminder that was taken away since.
            let region = regions.get(&alert.reminder).copied().unwrap_or(Region::Cervical);
            let limits = self.situation.sessions.get(&region).filter(|_| alert.subject == Subject::Session);
            if let Some(limits) = limits {
                let begun = begun.entry(region).or_insert_with(|| limits.sessions.clone());
                if let Some(why) = limits.against(begun, alert.at) {
                    self.withhold(&alert.reminder, alert.subject, why, Some(alert.at));
                    continue;
                }
                begun.push((alert.at, alert.at));
            }
            self.alerts.push(alert);
        }
    }

    fn withhold(&mut self, reminder: &str, subject: Subject, why: Why, at: Option<Timestamp>) {
        self.withheld.push(Withheld { reminder: reminder.to_owned(), subject, why, at });
    }

    fn into_schedule(mut self) -> Schedule {
        let alerts = std::mem::take(&mut self.alerts);
        let Room { alerts, without, refresh } = room::fill(alerts, &self.situation.state, self.goes_on);
        for lost in without {
            self.withhold(&lost.reminder, lost.subject, Why::Capacity, Some(lost.at));
        }
        in_their_order(&mut self.withheld);
        Schedule { alerts, withheld: self.withheld, refresh }
    }
}

/// What never rings first, then by instant.
pub(super) fn in_their_order(withheld: &mut [Withheld]) {
    withheld.sort_by(|one, other| {
        let key = |one: &Withheld| (one.at.map(Timestamp::unix_millis), one.subject, one.why);
        key(one).cmp(&key(other)).then_with(|| one.reminder.cmp(&other.reminder))
    });
}

impl SessionLimits {
    fn against(&self, sessions: &[(Timestamp, Timestamp)], at: Timestamp) -> Option<Why> {
        let closed = match self.closed_before {
            Closed::Open => false,
            Closed::Before(day) => at.date() < day,
            Closed::UntilResolved => true,
        };
        if closed {
            return Some(Why::Closed);
        }
        let day = at.date();
        let since = |first| {
            let begun = sessions.iter().map(|(started, _)| started.date());
            begun.filter(|date| (first..=day).contains(date)).count()
        };
        let last = sessions.iter().map(|(_, ended)| *ended).max();
        let too_soon = self.caps.gap.is_some_and(|gap| last.is_some_and(|last| at.since(last) < gap));
        let over = self.caps.are_reached(day, since);
        (over || too_soon).then_some(Why::OverCap)
    }
}

fn alert(reminder: &str, subject: Subject, at: Timestamp) -> Alert {
    Alert { id: format!("{reminder}/{}", at.unix_millis()), reminder: reminder.to_owned(), subject, at }
}

/// By their minute the more important first, and by name where nothing else tells.
fn place(alert: &Alert) -> (i64, Subject, i64, &str) {
    let at = alert.at.unix_millis();
    (at.div_euclid(60_000), alert.subject, at, &alert.id)
}
