//! The kinds of entries, and what each one takes.

use serde::{Deserialize, Serialize};

use crate::modality::words;

words! {
    /// What an entry tells (J01-J15, H13-H16, P27).
    Kind {
        /// Pain, 0 to 10 (NPRS; J01).
        Pain = "pain",
        /// Stiffness in the morning or later (J10).
        Stiffness = "stiffness",
        /// Tingling or numbness (J11).
        Tingling = "tingling",
        /// Headaches since the last entry of this kind (J08, H15); the days that have one are counted.
        Headache = "headache",
        /// Twinges when turning or lifting (J05).
        Twinges = "twinges",
        /// How well one slept (J06).
        Sleep = "sleep",
        /// Energy on waking (J09).
        WakingEnergy = "waking_energy",
        /// How aware one was of one's posture (J04).
        Posture = "posture",
        /// How far the neck moves (J13).
        RangeOfMotion = "range_of_motion",
        /// A medicine that was taken (J12).
        Medication = "medication",
        /// Mood (J14).
        Mood = "mood",
        /// Discomfort in the upper back (J02, J03, H13).
        Discomfort = "discomfort",
        /// How often the neck was cracked (E15, L10): written down, never rewarded (X12).
        Cracking = "cracking",
        /// How well an activity of the person's own choice goes (PSFS, section 6).
        Psfs = "psfs",
        /// A score of the Neck Disability Index as a clinic gave it; its items are not here (section 6).
        NdiScore = "ndi_score",
        /// Change since the start of the course, -7 to 7 (GROC, section 6).
        Groc = "groc",
        /// One of screening's symptoms, by its id; it is screened as it is written (P6).
        Symptom = "symptom",
        /// Tension at the desk or elsewhere (J07, H14).
        Tension = "tension",
        /// Only words.
        Note = "note",
    }
}

/// Which numbers a kind takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// None.
    Nothing,
    /// A whole number of a range; required.
    Whole(i32, i32),
    /// As `Whole`, but may be left out.
    WholeOrNothing(i32, i32),
    /// A whole number whose range depends on its unit: the unit's word, the least, the greatest. The first one holds
    /// where no unit is given.
    ByUnit(&'static [(&'static str, i32, i32)]),
    /// What the person takes, from zero, in any unit; may be left out.
    Quantity,
}

/// Whether a kind takes a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It has none.
    No,
    /// It may have one.
    Free,
    /// It must have one: a medicine, an activity.
    Required,
    /// It must be the id of one of screening's symptoms.
    Symptom,
}

/// More than so many a day is a slip of the finger (own decision `[D]`).
const COUNT_MAX: i32 = 200;
/// The scale of most measures (section 6 [R]).
const TEN: Scale = Scale::Whole(0, 10);
/// How many (own decision `[D]`).
const COUNT: Scale = Scale::Whole(0, COUNT_MAX);
/// Degrees, of which nothing turns further than half a circle, or a simple scale (J13, own decision `[D]`).
const MOTION: Scale = Scale::ByUnit(&[("deg", 0, 180), ("scale", 0, 10)]);
/// Of 50 points, or in per cent of them (section 6 [R]).
const NDI: Scale = Scale::ByUnit(&[("points", 0, 50), ("percent", 0, 100)]);

impl Kind {
    /// Which numbers it takes.
    pub const fn scale(self) -> Scale {
        match self {
            Self::Pain
            | Self::Stiffness
            | Self::Tingling
            | Self::Sleep
            | Self::WakingEnergy
            | Self::Posture
            | Self::Mood
            | Self::Discomfort
            | Self::Tension
            | Self::Psfs => TEN,
            Self::Headache | Self::Twinges | Self::Cracking => COUNT,
            Self::RangeOfMotion => MOTION,
            Self::Medication => Scale::Quantity,
            Self::NdiScore => NDI,
            Self::Groc => Scale::Whole(-7, 7),
            Self::Symptom => Scale::WholeOrNothing(0, 10),
            Self::Note => Scale::Nothing,
        }
    }

    /// Whether it takes a name.
    pub const fn naming(self) -> Naming {
        match self {
            Self::Medication | Self::Psfs => Naming::Required,
            Self::RangeOfMotion => Naming::Free,
            Self::Symptom => Naming::Symptom,
            _ => Naming::No,
        }
    }

    /// Whether it is felt somewhere.
    pub const fn has_site(self) -> bool {
        matches!(
            self,
            Self::Pain
                | Self::Stiffness
                | Self::Tingling
                | Self::Headache
                | Self::Twinges
                | Self::Discomfort
                | Self::Symptom
                | Self::Tension
                | Self::RangeOfMotion
                | Self::Cracking
        )
    }

    /// Whether it may say beside what it came.
    pub const fn has_context(self) -> bool {
        self.has_site() && !matches!(self, Self::RangeOfMotion)
    }

    /// Whether how it feels can be told.
    pub const fn has_quality(self) -> bool {
        matches!(self, Self::Pain)
    }
}
