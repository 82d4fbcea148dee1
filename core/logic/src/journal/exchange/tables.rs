//! A table for each kind of entry, with the columns that the kind has: how an entry is a row, and a row an entry.

use std::borrow::Cow;

use super::cells::{CellRow, Cells, guarded, row, unguarded};
use super::incoming::{Draft, Incoming};
use super::place::{FileName, Place};
use super::when::When;
use crate::document::FieldError;
use crate::id::RecordId;
use crate::journal::entry::kind::Naming;
use crate::journal::entry::{Amount, Context, Entry, Kind, Quality, Scale, Side, Site};
use crate::time::Timestamp;

/// What the table of a kind is called.
pub fn table_file(kind: Kind) -> String {
    format!("{kind}{ENDING}")
}

/// The kind whose table is called so.
pub fn kind_of_file(name: &str) -> Option<Kind> {
    Kind::from_word(name.strip_suffix(ENDING)?)
}

const ENDING: &str = ".csv";

/// A column: the field that stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Kind,
    At,
    Name,
    Value,
    Unit,
    Site,
    Side,
    Quality,
    Context,
    Note,
}

use Column as C;

const COLUMNS: [(Column, &str); 11] = [
    (C::Id, "id"),
    (C::Kind, "kind"),
    (C::At, "at"),
    (C::Name, "name"),
    (C::Value, "value"),
    (C::Unit, "unit"),
    (C::Site, "site"),
    (C::Side, "side"),
    (C::Quality, "quality"),
    (C::Context, "context"),
    (C::Note, "note"),
];

impl Column {
    fn is_of(self, kind: Kind) -> bool {
        match self {
            C::Id | C::Kind | C::At | C::Note => true,
            C::Name => kind.naming() != Naming::No,
            C::Value => kind.scale() != Scale::Nothing,
            C::Unit => matches!(kind.scale(), Scale::ByUnit(_) | Scale::Quantity),
            C::Site | C::Side => kind.has_site(),
            C::Quality => kind.has_quality(),
            C::Context => kind.has_context(),
        }
    }

    /// The field's name, and in brackets what stands in it, which a reader passes over.
    fn heading(self, name: &str, kind: Kind) -> String {
        let hint = match (self, kind.scale()) {
            (C::Value, Scale::Whole(least, most)) => format!("{least} to {most}"),
            (C::Value, Scale::WholeOrNothing(least, most)) => format!("{least} to {most} or empty"),
            (C::Value, Scale::ByUnit(units)) => {
                or(units.iter().map(|(unit, least, most)| format!("{unit} {least} to {most}")))
            }
            (C::Value, Scale::Quantity) => "0 or more".to_owned(),
            (C::Unit, Scale::ByUnit(units)) => or(units.iter().map(|(unit, ..)| (*unit).to_owned())),
            (C::Context, _) => "words with a space between".to_owned(),
            _ => return name.to_owned(),
        };
        format!("{name} ({hint})")
    }
}

fn or(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" or ")
}

fn columns(kind: Kind) -> impl Iterator<Item = (Column, &'static str)> {
    COLUMNS.into_iter().filter(move |(column, _)| column.is_of(kind))
}

/// The first row of a kind's table, with its end.
pub fn table_header(kind: Kind) -> String {
    row(columns(kind).map(|(column, name)| column.heading(name, kind).into()))
}

/// An entry as a row of its kind's table, with its end.
pub fn table_row(id: RecordId, entry: &Entry) -> String {
    row(columns(entry.kind).map(|(column, _)| cell(column, id, entry)))
}

fn cell(column: Column, id: RecordId, entry: &Entry) -> Cow<'_, str> {
    let words = |text: &'_ Option<String>| text.as_deref().map(|text| guarded(text).into_owned());
    let cell = match column {
        C::Id => Some(id.to_string()),
        C::Kind => return entry.kind.word().into(),
        C::At => Some(entry.at.to_rfc3339()),
        C::Name => words(&entry.name),
        C::Value => entry.value.map(|value| value.number().to_string()),
        C::Unit => words(&entry.unit),
        C::Site => entry.site.map(|site| site.to_string()),
        C::Side => entry.side.map(|side| side.to_string()),
        C::Quality => entry.quality.map(|quality| quality.to_string()),
        C::Context => Some(entry.context.iter().map(|context| context.word()).collect::<Vec<_>>().join(" ")),
        C::Note => words(&entry.note),
    };
    cell.unwrap_or_default().into()
}

/// Reads a table. Where it has no column `kind`, `kind` is that of all its rows: what the table's name says.
pub fn read_table(
    bytes: &[u8],
    file: Option<&FileName>,
    kind: Option<Kind>,
    into: &mut Incoming,
) -> Result<(), FieldError> {
    let cells = Cells::open(bytes)?;
    let columns = columns_of(&cells.header, file)?;
    if kind.is_none() && !columns.contains(&C::Kind) {
        let allowed = "a column kind, or the name of a kind as the table's name";
        return Err(in_file(file, FieldError::new("kind", "missing", allowed)));
    }
    for CellRow { line, cells } in cells {
        into.one_more_row()?;
        let place = Place::line(file, line);
        match cells {
            Ok(cells) => match entry(&columns, &cells, kind) {
                Ok((id, entry)) => into.draft(Draft { place, id, when: When::Instant(entry.at), entry }),
                Err(problems) => into.problems_of(&place, problems),
            },
            Err(error) => into.problem(&place, error),
        }
    }
    Ok(())
}

fn columns_of(header: &[String], file: Option<&FileName>) -> Result<Vec<Column>, FieldError> {
    let mut columns = Vec::new();
    for (number, heading) in (1..).zip(header) {
        let name = heading.split(" (").next().unwrap_or_default();
        let known = COLUMNS.iter().find(|(_, known)| *known == name);
        let wrong = |message: &str, allowed: &str| {
            in_file(file, FieldError::new(format!("column {number}"), message, allowed))
        };
        let Some(&(column, _)) = known else {
            let names: Vec<&str> = COLUMNS.iter().map(|(_, name)| *name).collect();
            let allowed = format!("{}; a table of another program is read as such", names.join(", "));
            return Err(wrong("not a field of an entry", &allowed));
        };
        if columns.contains(&column) {
            return Err(wrong("stands there twice", "each field once"));
        }
        columns.push(column);
    }
    if columns.contains(&C::At) {
        return Ok(columns);
    }
    Err(in_file(file, FieldError::new("at", "missing", "a column for the moment of each entry")))
}

fn in_file(file: Option<&FileName>, error: FieldError) -> FieldError {
    let file = file.map(|file| format!("{file} ")).unwrap_or_default();
    FieldError { field: format!("{file}line 1: {}", error.field), ..error }
}

/// Everything that is wrong with the cells of a row, or what they tell.
fn entry(
    columns: &[Column],
    cells: &[String],
    kind: Option<Kind>,
) -> Result<(Option<RecordId>, Entry), Vec<FieldError>> {
    let cell = |column: Column| {
        let (_, cell) = columns.iter().zip(cells).find(|(known, _)| **known == column)?;
        // Words keep what is around them.
        let words = matches!(column, C::Name | C::Unit | C::Note);
        let cell = if words { cell.as_str() } else { cell.trim() };
        (!cell.is_empty()).then_some(cell)
    };
    let mut problems = Vec::new();
    let id = cell(C::Id).and_then(|cell| {
        let read = cell.parse().ok();
        noted(read, &mut problems, || FieldError::new("id", "not an id", "a UUID, or nothing"))
    });
    let kind = match cell(C::Kind) {
        Some(word) => known("kind", word, Kind::from_word, Kind::ALL, &mut problems),
        None => noted(kind, &mut problems, || FieldError::new("kind", "missing", words(Kind::ALL))),
    };
    let at = noted(cell(C::At).and_then(|cell| Timestamp::parse(cell).ok()), &mut problems, || {
        let message = if cell(C::At).is_some() { "not an instant" } else { "missing" };
        FieldError::new("at", message, "RFC 3339 with an offset")
    });
    let value = cell(C::Value).and_then(|cell| noted(amount(cell), &mut problems, not_a_number));
    let site = cell(C::Site).and_then(|word| known("site", word, Site::from_word, Site::ALL, &mut problems));
    let on = cell(C::Side).and_then(|word| known("side", word, Side::from_word, Side::ALL, &mut problems));
    let quality = cell(C::Quality)
        .and_then(|word| known("quality", word, Quality::from_word, Quality::ALL, &mut problems));
    let context = cell(C::Context)
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|word| known("context", word, Context::from_word, Context::ALL, &mut problems))
        .collect();
    let text = |column: Column| cell(column).map(unguarded);
    let (unit, name, note) = (text(C::Unit), text(C::Name), text(C::Note));
    match (kind, at) {
        (Some(kind), Some(at)) if problems.is_empty() => {
            Ok((id, Entry { kind, at, value, unit, site, side: on, quality, context, name, note }))
        }
        _ => Err(problems),
    }
}

/// What a cell says; where it says nothing that can be read, that is noted.
fn noted<T>(
    read: Option<T>,
    problems: &mut Vec<FieldError>,
    problem: impl FnOnce() -> FieldError,
) -> Option<T> {
    if read.is_none() {
        problems.push(problem());
    }
    read
}

/// One of the known words.
pub(super) fn known<T: Copy + std::fmt::Display>(
    field: &str,
    word: &str,
    from_word: impl FnOnce(&str) -> Option<T>,
    all: &[T],
    problems: &mut Vec<FieldError>,
) -> Option<T> {
    noted(from_word(word), problems, || FieldError::new(field, "not one of the known words", words(all)))
}

fn words<T: std::fmt::Display>(all: &[T]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A plain number: digits, a sign, a point.
pub(super) fn amount(cell: &str) -> Option<Amount> {
    let plain = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
    plain.then(|| cell.parse().ok().and_then(Amount::from_told)).flatten()
}

pub(super) fn not_a_number() -> FieldError {
    FieldError::new("value", "not a number", Amount::ALLOWED)
}
