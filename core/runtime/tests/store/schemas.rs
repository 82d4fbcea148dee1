//! Journals of every schema that ever landed, kept under `journals/`, open with today's program.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::*;
use nape::store::{Batch, FactFilter, RecordPart, telemetry};
use nape_logic::device::records::record::RecordNumber;

fn kept(version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals").join(version)
}

/// A copy to work on, because opening may migrate.
fn copy_of(version: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["journal.db", "journal.json"] {
        fs::copy(kept(version).join(name), folder.path().join(name)).expect("kept in the repository");
    }
    folder
}

/// Every table, index and trigger with its text.
fn schema(folder: &Path) -> Vec<(String, Option<String>)> {
    let connection = raw(folder);
    let mut statement =
        connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").expect("a schema");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("a schema");
    rows.collect::<Result<_, _>>().expect("a schema")
}

/// What each kept journal holds: three whole batches, an edit, a deletion and one erased fact.
fn contents() -> Vec<Batch> {
    let mut deletion = record(1, 11);
    deletion.deleted = true;
    let records = vec![record(0, 10), deletion];
    let last = Batch { facts: vec![fact("erased", 12)], records, ..Batch::default() };
    (0..3).map(whole).chain([last]).collect()
}

/// What schema 2 adds: entries with words, one of them edited and one deleted.
fn entries() -> Vec<Batch> {
    let first = [entry(10, "pain", 7, "turned in the garden"), entry(11, "sleep", 4, "woke at three")];
    let edited = entry(10, "pain", 6, "turned in the kitchen");
    let mut deleted = entry(11, "sleep", 4, "woke at three");
    deleted.deleted = true;
    [first.to_vec(), vec![edited, deleted]].map(|records| Batch { records, ..Batch::default() }).into()
}

/// Run once when a schema lands: `cargo test -p nape --test store -- --ignored`.
/// Never again for the same schema: what is kept is what a program of that time wrote.
#[test]
#[ignore = "writes the journal that is kept in the repository"]
fn keep_a_journal_of_this_schema() {
    let folder = kept("v6");
    assert!(!folder.join("journal.db").exists(), "the journal of this schema is kept already");
    let mut writer = journal(&folder).writer().expect("a writer");
    for batch in contents().into_iter().chain(entries()) {
        writer.commit(&batch).expect("committed");
    }
    let erased = "UPDATE fact SET payload = NULL, salt = NULL WHERE kind = 'erased'";
    raw(&folder).execute(erased, []).expect("erased");
    drop(writer);
    fs::remove_file(folder.join("journal.lock")).expect("there");
}

#[test]
fn a_journal_of_schema_1_opens_with_all_that_it_held() {
    let folder = copy_of("v1");
    let journal = journal(folder.path());
    assert_eq!(journal.id(), NEW.journal);
    let reader = journal.reader().expect("a reader");
    let facts = reader.facts(FactFilter::default()).expect("facts");
    let written: Vec<_> = contents().into_iter().flat_map(|batch| batch.facts).collect();
    assert_eq!(facts.len(), written.len());
    for (kept, written) in facts.iter().zip(&written) {
        assert_eq!(kept.heading, written.heading);
        let expected = (kept.heading.kind != "erased").then_some(&written.content.payload);
        assert_eq!(kept.payload.as_ref(), expected);
    }
    let records = reader.records("entry").expect("records");
    let records: Vec<_> = records.iter().map(|record| (record.id, record.revision)).collect();
    assert_eq!(records, [(record_id(0), 2), (record_id(2), 1)]);
    let pages = reader.telemetry(session(0)).expect("pages");
    let unpacked: Vec<_> = pages.iter().map(|page| telemetry::decode(&page.body).expect("unpacks")).collect();
    assert_eq!(unpacked, (0..3).map(items).collect::<Vec<_>>());
    let summary = reader.verify().expect("whole");
    assert_eq!((summary.facts, summary.redacted), (7, 1));
}

#[test]
fn many_who_open_an_older_journal_at_once_migrate_it_once() {
    const AT_ONCE: usize = 8;
    for version in ["v1", "v2", "v3", "v4", "v5"] {
        let folder = copy_of(version);
        let start = std::sync::Barrier::new(AT_ONCE);
        let open = || {
            start.wait();
            journal(folder.path()).reader().expect("a reader").verify().expect("whole").facts
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(open)).collect();
            for thread in threads {
                assert_eq!(thread.join().expect("opens"), 7, "{version}");
            }
        });
        assert!(!folder.path().join("journal.db.before").exists(), "{version}");
    }
}

#[test]
fn a_journal_of_schema_1_takes_further_facts() {
    let folder = copy_of("v1");
    let journal = journal(folder.path());
    journal.writer().expect("a writer").commit(&whole(20)).expect("committed");
    assert_eq!(journal.reader().expect("a reader").verify().expect("whole").facts, 9);
}

#[test]
fn a_journal_of_schema_2_to_6_finds_its_entries_by_their_words() {
    for version in ["v2", "v3", "v4", "v5", "v6"] {
        let folder = copy_of(version);
        let reader = journal(folder.path()).reader().expect("a reader");
        let found = |words| {
            let found = reader.search(words, 10).expect("searches");
            found.into_iter().map(|entry| (entry.id, entry.revision)).collect::<Vec<_>>()
        };
        assert_eq!(found("kitchen"), [(record_id(10), 2)], "{version}");
        assert_eq!(found("garden"), [], "an older revision's word, {version}");
        assert_eq!(found("three"), [], "deleted, {version}");
        assert_eq!(reader.verify().expect("whole").facts, 7, "{version}");
    }
}

/// What an older program wrote stays as it is, and what is told now stands behind it.
#[tokio::test]
async fn a_journal_of_schema_1_opens_unchanged_and_takes_a_logged_session() {
    let folder = copy_of("v1");
    let facts = |count| {
        journal(folder.path())
            .reader()
            .expect("a reader")
            .facts(FactFilter { limit: count, ..FactFilter::default() })
            .expect("facts")
    };
    let before = facts(1000);
    let nape = door(folder.path()).await;
    assert_eq!(nape.sessions(100).await.expect("reads"), [], "none that an engine wrote");
    nape.close().await.expect("closes");
    assert_eq!(facts(1000), before);
    let nape = door(folder.path()).await;
    let told = r#"{"modality":"manual","started":"2026-03-02T08:00:00+01:00","duration_ms":600000}"#;
    let told = nape::api::logged_session_from_json(told.into(), NOW.to_owned()).expect("reads");
    nape.log_session(told).await.expect("records");
    nape.close().await.expect("closes");
    let after = facts(1000);
    assert_eq!(&after[..before.len()], &before[..]);
    assert_eq!(after.iter().filter(|fact| fact.heading.kind == "session_logged").count(), 1);
    journal(folder.path()).reader().expect("a reader").verify().expect("whole");
}

const NOW: &str = "2026-03-10T09:00:00+01:00";

async fn door(folder: &Path) -> std::sync::Arc<nape::api::Nape> {
    let config = nape::api::OpenConfig {
        folder: folder.to_string_lossy().into_owned(),
        key: vec![0x5a; 32],
        demonstration: false,
        now: Some(NOW.to_owned()),
        zone: None,
        additions: None,
    };
    nape::api::Nape::open(config, None, None, None, None).await.expect("opens")
}

#[test]
fn a_migrated_schema_equals_a_fresh_one() {
    let fresh = tempfile::tempdir().expect("a folder");
    journal(fresh.path());
    for version in fs::read_dir(kept("")).expect("kept journals") {
        let version = version.expect("a folder").file_name().into_string().expect("a plain name");
        let migrated = copy_of(&version);
        journal(migrated.path());
        assert_eq!(schema(migrated.path()), schema(fresh.path()), "{version}");
    }
}

/// What was fetched of a device's record outlives the program and goes with the whole.
#[test]
fn parts_of_records_are_kept_by_unit_and_number_until_they_are_taken_away() {
    let folder = copy_of("v4");
    let journal = journal(folder.path());
    let part = |serial: &str, number, content: &[u8]| RecordPart {
        serial: serial.to_owned(),
        number: RecordNumber(number),
        content: content.to_vec(),
    };
    let keep = |parts| {
        journal.writer().expect("a writer").commit(&Batch { parts, ..Batch::default() }).expect("kept")
    };
    keep(vec![part("A", 1, b"one"), part("A", 2, b"two"), part("B", 1, b"other")]);
    keep(vec![part("A", 1, b"one and more"), part("A", 2, b"")]);
    let kept = journal.reader().expect("a reader").record_parts("A").expect("reads");
    assert_eq!(kept.into_iter().collect::<Vec<_>>(), [(RecordNumber(1), b"one and more".to_vec())]);
    assert_eq!(journal.reader().expect("a reader").record_parts("C").expect("reads").len(), 0);
}
