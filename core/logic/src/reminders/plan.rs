//! Which labels ring, and why the others do not.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Serialize, Serializer};

use super::clock::{Clock, ZoneOffsets};
use super::rule::{Rule, Times, ZonePolicy};
use super::state::State;
use crate::time::Timestamp;

/// What rings when, and what does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// In the order of their instants, of one instant in the order of their rules.
    pub notifications: Vec<Notification>,
    /// What was suppressed or found no room, in the same order; rules that never ring first.
    pub dropped: Vec<Dropped>,
}

/// A reminder that rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Notification {
    /// When, with the offset of the phone's clock.
    #[serde(serialize_with = "instant")]
    pub at: Timestamp,
    /// The place of its rule.
    pub rule: usize,
}

/// A reminder that does not ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// The place of its rule.
    pub rule: usize,
    /// Why not.
    pub reason: Reason,
    /// When it would have; absent for a rule that never rings.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "instant_if_any")]
    pub at: Option<Timestamp>,
}

/// RFC 3339 with an offset in digits, also at Greenwich.
fn instant<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339())
}

#[expect(clippy::ref_option, reason = "serde passes a reference")]
fn instant_if_any<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    at.map(Timestamp::to_rfc3339).serialize(serializer)
}

/// Why a reminder does not ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The rule names nothing that is still to come.
    Never,
    /// Paused.
    Paused,
    /// Done already.
    Done,
    /// In quiet hours.
    Quiet,
    /// No room: earlier ones fill what the system holds.
    Capacity,
}

/// Plans `rules` in `state`, with the offsets of every zone that [`State::zones_needed`] names; a rule whose zone is missing
/// names nothing.
pub fn plan(rules: &[Rule], state: &State, zones: &BTreeMap<String, ZoneOffsets>) -> Planned {
    let mut planned = Planned { notifications: Vec::new(), dropped: Vec::new() };
    let Some(phone) = state.phone(zones) else { return planned };
    for (index, rule) in rules.iter().enumerate() {
        let own = match &rule.zone {
            ZonePolicy::Floating => None,
            ZonePolicy::Fixed(zone) => zones.get(zone).map(Clock::of),
        };
        let clock = own.as_ref().unwrap_or(&phone);
        one_rule(index, rule, state, clock, &phone, &mut planned);
    }
    planned.notifications.sort_by_cached_key(|one| (one.at.unix_millis(), one.rule));
    let room = usize::try_from(state.capacity).unwrap_or(usize::MAX);
    let without_room = planned.notifications.split_off(room.min(planned.notifications.len()));
    let capacity = |one: Notification| Dropped { rule: one.rule, reason: Reason::Capacity, at: Some(one.at) };
    let place = |one: &Dropped| (one.at.map(Timestamp::unix_millis), one.rule, one.reason);
    planned.dropped.sort_by_cached_key(place);
    planned.dropped.extend(without_room.into_iter().map(capacity));
    // Both parts are in order: this only merges them.
    planned.dropped.sort_by_key(place);
    planned
}

/// What a day before or behind the clock's own can still be read at, by a gap of a whole day.
const DAYS_AROUND: Days = Days::new(2);

fn one_rule(index: usize, rule: &Rule, state: &State, clock: &Clock, phone: &Clock, planned: &mut Planned) {
    let (now, until) = (state.now.unix_millis(), state.horizon());
    let (Some(today), Some(last)) = (clock.reads(now), clock.reads(until)) else { return };
    // So many from today on, where no day is said to count from.
    let counted = rule
        .count
        .filter(|_| rule.start.is_none())
        .map(|_| Rule { start: Some(today.date()), ..rule.clone() });
    let rule = counted.as_ref().unwrap_or(rule);
    let first = today.date().checked_sub_days(DAYS_AROUND).unwrap_or(NaiveDate::MIN);
    let last = last.date().checked_add_days(DAYS_AROUND).unwrap_or(NaiveDate::MAX);
    if never_rings(rule, clock, now, first) {
        planned.dropped.push(Dropped { rule: index, reason: Reason::Never, at: None });
    }
    let mut rang = None;
    for label in rule.labels(first, last) {
        let Some(at) = clock.first_at(label.at).filter(|at| (now..until).contains(at)) else { continue };
        let Some(shown) = Timestamp::from_unix_millis(at, phone.offset_at(at)) else { continue };
        match against(rule, state, phone, label.at, at) {
            Some(reason) => planned.dropped.push(Dropped { rule: index, reason, at: Some(shown) }),
            // What a gap folds into one instant rings once.
            None if rang == Some(at) => {}
            None => {
                rang = Some(at);
                planned.notifications.push(Notification { at: shown, rule: index });
            }
        }
    }
}

/// Whether nothing that the rule names is still to come, in whatever time.
fn never_rings(rule: &Rule, clock: &Clock, now: i64, first: NaiveDate) -> bool {
    let Some(last) = rule.last_day() else { return false };
    // The last label may lie long before or long behind: some week at its end tells.
    let from = last.checked_sub_days(Days::new(8)).unwrap_or(NaiveDate::MIN).max(first);
    !rule.labels(from, last).iter().any(|label| clock.first_at(label.at).is_some_and(|at| at >= now))
}

/// What suppresses a label.
fn against(rule: &Rule, state: &State, phone: &Clock, label: NaiveDateTime, at: i64) -> Option<Reason> {
    let repeats = matches!(rule.times, Times::Daily(_) | Times::Weekly { .. });
    if state.paused_until.is_some_and(|until| label.date() < until) {
        Some(Reason::Paused)
    } else if repeats && state.done_dates.contains(&label.date()) {
        Some(Reason::Done)
    } else if phone.reads(at).is_some_and(|reads| state.is_quiet(reads.time())) {
        Some(Reason::Quiet)
    } else {
        None
    }
}
