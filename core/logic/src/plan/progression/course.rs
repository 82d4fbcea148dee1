//! The course as a whole: pauses, reviews, idle days, and whether less may be offered.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::advice::Review;
use super::clean::{Ordered, holds};
use super::history::{Felt, History, PastSession, PlanProvider, ReviewKind, Reviewed};
use crate::plan::limit::LimitId;
use crate::time::{Millis, Timestamp};

const DAY: Millis = Millis::from_mins(24 * 60);
/// After so long without a session the next dose is a first one again (P13, section 7 `[D]`).
pub const IDLE: Millis = days(14);
/// Two held days this close pause the course (section 7 `[D]`).
const PAUSES_WITHIN: Millis = days(7);
/// After so many sessions comes the first review (I06).
const SESSIONS_TO_FIRST_REVIEW: usize = 6;
/// After so many the one that decides (I06, P16).
const SESSIONS_TO_REVIEW: usize = 10;
/// So many days after the start comes the first of the other two (I04).
const DAYS_TO_FIRST_REVIEW: Millis = days(10);
/// And the second one (section 3a `[D]`).
const DAYS_TO_REVIEW: Millis = days(28);
/// Pain this much lower is better, less may be noise (section 6 `[D]`).
const BETTER_FROM: u8 = 2;
/// A week of pain needs a value on so many days (P30 `[D]`).
const DAYS_OF_A_WEEK: usize = 4;
/// Less may be offered after this many quiet weeks (E16, section 3a `[D]`).
const TAPER_AFTER: Millis = days(14);

const fn days(days: u64) -> Millis {
    Millis(days * DAY.get())
}

/// Every rule that pauses the course, until a contact with a provider is recorded: two held days within seven, ten
/// sessions without a provider's plan (P16), no better at the tenth (section 3a).
pub(super) fn pauses(history: &Ordered<'_>, now: Timestamp) -> Vec<LimitId> {
    let unseen = |at: Timestamp, day: NaiveDate| {
        !history.contacts.iter().any(|contact| contact.at >= at && contact.date >= day)
    };
    let holds = holds(history);
    let pairs = holds.windows(2).filter(|pair| pair[1].0.since(pair[0].0) <= PAUSES_WITHIN);
    let two_holds = pairs.map(|pair| pair[1]).any(|(at, day)| unseen(at, day));

    let tenth = nth_session(history, SESSIONS_TO_REVIEW);
    let has_provider = has_current_provider(history, now.date());
    let alone = tenth.filter(|_| !has_provider).is_some_and(|s| unseen(s.ended, s.date_of(s.ended)));
    let not_better = tenth.is_some_and(|tenth| {
        let review = review_since(history, ReviewKind::Session10, tenth.ended);
        review.is_some_and(|review| !is_better(history, review) && unseen(review.at, review.at.date()))
    });
    [
        (two_holds, LimitId::ProgressionTwoHolds),
        (alone, LimitId::ProgressionNoProvider),
        (not_better, LimitId::ProgressionNotBetter),
    ]
    .into_iter()
    .filter_map(|(holds, rule)| holds.then_some(rule))
    .collect()
}

/// The course's sessions in the order in which they ended.
fn of_course<'h>(history: &Ordered<'h>) -> impl Iterator<Item = &'h PastSession> {
    history.by_end.iter().copied().filter(|session| session.in_course)
}

fn nth_session<'h>(history: &Ordered<'h>, n: usize) -> Option<&'h PastSession> {
    of_course(history).nth(n.checked_sub(1)?)
}

/// Whether any plan in force for the region is a provider's that holds on `day`.
fn has_current_provider(history: &History, day: NaiveDate) -> bool {
    let mut in_force = BTreeMap::new();
    for plan in &history.plans {
        let dates = plan.provider.map(|provider| (provider.date, provider.expires));
        let latest = in_force.entry(plan.modality).or_insert((plan.at.unix_millis(), dates));
        *latest = (*latest).max((plan.at.unix_millis(), dates));
    }
    let mut providers = in_force.into_values().filter_map(|(_, dates)| dates);
    providers.any(|(date, expires)| PlanProvider { date, expires }.holds_on(day))
}

/// The review of this kind that was done last, once it was due.
fn review_since(history: &History, kind: ReviewKind, due: Timestamp) -> Option<Reviewed> {
    let done = history.reviews.iter().filter(|review| review.kind == kind && review.at >= due);
    done.copied()
        .max_by_key(|review| (review.at.unix_millis(), std::cmp::Reverse((review.groc, review.pain))))
}

/// Better by the person's own word, or by at least two points of pain. What is not known is not better.
fn is_better(history: &Ordered<'_>, review: Reviewed) -> bool {
    let before = of_course(history).find_map(|session| session.pain_before);
    let by_pain =
        before.zip(review.pain).is_some_and(|(before, now)| before >= now.saturating_add(BETTER_FROM));
    by_pain || review.groc.is_some_and(|groc| groc > 0)
}

/// The reviews that fall due by time alone, in a course that began then.
pub fn reviews_by_time(started: Timestamp) -> [Review; 2] {
    [(ReviewKind::Day10, DAYS_TO_FIRST_REVIEW), (ReviewKind::Week4, DAYS_TO_REVIEW)]
        .map(|(kind, later)| Review { kind, due: started.plus(later) })
}

/// The reviews that are due and not done, in the order of their kinds.
pub(super) fn open_reviews(history: &Ordered<'_>, now: Timestamp) -> Vec<Review> {
    let after = |n| nth_session(history, n).map(|session| session.ended);
    let started = |later: Millis| history.course_started.map(|started| started.plus(later));
    let due = |kind| match kind {
        ReviewKind::Day10 => started(DAYS_TO_FIRST_REVIEW),
        ReviewKind::Session6 => after(SESSIONS_TO_FIRST_REVIEW),
        ReviewKind::Session10 => after(SESSIONS_TO_REVIEW),
        ReviewKind::Week4 => started(DAYS_TO_REVIEW),
    };
    ReviewKind::ALL
        .into_iter()
        .filter_map(|kind| due(kind).map(|due| Review { kind, due }))
        .filter(|review| review.due <= now && review_since(history, review.kind, review.due).is_none())
        .collect()
}

/// Whether this way of traction was used before, but not for so long that it starts anew. Only sessions whose dose is known
/// keep it going, as at the gate.
pub(super) fn is_restart(history: &History, now: Timestamp) -> bool {
    let mine = history.sessions.iter().filter(|session| session.modality == history.modality);
    let mine = mine.filter(|session| session.dose.is_some());
    mine.map(|session| session.ended).max().is_some_and(|last| now.since(last) >= IDLE)
}

/// Whether less often may be offered: a course of two weeks, sessions in the last two, pain known on most days and no higher in
/// the second week than in the first, and no stop, lock or held day in them.
pub(super) fn may_taper(history: &History, now: Timestamp) -> bool {
    if history.course_started.is_none_or(|started| now.since(started) < TAPER_AFTER) {
        return false;
    }
    let recent = |at: Timestamp| now.since(at) <= TAPER_AFTER;
    let quiet = |session: &PastSession| {
        session.completed && session.felt < Felt::Rose && session.lowered_at().next().is_none()
    };
    let late =
        |session: &&PastSession| recent(session.ended) || session.next_day.is_some_and(|day| recent(day.at));
    let mut sessions = history.sessions.iter().filter(late).peekable();
    if sessions.peek().is_none() || !sessions.all(quiet) || history.locks.iter().any(|at| recent(*at)) {
        return false;
    }
    // No moment before this is on a day of these two weeks, whatever clock it was told by.
    let values = pain_by_day(history, |at| now.since(at) <= TAPER_AFTER.plus(days(3)));
    let week = |ends_ago: u64| {
        let last = now.date().checked_sub_days(Days::new(ends_ago))?;
        let first = last.checked_sub_days(Days::new(6))?;
        let means: Vec<f64> =
            values.range(first..=last).map(|(_, (sum, n))| f64::from(*sum) / f64::from(*n)).collect();
        #[expect(clippy::cast_precision_loss, reason = "at most seven days")]
        let count = means.len() as f64;
        (means.len() >= DAYS_OF_A_WEEK).then(|| means.iter().sum::<f64>() / count)
    };
    week(7).zip(week(0)).is_some_and(|(before, now)| now <= before)
}

/// Sum and number of the values of each civil day, of those moments that `counts`.
fn pain_by_day(history: &History, counts: impl Fn(Timestamp) -> bool) -> BTreeMap<NaiveDate, (u32, u32)> {
    let mut days: BTreeMap<NaiveDate, (u32, u32)> = BTreeMap::new();
    let mut add = |at: Timestamp, date: &dyn Fn() -> NaiveDate, value: Option<u8>| {
        if let Some(value) = value.filter(|_| counts(at)) {
            let day = days.entry(date()).or_default();
            *day = (day.0 + u32::from(value), day.1 + 1);
        }
    };
    for pain in &history.pains {
        add(pain.at, &|| pain.at.date(), Some(pain.value));
    }
    for session in &history.sessions {
        add(session.started, &|| session.started.date(), session.pain_before);
        add(session.ended, &|| session.ended.date(), session.pain_after);
        if let Some(day) = session.next_day {
            add(day.at, &|| session.date_of(day.at), day.pain);
        }
    }
    days
}
