//! Whole sessions through the door, against the simulated device.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use nape::api::{
    DeviceChoice, DeviceState, End, EventBody, NapeError, Outcome, Phase, Reason, Release, ScriptAct,
    ScriptLine, SegmentKind,
};
use person::Person;

/// The final event that every language sees.
const SESSION_END: &str = include_str!("../../../tests/vectors/session_end.json");

#[tokio::test]
async fn a_whole_session_runs_to_its_end_and_stands_in_the_journal() {
    let person = Person::ready().await;
    let (id, events) = person.run(vec![]).await;
    let expected: serde_json::Value = serde_json::from_str(SESSION_END).expect("a vector");
    let ended = serde_json::to_value(events.last().expect("events")).expect("serialises");
    for field in ["end", "reason", "release", "eased"] {
        assert_eq!(ended[field], expected[field], "{field}");
    }
    let holds =
        events.iter().filter(|e| matches!(e, EventBody::Segment { kind: SegmentKind::Hold, .. })).count();
    assert_eq!(holds, 12);

    let detail = person.nape.session(id).await.expect("stands in the journal");
    assert_eq!(detail.summary.end, Some(End::Completed));
    assert!(detail.telemetry.samples > 600, "{}", detail.telemetry.samples);
    assert!(detail.telemetry.max_mn < 95_000, "{}", detail.telemetry.max_mn);
    assert!((80_000..92_000).contains(&detail.telemetry.hold_mean_mn), "{}", detail.telemetry.hold_mean_mn);
    assert!(person.nape.check_journal().await.expect("checks").intact);
    person.nape.close().await.expect("closes");
}

#[tokio::test]
async fn the_same_seed_and_script_give_the_same_events_at_any_pace() {
    let script = || {
        vec![
            line(50_000, ScriptAct::EaseOff),
            line(120_000, ScriptAct::Pause),
            line(140_000, ScriptAct::Resume),
        ]
    };
    let mut runs = Vec::new();
    for pace in [500.0, 5_000.0] {
        let person = Person::ready().await;
        let (_, events) = person.run_at(pace, script()).await;
        let told: Vec<_> = events
            .into_iter()
            .filter(|e| matches!(e, EventBody::Segment { .. } | EventBody::Moment { .. }))
            .collect();
        runs.push(told);
    }
    assert_eq!(runs[0], runs[1]);
}

#[tokio::test]
async fn a_scripted_stop_releases_and_is_confirmed() {
    let person = Person::ready().await;
    let (_, events) =
        person.run(vec![line(30_000, ScriptAct::Stop { why: Some("doorbell".to_owned()) })]).await;
    assert_eq!(end_of(&events), (End::Stopped, Some(Reason::Person), Release::Confirmed));
    let status = person.nape.screening_status(person.modality, person.region).await.expect("status");
    assert_eq!(status.locks, 0, "a doorbell brings nothing (P7)");
}

#[tokio::test]
async fn each_fault_of_the_device_ends_in_a_named_safe_state() {
    let cases = [
        ("link_lost", End::Uncertain, Reason::LinkLost, Release::Unconfirmed),
        ("link_drop", End::Stopped, Reason::LinkLost, Release::Confirmed),
        ("reboot", End::Stopped, Reason::LinkLost, Release::Confirmed),
        ("hand_switch", End::Stopped, Reason::HandSwitch, Release::Confirmed),
        ("low_battery", End::Stopped, Reason::LowBattery, Release::Confirmed),
        ("over_force", End::Stopped, Reason::DeviceFault, Release::Confirmed),
        ("slip", End::Stopped, Reason::DeviceFault, Release::Confirmed),
    ];
    for (fault, end, reason, release) in cases {
        let person = Person::ready().await;
        let (_, events) = person.run(vec![line(40_000, ScriptAct::Fault { name: fault.to_owned() })]).await;
        assert_eq!(end_of(&events), (end, Some(reason), release), "{fault}");
    }
}

/// A device whose link broke under a pull is looked for and says that it let go; until then the person is told to be ready
/// to do it by hand, and for no longer than a release is waited for.
#[tokio::test]
async fn a_device_that_is_lost_under_a_pull_is_found_again_and_says_that_it_let_go() {
    for (fault, release, within) in
        [("link_drop", Release::Confirmed, 5_000), ("link_lost", Release::Unconfirmed, 20_000)]
    {
        let person = Person::ready().await;
        let (id, events) = person.run(vec![line(40_000, ScriptAct::Fault { name: fault.to_owned() })]).await;
        let place = |wanted: &str| {
            let is_it = |event: &EventBody| matches!(event, EventBody::Moment { key, .. } if key == wanted);
            events.iter().position(is_it)
        };
        let told = place("session-moment-stopping-link-lost").expect("said at once");
        assert_eq!(place("session-moment-let-go-by-hand").is_some(), release == Release::Unconfirmed);
        assert!(place("session-moment-let-go-by-hand").is_none_or(|by_hand| told < by_hand));
        let took = person.nape.session(id).await.expect("reads").facts.last().expect("facts").elapsed_ms;
        assert!((40_000..40_000 + within).contains(&took), "{fault}: {took}");
    }
}

/// E18: a Stop that the device can't confirm is repeated; then its dead man has to release, and the person by hand.
#[tokio::test]
async fn e18_a_stop_that_no_device_confirms_ends_uncertain_and_says_let_go_by_hand() {
    let person = Person::ready().await;
    let silent = line(40_000, ScriptAct::Fault { name: "silent".to_owned() });
    let (id, events) = person.run(vec![silent, line(40_500, ScriptAct::Stop { why: None })]).await;
    assert_eq!(end_of(&events), (End::Uncertain, Some(Reason::Person), Release::Unconfirmed));
    let by_hand = "session-moment-let-go-by-hand";
    assert!(events.iter().any(|event| matches!(event, EventBody::Moment { key, .. } if key == by_hand)));
    let detail = person.nape.session(id).await.expect("reads");
    assert_eq!(detail.summary.release, Some(Release::Unconfirmed));
    let took = detail.facts.last().expect("facts").elapsed_ms;
    assert!(took < 60_000, "nobody waits for it for long: {took}");
}

/// E27: one step lower, and on to the end.
#[tokio::test]
async fn e27_easing_off_lowers_one_step_and_the_session_goes_on_to_its_end() {
    let person = Person::ready().await;
    let (_, events) = person.run(vec![line(50_000, ScriptAct::EaseOff)]).await;
    let eased = events.iter().find_map(|event| match event {
        EventBody::EasedOff { from_mn, to_mn } => Some((*from_mn, *to_mn)),
        _ => None,
    });
    assert_eq!(eased, Some((Some(88_900), Some(80_010))), "a tenth of the dose");
    assert!(matches!(events.last(), Some(EventBody::Finished { end: End::Completed, eased: true, .. })));
}

/// E8: a gap in what was measured is kept as one.
#[tokio::test]
async fn e08_samples_that_never_came_are_kept_as_a_gap() {
    let person = Person::ready().await;
    let (id, events) =
        person.run(vec![line(40_000, ScriptAct::Fault { name: "lose_frames".to_owned() })]).await;
    assert_eq!(end_of(&events).0, End::Completed);
    let gaps = person.nape.session(id).await.expect("reads").telemetry.gaps;
    let [gap] = gaps.as_slice() else { panic!("{gaps:?}") };
    assert!((39_500..=40_300).contains(&gap.from_ms) && (41_000..=42_500).contains(&gap.to_ms), "{gap:?}");
}

#[tokio::test]
async fn an_emergency_sign_ends_the_session_locks_and_refuses_the_next() {
    let person = Person::ready().await;
    let (_, events) =
        person.run(vec![line(30_000, ScriptAct::Symptom { id: "double_vision".to_owned() })]).await;
    assert_eq!(end_of(&events).0, End::Emergency);
    let refused = person.start(1_000.0, vec![]).await;
    let Err(NapeError::Refused { rules, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(rules, ["gate.lock"]);
}

#[tokio::test]
async fn a_plan_over_a_limit_is_refused_with_its_rule_and_leaves_the_old_one() {
    let person = Person::ready().await;
    let refused = person.nape.set_plan(person::plan("home-unit-over-limit")).await;
    let Err(NapeError::Refused { rules, .. }) = refused else { panic!("{refused:?}") };
    assert!(rules.iter().any(|rule| rule == "envelope.force_max"), "{rules:?}");
    let plan = person.nape.plan(person.modality, person.region).await.expect("reads");
    assert_eq!(plan, Some(person::plan("home-unit-intermittent")));
}

#[tokio::test]
async fn without_forms_and_plan_the_first_missing_thing_is_named() {
    let person = Person::new().await;
    let refused = person.start(1_000.0, vec![]).await;
    let Err(NapeError::Refused { rules, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(rules, ["gate.full_form"]);
}

#[tokio::test]
async fn e06_a_second_session_at_the_same_time_is_refused() {
    let person = Person::ready().await;
    person.start(1.0, vec![]).await.expect("starts");
    assert_eq!(person.start(1.0, vec![]).await, Err(NapeError::SessionRunning));
    person.nape.stop(None).await.expect("stops");
}

#[tokio::test]
async fn e03_closing_releases_first_and_ends_every_wait() {
    let person = Person::ready().await;
    let id = person.start(1.0, vec![]).await.expect("starts");
    person.nape.close().await.expect("closes");
    let last = person.all_events().await;
    assert!(
        matches!(last.last(), Some(EventBody::Finished { end: End::Interrupted, .. })),
        "{:?}",
        last.last()
    );
    assert!(person.nape.start_session(person.request(1.0, vec![])).await.is_err());
    let again = person.reopen().await;
    let session = again.session(id).await.expect("stands in the journal");
    assert_eq!(session.summary.end, Some(End::Interrupted));
}

#[tokio::test]
async fn a_form_that_speaks_against_it_refuses_the_session() {
    let person = Person::ready().await;
    let mut sheet = Person::sheet("short");
    let signs = nape::api::Answer::Choices { chosen: vec!["double_vision".to_owned()] };
    sheet.answers.insert("emergency_signs".to_owned(), signs);
    let outcome = person.nape.record_screening(sheet).await.expect("records");
    assert_eq!(outcome.outcome, Outcome::Emergency);
    assert!(matches!(person.start(1_000.0, vec![]).await, Err(NapeError::Refused { .. })));
}

fn line(at_ms: u64, act: ScriptAct) -> ScriptLine {
    ScriptLine { at_ms, act }
}

fn end_of(events: &[EventBody]) -> (End, Option<Reason>, Release) {
    let Some(EventBody::Finished { end, reason, release, .. }) = events.last() else {
        panic!("the last event is the end: {:?}", events.last());
    };
    (*end, *reason, *release)
}

/// E1: the disk is not asked before a release.
#[tokio::test]
async fn e01_a_journal_that_is_locked_by_somebody_else_does_not_delay_a_stop() {
    let person = Person::ready().await;
    person.start(1.0, vec![]).await.expect("starts");
    person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
    let lock = person.lock_the_journal();
    person.nape.stop(None).await.expect("stops");
    let phase = person.nape.snapshot().expect("a snapshot").session.expect("a session").phase;
    assert_eq!(phase, Phase::Releasing);
    person.wait_until_device(DeviceState::Idle).await;
    drop(lock);
    assert_eq!(
        end_of(&person.wait_for_end().await),
        (End::Stopped, Some(Reason::Person), Release::Confirmed)
    );
}

#[tokio::test]
async fn a_journal_that_stays_locked_ends_the_session_and_says_so() {
    let person = Person::ready().await;
    person.start(1.0, vec![]).await.expect("starts");
    person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
    let _lock = person.lock_the_journal();
    person.nape.pause().await.expect("pauses");
    let events = person.wait_for_end().await;
    assert!(events.contains(&EventBody::JournalFailed));
    assert_eq!(end_of(&events), (End::Interrupted, Some(Reason::Storage), Release::Confirmed));
}

#[tokio::test]
async fn leaving_goes_on_with_a_session_without_a_device_and_releases_one_with_it() {
    let gauge = DeviceChoice::SimulatedGauge { seed: 1 };
    let unit = DeviceChoice::Simulated { seed: 1 };
    for (device, goes_on) in [(DeviceChoice::None, true), (gauge, true), (unit, false)] {
        let person = Person::screened().await;
        let stop = ScriptLine { at_ms: 5_000, act: ScriptAct::Stop { why: None } };
        for (rehearsal, pace, script) in [(true, 1_000.0, vec![stop]), (false, 1.0, vec![])] {
            let mut start = person.request(pace, script);
            (start.device, start.rehearsal) = (device.clone(), rehearsal);
            person.nape.start_session(start).await.expect("starts");
            if rehearsal {
                person.wait_for_end().await;
            }
        }
        person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
        person.nape.leave().await.expect("leaves");
        let found = person.reopen().await.recover().await.expect("recovers");
        assert_eq!(found.resumed.is_some(), goes_on, "{device:?}");
        assert_eq!(found.interrupted, Vec::<String>::new());
    }
}
