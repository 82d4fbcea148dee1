//! Opening a journal, or making one, so that a crash at any moment leaves either none or a whole one.

use std::path::{Path, PathBuf};

use nape_logic::id::{BootId, JournalId, OriginId};
use nape_logic::journal::chain::Head;
use rusqlite::{Connection, params};

use super::connection::{self, Probe};
use super::error::{Damage, StoreError};
use super::files;
use super::identity::Identity;
use super::key::Key;
use super::lease::Lease;
use super::migrate;
use super::reader::Reader;
use super::writer::Writer;

const DATABASE: &str = "journal.db";
const DATABASE_ASIDE: &str = "journal.db.new";
const IDENTITY: &str = "journal.json";
/// Held while a journal is made or its identity is written anew.
const MAKING: &str = "journal.lock";

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

    /// Opens the journal in `folder`; [`StoreError::NoJournal`] where there is none.
    ///
    /// A wrong key, a damage or a newer version is found without touching a file.
    pub fn open(folder: &Path, key: Key) -> Result<Self, StoreError> {
        let id = open_existing(folder, &key)?;
        Ok(Self { folder: folder.to_owned(), id, key })
    }

    /// Opens the journal in `folder`, or makes it there under the given names.
    pub fn open_or_create(folder: &Path, key: Key, new: NewJournal) -> Result<Self, StoreError> {
        match open_existing(folder, &key) {
            Err(StoreError::NoJournal) => {}
            found => {
                return found.map(|id| Self { folder: folder.to_owned(), id, key });
            }
        }
        files::create_private_folder(folder).map_err(StoreError::io("make the journal's folder"))?;
        let id = under_lock(folder, || match open_existing(folder, &key) {
            Err(StoreError::NoJournal) => create(folder, &key, new, &mut |_| Ok(())),
            found => found,
        })?;
        Ok(Self { folder: folder.to_owned(), id, key })
    }

    /// Makes a journal in `folder`, which holds none, with what `fill` puts into it: whole with that, or not at all.
    pub(super) fn create(
        folder: &Path,
        key: &Key,
        new: NewJournal,
        fill: &mut dyn FnMut(&mut Connection) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        under_lock(folder, || create(folder, key, new, fill)).map(|_| ())
    }

    /// Which journal this is.
    pub fn id(&self) -> JournalId {
        self.id
    }

    /// A connection that appends. More than one may exist; they take turns.
    pub fn writer(&self) -> Result<Writer, StoreError> {
        connection::open_to_write(&self.folder.join(DATABASE), &self.key).map(Writer::new)
    }

    /// A connection for work that goes beyond appending.
    pub(super) fn connection(&self) -> Result<Connection, StoreError> {
        connection::open_to_write(&self.folder.join(DATABASE), &self.key)
    }

    /// A connection that only reads and never waits for a writer.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        connection::open_to_read(&self.folder.join(DATABASE), &self.key).map(Reader::new)
    }

    /// The right to run a session; [`StoreError::SessionRunning`] while another one holds it.
    pub fn lease(&self, boot: &BootId) -> Result<Lease, StoreError> {
        Lease::acquire(&self.folder, boot)
    }
}

fn open_existing(folder: &Path, key: &Key) -> Result<JournalId, StoreError> {
    let database = folder.join(DATABASE);
    let identity = Identity::read(&folder.join(IDENTITY));
    if !database.exists() {
        return Err(without_database(folder, identity));
    }
    let probe = match (identity, connection::probe(&database, key)) {
        (Err(newer @ StoreError::NewerVersion { .. }), _) => return Err(newer),
        (Ok(Some(identity)), Ok(probe)) => {
            if identity != Identity::new(probe.journal, key) {
                write_identity(folder, key, &probe)?;
            }
            probe
        }
        // The key opens the database, so only the file beside it is in want.
        (_, Ok(probe)) => {
            write_identity(folder, key, &probe)?;
            probe
        }
        (identity, Err(error)) => return Err(name_failure(identity, key, error)),
    };
    finish_opening(&database, key, &probe)?;
    Ok(probe.journal)
}

/// A log or an identity without a database is what a deletion leaves behind, never a crash of ours:
/// a new database beside an old log would be overwritten by it.
fn without_database(folder: &Path, identity: Result<Option<Identity>, StoreError>) -> StoreError {
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

fn finish_opening(database: &Path, key: &Key, probe: &Probe) -> Result<(), StoreError> {
    files::make_private(database).map_err(StoreError::io("close journal.db to others"))?;
    if probe.version < migrate::KNOWN_VERSION {
        migrate::migrate(&mut connection::open_to_write(database, key)?)?;
    }
    Ok(())
}

fn under_lock<T>(folder: &Path, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let lock = files::open_private(&folder.join(MAKING)).map_err(StoreError::io("open journal.lock"))?;
    files::lock(&lock).map_err(StoreError::io("lock the journal's folder"))?;
    work()
}

/// The database is whole before it gets its name; the identity comes last and can be made from it.
fn create(
    folder: &Path,
    key: &Key,
    new: NewJournal,
    more: &mut dyn FnMut(&mut Connection) -> Result<(), StoreError>,
) -> Result<JournalId, StoreError> {
    let aside = folder.join(DATABASE_ASIDE);
    remove_unfinished(folder)?;
    let file = files::open_private(&aside).map_err(StoreError::io("make journal.db"))?;
    if let Err(error) = fill(&aside, key, new, more) {
        // Else the next one to make a journal removes it.
        let _ = remove_unfinished(folder);
        return Err(error);
    }
    let database = folder.join(DATABASE);
    file.sync_all()
        .and_then(|()| std::fs::rename(&aside, &database))
        .and_then(|()| files::sync_folder_of(&database))
        .map_err(StoreError::io("make journal.db"))?;
    Identity::new(new.journal, key).write(&folder.join(IDENTITY))?;
    Ok(new.journal)
}

fn remove_unfinished(folder: &Path) -> Result<(), StoreError> {
    for left_behind in ["", "-wal", "-shm"] {
        let path = folder.join(format!("{DATABASE_ASIDE}{left_behind}"));
        files::remove_if_there(&path).map_err(StoreError::io("remove an unfinished database"))?;
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
    migrate::migrate(&mut connection)?;
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
