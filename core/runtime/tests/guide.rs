//! The guide through the door: no journal, no person, every text in words.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what went wrong by failing")]

use nape::api::{
    CourseReason, EmergencyCard, Modality, NapeError, Region, course_reasons, emergency_card, guide_card,
    guide_cards, guide_search,
};

/// The field that bad input is named by.
fn field<T: std::fmt::Debug>(result: Result<T, NapeError>) -> String {
    match result {
        Err(NapeError::BadInput { field, allowed: Some(_), .. }) => field,
        other => panic!("not bad input with what is allowed: {other:?}"),
    }
}

fn card_for(network: Option<&str>, told: Option<&str>) -> Result<EmergencyCard, NapeError> {
    emergency_card(network.map(str::to_owned), told.map(str::to_owned))
}

#[test]
fn p9_the_network_decides_the_number_then_the_person_and_the_first_line_is_to_release() {
    let card = card_for(Some("US"), Some("GB")).expect("a card");
    assert_eq!((card.country.as_deref(), card.numbers[0].call.as_str()), (Some("US"), "911"));
    assert!(card.lines[0].contains("release the pull"), "{:?}", card.lines);
    let card = card_for(None, Some("gb")).expect("a card");
    assert_eq!(
        (card.country_name.as_deref(), card.numbers[0].call.as_str()),
        (Some("United Kingdom"), "999")
    );
}

#[test]
fn p9_without_a_country_112_and_911_are_shown() {
    let card = card_for(None, None).expect("a card");
    assert_eq!(card.country, None);
    let calls: Vec<_> = card.numbers.iter().map(|number| number.call.as_str()).collect();
    assert_eq!(calls, ["112", "911"]);
    assert!(card.numbers[0].countries.contains(&"DE".to_owned()));
}

#[test]
fn p1_the_reasons_for_a_course_are_words_with_their_facts() {
    for region in [Region::Cervical, Region::Lumbar] {
        for CourseReason { id, text, sources } in course_reasons(region).expect("reasons") {
            assert!(!text.is_empty() && !text.starts_with("guide-"), "{id}: {text}");
            assert!(!sources.is_empty(), "{id}");
        }
    }
}

#[test]
fn every_card_of_the_list_can_be_read_in_words_for_each_region() {
    for summary in guide_cards().expect("cards") {
        for region in [None, Some(Region::Cervical), Some(Region::Lumbar)] {
            let card = guide_card(summary.id.clone(), region).expect("a card");
            assert!(card.regions.contains(&card.region), "{}", card.id);
            let parts = card.parts.iter().flat_map(|part| [Some(&part.text), part.second.as_ref()]);
            for text in parts.flatten().chain([&card.title, &card.summary, &card.evidence_text]) {
                let is_words = !text.is_empty() && !text.starts_with("guide-") && !text.contains('{');
                assert!(is_words, "{}: {text}", card.id);
            }
            assert!(card.parts.iter().all(|part| !part.sources.is_empty()), "{}", card.id);
            assert!(!card.sources.is_empty(), "{}", card.id);
        }
    }
}

#[test]
fn x11_and_x12_cards_about_cracking_and_the_roller_are_education_only() {
    for card in guide_cards().expect("cards") {
        let listed = card.modalities.len() < 13;
        let education = [Modality::NeckCracking, Modality::FoamRoller];
        if listed && card.modalities.iter().any(|modality| education.contains(modality)) {
            assert!(!card.guided, "{}", card.id);
            let card = guide_card(card.id, None).expect("a card");
            assert!(!card.notices.is_empty());
        }
    }
}

#[test]
fn every_card_is_found_by_its_title() {
    for card in guide_cards().expect("cards") {
        let hits = guide_search(card.title.clone(), 50).expect("hits");
        assert!(hits.iter().any(|hit| hit.card == card.id), "{}", card.id);
    }
}

#[test]
fn bad_input_is_named_by_its_field_with_what_is_allowed() {
    assert_eq!(field(guide_card("no_such_card".to_owned(), None)), "id");
    assert_eq!(field(guide_search(String::new(), 10)), "text");
    assert_eq!(field(guide_search("é".repeat(201), 10)), "text");
    assert_eq!(field(guide_search("neck".to_owned(), 0)), "limit");
    assert_eq!(field(guide_search("neck".to_owned(), 51)), "limit");
    assert_eq!(field(card_for(Some("USA"), None)), "network_country");
    assert_eq!(field(card_for(Some("US"), Some(""))), "told_country");
    assert!(guide_search("é".repeat(200), 50).is_ok());
}

#[test]
fn p41_the_two_rollers_are_two_things_and_only_two_tools_go_together() {
    let about = |modality| {
        let cards = guide_cards().expect("cards");
        let only: Vec<_> = cards.into_iter().filter(|card| card.modalities == [modality]).collect();
        assert!(!only.is_empty(), "{modality:?}");
        only
    };
    assert!(about(Modality::FoamRoller).iter().all(|card| !card.guided));
    assert!(about(Modality::FoamRollerTrapezius).iter().all(|card| card.guided));
    let cards =
        guide_cards().expect("cards").into_iter().map(|card| guide_card(card.id, None).expect("a card"));
    let says_two = |source: &str| {
        cards
            .clone()
            .flat_map(|card| card.parts)
            .any(|part| part.sources.iter().any(|one| one == source) && part.text.contains("two"))
    };
    assert!(says_two("K15"));
}
