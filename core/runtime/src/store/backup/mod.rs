//! A journal in one file, encrypted with age, and back: `docs/journal-format.md` describes the file for others.
//!
//! A backup is one snapshot, written while the journal goes on, beside its place and renamed once it is durable.
//! A restore reads and checks the whole file before it touches the journal, so that a wrong or broken one changes
//! no byte, and then merges it in one transaction, so that neither a kill nor a full disk leaves half of it.
//!
//! | file | answers |
//! |---|---|
//! | `write` | how does a snapshot become a file? |
//! | `read` | is a file whole, and what is in it? |
//! | `check` | does it hold what a journal can hold? |
//! | `restore` | how does a file become part of a journal? |
//! | `merge` | what does each thing of a file do to the journal? |
//! | `lines` | what is a line of the file? |
//! | `secret` | what opens a file? |
//! | `error` | what can be wrong with one? |

mod check;
mod error;
mod lines;
mod merge;
mod read;
mod restore;
mod secret;
mod write;

pub use error::BackupError;
pub use lines::{Header, Tally};
pub use merge::{Conflict, Merged};
pub use read::BackupFile;
pub use restore::{restore, try_out};
pub use secret::{Lock, RecoveryKey, Secret, WORK_FACTOR};
pub use write::BackupMade;

/// Who watches a long piece of work.
pub trait Watch: Sync {
    /// So much of it is done; false ends it, and nothing of it stays.
    fn goes_on(&self, done: u64, total: u64) -> bool;
}

/// Nobody watches.
impl Watch for () {
    fn goes_on(&self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// Counts what is done, and tells it now and then.
pub(crate) struct Steps<'w> {
    watch: &'w dyn Watch,
    done: u64,
    total: u64,
}

impl<'w> Steps<'w> {
    const BETWEEN_TELLING: u64 = 256;

    pub(crate) const fn new(watch: &'w dyn Watch, total: u64) -> Self {
        Self { watch, done: 0, total }
    }

    pub(crate) fn one_more(&mut self) -> Result<(), super::StoreError> {
        self.done += 1;
        if self.done.is_multiple_of(Self::BETWEEN_TELLING) || self.done == self.total {
            return self.tell();
        }
        Ok(())
    }

    fn tell(&self) -> Result<(), super::StoreError> {
        if self.watch.goes_on(self.done, self.total) { Ok(()) } else { Err(super::StoreError::Stopped) }
    }
}
