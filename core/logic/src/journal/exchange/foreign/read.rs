//! Which entries does a table of another program come to?

use std::collections::BTreeMap;

use super::{Becomes, Columns, Mapping};
use crate::document::FieldError;
use crate::journal::entry::kind::Naming;
use crate::journal::entry::{Amount, Entry, Kind, Scale, Side, Site};
use crate::journal::exchange::cells::{CellRow, Cells};
use crate::journal::exchange::incoming::{Draft, Incoming, Measure};
use crate::journal::exchange::place::Place;
use crate::journal::exchange::tables::{amount, known, not_a_number};
use crate::journal::exchange::when::{DateFormat, When};
use crate::time::Timestamp;

/// Reads a table by its mapping, whose problems are told first.
pub fn read(bytes: &[u8], mapping: &Mapping, into: &mut Incoming) -> Result<(), Vec<FieldError>> {
    let problems = mapping.problems();
    if !problems.is_empty() {
        return Err(problems);
    }
    let one = |error: FieldError| vec![error];
    let cells = Cells::open(bytes).map_err(one)?;
    let dates = DateFormat::new(mapping.date_format.as_deref()).map_err(one)?;
    let columns = Places::find(&mapping.columns, &cells.header)?;
    let mut table = Table { mapping, dates, columns, comma_is_a_point: cells.delimiter != b',', into };
    let columns = table.measured_columns(&cells.header)?;
    let mut measures = Measures::new();
    // A measure that no row tells of is shown too.
    for name in
        mapping.measures.iter().map(|(name, _)| name.trim()).chain(columns.iter().map(|(_, name)| &**name))
    {
        table.measure(name, &mut measures);
    }
    for CellRow { line, cells } in cells {
        table.into.one_more_row().map_err(one)?;
        let place = Place::line(None, line);
        match cells {
            Ok(cells) if table.is_long() => table.long_row(&place, &cells, &mut measures),
            Ok(cells) => table.wide_row(&place, &cells, &columns, &mut measures),
            Err(error) => table.into.problem(&place, error),
        }
    }
    into.found(measures.into_values().collect());
    Ok(())
}

/// Where the named columns stand.
struct Places {
    date: usize,
    time: Option<usize>,
    measure: Option<usize>,
    value: Option<usize>,
    note: Option<usize>,
    site: Option<usize>,
    side: Option<usize>,
}

impl Places {
    fn find(columns: &Columns, header: &[String]) -> Result<Self, Vec<FieldError>> {
        let mut problems = Vec::new();
        let mut of = |field: &str, name: Option<&String>| {
            let found = column(&format!("columns.{field}"), name?, header);
            found.map_err(|error| problems.push(error)).ok()
        };
        let places = Self {
            date: of("date", Some(&columns.date)).unwrap_or_default(),
            time: of("time", columns.time.as_ref()),
            measure: of("measure", columns.measure.as_ref()),
            value: of("value", columns.value.as_ref()),
            note: of("note", columns.note.as_ref()),
            site: of("site", columns.site.as_ref()),
            side: of("side", columns.side.as_ref()),
        };
        if problems.is_empty() { Ok(places) } else { Err(problems) }
    }

    fn holds(&self, index: usize) -> bool {
        self.date == index || [self.time, self.note, self.site, self.side].contains(&Some(index))
    }
}

/// The one column of this name.
fn column(field: &str, name: &str, header: &[String]) -> Result<usize, FieldError> {
    let mut named = (0..).zip(header).filter(|(_, heading)| **heading == name.trim()).map(|(index, _)| index);
    let wrong =
        |message: &str| FieldError::new(field, message, "the name of one column, as the first row has it");
    match (named.next(), named.next()) {
        (Some(index), None) => Ok(index),
        (Some(_), Some(_)) => Err(wrong("two columns have this name")),
        (None, _) => Err(wrong("no column has this name")),
    }
}

struct Table<'a> {
    mapping: &'a Mapping,
    dates: DateFormat,
    columns: Places,
    /// Where commas divide no cells they may stand before decimals.
    comma_is_a_point: bool,
    into: &'a mut Incoming,
}

/// The measures of a table by their names there.
type Measures = BTreeMap<String, Measure>;

impl Table<'_> {
    fn is_long(&self) -> bool {
        self.columns.measure.is_some()
    }

    fn becomes(&self, measure: &str) -> Option<&Becomes> {
        self.mapping.measures.iter().find(|(name, _)| name.trim() == measure).map(|(_, becomes)| becomes)
    }

    /// The columns of a wide table that measures may stand in: the mapped ones, which must be there, and all others that
    /// hold nothing else, so that a person sees what they may have forgotten.
    fn measured_columns(&self, header: &[String]) -> Result<Vec<(usize, String)>, Vec<FieldError>> {
        if self.is_long() {
            return Ok(Vec::new());
        }
        let named = |(index, (name, _)): (usize, &(String, _))| {
            column(&format!("measures[{index}]"), name, header).err()
        };
        let problems: Vec<FieldError> = self.mapping.measures.iter().enumerate().filter_map(named).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let free = |(index, name): &(usize, &String)| !self.columns.holds(*index) && !name.is_empty();
        let columns = header.iter().enumerate().filter(free).map(|(index, name)| (index, name.clone()));
        Ok(columns.collect())
    }

    fn measure<'m>(&self, name: &str, measures: &'m mut Measures) -> &'m mut Measure {
        measures.entry(name.to_owned()).or_insert_with(|| {
            let (kind, skipped) = match self.becomes(name) {
                Some(Becomes::Entries { kind, .. }) => (Some(*kind), false),
                Some(Becomes::Skipped) => (None, true),
                None => (None, false),
            };
            Measure { name: name.to_owned(), rows: 0, kind, skipped }
        })
    }

    fn long_row(&mut self, place: &Place, cells: &[String], measures: &mut Measures) {
        let Some(name) = filled(self.columns.measure, cells) else {
            let error = FieldError::new("measure", "missing", "the name of a measure");
            return self.into.problem(place, error);
        };
        self.measure(name, measures).rows += 1;
        let value = filled(self.columns.value, cells).unwrap_or_default();
        match self.becomes(name).cloned() {
            None => {
                let allowed = "a measure that is mapped to a kind of entries, or left out";
                self.into.unmapped(place, FieldError::new("measure", "not mapped", allowed));
            }
            Some(Becomes::Skipped) => {}
            Some(Becomes::Entries { kind, name: called }) => {
                let note = words(self.columns.note, cells);
                self.entry(place, cells, Told { kind, measure: name, called, value, note });
            }
        }
    }

    fn wide_row(
        &mut self,
        place: &Place,
        cells: &[String],
        columns: &[(usize, String)],
        measures: &mut Measures,
    ) {
        for (index, name) in columns {
            let Some(value) = filled(Some(*index), cells) else { continue };
            self.measure(name, measures).rows += 1;
            if let Some(Becomes::Entries { kind, name: called }) = self.becomes(name).cloned() {
                let place = Place { column: Some(index + 1), ..place.clone() };
                self.entry(&place, cells, Told { kind, measure: name, called, value, note: None });
            }
        }
        // What was written about the day is written once.
        if let Some(note) = words(self.columns.note, cells) {
            let place = Place { column: self.columns.note.map(|index| index + 1), ..place.clone() };
            let told = Told { kind: Kind::Note, measure: "", called: None, value: "", note: Some(note) };
            self.entry(&place, cells, told);
        }
    }

    /// Makes an entry of what a row tells, or notes everything that is wrong with it.
    fn entry(&mut self, place: &Place, cells: &[String], told: Told<'_>) {
        let Told { kind, measure, called, value, note } = told;
        let mut problems = Vec::new();
        let date = filled(Some(self.columns.date), cells).unwrap_or_default();
        let time = filled(self.columns.time, cells);
        let when = self.dates.read(date, time).map_err(|error| problems.push(error)).ok();
        let (value, note) = match kind.scale() {
            // Words are this kind's value.
            Scale::Nothing => {
                let words = Some(value).filter(|value| !value.is_empty()).map(str::to_owned);
                (None, words.into_iter().chain(note).reduce(|words, note| format!("{words}\n{note}")))
            }
            _ if value.is_empty() => (None, note),
            _ => {
                let number = self.number(value);
                if number.is_none() {
                    problems.push(not_a_number());
                }
                (number, note)
            }
        };
        let felt = if kind.has_site() { self.felt(cells, &mut problems) } else { (None, None) };
        let name = called.or_else(|| (kind.naming() == Naming::Required).then(|| measure.to_owned()));
        let Some(when) = when.filter(|_| problems.is_empty()) else {
            return self.into.problems_of(place, problems);
        };
        let at = match when {
            When::Instant(at) => Some(at),
            // Any will do until the zone is known.
            When::Civil(_) => Timestamp::from_unix_millis(0, 0),
        };
        let Some(at) = at else { return };
        let (site, on) = felt;
        let entry = Entry {
            kind,
            at,
            value,
            unit: None,
            site,
            side: on,
            quality: None,
            context: Vec::new(),
            name,
            note,
        };
        self.into.draft(Draft { place: place.clone(), id: None, when, entry });
    }

    /// Where it is felt, by the words of an entry in whatever case.
    fn felt(&self, cells: &[String], problems: &mut Vec<FieldError>) -> (Option<Site>, Option<Side>) {
        let word = |column| filled(column, cells).map(|text| text.to_lowercase().replace(' ', "_"));
        let site = word(self.columns.site)
            .and_then(|word| known("site", &word, Site::from_word, Site::ALL, problems));
        let on = word(self.columns.side)
            .and_then(|word| known("side", &word, Side::from_word, Side::ALL, problems));
        (site, on)
    }

    fn number(&self, cell: &str) -> Option<Amount> {
        if self.comma_is_a_point { amount(&cell.replace(',', ".")) } else { amount(cell) }
    }
}

/// What stands in a cell, where anything does.
fn filled(column: Option<usize>, cells: &[String]) -> Option<&str> {
    cells.get(column?).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

/// The person's own words, with what is around them.
fn words(column: Option<usize>, cells: &[String]) -> Option<String> {
    filled(column, cells)?;
    Some(cells.get(column?)?.replace("\r\n", "\n"))
}

/// What one row or cell tells of a measure.
struct Told<'a> {
    kind: Kind,
    measure: &'a str,
    called: Option<String>,
    value: &'a str,
    note: Option<String>,
}
