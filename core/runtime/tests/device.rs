//! What a device can do belongs to the gate, and what it says no more ends the pull.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use nape::api::{
    DeviceChoice, DeviceState, End, EnteredForce, EnteredForceUnit, EventBody, Modality, NapeError, Plan,
    Reason, Region, Release, ScriptAct, ScriptLine,
};
use person::{Person, plan};

/// P2: plan, device and region have to fit; a device for another way of traction is refused before anything begins.
#[tokio::test]
async fn p02_a_device_for_another_way_of_traction_is_refused() {
    let mut person = Person::at_the_pulley("over-door-first-week", DeviceChoice::None).await;
    person.device = DeviceChoice::Simulated { seed: 1 };
    // Rehearsed with what is simulated too, so that only the device speaks against it.
    person.rehearse().await;
    assert_eq!(refused(&person).await, ["gate.plan", "device.modality"]);
    let sessions = person.nape.sessions(10).await.expect("lists");
    assert!(sessions.iter().all(|session| session.rehearsal), "nothing began");
}

/// E26: what only the connected device knows lowers the dose, and the lower one is confirmed before Start.
#[tokio::test]
async fn e26_a_device_that_goes_less_far_lowers_the_dose_which_is_confirmed_first() {
    let mut person = Person::new().await;
    person.region = Region::Lumbar;
    lumbar_forms(&person).await;
    person.nape.set_plan(lumbar_plan(60.0)).await.expect("accepts");
    person.rehearse().await;

    let mut silent = person.request(2_000.0, vec![]);
    silent.confirmed.presence = false;
    let refused = person.nape.start_session(silent).await;
    let Err(NapeError::Refused { rules, detail }) = refused else { panic!("{refused:?}") };
    assert_eq!(rules, ["gate.presence", "device.force_max"]);
    assert!(detail.contains("222"), "says what is left: {detail}");

    let (_, events) = person.run(vec![]).await;
    let started = events.iter().find_map(|event| match event {
        EventBody::Started { force_mn, limited_by, .. } => Some((*force_mn, limited_by.clone())),
        _ => None,
    });
    assert_eq!(started, Some((Some(222_400), vec!["device.force_max".to_owned()])));
    assert_eq!(end_of(&events), (End::Completed, None, Release::Confirmed));
}

#[tokio::test]
async fn a_plan_within_the_device_asks_for_nothing_more() {
    let mut person = Person::new().await;
    person.region = Region::Lumbar;
    lumbar_forms(&person).await;
    person.nape.set_plan(lumbar_plan(40.0)).await.expect("accepts");
    person.rehearse().await;
    let mut silent = person.request(2_000.0, vec![]);
    silent.confirmed.presence = false;
    person.nape.start_session(silent).await.expect("starts");
    assert_eq!(end_of(&person.wait_for_end().await).0, End::Completed);
}

/// A device that says nothing any more lets go by itself; the person hears of it at once and not only at the end.
#[tokio::test]
async fn a_device_that_falls_silent_is_said_at_once_and_ends_the_session() {
    let person = Person::ready().await;
    let script = vec![ScriptLine { at_ms: 40_000, act: ScriptAct::Fault { name: "silent".to_owned() } }];
    let id = person.start(2_000.0, script).await.expect("starts");
    let mut timed = Vec::new();
    let mut after = 0;
    while !matches!(timed.last(), Some((_, EventBody::Finished { .. }))) {
        let page = person.nape.events(after, 100).await.expect("events");
        after = page.next;
        timed.extend(page.events.into_iter().map(|event| (event.elapsed_ms, event.body)));
    }
    let told = |wanted: &str| {
        timed.iter().find_map(|(at, event)| match event {
            EventBody::Moment { key, .. } if key == wanted => Some(*at),
            _ => None,
        })
    };
    let silent = told("session-moment-device-silent").expect("is said");
    assert!((41_000..=42_500).contains(&silent), "two seconds after the last report: {silent}");
    let lost = told("session-moment-stopping-link-lost").expect("is said");
    assert!((43_000..=44_500).contains(&lost), "past the device's dead man: {lost}");
    let (end_at, end) = timed.last().expect("an end");
    assert_eq!(
        end_of(std::slice::from_ref(end)),
        (End::Uncertain, Some(Reason::LinkLost), Release::Unconfirmed)
    );
    assert!(*end_at < 55_000, "{end_at}");
    assert!(told("session-moment-let-go-by-hand").is_some());
    let detail = person.nape.session(id).await.expect("reads");
    assert_eq!(detail.summary.end, Some(End::Uncertain));
    let gap = detail.telemetry.gaps.last().expect("a gap");
    assert!((39_000..=40_500).contains(&gap.from_ms), "since the last sample: {gap:?}");
    assert_eq!(gap.to_ms, *end_at, "to the end (E8)");
}

/// What a silence meant is known once the device is heard again: its dead man had let go.
#[tokio::test]
async fn a_device_that_is_heard_again_says_what_it_did_meanwhile() {
    let person = Person::ready().await;
    let fault = |at_ms, name: &str| ScriptLine { at_ms, act: ScriptAct::Fault { name: name.to_owned() } };
    let (_, events) = person.run(vec![fault(40_000, "lose_frames"), fault(40_650, "lose_frames")]).await;
    let count = |wanted: &str| {
        let is_it = |event: &&EventBody| matches!(event, EventBody::Moment { key, .. } if key == wanted);
        events.iter().filter(is_it).count()
    };
    let told = (count("session-moment-device-silent"), count("session-moment-device-heard"));
    assert_eq!(told, (1, 1), "{events:#?}");
    assert_eq!(end_of(&events), (End::Stopped, Some(Reason::DeviceFault), Release::Confirmed));
}

/// Before the pull the reasons are the same as in it.
#[tokio::test]
async fn what_ends_a_session_before_its_pull_has_its_own_name() {
    for (fault, at_ms, reason) in [
        ("hand_switch", 8_000, Reason::HandSwitch),
        ("low_battery", 8_000, Reason::LowBattery),
        ("link_lost", 0, Reason::LinkLost),
        ("link_drop", 10, Reason::LinkLost),
        ("link_lost", 20_000, Reason::LinkLost),
        ("silent", 20_000, Reason::LinkLost),
    ] {
        let person = Person::ready().await;
        let mut request = person
            .request(2_000.0, vec![ScriptLine { at_ms, act: ScriptAct::Fault { name: fault.to_owned() } }]);
        request.get_in_ms = 20_000;
        person.nape.start_session(request).await.expect("starts");
        let (_, ended, _) = end_of(&person.wait_for_end().await);
        assert_eq!(ended, Some(reason), "{fault} at {at_ms}");
    }
}

/// What the device says and what it does are two things.
#[tokio::test]
async fn a_device_that_does_not_follow_its_target_is_faulty() {
    let person = Person::ready().await;
    // In a rest: the next hold is never reached.
    let stuck = ScriptLine { at_ms: 75_000, act: ScriptAct::Fault { name: "stuck_actuator".to_owned() } };
    let (_, events) = person.run(vec![stuck]).await;
    let (end, reason, _) = end_of(&events);
    assert_ne!(end, End::Completed);
    assert_eq!(reason, Some(Reason::DeviceFault));
}

/// E27: what was eased off stays eased off, in what is told and in what is told of it.
#[tokio::test]
async fn e27_after_easing_off_no_segment_asks_for_more_and_the_mean_is_of_what_was_held() {
    let person = Person::ready().await;
    let eased = (0..4).map(|step| ScriptLine { at_ms: 30_000 + step * 1_000, act: ScriptAct::EaseOff });
    let (id, events) = person.run(eased.collect()).await;
    let left = 88_900 - 4 * 8_890;
    let after =
        events.iter().rposition(|event| matches!(event, EventBody::EasedOff { .. })).expect("eased off");
    for event in &events[after..] {
        if let EventBody::Segment { from_mn, to_mn, .. } = event {
            assert!(from_mn.max(to_mn).is_none_or(|pull| pull <= left), "{event:?}");
        }
    }
    let mean = person.nape.session(id).await.expect("reads").telemetry.hold_mean_mn;
    assert!((left - 1_000..left + 4_000).contains(&mean), "{mean}, mostly {left}");
}

/// By hand the words are all that there is.
#[tokio::test]
async fn e27_by_hand_the_words_keep_to_what_was_eased_off_to() {
    let person = Person::at_the_pulley("over-door-with-provider", DeviceChoice::None).await;
    let ease = ScriptLine { at_ms: 30_000, act: ScriptAct::EaseOff };
    let off = ScriptLine { at_ms: 120_000, act: ScriptAct::Released };
    let (_, events) = person.run(vec![ease, off]).await;
    let told = |wanted: &str| {
        events.iter().any(|event| matches!(event, EventBody::Moment { key, .. } if key == wanted))
    };
    assert!(told("session-moment-hold-eased-by-hand"), "{events:#?}");
}

#[tokio::test]
async fn the_device_is_connected_when_the_session_begins() {
    let person = Person::ready().await;
    let (_, events) = person.run(vec![]).await;
    let first = events.iter().find_map(|event| match event {
        EventBody::Device { state } => Some(*state),
        _ => None,
    });
    assert_eq!(first, Some(DeviceState::Connected));
}

async fn refused(person: &Person) -> Vec<String> {
    let refused = person.start(2_000.0, vec![]).await;
    let Err(NapeError::Refused { rules, .. }) = refused else { panic!("{refused:?}") };
    rules
}

fn end_of(events: &[EventBody]) -> (End, Option<Reason>, Release) {
    let Some(EventBody::Finished { end, reason, release, .. }) = events.last() else {
        panic!("the last event is the end: {:?}", events.last());
    };
    (*end, *reason, *release)
}

async fn lumbar_forms(person: &Person) {
    for form in ["full", "short"] {
        let mut sheet = Person::sheet(form);
        sheet.region = Region::Lumbar;
        for (cervical, lumbar) in [("arm_symptoms_now", "leg_symptoms_now")] {
            if let Some(answer) = sheet.answers.remove(cervical) {
                sheet.answers.insert(lumbar.to_owned(), answer);
            }
        }
        sheet.answers.remove("jaw");
        let outcome = person.nape.record_screening(sheet).await.expect("records");
        assert_eq!(outcome.missing, Vec::<String>::new(), "{form}");
    }
}

fn lumbar_plan(pounds: f64) -> Plan {
    let force = Some(EnteredForce { value: pounds, unit: EnteredForceUnit::Pound });
    let rest_force = Some(EnteredForce { value: 20.0, unit: EnteredForceUnit::Pound });
    let like = plan("home-unit-intermittent");
    Plan { modality: Modality::HomeUnit, region: Region::Lumbar, force, rest_force, ..like }
}
