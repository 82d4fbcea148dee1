//! One encrypted connection: the key, the settings that durability and privacy rest on, and a first look
//! that changes nothing.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use nape_logic::id::JournalId;
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::{Damage, StoreError};
use super::key::Key;
use super::migrate;

/// How long one program waits for another one's commit.
const BUSY_TIMEOUT: Duration = Duration::from_secs(1);

/// `SQLCipher` 4's page size; a database of any other length was cut.
const PAGE_BYTES: u64 = 4096;

/// Below this a write-ahead log can be reset wrongly and lose commits (E16).
const OLDEST_SQLITE: i32 = 3_051_003;

/// The first `SQLCipher` on such a SQLite.
const OLDEST_CIPHER: (u32, u32) = (4, 14);

/// How long the settings last: `journal_mode` in the file, the others for this connection.
/// `temp_store` keeps sorted rows out of plain files; the two `fullfsync` reach through Apple's drive caches.
const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
";

/// A connection that writes. The file must exist.
pub(super) fn open_to_write(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    if_damaged_again(|| open_in_wal_mode(path, key))
}

fn open_in_wal_mode(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    let connection = open_keyed(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
    connection.execute_batch(SETTINGS)?;
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode == "wal" {
        return Ok(connection);
    }
    // A file system without shared memory, such as some network drives.
    Err(StoreError::Io { doing: "keep a write-ahead log in this folder", kind: ErrorKind::Unsupported })
}

/// A connection that no statement can write through.
///
/// The file itself is opened for writing, because only so can a reader that comes first after a crash
/// recover the write-ahead log, and one that leaves last put it away.
pub(super) fn open_to_read(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    let connection = open_to_write(path, key)?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

/// What a first look at a database tells.
pub(super) struct Probe {
    /// Its schema, never newer than this program's.
    pub(super) version: u32,
    /// The id that stands inside.
    pub(super) journal: JournalId,
}

/// Looks into the database without changing a byte of it or of its log.
pub(super) fn probe(path: &Path, key: &Key) -> Result<Probe, StoreError> {
    if_damaged_again(|| probe_once(path, key))
}

/// A damage is believed when it is met twice: where `SQLCipher` can't read a file's salt it makes one up, and a read
/// that failed for once looks like a file that is not ours.
fn if_damaged_again<T>(work: impl Fn() -> Result<T, StoreError>) -> Result<T, StoreError> {
    match work() {
        Err(StoreError::Damaged { what: Damage::Database }) => work(),
        done => done,
    }
}

fn probe_once(path: &Path, key: &Key) -> Result<Probe, StoreError> {
    let length = std::fs::metadata(path).map_err(StoreError::io("look at journal.db"))?.len();
    if length == 0 || length % PAGE_BYTES != 0 {
        return Err(StoreError::damaged(Damage::Database));
    }
    if log_is_in_use(path) {
        return look(&open_keyed(path, OpenFlags::SQLITE_OPEN_READ_ONLY, key)?);
    }
    let first = open_unchanging(path, key).and_then(|connection| look(&connection));
    match first {
        // Another program came in between and the look was not at rest: look again, with its log.
        Err(StoreError::Damaged { .. }) if log_is_in_use(path) => {
            look(&open_keyed(path, OpenFlags::SQLITE_OPEN_READ_ONLY, key)?)
        }
        first => first,
    }
}

fn look(connection: &Connection) -> Result<Probe, StoreError> {
    let version = migrate::version(connection)?;
    if version == 0 {
        return Err(StoreError::damaged(Damage::Contents));
    }
    let id: [u8; 16] = connection.query_row("SELECT id FROM journal", [], |row| row.get(0))?;
    Ok(Probe { version, journal: JournalId(Uuid::from_bytes(id)) })
}

fn log_is_in_use(path: &Path) -> bool {
    std::fs::metadata(log_of(path)).is_ok_and(|log| log.len() > 0)
}

/// The write-ahead log beside a database.
pub(super) fn log_of(path: &Path) -> OsString {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name
}

/// All files that SQLite keeps for a database.
pub(super) fn files_of(path: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        name.into()
    })
}

/// Puts all that stands in the log into the database, and empties the log. For whoever has the journal alone.
pub(super) fn fold_log(connection: &Connection) -> Result<(), StoreError> {
    let waits: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if waits { Err(StoreError::Busy) } else { Ok(()) }
}

/// Writes every page anew under another key, in one transaction.
pub(super) fn rekey(connection: &Connection, key: &Key) -> Result<(), StoreError> {
    Ok(connection.execute_batch(&key_statement("rekey", key))?)
}

/// Quoted twice: as a blob for `SQLCipher`, which then takes it raw, and as a text for SQLite.
fn key_statement(pragma: &str, key: &Key) -> Zeroizing<String> {
    Zeroizing::new(["PRAGMA ", pragma, " = \"x'", key.to_hex().as_str(), "'\""].concat())
}

/// Without `immutable` even a reader would leave an empty log and its index behind.
fn open_unchanging(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    let address = format!("file:{}?immutable=1", percent_encoded(path.as_os_str()));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    open_keyed(Path::new(&address), flags, key)
}

fn percent_encoded(path: &OsStr) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for &byte in path.as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Lets the first opening of the process through alone.
///
/// SQLite calls itself ready before it has called `SQLCipher`'s own start, which is not under its lock: a second
/// thread that comes in between is refused the key.
fn start_library() {
    static STARTED: Once = Once::new();
    // A failure here comes back from the opening that follows.
    STARTED.call_once(|| drop(Connection::open_in_memory()));
}

fn open_keyed(path: &Path, access: OpenFlags, key: &Key) -> Result<Connection, StoreError> {
    start_library();
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // What it would print on standard error comes back as an error anyway.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.execute_batch(&key_statement("key", key))?;
    check_library(&connection)?;
    Ok(connection)
}

fn check_library(connection: &Connection) -> Result<(), StoreError> {
    let cipher: String = connection.query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
    if is_suitable(rusqlite::version_number(), &cipher) {
        return Ok(());
    }
    Err(StoreError::UnsuitableLibrary { sqlite: rusqlite::version().to_owned(), cipher })
}

/// `cipher` reads like `4.19.0 community`.
fn is_suitable(sqlite: i32, cipher: &str) -> bool {
    let mut numbers = cipher.split(['.', ' ']).map_while(|part| part.parse::<u32>().ok());
    let cipher = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    sqlite >= OLDEST_SQLITE && cipher >= OLDEST_CIPHER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_that_can_lose_commits_is_refused() {
        assert!(is_suitable(3_051_003, "4.14.0 community"));
        assert!(is_suitable(3_053_004, "5.0.1"));
        for (sqlite, cipher) in
            [(3_051_002, "4.14.0"), (3_051_003, "4.13.9"), (3_051_003, ""), (3_051_003, "4")]
        {
            assert!(!is_suitable(sqlite, cipher), "{sqlite} {cipher}");
        }
    }

    #[test]
    fn a_path_reads_the_same_inside_an_address() {
        assert_eq!(percent_encoded(OsStr::new("/a b/c?d#e%f.db")), "/a%20b/c%3Fd%23e%25f.db");
    }
}
