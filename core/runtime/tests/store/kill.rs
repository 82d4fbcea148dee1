//! Killed at any moment: what was acknowledged is there, nothing is there in part, the chain holds.
//!
//! A child process (this program again, told so by its environment) commits and acknowledges on its
//! standard output; the parent kills it with SIGKILL at moments drawn from a seed, and opens what is left.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::common::*;
use nape::store::{FactFilter, StoreError};
use nape_logic::id::BootId;

const FOLDER: &str = "NAPE_TEST_KILLED_FOLDER";
const ACKNOWLEDGED: &str = "acknowledged ";

/// A small generator with a seed, so that a failing round can be run again (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

fn boot() -> BootId {
    BootId("a boot".to_owned())
}

/// The child's part; does nothing in an ordinary run.
#[test]
fn child_commits_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let journal = journal(Path::new(&folder));
    let _lease = journal.lease(&boot()).expect("free");
    let first = count_whole(&journal.reader().expect("a reader"));
    let mut writer = journal.writer().expect("a writer");
    let mut out = std::io::stdout();
    for number in first.. {
        writer.commit(&whole(number)).expect("committed");
        writeln!(out, "\n{ACKNOWLEDGED}{number}").expect("the parent listens");
    }
}

fn child(folder: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "kill::child_commits_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let out = child.stdout.take().expect("a pipe");
    (child, BufReader::new(out))
}

/// The numbers that the child has acknowledged, as they come.
fn acknowledged(out: &mut BufReader<ChildStdout>) -> impl Iterator<Item = u64> {
    out.lines().filter_map(|line| line.expect("text").strip_prefix(ACKNOWLEDGED)?.parse().ok())
}

fn kill(child: &mut Child) {
    child.kill().expect("killed");
    child.wait().expect("ended");
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_there_however_often_the_writer_is_killed() {
    const KILLS: u64 = 25;
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance(20_260_301);
    let mut last = None;
    for kill_number in 1..=KILLS {
        let (mut child, mut out) = child(folder.path());
        let rounds = usize::try_from(1 + chance.below(12)).expect("small");
        last = acknowledged(&mut out).take(rounds).last().or(last);
        std::thread::sleep(Duration::from_micros(chance.below(4000)));
        kill(&mut child);
        last = acknowledged(&mut out).last().or(last);

        let reader = journal(folder.path()).reader().expect("opens after a kill");
        let kept = count_whole(&reader);
        let promised = last.map_or(0, |number| number + 1);
        assert!(kept >= promised, "kill {kill_number}: {kept} kept, {promised} acknowledged");
        assert!(kept <= promised + 1, "kill {kill_number}: one batch can be under way");
        assert_eq!(reader.verify().expect("whole").facts, 2 * kept, "kill {kill_number}");
    }
    assert!(last > Some(KILLS), "the child has hardly written: {last:?}");
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
    for round in 0..15 {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut child, _out) = child(folder.path());
        std::thread::sleep(Duration::from_micros(chance.below(60_000)));
        kill(&mut child);
        let journal = journal(folder.path());
        assert_eq!(journal.id(), NEW.journal, "round {round}");
        let reader = journal.reader().expect("a reader");
        assert_eq!(reader.verify().expect("whole").facts, 2 * count_whole(&reader), "round {round}");
    }
}
