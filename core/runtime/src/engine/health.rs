//! One person has one health (P4): what was told for another way of traction, for the other part of the spine, on the form
//! before or in the profile counts for what is asked now.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use nape_logic::document::FieldError;
use nape_logic::modality::Region;
use nape_logic::screening::{
    Answer, AnswerSheet, Effect, FormKind, ReportedSymptom, Stage, SymptomOutcome, SymptomReport,
};
use nape_logic::time::Timestamp;

use super::error::EngineError;
use super::ledger::{Before, FormRecord, is_news};
use super::task::Task;
use super::told::{NEXT_DAY_FROM, NEXT_DAY_UNTIL};

/// Nobody younger is screened for a session (section 4 `[D]`), whatever they answer.
const OF_AGE: i32 = 18;
/// The rule that says so.
pub(super) const UNDER_18: &str = "under_18";
const AGE: &str = "age";

impl Task {
    /// When a later full form told what this one did not: a rule that its answers would have made hold here. None where
    /// nothing did.
    pub(super) fn told_elsewhere(&self, form: &FormRecord, at: Timestamp) -> Option<Timestamp> {
        let later = self.ledger.forms.full_after(form);
        let told = later.last()?.at;
        let (modality, region) = (form.sheet.modality, form.sheet.region);
        let Ok(asked) = self.knowledge.form(FormKind::Full, modality, region) else { return Some(told) };
        let asked: BTreeSet<&str> = asked.questions.iter().map(|question| question.id.as_str()).collect();
        let mut sheet = form.sheet.clone();
        for other in later {
            let shared = other.sheet.answers.iter().filter(|(id, _)| asked.contains(id.as_str()));
            sheet.answers.extend(shared.map(|(id, answer)| (id.clone(), answer.clone())));
        }
        if sheet.answers == form.sheet.answers {
            return None;
        }
        // Answers that do not go together any more have to be given anew.
        let Ok(outcome) = self.knowledge.check(&sheet, Vec::new(), BTreeMap::new(), at) else {
            return Some(told);
        };
        let news = outcome
            .fired
            .iter()
            .filter(|fired| fired.effect != Effect::Note)
            .any(|fired| is_news(&form.held, &fired.rule, fired.unsure));
        (news || !outcome.missing.is_empty()).then_some(told)
    }

    /// Whether the year of birth in the profile makes it impossible that the person is of age.
    pub(super) fn is_under_age(&self, at: Timestamp) -> bool {
        self.years(at).is_some_and(|(_, oldest)| oldest < OF_AGE)
    }

    /// An age that the year of birth in the profile contradicts.
    pub(super) fn check_age(&self, sheet: &AnswerSheet, at: Timestamp) -> Result<(), FieldError> {
        let (Some((youngest, oldest)), Some(Answer::Number(age))) = (self.years(at), sheet.answers.get(AGE))
        else {
            return Ok(());
        };
        if (f64::from(youngest)..=f64::from(oldest)).contains(age) {
            return Ok(());
        }
        let allowed = format!("{youngest} or {oldest}, or another year of birth in the profile");
        Err(FieldError::new("answers.age", "contradicts the year of birth in the profile", allowed))
    }

    /// The least and the greatest age that the year of birth allows.
    fn years(&self, at: Timestamp) -> Option<(i32, i32)> {
        let oldest = at.date().year() - i32::from(self.profile.birth_year?);
        Some(((oldest - 1).max(0), oldest))
    }

    /// What numbness and symptoms in the limbs that have risen since they were told last come to, by a short form, and pain
    /// that rose in a session and has not settled a day later (X6, P8).
    pub(super) fn risen(
        &self,
        sheet: &AnswerSheet,
        at: Timestamp,
    ) -> Result<Option<SymptomOutcome>, EngineError> {
        if sheet.form != FormKind::Short {
            return Ok(None);
        }
        let now = Before::told(sheet);
        let unsettled = self.unsettled(sheet.region, now.pain, at);
        let before = self.ledger.forms.told_last(sheet.region).unwrap_or_default();
        let limb = match sheet.region {
            Region::Cervical => "arm_symptoms",
            Region::Lumbar => "leg_symptoms",
        };
        let symptoms: Vec<ReportedSymptom> =
            [("numbness_or_tingling", now.tingling, before.tingling), (limb, now.limb, before.limb)]
                .into_iter()
                .filter(|(_, now, before)| now.zip(*before).is_some_and(|(now, before)| now > before))
                .map(|(id, value, before)| ReportedSymptom { id: id.to_owned(), value, before })
                .collect();
        if symptoms.is_empty() && unsettled.is_none() {
            return Ok(None);
        }
        let (pain_before, earlier_rises) = unsettled.unzip();
        let report = SymptomReport {
            modality: sheet.modality,
            region: sheet.region,
            stage: if unsettled.is_some() { Stage::NextDay } else { Stage::BeforeSession },
            symptoms,
            pain: now.pain.filter(|_| unsettled.is_some()),
            pain_before,
            earlier_rises: earlier_rises.unwrap_or_default(),
        };
        Ok(Some(self.knowledge.symptom(&report)?))
    }

    /// Pain before the last session of the region and in how many it rose, where it rose in that one, nobody has told of the
    /// day after, that day has come, and pain is still above.
    fn unsettled(&self, region: Region, pain: Option<u8>, at: Timestamp) -> Option<(u8, u8)> {
        let session = self.ledger.counting_of(region).max_by_key(|session| session.last.unix_millis())?;
        let before = session.before?.pain?;
        let since = at.since(session.last);
        let is_open = session.pain_rose && !session.next_day_told;
        let is_time = (NEXT_DAY_FROM..=NEXT_DAY_UNTIL).contains(&since);
        (is_open && is_time && pain? > before)
            .then(|| (before, self.ledger.earlier_rises(region, session.course, None, session.simulated)))
    }
}
