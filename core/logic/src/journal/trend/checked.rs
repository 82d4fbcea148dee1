//! A trend from a document alone, so that every language can be held against the same cases.

use chrono::NaiveDate;
use serde::Deserialize;

use super::compared::Asked;
use super::day::{Told, by_day};
use super::measure::Measure;
use super::over_days::{Trend, trend};
use crate::document::{FieldError, from_json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    measure: Measure,
    days: u32,
    today: NaiveDate,
    #[serde(default)]
    course_started: Option<NaiveDate>,
    entries: Vec<Told>,
}

/// The trend of a JSON document `{"measure","days","today","course_started"?,"entries":[{"at","value"}]}`.
pub fn check(document: &[u8]) -> Result<Trend, FieldError> {
    let Document { measure, days, today, course_started, entries } = from_json(document)?;
    Ok(trend(measure, &Asked::new(days, today, course_started)?, &by_day(&entries)))
}
