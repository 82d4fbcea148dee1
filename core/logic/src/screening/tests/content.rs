//! The built-in content. How broken files are reported stands in `tests/broken/` of this crate.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::modality::Modality;
use crate::screening::{Effect, Screening, StillOpen};

/// Every file of screening's English words.
const WORDS: [&str; 3] = [
    include_str!("../../../content/messages/en/screening.ftl"),
    include_str!("../../../content/messages/en/screening-questions.ftl"),
    include_str!("../../../content/messages/en/screening-rules.ftl"),
];

#[test]
fn every_exclusion_gate_and_warning_symptom_of_the_sources_is_carried() {
    let content = &Screening::built_in().expect("content").content;
    let mut carried: BTreeSet<&str> =
        content.rules.iter().flat_map(|rule| &rule.sources).map(SmolStr::as_str).collect();
    carried.extend(content.questions.iter().flat_map(|question| &question.sources).map(SmolStr::as_str));
    carried.extend(content.symptoms.iter().flat_map(|symptom| &symptom.sources).map(SmolStr::as_str));
    for (letter, last) in [('A', 21), ('B', 28), ('C', 16)] {
        for number in 1..=last {
            let fact = format!("{letter}{number:02}");
            assert!(carried.contains(fact.as_str()), "{fact}");
        }
    }
    for fact in 1..=18 {
        let fact = format!("A{fact:02}");
        let blocks = content
            .rules
            .iter()
            .any(|rule| rule.effect == Effect::Block && rule.sources.iter().any(|source| *source == fact));
        assert!(blocks, "{fact}");
    }
}

#[test]
fn what_can_never_be_lifted_is_not_clearable() {
    let content = &Screening::built_in().expect("content").content;
    for id in ["under_18", "pregnancy", "fear_of_restraint", "past_fusion", "injury", "brain_sign"] {
        assert!(!content.rule(id).expect("a rule").clearable, "{id}");
    }
    let hanging = [Modality::HangingBar, Modality::InversionTable];
    for rule in &content.rules {
        let elsewhere = Screening::built_in().expect("content").modalities().any(|(modality, _)| {
            !hanging.contains(&modality) && rule.scope.includes(modality, crate::modality::Region::Cervical)
        });
        assert!(elsewhere || rule.effect != Effect::Block || !rule.clearable, "{}", rule.id);
    }
}

#[test]
fn p11_nothing_that_moves_the_neck_stays_open_after_an_injury_an_emergency_or_a_warning() {
    for rule in &Screening::built_in().expect("content").content.rules {
        let grave = rule.locks || matches!(rule.effect, Effect::Emergency | Effect::Stop);
        assert!(!grave || !rule.still_open.contains(&StillOpen::PostureBreaks), "{}", rule.id);
    }
}

#[test]
fn no_words_of_screening_promise_anything() {
    for line in WORDS.iter().flat_map(|words| words.lines()).filter(|line| !line.starts_with('#')) {
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
    let mut used: BTreeSet<String> = content
        .questions
        .iter()
        .flat_map(|question| {
            let options = question.options.iter().map(|option| question.option_key(option));
            options.chain([question.text_key(), question.help_key()]).collect::<Vec<_>>()
        })
        .collect();
    for rule in &content.rules {
        used.extend([rule.text_key(), rule.next_step.to_string()]);
    }
    used.extend(content.contradictions.iter().map(crate::screening::written::Contradiction::text_key));
    for line in WORDS.iter().flat_map(|words| words.lines()).filter(|line| line.starts_with("screening-")) {
        let key = line.split('=').next().unwrap_or_default().trim();
        let by_code = key.starts_with("screening-outcome-") || key.starts_with("screening-symptom-");
        assert!(by_code || used.contains(key), "{key}");
    }
}
