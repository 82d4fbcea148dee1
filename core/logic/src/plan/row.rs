//! The limits of one modality for one part of the spine, as `content/plan/envelope.toml` has them. The build script
//! reads content with these same types; what cannot be true at once is refused there.

use serde::{Deserialize, Serialize};

use super::figure::{Degrees, Figure, Percent, Rate, Ratio, Sessions, Sets, Tag};
use super::words::{LoadKind, Position};
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::{Force, Length};

/// The limits of one modality for one part of the spine. What a table says nothing of, the modality does not have.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// In which ways a plan may say how strong the pull is.
    pub loads: Vec<LoadKind>,
    /// The dose of a first session without a provider's plan; absent where that is not possible.
    pub start: Option<Start>,
    /// Absent where a current provider's plan is required.
    pub without_provider: Option<Ceiling>,
    /// What a current provider's plan may ask for.
    pub with_provider: Ceiling,
    /// What needs a provider's name and date where a plan without is possible.
    pub provider_needed: Option<ProviderNeeded>,
    /// Holds and rests of any number; absent where the pull is never cycled so.
    pub cycle: Option<Cycle>,
    /// A counted number of holds; absent where holds are not counted.
    pub sets: Option<SetLimits>,
    /// The height above the floor.
    pub height: Option<HeightLimits>,
    /// Flexion, or tilt.
    pub angle: Option<Angle>,
    /// How the person may lie or sit; absent where that is left open.
    pub position: Option<Positions>,
    /// Steepness; absent where the pull is not known as a force.
    pub ramp: Option<Ramp>,
    /// What is allowed but said.
    pub warn: Option<Warn>,
}

/// The first dose (P13).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The pull at most.
    pub force: Option<Figure<Force>>,
    /// The height at most.
    pub height: Option<Figure<Length>>,
    /// The whole session at most.
    pub duration: Option<Figure<Millis>>,
    /// All holds together at most.
    pub under_load: Option<Figure<Millis>>,
}

/// The most that a plan may ask for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// The pull at most; absent where only the device limits it.
    pub force_max: Option<Figure<Force>>,
    /// The height at most.
    pub height_max: Option<Figure<Length>>,
    /// The whole session at most.
    pub duration_max: Figure<Millis>,
    /// All holds together at most, where rests between them are long.
    pub under_load_max: Option<Figure<Millis>>,
    /// Sets at most, where the time under load does not say enough.
    pub sets_max: Option<Figure<Sets>>,
    /// Sessions a day at most.
    pub per_day: Figure<Sessions>,
    /// Time from one session's end to the next one's start, at least.
    pub gap: Option<Figure<Millis>>,
}

/// Where a provider's name and date are needed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderNeeded {
    /// At this pull and above.
    pub from_force: Figure<Force>,
    /// Above this share of body weight.
    pub above_share: Figure<Percent>,
}

/// What an intermittent session's cycle may be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cycle {
    /// A hold lasts at least this long, where the row says so.
    pub hold_min: Option<Figure<Millis>>,
    /// A hold lasts at most this long, where the row says so.
    pub hold_max: Option<Figure<Millis>>,
    /// Hold is at least so many times the rest.
    pub ratio_min: Figure<Ratio>,
    /// Hold is at most so many times the rest.
    pub ratio_max: Figure<Ratio>,
}

/// What a session of counted holds may be. A sustained session is one hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetLimits {
    /// A hold lasts at least this long.
    pub hold_min: Figure<Millis>,
    /// A hold lasts at most this long.
    pub hold_max: Figure<Millis>,
    /// A rest lasts at least so many times the hold.
    pub rest_per_hold: Figure<Ratio>,
    /// All holds together at least, where the row says so.
    pub under_load_min: Option<Figure<Millis>>,
}

/// What the height may be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeightLimits {
    /// At least.
    pub min: Figure<Length>,
}

/// What the flexion or tilt may be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Angle {
    /// At least.
    pub min: Figure<Degrees>,
    /// At most.
    pub max: Figure<Degrees>,
    /// Where the plan says nothing.
    pub default: Option<Figure<Degrees>>,
    /// At most in a first dose, whoever asks for more; where it is there, a plan has to say an angle.
    pub first: Option<Figure<Degrees>>,
}

/// How the person may lie or sit.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Positions {
    /// One of these; none where a position means nothing.
    pub any_of: Vec<Position>,
    /// How well the source is known.
    pub tag: Tag,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// How steep a ramp may be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ramp {
    /// At least.
    pub slowest: Figure<Rate>,
    /// Where the plan says nothing and hold and rest leave the time.
    pub gentle: Figure<Rate>,
    /// At most.
    pub fastest: Figure<Rate>,
}

/// What is allowed but said.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warn {
    /// From this share of body weight on.
    pub from_share: Figure<Percent>,
}

impl Row {
    /// Whether a plan may say its pull so.
    pub fn has(&self, kind: LoadKind) -> bool {
        self.loads.contains(&kind)
    }

    /// Whether the pull may be said as a force or a share of body weight, so that it is known.
    pub fn has_force(&self) -> bool {
        [LoadKind::Force, LoadKind::WaterBag, LoadKind::BodyWeightShare].iter().any(|kind| self.has(*kind))
    }
}
