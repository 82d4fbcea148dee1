//! The words of plans and of the envelope's file. The build script reads content with these same types.

use serde::{Deserialize, Serialize};

use crate::modality::words;

words! {
    /// Constant pull, or pull and rest in turn.
    Pattern {
        /// One hold for the whole session.
        Sustained = "sustained",
        /// Holds with rests between them.
        Intermittent = "intermittent",
    }
}

words! {
    /// How the person lies or sits.
    Position {
        /// Face up.
        Supine = "supine",
        /// Face down.
        Prone = "prone",
        /// Sitting.
        Seated = "seated",
        /// Standing.
        Standing = "standing",
    }
}

words! {
    /// What says how strong the pull is. A level, a height and body weight are never turned into a force (P18).
    LoadKind {
        /// A force in newtons, kilograms or pounds.
        Force = "force",
        /// A force in litres of a water bag.
        WaterBag = "water_bag",
        /// A share of body weight.
        BodyWeightShare = "body_weight_share",
        /// A maker's level.
        Level = "level",
        /// A height above the floor.
        Height = "height",
        /// The person's own weight; no field of a plan says more.
        BodyWeight = "body_weight",
    }
}

/// What a maker counts in a level (P18); only ever a whole number as the person reads it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
