//! Where something is felt (the body map of D25 and D26), how it feels, and beside what it came (P27).

use crate::modality::{Region, words};
use serde::{Deserialize, Serialize};

words! {
    /// A part of the body.
    Site {
        /// The neck, front and back.
        Neck = "neck",
        /// Between the neck and the lower edge of the shoulder blades.
        UpperBack = "upper_back",
        /// The joint and the muscles above it.
        Shoulder = "shoulder",
        /// The flat bone at the back.
        ShoulderBlade = "shoulder_blade",
        /// From the shoulder to the elbow.
        Arm = "arm",
        /// From the elbow to the wrist.
        Forearm = "forearm",
        /// The wrist, the hand, the fingers.
        Hand = "hand",
        /// The head.
        Head = "head",
        /// The jaw.
        Jaw = "jaw",
        /// The spine from the bottom of the neck to the bottom of the ribs (D26).
        Thoracic = "thoracic",
        /// The lower back.
        Lumbar = "lumbar",
        /// The leg and the foot.
        Leg = "leg",
    }
}

impl Site {
    /// The part of the spine that it is told for (P2): the lower back and the leg are the lumbar spine's.
    pub const fn region(self) -> Region {
        match self {
            Self::Lumbar | Self::Leg => Region::Lumbar,
            _ => Region::Cervical,
        }
    }
}

words! {
    /// A side of the body, as the person sees it.
    Side {
        /// The left one.
        Left = "left",
        /// The right one.
        Right = "right",
        /// Both, or the middle.
        Both = "both",
    }
}

words! {
    /// How pain feels.
    Quality {
        /// Dull.
        Dull = "dull",
        /// Tight.
        Tight = "tight",
        /// Sharp.
        Sharp = "sharp",
        /// Shooting.
        Shooting = "shooting",
        /// Burning.
        Burning = "burning",
    }
}

words! {
    /// Beside what it came; never said to be its cause.
    Context {
        /// Work at a desk.
        Desk = "desk",
        /// A phone or a tablet.
        Phone = "phone",
        /// Sitting on a couch.
        Couch = "couch",
        /// Lifting or carrying.
        Lifting = "lifting",
        /// Sport.
        Sport = "sport",
        /// Stress.
        Stress = "stress",
    }
}
