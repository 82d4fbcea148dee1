//! Screening through the door: forms, what is told, locks, clearances, the agreement to the intended use.

use nape_logic::document::FieldError;

use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::locks::{Agreement, ClearanceEntry, Examination, Lock};
use super::screening::{
    AnswerSheet, Clearance, FormKind, FormToFill, ScreeningOutcome, ScreeningStatus, SymptomOutcome,
    SymptomReport,
};
use super::session::{AfterCheck, NextDayCheck};
use super::words::{Modality, Region};
use crate::engine;

#[uniffi::export]
impl Nape {
    /// A form with the answers of the last full form of any way of traction, to be confirmed page by page (P4).
    /// What has to be asked afresh comes without, and so does the whole short form.
    pub async fn screening_form_for(
        &self,
        form: FormKind,
        modality: Modality,
        region: Region,
    ) -> Result<FormToFill, NapeError> {
        let form = self.engine.form_to_fill(form.into(), modality.into(), region.into()).await?;
        Ok(convert::form_to_fill(form))
    }

    /// Answers a form for good: the outcome is recorded and opens or closes sessions. What has to be examined
    /// locks them in the same step. Clearances are the journal's: a sheet that brings some is refused.
    pub async fn record_screening(&self, sheet: AnswerSheet) -> Result<ScreeningOutcome, NapeError> {
        convert::told_outcome(self.engine.record_screening(convert::core_sheet(sheet)?).await?)
    }

    /// How screening stands for a modality, judged now: with the clearances that are in force today.
    pub async fn screening_status(
        &self,
        modality: Modality,
        region: Region,
    ) -> Result<ScreeningStatus, NapeError> {
        let standing = self.engine.screening_standing(modality.into(), region.into()).await?;
        Ok(ScreeningStatus {
            full_at: standing.full.map(|(at, _)| at.to_rfc3339()),
            full_outcome: standing.full.map(|(_, outcome)| outcome.into()),
            full_due: standing.full_due,
            short_at: standing.short.map(|(at, _)| at.to_rfc3339()),
            short_outcome: standing.short.map(|(_, outcome)| outcome.into()),
            short_due: standing.short_due,
            locks: standing.locks,
        })
    }

    /// Tells symptoms outside any session; they are screened in the same step and may lock (P6). The report's
    /// stage is taken as before a session; what it leaves out of "before" the journal adds.
    pub async fn tell_symptoms(&self, report: SymptomReport) -> Result<SymptomOutcome, NapeError> {
        Ok(convert::told_symptoms(self.engine.tell_symptoms(convert::core_report(report)).await?))
    }

    /// The check after a session; what it tells is screened in the same step and may lock (P6).
    pub async fn record_after_check(
        &self,
        session: String,
        check: AfterCheck,
    ) -> Result<SymptomOutcome, NapeError> {
        let check = engine::AfterCheck {
            feeling: check.feeling.into(),
            pain: check.pain,
            symptoms: check.symptoms,
            values: check.values.into_iter().collect(),
        };
        let told = self.engine.after_check(convert::id("session", &session)?, check).await?;
        Ok(convert::told_symptoms(told))
    }

    /// The check a day after a session, once for each and within 7 days; it is screened in the same step and may
    /// lock (P6).
    pub async fn record_next_day(
        &self,
        session: String,
        check: NextDayCheck,
    ) -> Result<SymptomOutcome, NapeError> {
        let check = engine::NextDayCheck {
            pain: check.pain,
            symptoms: check.symptoms,
            values: check.values.into_iter().collect(),
        };
        let told = self.engine.next_day_check(convert::id("session", &session)?, check).await?;
        Ok(convert::told_symptoms(told))
    }

    /// The open locks, the oldest first. A lock closes starting a session and nothing else.
    pub async fn locks(&self) -> Result<Vec<Lock>, NapeError> {
        Ok(self.engine.locks().await?.into_iter().map(convert::lock).collect())
    }

    /// Records who examined what a lock is about, after asking for the person's presence. `Refused` by
    /// `lock.present_sign` while the last forms still tell of a sign of an emergency (P9); `NotFound` where it
    /// was resolved already. The full form is due afterwards.
    pub async fn resolve_lock(&self, id: String, examination: Examination) -> Result<(), NapeError> {
        let examination = engine::Examination {
            examined: convert::date("examined", &examination.examined)?,
            by: examination.by,
            advice: examination.advice,
        };
        Ok(self.engine.resolve_lock(convert::id("id", &id)?, examination).await?)
    }

    /// The clearances that were not withdrawn, in the order in which they were entered.
    pub async fn clearances(&self) -> Result<Vec<ClearanceEntry>, NapeError> {
        Ok(self.engine.clearances().await?.into_iter().map(convert::clearance_entry).collect())
    }

    /// Records what a provider allowed, as entered by the person, after asking for their presence; its id.
    /// `Refused` by `clearance.never` and the rules that nobody can lift.
    pub async fn add_clearance(&self, clearance: Clearance) -> Result<String, NapeError> {
        let clearance = convert::core_clearance(clearance, "")?;
        Ok(self.engine.add_clearance(clearance).await?.to_string())
    }

    /// Takes a clearance back.
    pub async fn withdraw_clearance(&self, id: String) -> Result<(), NapeError> {
        Ok(self.engine.withdraw_clearance(convert::id("id", &id)?).await?)
    }

    /// The person agrees to what Nape is for, in the version of `about()` (P12).
    pub async fn agree(&self, version: String) -> Result<(), NapeError> {
        if version.is_empty() {
            return Err(FieldError::new("version", "empty", engine::INTENDED_USE_VERSION).into());
        }
        Ok(self.engine.agree(version).await?)
    }

    /// What the person agreed to last.
    pub async fn agreement(&self) -> Result<Option<Agreement>, NapeError> {
        let agreed = self.engine.agreement().await?;
        Ok(agreed.map(|(version, at)| Agreement { version, at: at.to_rfc3339() }))
    }
}
