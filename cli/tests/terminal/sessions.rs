//! A session's ends, and what they are to a script.

use serde_json::{Value, json};

use crate::schema::assert_fits;
use crate::support::{CONFIRMED, Home, Ran, SPEED, confirmed_unit, example, named, simulated_unit};

#[track_caller]
fn finished(events: &[Value]) -> &Value {
    let last = events.last().expect("events");
    assert_eq!(last["event"], "finished", "{last}");
    last
}

#[track_caller]
fn ends(script: &str, status: i32, end: &str, reason: &Value) -> (Home, Vec<Value>) {
    let home = Home::ready();
    let (ran, events) = home.session(script);
    let last = finished(&events);
    assert_eq!((&last["end"], &last["reason"]), (&json!(end), reason), "{last}");
    ran.expect(status);
    let shown = home.json(&["session", "show", last["session"].as_str().expect("an id")]);
    assert_eq!(shown["end"], end, "the journal says the same");
    (home, events)
}

#[test]
fn a_session_runs_to_its_end_and_its_events_are_numbered() {
    let (home, events) = ends("", 0, "completed", &Value::Null);
    assert_eq!(finished(&events)["release"], "confirmed");
    assert_eq!(finished(&events)["eased"], false);
    let numbers: Vec<_> = events.iter().filter_map(|event| event["seq"].as_u64()).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
    for word in ["started", "load_started", "segment", "telemetry", "released"] {
        assert!(!named(&events, word).is_empty(), "no {word}");
    }
    let id = finished(&events)["session"].as_str().expect("an id").to_owned();
    let shown = home.json(&["session", "show", &id]);
    assert!(
        shown["telemetry"]["max_mn"].as_u64() > Some(80_000),
        "20 lb were pulled: {}",
        shown["telemetry"]
    );
}

#[test]
fn a_scripted_stop_is_done() {
    let script = r#"{"at_ms":60000,"input":"stop","why":"the doorbell"}"#;
    let (_, events) = ends(script, 0, "stopped", &json!("person"));
    assert_eq!(finished(&events)["release"], "confirmed");
}

#[test]
fn ease_off_lowers_and_goes_on() {
    let (_, events) = ends(r#"{"at_ms":60000,"input":"ease_off"}"#, 0, "completed", &Value::Null);
    assert_eq!(finished(&events)["eased"], true);
    let eased = named(&events, "eased_off");
    assert!(eased[0]["to_mn"].as_u64() < eased[0]["from_mn"].as_u64(), "{eased:?}");
}

#[test]
fn a_pause_takes_the_pull_off_and_the_session_goes_on() {
    let script = "{\"at_ms\":60000,\"input\":\"pause\"}\n{\"at_ms\":75000,\"input\":\"resume\"}\n";
    let (_, events) = ends(script, 0, "completed", &Value::Null);
    assert_eq!((named(&events, "paused").len(), named(&events, "resumed").len()), (1, 1));
}

#[test]
fn a_gauge_on_a_pull_by_hand_tells_of_too_much_and_then_ends_the_session() {
    let home = Home::ready_by_hand("over_door_pulley", "over-door-with-provider", "sim-gauge");
    let run = ["session", "run", "--json", "--modality", "over_door_pulley", "--device", "sim-gauge"];
    let script = example("scripts/over-limit.jsonl");
    let ran = home.run(&[&run[..], &CONFIRMED, &["--speed", SPEED, "--script", &script]].concat());
    let events = ran.lines();
    let last = finished(&events);
    assert_eq!((&last["end"], &last["reason"]), (&json!("stopped"), &json!("over_limit")));
    assert_eq!(last["release"], "by_person");
    let limit = named(&events, "gauge_used")[0]["limit_mn"].as_u64();
    assert!(named(&events, "over_limit")[0]["measured_mn"].as_u64() > limit, "{events:?}");
    for event in &events {
        assert_fits("event", event);
    }
    ran.expect(4);
}

#[test]
fn a_symptom_ends_the_session_and_is_done() {
    let script = r#"{"at_ms":60000,"input":"symptom","symptom":"dizziness"}"#;
    let (home, _) = ends(script, 0, "stopped", &json!("symptom"));
    let (next, _) = home.session("");
    assert_eq!(next.expect(3).error()["rules"][0], "gate.lock", "until it was looked at");
}

#[test]
fn a_sign_of_an_emergency_ends_with_refused() {
    let script = r#"{"at_ms":60000,"input":"symptom","symptom":"double_vision"}"#;
    ends(script, 3, "emergency", &json!("symptom"));
}

#[test]
fn a_lost_link_is_the_devices_failure() {
    let home = Home::ready();
    let (ran, events) = home.session(r#"{"at_ms":60000,"fault":"link_lost"}"#);
    ran.expect(4);
    assert_eq!(finished(&events)["reason"], "link_lost");
}

fn run(home: &Home, more: &[&str]) -> Ran {
    home.run(&simulated_unit(SPEED, &[&["--json"], more].concat()))
}

#[test]
fn each_missing_condition_is_refused_by_its_rule_in_the_contracts_order() {
    let rule = |home: &Home, confirm: &[&str]| {
        let ran = run(home, confirm).expect(3);
        let error = ran.error();
        assert_eq!(error["kind"], "refused");
        error["rules"][0].as_str().expect("a rule").to_owned()
    };
    assert_eq!(rule(&Home::new(), &CONFIRMED), "gate.full_form");
    let screened = Home::screened();
    assert_eq!(rule(&screened, &CONFIRMED), "gate.rehearsal");
    let ready = Home::ready();
    assert_eq!(rule(&ready, &[]), "gate.setup");
    assert_eq!(rule(&ready, &["--confirm", "setup,presence"]), "gate.audible");
}

#[test]
fn a_rehearsal_without_a_terminal_presses_stop_by_itself() {
    let home = Home::screened();
    let ran = run(&home, &["--rehearse", "--confirm", "setup,presence"]).expect(0);
    let events = ran.lines();
    assert_eq!(finished(&events)["end"], "completed");
    assert!(named(&events, "load_started").is_empty(), "nothing pulls in a rehearsal");
}

#[test]
fn a_plan_over_a_limit_is_refused_with_its_rule_and_field_and_is_not_set() {
    let home = Home::new();
    let over = crate::support::example("plans/home-unit-over-limit.json");
    let check = home.json(&["plan", "check", &over]);
    assert_eq!(check["accepted"], false);
    let error = home.run(&["plan", "set", &over, "--json"]).expect(3).error();
    assert_eq!(error["kind"], "refused");
    assert_eq!(error["rules"][0], check["problems"][0]["rule"]);
    assert_eq!(error["field"], check["problems"][0]["field"]);
    home.run(&["plan", "show", "--modality", "home_unit"]).expect(2);
}

#[test]
fn piped_text_is_plain_lines_without_drawing() {
    let home = Home::ready();
    let ran = home.run(&confirmed_unit(SPEED, &["--units", "lb"])).expect(0);
    assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{ran:?}");
    assert!(ran.out.contains("over: completed, release confirmed"), "{}", ran.out);
    assert!(ran.out.contains(" lb"), "in the asked unit: {}", ran.out);
}

#[test]
fn the_check_after_a_session_is_screened_and_can_lock() {
    let (home, events) = ends("", 0, "completed", &Value::Null);
    let id = finished(&events)["session"].as_str().expect("an id").to_owned();
    let outcome =
        home.json(&["session", "after", &id, "--file", &crate::support::example("after/tingling.json")]);
    assert_eq!(outcome["locks"], true, "{outcome}");
    let shown = home.json(&["session", "show", &id]);
    assert_eq!(shown["after"]["feeling"], "worse");
}
