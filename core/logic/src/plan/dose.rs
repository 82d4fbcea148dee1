//! The plan as entered, and the dose that a session runs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::{LevelUnit, Pattern, Position};
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::{EnteredForce, EnteredLength, EnteredMass, Force};

/// A plan exactly as it was entered: the JSON form of the terminal contract.
///
/// Nothing in it is trusted yet; `check` compares it with every limit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The way of traction that it is for.
    pub modality: Modality,
    /// The part of the spine; the neck where the file is silent.
    #[serde(default = "cervical")]
    pub region: Region,
    /// Who decided it; absent for a person's own plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Provider>,
    /// The person's weight when the plan was entered, 25 to 300 kg.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_weight: Option<EnteredMass>,
    /// Constant pull, or pull and rest in turn.
    pub pattern: Pattern,
    /// The pull of a hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force: Option<EnteredForce>,
    /// A maker's level, never turned into a force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// What the maker counts in a level; `level` where the file is silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_unit: Option<LevelUnit>,
    /// A hammock's height above the floor, never turned into a force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<EnteredLength>,
    /// The pull as a share of body weight, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_weight_share: Option<f64>,
    /// The whole session, ramps and release included.
    pub duration_ms: Millis,
    /// The length of one hold of an intermittent session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_ms: Option<Millis>,
    /// The length of one rest of an intermittent session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest_ms: Option<Millis>,
    /// The pull of a rest; none where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest_force: Option<EnteredForce>,
    /// Time from rest to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ramp_up_ms: Option<Millis>,
    /// Time from hold to rest, and of the release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ramp_down_ms: Option<Millis>,
    /// Degrees of flexion, or of tilt on an inversion table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub angle_deg: Option<f64>,
    /// How the person lies or sits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// How many holds, where a session is counted in sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<u8>,
    /// At most so many sessions a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<u8>,
    /// At most so many sessions a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_week: Option<u8>,
}

const fn cervical() -> Region {
    Region::Cervical
}

/// The provider who decided a plan, as entered by the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Name as the person wrote it.
    pub name: String,
    /// The day on which the plan was given.
    pub date: NaiveDate,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<NaiveDate>,
    /// The practice's number, offered after a stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// A dose after every limit: what a session runs. Only `check` makes one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dose {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// Constant pull, or pull and rest in turn.
    pub pattern: Pattern,
    /// What pulls.
    pub load: Load,
    /// The pull of a rest.
    pub rest_force: Force,
    /// The whole session, ramps and release included; whole seconds.
    pub duration: Millis,
    /// The length of one hold, its ramp up included; whole seconds; the whole session where sustained.
    pub hold: Millis,
    /// The length of one rest, its ramp down included; whole seconds; zero where sustained.
    pub rest: Millis,
    /// Time from rest to hold; long enough for the whole way from no pull, and never longer than the hold.
    /// Zero for a level, where the device ramps by itself.
    pub ramp_up: Millis,
    /// Time from hold to rest, and of the release; long enough for the whole way to no pull, and never
    /// longer than the rest. Ramp up and release together fit into the session.
    pub ramp_down: Millis,
    /// Degrees of flexion, or of tilt on an inversion table, where the modality has them.
    pub angle_deg: Option<f64>,
    /// Exactly so many holds, with a rest between two of them; the session ends with the last hold. Its times are
    /// those entered, to the millisecond: no device runs sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<u8>,
}

/// What pulls. A level and a height are never turned into a force.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Load {
    /// A known force.
    Force(Force),
    /// A maker's level.
    Level(u8),
    /// A height above the floor.
    Height(EnteredLength),
    /// The person's own weight.
    BodyWeight,
}

impl Load {
    /// The maker's level, where it is one.
    pub const fn level(self) -> Option<u8> {
        match self {
            Self::Level(level) => Some(level),
            Self::Force(_) | Self::Height(_) | Self::BodyWeight => None,
        }
    }

    /// The force, where it is known.
    pub const fn force(self) -> Option<Force> {
        match self {
            Self::Force(force) => Some(force),
            Self::Level(_) | Self::Height(_) | Self::BodyWeight => None,
        }
    }
}
