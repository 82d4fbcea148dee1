//! Routines through the door: kept, closed by what was told, guided beside the sessions.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod person;

use nape::api::{
    EventBody, Nape, NapeError, Routine, RoutineAct, RoutineCheck, RoutineEnd, RoutineLine, RoutinePhase,
    StartRoutine, answers_from_json, routine_from_json, symptoms_from_json,
};
use person::Person;

const BREATHING: &str = r#"{"name":"calm","steps":[{"practice":"belly_breathing","seconds":60},
    {"practice":"quiet_time","seconds":60}]}"#;
const DRILL: &str = r#"{"name":"drill","steps":[{"practice":"belly_breathing","seconds":60},
    {"practice":"wall_drill","sets":2,"repetitions":8,"rest_s":20}]}"#;

fn routine(json: &str) -> Routine {
    routine_from_json(json.as_bytes().to_vec()).expect("reads")
}

fn start(name: &str, script: &[(u64, RoutineAct)]) -> StartRoutine {
    let script = script.iter().map(|&(at_ms, act)| RoutineLine { at_ms, act }).collect();
    StartRoutine { name: name.to_owned(), pace: 1_000.0, script }
}

fn rules(error: NapeError) -> Vec<String> {
    match error {
        NapeError::Refused { rules, .. } => rules,
        other => panic!("must be refused: {other:?}"),
    }
}

fn rules_of(check: &RoutineCheck) -> Vec<&str> {
    check.problems.iter().map(|problem| problem.rule.as_str()).collect()
}

async fn keep(nape: &Nape) {
    for json in [BREATHING, DRILL] {
        nape.set_routine(routine(json)).await.expect("keeps");
    }
}

async fn to_the_end(person: &Person) -> (RoutineEnd, u32, u32) {
    let events = person.wait_for(|event| matches!(event, EventBody::RoutineFinished { .. })).await;
    match events.last() {
        Some(EventBody::RoutineFinished { end, done, skipped, .. }) => (*end, *done, *skipped),
        other => panic!("not the end: {other:?}"),
    }
}

/// A full form in which one answer differs from one with nothing against a session.
async fn tell(person: &Person, question: &str, answer: nape::api::Answer) {
    let mut sheet = Person::sheet("full");
    sheet.answers.insert(question.to_owned(), answer);
    person.nape.record_screening(sheet).await.expect("records");
}

#[tokio::test]
async fn p41_a_routine_is_kept_and_guided_to_its_end() {
    let person = Person::screened().await;
    keep(&person.nape).await;
    let names: Vec<String> =
        person.nape.routines().await.expect("lists").into_iter().map(|routine| routine.name).collect();
    assert_eq!(names, ["calm", "drill"]);
    let done = [(70_000, RoutineAct::Done), (120_000, RoutineAct::Done)];
    person.nape.start_routine(start("drill", &done)).await.expect("starts");
    assert_eq!(to_the_end(&person).await, (RoutineEnd::Completed, 2, 0));
    let shown = person.nape.snapshot().expect("a snapshot").routine.expect("a routine");
    assert_eq!((shown.phase, shown.done, shown.end), (RoutinePhase::Ended, 2, Some(RoutineEnd::Completed)));
    let again = person.reopen_at(person::NOW).await;
    assert_eq!(again.nape.routines().await.expect("lists").len(), 2);
}

#[tokio::test]
async fn p41_more_than_two_tools_are_refused_with_their_rule() {
    let person = Person::new().await;
    let three = r#"{"name":"all","steps":[{"practice":"warmth","seconds":600},
        {"practice":"foam_roller_trapezius","seconds":60},{"practice":"cold_pack","seconds":300}]}"#;
    let error = person.nape.set_routine(routine(three)).await.expect_err("refused");
    assert_eq!(rules(error), ["routine.tools"]);
    assert!(person.nape.routines().await.expect("lists").is_empty());
}

#[tokio::test]
async fn p41_neither_a_roller_under_the_neck_nor_a_pull_is_a_step() {
    let person = Person::screened().await;
    for (practice, rule) in [("foam_roller", "routine.log_only"), ("neck_hammock", "routine.no_pull")] {
        let json = format!(r#"{{"name":"x","steps":[{{"practice":"{practice}","seconds":60}}]}}"#);
        let error = person.nape.set_routine(routine(&json)).await.expect_err("refused");
        assert_eq!(rules(error), [rule]);
    }
}

#[tokio::test]
async fn p11_before_any_question_was_answered_only_what_moves_nothing_is_open() {
    let person = Person::new().await;
    keep(&person.nape).await;
    let error = person.nape.start_routine(start("drill", &[])).await.expect_err("refused");
    assert_eq!(rules(error), ["routine.form_due", "routine.moves_neck"]);
    person.nape.start_routine(start("calm", &[])).await.expect("starts");
    assert_eq!(to_the_end(&person).await, (RoutineEnd::Completed, 2, 0));
}

#[tokio::test]
async fn p11_after_an_injury_breathing_stays_open_and_the_drill_is_closed() {
    let person = Person::screened().await;
    keep(&person.nape).await;
    tell(&person, "injury", nape::api::Answer::YesNo { yes: true }).await;
    let check = person.nape.check_routine(routine(DRILL)).await.expect("checks");
    assert_eq!(rules_of(&check), ["routine.moves_neck"]);
    let error = person.nape.start_routine(start("drill", &[])).await.expect_err("refused");
    assert_eq!(rules(error), ["routine.moves_neck"]);
    assert!(person.nape.check_routine(routine(BREATHING)).await.expect("checks").accepted);
}

#[tokio::test]
async fn p11_instability_closes_what_moves_the_neck() {
    let person = Person::screened().await;
    let answer = nape::api::Answer::Choices { chosen: vec!["instability".to_owned()] };
    tell(&person, "spine_conditions", answer).await;
    let check = person.nape.check_routine(routine(DRILL)).await.expect("checks");
    assert_eq!(rules_of(&check), ["routine.moves_neck"]);
}

#[tokio::test]
async fn p11_a_sign_of_an_emergency_closes_every_routine() {
    let person = Person::screened().await;
    keep(&person.nape).await;
    let short = r#"{"form":"short","modality":"home_unit","answers":{"emergency_signs":["double_vision"],
        "other_warning_signs":["none"],"changes_since_last":["none"],"pain_now":4,"arm_symptoms_now":0,
        "tingling_now":0}}"#;
    let sheet = answers_from_json(short.as_bytes().to_vec()).expect("reads");
    person.nape.record_screening(sheet).await.expect("records");
    let error = person.nape.start_routine(start("calm", &[])).await.expect_err("refused");
    assert_eq!(rules(error), ["routine.not_open"]);
}

/// A symptom told beside any form.
async fn tell_symptom(person: &Person, id: &str) {
    let report =
        format!(r#"{{"modality":"home_unit","stage":"before_session","symptoms":[{{"id":"{id}"}}]}}"#);
    let report = symptoms_from_json(report.into_bytes()).expect("reads");
    person.nape.tell_symptoms(report).await.expect("records");
}

#[tokio::test]
async fn p11_a_told_sign_of_an_emergency_closes_every_routine_and_another_symptom_what_moves_the_neck() {
    for (symptom, closes_calm) in [("double_vision", true), ("dizziness", false)] {
        let person = Person::screened().await;
        keep(&person.nape).await;
        tell_symptom(&person, symptom).await;
        // A form filled in since then examines nobody.
        person.nape.record_screening(Person::sheet("full")).await.expect("records");
        let error = person.nape.start_routine(start("drill", &[])).await.expect_err("refused");
        assert_eq!(rules(error).last().map(String::as_str), Some("routine.moves_neck"), "{symptom}");
        let calm = person.nape.start_routine(start("calm", &[])).await.err().map(rules);
        assert_eq!(calm, closes_calm.then(|| vec!["routine.not_open".to_owned()]), "{symptom}");
    }
}

#[tokio::test]
async fn p11_a_symptom_that_locks_stops_a_routine_that_it_closes() {
    let person = Person::screened().await;
    keep(&person.nape).await;
    person.nape.start_routine(StartRoutine { pace: 1.0, ..start("drill", &[]) }).await.expect("starts");
    tell_symptom(&person, "double_vision").await;
    assert_eq!(to_the_end(&person).await, (RoutineEnd::Stopped, 0, 0));
}

#[tokio::test]
async fn a_stop_ends_a_routine_at_once_also_in_a_pause() {
    let person = Person::screened().await;
    keep(&person.nape).await;
    person.nape.start_routine(StartRoutine { pace: 1.0, ..start("calm", &[]) }).await.expect("starts");
    person.nape.routine_pause().await.expect("pauses");
    person.nape.routine_stop().await.expect("stops");
    assert_eq!(to_the_end(&person).await, (RoutineEnd::Stopped, 0, 0));
}

#[tokio::test]
async fn a_session_and_a_routine_never_run_together() {
    let person = Person::ready().await;
    keep(&person.nape).await;
    person.nape.start_routine(StartRoutine { pace: 1.0, ..start("calm", &[]) }).await.expect("starts");
    let error = person.start(1_000.0, Vec::new()).await.expect_err("refused");
    assert_eq!(rules(error), ["routine.running"]);
    let error = person.nape.start_routine(start("drill", &[])).await.expect_err("refused");
    assert_eq!(rules(error), ["routine.running"]);
    person.nape.routine_stop().await.expect("stops");
    to_the_end(&person).await;
    person.start(1.0, Vec::new()).await.expect("starts");
    let error = person.nape.start_routine(start("calm", &[])).await.expect_err("refused");
    assert!(matches!(error, NapeError::SessionRunning), "{error:?}");
    person.nape.stop(None).await.expect("stops");
    person.wait_for_end().await;
}

#[tokio::test]
async fn closing_interrupts_a_running_routine() {
    let person = Person::screened().await;
    keep(&person.nape).await;
    person.nape.start_routine(StartRoutine { pace: 1.0, ..start("calm", &[]) }).await.expect("starts");
    person.nape.close().await.expect("closes");
    let events = person.all_events().await;
    let interrupted =
        |event: &EventBody| matches!(event, EventBody::RoutineFinished { end: RoutineEnd::Interrupted, .. });
    assert!(events.iter().any(interrupted), "{events:?}");
}

#[tokio::test]
async fn a_skip_and_a_set_done_are_told_in_order() {
    let person = Person::screened().await;
    keep(&person.nape).await;
    let script = [
        (10_000, RoutineAct::Skip),
        (20_000, RoutineAct::Pause),
        (30_000, RoutineAct::Resume),
        (40_000, RoutineAct::Done),
        (45_000, RoutineAct::Skip),
        (50_000, RoutineAct::Done),
    ];
    person.nape.start_routine(start("drill", &script)).await.expect("starts");
    let events = person.wait_for(|event| matches!(event, EventBody::RoutineFinished { .. })).await;
    let facts: Vec<&str> = events
        .iter()
        .filter_map(|event| match event {
            EventBody::RoutineStepSkipped { .. } => Some("step skipped"),
            EventBody::RoutinePaused => Some("paused"),
            EventBody::RoutineResumed => Some("resumed"),
            EventBody::RoutineSetDone { .. } => Some("set done"),
            EventBody::RoutineRestSkipped { .. } => Some("rest skipped"),
            EventBody::RoutineStepDone { .. } => Some("step done"),
            EventBody::RoutineFinished { .. } => Some("finished"),
            _ => None,
        })
        .collect();
    let expected = [
        "step skipped",
        "paused",
        "resumed",
        "set done",
        "rest skipped",
        "set done",
        "step done",
        "finished",
    ];
    assert_eq!(facts, expected);
}
