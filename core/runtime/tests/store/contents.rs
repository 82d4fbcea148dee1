//! What the journal keeps: batches whole and durable, pages of facts, revisions, the chain, many users at once.

use crate::common::*;
use nape::store::{Batch, FactFilter, Position, Reader, StoreError, WriterThread, telemetry};
use nape_logic::id::BootId;
use nape_logic::journal::chain::{ChainFault, Fault};

/// The payloads of facts, to compare at a glance.
fn numbers(facts: &[nape::store::StoredFact]) -> Vec<u64> {
    facts.iter().map(|fact| fact.sequence).collect()
}

fn reader(folder: &tempfile::TempDir) -> Reader {
    journal(folder.path()).reader().expect("a reader")
}

#[test]
fn what_is_acknowledged_is_there_after_opening_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let batch = whole(7);
    let committed = journal(folder.path()).writer().expect("a writer").commit(&batch).expect("committed");
    let reader = reader(&folder);
    let facts = reader.facts(FactFilter::default()).expect("facts");
    assert_eq!(facts.iter().map(|fact| fact.position).collect::<Vec<_>>(), committed.facts);
    for (stored, new) in facts.iter().zip(&batch.facts) {
        assert_eq!(stored.heading, new.heading);
        assert_eq!(stored.payload.as_ref(), Some(&new.content.payload));
        assert_eq!(stored.origin, NEW.origin);
    }
    let record = reader.latest_record("entry", record_id(7)).expect("read").expect("there");
    assert_eq!(
        (record.at, record.written, record.payload),
        (minute(7), minute(7), Some(batch.records[0].payload.clone()))
    );
    let pages = reader.telemetry(session(0)).expect("pages");
    assert_eq!(pages, batch.telemetry);
    assert_eq!(telemetry::decode(&pages[0].body), Ok(items(7)));
}

#[test]
fn a_batch_that_fails_in_its_last_part_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    writer.commit(&whole(1)).expect("committed");
    assert_eq!(writer.commit(&whole(1)), Err(StoreError::Conflict));
    let reader = reader(&folder);
    assert_eq!(count_whole(&reader), 1);
    assert_eq!(reader.record_history("entry", record_id(1)).expect("history").len(), 1);
    writer.commit(&whole(2)).expect("goes on");
    assert_eq!(reader.verify().expect("whole").facts, 4);
}

#[test]
fn an_empty_batch_is_accepted_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    assert_eq!(writer.commit(&Batch::default()), Ok(nape::store::Committed::default()));
    assert_eq!(reader(&folder).verify().expect("whole").facts, 0);
}

#[test]
fn pages_of_facts_meet_each_fact_once_even_while_more_arrive() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    writer.commit(&facts((1..=10).map(|number| fact("phase", number)))).expect("committed");
    let reader = reader(&folder);
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = reader.facts(FactFilter { after, limit: 4, ..FactFilter::default() }).expect("a page");
        let Some(last) = page.last() else { break };
        after = Some(last.position);
        seen.extend(numbers(&page));
        if seen.len() == 4 {
            writer.commit(&facts([fact("phase", 11)])).expect("committed");
        }
    }
    assert_eq!(seen, (1..=11).collect::<Vec<_>>());
    assert_eq!(reader.last_position(), Ok(after));
}

#[test]
fn facts_are_found_by_session_and_by_kind() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    let mixed = [
        fact_in(session(1), "started", 1),
        fact_in(session(2), "started", 2),
        fact_in(session(1), "stopped", 3),
        fact("locked", 4),
    ];
    writer.commit(&facts(mixed)).expect("committed");
    let reader = reader(&folder);
    let read = |session, kinds: &[&str]| {
        numbers(&reader.facts(FactFilter { session, kinds, ..FactFilter::default() }).expect("facts"))
    };
    assert_eq!(read(Some(session(1)), &[]), [1, 3]);
    assert_eq!(read(Some(session(1)), &["stopped"]), [3]);
    assert_eq!(read(None, &["stopped", "locked"]), [3, 4]);
    assert_eq!(read(None, &["absent' OR '1"]), [] as [u64; 0]);
    let next = reader.facts_of_kinds(&["started"], Some(Position(1)), 10).expect("facts");
    assert_eq!(numbers(&next), [2]);
}

#[test]
fn sessions_come_newest_first_and_page_by_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    // Session 3 was imported last and is the oldest one.
    let order = [(1, 10), (2, 20), (1, 30), (3, 5)];
    writer.commit(&facts(order.map(|(which, at)| fact_in(session(which), "phase", at)))).expect("committed");
    let reader = reader(&folder);
    let all = reader.sessions(None, 10).expect("sessions");
    assert_eq!(all.iter().map(|each| each.session).collect::<Vec<_>>(), [session(2), session(1), session(3)]);
    assert_eq!((all[1].started, all[1].first, all[1].last), (minute(10), Position(1), Position(3)));
    let first = reader.sessions(None, 2).expect("a page");
    let second = reader.sessions(first.last(), 2).expect("a page");
    assert_eq!([first, second].concat(), all);
}

#[test]
fn an_edit_is_a_further_revision_and_a_deletion_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    let mut deletion = record(1, 3);
    deletion.deleted = true;
    let records = vec![record(2, 0), record(1, 1), record(1, 2)];
    writer.commit(&Batch { records, ..Batch::default() }).expect("committed");
    let reader = reader(&folder);
    let latest = reader.records("entry").expect("records");
    let latest: Vec<_> = latest.iter().map(|record| (record.id, record.revision)).collect();
    assert_eq!(latest, [(record_id(1), 2), (record_id(2), 1)]);
    writer.commit(&Batch { records: vec![deletion], ..Batch::default() }).expect("committed");
    assert_eq!(reader.records("entry").expect("records").len(), 1);
    let last = reader.latest_record("entry", record_id(1)).expect("read").expect("there");
    assert_eq!((last.revision, last.deleted), (3, true));
    let history = reader.record_history("entry", record_id(1)).expect("history");
    assert_eq!(history.iter().map(|record| record.revision).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(history[0].payload, Some(record(1, 1).payload));
    assert_eq!(reader.latest_record("plan", record_id(1)), Ok(None));
}

#[test]
fn of_two_phones_that_wrote_one_revision_the_same_one_counts_whatever_came_first() {
    let of_order = |order: [&str; 2]| {
        let folder = tempfile::tempdir().expect("a folder");
        journal(folder.path());
        let raw = raw(folder.path());
        for text in order {
            let (origin, written) = if text == "mine" { (0x0b_u8, 50) } else { (0x0c, 60) };
            let mut origin_id = [0; 16];
            origin_id[15] = origin;
            raw.execute("INSERT OR IGNORE INTO origin VALUES (?1, 0, zeroblob(32))", [origin_id])
                .expect("inserted");
            raw.execute(
                "INSERT INTO record_version (kind, id, revision, origin, at_ms, at_offset_s, written_ms,
                     written_offset_s, deleted, payload) VALUES ('entry', ?1, 1, ?2, 0, 0, ?3, 0, 0, ?4)",
                rusqlite::params![record_id(1).0.as_bytes(), origin_id, written, text],
            )
            .expect("inserted");
        }
        let reader = reader(&folder);
        let latest = reader.latest_record("entry", record_id(1)).expect("read").expect("there");
        let listed = reader.records("entry").expect("records");
        assert_eq!(listed, std::slice::from_ref(&latest));
        assert_eq!(reader.record_history("entry", record_id(1)).expect("history").len(), 2);
        latest.payload
    };
    assert_eq!(of_order(["mine", "theirs"]), Some("theirs".into()));
    assert_eq!(of_order(["theirs", "mine"]), Some("theirs".into()));
}

#[test]
fn an_erased_fact_stays_in_its_place_without_its_payload_and_the_chain_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    writer.commit(&facts((1..=3).map(|number| fact("phase", number)))).expect("committed");
    raw(folder.path())
        .execute("UPDATE fact SET payload = NULL, salt = NULL WHERE sequence = 2", [])
        .expect("erased");
    let reader = reader(&folder);
    let facts = reader.facts(FactFilter::default()).expect("facts");
    assert_eq!(facts[1].payload, None);
    let summary = reader.verify().expect("whole");
    assert_eq!((summary.facts, summary.redacted, summary.origins), (3, 1, 1));
}

#[test]
fn the_database_itself_refuses_to_change_or_remove_a_fact() {
    let folder = tempfile::tempdir().expect("a folder");
    journal(folder.path()).writer().expect("a writer").commit(&whole(1)).expect("committed");
    for statement in [
        "DELETE FROM fact",
        "UPDATE fact SET kind = 'other'",
        "UPDATE fact SET payload = 'other'",
        "UPDATE fact SET payload = NULL",
        "UPDATE fact SET simulated = 1",
        "UPDATE fact SET hash = zeroblob(32)",
    ] {
        assert!(raw(folder.path()).execute(statement, []).is_err(), "{statement}");
    }
    assert_eq!(count_whole(&reader(&folder)), 1);
}

#[test]
fn what_is_tampered_with_past_every_guard_is_found_and_named() {
    let cases = [
        ("UPDATE fact SET payload = '{}' WHERE sequence = 3", 3, Fault::Changed),
        ("UPDATE fact SET session = zeroblob(16) WHERE sequence = 2", 2, Fault::Changed),
        ("DELETE FROM fact WHERE sequence = 3", 3, Fault::Missing),
        ("DELETE FROM fact WHERE sequence > 4", 5, Fault::Missing),
        ("UPDATE fact SET sequence = CASE sequence WHEN 2 THEN 4 ELSE 2 END WHERE sequence IN (2, 4)", 2, Fault::Reordered),
        ("INSERT INTO fact SELECT 99, origin, sequence, 'x', session, course, at_ms, offset_s, elapsed_ms, boot,
              simulated, payload, salt, digest, zeroblob(32) FROM fact WHERE sequence = 5", 5, Fault::Changed),
        ("UPDATE fact SET position = CASE position WHEN 2 THEN 4 WHEN 4 THEN 2 ELSE position END + 100", 2, Fault::Reordered),
        ("UPDATE fact SET position = 100 WHERE sequence = 2", 2, Fault::Reordered),
        ("UPDATE fact SET payload = NULL, salt = NULL WHERE kind = 'lock_set'", 3, Fault::Erased),
    ];
    for (statement, sequence, what) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let mut writer = journal(folder.path()).writer().expect("a writer");
        let kind = |number| if number == 3 { "lock_set" } else { "phase" };
        writer.commit(&facts((1..=6).map(|number| fact(kind(number), number)))).expect("committed");
        let raw = raw(folder.path());
        raw.execute_batch("DROP TRIGGER fact_is_never_removed; DROP TRIGGER fact_is_never_changed; DROP TRIGGER fact_is_only_erased")
            .expect("dropped");
        raw.execute(statement, []).expect(statement);
        let fault = ChainFault { origin: NEW.origin, sequence, what };
        assert_eq!(reader(&folder).verify(), Err(StoreError::BrokenChain(fault)), "{statement}");
    }
}

#[test]
fn readers_see_whole_batches_while_a_writer_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = journal(folder.path());
    let mut writer = journal.writer().expect("a writer");
    let readers: Vec<_> = (0..3).map(|_| journal.reader().expect("a reader")).collect();
    std::thread::scope(|scope| {
        for reader in readers {
            scope.spawn(move || {
                let mut seen = 0;
                while seen < 200 {
                    let facts = reader.facts(FactFilter::default()).expect("never in the way");
                    assert!(
                        facts.len().is_multiple_of(2) && facts.len() >= seen,
                        "{} after {seen}",
                        facts.len()
                    );
                    seen = facts.len();
                }
                assert_eq!(reader.verify().expect("whole").facts, 200);
            });
        }
        for number in 0..100 {
            writer.commit(&whole(number)).expect("committed");
        }
    });
}

/// SQLite's locks know no queue: on a slow disk a writer may be passed over for longer than it waits. Nothing of its batch
/// is kept then, and to try again is what it is told to do.
fn commit_in_turn(writer: &mut nape::store::Writer, batch: &Batch) {
    for _ in 0..60 {
        match writer.commit(batch) {
            Err(StoreError::Busy) => {}
            committed => return drop(committed.expect("committed")),
        }
    }
    panic!("a minute without a turn");
}

#[test]
fn writers_take_turns_and_keep_one_chain() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |writer_number: u64| {
        let mut writer = journal(folder.path()).writer().expect("a writer");
        for number in 0..25 {
            commit_in_turn(&mut writer, &whole(writer_number * 100 + number));
        }
    };
    std::thread::scope(|scope| {
        for writer in 0..3 {
            scope.spawn(move || write(writer));
        }
    });
    let reader = reader(&folder);
    assert_eq!(count_whole(&reader), 75);
    assert_eq!(reader.verify().expect("whole").facts, 150);
}

#[test]
fn a_journal_locked_by_another_program_is_busy_and_readable() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = journal(folder.path()).writer().expect("a writer");
    writer.commit(&whole(1)).expect("committed");
    let other = raw(folder.path());
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    assert_eq!(writer.commit(&whole(2)), Err(StoreError::Busy));
    assert_eq!(count_whole(&reader(&folder)), 1);
    other.execute_batch("ROLLBACK").expect("unlocked");
    writer.commit(&whole(2)).expect("committed");
}

#[test]
fn the_writers_thread_keeps_the_order_of_submission() {
    let folder = tempfile::tempdir().expect("a folder");
    let thread = WriterThread::start(journal(folder.path()).writer().expect("a writer")).expect("started");
    let outcomes: Vec<_> = (0..20).map(|number| thread.submit(whole(number))).collect();
    let positions: Vec<_> = outcomes
        .into_iter()
        .flat_map(|outcome| outcome.blocking_recv().expect("answered").expect("committed").facts)
        .collect();
    assert_eq!(positions, (1..=40).map(Position).collect::<Vec<_>>());
}

#[test]
fn dropping_the_writers_thread_commits_what_was_submitted_though_nobody_waits() {
    let folder = tempfile::tempdir().expect("a folder");
    let thread = WriterThread::start(journal(folder.path()).writer().expect("a writer")).expect("started");
    for number in 0..20 {
        drop(thread.submit(whole(number)));
    }
    drop(thread);
    assert_eq!(count_whole(&reader(&folder)), 20);
}

#[test]
fn a_batch_that_fails_holds_up_none_behind_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let thread = WriterThread::start(journal(folder.path()).writer().expect("a writer")).expect("started");
    let outcomes = [1, 1, 2].map(|number| thread.submit(whole(number)));
    let kept = outcomes.map(|outcome| outcome.blocking_recv().expect("answered").is_ok());
    assert_eq!(kept, [true, false, true]);
}

#[test]
fn one_session_runs_per_journal_and_the_journal_stays_open_to_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let boot = BootId("a boot".to_owned());
    let lease = journal(folder.path()).lease(&boot).expect("free");
    let other = journal(folder.path());
    assert_eq!(other.lease(&boot).err(), Some(StoreError::SessionRunning));
    other.writer().expect("a writer").commit(&whole(1)).expect("committed");
    drop(lease);
    other.lease(&boot).expect("free again");
}

#[test]
fn no_debug_output_shows_a_payload() {
    let folder = tempfile::tempdir().expect("a folder");
    let batch = whole(1);
    journal(folder.path()).writer().expect("a writer").commit(&batch).expect("committed");
    let reader = reader(&folder);
    let facts = reader.facts(FactFilter::default());
    let shown = format!("{batch:?} {facts:?} {:?}", reader.records("entry"));
    assert!(!shown.contains("number"), "{shown}");
}
