//! Entries by time, by kind, by their words and by day; and what is left of one that was erased.

use crate::common::*;
use nape::store::{
    Batch, Damage, DaySum, ENTRY, EntryBound, EntryCursor, EntryFilter, NewRecord, Reader, Redaction,
    StoreError,
};
use nape_logic::id::RecordId;
use nape_logic::time::Timestamp;

const ALL: EntryFilter<'_> = EntryFilter { from: None, to: None, kind: None, after: None, limit: 100 };

fn write(folder: &std::path::Path, records: Vec<NewRecord>) {
    let batch = Batch { records, ..Batch::default() };
    journal(folder).writer().expect("a writer").commit(&batch).expect("committed");
}

fn ids(reader: &Reader, filter: EntryFilter<'_>) -> Vec<RecordId> {
    reader.entries(filter).expect("reads").into_iter().map(|entry| entry.id).collect()
}

fn some() -> Vec<NewRecord> {
    vec![
        entry(3, "pain", 5, "after the garden"),
        entry(1, "sleep", 7, "Ünruhig geschlafen"),
        entry(2, "pain", 4, "at the desk"),
        entry(4, "mood", 6, "garden again"),
    ]
}

#[test]
fn entries_come_in_the_order_of_their_moments_within_bounds_and_of_one_kind() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), some());
    let reader = journal(folder.path()).reader().expect("a reader");
    assert_eq!(ids(&reader, ALL), [1, 2, 3, 4].map(record_id));
    assert_eq!(ids(&reader, EntryFilter { kind: Some("pain"), ..ALL }), [2, 3].map(record_id));
    let at = |number| Some(EntryBound::Instant(minute(number).unix_millis()));
    let between = EntryFilter { from: at(2), to: at(3), ..ALL };
    assert_eq!(ids(&reader, between), [2, 3].map(record_id), "both bounds are inclusive");
}

#[test]
fn pages_meet_each_entry_once_whatever_is_added_between_them() {
    let folder = tempfile::tempdir().expect("a folder");
    // Two at one instant among them.
    let mut twin = entry(3, "mood", 1, "twin");
    twin.id = record_id(30);
    write(folder.path(), [some(), vec![twin]].concat());
    let reader = journal(folder.path()).reader().expect("a reader");
    let (mut met, mut after) = (Vec::new(), None);
    loop {
        let page = reader.entries(EntryFilter { after, limit: 2, ..ALL }).expect("reads");
        let Some(last) = page.last() else { break };
        after = Some(EntryCursor { at_ms: last.at.unix_millis(), id: last.id });
        met.extend(page.iter().map(|entry| entry.id));
        if met.len() == 2 {
            write(folder.path(), vec![entry(0, "pain", 1, "before"), entry(9, "pain", 1, "behind")]);
        }
    }
    assert_eq!(met, [1, 2, 3, 30, 4, 9].map(record_id));
}

#[test]
fn an_edit_shows_its_new_words_and_a_deletion_none() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), some());
    let mut deleted = entry(4, "mood", 6, "garden again");
    deleted.deleted = true;
    write(folder.path(), vec![entry(2, "pain", 3, "on the couch"), deleted]);
    let reader = journal(folder.path()).reader().expect("a reader");
    let found = |words| reader.search(words, 10).expect("searches").len();
    assert_eq!((found("desk"), found("couch"), found("garden")), (0, 1, 1));
    assert_eq!(ids(&reader, ALL), [1, 2, 3].map(record_id));
    assert_eq!(reader.record_history(ENTRY, record_id(4)).expect("reads").len(), 2, "its history stays");
}

#[test]
fn words_are_found_without_their_accents_and_from_their_beginning() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), some());
    let reader = journal(folder.path()).reader().expect("a reader");
    let found = |words: &str| {
        reader.search(words, 10).expect("searches").into_iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(found("unruhig"), [record_id(1)]);
    assert_eq!(found("GARD"), [record_id(4), record_id(3)], "the one written last first");
    assert_eq!(found("garden after"), [record_id(3)], "all of the words, in any order");
    assert_eq!(found("gard after"), [], "only the last word may be a beginning");
    for nothing in ["", "  ", "\"", "* OR", "note:desk", "garden NOT after"] {
        let found = found(nothing);
        assert!(found.is_empty(), "{nothing}: {found:?}");
    }
}

#[test]
fn a_day_is_summed_by_the_entries_own_clocks() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |id: u64, at: &str, value: u8| NewRecord {
        at: Timestamp::parse(at).expect("an instant"),
        payload: format!(r#"{{"kind":"pain","at":"{at}","value":{value}}}"#).as_str().into(),
        ..record(id, id)
    };
    write(
        folder.path(),
        vec![
            at(1, "2026-03-10T23:30:00+01:00", 4),
            at(2, "2026-03-10T23:30:00-05:00", 6),
            at(3, "2026-03-11T00:30:00+01:00", 9),
        ],
    );
    let reader = journal(folder.path()).reader().expect("a reader");
    let (tenth, eleventh) = (20_522, 20_523);
    let days = [DaySum { day: tenth, sum: 10_000, count: 2 }, DaySum { day: eleventh, sum: 9_000, count: 1 }];
    assert_eq!(reader.day_sums("pain", tenth, eleventh).expect("sums"), days);
    assert_eq!(reader.day_sums("pain", eleventh, eleventh).expect("sums"), days[1..]);
    assert_eq!(reader.day_sums("sleep", tenth, eleventh).expect("sums"), []);
    let on = |day| Some(EntryBound::Day(day));
    assert_eq!(ids(&reader, EntryFilter { from: on(tenth), to: on(tenth), ..ALL }), [1, 2].map(record_id));
    assert_eq!(ids(&reader, EntryFilter { from: on(eleventh), ..ALL }), [record_id(3)]);
}

/// Some keyboards write an accent as a sign of its own, behind its letter.
#[test]
fn a_word_is_found_however_its_accents_and_signs_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = [
        "apre\u{300}s le de\u{301}jeuner",
        "apr\u{e8}s le d\u{e9}jeuner",
        "the low-back \u{201c}pull\u{201d}, again",
    ];
    let told = notes.iter().zip(1..).map(|(note, id)| entry(id, "mood", 4, note)).collect();
    write(folder.path(), told);
    let reader = journal(folder.path()).reader().expect("a reader");
    let found = |words: &str| {
        let mut ids: Vec<_> = reader.search(words, 10).expect(words).iter().map(|found| found.id).collect();
        ids.sort_by_key(|id| id.0);
        ids
    };
    let both = [record_id(1), record_id(2)];
    for words in
        ["de\u{301}jeuner", "d\u{e9}jeuner", "dejeuner", "apre\u{300}s de\u{301}j", "D\u{c9}JEU", "de\u{301}"]
    {
        assert_eq!(found(words), both, "{words}");
    }
    for words in ["low-back", "back \u{201c}pull\u{201d},", "\"pull\" -- again", "pull\" OR \"x", "low-ba"] {
        let expected: &[_] = if words.contains("OR") { &[] } else { &[record_id(3)] };
        assert_eq!(found(words), expected, "{words}");
    }
    for words in ["", " ", "\u{301}", "--", "\"", "*"] {
        assert_eq!(found(words), [], "{words:?}");
    }
}

#[test]
fn accents_of_other_scripts_make_no_difference_either() {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = ["ο αυχένας πονάει", "лёгкая боль", "ألمٌ في الرَّقَبَة", "がか"];
    let told = notes.iter().zip(1..).map(|(note, id)| entry(id, "mood", 4, note)).collect();
    write(folder.path(), told);
    let reader = journal(folder.path()).reader().expect("a reader");
    for (words, id) in [
        ("αυχενας", 1),
        ("ΑΥΧΈΝΑΣ", 1),
        ("αυχε\u{301}ν", 1),
        ("легкая", 2),
        ("ЛЁГ", 2),
        ("الرقبة", 3),
        ("がか", 4),
    ] {
        let found: Vec<_> = reader.search(words, 10).expect(words).iter().map(|found| found.id).collect();
        assert_eq!(found, [record_id(id)], "{words}");
    }
    assert_eq!(reader.search("かか", 10).expect("searches"), [], "another letter, not an accent");
}

/// E5: a list that does not follow from the records is found, and made anew.
#[test]
fn a_projection_that_was_changed_is_found_by_verify_and_made_anew() {
    for change in [
        "UPDATE entry SET value = 0",
        "UPDATE entry SET note = 'nothing'",
        "UPDATE entry SET day = day + 1 WHERE position = 2",
        "DELETE FROM entry WHERE position = 2",
        "INSERT INTO entry SELECT 1, zeroblob(16), kind, at_ms, day, value, name, note FROM entry LIMIT 1",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        write(
            folder.path(),
            vec![entry(1, "pain", 6, "garden"), entry(2, "pain", 7, "couch"), entry(1, "pain", 5, "x")],
        );
        let verify = || journal(folder.path()).reader().expect("a reader").verify();
        verify().expect("whole");
        let raw = raw(folder.path());
        raw.execute_batch("PRAGMA foreign_keys = OFF").expect("set");
        raw.execute(change, []).expect(change);
        drop(raw);
        assert_eq!(verify(), Err(StoreError::Damaged { what: Damage::Projections }), "{change}");
        journal(folder.path()).writer().expect("a writer").rebuild_projections().expect("rebuilds");
        verify().expect(change);
    }
}

/// E5: what follows from the records can be made anew, and is the same.
#[test]
fn the_projections_dropped_and_made_anew_are_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), some());
    let mut deleted = entry(4, "mood", 6, "garden again");
    deleted.deleted = true;
    write(folder.path(), vec![entry(2, "pain", 3, "on the couch"), deleted]);
    let rows = |folder: &std::path::Path| -> Vec<String> {
        let connection = raw(folder);
        let mut found = Vec::new();
        for query in [
            "SELECT position || ' ' || hex(id) || kind || at_ms || ' ' || day || ' ' || value || note FROM entry ORDER BY position",
            "SELECT CAST(rowid AS TEXT) FROM entry_text WHERE entry_text MATCH 'couch OR garden' ORDER BY rowid",
        ] {
            let mut statement = connection.prepare(query).expect("a query");
            let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
            found.extend(rows.map(|row| row.expect("a row")));
        }
        found
    };
    let before = rows(folder.path());
    assert_eq!(before.len(), 5, "{before:?}");
    journal(folder.path()).writer().expect("a writer").rebuild_projections().expect("rebuilds");
    assert_eq!(rows(folder.path()), before);
    raw(folder.path())
        .execute_batch("INSERT INTO entry_text (entry_text) VALUES ('integrity-check')")
        .expect("the index of words fits its table");
}

/// E21.
#[test]
fn an_erased_entry_is_gone_from_every_place_and_the_journal_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), some());
    write(folder.path(), vec![entry(2, "pain", 3, "a marker on the couch")]);
    let mut told = fact("symptoms_told", 1);
    told.content.payload =
        format!(r#"{{"entries":["{}"],"report":"a marker"}}"#, record_id(2)).as_str().into();
    let journal = journal(folder.path());
    let mut writer = journal.writer().expect("a writer");
    writer.commit(&facts([told, fact("symptoms_told", 2)])).expect("committed");
    let redaction = Redaction { kind: ENTRY.to_owned(), id: record_id(2), written: minute(60) };
    writer.commit(&Batch { redactions: vec![redaction], ..Batch::default() }).expect("committed");
    let reader = journal.reader().expect("a reader");
    assert_eq!(ids(&reader, ALL), [1, 3, 4].map(record_id));
    assert!(reader.search("marker", 10).expect("searches").is_empty());
    let history = reader.record_history(ENTRY, record_id(2)).expect("reads");
    let history: Vec<_> =
        history.into_iter().map(|kept| (kept.revision, kept.deleted, kept.payload)).collect();
    assert_eq!(history, [(1, false, None), (2, false, None), (3, true, None)]);
    let summary = reader.verify().expect("whole");
    assert_eq!((summary.facts, summary.redacted), (2, 1), "only what was told with it");
    let blocks: Vec<Vec<u8>> = {
        let connection = raw(folder.path());
        let mut statement = connection.prepare("SELECT block FROM entry_text_data").expect("a query");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    };
    let holds = |word: &[u8]| blocks.iter().any(|block| block.windows(word.len()).any(|found| found == word));
    assert!(holds(b"garden") && !holds(b"marker"), "the word is not in the index either");
}
