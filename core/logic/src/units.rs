//! Physical quantities as people enter them and as Nape calculates with them.
//!
//! Inside, force is a whole number of millinewtons and mass a whole number of grams, so that limits compare
//! exactly. What a person typed is kept beside it, in their unit.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Newtons in one pound-force (exact by definition of pound and standard gravity).
const NEWTONS_PER_LBF: f64 = 4.448_221_615_260_5;
/// Newtons in one kilogram-force (standard gravity, exact).
const NEWTONS_PER_KGF: f64 = 9.806_65;
/// Kilograms in one litre of a water bag: fresh water at room temperature (P18, section 3a [D]).
const KILOGRAMS_PER_LITRE: f64 = 1.0;
/// Grams in one pound (exact).
const GRAMS_PER_POUND: f64 = 453.592_37;
/// Pounds in one stone.
const POUNDS_PER_STONE: f64 = 14.0;

/// A pull, in whole millinewtons; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Force(u32);

impl Force {
    /// No pull.
    pub const ZERO: Self = Self(0);

    /// A force of so many millinewtons.
    pub const fn from_millinewtons(value: u32) -> Self {
        Self(value)
    }

    /// The value in millinewtons.
    pub const fn millinewtons(self) -> u32 {
        self.0
    }

    /// The value in the device's unit, tenths of a newton, rounded down so that no limit is passed on the wire.
    pub const fn decinewtons_floor(self) -> u32 {
        self.0 / 100
    }

    /// A force from the device's unit, tenths of a newton.
    pub const fn from_decinewtons(value: u16) -> Self {
        Self(value as u32 * 100)
    }

    /// The share `percent / 100` of this force, rounded down; at most the largest force there is.
    #[must_use]
    pub fn percent_floor(self, percent: u8) -> Self {
        Self(u32::try_from(u64::from(self.0) * u64::from(percent) / 100).unwrap_or(u32::MAX))
    }

    /// This force shown in `unit`, in tenths, rounded down: what is shown, typed back, is never more.
    pub fn in_unit_floor(self, unit: ForceUnit) -> f64 {
        let tenths = f64::from(self.0) / 100.0 / unit.newtons();
        // 5.0 lb is stored as 22,241 mN, a hair below: look one tenth up before rounding down.
        let shown = (tenths.floor() + 1.0) / 10.0;
        match (EnteredForce { value: shown, unit }).to_force() {
            Ok(typed_back) if typed_back <= self => shown,
            _ => tenths.floor() / 10.0,
        }
    }
}

/// The unit in which a force is entered or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ForceUnit {
    /// Newton.
    #[serde(rename = "N")]
    Newton,
    /// Kilogram-force, which people write `kg`.
    #[serde(rename = "kg", alias = "kgf")]
    KilogramForce,
    /// Pound-force, which people write `lb`.
    #[serde(rename = "lb", alias = "lbf")]
    PoundForce,
    /// The weight of a litre of water, for a bag that is filled (P18).
    #[serde(rename = "L", alias = "l")]
    LitreOfWater,
}

impl ForceUnit {
    /// Newtons in one of this unit.
    pub const fn newtons(self) -> f64 {
        match self {
            Self::Newton => 1.0,
            Self::KilogramForce => NEWTONS_PER_KGF,
            Self::PoundForce => NEWTONS_PER_LBF,
            Self::LitreOfWater => NEWTONS_PER_KGF * KILOGRAMS_PER_LITRE,
        }
    }

    /// The sign shown after a number.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Newton => "N",
            Self::KilogramForce => "kg",
            Self::PoundForce => "lb",
            Self::LitreOfWater => "L",
        }
    }
}

/// A force exactly as a person typed it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnteredForce {
    /// The number typed.
    pub value: f64,
    /// The unit beside it.
    pub unit: ForceUnit,
}

impl EnteredForce {
    /// A force that nobody typed, in newtons.
    pub fn in_newtons(force: Force) -> Self {
        Self { value: f64::from(force.millinewtons()) / 1000.0, unit: ForceUnit::Newton }
    }

    /// The force in whole millinewtons, to the nearest.
    ///
    /// Refuses what is not a finite number from 0 to 1,000 newtons; limits far below that are the plan's.
    pub fn to_force(self) -> Result<Force, QuantityError> {
        let newtons = self.value * self.unit.newtons();
        if !newtons.is_finite() || !(0.0..=MAX_ENTERED_NEWTONS).contains(&newtons) {
            return Err(QuantityError::ForceOutOfRange);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
        Ok(Force((newtons * 1000.0).round() as u32))
    }
}

/// Above this a number is a slip of the finger, whatever its unit.
const MAX_ENTERED_NEWTONS: f64 = 1000.0;

/// A mass in whole grams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mass(u32);

impl Mass {
    /// A mass of so many grams.
    pub const fn from_grams(value: u32) -> Self {
        Self(value)
    }

    /// The value in grams.
    pub const fn grams(self) -> u32 {
        self.0
    }

    /// The weight of this mass under standard gravity, rounded down.
    /// So many percent of its weight in whole millinewtons, rounded up from a gram more: masses are kept rounded down, and
    /// exactly a tenth of a weight, typed in whatever unit, is not above a tenth of it. At most 2 mN more than it is.
    pub fn weight_share(self, percent: u8) -> Force {
        let scaled = (u64::from(self.0) + 1) * 980_665 * u64::from(percent);
        Force(u32::try_from(scaled.div_ceil(10_000_000)).unwrap_or(u32::MAX))
    }

    /// Its weight, rounded down.
    pub fn weight_floor(self) -> Force {
        // 9.80665 mN per gram, in integers so that the floor is exact.
        let millinewtons = u64::from(self.0) * 980_665 / 100_000;
        Force(u32::try_from(millinewtons).unwrap_or(u32::MAX))
    }
}

/// The unit in which a body weight is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// A body weight exactly as a person typed it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnteredMass {
    /// The number typed.
    pub value: f64,
    /// The unit beside it.
    pub unit: MassUnit,
}

impl EnteredMass {
    /// The body weight in whole grams; refuses what lies outside 25 to 300 kg.
    pub fn to_body_weight(self) -> Result<Mass, QuantityError> {
        let grams = self.value
            * match self.unit {
                MassUnit::Kilogram => 1000.0,
                MassUnit::Pound => GRAMS_PER_POUND,
                MassUnit::Stone => GRAMS_PER_POUND * POUNDS_PER_STONE,
            };
        if !grams.is_finite() || !(25_000.0..=300_000.0).contains(&grams) {
            return Err(QuantityError::BodyWeightOutOfRange);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
        Ok(Mass(grams.floor() as u32))
    }
}

/// A length in whole micrometres, so that inches and centimetres compare exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Length(u32);

impl Length {
    /// A length of so many micrometres.
    pub const fn from_micrometres(value: u32) -> Self {
        Self(value)
    }

    /// The value in micrometres.
    pub const fn micrometres(self) -> u32 {
        self.0
    }

    /// This length in tenths of `unit`, rounded down: what is shown, typed back, is never more.
    pub fn in_unit_floor(self, unit: LengthUnit) -> f64 {
        f64::from(self.0 / unit.micrometres_in_a_tenth()) / 10.0
    }

    /// This length in tenths of `unit`, rounded up: what is shown, typed back, is never less.
    pub fn in_unit_ceil(self, unit: LengthUnit) -> f64 {
        f64::from(self.0.div_ceil(unit.micrometres_in_a_tenth())) / 10.0
    }
}

/// A length as typed: the height of a hammock above the floor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnteredLength {
    /// The number typed.
    pub value: f64,
    /// The unit beside it.
    pub unit: LengthUnit,
}

impl EnteredLength {
    /// The length in whole micrometres, to the nearest; refuses what is not a finite number from 0 to 1 metre.
    pub fn to_length(self) -> Result<Length, QuantityError> {
        let micrometres = self.value * f64::from(self.unit.micrometres_in_a_tenth()) * 10.0;
        if !micrometres.is_finite() || !(0.0..=MAX_ENTERED_MICROMETRES).contains(&micrometres) {
            return Err(QuantityError::UnusableLength);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
        Ok(Length(micrometres.round() as u32))
    }
}

/// Above this a height is a slip of the finger, whatever its unit.
const MAX_ENTERED_MICROMETRES: f64 = 1_000_000.0;

/// The unit in which a length is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LengthUnit {
    /// Centimetre.
    Cm,
    /// Inch.
    In,
}

impl LengthUnit {
    /// Exact: an inch is 25.4 mm.
    const fn micrometres_in_a_tenth(self) -> u32 {
        match self {
            Self::Cm => 1_000,
            Self::In => 2_540,
        }
    }

    /// The sign shown after a number.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Cm => "cm",
            Self::In => "in",
        }
    }
}

/// A typed quantity that no plan could mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// A force that is negative, not a number, or above 1,000 newtons.
    #[error("force: allowed is 0 to 1000 N")]
    ForceOutOfRange,
    /// A body weight outside 25 to 300 kg.
    #[error("body weight: allowed is 25 to 300 kg")]
    BodyWeightOutOfRange,
    /// A length that is negative, not a number, or above 1 metre.
    #[error("length: allowed is 0 to 100 cm")]
    UnusableLength,
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole pounds are exact")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entered(value: f64, unit: ForceUnit) -> Force {
        EnteredForce { value, unit }.to_force().expect("in range")
    }

    #[test]
    fn twenty_pounds_are_88_964_millinewtons() {
        assert_eq!(entered(20.0, ForceUnit::PoundForce).millinewtons(), 88_964);
    }

    #[test]
    fn a_litre_of_water_weighs_a_kilogram() {
        let unit = ForceUnit::LitreOfWater;
        assert_eq!(entered(2.5, unit), entered(2.5, ForceUnit::KilogramForce));
        assert_eq!(entered(2.5, unit).in_unit_floor(unit), 2.5);
    }

    #[test]
    fn two_inches_are_five_centimetres_and_eight_tenths_of_a_millimetre() {
        let length = EnteredLength { value: 2.0, unit: LengthUnit::In }.to_length().expect("in range");
        assert_eq!(length.micrometres(), 50_800);
        assert_eq!((length.in_unit_floor(LengthUnit::Cm), length.in_unit_ceil(LengthUnit::Cm)), (5.0, 5.1));
        assert_eq!((length.in_unit_floor(LengthUnit::In), length.in_unit_ceil(LengthUnit::In)), (2.0, 2.0));
    }

    #[test]
    fn ten_percent_of_seventy_kilograms_is_68_646_millinewtons() {
        let weight =
            EnteredMass { value: 70.0, unit: MassUnit::Kilogram }.to_body_weight().expect("in range");
        assert_eq!(weight.weight_floor().percent_floor(10).millinewtons(), 68_646);
    }

    #[test]
    fn the_wire_rounds_down() {
        assert_eq!(Force::from_millinewtons(88_999).decinewtons_floor(), 889);
    }

    #[test]
    fn a_force_entered_in_whole_pounds_is_shown_in_whole_pounds() {
        for pounds in 1..=50 {
            let pounds = f64::from(pounds);
            assert_eq!(entered(pounds, ForceUnit::PoundForce).in_unit_floor(ForceUnit::PoundForce), pounds);
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for value in [f64::NAN, f64::INFINITY, -0.1, 1e9] {
            assert!(EnteredForce { value, unit: ForceUnit::Newton }.to_force().is_err(), "{value}");
            assert!(EnteredLength { value, unit: LengthUnit::Cm }.to_length().is_err(), "{value}");
        }
    }

    #[test]
    fn a_body_weight_outside_25_to_300_kilograms_is_refused() {
        for (value, unit) in
            [(24.9, MassUnit::Kilogram), (301.0, MassUnit::Kilogram), (50.0, MassUnit::Stone)]
        {
            assert!(EnteredMass { value, unit }.to_body_weight().is_err(), "{value} {unit:?}");
        }
    }

    proptest! {
        #[test]
        fn a_limit_as_shown_typed_back_is_never_above_it(
            millinewtons in 0_u32..250_000,
            unit in prop_oneof![
                Just(ForceUnit::Newton),
                Just(ForceUnit::KilogramForce),
                Just(ForceUnit::PoundForce),
                Just(ForceUnit::LitreOfWater),
            ],
        ) {
            let limit = Force::from_millinewtons(millinewtons);
            let shown = limit.in_unit_floor(unit);
            prop_assert!(entered(shown, unit) <= limit);
        }

        #[test]
        fn a_height_as_shown_typed_back_is_never_beyond_its_limit(
            micrometres in 0_u32..900_000,
            unit in prop_oneof![Just(LengthUnit::Cm), Just(LengthUnit::In)],
        ) {
            let limit = Length::from_micrometres(micrometres);
            let typed_back = |value| EnteredLength { value, unit }.to_length().expect("in range");
            prop_assert!(typed_back(limit.in_unit_floor(unit)) <= limit);
            prop_assert!(typed_back(limit.in_unit_ceil(unit)) >= limit);
        }
    }
}
