//! The journal's raw key: a file of 64 hexadecimal digits, or one that names the key in the system's keyring
//! (`keyring:NAME`).
//!
//! Where the person names no file, the key lies in the configuration folder under the journal's id, readable
//! by nobody else. A new journal has no id yet, so its key waits under its folder's hash until the journal is
//! made; a crash in between leaves the key where the next start finds it. While a key is changed, the one to come lies
//! beside it, with `.next` behind its name.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nape::api::{KeyPort, NapeError};
use serde::Deserialize;

use crate::failure::Failure;
use crate::home;
use crate::keyring;

const LENGTH: usize = 32;

/// A key, where it is, and whether it gets another name once the journal exists.
pub(crate) struct Key {
    bytes: Vec<u8>,
    file: PathBuf,
    /// The name that it has in the keyring, where it is there.
    in_keyring: Option<String>,
    waits: bool,
}

/// Where a new key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    /// Its file.
    File,
    /// The keyring, where there is one.
    Keyring,
}

/// What stands in a key's file before the name of a key in the keyring.
const NAMED: &str = "keyring:";

impl Key {
    /// The key in the file that the person named.
    pub(crate) fn from_file(path: &Path) -> Result<Self, Failure> {
        Self::read(path.to_owned(), "--key-file")
    }

    fn read(file: PathBuf, field: &str) -> Result<Self, Failure> {
        let (bytes, in_keyring) = read(&file, field)?;
        Ok(Self { bytes, file, in_keyring, waits: false })
    }

    fn waiting(file: PathBuf) -> Result<Self, Failure> {
        Ok(Self { waits: true, ..Self::read(file, "key file")? })
    }

    /// The key in `path`, made there where absent.
    pub(crate) fn from_file_or_new(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            write_new(path, Into::File)?;
        }
        Self::from_file(path)
    }

    /// The key of the journal in `folder`, by the journal's id; a new one where there is no journal yet.
    pub(crate) fn of_journal(folder: &Path) -> Result<Self, Failure> {
        let keys = keys_folder()?;
        loop {
            let seen = Seen::now(&keys, folder)?;
            match seen.key() {
                // What another program makes or names meanwhile is seen in steps: what does not fit together is looked at
                // again.
                Err(_) if Seen::now(&keys, folder)? != seen => {}
                Ok(None) => Self::begin(&keys, folder)?,
                Ok(Some(key)) => return Ok(key),
                Err(failure) => return Err(failure),
            }
        }
    }

    /// A key for a journal that is to be made.
    fn begin(keys: &Path, folder: &Path) -> Result<(), Failure> {
        let waiting = waiting_in(keys, folder);
        let made = write_new(&waiting, Into::Keyring)?;
        // Made by another program, key and all, since this one looked: its own key opens nothing.
        if made && Seen::now(keys, folder)?.has_database {
            remove(&waiting)?;
        }
        Ok(())
    }

    /// The key to come that a change of keys, killed on its way, has left beside this one.
    pub(crate) fn next(&self) -> Result<Option<Self>, Failure> {
        let next = next_to(&self.file);
        if !next.exists() {
            return Ok(None);
        }
        Self::read(next, "key file").map(Some)
    }

    /// A new key, kept beside this one as the key to come.
    pub(crate) fn make_next(&self) -> Result<Self, Failure> {
        let next = next_to(&self.file);
        // One from a change that never began: this key opens the journal, so that one opens nothing.
        remove(&next)?;
        write_new(&next, if self.in_keyring.is_some() { Into::Keyring } else { Into::File })?;
        Self::read(next, "key file")
    }

    /// The key to come takes the place of this one. Returns the file that it is in now.
    pub(crate) fn give_way_to(&self, next: &Self) -> Result<PathBuf, Failure> {
        fs::rename(&next.file, &self.file)
            .and_then(|()| sync_folder_of(&self.file))
            .map_err(|_| Failure::storage("the new key can't take the place of the old one"))?;
        if let Some(old) = &self.in_keyring {
            // It opens nothing any more; one that stays behind is no harm.
            let _ = keyring::forget(old);
        }
        Ok(self.file.clone())
    }

    /// Whether the system's keyring holds it, and the file only names it.
    pub(crate) const fn is_in_keyring(&self) -> bool {
        self.in_keyring.is_some()
    }

    /// The key of the journal in `folder` once the journal `id` was restored into it: its own, or a new one. It has its
    /// name before the journal takes it over, so that no crash leaves a journal without its key.
    pub(crate) fn of_restored(folder: &Path, id: &str) -> Result<Self, Failure> {
        let keys = keys_folder()?;
        let (first, further) = (of_first(&keys, id), of_further(&keys, id, folder));
        let is_new = !folder.join("journal.db").exists();
        match journal_id(folder)? {
            Some(here) if here == id => Self::of_journal(folder),
            None if is_new => {
                let file = if first.exists() { further } else { first };
                if !file.exists() {
                    write_new(&file, Into::Keyring)?;
                }
                Self::read(file, "key file")
            }
            _ => {
                let own = Self::of_journal(folder)?;
                let named = if first.exists() { further } else { first };
                remove(&named)?;
                write(&named, &own.bytes, if own.is_in_keyring() { Into::Keyring } else { Into::File })?;
                Ok(own)
            }
        }
    }

    /// Whether `path` is, or leads to, the file of this key, that of the key to come, or any in the folder of keys: nothing
    /// else may stand there.
    pub(crate) fn is_at(&self, path: &Path) -> bool {
        let place = |path: &Path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
        let above = |path: &Path| place(&absolute(path).parent().map(Path::to_owned).unwrap_or_default());
        let next = next_to(&self.file);
        let is_one = |own: &Path| {
            let same_name =
                path.file_name() == own.file_name() && above(path).is_some_and(|at| Some(at) == above(own));
            same_name || place(path).is_some_and(|at| Some(at) == place(own))
        };
        let keys = keys_folder().ok().and_then(|keys| place(&keys));
        is_one(&self.file) || is_one(&next) || (keys.is_some() && above(path) == keys)
    }

    /// The raw key.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }

    /// Names the key file after the journal, which exists now. Returns the file's path where that was done.
    pub(crate) fn settle(&self, folder: &Path) -> Result<Option<PathBuf>, Failure> {
        let (true, Some(id)) = (self.waits, journal_id(folder)?) else {
            return Ok(None);
        };
        let named = self.file.with_file_name(format!("{id}.key"));
        match fs::rename(&self.file, &named) {
            Ok(()) => Ok(Some(named)),
            // Another program made the journal at the same moment and named its key.
            Err(error) if error.kind() == ErrorKind::NotFound && named.exists() => Ok(None),
            Err(_) => Err(Failure::storage("the key file can't be named after the journal")),
        }
    }
}

/// What there is of a journal and of its key.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    id: Option<String>,
    has_database: bool,
    named: Option<PathBuf>,
    waiting: Option<PathBuf>,
}

impl Seen {
    fn now(keys: &Path, folder: &Path) -> Result<Self, Failure> {
        let there = |file: &PathBuf| file.exists();
        let id = journal_id(folder)?;
        let places = id.iter().flat_map(|id| [of_further(keys, id, folder), of_first(keys, id)]);
        let named = places.into_iter().find(there);
        let has_database = folder.join("journal.db").exists();
        Ok(Self { id, has_database, named, waiting: Some(waiting_in(keys, folder)).filter(there) })
    }

    /// The key that this says is the journal's; none where there is neither yet.
    fn key(&self) -> Result<Option<Key>, Failure> {
        if let Some(file) = &self.named {
            return Key::read(file.clone(), "key file").map(Some);
        }
        if let Some(file) = &self.waiting {
            return Key::waiting(file.clone()).map(Some);
        }
        if !self.has_database {
            return Ok(None);
        }
        Err(if self.id.is_none() {
            Failure::storage(
                "journal.json, which says which key is this journal's, is lost or damaged; with --key-file and the key from \
                 the folder of keys it is written anew",
            )
        } else {
            Failure::bad_input(
                "--key-file",
                "this journal's key is not among this machine's keys; if it is lost, restoring a backup is the way back",
                "the file that holds its 64 hexadecimal digits",
            )
        })
    }
}

/// The key files of one journal, for its erasure.
pub(crate) struct KeyFiles {
    folder: PathBuf,
    named_by_person: Option<PathBuf>,
}

impl KeyFiles {
    pub(crate) fn of(folder: &Path, key_file: Option<&Path>) -> Arc<dyn KeyPort> {
        Arc::new(Self { folder: folder.to_owned(), named_by_person: key_file.map(Path::to_owned) })
    }

    /// With a file that the person named there is no other; without, the key waits or is named by the journal.
    fn forget_all(&self, journal: Option<String>) -> Result<(), Failure> {
        let files = if let Some(file) = &self.named_by_person {
            vec![file.clone()]
        } else {
            let keys = keys_folder()?;
            let named = journal.map(|id| {
                let further = of_further(&keys, &id, &self.folder);
                if further.exists() { further } else { of_first(&keys, &id) }
            });
            named.into_iter().chain([waiting_in(&keys, &self.folder)]).collect()
        };
        for file in files {
            remove(&file)?;
            remove(&next_to(&file))?;
        }
        Ok(())
    }
}

impl KeyPort for KeyFiles {
    fn forget(&self, journal: Option<String>) -> Result<(), NapeError> {
        let kept = |_| NapeError::Storage { detail: "the key file can't be removed".to_owned() };
        self.forget_all(journal).map_err(kept)
    }
}

fn keys_folder() -> Result<PathBuf, Failure> {
    Ok(home::configuration_folder()?.join("keys"))
}

/// Where the key of a journal is; of its first folder on this machine.
fn of_first(keys: &Path, id: &str) -> PathBuf {
    keys.join(format!("{id}.key"))
}

/// Where the key of the same journal in a further folder is: to change or erase one must not take the other's.
fn of_further(keys: &Path, id: &str, folder: &Path) -> PathBuf {
    keys.join(format!("{id}-{:016x}.key", hash(&absolute(folder))))
}

/// Where the key of a journal waits that has no id yet.
fn waiting_in(keys: &Path, folder: &Path) -> PathBuf {
    keys.join(format!("new-{:016x}.key", hash(&absolute(folder))))
}

fn next_to(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".next");
    name.into()
}

/// Removes a key file that may not be there, for good.
fn remove(file: &Path) -> Result<(), Failure> {
    // The key first: its name alone is nothing.
    if let Ok(Some(name)) = text_of(file).map(|text| name_in(&text).map(str::to_owned)) {
        keyring::forget(&name).map_err(|_| unreachable_keyring())?;
    }
    let removed = match fs::remove_file(file) {
        Ok(()) => sync_folder_of(file),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    };
    removed.map_err(|_| Failure::storage("a key file can't be removed"))
}

fn sync_folder_of(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
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

/// The key, and the name that it has in the keyring where it is there.
fn read(path: &Path, field: &str) -> Result<(Vec<u8>, Option<String>), Failure> {
    let text = text_of(path)
        .map_err(|_| Failure::bad_input(field, "can't be read", "a file of 64 hexadecimal digits"))?;
    if let Some(name) = name_in(&text) {
        let key = keyring::find(name).map_err(|trouble| match trouble {
            keyring::Trouble::NotThere => unreachable_keyring(),
            keyring::Trouble::NoSuchKey => Failure::storage(
                "this journal's key is not in the system's keyring any more; restoring a backup is the way back",
            ),
        })?;
        return Ok((key, Some(name.to_owned())));
    }
    let key = parse(text.trim())
        .ok_or_else(|| Failure::bad_input(field, "not a key", "a file of 64 hexadecimal digits"))?;
    Ok((key, None))
}

fn text_of(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    File::open(path).and_then(|file| file.take(1024).read_to_string(&mut text))?;
    Ok(text)
}

fn name_in(text: &str) -> Option<&str> {
    text.trim().strip_prefix(NAMED)
}

fn unreachable_keyring() -> Failure {
    Failure::storage("this journal's key is in the system's keyring, which can't be reached or stays locked")
}

fn parse(text: &str) -> Option<Vec<u8>> {
    if text.len() != 2 * LENGTH || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..LENGTH).map(|at| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()).collect()
}

/// A key from the system's randomness; false where another program has put one there at the same moment.
fn write_new(path: &Path, place: Into) -> Result<bool, Failure> {
    let mut key = [0_u8; LENGTH];
    getrandom::fill(&mut key).map_err(|_| Failure::storage("the system gives no randomness for a key"))?;
    write(path, &key, place)
}

/// A key in a file that only its owner can read, or in the keyring under a name that the file holds; false where there is a
/// file already.
fn write(path: &Path, key: &[u8], place: Into) -> Result<bool, Failure> {
    let name = if place == Into::Keyring { keyring::keep(key) } else { None };
    let text = name.as_ref().map_or_else(|| digits(key), |name| format!("{NAMED}{name}"));
    let made = match create(path, &text) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(_) => Err(Failure::storage("the key file can't be written")),
    };
    if let (Ok(false) | Err(_), Some(name)) = (&made, &name) {
        // It opens nothing; one that stays behind is no harm.
        let _ = keyring::forget(name);
    }
    made
}

fn digits(key: &[u8]) -> String {
    key.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    // It is whole before it has its name: another program may be looking for it.
    let mut aside = path.as_os_str().to_owned();
    aside.push(format!(".{:x}", std::process::id()));
    let aside = PathBuf::from(aside);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
    let named =
        writeln!(file, "{text}").and_then(|()| file.sync_all()).and_then(|()| give_name(&aside, path));
    // It may have its name already, where a file has one name only.
    let _ = fs::remove_file(&aside);
    named.and_then(|()| sync_folder_of(path))
}

/// Unlike a renaming, a second name takes none that is taken; not every file system has second names.
fn give_name(aside: &Path, path: &Path) -> std::io::Result<()> {
    match fs::hard_link(aside, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists && !path.exists() => fs::rename(aside, path),
        named => named,
    }
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
    fn a_journal_that_is_just_being_made_has_the_key_that_waits_for_it() {
        let (keys, folder) = (tempfile::tempdir().expect("folder"), tempfile::tempdir().expect("folder"));
        let seen = || Seen::now(keys.path(), folder.path()).expect("looked");
        assert!(seen().key().expect("none yet").is_none());
        Key::begin(keys.path(), folder.path()).expect("made");
        let waits = seen().key().expect("reads").expect("waits").bytes();
        fs::write(folder.path().join("journal.db"), "").expect("written");
        assert_eq!(seen().key().expect("reads").expect("waits").bytes(), waits, "it has no journal.json yet");
        fs::write(folder.path().join("journal.json"), r#"{"journal":"0a"}"#).expect("written");
        assert_eq!(seen().key().expect("reads").expect("waits").bytes(), waits, "its key has no name yet");
        fs::rename(waiting_in(keys.path(), folder.path()), of_first(keys.path(), "0a")).expect("named");
        assert_eq!(seen().key().expect("reads").expect("named").bytes(), waits);
        Key::begin(keys.path(), folder.path()).expect("made by another program meanwhile");
        assert_eq!(
            fs::read_dir(keys.path()).expect("a folder").count(),
            1,
            "no key is left that opens nothing"
        );
    }

    #[test]
    fn a_key_that_another_program_put_there_is_kept_and_whole() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.key");
        assert!(write(&path, &[15; LENGTH], Into::File).expect("written"));
        assert!(!write(&path, &[16; LENGTH], Into::File).expect("left"));
        assert_eq!(read(&path, "key file").ok(), Some((vec![15; LENGTH], None)));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
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
