//! Screening through the door, at the moments when it matters: each test is named after its product rule.
//!
//! | file | about |
//! |---|---|
//! | `forms` | what is asked, shown again, judged again (P4, P5, P11, P12) |
//! | `health` | what was told elsewhere counts here (P4, P8, X6) |
//! | `locks` | what locks, what stays open, what unlocks (P7, P9) |
//! | `clearances` | what a provider allowed, and the person's presence (P17, P40) |
//! | `told` | what is told outside the forms (P6, P8, P36) |
//! | `additions` | what an integrator adds (P38) |

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

#[path = "../person/mod.rs"]
mod person;

mod additions;
mod clearances;
mod forms;
mod health;
mod locks;
mod told;

use nape::api::{Answer, AnswerSheet, NapeError};

use person::Person;

/// The ids of the rules of a refusal.
fn rules_of<T: std::fmt::Debug>(refused: Result<T, NapeError>) -> Vec<String> {
    match refused {
        Err(NapeError::Refused { rules, .. }) => rules,
        other => panic!("must be refused: {other:?}"),
    }
}

/// The field of bad input.
fn field_of<T: std::fmt::Debug>(refused: Result<T, NapeError>) -> String {
    match refused {
        Err(NapeError::BadInput { field, .. }) => field,
        other => panic!("must be bad input: {other:?}"),
    }
}

/// A form against which nothing speaks but this answer of a list.
fn with_choice(form: &str, question: &str, option: &str) -> AnswerSheet {
    let mut sheet = Person::sheet(form);
    sheet.answers.insert(question.to_owned(), Answer::Choices { chosen: vec![option.to_owned()] });
    sheet
}

async fn answer(person: &Person, sheets: &[AnswerSheet]) {
    for sheet in sheets {
        person.nape.record_screening(sheet.clone()).await.expect("records");
    }
}

/// What the gate says first.
async fn first_refusal(person: &Person) -> Option<String> {
    let readiness = person.nape.readiness(person.request(1_000.0, vec![])).await.expect("answers");
    readiness.refusals.first().map(|refusal| refusal.rule.clone())
}
