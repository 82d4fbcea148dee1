//! Where in which file is what wrong?

use std::sync::Arc;

use crate::document::FieldError;

/// The name of one file of several, without its folder.
pub type FileName = Arc<str>;

/// Where a row stands, so that a person finds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// In which file, where there are several.
    pub file: Option<FileName>,
    /// On which line, from 1.
    pub line: u64,
    /// In which column, from 1, where a row holds several entries.
    pub column: Option<usize>,
}

impl Place {
    /// A line of a file.
    pub fn line(file: Option<&FileName>, line: u64) -> Self {
        Self { file: file.cloned(), line, column: None }
    }

    /// The field as a problem names it: `pain.csv line 3: value`.
    fn of(&self, field: &str) -> String {
        let file = self.file.as_ref().map(|file| format!("{file} ")).unwrap_or_default();
        let column = self.column.map(|column| format!(", column {column}")).unwrap_or_default();
        let field = if field == "." { String::new() } else { format!(": {field}") };
        format!("{file}line {}{column}{field}", self.line)
    }
}

/// What is wrong with rows: the first hundred problems in the order of the rows, and how many there are.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    found: Vec<(Place, FieldError)>,
    total: usize,
}

impl Problems {
    /// So many are told; the others are counted.
    pub const TOLD: usize = 100;

    /// One more. Those of one reading come in the order of the rows.
    pub fn add(&mut self, place: &Place, error: FieldError) {
        self.total += 1;
        if self.found.len() < Self::TOLD {
            self.found.push((place.clone(), error));
        }
    }

    /// Those of another reading of the same rows.
    pub fn and(&mut self, others: &Self) {
        self.total += others.total;
        self.found.extend(others.found.iter().cloned());
        self.found.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.found.truncate(Self::TOLD);
    }

    /// How many there are, told or not.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The first hundred, each with its place in front of its field; behind them, where there are more, how many.
    pub fn told(&self) -> Vec<FieldError> {
        let named = |(place, error): &(Place, FieldError)| FieldError {
            field: place.of(&error.field),
            ..error.clone()
        };
        let mut told: Vec<FieldError> = self.found.iter().map(named).collect();
        let more = self.total - told.len();
        if more > 0 {
            told.push(FieldError::new(
                "file",
                format!("{more} more are wrong"),
                "those above put right first",
            ));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(field: &str) -> FieldError {
        FieldError::new(field, "wrong", "right")
    }

    #[test]
    fn a_problem_is_named_by_file_line_column_and_field() {
        let mut place = Place::line(None, 3);
        assert_eq!(place.of("value"), "line 3: value");
        assert_eq!(place.of("."), "line 3");
        place.file = Some("pain.csv".into());
        place.column = Some(2);
        assert_eq!(place.of("value"), "pain.csv line 3, column 2: value");
    }

    #[test]
    fn the_first_hundred_are_told_in_the_order_of_the_rows_and_the_others_counted() {
        let (mut even, mut odd) = (Problems::default(), Problems::default());
        for line in 1..=300 {
            let problems = if line % 2 == 0 { &mut even } else { &mut odd };
            problems.add(&Place::line(None, line), error("value"));
        }
        even.and(&odd);
        let told = even.told();
        let lines: Vec<String> = (1..=100).map(|line| format!("line {line}: value")).collect();
        assert_eq!(told.iter().take(100).map(|error| error.field.clone()).collect::<Vec<_>>(), lines);
        assert_eq!((told.len(), told[100].message.as_str()), (101, "200 more are wrong"));
        assert_eq!(Problems::default().told(), []);
    }
}
