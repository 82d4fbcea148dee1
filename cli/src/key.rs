//! The journal's raw key: a file of 64 hexadecimal digits.
//!
//! Where the person names no file, the key lies in the configuration folder under the journal's id, readable
//! by nobody else. A new journal has no id yet, so its key waits under its folder's hash until the journal is
//! made; a crash in between leaves the key where the next start finds it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;
use crate::home;

const LENGTH: usize = 32;

/// A key, and where it has to go once the journal exists.
pub(crate) struct Key {
    bytes: Vec<u8>,
    waits_in: Option<PathBuf>,
}

impl Key {
    /// The key in the file that the person named.
    pub(crate) fn from_file(path: &Path) -> Result<Self, Failure> {
        Ok(Self { bytes: read(path, "--key-file")?, waits_in: None })
    }

    /// The key in `path`, made there where absent.
    pub(crate) fn from_file_or_new(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            write_new(path)?;
        }
        Self::from_file(path)
    }

    /// The key of the journal in `folder`, by the journal's id; a new one where there is no journal yet.
    pub(crate) fn of_journal(folder: &Path) -> Result<Self, Failure> {
        let keys = home::configuration_folder()?.join("keys");
        let waiting = keys.join(format!("new-{:016x}.key", hash(&absolute(folder))));
        if let Some(id) = journal_id(folder)? {
            let named = keys.join(format!("{id}.key"));
            if named.exists() {
                return Ok(Self { bytes: read(&named, "key file")?, waits_in: None });
            }
            if waiting.exists() {
                return Ok(Self { bytes: read(&waiting, "key file")?, waits_in: Some(waiting) });
            }
        }
        if folder.join("journal.db").exists() {
            return Err(Failure::bad_input(
                "--key-file",
                "this journal's key is not among this machine's keys",
                "the file that holds its 64 hexadecimal digits",
            ));
        }
        if !waiting.exists() {
            write_new(&waiting)?;
        }
        Ok(Self { bytes: read(&waiting, "key file")?, waits_in: Some(waiting) })
    }

    /// The key of the journal in `folder` once the journal `id` was restored into it: its own, else the one that
    /// this machine has for that journal, else a new one. It has its name before the journal takes it over, so that
    /// no crash leaves a journal without its key.
    pub(crate) fn of_restored(folder: &Path, id: &str) -> Result<Self, Failure> {
        let named = home::configuration_folder()?.join("keys").join(format!("{id}.key"));
        if journal_id(folder)?.is_none() && !folder.join("journal.db").exists() {
            return Self::from_file_or_new(&named);
        }
        let own = Self::of_journal(folder)?;
        if !named.exists() {
            create(&named, &digits(&own.bytes))
                .map_err(|_| Failure::storage("the key file can't be written"))?;
        } else if read(&named, "key file")? != own.bytes {
            return Err(Failure::bad_input(
                "--home",
                "this machine has another key for the journal of the backup",
                "a folder without a journal, or --key-file",
            ));
        }
        Ok(own)
    }

    /// The raw key.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }

    /// Names the key file after the journal, which exists now. Returns the file's path where that was done.
    pub(crate) fn settle(&self, folder: &Path) -> Result<Option<PathBuf>, Failure> {
        let (Some(waiting), Some(id)) = (&self.waits_in, journal_id(folder)?) else {
            return Ok(None);
        };
        let named = waiting.with_file_name(format!("{id}.key"));
        fs::rename(waiting, &named)
            .map_err(|_| Failure::storage("the key file can't be named after the journal"))?;
        Ok(Some(named))
    }
}

/// The part of `journal.json` that names the key.
#[derive(Deserialize)]
struct Identity {
    journal: String,
}

/// The id of the journal in `folder`; none where there is no journal. A file that can't be understood names
/// no key; the core says what is wrong with it.
fn journal_id(folder: &Path) -> Result<Option<String>, Failure> {
    match fs::read(folder.join("journal.json")) {
        Ok(bytes) => {
            let id = serde_json::from_slice::<Identity>(&bytes).ok().map(|identity| identity.journal);
            Ok(id.filter(|id| id.chars().all(|c| c.is_ascii_hexdigit() || c == '-')))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(_) => Err(Failure::storage("journal.json can't be read")),
    }
}

fn read(path: &Path, field: &str) -> Result<Vec<u8>, Failure> {
    let mut text = String::new();
    File::open(path)
        .and_then(|file| file.take(1024).read_to_string(&mut text))
        .map_err(|_| Failure::bad_input(field, "can't be read", "a file of 64 hexadecimal digits"))?;
    parse(text.trim())
        .ok_or_else(|| Failure::bad_input(field, "not a key", "a file of 64 hexadecimal digits"))
}

fn parse(text: &str) -> Option<Vec<u8>> {
    if text.len() != 2 * LENGTH || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..LENGTH).map(|at| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()).collect()
}

/// A key from the system's randomness, in a file that only its owner can read.
fn write_new(path: &Path) -> Result<(), Failure> {
    let mut key = [0_u8; LENGTH];
    getrandom::fill(&mut key).map_err(|_| Failure::storage("the system gives no randomness for a key"))?;
    create(path, &digits(&key)).map_err(|_| Failure::storage("the key file can't be written"))
}

fn digits(key: &[u8]) -> String {
    key.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

fn create(path: &Path, digits: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{digits}")?;
    file.sync_all()
}

fn absolute(folder: &Path) -> PathBuf {
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}

/// FNV-1a: the same in every release, which the standard library's hasher does not promise.
fn hash(path: &Path) -> u64 {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_exactly_sixty_four_hexadecimal_digits() {
        assert_eq!(parse(&"0f".repeat(32)), Some(vec![15; 32]));
        for bad in ["", "0f", &"0g".repeat(32), &"0f".repeat(33), &"+f".repeat(32), &"é".repeat(32)] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_new_key_is_for_its_owner_alone_and_is_not_made_twice() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("keys/a.key");
        let first = Key::from_file_or_new(&path).expect("made").bytes();
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(Key::from_file_or_new(&path).expect("read").bytes(), first);
    }
}
