//! What an integrator may add, and what is refused (P38).

use serde_json::{Value, json};

use super::{checked, fired, full, now, read, with};
use crate::document::from_json;
use crate::screening::{AdditionError, Additions, Effect, Screening, Verdict};
use crate::text::render;

fn additions() -> Value {
    json!({
        "name": "A clinic",
        "version": "1",
        "question": [{
            "id": "clinic_wrist_cast", "page": "about_you", "kind": "yes_no", "forms": ["full"],
            "sources": ["section 4 [D]"]
        }],
        "rule": [{
            "id": "clinic_wrist_cast", "effect": "block",
            "when": { "answer": { "question": "clinic_wrist_cast", "is": [true] } },
            "next_step": "clinic-next-cast", "sources": ["section 4 [D]"]
        }],
        "words": {
            "screening-question-clinic-wrist-cast": "Do you wear a cast on your wrist?",
            "screening-rule-clinic-wrist-cast": "A cast keeps you from letting go by hand.",
            "clinic-next-cast": "Wait until the cast is off."
        }
    })
}

fn add(additions: &Value) -> Result<Screening, AdditionError> {
    let additions: Additions = from_json(additions.to_string().as_bytes())?;
    Screening::with(&additions)
}

#[test]
fn an_added_question_is_asked_and_its_rule_fires_beside_the_built_in_ones() {
    let screening = add(&additions()).expect("taken");
    let sheet = with(full(), "pregnant", json!(true));
    let unanswered = screening.check(&read(&sheet), now()).expect("an outcome");
    assert_eq!(unanswered.missing, ["clinic_wrist_cast"]);
    let outcome =
        screening.check(&read(&with(sheet, "clinic_wrist_cast", json!(true))), now()).expect("an outcome");
    assert_eq!(outcome.outcome, Verdict::Blocked);
    assert_eq!(fired(&outcome), ["clinic_wrist_cast", "pregnancy"]);
    assert_eq!(outcome.fired[0].effect, Effect::Block);
    assert_eq!(render(&outcome.fired[0].next_step), "Wait until the cast is off.");
}

#[test]
fn additions_change_the_version_so_that_screening_is_due() {
    let built_in = checked(&full()).content_version;
    let first = add(&additions()).expect("taken").content_version().to_owned();
    let mut changed = additions();
    changed["words"]["clinic-next-cast"] = json!("Ask at the clinic.");
    let second = add(&changed).expect("taken").content_version().to_owned();
    assert!(first != built_in && second != built_in && first != second);
}

#[test]
fn replacing_anything_built_in_is_refused_as_loosening() {
    for (at, id) in [("rule", "pregnancy"), ("question", "pregnant")] {
        let mut replacing = additions();
        replacing[at][0]["id"] = json!(id);
        assert_eq!(
            add(&replacing).expect_err("refused"),
            AdditionError::Loosens { field: format!("{at} {id}") }
        );
    }
    let mut reworded = additions();
    reworded["words"]["screening-outcome-blocked"] = json!("Go on.");
    assert!(matches!(add(&reworded), Err(AdditionError::Loosens { .. })));
}

#[test]
fn words_that_promise_or_say_nothing_are_refused() {
    for said in ["Traction is proven to cure this.", " ", "one\u{7}"] {
        let mut promising = additions();
        promising["words"]["clinic-next-cast"] = json!(said);
        match add(&promising) {
            Err(AdditionError::BadInput(error)) => assert_eq!(error.field, "words.clinic-next-cast"),
            other => panic!("{said}: {other:?}"),
        }
    }
}

#[test]
fn an_addition_that_does_not_hang_together_is_refused_with_its_field() {
    for (at, field, value, named) in [
        ("rule", "next_step", json!("clinic-next-nothing"), "rule clinic_wrist_cast: next_step"),
        ("rule", "sources", json!([]), "rule clinic_wrist_cast: sources"),
        ("question", "modalities", json!(["broomstick"]), "question clinic_wrist_cast: modalities"),
        ("question", "page", json!(4), "question[0].page"),
        ("question", "surprise", json!(4), "question[0].surprise"),
    ] {
        let mut broken = additions();
        broken[at][0][field] = value;
        match add(&broken) {
            Err(AdditionError::BadInput(error)) => assert_eq!(error.field, named, "{error}"),
            other => panic!("{field}: {other:?}"),
        }
    }
}
