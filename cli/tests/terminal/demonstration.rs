//! The demonstration runs day by day, keeps to its own journal, and lets go when it is interrupted.

use std::io::{BufRead, BufReader};

use rustix::process::{Pid, Signal, kill_process};

use crate::schema::assert_fits;
use crate::support::{Home, Ran};

fn demo(home: &Home, more: &[&str]) -> Ran {
    let folder = home.path("demo");
    let arguments = [&["demo", "--speed", "500", "--home", folder.as_str()][..], more].concat();
    Ran::of(&home.bare_command(&arguments).output().expect("runs"))
}

#[test]
fn each_run_is_the_next_day_and_ends_with_a_page() {
    let home = Home::new();
    let first = demo(&home, &[]).expect(0);
    for words in [
        "DEMONSTRATION",
        "simulated device",
        "Day 1 of",
        "rehearsal",
        "Summary of day 1",
        "Dana Whitfield",
        "completed",
        "confirmed",
        "█",
    ] {
        assert!(first.out.contains(words), "{words} is missing from\n{}", first.out);
    }
    assert!(!first.err.contains("backup"), "none is due: {}", first.err);
    let second = demo(&home, &[]).expect(0);
    assert!(second.out.contains("Summary of day 2") && second.out.contains("eased off"), "{}", second.out);
    assert!(!second.out.contains("rehearsal"), "it was rehearsed on the first day");
    let third = demo(&home, &["--json"]).expect(0);
    assert_fits("session", &third.document());
}

#[test]
fn an_interrupt_releases_and_the_next_run_is_the_next_day() {
    let home = Home::new();
    let folder = home.path("demo");
    let mut command = home.bare_command(&["demo", "--speed", "20", "--home", &folder]);
    let mut child = command.spawn().expect("runs");
    let mut lines = BufReader::new(child.stdout.take().expect("piped"));
    let mut line = String::new();
    while !line.contains("the pull begins") {
        line.clear();
        assert!(lines.read_line(&mut line).expect("readable") > 0);
    }
    kill_process(Pid::from_child(&child), Signal::INT).expect("sent");
    let rest: Vec<_> = lines.lines().map_while(Result::ok).collect();
    assert_eq!(child.wait().expect("ends").code(), Some(6), "{rest:#?}");
    assert!(rest.iter().any(|line| line.contains("interrupted")), "{rest:#?}");
    assert!(demo(&home, &[]).expect(0).out.contains("Day 2 of"));
}

#[test]
fn a_persons_own_journal_is_refused_and_left_alone() {
    let home = Home::screened();
    let journal = home.journal();
    let before = std::fs::read(journal.join("journal.db")).expect("there");
    let ran =
        Ran::of(&home.bare_command(&["demo"]).arg("--home").arg(&journal).output().expect("runs")).expect(2);
    assert!(ran.err.contains("not made for demonstration"), "{ran:?}");
    assert_eq!(std::fs::read(journal.join("journal.db")).expect("there"), before);
}
