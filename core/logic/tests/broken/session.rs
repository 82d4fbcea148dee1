//! Steps around a pull and claims that are broken by hand.

use super::{changed, english, modalities, placed};
use crate::content::{claims, session};

/// What the build says of the steps with every `from` replaced by `to` in the file `name`.
fn read_with(name: &str, from: &str, to: &str) -> Result<(), String> {
    let messages = english();
    let copy = changed("session", name, |text| all_replaced(text, from, to));
    session::read(copy.path(), &|key| messages.has(key), &modalities()).map(|_| ())
}

/// What the build says of the claims so changed.
fn claims_with(from: &str, to: &str) -> Result<(), String> {
    claims::read(changed("", "claims.toml", |text| all_replaced(text, from, to)).path()).map(|_| ())
}

fn all_replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not there");
    text.replace(from, to)
}

/// What the build says behind the file's name and line.
fn broken(name: &str, from: &str, to: &str) -> String {
    let error = read_with(name, from, to).expect_err("must be refused");
    let (file, _, what) = placed(&error, "session");
    assert_eq!(file, name, "{error}");
    what
}

fn broken_claims(from: &str, to: &str) -> String {
    let error = claims_with(from, to).expect_err("must be refused");
    let (file, _, what) = placed(&error, "");
    assert_eq!(file, "claims.toml", "{error}");
    what
}

#[test]
fn the_files_as_they_are_can_be_read() {
    read_with("setup.toml", "step", "step").unwrap_or_else(|error| panic!("{error}"));
    claims_with("claim", "claim").unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn no_pull_goes_without_the_checks_that_stand_before_every_one() {
    for id in ["release_in_reach", "someone_knows"] {
        let what = broken("setup.toml", &format!("id = \"{id}\""), "id = \"door_shut\"");
        assert!(what.starts_with("step door_shut: words") || what.starts_with("step: no "), "{what}");
    }
    let only_one = "id = \"release_in_reach\"\nmodalities = [\"home_unit\"]";
    let what = broken("setup.toml", "id = \"release_in_reach\"", only_one);
    assert!(what.starts_with("step: no release_in_reach for "), "{what}");
}

#[test]
fn every_way_of_traction_that_is_guided_has_a_way_out() {
    let what = broken("release.toml", "\"neck_hammock\"", "\"over_door_pulley\"");
    assert!(what.starts_with("step: no way out for neck_hammock"), "{what}");
}

#[test]
fn every_end_is_followed_by_something() {
    let what = broken("after.toml", "\"unreleased\"", "\"clean\"");
    assert_eq!(what, "step: nothing follows Unreleased");
}

#[test]
fn a_step_without_words_or_with_an_unknown_source_is_refused() {
    let what = broken("after.toml", "id = \"move_gently\"", "id = \"jump\"");
    assert_eq!(what, "step jump: words: there are no words for session-after-jump");
    let what = broken("setup.toml", "sources = [\"F07\"]", "sources = [\"F99\"]");
    assert!(what.ends_with("sources: there is no F99"), "{what}");
}

#[test]
fn a_claim_with_a_field_too_much_is_refused() {
    let what = broken_claims("harmless =", "unless =");
    assert!(what.contains("unless"), "{what}");
}

#[test]
fn a_claim_without_words_or_source_is_refused() {
    let what = broken_claims("\"harmless\", ", "\" \", ");
    assert_eq!(what, "claim: phrases: at least one, each with words");
    let what = broken_claims("sources = [\"P10\"]", "sources = []");
    assert_eq!(what, "claim: sources: at least one, each of them in the notes");
}
