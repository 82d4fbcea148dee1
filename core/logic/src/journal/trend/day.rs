//! What the entries of one civil day come to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::entry::Amount;
use super::exact::{Exact, thousandths};
use super::measure::Daily;
use crate::time::Timestamp;

/// The entries of one kind on one day. Values of one instant both count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaySum {
    /// The civil date that the entries' own clocks showed.
    pub date: NaiveDate,
    /// The sum of their numbers, in thousandths.
    pub sum: i64,
    /// How many have a number; at least one.
    pub n: u32,
}

/// One number that was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The moment that it tells of, with the offset that the clock showed: its civil date is the day that it counts for,
    /// wherever the person is now.
    pub at: Timestamp,
    /// The number.
    pub value: Amount,
}

/// The sums of the days that have an entry, the first day first; in whatever order they were told.
pub fn by_day(told: &[Told]) -> Vec<DaySum> {
    let mut days: BTreeMap<NaiveDate, (i64, u32)> = BTreeMap::new();
    for one in told {
        let (sum, n) = days.entry(one.at.date()).or_default();
        *sum = sum.saturating_add(one.value.thousandths());
        *n = n.saturating_add(1);
    }
    days.into_iter().map(|(date, (sum, n))| DaySum { date, sum, n }).collect()
}

/// Sums by day and unit, of the unit that was used last: degrees and a simple scale are never added up. Entries without a
/// unit are in `usual`. Where both were used on the last day, the first unit by its word counts.
pub fn in_one_unit(rows: Vec<(String, DaySum)>, usual: &str) -> (String, Vec<DaySum>) {
    let named = |unit: &str| if unit.is_empty() { usual.to_owned() } else { unit.to_owned() };
    let last = rows.iter().map(|(_, day)| day.date).max();
    let unit = rows.iter().filter(|(_, day)| Some(day.date) == last).map(|(unit, _)| named(unit)).min();
    let unit = unit.unwrap_or_else(|| usual.to_owned());
    let mut days: BTreeMap<NaiveDate, (i64, u32)> = BTreeMap::new();
    for (_, day) in rows.iter().filter(|(of, _)| named(of) == unit) {
        let (sum, n) = days.entry(day.date).or_default();
        *sum = sum.saturating_add(day.sum);
        *n = n.saturating_add(day.n);
    }
    (unit, days.into_iter().map(|(date, (sum, n))| DaySum { date, sum, n }).collect())
}

impl DaySum {
    /// The mean of the day's entries.
    pub(super) fn mean(&self) -> Exact {
        thousandths(self.sum, self.n)
    }

    /// What the day counts with.
    pub(super) fn value(&self, daily: Daily) -> Exact {
        match daily {
            Daily::Mean => self.mean(),
            Daily::Total => thousandths(self.sum, 1),
        }
    }
}
