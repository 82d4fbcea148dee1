//! Reminders in the terminal.

use serde_json::{Value, json};

use crate::schema::assert_fits;
use crate::support::{Home, Ran};

const NOW: &str = "2026-03-27T07:00:00+01:00";

fn remind(home: &Home, words: &[&str]) -> Ran {
    let all = [&["remind"], words, &["--zone", "Europe/Berlin"]].concat();
    home.run_at(NOW, &all)
}

fn document(home: &Home, words: &[&str], schema: &str) -> Value {
    let document = remind(home, &[words, &["--json"]].concat()).expect(0).document();
    assert_fits(schema, &document);
    document
}

fn at(schedule: &Value, subject: &str) -> Vec<String> {
    let all = schedule["notifications"].as_array().expect("a list").iter();
    let of = all.filter(|one| one["subject"] == subject);
    of.map(|one| one["at"].as_str().expect("an instant").to_owned()).collect()
}

/// In Berlin the clock goes forward in the night to 29 March 2026.
#[test]
fn a_reminder_is_kept_planned_put_off_paused_and_taken_away() {
    let home = Home::new();
    let added = document(&home, &["add", "symptom_check"], "reminder-added");
    assert_eq!(added["silent"], Value::Null);
    let id = added["added"].as_str().expect("an id").to_owned();
    document(&home, &["add", "session", "--at", "02:30", "--on", "sun"], "reminder-added");
    document(&home, &["add", "posture_break", "--every", "60", "--window", "09:00,11:00"], "reminder-added");
    let once = [
        "add",
        "custom",
        "--title",
        "a bath",
        "--date",
        "2026-03-28",
        "--at",
        "21:00",
        "--in-zone",
        "Asia/Tokyo",
    ];
    document(&home, &once, "reminder-added");
    let past = ["add", "custom", "--title", "over", "--date", "2026-03-01", "--at", "08:00"];
    let past = document(&home, &past, "reminder-added");
    assert_eq!(past["silent"], "never");
    document(&home, &["remove", past["added"].as_str().expect("an id")], "reminder-removed");
    let kept = document(&home, &["list"], "reminders-kept");
    assert_eq!(kept["reminders"].as_array().map(Vec::len), Some(4));

    let plan = document(&home, &["plan", "--days", "3"], "reminder-schedule");
    let evenings = ["2026-03-27T20:00:00+01:00", "2026-03-28T20:00:00+01:00", "2026-03-29T20:00:00+02:00"];
    assert_eq!(at(&plan, "symptom_check"), evenings);
    assert_eq!(at(&plan, "session"), ["2026-03-29T03:00:00+02:00"], "the first instant behind the gap");
    assert_eq!(at(&plan, "custom"), ["2026-03-28T13:00:00+01:00"], "by its own zone's clock");
    assert!(
        plan["notifications"].as_array().expect("a list").iter().all(|one| one["title"] == "Nape"),
        "discreet"
    );

    let first = format!("{id}/1774638000000");
    document(&home, &["snooze", &first, "--minutes", "30"], "alert-snoozed");
    let snoozed = document(&home, &["plan", "--days", "3"], "reminder-schedule");
    assert_eq!(at(&snoozed, "symptom_check").len(), 3);
    assert!(at(&snoozed, "symptom_check")[0].starts_with("2026-03-27T07:30"), "{snoozed}");

    let weeks = document(&home, &["weeks", "--weeks", "1"], "weeks");
    assert_eq!(
        (&weeks["weeks"][0]["monday"], &weeks["weeks"][0]["snoozed"]),
        (&json!("2026-03-23"), &json!(1))
    );
    let settings = ["settings", "--quiet", "19:00,23:00", "--show-subject"];
    let settings = document(&home, &settings, "reminder-settings");
    assert_eq!(settings, json!({ "quiet": ["19:00", "23:00"], "shows_subject": true }));
    let quiet = document(&home, &["plan", "--days", "1"], "reminder-schedule");
    assert_eq!(quiet["notifications"][0]["title"], "How is it?");
    document(&home, &["settings", "--no-quiet", "--hide-subject"], "reminder-settings");
    document(&home, &["pause", "--until", "2026-03-29"], "reminder-paused");
    let paused = document(&home, &["plan", "--days", "3"], "reminder-schedule");
    assert_eq!(
        at(&paused, "symptom_check")[1..],
        evenings[2..],
        "what was put off by hand rings all the same"
    );
    document(&home, &["resume"], "reminder-paused");
    document(&home, &["remove", &id], "reminder-removed");
    assert_eq!(remind(&home, &["remove", &id, "--json"]).expect(2).error()["kind"], "not_found");
}

/// What rang before a trip west does not ring again when the clock there reads the same time, and a trip east loses nothing.
#[test]
fn a_trip_rings_nothing_twice_and_loses_nothing() {
    let home = Home::new();
    let at = |now: &str, zone: &str, words: &[&str]| {
        let all = [&["remind"], words, &["--zone", zone, "--json"]].concat();
        home.run_at(now, &all).expect(0).document()
    };
    let first = "2026-05-04T12:00:00+02:00";
    at(first, "Europe/Berlin", &["add", "symptom_check", "--at", "20:00"]);
    let rings = |plan: &Value| {
        let all = plan["notifications"].as_array().expect("a list").iter();
        let of = all.filter(|one| one["subject"] == "symptom_check");
        of.map(|one| one["at"].as_str().expect("an instant").to_owned()).collect::<Vec<_>>()
    };
    let plan = |now: &str, zone: &str| rings(&at(now, zone, &["plan", "--days", "2"]));
    assert_eq!(plan(first, "Europe/Berlin"), ["2026-05-04T20:00:00+02:00", "2026-05-05T20:00:00+02:00"]);
    // Rung at eight in Berlin; at nine the clock shows three in New York, where it will be eight once more.
    let landed = "2026-05-04T21:00:00+02:00";
    assert_eq!(plan(landed, "America/New_York"), ["2026-05-05T20:00:00-04:00"]);
    // Back from New York at five, when Berlin's clock shows eleven: eight was jumped over and rings at once.
    let back = plan("2026-05-05T23:00:00+02:00", "Europe/Berlin");
    assert!(back[0].starts_with("2026-05-05T23:00:00"), "{back:?}");
    assert_eq!(back[1..], ["2026-05-06T20:00:00+02:00", "2026-05-07T20:00:00+02:00"]);
}

#[test]
fn a_reminder_in_a_file_is_read_strictly_and_a_broken_one_keeps_nothing() {
    let home = Home::new();
    let good = json!({
        "subject": "medication", "title": "what I take", "in_quiet_hours": true,
        "rule": { "kind": "weekly", "time": "21:30", "weekdays": ["mon"], "zone_policy": "floating", "count": 4 }
    });
    assert_fits("reminder", &good);
    let file = home.write("reminder.json", &good.to_string());
    document(&home, &["add", "--file", &file], "reminder-added");
    for (words, field) in [
        (vec!["session", "--at", "25:00"], "rule.time"),
        (vec!["session", "--at", "08:00", "--on", "mon,mon"], "rule.weekdays"),
        (vec!["posture_break", "--every", "5", "--window", "09:00,10:00"], "rule.every_minutes"),
        (vec!["posture_break", "--every", "30", "--window", "11:00,10:00"], "rule.window"),
        (vec!["session", "--at", "08:00", "--in-zone", "Europe/Atlantis"], "rule.zone"),
        (vec!["custom", "--at", "08:00"], "title"),
        (vec!["review", "--at", "08:00"], "subject"),
    ] {
        let ran = remind(&home, &[&["add"], &words[..], &["--json"]].concat()).expect(2);
        assert_eq!(ran.error()["field"], field, "{words:?}");
    }
    let kept = document(&home, &["list"], "reminders-kept");
    assert_eq!(kept["reminders"].as_array().map(Vec::len), Some(1));
}
