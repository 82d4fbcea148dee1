//! The built-in content. How broken files are reported stands in `tests/broken_content.rs` of this crate.

use crate::screening::Screening;

#[test]
fn every_fact_that_excludes_has_a_rule() {
    let content = &Screening::built_in().expect("content").content;
    for fact in 1..=12 {
        let fact = format!("A{fact:02}");
        assert!(content.rules.iter().any(|rule| rule.sources.contains(&fact)), "{fact}");
    }
}

#[test]
fn what_can_never_be_lifted_is_not_clearable() {
    let content = &Screening::built_in().expect("content").content;
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
    let content = &Screening::built_in().expect("content").content;
    let mut used: std::collections::BTreeSet<String> = content
        .questions
        .iter()
        .flat_map(|question| {
            let options = question.options.iter().map(|option| question.option_key(option));
            options.chain([question.text_key(), question.help_key()]).collect::<Vec<_>>()
        })
        .collect();
    for rule in &content.rules {
        used.extend([rule.text_key(), rule.next_step.clone()]);
    }
    let words = include_str!("../../../content/messages/en/screening.ftl");
    for line in words.lines().filter(|line| line.starts_with("screening-")) {
        let key = line.split('=').next().unwrap_or_default().trim();
        let by_code = key.starts_with("screening-outcome-") || key.starts_with("screening-symptom-");
        assert!(by_code || used.contains(key), "{key}");
    }
}
