//! What a modality is for is the same for plans, sessions and screening.

#![allow(clippy::expect_used, reason = "content that can't be read has failed")]

use nape_logic::modality::{Modality, Use};
use nape_logic::plan::Envelope;
use nape_logic::screening::Screening;

const MANIFEST: &str = include_str!("../content/screening/manifest.toml");

#[test]
fn what_counts_as_traction_is_what_screening_calls_traction() {
    let manifest: toml::Table = MANIFEST.parse().expect("TOML");
    let group = manifest["groups"]["traction"].as_array().expect("a group");
    for modality in Modality::ALL {
        let listed = group.iter().any(|word| word.as_str() == Some(modality.word()));
        assert_eq!(modality.is_traction(), listed, "{modality}");
    }
}

#[test]
fn every_modality_and_region_that_is_screened_for_sessions_has_a_row_and_no_other() {
    let screening = Screening::built_in().expect("content");
    for (modality, used_for) in screening.modalities() {
        assert_eq!(Envelope::built_in().used_for(modality), Some(used_for), "{modality}");
        assert_eq!(Envelope::built_in().knows(modality), used_for == Use::Session, "{modality}");
    }
    assert_eq!(Envelope::built_in().rows().len(), 10);
}
