//! What needs no journal: forms, checks and timelines, each a pure function of its arguments.

use nape_logic::plan as core_plan_rules;
use nape_logic::screening as core;
use nape_logic::session;
use nape_logic::text::Message;
use nape_logic::time::{Millis, Timestamp};

use super::convert;
use super::course::About;
use super::error::NapeError;
use super::language::render;
use super::logged::LoggedSession;
use super::plan::{Plan, PlanCheck, PlanImport, Timeline};
use super::screening::{
    AnswerSheet, Form, FormKind, ScreeningOutcome, SymptomOutcome, SymptomReport, SymptomWords,
};
use super::session::SessionStep;
use super::words::{Modality, Region};
use crate::engine::{INTENDED_USE_VERSION, check_logged, screening_error};

/// A form to fill in.
#[uniffi::export]
pub fn screening_form(form: FormKind, modality: Modality, region: Region) -> Result<Form, NapeError> {
    let form = core::form(form.into(), modality.into(), region.into()).map_err(screening_error)?;
    Ok(convert::form(form))
}

/// What answers mean at `now` (RFC 3339). Stores nothing.
#[uniffi::export]
pub fn check_answers(sheet: AnswerSheet, now: String) -> Result<ScreeningOutcome, NapeError> {
    let now = convert::instant("now", &now)?;
    convert::outcome(core::check(&convert::core_sheet(sheet)?, now).map_err(screening_error)?)
}

/// Every symptom that can be told, the gravest first.
#[uniffi::export]
pub fn screening_symptoms() -> Result<Vec<SymptomWords>, NapeError> {
    let words = |symptom: core::SymptomWords| SymptomWords { id: symptom.id, text: render(&symptom.text) };
    Ok(core::symptoms().map_err(screening_error)?.into_iter().map(words).collect())
}

/// What symptoms mean. Stores nothing.
#[uniffi::export]
pub fn check_symptoms(report: SymptomReport) -> Result<SymptomOutcome, NapeError> {
    let outcome = core::symptom(&convert::core_report(report)).map_err(screening_error)?;
    Ok(convert::symptom_outcome(outcome))
}

/// What the limits say of a plan at `now` (RFC 3339), without a journal: no first dose, no profile. Stores
/// nothing.
#[uniffi::export]
pub fn check_plan(plan: Plan, now: String) -> Result<PlanCheck, NapeError> {
    Ok(convert::plan_check(checked(plan, &now)?))
}

/// What a plan's session would do when, after every limit. `Refused` where the plan is not accepted.
#[uniffi::export]
pub fn compile_timeline(plan: Plan, now: String) -> Result<Timeline, NapeError> {
    let check = checked(plan, &now)?;
    let Some(effective) = &check.effective else {
        return Err(crate::engine::plan_refused(&check).into());
    };
    let timeline = session::Timeline::compile(&effective.dose, Millis::ZERO)
        .map_err(|error| NapeError::Internal { detail: error.to_string() })?;
    Ok(convert::timeline(&timeline))
}

fn checked(plan: Plan, now: &str) -> Result<core_plan_rules::PlanCheck, NapeError> {
    let now: Timestamp = convert::instant("now", now)?;
    let context = core_plan_rules::CheckContext {
        today: now.date(),
        device: None,
        profile_weight: None,
        first_dose: false,
        course: core_plan_rules::CourseLimits::default(),
    };
    Ok(core_plan_rules::check(&convert::core_plan(plan)?, &context))
}

/// What to check before the clock starts, in order (P20); `Confirmed.setup` says that it was.
#[uniffi::export]
pub fn setup_checks(modality: Modality, region: Region) -> Vec<SessionStep> {
    session::setup_checks(modality.into(), region.into()).into_iter().map(convert::step).collect()
}

/// How a pull that no device takes off comes off, step by step (P21).
#[uniffi::export]
pub fn release_steps(modality: Modality, region: Region) -> Vec<SessionStep> {
    session::release_steps(modality.into(), region.into()).into_iter().map(convert::step).collect()
}

/// What a history (JSON: `nape_logic`'s `plan::progression::History`) means for the next dose at `now` (RFC 3339): the
/// advice as JSON. Stores nothing. It holds the permit, so it is for checks and not for screens (P15).
#[uniffi::export]
pub fn check_progression(history: Vec<u8>, now: String) -> Result<String, NapeError> {
    let history = nape_logic::document::from_json(&history)?;
    let advice = core_plan_rules::progression::decide(&history, convert::instant("now", &now)?);
    serde_json::to_string(&advice).map_err(|error| NapeError::Internal { detail: error.to_string() })
}

/// Reads a plan file (JSON), strictly.
#[uniffi::export]
pub fn plan_from_json(document: Vec<u8>) -> Result<Plan, NapeError> {
    Ok(convert::document_plan(&document)?)
}

/// Reads a plan file from elsewhere (at most 64 KiB) for `Nape.import_plan()`: each field in words, and what the limits
/// say of it at `now` (RFC 3339). Stores nothing.
#[uniffi::export]
pub fn plan_import(document: Vec<u8>, now: String) -> Result<PlanImport, NapeError> {
    let plan = core_plan_rules::read_import(&document)?;
    let check = checked(Plan::from(plan.clone()), &now)?;
    Ok(convert::plan_import(plan, check))
}

/// Reads the file of a session that was done before `now` (RFC 3339; at most 64 KiB), strictly, and names all that is
/// wrong with it. Stores nothing.
#[uniffi::export]
pub fn logged_session_from_json(document: Vec<u8>, now: String) -> Result<LoggedSession, NapeError> {
    let told = convert::document_logged(&document)?;
    check_logged(&told, convert::instant("now", &now)?)?;
    Ok(told.into())
}

/// Reads an answers file (JSON), strictly.
#[uniffi::export]
pub fn answers_from_json(document: Vec<u8>) -> Result<AnswerSheet, NapeError> {
    Ok(convert::document_sheet(&document)?)
}

/// Reads a symptoms file (JSON), strictly.
#[uniffi::export]
pub fn symptoms_from_json(document: Vec<u8>) -> Result<SymptomReport, NapeError> {
    Ok(convert::document_report(&document)?)
}

/// What the program says of itself.
#[uniffi::export]
pub fn about() -> Result<About, NapeError> {
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        intended_use: render(&Message::new("about-intended-use")),
        intended_use_version: INTENDED_USE_VERSION.to_owned(),
        not_clinically_reviewed: render(&Message::new("about-not-reviewed")),
        content_version: core::content_version().map_err(screening_error)?.to_owned(),
        licence: env!("CARGO_PKG_LICENSE").to_owned(),
    })
}
