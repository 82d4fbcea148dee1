//! Opening a journal: wrong keys, damage, newer versions, crashes half-way, privacy on the disk.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::common::*;
use nape::store::{Damage, Journal, StoreError};
use nape_logic::id::BootId;

fn open(folder: &Path) -> Result<Journal, StoreError> {
    Journal::open(folder, key())
}

fn damaged(what: Damage) -> StoreError {
    StoreError::Damaged { what }
}

/// A folder with a closed journal of twenty batches.
fn closed_journal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    for number in 0..20 {
        writer.commit(&whole(number)).expect("committed");
    }
    folder
}

/// Turns one byte of a file.
fn spoil(path: &Path, at: usize) {
    let mut bytes = fs::read(path).expect("readable");
    bytes[at] ^= 1;
    fs::write(path, bytes).expect("writable");
}

/// Opening fails with this error and leaves every file as it was.
fn refuses_untouched(folder: &Path, key: nape::store::Key, expected: &StoreError) {
    let before = bytes_of(folder);
    assert_eq!(Journal::open(folder, key.clone()).as_ref().err(), Some(expected));
    assert_eq!(Journal::open_or_create(folder, key, NEW).as_ref().err(), Some(expected));
    assert!(before == bytes_of(folder), "a file changed");
}

#[test]
fn an_empty_folder_holds_no_journal_and_opening_makes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    refuses_nothing_there(folder.path());
    refuses_nothing_there(&folder.path().join("absent"));
}

fn refuses_nothing_there(folder: &Path) {
    assert_eq!(open(folder).err(), Some(StoreError::NoJournal));
    assert_eq!(Journal::id_in(folder), Ok(None));
    assert!(fs::read_dir(folder).map_or(0, Iterator::count) == 0);
}

#[test]
fn a_new_journal_keeps_its_id_when_opened_under_other_names() {
    let folder = closed_journal();
    let mut other = NEW;
    other.journal.0 = uuid::Uuid::from_u128(0xff);
    let again = Journal::open_or_create(folder.path(), key(), other).expect("opens");
    assert_eq!(again.id(), NEW.journal);
    assert_eq!(Journal::id_in(folder.path()), Ok(Some(NEW.journal)));
}

#[test]
fn a_wrong_key_is_said_to_be_wrong_and_touches_nothing() {
    refuses_untouched(closed_journal().path(), wrong_key(), &StoreError::WrongKey);
}

#[test]
fn a_wrong_key_touches_neither_database_nor_log_after_a_crash() {
    let live = closed_journal();
    let journal = open(live.path()).expect("opens");
    let mut writer = journal.writer().expect("a writer");
    writer.commit(&whole(20)).expect("committed");
    // What a crash leaves: the files as they are while the log is in use.
    let crashed = tempfile::tempdir().expect("a folder");
    for (name, bytes) in bytes_of(live.path()) {
        fs::write(crashed.path().join(name), bytes).expect("copied");
    }
    let before = bytes_of(crashed.path());
    assert!(!before["journal.db-wal"].is_empty());
    assert_eq!(Journal::open(crashed.path(), wrong_key()).err(), Some(StoreError::WrongKey));
    let after = bytes_of(crashed.path());
    for name in ["journal.db", "journal.db-wal", "journal.json"] {
        assert!(before[name] == after[name], "{name} changed");
    }
    let reader = open(crashed.path()).expect("opens").reader().expect("a reader");
    assert_eq!(count_whole(&reader), 21);
}

#[test]
fn a_damaged_first_page_is_said_to_be_damage_and_touches_nothing() {
    let folder = closed_journal();
    spoil(&folder.path().join("journal.db"), 100);
    refuses_untouched(folder.path(), key(), &damaged(Damage::Database));
}

#[test]
fn a_database_cut_anywhere_is_damaged() {
    let whole = fs::metadata(closed_journal().path().join("journal.db")).expect("there").len();
    for length in [0, 1, 4095, 4097, whole - 1] {
        let folder = closed_journal();
        let path = folder.path().join("journal.db");
        fs::OpenOptions::new().write(true).open(&path).expect("there").set_len(length).expect("cut");
        refuses_untouched(folder.path(), key(), &damaged(Damage::Database));
    }
}

#[test]
fn damage_in_any_page_that_holds_something_is_found_by_verify() {
    let folder = closed_journal();
    let free: u32 =
        raw(folder.path()).query_row("PRAGMA freelist_count", [], |row| row.get(0)).expect("counted");
    let pages = fs::metadata(folder.path().join("journal.db")).expect("there").len() / 4096;
    let mut unseen = Vec::new();
    for page in 0..usize::try_from(pages).expect("small") {
        let folder = closed_journal();
        spoil(&folder.path().join("journal.db"), page * 4096 + 2000);
        match open(folder.path()).and_then(|journal| journal.reader()?.verify()) {
            Ok(_) => unseen.push(page),
            Err(error) => assert_eq!(error, damaged(Damage::Database), "page {page}"),
        }
    }
    // What a step of the schema dropped lay there, and it lies free. The first free page lists the others and is read.
    assert!(unseen.len() < free.max(1) as usize, "{unseen:?} of {free}");
}

#[test]
fn damage_on_the_disk_is_found_though_the_page_was_read_before() {
    let folder = closed_journal();
    let reader = open(folder.path()).expect("opens").reader().expect("a reader");
    assert_eq!(count_whole(&reader), 20);
    let last_page = fs::metadata(folder.path().join("journal.db")).expect("there").len() - 4096;
    spoil(&folder.path().join("journal.db"), usize::try_from(last_page).expect("small"));
    assert_eq!(reader.verify(), Err(damaged(Damage::Database)));
}

#[test]
fn a_read_that_meets_a_damaged_page_says_damage() {
    let folder = closed_journal();
    let path = folder.path().join("journal.db");
    let pages = fs::metadata(&path).expect("there").len() / 4096;
    for page in 1..usize::try_from(pages).expect("small") {
        spoil(&path, page * 4096 + 2000);
    }
    let verdict =
        open(folder.path()).and_then(|journal| journal.reader()?.facts(nape::store::FactFilter::default()));
    assert_eq!(verdict.err(), Some(damaged(Damage::Database)));
}

#[test]
fn a_journal_of_a_newer_program_is_refused_untouched() {
    let folder = closed_journal();
    raw(folder.path()).execute_batch("PRAGMA user_version = 9").expect("set");
    refuses_untouched(folder.path(), key(), &StoreError::NewerVersion { found: 9, known: 6 });
}

#[test]
fn an_identity_of_a_newer_program_is_refused_untouched() {
    let folder = closed_journal();
    fs::write(folder.path().join("journal.json"), r#"{"format":2,"more":true}"#).expect("written");
    refuses_untouched(folder.path(), key(), &StoreError::NewerVersion { found: 2, known: 1 });
}

#[test]
fn an_encrypted_database_that_is_no_journal_is_refused_untouched() {
    let folder = closed_journal();
    raw(folder.path()).execute_batch("PRAGMA user_version = 0").expect("set");
    refuses_untouched(folder.path(), key(), &damaged(Damage::Contents));
}

#[test]
fn a_lost_or_spoilt_identity_is_made_anew_where_the_key_opens_the_database() {
    let folder = closed_journal();
    let identity = folder.path().join("journal.json");
    let whole = fs::read(&identity).expect("there");
    let other_check =
        String::from_utf8(whole.clone()).expect("text").replace("\"key_check\":\"", "\"key_check\":\"0");
    for spoilt in [None, Some(""), Some("{}"), Some(&other_check)] {
        fs::remove_file(&identity).expect("there");
        if let Some(text) = spoilt {
            fs::write(&identity, text).expect("written");
        }
        open(folder.path()).expect("opens");
        assert!(fs::read(&identity).expect("there") == whole, "{spoilt:?}");
    }
}

#[test]
fn many_who_open_at_once_all_find_the_identity_healed() {
    const AT_ONCE: usize = 16;
    let folder = closed_journal();
    let identity = folder.path().join("journal.json");
    let whole = fs::read(&identity).expect("there");
    for round in 0..10 {
        fs::write(&identity, "spoilt").expect("written");
        let start = std::sync::Barrier::new(AT_ONCE);
        let opened = || {
            start.wait();
            open(folder.path()).map(|journal| journal.id())
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(opened)).collect();
            for thread in threads {
                assert_eq!(thread.join().expect("no panic"), Ok(NEW.journal), "round {round}");
            }
        });
        assert!(fs::read(&identity).expect("there") == whole, "round {round}");
    }
    let names: Vec<_> = bytes_of(folder.path()).into_keys().collect();
    assert_eq!(names, ["journal.db", "journal.json", "journal.lock"], "nothing is left beside");
}

#[test]
fn without_identity_a_key_that_does_not_fit_is_told_as_damage() {
    let folder = closed_journal();
    fs::remove_file(folder.path().join("journal.json")).expect("there");
    refuses_untouched(folder.path(), wrong_key(), &damaged(Damage::Identity));
}

#[test]
fn a_deleted_database_is_told_and_never_replaced() {
    let folder = closed_journal();
    fs::remove_file(folder.path().join("journal.db")).expect("there");
    refuses_untouched(folder.path(), key(), &damaged(Damage::DatabaseMissing));
    fs::remove_file(folder.path().join("journal.json")).expect("there");
    fs::write(folder.path().join("journal.db-wal"), b"an old log").expect("written");
    refuses_untouched(folder.path(), key(), &damaged(Damage::DatabaseMissing));
}

#[test]
fn a_creation_cut_off_half_way_is_begun_again() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["journal.db.new", "journal.db.new-wal", "journal.new"] {
        fs::write(folder.path().join(name), b"half").expect("written");
    }
    let mut writer = journal(folder.path()).writer().expect("a writer");
    writer.commit(&whole(1)).expect("committed");
    assert!(!folder.path().join("journal.db.new").exists());
}

#[test]
fn two_programs_that_create_at_once_get_one_journal() {
    let folder = tempfile::tempdir().expect("a folder");
    let make = |number: u128| {
        let mut new = NEW;
        new.journal.0 = uuid::Uuid::from_u128(number);
        Journal::open_or_create(folder.path(), key(), new).expect("opens").id()
    };
    let ids: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..=4).map(|number| scope.spawn(move || make(number))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[test]
fn every_file_is_closed_to_other_users() {
    let above = tempfile::tempdir().expect("a folder");
    let folder = above.path().join("new/journal");
    let journal = journal(&folder);
    let _lease = journal.lease(&BootId("a".to_owned())).expect("free");
    let mut writer = journal.writer().expect("a writer");
    writer.commit(&whole(1)).expect("committed");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let names: Vec<_> = bytes_of(&folder).into_keys().collect();
    let expected =
        ["journal.db", "journal.db-shm", "journal.db-wal", "journal.json", "journal.lock", "session.lock"];
    assert_eq!(names, expected);
    for name in names {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
}

#[test]
fn a_database_that_lay_open_is_closed_to_other_users_when_opened() {
    let folder = closed_journal();
    let path = folder.path().join("journal.db");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("set");
    open(folder.path()).expect("opens");
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn no_file_holds_a_word_that_a_person_wrote() {
    const MARKER: &str = "MARKERMARKERMARKER";
    let folder = tempfile::tempdir().expect("a folder");
    let journal = journal(folder.path());
    let mut writer = journal.writer().expect("a writer");
    for number in 0..40 {
        let mut batch = whole(number);
        batch.facts[0].content.payload = MARKER.repeat(200).as_str().into();
        batch.facts[0].heading.kind = MARKER.to_owned();
        batch.records[0].payload = MARKER.repeat(200).as_str().into();
        batch.telemetry[0].body = MARKER.repeat(200).into_bytes();
        writer.commit(&batch).expect("committed");
    }
    let reader = journal.reader().expect("a reader");
    assert_eq!(reader.records("entry").expect("sorted in memory").len(), 40);
    let search = |moment: &str| {
        for (name, bytes) in bytes_of(folder.path()) {
            let found = bytes.windows(MARKER.len()).any(|window| window == MARKER.as_bytes());
            assert!(!found, "{name} {moment}");
            assert!(!bytes.starts_with(b"SQLite format 3"), "{name} {moment}");
        }
    };
    assert!(bytes_of(folder.path())["journal.db-wal"].len() > 100_000);
    search("in use");
    drop((reader, writer));
    search("closed");
}

#[test]
fn nothing_shows_the_key_or_the_folder() {
    let folder = closed_journal();
    let digits = key().to_hex();
    let journal = open(folder.path()).expect("opens");
    let shown = format!("{journal:?} {:?} {:?}", journal.writer(), journal.reader());
    assert!(!shown.contains(digits.as_str()) && !shown.contains("90, 90"), "{shown}");
    let path = folder.path().to_str().expect("plain");
    assert!(!shown.contains(path), "{shown}");
    let files = bytes_of(folder.path());
    assert!(files.values().all(|bytes| !bytes.windows(64).any(|window| window == digits.as_bytes())));
}
