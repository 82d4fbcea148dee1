//! The first openings of a process come at the same moment. A program of its own, because a process loads the
//! database library once.
#![allow(clippy::expect_used, reason = "a test that can't be set up has failed")]

use std::env;
use std::process::Command;
use std::sync::{Arc, Barrier};

use nape::store::{Damage, Journal, Key, StoreError};

const THREADS: usize = 8;
/// One process in a hundred met the gap on two cores.
const PROCESSES: usize = 100;
const CHILD: &str = "NAPE_TEST_OPENS_AT_ONCE";

#[test]
fn threads_that_are_the_first_of_a_process_to_open_a_journal_all_find_the_library_ready() {
    if env::var_os(CHILD).is_some() {
        return open_at_once();
    }
    for number in 0..PROCESSES {
        let this = env::current_exe().expect("a test has a file");
        let output = Command::new(this).env(CHILD, "1").output().expect("starts");
        assert!(output.status.success(), "process {number}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

/// A file that is no journal leads straight to the library, with nothing before it that would set the threads apart.
fn open_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("journal.db"), [0; 4096]).expect("writes");
    let start = Arc::new(Barrier::new(THREADS));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (start, folder) = (Arc::clone(&start), folder.path().to_owned());
            std::thread::spawn(move || {
                start.wait();
                Journal::open(&folder, Key::from_bytes([7; 32])).map(|journal| journal.id())
            })
        })
        .collect();
    for thread in threads {
        let found = thread.join().expect("runs");
        assert_eq!(found, Err(StoreError::Damaged { what: Damage::Identity }));
    }
}
