//! What needs no journal: forms, checks and timelines, each a pure function of its arguments.

use super::course::About;
use super::error::NapeError;
use super::plan::{Plan, PlanCheck, Timeline};
use super::screening::{AnswerSheet, Form, FormKind, ScreeningOutcome, SymptomOutcome, SymptomReport, SymptomWords};
use super::words::{Modality, Region};

/// A form to fill in.
#[uniffi::export]
pub fn screening_form(form: FormKind, modality: Modality, region: Region) -> Result<Form, NapeError> {
    let _ = (form, modality, region);
    unbuilt()
}

/// What answers mean at `now` (RFC 3339). Stores nothing.
#[uniffi::export]
pub fn check_answers(sheet: AnswerSheet, now: String) -> Result<ScreeningOutcome, NapeError> {
    let _ = (sheet, now);
    unbuilt()
}

/// The symptoms that can be told, for a region.
#[uniffi::export]
pub fn screening_symptoms(region: Region) -> Result<Vec<SymptomWords>, NapeError> {
    let _ = region;
    unbuilt()
}

/// What symptoms mean. Stores nothing.
#[uniffi::export]
pub fn check_symptoms(report: SymptomReport) -> Result<SymptomOutcome, NapeError> {
    let _ = report;
    unbuilt()
}

/// What the limits say of a plan at `now` (RFC 3339). Stores nothing.
#[uniffi::export]
pub fn check_plan(plan: Plan, now: String) -> Result<PlanCheck, NapeError> {
    let _ = (plan, now);
    unbuilt()
}

/// What a plan's session would do when. `Refused` where the plan is not accepted.
#[uniffi::export]
pub fn compile_timeline(plan: Plan, now: String) -> Result<Timeline, NapeError> {
    let _ = (plan, now);
    unbuilt()
}

/// Reads a plan file (JSON), strictly.
#[uniffi::export]
pub fn plan_from_json(document: Vec<u8>) -> Result<Plan, NapeError> {
    let _ = document;
    unbuilt()
}

/// Reads an answers file (JSON), strictly.
#[uniffi::export]
pub fn answers_from_json(document: Vec<u8>) -> Result<AnswerSheet, NapeError> {
    let _ = document;
    unbuilt()
}

/// Reads a symptoms file (JSON), strictly.
#[uniffi::export]
pub fn symptoms_from_json(document: Vec<u8>) -> Result<SymptomReport, NapeError> {
    let _ = document;
    unbuilt()
}

/// What the program says of itself.
#[uniffi::export]
pub fn about() -> Result<About, NapeError> {
    unbuilt()
}

fn unbuilt<T>() -> Result<T, NapeError> {
    Err(NapeError::Internal { detail: "not built".to_owned() })
}
