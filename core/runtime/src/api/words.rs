//! The core's words as the door's enums: the same names in Kotlin, Swift, Python and JSON.

use nape_logic::{modality, plan, session, units};
use serde::{Deserialize, Serialize};

/// Declares an enum of the door that mirrors one of the core, with both conversions.
macro_rules! mirror {
    ($($(#[$doc:meta])* $name:ident = $core:path { $($(#[$vdoc:meta])* $variant:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl From<$core> for $name {
            fn from(word: $core) -> Self {
                use $core as Core;
                match word { $(Core::$variant => Self::$variant,)+ }
            }
        }

        impl From<$name> for $core {
            fn from(word: $name) -> Self {
                use $core as Core;
                match word { $($name::$variant => Core::$variant,)+ }
            }
        }
    )+};
}

mirror! {
    /// A way of doing traction, or a practice logged beside it.
    Modality = modality::Modality {
        /// A provider's hands.
        Manual,
        /// A machine in a clinic.
        ClinicMechanical,
        /// A pulley over a door.
        OverDoorPulley,
        /// A hammock for the head.
        NeckHammock,
        /// A pneumatic or motorised unit at home.
        HomeUnit,
        /// A traction table.
        TractionTable,
        /// A bar to hang from.
        HangingBar,
        /// An inversion table.
        InversionTable,
        /// Cracking one's own neck: education and log only.
        NeckCracking,
        /// A roller under the neck: education and log only.
        FoamRoller,
        /// A roller under the trapezius.
        FoamRollerTrapezius,
        /// An adjustment by a professional.
        ProfessionalAdjustment,
        /// A routine of complementary practices.
        Complementary,
    }
    /// The part of the spine.
    Region = modality::Region {
        /// The neck.
        Cervical,
        /// The lower back.
        Lumbar,
    }
    /// Constant pull, or pull and rest in turn.
    Pattern = plan::Pattern {
        /// One hold.
        Sustained,
        /// Holds with rests between them.
        Intermittent,
    }
    /// How the person lies or sits.
    Position = plan::Position {
        /// Face up.
        Supine,
        /// Face down.
        Prone,
        /// Sitting.
        Seated,
        /// Standing.
        Standing,
    }
    /// Where a session is done.
    Setting = session::logged::Setting {
        /// A provider's office.
        Office,
        /// A session of physical therapy.
        Therapy,
        /// At home, by oneself.
        Home,
    }
    /// Where the neck is bent to.
    Bend = session::logged::Bend {
        /// Straight.
        None,
        /// Chin to the chest.
        Flexion,
        /// Backwards.
        Extension,
        /// To the left.
        Left,
        /// To the right.
        Right,
    }
    /// What happens during a segment.
    SegmentKind = session::SegmentKind {
        /// Getting in; no force.
        Setup,
        /// The pull changes.
        Ramp,
        /// The pull stands at the dose.
        Hold,
        /// The pull stands at the rest force.
        Rest,
        /// The pull goes to zero for good.
        Release,
    }
    /// Where a session stands.
    Phase = session::Phase {
        /// The person is getting in; no force.
        Setup,
        /// Ready: the countdown runs, or the device gets ready.
        Ready,
        /// The timeline runs.
        Running,
        /// The pull is off for a moment.
        Paused,
        /// The pull goes off for good.
        Releasing,
        /// Over.
        Ended,
    }
    /// How a session ended.
    End = session::End {
        /// It ran to its end.
        Completed,
        /// It was stopped.
        Stopped,
        /// A sign of an emergency.
        Emergency,
        /// The program or its machine ended in the middle.
        Interrupted,
        /// Nobody knows whether the pull is off.
        Uncertain,
    }
    /// Why a session ended before its time.
    Reason = session::Reason {
        /// The person pressed Stop.
        Person,
        /// A symptom.
        Symptom,
        /// The device failed or refused.
        DeviceFault,
        /// The link was lost.
        LinkLost,
        /// The device's battery.
        LowBattery,
        /// The device's hand switch.
        HandSwitch,
        /// A pause that nobody ended.
        PauseTimeout,
        /// The program was told to end.
        Signal,
        /// The program was killed.
        Killed,
        /// The journal could not be written.
        Storage,
        /// A gauge measured more than the limit.
        OverLimit,
    }
    /// Whether the pull is known to be off.
    Release = session::Release {
        /// The device measured it.
        Confirmed,
        /// The device did not confirm it in time.
        Unconfirmed,
        /// The person said so.
        ByPerson,
        /// Nobody said so.
        Unknown,
    }
    /// What a symptom does.
    SymptomAction = session::SymptomAction {
        /// Release, end, lock, show the emergency card.
        Emergency,
        /// Release, end, lock until seen.
        StopAndSee,
        /// Release and end; the next dose is a step lower.
        EndAndLower,
        /// One step lower, go on.
        Lower,
        /// Write it down, go on.
        Note,
    }
    /// A touch that goes with a moment.
    Haptic = session::Haptic {
        /// None.
        None,
        /// One short touch.
        Tap,
        /// Two.
        DoubleTap,
        /// Long, meant to wake.
        Alarm,
    }
    /// How far a moment may interrupt.
    Urgency = session::Urgency {
        /// On the screen only.
        Quiet,
        /// May be spoken.
        Spoken,
        /// Must be noticed.
        Insists,
    }
}

/// The unit in which a force is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum ForceUnit {
    /// Newton.
    #[serde(rename = "N")]
    Newton,
    /// Kilogram-force, which people write `kg`.
    #[serde(rename = "kg", alias = "kgf")]
    Kilogram,
    /// Pound-force, which people write `lb`.
    #[serde(rename = "lb", alias = "lbf")]
    Pound,
}

impl From<units::ForceUnit> for ForceUnit {
    fn from(unit: units::ForceUnit) -> Self {
        match unit {
            units::ForceUnit::Newton => Self::Newton,
            // Forces are shown in litres nowhere: a litre of water weighs a kilogram, so the number is the same.
            units::ForceUnit::KilogramForce | units::ForceUnit::LitreOfWater => Self::Kilogram,
            units::ForceUnit::PoundForce => Self::Pound,
        }
    }
}

impl From<ForceUnit> for units::ForceUnit {
    fn from(unit: ForceUnit) -> Self {
        match unit {
            ForceUnit::Newton => Self::Newton,
            ForceUnit::Kilogram => Self::KilogramForce,
            ForceUnit::Pound => Self::PoundForce,
        }
    }
}
