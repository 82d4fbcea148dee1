//! The journal on a disk that loses power, fills up and fails, at every single call.

#[path = "../../../core/runtime/tests/store/common.rs"]
#[expect(dead_code, reason = "these tests need a part of what the store's own tests share")]
mod common;

use std::path::Path;

use common::{bytes_of, count_whole, journal, key, whole, wrong_key};
use nape::store::{Journal, Key, StoreError};
use nape_crash::{Aftermath, Disk, Trouble};
use tempfile::TempDir;

/// How many batches are there before anything goes wrong.
const BEFORE: u64 = 3;

/// What is found after each cut: the program was killed, or the power went, with some of what waited or nothing.
const AFTERMATHS: [Aftermath; 5] =
    [Aftermath::Killed, Aftermath::Lost, Aftermath::Torn(1), Aftermath::Torn(2), Aftermath::Torn(3)];

fn prepared() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    for number in 0..BEFORE {
        writer.commit(&whole(number)).expect("committed");
    }
    folder
}

/// Cuts `work` off at every call that changes something, one run each, and has `check` look at what is left. `work`
/// returns how much it was told is done. Returns how many calls there are.
fn cut_everywhere(work: impl Fn(&Path) -> u64, check: impl Fn(&Path, u64, &str)) -> u64 {
    for call in 1.. {
        let folder = prepared();
        let disk = Disk::watch(folder.path());
        disk.cut_at(call);
        let done = work(folder.path());
        let was_cut = disk.was_reached();
        for what in AFTERMATHS {
            let left = tempfile::tempdir().expect("a folder");
            disk.aftermath(what, left.path());
            check(left.path(), done, &format!("call {call}, {what:?}"));
        }
        disk.release();
        if !was_cut {
            return call - 1;
        }
    }
    unreachable!("some run is the last")
}

/// All that was acknowledged is there, at most one more batch, nothing in part; and the journal goes on.
fn holds(folder: &Path, key: Key, acknowledged: u64, place: &str) {
    let journal = Journal::open(folder, key).unwrap_or_else(|error| panic!("{place}: {error}"));
    let reader = journal.reader().expect("a reader");
    let kept = count_whole(&reader);
    assert!((acknowledged..=acknowledged + 1).contains(&kept), "{place}: {kept} of {acknowledged}");
    let summary = reader.verify().unwrap_or_else(|error| panic!("{place}: {error}"));
    assert_eq!(summary.facts, 2 * kept, "{place}");
    journal.writer().and_then(|mut writer| writer.commit(&whole(1000))).expect("goes on");
    assert_eq!(count_whole(&reader), kept + 1, "{place}");
}

/// Commits so many batches; how many are acknowledged with those before.
fn commits(folder: &Path, count: u64) -> u64 {
    let Ok(mut writer) = Journal::open(folder, key()).and_then(|journal| journal.writer()) else {
        return BEFORE;
    };
    let committed = (BEFORE..BEFORE + count).take_while(|number| writer.commit(&whole(*number)).is_ok());
    BEFORE + committed.count() as u64
}

#[test]
fn a_cut_at_any_call_of_commits_and_of_the_checkpoint_behind_them_loses_nothing_acknowledged() {
    let calls =
        cut_everywhere(|folder| commits(folder, 2), |folder, done, place| holds(folder, key(), done, place));
    assert!(calls > 40, "the log, its syncs and the checkpoint were met: {calls}");
}

#[test]
fn a_cut_at_any_call_of_a_change_of_keys_leaves_a_journal_that_exactly_one_key_opens() {
    let change = |folder: &Path| u64::from(Journal::change_key(folder, &key(), &wrong_key()).is_ok());
    let calls = cut_everywhere(change, |folder, done, place| {
        let opened = [key(), wrong_key()].map(|key| Journal::open(folder, key).map(drop));
        let now = match opened {
            [Ok(()), Err(StoreError::WrongKey)] if done == 0 => key(),
            [Err(StoreError::WrongKey), Ok(())] => wrong_key(),
            other => panic!("{place}: {other:?}, done: {done}"),
        };
        holds(folder, now, BEFORE, place);
    });
    assert!(calls > 40, "{calls}");
}

/// Each call fails once; the batch that meets it is refused or kept, and the next one is kept.
fn trouble_everywhere(trouble: Trouble, allowed: impl Fn(&StoreError) -> bool) {
    for call in 1.. {
        let folder = prepared();
        let disk = Disk::watch(folder.path());
        disk.trouble_at(call, trouble);
        let place = format!("call {call}, {trouble:?}");
        let tried = Journal::open(folder.path(), key()).and_then(|journal| {
            let mut writer = journal.writer()?;
            let first = writer.commit(&whole(BEFORE));
            let second = writer.commit(&whole(BEFORE + 1));
            assert!(first.is_ok() || second.is_ok(), "{place}: later batches go on: {first:?}, {second:?}");
            // What is there is looked at on a disk without trouble: no call has this number.
            disk.trouble_at(0, trouble);
            let kept = count_whole(&journal.reader()?);
            let acknowledged = BEFORE + u64::from(first.is_ok()) + u64::from(second.is_ok());
            assert_eq!(kept, acknowledged, "{place}: what was refused is not there");
            first.and(second).map(drop)
        });
        if let Err(error) = tried {
            assert!(allowed(&error), "{place}: {error:?}");
        }
        let was_reached = disk.was_reached();
        disk.release();
        let kept = count_whole(&journal(folder.path()).reader().expect("a reader"));
        assert!((BEFORE..=BEFORE + 2).contains(&kept), "{place}: {kept}");
        journal(folder.path()).reader().and_then(|reader| reader.verify()).expect("whole");
        if !was_reached {
            return;
        }
    }
}

#[test]
fn a_disk_that_is_full_at_any_call_is_said_to_be_full_and_the_journal_goes_on() {
    trouble_everywhere(Trouble::Full, |error| *error == StoreError::Full);
}

#[test]
fn a_device_that_fails_at_any_call_is_said_to_fail_and_the_journal_goes_on() {
    trouble_everywhere(Trouble::Failure, |error| matches!(error, StoreError::Io { .. }));
}

#[test]
fn the_watched_disk_is_the_one_that_the_store_writes_to() {
    let folder = prepared();
    let disk = Disk::watch(folder.path());
    assert_eq!(commits(folder.path(), 1), BEFORE + 1);
    let left = tempfile::tempdir().expect("a folder");
    disk.aftermath(Aftermath::Killed, left.path());
    let (real, recorded) = (bytes_of(folder.path()), bytes_of(left.path()));
    assert!(real["journal.db"] == recorded["journal.db"], "what passes through is what was recorded");
    disk.release();
}
