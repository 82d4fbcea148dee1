//! Clean sessions, sessions after which the dose is lowered, and held days.
//!
//! A clean session `[D]`: it ran to its end without easing off, nothing beyond mild soreness was felt, the release
//! was confirmed or told by the person in time, pain was told after it and had not risen, its next day was told or
//! passed without a word, and then pain was less than 2 above what it was before.

use chrono::{Days, NaiveDate};

use super::amount::Amount;
use super::history::{Felt, History, PastSession};
use crate::time::{Millis, Timestamp};

/// So many clean sessions in a row come before a raise (section 7 `[D]`).
pub const CLEAN_SESSIONS: usize = 3;
/// The day after a session is over, told or not (section 7 `[D]`).
pub const SETTLES_WITHIN: Millis = Millis::from_mins(24 * 60);
/// Pain a day later that is this much higher holds the next day (section 7 `[D]`).
const HOLDS_FROM: u8 = 2;

impl PastSession {
    /// The day of `at` by the clock of this session.
    pub(super) fn date_of(&self, at: Timestamp) -> NaiveDate {
        let here = Timestamp::from_unix_millis(at.unix_millis(), self.started.offset_seconds());
        here.unwrap_or(at).date()
    }

    /// Pain above what it was before the session; what is not known counts as none before, as in screening.
    fn rise(&self, pain: Option<u8>) -> u8 {
        pain.map_or(0, |pain| pain.saturating_sub(self.pain_before.unwrap_or(0)))
    }

    /// When it became known that the next day is held, if it is.
    pub fn hold_told(&self) -> Option<Timestamp> {
        self.next_day.filter(|day| self.rise(day.pain) >= HOLDS_FROM).map(|day| day.at)
    }

    /// When the next dose became a step lower: for a rise in the session, and again for more pain a day later.
    pub(super) fn lowered_at(&self) -> impl Iterator<Item = Timestamp> {
        let rose = self.felt >= Felt::Rose || self.rise(self.pain_after) > 0;
        let day = self.next_day.filter(|day| self.rise(day.pain) >= HOLDS_FROM || day.felt > Felt::Noted);
        rose.then_some(self.ended).into_iter().chain(day.map(|day| day.at))
    }

    /// Whether it is known at `now` to have been clean.
    pub(super) fn is_clean(&self, now: Timestamp) -> bool {
        let told = self.next_day.filter(|day| day.at <= now);
        let day_is_over = told.is_some() || now.since(self.ended) >= SETTLES_WITHIN;
        let day_was_quiet =
            told.is_none_or(|day| day.felt <= Felt::Noted && self.rise(day.pain) < HOLDS_FROM);
        self.completed
            && !self.eased
            && self.released_in_time
            && self.felt <= Felt::Noted
            && self.pain_after.is_some()
            && self.rise(self.pain_after) == 0
            && day_is_over
            && day_was_quiet
    }
}

/// A history, and its sessions in the order in which they ended, found once: there may be ten years of them.
pub(super) struct Ordered<'h> {
    history: &'h History,
    pub(super) by_end: Vec<&'h PastSession>,
}

impl<'h> Ordered<'h> {
    pub(super) fn of(history: &'h History) -> Self {
        Self { history, by_end: in_order(history) }
    }
}

impl std::ops::Deref for Ordered<'_> {
    type Target = History;

    fn deref(&self) -> &History {
        self.history
    }
}

/// The sessions in the order in which they ended; those of one instant in an order of their own, so that the order
/// in which they are given changes nothing.
fn in_order(history: &History) -> Vec<&PastSession> {
    let mut sessions: Vec<&PastSession> = history.sessions.iter().collect();
    let ended = |session: &PastSession| session.ended.unix_millis();
    // As a journal has them: there is nothing to sort, and the keys below cost more than all the rest.
    if sessions.is_sorted_by(|one, next| ended(one) < ended(next)) {
        return sessions;
    }
    let amount = |session: &PastSession| {
        session.dose.map(|dose| (super::amount::size(dose.load), dose.duration, dose.sets))
    };
    sessions.sort_by_key(|session| {
        let day = session.next_day.map(|day| (day.at.unix_millis(), day.pain, day.felt));
        let pains = (session.pain_before, session.pain_after);
        let kept = (session.completed, session.eased, session.released_in_time);
        let times = (session.ended.unix_millis(), session.started.unix_millis());
        (times, session.modality, amount(session), session.felt, kept, pains, day)
    });
    sessions
}

/// The first day on which there may be a session again, while a day is held: not on the day on which more pain was
/// told, nor on the next one.
pub(super) fn held_until(history: &History, now: Timestamp) -> Option<NaiveDate> {
    let held = history.sessions.iter().filter_map(|session| {
        let until = session.date_of(session.hold_told()?).checked_add_days(Days::new(2))?;
        (session.date_of(now) < until).then_some(until)
    });
    held.max()
}

/// When held days became known, in order.
pub(super) fn holds(history: &History) -> Vec<(Timestamp, NaiveDate)> {
    let mut holds: Vec<(Timestamp, NaiveDate)> = history
        .sessions
        .iter()
        .filter_map(|session| session.hold_told().map(|at| (at, session.date_of(at))))
        .collect();
    holds.sort_by_key(|(at, date)| (at.unix_millis(), *date));
    holds
}

/// The dose of the last sessions, where each of them was clean, they all ran the same, and nothing was locked since.
pub(super) fn clean_row(history: &Ordered<'_>, now: Timestamp) -> Option<Amount> {
    let mut row: Vec<(Amount, Timestamp)> = Vec::new();
    for session in history.by_end.iter().rev().filter(|session| session.ended <= now) {
        if !session.is_clean(now) {
            return None;
        }
        if session.modality != history.modality {
            continue;
        }
        let dose = session.dose?;
        let breaks = row
            .last()
            .is_some_and(|(same, later)| *same != dose || later.since(session.ended) >= super::IDLE);
        if breaks {
            return None;
        }
        row.push((dose, session.started));
        if row.len() == CLEAN_SESSIONS {
            let locked = history.locks.iter().any(|at| *at >= session.started);
            return (!locked).then_some(dose);
        }
    }
    None
}
