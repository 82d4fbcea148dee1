//! What a drawing shows beside each day: the mean of the seven days that end on it, and how far from the first week a
//! change is none that counts.

use chrono::{Days, NaiveDate};

use super::chart::{Across, Line, Place, Span, Up, drawn};
use super::compared::MEANINGFUL_FROM;
use super::measure::Measure;
use super::over_days::Trend;
use super::week::{DAYS_OF_WEEK_NEEDED, WEEK};

/// The means of seven days in the drawing that [`chart`](super::chart()) makes with as many `slots`: a mark at each slot's last
/// day, where at least [`DAYS_OF_WEEK_NEEDED`] of its seven days have an entry; a run of marks is a line.
pub fn means(trend: &Trend, slots: u32) -> Vec<Line> {
    let (across, up) = (Across::of(trend, slots), Up::of(trend));
    let places: Vec<Option<Place>> = (0..across.slots())
        .map(|slot| {
            let mean = mean_of(trend, across.last_day(slot))?;
            Some(Place { x: across.middle(slot), y: up.place(mean) })
        })
        .collect();
    let runs = places.split(Option::is_none).filter(|run| !run.is_empty());
    runs.map(|run| Line { places: run.iter().copied().flatten().collect() }).collect()
}

/// From bottom to top in the same drawing: where the mean of a week differs too little from the first week's to be called
/// changed. Of pain only (P30), and only where the first week has a mean.
pub fn unchanged(trend: &Trend) -> Option<Span> {
    let first = trend.compared.first?.mean.filter(|_| trend.measure == Measure::PAIN)?;
    let (up, far) = (Up::of(trend), f64::from(MEANINGFUL_FROM));
    Some(Span { from: up.place(first - far), to: up.place(first + far) })
}

/// The mean of the seven days up to `day`, each weighing the same.
fn mean_of(trend: &Trend, day: NaiveDate) -> Option<f64> {
    let first = day.checked_sub_days(Days::new(WEEK - 1))?;
    let after = trend.points.partition_point(|point| point.date < first);
    let of_week = trend.points.get(after..)?.iter().take_while(|point| point.date <= day);
    let (sum, count) = of_week.fold((0.0, 0_u8), |(sum, count), point| (sum + drawn(point), count + 1));
    (count >= DAYS_OF_WEEK_NEEDED).then(|| sum / f64::from(count))
}
