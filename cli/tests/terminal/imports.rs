//! Plans that come as a file, what is left of a plan today, and its revisions (P17, P18, P40).

use serde_json::{Value, json};

use crate::schema::assert_fits;
use crate::support::{Home, Ran, example_json};

const FIELDS: &str = "modality,region,provider.name,provider.date,provider.phone,body_weight,pattern,duration_ms,\
                      hold_ms,rest_ms,position,per_day,per_week";

fn import(home: &Home, plan: &Value, more: &[&str]) -> Ran {
    let file = home.write("import.json", &plan.to_string());
    home.run(&[&["plan", "import", &file, "--json"], more].concat())
}

fn shown(home: &Home) -> Value {
    home.json(&["plan", "show", "--modality", "over_door_pulley"])
}

#[test]
fn without_a_terminal_every_field_is_confirmed_by_name_and_the_pull_typed_again() {
    let home = Home::new();
    let plan = example_json("plans/over-door-with-provider.json");
    let open = import(&home, &plan, &[]).expect(3).error();
    assert_eq!(open["rules"], json!(["import.fields", "import.typed_twice"]));
    assert_eq!(open["field"], "modality");
    let but_one = FIELDS.replace("hold_ms,", "");
    let open = import(&home, &plan, &["--confirm-fields", &but_one, "--force", "12", "lb"]).expect(3).error();
    assert_eq!((&open["field"], &open["rules"]), (&json!("hold_ms"), &json!(["import.fields"])));
    assert_eq!(open["allowed"], "--confirm-fields with hold_ms");
    for typed in [&["--force", "12", "kg"][..], &["--force", "12.1", "lb"], &["--level", "12"], &[]] {
        let arguments = [&["--confirm-fields", FIELDS], typed].concat();
        let error = import(&home, &plan, &arguments).expect(3).error();
        assert_eq!((&error["field"], &error["rules"]), (&json!("force"), &json!(["import.typed_twice"])));
    }
    home.run(&["plan", "show", "--modality", "over_door_pulley"]).expect(2);
    let all = ["--confirm-fields", FIELDS, "--force", "12", "lb"];
    assert_fits("plan-check", &import(&home, &plan, &all).expect(0).document());
    let shown = shown(&home);
    assert_fits("plan-shown", &shown);
    assert_eq!(shown["force"], json!({"value": 12.0, "unit": "lb"}));
    assert_eq!(shown["today"]["first_dose"], true);
}

#[test]
fn what_is_typed_badly_is_bad_input() {
    let home = Home::new();
    let plan = example_json("plans/over-door-with-provider.json");
    for (typed, field) in [(["--force", "much", "lb"], "--force"), (["--force", "12", "stone"], "--force")] {
        let arguments = [&["--confirm-fields", FIELDS], &typed[..]].concat();
        assert_eq!(import(&home, &plan, &arguments).expect(2).error()["field"], field);
    }
    let unknown = ["--confirm-fields", "modality,colour", "--force", "12", "lb"];
    assert_eq!(import(&home, &plan, &unknown).expect(2).error()["field"], "fields");
}

#[test]
fn a_file_that_asks_for_more_needs_the_persons_own_yes() {
    let home = Home::new();
    let mut plan = example_json("plans/over-door-with-provider.json");
    import(&home, &plan, &["--confirm-fields", FIELDS, "--force", "12", "lb"]).expect(0);
    plan["force"]["value"] = json!(13);
    let all = ["--confirm-fields", FIELDS, "--force", "13", "lb"];
    assert_eq!(import(&home, &plan, &all).expect(3).error()["rules"], json!(["gate.presence"]));
    assert_eq!(shown(&home)["force"]["value"], 12.0);
    import(&home, &plan, &[&all[..], &["--confirm", "presence"]].concat()).expect(0);
    let history = home.json(&["plan", "show", "--modality", "over_door_pulley", "--history"]);
    assert_fits("plan-history", &history);
    let forces: Vec<_> = history["plans"]
        .as_array()
        .expect("plans")
        .iter()
        .map(|plan| plan["plan"]["force"]["value"].as_f64())
        .collect();
    assert_eq!(forces, [Some(13.0), Some(12.0)], "the newest first");
    assert_eq!(history["plans"][0]["by"], "provider");
}

#[test]
fn a_confirmed_file_that_passes_a_limit_is_refused_with_its_field() {
    let home = Home::new();
    let mut plan = example_json("plans/over-door-with-provider.json");
    plan["force"]["value"] = json!(51);
    let error = import(&home, &plan, &["--confirm-fields", FIELDS, "--force", "51", "lb"]).expect(3).error();
    assert_eq!((&error["field"], &error["rules"][0]), (&json!("force.value"), &json!("envelope.force_max")));
}

#[test]
fn an_expired_plan_says_what_is_left_of_it_today() {
    let home = Home::new();
    let mut plan = example_json("plans/over-door-with-provider.json");
    plan["provider"]["expires"] = json!("2026-03-02");
    let file = home.write("plan.json", &plan.to_string());
    home.run(&["plan", "set", &file]).expect(0);
    let current = shown(&home);
    assert_eq!(current["today"]["accepted"], true, "on its last day");
    let mut later = home.bare_command(&["plan", "show", "--modality", "over_door_pulley", "--json"]);
    later.arg("--home").arg(home.journal()).arg("--key-file").arg(home.path("key"));
    let later =
        Ran::of(&later.args(["--now", "2026-03-03T07:30:00-05:00"]).output().expect("runs")).document();
    assert_fits("plan-shown", &later);
    let limited = later["today"]["effective"]["limited_by"].as_array().expect("rules");
    assert!(limited.contains(&json!("provider.expired")), "{later}");
    assert!(later["today"]["effective"]["duration_ms"].as_u64() < current["duration_ms"].as_u64());
}

#[test]
fn a_body_weight_in_stone_is_shown_as_typed() {
    let home = Home::new();
    let file = home.write("profile.json", r#"{"weight":{"value":11.5,"unit":"st"}}"#);
    assert_fits("profile", &home.json(&["profile", "set", "--file", &file]));
    assert_eq!(home.json(&["profile", "show"])["weight"], json!({"value": 11.5, "unit": "st"}));
    assert!(home.run(&["profile", "show"]).expect(0).out.contains("11.5 st"));
    let mut plan = example_json("plans/over-door-with-provider.json");
    plan["body_weight"] = json!({"value": 11.5, "unit": "st"});
    let file = home.write("plan.json", &plan.to_string());
    home.run(&["plan", "set", &file]).expect(0);
    assert_eq!(shown(&home)["body_weight"], plan["body_weight"]);
    let text = home.run(&["plan", "show", "--modality", "over_door_pulley"]).expect(0).out;
    assert!(text.contains("11.5 st") && text.contains("Today: "), "{text}");
}
