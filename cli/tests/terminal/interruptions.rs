//! Signals, a closed output and a kill in the middle of a session.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::{CONFIRMED, Home, Ran, confirmed_unit};

/// A session that is under way, slow enough to be met in the middle.
struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Running {
    fn start(home: &Home, script: &str) -> Self {
        let script = home.write("script.jsonl", script);
        Self::of(home.command(&confirmed_unit("20", &["--json", "--script", &script])))
    }

    fn of(mut command: Command) -> Self {
        let mut child = command.spawn().expect("the program runs");
        let lines = BufReader::new(child.stdout.take().expect("piped"));
        Self { child, lines }
    }

    /// Reads up to the first event of this name.
    fn until(&mut self, name: &str) -> Value {
        let mut line = String::new();
        while self.lines.read_line(&mut line).expect("readable") > 0 {
            let event: Value = serde_json::from_str(&line).expect("JSON");
            if event["event"] == name {
                return event;
            }
            line.clear();
        }
        panic!("no {name}");
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).expect("the signal is sent");
    }
}

/// A session as the program shows it after the next start.
fn shown(home: &Home, id: &Value) -> Value {
    home.json(&["session", "show", id.as_str().expect("an id")])
}

#[test]
fn a_signal_lets_go_first_and_a_second_one_changes_nothing() {
    for (first, second) in
        [(Signal::INT, Signal::INT), (Signal::TERM, Signal::HUP), (Signal::HUP, Signal::TERM)]
    {
        let home = Home::ready();
        let mut running = Running::start(&home, "");
        running.until("load_started");
        running.until("telemetry");
        running.signal(first);
        running.until("releasing");
        running.signal(second);
        let finished = running.until("finished");
        assert_eq!((&finished["end"], &finished["reason"]), (&"interrupted".into(), &"signal".into()));
        assert_eq!(finished["release"], "confirmed");
        assert_eq!(running.child.wait().expect("ends").code(), Some(6));
        let shown = shown(&home, &finished["session"]);
        assert_eq!((&shown["end"], &shown["release"]), (&"interrupted".into(), &"confirmed".into()));
    }
}

#[test]
fn a_closed_output_is_like_a_signal() {
    let home = Home::ready();
    let mut running = Running::start(&home, "");
    let id = running.until("started")["session"].clone();
    running.until("load_started");
    let Running { mut child, lines } = running;
    drop(lines);
    assert_eq!(child.wait().expect("ends").code(), Some(6));
    assert_eq!(shown(&home, &id)["end"], "interrupted");
}

/// Where a person pulls, minutes may pass without an event; nobody is told anything meanwhile.
#[test]
fn an_output_that_closes_between_two_events_is_heard_too() {
    let home = Home::ready_by_hand("over_door_pulley", "over-door-first-week", "none");
    let run = ["session", "run", "--json", "--modality", "over_door_pulley"];
    let mut running = Running::of(home.command(&[&run[..], &CONFIRMED].concat()));
    let id = running.until("started")["session"].clone();
    running.until("load_started");
    let Running { mut child, lines } = running;
    let closed = Instant::now();
    drop(lines);
    assert_eq!(child.wait().expect("ends").code(), Some(4), "nobody knows that the pull is off");
    let waited = closed.elapsed();
    assert!(waited < Duration::from_secs(45), "before the next event would have told: {waited:?}");
    let shown = shown(&home, &id);
    assert_eq!((&shown["end"], &shown["release"]), (&"interrupted".into(), &"unknown".into()));
}

#[test]
fn after_a_kill_the_session_is_interrupted_and_every_acknowledged_fact_is_there() {
    let home = Home::ready();
    let mut running = Running::start(&home, r#"{"at_ms":30000,"input":"ease_off"}"#);
    let id = running.until("started")["session"].clone();
    running.until("eased_off");
    running.signal(Signal::KILL);
    running.child.wait().expect("ends");

    let listed = Ran::of(&home.command(&["session", "list", "--json"]).output().expect("runs")).expect(0);
    assert!(listed.err.contains("interrupted"), "the next start says so: {}", listed.err);
    let shown = shown(&home, &id);
    assert_eq!(shown["id"], id);
    assert_eq!((&shown["end"], &shown["reason"]), (&"interrupted".into(), &"killed".into()));
    let facts: Vec<_> =
        shown["facts"].as_array().into_iter().flatten().filter_map(|fact| fact["fact"].as_str()).collect();
    for fact in ["started", "setup_done", "load_started", "eased_off", "finished"] {
        assert!(facts.contains(&fact), "{fact} is missing from {facts:?}");
    }
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
}

/// The arguments of a session with a pulley, without its answers.
const PULLEY_RUN: [&str; 5] = ["session", "run", "--json", "--modality", "over_door_pulley"];

/// A home whose pulley session was killed under load, and the session.
fn killed_under_load_by_hand() -> (Home, Value) {
    let home = Home::ready_by_hand("over_door_pulley", "over-door-first-week", "none");
    let mut running = Running::of(home.command(&[&PULLEY_RUN[..], &CONFIRMED].concat()));
    let id = running.until("started")["session"].clone();
    running.until("load_started");
    running.signal(Signal::KILL);
    running.child.wait().expect("ends");
    (home, id)
}

#[test]
fn a_session_that_goes_on_after_a_kill_follows_the_script_and_another_way_of_traction_leaves_it_alone() {
    let (home, id) = killed_under_load_by_hand();

    let other = home.run(&["session", "run", "--json", "--modality", "neck_hammock"]).expect(3);
    assert_eq!(other.error()["rules"][0], "gate.session_running");
    let script =
        home.write("stop.jsonl", "{\"at_ms\":0,\"input\":\"stop\"}\n{\"at_ms\":1,\"input\":\"released\"}\n");
    let mut running =
        Running::of(home.command(&[&PULLEY_RUN[..], &["--script", &script], &CONFIRMED].concat()));
    let finished = running.until("finished");
    assert_eq!(
        (&finished["session"], &finished["end"], &finished["release"]),
        (&id, &"stopped".into(), &"by_person".into())
    );
    assert_eq!(running.child.wait().expect("ends").code(), Some(0));
}

#[test]
fn a_short_command_leaves_a_passive_session_alone_that_runs_on_after_a_kill() {
    let (home, id) = killed_under_load_by_hand();

    for _ in 0..2 {
        let list = home.run(&["session", "list", "--json"]).expect(0);
        assert!(list.err.contains("session run"), "it says how to go on: {}", list.err);
        let list = list.document();
        let open = list["sessions"].as_array().into_iter().flatten().filter(|one| one.get("end").is_none());
        assert_eq!(open.count(), 1, "{list}");
        let facts = shown(&home, &id)["facts"].to_string();
        assert!(!facts.contains("release_began"), "it was left alone: {facts}");
    }
    let erase = ["journal", "erase", "--all", "--confirm", "erase,erase-all", "--json"];
    assert_eq!(home.run(&erase).expect(3).error()["kind"], "session_running");
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
}
