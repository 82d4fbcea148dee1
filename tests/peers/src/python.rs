//! SQLite as another language's usual library has it: Python's `sqlite3`, without encryption, on the same tables.
//!
//! A process of its own takes one line after the other and answers each with the nanoseconds that its work took, so that
//! it can take turns with the journal.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::journal;
use crate::raw::Connection;

const PROGRAM: &str = include_str!("python.py");

/// The running process.
#[derive(Debug)]
pub struct Python {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Python {
    /// None where there is no Python here, or one without SQLite's index of words.
    ///
    /// `plain` is a database that is not there yet; it gets the tables of `journal`, and all its entries.
    pub fn start(plain: &Path, journal: &Connection) -> Option<Self> {
        let mut child = Command::new("python3")
            .args(["-c", PROGRAM])
            .arg(plain)
            .arg(list(&journal::OF_AN_ENTRY))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (asks, answers) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        let mut python = Self { child, asks, answers };
        let mut schema = Vec::new();
        journal.prepare(TABLES).each(&[], |row| schema.push(text(row.bytes(0))));
        python.answer(&format!("{:?}", schema.join(";")))?;
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
        self.answer(entry).expect("Python goes on")
    }

    /// The sums by day of a kind of entries.
    pub fn day_sums(&mut self, kind: &str, first: i64, last: i64) -> Duration {
        self.answer(&format!("[\"{kind}\", {first}, {last}]")).expect("Python goes on")
    }

    fn answer(&mut self, line: &str) -> Option<Duration> {
        writeln!(self.asks, "{line}").and_then(|()| self.asks.flush()).ok()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).ok()?;
        answer.trim().parse().ok().map(Duration::from_nanos)
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // It holds nothing that anybody needs.
        let _ = self.child.kill();
        let _ = self.child.wait();
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
