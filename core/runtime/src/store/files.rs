//! Files that only their owner may read, and that are either old or new but never half.

use std::ffi::OsStr;
use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::fs::{FlockOperation, flock};

const OWNER_ONLY_FOLDER: u32 = 0o700;
const OWNER_ONLY_FILE: u32 = 0o600;

/// Makes the folder and those above it, closed to others; one that exists keeps its permissions.
pub(super) fn create_private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(OWNER_ONLY_FOLDER).create(folder)
}

/// Opens a file for reading and writing, made empty and closed to others where it is absent.
pub(super) fn open_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(OWNER_ONLY_FILE).open(path)
}

/// Closes a file to others, whatever it was before.
pub(super) fn make_private(path: &Path) -> io::Result<()> {
    std::fs::set_permissions(path, Permissions::from_mode(OWNER_ONLY_FILE))
}

/// Gives `path` these bytes, durably: after a crash it holds the old ones or the new ones.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = Aside::beside(path)?;
    aside.file().write_all(bytes)?;
    aside.take_its_place(path)
}

/// What stands behind the name of every [`Aside`].
const UNFINISHED: &str = ".unfinished";

/// A file beside the one whose place it takes once it is whole, under a name that nobody else has; dropped before, it is
/// gone. It is locked meanwhile: what nobody has locked is what a kill left behind, and the next one removes it.
#[derive(Debug)]
pub(super) struct Aside {
    path: PathBuf,
    file: File,
    in_place: bool,
}

impl Aside {
    /// An empty one, closed to others, beside `path`.
    pub(super) fn beside(path: &Path) -> io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        // What can't be removed now is no reason to write nothing.
        let _ = sweep(path);
        loop {
            let mut name = path.as_os_str().to_owned();
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            name.push(format!(".{:x}-{number:x}{UNFINISHED}", std::process::id()));
            let new =
                OpenOptions::new().read(true).write(true).create_new(true).mode(OWNER_ONLY_FILE).open(&name);
            let file = match new {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                new => new?,
            };
            // Where a file system has no locks, nothing there is ever taken for left behind either.
            let _ = lock(&file);
            let aside = Self { path: name.into(), file, in_place: false };
            // Swept away before it was locked.
            if is_at(&aside.file, &aside.path)? {
                return Ok(aside);
            }
        }
    }

    /// To write to.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Durably gives it the name that it was made beside.
    pub(super) fn take_its_place(mut self, path: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        std::fs::rename(&self.path, path)?;
        self.in_place = true;
        sync_folder_of(path)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.in_place {
            // Else the next one beside the same file removes it.
            let _ = remove_if_there(&self.path);
        }
        unlock(&self.file);
    }
}

/// Every [`Aside`] beside `path`, in use or left behind.
pub(super) fn asides_of(path: &Path) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if is_aside_of(name, &entry.file_name()) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// Whether a name is one of an [`Aside`] beside the file of another name.
pub(super) fn is_aside_of(name: &OsStr, found: &OsStr) -> bool {
    let rest = found.as_encoded_bytes().strip_prefix(name.as_encoded_bytes());
    let rest = rest.and_then(|rest| rest.strip_prefix(b".")?.strip_suffix(UNFINISHED.as_bytes()));
    rest.is_some_and(|middle| middle.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-'))
}

/// Removes those that a kill left behind.
fn sweep(path: &Path) -> io::Result<()> {
    for aside in asides_of(path)? {
        let Ok(file) = OpenOptions::new().read(true).write(true).open(&aside) else { continue };
        if try_lock(&file)? {
            // Else it has taken its place meanwhile.
            if is_at(&file, &aside)? {
                remove_if_there(&aside)?;
            }
            unlock(&file);
        }
    }
    Ok(())
}

/// The name under which a file or folder is written before it is whole.
pub(super) fn unfinished(path: &Path) -> PathBuf {
    beside(path, ".unfinished")
}

/// The path with something behind its name.
pub(super) fn beside(path: &Path, behind: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(behind);
    name.into()
}

/// Makes a rename in the folder of `path` durable.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Removes a file that may not be there.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Whether this is the file that stands at `path` now.
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let held = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(found) => Ok((found.dev(), found.ino()) == (held.dev(), held.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Locks the file against every other process and every other handle; the kernel unlocks it when the
/// handle closes, however the process ends. Waits its turn.
///
/// Not `File::lock`, which the standard library refuses on Android.
pub(super) fn lock(file: &File) -> io::Result<()> {
    Ok(flock(file, FlockOperation::LockExclusive)?)
}

/// Gives a lock back at once. To close the file would not do: a process that another thread is just starting has it open
/// until it has begun, and with it the lock.
pub(super) fn unlock(file: &File) {
    // What is not locked is what is wanted.
    let _ = flock(file, FlockOperation::Unlock);
}

/// As [`lock`], but together with others who lock it so.
pub(super) fn lock_shared(file: &File) -> io::Result<()> {
    Ok(flock(file, FlockOperation::LockShared)?)
}

/// As [`lock`], but false at once where another one holds it.
pub(super) fn try_lock(file: &File) -> io::Result<bool> {
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
