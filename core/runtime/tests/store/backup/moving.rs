//! All that a journal holds, in another one.

use std::os::unix::fs::PermissionsExt;

use super::*;
use nape::store::backup::{WORK_FACTOR, Watch, try_out};
use nape::store::fact::SymptomsTold;
use nape::store::{ENTRY, FactFilter, Redaction};
use nape_logic::journal::merge::Counts;
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{Stage, SymptomReport};
use nape_logic::session::SymptomAction;
use tempfile::{TempDir, tempdir};

/// Three whole batches, an edit, a deletion, an erased fact and an erased record.
fn lived_in() -> TempDir {
    let folder = tempdir().expect("a folder");
    for number in 0..3 {
        commit(folder.path(), &whole(number));
    }
    let mut deletion = record(1, 11);
    deletion.deleted = true;
    let records = vec![record(0, 10), deletion, record(7, 12)];
    commit(folder.path(), &Batch { facts: vec![fact("erased", 12)], records, ..Batch::default() });
    let erased = "UPDATE fact SET payload = NULL, salt = NULL WHERE kind = 'erased';
                  UPDATE record_version SET payload = NULL WHERE id = x'00000000000000000000000000002007'";
    raw(folder.path()).execute_batch(erased).expect("erased");
    folder
}

fn counts(added: u64, updated: u64, unchanged: u64, conflicts: u64) -> Counts {
    Counts { added, updated, unchanged, conflicts }
}

#[test]
fn a_backup_in_an_empty_folder_is_the_whole_journal() {
    let (here, there, keys) = (lived_in(), tempdir().expect("a folder"), Keys::draw());
    let file = there.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    let phone = there.path().join("phone");
    let merged = bring(&phone, &keys, &file, 1).expect("restored");
    assert_eq!(contents(&phone), contents(here.path()));
    assert_eq!(merged.total, counts(7 + 4 + 3, 0, 0, 0));
    assert_eq!(merged.kinds["entry"], counts(4, 0, 0, 0));
    assert_eq!(journal(&phone).id(), NEW.journal, "it takes over the id");
    let summary = journal(&phone).reader().expect("a reader").verify().expect("whole");
    assert_eq!((summary.facts, summary.redacted), (7, 1));
}

#[test]
fn a_backup_restored_where_it_was_made_changes_nothing() {
    let (here, keys) = (lived_in(), Keys::draw());
    let file = here.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    let before = contents(here.path());
    assert_eq!(bring(here.path(), &keys, &file, 1).expect("restored").total, counts(0, 0, 14, 0));
    assert_eq!(contents(here.path()), before);
}

/// E21: else a phone and the backup of its own past would both state the next fact.
#[test]
fn after_a_restore_the_installation_writes_under_a_new_name() {
    let (here, keys) = (lived_in(), Keys::draw());
    let file = here.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    bring(here.path(), &keys, &file, 1).expect("restored");
    commit(here.path(), &facts([fact("later", 50)]));
    let reader = journal(here.path()).reader().expect("a reader");
    let later = reader.facts(FactFilter { kinds: &["later"], ..FactFilter::default() }).expect("facts");
    assert_eq!((later[0].origin, later[0].sequence), (origin(1), 1));
    assert_eq!(reader.verify().expect("whole").origins, 2);
}

/// A journal on two phones, each of which went on: both edited one record, one erased another, and each has its own.
fn two_phones() -> (TempDir, TempDir, Keys) {
    let (one, keys) = (lived_in(), Keys::draw());
    let other = tempdir().expect("a folder");
    let file = one.path().join("first.age");
    back_up(one.path(), &keys, &file);
    bring(other.path(), &keys, &file, 1).expect("restored");
    let went_on = |number: u64| {
        let edit = record(0, 20 + number);
        Batch { records: vec![edit, record(30 + number, 30)], ..whole(40 + number) }
    };
    commit(one.path(), &went_on(1));
    commit(other.path(), &went_on(2));
    raw(other.path())
        .execute("UPDATE fact SET payload = NULL, salt = NULL WHERE kind = 'first' AND sequence = 1", [])
        .expect("erased");
    (one, other, keys)
}

#[test]
fn two_phones_that_restore_each_others_backups_hold_the_same_journal() {
    let (one, other, keys) = two_phones();
    let files = [one.path().join("one.age"), other.path().join("other.age")];
    back_up(one.path(), &keys, &files[0]);
    back_up(other.path(), &keys, &files[1]);
    let merged = bring(one.path(), &keys, &files[1], 2).expect("restored");
    bring(other.path(), &keys, &files[0], 3).expect("restored");
    assert_eq!(contents(one.path()), contents(other.path()));
    assert_eq!(merged.kinds["entry"].conflicts, 1, "both edited one entry");
    assert_eq!(merged.conflicts[0].id, record_id(0).to_string());
    let reader = journal(one.path()).reader().expect("a reader");
    assert_eq!(reader.record_history("entry", record_id(0)).expect("versions").len(), 4, "both edits stay");
    let latest = reader.latest_record("entry", record_id(0)).expect("reads").expect("there");
    assert_eq!(latest.written, minute(22), "the later edit counts");
    assert_eq!(
        reader.verify().expect("whole").redacted,
        3,
        "what was erased on the other phone is erased here"
    );

    // A third phone that gets both in either order holds the same.
    let thirds = [[0, 1], [1, 0]].map(|order| {
        let third = tempdir().expect("a folder");
        for (number, index) in order.into_iter().enumerate() {
            bring(third.path(), &keys, &files[index], 5 + number as u128).expect("restored");
        }
        contents(third.path())
    });
    assert_eq!(thirds[0], thirds[1]);
    assert_eq!(thirds[0], contents(one.path()));
}

#[test]
fn what_was_erased_here_does_not_come_back_from_an_older_backup() {
    let (here, keys) = (lived_in(), Keys::draw());
    let file = here.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    raw(here.path())
        .execute_batch(
            "UPDATE fact SET payload = NULL, salt = NULL WHERE kind = 'first';
             UPDATE record_version SET payload = NULL",
        )
        .expect("erased");
    let erased = contents(here.path());
    assert_eq!(bring(here.path(), &keys, &file, 1).expect("restored").total, counts(0, 0, 14, 0));
    assert_eq!(contents(here.path()), erased);
}

/// Says that an entry told of symptoms, as the engine does beside it.
fn told(entry: u64, number: u64) -> nape::store::NewFact {
    let mut told = fact("symptoms_told", number);
    let report = SymptomReport {
        modality: Modality::HomeUnit,
        region: Region::Cervical,
        stage: Stage::BeforeSession,
        symptoms: Vec::new(),
        pain: None,
        pain_before: None,
        earlier_rises: 0,
    };
    let symptoms = SymptomsTold { report, action: SymptomAction::Note, entries: vec![record_id(entry)] };
    told.content.payload = serde_json::to_string(&symptoms).expect("JSON").as_str().into();
    told
}

/// E21: one phone erases an entry that the other one has edited since, which said so in a fact.
#[test]
fn what_another_phone_told_of_an_entry_goes_with_the_entry_in_whichever_order_they_merge() {
    let (one, keys) = (lived_in(), Keys::draw());
    commit(one.path(), &Batch { records: vec![record(50, 50)], ..facts([told(50, 50), told(51, 51)]) });
    let other = tempdir().expect("a folder");
    let common = one.path().join("common.age");
    back_up(one.path(), &keys, &common);
    bring(other.path(), &keys, &common, 1).expect("restored");
    commit(other.path(), &Batch { records: vec![record(50, 60)], ..facts([told(50, 60), told(51, 61)]) });
    let redaction = Redaction { kind: ENTRY.to_owned(), id: record_id(50), written: minute(70) };
    commit(one.path(), &Batch { redactions: vec![redaction], ..Batch::default() });
    let files = [one.path().join("one.age"), other.path().join("other.age")];
    back_up(one.path(), &keys, &files[0]);
    back_up(other.path(), &keys, &files[1]);

    bring(one.path(), &keys, &files[1], 2).expect("restored");
    bring(other.path(), &keys, &files[0], 3).expect("restored");
    let thirds = [[0, 1], [1, 0]].map(|order| {
        let third = tempdir().expect("a folder");
        for (number, index) in order.into_iter().enumerate() {
            bring(third.path(), &keys, &files[index], 5 + number as u128).expect("restored");
        }
        third
    });
    for folder in [&one, &other, &thirds[0], &thirds[1]] {
        let reader = journal(folder.path()).reader().expect("a reader");
        let facts = reader.facts_of_kinds(&["symptoms_told"], None, 9).expect("facts");
        let readable: Vec<_> = facts.into_iter().filter_map(|fact| fact.payload).collect();
        assert_eq!(readable, [51, 61].map(|number| told(51, number).content.payload));
        assert_eq!(contents(folder.path()), contents(one.path()));
        reader.verify().expect("whole");
    }
}

/// What a copied folder does: one installation goes on twice (E21).
#[test]
fn of_a_fork_both_sides_are_kept_and_it_is_reported() {
    let (here, copy, keys) = (lived_in(), tempdir().expect("a folder"), Keys::draw());
    for (name, bytes) in bytes_of(here.path()) {
        std::fs::write(copy.path().join(name), bytes).expect("copied");
    }
    commit(here.path(), &Batch { records: vec![record(0, 21)], ..facts([fact("here", 20)]) });
    commit(copy.path(), &Batch { records: vec![record(0, 22)], ..facts([fact("there", 20)]) });
    let files = [here.path().join("here.age"), copy.path().join("copy.age")];
    back_up(here.path(), &keys, &files[0]);
    back_up(copy.path(), &keys, &files[1]);
    let merged = bring(here.path(), &keys, &files[1], 1).expect("restored");
    bring(copy.path(), &keys, &files[0], 2).expect("restored");
    assert_eq!(contents(here.path()), contents(copy.path()));
    let kinds: Vec<_> = merged.conflicts.iter().map(|conflict| conflict.kind.as_str()).collect();
    assert_eq!(kinds, ["fact", "entry"]);
    assert_eq!(merged.conflicts[0].id, format!("{}/8", NEW.origin));
    let reader = journal(here.path()).reader().expect("a reader");
    assert_eq!(reader.facts_of_kinds(&["here", "there"], None, 9).expect("facts").len(), 2);
    assert_eq!(reader.record_history("entry", record_id(0)).expect("versions").len(), 4);
    let summary = reader.verify().expect("a fork is no damage");
    assert_eq!((summary.facts, summary.origins, summary.forks), (9, 1, 1));
    // And so does a backup of it, in an empty place.
    let (file, phone) = (here.path().join("forked.age"), tempdir().expect("a folder"));
    back_up(here.path(), &keys, &file);
    bring(phone.path(), &keys, &file, 3).expect("restored");
    assert_eq!(contents(phone.path()), contents(here.path()));
    assert_eq!(journal(phone.path()).reader().expect("a reader").verify().expect("whole").forks, 1);
}

#[test]
fn a_journal_that_holds_nothing_yet_becomes_the_one_of_the_backup() {
    let (here, new, keys) = (lived_in(), tempdir().expect("a folder"), Keys::draw());
    let file = here.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    another(new.path(), 0xff);
    bring(new.path(), &keys, &file, 1).expect("restored");
    assert_eq!(contents(new.path()), contents(here.path()));
    assert_eq!(nape::store::Journal::id_in(new.path()), Ok(Some(NEW.journal)));
}

#[test]
fn a_passphrase_opens_what_it_closed() {
    let here = lived_in();
    let file = here.path().join("backup.age");
    let lock = Lock::passphrase("correct horse", 2).expect("not empty");
    journal(here.path()).reader().expect("a reader").back_up(&file, &lock, minute(9), &()).expect("made");
    let backup = BackupFile::open(&file, &Secret::read("correct horse").expect("a passphrase"));
    assert_eq!(backup.expect("opens").header().made_at, minute(9).to_rfc3339());
    assert_eq!(WORK_FACTOR, 17, "the documentation says how long it takes");
}

/// A backup of many chunks of age's, read twice, and written while the journal goes on.
#[test]
fn a_backup_is_one_moment_of_a_journal_that_goes_on() {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    for number in 0..400 {
        commit(here.path(), &whole(number));
    }
    let file = here.path().join("backup.age");
    let goes_on = Meanwhile { folder: here.path() };
    let reader = journal(here.path()).reader().expect("a reader");
    let made = reader.back_up(&file, &keys.lock, minute(9), &goes_on).expect("made");
    assert_eq!((made.counts.facts, made.counts.versions, made.counts.pages), (800, 400, 400));
    assert!(made.bytes > 3 * 64 * 1024, "{}", made.bytes);
    let phone = here.path().join("phone");
    bring(&phone, &keys, &file, 1).expect("restored");
    assert_eq!(count_whole(&journal(&phone).reader().expect("a reader")), 400);
    assert!(count_whole(&reader) > 400, "the writer was not held up");
}

/// Writes on whenever the backup says how far it is.
struct Meanwhile<'a> {
    folder: &'a Path,
}

impl Watch for Meanwhile<'_> {
    fn goes_on(&self, done: u64, _total: u64) -> bool {
        commit(self.folder, &whole(1000 + done));
        true
    }
}

#[test]
fn a_backup_is_for_its_owner_alone_and_shows_nothing() {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    let mut told = record(1, 1);
    told.payload = "\"a marker of pain\"".into();
    commit(here.path(), &Batch { records: vec![told; 3], ..Batch::default() });
    let file = here.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    assert_eq!(std::fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
    for (name, bytes) in bytes_of(here.path()) {
        assert!(!bytes.windows(8).any(|window| window == b"a marker"), "{name}");
    }
}

#[test]
fn a_trial_says_what_a_restore_would_do_and_changes_no_byte() {
    let (one, other, keys) = two_phones();
    let file = other.path().join("other.age");
    back_up(other.path(), &keys, &file);
    let before = bytes_of(one.path());
    let mut backup = BackupFile::open(&file, &keys.secret).expect("opens");
    let told = try_out(one.path(), &key(), &mut backup, &()).expect("tried");
    assert!(before == bytes_of(one.path()), "a file changed");
    assert_eq!(told, bring(one.path(), &keys, &file, 2).expect("restored"));
    let nowhere = one.path().join("nowhere");
    let fresh = try_out(&nowhere, &key(), &mut backup, &()).expect("tried");
    assert_eq!(fresh.total.added, fresh.total.plus(Counts::default()).added);
    assert!(!nowhere.exists());
}
