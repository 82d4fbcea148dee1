//! What stands between a person and a session, and what is remembered, through the door.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use std::collections::HashMap;

use nape::api::{
    AfterCheck, AlarmSignals, DeviceChoice, End, EventBody, Feeling, Modality, NapeError, Profile, Region,
    ScriptAct, ScriptLine,
};
use person::Person;

fn rules_of(refused: Result<String, NapeError>) -> Vec<String> {
    match refused {
        Err(NapeError::Refused { rules, .. }) => rules,
        other => panic!("must be refused: {other:?}"),
    }
}

/// P19.
#[tokio::test]
async fn p19_the_first_use_is_refused_until_it_was_rehearsed() {
    let person = Person::screened().await;
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.rehearsal"]);
    person.rehearse().await;
    person.run(vec![]).await;
}

/// P19: each way of traction has a rehearsal of its own, and one without a Stop is none.
#[tokio::test]
async fn p19_another_way_of_traction_is_rehearsed_for_itself_and_with_its_stop() {
    let mut person = Person::at_the_pulley("over-door-first-week", DeviceChoice::None).await;
    person.modality = Modality::HomeUnit;
    for form in ["full", "short"] {
        person.nape.record_screening(Person::sheet(form)).await.expect("records");
    }
    person.nape.set_plan(person::plan("home-unit-intermittent")).await.expect("accepts");
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.rehearsal"]);

    let mut unstopped = person.request(1_000.0, vec![]);
    unstopped.rehearsal = true;
    person.nape.start_session(unstopped).await.expect("begins");
    let events = person.wait_for_end().await;
    assert!(matches!(events.last(), Some(EventBody::Finished { end: End::Stopped, .. })), "{events:?}");
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.rehearsal"]);

    person.rehearse().await;
    person.start(1_000.0, vec![]).await.expect("starts");
    person.nape.stop(None).await.expect("stops");
}

/// P19: the rehearsal itself never pulls.
#[tokio::test]
async fn p19_a_rehearsal_never_pulls() {
    let person = Person::screened().await;
    let events = person.rehearse().await;
    assert!(
        !events.iter().any(|event| matches!(event, EventBody::LoadStarted | EventBody::Telemetry { .. }))
    );
}

/// E9.
#[tokio::test]
async fn e09_simulated_sessions_count_in_no_cap() {
    let person = Person::ready().await;
    person.run(vec![]).await;
    person.run(vec![]).await;
}

/// E9.
#[tokio::test]
async fn e09_in_a_demonstration_simulated_sessions_count() {
    let person = Person::demonstrating().await;
    person.run(vec![]).await;
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.cap"]);
}

/// E9: a lost or spoilt file beside the database makes no new journal of it.
#[tokio::test]
async fn a_journal_whose_identity_is_lost_or_spoilt_is_healed_and_stays_what_it_was_made_for() {
    for spoilt in [None, Some("not json"), Some("")] {
        let person = Person::screened().await;
        person.nape.close().await.expect("closes");
        let identity = person.folder().join("journal.json");
        let whole = std::fs::read(&identity).expect("there");
        match spoilt {
            Some(text) => std::fs::write(&identity, text).expect("written"),
            None => std::fs::remove_file(&identity).expect("there"),
        }
        let opened = person.open_as_demonstration().await.err();
        assert!(
            matches!(&opened, Some(NapeError::BadInput { field, .. }) if field == "demonstration"),
            "{spoilt:?}: {opened:?}"
        );
        let person = person.reopen_at(person::NOW).await;
        assert!(person.nape.plan(person.modality, person.region).await.expect("reads").is_some());
        assert_eq!(std::fs::read(&identity).expect("healed"), whole, "{spoilt:?}");
    }
}

/// E9: what was made for a person is never opened as a demonstration.
#[tokio::test]
async fn a_persons_journal_is_no_demonstration() {
    let person = Person::ready().await;
    person.nape.close().await.expect("closes");
    let opened = person.open_as_demonstration().await;
    assert!(matches!(opened, Err(NapeError::BadInput { field, .. }) if field == "demonstration"));
}

#[tokio::test]
async fn what_the_person_has_not_confirmed_is_asked_for_by_its_rule() {
    let person = Person::ready().await;
    for (field, rule) in [("setup", "gate.setup"), ("audible", "gate.audible")] {
        let mut request = person.request(1_000.0, vec![]);
        match field {
            "setup" => request.confirmed.setup = false,
            _ => request.confirmed.audible = false,
        }
        assert_eq!(rules_of(person.nape.start_session(request).await), [rule]);
    }
}

/// P20: what the phone reports outweighs the person's word, and each thing is said.
#[tokio::test]
async fn p20_a_phone_whose_alarm_can_not_be_heard_starts_nothing_and_says_why() {
    for device in [DeviceChoice::None, DeviceChoice::Simulated { seed: 1 }] {
        let mut person = Person::ready().await;
        person.device = device.clone();
        if device == DeviceChoice::None {
            person.rehearse().await;
        }
        let mut request = person.request(1_000.0, vec![]);
        request.alarm = Some(AlarmSignals {
            volume_percent: Some(10),
            notifications: Some(false),
            ..AlarmSignals::default()
        });
        let readiness = person.nape.readiness(request.clone()).await.expect("answers");
        let told: Vec<_> = readiness.refusals.iter().map(|refusal| refusal.rule.as_str()).collect();
        assert_eq!(told, ["gate.audible", "hearing.volume", "hearing.notifications"]);
        assert!(readiness.refusals.iter().all(|refusal| !refusal.text.is_empty()));
        assert_eq!(rules_of(person.nape.start_session(request.clone()).await), told);

        request.alarm = Some(AlarmSignals { volume_percent: Some(80), ..AlarmSignals::default() });
        person.nape.start_session(request).await.expect("starts");
        person.nape.stop(None).await.expect("stops");
    }
}

/// P1: the first session opens a course, and later ones belong to it.
#[tokio::test]
async fn p01_sessions_belong_to_the_open_course_of_their_region() {
    let person = Person::demonstrating().await;
    let course = person
        .nape
        .start_course(Region::Cervical, Some("stiff neck".to_owned()), None)
        .await
        .expect("starts");
    person.run(vec![]).await;
    let open = person.nape.course(Region::Cervical).await.expect("reads").expect("is open");
    assert_eq!((open.id.as_str(), open.sessions), (course.id.as_str(), 1));
    assert_eq!(person.nape.course(Region::Lumbar).await.expect("reads"), None);
}

/// P3: the screen of a session says whose it is.
#[tokio::test]
async fn p03_the_present_of_a_session_names_its_person() {
    let person = Person::ready().await;
    let named = Profile { name: Some("Robin".to_owned()), ..Profile::default() };
    person.nape.set_profile(named).await.expect("sets");
    person.start(1_000.0, vec![]).await.expect("starts");
    let present = person.nape.snapshot().expect("a snapshot");
    assert_eq!(present.person.as_deref(), Some("Robin"));
    assert!(present.session.is_some());
}

/// P1: what belongs to a course that ended stays with it; a relapse opens a new one.
#[tokio::test]
async fn p01_a_relapse_opens_a_course_that_counts_from_its_own_start() {
    let person = Person::demonstrating().await;
    person.run(vec![]).await;
    let first = person.nape.course(Region::Cervical).await.expect("reads").expect("was opened by it");
    person.nape.end_course(Region::Cervical, Some("better".to_owned())).await.expect("ends");
    assert_eq!(person.nape.course(Region::Cervical).await.expect("reads"), None);

    let person = person.reopen_demonstration_at("2026-04-02T09:00:00+02:00").await;
    let reason = Some("stiff again".to_owned());
    let again = person.nape.start_course(Region::Cervical, reason, None).await.expect("starts");
    assert_ne!(again.id, first.id);
    assert_eq!(again.sessions, 0);
    let progress = person.nape.course_progress(Region::Cervical).await.expect("answers");
    assert_eq!(progress.reviews, [], "reviews count from its own start");
}

/// E5: what is remembered is only a fold of the journal.
#[tokio::test]
async fn e05_a_journal_opened_again_says_the_same() {
    let person = Person::ready().await;
    person
        .nape
        .set_profile(Profile { name: Some("Robin".to_owned()), ..Profile::default() })
        .await
        .expect("sets");
    let (id, _) = person.run(vec![]).await;
    let check =
        AfterCheck { feeling: Feeling::Same, pain: Some(4), symptoms: vec![], values: HashMap::new() };
    person.nape.record_after_check(id.clone(), check).await.expect("records");
    let before = said(&person.nape, &id).await;
    person.nape.close().await.expect("closes");
    assert_eq!(said(&*person.reopen().await, &id).await, before);
}

async fn said(nape: &nape::api::Nape, id: &str) -> String {
    let sessions = nape.sessions(10).await.expect("reads");
    let detail = nape.session(id.to_owned()).await.expect("reads");
    let status = nape.screening_status(nape::api::Modality::HomeUnit, Region::Cervical).await.expect("reads");
    let plan = nape.plan(nape::api::Modality::HomeUnit, Region::Cervical).await.expect("reads");
    format!("{sessions:?} {detail:?} {status:?} {plan:?} {:?}", nape.profile().await.expect("reads"))
}

/// E7: a full form that has grown old does not grow young again.
#[tokio::test]
async fn e07_a_clock_turned_back_opens_nothing() {
    let person = Person::ready().await.reopen_at("2026-04-20T09:00:00+02:00").await;
    person.nape.record_screening(Person::sheet("short")).await.expect("records");
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.full_form"]);
    let person = person.reopen_at("2026-03-12T09:00:00+01:00").await;
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.full_form"]);
}

/// P6: what is told after a session is screened in the same step.
#[tokio::test]
async fn p06_a_symptom_told_after_a_session_locks_the_next() {
    let person = Person::ready().await;
    let (id, _) = person.run(vec![]).await;
    let check = AfterCheck {
        feeling: Feeling::Worse,
        pain: Some(4),
        symptoms: vec!["numbness_or_tingling".to_owned()],
        values: HashMap::new(),
    };
    let outcome = person.nape.record_after_check(id, check).await.expect("records");
    assert!(outcome.locks, "{outcome:?}");
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.lock"]);
}

/// E3.
#[tokio::test]
async fn e03_a_caller_who_stops_waiting_ends_only_the_wait() {
    let person = Person::ready().await;
    let waits = person.start(500.0, vec![ScriptLine { at_ms: 60_000, act: ScriptAct::EaseOff }]);
    drop(tokio::time::timeout(std::time::Duration::ZERO, waits).await);
    let events = person.wait_for_end().await;
    assert!(matches!(events.last(), Some(EventBody::Finished { end: End::Completed, eased: true, .. })));
}

#[tokio::test]
async fn bad_requests_name_their_field() {
    let person = Person::ready().await;
    let fault = |name: &str| vec![ScriptLine { at_ms: 0, act: ScriptAct::Fault { name: name.to_owned() } }];
    let slow = person.request(0.5, vec![]);
    let unknown = person.request(10.0, fault("gremlin"));
    let mut passive = person.request(10.0, fault("slip"));
    passive.device = nape::api::DeviceChoice::None;
    let mut hurried = person.request(10.0, vec![]);
    hurried.get_in_ms = 5_000;
    for (request, field) in
        [(slow, "pace"), (unknown, "script[0].fault"), (passive, "script[0].fault"), (hurried, "get_in_ms")]
    {
        let refused = person.nape.start_session(request).await;
        assert!(
            matches!(&refused, Err(NapeError::BadInput { field: named, .. }) if named == field),
            "{refused:?}"
        );
    }
}
