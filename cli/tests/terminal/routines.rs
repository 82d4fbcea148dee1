//! Routines in the terminal: checked, kept, done by a script.

use serde_json::Value;

use crate::schema::assert_fits;
use crate::support::{Home, example, example_json};

#[test]
fn what_is_said_of_routines_fits_its_schemas() {
    let home = Home::new();
    assert_fits("routine-practices", &home.json(&["routine", "practices"]));
    for name in ["evening", "too-many-tools"] {
        let file = format!("routines/{name}.json");
        assert_fits("routine", &example_json(&file));
        assert_fits("routine-check", &home.json(&["routine", "check", &example(&file)]));
    }
    let evening = example("routines/evening.json");
    assert_fits("routine-timeline", &home.json(&["routine", "timeline", &evening]));
    assert_fits("routine-check", &home.json(&["routine", "set", &evening]));
    assert_fits("routines", &home.json(&["routine", "list"]));
}

#[test]
fn a_routine_is_done_by_a_script_to_its_end() {
    let home = Home::screened();
    home.run(&["routine", "set", &example("routines/evening.json")]).expect(0);
    let script = example("scripts/evening.jsonl");
    for line in std::fs::read_to_string(&script).expect("there").lines() {
        assert_fits("routine-script-line", &serde_json::from_str(line).expect("JSON"));
    }
    let ran =
        home.run(&["--json", "routine", "run", "evening", "--speed", "500", "--script", &script]).expect(0);
    let events: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for event in &events {
        assert_fits("routine-event", event);
    }
    let last = events.last().expect("events");
    assert_eq!((&last["event"], &last["end"]), (&"routine_finished".into(), &"completed".into()));
    assert_eq!((&last["done"], &last["skipped"]), (&4.into(), &0.into()));
    let text = home.run(&["routine", "run", "evening", "--speed", "500", "--script", &script]).expect(0).out;
    assert!(text.contains("Breathe in.") && text.contains("Now the other side."), "{text}");
}

#[test]
fn what_nobody_asked_about_stays_closed_and_names_its_rule() {
    let home = Home::new();
    home.run(&["routine", "set", &example("routines/evening.json")]).expect(0);
    let script = example("scripts/evening.jsonl");
    let ran = home.run(&["--json", "routine", "run", "evening", "--script", &script]).expect(3);
    let error: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_fits("error", &error);
    assert_eq!(error["error"]["rules"][0], "routine.form_due");
}

#[test]
fn a_bad_file_or_script_is_named_with_its_field() {
    let home = Home::screened();
    home.run(&["routine", "set", &example("routines/evening.json")]).expect(0);
    home.write("bad.json", r#"{"name":"x","steps":[{"practice":"quiet_time","minutes":3}]}"#);
    let ran = home.run(&["--json", "routine", "check", &home.path("bad.json")]).expect(2);
    assert!(ran.out.contains("steps[0].minutes"), "{ran:?}");
    home.write("bad.jsonl", "{\"at_ms\":1,\"input\":\"jump\"}\n");
    let ran =
        home.run(&["--json", "routine", "run", "evening", "--script", &home.path("bad.jsonl")]).expect(2);
    assert!(ran.out.contains("line 1: input"), "{ran:?}");
}
