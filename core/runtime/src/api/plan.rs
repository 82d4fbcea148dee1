//! Plans and timelines as a screen needs them.

use serde::{Deserialize, Serialize};

use super::words::{Modality, Pattern, Position, Region, SegmentKind};

/// A plan as entered. Every field means what the terminal contract says of it.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Plan {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// Who decided it; none for a person's own plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<Provider>,
    /// The person's weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_weight: Option<EnteredMass>,
    /// Constant pull, or pull and rest in turn.
    pub pattern: Pattern,
    /// The pull of a hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<EnteredForce>,
    /// A maker's level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// What the maker counts in a level; none for numbered levels.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level_unit: Option<LevelUnit>,
    /// A hammock's height.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<EnteredLength>,
    /// The pull as a share of body weight, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_weight_share: Option<f64>,
    /// The whole session.
    pub duration_ms: u64,
    /// One hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_ms: Option<u64>,
    /// One rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest_ms: Option<u64>,
    /// The pull of a rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest_force: Option<EnteredForce>,
    /// Time from no pull to the hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ramp_up_ms: Option<u64>,
    /// Time from the hold to no pull.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ramp_down_ms: Option<u64>,
    /// Degrees of flexion, or of tilt on an inversion table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub angle_deg: Option<f64>,
    /// How the person lies or sits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// How many holds, where a session is counted in sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sets: Option<u8>,
    /// At most so many sessions a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_day: Option<u8>,
    /// At most so many sessions a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_week: Option<u8>,
}

/// The provider of a plan, as entered by the person.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Provider {
    /// Name.
    pub name: String,
    /// The day it was given (`YYYY-MM-DD`).
    pub date: String,
    /// The last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// The practice's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// A force as typed.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record, Serialize)]
pub struct EnteredForce {
    /// The number.
    pub value: f64,
    /// The unit.
    pub unit: EnteredForceUnit,
}

/// The unit in which a force is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize, serde::Deserialize)]
pub enum EnteredForceUnit {
    /// Newton.
    #[serde(rename = "N")]
    Newton,
    /// Kilogram-force, which people write `kg`.
    #[serde(rename = "kg")]
    Kilogram,
    /// Pound-force, which people write `lb`.
    #[serde(rename = "lb")]
    Pound,
    /// The weight of a litre of water, for a bag that is filled.
    #[serde(rename = "L")]
    LitreOfWater,
}

/// What a maker counts in a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
pub enum LevelUnit {
    /// A numbered level.
    #[serde(rename = "level")]
    Level,
    /// Strokes of a pump.
    #[serde(rename = "strokes")]
    Strokes,
    /// Pounds per square inch on a pump's gauge.
    #[serde(rename = "psi")]
    Psi,
    /// Millimetres of mercury on a pump's gauge.
    #[serde(rename = "mmHg")]
    MillimetresOfMercury,
}

/// A body weight as typed.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct EnteredMass {
    /// The number.
    pub value: f64,
    /// The unit.
    pub unit: MassUnit,
}

/// The unit of a body weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize, Deserialize)]
pub enum MassUnit {
    /// Kilogram.
    #[serde(rename = "kg")]
    Kilogram,
    /// Pound.
    #[serde(rename = "lb")]
    Pound,
    /// Stone.
    #[serde(rename = "st")]
    Stone,
}

/// A length as typed.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record, Serialize)]
pub struct EnteredLength {
    /// The number.
    pub value: f64,
    /// The unit.
    pub unit: LengthUnit,
}

/// The unit of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LengthUnit {
    /// Centimetre.
    Cm,
    /// Inch.
    In,
}

/// What the limits say of a plan.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct PlanCheck {
    /// Whether it may be set.
    pub accepted: bool,
    /// Everything that is wrong with it.
    pub problems: Vec<PlanProblem>,
    /// Worth knowing, without being wrong.
    pub warnings: Vec<PlanProblem>,
    /// What every limit leaves of it, also where it may not be set.
    pub effective: EffectiveDose,
}

/// One thing that is wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct PlanProblem {
    /// The field's path.
    pub field: String,
    /// What is wrong, in words.
    pub message: String,
    /// What is allowed.
    pub allowed: String,
    /// The rule's id.
    pub rule: String,
}

/// The dose after every limit.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct EffectiveDose {
    /// The pull of a hold, in millinewtons, where it is a known force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_mn: Option<u32>,
    /// The whole session.
    pub duration_ms: u64,
    /// The ids of the limits that lowered it.
    pub limited_by: Vec<String>,
    /// A hammock's height.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<EnteredLength>,
    /// A maker's level, counted in the plan's unit and never turned into a force.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// How many holds, where they are counted.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sets: Option<u8>,
    /// One of those holds, in milliseconds.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_ms: Option<u64>,
    /// Degrees of flexion or tilt.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub angle_deg: Option<f64>,
}

/// A plan that came as a file, as the person confirms it (P17).
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct PlanImport {
    /// As read.
    pub plan: Plan,
    /// Each of its fields in words.
    pub fields: Vec<PlanImportField>,
    /// What the limits say of it, without a journal.
    pub check: PlanCheck,
    /// Who says so: `as_entered_by_the_person`, whoever wrote the file.
    pub provenance: String,
}

/// A field to confirm.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct PlanImportField {
    /// Its path, such as `force` or `provider.name`.
    pub field: String,
    /// What the file says.
    pub text: String,
    /// The person types it a second time, from the provider's own sheet; the others they say yes to.
    pub typed_again: bool,
}

/// What the person has confirmed of a plan that came as a file.
#[derive(Debug, Clone, PartialEq, Default, uniffi::Record)]
pub struct PlanConfirmation {
    /// The paths of the fields to which they said yes.
    pub fields: Vec<String>,
    /// The pull, typed a second time, where the plan has a force.
    #[uniffi(default = None)]
    pub force: Option<EnteredForce>,
    /// The level, where it has one.
    #[uniffi(default = None)]
    pub level: Option<u8>,
    /// The height, where it has one.
    #[uniffi(default = None)]
    pub height: Option<EnteredLength>,
    /// The share of body weight, where it has one.
    #[uniffi(default = None)]
    pub body_weight_share: Option<f64>,
}

/// The plan in force today.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct PlanToday {
    /// As accepted.
    pub plan: Plan,
    /// What every limit leaves of it today. Where it is not accepted any more no session starts.
    pub check: PlanCheck,
    /// Whether the next session is a first dose (P13).
    pub first_dose: bool,
}

/// A plan that was once accepted.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct PlanRevision {
    /// Its number, from 1.
    pub revision: u32,
    /// When it was accepted (RFC 3339).
    pub accepted: String,
    /// Whose plan it was.
    pub by: PlanBy,
    /// The last day on which a provider's plan held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// Who says so: `as_entered_by_the_person`.
    pub provenance: String,
    /// The plan.
    pub plan: Plan,
}

/// Whose plan it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanBy {
    /// A provider's.
    Provider,
    /// The person's own.
    Own,
}

/// A plan compiled: what happens when.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Timeline {
    /// The end of the last segment.
    pub total_ms: u64,
    /// The segments in order, without gaps.
    pub segments: Vec<Segment>,
}

/// A stretch of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Segment {
    /// What happens.
    pub kind: SegmentKind,
    /// Offset of its start.
    pub start_ms: u64,
    /// Offset of its end.
    pub end_ms: u64,
    /// Pull at its start, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_mn: Option<u32>,
    /// Pull at its end, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_mn: Option<u32>,
    /// Which cycle, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycle: Option<u32>,
}
