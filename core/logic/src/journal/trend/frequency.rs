//! How often there were sessions, and how fewer of them are read (J15, P29).
//!
//! Fewer count as good only where pain and stiffness did not go up from the first week to the last one, both of them told
//! often enough to know, and where from the first week on nothing was stopped, locked or held. Any session that did not
//! run to its end counts as stopped, whatever the reason: the strict side.

use chrono::NaiveDate;
use serde::Serialize;

use super::compared::{Asked, Compared, Direction};
use super::week::Seven;
use crate::text::Message;

/// What speaks against reading fewer sessions as good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// A session that did not run to its end.
    Stop(NaiveDate),
    /// A symptom that has to be looked at.
    Lock(NaiveDate),
    /// A day without a session, because of more pain.
    Hold(NaiveDate),
}

/// How the number of sessions is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The two weeks share days, or the course has just begun.
    TooSoon,
    /// None in either week.
    None,
    /// As many.
    Same,
    /// A higher number.
    Higher,
    /// Fewer, and pain and stiffness did not go up: the only one that is read as good.
    FewerHeld,
    /// Fewer, with a stop, a lock or a held day.
    FewerTrouble,
    /// Fewer, and pain or stiffness went up.
    FewerRose,
    /// Fewer, and pain or stiffness is not known well enough.
    FewerUnknown,
}

/// The number of sessions in two weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Frequency {
    /// In the first week.
    pub first: u32,
    /// In the last one.
    pub last: u32,
    /// How that is read.
    pub reading: Reading,
}

impl Trouble {
    const fn date(self) -> NaiveDate {
        match self {
            Self::Stop(date) | Self::Lock(date) | Self::Hold(date) => date,
        }
    }
}

impl Frequency {
    /// Of sessions with a pull, by their days.
    pub(super) fn of(
        asked: &Asked,
        sessions: &[NaiveDate],
        troubles: &[Trouble],
        (pain, stiffness): (&Compared, &Compared),
    ) -> Self {
        let (first, last, _) = asked.weeks();
        let count = |week: Seven| sessions.iter().filter(|day| week.holds(**day)).count();
        let [first_count, last_count] =
            [first, last].map(|week| u32::try_from(count(week)).unwrap_or(u32::MAX));
        let trouble = troubles.iter().any(|trouble| (first.from..=last.to).contains(&trouble.date()));
        let directions = [pain.direction, stiffness.direction];
        let reading = match last_count.cmp(&first_count) {
            _ if asked.is_new_course() || first.to >= last.from => Reading::TooSoon,
            std::cmp::Ordering::Equal if first_count == 0 => Reading::None,
            std::cmp::Ordering::Equal => Reading::Same,
            std::cmp::Ordering::Greater => Reading::Higher,
            std::cmp::Ordering::Less if trouble => Reading::FewerTrouble,
            std::cmp::Ordering::Less if directions.contains(&Some(Direction::Higher)) => Reading::FewerRose,
            std::cmp::Ordering::Less if directions.contains(&None) => Reading::FewerUnknown,
            std::cmp::Ordering::Less => Reading::FewerHeld,
        };
        Self { first: first_count, last: last_count, reading }
    }

    /// Whether it is read as good.
    pub fn is_good(&self) -> bool {
        self.reading == Reading::FewerHeld
    }

    /// The reading in words.
    pub fn why(&self) -> Message {
        Message::new(match self.reading {
            Reading::TooSoon => "trend-frequency-too-soon",
            Reading::None => "trend-frequency-none",
            Reading::Same => "trend-frequency-same",
            Reading::Higher => "trend-frequency-higher",
            Reading::FewerHeld => "trend-frequency-fewer-held",
            Reading::FewerTrouble => "trend-frequency-fewer-trouble",
            Reading::FewerRose => "trend-frequency-fewer-rose",
            Reading::FewerUnknown => "trend-frequency-fewer-unknown",
        })
    }
}
