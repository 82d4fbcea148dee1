//! What is worth a look at cracking one's own neck (P28): what was written down, with its sources, and never a diagnosis or
//! a cause.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::day::{DaySum, Told};
use super::exact::{Exact, mean, thousandths};
use super::week::{DAYS_OF_WEEK_NEEDED, Seven, WEEK};
use crate::text::Message;

/// On the rise: so many more in a week than in the week before (own decision [D]).
const MORE_BY: i64 = 3;
/// And at least half as many again, in per cent (own decision [D]).
const MORE_PERCENT: i64 = 150;
/// Relief: pain that falls by so many points within a day, as much as is called meaningful (own decision [D]).
const FALL: i32 = super::compared::MEANINGFUL_FROM;
/// So many falls show a pattern (own decision [D]).
const FALLS_NEEDED: usize = 3;
/// The days in which falls are looked for (own decision [D]).
pub(super) const RELIEF_DAYS: u64 = 14;

/// Which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ObservationKind {
    /// Cracking is on the rise.
    CrackingRises,
    /// Each time pain fell, cracking came in between.
    CrackingRelief,
}

impl ObservationKind {
    /// Its word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CrackingRises => "cracking_rises",
            Self::CrackingRelief => "cracking_relief",
        }
    }
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Observation {
    /// Which one.
    pub kind: ObservationKind,
    /// In words.
    pub text: Message,
    /// The facts behind it.
    pub sources: &'static [&'static str],
}

/// Cracking is on the rise (E15, L10): more in the last seven days than in the seven before, in two weeks in which the
/// journal was kept.
pub(super) fn cracking_rises(
    today: NaiveDate,
    cracking: &[DaySum],
    kept: &[NaiveDate],
) -> Option<Observation> {
    let last = Seven::to(today);
    let before = Seven::to(today.checked_sub_days(Days::new(WEEK))?);
    let is_kept =
        |week: Seven| kept.iter().filter(|day| week.holds(**day)).count() >= usize::from(DAYS_OF_WEEK_NEEDED);
    let total = |week: Seven| -> i64 {
        cracking.iter().filter(|day| week.holds(day.date)).map(|day| day.sum / 1000).sum()
    };
    let (from, to) = (total(before), total(last));
    let rises = to >= from + MORE_BY && to * 100 >= from * MORE_PERCENT;
    (rises && is_kept(last) && is_kept(before)).then(|| Observation {
        kind: ObservationKind::CrackingRises,
        text: Message::new("trend-observation-cracking-rises")
            .number("from", shown(from))
            .number("to", shown(to)),
        sources: &["E15", "L10"],
    })
}

/// Relief comes only with cracking (C16): in the last two weeks pain fell at least [`FALLS_NEEDED`] times within a day, and
/// each time cracking lies between the two entries of pain.
pub(super) fn cracking_relief(today: NaiveDate, pain: &[Told], cracking: &[Told]) -> Option<Observation> {
    let from = today.checked_sub_days(Days::new(RELIEF_DAYS - 1))?;
    let falls = falls(pain, from, today);
    let cracked = |(before, after): &(i64, i64)| {
        let between = |one: &Told| {
            let at = one.at.unix_millis();
            one.value.thousandths() > 0 && *before < at && at < *after
        };
        cracking.iter().any(between)
    };
    (falls.len() >= FALLS_NEEDED && falls.iter().all(cracked)).then(|| Observation {
        kind: ObservationKind::CrackingRelief,
        text: Message::new("trend-observation-cracking-relief")
            .number("limit", f64::from(FALL))
            .number("count", shown(i64::try_from(falls.len()).unwrap_or(i64::MAX))),
        sources: &["C16"],
    })
}

/// From when to when pain fell, between neighbouring entries of one day. Entries of one instant have no order: their mean
/// counts.
fn falls(pain: &[Told], from: NaiveDate, to: NaiveDate) -> Vec<(i64, i64)> {
    let mut days: BTreeMap<NaiveDate, BTreeMap<i64, Vec<Exact>>> = BTreeMap::new();
    for one in pain.iter().filter(|one| (from..=to).contains(&one.at.date())) {
        let instants = days.entry(one.at.date()).or_default();
        instants.entry(one.at.unix_millis()).or_default().push(thousandths(one.value.thousandths(), 1));
    }
    let mut found = Vec::new();
    for instants in days.into_values() {
        let means: Vec<(i64, Exact)> =
            instants.into_iter().filter_map(|(at, values)| Some((at, mean(&values)?))).collect();
        for pair in means.windows(2) {
            let fell = pair[0].1 - pair[1].1 >= Exact::from(i128::from(FALL));
            found.extend(fell.then_some((pair[0].0, pair[1].0)));
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "a number of times")]
const fn shown(count: i64) -> f64 {
    count as f64
}
