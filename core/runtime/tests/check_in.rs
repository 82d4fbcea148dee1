//! The check-in of an ordinary day, through the door (P26).

#![allow(clippy::expect_used, reason = "a test that can't be set up has failed")]

use nape::api::{
    CheckInAnswer, CheckInAnswers, EntryKind, EntryQuery, FieldProblem, NapeError, Profile, check_in_choices,
    check_in_from_json,
};

use person::{NOW, Person};

mod person;

fn answers(values: &[(EntryKind, i32)], note: Option<&str>) -> CheckInAnswers {
    let answer = |&(kind, value): &(EntryKind, i32)| CheckInAnswer { kind, value };
    CheckInAnswers { answers: values.iter().map(answer).collect(), note: note.map(str::to_owned) }
}

async fn kept(person: &Person) -> Vec<(EntryKind, Option<f64>)> {
    let query = EntryQuery { from: None, to: None, kind: None, after: None, limit: 100 };
    let page = person.nape.entries(query).await.expect("a page");
    let mut kept: Vec<_> = page.entries.into_iter().map(|kept| (kept.entry.kind, kept.entry.value)).collect();
    kept.sort_by_key(|(kind, _)| format!("{kind:?}"));
    kept
}

#[tokio::test]
async fn p26_a_check_in_asks_at_most_four_things_and_writes_what_was_answered() {
    let person = Person::new().await;
    let asked = person.nape.check_in().await.expect("questions");
    let kinds: Vec<_> = asked.questions.iter().map(|question| question.kind).collect();
    assert_eq!(kinds, [EntryKind::Pain, EntryKind::Sleep, EntryKind::Stiffness]);
    assert_eq!(asked.questions[0].text, "Pain now");
    assert!(!asked.note.is_empty(), "the fourth answer");
    let told = answers(&[(EntryKind::Sleep, 6), (EntryKind::Pain, 3)], Some("thin pillow"));
    let written = person.nape.record_check_in(told).await.expect("written");
    assert_eq!((written.ids.len(), written.told.len()), (3, 0));
    let expected = [(EntryKind::Note, None), (EntryKind::Pain, Some(3.0)), (EntryKind::Sleep, Some(6.0))];
    assert_eq!(kept(&person).await, expected);
    let query = EntryQuery { from: None, to: None, kind: None, after: None, limit: 1 };
    let page = person.nape.entries(query).await.expect("a page");
    assert_eq!(page.entries[0].entry.at.get(..16), NOW.get(..16), "of this moment");
}

#[tokio::test]
async fn p26_the_person_chooses_what_is_asked_and_the_choice_stays() {
    let person = Person::new().await;
    assert_eq!(check_in_choices().len(), 13);
    let choose = |kinds: &[EntryKind]| Profile { check_in: Some(kinds.to_vec()), ..Profile::default() };
    person.nape.set_profile(choose(&[EntryKind::Headache, EntryKind::Mood])).await.expect("chosen");
    // What else changes in the profile leaves it alone.
    let named = Profile { name: Some("Robin".to_owned()), ..Profile::default() };
    person.nape.set_profile(named).await.expect("named");
    let person = person.reopen_at(NOW).await;
    let asked = person.nape.check_in().await.expect("questions");
    let kinds: Vec<_> = asked.questions.iter().map(|question| question.kind).collect();
    assert_eq!(kinds, [EntryKind::Headache, EntryKind::Mood]);
    let four = [EntryKind::Pain, EntryKind::Sleep, EntryKind::Mood, EntryKind::Tension];
    for wrong in [&four[..], &[], &[EntryKind::Groc], &[EntryKind::Pain, EntryKind::Pain]] {
        let error = person.nape.set_profile(choose(wrong)).await.expect_err("refused");
        assert!(matches!(error, NapeError::BadInput { field, .. } if field == "check_in"));
    }
}

#[tokio::test]
async fn a_check_in_with_a_wrong_answer_names_each_and_writes_nothing() {
    let person = Person::new().await;
    let told =
        answers(&[(EntryKind::Pain, 11), (EntryKind::Sleep, -1), (EntryKind::Stiffness, 4)], Some(" "));
    let error = person.nape.record_check_in(told).await.expect_err("refused");
    let NapeError::BadInput { field, allowed, also, .. } = error else { panic!("{error:?}") };
    let others: Vec<_> = also.into_iter().map(|FieldProblem { field, .. }| field).collect();
    assert_eq!((field.as_str(), allowed.as_deref()), ("pain", Some("a whole number from 0 to 10")));
    assert_eq!(others, ["sleep", "note"]);
    for wrong in [
        answers(&[(EntryKind::Mood, 4)], None),
        answers(&[(EntryKind::Pain, 4), (EntryKind::Pain, 5)], None),
        answers(&[], None),
    ] {
        assert!(matches!(person.nape.record_check_in(wrong).await, Err(NapeError::BadInput { .. })));
    }
    assert_eq!(kept(&person).await, []);
    for document in [r#"{"answers":{"pain":3,"pain":4}}"#, r#"{"answers":{"joy":3}}"#, r#"{"pain":3}"#] {
        assert!(check_in_from_json(document.as_bytes().to_vec()).is_err(), "{document}");
    }
}

/// P6: what is told at a check-in is screened like everything else.
#[tokio::test]
async fn p06_tingling_that_rose_at_a_check_in_locks() {
    let person = Person::screened().await;
    let choice = Profile { check_in: Some(vec![EntryKind::Tingling]), ..Profile::default() };
    person.nape.set_profile(choice).await.expect("chosen");
    let told =
        person.nape.record_check_in(answers(&[(EntryKind::Tingling, 4)], None)).await.expect("written");
    assert!(told.told.iter().any(|outcome| outcome.locks));
    assert_eq!(person.nape.locks().await.expect("locks").len(), 1);
}
