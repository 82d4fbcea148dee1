//! The record as tables (RFC 4180), one for each kind of thing and of entry, in a folder. Dates are ISO 8601, units stand in
//! the headers, and no cell begins a formula.
//!
//! | file | idea |
//! |---|---|
//! | here | which tables there are, and which thing goes where |
//! | `columns` | the columns of each table |
//! | `session` | the columns of sessions |
//! | `cell` | how values become cells |

mod cell;
mod columns;
mod session;

use std::borrow::Cow;

use nape_logic::journal::exchange::{kind_of_file, row, table_file, table_header, table_row};
use nape_logic::text::Message;

use super::Say;
use super::record::{Item, Scope};
use crate::store::StoreError;
use crate::store::exchange::NewFolder;

/// A table: its name, its columns.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
}

const TABLES: &[&Table] = &[
    &ABOUT,
    &columns::COURSES,
    &columns::PLANS,
    &columns::CONTACTS,
    &columns::REVIEWS,
    &columns::CLEARANCES,
    &columns::LOCKS,
    &columns::TELLINGS,
    &columns::FORMS,
    &columns::ANSWERS,
    &session::SESSIONS,
];
const ABOUT: Table = Table { name: "about_this_report.csv", columns: &["what", "value"] };

/// Whether a report, or an export of entries, makes tables of this name.
pub fn is_table(name: &str) -> bool {
    kind_of_file(name).is_some() || TABLES.iter().any(|table| table.name == name)
}

/// Tables that are being written. The folder takes its place only with [`CsvReport::finish`].
pub struct CsvReport<'s> {
    folder: NewFolder,
    say: Say<'s>,
}

impl<'s> CsvReport<'s> {
    /// Begins every table, so that one without rows is there too.
    pub fn begin(folder: NewFolder, scope: &Scope, say: Say<'s>) -> Result<Self, StoreError> {
        let mut report = Self { folder, say };
        for table in TABLES {
            report.folder.begin(table.name, &header(table))?;
        }
        for [what, value] in about(scope, say) {
            report.row(&ABOUT, [what.into(), value.into()])?;
        }
        Ok(report)
    }

    /// Writes one thing.
    pub fn take(&mut self, item: &Item) -> Result<(), StoreError> {
        match item {
            Item::Course(course) => self.row(&columns::COURSES, columns::course(course)),
            Item::Plan(plan) => self.row(&columns::PLANS, columns::plan(plan)),
            Item::Contact(contact) => self.row(&columns::CONTACTS, columns::contact(contact)),
            Item::Review(review) => self.row(&columns::REVIEWS, columns::review(review)),
            Item::Clearance(clearance) => self.row(&columns::CLEARANCES, columns::clearance(clearance)),
            Item::Lock(lock) => self.row(&columns::LOCKS, columns::lock(lock, self.say)),
            Item::Telling(telling) => self.row(&columns::TELLINGS, columns::telling(telling)),
            Item::Form(form) => {
                self.row(&columns::FORMS, columns::form(form))?;
                columns::answers(form).try_for_each(|cells| self.row(&columns::ANSWERS, cells))
            }
            Item::Session(told) => self.row(&session::SESSIONS, session::session(told)),
            Item::Entry(entry) => {
                let kind = entry.entry.kind;
                let row = table_row(entry.id, &entry.entry);
                self.folder.row(&table_file(kind), || table_header(kind), &row)
            }
        }
    }

    /// The folder takes its place.
    pub fn finish(self) -> Result<(), StoreError> {
        self.folder.finish()
    }

    fn row<'a>(
        &mut self,
        table: &Table,
        cells: impl IntoIterator<Item = Cow<'a, str>>,
    ) -> Result<(), StoreError> {
        self.folder.row(table.name, || header(table), &row(cells))
    }
}

fn header(table: &Table) -> String {
    row(table.columns.iter().map(|name| (*name).into()))
}

fn about(scope: &Scope, say: Say<'_>) -> Vec<[String; 2]> {
    let person = &scope.person;
    let rows = [
        ("from", Some(scope.period.from.to_string())),
        ("to", Some(scope.period.to.to_string())),
        ("made", Some(scope.made.to_rfc3339())),
        ("journal", Some(scope.journal.to_string())),
        ("name", person.name.as_deref().map(|name| cell::words(name).into_owned())),
        ("born", person.born.map(|born| born.to_string())),
        ("record number", person.record_number.as_deref().map(|number| cell::words(number).into_owned())),
        ("demonstration", Some(scope.demonstration.to_string())),
        ("program", Some(concat!("Nape ", env!("CARGO_PKG_VERSION")).to_owned())),
        ("questions and rules", Some(scope.content_version.clone())),
        ("not clinically reviewed", Some(say(&Message::new("about-not-reviewed")))),
    ];
    rows.into_iter().filter_map(|(what, value)| Some([what.to_owned(), value?])).collect()
}
