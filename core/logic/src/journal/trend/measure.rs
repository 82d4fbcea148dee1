//! The kinds of entries that have a trend.

use serde::{Deserialize, Serialize};

use super::super::entry::{Kind, Scale};
use crate::document::FieldError;

/// A kind of entry with numbers that can be summed over days: every kind but a note, a symptom (screening looks at
/// those) and a medicine (its amounts have as many units as there are medicines).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "Kind")]
pub struct Measure(Kind);

/// What is hoped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Less.
    Lower,
    /// More.
    Higher,
    /// Neither: it is written down, and never rewarded (X12).
    None,
}

/// How the entries of one day sum up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Daily {
    /// On a scale: their mean.
    Mean,
    /// Counted: their sum, so that two entries of one headache each are two headaches.
    Total,
}

impl Measure {
    /// Pain, 0 to 10.
    pub const PAIN: Self = Self(Kind::Pain);
    /// Stiffness, 0 to 10.
    pub const STIFFNESS: Self = Self(Kind::Stiffness);

    /// Of this kind; an error that lists the words where it has no trend.
    pub fn of(kind: Kind) -> Result<Self, FieldError> {
        Self::of_known(kind).ok_or_else(|| {
            let words: Vec<&str> = Self::all().map(|measure| measure.kind().word()).collect();
            FieldError::new("measure", "not a kind that has a trend", words.join(", "))
        })
    }

    /// By the word of its kind; a word that is no kind is answered as one that has no trend.
    pub fn from_word(word: &str) -> Result<Self, FieldError> {
        Self::of(Kind::from_word(word).unwrap_or(Kind::Note))
    }

    /// Every one, in the order of the kinds.
    pub fn all() -> impl Iterator<Item = Self> {
        Kind::ALL.iter().filter_map(|kind| Self::of_known(*kind))
    }

    const fn of_known(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Note | Kind::Symptom | Kind::Medication => None,
            kind => Some(Self(kind)),
        }
    }

    /// The kind of its entries.
    pub const fn kind(self) -> Kind {
        self.0
    }

    /// How a day sums up.
    pub const fn daily(self) -> Daily {
        match self.0 {
            Kind::Headache | Kind::Twinges | Kind::Cracking => Daily::Total,
            _ => Daily::Mean,
        }
    }

    /// Whether less or more is hoped for: J02, J03, J05, J07, J08, J10, J11 and pain (J01) go down, J04, J06, J09, J13
    /// and J14 go up. The scores of section 6 run as their scales do: an NDI score down, PSFS and GROC up.
    pub const fn goal(self) -> Goal {
        match self.0 {
            Kind::Pain
            | Kind::Stiffness
            | Kind::Tingling
            | Kind::Headache
            | Kind::Twinges
            | Kind::Discomfort
            | Kind::Tension
            | Kind::NdiScore => Goal::Lower,
            Kind::Sleep
            | Kind::WakingEnergy
            | Kind::Posture
            | Kind::RangeOfMotion
            | Kind::Mood
            | Kind::Psfs
            | Kind::Groc => Goal::Higher,
            Kind::Cracking | Kind::Medication | Kind::Symptom | Kind::Note => Goal::None,
        }
    }

    /// The unit of entries that name none, where it has more than one.
    pub const fn usual_unit(self) -> Option<&'static str> {
        match self.0.scale() {
            Scale::ByUnit([(unit, ..), ..]) => Some(*unit),
            _ => None,
        }
    }

    /// The ends of its scale, where every entry has the same.
    pub(super) const fn scale(self) -> Option<(i32, i32)> {
        match (self.daily(), self.0.scale()) {
            (Daily::Mean, Scale::Whole(least, most)) => Some((least, most)),
            _ => None,
        }
    }
}

impl TryFrom<String> for Measure {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        Self::from_word(&word)
            .map_err(|error| format!("no measure, expected {}", error.allowed.unwrap_or_default()))
    }
}

impl From<Measure> for Kind {
    fn from(measure: Measure) -> Self {
        measure.0
    }
}
