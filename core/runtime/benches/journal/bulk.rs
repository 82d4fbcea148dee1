//! A hundred thousand entries, ten thousand in a transaction, which is the most that the door takes.

use std::time::Duration;

use nape::api::entries_from_json;
use nape::store::Batch;
use nape_peers::journal::{RawJournal, contents};

use super::commit::open;
use super::made::{entry, entry_row, journal, raw, timed};
use super::table::{Figure, Limit, Table};

const BATCHES: u32 = 10;
const A_BATCH: u32 = 10_000;
const LIMIT: f64 = 1.3;

pub(crate) fn run(table: &mut Table) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let [ours, bare, door] = ["ours", "bare", "door"].map(|name| folder.path().join(name));
    let mut writer = journal(&ours).writer().expect("a writer");
    drop(journal(&bare));
    let connection = raw(&bare);
    let mut peer = RawJournal::new(&connection);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let nape = runtime.block_on(open(&door));
    let mut taken = [Duration::ZERO; 3];
    for number in 0..BATCHES {
        let records: Vec<_> = (number * A_BATCH..(number + 1) * A_BATCH).map(entry).collect();
        let rows: Vec<_> = records.iter().map(entry_row).collect();
        let lines: Vec<&str> = records.iter().map(|record| record.payload.0.as_str()).collect();
        let entries =
            lines.iter().flat_map(|line| entries_from_json(line.as_bytes().to_vec()).expect("an entry"));
        let entries: Vec<_> = entries.collect();
        let batch = Batch { records, ..Batch::default() };
        taken[0] += timed(|| writer.commit(&batch).expect("committed")).0;
        taken[1] += timed(|| peer.commit(&[], &rows)).0;
        taken[2] += timed(|| runtime.block_on(nape.add_entries(entries)).expect("added")).0;
    }
    runtime.block_on(nape.close()).expect("closes");
    drop(writer);
    assert_eq!(contents(&raw(&ours)), contents(&connection), "both wrote the same, on as many pages");
    let [ours, bare, door] = taken.map(Figure::Time);
    table.line("100,000 entries at once", &Limit::Ratio(LIMIT), ours, &[("C API", bare)]);
    table.line("the same through the door", &Limit::Ratio(LIMIT), door, &[("C API", bare)]);
}
