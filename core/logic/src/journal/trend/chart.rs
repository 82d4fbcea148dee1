//! Where the parts of a drawing lie, so that a page, an app and a terminal draw the same.
//!
//! A square of [`SIDE`] by [`SIDE`]: `x` runs from left to right, `y` from bottom to top. Nothing in it is told by colour;
//! every part has words or a shape of its own.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::over_days::{Point, Trend};
use super::week::Week;

/// The length of each side.
pub const SIDE: u16 = 10_000;
/// The most places for marks from left to right; more can't be told apart.
const SLOTS_MAX: u32 = 1000;

/// A drawing of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Days.
    pub x: Axis,
    /// The measure.
    pub y: Axis,
    /// How many days one mark stands for.
    pub days_per_mark: u32,
    /// Runs of neighbouring marks, the first one first; a run of one mark is a dot.
    pub lines: Vec<Line>,
    /// Where days without any entry lie, between the lines and beside them.
    pub gaps: Vec<Span>,
    /// The first and the last week, as far as they lie within the drawing.
    pub bands: Vec<Band>,
}

/// An axis with its labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Axis {
    /// In ascending order.
    pub ticks: Vec<Tick>,
}

/// A label at an axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Where.
    pub at: u16,
    /// A date (`YYYY-MM-DD`), or a number.
    pub label: String,
}

/// Marks to be joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// From left to right.
    pub places: Vec<Place>,
}

/// A mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// From the left.
    pub x: u16,
    /// From the bottom.
    pub y: u16,
}

/// A stretch from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Its left end.
    pub from: u16,
    /// Its right end.
    pub to: u16,
}

/// Which week a band is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BandKind {
    /// The first one.
    First,
    /// The last one.
    Last,
}

/// A week, over the whole height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Band {
    /// Which.
    pub kind: BandKind,
    /// From where to where.
    pub span: Span,
    /// The height of its mean, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<u16>,
}

/// The drawing of `trend` with at most `slots` marks from left to right (1 to 1,000; what is beyond counts as the end). Of
/// more days than that, each mark is the mean of as many days as needed; the last one ends today.
pub fn chart(trend: &Trend, slots: u32) -> Chart {
    let across = Across::of(trend, slots);
    let marks = across.marks(&trend.points);
    let up = Up::of(trend);
    Chart {
        x: Axis { ticks: across.ticks() },
        y: Axis { ticks: up.ticks() },
        days_per_mark: across.per_slot,
        lines: lines(&across, &up, &marks),
        gaps: gaps(&across, &marks),
        bands: bands(trend, &across, &up),
    }
}

/// What a day of a point is drawn as.
pub(super) fn drawn(point: &Point) -> f64 {
    point.total.unwrap_or(point.mean)
}

/// From left to right: days in slots.
pub(super) struct Across {
    to: NaiveDate,
    days: u32,
    per_slot: u32,
    slots: u32,
}

impl Across {
    pub(super) fn of(trend: &Trend, most: u32) -> Self {
        let most = most.clamp(1, SLOTS_MAX);
        let days = u32::try_from((trend.to - trend.from).num_days() + 1).unwrap_or(1).max(1);
        let per_slot = days.div_ceil(most);
        Self { to: trend.to, days, per_slot, slots: days.div_ceil(per_slot) }
    }

    /// The slot of a day, counted from the right because the last one ends today; `None` outside.
    fn slot(&self, day: NaiveDate) -> Option<u32> {
        let back = u32::try_from((self.to - day).num_days()).ok().filter(|back| *back < self.days)?;
        Some(self.slots - 1 - back / self.per_slot)
    }

    fn edge(&self, slot: u32) -> u16 {
        u16::try_from(u64::from(SIDE) * u64::from(slot) / u64::from(self.slots)).unwrap_or(SIDE)
    }

    pub(super) fn middle(&self, slot: u32) -> u16 {
        let middle = u64::from(SIDE) * (2 * u64::from(slot) + 1) / (2 * u64::from(self.slots));
        u16::try_from(middle).unwrap_or(SIDE)
    }

    /// The mean of what each slot has; `None` where it has nothing.
    fn marks(&self, points: &[Point]) -> Vec<Option<f64>> {
        let mut sums = vec![(0.0, 0.0); self.slots as usize];
        for point in points {
            let place = self.slot(point.date).and_then(|slot| sums.get_mut(slot as usize));
            if let Some((sum, count)) = place {
                *sum += drawn(point);
                *count += 1.0;
            }
        }
        sums.into_iter().map(|(sum, count)| (count > 0.0).then(|| sum / count)).collect()
    }

    pub(super) fn slots(&self) -> u32 {
        self.slots
    }

    pub(super) fn last_day(&self, slot: u32) -> NaiveDate {
        let back = u64::from((self.slots - 1).saturating_sub(slot)) * u64::from(self.per_slot);
        self.to.checked_sub_days(Days::new(back)).unwrap_or(self.to)
    }

    /// The last day of a slot, at its middle.
    fn tick(&self, slot: u32) -> Tick {
        Tick { at: self.middle(slot), label: self.last_day(slot).to_string() }
    }

    fn ticks(&self) -> Vec<Tick> {
        let mut slots = vec![0, (self.slots - 1) / 2, self.slots - 1];
        slots.dedup();
        slots.into_iter().map(|slot| self.tick(slot)).collect()
    }
}

/// From bottom to top: the scale of the measure, or from none to a round number above the highest mark.
pub(super) struct Up {
    least: f64,
    most: f64,
}

impl Up {
    pub(super) fn of(trend: &Trend) -> Self {
        if let Some((least, most)) = trend.measure.scale() {
            return Self { least: f64::from(least), most: f64::from(most) };
        }
        let weeks =
            [trend.compared.first, trend.compared.last].into_iter().flatten().filter_map(|week| week.mean);
        let highest = trend.points.iter().map(drawn).chain(weeks).fold(1.0, f64::max);
        Self { least: 0.0, most: round_above(highest) }
    }

    pub(super) fn place(&self, value: f64) -> u16 {
        let share = ((value - self.least) / (self.most - self.least)).clamp(0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and SIDE")]
        let place = (share * f64::from(SIDE)).round() as u16;
        place
    }

    fn ticks(&self) -> Vec<Tick> {
        let middle = f64::midpoint(self.least, self.most);
        [self.least, middle, self.most]
            .map(|value| Tick { at: self.place(value), label: value.to_string() })
            .into()
    }
}

/// The least of 2, 4, 10, 20, 40, 100 and so on that is not below `highest`; its half is whole.
fn round_above(highest: f64) -> f64 {
    let mut decade = 1.0;
    loop {
        if let Some(most) =
            [2.0, 4.0, 10.0].map(|step| step * decade).into_iter().find(|most| highest <= *most)
        {
            return most;
        }
        decade *= 10.0;
    }
}

fn lines(across: &Across, up: &Up, marks: &[Option<f64>]) -> Vec<Line> {
    let places: Vec<Option<Place>> = marks
        .iter()
        .zip(0..)
        .map(|(mark, slot)| mark.map(|value| Place { x: across.middle(slot), y: up.place(value) }))
        .collect();
    let runs = places.split(Option::is_none).filter(|run| !run.is_empty());
    runs.map(|run| Line { places: run.iter().copied().flatten().collect() }).collect()
}

fn gaps(across: &Across, marks: &[Option<f64>]) -> Vec<Span> {
    let mut gaps: Vec<Span> = Vec::new();
    for (_, slot) in marks.iter().zip(0..).filter(|(mark, _)| mark.is_none()) {
        let (from, to) = (across.edge(slot), across.edge(slot + 1));
        match gaps.last_mut() {
            Some(gap) if gap.to == from => gap.to = to,
            _ => gaps.push(Span { from, to }),
        }
    }
    gaps
}

fn bands(trend: &Trend, across: &Across, up: &Up) -> Vec<Band> {
    let band = |kind: BandKind, week: Week| {
        let (from, to) = (week.from.max(trend.from), week.to.min(trend.to));
        let (first, last) = (across.slot(from).filter(|_| from <= to)?, across.slot(to)?);
        let span = Span { from: across.edge(first), to: across.edge(last + 1) };
        Some(Band { kind, span, mean: week.mean.map(|mean| up.place(mean)) })
    };
    let first = trend.compared.first.and_then(|week| band(BandKind::First, week));
    let last = trend.compared.last.and_then(|week| band(BandKind::Last, week));
    first.into_iter().chain(last).collect()
}
