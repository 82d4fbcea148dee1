//! The built-in content. How broken files are reported stands in `tests/broken/` of this crate.

use std::collections::BTreeSet;

use super::built_in;
use crate::guide::content;
use crate::modality::Region;
use crate::text::has_message;

#[test]
fn every_text_of_a_card_or_reason_has_words() {
    let written = content::built_in().expect("content");
    let mut used: BTreeSet<String> = written.cards.iter().flat_map(|card| card.item.keys()).collect();
    used.extend(written.reasons.iter().map(|reason| reason.item.key()));
    for key in &used {
        assert!(has_message(key), "{key}");
    }
}

#[test]
fn the_cards_come_topic_by_topic() {
    assert!(built_in().cards().is_sorted_by_key(|card| card.topic));
}

#[test]
fn p1_a_reason_is_offered_for_the_regions_that_it_is_for() {
    let written = content::built_in().expect("content");
    for region in [Region::Cervical, Region::Lumbar] {
        let offered = built_in().reasons(region);
        for reason in &written.reasons {
            let reason = &reason.item;
            let expected = reason.regions.is_empty() || reason.regions.contains(&region);
            assert_eq!(offered.iter().any(|one| one.id == reason.id), expected, "{}", reason.id);
        }
    }
}
