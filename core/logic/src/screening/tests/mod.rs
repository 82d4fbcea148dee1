//! | file | behaviour |
//! |---|---|
//! | `vectors` | the cases shared with the other languages |
//! | `rules` | single decisions, named after what a person would expect |
//! | `properties` | what holds for every sheet |
//! | `worse` | nothing worse is ever milder: choices, numbers, clearances, what went before, symptoms |
//! | `content` | the built-in content |
//! | `additions` | what an integrator may add, and what is refused |
//! | `symptoms` | symptoms around a session |

mod additions;
mod content;
mod properties;
mod rules;
mod symptoms;
mod vectors;
mod worse;

use serde_json::{Value, json};

use super::{AnswerSheet, FormKind, Outcome, QuestionKind, Screening, ScreeningError, check, form};
use crate::document::from_json;
use crate::modality::{Modality, Region};
use crate::time::Timestamp;

/// Every way of traction with each part of the spine that it is for.
fn screened() -> Vec<(Modality, Region)> {
    let screening = Screening::built_in().expect("content");
    let pairs = |(modality, _)| screening.regions(modality).iter().map(move |region| (modality, *region));
    screening.modalities().flat_map(pairs).collect()
}

fn now() -> Timestamp {
    Timestamp::parse("2026-03-10T09:00:00+01:00").expect("valid")
}

fn read(sheet: &Value) -> AnswerSheet {
    from_json(sheet.to_string().as_bytes()).expect("a sheet")
}

/// Each field that is refused, with what it allows.
fn refused(sheet: &Value) -> Vec<(String, String)> {
    let sheet: AnswerSheet = match from_json(sheet.to_string().as_bytes()) {
        Ok(sheet) => sheet,
        Err(error) => return vec![(error.field, error.allowed.unwrap_or_default())],
    };
    match check(&sheet, now()) {
        Err(ScreeningError::BadInput(problems)) => {
            problems.into_iter().map(|problem| (problem.field, problem.allowed.unwrap_or_default())).collect()
        }
        other => panic!("must be refused: {other:?}"),
    }
}

fn checked(sheet: &Value) -> Outcome {
    check(&read(sheet), now()).expect("an outcome")
}

/// What is asked so that "no" is the trouble.
const GATES: [&str; 6] = [
    "provider_consulted",
    "technique_chosen",
    "warnings_read",
    "examined",
    "supervised_trial",
    "provider_follows",
];

/// The sheet of a person without any trouble.
fn untroubled(kind: FormKind, modality: Modality, region: Region) -> Value {
    let form = form(kind, modality, region).expect("a form");
    let answers: serde_json::Map<String, Value> = form
        .questions
        .iter()
        // Who knows no reading of the blood pressure is asked about it in words.
        .filter(|question| question.ask_if.is_none() || question.id == "blood_pressure_words")
        .map(|question| {
            let answer = match (question.id.as_str(), question.kind) {
                ("age", _) => json!(40),
                ("known_numbness", _) => json!("no"),
                ("blood_pressure_words", _) => json!("never_high"),
                ("imaging", _) => json!("not_wanted"),
                (id, _) if GATES.contains(&id) => json!(true),
                (_, QuestionKind::YesNo) => json!(false),
                (_, QuestionKind::Choices) => json!(["none"]),
                _ => json!(0),
            };
            (question.id.clone(), answer)
        })
        .collect();
    json!({ "form": kind, "modality": modality, "region": region, "answers": answers })
}

fn full() -> Value {
    untroubled(FormKind::Full, Modality::HomeUnit, Region::Cervical)
}

fn short() -> Value {
    untroubled(FormKind::Short, Modality::HomeUnit, Region::Cervical)
}

fn with(mut sheet: Value, question: &str, answer: Value) -> Value {
    sheet["answers"][question] = answer;
    sheet
}

fn without(mut sheet: Value, question: &str) -> Value {
    sheet["answers"].as_object_mut().expect("answers").remove(question);
    sheet
}

fn fired(outcome: &Outcome) -> Vec<&str> {
    outcome.fired.iter().map(|fired| fired.rule.as_str()).collect()
}
