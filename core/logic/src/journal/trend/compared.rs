//! The first week against the last one, and what may be said of that.
//!
//! *First* and *last* `[D]`: the last window is the seven days that end today. The first one is the first seven days of
//! the open course (P1, P30), also where they lie before the days that were asked for; where no course is open, or its
//! first week is not over, the first seven of the days asked for. The two may share days; where they are the same seven
//! days, or fewer than seven were asked for, there is nothing to compare.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::exact::{Exact, difference, number};
use super::measure::Goal;
use super::week::{DAYS_OF_WEEK_NEEDED, Seven, WEEK, Week};
use crate::document::FieldError;
use crate::text::Message;

/// A change of pain by so many points on a 7-day mean is called meaningful (P30, section 6 [D]).
pub const MEANINGFUL_FROM: i32 = 2;
/// The most days that are looked back on: ten years (own decision [D]).
pub const DAYS_MAX: u32 = 3660;

/// The days that are looked back on; made by [`Asked::new`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    days: u32,
    today: NaiveDate,
    course_started: Option<NaiveDate>,
}

/// What the first week is the first week of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// The open course.
    Course,
    /// The days that were asked for.
    Days,
}

/// Where the last week lies next to the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Below it.
    Lower,
    /// Above it.
    Higher,
    /// Neither.
    Same,
}

/// What may be said of a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Fewer than seven days were asked for.
    NoFullWeek,
    /// The first and the last week are the same.
    OneWeek,
    /// The first or the last week has too few days with an entry.
    FewDays,
    /// The course's first week is not over, so there is no baseline to judge against.
    NewCourse,
    /// A direction at most.
    NoClearChange,
    /// Pain changed by [`MEANINGFUL_FROM`] or more.
    Meaningful,
}

/// Two weeks next to each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Compared {
    /// What `first` is the first week of.
    pub baseline: Baseline,
    /// The first week; absent where fewer than seven days were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Week>,
    /// The last week; absent likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<Week>,
    /// The last week's mean less the first one's; absent where either has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<f64>,
    /// The same as a word; absent where both weeks are the same days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Whether the change may be called so: of pain only (P30).
    pub meaningful: bool,
    /// What may be said of it.
    pub reason: Reason,
}

impl Asked {
    /// The last `days` days up to `today`, of a person whose open course began on `course_started`.
    pub fn new(days: u32, today: NaiveDate, course_started: Option<NaiveDate>) -> Result<Self, FieldError> {
        if !(1..=DAYS_MAX).contains(&days) {
            return Err(FieldError::new(
                "days",
                "out of range",
                format!("a whole number from 1 to {DAYS_MAX}"),
            ));
        }
        Ok(Self { days, today, course_started })
    }

    /// The first of the days asked for.
    pub fn from(&self) -> NaiveDate {
        self.today.checked_sub_days(Days::new(u64::from(self.days) - 1)).unwrap_or(NaiveDate::MIN)
    }

    /// The last one.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// The days whose entries are needed, each span with its first and its last one: the days asked for, and before them
    /// as much of the course's first week as lies there. What is between was asked by nobody, be it ten years.
    pub fn spans(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let from = self.from();
        let before = from.pred_opt().zip(self.course_started.filter(|started| *started < from));
        let first_week = before.map(|(before, started)| (started, Seven::from(started).to.min(before)));
        first_week.into_iter().chain([(from, self.today)]).collect()
    }

    /// The first week and the last one, and what the first one is the first week of.
    pub(super) fn weeks(&self) -> (Seven, Seven, Baseline) {
        let last = Seven::to(self.today);
        match self.course_started.map(Seven::from) {
            Some(first) if first.to <= self.today => (first, last, Baseline::Course),
            _ => (Seven::from(self.from()), last, Baseline::Days),
        }
    }

    /// Whether a course is open whose first week is not over.
    pub(super) fn is_new_course(&self) -> bool {
        self.course_started.is_some_and(|started| Seven::from(started).to > self.today)
    }

    /// Whether there is a full week at all.
    pub(super) fn has_a_week(&self) -> bool {
        u64::from(self.days) >= WEEK
    }
}

/// The weeks of what each day counts with. Only pain has a change that can be meaningful.
pub(super) fn compare(asked: &Asked, days: &[(NaiveDate, Exact)], of_pain: bool) -> Compared {
    let (first, last, baseline) = asked.weeks();
    let one_week = first == last;
    let weeks = asked.has_a_week().then(|| (first.of(days), last.of(days)));
    let change = weeks.and_then(|((_, first), (_, last))| Some(difference(last?, first?)));
    let reason = if !asked.has_a_week() {
        Reason::NoFullWeek
    } else if asked.is_new_course() {
        Reason::NewCourse
    } else if one_week {
        Reason::OneWeek
    } else {
        judged(change, of_pain)
    };
    Compared {
        baseline,
        first: weeks.map(|((first, _), _)| first),
        last: weeks.map(|(_, (last, _))| last),
        change: change.map(number),
        direction: change.filter(|_| !one_week).map(direction),
        meaningful: reason == Reason::Meaningful,
        reason,
    }
}

fn judged(change: Option<Exact>, of_pain: bool) -> Reason {
    let limit = Exact::from(i128::from(MEANINGFUL_FROM));
    match change {
        None => Reason::FewDays,
        Some(change) if of_pain && (change >= limit || change <= -limit) => Reason::Meaningful,
        Some(_) => Reason::NoClearChange,
    }
}

fn direction(change: Exact) -> Direction {
    match change.cmp(&Exact::from(0)) {
        std::cmp::Ordering::Less => Direction::Lower,
        std::cmp::Ordering::Greater => Direction::Higher,
        std::cmp::Ordering::Equal => Direction::Same,
    }
}

impl Direction {
    /// Its word in messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::Same => "same",
        }
    }

    /// Whether it is the one that is hoped for.
    pub fn is_hoped_for(self, goal: Goal) -> bool {
        matches!((self, goal), (Self::Lower, Goal::Lower) | (Self::Higher, Goal::Higher))
    }
}

impl Compared {
    /// The reason in words: a direction at most, and never a cause.
    pub fn why(&self) -> Message {
        let word = self.direction.unwrap_or(Direction::Same).word();
        match (self.reason, self.baseline) {
            (Reason::NoFullWeek, _) => Message::new("trend-why-no-full-week"),
            (Reason::OneWeek, _) => Message::new("trend-why-one-week"),
            (Reason::FewDays, _) => {
                Message::new("trend-why-few-days").number("limit", f64::from(DAYS_OF_WEEK_NEEDED))
            }
            (Reason::NewCourse, _) => Message::new("trend-why-new-course"),
            (Reason::NoClearChange, Baseline::Days) => {
                Message::new("trend-why-no-clear-change").text("direction", word)
            }
            (Reason::NoClearChange, Baseline::Course) => {
                Message::new("trend-why-no-clear-change-in-course").text("direction", word)
            }
            (Reason::Meaningful, _) => Message::new("trend-why-meaningful")
                .text("direction", word)
                .number("limit", f64::from(MEANINGFUL_FROM)),
        }
    }
}
