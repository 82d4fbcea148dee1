//! The core's words as the door's enums: the same names in Kotlin, Swift, Python and JSON.

use nape_logic::journal::entry;
use nape_logic::{modality, plan, reminders, session, units};
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
    /// What a reminder is about, the more important one first.
    ReminderSubject = reminders::Subject {
        /// How it was in the day after a session.
        NextDayCheck,
        /// A session.
        Session,
        /// A medicine, by the person's own name for it.
        Medication,
        /// The provider's plan ends soon.
        PlanExpiry,
        /// A review of the course.
        Review,
        /// The full form is due.
        Rescreening,
        /// The device's battery was low when it was last used.
        DeviceBattery,
        /// A device may have a record of a session that the journal lacks.
        DeviceSync,
        /// How it is: symptoms, pain, the check-in.
        SymptomCheck,
        /// The person's own words.
        Custom,
        /// Breathing.
        Breathing,
        /// To get up and move.
        PostureBreak,
    }
    /// Why a reminder of a document does not ring.
    DropReason = reminders::Reason {
        /// The rule names nothing that is still to come.
        Never,
        /// Paused.
        Paused,
        /// Done already.
        Done,
        /// In quiet hours.
        Quiet,
        /// No room: earlier ones fill what the system holds.
        Capacity,
    }
    /// Why something does not ring.
    WithheldReason = reminders::Why {
        /// It names nothing that is still to come.
        Never,
        /// Paused.
        Paused,
        /// Done already.
        Done,
        /// In quiet hours.
        Quiet,
        /// Not now: locked, held, or a provider comes first.
        Closed,
        /// More sessions than the plan has, or too soon after one.
        OverCap,
        /// No room: others fill what the system holds.
        Capacity,
    }
    /// What became of an alert (P32).
    AlertWord = reminders::AlertWord {
        /// The system holds it.
        Issued,
        /// It was shown.
        Shown,
        /// The person has seen it.
        Acknowledged,
        /// The person did what it is about.
        Acted,
        /// The person put it off.
        Snoozed,
        /// Its time passed and nothing came of it.
        Missed,
        /// It was taken back.
        Retracted,
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
    /// What an entry of the journal tells, and which number it takes.
    EntryKind = entry::Kind {
        /// Pain, 0 to 10.
        Pain,
        /// Stiffness, 0 to 10.
        Stiffness,
        /// Tingling or numbness, 0 to 10.
        Tingling,
        /// How many headaches.
        Headache,
        /// How many twinges.
        Twinges,
        /// How well one slept, 0 to 10.
        Sleep,
        /// Energy on waking, 0 to 10.
        WakingEnergy,
        /// How aware one was of one's posture, 0 to 10.
        Posture,
        /// How far the neck moves, in `deg` or on a `scale` of 0 to 10.
        RangeOfMotion,
        /// A medicine by its name; how much, where told.
        Medication,
        /// Mood, 0 to 10.
        Mood,
        /// Discomfort in the upper back, 0 to 10.
        Discomfort,
        /// How often the neck was cracked.
        Cracking,
        /// How well an activity of one's own goes, 0 to 10, with its name.
        Psfs,
        /// A clinic's score of the Neck Disability Index, in `points` of 50 or in `percent`.
        NdiScore,
        /// Change since the start of the course, -7 to 7.
        Groc,
        /// One of screening's symptoms, by its id as the name; 0 to 10 where told.
        Symptom,
        /// Tension, 0 to 10.
        Tension,
        /// Only words.
        Note,
    }
    /// A part of the body.
    BodySite = entry::Site {
        /// The neck.
        Neck,
        /// The upper back.
        UpperBack,
        /// The shoulder.
        Shoulder,
        /// The shoulder blade.
        ShoulderBlade,
        /// The upper arm.
        Arm,
        /// The forearm.
        Forearm,
        /// The hand.
        Hand,
        /// The head.
        Head,
        /// The jaw.
        Jaw,
        /// The spine behind the ribs.
        Thoracic,
        /// The lower back.
        Lumbar,
        /// The leg.
        Leg,
    }
    /// A side of the body.
    BodySide = entry::Side {
        /// The left one.
        Left,
        /// The right one.
        Right,
        /// Both, or the middle.
        Both,
    }
    /// How pain feels.
    PainQuality = entry::Quality {
        /// Dull.
        Dull,
        /// Tight.
        Tight,
        /// Sharp.
        Sharp,
        /// Shooting.
        Shooting,
        /// Burning.
        Burning,
    }
    /// Beside what something came.
    EntryContext = entry::Context {
        /// Work at a desk.
        Desk,
        /// A phone.
        Phone,
        /// A couch.
        Couch,
        /// Lifting.
        Lifting,
        /// Sport.
        Sport,
        /// Stress.
        Stress,
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

mirror! {
    /// What a report is printed on.
    ReportPaper = crate::engine::Paper {
        /// 210 by 297 mm.
        A4,
        /// 8.5 by 11 in.
        Letter,
    }
}
