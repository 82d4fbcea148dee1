//! What the benchmarks measure the journal against does the same as the journal (E25): they run in no CI, this does.

use nape::store::Batch;
use nape_logic::journal::chain::Head;
use nape_peers::heard::last_transaction;
use nape_peers::journal::{RawJournal, contents};

use crate::made::{entry, entry_row, fact, fact_row, journal, raw};

#[test]
fn the_peer_of_the_benchmarks_runs_the_journals_own_statements_and_writes_the_same_rows() {
    let [ours, bare] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    // The second of two: the first one on a connection looks up how the index of words is set.
    let written = last_transaction(|| {
        let mut writer = journal(ours.path()).writer().expect("a writer");
        for number in [0, 1] {
            let batch = Batch { facts: vec![fact(number)], records: vec![entry(number)], ..Batch::default() };
            writer.commit(&batch).expect("committed");
        }
    });
    let peer = last_transaction(|| {
        drop(journal(bare.path()));
        let connection = raw(bare.path());
        let mut peer = RawJournal::new(&connection);
        let mut head = Head::EMPTY;
        for number in [0, 1] {
            let (row, next) = fact_row(&fact(number), head);
            head = next;
            peer.commit(&[row], &[entry_row(&entry(number))]);
        }
    });
    assert_eq!(written, peer);
    assert!(written.len() > 8, "the index of words was heard too: {written:?}");
    assert_eq!(contents(&raw(ours.path())), contents(&raw(bare.path())));
}
