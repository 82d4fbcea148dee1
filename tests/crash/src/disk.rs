//! What was written, what of it is durable, and what a power cut leaves of the rest.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::layer;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// The disks that watch now. Each test has its own folder, so that tests don't disturb each other.
static DISKS: Mutex<Vec<Disk>> = Mutex::new(Vec::new());

/// The disk under one folder, watched until dropped by [`Disk::release`].
#[derive(Debug, Clone)]
pub struct Disk {
    folder: PathBuf,
    state: Arc<Mutex<State>>,
}

/// What goes wrong with one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The device fails.
    Failure,
    /// No room is left; only writes meet it.
    Full,
}

/// What becomes of what was written and not yet synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aftermath {
    /// The program was killed, the machine runs on: everything reaches the disk.
    Killed,
    /// The power is gone, and with it all that was not synced.
    Lost,
    /// The power is gone; each sector not synced is there or not, as this seed draws it.
    Torn(u64),
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<String, Watched>,
    /// Calls that change something, and calls at all, since the watch began.
    changes: u64,
    calls: u64,
    cut_at: Option<u64>,
    trouble_at: Option<(u64, Trouble)>,
    is_cut: bool,
    had_trouble: bool,
}

/// A file as the disk has it, and what waits in its cache, in order.
#[derive(Debug, Default)]
struct Watched {
    durable: Vec<u8>,
    waiting: Vec<Change>,
}

#[derive(Debug)]
pub(crate) enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
}

/// What SQLite is about to do, as far as it matters here.
#[derive(Debug)]
pub(crate) enum Call {
    Look,
    Change(Change),
    Sync,
    Delete,
}

/// A call that the disk doesn't do, with the trouble that it has.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) Trouble);

impl Disk {
    /// Watches the database files in `folder`, which nobody has open.
    pub fn watch(folder: &Path) -> Self {
        layer::install();
        let disk = Self { folder: folder.to_owned(), state: Arc::default() };
        lock(&DISKS).push(disk.clone());
        disk
    }

    /// Ends all life at the call with this number, of those that change something; the first is 1. That call's own
    /// bytes may still reach the disk.
    pub fn cut_at(&self, change: u64) {
        lock(&self.state).cut_at = Some(change);
    }

    /// Refuses the call with this number, of all; the first is 1. Those after it are done again.
    pub fn trouble_at(&self, call: u64, trouble: Trouble) {
        lock(&self.state).trouble_at = Some((call, trouble));
    }

    /// Whether the cut came, or the trouble.
    pub fn was_reached(&self) -> bool {
        let state = lock(&self.state);
        state.is_cut || state.had_trouble
    }

    /// Makes in `into` the folder that is found afterwards. What SQLite rebuilds by itself is left out.
    ///
    /// # Panics
    /// Where a file can't be copied.
    pub fn aftermath(&self, what: Aftermath, into: &Path) {
        let state = lock(&self.state);
        for entry in fs::read_dir(&self.folder).expect("the folder") {
            let name = entry.expect("an entry").file_name();
            let watched = state.files.contains_key(name.to_str().unwrap_or_default());
            if !watched && !name.as_encoded_bytes().ends_with(b"-shm") {
                fs::copy(self.folder.join(&name), into.join(&name)).expect("copied");
            }
        }
        for (name, file) in &state.files {
            fs::write(into.join(name), file.after(what)).expect("written");
        }
    }

    /// Ends the watch.
    pub fn release(self) {
        lock(&DISKS).retain(|other| other.folder != self.folder);
    }

    /// The disk that holds this file.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        lock(&DISKS).iter().find(|disk| path.parent() == Some(&disk.folder)).cloned()
    }

    /// A file was opened; `read` gives what it holds, where that is not known yet.
    pub(crate) fn opened(&self, name: &str, read: impl FnOnce() -> Vec<u8>) {
        let mut state = lock(&self.state);
        if !state.files.contains_key(name) {
            let durable = read();
            state.files.insert(name.to_owned(), Watched { durable, waiting: Vec::new() });
        }
    }

    /// Whether the disk does this; the caller passes it on where it does.
    pub(crate) fn asked(&self, name: &OsStr, call: Call) -> Result<(), Refused> {
        let mut state = lock(&self.state);
        if state.is_cut {
            return Err(Refused(Trouble::Failure));
        }
        state.calls += 1;
        let is_write = matches!(call, Call::Change(Change::Write { .. }));
        if let Some((at, trouble)) = state.trouble_at
            && state.calls == at
        {
            state.had_trouble = true;
            if trouble == Trouble::Failure || is_write {
                return Err(Refused(trouble));
            }
        }
        if !matches!(call, Call::Look) {
            state.changes += 1;
            state.is_cut = state.cut_at == Some(state.changes);
        }
        let is_cut = state.is_cut;
        state.take_in(name.to_str().unwrap_or_default(), call, is_cut);
        if is_cut { Err(Refused(Trouble::Failure)) } else { Ok(()) }
    }
}

impl State {
    /// Of the call at which the power goes only bytes may reach the disk.
    fn take_in(&mut self, name: &str, call: Call, is_cut: bool) {
        let Some(file) = self.files.get_mut(name) else {
            return;
        };
        match call {
            Call::Change(change) => file.waiting.push(change),
            Call::Sync if !is_cut => {
                file.durable = file.after(Aftermath::Killed);
                file.waiting.clear();
            }
            Call::Delete if !is_cut => drop(self.files.remove(name)),
            Call::Look | Call::Sync | Call::Delete => {}
        }
    }
}

impl Watched {
    fn after(&self, what: Aftermath) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        let mut chance = match what {
            Aftermath::Lost => return bytes,
            Aftermath::Killed => None,
            Aftermath::Torn(seed) => Some(Chance(seed)),
        };
        let mut is_done = || chance.as_mut().is_none_or(Chance::coin);
        for change in &self.waiting {
            match change {
                Change::Truncate(length) if is_done() => bytes.resize(*length, 0),
                Change::Truncate(_) => {}
                Change::Write { at, bytes: written } => {
                    for (from, piece) in sectors(*at, written) {
                        if is_done() {
                            put(&mut bytes, from, piece);
                        }
                    }
                }
            }
        }
        bytes
    }
}

fn put(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let end = at + piece.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at..end].copy_from_slice(piece);
}

/// The pieces of a write, cut where sectors end.
fn sectors(mut at: usize, mut bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let mut pieces = Vec::new();
    while !bytes.is_empty() {
        let (piece, rest) = bytes.split_at(bytes.len().min(SECTOR - at % SECTOR));
        pieces.push((at, piece));
        at += piece.len();
        bytes = rest;
    }
    pieces
}

/// A small generator with a seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn coin(&mut self) -> bool {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) & 1 == 0
    }
}

/// A test that failed elsewhere is no reason to fail here.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(bytes: &[u8]) -> Watched {
        let waiting = vec![Change::Write { at: 100, bytes: bytes.to_vec() }];
        Watched { durable: vec![0; 2000], waiting }
    }

    #[test]
    fn what_is_not_synced_is_there_lost_or_torn_at_sectors() {
        let file = written(&[1; 1500]);
        assert_eq!(file.after(Aftermath::Lost), vec![0; 2000]);
        assert_eq!(file.after(Aftermath::Killed)[100..1600], [1; 1500]);
        let torn: Vec<_> = (0..20).map(|seed| file.after(Aftermath::Torn(seed))).collect();
        assert!(
            torn.iter().any(|bytes| bytes[100] == 1 && bytes[600] == 0),
            "the second sector alone is lost"
        );
        for bytes in torn {
            assert!(bytes[512..1024].iter().all(|byte| *byte == bytes[512]), "a sector is whole");
        }
    }

    #[test]
    fn a_write_behind_the_end_makes_the_file_longer_only_where_it_is_done() {
        let mut file = written(&[]);
        file.waiting = vec![Change::Truncate(10), Change::Write { at: 10, bytes: vec![9; 5] }];
        assert_eq!(file.after(Aftermath::Killed).len(), 15);
        assert_eq!(file.after(Aftermath::Lost).len(), 2000);
    }
}
