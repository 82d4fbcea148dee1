//! What became of alerts, and what was done, week by week: plain counts, without a score and without a streak.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::modality::words;
use crate::time::Timestamp;

words! {
    /// What becomes of an alert.
    AlertWord {
        /// The system holds it.
        Issued = "issued",
        /// It was shown.
        Shown = "shown",
        /// The person has seen it.
        Acknowledged = "acknowledged",
        /// The person did what it is about.
        Acted = "acted",
        /// The person put it off.
        Snoozed = "snoozed",
        /// Its time passed and nothing came of it.
        Missed = "missed",
        /// It was taken back.
        Retracted = "retracted",
    }
}

/// A week, from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekCounts {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Sessions that began in it.
    pub sessions: u32,
    /// Alerts of it that were shown; one that was put off is the same alert when it rings again.
    pub shown: u32,
    /// Those of them after which the person did what they are about.
    pub acted: u32,
    /// Those that were put off.
    pub snoozed: u32,
    /// Those whose time passed and of which nothing came.
    pub missed: u32,
}

/// The Monday of a day's week.
pub(super) fn monday_of(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since)).unwrap_or(NaiveDate::MIN)
}

/// So many weeks up to the one of `today`, the first one first. `told` is what became of alerts, each under its id and with the
/// clock of that moment; `sessions` are those that count, by the day on which they began.
pub fn weekly<'a>(
    weeks: u32,
    today: NaiveDate,
    told: impl IntoIterator<Item = (&'a str, AlertWord, Timestamp)>,
    sessions: impl IntoIterator<Item = NaiveDate>,
) -> Vec<WeekCounts> {
    let mut alerts: BTreeMap<&str, (NaiveDate, BTreeSet<AlertWord>)> = BTreeMap::new();
    for (id, what, at) in told {
        // What was put off rings under its own id and the instant until which it was.
        let alert = id.split_once('+').map_or(id, |(alert, _)| alert);
        let Some(day) = day_of(alert, at) else { continue };
        alerts.entry(alert).or_insert_with(|| (day, BTreeSet::new())).1.insert(what);
    }
    let sessions: Vec<NaiveDate> = sessions.into_iter().collect();
    let last = monday_of(today);
    let mondays = (0..u64::from(weeks)).rev().filter_map(|back| last.checked_sub_days(Days::new(7 * back)));
    let counts = mondays.map(|monday| {
        let of_week = |day: NaiveDate| monday_of(day) == monday;
        let words: Vec<&BTreeSet<AlertWord>> =
            alerts.values().filter(|(day, _)| of_week(*day)).map(|(_, words)| words).collect();
        let count = |holds: &dyn Fn(&BTreeSet<AlertWord>) -> bool| {
            number(words.iter().filter(|words| holds(words)).count())
        };
        let has = |word: AlertWord| move |words: &BTreeSet<AlertWord>| words.contains(&word);
        WeekCounts {
            monday,
            sessions: number(sessions.iter().filter(|day| of_week(**day)).count()),
            shown: count(&|words| {
                let of_the_system = [AlertWord::Issued, AlertWord::Retracted, AlertWord::Missed];
                words.iter().any(|word| !of_the_system.contains(word))
            }),
            acted: count(&has(AlertWord::Acted)),
            snoozed: count(&has(AlertWord::Snoozed)),
            missed: count(&|words| words.contains(&AlertWord::Missed) && !words.contains(&AlertWord::Acted)),
        }
    });
    counts.collect()
}

/// The day of an alert's own instant, which stands in its id, on the clock of the moment.
fn day_of(alert: &str, at: Timestamp) -> Option<NaiveDate> {
    let (_, instant) = alert.rsplit_once('/')?;
    Some(Timestamp::from_unix_millis(instant.parse().ok()?, at.offset_seconds())?.date())
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
