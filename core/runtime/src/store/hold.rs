//! Who has the journal open: many at once, or one alone that replaces or removes its files.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::StoreError;
use super::files;

pub(super) const LOCK: &str = "journal.lock";

/// How long a change of the key or an erasure waits for others, who may be about to close the journal.
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
        drop(self);
        removed.map_err(StoreError::io("remove journal.lock"))
    }

    fn take(folder: &Path, lock: impl Fn(&File) -> std::io::Result<bool>) -> Result<Self, StoreError> {
        let (path, doing) = (folder.join(LOCK), StoreError::io("lock the journal's folder"));
        loop {
            let file = files::open_private(&path).map_err(&doing)?;
            if !lock(&file).map_err(&doing)? {
                return Err(StoreError::Busy);
            }
            let hold = Self { lock: file };
            // Whoever waited through an erasure holds a file that nobody else meets any more.
            if files::is_at(&hold.lock, &path).map_err(&doing)? {
                return Ok(hold);
            }
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        files::unlock(&self.lock);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::process::{Command, Stdio};
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    /// Calls `once` again and again while another thread starts processes.
    pub(in crate::store) fn while_processes_start(once: impl Fn()) {
        const STARTED: u32 = 150;
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..STARTED {
                    let mut child = Command::new("true").stdin(Stdio::null()).spawn().expect("starts");
                    child.wait().expect("ends");
                }
                over.store(true, Ordering::SeqCst);
            });
            while !over.load(Ordering::SeqCst) {
                once();
            }
        });
    }

    #[test]
    fn a_hold_that_was_given_up_is_free_though_another_thread_starts_processes() {
        let folder = tempfile::tempdir().expect("a folder");
        while_processes_start(|| {
            drop(Hold::shared(folder.path()).expect("nobody has it alone"));
            drop(Hold::alone(folder.path(), Duration::ZERO).expect("given up at once"));
        });
    }
}
