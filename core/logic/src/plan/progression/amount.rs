//! How much a dose is: its load and its time, and what a step of either is.

use serde::{Deserialize, Serialize};

use crate::modality::Modality;
use crate::plan::dose::{Dose, Load};
use crate::plan::lower::tenths;
use crate::plan::problem::LEAST_FORCE;
use crate::time::Millis;
use crate::units::{EnteredLength, LengthUnit};

/// One step of a pull, in percent of the dose's own, as one press of ease off (C15, own decision `[D]`).
pub const STEP_PERCENT: u8 = 10;
/// One step of time, and the least that steps leave (own decision `[D]`).
const STEP_OF_TIME: Millis = Millis::from_mins(1);
/// One step of time for each set of a hanging bar, and the least hold that steps leave (own decision `[D]`).
const STEP_OF_A_SET: Millis = Millis::from_secs(10);
/// One step of time on an inversion table, and the least that steps leave (own decision `[D]`).
const STEP_OF_INVERSION: Millis = Millis::from_secs(15);
/// One step of a hammock's height in the unit as entered (own decision `[D]`).
const STEP_CM: f64 = 1.0;
/// The same in inches (own decision `[D]`).
const STEP_INCH: f64 = 0.5;

/// The load and the time of a dose. A level and a height are never turned into a force.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// What pulls; a force in millinewtons.
    pub load: Load,
    /// The whole session.
    #[serde(rename = "duration_ms")]
    pub duration: Millis,
    /// Sets of a hanging bar; one elsewhere.
    #[serde(default = "one_set", skip_serializing_if = "is_one")]
    pub sets: u8,
}

const fn one_set() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_one(sets: &u8) -> bool {
    *sets == 1
}

impl Amount {
    /// How much `dose` is.
    pub fn of(dose: &Dose) -> Self {
        let cycle = dose.hold.plus(dose.rest).get();
        let holds = dose.duration.plus(dose.rest).get().checked_div(cycle).unwrap_or(1);
        let sets = if dose.modality == Modality::HangingBar { holds.clamp(1, 255) } else { 1 };
        Self { load: dose.load, duration: dose.duration, sets: u8::try_from(sets).unwrap_or(u8::MAX) }
    }

    /// One step lower: in the load; in the time where there is no lower load.
    #[must_use]
    pub(super) fn one_step_lower(self, modality: Modality) -> Self {
        match lower_load(self.load) {
            Some(load) => Self { load, ..self },
            None => Self { duration: self.lower_time(modality), ..self },
        }
    }

    fn lower_time(self, modality: Modality) -> Millis {
        let step = self.step_of_time(modality);
        self.duration.minus(step).max(step).min(self.duration)
    }

    /// The load one step higher; none where only the time can change.
    pub(super) fn higher_load(self) -> Option<Load> {
        match self.load {
            Load::Force(force) => {
                let step = force.percent_floor(STEP_PERCENT);
                let millinewtons = force.millinewtons().saturating_add(step.millinewtons());
                Some(Load::Force(tenths(crate::units::Force::from_millinewtons(millinewtons))))
            }
            Load::Level(level) => Some(Load::Level(level.saturating_add(1))),
            Load::Height(height) => {
                Some(Load::Height(EnteredLength { value: height.value + step_of(height.unit), ..height }))
            }
            Load::BodyWeight => None,
        }
    }

    /// The time one step longer.
    pub(super) fn longer_time(self, modality: Modality) -> Millis {
        self.duration.plus(self.step_of_time(modality))
    }

    fn step_of_time(self, modality: Modality) -> Millis {
        match modality {
            Modality::HangingBar => Millis(STEP_OF_A_SET.get() * u64::from(self.sets)),
            Modality::InversionTable => STEP_OF_INVERSION,
            _ => STEP_OF_TIME,
        }
    }

    /// Load and time each no more than `other`'s; loads of two kinds leave this one's.
    #[must_use]
    pub(super) fn within(self, other: Self) -> Self {
        Self { load: lower_of(self.load, other.load), duration: self.duration.min(other.duration), ..self }
    }

    /// Whether the loads are of one kind.
    pub(super) fn is_like(self, other: Self) -> bool {
        kind(self.load) == kind(other.load)
    }
}

/// The lower one of two loads of one kind; else the first.
pub(super) fn lower_of(one: Load, other: Load) -> Load {
    if is_above(one, other) { other } else { one }
}

/// Whether `one` is more than `other`; loads of two kinds can't be compared.
pub(super) fn is_above(one: Load, other: Load) -> bool {
    kind(one) == kind(other) && size(one) > size(other)
}

const fn kind(load: Load) -> u8 {
    match load {
        Load::Force(_) => 0,
        Load::Level(_) => 1,
        Load::Height(_) => 2,
        Load::BodyWeight => 3,
    }
}

/// A number that grows with the load, for loads of one kind only.
pub(super) fn size(load: Load) -> u64 {
    match load {
        Load::Force(force) => u64::from(force.millinewtons()),
        Load::Level(level) => u64::from(level),
        Load::Height(height) => micrometres(height),
        Load::BodyWeight => 0,
    }
}

fn micrometres(height: EnteredLength) -> u64 {
    let unit = match height.unit {
        LengthUnit::Cm => 10_000.0,
        LengthUnit::In => 25_400.0,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of a float stays within the range, and no height is negative"
    )]
    let micrometres = (height.value * unit).round() as u64;
    micrometres
}

const fn step_of(unit: LengthUnit) -> f64 {
    match unit {
        LengthUnit::Cm => STEP_CM,
        LengthUnit::In => STEP_INCH,
    }
}

fn lower_load(load: Load) -> Option<Load> {
    match load {
        Load::Force(force) => {
            let lower = tenths(force.percent_floor(100 - STEP_PERCENT));
            (lower >= LEAST_FORCE).then_some(Load::Force(lower))
        }
        Load::Level(level) => (level > 1).then(|| Load::Level(level - 1)),
        Load::Height(height) => {
            let value = height.value - step_of(height.unit);
            (value > 0.0).then_some(Load::Height(EnteredLength { value, ..height }))
        }
        Load::BodyWeight => None,
    }
}
