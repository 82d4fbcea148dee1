//! The envelope's file: what it holds today, and how its reader refuses a slip with line and field.

use crate::modality::{Modality, Region};
use crate::plan::{ContentError, Envelope};
use crate::time::Millis;

const FILE: &str = "envelope.toml";
const BUILT_IN: &str = include_str!("../../../content/plan/envelope.toml");

fn refused(from: &str, to: &str) -> ContentError {
    assert!(BUILT_IN.contains(from), "{from} is in the file");
    Envelope::parse(FILE, &BUILT_IN.replacen(from, to, 1)).expect_err("must be refused")
}

fn line_of(text: &str) -> usize {
    1 + BUILT_IN.lines().position(|line| line.contains(text)).expect("in the file")
}

#[test]
fn the_built_in_envelope_has_the_three_rows_of_today() {
    let envelope = Envelope::parse(FILE, BUILT_IN).expect("is in order");
    let rows: Vec<_> = envelope.rows().iter().map(|row| (row.modality, row.region)).collect();
    assert_eq!(
        rows,
        [
            (Modality::OverDoorPulley, Region::Cervical),
            (Modality::HomeUnit, Region::Cervical),
            (Modality::HomeUnit, Region::Lumbar),
        ]
    );
    assert_eq!(Envelope::built_in().rows().len(), 3);
}

#[test]
fn pounds_and_minutes_are_converted_exactly() {
    let row = Envelope::built_in().row(Modality::HomeUnit, Region::Cervical).expect("a row");
    let ceiling = &row.with_provider;
    assert_eq!(ceiling.force_max.as_ref().map(|force| force.value.millinewtons()), Some(222_411));
    assert_eq!(ceiling.duration_max.value, Millis(1_200_000));
    assert_eq!(row.ramp.fastest.value.millinewtons_per_second(), 20_000);
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
fn a_source_that_is_not_listed_is_refused_with_its_line_and_field() {
    let error = refused(r#"["saunders", "3a"] }"#, r#"["sanders", "3a"] }"#);
    assert_eq!(error.line, line_of(r#"force_max = { value = 50, unit = "lb", tag = "R""#));
    assert_eq!(error.field, "row[1].with_provider.force_max.sources");
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
fn a_row_that_stands_twice_is_refused() {
    assert_eq!(refused(r#"region = "lumbar""#, r#"region = "cervical""#).message, "stands twice");
}

#[test]
fn a_ceiling_without_a_provider_above_the_one_with_is_refused() {
    assert_eq!(
        refused("force_max = { value = 20", "force_max = { value = 60").message,
        "without_provider allows more than with_provider"
    );
}

#[test]
fn a_broken_file_names_its_line() {
    assert_eq!(refused("[sources]", "[sources").line, line_of("[sources]"));
}

#[test]
fn every_number_is_tagged_and_sourced() {
    for row in Envelope::built_in().rows() {
        for (name, origin) in row.origins() {
            assert!(origin.sources().next().is_some(), "{name}");
        }
    }
}
