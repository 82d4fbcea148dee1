//! What all rules together come to.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Facts, Match};
use super::content::Content;
use super::form::Words;
use super::outcome::{Fired, Outcome, Verdict};
use super::reading::{self, Given};
use super::rescreen::full_form_due;
use super::sheet::AnswerSheet;
use super::symptom::SymptomOutcome;
use super::words::{Effect, FormKind, StillOpen};
use super::written::{Contradiction, Question, Rule};
use super::{Screening, ScreeningError};
use crate::document::FieldError;
use crate::text::render;
use crate::time::Timestamp;

impl Screening {
    /// Screens a sheet of answers at `now`. Stores nothing.
    ///
    /// A rule counts unless a clearance lifts it that is for this way of traction, names the rule, is in force and
    /// not older than the rule's last coming up; rules that are not clearable always count. An answer to a
    /// follow-up counts even where the follow-up would not be asked.
    ///
    /// Where the sheet is a short form with a history, a full form that is due blocks; a history without a full
    /// form says that there was none.
    pub fn check(&self, sheet: &AnswerSheet, now: Timestamp) -> Result<Outcome, ScreeningError> {
        let content = self.for_region(sheet.modality, sheet.region)?;
        let asked: Vec<&Question> = content.asked(sheet.form, sheet.modality, sheet.region).collect();
        let given = reading::read(sheet, &asked, content, now).map_err(ScreeningError::BadInput)?;
        let by_place: Vec<Option<&Given<'_>>> =
            content.questions.iter().map(|question| given.get(question.id.as_str())).collect();
        let facts = Facts { given: &by_place, full_form_due: full_form_is_due(sheet, now) };
        let mut problems = contradictions(content, &facts, sheet);
        problems.extend(uncalled_for(&asked, &given));
        if !problems.is_empty() {
            return Err(ScreeningError::BadInput(problems));
        }
        let holding = holding(content, sheet, &facts);
        let missing = missing(&asked, &given);
        let fired = fired(content, sheet, &holding, now);
        let open = still_open(&holding, &missing);
        Ok(outcome(content, sheet, fired, missing, open))
    }
}

impl Screening {
    /// What a sheet comes to together with symptoms that it tells: the graver of both. Where these speak against a
    /// session, only what moves nothing stays open.
    pub fn joined(&self, sheet: &AnswerSheet, outcome: Outcome, symptoms: SymptomOutcome) -> Outcome {
        let verdict = outcome.outcome.max(symptoms.outcome);
        let mut fired: Vec<Fired> = outcome.fired.into_iter().chain(symptoms.fired).collect();
        fired.sort_by(|one, other| (one.effect, &one.rule).cmp(&(other.effect, &other.rule)));
        let still_open = match (symptoms.outcome, outcome.outcome) {
            (Verdict::Clear, _) => outcome.still_open,
            (_, Verdict::Clear) => StillOpen::UNMOVING.to_vec(),
            _ => {
                let open = outcome.still_open.into_iter();
                open.filter(|one| StillOpen::UNMOVING.contains(one)).collect()
            }
        };
        let text = if verdict == outcome.outcome {
            outcome.text
        } else {
            words(&self.content, sheet).say(outcome_key(verdict, false))
        };
        Outcome { outcome: verdict, text, fired, still_open, ..outcome }
    }
}

fn words<'a>(content: &'a Content, sheet: &AnswerSheet) -> Words<'a> {
    Words { modality: sheet.modality, region: sheet.region, added: &content.added_words }
}

fn missing(asked: &[&Question], given: &BTreeMap<&str, Given<'_>>) -> Vec<String> {
    asked
        .iter()
        .filter(|question| question.required && !given.contains_key(question.id.as_str()))
        .filter(|question| reading::is_asked(question.ask_if.as_ref(), given))
        .map(|question| question.id.clone())
        .collect()
}

/// Answers that cannot all be true, each named. A doubt contradicts nothing.
fn contradictions(content: &Content, facts: &Facts<'_>, sheet: &AnswerSheet) -> Vec<FieldError> {
    let words = words(content, sheet);
    let holds = |one: &&Contradiction| one.when.holds(facts).is_some_and(|found| !found.unsure);
    let each_named = |one: &Contradiction| {
        let questions: BTreeSet<&str> = one.when.questions().into_iter().collect();
        let said = render(&words.say(one.text_key()));
        let problem = |id: &&str| {
            let others: Vec<&str> = questions.iter().filter(|other| *other != id).copied().collect();
            let message = format!("contradicts {}", others.join(", "));
            FieldError::new(format!("answers.{id}"), message, said.clone())
        };
        questions.iter().map(problem).collect::<Vec<_>>()
    };
    content.contradictions.iter().filter(holds).flat_map(each_named).collect()
}

/// Answers that are only kept, to follow-ups that a sure answer did not call for: a day of what never was. What a rule looks
/// at counts all the same, on the strict side.
fn uncalled_for(asked: &[&Question], given: &BTreeMap<&str, Given<'_>>) -> Vec<FieldError> {
    let uncalled_for = |question: &&&Question| {
        let parent = question.ask_if.as_ref().and_then(|ask_if| given.get(ask_if.question.as_str()));
        let is_sure = parent.is_some_and(|parent| !matches!(parent, Given::Unknown));
        let is_told = given.get(question.id.as_str()).is_some_and(|told| !matches!(told, Given::Unknown));
        question.stored && is_told && is_sure && !reading::is_asked(question.ask_if.as_ref(), given)
    };
    let problem = |question: &&Question| {
        let parent = question.ask_if.as_ref().map(|ask_if| ask_if.question.as_str()).unwrap_or_default();
        let message = format!("contradicts {parent}");
        FieldError::new(
            format!("answers.{}", question.id),
            message,
            "to be left out, or another answer there",
        )
    };
    asked.iter().filter(uncalled_for).map(problem).collect()
}

fn full_form_is_due(sheet: &AnswerSheet, now: Timestamp) -> bool {
    let due = sheet.history.as_ref().and_then(|history| full_form_due(history, now));
    sheet.form == FormKind::Short && due.is_some()
}

/// Every rule that holds, the gravest first, then by id.
fn holding<'a>(content: &'a Content, sheet: &AnswerSheet, facts: &Facts<'_>) -> Vec<(&'a Rule, Match<'a>)> {
    let rules = content.rules(sheet.modality, sheet.region);
    let mut holding: Vec<_> =
        rules.filter_map(|rule| rule.when.holds(facts).map(|found| (rule, found))).collect();
    holding.sort_by_key(|(rule, _)| (rule.effect, &rule.id));
    holding
}

/// The same, put into words.
fn fired(
    content: &Content,
    sheet: &AnswerSheet,
    holding: &[(&Rule, Match<'_>)],
    now: Timestamp,
) -> Vec<Fired> {
    let words = words(content, sheet);
    let fired = holding.iter().map(|(rule, found)| Fired {
        rule: rule.id.clone(),
        effect: rule.effect,
        question: found.question.clone(),
        unsure: found.unsure,
        sources: rule.sources.clone(),
        text: words.say(rule.text.clone()),
        next_step: words.say(rule.next_step.clone()),
        clearable: rule.clearable,
        cleared_by: cleared_by(rule, sheet, now),
    });
    fired.collect()
}

/// The latest clearance in force that lifts `rule`.
fn cleared_by(rule: &Rule, sheet: &AnswerSheet, now: Timestamp) -> Option<super::ClearedBy> {
    if !rule.clearable {
        return None;
    }
    let raised = sheet.history.as_ref().and_then(|history| history.raised.get(rule.id.as_str()).copied());
    sheet
        .clearances
        .iter()
        .filter(|clearance| clearance.covers(&rule.id, sheet.modality, now.date(), raised))
        .max_by_key(|clearance| (clearance.date, &clearance.name, &clearance.role, clearance.expires))
        .map(super::Clearance::cleared_by)
}

fn outcome(
    content: &Content,
    sheet: &AnswerSheet,
    fired: Vec<Fired>,
    missing: Vec<String>,
    open: Vec<StillOpen>,
) -> Outcome {
    let counted = fired.iter().filter(|fired| fired.cleared_by.is_none());
    let least = if missing.is_empty() { Verdict::Clear } else { Verdict::NeedsProvider };
    let grave: Vec<Effect> = counted.map(|fired| fired.effect).collect();
    let verdict = grave.iter().map(|effect| effect.verdict()).fold(least, Ord::max);
    let words = words(content, sheet);
    let only_missing = grave.iter().all(|effect| *effect == Effect::Note) && !missing.is_empty();
    Outcome {
        outcome: verdict,
        text: words.say(outcome_key(verdict, only_missing)),
        still_open: if verdict == Verdict::Clear { Vec::new() } else { open },
        fired,
        missing,
        content_version: content.version.clone(),
    }
}

const fn outcome_key(verdict: Verdict, only_missing: bool) -> &'static str {
    match verdict {
        Verdict::Emergency => "screening-outcome-emergency",
        Verdict::Blocked => "screening-outcome-blocked",
        Verdict::NeedsProvider if only_missing => "screening-outcome-missing",
        Verdict::NeedsProvider => "screening-outcome-needs-provider",
        Verdict::Clear => "screening-outcome-clear",
    }
}

/// What every rule that holds leaves open, lifted ones included: a clearance for traction says nothing about
/// other movement. While answers are missing, only what moves nothing.
fn still_open(holding: &[(&Rule, Match<'_>)], missing: &[String]) -> Vec<StillOpen> {
    let mut open = if missing.is_empty() { StillOpen::ALL.to_vec() } else { StillOpen::UNMOVING.to_vec() };
    for (rule, _) in holding {
        open.retain(|one| rule.still_open.contains(one));
    }
    open
}
