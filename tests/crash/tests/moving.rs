//! What takes a journal from one state to another, on a disk that loses power, fills up and fails at every single call: a
//! restore, and a change of keys. An erasure and a backup's own file pass SQLite by: the disk here does not see them.

#[path = "../../../core/runtime/tests/store/common.rs"]
#[expect(dead_code, reason = "these tests need a part of what the store's own tests share")]
mod common;

use std::path::{Path, PathBuf};

use common::{count_whole, journal, key, minute, whole, wrong_key};
use nape::store::backup::{BackupFile, Lock, RecoveryKey, Secret, restore};
use nape::store::{Journal, Key, StoreError};
use nape_crash::{Aftermath, Disk, Trouble};
use nape_logic::id::OriginId;
use tempfile::TempDir;
use uuid::Uuid;

/// How many batches are there before a restore, and after.
const BEFORE: u64 = 2;
const AFTER: u64 = 4;

const AFTERMATHS: [Aftermath; 3] = [Aftermath::Killed, Aftermath::Lost, Aftermath::Torn(1)];

fn prepared(batches: u64) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    for number in 0..batches {
        writer.commit(&whole(number)).expect("committed");
    }
    folder
}

/// A backup of a journal that went on, and what opens it.
struct Newer {
    file: PathBuf,
    secret: Secret,
    _folder: TempDir,
}

impl Newer {
    fn made() -> Self {
        let (folder, drawn) = (prepared(AFTER), RecoveryKey::draw());
        let file = folder.path().join("newer.age");
        let lock = Lock::recipient(&drawn.recipient).expect("just drawn");
        let reader = journal(folder.path()).reader().expect("a reader");
        reader.back_up(&file, &lock, minute(9), &()).expect("backed up");
        Self { file, secret: Secret::read(&drawn.key).expect("just drawn"), _folder: folder }
    }

    fn restore_into(&self, folder: &Path) -> Result<(), StoreError> {
        let mut backup = BackupFile::open(&self.file, &self.secret)?;
        restore(folder, &key(), &mut backup, OriginId(Uuid::from_u128(0x77)), &()).map(drop)
    }
}

/// How many batches it holds: all of them whole, and the chain too.
fn kept(folder: &Path, key: Key, place: &str) -> u64 {
    let journal = Journal::open(folder, key).unwrap_or_else(|error| panic!("{place}: {error}"));
    let reader = journal.reader().expect("a reader");
    let kept = count_whole(&reader);
    let summary = reader.verify().unwrap_or_else(|error| panic!("{place}: {error}"));
    assert_eq!(summary.facts, 2 * kept, "{place}");
    kept
}

#[test]
fn a_cut_at_any_call_of_a_restore_leaves_the_journal_as_it_was_or_all_of_the_backup() {
    let newer = Newer::made();
    for call in 1.. {
        let folder = prepared(BEFORE);
        let disk = Disk::watch(folder.path());
        disk.cut_at(call);
        let done = newer.restore_into(folder.path()).is_ok();
        let was_cut = disk.was_reached();
        for what in AFTERMATHS {
            let (left, place) = (tempfile::tempdir().expect("a folder"), format!("call {call}, {what:?}"));
            disk.aftermath(what, left.path());
            let found = kept(left.path(), key(), &place);
            assert!(found == AFTER || (found == BEFORE && !done), "{place}: {found}, done: {done}");
        }
        disk.release();
        if !was_cut {
            assert!(done && call > 10, "the log and its syncs were met: {call}");
            return;
        }
    }
}

/// Has trouble at every call of `work` in turn, and `check` look at what is left, with what was answered.
fn trouble_everywhere(
    batches: u64,
    work: impl Fn(&Path) -> Result<(), StoreError>,
    check: impl Fn(&Path, bool, &str),
) {
    for trouble in [Trouble::Full, Trouble::Failure] {
        for call in 1.. {
            let (folder, place) = (prepared(batches), format!("call {call}, {trouble:?}"));
            let disk = Disk::watch(folder.path());
            disk.trouble_at(call, trouble);
            let done = work(folder.path());
            let was_reached = disk.was_reached();
            disk.release();
            if let Err(error) = &done {
                let is_told =
                    matches!(error, StoreError::Full | StoreError::Io { .. } | StoreError::Database { .. });
                assert!(is_told, "{place}: {error:?}");
            }
            check(folder.path(), done.is_ok(), &place);
            if !was_reached {
                assert!(done.is_ok() && call > 10, "{place}");
                break;
            }
        }
    }
}

#[test]
fn trouble_at_any_call_of_a_restore_is_told_and_leaves_the_journal_as_it_was_or_all_of_the_backup() {
    let newer = Newer::made();
    trouble_everywhere(
        BEFORE,
        |folder| newer.restore_into(folder),
        |folder, done, place| {
            let found = kept(folder, key(), place);
            assert!(found == AFTER || (found == BEFORE && !done), "{place}: {found}, done: {done}");
            newer.restore_into(folder).unwrap_or_else(|error| panic!("{place}, again: {error}"));
            assert_eq!(kept(folder, key(), place), AFTER, "{place}");
        },
    );
}

#[test]
fn trouble_at_any_call_of_a_change_of_keys_is_told_and_leaves_exactly_one_key() {
    let change = |folder: &Path| Journal::change_key(folder, &key(), &wrong_key());
    trouble_everywhere(BEFORE, change, |folder, done, place| {
        let opened = [key(), wrong_key()].map(|key| Journal::open(folder, key).map(drop));
        match opened {
            [Ok(()), Err(StoreError::WrongKey)] => assert!(!done, "{place}"),
            [Err(StoreError::WrongKey), Ok(())] => {}
            other => panic!("{place}: {other:?}, done: {done}"),
        }
        change(folder).unwrap_or_else(|error| panic!("{place}, again: {error}"));
        assert_eq!(kept(folder, wrong_key(), place), BEFORE, "{place}");
    });
}
