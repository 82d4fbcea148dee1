//! Who has the journal open: many at once, or one alone that replaces or removes its files.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::StoreError;
use super::files;

const LOCK: &str = "journal.lock";

/// How long a change of the key or an erasure waits for others: a process that another thread is just starting has
/// every lock of this one until it has begun.
pub(super) const A_MOMENT: Duration = Duration::from_secs(1);

/// How long a migration waits, for one that another program has begun too.
pub(super) const A_MIGRATION: Duration = Duration::from_secs(5);
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

/// A part in an open journal, or all of it, until dropped; the kernel takes it back from who is killed.
///
/// `SQLite`'s own locks would not do: a file that is removed under them goes on taking commits that nobody
/// finds again.
#[derive(Debug)]
pub(super) struct Hold {
    lock: File,
}

impl Hold {
    /// Together with others; waits for one who has it alone.
    pub(super) fn shared(folder: &Path) -> Result<Self, StoreError> {
        Self::take(folder, |lock| files::lock_shared(lock).map(|()| true))
    }

    /// Alone, to make a journal; waits for whoever else is about to.
    pub(super) fn to_make(folder: &Path) -> Result<Self, StoreError> {
        Self::take(folder, |lock| files::lock(lock).map(|()| true))
    }

    /// Alone, or [`StoreError::Busy`] where others have it open for longer than this.
    pub(super) fn alone(folder: &Path, patience: Duration) -> Result<Self, StoreError> {
        let begun = Instant::now();
        loop {
            match Self::take(folder, files::try_lock) {
                Err(StoreError::Busy) if begun.elapsed() < patience => std::thread::sleep(BETWEEN_TRIES),
                taken => return taken,
            }
        }
    }

    /// The last step of an erasure, by whoever has the journal alone.
    pub(super) fn remove_lock(self, folder: &Path) -> Result<(), StoreError> {
        let removed = files::remove_if_there(&folder.join(LOCK));
        drop(self.lock);
        removed.map_err(StoreError::io("remove journal.lock"))
    }

    fn take(folder: &Path, lock: impl Fn(&File) -> std::io::Result<bool>) -> Result<Self, StoreError> {
        let (path, doing) = (folder.join(LOCK), StoreError::io("lock the journal's folder"));
        loop {
            let file = files::open_private(&path).map_err(&doing)?;
            if !lock(&file).map_err(&doing)? {
                return Err(StoreError::Busy);
            }
            // Whoever waited through an erasure holds a file that nobody else meets any more.
            if files::is_at(&file, &path).map_err(&doing)? {
                return Ok(Self { lock: file });
            }
        }
    }
}
