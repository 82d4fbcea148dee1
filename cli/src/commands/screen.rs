//! `nape screen`.

use std::path::Path;

use nape::api::{
    self, AnswerSheet, FiredRule, Form, ProviderCall, Question, ScreeningOutcome, ScreeningStatus,
    SymptomOutcome, SymptomWords,
};
use serde::Serialize;

use crate::args::ScreenVerb;
use crate::failure::Failure;
use crate::input;
use crate::shell::Shell;
use crate::words::{action, instant, word, yes_no};

/// `{"symptoms":[...]}`
#[derive(Serialize)]
struct Symptoms {
    symptoms: Vec<SymptomWords>,
}

pub(super) async fn run(shell: &Shell, verb: ScreenVerb) -> Result<(), Failure> {
    let output = shell.output;
    match verb {
        ScreenVerb::Form { form, modality, region } => {
            output.document(&api::screening_form(form, modality, region)?, form_text)
        }
        ScreenVerb::Check { answers } => {
            output.document(&api::check_answers(read(&answers)?, shell.now())?, outcome_text)
        }
        ScreenVerb::Symptom { file } => {
            let report = api::symptoms_from_json(input::bytes(&file)?)?;
            output.document(&api::check_symptoms(report)?, checked_text)
        }
        ScreenVerb::Symptoms => {
            let symptoms = Symptoms { symptoms: api::screening_symptoms()? };
            output.document(&symptoms, symptoms_text)
        }
        ScreenVerb::Fill { form, modality, region, save } => {
            super::fill::run(shell, form, modality, region, save).await
        }
        ScreenVerb::Tell { file } => {
            let report = api::symptoms_from_json(input::bytes(&file)?)?;
            api::check_symptoms(report.clone())?;
            let journal = shell.open().await?;
            let outcome = journal.nape.tell_symptoms(report).await;
            output.document(&outcome?, symptom_text)
        }
        ScreenVerb::Save { answers } => {
            let sheet = read(&answers)?;
            // Answers that can't be judged are refused before the journal is opened or made.
            api::check_answers(sheet.clone(), shell.now())?;
            let journal = shell.open().await?;
            let nape = &journal.nape;
            let outcome = nape.record_screening(sheet).await?;
            output.document(&outcome, |outcome| outcome_text(outcome) + "\nThe answers are recorded.\n")
        }
        ScreenVerb::Status { modality, region } => {
            let journal = shell.open().await?;
            let nape = &journal.nape;
            let status = nape.screening_status(modality, region).await?;
            output.document(&status, status_text)
        }
    }
}

/// Reads an answers file.
pub(super) fn read(file: &Path) -> Result<AnswerSheet, Failure> {
    Ok(api::answers_from_json(input::bytes(file)?)?)
}

fn form_text(form: &Form) -> String {
    let mut text = format!(
        "{} form for {} ({}), questions version {}\n",
        word(&form.form),
        word(&form.modality),
        word(&form.region),
        form.content_version
    );
    let mut page = "";
    for question in &form.questions {
        if question.page != page {
            page = &question.page;
            text += &format!("\n{}\n", page.replace('_', " "));
        }
        text += &question_text(question);
    }
    text
}

fn question_text(question: &Question) -> String {
    let mut text = format!("  {}\n    id {}, {}", question.text, question.id, word(&question.kind));
    if let (Some(min), Some(max)) = (question.min, question.max) {
        text += &format!(", {min} to {max}");
    }
    if let Some(unit) = &question.unit {
        text += &format!(" {unit}");
    }
    if let Some(ask_if) = &question.ask_if {
        text += &format!(", only after {}", ask_if.question);
    }
    text += "\n";
    if let Some(help) = &question.help {
        text += &format!("    ({help})\n");
    }
    for option in &question.options {
        text += &format!("      {}: {}\n", option.id, option.text);
    }
    text
}

/// What answers mean, in the core's own words.
pub(super) fn outcome_text(outcome: &ScreeningOutcome) -> String {
    let mut text = format!("{}\n{}", outcome.message, fired_text(&outcome.fired));
    if !outcome.missing.is_empty() {
        text += &format!("\nNot answered yet: {}\n", outcome.missing.join(", "));
    }
    if !outcome.still_open.is_empty() {
        let open: Vec<_> = outcome.still_open.iter().map(|way| way.replace('_', " ")).collect();
        text += &format!("\nStill open to you: {}\n", open.join(", "));
    }
    text + &call_text(outcome.call.as_ref())
}

/// Whom to call, in a line of its own.
pub(super) fn call_text(call: Option<&ProviderCall>) -> String {
    call.map(|call| format!("  Your provider: {}, {}\n", call.name, call.phone)).unwrap_or_default()
}

/// What symptoms that were recorded mean, in the core's own words.
pub(super) fn symptom_text(outcome: &SymptomOutcome) -> String {
    told_text(outcome, "Sessions stay locked until this was looked at. `nape lock list` shows the lock.")
}

/// The same of symptoms of which nothing was stored.
fn checked_text(outcome: &SymptomOutcome) -> String {
    told_text(outcome, "Told for good, it would lock sessions until it was looked at. Nothing was stored.")
}

fn told_text(outcome: &SymptomOutcome, where_it_locks: &str) -> String {
    let mut text = format!("What follows: {}.\n{}", action(outcome.action), fired_text(&outcome.fired));
    if outcome.locks {
        text += &format!("\n{where_it_locks}\n");
    }
    text + &call_text(outcome.call.as_ref())
}

fn fired_text(fired: &[FiredRule]) -> String {
    fired.iter().fold(String::new(), |text, rule| {
        let sources = rule.sources.join(", ");
        let cleared =
            rule.cleared_by.as_ref().map(|name| format!(" (allowed by {name})")).unwrap_or_default();
        let doubt = if rule.unsure { " (because you don't know)" } else { "" };
        text + &format!(
            "\n- {}{doubt}{cleared}\n  {}\n  {} [{sources}]\n",
            rule.text,
            rule.next_step,
            rule.rule.replace('_', " ")
        )
    })
}

fn symptoms_text(symptoms: &Symptoms) -> String {
    symptoms.symptoms.iter().map(|symptom| format!("{:<26}{}\n", symptom.id, symptom.text)).collect()
}

fn status_text(status: &ScreeningStatus) -> String {
    let line = |label: &str, at: &Option<String>, due: bool| {
        let last = at.as_deref().map_or_else(|| "never".to_owned(), instant);
        format!("{label:<12}last answered {last}, due: {}\n", yes_no(due))
    };
    line("full form", &status.full_at, status.full_due)
        + &line("short form", &status.short_at, status.short_due)
        + &format!("{:<12}{}\n", "locks", status.locks)
}
