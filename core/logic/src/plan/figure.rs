//! One number of the envelope: its value in Nape's units, and where it comes from. The build script reads content
//! with these same types.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::time::Millis;
use crate::units::{EnteredForce, EnteredLength, Force, ForceUnit, Length, LengthUnit};

/// A number with its origin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure<T> {
    /// The number.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Figure<T>
where
    Self: TryFrom<RawFigure, Error = String>,
{
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Packed<T> {
            value: T,
            origin: Origin,
        }
        // As it was written, with a unit; or packed, which has been read and checked before.
        if reader.is_human_readable() {
            return RawFigure::deserialize(reader)?.try_into().map_err(D::Error::custom);
        }
        let Packed { value, origin } = Packed::deserialize(reader)?;
        Ok(Self { value, origin })
    }
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// How well the source is known.
    pub tag: Tag,
    /// Ids of facts, product rules or of the file's own list, the nearest one first.
    pub sources: Vec<String>,
}

/// How well a number's source is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tag {
    /// Published text, retrieved and read.
    R,
    /// General knowledge, text not retrieved.
    M,
    /// Our own decision, to be signed by a clinician.
    D,
}

/// A ramp's steepness: millinewtons a second, above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rate(u32);

impl Rate {
    /// Millinewtons a second.
    pub const fn millinewtons_per_second(self) -> u32 {
        self.0
    }

    /// The rate that goes through `force` in one second; `None` for no rate at all.
    pub const fn per_second(force: Force) -> Option<Self> {
        match force.millinewtons() {
            0 => None,
            rate => Some(Self(rate)),
        }
    }

    /// The shortest time in which `force` is reached without passing this rate.
    pub const fn time_to(self, force: Force) -> Millis {
        Millis((force.millinewtons() as u64 * 1000).div_ceil(self.0 as u64))
    }

    /// The longest time to `force` without falling below this rate.
    pub const fn time_to_floor(self, force: Force) -> Millis {
        Millis(force.millinewtons() as u64 * 1000 / self.0 as u64)
    }
}

/// A share in whole hundredths, 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Percent(pub u8);

/// Degrees of flexion or tilt, 0 to 90.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Degrees(pub f64);

/// Hold divided by rest, in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ratio(pub u8);

/// A number of sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sets(pub u8);

/// A number of sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sessions(pub u8);

/// A number as the file has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFigure {
    value: f64,
    unit: Unit,
    tag: Tag,
    sources: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Unit {
    #[serde(rename = "N")]
    Newton,
    #[serde(rename = "kg")]
    KilogramForce,
    #[serde(rename = "lb")]
    PoundForce,
    #[serde(rename = "s")]
    Second,
    #[serde(rename = "min")]
    Minute,
    #[serde(rename = "h")]
    Hour,
    #[serde(rename = "N/s")]
    NewtonPerSecond,
    #[serde(rename = "percent")]
    Percent,
    #[serde(rename = "degrees")]
    Degrees,
    #[serde(rename = "ratio")]
    Ratio,
    #[serde(rename = "sessions")]
    Sessions,
    #[serde(rename = "sets")]
    Sets,
    #[serde(rename = "cm")]
    Centimetre,
    #[serde(rename = "in")]
    Inch,
}

impl RawFigure {
    /// A number that an integrator adds; `None` where the unit is none.
    pub(super) fn added(value: f64, unit: &str) -> Option<Self> {
        let unit = Unit::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(unit));
        let sources = vec!["additions".to_owned()];
        unit.ok().map(|unit| Self { value, unit, tag: Tag::D, sources })
    }

    fn with<T>(self, value: Result<T, String>) -> Result<Figure<T>, String> {
        if self.sources.is_empty() {
            return Err("a number needs at least one source".to_owned());
        }
        Ok(Figure { value: value?, origin: Origin { tag: self.tag, sources: self.sources } })
    }

    fn force(&self, unit: ForceUnit) -> Result<Force, String> {
        let value = self.value;
        let force = EnteredForce { value, unit }.to_force().map_err(|error| error.to_string())?;
        if force == Force::ZERO {
            return Err("must be above zero".to_owned());
        }
        Ok(force)
    }

    /// A whole number within `1..=max`.
    fn whole(&self, max: u8) -> Result<u8, String> {
        (1..=max)
            .find(|whole| f64::from(*whole).total_cmp(&self.value).is_eq())
            .ok_or_else(|| format!("must be a whole number from 1 to {max}"))
    }
}

/// Whole numbers of the larger units of time stay below this.
const TIME_MAX: u8 = 240;

impl TryFrom<RawFigure> for Figure<Force> {
    type Error = String;
    fn try_from(raw: RawFigure) -> Result<Self, String> {
        let force = match raw.unit {
            Unit::Newton => raw.force(ForceUnit::Newton),
            Unit::KilogramForce => raw.force(ForceUnit::KilogramForce),
            Unit::PoundForce => raw.force(ForceUnit::PoundForce),
            _ => Err("a force is in N, kg or lb".to_owned()),
        };
        raw.with(force)
    }
}

impl TryFrom<RawFigure> for Figure<Length> {
    type Error = String;
    fn try_from(raw: RawFigure) -> Result<Self, String> {
        let unit = match raw.unit {
            Unit::Centimetre => Ok(LengthUnit::Cm),
            Unit::Inch => Ok(LengthUnit::In),
            _ => Err("a height is in cm or in".to_owned()),
        };
        let value = raw.value;
        let length = unit.and_then(|unit| {
            let length = EnteredLength { value, unit }.to_length().map_err(|error| error.to_string())?;
            if length == Length::default() { Err("must be above zero".to_owned()) } else { Ok(length) }
        });
        raw.with(length)
    }
}

impl TryFrom<RawFigure> for Figure<Millis> {
    type Error = String;
    fn try_from(raw: RawFigure) -> Result<Self, String> {
        let seconds = match raw.unit {
            Unit::Second => Ok(1),
            Unit::Minute => Ok(60),
            Unit::Hour => Ok(60 * 60),
            _ => Err("a time is in s, min or h".to_owned()),
        };
        let time = seconds.and_then(|unit| Ok(Millis::from_secs(u64::from(raw.whole(TIME_MAX)?) * unit)));
        raw.with(time)
    }
}

impl TryFrom<RawFigure> for Figure<Rate> {
    type Error = String;
    fn try_from(raw: RawFigure) -> Result<Self, String> {
        let rate = match raw.unit {
            Unit::NewtonPerSecond => raw
                .force(ForceUnit::Newton)
                .and_then(|force| Rate::per_second(force).ok_or_else(|| "must be above zero".to_owned())),
            _ => Err("a ramp is in N/s".to_owned()),
        };
        raw.with(rate)
    }
}

impl TryFrom<RawFigure> for Figure<Degrees> {
    type Error = String;
    fn try_from(raw: RawFigure) -> Result<Self, String> {
        let degrees = match raw.unit {
            Unit::Degrees if (0.0..=90.0).contains(&raw.value) => Ok(Degrees(raw.value)),
            _ => Err("an angle is in degrees, 0 to 90".to_owned()),
        };
        raw.with(degrees)
    }
}

macro_rules! whole_figures {
    ($($type:ident: $unit:pat, $max:literal, $otherwise:literal;)+) => {$(
        impl TryFrom<RawFigure> for Figure<$type> {
            type Error = String;
            fn try_from(raw: RawFigure) -> Result<Self, String> {
                let number = match raw.unit {
                    $unit => raw.whole($max).map($type),
                    _ => Err($otherwise.to_owned()),
                };
                raw.with(number)
            }
        }
    )+};
}

whole_figures! {
    Percent: Unit::Percent, 100, "a share is in percent";
    Ratio: Unit::Ratio, 20, "pull to rest is a ratio";
    Sets: Unit::Sets, 100, "a number of sets is in sets";
    Sessions: Unit::Sessions, 10, "a number of sessions is in sessions";
}
