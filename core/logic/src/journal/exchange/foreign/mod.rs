//! A table of another program: dates, measures, values, and what its words mean here.
//!
//! A long table has a row for each value, with the measure's name in a column. A wide one has a column for each measure
//! and a row for each day or moment; its measures are named by their columns.
//!
//! | file | answers |
//! |---|---|
//! | here | what does a person say about such a table? |
//! | `read` | which entries does it come to? |

mod read;

use std::collections::BTreeSet;

pub use read::read;

use super::when::DateFormat;
use crate::document::FieldError;
use crate::journal::entry::Kind;

/// Which column holds what, by the names in the first row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// The date, perhaps with its time.
    pub date: String,
    /// The time, where it has a column of its own.
    pub time: Option<String>,
    /// What was measured; none in a wide table.
    pub measure: Option<String>,
    /// How much; none in a wide table.
    pub value: Option<String>,
    /// The person's own words.
    pub note: Option<String>,
    /// Where it is felt, by the words of an entry.
    pub site: Option<String>,
    /// On which side, by the words of an entry.
    pub side: Option<String>,
}

/// What a measure of the other program becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    /// It is left out.
    Skipped,
    /// Entries of a kind.
    Entries {
        /// The kind.
        kind: Kind,
        /// The name of the medicine, the activity, the movement, or the id of the symptom. Where the kind needs a name
        /// and none is given, the measure's own.
        name: Option<String>,
    },
}

/// What a person says about a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Which column holds what.
    pub columns: Columns,
    /// What each measure becomes, by its name there.
    pub measures: Vec<(String, Becomes)>,
    /// How dates are written; RFC 3339 or `YYYY-MM-DD` without it.
    pub date_format: Option<String>,
}

impl Mapping {
    /// Everything that is wrong with it, whatever the table.
    pub fn problems(&self) -> Vec<FieldError> {
        let Columns { measure, value, .. } = &self.columns;
        let mut problems = Vec::new();
        if self.columns.date.trim().is_empty() {
            problems.push(FieldError::new(
                "columns.date",
                "missing",
                "the name of the column with the dates",
            ));
        }
        if measure.is_some() != value.is_some() {
            let field = if measure.is_some() { "columns.value" } else { "columns.measure" };
            let allowed = "both measure and value, or neither where each measure has a column of its own";
            problems.push(FieldError::new(field, "missing", allowed));
        }
        if self.measures.is_empty() && measure.is_none() {
            let allowed = "at least one, where each measure has a column of its own";
            problems.push(FieldError::new("measures", "missing", allowed));
        }
        let mut names = BTreeSet::new();
        if !self.measures.iter().all(|(name, _)| names.insert(name.trim())) {
            problems.push(FieldError::new("measures", "a measure stands there twice", "each measure once"));
        }
        problems.extend(DateFormat::new(self.date_format.as_deref()).err());
        problems
    }
}
