//! The civil times that a rule names on each day, and the how-manieth each of them is.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::rule::{Rule, Times};

const MINUTES_A_DAY: u32 = 24 * 60;

/// A civil time that a rule names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// What the clock reads.
    pub(super) at: NaiveDateTime,
    /// Its number from `start`, the first is 0; none where the rule has no `count`.
    number: Option<u64>,
}

/// How many times these rules name in so many days, at most.
pub fn times_named<'r>(rules: impl IntoIterator<Item = &'r Rule>, days: u32) -> u64 {
    rules.into_iter().map(|rule| rule.a_day() * u64::from(days)).sum()
}

impl Rule {
    /// The labels of the days from `first` to `last`, in order.
    pub(super) fn labels(&self, first: NaiveDate, last: NaiveDate) -> Vec<Label> {
        let first = first.max(self.start.unwrap_or(first));
        let last = last.min(self.end.unwrap_or(last));
        let days = first.iter_days().take_while(|day| *day <= last);
        let of_day = |day: NaiveDate| {
            let before = self.count.and(self.start).map(|start| self.named_before(start, day));
            let times = self.times_on(day).into_iter().zip(0_u64..);
            times
                .map(move |(time, n)| Label {
                    at: day.and_time(time),
                    number: before.map(|before| before + n),
                })
                .collect::<Vec<_>>()
        };
        days.flat_map(of_day).filter(|label| self.is_counted(*label)).collect()
    }

    fn is_counted(&self, label: Label) -> bool {
        match (self.count, label.number) {
            (Some(count), Some(number)) => number < u64::from(count),
            _ => true,
        }
    }

    /// The last day on which it names anything; none where it never ends.
    pub(super) fn last_day(&self) -> Option<NaiveDate> {
        let by_count = self.count.zip(self.start).and_then(|(count, start)| self.day_of(count, start));
        let once = match self.times {
            Times::Once { date, .. } => Some(date),
            _ => None,
        };
        [self.end, by_count, once].into_iter().flatten().min()
    }

    /// The day of the label with this number, the first is 1.
    fn day_of(&self, count: u32, start: NaiveDate) -> Option<NaiveDate> {
        let after = |days: u32| start.checked_add_days(Days::new(days.into()));
        match &self.times {
            Times::Daily(_) => after(count.saturating_sub(1)),
            Times::Interval { .. } => {
                after(count.saturating_sub(1) / u32::try_from(self.a_day()).unwrap_or(1).max(1))
            }
            Times::Weekly { weekdays, .. } => {
                let weeks = count.saturating_sub(1) / u32::try_from(weekdays.len()).unwrap_or(1).max(1);
                // The last one is somewhere in the week after so many whole ones.
                after(weeks.saturating_mul(7).saturating_add(6))
            }
            Times::Once { date, .. } => Some(*date),
        }
    }

    fn times_on(&self, day: NaiveDate) -> Vec<NaiveTime> {
        if self.names(day) { self.times_of_day() } else { Vec::new() }
    }

    /// Whether it names anything on a day, its start, end and count left aside.
    pub(super) fn names(&self, day: NaiveDate) -> bool {
        match &self.times {
            Times::Daily(_) | Times::Interval { .. } => true,
            Times::Weekly { weekdays, .. } => weekdays.contains(&day.weekday()),
            Times::Once { date, .. } => *date == day,
        }
    }

    /// The times that it names on such a day.
    pub(super) fn times_of_day(&self) -> Vec<NaiveTime> {
        match &self.times {
            Times::Daily(time) | Times::Weekly { time, .. } | Times::Once { time, .. } => vec![*time],
            Times::Interval { every_minutes, from, until } => {
                let minutes = (minute(*from)..=minute(*until)).step_by(*every_minutes as usize);
                minutes.filter_map(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)).collect()
            }
        }
    }

    /// How many an interval names a day.
    fn a_day(&self) -> u64 {
        match self.times {
            Times::Interval { every_minutes, from, until } => {
                u64::from(
                    (minute(until).saturating_sub(minute(from))) / every_minutes.clamp(1, MINUTES_A_DAY),
                ) + 1
            }
            _ => 1,
        }
    }

    /// How many it names from `start` up to the day before `day`.
    fn named_before(&self, start: NaiveDate, day: NaiveDate) -> u64 {
        let days = u64::try_from((day - start).num_days()).unwrap_or(0);
        match &self.times {
            Times::Daily(_) | Times::Interval { .. } => days * self.a_day(),
            Times::Once { date, .. } => u64::from((start..day).contains(date)),
            Times::Weekly { weekdays, .. } => {
                let in_rest = |weekday: &&Weekday| u64::from(weekday.days_since(start.weekday())) < days % 7;
                (days / 7) * weekdays.len() as u64 + weekdays.iter().filter(in_rest).count() as u64
            }
        }
    }
}

fn minute(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}
