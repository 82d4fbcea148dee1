//! What a person asks to be reminded at.

use chrono::{NaiveDate, NaiveTime, Weekday};

/// Intervals are no shorter than this (own decision `[D]`).
pub const LEAST_INTERVAL: u32 = 15;
/// Nobody has more rules than this; each one more makes a plan longer (own decision `[D]`).
pub const MOST_RULES: usize = 1_000;

/// No plan is of more times than this, those that do not ring included: it would not fit into a phone's memory (own decision
/// `[D]`).
pub const MOST_TIMES: u64 = 3_000_000;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// At which civil times.
    pub times: Times,
    /// On whose clock.
    pub zone: ZonePolicy,
    /// The first day, that one included.
    pub start: Option<NaiveDate>,
    /// The last day, that one included.
    pub end: Option<NaiveDate>,
    /// Only the first so many, counted from `start`; those that are past or suppressed count too.
    pub count: Option<u32>,
}

/// The civil times of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Times {
    /// Every day at a time.
    Daily(NaiveTime),
    /// On some days of the week, at a time.
    Weekly {
        /// When.
        time: NaiveTime,
        /// On which days, in the order of the week and each once.
        weekdays: Vec<Weekday>,
    },
    /// The start of the window, then each so many minutes up to and including its end; anew each day.
    Interval {
        /// How many minutes of civil time, at least [`LEAST_INTERVAL`].
        every_minutes: u32,
        /// From when.
        from: NaiveTime,
        /// Until when, not before `from`.
        until: NaiveTime,
    },
    /// Once.
    Once {
        /// On this day.
        date: NaiveDate,
        /// When.
        time: NaiveTime,
    },
}

/// Whose clock a rule lives on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZonePolicy {
    /// The phone's, wherever it is.
    Floating,
    /// That of a zone, by its IANA name.
    Fixed(String),
}
