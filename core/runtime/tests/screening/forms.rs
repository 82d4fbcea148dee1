//! What is asked, shown again, and judged again.

use std::collections::BTreeSet;

use nape::api::{Answer, FormKind, Modality, NapeError, Outcome, Region};

use super::person::Person;
use super::{answer, field_of, first_refusal, with_choice};

/// P4: one health profile; the short form and what is asked afresh come without old answers.
#[tokio::test]
async fn p04_old_answers_are_shown_again_for_any_way_of_traction() {
    let person = Person::screened().await;
    let nape = &person.nape;
    for modality in [Modality::HomeUnit, Modality::OverDoorPulley] {
        let to_fill =
            nape.screening_form_for(FormKind::Full, modality, Region::Cervical).await.expect("a form");
        assert_eq!(to_fill.previous.get("age"), Some(&Answer::Number { value: 44.0 }), "{modality:?}");
        assert_eq!(to_fill.previous_at.as_deref().map(|at| &at[..10]), Some("2026-03-10"));
        let asked: BTreeSet<&str> =
            to_fill.form.questions.iter().map(|question| question.id.as_str()).collect();
        let afresh = to_fill.form.questions.iter().filter(|question| question.afresh);
        assert!(to_fill.previous.keys().all(|id| asked.contains(id.as_str())));
        assert!(afresh.into_iter().all(|question| !to_fill.previous.contains_key(&question.id)));
    }
    let short =
        nape.screening_form_for(FormKind::Short, Modality::HomeUnit, Region::Cervical).await.expect("a form");
    assert!(short.previous.is_empty() && short.previous_at.is_none());
}

#[tokio::test]
async fn p04_without_an_earlier_form_there_is_nothing_to_confirm() {
    let person = Person::new().await;
    let to_fill =
        person.nape.screening_form_for(FormKind::Full, person.modality, person.region).await.expect("a form");
    assert!(to_fill.previous.is_empty() && to_fill.previous_at.is_none());
    assert!(!to_fill.form.questions.is_empty());
}

/// A new diagnosis asks for the full form, and answering the short one again does not take it back.
#[tokio::test]
async fn p04_something_new_told_on_a_short_form_makes_the_full_form_due() {
    for news in ["new_diagnosis", "illness"] {
        let person = Person::ready().await;
        assert_eq!(first_refusal(&person).await, None);
        answer(&person, &[with_choice("short", "changes_since_last", news), Person::sheet("short")]).await;
        assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form"), "{news}");
        answer(&person, &[Person::sheet("full"), Person::sheet("short")]).await;
        assert_eq!(first_refusal(&person).await, None, "{news}");
    }
}

/// P5: the short form before a session is its "before", and stays so.
#[tokio::test]
async fn p05_a_session_keeps_how_it_stood_before_it() {
    let person = Person::ready().await;
    let (session, _) = person.run(vec![]).await;
    let mut later = Person::sheet("short");
    later.answers.insert("pain_now".to_owned(), Answer::Number { value: 9.0 });
    answer(&person, &[later]).await;
    let detail = person.nape.session(session).await.expect("reads");
    let before = detail.before.expect("was told");
    assert_eq!((before.pain, before.limb, before.tingling), (Some(4), Some(0), Some(0)));
}

/// P11: a no comes with a way on, filtered by what holds.
#[tokio::test]
async fn p11_a_no_says_what_is_still_open() {
    let person = Person::screened().await;
    let outcome =
        person.nape.record_screening(with_choice("full", "general_signs", "night_pain")).await.expect("ok");
    assert_eq!(outcome.outcome, Outcome::NeedsProvider);
    assert!(outcome.still_open.iter().any(|way| way == "journal"), "{outcome:?}");
    let outcome = person.nape.record_screening(with_choice("full", "emergency_signs", "double_vision")).await;
    let open = outcome.expect("records").still_open;
    assert!(!open.iter().any(|way| way == "posture_breaks"), "nothing that moves the neck: {open:?}");
}

/// P12: agreement is a fact with its version.
#[tokio::test]
async fn p12_the_agreement_to_the_intended_use_has_its_version() {
    let person = Person::new().await;
    let version = nape::api::about().expect("says").intended_use_version;
    assert_eq!(person.nape.agreement().await.expect("reads"), None);
    assert_eq!(field_of(person.nape.agree("another".to_owned()).await), "version");
    assert_eq!(person.nape.agreement().await.expect("reads"), None);
    person.nape.agree(version.clone()).await.expect("records");
    let person = person.reopen_at("2026-04-10T09:00:00+02:00").await;
    let agreed = person.nape.agreement().await.expect("reads").expect("agreed");
    assert_eq!((agreed.version, &agreed.at[..10]), (version, "2026-03-10"));
}

/// P12: what no clinician has reviewed says so wherever it is shown.
#[tokio::test]
async fn p12_unreviewed_numbers_are_said_to_be_so() {
    let about = nape::api::about().expect("says").not_clinically_reviewed;
    let person = Person::ready().await;
    let (session, _) = person.run(vec![]).await;
    let detail = person.nape.session(session).await.expect("reads");
    assert!(!about.is_empty());
    assert_eq!(detail.not_clinically_reviewed, about);
}

/// P10: the good outcome says what it is worth, and no word of it is a permission.
#[test]
fn p10_the_good_outcome_is_never_given_a_name_that_permits() {
    for name in ["full", "short"] {
        let outcome = nape::api::check_answers(Person::sheet(name), "2026-03-10T09:00:00Z".to_owned())
            .expect("an outcome");
        assert_eq!(outcome.outcome, Outcome::Clear);
        assert_eq!(
            outcome.message,
            "Nothing that you answered speaks against this session; this is not an examination."
        );
    }
}

/// P2: the region keys every form.
#[tokio::test]
async fn p02_a_region_that_a_way_of_traction_is_not_for_is_refused() {
    let person = Person::new().await;
    let form = person.nape.screening_form_for(FormKind::Full, Modality::OverDoorPulley, Region::Lumbar).await;
    assert!(matches!(form, Err(NapeError::BadInput { field, .. }) if field == "region"));
}
