//! No sentence is outside Fluent: under a made-up language every text of the door carries its marks.
//!
//! The language belongs to the process, so everything in this file speaks the made-up one.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use std::collections::{BTreeSet, HashMap};

use nape::api::{
    AfterCheck, Answer, AnswerSheet, DeviceChoice, EventBody, Feeling, Form, FormKind, Modality, NapeError,
    Question, QuestionKind, Region, ScriptAct, ScriptLine, about, answers_from_json, check_answers,
    check_plan, check_symptoms, compile_timeline, plan_from_json, screening_form, screening_symptoms,
    set_language, symptoms_from_json,
};
use person::{NOW, Person};
use serde::Serialize;
use serde_json::{Value, json};

const MODALITIES: [Modality; 13] = [
    Modality::Manual,
    Modality::ClinicMechanical,
    Modality::OverDoorPulley,
    Modality::NeckHammock,
    Modality::HomeUnit,
    Modality::TractionTable,
    Modality::HangingBar,
    Modality::InversionTable,
    Modality::NeckCracking,
    Modality::FoamRoller,
    Modality::FoamRollerTrapezius,
    Modality::ProfessionalAdjustment,
    Modality::Complementary,
];

/// Fields that hold words for people.
const FOR_PEOPLE: [&str; 11] = [
    "text",
    "help",
    "message",
    "allowed",
    "next_step",
    "spoken",
    "advice",
    "unit",
    "intended_use",
    "not_clinically_reviewed",
    "detail",
];

/// Fields that hold what somebody entered, ids, or a document.
const AS_IT_IS: [&str; 7] = ["person", "name", "phone", "reason", "sources", "payload", "licence"];

/// What may stand in plain letters inside a text: units, the contract's words, and dates.
fn is_value(word: &str) -> bool {
    ["N", "kg", "lb", "L", "cm", "in", "min", "s", "T", "Z"].contains(&word)
        || ["force", "level", "height", "cervical", "lumbar", "sustained", "intermittent"].contains(&word)
        || ["supine", "prone", "seated", "standing"].contains(&word)
}

fn speak_longer() {
    assert_eq!(set_language("en-XA".to_owned()).as_deref(), Ok("en-XA"));
}

/// Every text in `document` is marked, and nothing inside it was left in English.
fn all_marked<T: Serialize>(document: &T) -> usize {
    texts("", &serde_json::to_value(document).expect("json"))
}

fn texts(field: &str, value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| texts(name, value)).sum(),
        Value::Array(items) => items.iter().map(|item| texts(field, item)).sum(),
        Value::String(text) => usize::from(is_marked(field, text)),
        _ => 0,
    }
}

/// Whether it is a marked text; a panic where it should be one and is not.
fn is_marked(field: &str, text: &str) -> bool {
    // A warning has nothing that is allowed instead.
    let empty = field == "allowed" && text.is_empty();
    // A length's unit is a word of the contract, a question's is a text.
    let word = field == "unit" && ["cm", "in"].contains(&text);
    let sentence = !word && (FOR_PEOPLE.contains(&field) || text.contains(' '));
    if empty || !sentence || AS_IT_IS.contains(&field) {
        return false;
    }
    assert!(text.starts_with('⟦') && text.ends_with('⟧'), "{field}: {text:?} is no message");
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '_') {
        let plain = word.contains(|c: char| c.is_ascii_alphabetic());
        let letters = word.trim_matches(|c: char| c.is_ascii_digit());
        let known = word.contains('_')
            || letters.is_empty()
            || letters.split(|c: char| c.is_ascii_digit()).all(is_value);
        assert!(!plain || known, "{field}: {word:?} is English in {text:?}");
    }
    true
}

#[test]
fn an_unmarked_sentence_is_found_in_any_field() {
    let found = |json: &str| {
        let value: Value = serde_json::from_str(json).expect("json");
        std::panic::catch_unwind(|| texts("", &value))
    };
    assert_eq!(found(r#"{"text":"⟦Ĥóóļđ 3 lb⟧","id":"hold","name":"Dana Whitfield"}"#).ok(), Some(1));
    for planted in [
        r#"{"text":"Hold"}"#,
        r#"{"note":"Hold on"}"#,
        r#"{"text":"⟦Ĥóóļđ⟧ now"}"#,
        r#"{"text":"⟦Ĥóóļđ now⟧"}"#,
    ] {
        assert!(found(planted).is_err(), "{planted}");
    }
}

fn forms() -> Vec<Form> {
    let mut forms = Vec::new();
    for kind in [FormKind::Full, FormKind::Short] {
        for modality in MODALITIES {
            for region in [Region::Cervical, Region::Lumbar] {
                forms.extend(screening_form(kind, modality, region));
            }
        }
    }
    forms
}

/// Answers of every kind that the question takes.
fn answers_to(question: &Question) -> Vec<Answer> {
    let mut answers = vec![Answer::Unknown];
    match question.kind {
        QuestionKind::YesNo => answers.extend([true, false].map(|yes| Answer::YesNo { yes })),
        QuestionKind::Choice => {
            answers.extend(question.options.iter().map(|option| Answer::Text { text: option.id.clone() }));
        }
        QuestionKind::Choices => {
            answers.extend(
                question.options.iter().map(|option| Answer::Choices { chosen: vec![option.id.clone()] }),
            );
            let all = question.options.iter().map(|option| option.id.clone()).filter(|id| id != "none");
            answers.push(Answer::Choices { chosen: all.collect() });
        }
        QuestionKind::Number => {
            answers.extend(
                [question.min, question.max].into_iter().flatten().map(|value| Answer::Number { value }),
            );
        }
        QuestionKind::Date => answers.push(Answer::Text { text: "2026-03-01".to_owned() }),
        QuestionKind::Text => {}
    }
    answers
}

/// A sheet with one answer.
fn sheet(form: &Form, question: &Question, answer: Answer) -> AnswerSheet {
    let sheet = json!({ "form": form.form, "modality": form.modality, "region": form.region,
        "answers": { &question.id: answer } });
    answers_from_json(sheet.to_string().into_bytes()).expect("reads")
}

#[test]
fn every_form_and_every_outcome_is_in_the_language() {
    speak_longer();
    let forms = forms();
    assert!(forms.len() >= 4, "{}", forms.len());
    let mut fired = BTreeSet::new();
    for form in &forms {
        assert!(all_marked(form) >= form.questions.len());
        for question in &form.questions {
            for answer in answers_to(question) {
                // An answer that can't stand alone (a follow-up, say) may be refused.
                if let Ok(outcome) = check_answers(sheet(form, question, answer), NOW.to_owned()) {
                    assert!(all_marked(&outcome) > outcome.fired.len());
                    fired.extend(outcome.fired.into_iter().map(|rule| rule.rule));
                }
            }
        }
    }
    assert!(fired.len() >= 35, "only {} rules were heard", fired.len());
    for form in ["full", "short"] {
        all_marked(&check_answers(Person::sheet(form), NOW.to_owned()).expect("checks"));
    }
}

#[test]
fn every_symptom_and_what_it_means_is_in_the_language() {
    speak_longer();
    let symptoms = screening_symptoms().expect("a list");
    assert_eq!(all_marked(&symptoms), symptoms.len());
    for modality in MODALITIES {
        for stage in ["before_session", "in_session", "after_session", "next_day"] {
            for symptom in &symptoms {
                let report = json!({ "modality": modality, "stage": stage, "pain": 8, "pain_before": 2,
                    "symptoms": [{ "id": symptom.id, "value": 8, "before": 2 }] });
                let report = symptoms_from_json(report.to_string().into_bytes()).expect("reads");
                if let Ok(outcome) = check_symptoms(report) {
                    assert!(all_marked(&outcome) >= outcome.fired.len());
                }
            }
        }
    }
}

#[test]
fn every_problem_of_a_plan_is_in_the_language() {
    speak_longer();
    let vectors: Value =
        serde_json::from_str(include_str!("../../../tests/vectors/plans.json")).expect("vectors");
    let mut rules = BTreeSet::new();
    for case in vectors["cases"].as_array().expect("cases") {
        let Ok(plan) = plan_from_json(case["plan"].to_string().into_bytes()) else { continue };
        let check = check_plan(plan.clone(), NOW.to_owned()).expect("checks");
        all_marked(&check);
        rules.extend(check.problems.into_iter().chain(check.warnings).map(|problem| problem.rule));
        if let Err(error @ NapeError::Refused { .. }) = compile_timeline(plan, NOW.to_owned()) {
            assert_eq!(all_marked(&error), 1);
        }
    }
    assert!(rules.len() >= 20, "only {} limits were heard: {rules:?}", rules.len());
}

#[test]
fn what_the_program_says_of_itself_is_in_the_language() {
    speak_longer();
    assert_eq!(all_marked(&about().expect("says")), 2);
}

#[tokio::test]
async fn a_whole_day_with_a_session_is_in_the_language() {
    speak_longer();
    let person = Person::screened().await;
    let rehearsal_first = person.start(1_000.0, vec![]).await.expect_err("not rehearsed");
    assert_eq!(all_marked(&rehearsal_first), 1);
    person.rehearse().await;
    let acts = [
        (20_000, ScriptAct::EaseOff),
        (40_000, ScriptAct::Pause),
        (60_000, ScriptAct::Resume),
        (400_000, ScriptAct::Symptom { id: "mild_soreness".to_owned() }),
        (500_000, ScriptAct::Symptom { id: "double_vision".to_owned() }),
    ];
    let script = acts.into_iter().map(|(at_ms, act)| ScriptLine { at_ms, act }).collect();
    let (id, events) = person.run(script).await;
    let moments: usize = events.iter().map(all_marked).sum();
    assert!(moments >= 20, "{moments}");
    all_marked(&person.nape.snapshot().expect("a snapshot"));
    all_marked(&person.nape.session(id.clone()).await.expect("stands in the journal"));
    let after = AfterCheck {
        feeling: Feeling::Worse,
        pain: Some(7),
        symptoms: vec!["dizziness".to_owned()],
        values: HashMap::new(),
    };
    all_marked(&person.nape.record_after_check(id, after).await.expect("records"));
    all_marked(&person.nape.screening_status(person.modality, person.region).await.expect("status"));
    let locked = person.nape.readiness(person.request(1.0, vec![])).await.expect("readiness");
    assert!(!locked.ready);
    assert!(all_marked(&locked) >= locked.refusals.len());
}

#[tokio::test]
async fn every_ending_is_told_in_the_language() {
    speak_longer();
    for fault in ["link_lost", "hand_switch", "low_battery", "over_force", "slip"] {
        let person = Person::ready().await;
        let fault = ScriptLine { at_ms: 40_000, act: ScriptAct::Fault { name: fault.to_owned() } };
        let (_, events) = person.run(vec![fault]).await;
        assert!(events.iter().map(all_marked).sum::<usize>() > 4);
    }
    let person = Person::screened().await;
    for (rehearsal, at_ms) in [(true, 30_000), (false, 700_000)] {
        let released = ScriptLine { at_ms, act: ScriptAct::Released };
        start(&person, DeviceChoice::None, rehearsal, vec![released]).await;
        assert!(person.wait_for_end().await.iter().map(all_marked).sum::<usize>() >= 2);
    }
}

/// Starts in real time, or fast where a script ends it.
async fn start(person: &Person, device: DeviceChoice, rehearsal: bool, script: Vec<ScriptLine>) {
    let pace = if script.is_empty() { 1.0 } else { 2_000.0 };
    let mut start = person.request(pace, script);
    (start.device, start.rehearsal) = (device, rehearsal);
    person.nape.start_session(start).await.expect("starts");
}

#[tokio::test]
async fn every_reason_against_a_start_is_in_the_language() {
    speak_longer();
    let person = Person::new().await;
    let nothing_done = person.nape.readiness(person.request(1.0, vec![])).await.expect("readiness");
    assert!(nothing_done.refusals.len() >= 3);
    assert!(all_marked(&nothing_done) >= nothing_done.refusals.len());
    let refused = person.nape.set_plan(person::plan("home-unit-over-limit")).await.expect_err("over a limit");
    assert_eq!(all_marked(&refused), 1);

    let busy = Person::demonstrating().await;
    busy.run(vec![]).await;
    let mut again = busy.request(1.0, vec![]);
    again.confirmed = nape::api::Confirmed::default();
    let readiness = busy.nape.readiness(again).await.expect("readiness");
    assert!(all_marked(&readiness) >= 3, "{readiness:?}");
}

#[tokio::test]
async fn what_is_found_after_a_kill_is_told_in_the_language() {
    speak_longer();
    for device in [DeviceChoice::Simulated { seed: 1 }, DeviceChoice::None] {
        let person = Person::screened().await;
        let stop = ScriptLine { at_ms: 5_000, act: ScriptAct::Stop { why: None } };
        start(&person, device.clone(), true, vec![stop]).await;
        person.wait_for_end().await;
        start(&person, device.clone(), false, vec![]).await;
        person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
        let (killed, _folder) = person.as_a_kill_would_leave_it().await;
        let found = killed.recover().await.expect("recovers");
        assert!(found.advice.is_some(), "{device:?}");
        assert_eq!(all_marked(&found), 1);
        drop(killed);
        person.nape.stop(None).await.expect("stops");
    }
}
