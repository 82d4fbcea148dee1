//! Locks, clearances and the typed yes.

use serde_json::{Value, json};

use crate::schema::assert_fits;
use crate::support::{Home, example, example_json, short_plan};

fn tell(home: &Home, symptom: &str) {
    let report = json!({"modality": "home_unit", "stage": "before_session", "symptoms": [{"id": symptom}]})
        .to_string();
    let file = home.write("told.json", &report);
    assert_fits("symptom-outcome", &home.json(&["screen", "tell", "--file", &file]));
}

fn locks(home: &Home) -> Vec<Value> {
    let listed = home.json(&["lock", "list"]);
    assert_fits("locks", &listed);
    listed["locks"].as_array().expect("a list").clone()
}

fn examination(home: &Home, day: &str) -> String {
    let mut examined = example_json("locks/examined.json");
    assert_fits("examination", &examined);
    examined["examined"] = json!(day);
    home.write("examined.json", &examined.to_string())
}

#[test]
fn a_lock_is_listed_resolved_once_and_refuses_a_start_meanwhile() {
    let home = Home::ready();
    assert!(locks(&home).is_empty());
    tell(&home, "dizziness");
    let open = locks(&home);
    assert_eq!((open.len(), &open[0]["cause"]), (1, &json!("told")));
    let id = open[0]["id"].as_str().expect("an id");
    let (refused, _) = home.session("");
    assert_eq!(refused.expect(3).error()["rules"][0], "gate.lock");

    let file = examination(&home, "2026-03-02");
    let silent = home.run(&["lock", "resolve", id, "--file", &file, "--json"]).expect(3);
    assert_eq!(silent.error()["rules"], json!(["gate.presence"]));
    let early = examination(&home, "2026-03-01");
    let early =
        home.run(&["lock", "resolve", id, "--file", &early, "--confirm", "presence", "--json"]).expect(2);
    assert_eq!(early.error()["field"], "examined");
    let file = examination(&home, "2026-03-02");
    let resolved = home.json(&["lock", "resolve", id, "--file", &file, "--confirm", "presence"]);
    assert_fits("lock-resolved", &resolved);
    assert!(locks(&home).is_empty());
    let again =
        home.run(&["lock", "resolve", id, "--file", &file, "--confirm", "presence", "--json"]).expect(2);
    assert_eq!(again.error()["kind"], "not_found");
}

#[test]
fn a_present_sign_can_not_be_cleared() {
    let home = Home::new();
    home.run(&["screen", "save", "--answers", &example("answers/short-double-vision.json")]).expect(0);
    let id = locks(&home)[0]["id"].as_str().expect("an id").to_owned();
    let file = examination(&home, "2026-03-02");
    let refused =
        home.run(&["lock", "resolve", &id, "--file", &file, "--confirm", "presence", "--json"]).expect(3);
    assert_eq!(refused.error()["rules"][0], "lock.present_sign");
}

#[test]
fn a_clearance_is_added_listed_and_withdrawn() {
    let home = Home::new();
    let file = example("clearances/night-pain.json");
    assert_fits("clearance", &example_json("clearances/night-pain.json"));
    let silent = home.run(&["clearance", "add", "--file", &file, "--json"]).expect(3);
    assert_eq!(silent.error()["rules"], json!(["gate.presence"]));
    let added = home.json(&["clearance", "add", "--file", &file, "--confirm", "presence"]);
    assert_fits("clearance-entry", &added);
    let listed = home.json(&["clearance", "list"]);
    assert_fits("clearances", &listed);
    assert_eq!(listed["clearances"], json!([added]));
    let id = added["id"].as_str().expect("an id");
    assert_fits("clearance-withdrawn", &home.json(&["clearance", "withdraw", id]));
    assert_eq!(home.json(&["clearance", "list"])["clearances"], json!([]));
    home.run(&["clearance", "withdraw", id]).expect(2);
}

#[test]
fn what_nobody_can_allow_is_refused_with_its_rules() {
    let home = Home::new();
    let mut given = example_json("clearances/night-pain.json");
    given["rules"] = json!(["past_fusion"]);
    let file = home.write("clearance.json", &given.to_string());
    let refused =
        home.run(&["clearance", "add", "--file", &file, "--confirm", "presence", "--json"]).expect(3);
    assert_eq!(refused.error()["rules"], json!(["clearance.never", "past_fusion"]));
    given["rules"] = json!(["night_pain"]);
    given["mood"] = json!("fine");
    let file = home.write("clearance.json", &given.to_string());
    let bad = home.run(&["clearance", "add", "--file", &file, "--confirm", "presence", "--json"]).expect(2);
    assert_eq!(bad.error()["field"], "mood");
}

#[test]
fn a_saved_form_brings_no_clearances() {
    let home = Home::new();
    let mut answers = example_json("answers/full-nothing-against.json");
    answers["clearances"] = json!([example_json("clearances/night-pain.json")]);
    let file = home.write("answers.json", &answers.to_string());
    home.run(&["screen", "check", "--answers", &file]).expect(0);
    assert_eq!(
        home.run(&["screen", "save", "--answers", &file, "--json"]).expect(2).error()["field"],
        "clearances"
    );
}

#[test]
fn a_plan_that_asks_for_more_needs_a_yes() {
    let home = Home::screened();
    let mut plan = short_plan();
    plan["duration_ms"] = json!(360_000);
    let file = home.write("longer.json", &plan.to_string());
    let silent = home.run(&["plan", "set", &file, "--json"]).expect(3);
    assert_eq!(silent.error()["rules"], json!(["gate.presence"]));
    home.run(&["plan", "set", &file, "--confirm", "presence"]).expect(0);
}

#[test]
fn the_day_after_is_told_once_and_not_on_the_same_day() {
    let home = Home::ready();
    let (_, events) = home.session("");
    let id = events.last().expect("events")["session"].as_str().expect("an id").to_owned();
    let file = example("after/next-day.json");
    assert_fits("next-day-check", &example_json("after/next-day.json"));
    let follow_up = |now: &str| home.run_at(now, &["session", "followup", &id, "--file", &file, "--json"]);
    assert_fits("symptom-outcome", &follow_up("2026-03-02T09:00:00-05:00").expect(0).document());
    follow_up("2026-03-03T08:00:00-05:00").expect(0);
    let again = follow_up("2026-03-03T08:30:00-05:00").expect(2);
    assert_eq!(again.error()["field"], "session");
    let shown = home.json(&["session", "show", &id]);
    assert_fits("session", &shown);
    assert_eq!(shown["next_day"]["pain"], 3);
}
