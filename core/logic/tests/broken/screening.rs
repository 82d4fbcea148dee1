//! Questions, rules and symptoms that are broken by hand.

use std::fs;

use super::{changed, english, folder, placed, replaced};
use crate::content::screening::read;

/// What the build says of the real files with `from` replaced by `to` in the file `name`.
fn read_with(name: &str, from: &str, to: &str) -> Result<(), String> {
    let messages = english();
    let copy = changed("screening", name, |text| replaced(text, from, to));
    read(copy.path(), &|key| messages.has(key)).map(|_| ())
}

/// The line and the item's field in the build's error about `name`.
fn broken(name: &str, from: &str, to: &str) -> (usize, String) {
    let error = read_with(name, from, to).expect_err("must be refused");
    let (file, line, what) = placed(&error, "screening");
    assert_eq!(file, name, "{error}");
    // `rule past_fusion: when: why`, or `question[0].units: why`.
    let field: Vec<&str> = what.split(": ").collect();
    let named = if field[0].contains(' ') { field[..2].join(": ") } else { field[0].to_owned() };
    (line, named)
}

fn line_of(name: &str, needle: &str) -> usize {
    let text = fs::read_to_string(folder("screening").join(name)).expect("text");
    text.lines().position(|line| line.contains(needle)).expect("a line") + 1
}

#[test]
fn the_files_as_they_are_can_be_read() {
    read_with("manifest.toml", "version", "version").unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn broken_toml_is_named_with_file_and_line() {
    let (line, field) = broken("trauma.toml", "effect = \"block\"", "effect = \"block");
    assert_eq!((line, field.as_str()), (line_of("trauma.toml", "effect = \"block\""), "."));
}

#[test]
fn an_unknown_field_or_word_is_named_with_file_line_and_field() {
    for (from, to, field) in [
        ("unit = \"years\"", "units = \"years\"", "question[0].units"),
        ("effect = \"block\"", "effect = \"blocks\"", "rule[0].effect"),
    ] {
        assert_eq!(broken("gates.toml", from, to), (line_of("gates.toml", from), field.to_owned()));
    }
}

#[test]
fn content_that_does_not_hang_together_is_named_with_file_line_and_field() {
    for (file, from, to, field) in [
        ("gates.toml", "question = \"age\"", "question = \"aged\"", "rule under_18: when"),
        ("conditions.toml", "is = [\"fusion\"]", "is = [\"fused\"]", "rule past_fusion: when"),
        ("conditions.toml", "is = [\"fusion\"]", "is = [\"none\"]", "rule past_fusion: when"),
        ("conditions.toml", "id = \"past_fusion\"", "id = \"past_fusions\"", "rule past_fusions: id"),
        ("conditions.toml", "id = \"past_fusion\"", "id = \"pregnancy\"", "rule pregnancy: id"),
        ("conditions.toml", "sources = [\"A03\"]", "sources = [\"Q03\"]", "rule past_fusion: sources"),
        (
            "conditions.toml",
            "screening-next-another-way",
            "screening-next-nothing",
            "rule pregnancy: next_step",
        ),
        (
            "emergency.toml",
            "still_open = [",
            "clearable = true\nstill_open = [",
            "rule brain_sign: clearable",
        ),
        (
            "emergency.toml",
            "    \"bladder_or_bowel_change\", \"arm_weakness\", \"none\",",
            "    \"bladder_or_bowel_change\", \"arm_weakness\",",
            "question emergency_signs: kind",
        ),
        (
            "trauma.toml",
            "ask_if = { question = \"injury\"",
            "ask_if = { question = \"age\"",
            "question injury_details: ask_if",
        ),
        ("gates.toml", "stored = true", "stored = false", "question supervised_trial_date: id"),
        ("manifest.toml", "\"traction_table\"]", "\"rack\"]", "groups.home_traction[3]"),
        ("manifest.toml", "\"trauma.toml\", ", "", "files"),
        ("trauma.toml", "page = \"injury\"", "page = \"emergency\"", "question injury: page"),
        ("trauma.toml", "regions = [\"cervical\"]\nnext_step", "next_step", "rule injury_dangerous: when"),
        (
            "gates.toml",
            "forms = [\"full\"]",
            "forms = [\"full\"]\nmodalities = [\"rack\"]",
            "question age: modalities",
        ),
        (
            "symptoms.toml",
            "\"dizziness\", \"nausea\", \"numbness_or_tingling\",",
            "\"dizzy\",",
            "combination two_brain_signs: of",
        ),
    ] {
        let (line, named) = broken(file, from, to);
        assert_eq!(named, field);
        assert!(line > 1 || file == "manifest.toml", "{field}");
    }
}

#[test]
fn a_mistake_in_a_rule_points_at_that_rule() {
    let (line, _) = broken("gates.toml", "question = \"age\"", "question = \"aged\"");
    let rule = line_of("gates.toml", "id = \"under_18\"");
    assert!(line == rule || line + 1 == rule, "{line}");
}
