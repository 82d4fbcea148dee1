//! The trend of one measure: a point for each day that has an entry, and the first week against the last one.

use chrono::NaiveDate;
use serde::Serialize;

use super::compared::{Asked, Compared, compare};
use super::day::DaySum;
use super::exact::number;
use super::measure::{Daily, Measure};
use super::week::values;

/// A day that has an entry.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// The civil date that the entries' own clocks showed.
    pub date: NaiveDate,
    /// The mean of the day's entries.
    pub mean: f64,
    /// How many there are.
    pub n: u32,
    /// Their sum, of a measure that is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<f64>,
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// Of what.
    pub measure: Measure,
    /// The first of the days asked for.
    pub from: NaiveDate,
    /// The last one: today.
    pub to: NaiveDate,
    /// The days that have an entry, the first one first; the others are missing.
    pub points: Vec<Point>,
    /// The first week against the last one.
    #[serde(flatten)]
    pub compared: Compared,
}

/// The trend of `measure` over the days asked for. `sums` may be in any order and may hold other days too; each day stands
/// there once.
pub fn trend(measure: Measure, asked: &Asked, sums: &[DaySum]) -> Trend {
    let daily = measure.daily();
    Trend {
        measure,
        from: asked.from(),
        to: asked.today(),
        points: points(asked, sums, daily),
        compared: compare(asked, &values(sums, daily), measure == Measure::PAIN),
    }
}

fn points(asked: &Asked, sums: &[DaySum], daily: Daily) -> Vec<Point> {
    let mut shown: Vec<&DaySum> =
        sums.iter().filter(|day| (asked.from()..=asked.today()).contains(&day.date)).collect();
    shown.sort_by_key(|day| day.date);
    let point = |day: &DaySum| Point {
        date: day.date,
        mean: number(day.mean()),
        n: day.n,
        total: (daily == Daily::Total).then(|| number(day.value(daily))),
    };
    shown.into_iter().map(point).collect()
}
