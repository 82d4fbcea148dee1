//! Forms, sheets and outcomes.

use std::collections::BTreeMap;

use nape_logic::document::{self, FieldError};
use nape_logic::screening as core;
use nape_logic::text::Message;

use super::{date, instant};
use crate::api::error::NapeError;
use crate::api::language::render;
use crate::api::screening::{
    Answer, AnswerSheet, AskIf, Clearance, Effect, FiredRule, Form, FormKind, FormToFill, Outcome,
    ProviderCall, Question, QuestionKind, QuestionOption, ScreeningHistory, ScreeningOutcome, Symptom,
    SymptomOutcome, SymptomReport, SymptomStage,
};
use crate::api::words::SymptomAction;
use crate::engine;

impl From<FormKind> for core::FormKind {
    fn from(kind: FormKind) -> Self {
        match kind {
            FormKind::Full => Self::Full,
            FormKind::Short => Self::Short,
        }
    }
}

impl From<core::FormKind> for FormKind {
    fn from(kind: core::FormKind) -> Self {
        match kind {
            core::FormKind::Full => Self::Full,
            core::FormKind::Short => Self::Short,
        }
    }
}

impl From<core::Verdict> for Outcome {
    fn from(verdict: core::Verdict) -> Self {
        match verdict {
            core::Verdict::Emergency => Self::Emergency,
            core::Verdict::Blocked => Self::Blocked,
            core::Verdict::NeedsProvider => Self::NeedsProvider,
            core::Verdict::Clear => Self::Clear,
        }
    }
}

pub(in crate::api) fn form(form: core::Form) -> Form {
    Form {
        form: form.form.into(),
        modality: form.modality.into(),
        region: form.region.into(),
        content_version: form.content_version,
        questions: form.questions.into_iter().map(question).collect(),
    }
}

fn question(question: core::FormQuestion) -> Question {
    let option = |option: core::FormOption| QuestionOption { id: option.id, text: render(&option.text) };
    #[expect(clippy::cast_precision_loss, reason = "the bounds of a question are small")]
    let number = |bound: i64| bound as f64;
    Question {
        id: question.id,
        page: question.page,
        text: render(&question.text),
        help: question.help.as_ref().map(render),
        kind: match question.kind {
            core::QuestionKind::YesNo => QuestionKind::YesNo,
            core::QuestionKind::Choice => QuestionKind::Choice,
            core::QuestionKind::Choices => QuestionKind::Choices,
            core::QuestionKind::Number => QuestionKind::Number,
            core::QuestionKind::Date => QuestionKind::Date,
            core::QuestionKind::Text => QuestionKind::Text,
        },
        options: question.options.into_iter().map(option).collect(),
        unit: question.unit.map(|unit| render(&Message::new(format!("unit-{unit}")))),
        min: question.min.map(number),
        max: question.max.map(number),
        required: question.required,
        afresh: question.afresh,
        sources: question.sources.into_iter().map(String::from).collect(),
        ask_if: question.ask_if.map(|ask_if| AskIf {
            question: ask_if.question,
            is: ask_if.is.into_iter().map(asked_value).collect(),
        }),
    }
}

fn asked_value(value: core::AskIfValue) -> Answer {
    match value {
        core::AskIfValue::Flag(yes) => Answer::YesNo { yes },
        core::AskIfValue::Word(word) => from_word(word),
    }
}

const UNKNOWN: &str = "unknown";

fn from_word(word: String) -> Answer {
    if word == UNKNOWN { Answer::Unknown } else { Answer::Text { text: word } }
}

pub(in crate::api) fn core_sheet(sheet: AnswerSheet) -> Result<core::AnswerSheet, FieldError> {
    let answers =
        sheet.answers.into_iter().map(|(id, answer)| (id, core_answer(answer))).collect::<BTreeMap<_, _>>();
    let clearance = |(index, clearance)| core_clearance(clearance, &format!("clearances[{index}]."));
    let clearances = sheet.clearances.into_iter().enumerate().map(clearance).collect::<Result<_, _>>()?;
    Ok(core::AnswerSheet {
        form: sheet.form.into(),
        modality: sheet.modality.into(),
        region: sheet.region.into(),
        answers,
        clearances,
        history: sheet.history.map(core_history).transpose()?,
    })
}

fn core_answer(answer: Answer) -> core::Answer {
    match answer {
        Answer::YesNo { yes } => core::Answer::Flag(yes),
        Answer::Unknown => core::Answer::Word(UNKNOWN.to_owned()),
        Answer::Text { text } => core::Answer::Word(text),
        Answer::Choices { chosen } => core::Answer::Words(chosen),
        Answer::Number { value } => core::Answer::Number(value),
    }
}

/// `inside` stands before the names of its fields.
pub(in crate::api) fn core_clearance(
    clearance: Clearance,
    inside: &str,
) -> Result<core::Clearance, FieldError> {
    let field = |name: &str| format!("{inside}{name}");
    Ok(core::Clearance {
        name: clearance.name,
        role: clearance.role,
        date: date(&field("date"), &clearance.date)?,
        rules: clearance.rules,
        modality: clearance.modality.into(),
        expires: clearance.expires.map(|text| date(&field("expires"), &text)).transpose()?,
    })
}

fn core_history(history: ScreeningHistory) -> Result<core::History, FieldError> {
    let at = |name: &str, text: Option<String>| {
        text.map(|text| instant(&format!("history.{name}"), &text)).transpose()
    };
    let day = |(rule, text): (String, String)| {
        let day = date(&format!("history.raised.{rule}"), &text)?;
        Ok::<_, FieldError>((rule, day))
    };
    Ok(core::History {
        raised: history.raised.into_iter().map(day).collect::<Result<_, _>>()?,
        last_session: at("last_session", history.last_session)?,
        last_full: at("last_full", history.last_full)?,
        last_stop_symptom: at("last_stop_symptom", history.last_stop_symptom)?,
        last_news: at("last_news", history.last_news)?,
    })
}

/// Reads an answers file.
pub(in crate::api) fn document_sheet(document: &[u8]) -> Result<AnswerSheet, FieldError> {
    let sheet: core::AnswerSheet = document::from_json(document)?;
    Ok(AnswerSheet {
        form: sheet.form.into(),
        modality: sheet.modality.into(),
        region: sheet.region.into(),
        answers: sheet.answers.into_iter().map(|(id, answer)| (id, door_answer(answer))).collect(),
        clearances: sheet.clearances.into_iter().map(door_clearance).collect(),
        history: sheet.history.map(|history| {
            let text =
                |at: Option<nape_logic::time::Timestamp>| at.map(nape_logic::time::Timestamp::to_rfc3339);
            ScreeningHistory {
                raised: history.raised.iter().map(|(rule, day)| (rule.clone(), day.to_string())).collect(),
                last_session: text(history.last_session),
                last_full: text(history.last_full),
                last_stop_symptom: text(history.last_stop_symptom),
                last_news: text(history.last_news),
            }
        }),
    })
}

fn door_answer(answer: core::Answer) -> Answer {
    match answer {
        core::Answer::Flag(yes) => Answer::YesNo { yes },
        core::Answer::Number(value) => Answer::Number { value },
        core::Answer::Word(word) => from_word(word),
        core::Answer::Words(chosen) => Answer::Choices { chosen },
    }
}

pub(super) fn door_clearance(clearance: core::Clearance) -> Clearance {
    Clearance {
        name: clearance.name,
        role: clearance.role,
        date: clearance.date.to_string(),
        rules: clearance.rules,
        modality: clearance.modality.into(),
        expires: clearance.expires.map(|date| date.to_string()),
    }
}

pub(in crate::api) fn outcome(outcome: core::Outcome) -> Result<ScreeningOutcome, NapeError> {
    Ok(ScreeningOutcome {
        outcome: outcome.outcome.into(),
        message: render(&outcome.text),
        fired: outcome.fired.into_iter().map(fired).collect(),
        missing: outcome.missing,
        still_open: outcome.still_open.iter().map(word).collect::<Result<_, _>>()?,
        content_version: outcome.content_version,
        call: None,
    })
}

/// The outcome of a form that was recorded.
pub(in crate::api) fn told_outcome(told: engine::Told<core::Outcome>) -> Result<ScreeningOutcome, NapeError> {
    Ok(ScreeningOutcome { call: told.call.map(call), ..outcome(told.outcome)? })
}

pub(super) fn call(call: engine::ProviderCall) -> ProviderCall {
    ProviderCall { name: call.name, phone: call.phone }
}

pub(in crate::api) fn form_to_fill(to_fill: engine::FormToFill) -> FormToFill {
    let answer = |(id, answer)| (id, door_answer(answer));
    FormToFill {
        form: form(to_fill.form),
        previous: to_fill.previous.into_iter().map(answer).collect(),
        previous_at: to_fill.previous_at.map(nape_logic::time::Timestamp::to_rfc3339),
    }
}

/// The word of an enum, as JSON has it.
fn word<T: serde::Serialize>(value: &T) -> Result<String, NapeError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(NapeError::Internal { detail: "a word without a word".to_owned() }),
    }
}

fn fired(fired: core::Fired) -> FiredRule {
    FiredRule {
        rule: fired.rule.into(),
        effect: match fired.effect {
            core::Effect::Emergency => Effect::Emergency,
            core::Effect::Block => Effect::Block,
            core::Effect::NeedsProvider => Effect::NeedsProvider,
            core::Effect::Stop => Effect::Stop,
            core::Effect::Note => Effect::Note,
        },
        question: fired.question.into(),
        unsure: fired.unsure,
        sources: fired.sources.into_iter().map(String::from).collect(),
        text: render(&fired.text),
        next_step: render(&fired.next_step),
        clearable: fired.clearable,
        cleared_by: fired.cleared_by.map(|by| by.name),
    }
}

pub(in crate::api) fn core_report(report: SymptomReport) -> core::SymptomReport {
    let symptom = |symptom: Symptom| core::ReportedSymptom {
        id: symptom.id,
        value: symptom.value,
        before: symptom.before,
    };
    core::SymptomReport {
        modality: report.modality.into(),
        region: report.region.into(),
        stage: match report.stage {
            SymptomStage::BeforeSession => core::Stage::BeforeSession,
            SymptomStage::InSession => core::Stage::InSession,
            SymptomStage::AfterSession => core::Stage::AfterSession,
            SymptomStage::NextDay => core::Stage::NextDay,
        },
        symptoms: report.symptoms.into_iter().map(symptom).collect(),
        pain: report.pain,
        pain_before: report.pain_before,
        earlier_rises: report.earlier_rises,
    }
}

/// Reads a symptoms file.
pub(in crate::api) fn document_report(document: &[u8]) -> Result<SymptomReport, FieldError> {
    let report: core::SymptomReport = document::from_json(document)?;
    let symptom = |symptom: core::ReportedSymptom| Symptom {
        id: symptom.id,
        value: symptom.value,
        before: symptom.before,
    };
    Ok(SymptomReport {
        modality: report.modality.into(),
        region: report.region.into(),
        stage: match report.stage {
            core::Stage::BeforeSession => SymptomStage::BeforeSession,
            core::Stage::InSession => SymptomStage::InSession,
            core::Stage::AfterSession => SymptomStage::AfterSession,
            core::Stage::NextDay => SymptomStage::NextDay,
        },
        symptoms: report.symptoms.into_iter().map(symptom).collect(),
        pain: report.pain,
        pain_before: report.pain_before,
        earlier_rises: report.earlier_rises,
    })
}

pub(in crate::api) fn symptom_outcome(outcome: core::SymptomOutcome) -> SymptomOutcome {
    SymptomOutcome {
        action: match outcome.action {
            core::Action::Emergency => SymptomAction::Emergency,
            core::Action::StopAndSee => SymptomAction::StopAndSee,
            core::Action::EndAndLower => SymptomAction::EndAndLower,
            core::Action::Lower => SymptomAction::Lower,
            core::Action::Note => SymptomAction::Note,
        },
        outcome: outcome.outcome.into(),
        locks: outcome.locks,
        fired: outcome.fired.into_iter().map(fired).collect(),
        call: None,
    }
}

/// What symptoms come to that were recorded.
pub(in crate::api) fn told_symptoms(told: engine::Told<core::SymptomOutcome>) -> SymptomOutcome {
    SymptomOutcome { call: told.call.map(call), ..symptom_outcome(told.outcome) }
}
