//! What a calendar of another program holds: each reminder as an event that repeats, as far as it rings.
//!
//! Another program has a rule of its own for a time that a clock skips: it shows it later than Nape rings (RFC 5545 counts
//! on with the offset from before). So an event repeats only where its times are read as they are named; what a gap moves
//! is left out of it and stands alone, at what the clock reads then. A calendar knows nothing of locks, caps and quiet
//! hours either: what they silence is left out of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::clock::{Clock, ZoneOffsets};
use super::reminder::KeptReminder;
use super::rule::{Rule, Times, ZonePolicy};
use super::schedule::{Alert, Planning, Situation, Withheld, in_their_order};
use super::subject::Subject;

/// A calendar, and what is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// In the order of the reminders, then what follows from the journal.
    pub events: Vec<CalendarEvent>,
    /// What does not ring; reminders that never ring first.
    pub withheld: Vec<Withheld>,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Its name, the same whenever it is written.
    pub name: String,
    /// The reminder's id, or the name of what is due.
    pub reminder: String,
    /// What it is about.
    pub subject: Subject,
    /// On which clock its times are read.
    pub clock: EventClock,
    /// When it happens first.
    pub first: NaiveDateTime,
    /// How it goes on; not at all where absent.
    pub repeats: Option<Repeats>,
}

/// On which clock an event's times are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventClock {
    /// The one that is looked at, wherever it is.
    Floating,
    /// That of a zone, by its IANA name.
    Zone(String),
    /// Greenwich's: of an instant whose time the phone's clock reads twice.
    Utc,
}

/// How an event goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeats {
    /// On these days of the week; on every day where there are none.
    pub weekdays: Vec<Weekday>,
    /// The last time, that one included.
    pub until: NaiveDateTime,
    /// The times between that are left out.
    pub except: Vec<NaiveDateTime>,
}

/// The calendar of what rings in `situation` on these days of the phone's clock, with the offsets of every zone that
/// [`zones_needed`](super::State::zones_needed) names. What the state says of a system's room is left aside.
pub fn calendar(
    situation: &Situation,
    days: &RangeInclusive<NaiveDate>,
    zones: &BTreeMap<String, ZoneOffsets>,
) -> Calendar {
    let Some(phone) = situation.state.phone(zones) else { return Calendar::default() };
    let Planning { alerts, mut withheld, .. } = Planning::of(situation, &phone, zones);
    let (mut of_rules, mut alone) = (BTreeMap::<String, Vec<Alert>>::new(), Vec::new());
    let reminders: BTreeSet<String> = situation.reminders.iter().map(|kept| kept.id.to_string()).collect();
    for alert in alerts.into_iter().filter(|alert| days.contains(&alert.at.date())) {
        // What was put off is no time of its rule.
        if reminders.contains(&alert.reminder) && !alert.id.contains('+') {
            of_rules.entry(alert.reminder.clone()).or_default().push(alert);
        } else {
            alone.push(alert);
        }
    }
    let mut events = Vec::new();
    for kept in &situation.reminders {
        let Some(alerts) = of_rules.remove(&kept.id.to_string()) else { continue };
        let (own, named) = match &kept.reminder.rule.zone {
            ZonePolicy::Floating => (None, EventClock::Floating),
            ZonePolicy::Fixed(zone) => (zones.get(zone).map(Clock::of), EventClock::Zone(zone.clone())),
        };
        events.extend(of_reminder(kept, &alerts, own.as_ref().unwrap_or(&phone), &named));
    }
    events.extend(alone.iter().filter_map(|alert| stands_alone(alert, &phone, &EventClock::Floating)));
    withheld.retain(|one| one.at.is_none_or(|at| days.contains(&at.date())));
    in_their_order(&mut withheld);
    Calendar { events, withheld }
}

/// An event for each time of the day that the rule names, and one for each time that a gap moved.
fn of_reminder(
    KeptReminder { id, reminder }: &KeptReminder,
    alerts: &[Alert],
    clock: &Clock,
    named: &EventClock,
) -> Vec<CalendarEvent> {
    let rule = &reminder.rule;
    let times = rule.times_of_day();
    let mut as_named: BTreeMap<NaiveTime, BTreeSet<NaiveDateTime>> = BTreeMap::new();
    let mut moved = Vec::new();
    for alert in alerts {
        let at = alert.at.unix_millis();
        match clock.reads(at) {
            Some(reads)
                if rule.names(reads.date())
                    && times.contains(&reads.time())
                    && clock.first_at(reads) == Some(at) =>
            {
                as_named.entry(reads.time()).or_default().insert(reads);
            }
            _ => moved.push(alert),
        }
    }
    let repeating = as_named.into_iter().filter_map(|(time, rings)| {
        Some(CalendarEvent {
            name: format!("{id}/{}", time.format("%H%M")),
            reminder: id.to_string(),
            subject: reminder.subject,
            clock: named.clone(),
            first: *rings.first()?,
            repeats: repeats(rule, &rings),
        })
    });
    repeating.chain(moved.into_iter().filter_map(|alert| stands_alone(alert, clock, named))).collect()
}

fn repeats(rule: &Rule, rings: &BTreeSet<NaiveDateTime>) -> Option<Repeats> {
    let (first, until) = (*rings.first()?, *rings.last()?);
    if first == until {
        return None;
    }
    let days = first.date().iter_days().take_while(|day| *day <= until.date());
    let named = days.filter(|day| rule.names(*day)).map(|day| day.and_time(first.time()));
    let weekdays = match &rule.times {
        Times::Weekly { weekdays, .. } => weekdays.clone(),
        Times::Daily(_) | Times::Interval { .. } | Times::Once { .. } => Vec::new(),
    };
    Some(Repeats { weekdays, until, except: named.filter(|label| !rings.contains(label)).collect() })
}

fn stands_alone(alert: &Alert, clock: &Clock, named: &EventClock) -> Option<CalendarEvent> {
    let Alert { id, reminder, subject, at } = alert;
    let reads = clock.reads(at.unix_millis())?;
    let is_first = clock.first_at(reads) == Some(at.unix_millis());
    Some(CalendarEvent {
        name: id.clone(),
        reminder: reminder.clone(),
        subject: *subject,
        clock: if is_first { named.clone() } else { EventClock::Utc },
        first: if is_first { reads } else { at.in_greenwich() },
        repeats: None,
    })
}
