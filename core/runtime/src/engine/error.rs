//! What can go wrong behind the door. The door converts each once.

use nape_logic::document::FieldError;
use nape_logic::text::Message;
use thiserror::Error;

use crate::store::StoreError;

/// Why the engine did not do what was asked.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum EngineError {
    /// An input is not as it must be; nothing was stored.
    #[error(transparent)]
    BadInput(#[from] FieldError),
    /// A document whose fields are not as they must be: each of them, never none; nothing was stored.
    #[error("{} field(s) of the document are not as they must be", .0.len())]
    BadDocument(Vec<FieldError>),
    /// A safety rule says no. The door puts it into words.
    #[error("refused")]
    Refused {
        /// The rules' ids, the deciding one first.
        rules: Vec<String>,
        /// Why, a sentence each, the deciding one first.
        reasons: Vec<Message>,
    },
    /// The device did not come to say what it is. The door puts it into words.
    #[error("the device can't be used")]
    Device(Message),
    /// A Stop came before the session had begun.
    #[error("stopped before the session began; nothing pulled")]
    StoppedFirst,
    /// There is nothing to act on.
    #[error("there is no {what}")]
    NotFound {
        /// What is missing.
        what: &'static str,
    },
    /// The journal.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A port of the shell failed.
    #[error("a port failed: {0}")]
    Port(String),
    /// The engine was closed.
    #[error("closed")]
    Closed,
    /// A fault of our own.
    #[error("internal: {0}")]
    Internal(&'static str),
}

/// Refuses a document in which anything is wrong, with all of it.
pub(super) fn nothing_wrong(wrong: Vec<FieldError>) -> Result<(), EngineError> {
    if wrong.is_empty() { Ok(()) } else { Err(EngineError::BadDocument(wrong)) }
}
