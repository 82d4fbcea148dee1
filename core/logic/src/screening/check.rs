//! What all rules together come to.

use super::condition::Facts;
use super::content::{self, Content, Question, Rule};
use super::form::{FormKind, Words};
use super::outcome::{Effect, Fired, Outcome, StillOpen, Verdict};
use super::rescreen::{Due, full_form_due};
use super::sheet::AnswerSheet;
use super::{ScreeningError, reading};
use crate::text::Message;
use crate::time::Timestamp;

/// Screens a sheet of answers at `now`. Stores nothing.
///
/// A rule counts unless a clearance lifts it that is for this way of traction, names the rule, and is in
/// force; rules that are not clearable always count. An answer to a follow-up counts even where the follow-up
/// would not be asked.
///
/// Where the sheet is a short form with a history, a full form that is due blocks; a history without a full
/// form is taken as not known, not as none.
pub fn check(sheet: &AnswerSheet, now: Timestamp) -> Result<Outcome, ScreeningError> {
    let content = content::for_modality(sheet.modality)?;
    let asked: Vec<&Question> = content.asked(sheet.form, sheet.modality, sheet.region).collect();
    let given = reading::read(sheet, &asked, content, now).map_err(ScreeningError::BadInput)?;
    let facts = Facts { given: &given, full_form_due: full_form_is_due(sheet, now) };
    let fired = fired(sheet, content, &facts, now);
    let missing: Vec<String> = asked
        .iter()
        .filter(|question| question.required && !given.contains_key(question.id.as_str()))
        .filter(|question| reading::is_asked(question.ask_if.as_ref(), &given))
        .map(|question| question.id.clone())
        .collect();
    Ok(outcome(content, sheet, fired, missing))
}

fn full_form_is_due(sheet: &AnswerSheet, now: Timestamp) -> bool {
    let due = sheet.history.and_then(|history| full_form_due(&history, now));
    sheet.form == FormKind::Short && due.is_some_and(|due| due != Due::FirstUse)
}

/// Every rule that holds, the gravest first, then by id.
fn fired(sheet: &AnswerSheet, content: &Content, facts: &Facts<'_>, now: Timestamp) -> Vec<Fired> {
    let words = Words { modality: sheet.modality, region: sheet.region };
    let mut fired: Vec<Fired> = content
        .rules(sheet.modality, sheet.region)
        .filter_map(|rule| {
            let found = rule.when.holds(facts)?;
            Some(Fired {
                rule: rule.id.clone(),
                effect: rule.effect,
                question: found.question.to_owned(),
                unsure: found.unsure,
                sources: rule.sources.clone(),
                text: words.say(rule.text_key()),
                next_step: words.say(rule.next_step.as_str()),
                clearable: rule.clearable,
                cleared_by: cleared_by(rule, sheet, now),
            })
        })
        .collect();
    fired.sort_by(|a, b| (a.effect, &a.rule).cmp(&(b.effect, &b.rule)));
    fired
}

/// The latest clearance in force that lifts `rule`.
fn cleared_by(rule: &Rule, sheet: &AnswerSheet, now: Timestamp) -> Option<super::ClearedBy> {
    if !rule.clearable {
        return None;
    }
    sheet
        .clearances
        .iter()
        .filter(|clearance| clearance.covers(&rule.id, sheet.modality, now.date()))
        .max_by_key(|clearance| (clearance.date, &clearance.name, &clearance.role, clearance.expires))
        .map(super::Clearance::cleared_by)
}

fn outcome(content: &Content, sheet: &AnswerSheet, fired: Vec<Fired>, missing: Vec<String>) -> Outcome {
    let counted = fired.iter().filter(|fired| fired.cleared_by.is_none());
    let least = if missing.is_empty() { Verdict::Clear } else { Verdict::NeedsProvider };
    let grave: Vec<Effect> = counted.map(|fired| fired.effect).collect();
    let verdict = grave.iter().map(|effect| effect.verdict()).fold(least, Ord::max);
    let only_missing = grave.iter().all(|effect| *effect == Effect::Note) && !missing.is_empty();
    Outcome {
        outcome: verdict,
        text: Message::new(outcome_key(verdict, only_missing)).text("region", sheet.region.word()),
        still_open: still_open(content, verdict, &fired, &missing),
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
fn still_open(content: &Content, verdict: Verdict, fired: &[Fired], missing: &[String]) -> Vec<StillOpen> {
    if verdict == Verdict::Clear {
        return Vec::new();
    }
    let mut open = if missing.is_empty() { StillOpen::ALL.to_vec() } else { StillOpen::UNMOVING.to_vec() };
    for rule in fired.iter().filter_map(|fired| content.rule(&fired.rule)) {
        open.retain(|one| rule.still_open.contains(one));
    }
    open
}
