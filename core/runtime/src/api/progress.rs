//! How a course goes on: what the next dose may be, the dose itself, contacts with a provider, reviews.

use nape_logic::plan::progression as core;
use serde::{Deserialize, Serialize};

use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::language::render;
use super::plan::EffectiveDose;
use super::words::{Modality, Region};
use crate::engine;

/// What the course so far says of the next dose. What a person might raise is not in it (P15).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Progress {
    /// Hold, lower or keep.
    pub next: NextDose,
    /// No session before this day (`YYYY-MM-DD`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_session_before: Option<String>,
    /// The rule by which sessions wait for a contact with a provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused: Option<String>,
    /// At least 14 idle days: the full form and the first dose come again.
    pub restart: bool,
    /// Less often may be offered.
    pub taper: bool,
    /// Reviews that are due.
    pub reviews: Vec<ReviewDue>,
    /// Why, in words.
    pub reasons: Vec<RuleText>,
}

/// What becomes of the dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NextDose {
    /// As it was.
    Keep,
    /// Lower than the last one.
    Lower,
    /// No session now.
    Hold,
}

/// A review that is due.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ReviewDue {
    /// Which.
    pub kind: ReviewKind,
    /// Since when (RFC 3339).
    pub due: String,
    /// Its name in words.
    pub text: String,
}

/// The reviews of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum ReviewKind {
    /// Ten days after its start.
    #[serde(rename = "day_10")]
    DayTen,
    /// After six sessions.
    #[serde(rename = "session_6")]
    SessionSix,
    /// After ten sessions; sessions wait for it.
    #[serde(rename = "session_10")]
    SessionTen,
    /// Four weeks after its start.
    #[serde(rename = "week_4")]
    WeekFour,
}

/// A rule and what it says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RuleText {
    /// The rule's id.
    pub rule: String,
    /// What it says.
    pub text: String,
}

/// The dose as the person opens it.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct OpenedDose {
    /// The plan after every limit.
    pub effective: EffectiveDose,
    /// What each limit that lowered it says.
    pub limits: Vec<RuleText>,
    /// What the person may raise, one thing by one step. Only for the screen that shows this dose (P15).
    pub permit: Vec<RuleText>,
}

/// A contact with a provider, as entered by the person.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderContact {
    /// The day (`YYYY-MM-DD`), up to today.
    pub date: String,
    /// With whom; 1 to 500 characters.
    pub who: String,
    /// What about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// A review of the course.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseReview {
    /// Which; one that is due.
    pub kind: ReviewKind,
    /// How it is now next to the beginning, -7 (very much worse) to 7 (very much better).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groc: Option<i8>,
    /// Pain now, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain: Option<u8>,
    /// In the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[uniffi::export]
impl Nape {
    /// What the course says of the next dose of this way of traction.
    pub async fn progress(&self, modality: Modality, region: Region) -> Result<Progress, NapeError> {
        Ok(self.engine.progress(modality.into(), region.into()).await?.into())
    }

    /// What holds for the whole course, whichever way of traction: held days, pauses, reviews.
    pub async fn course_progress(&self, region: Region) -> Result<Progress, NapeError> {
        Ok(self.engine.course_progress(region.into()).await?.into())
    }

    /// Opens the dose: the plan in force after every limit, and what the person may raise.
    pub async fn dose(&self, modality: Modality, region: Region) -> Result<OpenedDose, NapeError> {
        Ok(self.engine.open_dose(modality.into(), region.into()).await?.into())
    }

    /// Records a contact with a provider about this part of the spine; a pause ends with it (P16).
    pub async fn record_contact(&self, region: Region, contact: ProviderContact) -> Result<(), NapeError> {
        let ProviderContact { date, who, about } = contact;
        let date = convert::date("date", &date)?;
        let contact = engine::ProviderContact { region: region.into(), date, who, about };
        Ok(self.engine.record_contact(contact).await?)
    }

    /// Records a review that is due.
    pub async fn record_review(&self, region: Region, review: CourseReview) -> Result<(), NapeError> {
        let CourseReview { kind, groc, pain, note } = review;
        let review = engine::CourseReviewed { region: region.into(), kind: kind.into(), groc, pain, note };
        Ok(self.engine.record_review(review).await?)
    }
}

impl From<nape_logic::plan::Notice> for RuleText {
    fn from(notice: nape_logic::plan::Notice) -> Self {
        Self { rule: notice.rule.to_string(), text: render(&notice.message) }
    }
}

impl From<core::Advice> for Progress {
    fn from(advice: core::Advice) -> Self {
        Self {
            next: match advice.next {
                core::Next::Keep => NextDose::Keep,
                core::Next::Lower { .. } => NextDose::Lower,
                core::Next::Hold => NextDose::Hold,
            },
            no_session_before: advice.no_session_before.map(|date| date.to_string()),
            paused: advice.paused.map(|rule| rule.to_string()),
            restart: advice.restart,
            taper: advice.taper,
            reviews: advice.reviews.into_iter().map(Into::into).collect(),
            reasons: advice.reasons.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<core::Review> for ReviewDue {
    fn from(review: core::Review) -> Self {
        let key = format!("progression-review-{}", review.kind.word().replace('_', "-"));
        Self {
            kind: review.kind.into(),
            due: review.due.to_rfc3339(),
            text: render(&nape_logic::text::Message::new(key)),
        }
    }
}

impl From<core::ReviewKind> for ReviewKind {
    fn from(kind: core::ReviewKind) -> Self {
        match kind {
            core::ReviewKind::Day10 => Self::DayTen,
            core::ReviewKind::Session6 => Self::SessionSix,
            core::ReviewKind::Session10 => Self::SessionTen,
            core::ReviewKind::Week4 => Self::WeekFour,
        }
    }
}

impl From<ReviewKind> for core::ReviewKind {
    fn from(kind: ReviewKind) -> Self {
        match kind {
            ReviewKind::DayTen => Self::Day10,
            ReviewKind::SessionSix => Self::Session6,
            ReviewKind::SessionTen => Self::Session10,
            ReviewKind::WeekFour => Self::Week4,
        }
    }
}

impl From<engine::OpenedDose> for OpenedDose {
    fn from(dose: engine::OpenedDose) -> Self {
        let limits = dose.check.effective.as_ref().map(|effective| effective.limited_by.clone());
        let limits = limits.unwrap_or_else(|| dose.check.lowered.limited_by.clone());
        Self {
            effective: convert::effective(&dose.check),
            limits: limits.into_iter().map(Into::into).collect(),
            permit: dose.permit.into_iter().map(Into::into).collect(),
        }
    }
}
