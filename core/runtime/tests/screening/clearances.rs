//! What a provider allowed, as entered by the person, and the person's presence.

use nape::api::{Clearance, NapeError, Outcome, Plan, PresenceReason};

use super::person::{Person, plan};
use super::{answer, field_of, first_refusal, rules_of, with_choice};

fn clearance(rule: &str) -> Clearance {
    Clearance {
        name: "Dana Whitfield".to_owned(),
        role: Some("PT".to_owned()),
        date: "2026-03-10".to_owned(),
        rules: vec![rule.to_owned()],
        modality: nape::api::Modality::HomeUnit,
        expires: None,
    }
}

/// Night pain asks for a provider, who can allow sessions.
async fn with_night_pain() -> Person {
    let person = Person::ready().await;
    answer(&person, &[with_choice("full", "general_signs", "night_pain"), Person::sheet("short")]).await;
    person
}

async fn full_outcome(person: &Person) -> Option<Outcome> {
    let status = person.nape.screening_status(person.modality, person.region).await.expect("reads");
    status.full_outcome
}

/// P17: a clearance counts for the form that was answered before it, without asking again.
#[tokio::test]
async fn p17_a_clearance_counts_without_answering_the_form_again() {
    let person = with_night_pain().await;
    assert_eq!(rules_of(person.start(1_000.0, vec![]).await), ["gate.full_form_outcome", "night_pain"]);
    let id = person.nape.add_clearance(clearance("night_pain")).await.expect("records");
    assert_eq!(full_outcome(&person).await, Some(Outcome::Clear));
    assert_eq!(first_refusal(&person).await, None);
    let entries = person.nape.clearances().await.expect("reads");
    assert_eq!((entries.len(), entries[0].id.as_str(), entries[0].in_force), (1, id.as_str(), true));
    assert_eq!(entries[0].provenance, "as_entered_by_the_person");

    person.nape.withdraw_clearance(id.clone()).await.expect("withdraws");
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form_outcome"));
    let again = person.nape.withdraw_clearance(id).await;
    assert!(matches!(again, Err(NapeError::NotFound { .. })), "{again:?}");
}

/// E5: clearances are a fold of the journal, and one that has expired closes again by itself.
#[tokio::test]
async fn p17_an_expired_clearance_closes_again() {
    let person = with_night_pain().await;
    let given = Clearance { expires: Some("2026-03-12".to_owned()), ..clearance("night_pain") };
    person.nape.add_clearance(given).await.expect("records");
    let person = person.reopen_at("2026-03-12T09:00:00+01:00").await;
    assert_eq!(full_outcome(&person).await, Some(Outcome::Clear));
    let person = person.reopen_at("2026-03-13T00:01:00+01:00").await;
    assert_eq!(full_outcome(&person).await, Some(Outcome::NeedsProvider));
    assert!(!person.nape.clearances().await.expect("reads")[0].in_force);
    answer(&person, &[Person::sheet("short")]).await;
    // A clock turned back gives nothing back (E7).
    let person = person.reopen_at("2026-03-11T09:00:00+01:00").await;
    assert_eq!(full_outcome(&person).await, Some(Outcome::NeedsProvider));
}

/// A day that has not come yet where the person is now opens nothing, and keeps nobody from answering.
#[tokio::test]
async fn p17_a_clearance_of_tomorrow_is_not_in_force_yet() {
    let person = with_night_pain().await;
    person.nape.add_clearance(clearance("night_pain")).await.expect("records");
    let person = person.reopen_at("2026-03-09T23:30:00-10:00").await;
    assert_eq!(full_outcome(&person).await, Some(Outcome::NeedsProvider));
    answer(&person, &[with_choice("full", "general_signs", "night_pain")]).await;
    assert_eq!(full_outcome(&person).await, Some(Outcome::NeedsProvider));
}

/// What comes up anew is not covered by an older clearance.
#[tokio::test]
async fn p17_what_comes_up_anew_is_not_covered_by_an_older_clearance() {
    let person = with_night_pain().await;
    person.nape.add_clearance(clearance("night_pain")).await.expect("records");
    answer(&person, &[with_choice("full", "general_signs", "night_pain")]).await;
    assert_eq!(full_outcome(&person).await, Some(Outcome::Clear), "it still holds: covered");
    answer(&person, &[Person::sheet("full")]).await;
    let person = person.reopen_at("2026-03-20T09:00:00+01:00").await;
    let outcome = person
        .nape
        .record_screening(with_choice("full", "general_signs", "night_pain"))
        .await
        .expect("records");
    assert_eq!(outcome.outcome, Outcome::NeedsProvider, "it had gone and came back");
    assert_eq!(full_outcome(&person).await, Some(Outcome::NeedsProvider));
    let newer = Clearance { date: "2026-03-20".to_owned(), ..clearance("night_pain") };
    person.nape.add_clearance(newer).await.expect("records");
    assert_eq!(full_outcome(&person).await, Some(Outcome::Clear));
}

/// P17: a form recorded for good brings no clearance past the question for presence; the pure check takes them.
#[tokio::test]
async fn p17_a_recorded_form_brings_no_clearances_of_its_own() {
    let person = Person::screened().await;
    let mut sheet = with_choice("full", "general_signs", "night_pain");
    sheet.clearances = vec![clearance("night_pain")];
    assert_eq!(field_of(person.nape.record_screening(sheet.clone()).await), "clearances");
    let checked = nape::api::check_answers(sheet, super::person::NOW.to_owned()).expect("checks");
    assert_eq!(checked.outcome, Outcome::Clear);
}

#[tokio::test]
async fn p17_what_nobody_can_allow_is_refused_with_its_rules() {
    let person = Person::screened().await;
    let given = Clearance { rules: vec!["night_pain".to_owned(), "past_fusion".to_owned()], ..clearance("") };
    assert_eq!(rules_of(person.nape.add_clearance(given).await), ["clearance.never", "past_fusion"]);
    assert!(person.asked.questions().is_empty(), "refused before anybody is asked");
    assert!(person.nape.clearances().await.expect("reads").is_empty());
}

#[tokio::test]
async fn p17_a_clearance_that_makes_no_sense_names_its_field() {
    let person = Person::screened().await;
    let with = |change: fn(&mut Clearance)| {
        let mut given = clearance("night_pain");
        change(&mut given);
        given
    };
    for (given, field) in [
        (with(|c| c.name = " ".to_owned()), "name"),
        (with(|c| c.role = Some(String::new())), "role"),
        (with(|c| c.date = "2026-03-11".to_owned()), "date"),
        (with(|c| c.date = "today".to_owned()), "date"),
        (with(|c| c.expires = Some("2026-03-09".to_owned())), "expires"),
        (with(|c| c.rules.clear()), "rules"),
        (with(|c| c.rules.push("no_such_rule".to_owned())), "rules[1]"),
    ] {
        assert_eq!(field_of(person.nape.add_clearance(given).await), field);
    }
    assert!(person.nape.clearances().await.expect("reads").is_empty());
}

/// P40.
#[tokio::test]
async fn p40_a_clearance_needs_the_persons_presence() {
    let person = with_night_pain().await;
    person.nape.add_clearance(clearance("night_pain")).await.expect("records");
    let questions = person.asked.questions();
    assert_eq!(questions.len(), 1);
    assert_eq!(questions[0].0, PresenceReason::Clearance);
    assert!(questions[0].1.contains("Dana Whitfield"), "{questions:?}");

    person.asked.say_no_from_now_on();
    assert_eq!(rules_of(person.nape.add_clearance(clearance("night_sweats")).await), ["gate.presence"]);
    let person = person.reopen_without_presence().await;
    assert_eq!(rules_of(person.nape.add_clearance(clearance("night_sweats")).await), ["gate.presence"]);
    assert_eq!(person.nape.clearances().await.expect("reads").len(), 1);
}

/// P40: a plan that asks for more than the one in force; the first one and a lower one ask for nothing.
#[tokio::test]
async fn p40_a_plan_that_asks_for_more_needs_the_persons_presence() {
    let person = Person::screened().await;
    let in_force = plan("home-unit-intermittent");
    let with_minutes = |minutes: u64| Plan { duration_ms: minutes * 60_000, ..in_force.clone() };
    let minutes = in_force.duration_ms / 60_000;
    person.nape.set_plan(with_minutes(minutes - 1)).await.expect("lower");
    assert!(person.asked.questions().is_empty());
    person.nape.set_plan(with_minutes(minutes)).await.expect("confirmed");
    assert_eq!(person.asked.questions()[0].0, PresenceReason::PlanRaised);
    person.asked.say_no_from_now_on();
    assert_eq!(rules_of(person.nape.set_plan(with_minutes(minutes + 1)).await), ["gate.presence"]);
    let stands = person.nape.plan(person.modality, person.region).await.expect("reads").expect("a plan");
    assert_eq!(stands.duration_ms, minutes * 60_000);
}
