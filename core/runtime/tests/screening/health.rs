//! One person has one health: what was told elsewhere counts here (P4, P8, X6).

use nape::api::{
    Answer, AnswerSheet, Clearance, Examination, LockCause, Modality, Outcome, Profile, Region, Symptom,
    SymptomReport, SymptomStage,
};

use super::person::{Person, plan};
use super::{answer, field_of, first_refusal, rules_of, with_choice};

/// Another day.
const LATER: &str = "2026-03-12T09:00:00+01:00";

fn for_hammock(sheet: AnswerSheet) -> AnswerSheet {
    AnswerSheet { modality: Modality::NeckHammock, ..sheet }
}

fn for_a_routine(sheet: AnswerSheet) -> AnswerSheet {
    AnswerSheet { modality: Modality::Complementary, ..sheet }
}

fn for_lower_back(mut sheet: AnswerSheet) -> AnswerSheet {
    sheet.region = Region::Lumbar;
    sheet.answers.remove("jaw");
    if let Some(limb) = sheet.answers.remove("arm_symptoms_now") {
        sheet.answers.insert("leg_symptoms_now".to_owned(), limb);
    }
    sheet
}

fn with_yes(form: &str, question: &str) -> AnswerSheet {
    let mut sheet = Person::sheet(form);
    sheet.answers.insert(question.to_owned(), Answer::YesNo { yes: true });
    sheet
}

fn short(tingling: f64, limb: f64) -> AnswerSheet {
    let mut sheet = Person::sheet("short");
    sheet.answers.insert("tingling_now".to_owned(), Answer::Number { value: tingling });
    sheet.answers.insert("arm_symptoms_now".to_owned(), Answer::Number { value: limb });
    sheet
}

fn clearance(rule: &str, date: &str) -> Clearance {
    Clearance {
        name: "Dana Whitfield".to_owned(),
        role: None,
        date: date.to_owned(),
        rules: vec![rule.to_owned()],
        modality: Modality::HomeUnit,
        expires: None,
    }
}

fn examined(day: &str) -> Examination {
    let (by, advice) = ("Dana Whitfield, PT".to_owned(), "Go on as before.".to_owned());
    Examination { examined: day.to_owned(), by, advice }
}

async fn is_full_due(person: &Person, modality: Modality, region: Region) -> bool {
    person.nape.screening_status(modality, region).await.expect("reads").full_due
}

async fn outcome(person: &Person, sheet: AnswerSheet) -> Outcome {
    person.nape.record_screening(sheet).await.expect("records").outcome
}

/// P4: what a full form for another way of traction tells is not forgotten here.
#[tokio::test]
async fn p04_a_no_on_one_full_form_closes_every_way_until_it_is_answered_again() {
    let person = Person::ready().await;
    answer(&person, &[for_hammock(Person::sheet("full"))]).await;
    assert_eq!(first_refusal(&person).await, None, "nothing new was told");
    answer(&person, &[for_hammock(with_yes("full", "pregnant"))]).await;
    assert!(is_full_due(&person, Modality::HomeUnit, Region::Cervical).await);
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form"));
    assert_eq!(outcome(&person, with_yes("full", "pregnant")).await, Outcome::Blocked);
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form_outcome"));
    assert!(!is_full_due(&person, Modality::NeckHammock, Region::Cervical).await, "it knows already");
}

/// P4: nor is what the form for the other part of the spine tells; what only that one asks says nothing here.
#[tokio::test]
async fn p04_what_the_other_part_of_the_spine_tells_counts_where_both_forms_ask() {
    let person = Person::ready().await;
    answer(&person, &[for_lower_back(Person::sheet("full"))]).await;
    assert!(!is_full_due(&person, Modality::HomeUnit, Region::Cervical).await);
    answer(&person, &[for_lower_back(with_choice("full", "spine_conditions", "tumour"))]).await;
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form"));
}

/// P9: an emergency is one for the whole person.
#[tokio::test]
async fn p09_after_an_emergency_of_the_lower_back_the_form_for_the_neck_is_due() {
    let person = Person::ready().await;
    answer(&person, &[for_lower_back(with_choice("full", "emergency_signs", "leg_weakness"))]).await;
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.lock"));
    let person = person.reopen_at(LATER).await;
    answer(&person, &[for_lower_back(Person::sheet("full"))]).await;
    let lock = person.nape.locks().await.expect("reads").remove(0).id;
    person.nape.resolve_lock(lock, examined("2026-03-11")).await.expect("resolves");
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form"));
    assert!(is_full_due(&person, Modality::HomeUnit, Region::Cervical).await);
}

/// P9: a sign that was told elsewhere than on a form is as present as one that stands on a form.
#[tokio::test]
async fn p09_a_told_sign_is_lifted_only_after_a_form_that_denies_it() {
    let person = Person::ready().await;
    let report = SymptomReport {
        modality: person.modality,
        region: person.region,
        stage: SymptomStage::BeforeSession,
        symptoms: vec![Symptom { id: "double_vision".to_owned(), value: None, before: None }],
        pain: None,
        pain_before: None,
        earlier_rises: 0,
    };
    person.nape.tell_symptoms(report).await.expect("records");
    let person = person.reopen_at("2026-03-10T10:00:00+01:00").await;
    let lock = person.nape.locks().await.expect("reads").remove(0).id;
    let refused = rules_of(person.nape.resolve_lock(lock.clone(), examined("2026-03-10")).await);
    assert_eq!(refused[0], "lock.present_sign");
    answer(&person, &[Person::sheet("full")]).await;
    person.nape.resolve_lock(lock, examined("2026-03-10")).await.expect("resolves");
}

/// A doubt that a provider allowed is not the certainty that comes after it.
#[tokio::test]
async fn p17_a_clearance_for_a_doubt_covers_no_certainty_that_comes_after_it() {
    let person = Person::ready().await;
    let mut doubt = Person::sheet("full");
    doubt.answers.insert("bones_and_joints".to_owned(), Answer::Unknown);
    let told = person.nape.record_screening(doubt.clone()).await.expect("records");
    let rule = "severe_osteoporosis";
    let rules: Vec<String> =
        told.fired.iter().filter(|fired| fired.clearable).map(|fired| fired.rule.clone()).collect();
    assert!(rules.iter().any(|fired| fired == rule), "{rules:?}");
    let given = Clearance { rules, ..clearance(rule, "2026-03-10") };
    person.nape.add_clearance(given).await.expect("records");
    let person = person.reopen_at(LATER).await;
    let still_in_doubt = person.nape.record_screening(doubt).await.expect("records");
    let lifted = still_in_doubt.fired.iter().find(|fired| fired.rule == rule).expect("holds");
    assert!(lifted.cleared_by.is_some(), "the same doubt is covered");
    let certain = person.nape.record_screening(with_choice("full", "bones_and_joints", rule)).await;
    let certain = certain.expect("records");
    let counts = certain.fired.iter().find(|fired| fired.rule == rule).expect("holds");
    assert!(counts.cleared_by.is_none() && certain.outcome != Outcome::Clear);
}

/// What comes up in the evening is not covered by what was allowed in the morning.
#[tokio::test]
async fn p17_a_clearance_covers_nothing_that_comes_up_later_on_its_day() {
    let person = Person::ready().await;
    person.nape.add_clearance(clearance("night_pain", "2026-03-10")).await.expect("records");
    let person = person.reopen_at("2026-03-10T20:00:00+01:00").await;
    let evening = outcome(&person, with_choice("full", "general_signs", "night_pain")).await;
    assert_eq!(evening, Outcome::NeedsProvider);
    person.nape.add_clearance(clearance("night_pain", "2026-03-10")).await.expect("records");
    let status = person.nape.screening_status(person.modality, person.region).await.expect("reads");
    assert_eq!(status.full_outcome, Some(Outcome::Clear), "allowed after it came up");
}

/// X6, P8: numbness and arm symptoms that rose since the form before are stop and see; what was there is not.
#[tokio::test]
async fn x06_what_rose_since_the_last_short_form_locks() {
    let person = Person::new().await;
    let mut known = Person::sheet("full");
    let looked_at = Answer::Text { text: "looked_at".to_owned() };
    known.answers.insert("known_numbness".to_owned(), looked_at);
    answer(&person, &[known]).await;
    assert_eq!(outcome(&person, short(3.0, 2.0)).await, Outcome::Clear, "a provider knows of it");
    assert_eq!(outcome(&person, short(3.0, 1.0)).await, Outcome::Clear);
    let risen = person.nape.record_screening(for_a_routine(short(3.0, 2.0))).await.expect("records");
    assert_eq!(risen.outcome, Outcome::NeedsProvider, "whatever way of traction it is told for");
    let fired: Vec<&str> = risen.fired.iter().map(|fired| fired.rule.as_str()).collect();
    assert_eq!(fired, ["arm_symptoms"]);
    assert_eq!(risen.still_open, ["journal", "breathing", "visit_page"], "P11: a no comes with a way on");
    let by_form = person
        .nape
        .record_screening(for_a_routine(with_choice("short", "changes_since_last", "illness")))
        .await;
    assert_eq!(risen.message, by_form.expect("records").message, "in the words of the way of traction");
    let locks = person.nape.locks().await.expect("reads");
    assert_eq!((locks.len(), locks[0].cause), (1, LockCause::Form));
    let legs = outcome(&person, for_lower_back(short(9.0, 9.0))).await;
    assert_eq!(legs, Outcome::Clear, "the other part of the spine has a before of its own");
}

/// X6: numbness that the full form denied is new on the first short form.
#[tokio::test]
async fn x06_numbness_that_the_full_form_denied_is_new() {
    let person = Person::new().await;
    answer(&person, &[Person::sheet("full")]).await;
    let told = person.nape.record_screening(short(1.0, 0.0)).await.expect("records");
    assert_eq!(told.outcome, Outcome::NeedsProvider);
    person.nape.set_plan(plan("home-unit-intermittent")).await.expect("accepts");
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.lock"));
}

/// Section 4: the year of birth in the profile is believed where it is the stricter one.
#[tokio::test]
async fn under_18_by_the_profile_is_under_18_whatever_the_form_says() {
    let person = Person::ready().await;
    let born = |year| Profile { birth_year: Some(year), ..Profile::default() };
    person.nape.set_profile(born(2012)).await.expect("records");
    let refused = rules_of(person.start(1_000.0, vec![]).await);
    assert_eq!(refused, ["gate.full_form_outcome", "under_18"]);
    assert_eq!(field_of(person.nape.record_screening(Person::sheet("full")).await), "answers.age");
    // Born in 1981 or 1982, somebody of 44 in March 2026.
    person.nape.set_profile(born(1982)).await.expect("records");
    answer(&person, &[Person::sheet("full")]).await;
    assert_eq!(first_refusal(&person).await, None);
}
