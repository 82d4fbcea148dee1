//! Cards, search and the emergency card: for a person, for a script, and without a journal.

use serde_json::Value;

use crate::schema::assert_fits;
use crate::support::Home;

fn cards(home: &Home, options: &[&str]) -> Vec<Value> {
    let list = home.json(&[&["guide", "list"], options].concat());
    assert_fits("cards", &list);
    list["cards"].as_array().expect("cards").clone()
}

#[test]
fn every_card_is_shown_as_its_schema_says_and_can_be_read() {
    let home = Home::new();
    for card in cards(&home, &[]) {
        let id = card["id"].as_str().expect("an id");
        let shown = home.json(&["guide", "show", id]);
        assert_fits("card", &shown);
        for field in ["title", "summary", "topic", "guided", "modalities"] {
            assert_eq!(shown[field], card[field], "{id}: {field}");
        }
        let text = home.run(&["guide", "show", id]).expect(0).out;
        for source in shown["sources"].as_array().expect("sources") {
            let credit = source["credit"].as_str().expect("a credit");
            let words: Vec<_> = credit.split(' ').collect();
            assert!(words.iter().all(|word| text.contains(word)), "{id} does not name {credit}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= 90), "{id} is too wide");
        assert!(text.contains(shown["reviewed"].as_str().expect("a date")), "{id}");
    }
}

#[test]
fn a_list_is_narrowed_by_topic_and_modality() {
    let home = Home::new();
    let all = cards(&home, &[]).len();
    for card in cards(&home, &["--topic", "how_to"]) {
        assert_eq!(card["topic"], "how_to");
    }
    let hammock = cards(&home, &["--modality", "neck_hammock"]);
    assert!(hammock.len() <= all);
    for card in hammock {
        let modalities = card["modalities"].as_array().expect("modalities");
        assert!(modalities.contains(&"neck_hammock".into()), "{card}");
    }
    home.run(&["guide", "list", "--topic", "gossip"]).expect(2);
    home.run(&["guide", "list", "--modality", "rack"]).expect(2);
}

#[test]
fn what_is_for_education_only_says_so_and_has_no_steps() {
    let home = Home::new();
    for card in cards(&home, &[]).iter().filter(|card| card["guided"] == false) {
        let shown = home.json(&["guide", "show", card["id"].as_str().expect("an id")]);
        assert!(!shown["notices"].as_array().expect("notices").is_empty(), "{shown}");
        let parts = shown["parts"].as_array().expect("parts");
        assert!(parts.iter().all(|part| part["kind"] != "step"), "{shown}");
    }
}

#[test]
fn a_search_takes_words_with_and_without_quotes() {
    let home = Home::new();
    let quoted = home.json(&["guide", "search", "spinal traction"]);
    assert_fits("guide-search", &quoted);
    assert_eq!(quoted, home.json(&["guide", "search", "spinal", "traction"]));
    let two = home.json(&["guide", "search", "neck", "--limit", "2"]);
    assert!(two["hits"].as_array().expect("hits").len() <= 2);
    home.run(&["guide", "search", "qqqqzzzz"]).expect(0);
}

#[test]
fn p9_the_emergency_card_begins_with_release_and_shows_its_country() {
    let home = Home::new();
    let card = home.json(&["guide", "emergency", "--country", "us"]);
    assert_fits("emergency-card", &card);
    assert_eq!((&card["country"], &card["country_name"]), (&"US".into(), &"United States".into()));
    assert_eq!(card["numbers"][0]["call"], "911");
    let text = home.run(&["guide", "emergency", "--country", "US"]).expect(0).out;
    assert!(text.trim_start().starts_with("1. First, release the pull."), "{text}");
    assert!(text.contains("911") && text.contains("United States"), "{text}");
}

#[test]
fn p9_an_unknown_country_shows_112_and_911() {
    let home = Home::new();
    for options in [&[][..], &["--country", "ZZ"]] {
        let card = home.json(&[&["guide", "emergency"], options].concat());
        assert_fits("emergency-card", &card);
        assert!(card["country"].is_null());
        let calls: Vec<_> =
            card["numbers"].as_array().expect("numbers").iter().map(|one| &one["call"]).collect();
        assert_eq!(calls, ["112", "911"]);
    }
}

#[test]
fn bad_input_is_named_by_its_field() {
    let home = Home::new();
    let long = "a".repeat(201);
    for (line, field) in [
        (&["guide", "show", "no_such_card"][..], "id"),
        (&["guide", "search", " "], "text"),
        (&["guide", "search", &long], "text"),
        (&["guide", "search", "neck", "--limit", "0"], "limit"),
        (&["guide", "search", "neck", "--limit", "51"], "limit"),
        (&["guide", "emergency", "--country", "Atlantis"], "--country"),
    ] {
        let ran = home.run(&[line, &["--json"]].concat()).expect(2);
        let error = ran.error();
        assert_eq!((&error["kind"], &error["field"]), (&"bad_input".into(), &field.into()), "{line:?}");
        assert!(error["allowed"].is_string(), "{line:?}");
        assert_fits("error", &ran.document());
    }
}

#[test]
fn reading_makes_no_journal() {
    let home = Home::new();
    home.run(&["guide", "list"]).expect(0);
    home.run(&["guide", "emergency"]).expect(0);
    assert!(!home.journal().exists());
}
