//! Sessions that are told afterwards (P14, P24).

use serde_json::{Value, json};

use crate::schema::assert_fits;
use crate::support::{Home, Ran, example, example_json};

fn log(home: &Home, told: &Value) -> Ran {
    let file = home.write("told.json", &told.to_string());
    home.run(&["session", "log", "--json", "--file", &file])
}

#[test]
fn a_logged_session_is_in_the_list_and_shown_as_told() {
    let home = Home::new();
    for name in ["manual", "neck-cracking"] {
        let told = example_json(&format!("logged/{name}.json"));
        assert_fits("logged-session", &told);
        let logged = home.json(&["session", "log", "--file", &example(&format!("logged/{name}.json"))]);
        assert_fits("session-logged", &logged);
        let shown = home.json(&["session", "show", logged["session"].as_str().expect("an id")]);
        assert_fits("session", &shown);
        for (field, value) in told.as_object().expect("fields") {
            let kept = &shown["told"][field];
            let number = |value: &Value| value.as_f64().or_else(|| value["value"].as_f64());
            assert!(
                kept == value || number(kept).is_some() && number(kept) == number(value),
                "{field}: {kept}"
            );
        }
        assert_eq!(shown["logged"], true);
        assert_eq!(shown["facts"][0]["fact"], "session_logged");
    }
    let list = home.json(&["session", "list"]);
    assert_fits("sessions", &list);
    assert_eq!(list["sessions"].as_array().map(Vec::len), Some(2));
    let text = home.run(&["session", "list"]).expect(0).out;
    assert_eq!(text.lines().filter(|line| line.ends_with(", logged")).count(), 2, "{text}");
    assert_eq!(home.json(&["course", "show"])["sessions"], 1, "cracking is no traction");
}

#[test]
fn a_logged_session_is_told_only_once() {
    let home = Home::new();
    let told = example_json("logged/manual.json");
    log(&home, &told).expect(0);
    let error = log(&home, &told).expect(2).error();
    assert_eq!((&error["kind"], &error["field"]), (&json!("bad_input"), &json!("started")));
    assert_eq!(home.json(&["session", "list"])["sessions"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_logged_session_counts_in_the_cap_of_the_day() {
    let home = Home::ready();
    let mut plan = crate::support::short_plan();
    plan["per_day"] = json!(1);
    home.run(&["plan", "set", &home.write("plan.json", &plan.to_string())]).expect(0);
    let told = json!({"modality": "clinic_mechanical", "started": "2026-03-02T06:00:00-05:00", "duration_ms": 900_000});
    log(&home, &told).expect(0);
    let (ran, _) = home.session("");
    assert_eq!(ran.expect(3).error()["rules"][0], "gate.cap");
}

#[test]
fn a_symptom_that_is_told_with_it_locks_and_is_shown() {
    let home = Home::ready();
    let mut told = example_json("logged/manual.json");
    told["symptoms"] = json!(["numbness_or_tingling"]);
    let logged = log(&home, &told).expect(0).document();
    assert_fits("session-logged", &logged);
    assert_eq!(logged["told"]["locks"], true);
    let (ran, _) = home.session("");
    assert_eq!(ran.expect(3).error()["rules"][0], "gate.lock");
}

#[test]
fn the_check_after_it_can_be_recorded() {
    let home = Home::new();
    let logged = home.json(&["session", "log", "--file", &example("logged/manual.json")]);
    let id = logged["session"].as_str().expect("an id");
    home.run(&["session", "after", id, "--file", &example("after/better.json")]).expect(0);
    home.run(&["session", "followup", id, "--file", &example("after/next-day.json")]).expect(0);
    let shown = home.json(&["session", "show", id]);
    assert_eq!(shown["after"]["feeling"], "better");
    assert!(shown["next_day"].is_object());
    home.run(&["session", "show", id]).expect(0);
}
