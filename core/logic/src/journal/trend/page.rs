//! The page of benchmarks: all fifteen with their direction, the frequency of sessions, and what is worth a look.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::super::entry::Kind;
use super::benchmark::{BENCHMARKS, Benchmark, Counted, Found};
use super::compared::{Asked, Baseline, Compared, Direction};
use super::day::{DaySum, Told};
use super::frequency::{Frequency, Trouble};
use super::observation::{Observation, RELIEF_DAYS, cracking_relief, cracking_rises};

/// The day of journaling on which the first card with a trend is shown; the first entry's day is day 1 (I04).
pub const DAY_OF_FIRST_CARD: u64 = 10;
/// Without a course the page looks back on so many days: four weeks, as the last review of a course does (own decision [D]).
const DAYS_WITHOUT_COURSE: u32 = 28;

/// All that the page is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct PageInput {
    /// The days that the weeks are found from.
    pub asked: Asked,
    /// The sums of each kind by day, in [`Asked::spans`].
    pub sums: BTreeMap<Kind, Vec<DaySum>>,
    /// The days on which anything was written down, likewise.
    pub kept: Vec<NaiveDate>,
    /// The day of the first entry of all.
    pub first_entry: Option<NaiveDate>,
    /// Entries of pain, from [`PageInput::moments_from`] on.
    pub pain: Vec<Told>,
    /// Entries of cracking, likewise.
    pub cracking: Vec<Told>,
    /// The days of sessions with a pull, each session once. What does not count is left out (E9).
    pub sessions: Vec<NaiveDate>,
    /// What speaks against reading fewer sessions as good.
    pub troubles: Vec<Trouble>,
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// Today.
    pub today: NaiveDate,
    /// What the first week is the first week of.
    pub baseline: Baseline,
    /// The first day of the first week.
    pub first_from: NaiveDate,
    /// The first day of the last week, which ends today.
    pub last_from: NaiveDate,
    /// All fifteen, in the order of their facts.
    pub benchmarks: Vec<Found>,
    /// How often there were sessions.
    pub frequency: Frequency,
    /// What is worth a look; often nothing.
    pub observations: Vec<Observation>,
    /// The day from which the card is shown; absent before the first entry (I04).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_from: Option<NaiveDate>,
    /// Whether the card is shown today.
    pub card: bool,
}

impl PageInput {
    /// Of a journal without anything, on `today`, in a course that began on `course_started`.
    pub fn new(
        today: NaiveDate,
        course_started: Option<NaiveDate>,
    ) -> Result<Self, crate::document::FieldError> {
        Ok(Self {
            asked: Asked::new(DAYS_WITHOUT_COURSE, today, course_started)?,
            sums: BTreeMap::new(),
            kept: Vec::new(),
            first_entry: None,
            pain: Vec::new(),
            cracking: Vec::new(),
            sessions: Vec::new(),
            troubles: Vec::new(),
        })
    }

    /// The kinds whose sums are needed.
    pub fn kinds() -> impl Iterator<Item = Kind> {
        let read = BENCHMARKS.iter().filter_map(|benchmark| benchmark.counted.kind());
        let mut kinds: Vec<Kind> = read.chain([Kind::Cracking]).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.into_iter()
    }

    /// The first day whose single entries of pain and cracking are needed.
    pub fn moments_from(&self) -> NaiveDate {
        self.asked.today().checked_sub_days(Days::new(RELIEF_DAYS - 1)).unwrap_or(NaiveDate::MIN)
    }

    fn of(&self, kind: Kind) -> &[DaySum] {
        self.sums.get(&kind).map_or(&[], Vec::as_slice)
    }

    fn compared(&self, benchmark: &Benchmark) -> Compared {
        let sums = benchmark.counted.kind().map_or(&[][..], |kind| self.of(kind));
        benchmark.compared(&self.asked, sums, &self.kept)
    }

    fn compared_of(&self, kind: Kind) -> Compared {
        let read = |benchmark: &&Benchmark| benchmark.counted == Counted::Measure(kind);
        let found = BENCHMARKS.iter().find(read).map(|benchmark| self.compared(benchmark));
        found.unwrap_or_else(|| super::compared::compare(&self.asked, &[], false))
    }
}

/// The page.
pub fn page(input: &PageInput) -> Page {
    let (first, last, baseline) = input.asked.weeks();
    let today = input.asked.today();
    let (pain, stiffness) = (input.compared_of(Kind::Pain), input.compared_of(Kind::Stiffness));
    let frequency = Frequency::of(&input.asked, &input.sessions, &input.troubles, (&pain, &stiffness));
    let found = |benchmark: &Benchmark| match benchmark.counted {
        Counted::Sessions => sessions(benchmark, &frequency),
        _ => benchmark.found(&input.compared(benchmark)),
    };
    let rises = cracking_rises(today, input.of(Kind::Cracking), &input.kept);
    let relief = cracking_relief(today, &input.pain, &input.cracking);
    let card_from =
        input.first_entry.and_then(|first| first.checked_add_days(Days::new(DAY_OF_FIRST_CARD - 1)));
    Page {
        today,
        baseline,
        first_from: first.from,
        last_from: last.from,
        benchmarks: BENCHMARKS.iter().map(found).collect(),
        frequency,
        observations: rises.into_iter().chain(relief).collect(),
        card_from,
        card: card_from.is_some_and(|from| from <= today),
    }
}

fn sessions(benchmark: &Benchmark, frequency: &Frequency) -> Found {
    let direction = match frequency.last.cmp(&frequency.first) {
        std::cmp::Ordering::Less => Direction::Lower,
        std::cmp::Ordering::Equal => Direction::Same,
        std::cmp::Ordering::Greater => Direction::Higher,
    };
    let known = frequency.reading != super::frequency::Reading::TooSoon;
    Found {
        first: known.then_some(f64::from(frequency.first)),
        last: known.then_some(f64::from(frequency.last)),
        direction: known.then_some(direction),
        good: Some(frequency.is_good()),
        ..benchmark.blank(frequency.why())
    }
}
