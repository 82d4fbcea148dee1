//! The record as one JSON document, written thing after thing. Its schema is `docs/schemas/report.schema.json`.
//!
//! | file | idea |
//! |---|---|
//! | here | the document: its head, and a list for each kind of thing |
//! | `rows` | each kind of thing as other programs read it |
//! | `session` | the same of a session |

mod rows;
mod session;

use serde::Serialize;

use super::record::{Item, Scope};
use super::{Out, Say};
use crate::store::StoreError;

/// A document that is being written. It is one only after [`JsonReport::finish`].
pub struct JsonReport<'o, 's> {
    out: &'o mut dyn Out,
    say: Say<'s>,
    open: usize,
    has_one: bool,
    buffer: Vec<u8>,
}

impl<'o, 's> JsonReport<'o, 's> {
    /// Writes the head.
    pub fn begin(out: &'o mut dyn Out, scope: &Scope, say: Say<'s>) -> Result<Self, StoreError> {
        let mut report = Self { out, say, open: 0, has_one: false, buffer: Vec::new() };
        let overdue: Vec<rows::OverdueRow> = scope.overdue.iter().map(rows::OverdueRow::from).collect();
        report.text("{\"report\":");
        report.value(&rows::HeadRow::of(scope, say));
        report.text(",\n\"overdue_reviews\":");
        report.value(&overdue);
        report.text(&format!(",\n\"{}\":[", Item::KINDS[0]));
        report.flush()?;
        Ok(report)
    }

    /// Writes one thing.
    pub fn take(&mut self, item: &Item) -> Result<(), StoreError> {
        self.open_list(item.place());
        self.text(if self.has_one { ",\n" } else { "\n" });
        self.has_one = true;
        match item {
            Item::Course(course) => self.value(&rows::CourseRow::from(course)),
            Item::Plan(plan) => self.value(&rows::PlanRow::from(&**plan)),
            Item::Contact(contact) => self.value(&rows::ContactRow::from(contact)),
            Item::Review(review) => self.value(&rows::ReviewRow::from(review)),
            Item::Clearance(clearance) => self.value(&rows::ClearanceRow::from(clearance)),
            Item::Lock(lock) => self.value(&rows::LockRow::of(lock, self.say)),
            Item::Telling(telling) => self.value(&rows::TellingRow::from(&**telling)),
            Item::Form(form) => self.value(&rows::FormRow::from(&**form)),
            Item::Session(told) => self.value(&session::SessionRow::from(&**told)),
            Item::Entry(entry) => self.value(&rows::EntryRow::from(&**entry)),
        }
        self.flush()
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.open_list(Item::KINDS.len() - 1);
        self.text("]}\n");
        self.flush()?;
        self.out.end()
    }

    /// Ends the lists before this one, empty or not.
    fn open_list(&mut self, list: usize) {
        while self.open < list {
            self.open += 1;
            self.has_one = false;
            self.text(&format!("],\n\"{}\":[", Item::KINDS[self.open]));
        }
    }

    fn text(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    fn value(&mut self, value: &impl Serialize) {
        // Plain data into memory: serialising it can't fail.
        let _ = serde_json::to_writer(&mut self.buffer, value);
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.out.put(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}
