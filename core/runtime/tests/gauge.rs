//! A pull by hand with a force gauge on it, through the door: a simulated gauge, and a simulated person who pulls.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use nape::api::{
    DeviceChoice, DeviceState, End, EventBody, Reason, Release, ScriptAct, ScriptLine, SessionDetail, Urgency,
};
use person::Person;

/// The plan's 12 lb, rounded down to what is shown.
const LIMIT_MN: u32 = 53_300;

async fn ready() -> Person {
    Person::at_the_pulley("over-door-with-provider", DeviceChoice::SimulatedGauge { seed: 1 }).await
}

/// Runs a session in which the person says after sixteen minutes that the pull is off.
async fn run(person: &Person, mut script: Vec<ScriptLine>) -> (SessionDetail, Vec<EventBody>) {
    script.push(line(960_000, ScriptAct::Released));
    let id = person.start(1_000.0, script).await.expect("starts");
    let events = person.wait_for_end().await;
    (person.nape.session(id).await.expect("stands in the journal"), events)
}

fn line(at_ms: u64, act: ScriptAct) -> ScriptLine {
    ScriptLine { at_ms, act }
}

fn fault(at_ms: u64, name: &str) -> ScriptLine {
    line(at_ms, ScriptAct::Fault { name: name.to_owned() })
}

fn count(events: &[EventBody], is_it: impl Fn(&EventBody) -> bool) -> usize {
    events.iter().filter(|event| is_it(event)).count()
}

fn told(events: &[EventBody], wanted: &str) -> usize {
    count(events, |event| matches!(event, EventBody::Moment { key, .. } if key == wanted))
}

#[tokio::test]
async fn within_the_limit_the_session_runs_to_its_end_and_what_was_measured_is_kept() {
    let person = ready().await;
    let (detail, events) = run(&person, vec![]).await;
    assert_eq!(detail.summary.end, Some(End::Completed));
    assert_eq!(detail.summary.release, Some(Release::ByPerson), "a gauge confirms no release");
    assert!(events.contains(&EventBody::GaugeUsed { limit_mn: Some(LIMIT_MN) }), "{events:?}");
    assert_eq!(count(&events, |event| matches!(event, EventBody::OverLimit { .. })), 0);
    assert_eq!(count(&events, |event| matches!(event, EventBody::GaugeSilent)), 0);
    assert!(count(&events, |event| matches!(event, EventBody::Telemetry { .. })) > 100);
    let idle = EventBody::Device { state: DeviceState::Idle };
    assert!(!events.contains(&idle), "a gauge is not a device that let go");
    assert!(detail.telemetry.samples > 600, "{}", detail.telemetry.samples);
    assert!((53_000..54_000).contains(&detail.telemetry.max_mn), "{}", detail.telemetry.max_mn);
    assert!((50_000..54_000).contains(&detail.telemetry.hold_mean_mn), "{}", detail.telemetry.hold_mean_mn);
    assert!(person.nape.check_journal().await.expect("checks").intact);
}

#[tokio::test]
async fn over_the_limit_the_person_is_told_and_then_the_session_ends_and_insists() {
    let person = ready().await;
    let (detail, events) = run(&person, vec![fault(45_000, "over_force")]).await;
    let cue = events.iter().find_map(|event| match event {
        EventBody::Moment { key, urgency, .. } if key == "session-moment-over-limit" => Some(*urgency),
        _ => None,
    });
    assert_eq!(cue, Some(Urgency::Insists));
    assert_eq!(told(&events, "session-moment-stopping-over-limit"), 1);
    assert!(told(&events, "session-moment-release-now-stopped") > 10, "until somebody says that it is off");
    assert_eq!(detail.summary.end, Some(End::Stopped));
    assert_eq!(detail.summary.reason, Some(Reason::OverLimit));
    assert_eq!(detail.summary.release, Some(Release::Unknown), "nobody said so within five minutes");
    let at = |word: &str| {
        let fact = detail.facts.iter().find(|fact| fact.payload.contains(word));
        fact.expect("a fact").elapsed_ms
    };
    assert_eq!(at("release_began") - at("\"over_limit\",\"measured\""), 10_000);
    let highest = events.iter().find_map(|event| match event {
        EventBody::OverLimit { measured_mn, .. } => Some(*measured_mn),
        _ => None,
    });
    assert!(Some(detail.telemetry.max_mn) >= highest, "the highest pull stands in the journal");
}

#[tokio::test]
async fn easing_off_by_hand_in_time_lets_the_session_go_on() {
    let person = ready().await;
    let script = vec![fault(45_000, "over_force"), line(50_000, ScriptAct::EaseOff)];
    let (detail, events) = run(&person, script).await;
    assert_eq!(told(&events, "session-moment-over-limit"), 1);
    assert_eq!(count(&events, |event| *event == EventBody::WithinLimit), 1);
    assert_eq!((detail.summary.end, detail.summary.eased), (Some(End::Completed), true));
}

#[tokio::test]
async fn a_gauge_that_is_lost_for_good_is_told_once_and_the_guide_goes_on() {
    let person = ready().await;
    let (detail, events) = run(&person, vec![fault(45_000, "link_lost")]).await;
    assert_eq!(told(&events, "session-moment-gauge-silent"), 1);
    assert_eq!(count(&events, |event| *event == EventBody::GaugeHeard), 0);
    assert_eq!((detail.summary.end, detail.summary.reason), (Some(End::Completed), None));
}

#[tokio::test]
async fn a_gauge_that_comes_back_is_heard_again_and_watches_again() {
    let person = ready().await;
    let script = vec![fault(45_000, "link_drop"), fault(100_000, "over_force")];
    let (detail, events) = run(&person, script).await;
    assert_eq!(count(&events, |event| *event == EventBody::GaugeHeard), 1);
    assert_eq!(detail.summary.reason, Some(Reason::OverLimit));
}

#[tokio::test]
async fn a_stop_by_the_person_wins_over_what_is_measured() {
    let person = ready().await;
    let script = vec![fault(45_000, "over_force"), line(50_000, ScriptAct::Stop { why: None })];
    let (detail, _) = run(&person, script).await;
    assert_eq!((detail.summary.end, detail.summary.reason), (Some(End::Stopped), Some(Reason::Person)));
}
