//! Ended in the middle: by whoever watches, by a kill.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use nape::store::backup::Watch;
use tempfile::tempdir;

/// Ends the work after so many words about how far it is.
struct Patience(AtomicU64);

impl Patience {
    fn of(words: u64) -> Self {
        Self(AtomicU64::new(words))
    }
}

impl Watch for Patience {
    fn goes_on(&self, done: u64, total: u64) -> bool {
        assert!(done <= total, "{done} of {total}");
        self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
    }
}

#[test]
fn a_backup_that_is_ended_leaves_nothing_and_the_one_before_it_as_it_was() {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    let outside = tempdir().expect("a folder");
    let file = outside.path().join("backup.age");
    commit(here.path(), &whole(0));
    back_up(here.path(), &keys, &file);
    let before = bytes_of(outside.path());
    for number in 1..300 {
        commit(here.path(), &whole(number));
    }
    let reader = journal(here.path()).reader().expect("a reader");
    let ended = reader.back_up(&file, &keys.lock, minute(9), &Patience::of(2));
    assert_eq!(ended, Err(StoreError::Stopped));
    assert!(before == bytes_of(outside.path()));
}

#[test]
fn a_restore_that_is_ended_at_any_moment_changes_nothing() {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    for number in 0..200 {
        commit(here.path(), &whole(number));
    }
    let outside = tempdir().expect("a folder");
    let file = outside.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    let (new, old) = (outside.path().join("new"), outside.path().join("old"));
    commit(&old, &whole(900));
    let before = contents(&old);
    for patience in 0..6 {
        for folder in [&new, &old] {
            let mut backup = BackupFile::open(&file, &keys.secret).expect("opens");
            let ended = restore(folder, &key(), &mut backup, origin(1), &Patience::of(patience));
            assert_eq!(ended, Err(StoreError::Stopped), "{patience}");
        }
        assert!(!new.join("journal.db").exists() && !new.join("journal.db.new").exists());
        assert_eq!(contents(&old), before);
    }
}

const FOLDER: &str = "NAPE_TEST_RESTORED_FOLDER";
const BACKUP: &str = "NAPE_TEST_RESTORED_BACKUP";
const SECRET: &str = "NAPE_TEST_RESTORED_SECRET";
const KILLED_AT: &str = "NAPE_TEST_RESTORED_KILLED_AT";
const REACHED: &str = "so far";

/// Says that a given word about how far it is has come, and waits to be killed.
struct KilledAt(AtomicU64);

impl Watch for KilledAt {
    fn goes_on(&self, _done: u64, _total: u64) -> bool {
        if self.0.fetch_sub(1, Ordering::SeqCst) == 0 {
            writeln!(std::io::stdout(), "\n{REACHED}").expect("the parent listens");
            loop {
                std::thread::park();
            }
        }
        true
    }
}

/// The child's part; does nothing in an ordinary run.
#[test]
fn child_restores_until_it_is_killed() {
    let variables = [FOLDER, BACKUP, SECRET, KILLED_AT].map(std::env::var);
    let [Ok(folder), Ok(file), Ok(secret), Ok(at)] = variables else {
        return;
    };
    let mut backup =
        BackupFile::open(Path::new(&file), &Secret::read(&secret).expect("a key")).expect("opens");
    let watch = KilledAt(AtomicU64::new(at.parse().expect("a number")));
    restore(Path::new(&folder), &key(), &mut backup, origin(1), &watch).expect("restored");
}

/// Runs a restore that is killed at its word number `at`; whether it came to its end before.
fn restored_in_child(folder: &Path, file: &Path, secret: &OsStr, at: u64) -> bool {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "backup::crashes::child_restores_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .env(BACKUP, file)
        .env(SECRET, secret)
        .env(KILLED_AT, at.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    if lines.any(|line| line.expect("text") == REACHED) {
        child.kill().expect("killed");
    }
    child.wait().expect("ended").success()
}

#[test]
fn a_restore_that_is_killed_at_any_moment_is_there_whole_or_not_at_all() {
    const BATCHES: u64 = 700;
    let (here, secret) = (tempdir().expect("a folder"), RecoveryKey::draw());
    let keys = Keys {
        lock: Lock::recipient(&secret.recipient).expect("just drawn"),
        secret: Secret::read(&secret.key).expect("just drawn"),
    };
    for number in 0..BATCHES {
        commit(here.path(), &whole(number));
    }
    let outside = tempdir().expect("a folder");
    let file = outside.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    let words = 2 * 4 * BATCHES / 256;
    for at in words / 2 - 1..=words + 1 {
        let (new, old) = (outside.path().join(format!("new{at}")), outside.path().join(format!("old{at}")));
        let first = whole(0);
        commit(&old, &first);
        for folder in [&new, &old] {
            let done = restored_in_child(folder, &file, OsStr::new(secret.key.as_str()), at);
            let reader = journal(folder).reader().expect("opens after a kill");
            let (kept, before) = (count_whole(&reader), u64::from(folder == &old));
            assert_eq!(kept, if done { BATCHES } else { before }, "killed at {at}");
            assert_eq!(reader.verify().expect("whole").facts, 2 * kept, "killed at {at}");
        }
    }
}
