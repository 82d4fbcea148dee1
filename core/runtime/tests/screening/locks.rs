//! What locks, what stays open, what unlocks.

use nape::api::{
    AfterCheck, EventBody, Examination, Feeling, LockCause, NapeError, Outcome, Phase, ScriptAct, ScriptLine,
};

use super::person::{NOW, Person};
use super::{answer, field_of, first_refusal, rules_of, with_choice};

fn examined(day: &str) -> Examination {
    Examination {
        examined: day.to_owned(),
        by: "Dana Whitfield, PT".to_owned(),
        advice: "Rest for a week, then ask again.".to_owned(),
    }
}

async fn only_lock(person: &Person) -> String {
    let locks = person.nape.locks().await.expect("reads");
    assert_eq!(locks.len(), 1, "{locks:?}");
    locks[0].id.clone()
}

/// P9: a stop or an emergency on a form is not undone by answering the form again.
#[tokio::test]
async fn p09_a_form_answered_again_a_minute_later_does_not_unlock() {
    let person = Person::ready().await;
    let outcome =
        person.nape.record_screening(with_choice("short", "emergency_signs", "double_vision")).await;
    assert_eq!(outcome.expect("records").outcome, Outcome::Emergency);
    let person = person.reopen_at("2026-03-10T09:01:00+01:00").await;
    answer(&person, &[Person::sheet("full"), Person::sheet("short")]).await;
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.lock"));
    let lock = person.nape.locks().await.expect("reads").remove(0);
    assert_eq!((lock.cause, lock.outcome, lock.call), (LockCause::Form, Outcome::Emergency, None));
    assert_eq!(lock.rules.len(), lock.texts.len());
    assert!(lock.texts.iter().all(|text| !text.is_empty()) && !lock.next_step.is_empty());
}

/// P9: the same sign told twice on a day is one lock.
#[tokio::test]
async fn p09_the_same_answer_given_twice_on_a_day_is_one_lock() {
    let person = Person::screened().await;
    let sheet = with_choice("short", "emergency_signs", "double_vision");
    answer(&person, &[sheet.clone(), sheet.clone()]).await;
    only_lock(&person).await;
    let person = person.reopen_at("2026-03-11T09:00:00+01:00").await;
    answer(&person, &[sheet]).await;
    assert_eq!(person.nape.locks().await.expect("reads").len(), 2, "the day after it is told anew");
}

/// P9: a present sign cannot be cleared; a past one unlocks with the day, by whom, and the advice.
#[tokio::test]
async fn p09_a_present_sign_cannot_be_cleared_and_a_past_one_can() {
    let person = Person::ready().await;
    answer(&person, &[with_choice("short", "emergency_signs", "double_vision")]).await;
    let lock = only_lock(&person).await;
    let refused = rules_of(person.nape.resolve_lock(lock.clone(), examined("2026-03-10")).await);
    assert_eq!(refused[0], "lock.present_sign");

    answer(&person, &[Person::sheet("short")]).await;
    let refused = rules_of(person.nape.resolve_lock(lock.clone(), examined("2026-03-10")).await);
    assert_eq!(refused[0], "lock.present_sign", "a short form denies nothing");
    let mut unfinished = Person::sheet("full");
    unfinished.answers.remove("emergency_signs");
    answer(&person, &[unfinished]).await;
    let refused = rules_of(person.nape.resolve_lock(lock.clone(), examined("2026-03-10")).await);
    assert_eq!(refused[0], "lock.present_sign", "what was not answered denies nothing");

    answer(&person, &[Person::sheet("full")]).await;
    person.nape.resolve_lock(lock, examined("2026-03-10")).await.expect("the sign has passed");
    assert!(person.nape.locks().await.expect("reads").is_empty());
}

/// Section 5: after a stop the full form is due, however the lock was resolved.
#[tokio::test]
async fn p09_after_a_lock_was_resolved_the_full_form_is_due() {
    let person = locked_by_a_symptom().await;
    let lock = only_lock(&person).await;
    person.nape.resolve_lock(lock, examined("2026-03-10")).await.expect("resolves");
    let person = person.reopen_at("2026-03-10T10:00:00+01:00").await;
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form"));
    answer(&person, &[Person::sheet("full"), Person::sheet("short")]).await;
    assert_eq!(first_refusal(&person).await, None);
}

/// The same where no session was stopped, and where the form was answered before the examination was recorded.
#[tokio::test]
async fn p09_the_full_form_is_due_after_a_lock_that_stopped_no_session() {
    let person = Person::ready().await;
    let report = nape::api::symptoms_from_json(
        br#"{"modality":"home_unit","stage":"before_session","symptoms":[{"id":"dizziness"}]}"#.to_vec(),
    );
    person.nape.tell_symptoms(report.expect("reads")).await.expect("records");
    let person = person.reopen_at("2026-03-10T10:00:00+01:00").await;
    answer(&person, &[Person::sheet("full"), Person::sheet("short")]).await;
    let person = person.reopen_at("2026-03-10T10:10:00+01:00").await;
    let lock = only_lock(&person).await;
    person.nape.resolve_lock(lock, examined("2026-03-10")).await.expect("resolves");
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form"));
}

async fn locked_by_a_symptom() -> Person {
    let person = Person::ready().await;
    let told = ScriptLine { at_ms: 30_000, act: ScriptAct::Symptom { id: "dizziness".to_owned() } };
    person.run(vec![told]).await;
    person
}

/// P9: what an examination has to say, each by its field.
#[tokio::test]
async fn p09_an_examination_names_a_day_a_person_and_their_advice() {
    let person = locked_by_a_symptom().await;
    let lock = only_lock(&person).await;
    let with = |change: fn(&mut Examination)| {
        let mut examination = examined("2026-03-10");
        change(&mut examination);
        examination
    };
    for (examination, field) in [
        (examined("2026-03-09"), "examined"),
        (examined("2026-03-11"), "examined"),
        (examined("yesterday"), "examined"),
        (with(|e| e.by = "  ".to_owned()), "by"),
        (with(|e| e.advice = String::new()), "advice"),
        (with(|e| e.advice = "x".repeat(501)), "advice"),
    ] {
        assert_eq!(field_of(person.nape.resolve_lock(lock.clone(), examination).await), field);
    }
    assert_eq!(only_lock(&person).await, lock, "nothing was stored");
}

/// E7: resolving twice changes nothing, and says so.
#[tokio::test]
async fn p09_resolving_a_lock_twice_is_an_error_that_changes_nothing() {
    let person = locked_by_a_symptom().await;
    let lock = only_lock(&person).await;
    person.nape.resolve_lock(lock.clone(), examined("2026-03-10")).await.expect("resolves");
    let facts = person.nape.check_journal().await.expect("checks").facts;
    let again = person.nape.resolve_lock(lock, examined("2026-03-10")).await;
    assert!(matches!(again, Err(NapeError::NotFound { .. })), "{again:?}");
    let never =
        person.nape.resolve_lock("0195829f-0000-7000-8000-000000000000".to_owned(), examined("2026-03-10"));
    assert!(matches!(never.await, Err(NapeError::NotFound { .. })));
    assert_eq!(person.nape.check_journal().await.expect("checks").facts, facts);
}

/// E7: locks survive a restart, and a clock turned back resolves nothing early.
#[tokio::test]
async fn p09_a_lock_survives_a_restart() {
    let person = locked_by_a_symptom().await;
    let locks = person.nape.locks().await.expect("reads");
    let person = person.reopen_at("2026-03-09T09:00:00+01:00").await;
    assert_eq!(person.nape.locks().await.expect("reads"), locks);
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.lock"));
}

/// P9: a lock closes starting only.
#[tokio::test]
async fn p09_a_lock_leaves_everything_open_but_starting() {
    let person = Person::ready().await;
    let (session, _) = person.run(vec![]).await;
    answer(&person, &[with_choice("short", "emergency_signs", "double_vision")]).await;
    let nape = &person.nape;
    let refused = person.start(1_000.0, vec![]).await;
    assert_eq!(rules_of(refused)[0], "gate.lock");
    nape.sessions(10).await.expect("the list");
    nape.session(session.clone()).await.expect("a session");
    nape.screening_form_for(nape::api::FormKind::Full, person.modality, person.region).await.expect("a form");
    nape.plan(person.modality, person.region).await.expect("the plan");
    nape.set_plan(super::person::plan("home-unit-intermittent")).await.expect("a plan");
    nape.set_profile(nape::api::Profile::default()).await.expect("the profile");
    nape.check_journal().await.expect("the journal");
    nape.explain_stop(session.clone(), "over".to_owned()).await.expect("why it was stopped");
    let check = AfterCheck {
        feeling: Feeling::Same,
        pain: None,
        symptoms: vec![],
        values: std::collections::HashMap::new(),
    };
    nape.record_after_check(session, check).await.expect("the check after a session");
    nape.stop(None).await.expect("Stop");
}

/// P9, P6: what locks ends a session that runs, and its Stop stays open.
#[tokio::test]
async fn p09_a_sign_told_on_a_form_ends_the_running_session() {
    let person = Person::ready().await;
    person.start(1.0, vec![]).await.expect("starts");
    person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
    answer(&person, &[with_choice("short", "emergency_signs", "double_vision")]).await;
    let phase = person.nape.snapshot().expect("a snapshot").session.expect("a session").phase;
    assert!(matches!(phase, Phase::Releasing | Phase::Ended), "{phase:?}");
    person.nape.stop(None).await.expect("is never refused");
    let events = person.wait_for_end().await;
    assert!(matches!(events.last(), Some(EventBody::Finished { end: nape::api::End::Emergency, .. })));
}

/// P7: Stop brings one question, why; only a symptom brings a form or a lock.
#[tokio::test]
async fn p07_a_stop_brings_no_form_and_no_lock() {
    let person = Person::ready().await;
    let stop = ScriptLine { at_ms: 30_000, act: ScriptAct::Stop { why: None } };
    let before = person.nape.screening_status(person.modality, person.region).await.expect("reads");
    let (session, _) = person.run(vec![stop]).await;
    person.nape.explain_stop(session, "the doorbell".to_owned()).await.expect("records");
    let after = person.nape.screening_status(person.modality, person.region).await.expect("reads");
    assert_eq!((after.full_due, after.short_due, after.locks), (before.full_due, before.short_due, 0));
    assert_eq!(first_refusal(&person).await, None);
}

/// P40: a lock is resolved by the person themselves.
#[tokio::test]
async fn p40_resolving_a_lock_asks_for_the_persons_presence() {
    let person = locked_by_a_symptom().await;
    let lock = only_lock(&person).await;
    person.asked.say_no_from_now_on();
    let refused = rules_of(person.nape.resolve_lock(lock.clone(), examined("2026-03-10")).await);
    assert_eq!(refused, ["gate.presence"]);
    let questions = person.asked.questions();
    assert_eq!(questions.len(), 1);
    assert!(questions[0].1.contains("Dana Whitfield"), "{questions:?}");
    assert_eq!(only_lock(&person).await, lock);
    assert!(NOW.starts_with("2026-03-10"));
}
