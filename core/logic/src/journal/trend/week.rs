//! Seven days, and when they say enough.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::day::DaySum;
use super::exact::{Exact, mean, number};
use super::measure::Daily;

/// So many of seven days need an entry (P30 [D]).
pub const DAYS_OF_WEEK_NEEDED: u8 = 4;
/// The days of a window (section 6 [D]).
pub(super) const WEEK: u64 = 7;

/// Seven civil days, and what they come to: the mean over its days of what each day counts with, so that a day on which
/// much was written weighs no more than another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Week {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// How many of its days have an entry.
    pub days: u8,
    /// Its mean; absent where fewer than [`DAYS_OF_WEEK_NEEDED`] days have an entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
}

/// The days of a week, before anything is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seven {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

impl Seven {
    pub(super) fn from(from: NaiveDate) -> Self {
        Self { from, to: from.checked_add_days(Days::new(WEEK - 1)).unwrap_or(NaiveDate::MAX) }
    }

    pub(super) fn to(to: NaiveDate) -> Self {
        Self { from: to.checked_sub_days(Days::new(WEEK - 1)).unwrap_or(NaiveDate::MIN), to }
    }

    pub(super) fn holds(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The week, and its mean without rounding.
    pub(super) fn of(self, days: &[(NaiveDate, Exact)]) -> (Week, Option<Exact>) {
        let told: Vec<Exact> =
            days.iter().filter(|(date, _)| self.holds(*date)).map(|(_, value)| *value).collect();
        let count = u8::try_from(told.len()).unwrap_or(u8::MAX);
        let exact = mean(&told).filter(|_| count >= DAYS_OF_WEEK_NEEDED);
        (Week { from: self.from, to: self.to, days: count, mean: exact.map(number) }, exact)
    }
}

/// What each day counts with.
pub(super) fn values(sums: &[DaySum], daily: Daily) -> Vec<(NaiveDate, Exact)> {
    sums.iter().map(|day| (day.date, day.value(daily))).collect()
}
