//! The stable names of what a routine may not do. A name never changes and is never used again for something else.

use serde::{Serialize, Serializer};

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $id:literal,)+) => {
        /// What a routine may not do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[$doc])* $variant,)+ }

        impl Rule {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in files and answers.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }
        }
    };
}

rules! {
    /// The name of the routine.
    Name = "routine.name",
    /// How many steps.
    Steps = "routine.steps",
    /// A practice that nobody knows.
    Practice = "routine.practice",
    /// A step that pulls: traction has sessions and a plan of its own.
    NoPull = "routine.no_pull",
    /// What is told about and written down, never a step (X11, X12, K14).
    LogOnly = "routine.log_only",
    /// Seconds, or sets of repetitions (P41).
    Measure = "routine.measure",
    /// How many seconds.
    Seconds = "routine.seconds",
    /// How many sets.
    Sets = "routine.sets",
    /// How many repetitions.
    Repetitions = "routine.repetitions",
    /// How much rest.
    Rest = "routine.rest",
    /// A practice that has no sides.
    PerSide = "routine.per_side",
    /// More than two tools (K15, P41).
    Tools = "routine.tools",
    /// Warmth before, cold after (K12, K13).
    Order = "routine.order",
    /// Nerve movements that nobody showed (K17, P41).
    ShownByProvider = "routine.shown_by_provider",
    /// What moves the neck, where screening leaves nothing open that moves it (P11).
    MovesNeck = "routine.moves_neck",
    /// Anything else that screening does not leave open (P11).
    NotOpen = "routine.not_open",
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
