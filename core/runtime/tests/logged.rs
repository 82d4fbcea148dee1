//! Sessions that are told afterwards, through the door (P14, P24).

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use std::collections::HashMap;

use nape::api::{
    AfterCheck, DeviceChoice, End, EventBody, Feeling, LoggedSession, Modality, NapeError, NextDayCheck,
    Reason, Region, SessionLogged, logged_session_from_json,
};
use person::{NOW, Person, plan};

const THIS_MORNING: &str = "2026-03-10T08:00:00+01:00";

/// A session of twenty minutes, with more fields where asked for.
fn told(modality: &str, started: &str, more: &str) -> LoggedSession {
    let json = format!(r#"{{"modality":"{modality}","started":"{started}","duration_ms":1200000{more}}}"#);
    logged_session_from_json(json.into_bytes(), NOW.to_owned()).expect("reads")
}

async fn log(person: &Person, told: LoggedSession) -> SessionLogged {
    person.nape.log_session(told).await.expect("records")
}

/// Every rule that speaks against a start now.
async fn rules(person: &Person) -> Vec<String> {
    let mut request = person.request(1.0, vec![]);
    if person.modality != Modality::HomeUnit {
        request.device = DeviceChoice::None;
    }
    let readiness = person.nape.readiness(request).await.expect("answers");
    readiness.refusals.into_iter().map(|refusal| refusal.rule).collect()
}

/// Every field that is wrong.
fn fields_of<T: std::fmt::Debug>(refused: Result<T, NapeError>) -> Vec<String> {
    match refused {
        Err(NapeError::BadInput { field, also, .. }) => {
            [field].into_iter().chain(also.into_iter().map(|problem| problem.field)).collect()
        }
        other => panic!("must be bad input: {other:?}"),
    }
}

#[tokio::test]
async fn p24_a_session_of_any_modality_can_be_told_and_is_found_again() {
    let person = Person::new().await;
    let modalities = [
        "manual",
        "clinic_mechanical",
        "over_door_pulley",
        "neck_hammock",
        "home_unit",
        "traction_table",
        "hanging_bar",
        "inversion_table",
        "neck_cracking",
        "foam_roller",
        "foam_roller_trapezius",
        "professional_adjustment",
        "complementary",
    ];
    for modality in modalities {
        let logged = log(&person, told(modality, THIS_MORNING, r#","felt":"same""#)).await;
        assert_eq!(logged.told, None, "nothing was told that counts");
        let detail = person.nape.session(logged.session).await.expect("is there");
        assert!(detail.summary.logged && !detail.summary.simulated);
        assert_eq!(detail.summary.started, THIS_MORNING);
        assert_eq!(detail.summary.ended.as_deref(), Some("2026-03-10T08:20:00+01:00"));
        assert_eq!(detail.summary.end, Some(End::Completed));
        assert_eq!(detail.timeline.segments, [], "nothing was guided");
        assert_eq!(detail.told.expect("what was told").felt, Some(Feeling::Same));
    }
    assert_eq!(person.nape.sessions(100).await.expect("a list").len(), modalities.len());
}

#[tokio::test]
async fn p24_what_a_provider_did_is_kept_as_it_was_told() {
    let person = Person::new().await;
    let more = r#","setting":"therapy","provider":"Dana","position":"supine","bend":"left","bend_deg":10,
        "technique":"by hand","force":{"value":8.5,"unit":"kg"},"pattern":"intermittent","pain_before":5,
        "pain_after":3,"felt":"better","note":"two rounds""#;
    let session = told("manual", THIS_MORNING, more);
    let logged = log(&person, session.clone()).await;
    let detail = person.nape.session(logged.session).await.expect("is there");
    assert_eq!(detail.told, Some(session));
    assert_eq!(detail.before.and_then(|before| before.pain), Some(5));
}

#[tokio::test]
async fn p14_a_logged_session_counts_in_the_cap_of_its_region_whatever_its_modality() {
    let person = Person::ready().await;
    assert_eq!(rules(&person).await, Vec::<String>::new());
    let lumbar = told("traction_table", THIS_MORNING, r#","region":"lumbar""#);
    log(&person, lumbar).await;
    assert_eq!(rules(&person).await, Vec::<String>::new(), "the lower back has its own");
    log(&person, told("manual", THIS_MORNING, "")).await;
    assert_eq!(rules(&person).await, ["gate.cap"]);
}

#[tokio::test]
async fn p14_what_does_not_pull_counts_in_no_cap() {
    let person = Person::ready().await;
    for modality in
        ["neck_cracking", "foam_roller", "foam_roller_trapezius", "professional_adjustment", "complementary"]
    {
        log(&person, told(modality, THIS_MORNING, "")).await;
    }
    assert_eq!(rules(&person).await, Vec::<String>::new());
    assert_eq!(
        person.nape.course(Region::Cervical).await.expect("reads").expect("the rehearsal's").sessions,
        0
    );
}

#[tokio::test]
async fn p14_the_gap_begins_at_the_end_of_a_logged_session() {
    let mut person = Person::screened().await;
    person.modality = Modality::OverDoorPulley;
    person.nape.set_plan(plan("over-door-first-week")).await.expect("accepts");
    let person = person.reopen_at("2026-03-11T02:00:00+01:00").await;
    log(&person, told("clinic_mechanical", "2026-03-09T21:00:00+01:00", "")).await;
    assert!(!rules(&person).await.contains(&"gate.gap".to_owned()), "a day ago");
    let late =
        r#"{"modality":"clinic_mechanical","started":"2026-03-10T21:00:00+01:00","duration_ms":1200000}"#;
    let late = logged_session_from_json(late.into(), "2026-03-11T02:00:00+01:00".to_owned()).expect("reads");
    log(&person, late).await;
    let found = rules(&person).await;
    assert!(found.contains(&"gate.gap".to_owned()) && !found.contains(&"gate.cap".to_owned()), "{found:?}");
}

/// The disk is slower than a person with two screens.
#[tokio::test]
async fn p14_a_start_right_behind_a_logged_session_is_refused_before_it_is_on_the_disk() {
    let person = Person::ready().await;
    let (logged, found) =
        tokio::join!(person.nape.log_session(told("manual", THIS_MORNING, "")), rules(&person));
    logged.expect("records");
    assert_eq!(found, ["gate.cap"]);
}

/// P13: what was done counts, wherever it was done.
#[tokio::test]
async fn p13_a_logged_session_ends_no_first_dose() {
    let person = Person::ready().await;
    let first_dose = async |person: &Person| {
        person.nape.readiness(person.request(1.0, vec![])).await.expect("answers").first_dose
    };
    log(&person, told("home_unit", "2026-02-20T08:00:00+01:00", "")).await;
    assert!(first_dose(&person).await, "eighteen days ago");
    log(&person, told("manual", "2026-03-09T08:00:00+01:00", "")).await;
    assert!(first_dose(&person).await, "another way of traction");
    let strong = r#","force":{"value":15,"unit":"lb"}"#;
    log(&person, told("home_unit", "2026-03-08T08:00:00+01:00", strong)).await;
    assert!(first_dose(&person).await, "nobody held it to a limit");
    let dose = person.nape.dose(person.modality, person.region).await.expect("a plan is in force");
    let plan =
        person.nape.plan_today(person.modality, person.region).await.expect("reads").expect("in force");
    assert!(plan.first_dose);
    assert_eq!(plan.check.effective, dose.effective);
}

#[tokio::test]
async fn p24_a_logged_session_begins_the_idle_days_of_the_full_form() {
    let person = Person::screened().await;
    log(&person, told("manual", THIS_MORNING, "")).await;
    let person = person.reopen_at("2026-03-26T09:00:00+01:00").await;
    let due = async |person: &Person| {
        let status = person.nape.screening_status(Modality::HomeUnit, Region::Cervical).await;
        status.expect("reads").full_due
    };
    assert!(due(&person).await, "idle for sixteen days");
    let later = r#"{"modality":"manual","started":"2026-03-20T08:00:00+01:00","duration_ms":1200000}"#;
    let later =
        logged_session_from_json(later.into(), "2026-03-26T09:00:00+01:00".to_owned()).expect("reads");
    log(&person, later).await;
    assert!(!due(&person).await);
}

/// P1.
#[tokio::test]
async fn p24_a_logged_session_belongs_to_the_course_and_opens_the_first_one() {
    let person = Person::new().await;
    log(&person, told("neck_cracking", THIS_MORNING, "")).await;
    assert_eq!(person.nape.course(Region::Cervical).await.expect("reads"), None, "no traction, no course");
    log(&person, told("manual", THIS_MORNING, "")).await;
    log(&person, told("home_unit", "2026-03-09T08:00:00+01:00", "")).await;
    let course = person.nape.course(Region::Cervical).await.expect("reads").expect("is open");
    assert_eq!(course.sessions, 2);
}

/// P6.
#[tokio::test]
async fn p24_a_symptom_that_is_told_with_it_locks_in_the_same_step() {
    let person = Person::ready().await;
    let dizzy = told("neck_cracking", "2026-03-08T08:00:00+01:00", r#","symptoms":["dizziness"]"#);
    let logged = log(&person, dizzy).await;
    assert!(logged.told.expect("an outcome").locks);
    assert_eq!(rules(&person).await[0], "gate.lock");
    assert_eq!(person.nape.locks().await.expect("a list").len(), 1);
}

/// P6: what is told beside a running session ends it as if told in it.
#[tokio::test]
async fn p24_a_symptom_that_is_told_with_it_ends_a_running_session() {
    let person = Person::ready().await;
    person.start(50.0, vec![]).await.expect("starts");
    log(&person, told("neck_cracking", "2026-03-08T08:00:00+01:00", r#","symptoms":["dizziness"]"#)).await;
    let events = person.wait_for_end().await;
    let Some(EventBody::Finished { reason, .. }) = events.last() else { panic!("an end: {events:?}") };
    assert_eq!(*reason, Some(Reason::Symptom));
}

/// P8: the second time that pain rises in a course is looked at.
#[tokio::test]
async fn p24_pain_that_rises_counts_within_the_course() {
    let person = Person::ready().await;
    let rising = r#","pain_before":3,"pain_after":7"#;
    let first = log(&person, told("manual", "2026-03-08T08:00:00+01:00", rising)).await;
    assert!(!first.told.expect("an outcome").locks, "once");
    let second = log(&person, told("manual", "2026-03-09T08:00:00+01:00", rising)).await;
    assert!(second.told.expect("an outcome").locks, "twice");
}

#[tokio::test]
async fn p24_a_session_in_the_time_of_another_of_its_kind_is_likely_the_same() {
    let person = Person::new().await;
    log(&person, told("manual", THIS_MORNING, "")).await;
    for started in [THIS_MORNING, "2026-03-10T08:19:59+01:00", "2026-03-10T07:19:59+00:00"] {
        assert_eq!(fields_of(person.nape.log_session(told("manual", started, "")).await), ["started"]);
    }
    log(&person, told("manual", "2026-03-10T08:20:00+01:00", "")).await;
    log(&person, told("home_unit", THIS_MORNING, "")).await;
    assert_eq!(person.nape.sessions(100).await.expect("a list").len(), 3);
}

#[tokio::test]
async fn p24_told_twice_at_once_it_is_recorded_once() {
    let person = Person::new().await;
    let twice = || person.nape.log_session(told("manual", THIS_MORNING, ""));
    let (one, other) = tokio::join!(twice(), twice());
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(person.nape.sessions(100).await.expect("a list").len(), 1);
    assert_eq!(person.nape.course(Region::Cervical).await.expect("reads").expect("is open").sessions, 1);
}

#[tokio::test]
async fn p24_what_is_wrong_with_it_is_said_all_at_once_and_nothing_is_stored() {
    let person = Person::new().await;
    let wrong = LoggedSession {
        region: Region::Lumbar,
        count: None,
        sets: Some(2),
        bend_deg: Some(15.0),
        pain_after: Some(11),
        symptoms: vec!["sudden_wings".to_owned()],
        started: "2026-03-10T12:00:00+01:00".to_owned(),
        ..told("over_door_pulley", THIS_MORNING, "")
    };
    let fields = fields_of(person.nape.log_session(wrong).await);
    assert_eq!(fields, ["started", "sets", "bend", "pain_after", "pain_before", "region"]);
    let unknown =
        LoggedSession { symptoms: vec!["sudden_wings".to_owned()], ..told("manual", THIS_MORNING, "") };
    assert_eq!(fields_of(person.nape.log_session(unknown).await), ["symptoms[0]"]);
    assert_eq!(person.nape.sessions(100).await.expect("a list"), []);
}

#[test]
fn p24_a_file_that_is_none_is_refused_with_its_field() {
    let good = r#"{"modality":"manual","started":"2026-03-10T08:00:00+01:00","duration_ms":1200000}"#;
    let field = |text: &str| fields_of(logged_session_from_json(text.into(), NOW.to_owned())).remove(0);
    assert_eq!(field(&good[..40]), ".");
    assert_eq!(field(&good.replace('}', ",\"streak\":3}")), "streak");
    assert_eq!(field(&good.replace("1200000", "\"20 min\"")), "duration_ms");
    assert_eq!(field(&good.replace("T08", " at 8")), "started");
    assert_eq!(field(&format!("{good}{}", " ".repeat(64 * 1024))), ".");
    let bytes = [good.as_bytes(), b"\xff"].concat();
    assert_eq!(fields_of(logged_session_from_json(bytes, NOW.to_owned())), ["."]);
}

#[tokio::test]
async fn p24_the_checks_after_a_session_work_on_a_logged_one() {
    let person = Person::ready().await;
    let id = log(&person, told("manual", "2026-03-09T08:00:00+01:00", r#","pain_before":4"#)).await.session;
    let after =
        AfterCheck { feeling: Feeling::Better, pain: Some(3), symptoms: vec![], values: HashMap::new() };
    person.nape.record_after_check(id.clone(), after.clone()).await.expect("records");
    let next_day = || NextDayCheck { pain: Some(4), symptoms: vec![], values: HashMap::new() };
    person.nape.record_next_day(id.clone(), next_day()).await.expect("records");
    assert_eq!(fields_of(person.nape.record_next_day(id.clone(), next_day()).await), ["session"]);
    let detail = person.nape.session(id.clone()).await.expect("is there");
    assert_eq!((detail.after, detail.next_day), (Some(after), Some(next_day())));
    let old = log(&person, told("manual", "2026-03-01T08:00:00+01:00", "")).await.session;
    assert_eq!(fields_of(person.nape.record_next_day(old, next_day()).await), ["session"], "too late");
}

/// E5: what is remembered is only a fold of the journal.
#[tokio::test]
async fn p24_a_journal_opened_again_knows_its_logged_sessions() {
    let person = Person::ready().await;
    let id = log(&person, told("manual", THIS_MORNING, r#","pain_before":3,"pain_after":7"#)).await.session;
    let before = (person.nape.sessions(10).await, person.nape.session(id.clone()).await);
    assert_eq!(rules(&person).await, ["gate.cap"]);
    let person = person.reopen_at(NOW).await;
    assert_eq!((person.nape.sessions(10).await, person.nape.session(id).await), before);
    assert_eq!(rules(&person).await, ["gate.cap"]);
}
