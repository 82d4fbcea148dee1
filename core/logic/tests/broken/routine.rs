//! Practices that are broken by hand.

use super::{changed, english, placed, replaced};
use crate::content::routine::read;

/// What the build says of the real files with `from` replaced by `to` in the file `name`.
fn read_with(name: &str, from: &str, to: &str) -> Result<(), String> {
    let messages = english();
    let copy = changed("routine", name, |text| replaced(text, from, to));
    read(copy.path(), &|key| messages.has(key)).map(|_| ())
}

/// What the build says behind the file's name and line.
fn broken(name: &str, from: &str, to: &str) -> String {
    placed(&read_with(name, from, to).expect_err("must be refused"), "routine").2
}

#[test]
fn the_files_as_they_are_can_be_read() {
    read_with("limits.toml", "least", "least").unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_practice_that_stays_open_after_an_injury_moves_nothing() {
    let what = broken("practices.toml", "moves_neck = false", "moves_neck = true");
    assert!(what.starts_with("practice belly_breathing: moves_neck"), "{what}");
}

#[test]
fn a_way_of_traction_is_no_practice() {
    let messages = ["routine-home-unit-name", "routine-home-unit-how"];
    let copy = changed("routine", "practices.toml", |text| text.replace("\"wall_drill\"", "\"home_unit\""));
    let known = english();
    let error = read(copy.path(), &|key| messages.contains(&key) || known.has(key)).expect_err("refused");
    assert!(error.contains("practice home_unit: id"), "{error}");
}

#[test]
fn numbers_outside_the_limits_are_refused() {
    let what = broken("practices.toml", "most = 600 }", "most = 1801 }");
    assert!(what.starts_with("practice belly_breathing: seconds"), "{what}");
    let what = broken("practices.toml", "usual = 120", "usual = 20");
    assert!(what.starts_with("practice belly_breathing: seconds"), "{what}");
    let what = broken(
        "practices.toml",
        "repetitions = { usual = 5, most = 15 }",
        "repetitions = { usual = 5, most = 31 }",
    );
    assert!(what.starts_with("practice posture_reset: sets"), "{what}");
}

#[test]
fn nerve_movements_always_need_a_provider() {
    let what = broken("practices.toml", "shown_by_provider = true\n", "");
    assert!(what.starts_with("practice nerve_movement: shown_by_provider"), "{what}");
}

#[test]
fn every_fact_on_practices_and_routines_is_carried_or_left_out_with_a_reason() {
    let what = broken("limits.toml", "fact = \"K24\"", "fact = \"K03\"");
    assert!(what.starts_with("left_out K03"), "{what}");
    let what = broken("practices.toml", "\"K18\", ", "");
    assert!(what.starts_with("left_out K18"), "{what}");
    let what = broken(
        "limits.toml",
        "why = \"an encouragement; the card on one person's routine says it\"",
        "why = \"\"",
    );
    assert!(what.starts_with("left_out M07: why"), "{what}");
}

#[test]
fn words_sources_limits_and_ids_are_held_together() {
    for (name, from, to, named) in [
        ("practices.toml", "id = \"warmth\"", "id = \"wormth\"", "practice wormth: words"),
        ("practices.toml", "cautions = [\"frost\"]", "cautions = [\"ice\"]", "practice cold_pack: words"),
        ("practices.toml", "id = \"warmth\"", "id = \"warm_rest\"", "practice warm_rest: id"),
        ("practices.toml", "\"K12\"]", "\"K25\"]", "practice warmth: sources"),
        ("practices.toml", "place = \"before\"", "place = \"under\"", "practice[3].place"),
        ("limits.toml", "id = \"tools\"", "id = \"steps\"", "limit steps: id"),
        ("limits.toml", "least = 5", "least = 1801", "limit seconds: least"),
        ("examples.toml", "practice = \"quiet_time\"", "practice = \"noise\"", "example short_evening: step"),
        ("examples.toml", "seconds = 120", "minutes = 2", "example[0].step[0].minutes"),
    ] {
        let what = broken(name, from, to);
        assert!(what.starts_with(named), "{named}: {what}");
    }
}
