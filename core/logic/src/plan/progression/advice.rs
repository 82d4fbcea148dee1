//! What comes out of a history.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::amount::Amount;
use super::history::ReviewKind;
use super::limits::CourseLimits;
use crate::modality::Modality;
use crate::plan::dose::Load;
use crate::plan::limit::{LimitId, Notice};
use crate::time::{Millis, Timestamp};
use crate::units::ForceUnit;

/// What the course says of the next dose. Nothing in it is ever above what the person accepted last, but for
/// `permit`, which says what they may accept next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Advice {
    /// Hold, lower or keep.
    pub next: Next,
    /// No session before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_session_before: Option<NaiveDate>,
    /// No session until a contact with a provider is recorded; the first rule that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused: Option<LimitId>,
    /// At least 14 idle days: the first dose again, and the full form (P13).
    pub restart: bool,
    /// Less often may be offered (E16).
    pub taper: bool,
    /// Reviews that are due and not done.
    pub reviews: Vec<Review>,
    /// The most that the next dose may be.
    pub limits: CourseLimits,
    /// What the person may raise. Shown only where they open the dose (P15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permit: Option<Permit>,
    /// Why, without the permit; in the file only the rules' ids.
    #[serde(serialize_with = "rules_only")]
    pub reasons: Vec<Notice>,
}

/// What becomes of the dose.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// As it was.
    Keep,
    /// Lower than the last one.
    Lower {
        /// In which variable first.
        what: Variable,
        /// The whole dose.
        to: Amount,
    },
    /// No session now.
    Hold,
}

/// What a raise is a raise of; one at a time (section 3a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Variable {
    /// Force, level, height or share.
    Load,
    /// Duration, the number of sets, and how long each of them is held.
    Time,
    /// Pattern, hold, rest and its pull.
    Cycle,
    /// Sessions a day or a week.
    HowOften,
}

impl Variable {
    /// The variable that a field of a plan for `modality` belongs to. On a hanging bar a longer hold is the step of time.
    pub(super) fn of(field: &str, modality: Modality) -> Option<Self> {
        match field {
            "hold_ms" if modality == Modality::HangingBar => Some(Self::Time),
            "force" | "level" | "height" | "body_weight_share" => Some(Self::Load),
            "duration_ms" | "sets" => Some(Self::Time),
            "pattern" | "hold_ms" | "rest_ms" | "rest_force" => Some(Self::Cycle),
            "per_day" | "per_week" => Some(Self::HowOften),
            _ => None,
        }
    }
}

/// What a person may raise: one of the two, by one step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Permit {
    /// The load at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load: Option<Load>,
    /// The time at most.
    #[serde(rename = "duration_ms", skip_serializing_if = "Option::is_none")]
    pub duration: Option<Millis>,
}

impl Permit {
    /// In words, forces in `unit`: for the screen that shows the dose and for nothing else (P15).
    pub fn notices(&self, unit: ForceUnit) -> Vec<Notice> {
        let load = self.load.map(|load| match load {
            Load::Force(force) => LimitId::ProgressionPermitForce.of_force(force, unit),
            Load::Level(level) => LimitId::ProgressionPermitLevel.of_number(f64::from(level)),
            Load::Height(_) | Load::BodyWeight => LimitId::ProgressionPermitHeight.notice(),
        });
        let time = self.duration.map(|time| LimitId::ProgressionPermitTime.of_time(time));
        load.into_iter().chain(time).collect()
    }
}

/// A review that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Review {
    /// Which.
    pub kind: ReviewKind,
    /// Since when.
    pub due: Timestamp,
}

fn rules_only<S: Serializer>(reasons: &[Notice], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(reasons.iter().map(|notice| notice.rule))
}
