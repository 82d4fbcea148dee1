//! What a reminder is about.

use serde::{Deserialize, Serialize};

use crate::modality::words;

words! {
    /// What a reminder is about, the more important one first: of one minute that has no room for all, the first ring.
    Subject {
        /// How it was in the day after a session (24 hours after its end).
        NextDayCheck = "next_day_check",
        /// A session.
        Session = "session",
        /// A medicine, by the person's own name for it.
        Medication = "medication",
        /// The provider's plan ends soon.
        PlanExpiry = "plan_expiry",
        /// A review of the course.
        Review = "review",
        /// The full form is due.
        Rescreening = "rescreening",
        /// The device's battery was low when it was last used.
        DeviceBattery = "device_battery",
        /// A device may have a record of a session that the journal lacks.
        DeviceSync = "device_sync",
        /// How it is: symptoms, pain, the check-in.
        SymptomCheck = "symptom_check",
        /// The person's own words.
        Custom = "custom",
        /// Breathing.
        Breathing = "breathing",
        /// To get up and move (L06).
        PostureBreak = "posture_break",
    }
}

impl Subject {
    /// Whether a person sets it by a rule; the others follow from the journal.
    pub const fn is_chosen(self) -> bool {
        match self {
            Self::Session
            | Self::Medication
            | Self::SymptomCheck
            | Self::Custom
            | Self::Breathing
            | Self::PostureBreak => true,
            Self::NextDayCheck
            | Self::PlanExpiry
            | Self::Review
            | Self::Rescreening
            | Self::DeviceBattery
            | Self::DeviceSync => false,
        }
    }

    /// Whether the person's own words belong to it.
    pub const fn has_title(self) -> bool {
        matches!(self, Self::Medication | Self::Custom)
    }

    /// Whether it rings in a pause of all reminders: what follows a session is asked for all the same.
    pub const fn rings_in_a_pause(self) -> bool {
        matches!(self, Self::NextDayCheck)
    }
}
