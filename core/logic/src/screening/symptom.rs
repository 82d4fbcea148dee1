//! What does a symptom around a session do now? (section 7 [D], P8)

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize};
use smol_str::SmolStr;

use super::content::Content;
use super::form::Words;
use super::outcome::{Fired, Verdict};
use super::words::{Action, Effect, Stage};
use super::written::{Combination, PainRise, SymptomRule, message_key};
use super::{Screening, ScreeningError};
use crate::document::FieldError;
use crate::modality::{Modality, Region};
use crate::text::Message;

/// What stands in the place of a question where a rise of pain holds.
static PAIN: SmolStr = SmolStr::new_static("pain");

/// The top of every scale.
const SCALE_MAX: u8 = 10;

impl Action {
    /// What it means for the next session.
    pub const fn effect(self) -> Effect {
        match self {
            Self::Emergency => Effect::Emergency,
            Self::StopAndSee => Effect::Stop,
            Self::EndAndLower | Self::Lower | Self::Note => Effect::Note,
        }
    }

    /// Whether sessions stay locked until somebody has resolved it.
    pub const fn locks(self) -> bool {
        matches!(self, Self::Emergency | Self::StopAndSee)
    }

    const fn next_step(self) -> SmolStr {
        SmolStr::new_static(match self {
            Self::Emergency => "screening-symptom-next-emergency",
            Self::StopAndSee => "screening-symptom-next-stop-and-see",
            Self::EndAndLower => "screening-symptom-next-end-and-lower",
            Self::Lower => "screening-symptom-next-lower",
            Self::Note => "screening-symptom-next-note",
        })
    }
}

/// One symptom told; how strong it is now and was before, each 0-10.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportedSymptom {
    /// One of [`symptoms`](super::symptoms).
    pub id: String,
    /// Now. Where it is not given, the symptom counts as risen.
    #[serde(default, deserialize_with = "on_scale", skip_serializing_if = "Option::is_none")]
    pub value: Option<u8>,
    /// Before the session. Where it is not given, 0.
    #[serde(default, deserialize_with = "on_scale", skip_serializing_if = "Option::is_none")]
    pub before: Option<u8>,
}

/// What a person tells. Read it with [`from_json`](crate::document::from_json).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymptomReport {
    /// The way of traction it is about.
    pub modality: Modality,
    /// The region treated; the neck where not given.
    #[serde(default = "cervical")]
    pub region: Region,
    /// When it is told.
    pub stage: Stage,
    /// The symptoms; may be empty.
    pub symptoms: Vec<ReportedSymptom>,
    /// Pain now, 0-10.
    #[serde(default, deserialize_with = "on_scale", skip_serializing_if = "Option::is_none")]
    pub pain: Option<u8>,
    /// Pain before the session, 0-10. Where it is not given, 0.
    #[serde(default, deserialize_with = "on_scale", skip_serializing_if = "Option::is_none")]
    pub pain_before: Option<u8>,
    /// In how many sessions of this course pain rose before this report; on the next day's the session itself counts.
    #[serde(default)]
    pub earlier_rises: u8,
}

/// Any number is read, so that one that is off the scale is named beside all others; only 0 to 10 is on it.
fn on_scale<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<u8>, D::Error> {
    let number: Option<f64> = Option::deserialize(reader)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number on the scale"
    )]
    let on_scale = |number: f64| {
        let fits = number.fract() == 0.0 && (0.0..=f64::from(SCALE_MAX)).contains(&number);
        if fits { number as u8 } else { u8::MAX }
    };
    Ok(number.map(on_scale))
}

const fn cervical() -> Region {
    Region::Cervical
}

/// What a report comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SymptomOutcome {
    /// The gravest action of all.
    pub action: Action,
    /// What it means for the next session.
    pub outcome: Verdict,
    /// Whether sessions stay locked until somebody has resolved it.
    pub locks: bool,
    /// Each symptom and rule that holds: the gravest action first, then by id.
    pub fired: Vec<Fired>,
}

/// A symptom that can be told, with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SymptomWords {
    /// The word used in reports.
    pub id: String,
    /// What the person reads.
    pub text: Message,
}

impl Screening {
    /// Every symptom that can be told, the gravest first.
    pub fn symptoms(&self) -> Vec<SymptomWords> {
        let words = |symptom: &SymptomRule| SymptomWords {
            id: symptom.id.to_string(),
            text: Message::new(message_key("symptom", &symptom.id)),
        };
        self.content.symptoms.iter().map(words).collect()
    }

    /// What a report does now. Stores nothing.
    ///
    /// Of the sessions before it knows what the report says: how often pain rose in this course. That pain does not
    /// settle shows on the next day's report.
    pub fn symptom(&self, report: &SymptomReport) -> Result<SymptomOutcome, ScreeningError> {
        let content = self.for_region(report.modality, report.region)?;
        let problems = problems(report, content);
        if !problems.is_empty() {
            return Err(ScreeningError::BadInput(problems));
        }
        let singles: Vec<Found<'_>> = report
            .symptoms
            .iter()
            .filter_map(|told| Some(single(find(content, &told.id)?, told, report)))
            .collect();
        let combined: Vec<Found<'_>> =
            content.combinations.iter().filter_map(|combination| together(combination, &singles)).collect();
        let pain_rises = content.pain_rises.iter().filter_map(|rise| pain(rise, report));
        let found = singles.into_iter().chain(combined).chain(pain_rises).collect();
        Ok(outcome(found, report, content))
    }
}

/// A symptom or rule that holds, before it is put into words.
struct Found<'a> {
    rule: &'a SmolStr,
    question: &'a SmolStr,
    action: Action,
    next_step: SmolStr,
    sources: &'a [SmolStr],
    /// Whether it counts towards a combination: a known symptom that has not risen does not.
    counts: bool,
}

fn find<'a>(content: &'a Content, id: &str) -> Option<&'a SymptomRule> {
    content.symptoms.iter().find(|symptom| symptom.id == id)
}

fn single<'a>(rule: &'a SymptomRule, told: &ReportedSymptom, report: &SymptomReport) -> Found<'a> {
    let risen = told.value.is_none_or(|value| value > told.before.unwrap_or(0));
    let counts = risen || !rule.only_if_risen;
    let listed = rule.at.get(&report.stage).copied().unwrap_or(rule.action);
    let listed = again(rule.again, listed, report);
    let action = match &rule.above {
        _ if !counts => Action::Note,
        Some(above) if told.value.is_some_and(|value| value > above.value) => above.action.min(listed),
        _ => listed,
    };
    Found {
        rule: &rule.id,
        question: &rule.id,
        action,
        next_step: action.next_step(),
        sources: &rule.sources,
        counts,
    }
}

/// The graver of both where pain rose in an earlier session of the course too (P8).
fn again(again: Option<Action>, first: Action, report: &SymptomReport) -> Action {
    again.filter(|_| report.earlier_rises > 0).map_or(first, |again| again.min(first))
}

fn together<'a>(combination: &'a Combination, found: &[Found<'a>]) -> Option<Found<'a>> {
    let told: BTreeSet<&str> = found
        .iter()
        .filter(|one| one.counts && combination.of.iter().any(|id| id == one.rule))
        .map(|one| one.rule.as_str())
        .collect();
    (told.len() >= combination.at_least).then(|| Found {
        rule: &combination.id,
        question: combination
            .of
            .iter()
            .find(|id| told.contains(id.as_str()))
            .map_or(&combination.id, |id| id),
        action: combination.action,
        next_step: combination.action.next_step(),
        sources: &combination.sources,
        counts: true,
    })
}

fn pain<'a>(rise: &'a PainRise, report: &SymptomReport) -> Option<Found<'a>> {
    let risen = report.pain?.saturating_sub(report.pain_before.unwrap_or(0));
    let action = again(rise.again, rise.action, report);
    let next_step = if action == rise.action { rise.next_step.clone() } else { action.next_step() };
    let holds = rise.stages.contains(&report.stage)
        && risen >= rise.by_at_least
        && (!rise.only_again || report.earlier_rises > 0);
    holds.then_some(Found {
        rule: &rise.id,
        question: &PAIN,
        action,
        next_step,
        sources: &rise.sources,
        counts: true,
    })
}

fn outcome(mut found: Vec<Found<'_>>, report: &SymptomReport, content: &Content) -> SymptomOutcome {
    found.sort_by_key(|one| (one.action, one.rule));
    // A symptom told twice is shown once, by its graver telling.
    let mut shown = BTreeSet::new();
    found.retain(|one| shown.insert(one.rule));
    let words = Words { modality: report.modality, region: report.region, added: &content.added_words };
    let action = found.first().map_or(Action::Note, |gravest| gravest.action);
    SymptomOutcome {
        action,
        outcome: action.effect().verdict(),
        locks: action.locks(),
        fired: found
            .into_iter()
            .map(|one| Fired {
                rule: one.rule.clone(),
                effect: one.action.effect(),
                question: one.question.clone(),
                unsure: false,
                sources: one.sources.to_vec(),
                text: words.say(message_key("symptom", one.rule)),
                next_step: words.say(one.next_step),
                clearable: false,
                cleared_by: None,
            })
            .collect(),
    }
}

fn problems(report: &SymptomReport, content: &Content) -> Vec<FieldError> {
    let mut problems = Vec::new();
    let mut scale = |field: String, value: Option<u8>| {
        if value.is_some_and(|value| value > SCALE_MAX) {
            problems.push(FieldError::new(field, "out of range", "a whole number from 0 to 10"));
        }
    };
    scale("pain".to_owned(), report.pain);
    scale("pain_before".to_owned(), report.pain_before);
    for (index, told) in report.symptoms.iter().enumerate() {
        scale(format!("symptoms[{index}].value"), told.value);
        scale(format!("symptoms[{index}].before"), told.before);
    }
    for (index, told) in report.symptoms.iter().enumerate() {
        if find(content, &told.id).is_none() {
            problems.push(FieldError::new(
                format!("symptoms[{index}].id"),
                "unknown symptom",
                "the ids that the list of symptoms has",
            ));
        }
    }
    problems
}
