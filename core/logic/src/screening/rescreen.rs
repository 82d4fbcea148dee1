//! Is the full form due again? (section 5 [D])

use super::sheet::History;
use crate::time::{Millis, Timestamp};

const DAY: Millis = Millis::from_mins(24 * 60);
/// A full form holds for less than this (section 5 `[D]`).
pub const FULL_FORM_HOLDS: Millis = Millis(30 * DAY.get());
/// After so long without a session everything is asked again (section 5 `[D]`, section 7 `[D]`).
const IDLE: Millis = Millis(14 * DAY.get());

/// Why the full form is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// There was none yet.
    FirstUse,
    /// A session was stopped for a symptom after it.
    StoppedForSymptom,
    /// A short form told of something new after it: a diagnosis, an illness, a pregnancy, an injury.
    SomethingNew,
    /// It is 30 days old.
    ThirtyDays,
    /// There was no session for 14 days, and it is older than that.
    IdleFortnight,
}

/// Whether the full form is due at `now`, and why; `None` while the last one holds.
///
/// A new content version makes it due too; that is the caller's to know. `now` is the
/// later of the wall clock and the last fact, so that a clock turned back buys nothing.
pub fn full_form_due(history: &History, now: Timestamp) -> Option<Due> {
    let Some(full) = history.last_full else {
        return Some(Due::FirstUse);
    };
    if history.last_stop_symptom.is_some_and(|stop| stop >= full) {
        return Some(Due::StoppedForSymptom);
    }
    if history.last_news.is_some_and(|news| news >= full) {
        return Some(Due::SomethingNew);
    }
    if now.since(full) >= FULL_FORM_HOLDS {
        return Some(Due::ThirtyDays);
    }
    let idle = history.last_session.is_some_and(|session| {
        let idle_from = session.plus(IDLE);
        now >= idle_from && full < idle_from
    });
    idle.then_some(Due::IdleFortnight)
}
