//! What pulls is the same for sessions and for screening.

#![allow(clippy::expect_used, reason = "content that can't be read has failed")]

use nape_logic::modality::Modality;

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
