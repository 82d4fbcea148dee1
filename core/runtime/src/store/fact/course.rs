//! The facts of a course's progress: plans as accepted, contacts with a provider, reviews.

use chrono::NaiveDate;
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::progression::{AcceptedPlan, Amount, PlanProvider, ReviewKind};
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The person accepted a plan. The plan itself is a record; this is what later doses are measured by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanAccepted {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// What it asked for, within every limit of that moment.
    pub dose: Amount,
    /// The days of the provider's plan; absent for the person's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<PlanProvider>,
}

impl PlanAccepted {
    /// The plan as decisions about later doses take it, accepted at `at`.
    pub(crate) fn since(&self, at: Timestamp) -> AcceptedPlan {
        AcceptedPlan { modality: self.modality, at, dose: self.dose, provider: self.provider }
    }
}

/// The person was in contact with a provider, as they entered it (P16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderContact {
    /// The part of the spine.
    pub region: Region,
    /// The day.
    pub date: NaiveDate,
    /// With whom.
    pub who: String,
    /// What about, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// A review of the course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseReviewed {
    /// The part of the spine.
    pub region: Region,
    /// Which review.
    pub kind: ReviewKind,
    /// The global rating of change, -7 to 7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groc: Option<i8>,
    /// Pain, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain: Option<u8>,
    /// In the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
