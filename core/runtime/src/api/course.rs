//! Courses, the profile and what the program says of itself.

use nape_logic::document::FieldError;
use nape_logic::journal::check_in::Chosen;
use serde::{Deserialize, Serialize};

use super::convert::core_mass;
use super::plan::EnteredMass;
use super::words::{EntryKind, ForceUnit, Region};
use crate::engine;

/// All that is done for one complaint (P1).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Course {
    /// Its id.
    pub id: String,
    /// The part of the spine.
    pub region: Region,
    /// The person's own reason, in their words; never a diagnosis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The provider, as entered by the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// When it began (RFC 3339).
    pub started: String,
    /// When it ended (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// Sessions in it that count.
    pub sessions: u32,
}

impl From<(engine::CourseRecord, u32)> for Course {
    fn from((course, sessions): (engine::CourseRecord, u32)) -> Self {
        Self {
            id: course.id.to_string(),
            region: course.region.into(),
            reason: course.reason,
            provider: course.provider,
            started: course.started.to_rfc3339(),
            ended: course.ended.map(nape_logic::time::Timestamp::to_rfc3339),
            sessions,
        }
    }
}

/// The one person whose journal this is (P3).
#[derive(Debug, Clone, Default, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// What the person wants to be called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The year of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<u16>,
    /// Body weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<EnteredMass>,
    /// The unit in which forces are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<ForceUnit>,
    /// The country, two letters, for the emergency number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What the check-in asks: one to three measures; the usual three where nothing was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub check_in: Option<Vec<EntryKind>>,
}

impl TryFrom<Profile> for engine::Profile {
    type Error = FieldError;

    fn try_from(profile: Profile) -> Result<Self, FieldError> {
        let kinds = |chosen: Vec<EntryKind>| Chosen::of(chosen.into_iter().map(Into::into).collect());
        Ok(Self {
            name: profile.name,
            birth_year: profile.birth_year,
            weight: profile.weight.map(core_mass),
            units: profile.units.map(Into::into),
            country: profile.country,
            check_in: profile.check_in.map(kinds).transpose()?,
        })
    }
}

impl From<engine::Profile> for Profile {
    fn from(profile: engine::Profile) -> Self {
        Self {
            name: profile.name,
            birth_year: profile.birth_year,
            weight: profile.weight.map(Into::into),
            units: profile.units.map(Into::into),
            country: profile.country,
            check_in: profile
                .check_in
                .map(|chosen| chosen.kinds().iter().map(|kind| (*kind).into()).collect()),
        }
    }
}

/// What the program says of itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct About {
    /// Its version.
    pub version: String,
    /// What it is for.
    pub intended_use: String,
    /// The version of that text, which the person agrees to.
    pub intended_use_version: String,
    /// What no clinician has signed off.
    pub not_clinically_reviewed: String,
    /// The version of the questions and rules.
    pub content_version: String,
    /// Its licence.
    pub licence: String,
}

/// What a check of the whole journal found.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct JournalCheck {
    /// Facts in the chain.
    pub facts: u64,
    /// Facts whose content was erased on purpose.
    pub redacted: u64,
    /// Places at which a copy of the journal went on separately; both sides are kept, and nothing is wrong with either.
    pub forks: u64,
    /// Whether nothing is missing, changed or out of order.
    pub intact: bool,
    /// What was found, where not.
    pub problem: Option<String>,
}
