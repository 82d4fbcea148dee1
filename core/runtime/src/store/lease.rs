//! One running session per journal, across processes.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use nape_logic::id::BootId;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::files;

pub(super) const LEASE: &str = "session.lock";

/// Who holds or held the lease.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The boot in which it was taken.
    pub boot: BootId,
    /// The process that took it, meaningful in that boot only.
    pub process: u32,
}

/// The right to run a session on one journal, until dropped.
///
/// It rests on a lock that the kernel takes back when the process ends, however it ends; the holder's name
/// in the file only tells the next one that it was not given back in order.
#[derive(Debug)]
pub struct Lease {
    file: File,
    left_behind_by: Option<Holder>,
}

impl Lease {
    /// Takes the lease of the journal in `folder`; [`StoreError::SessionRunning`] while another one, in
    /// this process too, holds it.
    pub fn acquire(folder: &Path, boot: &BootId) -> Result<Self, StoreError> {
        let doing = StoreError::io("take the session's lease");
        let mut file = files::open_private(&folder.join(LEASE)).map_err(&doing)?;
        if !files::try_lock(&file).map_err(&doing)? {
            return Err(StoreError::SessionRunning);
        }
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(&doing)?;
        let left_behind_by = serde_json::from_slice(&text).ok();
        let holder = Holder { boot: boot.clone(), process: std::process::id() };
        let text = serde_json::to_vec(&holder).unwrap_or_default();
        file.set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| file.write_all(&text))
            .and_then(|()| file.sync_data())
            .map_err(&doing)?;
        Ok(Self { file, left_behind_by })
    }

    /// [`StoreError::SessionRunning`] while somebody holds the lease.
    pub(super) fn refuse_running(folder: &Path) -> Result<(), StoreError> {
        let doing = StoreError::io("look at the session's lease");
        let file = files::open_private(&folder.join(LEASE)).map_err(&doing)?;
        if !files::try_lock(&file).map_err(&doing)? {
            return Err(StoreError::SessionRunning);
        }
        files::unlock(&file);
        Ok(())
    }

    /// The holder before, where it was killed and never gave the lease back.
    pub fn left_behind_by(&self) -> Option<&Holder> {
        self.left_behind_by.as_ref()
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // Where this fails the next holder is told of a kill that was none, which asks for more care, not less.
        let _ = self.file.set_len(0);
        files::unlock(&self.file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boot(name: &str) -> BootId {
        BootId(name.to_owned())
    }

    #[test]
    fn a_second_session_is_refused_until_the_first_one_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Lease::acquire(folder.path(), &boot("a")).expect("free");
        let second = Lease::acquire(folder.path(), &boot("a")).expect_err("taken");
        assert_eq!(second, StoreError::SessionRunning);
        drop(first);
        Lease::acquire(folder.path(), &boot("a")).expect("free again");
    }

    #[test]
    fn a_lease_that_was_given_back_leaves_nobody_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(Lease::acquire(folder.path(), &boot("a")).expect("free"));
        let next = Lease::acquire(folder.path(), &boot("b")).expect("free");
        assert_eq!(next.left_behind_by(), None);
    }

    #[test]
    fn the_holder_of_a_lease_that_was_never_given_back_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(LEASE), r#"{"boot":"a","process":42}"#).expect("written");
        let next = Lease::acquire(folder.path(), &boot("b")).expect("free");
        assert_eq!(next.left_behind_by(), Some(&Holder { boot: boot("a"), process: 42 }));
    }

    /// A process that is being started has every open file of this one until it has begun.
    #[test]
    fn a_lease_that_was_given_back_is_free_though_another_thread_starts_processes() {
        let folder = tempfile::tempdir().expect("a folder");
        crate::store::hold::tests::while_processes_start(|| {
            drop(Lease::acquire(folder.path(), &boot("a")).expect("given back at once"));
            Lease::refuse_running(folder.path()).expect("given back at once");
        });
    }

    #[test]
    fn an_unreadable_name_in_the_lease_is_no_hindrance() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(LEASE), [0xff; 9]).expect("written");
        Lease::acquire(folder.path(), &boot("b")).expect("free");
    }
}
