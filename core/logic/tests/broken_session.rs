//! Steps around a pull and claims that are broken by hand fail the build, with file, line and field.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what went wrong by failing")]
#![allow(clippy::disallowed_methods, reason = "it writes broken files for the build's reader")]

#[path = "../build/content/mod.rs"]
#[allow(dead_code, reason = "the other readers have tests of their own")]
mod content;

use std::fs;
use std::path::{Path, PathBuf};

use content::{claims, messages, screening, session};
// The shared shapes know these by their places in the crate.
use content::{citation, modality, place, time, units};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name)
}

/// What the build says of the real files with `from` replaced by `to` in the file `name`.
fn read_with(name: &str, from: &str, to: &str) -> Result<(), String> {
    let messages = messages::read(&folder("messages/en")).expect("messages");
    let has_words = |key: &str| messages.has(key);
    let modalities = screening::read(&folder("screening"), &has_words).expect("screening").manifest.modality;
    let copy = tempfile::tempdir().expect("a folder");
    for own_name in ["session/setup.toml", "session/release.toml", "session/after.toml", "claims.toml"] {
        let mut text = fs::read_to_string(folder(own_name)).expect("text");
        if own_name == name {
            assert!(text.contains(from), "{from} is not in {name}");
            text = text.replace(from, to);
        }
        let path = copy.path().join(own_name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    session::read(&copy.path().join("session"), &has_words, &modalities).map(|_| ())?;
    claims::read(copy.path()).map(|_| ())
}

/// What the build says behind the file's name and line.
fn broken(name: &str, from: &str, to: &str) -> String {
    let error = read_with(name, from, to).expect_err("must be refused");
    let place =
        error.strip_prefix(&format!("core/logic/content/{name}:")).and_then(|rest| rest.split_once(": "));
    let (line, what) = place.unwrap_or_else(|| panic!("no place: {error}"));
    assert!(line.parse::<usize>().is_ok(), "{error}");
    what.to_owned()
}

#[test]
fn the_files_as_they_are_can_be_read() {
    read_with("claims.toml", "claim", "claim").unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn no_pull_goes_without_the_checks_that_stand_before_every_one() {
    for id in ["release_in_reach", "someone_knows"] {
        let what = broken("session/setup.toml", &format!("id = \"{id}\""), "id = \"door_shut\"");
        assert!(what.starts_with("step door_shut: words") || what.starts_with("step: no "), "{what}");
    }
    let only_one = "id = \"release_in_reach\"\nmodalities = [\"home_unit\"]";
    let what = broken("session/setup.toml", "id = \"release_in_reach\"", only_one);
    assert!(what.starts_with("step: no release_in_reach for "), "{what}");
}

#[test]
fn every_way_of_traction_that_is_guided_has_a_way_out() {
    let what = broken("session/release.toml", "\"neck_hammock\"", "\"over_door_pulley\"");
    assert!(what.starts_with("step: no way out for neck_hammock"), "{what}");
}

#[test]
fn every_end_is_followed_by_something() {
    let what = broken("session/after.toml", "\"unreleased\"", "\"clean\"");
    assert_eq!(what, "step: nothing follows Unreleased");
}

#[test]
fn a_step_without_words_or_with_an_unknown_source_is_refused() {
    let what = broken("session/after.toml", "id = \"move_gently\"", "id = \"jump\"");
    assert_eq!(what, "step jump: words: there are no words for session-after-jump");
    let what = broken("session/setup.toml", "sources = [\"F07\"]", "sources = [\"F99\"]");
    assert!(what.ends_with("sources: there is no F99"), "{what}");
}

#[test]
fn a_claim_with_a_field_too_much_is_refused() {
    let what = broken("claims.toml", "harmless =", "unless =");
    assert!(what.contains("unless"), "{what}");
}

#[test]
fn a_claim_without_words_or_source_is_refused() {
    let what = broken("claims.toml", "\"harmless\", ", "\" \", ");
    assert_eq!(what, "claim: phrases: at least one, each with words");
    let what = broken("claims.toml", "sources = [\"P10\"]", "sources = []");
    assert_eq!(what, "claim: sources: at least one, each of them in the notes");
}
