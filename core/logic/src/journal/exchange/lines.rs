//! JSON Lines: an entry a line, in the very shape in which one is added.

use serde::Serialize;

use super::incoming::{Draft, Incoming};
use super::place::{FileName, Place};
use super::when::When;
use super::without_bom;
use crate::document::{self, FieldError};
use crate::id::RecordId;
use crate::journal::entry::{Entry, NewEntry};

/// As `NewEntry` reads it.
#[derive(Serialize)]
struct Line<'a> {
    id: RecordId,
    #[serde(flatten)]
    entry: &'a Entry,
}

/// An entry as a line, without the line's end.
pub fn line(id: RecordId, entry: &Entry) -> String {
    // An entry is plain data: serialising it can't fail.
    serde_json::to_string(&Line { id, entry }).unwrap_or_default()
}

/// Reads the lines of a file; empty ones are passed over.
pub fn read_lines(bytes: &[u8], file: Option<&FileName>, into: &mut Incoming) -> Result<(), FieldError> {
    for (number, line) in (1..).zip(without_bom(bytes).split(|byte| *byte == b'\n')) {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let place = Place::line(file, number);
        into.one_more_row()?;
        match document::from_small_json::<NewEntry>(line) {
            Ok(NewEntry { id, entry }) => {
                into.draft(Draft { place, id, when: When::Instant(entry.at), entry });
            }
            Err(error) => into.problem(&place, on_a_line(error)),
        }
    }
    Ok(())
}

/// A document of one line has no lines of its own to name.
fn on_a_line(error: FieldError) -> FieldError {
    let FieldError { field, message, allowed } = error;
    let message = message.split(" (line 1, ").next().unwrap_or(&message).to_owned();
    FieldError { field, message, allowed }
}
