//! The built-in content, and how a damaged one is reported.

use crate::screening::content::{ContentError, FILES, MANIFEST, content, load};

/// Loads the built-in files with `from` replaced by `to` in `file`.
fn damaged(file: &str, from: &str, to: &str) -> ContentError {
    let files: Vec<(&'static str, &'static str)> = FILES
        .iter()
        .map(|&(name, text)| {
            if name != file {
                return (name, text);
            }
            assert!(text.contains(from), "{from} is not in {file}");
            let damaged: &'static str = Box::leak(text.replacen(from, to, 1).into_boxed_str());
            (name, damaged)
        })
        .collect();
    load(MANIFEST, &files).expect_err("must be refused")
}

fn line_of(file: &str, needle: &str) -> usize {
    let (_, text) = FILES.iter().find(|(name, _)| *name == file).expect("a file");
    text.lines().position(|line| line.contains(needle)).expect("a line") + 1
}

#[test]
fn the_built_in_content_loads() {
    if let Err(error) = content() {
        panic!("{error}");
    }
}

#[test]
fn broken_toml_is_named_with_file_and_line() {
    let error = damaged("trauma.toml", "effect = \"block\"", "effect = \"block");
    assert_eq!(error.file, "trauma.toml");
    assert_eq!(error.line, line_of("trauma.toml", "effect = \"block\""));
}

#[test]
fn an_unknown_field_or_word_is_named_with_file_line_and_field() {
    let error = damaged("gates.toml", "unit = \"years\"", "units = \"years\"");
    assert_eq!(
        (error.line, error.field.as_str()),
        (line_of("gates.toml", "unit = \"years\""), "question[0].units")
    );
    let error = damaged("gates.toml", "effect = \"block\"", "effect = \"blocks\"");
    assert_eq!(
        (error.line, error.field.as_str()),
        (line_of("gates.toml", "effect = \"block\""), "rule[0].effect")
    );
}

#[test]
fn content_that_does_not_hang_together_is_named_with_file_line_and_field() {
    for (file, from, to, field) in [
        ("gates.toml", "question = \"age\"", "question = \"aged\"", "rule under_18: when"),
        ("conditions.toml", "is = [\"fusion\"]", "is = [\"fused\"]", "rule past_fusion: when"),
        ("conditions.toml", "is = [\"fusion\"]", "is = [\"none\"]", "rule past_fusion: when"),
        ("conditions.toml", "id = \"past_fusion\"", "id = \"past_fusions\"", "rule past_fusions: id"),
        ("conditions.toml", "id = \"past_fusion\"", "id = \"weak_bones\"", "rule weak_bones: id"),
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
        ("today.toml", "stored = true", "stored = false", "question pain_now: id"),
        (
            "symptoms.toml",
            "\"dizziness\", \"nausea\", \"numbness_or_tingling\",",
            "\"dizzy\",",
            "combination two_brain_signs: of",
        ),
    ] {
        let error = damaged(file, from, to);
        assert_eq!((error.file.as_str(), error.field.as_str()), (file, field), "{error}");
        assert!(error.line > 1, "{error}");
    }
}

#[test]
fn a_mistake_in_a_rule_points_at_that_rule() {
    let error = damaged("gates.toml", "question = \"age\"", "question = \"aged\"");
    let rule = line_of("gates.toml", "id = \"under_18\"");
    assert!(error.line == rule || error.line + 1 == rule, "{error}");
}

#[test]
fn every_fact_that_excludes_has_a_rule() {
    let content = content().expect("content");
    for fact in 1..=12 {
        let fact = format!("A{fact:02}");
        assert!(content.rules.iter().any(|rule| rule.item.sources.contains(&fact)), "{fact}");
    }
}

#[test]
fn what_can_never_be_lifted_is_not_clearable() {
    let content = content().expect("content");
    for id in ["under_18", "pregnancy", "fear_of_restraint", "past_fusion", "injury", "brain_sign"] {
        assert!(!content.rule(id).expect("a rule").clearable, "{id}");
    }
}

#[test]
fn no_words_of_screening_promise_anything() {
    let words = include_str!("../../../content/messages/en/screening.ftl");
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        let text = line.split_once('=').map_or(line, |(_, text)| text).to_lowercase();
        let spoken: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        for banned in ["safe", "safely", "clear", "cleared", "clearance", "fit", "candidate", "cure", "cures"]
        {
            assert!(!spoken.contains(&banned), "{banned}: {line}");
        }
    }
}

#[test]
fn every_message_of_screening_is_used() {
    let content = content().expect("content");
    let mut used: std::collections::BTreeSet<String> = content
        .questions
        .iter()
        .map(|placed| &placed.item)
        .flat_map(|question| {
            let options = question.options.iter().map(|option| question.option_key(option));
            options.chain([question.text_key(), question.help_key()]).collect::<Vec<_>>()
        })
        .collect();
    for rule in content.rules.iter().map(|placed| &placed.item) {
        used.extend([rule.text_key(), rule.next_step.clone()]);
    }
    let words = include_str!("../../../content/messages/en/screening.ftl");
    for line in words.lines().filter(|line| line.starts_with("screening-")) {
        let key = line.split('=').next().unwrap_or_default().trim();
        let by_code = key.starts_with("screening-outcome-") || key.starts_with("screening-symptom-");
        assert!(by_code || used.contains(key), "{key}");
    }
}
