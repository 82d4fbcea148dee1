//! Killed with SIGKILL at moments drawn from a seed. A child process (this program again, told so by its
//! environment) works on a folder and says on its standard output what is done; the parent kills it and opens
//! what is left.
//!
//! | file | kills |
//! |---|---|
//! | `commits` | commits, and the making of a journal |
//! | `changes` | a change of the key, an erasure |
//!
//! `NAPE_KILLS` sets how many kills there are in all; `make soak` asks for ten thousand.

mod changes;
mod commits;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "NAPE_TEST_KILLED_FOLDER";
const BEGUN: &str = "begun";
const ACKNOWLEDGED: &str = "acknowledged ";

/// How many kills there are where nobody says: the sum of what the tests here ask for.
const KILLS: u64 = 250;

/// Of so many rounds one is killed at once, and one has its work done first, however fast or slow the machine is.
const AT_ONCE_EVERY: u64 = 4;

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

    /// Lets some time pass, so that the kill comes at another instruction each time.
    fn wait_below(&mut self, bound: Duration) {
        let micros = u64::try_from(bound.as_micros()).expect("short");
        std::thread::sleep(Duration::from_micros(self.below(micros)));
    }
}

/// This test's part of all kills; `of_all` is its part of [`KILLS`].
fn kills(of_all: u64) -> u64 {
    let all = std::env::var("NAPE_KILLS").map_or(KILLS, |count| count.parse().expect("a number of kills"));
    (all * of_all).div_ceil(KILLS)
}

/// The folder to work on, in a child, which says that it begins; none in an ordinary run.
fn folder_to_die_in() -> Option<PathBuf> {
    let folder = std::env::var_os(FOLDER).map(PathBuf::from)?;
    writeln!(std::io::stdout(), "\n{BEGUN}").expect("the parent listens");
    Some(folder)
}

/// Says that the work of this number is done.
fn acknowledge(number: u64) {
    writeln!(std::io::stdout(), "\n{ACKNOWLEDGED}{number}").expect("the parent listens");
}

/// Runs one test of this program in a process of its own, up to where its work begins.
fn child(test: &str, folder: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    // However long a process takes to start, the kill comes in its work.
    assert!(out.by_ref().lines().any(|line| line.expect("text") == BEGUN), "the child has not begun");
    (child, out)
}

/// The numbers that the child has acknowledged, as they come.
fn acknowledged(out: &mut BufReader<ChildStdout>) -> impl Iterator<Item = u64> {
    out.lines().filter_map(|line| line.expect("text").strip_prefix(ACKNOWLEDGED)?.parse().ok())
}

fn kill(child: &mut Child) {
    child.kill().expect("killed");
    child.wait().expect("ended");
}
