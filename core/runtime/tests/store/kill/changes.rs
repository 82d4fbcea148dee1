//! A change of the key leaves exactly one key that opens everything; an erasure that began leaves nothing.

use std::path::Path;
use std::time::Duration;

use super::{AT_ONCE_EVERY, Chance, acknowledge, acknowledged, child, folder_to_die_in, kill, kills};
use crate::common::*;
use nape::store::{Journal, Key, StoreError};

const BATCHES: u64 = 30;

fn filled(folder: &Path) {
    let mut writer = journal(folder).writer().expect("a writer");
    for number in 0..BATCHES {
        writer.commit(&whole(number)).expect("committed");
    }
}

/// The even changes lead to one key, the odd ones to the other.
fn key_after(change: u64) -> Key {
    if change.is_multiple_of(2) { key() } else { wrong_key() }
}

/// Which of the two keys opens the journal; the other one is told to be wrong.
fn opening_key(folder: &Path) -> u64 {
    let opened = [0, 1].map(|change| Journal::open(folder, key_after(change)).map(drop));
    match opened {
        [Ok(()), Err(StoreError::WrongKey)] => 0,
        [Err(StoreError::WrongKey), Ok(())] => 1,
        neither => panic!("not exactly one key: {neither:?}"),
    }
}

/// The child's part; does nothing in an ordinary run.
#[test]
fn child_changes_the_key_until_it_is_killed() {
    let Some(folder) = folder_to_die_in() else {
        return;
    };
    let first = opening_key(&folder);
    acknowledge(first);
    for change in first.. {
        let (old, new) = (key_after(change), key_after(change + 1));
        Journal::change_key(&folder, &old, &new).expect("changed");
        acknowledge(change + 1);
    }
}

#[test]
fn a_key_whose_change_was_killed_at_any_moment_is_the_old_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path());
    let mut chance = Chance(41);
    let mut changed = 0;
    for round in 0..kills(60) {
        let (mut child, mut out) =
            child("kill::changes::child_changes_the_key_until_it_is_killed", folder.path());
        let first = acknowledged(&mut out).next().expect("the child began");
        // Now and then a change comes to its end first, however slow the machine is.
        let mut last = first;
        if round.is_multiple_of(4) {
            last = acknowledged(&mut out).next().expect("a change was done");
        }
        chance.wait_below(Duration::from_millis(80));
        kill(&mut child);
        last = acknowledged(&mut out).last().unwrap_or(last);
        changed += last - first;

        let now = opening_key(folder.path());
        assert!(now == last % 2 || now == (last + 1) % 2, "round {round}");
        let journal = Journal::open(folder.path(), key_after(now)).expect("opens");
        let reader = journal.reader().expect("a reader");
        assert_eq!(count_whole(&reader), BATCHES, "round {round}");
        assert_eq!(reader.verify().expect("whole").facts, 2 * BATCHES, "round {round}");
    }
    assert!(changed > 0, "no change ever came to its end");
}

/// The child's part; does nothing in an ordinary run.
#[test]
fn child_erases_until_it_is_killed() {
    let Some(folder) = folder_to_die_in() else {
        return;
    };
    let forget = |_| {
        acknowledge(0);
        Ok(())
    };
    Journal::erase(&folder, forget).expect("erased");
    acknowledge(1);
}

#[test]
fn a_journal_whose_erasure_was_killed_at_any_moment_is_whole_or_gone() {
    let mut chance = Chance(43);
    let (mut whole, mut cut) = (0, 0);
    for round in 0..kills(40) {
        let folder = tempfile::tempdir().expect("a folder");
        filled(folder.path());
        let (mut child, mut out) = child("kill::changes::child_erases_until_it_is_killed", folder.path());
        // One is killed before it does much, one once the key is destroyed.
        match round % AT_ONCE_EVERY {
            0 => {}
            1 => assert_eq!(acknowledged(&mut out).next(), Some(0), "the key is destroyed"),
            _ => chance.wait_below(Duration::from_millis(6)),
        }
        kill(&mut child);
        let erased = acknowledged(&mut out).last() == Some(1);
        let opened = Journal::open(folder.path(), key());
        if opened.as_ref().err() == Some(&StoreError::ErasureBegun) {
            assert!(!erased, "round {round}");
            cut += 1;
            assert_eq!(Journal::finish_erasure(folder.path(), |_| Ok(())), Ok(true), "round {round}");
        }
        match Journal::open(folder.path(), key()) {
            Ok(journal) => {
                assert!(!erased, "round {round}");
                whole += 1;
                let reader = journal.reader().expect("a reader");
                assert_eq!(count_whole(&reader), BATCHES, "round {round}");
            }
            Err(error) => {
                assert_eq!(error, StoreError::NoJournal, "round {round}");
                let left: Vec<_> = bytes_of(folder.path()).into_keys().collect();
                // Between the mark and the lock the kill leaves an empty lock.
                assert!(left.is_empty() || left == ["journal.lock"], "round {round}: {left:?}");
            }
        }
    }
    assert!(whole > 0 && cut > 0, "killed before it began: {whole}, and in its middle: {cut}");
}
