//! Opening a journal, or making one, so that a crash at any moment leaves either none or a whole one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nape_logic::id::{BootId, JournalId, OriginId};
use nape_logic::journal::chain::Head;
use rusqlite::{Connection, params};

use super::connection::{self, Probe};
use super::erase;
use super::error::{Damage, StoreError};
use super::files;
use super::hold::{self, Hold};
use super::identity::Identity;
use super::key::Key;
use super::lease::Lease;
use super::migrate;
use super::reader::Reader;
use super::upgrade;
use super::writer::Writer;

pub(super) const DATABASE: &str = "journal.db";
pub(super) const DATABASE_ASIDE: &str = "journal.db.new";
pub(super) const IDENTITY: &str = "journal.json";

/// What a new journal is called, drawn at the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewJournal {
    /// The journal's own id.
    pub journal: JournalId,
    /// As whom this installation writes.
    pub origin: OriginId,
}

/// A journal that the key opens: the way to its writer, its readers and its lease.
pub struct Journal {
    folder: PathBuf,
    id: JournalId,
    key: Key,
    hold: Arc<Hold>,
    is_new: bool,
}

impl std::fmt::Debug for Journal {
    /// Without the folder, whose path can name a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Journal {
    /// The id of the journal in `folder`, to find its key by; `None` where there is none.
    pub fn id_in(folder: &Path) -> Result<Option<JournalId>, StoreError> {
        Ok(Identity::read(&folder.join(IDENTITY))?.map(|identity| identity.journal))
    }

    /// Whether there is a journal in `folder`, or what is left of one.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(DATABASE).exists() || folder.join(IDENTITY).exists()
    }

    /// Opens the journal in `folder`; [`StoreError::NoJournal`] where there is none.
    ///
    /// A wrong key, a damage or a newer version is found without touching a file. [`StoreError::ErasureBegun`] where a
    /// kill cut an erasure short: to finish it here would leave its key, for the next journal to be made under.
    pub fn open(folder: &Path, key: Key) -> Result<Self, StoreError> {
        let (id, hold) = open_existing(folder, &key)?;
        Ok(Self { folder: folder.to_owned(), id, key, hold: Arc::new(hold), is_new: false })
    }

    /// Opens the journal in `folder`, or makes it there under the given names.
    pub fn open_or_create(folder: &Path, key: Key, new: NewJournal) -> Result<Self, StoreError> {
        let mut is_new = false;
        loop {
            match Self::open(folder, key.clone()) {
                Err(StoreError::NoJournal) => {}
                found => return found.map(|journal| Self { is_new, ..journal }),
            }
            files::create_private_folder(folder).map_err(StoreError::io("make the journal's folder"))?;
            let _alone = Hold::to_make(folder)?;
            // Another program may have made it meanwhile.
            if !folder.join(DATABASE).exists() {
                create(folder, &key, new, &mut |_| Ok(()))?;
                is_new = true;
            }
        }
    }

    /// Makes a journal in `folder`, which holds none, with what `fill` puts into it: whole with that, or not at all.
    pub(super) fn create(
        folder: &Path,
        key: &Key,
        new: NewJournal,
        fill: &mut dyn FnMut(&mut Connection) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let _alone = Hold::to_make(folder)?;
        // Another program may have made one meanwhile.
        if folder.join(DATABASE).exists() { Err(StoreError::Busy) } else { create(folder, key, new, fill) }
    }

    /// Which journal this is.
    pub fn id(&self) -> JournalId {
        self.id
    }

    /// Whether this very opening made it.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// A connection that appends. More than one may exist; they take turns.
    pub fn writer(&self) -> Result<Writer, StoreError> {
        Writer::open(self.folder.join(DATABASE), self.key.clone(), Arc::clone(&self.hold))
    }

    /// A connection that only reads and never waits for a writer.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        connection::open_to_read(&self.folder.join(DATABASE), &self.key)
            .map(|connection| Reader::new(connection, self.folder.clone(), Arc::clone(&self.hold)))
    }

    /// [`StoreError::SessionRunning`] while anybody runs a session on it.
    pub fn refuse_running(&self) -> Result<(), StoreError> {
        Lease::refuse_running(&self.folder)
    }

    /// The right to run a session; [`StoreError::SessionRunning`] while another one holds it.
    pub fn lease(&self, boot: &BootId) -> Result<Lease, StoreError> {
        Lease::acquire(&self.folder, boot)
    }
}

fn open_existing(folder: &Path, key: &Key) -> Result<(JournalId, Hold), StoreError> {
    let database = folder.join(DATABASE);
    loop {
        if erase::is_begun(folder) {
            return Err(StoreError::ErasureBegun);
        }
        if !database.exists() {
            return Err(without_database(folder));
        }
        let hold = Hold::shared(folder)?;
        // Erased while this waited.
        if erase::is_begun(folder) || !database.exists() {
            continue;
        }
        let probe = look(folder, key)?;
        files::make_private(&database).map_err(StoreError::io("close journal.db to others"))?;
        if probe.version == migrate::KNOWN_VERSION {
            upgrade::forget_copy(&database)?;
            return Ok((probe.journal, hold));
        }
        drop(hold);
        let _alone = Hold::alone(folder, hold::A_MIGRATION)?;
        // Another program may have migrated it meanwhile, or erased it.
        if database.exists() && look(folder, key)?.version < migrate::KNOWN_VERSION {
            upgrade::upgrade(&database, key, migrate::STEPS)?;
        }
    }
}

/// What the database says of itself, with the identity beside it put right where the key opens it.
fn look(folder: &Path, key: &Key) -> Result<Probe, StoreError> {
    let identity = Identity::read(&folder.join(IDENTITY));
    match (identity, connection::probe(&folder.join(DATABASE), key)) {
        (Err(newer @ StoreError::NewerVersion { .. }), _) => Err(newer),
        (Ok(Some(identity)), Ok(probe)) if identity == Identity::new(probe.journal, key) => Ok(probe),
        // The key opens the database, so only the file beside it is in want.
        (_, Ok(probe)) => {
            write_identity(folder, key, &probe)?;
            Ok(probe)
        }
        (identity, Err(error)) => Err(name_failure(identity, key, error)),
    }
}

/// A log or an identity without a database is what a deletion leaves behind, never a crash of ours:
/// a new database beside an old log would be overwritten by it.
fn without_database(folder: &Path) -> StoreError {
    let identity = Identity::read(&folder.join(IDENTITY));
    let log = Path::new(&connection::log_of(&folder.join(DATABASE))).exists();
    match identity {
        Ok(None) if !log => StoreError::NoJournal,
        Err(error @ StoreError::Io { .. }) => error,
        _ => StoreError::damaged(Damage::DatabaseMissing),
    }
}

/// A database that doesn't open under a key is damaged only if the key is known to be right.
fn name_failure(identity: Result<Option<Identity>, StoreError>, key: &Key, error: StoreError) -> StoreError {
    if error != StoreError::damaged(Damage::Database) {
        return error;
    }
    match identity {
        Ok(Some(identity)) if identity.is_opened_by(key) => error,
        Ok(Some(_)) => StoreError::WrongKey,
        Ok(None) => StoreError::damaged(Damage::Identity),
        Err(error) => error,
    }
}

/// Needs no lock: whoever comes in between writes the same, or finds a half file and heals it again.
fn write_identity(folder: &Path, key: &Key, probe: &Probe) -> Result<(), StoreError> {
    Identity::new(probe.journal, key).write(&folder.join(IDENTITY))
}

/// The database is whole before it gets its name; the identity comes last and can be made from it.
fn create(
    folder: &Path,
    key: &Key,
    new: NewJournal,
    more: &mut dyn FnMut(&mut Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let aside = folder.join(DATABASE_ASIDE);
    remove_unfinished(&aside)?;
    let file = files::open_private(&aside).map_err(StoreError::io("make journal.db"))?;
    if let Err(error) = fill(&aside, key, new, more) {
        // Else the next one to make a journal removes it.
        let _ = remove_unfinished(&aside);
        return Err(error);
    }
    let database = folder.join(DATABASE);
    file.sync_all()
        .and_then(|()| std::fs::rename(&aside, &database))
        .and_then(|()| files::sync_folder_of(&database))
        .map_err(StoreError::io("make journal.db"))?;
    Identity::new(new.journal, key).write(&folder.join(IDENTITY))
}

fn remove_unfinished(aside: &Path) -> Result<(), StoreError> {
    for left_behind in connection::files_of(aside) {
        files::remove_if_there(&left_behind).map_err(StoreError::io("remove an unfinished database"))?;
    }
    Ok(())
}

fn fill(
    path: &Path,
    key: &Key,
    new: NewJournal,
    more: &mut dyn FnMut(&mut Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut connection = connection::open_to_write(path, key)?;
    migrate::migrate(&mut connection, migrate::STEPS)?;
    let origin = new.origin.0.as_bytes();
    connection.execute(
        "INSERT INTO origin (id, last_sequence, last_hash) VALUES (?1, 0, ?2)",
        params![origin, Head::EMPTY.hash.0],
    )?;
    connection.execute(
        "INSERT INTO journal (only, id, origin) VALUES (1, ?1, ?2)",
        params![new.journal.0.as_bytes(), origin],
    )?;
    more(&mut connection)?;
    connection.close().map_err(|(_, error)| error.into())
}
