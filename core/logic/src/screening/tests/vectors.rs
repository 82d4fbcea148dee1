//! The vectors shared by all languages. Their expected values were written by hand from the clinical notes.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;
use smol_str::SmolStr;

use super::{refused, screened};
use crate::document::from_json;
use crate::screening::{Action, AnswerSheet, Screening, SymptomReport, Verdict, check, symptom};
use crate::time::Timestamp;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    sheet: Value,
    now: Timestamp,
    expect: Expected,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Expected {
    Outcome {
        outcome: Verdict,
        fired: Vec<String>,
        missing: Vec<String>,
    },
    /// The sheet is refused, and this is one of the fields named.
    Refused {
        error: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SymptomCase {
    name: String,
    report: SymptomReport,
    expect: SymptomExpected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SymptomExpected {
    action: Action,
    outcome: Verdict,
    locks: bool,
    fired: Vec<String>,
}

fn cases() -> Vec<Case> {
    from_json(include_bytes!("../../../../../tests/vectors/screening.json"))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn symptom_cases() -> Vec<SymptomCase> {
    from_json(include_bytes!("../../../../../tests/vectors/symptoms.json"))
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_sheet_comes_to_what_was_written_by_hand() {
    let cases = cases();
    assert!(cases.len() >= 140);
    for case in cases {
        match case.expect {
            Expected::Refused { error } => {
                let fields: Vec<String> = refused(&case.sheet).into_iter().map(|(field, _)| field).collect();
                assert!(fields.contains(&error), "{}: {fields:?}", case.name);
            }
            Expected::Outcome { outcome, fired, missing } => {
                let sheet: AnswerSheet = from_json(case.sheet.to_string().as_bytes()).expect("a sheet");
                let came_to =
                    check(&sheet, case.now).unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
                let rules: Vec<&str> = came_to.fired.iter().map(|fired| fired.rule.as_str()).collect();
                assert_eq!(rules, fired, "{}", case.name);
                assert_eq!(came_to.outcome, outcome, "{}", case.name);
                assert_eq!(came_to.missing, missing, "{}", case.name);
            }
        }
    }
}

#[test]
fn every_report_of_symptoms_comes_to_what_was_written_by_hand() {
    let cases = symptom_cases();
    assert!(cases.len() >= 35);
    for case in cases {
        let outcome = symptom(&case.report).unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        let rules: Vec<&str> = outcome.fired.iter().map(|fired| fired.rule.as_str()).collect();
        assert_eq!(rules, case.expect.fired, "{}", case.name);
        assert_eq!(
            (outcome.action, outcome.outcome, outcome.locks),
            (case.expect.action, case.expect.outcome, case.expect.locks),
            "{}",
            case.name
        );
    }
}

#[test]
fn every_rule_is_fired_by_a_sheet_and_every_symptom_told_in_a_report() {
    let content = &Screening::built_in().expect("content").content;
    let fired: BTreeSet<String> = cases()
        .into_iter()
        .filter_map(|case| match case.expect {
            Expected::Outcome { fired, .. } => Some(fired),
            Expected::Refused { .. } => None,
        })
        .flatten()
        .collect();
    let silent: Vec<&str> =
        content.rules.iter().map(|rule| rule.id.as_str()).filter(|id| !fired.contains(*id)).collect();
    assert!(silent.is_empty(), "{silent:?}");
    let told: BTreeSet<String> = symptom_cases().into_iter().flat_map(|case| case.expect.fired).collect();
    let ids = content.symptoms.iter().map(|symptom| &symptom.id);
    let ids = ids.chain(content.combinations.iter().map(|combination| &combination.id));
    let ids = ids.chain(content.pain_rises.iter().map(|rise| &rise.id));
    let untold: Vec<&str> = ids.map(SmolStr::as_str).filter(|id| !told.contains(*id)).collect();
    assert!(untold.is_empty(), "{untold:?}");
}

/// X1, X9, X11 and X14 are no matter of screening: a missing list, a dose, a card's words, a rank.
#[test]
fn every_way_of_traction_and_every_conflict_that_screening_settles_has_a_case() {
    let cases = cases();
    let has_sheet = |modality: &str| cases.iter().any(|case| case.sheet["modality"] == *modality);
    for (modality, _) in screened() {
        assert!(has_sheet(modality.word()), "{modality}");
    }
    let names: BTreeSet<String> = cases
        .iter()
        .map(|case| case.name.clone())
        .chain(symptom_cases().into_iter().map(|case| case.name))
        .collect();
    for conflict in ["X2", "X3", "X4", "X5", "X6", "X7", "X8", "X10", "X12", "X13"] {
        let is_about = |name: &String| name.split(' ').any(|word| word == conflict);
        assert!(names.iter().any(is_about), "{conflict}");
    }
}

#[test]
fn every_contradiction_has_a_case_that_it_refuses() {
    let contradictions = &Screening::built_in().expect("content").content.contradictions;
    let cases = cases();
    for contradiction in contradictions {
        let questions = contradiction.when.questions();
        let refuses = |case: &&Case| {
            matches!(case.expect, Expected::Refused { .. })
                && questions.iter().all(|id| case.sheet["answers"].get(id).is_some())
        };
        assert!(cases.iter().any(|case| refuses(&case)), "{}", contradiction.id);
    }
}
