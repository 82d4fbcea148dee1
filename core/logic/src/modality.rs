//! The ways of traction that Nape knows, and the part of the spine they are for. The words are the ones of
//! the terminal contract and of every file format.

use serde::{Deserialize, Serialize};

/// Declares an enum whose every value is one word of the contract.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every one, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word used in files, in the journal and on the command line.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one that `word` names.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

pub(crate) use words;

words! {
    /// A way of doing traction, or a practice logged beside it.
    Modality {
        /// A provider's hands.
        Manual = "manual",
        /// A machine in a clinic.
        ClinicMechanical = "clinic_mechanical",
        /// A pulley over a door.
        OverDoorPulley = "over_door_pulley",
        /// A hammock for the head.
        NeckHammock = "neck_hammock",
        /// A pneumatic or motorised unit at home.
        HomeUnit = "home_unit",
        /// A traction table.
        TractionTable = "traction_table",
        /// A bar to hang from.
        HangingBar = "hanging_bar",
        /// An inversion table.
        InversionTable = "inversion_table",
        /// Cracking one's own neck: education and log only.
        NeckCracking = "neck_cracking",
        /// A roller under the neck: education and log only.
        FoamRoller = "foam_roller",
        /// A roller under the trapezius, a step of a routine.
        FoamRollerTrapezius = "foam_roller_trapezius",
        /// An adjustment by a professional.
        ProfessionalAdjustment = "professional_adjustment",
        /// A routine of complementary practices.
        Complementary = "complementary",
    }
}

impl Modality {
    /// Whether it pulls, so that it counts in caps, gaps and the first dose (P14). Cracking, rollers, adjustments and
    /// routines are logged and count in none.
    pub const fn is_traction(self) -> bool {
        match self {
            Self::Manual
            | Self::ClinicMechanical
            | Self::OverDoorPulley
            | Self::NeckHammock
            | Self::HomeUnit
            | Self::TractionTable
            | Self::HangingBar
            | Self::InversionTable => true,
            Self::NeckCracking
            | Self::FoamRoller
            | Self::FoamRollerTrapezius
            | Self::ProfessionalAdjustment
            | Self::Complementary => false,
        }
    }
}

words! {
    /// The part of the spine that a course, a plan or a device is for.
    Region {
        /// The neck.
        Cervical = "cervical",
        /// The lower back.
        Lumbar = "lumbar",
    }
}

words! {
    /// What Nape does with a way of traction.
    Use {
        /// Plans and guides sessions.
        Session = "session",
        /// Keeps a log of what a provider did.
        Log = "log",
        /// Informs and keeps a log; no steps, no timer (X11, X12).
        Education = "education",
        /// A step of a routine.
        Routine = "routine",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_a_modality_is_its_json_form() {
        for modality in Modality::ALL {
            let json = serde_json::to_string(modality).expect("serialises");
            assert_eq!(json, format!("\"{}\"", modality.word()));
            assert_eq!(Modality::from_word(modality.word()), Some(*modality));
        }
    }
}
