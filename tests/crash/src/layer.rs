//! SQLite's file layer (a "VFS") with the watching disk in front of the system's own.
//!
//! It is made SQLite's default, so that the store under test is the store that ships. Only files of a watched folder
//! are held up; all else goes straight through.
//!
//! Every `unsafe` here rests on the same few things: SQLite hands in the table and the file that it was given at
//! `xOpen`, never two calls at once for one file, and the system's file lies right behind ours in one allocation.

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::OnceLock;

use rusqlite::ffi::{
    SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR, SQLITE_OK, SQLITE_OPEN_MAIN_DB, SQLITE_OPEN_WAL,
    sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find, sqlite3_vfs_register,
};

use crate::disk::{Call, Change, Disk, Trouble};

/// Our file; the system's lies behind it.
#[repr(C)]
struct File {
    base: sqlite3_file,
    /// Where the folder is watched.
    watched: *mut Watched,
}

struct Watched {
    disk: Disk,
    name: String,
}

/// The system's table, which lives as long as the program.
struct System(*mut sqlite3_vfs);

// SAFETY: SQLite's tables are never changed once registered, and may be called from every thread.
unsafe impl Send for System {}
// SAFETY: as above.
unsafe impl Sync for System {}

static SYSTEM: OnceLock<System> = OnceLock::new();

/// Puts the layer in front of the system's, once.
pub(crate) fn install() {
    SYSTEM.get_or_init(|| {
        // SAFETY: the default table exists once SQLite has started, which the first connection sees to; the copy that
        // is registered is never freed.
        unsafe {
            drop(rusqlite::Connection::open_in_memory());
            let system = sqlite3_vfs_find(std::ptr::null());
            assert!(!system.is_null(), "SQLite has a file layer");
            let mut ours = *system;
            ours.szOsFile += c_int::try_from(size_of::<File>()).expect("small");
            ours.zName = c"nape-crash".as_ptr();
            ours.pNext = std::ptr::null_mut();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            assert_eq!(sqlite3_vfs_register(Box::leak(Box::new(ours)), 1), SQLITE_OK);
            System(system)
        }
    });
}

fn system() -> *mut sqlite3_vfs {
    SYSTEM.get().expect("installed before SQLite could call").0
}

/// The system's file behind ours.
unsafe fn real(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: `xOpen` was given room for both, see `install`.
    unsafe { file.cast::<File>().add(1).cast() }
}

/// Asks the disk, where this file is watched.
unsafe fn asked(file: *mut sqlite3_file, call: impl FnOnce() -> Call) -> Result<(), c_int> {
    // SAFETY: set at `open`, freed at `close`, and SQLite uses a file only in between.
    let watched = unsafe { (*file.cast::<File>()).watched.as_ref() };
    let Some(watched) = watched else { return Ok(()) };
    watched.disk.asked(OsStr::new(&watched.name), call()).map_err(|refused| code(refused.0))
}

fn code(trouble: Trouble) -> c_int {
    match trouble {
        Trouble::Failure => SQLITE_IOERR,
        Trouble::Full => SQLITE_FULL,
    }
}

/// Calls a function of the system's table for a file.
macro_rules! pass_on {
    ($file:ident . $name:ident ( $($argument:expr),* )) => {{
        // SAFETY: the system's file was opened, so its table is there and lives for ever.
        unsafe {
            let real = real($file);
            match (*(*real).pMethods).$name {
                Some(function) => function(real, $($argument),*),
                None => SQLITE_IOERR,
            }
        }
    }};
}

/// As `pass_on`, after the disk has been asked.
macro_rules! ask_and_pass_on {
    ($call:expr, $file:ident . $name:ident ( $($argument:expr),* )) => {{
        // SAFETY: SQLite calls with a file that `open` made.
        match unsafe { asked($file, || $call) } {
            Ok(()) => pass_on!($file.$name($($argument),*)),
            Err(code) => code,
        }
    }};
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let ours = file.cast::<File>();
    // SAFETY: SQLite hands in room for our file and the system's, and a name that ends with a zero or none.
    unsafe {
        (*ours).base.pMethods = std::ptr::null();
        (*ours).watched = std::ptr::null_mut();
        let watched = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL) != 0).then(|| watched(name)).flatten();
        if let Some(watched) = &watched
            && watched.disk.asked(OsStr::new(&watched.name), Call::Look).is_err()
        {
            return SQLITE_CANTOPEN;
        }
        let system = system();
        let Some(system_open) = (*system).xOpen else { return SQLITE_CANTOPEN };
        let result = system_open(system, name, real(file), flags, out);
        if result != SQLITE_OK {
            return result;
        }
        (*ours).base.pMethods = &raw const METHODS;
        if let Some(watched) = watched {
            watched.disk.opened(&watched.name, || contents(file));
            (*ours).watched = Box::into_raw(Box::new(watched));
        }
    }
    SQLITE_OK
}

/// The disk under a file with this name, where one watches it.
unsafe fn watched(name: *const c_char) -> Option<Watched> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite's names end with a zero.
    let path = Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()));
    let disk = Disk::of(path)?;
    Some(Watched { disk, name: path.file_name()?.to_str()?.to_owned() })
}

/// What the file holds, read through the system's layer: opening and closing it beside SQLite would let go of the
/// locks that this process has on it.
unsafe fn contents(file: *mut sqlite3_file) -> Vec<u8> {
    let mut length: sqlite3_int64 = 0;
    pass_on!(file.xFileSize(&raw mut length));
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    let wanted = c_int::try_from(bytes.len()).expect("a small file");
    pass_on!(file.xRead(bytes.as_mut_ptr().cast(), wanted, 0));
    bytes
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: SQLite hands in a name, and the system's table is there.
    unsafe {
        if let Some(watched) = watched(name)
            && let Err(refused) = watched.disk.asked(OsStr::new(&watched.name), Call::Delete)
        {
            return code(refused.0);
        }
        let system = system();
        (*system).xDelete.map_or(SQLITE_IOERR, |delete| delete(system, name, sync))
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: made by `Box::into_raw` in `open`, and SQLite closes once.
    unsafe {
        let watched = std::mem::replace(&mut (*file.cast::<File>()).watched, std::ptr::null_mut());
        if !watched.is_null() {
            drop(Box::from_raw(watched));
        }
    }
    pass_on!(file.xClose())
}

unsafe extern "C" fn read(file: *mut sqlite3_file, to: *mut c_void, n: c_int, at: sqlite3_int64) -> c_int {
    ask_and_pass_on!(Call::Look, file.xRead(to, n, at))
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    n: c_int,
    at: sqlite3_int64,
) -> c_int {
    let change = || {
        let length = usize::try_from(n).unwrap_or_default();
        // SAFETY: SQLite hands in that many bytes.
        let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length) }.to_vec();
        Call::Change(Change::Write { at: usize::try_from(at).unwrap_or_default(), bytes })
    };
    ask_and_pass_on!(change(), file.xWrite(from, n, at))
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    let change = || Call::Change(Change::Truncate(usize::try_from(length).unwrap_or_default()));
    ask_and_pass_on!(change(), file.xTruncate(length))
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    ask_and_pass_on!(Call::Sync, file.xSync(flags))
}

unsafe extern "C" fn size(file: *mut sqlite3_file, out: *mut sqlite3_int64) -> c_int {
    ask_and_pass_on!(Call::Look, file.xFileSize(out))
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, kind: c_int) -> c_int {
    pass_on!(file.xLock(kind))
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, kind: c_int) -> c_int {
    pass_on!(file.xUnlock(kind))
}

unsafe extern "C" fn check_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    pass_on!(file.xCheckReservedLock(out))
}

unsafe extern "C" fn control(file: *mut sqlite3_file, what: c_int, argument: *mut c_void) -> c_int {
    pass_on!(file.xFileControl(what, argument))
}

unsafe extern "C" fn sector(file: *mut sqlite3_file) -> c_int {
    pass_on!(file.xSectorSize())
}

unsafe extern "C" fn traits(file: *mut sqlite3_file) -> c_int {
    pass_on!(file.xDeviceCharacteristics())
}

unsafe extern "C" fn map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    ask_and_pass_on!(Call::Look, file.xShmMap(page, size, extend, out))
}

unsafe extern "C" fn lock_map(file: *mut sqlite3_file, offset: c_int, n: c_int, flags: c_int) -> c_int {
    pass_on!(file.xShmLock(offset, n, flags))
}

unsafe extern "C" fn barrier(file: *mut sqlite3_file) {
    // SAFETY: as for `pass_on`.
    unsafe {
        let real = real(file);
        if let Some(function) = (*(*real).pMethods).xShmBarrier {
            function(real);
        }
    }
}

unsafe extern "C" fn unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    pass_on!(file.xShmUnmap(delete))
}

unsafe extern "C" fn fetch(
    file: *mut sqlite3_file,
    at: sqlite3_int64,
    n: c_int,
    out: *mut *mut c_void,
) -> c_int {
    pass_on!(file.xFetch(at, n, out))
}

unsafe extern "C" fn unfetch(file: *mut sqlite3_file, at: sqlite3_int64, page: *mut c_void) -> c_int {
    pass_on!(file.xUnfetch(at, page))
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 3,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_lock),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(traits),
    xShmMap: Some(map),
    xShmLock: Some(lock_map),
    xShmBarrier: Some(barrier),
    xShmUnmap: Some(unmap),
    xFetch: Some(fetch),
    xUnfetch: Some(unfetch),
};
