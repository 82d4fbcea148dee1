//! What stands in words beside the JSON, where wrong words would mislead.

use serde_json::{Value, json};

use crate::schema::assert_fits;
use crate::support::{Home, SPEED, confirmed_unit, example, example_json, short_plan};

fn newest(home: &Home) -> String {
    home.run(&["session", "list"]).expect(0).out.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_pull_without_a_known_force_is_not_drawn_as_none() {
    let home = Home::new();
    for plan in ["hammock-first-week", "hanging-bar-sets"] {
        let file = example(&format!("plans/{plan}.json"));
        let text = home.run(&["session", "timeline", "--plan", &file]).expect(0).out;
        assert!(text.contains("It pulls") && text.contains("hold 1"), "{text}");
        assert!(!text.contains("No pull") && !text.contains('–'), "{text}");
    }
}

#[test]
fn a_plan_says_each_of_its_fields_once() {
    let home = Home::new();
    home.run(&["plan", "set", &example("plans/hanging-bar-sets.json")]).expect(0);
    let text = home.run(&["plan", "show", "--modality", "hanging_bar", "--region", "lumbar"]).expect(0).out;
    assert_eq!(text.matches("sets  ").count(), 1, "{text}");
}

#[test]
fn a_plan_that_was_set_says_what_a_first_session_by_it_would_be() {
    let home = Home::new();
    let mut plan = example_json("plans/over-door-first-week.json");
    plan["force"] = json!({"value": 15, "unit": "lb"});
    let file = home.write("plan.json", &plan.to_string());
    let text = home.run(&["plan", "set", &file]).expect(0).out;
    assert!(text.contains("a session runs 05:00 at 6.8 kg"), "{text}");
    assert!(text.contains("Today: 05:00 at 2.7 kg, a first dose, lowered by: first dose force"), "{text}");
}

#[test]
fn a_refused_plan_says_each_problem_once_with_its_field() {
    let home = Home::new();
    let mut plan = short_plan();
    plan["force"] = json!({"value": 80, "unit": "lb"});
    plan["angle_deg"] = json!(80);
    let file = home.write("plan.json", &plan.to_string());
    let ran = home.run(&["plan", "set", &file]).expect(3);
    for field in ["force.value: ", "angle_deg: "] {
        assert_eq!(ran.err.matches(field).count(), 1, "{}", ran.err);
    }
    let document = home.run(&["plan", "set", &file, "--json"]).expect(3).document();
    assert_fits("error", &document);
    assert_eq!(document["error"]["field"], "force.value");
    assert_eq!(document["error"]["also"][0]["field"], "angle_deg");
}

#[test]
fn the_list_tells_a_rehearsal_from_a_pull_and_a_plan_from_what_was_done() {
    let home = Home::ready();
    let rehearsal = newest(&home);
    assert!(rehearsal.contains("rehearsal without any pull"), "{rehearsal}");
    assert!(!rehearsal.contains(" at ") && !rehearsal.contains("kg"), "{rehearsal}");
    let (ran, _) = home.session(r#"{"at_ms":60000,"input":"stop"}"#);
    ran.expect(0);
    let list = home.run(&["session", "list"]).expect(0).out;
    assert!(list.contains("planned 05:00 at 9.0 kg, stopped (person)"), "{list}");
}

#[test]
fn what_is_not_known_of_a_logged_session_is_left_out() {
    let home = Home::new();
    home.run(&["session", "log", "--file", &example("logged/neck-cracking.json")]).expect(0);
    let line = newest(&home);
    assert!(line.ends_with("neck cracking, logged"), "{line}");
}

#[test]
fn a_refusal_says_what_to_type_next_and_its_json_stays_as_it_was() {
    let home = Home::new();
    let run = ["session", "run", "--modality", "home_unit"];
    let ran = home.run(&run).expect(3);
    assert!(ran.err.contains("`nape screen fill --form full"), "{}", ran.err);
    let document = home.run(&[&run[..], &["--json"]].concat()).expect(3).document();
    let fields: Vec<_> = document["error"].as_object().expect("fields").keys().collect();
    assert_eq!(fields, ["kind", "message", "rules"]);
    let ready = Home::screened();
    assert!(ready.run(&run).expect(3).err.contains("--rehearse"));
    let rehearse = ready.run(&[&run[..], &["--rehearse"]].concat()).expect(3).err;
    assert!(rehearse.contains("--confirm setup"), "{rehearse}");
}

#[test]
fn an_emergency_says_where_its_card_is() {
    let home = Home::ready();
    let script = example("scripts/emergency.jsonl");
    let ran = home.run(&confirmed_unit(SPEED, &["--script", &script])).expect(3);
    assert!(ran.err.contains("`nape guide emergency`"), "{}", ran.err);
}

#[test]
fn what_has_no_plan_is_no_session_and_no_form_is_asked_for_it() {
    let home = Home::new();
    for (modality, rule) in [
        ("neck_cracking", "envelope.education"),
        ("foam_roller", "envelope.education"),
        ("manual", "envelope.logged"),
        ("clinic_mechanical", "envelope.logged"),
        ("professional_adjustment", "envelope.logged"),
        ("complementary", "envelope.routine"),
    ] {
        let error = home.run(&["session", "run", "--modality", modality, "--json"]).expect(3).error();
        assert_eq!(error["rules"], json!([rule]), "{modality}");
    }
    assert!(!home.journal().exists(), "nothing is made for it");
}

#[test]
fn what_follows_from_symptoms_is_said_in_words_and_never_as_an_all_clear() {
    let home = Home::new();
    let report = json!({"modality": "home_unit", "stage": "after_session", "symptoms": [], "pain": 3, "pain_before": 3});
    let file = home.write("report.json", &report.to_string());
    let document: Value = home.json(&["screen", "symptom", "--file", &file]);
    assert_eq!(document["action"], "note");
    let text = home.run(&["screen", "symptom", "--file", &file]).expect(0).out;
    assert!(text.contains("no rule asks for a change; this is not an examination"), "{text}");
}

#[test]
fn a_plan_or_a_routine_that_is_not_there_says_how_one_comes_to_be() {
    let home = Home::new();
    for verb in ["show", "dose"] {
        let told = home.run(&["plan", verb, "--modality", "hanging_bar"]).expect(2).err;
        assert!(told.contains("hanging bar; `nape plan set FILE`"), "{told}");
    }
    assert!(home.run(&["routine", "run", "late"]).expect(2).err.contains("\"late\""));
}
