//! The end of a journal: its key first, then every file. Once begun it is finished, whoever is killed.

use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use nape_logic::id::JournalId;

use super::connection;
use super::error::StoreError;
use super::files;
use super::hold::{self, Hold, LOCK};
use super::lease::{self, Lease};
use super::open::{DATABASE, DATABASE_ASIDE, IDENTITY, Journal};
use super::upgrade;

/// Its being there means that the erasure is decided. It holds the journal's id, to find its key by.
const BEGUN: &str = "journal.erasing";

/// What [`files::replace`] left behind before its names were its own.
const REPLACED_ASIDE: &str = "journal.new";

/// Every database that there may be in a journal's folder.
const DATABASES: [&str; 4] = [DATABASE, DATABASE_ASIDE, upgrade::COPY, upgrade::COPY_ASIDE];

/// Destroys the key of a journal, wherever it is kept.
pub trait Forget: Fn(Option<JournalId>) -> Result<(), StoreError> {}

impl<F: Fn(Option<JournalId>) -> Result<(), StoreError>> Forget for F {}

impl Journal {
    /// Erases the journal in `folder`, readable or not: `forget` destroys its key, then its files are removed.
    ///
    /// The files are not overwritten, because flash memory keeps what was written elsewhere: the destroyed key is
    /// what makes it unreadable. The folder stays, with whatever is not ours. `forget` gets the id that names the
    /// key, `None` where it can't be read any more; it is called again where a kill came in between, and where it
    /// fails the erasure waits, begun. [`StoreError::SessionRunning`] or [`StoreError::Busy`] while somebody has
    /// the journal open.
    pub fn erase(folder: &Path, forget: impl Forget) -> Result<(), StoreError> {
        if Self::finish_erasure(folder, &forget)? {
            return Ok(());
        }
        if !Self::is_in(folder) {
            return Err(StoreError::NoJournal);
        }
        Lease::refuse_running(folder)?;
        let alone = Hold::alone(folder, hold::A_MOMENT)?;
        let journal = Self::id_in(folder).ok().flatten();
        let id = journal.map(|journal| journal.to_string()).unwrap_or_default();
        files::replace(&folder.join(BEGUN), id.as_bytes())
            .map_err(StoreError::io("begin to erase the journal"))?;
        finish(folder, alone, &forget)
    }

    /// Finishes an erasure that a kill cut short; false where none was begun.
    pub fn finish_erasure(folder: &Path, forget: impl Forget) -> Result<bool, StoreError> {
        while is_begun(folder) {
            let alone = Hold::to_make(folder)?;
            // Another program may have finished it meanwhile.
            if is_begun(folder) {
                finish(folder, alone, &forget)?;
                return Ok(true);
            }
            alone.remove_lock(folder)?;
        }
        Ok(false)
    }
}

pub(super) fn is_begun(folder: &Path) -> bool {
    folder.join(BEGUN).exists()
}

fn finish(folder: &Path, alone: Hold, forget: &impl Forget) -> Result<(), StoreError> {
    let id = std::fs::read_to_string(folder.join(BEGUN)).unwrap_or_default();
    forget(serde_json::from_value(id.into()).ok())?;
    let removed = remove_all(folder).map_err(StoreError::io("remove the journal's files"));
    removed.and_then(|()| alone.remove_lock(folder))
}

/// The mark goes last, once the disk has forgotten the others.
fn remove_all(folder: &Path) -> std::io::Result<()> {
    for database in DATABASES {
        for file in connection::files_of(&folder.join(database)) {
            files::remove_if_there(&file)?;
        }
    }
    for file in [IDENTITY, REPLACED_ASIDE, lease::LEASE] {
        files::remove_if_there(&folder.join(file))?;
    }
    // What a kill may have left beside what is replaced whole.
    for replaced in [IDENTITY, BEGUN] {
        for aside in files::asides_of(&folder.join(replaced))? {
            files::remove_if_there(&aside)?;
        }
    }
    let mark = folder.join(BEGUN);
    files::sync_folder_of(&mark)?;
    files::remove_if_there(&mark)?;
    files::sync_folder_of(&mark)
}

/// Whether `path` is a file of the journal in `folder`, there or not, or leads to one: nothing else may stand there.
pub(super) fn is_of_the_journal(folder: &Path, path: &Path) -> std::io::Result<bool> {
    let place = |path: &Path| std::fs::metadata(path).map(|found| (found.dev(), found.ino()));
    let (Some(above), Some(name)) = (path.parent(), path.file_name()) else { return Ok(false) };
    if place(above)? == place(folder)? && is_name_of_the_journal(name) {
        return Ok(true);
    }
    // By another name, through a link.
    let Ok(there) = place(path) else { return Ok(false) };
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if is_name_of_the_journal(&entry.file_name()) && place(&entry.path()).is_ok_and(|own| own == there) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// In whatever case: there are file systems to which that is one name.
fn is_name_of_the_journal(name: &OsStr) -> bool {
    let is = |own: &str| name.eq_ignore_ascii_case(own);
    let is_database = |database: &str| {
        ["", "-wal", "-shm", "-journal"].iter().any(|ending| is(&format!("{database}{ending}")))
    };
    DATABASES.into_iter().any(is_database)
        || [IDENTITY, REPLACED_ASIDE, BEGUN, LOCK, lease::LEASE].into_iter().any(is)
        || [IDENTITY, BEGUN].into_iter().any(|replaced| files::is_aside_of(OsStr::new(replaced), name))
}
