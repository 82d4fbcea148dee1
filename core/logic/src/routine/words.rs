//! The words that routines are written in.
//!
//! The crate's build script reads content with these same types, so that both mean the same.

use serde::{Deserialize, Serialize};

use crate::modality::{Modality, words};

words! {
    /// What sort of practice it is.
    PracticeKind {
        /// Slow breaths.
        Breathing = "breathing",
        /// Lying or sitting quietly.
        Calm = "calm",
        /// Warmth.
        Heat = "heat",
        /// Cold.
        Cold = "cold",
        /// A cushion or the like.
        Support = "support",
        /// A roller under a muscle.
        Roll = "roll",
        /// A drill of posture.
        Drill = "drill",
        /// A stretch.
        Stretch = "stretch",
        /// Training of strength.
        Strength = "strength",
        /// Movements of a nerve, as a provider showed them (K17).
        Nerve = "nerve",
    }
}

words! {
    /// Where in a routine a practice stands.
    Place {
        /// Ahead of every effort (K12).
        Before = "before",
        /// Behind every effort (K13).
        After = "after",
        /// Anywhere.
        Any = "any",
    }
}

words! {
    /// What lies beside a person: at most two in a routine (K15, P41).
    Tool {
        /// A foam roller (K10).
        Roller = "roller",
        /// A cushion (K11).
        Cushion = "cushion",
        /// A heating pad (K12).
        Heat = "heat",
        /// A cold pack (K13).
        Cold = "cold",
        /// CBD or scented oils (K14): written down, never guided.
        Oils = "oils",
    }
}

words! {
    /// What a person's answers and locks leave open of routines (P11), the least first.
    Open {
        /// Nothing: help comes first.
        Nothing = "nothing",
        /// What moves nothing: breathing and quiet.
        Breathing = "breathing",
        /// That, and drills of posture.
        Posture = "posture",
        /// Every practice.
        Everything = "everything",
    }
}

words! {
    /// What a limit is on.
    LimitOn {
        /// Steps of a routine.
        Steps = "steps",
        /// Tools of a routine.
        Tools = "tools",
        /// Seconds of a step.
        Seconds = "seconds",
        /// Sets of a step.
        Sets = "sets",
        /// Repetitions of a set.
        Repetitions = "repetitions",
        /// Seconds of rest after a set.
        RestSeconds = "rest_seconds",
    }
}

impl PracticeKind {
    /// How much has to be open for it. Only breathing and quiet are still open while nobody knows what is wrong:
    /// warmth, cold and cushions move nothing, but screening does not name them (P11).
    pub const fn opens_with(self) -> Open {
        match self {
            Self::Breathing | Self::Calm => Open::Breathing,
            Self::Drill => Open::Posture,
            Self::Heat
            | Self::Cold
            | Self::Support
            | Self::Roll
            | Self::Stretch
            | Self::Strength
            | Self::Nerve => Open::Everything,
        }
    }

    /// Whether it is an effort, which warmth goes ahead of and cold follows.
    pub(crate) const fn is_effort(self) -> bool {
        matches!(self, Self::Roll | Self::Drill | Self::Stretch | Self::Strength | Self::Nerve)
    }
}

/// Whether a person who names this as a practice asks for a pull, or for a provider's hands.
pub(crate) fn pulls(id: &str) -> bool {
    let beside = [Modality::FoamRoller, Modality::FoamRollerTrapezius, Modality::NeckCracking];
    Modality::from_word(id).is_some_and(|modality| !beside.contains(&modality))
}
