//! What was acknowledged is there, nothing is there in part, the chain holds.

use std::path::Path;
use std::time::Duration;

use super::{AT_ONCE_EVERY, Chance, acknowledge, acknowledged, folder_to_die_in, kill, kills};
use crate::common::*;
use nape::store::{FactFilter, StoreError};
use nape_logic::id::BootId;

fn boot() -> BootId {
    BootId("a boot".to_owned())
}

/// The child's part; does nothing in an ordinary run.
#[test]
fn child_commits_until_it_is_killed() {
    let Some(folder) = folder_to_die_in() else {
        return;
    };
    let journal = journal(&folder);
    let _lease = journal.lease(&boot()).expect("free");
    let first = count_whole(&journal.reader().expect("a reader"));
    let mut writer = journal.writer().expect("a writer");
    for number in first.. {
        writer.commit(&whole(number)).expect("committed");
        acknowledge(number);
    }
}

fn child(folder: &Path) -> (std::process::Child, std::io::BufReader<std::process::ChildStdout>) {
    super::child("kill::commits::child_commits_until_it_is_killed", folder)
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_there_however_often_the_writer_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance(20_260_301);
    let mut last = None;
    for kill_number in 1..=kills(110) {
        let (mut child, mut out) = child(folder.path());
        let rounds = usize::try_from(1 + chance.below(8)).expect("small");
        last = acknowledged(&mut out).take(rounds).last().or(last);
        chance.wait_below(Duration::from_millis(4));
        kill(&mut child);
        last = acknowledged(&mut out).last().or(last);

        let reader = journal(folder.path()).reader().expect("opens after a kill");
        let kept = count_whole(&reader);
        let promised = last.map_or(0, |number| number + 1);
        assert!(kept >= promised, "kill {kill_number}: {kept} kept, {promised} acknowledged");
        assert!(kept <= promised + 1, "kill {kill_number}: one batch can be under way");
        assert_eq!(reader.verify().expect("whole").facts, 2 * kept, "kill {kill_number}");
    }
    assert!(last > Some(kills(110)), "the child has hardly written: {last:?}");
}

#[test]
fn another_process_reads_while_one_writes_and_may_not_run_a_second_session() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut child, mut out) = child(folder.path());
    acknowledged(&mut out).next().expect("the child writes");
    let journal = journal(folder.path());
    assert_eq!(journal.lease(&boot()).err(), Some(StoreError::SessionRunning));
    let reader = journal.reader().expect("a reader");
    for _ in 0..20 {
        let facts = reader.facts(FactFilter::default()).expect("never in the way");
        assert!(facts.len() >= 2 && facts.len().is_multiple_of(2), "{}", facts.len());
    }
    reader.verify().expect("whole");
    kill(&mut child);
    let lease = journal.lease(&boot()).expect("the kernel gave it back");
    assert_eq!(lease.left_behind_by().map(|holder| holder.process), Some(child.id()));
}

#[test]
fn a_journal_whose_making_was_killed_at_any_moment_opens() {
    let mut chance = Chance(7);
    let (mut cut, mut made) = (0, 0);
    for round in 0..kills(40) {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut child, mut out) = child(folder.path());
        match round % AT_ONCE_EVERY {
            0 => {}
            1 => drop(acknowledged(&mut out).next().expect("a commit")),
            _ => chance.wait_below(Duration::from_millis(60)),
        }
        kill(&mut child);
        if folder.path().join("journal.json").exists() {
            made += 1;
        } else {
            cut += 1;
        }
        let journal = journal(folder.path());
        assert_eq!(journal.id(), NEW.journal, "round {round}");
        let reader = journal.reader().expect("a reader");
        assert_eq!(reader.verify().expect("whole").facts, 2 * count_whole(&reader), "round {round}");
    }
    assert!(cut > 0 && made > 0, "killed before it was made: {cut}, and after: {made}");
}
