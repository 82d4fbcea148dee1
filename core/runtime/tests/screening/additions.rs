//! What an integrator adds at `open` can only make Nape stricter.

use nape::api::NapeError;

use super::person::{NOW, Person};
use super::{answer, field_of, first_refusal, rules_of};

const STRICTER: &str = r#"{
    "name": "Clinic Norte", "version": "1",
    "limits": [{"modality": "home_unit", "region": "cervical", "field": "with_provider.duration_max",
                "value": 5, "unit": "min"}]
}"#;

fn limit(field: &str, value: f64, unit: &str) -> String {
    serde_json::json!({
        "name": "Clinic Norte", "version": "1",
        "limits": [{"modality": "home_unit", "region": "cervical", "field": field, "value": value, "unit": unit}],
    })
    .to_string()
}

/// P38: a lower limit acts on plans.
#[tokio::test]
async fn p38_an_added_limit_lowers_what_a_plan_may_ask_for() {
    let person = Person::ready().await.reopen_with(NOW, Some(STRICTER)).await.expect("opens");
    let refused = rules_of(person.nape.set_plan(super::person::plan("home-unit-intermittent")).await);
    assert_eq!(refused, ["envelope.duration_max"]);
}

/// P38, P12: another set of additions is another version of the content, and the forms are due.
#[tokio::test]
async fn p38_other_additions_make_the_forms_due() {
    let person = Person::ready().await;
    assert_eq!(first_refusal(&person).await, None);
    let person = person.reopen_with(NOW, Some(STRICTER)).await.expect("opens");
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form"));
    answer(&person, &[Person::sheet("full"), Person::sheet("short")]).await;
    assert_ne!(first_refusal(&person).await.as_deref(), Some("gate.full_form"));
    let person = person.reopen_with(NOW, None).await.expect("opens");
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form"), "and without them again");
}

/// P38: an added rule decides like any other.
#[tokio::test]
async fn p38_an_added_rule_speaks_against_sessions() {
    let rule = r#"{
        "name": "Clinic Norte", "version": "1",
        "screening": {
            "rule": [{"id": "norte_age", "effect": "needs-provider", "sources": ["P38"], "clearable": true,
                      "next_step": "screening-next-stop-and-see",
                      "when": {"number": {"question": "age", "at_least": 40}}}],
            "words": {"screening-rule-norte-age": "Over 40 the clinic wants to see you first."}
        }
    }"#;
    let person = Person::ready().await.reopen_with(NOW, Some(rule)).await.expect("opens");
    let outcome = person.nape.record_screening(Person::sheet("full")).await.expect("records");
    let fired = outcome.fired.iter().find(|fired| fired.rule == "norte_age").expect("fires");
    assert_eq!(fired.text, "Over 40 the clinic wants to see you first.");
    answer(&person, &[Person::sheet("short")]).await;
    assert_eq!(first_refusal(&person).await.as_deref(), Some("gate.full_form_outcome"));
}

/// P38: loosening anything is a typed refusal that names the field.
#[tokio::test]
async fn p38_loosening_is_refused_and_named() {
    for (field, value, unit) in [
        ("with_provider.force_max", 51.0, "lb"),
        ("with_provider.duration_max", 21.0, "min"),
        ("with_provider.per_day", 4.0, "sessions"),
    ] {
        let person = Person::new().await;
        let refused = person.reopen_with(NOW, Some(&limit(field, value, unit))).await.map(|_| ());
        let Err(NapeError::Refused { rules, detail }) = refused else { panic!("{field}: {refused:?}") };
        assert_eq!(rules, ["additions.loosens"]);
        assert!(detail.contains("additions.limits[0].value"), "{detail}");
    }
    let replaces = r#"{"name": "N", "version": "1", "screening": {"rule": [
        {"id": "pregnancy", "effect": "note", "sources": ["P38"], "next_step": "screening-next-stop-and-see",
         "when": {"answer": {"question": "pregnant", "is": [true]}}}]}}"#;
    let refused = Person::new().await.reopen_with(NOW, Some(replaces)).await.map(|_| ());
    assert_eq!(rules_of(refused), ["additions.loosens"]);
}

#[tokio::test]
async fn p38_what_does_not_hang_together_names_its_field() {
    for (document, field) in [
        ("{", "additions"),
        (r#"{"name": "N"}"#, "additions.version"),
        (r#"{"name": "N", "version": "1", "rules": []}"#, "additions.rules"),
        (r#"{"name": "N", "version": "1", "screening": {"name": "N"}}"#, "additions.screening.name"),
        (r#"{"name": "N", "version": "1", "screening": {"rules": []}}"#, "additions.screening.rules"),
        (&limit("with_provider.force_max", 40.0, "stone"), "additions.limits[0].unit"),
    ] {
        let refused = Person::new().await.reopen_with(NOW, Some(document)).await.map(|_| ());
        assert_eq!(field_of(refused), field, "{document}");
    }
}

fn cards(id: &str, summary: &str) -> String {
    serde_json::json!({
        "name": "Clinic Norte", "version": "1",
        "guide": {"cards": [{
            "id": id, "topic": "about", "drawn_from": ["000"], "reviewed": "2026-03-01",
            "title": "When the clinic is open", "summary": summary,
            "parts": [{"id": "hours", "kind": "text", "sources": ["O02"], "text": "The door opens at eight."}],
        }]},
    })
    .to_string()
}

/// P38: an added card stands behind the built-in ones and is found like them.
#[tokio::test]
async fn p38_an_added_card_is_listed_and_found_and_says_whose_it_is() {
    let added = cards("norte_hours", "Call before you come.");
    let person = Person::new().await.reopen_with(NOW, Some(&added)).await.expect("opens");
    let listed = person.nape.guide_cards().expect("cards");
    assert_eq!(listed.last().map(|card| card.id.as_str()), Some("norte_hours"));
    assert!(listed.len() > nape::api::guide_cards().expect("cards").len());
    let hits = person.nape.guide_search("clinic open".to_owned(), 5).expect("hits");
    assert!(hits.iter().any(|hit| hit.card == "norte_hours"), "{hits:?}");
    assert!(person.nape.guide_card("norte_hours".to_owned(), None).expect("a card").added);
}

/// P38: an added card replaces nothing and promises nothing.
#[tokio::test]
async fn p38_a_card_that_replaces_or_promises_is_refused() {
    let built_in = nape::api::guide_cards().expect("cards").remove(0).id;
    let replacing = Person::new().await.reopen_with(NOW, Some(&cards(&built_in, "Ours."))).await;
    assert_eq!(rules_of(replacing.map(|_| ())), ["additions.loosens"]);
    let promising = cards("norte_hours", "Traction is proven to cure you.");
    let promising = Person::new().await.reopen_with(NOW, Some(&promising)).await;
    assert!(field_of(promising.map(|_| ())).starts_with("additions.guide."));
}
