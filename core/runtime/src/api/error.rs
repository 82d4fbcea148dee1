//! The one error of the door: a variant only where a caller can act.

use nape_logic::document::FieldError;
use serde::Serialize;

/// A field that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct FieldProblem {
    /// The field's path.
    pub field: String,
    /// What is wrong.
    #[serde(rename = "message")]
    pub detail: String,
    /// What is allowed there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
}

/// Why a call did not do what was asked. Nothing of a person's health is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NapeError {
    /// An input is not as it must be; nothing was stored. Correct the field and call again.
    #[error("{field}: {detail}")]
    BadInput {
        /// The field's path, such as `answers.pain_now` or `force.value`.
        field: String,
        /// What is wrong.
        detail: String,
        /// What is allowed there.
        allowed: Option<String>,
        /// Every further field that is wrong too.
        also: Vec<FieldProblem>,
    },
    /// A safety rule says no. Show the words; the rules name the reasons.
    #[error("{detail}")]
    Refused {
        /// The ids of the rules, the deciding one first.
        rules: Vec<String>,
        /// The deciding rule in words.
        detail: String,
    },
    /// Another session runs on this journal, here or in another process.
    #[error("a session is running already")]
    SessionRunning,
    /// The device can't be used. Nothing pulled.
    #[error("{detail}")]
    Device {
        /// What is wrong, for people.
        detail: String,
    },
    /// A Stop came while the session's device was still being connected. Nothing pulled.
    #[error("stopped before the session began; nothing pulled")]
    StoppedFirst,
    /// There is nothing that the call could act on.
    #[error("{detail}")]
    NotFound {
        /// What is missing.
        detail: String,
    },
    /// The key does not open this journal; the journal is untouched. Where the key is lost, a backup is the way back.
    #[error("the key does not open this journal; if its key is lost, restoring a backup is the way back")]
    WrongKey,
    /// The journal is damaged; it is untouched. A backup is the way back.
    #[error("the journal is damaged: {detail}; restoring a backup is the way back")]
    Damaged {
        /// What is damaged.
        detail: String,
    },
    /// An erasure of this journal was begun and cut short. Call `finish_erasure` with the key port, then again with a new
    /// key.
    #[error("an erasure of this journal was begun and is not finished")]
    ErasureBegun,
    /// The journal could not be read or written.
    #[error("the journal can't be used: {detail}")]
    Storage {
        /// What failed.
        detail: String,
    },
    /// The file is no backup that can be restored; the journal is untouched.
    #[error("{detail}")]
    Backup {
        /// What is wrong with it.
        detail: String,
    },
    /// `close()` was called.
    #[error("closed")]
    Closed,
    /// A fault of Nape's own; please report it.
    #[error("internal: {detail}")]
    Internal {
        /// What failed.
        detail: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for NapeError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Internal { detail: format!("a port failed: {}", error.reason) }
    }
}

impl From<FieldError> for NapeError {
    fn from(error: FieldError) -> Self {
        let FieldError { field, message, allowed } = error;
        Self::BadInput { field, detail: message, allowed, also: Vec::new() }
    }
}

impl NapeError {
    /// Every field that is wrong, the first one in front; never empty.
    pub(super) fn bad_document(problems: Vec<FieldError>) -> Self {
        let mut problems = problems.into_iter().map(|error| FieldProblem {
            field: error.field,
            detail: error.message,
            allowed: error.allowed,
        });
        match problems.next() {
            Some(FieldProblem { field, detail, allowed }) => {
                Self::BadInput { field, detail, allowed, also: problems.collect() }
            }
            None => Self::Internal { detail: "a refusal without a problem".to_owned() },
        }
    }
}
