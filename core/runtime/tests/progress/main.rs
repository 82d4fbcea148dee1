//! How a course goes on, through the door: each test is named after its product rule. Simulated sessions count in a
//! demonstration, so these journals are made for one.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

#[path = "../person/mod.rs"]
mod person;

use std::collections::HashMap;

use nape::api::{
    AfterCheck, CourseReview, EventBody, Feeling, NapeError, NextDayCheck, NextDose, OpenedDose, Progress,
    ProviderContact, ReviewKind, ScriptAct, ScriptLine, logged_session_from_json,
};
use person::{Person, plan};

fn rules_of<T: std::fmt::Debug>(refused: Result<T, NapeError>) -> Vec<String> {
    match refused {
        Err(NapeError::Refused { rules, .. }) => rules,
        other => panic!("must be refused: {other:?}"),
    }
}

async fn progress(person: &Person) -> Progress {
    person.nape.progress(person.modality, person.region).await.expect("answers")
}

async fn dose(person: &Person) -> OpenedDose {
    person.nape.dose(person.modality, person.region).await.expect("a plan is in force")
}

/// A session and pain after it.
async fn ran(person: &Person, pain: Option<u8>) -> String {
    let (session, _) = person.run(vec![]).await;
    let check = AfterCheck { feeling: Feeling::Same, pain, symptoms: vec![], values: HashMap::new() };
    person.nape.record_after_check(session.clone(), check).await.expect("records");
    session
}

/// The next morning at this hour, with a fresh short form.
async fn on(person: Person, day: u32) -> Person {
    let person = person.reopen_demonstration_at(&format!("2026-03-{day:02}T09:00:00+01:00")).await;
    person.nape.record_screening(Person::sheet("short")).await.expect("records");
    person
}

async fn refusals(person: &Person) -> Vec<String> {
    let readiness = person.nape.readiness(person.request(1_000.0, vec![])).await.expect("answers");
    readiness.refusals.into_iter().map(|refusal| refusal.rule).collect()
}

/// P8: pain that rose the first time lowers the next dose by a step, which is shown and confirmed (E26).
#[tokio::test]
async fn p08_after_pain_rose_the_next_dose_is_a_step_lower_and_needs_a_yes() {
    let person = Person::demonstrating().await;
    let before = dose(&person).await.effective.force_mn.expect("a force");
    ran(&person, Some(5)).await;
    assert_eq!(progress(&person).await.next, NextDose::Lower);
    let person = on(person, 11).await;
    let lowered = dose(&person).await;
    assert_eq!(lowered.effective.force_mn, Some(before * 9 / 10 / 100 * 100));
    assert_eq!(lowered.effective.limited_by, ["progression.lowered"]);
    let mut silent = person.request(1_000.0, vec![]);
    silent.confirmed.presence = false;
    let rules = rules_of(person.nape.start_session(silent).await);
    assert_eq!(rules, ["gate.presence", "progression.lowered"], "and to what is said beside it");
    // The same plan again does not lift it.
    person.nape.set_plan(plan("home-unit-intermittent")).await.expect("asks for no more");
    assert_eq!(dose(&person).await.effective, lowered.effective);
}

/// P8: what is felt counts without any number, whenever it is told.
#[tokio::test]
async fn p08_what_is_felt_after_a_session_lowers_the_next_dose() {
    let felt = || vec!["pull_hurts".to_owned()];
    let person = Person::demonstrating().await;
    let (session, _) = person.run(vec![]).await;
    assert_eq!(progress(&person).await.next, NextDose::Keep);
    let check = AfterCheck { feeling: Feeling::Same, pain: None, symptoms: felt(), values: HashMap::new() };
    person.nape.record_after_check(session, check).await.expect("records");
    assert_eq!(progress(&person).await.next, NextDose::Lower, "in the check after it");

    let person = Person::demonstrating().await;
    let (session, _) = person.run(vec![]).await;
    let person = on(person, 11).await;
    let told = NextDayCheck { pain: None, symptoms: vec!["too_strong".to_owned()], values: HashMap::new() };
    person.nape.record_next_day(session, told).await.expect("records");
    assert_eq!(progress(&person).await.next, NextDose::Lower, "a day later");

    let person = on(Person::demonstrating().await, 11).await;
    let told = r#"{"modality":"home_unit","started":"2026-03-11T08:00:00+01:00","duration_ms":600000,"symptoms":["pull_hurts"]}"#;
    let told = logged_session_from_json(told.into(), "2026-03-11T09:00:00+01:00".to_owned()).expect("reads");
    person.nape.log_session(told).await.expect("records");
    assert_eq!(progress(&person).await.next, NextDose::Lower, "of a session told afterwards");
}

/// The disk is slower than a person with two screens.
#[tokio::test]
async fn p08_a_dose_opened_right_behind_pain_that_rose_is_lower_before_it_is_on_the_disk() {
    let person = Person::demonstrating().await;
    let (session, _) = person.run(vec![]).await;
    let check =
        AfterCheck { feeling: Feeling::Same, pain: Some(5), symptoms: vec![], values: HashMap::new() };
    let (told, next) = tokio::join!(person.nape.record_after_check(session, check), progress(&person));
    told.expect("records");
    assert_eq!(next.next, NextDose::Lower);
}

/// Section 7: two points more a day later hold that day and the next one.
#[tokio::test]
async fn p08_more_pain_a_day_later_holds_the_next_day() {
    let person = Person::demonstrating().await;
    let session = ran(&person, Some(4)).await;
    let person = on(person, 11).await;
    let told = NextDayCheck { pain: Some(6), symptoms: vec![], values: HashMap::new() };
    person.nape.record_next_day(session, told).await.expect("records");
    assert_eq!(refusals(&person).await.first().map(String::as_str), Some("gate.held_day"));
    let person = on(person, 12).await;
    assert_eq!(progress(&person).await.no_session_before.as_deref(), Some("2026-03-13"));
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.held_day"]);
    let person = on(person, 13).await;
    assert_eq!(refusals(&person).await, Vec::<String>::new());
    assert_eq!(progress(&person).await.next, NextDose::Lower);
}

/// P13, P17: a raise by the person is not open after a session; a provider's newer plan is.
#[tokio::test]
async fn p13_a_raise_waits_and_a_providers_newer_plan_does_not() {
    let person = Person::demonstrating().await;
    ran(&person, Some(4)).await;
    let mut more = plan("home-unit-intermittent");
    more.duration_ms += 60_000;
    assert_eq!(rules_of(person.nape.set_plan(more.clone()).await), ["progression.not_yet"]);
    more.force.as_mut().expect("a force").value += 1.0;
    assert_eq!(rules_of(person.nape.set_plan(more.clone()).await), ["progression.one_variable"]);
    let in_force = person.nape.plan(person.modality, person.region).await.expect("reads");
    assert_eq!(in_force, Some(plan("home-unit-intermittent")), "nothing was changed");
    more.provider.as_mut().expect("a provider").date = "2026-03-10".to_owned();
    person.nape.set_plan(more.clone()).await.expect("a provider's newer plan");
    assert_eq!(dose(&person).await.effective.duration_ms, more.duration_ms);
}

/// P15: a permit is in the opened dose and in no other output or event.
#[tokio::test]
async fn p15_a_raise_is_never_announced() {
    let person = Person::demonstrating().await;
    let mut lower = plan("home-unit-intermittent");
    lower.duration_ms -= 60_000;
    person.nape.set_plan(lower).await.expect("lower");
    let mut person = person;
    let mut heard = Vec::new();
    for day in 10..13 {
        person = if day == 10 { person } else { on(person, day).await };
        ran(&person, Some(4)).await;
        assert_eq!(dose(&person).await.permit, [], "after fewer than three clean sessions, or too early");
    }
    let person = on(person, 14).await;
    let permit = dose(&person).await.permit;
    assert_eq!(permit.iter().map(|one| one.rule.as_str()).collect::<Vec<_>>(), ["progression.permit_time"]);

    let (nape, modality, region) = (&person.nape, person.modality, person.region);
    let ready = nape.readiness(person.request(1_000.0, vec![])).await;
    heard.push(format!("{ready:?} {:?} {:?}", progress(&person).await, nape.course_progress(region).await));
    heard.push(format!("{:?} {:?}", nape.plan(modality, region).await, nape.course(region).await));
    heard.push(format!("{:?} {:?}", nape.snapshot(), nape.screening_status(modality, region).await));
    let (session, events) = person.run(vec![]).await;
    heard.push(format!("{events:?} {:?} {:?}", nape.session(session).await, nape.sessions(10).await));
    assert!(events.iter().any(|event| matches!(event, EventBody::Finished { .. })));
    let heard = heard.concat();
    for said in &permit {
        assert!(!heard.contains(&said.text) && !heard.contains(&said.rule), "{}", said.text);
    }
    assert!(!heard.contains("permit") && !heard.contains("would allow"));
}

/// P16 and section 3a: after ten sessions the review comes first; where it is no better, a provider.
#[tokio::test]
async fn p16_the_tenth_sessions_review_holds_and_no_better_pauses_until_a_contact() {
    let mut person = Person::demonstrating().await;
    let mut many = plan("home-unit-intermittent");
    (many.per_day, many.per_week) = (Some(3), None);
    person.nape.set_plan(many).await.expect("before the first session");
    // Three a day as the provider says.
    for n in 0..10 {
        person = if n > 0 && n % 3 == 0 { on(person, 10 + n / 3).await } else { person };
        person.run(vec![]).await;
    }
    let person = on(person, 14).await;
    assert_eq!(refusals(&person).await, ["gate.review"]);
    let due: Vec<ReviewKind> = progress(&person).await.reviews.iter().map(|review| review.kind).collect();
    assert_eq!(due, [ReviewKind::SessionSix, ReviewKind::SessionTen]);
    let review = |kind, groc| CourseReview { kind, groc: Some(groc), pain: Some(4), note: None };
    let early = person.nape.record_review(person.region, review(ReviewKind::WeekFour, 0)).await;
    assert!(matches!(early, Err(NapeError::BadInput { field, .. }) if field == "kind"), "not due");
    person.nape.record_review(person.region, review(ReviewKind::SessionTen, 0)).await.expect("records");
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.paused", "progression.not_better"]);
    // A new course is no way around it.
    person.nape.start_course(person.region, Some("again".to_owned()), None).await.expect("begins");
    assert_eq!(refusals(&person).await, ["gate.paused"]);
    let contact = |date: &str| {
        let (date, who) = (date.to_owned(), "Dana".to_owned());
        person.nape.record_contact(person.region, ProviderContact { date, who, about: None })
    };
    assert!(matches!(contact("2026-03-15").await, Err(NapeError::BadInput { field, .. }) if field == "date"));
    contact("2026-03-13").await.expect("records");
    assert_eq!(refusals(&person).await, ["gate.paused"], "before the review");
    contact("2026-03-14").await.expect("records");
    assert_eq!(refusals(&person).await, Vec::<String>::new());
}

/// E9: what is simulated counts for nothing in a person's journal.
#[tokio::test]
async fn p08_simulated_sessions_lower_nothing_for_a_person() {
    let person = Person::ready().await;
    let stop = ScriptLine { at_ms: 60_000, act: ScriptAct::Stop { why: None } };
    let (session, _) = person.run(vec![stop]).await;
    let check =
        AfterCheck { feeling: Feeling::Worse, pain: Some(6), symptoms: vec![], values: HashMap::new() };
    person.nape.record_after_check(session, check).await.expect("records");
    assert_eq!(progress(&person).await.next, NextDose::Keep);
}

/// Section 7: what is told on the day of a session is not its next day, which is still to be told.
#[tokio::test]
async fn the_day_after_is_not_told_on_the_day_of_the_session() {
    let person = Person::demonstrating().await;
    let session = ran(&person, Some(4)).await;
    let quiet = || NextDayCheck { pain: Some(4), symptoms: vec![], values: HashMap::new() };
    person.nape.record_next_day(session.clone(), quiet()).await.expect("is screened, and is no next day");
    let person = on(person, 11).await;
    let told = NextDayCheck { pain: Some(6), ..quiet() };
    person.nape.record_next_day(session.clone(), told).await.expect("the day after");
    assert_eq!(refusals(&person).await.first().map(String::as_str), Some("gate.held_day"));
    let again = person.nape.record_next_day(session, quiet()).await;
    assert!(matches!(again, Err(NapeError::BadInput { field, .. }) if field == "session"));
}

/// P8: a new name for the same complaint makes the second rise no first one.
#[tokio::test]
async fn p08_a_course_begun_anew_forgets_no_rise() {
    let person = Person::demonstrating().await;
    ran(&person, Some(5)).await;
    let person = on(person, 11).await;
    person.nape.start_course(person.region, Some("again".to_owned()), None).await.expect("starts");
    let (second, _) = person.run(vec![]).await;
    let check =
        AfterCheck { feeling: Feeling::Worse, pain: Some(5), symptoms: vec![], values: HashMap::new() };
    assert!(person.nape.record_after_check(second, check).await.expect("records").locks);
}

/// E16, P15: less is offered after two weeks without more pain, and pain counts wherever it was told.
#[tokio::test]
async fn p15_fewer_sessions_are_offered_after_two_quiet_weeks_of_pain_told_in_the_journal() {
    let mut person = Person::demonstrating().await;
    for day in [10, 14, 18, 23] {
        person = on(person, day).await;
        ran(&person, Some(4)).await;
    }
    let person = on(person, 25).await;
    assert!(!progress(&person).await.taper, "pain is known on too few days");
    let pain = |day: u32, value: u8, site: &str| {
        format!(r#"{{"kind":"pain","at":"2026-03-{day}T20:00:00+01:00","value":{value},"site":"{site}"}}"#)
    };
    tell(&person, (12..25).map(|day| pain(day, if day < 19 { 4 } else { 3 }, "neck"))).await;
    let after = progress(&person).await;
    assert!(after.taper);
    assert!(after.reasons.iter().any(|reason| reason.rule == "progression.taper"));
    tell(&person, (19..25).map(|day| pain(day, 9, "leg"))).await;
    assert!(progress(&person).await.taper, "another region's pain is not this one's");
    tell(&person, (19..25).map(|day| pain(day, 9, "shoulder"))).await;
    assert!(!progress(&person).await.taper, "pain went up");
}

async fn tell(person: &Person, entries: impl Iterator<Item = String>) {
    let lines: Vec<String> = entries.collect();
    let entries = nape::api::entries_from_json(lines.join("\n").into_bytes()).expect("reads");
    person.nape.add_entries(entries).await.expect("adds");
}

/// P40: a plan that is lower on paper and lifts what the course allows is a raise like any other.
#[tokio::test]
async fn p40_a_plan_that_is_lower_on_paper_and_raises_the_dose_needs_the_persons_presence() {
    let mut person = Person::demonstrating().await;
    let own = |minutes: u64| nape::api::Plan {
        provider: None,
        duration_ms: minutes * 60_000,
        ..plan("over-door-first-week")
    };
    let ten = own(10);
    (person.modality, person.region) = (ten.modality, ten.region);
    let forms = async |person: &Person| {
        for form in ["answers/full-over-door.json", "answers/short-over-door.json"] {
            let sheet = nape::api::answers_from_json(person::example(form)).expect("reads");
            person.nape.record_screening(sheet).await.expect("records");
        }
    };
    person.device = nape::api::DeviceChoice::None;
    forms(&person).await;
    person.nape.set_plan(ten).await.expect("accepts");
    person.rehearse().await;
    for day in [11, 12, 13] {
        person = person.reopen_demonstration_at(&format!("2026-03-{day:02}T09:00:00+01:00")).await;
        forms(&person).await;
        let off = ScriptLine { at_ms: 301_000, act: ScriptAct::Released };
        let (session, _) = person.run(vec![off]).await;
        let check =
            AfterCheck { feeling: Feeling::Same, pain: Some(4), symptoms: vec![], values: HashMap::new() };
        person.nape.record_after_check(session, check).await.expect("records");
    }
    let person = person.reopen_demonstration_at("2026-03-15T09:00:00+01:00").await;
    assert_eq!(dose(&person).await.effective.duration_ms, 300_000);
    person.nape.set_plan(own(9)).await.expect("is less, and raises nothing");
    assert_eq!(dose(&person).await.effective.duration_ms, 300_000);
    assert_eq!(person.asked.questions().len(), 0);
    person.nape.set_plan(own(6)).await.expect("one step, with the person's own yes");
    assert_eq!(person.asked.questions().len(), 1);
    assert_eq!(dose(&person).await.effective.duration_ms, 360_000);
}

/// P16: to end the course is no way round what it waits for.
#[tokio::test]
async fn p16_a_course_that_is_ended_still_waits_for_a_provider() {
    let mut person = Person::new().await;
    let own = nape::api::Plan { provider: None, ..plan("over-door-first-week") };
    (person.modality, person.region, person.device) =
        (own.modality, own.region, nape::api::DeviceChoice::None);
    let logged = |day: u32| {
        let told = format!(
            r#"{{"modality":"over_door_pulley","started":"2026-03-{day:02}T08:00:00+01:00","duration_ms":300000}}"#
        );
        logged_session_from_json(told.into_bytes(), "2026-03-21T09:00:00+01:00".to_owned()).expect("reads")
    };
    person.nape.set_plan(own).await.expect("accepts");
    let person = person.reopen_at("2026-03-21T09:00:00+01:00").await;
    for day in 11..=20 {
        person.nape.log_session(logged(day)).await.expect("records");
    }
    let paused = async || person.nape.course_progress(person.region).await.expect("answers").paused;
    assert_eq!(paused().await.as_deref(), Some("progression.no_provider"));
    person.nape.end_course(person.region, Some("x".to_owned())).await.expect("ends");
    assert_eq!(paused().await.as_deref(), Some("progression.no_provider"), "without a course too");
    person.nape.start_course(person.region, None, None).await.expect("starts");
    assert_eq!(paused().await.as_deref(), Some("progression.no_provider"), "and in a new one");
}

/// P8: what has not settled within a day is stop and see, on whichever form it is told.
#[tokio::test]
async fn p08_pain_that_has_not_settled_a_day_later_locks_when_a_short_form_tells_it() {
    for (pain_now, locks) in [(4.0, 0), (6.0, 1)] {
        let person = Person::demonstrating().await;
        ran(&person, Some(6)).await;
        let person = person.reopen_demonstration_at("2026-03-11T09:00:00+01:00").await;
        let mut sheet = Person::sheet("short");
        sheet.answers.insert("pain_now".to_owned(), nape::api::Answer::Number { value: pain_now });
        let outcome = person.nape.record_screening(sheet).await.expect("records");
        let status = person.nape.screening_status(person.modality, person.region).await.expect("reads");
        assert_eq!(status.locks, locks, "pain {pain_now}: {outcome:?}");
    }
}
