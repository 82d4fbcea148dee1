//! Where content was written, and what is wrong there. The crate and its build script share it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is wrong in content, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {field}: {message}")]
pub struct ContentError {
    /// The file's name in its folder under `content/`.
    pub file: String,
    /// The line, from 1: of the mistake itself, or where the item begins that has it.
    pub line: usize,
    /// The item and field, such as `rule past_fusion: when`; `.` where the file itself can't be read.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

/// Where an item was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
}

/// Something with the place it was written at. What the build packed has been checked and leaves its place behind.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Placed<T> {
    pub(crate) item: T,
    #[serde(skip)]
    pub(crate) place: Place,
}

impl<T> Placed<T> {
    /// An item that was not read from a file of its own: its number stands for the line.
    pub(crate) fn numbered(index: usize, item: T, file: &str) -> Self {
        Self { item, place: Place { file: file.to_owned(), line: index + 1 } }
    }

    pub(crate) fn error(&self, field: impl Into<String>, message: impl Into<String>) -> ContentError {
        ContentError {
            file: self.place.file.clone(),
            line: self.place.line,
            field: field.into(),
            message: message.into(),
        }
    }
}
