//! What is done to a journal that nobody has open: another key, or its end.

use std::path::Path;
use std::sync::Arc;

use tokio::sync::oneshot;

use super::error::NapeError;
use super::ports::{KeyPort, LentKeys, PresencePort, asked_presence};
use crate::engine::{self, EngineError, Key, StoreError};

/// Encrypts the closed journal in `folder` under another key, 32 bytes.
///
/// However it is killed, exactly one of the two keys opens the journal. So: keep `new` beside `old` first, as the key
/// to come; call this; then forget `old`. At a launch that finds both, call it again: it finishes, or finds it done.
/// `Storage` while another program has the journal open, `SessionRunning` while a session runs.
#[uniffi::export]
pub async fn change_key(folder: String, old: Vec<u8>, new: Vec<u8>) -> Result<(), NapeError> {
    let (old, new) = (key(&old)?, key(&new)?);
    on_its_own_thread(move || engine::change_key(Path::new(&folder), &old, &new)).await
}

/// Erases the closed journal in `folder`: its key through `keys`, then every file of it.
///
/// Asks `presence` twice, first with `Erasure`, then with `ErasureAgain`; without it `gate.presence` refuses. Without
/// `key`, for a journal whose key is lost or that is damaged, an open session can only be seen while a program runs
/// it. `SessionRunning` while there is one, `Storage` while another program has the journal open. After a kill
/// `finish_erasure` goes on.
#[uniffi::export]
pub async fn erase_journal(
    folder: String,
    key: Option<Vec<u8>>,
    keys: Arc<dyn KeyPort>,
    presence: Option<Arc<dyn PresencePort>>,
) -> Result<(), NapeError> {
    let key = key.as_deref().map(self::key).transpose()?;
    let (keys, presence) = (LentKeys(keys), asked_presence(presence));
    on_its_own_thread(move || engine::erase(Path::new(&folder), key, &keys, presence.as_deref())).await
}

/// Finishes an erasure that a kill cut short; false where none was begun. Call it at a launch before a key is looked
/// for: until it is done `Nape.open` says `ErasureBegun`.
#[uniffi::export]
pub async fn finish_erasure(folder: String, keys: Arc<dyn KeyPort>) -> Result<bool, NapeError> {
    let keys = LentKeys(keys);
    on_its_own_thread(move || engine::finish_erasure(Path::new(&folder), &keys)).await
}

fn key(bytes: &[u8]) -> Result<Key, NapeError> {
    <[u8; 32]>::try_from(bytes).map(Key::from_bytes).map_err(|_| StoreError::KeyFormat.into())
}

/// It takes as long as the disk or a person does, and no shell's thread should wait for these.
async fn on_its_own_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, EngineError> + Send + 'static,
) -> Result<T, NapeError> {
    let (tell, answer) = oneshot::channel();
    std::thread::Builder::new()
        .name("nape-upkeep".to_owned())
        // Whoever stopped waiting for the answer gets none.
        .spawn(move || drop(tell.send(work())))
        .map_err(|_| EngineError::Internal("no thread"))?;
    Ok(answer.await.map_err(|_| EngineError::Internal("upkeep ended without an answer"))??)
}
