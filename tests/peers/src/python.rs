//! SQLite as another language's usual library has it: Python's `sqlite3`, without encryption, on the same tables.
//!
//! A process of its own takes one line after the other and answers each with the nanoseconds that its work took, so that
//! it can take turns with the journal.

use std::path::Path;
use std::time::Duration;

use crate::answering::Answering;
use crate::journal;
use crate::raw::Connection;

const PROGRAM: &str = include_str!("python.py");

/// The running process.
#[derive(Debug)]
pub struct Python(Answering);

impl Python {
    /// None where there is no Python here, or one without SQLite's index of words.
    ///
    /// `plain` is a database that is not there yet; it gets the tables of `journal`, and all its entries.
    pub fn start(plain: &Path, journal: &Connection) -> Option<Self> {
        let list = list(&journal::OF_AN_ENTRY);
        let mut python = Self(Answering::python(PROGRAM, [plain.as_os_str(), list.as_ref()])?);
        let mut schema = Vec::new();
        journal.prepare(TABLES).each(&[], |row| schema.push(text(row.bytes(0))));
        python.0.answer(&format!("{:?}", schema.join(";")))?;
        // Of the other tables only who writes: sums by day ask for nothing more.
        let path = plain.to_str()?;
        journal.run(&format!("PRAGMA foreign_keys = OFF; ATTACH '{path}' AS plain KEY ''"));
        for table in ["origin", "journal", "entry"] {
            journal.run(&format!("INSERT INTO plain.{table} SELECT * FROM main.{table}"));
        }
        journal.run("DETACH plain; PRAGMA foreign_keys = ON");
        Some(python)
    }

    /// An entry's statements in one transaction; `entry` is a JSON object of what is bound.
    pub fn commit(&mut self, entry: &str) -> Duration {
        self.0.answer(entry).expect("Python goes on")
    }

    /// The sums by day of a kind of entries.
    pub fn day_sums(&mut self, kind: &str, first: i64, last: i64) -> Duration {
        self.0.answer(&format!("[\"{kind}\", {first}, {last}]")).expect("Python goes on")
    }
}

/// The tables that an entry goes into, with their indexes. Older libraries know no `secure-delete` of the index of words.
const TABLES: &str = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
    AND tbl_name IN ('origin', 'journal', 'record_version', 'entry', 'entry_text') ORDER BY rowid";

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("a text")
}

/// Texts as JSON.
fn list(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
    format!("[{}]", texts.join(", "))
}
