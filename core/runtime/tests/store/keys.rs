//! Another key: everything is there under the new one, nothing under the old one, and nobody else is disturbed.

use std::fs;
use std::path::Path;

use crate::common::*;
use nape::store::{Journal, StoreError};
use nape_logic::id::BootId;

fn changed(folder: &Path) -> Result<(), StoreError> {
    Journal::change_key(folder, &key(), &wrong_key())
}

fn open_new(folder: &Path) -> Journal {
    Journal::open(folder, wrong_key()).expect("the new key opens it")
}

#[test]
fn a_changed_key_opens_everything_and_the_old_one_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    journal(folder.path()).writer().expect("a writer").commit(&whole(1)).expect("committed");
    let before = bytes_of(folder.path());
    changed(folder.path()).expect("changed");
    assert_eq!(Journal::open(folder.path(), key()).err(), Some(StoreError::WrongKey));
    let journal = open_new(folder.path());
    assert_eq!(journal.id(), NEW.journal);
    journal.writer().expect("a writer").commit(&whole(2)).expect("goes on");
    let reader = journal.reader().expect("a reader");
    assert_eq!(count_whole(&reader), 2);
    assert_eq!(reader.verify().expect("whole").facts, 4);
    let after = bytes_of(folder.path());
    assert_ne!(before["journal.json"], after["journal.json"]);
}

#[test]
fn no_page_is_left_under_the_old_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    for number in 0..20 {
        writer.commit(&whole(number)).expect("committed");
    }
    drop(writer);
    let pages = |bytes: &[u8]| bytes.chunks(4096).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let before = pages(&fs::read(folder.path().join("journal.db")).expect("there"));
    changed(folder.path()).expect("changed");
    for (name, bytes) in bytes_of(folder.path()) {
        assert!(pages(&bytes).iter().all(|page| page.len() < 4096 || !before.contains(page)), "{name}");
    }
}

#[test]
fn a_journal_larger_than_any_cache_changes_its_key_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    for number in 0..6 {
        let mut batch = whole(number);
        batch.telemetry[0].body = vec![u8::try_from(number).expect("small"); 2_000_000];
        writer.commit(&batch).expect("committed");
    }
    drop(writer);
    changed(folder.path()).expect("changed");
    let reader = open_new(folder.path()).reader().expect("a reader");
    assert_eq!(count_whole(&reader), 6);
    reader.verify().expect("whole");
}

#[test]
fn a_key_is_not_changed_under_somebody_who_has_the_journal_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = journal(folder.path());
    let mut writer = open.writer().expect("a writer");
    assert_eq!(changed(folder.path()), Err(StoreError::Busy));
    drop(open);
    assert_eq!(changed(folder.path()), Err(StoreError::Busy), "a writer has it open too");
    writer.commit(&whole(1)).expect("goes on");
    drop(writer);
    changed(folder.path()).expect("changed");
    assert_eq!(count_whole(&open_new(folder.path()).reader().expect("a reader")), 1);
}

#[test]
fn a_key_is_not_changed_while_a_session_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let _lease = journal(folder.path()).lease(&BootId("a boot".to_owned())).expect("free");
    assert_eq!(changed(folder.path()), Err(StoreError::SessionRunning));
}

#[test]
fn a_key_that_does_not_open_the_journal_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    journal(folder.path());
    let before = bytes_of(folder.path());
    let other = nape::store::Key::from_bytes([1; 32]);
    let refused = Journal::change_key(folder.path(), &other, &wrong_key());
    assert_eq!(refused, Err(StoreError::WrongKey));
    assert!(before == bytes_of(folder.path()), "a file changed");
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(changed(empty.path()), Err(StoreError::NoJournal));
}

#[test]
fn a_change_that_is_asked_for_again_is_found_done() {
    let folder = tempfile::tempdir().expect("a folder");
    journal(folder.path());
    changed(folder.path()).expect("changed");
    changed(folder.path()).expect("changed already");
    open_new(folder.path());
}

#[test]
fn a_change_that_never_began_leaves_both_checks_and_opening_heals_them() {
    let folder = tempfile::tempdir().expect("a folder");
    journal(folder.path());
    let identity = folder.path().join("journal.json");
    let whole = fs::read_to_string(&identity).expect("there");
    let next = wrong_key().check_value(NEW.journal);
    let between = whole.replace('}', &format!(",\"next_key_check\":\"{next}\"}}"));
    fs::write(&identity, &between).expect("written");
    // The key to come opens nothing yet, which is no damage; and a refusal changes nothing.
    assert_eq!(Journal::open(folder.path(), wrong_key()).err(), Some(StoreError::WrongKey));
    assert_eq!(fs::read_to_string(&identity).expect("there"), between);
    Journal::open(folder.path(), key()).expect("the old key opens it");
    assert_eq!(fs::read_to_string(&identity).expect("there"), whole);
}
