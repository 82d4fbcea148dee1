//! What is told outside the forms: in a session, after it, a day later, at any other time.

use std::collections::HashMap;

use nape::api::{
    AfterCheck, Answer, EventBody, Feeling, LockCause, NextDayCheck, Outcome, Plan, ScriptAct, ScriptLine,
    Symptom, SymptomAction, SymptomReport, SymptomStage,
};

use super::person::{Person, plan};
use super::{answer, field_of, first_refusal, with_choice};

const TINGLING: &str = "numbness_or_tingling";

fn after(pain: Option<u8>, symptom: Option<(&str, u8)>) -> AfterCheck {
    AfterCheck {
        feeling: Feeling::Same,
        pain,
        symptoms: symptom.iter().map(|(id, _)| (*id).to_owned()).collect(),
        values: symptom.iter().map(|(id, value)| ((*id).to_owned(), *value)).collect(),
    }
}

fn next_day(pain: Option<u8>, symptoms: &[&str]) -> NextDayCheck {
    NextDayCheck {
        pain,
        symptoms: symptoms.iter().map(|id| (*id).to_owned()).collect(),
        values: HashMap::new(),
    }
}

fn report(person: &Person, id: &str) -> SymptomReport {
    SymptomReport {
        modality: person.modality,
        region: person.region,
        stage: SymptomStage::BeforeSession,
        symptoms: vec![Symptom { id: id.to_owned(), value: None, before: None }],
        pain: None,
        pain_before: None,
        earlier_rises: 0,
    }
}

async fn causes(person: &Person) -> Vec<LockCause> {
    person.nape.locks().await.expect("reads").into_iter().map(|lock| lock.cause).collect()
}

/// With tingling that the provider knows of.
async fn with_known_tingling() -> Person {
    let person = Person::new().await;
    let (mut full, mut short) = (Person::sheet("full"), Person::sheet("short"));
    full.answers.insert("known_numbness".to_owned(), Answer::Text { text: "looked_at".to_owned() });
    short.answers.insert("tingling_now".to_owned(), Answer::Number { value: 3.0 });
    answer(&person, &[full, short]).await;
    person.nape.set_plan(plan("home-unit-intermittent")).await.expect("accepts");
    person.rehearse().await;
    person
}

/// P8, X6: a rise is judged against what the short form told before this session.
#[tokio::test]
async fn p08_tingling_that_was_there_before_is_no_rise_and_more_of_it_locks() {
    let person = with_known_tingling().await;
    let (session, _) = person.run(vec![]).await;
    let same = person.nape.record_after_check(session.clone(), after(Some(4), Some((TINGLING, 3)))).await;
    assert_eq!(same.expect("records").action, SymptomAction::Note);
    let more = person.nape.record_after_check(session, after(Some(4), Some((TINGLING, 4)))).await;
    assert!(more.expect("records").locks);
    assert_eq!(causes(&person).await, [LockCause::AfterCheck]);
}

/// The same in the session, where a symptom without a number counts as risen.
#[tokio::test]
async fn p08_in_a_session_a_known_symptom_is_judged_by_its_number() {
    let person = with_known_tingling().await;
    person.start(1.0, vec![]).await.expect("starts");
    person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
    let same = person.nape.symptom(TINGLING.to_owned(), Some(3)).await.expect("is screened");
    assert_eq!((same.action, same.locks), (SymptomAction::Note, false));
    let risen = person.nape.symptom(TINGLING.to_owned(), None).await.expect("is screened");
    assert!(risen.locks);
    person.wait_for_end().await;
    assert_eq!(causes(&person).await, [LockCause::Session]);
}

/// P8: pain that rises for the second time in a course is stop and see.
#[tokio::test]
async fn p08_pain_that_rises_in_a_second_session_is_counted_as_an_earlier_rise() {
    let person = Person::ready().await;
    let (first, _) = person.run(vec![]).await;
    let told = person.nape.record_after_check(first, after(Some(6), None)).await.expect("records");
    assert_eq!((told.action, told.locks), (SymptomAction::EndAndLower, false), "the first time");
    let (second, _) = person.run(vec![]).await;
    let direct = nape::api::check_symptoms(SymptomReport {
        stage: SymptomStage::AfterSession,
        symptoms: vec![],
        pain: Some(6),
        pain_before: Some(4),
        earlier_rises: 1,
        ..report(&person, "dizziness")
    });
    let told = person.nape.record_after_check(second, after(Some(6), None)).await.expect("records");
    assert_eq!(told.action, direct.expect("is screened").action, "what the content says of a second rise");
}

/// P8: what rose in a session and has not settled a day later is stop and see; what has settled is not.
#[tokio::test]
async fn p08_pain_that_rose_and_has_not_settled_a_day_later_locks() {
    for (a_day_later, locks) in [(5, true), (4, false)] {
        let person = Person::ready().await;
        let (session, _) = person.run(vec![]).await;
        let rose = person.nape.record_after_check(session.clone(), after(Some(6), None)).await;
        assert_eq!(rose.expect("records").action, SymptomAction::EndAndLower);
        let person = person.reopen_at("2026-03-11T09:00:00+01:00").await;
        let told = person.nape.record_next_day(session, next_day(Some(a_day_later), &[])).await;
        assert_eq!(told.expect("records").locks, locks, "4 before, 6 after, {a_day_later} a day later");
    }
}

/// P6: the day after is screened in the same step, once, within 7 days.
#[tokio::test]
async fn p06_the_day_after_a_session_is_screened_once_and_can_lock() {
    let person = Person::ready().await;
    let (session, _) = person.run(vec![]).await;
    let person = person.reopen_at("2026-03-11T09:00:00+01:00").await;
    let nape = &person.nape;
    assert_eq!(field_of(nape.record_next_day(session.clone(), next_day(Some(11), &[])).await), "pain");
    let told = nape.record_next_day(session.clone(), next_day(Some(4), &[TINGLING])).await.expect("records");
    assert!(told.locks);
    assert_eq!(causes(&person).await, [LockCause::NextDay]);
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.lock"));
    assert_eq!(field_of(nape.record_next_day(session.clone(), next_day(Some(4), &[])).await), "session");
    let detail = nape.session(session).await.expect("reads");
    assert_eq!(detail.next_day.expect("was told").pain, Some(4));
}

#[tokio::test]
async fn p06_the_day_after_is_told_within_a_week() {
    let person = Person::ready().await;
    let (session, _) = person.run(vec![]).await;
    let person = person.reopen_at("2026-03-18T09:00:00+01:00").await;
    assert_eq!(field_of(person.nape.record_next_day(session, next_day(Some(4), &[])).await), "session");
}

/// P6: so is what is told at any other time.
#[tokio::test]
async fn p06_a_symptom_told_outside_a_session_locks() {
    let person = Person::ready().await;
    let told = person.nape.tell_symptoms(report(&person, "dizziness")).await.expect("records");
    assert!(told.locks);
    assert_eq!(causes(&person).await, [LockCause::Told]);
    let person = person.reopen_at("2026-03-10T09:30:00+01:00").await;
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.lock"));
}

/// P6: told on another screen while a session runs, it ends that session.
#[tokio::test]
async fn p06_a_symptom_told_beside_a_running_session_ends_it() {
    let person = Person::ready().await;
    person.start(1.0, vec![]).await.expect("starts");
    person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
    person.nape.tell_symptoms(report(&person, "dizziness")).await.expect("records");
    let events = person.wait_for_end().await;
    assert!(events.iter().any(|event| matches!(event, EventBody::Releasing { .. })));
}

#[tokio::test]
async fn p06_a_value_belongs_to_a_symptom_that_was_told() {
    let person = Person::ready().await;
    let (session, _) = person.run(vec![]).await;
    let mut check = after(None, Some((TINGLING, 11)));
    assert_eq!(
        field_of(person.nape.record_after_check(session.clone(), check.clone()).await),
        "values.numbness_or_tingling"
    );
    check.symptoms.clear();
    check.values = HashMap::from([(TINGLING.to_owned(), 1)]);
    assert_eq!(field_of(person.nape.record_after_check(session, check).await), "values.numbness_or_tingling");
}

/// P36: what a provider has to look at offers the call; an emergency has nothing that dials by itself.
#[tokio::test]
async fn p36_stop_and_see_offers_the_providers_number_and_an_emergency_does_not() {
    let person = Person::ready().await;
    let mut with_phone: Plan = plan("home-unit-intermittent");
    let provider = with_phone.provider.as_mut().expect("a provider");
    provider.phone = Some("+351 210 000 000".to_owned());
    let name = provider.name.clone();
    person.nape.set_plan(with_phone).await.expect("accepts");

    let told = person.nape.tell_symptoms(report(&person, "dizziness")).await.expect("records");
    let call = told.call.expect("whom to call");
    assert_eq!((call.name, call.phone.as_str()), (name, "+351 210 000 000"));
    let lock = person.nape.locks().await.expect("reads").remove(0);
    assert_eq!(lock.call.expect("whom to call").phone, "+351 210 000 000");
    let form = person
        .nape
        .record_screening(with_choice("full", "general_signs", "night_pain"))
        .await
        .expect("records");
    assert_eq!((form.outcome, form.call.is_some()), (Outcome::NeedsProvider, true));

    let told = person.nape.tell_symptoms(report(&person, "double_vision")).await.expect("records");
    assert_eq!((told.action, told.call), (SymptomAction::Emergency, None));
    let form = person.nape.record_screening(with_choice("full", "emergency_signs", "double_vision")).await;
    assert_eq!(form.expect("records").call, None);
}

/// P36: without a number there is nothing to offer.
#[tokio::test]
async fn p36_without_a_number_there_is_no_call() {
    let person = Person::ready().await;
    let mut silent = plan("home-unit-intermittent");
    silent.provider.as_mut().expect("a provider").phone = None;
    person.nape.set_plan(silent).await.expect("accepts");
    let told = person.nape.tell_symptoms(report(&person, "dizziness")).await.expect("records");
    assert_eq!(told.call, None);
    let stop = ScriptLine { at_ms: 0, act: ScriptAct::Stop { why: None } };
    assert!(person.start(1_000.0, vec![stop]).await.is_err(), "locked");
}
