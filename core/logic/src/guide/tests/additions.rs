//! What an integrator may add (P38).

use serde_json::{Value, json};

use super::{built_in, guide, guide_of, read, samples, sources, written_card};
use crate::guide::{AdditionError, Additions, Guide};
use crate::modality::Region;
use crate::text::render;

/// Why the samples with `value` at `pointer` are refused.
#[track_caller]
fn refused(pointer: &str, value: Value) -> AdditionError {
    let mut additions = samples();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    additions.pointer_mut(parent).expect("it exists")[name] = value;
    built_in().with(&read(&additions)).expect_err("must be refused")
}

#[track_caller]
fn field(error: AdditionError) -> String {
    match error {
        AdditionError::BadInput(error) => error.field,
        AdditionError::Replaces { field } => panic!("{field} replaces"),
    }
}

#[test]
fn p38_added_cards_come_behind_the_built_in_ones_and_are_marked() {
    let guide = guide();
    let built_in = built_in().cards();
    assert_eq!(&guide.cards()[..built_in.len()], built_in);
    let added = &guide.cards()[built_in.len()..];
    assert_eq!(added.len(), 4);
    assert!(added.iter().all(|card| card.added) && built_in.iter().all(|card| !card.added));
    assert_eq!(render(&added[0].title(Region::Cervical)), "The cradle at the doorknob");
}

#[test]
fn p38_an_added_card_or_source_never_stands_in_the_place_of_a_built_in_one() {
    let guide: Guide = guide_of(&sources(), &[written_card("sample_table", &["000"])]);
    let error = guide.with(&read(&samples())).expect_err("refused");
    assert_eq!(error, AdditionError::Replaces { field: "card sample_table".to_owned() });
    let mut additions = samples();
    additions["sources"] =
        json!([{"id": "000", "kind": "trial", "credit": "us", "dated": "2026", "tag": "R"}]);
    let error = built_in().with(&read(&additions)).expect_err("refused");
    assert_eq!(error, AdditionError::Replaces { field: "source 000".to_owned() });
}

#[test]
fn p38_the_checks_of_built_in_cards_hold_for_added_ones() {
    for (pointer, value, named) in [
        ("/cards/0/id", json!("Hammock"), "card Hammock: id"),
        ("/cards/0/id", json!("sample_table"), "card sample_table: id"),
        ("/cards/0/drawn_from", json!([]), "card sample_hammock: drawn_from"),
        ("/cards/0/drawn_from", json!(["nowhere"]), "card sample_hammock: drawn_from"),
        ("/cards/0/parts", json!([]), "card sample_hammock: part"),
        ("/cards/0/parts/0/sources", json!(["Z99"]), "card sample_hammock: part a: sources"),
        ("/cards/0/title", json!("  "), "cards[0].title"),
        ("/cards/0/summary", json!("bell\u{7}"), "cards[0].summary"),
        ("/cards/0/parts/0/text", json!(""), "cards[0].parts[0].text"),
        ("/cards/0/parts/0/second", json!("more"), "cards[0].parts[0].second"),
        ("/cards/2/parts/0/second", json!(null), "cards[2].parts[0].second"),
        ("/cards/2/modalities", json!(["neck_cracking"]), "card sample_steps: part door: kind"),
    ] {
        assert_eq!(field(refused(pointer, value.clone())), named, "{pointer} {value}");
    }
}

#[test]
fn p38_an_added_source_can_be_drawn_from_but_is_never_a_ranked_article() {
    let mut additions = samples();
    additions["sources"] =
        json!([{"id": "our_study", "kind": "trial", "credit": "us", "dated": "2026", "tag": "R"}]);
    additions["cards"][0]["drawn_from"] = json!(["our_study"]);
    let guide = built_in().with(&read(&additions)).expect("accepted");
    assert_eq!(guide.card("sample_hammock").expect("there").sources[0].credit, "us");
    additions["sources"][0]["kind"] = json!("article");
    let error = built_in().with(&read(&additions)).expect_err("refused");
    assert_eq!(field(error), "sources[0].kind");
}

#[test]
fn p38_more_can_be_added_to_what_was_added() {
    let again = read(&json!({ "cards": [super::card("one_more", "One more", "It is.", "Here it is.")] }));
    let guide = guide().with(&again).expect("accepted");
    assert!(guide.card("one_more").is_some() && guide.card("sample_table").is_some());
    assert!(matches!(guide.with(&again), Err(AdditionError::Replaces { .. })));
}

#[test]
fn nothing_added_changes_nothing() {
    let same = built_in().with(&Additions::default()).expect("accepted");
    assert_eq!(same.cards(), built_in().cards());
}
