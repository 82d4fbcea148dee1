//! Symptoms around a session.

use serde_json::json;

use super::*;
use crate::screening::{Action, ScreeningError, SymptomOutcome, SymptomReport, Verdict, symptom, symptoms};
use crate::text::render;

fn told(report: Value) -> SymptomOutcome {
    let mut report = report;
    report["modality"] = json!("home_unit");
    if report.get("stage").is_none() {
        report["stage"] = json!("in_session");
    }
    let report: SymptomReport = from_json(report.to_string().as_bytes()).expect("a report");
    symptom(&report).expect("an outcome")
}

fn one(id: &str) -> SymptomOutcome {
    told(json!({"symptoms": [{"id": id}]}))
}

#[test]
fn each_sign_of_an_emergency_is_one_in_every_stage() {
    for id in [
        "double_vision",
        "slurred_speech",
        "trouble_swallowing",
        "sudden_fall",
        "jerking_eyes",
        "numb_face",
        "loss_of_balance",
        "sudden_worst_headache",
        "leg_weakness",
        "clumsy_hands",
        "numb_between_legs",
        "bladder_or_bowel_change",
        "arm_weakness",
    ] {
        for stage in ["before_session", "in_session", "after_session", "next_day"] {
            let outcome = told(json!({"stage": stage, "symptoms": [{"id": id, "value": 1, "before": 9}]}));
            assert_eq!(
                (outcome.action, outcome.outcome, outcome.locks),
                (Action::Emergency, Verdict::Emergency, true),
                "{id} {stage}"
            );
            assert!(render(&outcome.fired[0].next_step).starts_with("Release the pull"));
        }
    }
}

#[test]
fn dizziness_nausea_vision_headache_and_spreading_pain_are_stop_and_see() {
    for id in [
        "dizziness",
        "nausea",
        "vision_change",
        "headache",
        "pain_moving_down",
        "sharp_pain",
        "pain_in_a_new_place",
    ] {
        let outcome = one(id);
        assert_eq!(
            (outcome.action, outcome.outcome, outcome.locks),
            (Action::StopAndSee, Verdict::NeedsProvider, true),
            "{id}"
        );
    }
}

#[test]
fn two_signs_of_the_brain_together_are_an_emergency() {
    let outcome = told(json!({"symptoms": [{"id": "dizziness"}, {"id": "nausea"}]}));
    assert_eq!(outcome.action, Action::Emergency);
    assert_eq!(outcome.fired[0].rule, "two_brain_signs");
    let twice = told(json!({"symptoms": [{"id": "dizziness"}, {"id": "dizziness"}]}));
    assert_eq!(twice.action, Action::StopAndSee);
    let tracked = told(
        json!({"symptoms": [{"id": "dizziness"}, {"id": "numbness_or_tingling", "value": 2, "before": 2}]}),
    );
    assert_eq!(tracked.action, Action::StopAndSee);
}

#[test]
fn p8_any_rise_of_numbness_arm_or_leg_symptoms_is_stop_and_see() {
    for id in ["numbness_or_tingling", "arm_symptoms", "leg_symptoms"] {
        let at = |value: Value| told(json!({"symptoms": [value]})).action;
        assert_eq!(at(json!({"id": id, "value": 3, "before": 2})), Action::StopAndSee);
        assert_eq!(at(json!({"id": id, "value": 1})), Action::StopAndSee, "no before is 0");
        assert_eq!(at(json!({"id": id})), Action::StopAndSee, "not known is risen");
        assert_eq!(at(json!({"id": id, "before": 9})), Action::StopAndSee, "not known is risen");
        assert_eq!(at(json!({"id": id, "value": 2, "before": 2})), Action::Note, "tracked");
        assert_eq!(at(json!({"id": id, "value": 1, "before": 2})), Action::Note, "tracked");
    }
}

#[test]
fn p8_pain_that_rises_in_a_session_ends_it_and_lowers_the_next() {
    for stage in ["in_session", "after_session"] {
        let outcome = told(json!({"stage": stage, "symptoms": [], "pain": 4, "pain_before": 3}));
        assert_eq!(
            (outcome.action, outcome.outcome, outcome.locks),
            (Action::EndAndLower, Verdict::Clear, false)
        );
    }
    assert_eq!(told(json!({"symptoms": [], "pain": 3, "pain_before": 3})).action, Action::Note);
    assert_eq!(told(json!({"symptoms": [], "pain": 1})).action, Action::EndAndLower);
    assert_eq!(one("more_pain").action, Action::EndAndLower);
    assert_eq!(one("more_discomfort").action, Action::EndAndLower);
}

#[test]
fn pain_two_higher_a_day_later_holds_and_then_lowers() {
    let at = |pain| told(json!({"stage": "next_day", "symptoms": [], "pain": pain, "pain_before": 3}));
    assert_eq!(at(4).action, Action::Note);
    assert_eq!(at(5).action, Action::Lower);
    assert_eq!(at(5).fired[0].next_step.key, "screening-symptom-next-hold-then-lower");
}

#[test]
fn more_pain_that_is_still_there_a_day_later_did_not_settle() {
    let outcome = told(json!({"stage": "next_day", "symptoms": [{"id": "more_pain"}]}));
    assert_eq!(outcome.action, Action::StopAndSee);
}

#[test]
fn too_strong_alone_lowers_and_with_a_symptom_the_symptom_decides() {
    assert_eq!(one("too_strong").action, Action::Lower);
    let both = told(json!({"symptoms": [{"id": "too_strong"}, {"id": "headache"}]}));
    assert_eq!(both.action, Action::StopAndSee);
}

#[test]
fn mild_soreness_and_pain_drawing_back_are_written_down() {
    assert_eq!(one("mild_soreness").action, Action::Note);
    assert_eq!(one("pain_moving_up").action, Action::Note);
    let strong = told(json!({"symptoms": [{"id": "mild_soreness", "value": 4}]}));
    assert_eq!(strong.action, Action::EndAndLower, "no longer mild");
}

#[test]
fn the_order_of_symptoms_changes_nothing() {
    let forward = told(
        json!({"symptoms": [{"id": "mild_soreness"}, {"id": "headache"}, {"id": "nausea"}, {"id": "dizziness"}]}),
    );
    let backward = told(
        json!({"symptoms": [{"id": "dizziness"}, {"id": "nausea"}, {"id": "headache"}, {"id": "mild_soreness"}]}),
    );
    assert_eq!(forward, backward);
}

#[test]
fn a_report_with_a_mistake_names_it() {
    let report = json!({"modality": "home_unit", "stage": "in_session", "pain": 11,
        "symptoms": [{"id": "dizziness"}, {"id": "hiccups", "value": 12}]});
    let report: SymptomReport = from_json(report.to_string().as_bytes()).expect("a report");
    let Err(ScreeningError::BadInput(problems)) = symptom(&report) else {
        panic!("must be refused");
    };
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["pain", "symptoms[1].value", "symptoms[1].id"]);
}

#[test]
fn a_symptom_at_a_part_of_the_spine_that_is_not_treated_so_is_refused() {
    let report =
        json!({"modality": "over_door_pulley", "region": "lumbar", "stage": "in_session", "symptoms": []});
    let report: SymptomReport = from_json(report.to_string().as_bytes()).expect("a report");
    assert!(matches!(symptom(&report), Err(ScreeningError::BadInput(_))));
}

#[test]
fn every_symptom_has_words_and_can_be_told() {
    for listed in symptoms().expect("content") {
        assert_ne!(render(&listed.text), listed.text.key);
        let outcome = one(&listed.id);
        assert!(outcome.fired.iter().any(|fired| fired.rule == listed.id));
        for fired in &outcome.fired {
            assert_ne!(render(&fired.text), fired.text.key);
            assert_ne!(render(&fired.next_step), fired.next_step.key);
        }
    }
}
