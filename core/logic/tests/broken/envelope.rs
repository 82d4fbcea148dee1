//! An envelope that is broken by hand.

use std::fs;
use std::path::Path;

use super::{folder, modalities};
use crate::content::place::ContentError;
use crate::content::plan::{from_file, read};
use crate::content::toml_file::TomlFile;

fn built_in() -> String {
    fs::read_to_string(folder("plan/envelope.toml")).expect("the file")
}

/// What the build says of the real file with the first `from` after `after` replaced by `to`.
fn refused_after(after: &str, from: &str, to: &str) -> ContentError {
    let text = built_in();
    let start = text.find(after).expect("in the file");
    let (head, tail) = text.split_at(start);
    assert!(tail.contains(from), "{from} is behind {after}");
    let file =
        TomlFile { name: "envelope.toml".to_owned(), text: format!("{head}{}", tail.replacen(from, to, 1)) };
    match from_file(&file, &modalities()) {
        Err(error) => error,
        Ok(_) => panic!("{to} must be refused"),
    }
}

fn refused(from: &str, to: &str) -> ContentError {
    refused_after("", from, to)
}

fn line_of(text: &str) -> usize {
    1 + built_in().lines().position(|line| line.contains(text)).expect("in the file")
}

#[test]
fn the_file_as_it_is_can_be_read() {
    if let Err(error) = read(&folder("plan"), &modalities()) {
        panic!("{error}");
    }
}

#[test]
fn a_build_error_names_the_file_to_open() {
    let Err(error) = read(Path::new("nowhere"), &[]) else { panic!("there is no such folder") };
    assert!(error.starts_with("core/logic/content/plan/envelope.toml: "), "{error}");
}

#[test]
fn a_force_in_minutes_is_refused_with_its_line_and_field() {
    let error = refused(r#"force = { value = 6, unit = "lb""#, r#"force = { value = 6, unit = "min""#);
    assert_eq!(error.line, line_of("force = { value = 6"));
    assert_eq!(error.field, "row[0].start.force");
    assert_eq!(error.message, "a force is in N, kg or lb");
    assert!(error.to_string().starts_with("envelope.toml:"), "{error}");
}

#[test]
fn a_number_in_the_wrong_unit_or_none_is_refused() {
    for (from, to, message) in [
        (r#"value = 2, unit = "in""#, r#"value = 2, unit = "min""#, "a height is in cm or in"),
        (r#"value = 2, unit = "in""#, r#"value = 0, unit = "in""#, "must be above zero"),
        (r#"value = 4, unit = "sets""#, r#"value = 4, unit = "sessions""#, "a number of sets is in sets"),
        (
            r#"value = 30, unit = "degrees""#,
            r#"value = 91, unit = "degrees""#,
            "an angle is in degrees, 0 to 90",
        ),
        (r#"value = 3, unit = "min""#, r#"value = 3, unit = "lb""#, "a time is in s, min or h"),
    ] {
        let error = refused(from, to);
        assert_eq!((error.message.as_str(), error.line), (message, line_of(from)), "{to}");
    }
}

#[test]
fn a_source_that_is_not_listed_is_refused_with_its_line_and_field() {
    let error = refused(r#"["saunders", "3a"] }"#, r#"["sanders", "3a"] }"#);
    assert_eq!(error.field, "row[1].with_provider.force_max.sources");
    assert_eq!(error.line, line_of(r#"force_max = { value = 50, unit = "lb", tag = "R""#));
    let position = refused(r#"sources = ["fater", "F07"]"#, r#"sources = ["fater", "F70"]"#);
    assert_eq!(position.line, line_of(r#"sources = ["fater", "F07"]"#));
    assert!(position.field.ends_with("position.sources"), "{position}");
}

#[test]
fn a_listed_source_that_no_number_comes_from_is_refused() {
    let error = refused("fater =", "father = \"somebody\"\nfater =");
    assert_eq!((error.field.as_str(), error.line), ("sources.father", line_of("fater =")));
}

#[test]
fn a_number_without_a_source_is_refused() {
    let error = refused(r#"sources = ["fpnotebook", "3a"]"#, "sources = []");
    assert!(error.message.contains("source"), "{error}");
}

#[test]
fn an_unknown_field_is_refused_with_its_line() {
    let error = refused("duration_max =", "duration_most =");
    assert_eq!(error.line, line_of("duration_max ="));
    assert!(error.field.starts_with("row[0].without_provider"), "{error}");
}

#[test]
fn a_broken_file_names_its_line() {
    assert_eq!(refused("[sources]", "[sources").line, line_of("[sources]"));
}

/// Each with the row in which it is broken, since the same words stand in several.
#[test]
fn what_cannot_be_true_at_once_is_refused_at_its_row() {
    let (pulley, hammock) = ("modality = \"over_door_pulley\"", "modality = \"neck_hammock\"");
    let (unit, bar, table) =
        ("modality = \"home_unit\"", "modality = \"hanging_bar\"", "modality = \"inversion_table\"");
    for (row, from, to, message) in [
        (unit, "region = \"lumbar\"", "region = \"cervical\"", "stands twice"),
        (pulley, "region = \"cervical\"", "region = \"lumbar\"", "no session is screened for it"),
        (
            pulley,
            "value = 20, unit = \"lb\"",
            "value = 60, unit = \"lb\"",
            "without_provider allows more than with_provider",
        ),
        (
            pulley,
            "value = 6, unit = \"lb\"",
            "value = 21, unit = \"lb\"",
            "start is more than without_provider",
        ),
        (
            pulley,
            "value = 5, unit = \"min\"",
            "value = 11, unit = \"min\"",
            "start is more than without_provider",
        ),
        (pulley, "hold_min = { value = 60", "hold_min = { value = 61", "cycle: hold_min is above hold_max"),
        (pulley, "ratio_min = { value = 3", "ratio_min = { value = 4", "cycle: ratio_min is above ratio_max"),
        (pulley, "value = 10, unit = \"degrees\"", "value = 26, unit = \"degrees\"", "angle: out of order"),
        (pulley, "gentle = { value = 2,", "gentle = { value = 21,", "ramp: out of order"),
        (pulley, "\"force\", \"water_bag\"", "\"force\", \"force\"", "loads: none, or one twice"),
        (unit, "default = { value = 15", "default = { value = 26", "angle: out of order"),
        (hammock, "height = { value = 2,", "height = { value = 3,", "start is more than without_provider"),
        (
            hammock,
            "height_max = { value = 4",
            "height_max = { value = 1",
            "height_max goes with height, and is not below its min",
        ),
        (
            hammock,
            "loads = [\"height\"]",
            "loads = [\"height\", \"body_weight\"]",
            "loads: body_weight stands alone",
        ),
        (hammock, "loads = [\"height\"]", "loads = [\"force\"]", "ramp goes with a pull that is a force"),
        (
            bar,
            "under_load_max = { value = 2,",
            "under_load_max = { value = 4,",
            "without_provider allows more than with_provider",
        ),
        (
            bar,
            "under_load = { value = 30, unit = \"s\"",
            "duration = { value = 30, unit = \"s\"",
            "start.under_load goes with sets",
        ),
        (
            bar,
            "hold_min = { value = 10, unit = \"s\"",
            "hold_min = { value = 70, unit = \"s\"",
            "sets: hold_min is above hold_max",
        ),
        (table, "hold_max = { value = 2,", "hold_max = { value = 3,", "sets: longer than under_load_max"),
        (table, "first = { value = 15", "first = { value = 10", "angle: out of order"),
    ] {
        let error = refused_after(row, from, to);
        assert!(error.message.contains(message) || error.field.contains(message), "{to}: {error}");
        assert!(error.line >= line_of(row) - 1, "{to}: {error}");
    }
}

#[test]
fn a_modality_that_is_screened_for_sessions_needs_a_row() {
    let text = built_in();
    let row = text.rfind("[[row]]").expect("a row");
    let file = TomlFile { name: "envelope.toml".to_owned(), text: text[..row].to_owned() };
    let Err(error) = from_file(&file, &modalities()) else { panic!("a row is missing") };
    assert_eq!((error.field.as_str(), error.message.as_str()), ("row", "inversion_table lumbar has none"));
}
