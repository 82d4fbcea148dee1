//! A pull by hand, through the door: what comes before it, how it ends, what comes after. Each test is named after its
//! product rule.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use std::collections::HashMap;

use nape::api::{
    AfterCheck, DeviceChoice, End, EventBody, Feeling, NapeError, Reason, Release, ScriptAct, ScriptLine,
    SessionDetail, StartSession, compile_timeline,
};
use person::{NOW, Person, plan};

const PLAN: &str = "over-door-first-week";

fn line(at_ms: u64, act: ScriptAct) -> ScriptLine {
    ScriptLine { at_ms, act }
}

async fn ready() -> Person {
    Person::at_the_pulley(PLAN, DeviceChoice::None).await
}

/// How long a session of the plan lasts.
fn total_ms() -> u64 {
    compile_timeline(plan(PLAN), NOW.to_owned()).expect("accepted").total_ms
}

async fn run(person: &Person, script: Vec<ScriptLine>) -> (SessionDetail, Vec<EventBody>) {
    let id = person.nape.start_session(person.request(1_000.0, script)).await.expect("starts");
    let events = person.wait_for_end().await;
    (person.nape.session(id).await.expect("stands in the journal"), events)
}

fn ended(events: &[EventBody]) -> (End, Option<Reason>, Release) {
    match events.last() {
        Some(EventBody::Finished { end, reason, release, .. }) => (*end, *reason, *release),
        other => panic!("not the end: {other:?}"),
    }
}

fn told<'a>(events: &'a [EventBody], part: &str) -> Vec<&'a str> {
    let key = |event: &'a EventBody| match event {
        EventBody::Moment { key, .. } if key.starts_with(part) => Some(key.as_str()),
        _ => None,
    };
    events.iter().filter_map(key).collect()
}

fn next_steps(session: &SessionDetail) -> Vec<&str> {
    session.next_steps.iter().map(|step| step.id.as_str()).collect()
}

#[tokio::test]
async fn p20_a_pull_by_hand_waits_for_its_checks_and_for_an_end_that_can_be_heard() {
    let person = ready().await;
    for (field, rule) in [("setup", "gate.setup"), ("audible", "gate.audible")] {
        let mut start = person.request(1_000.0, vec![]);
        let confirmed = &mut start.confirmed;
        *(if field == "setup" { &mut confirmed.setup } else { &mut confirmed.audible }) = false;
        match person.nape.start_session(start).await {
            Err(NapeError::Refused { rules, .. }) => assert_eq!(rules, [rule]),
            other => panic!("{field} must be refused: {other:?}"),
        }
    }
}

#[tokio::test]
async fn p20_the_countdown_to_get_in_lasts_ten_seconds_to_two_minutes() {
    let person = ready().await;
    for get_in_ms in [9_999, 120_001] {
        let start = StartSession { get_in_ms, ..person.request(1_000.0, vec![]) };
        let refused = person.nape.start_session(start).await;
        assert!(
            matches!(refused, Err(NapeError::BadInput { field, .. }) if field == "get_in_ms"),
            "{get_in_ms}"
        );
    }
    let stop = line(1_000, ScriptAct::Stop { why: None });
    let start = StartSession { get_in_ms: 10_000, ..person.request(1_000.0, vec![stop]) };
    person.nape.start_session(start).await.expect("starts");
    let events = person.wait_for_end().await;
    assert!(
        !events.iter().any(|event| matches!(event, EventBody::LoadStarted)),
        "in the countdown nothing pulls"
    );
}

#[tokio::test]
async fn p21_the_end_is_told_in_steps_until_the_person_says_that_the_pull_is_off() {
    let person = ready().await;
    let (session, events) = run(&person, vec![line(total_ms() + 40_000, ScriptAct::Released)]).await;
    assert_eq!(ended(&events), (End::Completed, None, Release::ByPerson));
    let cues = told(&events, "session-moment-release-now").len();
    let steps = told(&events, "session-release-");
    assert!(cues >= 2, "told {cues} times");
    assert!(steps.len() >= 2 * cues, "each time with its steps: {steps:?}");
    assert_eq!(next_steps(&session), ["move_gently", "after_check"]);
}

#[tokio::test]
async fn p21_where_nobody_says_that_the_pull_is_off_its_release_is_unknown() {
    let person = ready().await;
    let (session, events) = run(&person, vec![]).await;
    let (_, _, release) = ended(&events);
    assert!(matches!(release, Release::Unknown | Release::Unconfirmed), "{release:?}");
    assert_eq!(next_steps(&session).first(), Some(&"check_release"));
}

#[tokio::test]
async fn p22_a_cool_down_follows_no_symptom() {
    let person = ready().await;
    let felt = line(120_000, ScriptAct::Symptom { id: "dizziness".to_owned() });
    let (session, events) = run(&person, vec![felt, line(150_000, ScriptAct::Released)]).await;
    assert_eq!(ended(&events), (End::Stopped, Some(Reason::Symptom), Release::ByPerson));
    assert_eq!(next_steps(&session), ["lie_still", "after_check", "next_step"]);
    assert_eq!(told(&events, "session-moment-stopping"), ["session-moment-stopping-symptom-by-hand"]);
    assert!(told(&events, "session-moment-release-now").iter().all(|key| key.ends_with("-stopped")));
}

#[tokio::test]
async fn p23_how_it_was_is_three_answers_that_stay_with_the_session() {
    let person = ready().await;
    let (session, _) = run(&person, vec![line(total_ms() + 5_000, ScriptAct::Released)]).await;
    let id = session.summary.id;
    let check =
        |pain| AfterCheck { feeling: Feeling::Better, pain, symptoms: vec![], values: HashMap::new() };
    let refused = person.nape.record_after_check(id.clone(), check(Some(11))).await;
    assert!(matches!(refused, Err(NapeError::BadInput { field, .. }) if field == "pain"));
    person.nape.record_after_check(id.clone(), check(Some(2))).await.expect("records");
    let after = person.nape.session(id).await.expect("reads").after.expect("was told");
    assert_eq!((after.feeling, after.pain), (Feeling::Better, Some(2)));
}
