//! A calendar for another program, written by the terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::schema::assert_fits;
use crate::support::{Home, Ran, example};

const NOW: &str = "2026-03-27T07:00:00+01:00";

fn run(home: &Home, words: &[&str]) -> Ran {
    home.run_at(NOW, &[words, &["--zone", "Europe/Berlin", "--json"]].concat())
}

fn calendar(home: &Home, more: &[&str]) -> (Value, String) {
    let file = home.path("nape.ics");
    let words = ["report", "ics", "--from", "2026-03-01", "--to", "2026-03-31", "--out", &file];
    let written = run(home, &[&words, more].concat()).expect(0).document();
    assert_fits("calendar-written", &written);
    (written, fs::read_to_string(file).expect("a file"))
}

#[test]
fn a_calendar_holds_what_was_done_and_what_is_to_come_and_says_neither_unless_asked() {
    let home = Home::new();
    let title = "my little pill";
    run(&home, &["remind", "add", "medication", "--title", title, "--at", "02:30"]).expect(0);
    run(&home, &["remind", "add", "symptom_check", "--at", "23:00"]).expect(0);
    run(&home, &["remind", "settings", "--quiet", "22:00,01:00", "--show-subject"]).expect(0);
    let mut session: Value =
        serde_json::from_str(&fs::read_to_string(example("logged/manual.json")).expect("an example"))
            .expect("JSON");
    session["started"] = "2026-03-20T10:00:00+01:00".into();
    let log = home.write("logged.json", &session.to_string());
    run(&home, &["session", "log", "--file", &log]).expect(0);

    let (written, discreet) = calendar(&home, &[]);
    assert_eq!((written["sessions"].as_u64(), written["reminders"].as_u64()), (Some(1), Some(2)));
    let quiet = &written["dropped"][0];
    assert_eq!((&quiet["reason"], &quiet["times"]), (&"quiet".into(), &5.into()), "five quiet evenings");
    // In the night to the 29th the clock goes forward at two.
    assert!(discreet.contains(
        "DTSTART:20260328T023000\r\nRRULE:FREQ=DAILY;UNTIL=20260331T023000\r\nEXDATE:20260329T023000"
    ));
    assert!(discreet.contains("DTSTART:20260329T030000\r\n"), "and rings when the gap is over");
    assert!(discreet.contains("DTSTART:20260320T090000Z\r\n"), "what was done");
    assert!(!discreet.contains(title) && !discreet.contains("provider"), "{discreet}");
    let (_, open) = calendar(&home, &["--show-subject"]);
    assert!(open.contains(title) && open.contains("By a provider's hands"), "{open}");
    let mode = fs::metadata(home.path("nape.ics")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "nobody else reads it");
}

#[test]
fn a_calendar_that_makes_no_sense_is_refused_and_nothing_is_written() {
    let home = Home::new();
    run(&home, &["remind", "add", "symptom_check", "--at", "20:00"]).expect(0);
    let file = home.path("nape.ics");
    let field = |from: &str, to: &str, out: &str| {
        let refused = run(&home, &["report", "ics", "--from", from, "--to", to, "--out", out]).expect(2);
        refused.error()["field"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(field("2026-03-31", "2026-03-30", &file), "to");
    assert_eq!(field("2026-03-31", "2028-03-28", &file), "to", "more than two years");
    assert_eq!(field("2026-02-30", "2026-03-30", &file), "from");
    assert_eq!(field("2026-03-01", "2026-03-30", &home.path("key")), "file");
    assert!(!fs::exists(&file).expect("looks"));
    let own = home.journal().join("journal.db");
    let own = own.to_str().expect("UTF-8");
    run(&home, &["report", "ics", "--from", "2026-03-01", "--to", "2026-03-30", "--out", own]).expect(2);
    let nowhere = home.path("nowhere/nape.ics");
    run(&home, &["report", "ics", "--from", "2026-03-01", "--to", "2026-03-30", "--out", &nowhere]).expect(5);
    run(&home, &["journal", "verify"]).expect(0);
}
