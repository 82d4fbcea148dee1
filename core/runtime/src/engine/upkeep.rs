//! What is done to a journal that nobody has open: another key, or its end.

use std::path::Path;

use nape_logic::id::JournalId;
use nape_logic::text::Message;

use super::error::EngineError;
use super::folding;
use super::presence::{Presence, PresenceReason, refused};
use crate::store::{Journal, Key, StoreError};

/// Who keeps the journal's key.
pub trait Keys: Send + Sync {
    /// Destroys the key of this journal; `None` where the journal can't say any more which it is.
    fn forget(&self, journal: Option<JournalId>) -> Result<(), EngineError>;
}

/// Encrypts the journal in `folder` under another key. Blocks on the disk.
pub fn change_key(folder: &Path, old: &Key, new: &Key) -> Result<(), EngineError> {
    Ok(Journal::change_key(folder, old, new)?)
}

/// Erases the journal in `folder`, key and files, after the person has said yes twice. Blocks on the person.
///
/// Without its key a journal can't say whether a pull is still on that no program watches; with it that refuses.
pub fn erase(
    folder: &Path,
    key: Option<Key>,
    keys: &dyn Keys,
    presence: Option<&dyn Presence>,
) -> Result<(), EngineError> {
    if finish_erasure(folder, keys)? {
        return Ok(());
    }
    if !Journal::is_in(folder) {
        return Err(EngineError::NotFound { what: "journal" });
    }
    if let Some(key) = key {
        refuse_open_session(folder, key)?;
    }
    let questions = [
        (PresenceReason::Erasure, "presence-erasure"),
        (PresenceReason::ErasureAgain, "presence-erasure-again"),
    ];
    for (reason, words) in questions {
        if !presence.map_or(Ok(false), |presence| presence.confirm(reason, Message::new(words)))? {
            return Err(refused());
        }
    }
    Ok(Journal::erase(folder, |journal| forget(keys, journal))?)
}

/// Finishes an erasure that a kill cut short; false where none was begun.
pub fn finish_erasure(folder: &Path, keys: &dyn Keys) -> Result<bool, EngineError> {
    Ok(Journal::finish_erasure(folder, |journal| forget(keys, journal))?)
}

fn forget(keys: &dyn Keys, journal: Option<JournalId>) -> Result<(), StoreError> {
    let kept = |_| StoreError::Io { doing: "destroy the journal's key", kind: std::io::ErrorKind::Other };
    keys.forget(journal).map_err(kept)
}

fn refuse_open_session(folder: &Path, key: Key) -> Result<(), EngineError> {
    let (ledger, _) = folding::read(&Journal::open(folder, key)?.reader()?)?;
    if ledger.unfinished().is_empty() { Ok(()) } else { Err(StoreError::SessionRunning.into()) }
}
