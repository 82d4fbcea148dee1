//! | file | idea |
//! |---|---|
//! | `vectors` | the cases that every language runs |
//! | `properties` | what holds for any entries |
//! | `words` | what is said of a trend |
//! | `drawing` | where the parts of a chart lie |
//! | `pages` | benchmarks, frequency, observations, the first card |

mod drawing;
mod pages;
mod properties;
mod vectors;
mod words;

use chrono::{Days, NaiveDate};

use super::{Asked, DaySum, Measure};
use crate::journal::entry::Kind;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The day so many days before the one that the tests take for today.
fn back(days: u64) -> NaiveDate {
    date("2026-03-28").checked_sub_days(Days::new(days)).expect("a day")
}

fn measure(kind: Kind) -> Measure {
    Measure::of(kind).expect("a measure")
}

fn asked(days: u32) -> Asked {
    Asked::new(days, back(0), None).expect("asked")
}

/// One entry of `value` on each of the days.
fn told(days_back: impl IntoIterator<Item = u64>, value: i64) -> Vec<DaySum> {
    days_back.into_iter().map(|days| DaySum { date: back(days), sum: value * 1000, n: 1 }).collect()
}
