//! One entry, one fact, until it is on the disk: through the store, through the door, through SQLite's C API, through
//! Python, and as bytes in a bare file. All take turns, so that a busy disk is busy for each of them.

use std::path::Path;
use std::time::Duration;

use nape::api::{Nape, OpenConfig, entries_from_json};
use nape::store::{Batch, Writer};
use nape_logic::journal::chain::Head;
use nape_peers::journal::{FactRow, RawJournal, contents};
use nape_peers::plain::PlainFile;
use nape_peers::python::Python;
use tokio::runtime::Runtime;

use super::figures::Figures;
use super::made::{self, entry, entry_row, fact, fact_row, journal, raw, timed};
use super::table::{Figure, Limit, Table};

/// Enough for the log to begin anew some times.
const ROUNDS: u32 = 600;
const FIRST: u32 = 100;
const LIMIT: f64 = 1.1;
/// What a page takes in the log.
const FRAME_BYTES: usize = 4096 + 24;

pub(crate) fn run(table: &mut Table) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    entries(&folder.path().join("entries"), table);
    facts(&folder.path().join("facts"), table);
}

struct Taken {
    ours: Vec<Duration>,
    bare: Vec<Duration>,
    plain: Vec<Duration>,
}

/// The store, the C API and a bare file in turns; `more` comes after each round.
fn take_turns(folder: &Path, batches: &[(Batch, Vec<FactRow>)], mut more: impl FnMut(u32)) -> Taken {
    let (ours, bare) = (folder.join("ours"), folder.join("bare"));
    let mut writer: Writer = journal(&ours).writer().expect("a writer");
    drop(journal(&bare));
    let connection = raw(&bare);
    let mut peer = RawJournal::new(&connection);
    let mut plain = PlainFile::new(
        &folder.join("plain"),
        pages_of_one(&folder.join("probe"), &batches[0].0) * FRAME_BYTES,
    );
    let mut taken = Taken { ours: Vec::new(), bare: Vec::new(), plain: Vec::new() };
    for (round, (batch, facts)) in (0..).zip(batches) {
        let rows: Vec<_> = batch.records.iter().map(entry_row).collect();
        let mut ours = || taken.ours.push(timed(|| writer.commit(batch).expect("committed")).0);
        let mut bare = || taken.bare.push(timed(|| peer.commit(facts, &rows)).0);
        // Whoever comes first in a round may find the disk idle.
        if round % 2 == 0 {
            ours();
            bare();
        } else {
            bare();
            ours();
        }
        taken.plain.push(timed(|| plain.commit()).0);
        more(round);
    }
    drop(writer);
    assert_eq!(contents(&raw(&ours)), contents(&connection), "both wrote the same, on as many pages");
    taken
}

/// How many pages one such commit writes to the log.
fn pages_of_one(folder: &Path, batch: &Batch) -> usize {
    let mut writer = journal(folder).writer().expect("a writer");
    let log = || std::fs::metadata(folder.join("journal.db-wal")).map_or(0, |log| log.len());
    let before = log();
    writer.commit(batch).expect("committed");
    usize::try_from(log() - before).expect("small") / FRAME_BYTES
}

fn entries(folder: &Path, table: &mut Table) {
    let batches: Vec<_> = (FIRST..FIRST + ROUNDS)
        .map(|number| (Batch { records: vec![entry(number)], ..Batch::default() }, Vec::new()))
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let (door, empty) = (folder.join("door"), folder.join("empty"));
    let nape = runtime.block_on(open(&door));
    drop(journal(&empty));
    let mut python = Python::start(&folder.join("plain.db"), &raw(&empty));
    let (mut by_door, mut by_python) = (Vec::new(), Vec::new());
    let taken = take_turns(folder, &batches, |round| {
        by_door.push(through_the_door(&runtime, &nape, round));
        if let Some(python) = &mut python {
            by_python.push(python.commit(&for_python(FIRST + round)));
        }
    });
    runtime.block_on(nape.close()).expect("closes");
    let median = |times: Vec<Duration>| Figure::Time(Figures::of(times).percentile(50));
    let bare = median(taken.bare);
    let mut peers = vec![("C API", bare), ("write and sync", median(taken.plain))];
    if by_python.is_empty() {
        println!("commit: no Python with an index of words here");
    } else {
        peers.push(("Python, not encrypted", median(by_python)));
    }
    table.line("commit of an entry", &Limit::Ratio(LIMIT), median(taken.ours), &peers);
    table.line("the same through the door", &Limit::None, median(by_door), &[("C API", bare)]);
}

fn facts(folder: &Path, table: &mut Table) {
    let mut head = Head::EMPTY;
    let batches: Vec<_> = (0..ROUNDS)
        .map(|number| {
            let fact = fact(number);
            let (row, next) = fact_row(&fact, head);
            head = next;
            (Batch { facts: vec![fact], ..Batch::default() }, vec![row])
        })
        .collect();
    let taken = take_turns(folder, &batches, |_| ());
    let [ours, bare, plain] =
        [taken.ours, taken.bare, taken.plain].map(|times| Figure::Time(Figures::of(times).percentile(50)));
    let peers = [("C API", bare), ("write and sync", plain)];
    table.line("commit of a fact", &Limit::Ratio(LIMIT), ours, &peers);
}

pub(crate) async fn open(folder: &Path) -> std::sync::Arc<Nape> {
    let config = OpenConfig {
        folder: folder.to_string_lossy().into_owned(),
        key: made::key_bytes(),
        demonstration: true,
        now: Some(made::NOW.to_owned()),
        zone: None,
        additions: None,
    };
    Nape::open(config, None, None, None, None).await.expect("opens")
}

fn through_the_door(runtime: &Runtime, nape: &Nape, round: u32) -> Duration {
    let entries = entries_from_json(entry(FIRST + round).payload.0.into_bytes()).expect("an entry");
    timed(|| runtime.block_on(nape.add_entries(entries)).expect("added")).0
}

fn for_python(number: u32) -> String {
    let row = entry_row(&entry(number));
    let hex = |bytes: [u8; 16]| uuid::Uuid::from_bytes(bytes).simple().to_string();
    serde_json::json!({
        "id": hex(row.id), "origin": hex(row.origin), "kind": row.kind, "at": row.at.0, "offset": row.at.1,
        "day": row.day, "value": row.value, "name": row.name, "note": row.note, "payload": row.payload,
    })
    .to_string()
}
