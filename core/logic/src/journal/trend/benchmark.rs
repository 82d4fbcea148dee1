//! The fifteen benchmarks (J01-J15): which entries each one is read from, and what is hoped for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::super::entry::Kind;
use super::compared::{Asked, Compared, Direction, compare};
use super::day::DaySum;
use super::exact::Exact;
use super::measure::{Goal, Measure};
use super::week::values;
use crate::text::Message;

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// A measure, as each of its days sums up.
    Measure(Kind),
    /// The share of a measure's days with more than none.
    DaysWithAny(Kind),
    /// How often a medicine was taken on a day on which anything was written down: on such a day none is none.
    Takings,
    /// Sessions with a pull in seven days.
    Sessions,
}

/// One of the fifteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Benchmark {
    /// Its fact.
    pub id: &'static str,
    /// What it is read from.
    pub counted: Counted,
    /// What is hoped for.
    pub goal: Goal,
    key: &'static str,
}

const fn of(id: &'static str, counted: Counted, goal: Goal, key: &'static str) -> Benchmark {
    Benchmark { id, counted, goal, key }
}

/// All of them, in the order of their facts.
pub const BENCHMARKS: [Benchmark; 15] = [
    of("J01", Counted::Measure(Kind::Pain), Goal::Lower, "trend-benchmark-pain"),
    of("J02", Counted::DaysWithAny(Kind::Discomfort), Goal::Lower, "trend-benchmark-discomfort-days"),
    of("J03", Counted::Measure(Kind::Discomfort), Goal::Lower, "trend-benchmark-discomfort"),
    of("J04", Counted::Measure(Kind::Posture), Goal::Higher, "trend-benchmark-posture"),
    of("J05", Counted::Measure(Kind::Twinges), Goal::Lower, "trend-benchmark-twinges"),
    of("J06", Counted::Measure(Kind::Sleep), Goal::Higher, "trend-benchmark-sleep"),
    of("J07", Counted::Measure(Kind::Tension), Goal::Lower, "trend-benchmark-tension"),
    of("J08", Counted::Measure(Kind::Headache), Goal::Lower, "trend-benchmark-headache"),
    of("J09", Counted::Measure(Kind::WakingEnergy), Goal::Higher, "trend-benchmark-waking-energy"),
    of("J10", Counted::Measure(Kind::Stiffness), Goal::Lower, "trend-benchmark-stiffness"),
    of("J11", Counted::Measure(Kind::Tingling), Goal::Lower, "trend-benchmark-tingling"),
    of("J12", Counted::Takings, Goal::Lower, "trend-benchmark-medication"),
    of("J13", Counted::Measure(Kind::RangeOfMotion), Goal::Higher, "trend-benchmark-range-of-motion"),
    of("J14", Counted::Measure(Kind::Mood), Goal::Higher, "trend-benchmark-mood"),
    of("J15", Counted::Sessions, Goal::Lower, "trend-benchmark-frequency"),
];

/// What a benchmark comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// Its fact.
    pub id: &'static str,
    /// Its name.
    pub text: Message,
    /// The kind of its entries; absent of sessions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// What is hoped for.
    pub goal: Goal,
    /// The first week; of sessions their number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<f64>,
    /// The last week, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<f64>,
    /// Where the last week lies next to the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Whether the change may be called so: of pain only (P30).
    pub meaningful: bool,
    /// Whether fewer sessions are read as good (P29); absent of all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub good: Option<bool>,
    /// What may be said of it.
    pub why: Message,
    /// What has to be said beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Message>,
}

impl Counted {
    /// The kind of its entries.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Measure(kind) | Self::DaysWithAny(kind) => Some(kind),
            Self::Takings => Some(Kind::Medication),
            Self::Sessions => None,
        }
    }

    /// What each day counts with. `kept` are the days on which anything was written down.
    fn days(self, sums: &[DaySum], kept: &[NaiveDate]) -> Vec<(NaiveDate, Exact)> {
        match self {
            Self::Measure(kind) => Measure::of(kind).map(|m| values(sums, m.daily())).unwrap_or_default(),
            Self::DaysWithAny(_) => {
                sums.iter().map(|day| (day.date, Exact::from(i128::from(day.sum > 0)))).collect()
            }
            Self::Takings => {
                let taken: BTreeMap<NaiveDate, u32> = sums.iter().map(|day| (day.date, day.n)).collect();
                let count = |day: &NaiveDate| Exact::from(i128::from(taken.get(day).copied().unwrap_or(0)));
                kept.iter().map(|day| (*day, count(day))).collect()
            }
            Self::Sessions => Vec::new(),
        }
    }
}

impl Benchmark {
    /// Its weeks next to each other.
    pub(super) fn compared(&self, asked: &Asked, sums: &[DaySum], kept: &[NaiveDate]) -> Compared {
        compare(asked, &self.counted.days(sums, kept), self.counted == Counted::Measure(Kind::Pain))
    }

    /// What it comes to.
    pub(super) fn found(&self, compared: &Compared) -> Found {
        let note = matches!(self.counted, Counted::Takings).then(|| Message::new("trend-note-medicine"));
        Found {
            first: compared.first.and_then(|week| week.mean),
            last: compared.last.and_then(|week| week.mean),
            direction: compared.direction,
            meaningful: compared.meaningful,
            note,
            ..self.blank(compared.why())
        }
    }

    /// Its names, and `why`.
    pub(super) fn blank(&self, why: Message) -> Found {
        Found {
            id: self.id,
            text: Message::new(self.key),
            kind: self.counted.kind(),
            goal: self.goal,
            first: None,
            last: None,
            direction: None,
            meaningful: false,
            good: None,
            why,
            note: None,
        }
    }
}
