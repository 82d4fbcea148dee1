//! Erased: the key first, then every file of ours, and nothing else.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use crate::common::*;
use nape::store::{Journal, StoreError};
use nape_logic::id::{BootId, JournalId};

/// Erases, and tells whose keys were destroyed.
fn erased(folder: &Path) -> (Result<(), StoreError>, Vec<Option<JournalId>>) {
    let forgotten = RefCell::new(Vec::new());
    let result = Journal::erase(folder, |journal| {
        assert!(folder.join("journal.db").exists(), "the key goes first");
        forgotten.borrow_mut().push(journal);
        Ok(())
    });
    (result, forgotten.into_inner())
}

fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    journal(folder.path()).writer().expect("a writer").commit(&whole(1)).expect("committed");
    folder
}

#[test]
fn an_erased_journal_leaves_no_file_and_its_key_is_destroyed_first() {
    let folder = written();
    for left_behind in [
        "journal.db.new",
        "journal.new",
        "journal.json.2a-0.unfinished",
        "journal.erasing.2a-1.unfinished",
        "journal.db-wal",
        "journal.db.before",
        "session.lock",
    ] {
        fs::write(folder.path().join(left_behind), b"old").expect("written");
    }
    assert_eq!(erased(folder.path()), (Ok(()), vec![Some(NEW.journal)]));
    assert_eq!(bytes_of(folder.path()).len(), 0);
    assert_eq!(Journal::open(folder.path(), key()).err(), Some(StoreError::NoJournal));
    assert_eq!(erased(folder.path()), (Err(StoreError::NoJournal), vec![]));
}

#[test]
fn what_is_not_ours_stays_in_the_folder() {
    let folder = written();
    fs::write(folder.path().join("letter.txt"), b"mine").expect("written");
    erased(folder.path()).0.expect("erased");
    assert_eq!(bytes_of(folder.path()).into_keys().collect::<Vec<_>>(), ["letter.txt"]);
}

#[test]
fn a_journal_that_nobody_can_read_any_more_can_be_erased() {
    let folder = written();
    fs::write(folder.path().join("journal.json"), b"not json").expect("written");
    fs::write(folder.path().join("journal.db"), b"not a database").expect("written");
    assert_eq!(erased(folder.path()), (Ok(()), vec![None]));
    assert_eq!(bytes_of(folder.path()).len(), 0);
}

#[test]
fn nothing_is_erased_under_somebody_who_has_the_journal_open_or_runs_a_session() {
    let folder = written();
    let open = journal(folder.path());
    assert_eq!(erased(folder.path()), (Err(StoreError::Busy), vec![]));
    let lease = open.lease(&BootId("a boot".to_owned())).expect("free");
    assert_eq!(erased(folder.path()), (Err(StoreError::SessionRunning), vec![]));
    drop((open, lease));
    assert_eq!(count_whole(&journal(folder.path()).reader().expect("a reader")), 1);
}

#[test]
fn a_key_that_cannot_be_destroyed_leaves_the_erasure_begun_and_it_is_finished_later() {
    let folder = written();
    assert_eq!(Journal::erase(folder.path(), |_| Err(StoreError::Closed)), Err(StoreError::Closed));
    assert!(folder.path().join("journal.db").exists());
    let forgotten = RefCell::new(None);
    let finished = Journal::finish_erasure(folder.path(), |journal| {
        forgotten.replace(journal);
        Ok(())
    });
    assert_eq!((finished, forgotten.into_inner()), (Ok(true), Some(NEW.journal)));
    assert_eq!(bytes_of(folder.path()).len(), 0);
    assert_eq!(Journal::finish_erasure(folder.path(), |_| Ok(())), Ok(false));
}

/// Else the new journal would be made under the key that was to be destroyed.
#[test]
fn a_journal_whose_erasure_was_cut_short_opens_for_nobody_before_it_is_finished() {
    let folder = written();
    fs::write(folder.path().join("journal.erasing"), NEW.journal.to_string()).expect("written");
    let mut other = NEW;
    other.journal.0 = uuid::Uuid::from_u128(0xff);
    let before = bytes_of(folder.path());
    let begun = Some(StoreError::ErasureBegun);
    assert_eq!(Journal::open(folder.path(), key()).err(), begun);
    assert_eq!(Journal::open_or_create(folder.path(), wrong_key(), other).err(), begun);
    assert_eq!(Journal::change_key(folder.path(), &key(), &wrong_key()).err(), begun);
    assert!(before == bytes_of(folder.path()), "a file changed");
    assert_eq!(Journal::finish_erasure(folder.path(), |_| Ok(())), Ok(true));
    let journal = Journal::open_or_create(folder.path(), wrong_key(), other).expect("made anew");
    assert_eq!(journal.id(), other.journal);
    assert_eq!(count_whole(&journal.reader().expect("a reader")), 0);
}
