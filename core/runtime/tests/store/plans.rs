//! Ten years make no screen slower: what a screen reads is found by an index, and nothing is sorted that grows with them.

use nape::store::{Batch, EntryBound, EntryFilter, FactFilter, Reader};
use nape_peers::heard::statements;
use nape_peers::raw::Connection;

use crate::made::{entry, fact, journal, raw};

/// How SQLite runs each statement that `work` makes a reader run.
fn plans(work: impl FnOnce(&Reader)) -> Vec<(String, Vec<String>)> {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = journal(folder.path());
    let some = Batch { facts: vec![fact(0)], records: vec![entry(0), entry(1)], ..Batch::default() };
    journal.writer().expect("a writer").commit(&some).expect("committed");
    let heard = statements(|| {
        let reader = journal.reader().expect("a reader");
        work(&reader);
    });
    let connection = raw(folder.path());
    // FTS5 looks into its own tables by their keys, in statements of its own.
    let ours = |text: &&String| text.starts_with("SELECT") && !text.contains("entry_text_");
    heard.iter().filter(ours).map(|text| (text.clone(), plan(&connection, text))).collect()
}

fn plan(connection: &Connection, statement: &str) -> Vec<String> {
    let mut steps = Vec::new();
    connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).each(&[], |row| {
        steps.push(String::from_utf8_lossy(row.bytes(3)).into_owned());
    });
    steps
}

/// A whole table, or all that belongs to a kind, put in order.
fn reads_too_much(step: &str) -> bool {
    // The index of words is asked by its words; the first entry of all is the first one of the index by time.
    let allowed = step.contains("VIRTUAL TABLE INDEX") || step.contains("USING INDEX entry_by_time");
    let scans = step.starts_with("SCAN") && !allowed && !step.contains("SCAN (subquery");
    scans && !step.contains("SCAN folded") && !step.contains("CONSTANT ROW")
}

#[test]
fn no_screen_reads_a_whole_table() {
    let plans = plans(|reader| {
        let record = crate::common::record_id(1);
        let (first, last) = (Some(EntryBound::Day(1)), Some(EntryBound::Day(90)));
        for kind in [None, Some("pain")] {
            let filter = EntryFilter { from: first, to: last, kind, after: None, limit: 50 };
            reader.entries(filter).expect("entries");
        }
        reader.search("garden pil", 50).expect("searches");
        reader.day_sums("pain", 1, 90).expect("sums");
        reader.day_sums_by_unit("range_of_motion", 1, 90).expect("sums");
        reader.day_counts("medication", 1, 90).expect("counts");
        reader.kept_days(1, 90).expect("days");
        reader.moments("pain", 1, 90).expect("moments");
        reader.first_entry_day().expect("a day");
        reader.latest_record("plan", record).expect("a record");
        reader.record_history("plan", record).expect("a history");
        reader.records("plan").expect("records");
        reader.telemetry(crate::common::session(1)).expect("pages");
        let session = Some(crate::common::session(1));
        reader.facts(FactFilter { session, kinds: &["session"], ..FactFilter::default() }).expect("facts");
        reader.folded([0; 32]).expect("reads");
    });
    assert!(plans.len() > 14, "all of them were heard: {plans:?}");
    for (statement, steps) in plans {
        assert!(
            !steps.is_empty() && !steps.iter().any(|step| reads_too_much(step)),
            "{statement}\n{steps:?}"
        );
    }
}

/// Else all facts of ten years would stand in memory at the first opening after an update, and at every page of them.
#[test]
fn facts_of_many_kinds_come_in_their_order_without_being_sorted() {
    let plans = plans(|reader| {
        let kinds = ["session", "screening", "after_check"];
        reader.each_fact_as_stated(&kinds, &mut |_| ()).expect("facts");
        reader.facts_of_kinds(&kinds, None, 1000).expect("facts");
    });
    let of_facts: Vec<_> = plans.iter().filter(|(statement, _)| statement.contains("FROM fact")).collect();
    assert_eq!(of_facts.len(), 2);
    for (statement, steps) in of_facts {
        assert!(!steps.iter().any(|step| step.contains("B-TREE")), "{statement}\n{steps:?}");
    }
}
