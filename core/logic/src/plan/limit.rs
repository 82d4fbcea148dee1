//! The stable names of every limit and rule of a plan, and what each says.
//!
//! A name is written into journals, reports and other programs: it never changes and is never used again
//! for something else. Its words are the Fluent message `plan-...` in `content/messages`.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::text::Message;
use crate::time::Millis;
use crate::units::{Force, ForceUnit, Length, LengthUnit};

macro_rules! limit_ids {
    ($($(#[$doc:meta])* $variant:ident = $id:literal,)+) => {
        /// A limit or rule of a plan.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LimitId { $($(#[$doc])* $variant,)+ }

        impl LimitId {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in files and journals.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }
        }
    };
}

limit_ids! {
    /// This modality cannot be planned.
    EnvelopeModality = "envelope.modality",
    /// A provider does it: it is logged afterwards (P24, section 3a).
    EnvelopeLogged = "envelope.logged",
    /// Education and log only, no timer (X11, X12).
    EnvelopeEducation = "envelope.education",
    /// A part of a routine (P41).
    EnvelopeRoutine = "envelope.routine",
    /// This modality is not for this part of the spine (P2).
    EnvelopeRegion = "envelope.region",
    /// Only a current provider's plan opens this modality (section 3a).
    EnvelopePlanRequired = "envelope.plan_required",
    /// The built-in greatest pull.
    EnvelopeForceMax = "envelope.force_max",
    /// The built-in greatest height.
    EnvelopeHeightMax = "envelope.height_max",
    /// The built-in least height.
    EnvelopeHeightMin = "envelope.height_min",
    /// The built-in longest session.
    EnvelopeDurationMax = "envelope.duration_max",
    /// The longest time of all holds together (E11, E13).
    EnvelopeUnderLoadMax = "envelope.under_load_max",
    /// The shortest time of all holds together (E11).
    EnvelopeUnderLoadMin = "envelope.under_load_min",
    /// Holds and rests, where there is only one steady pull (section 3a).
    EnvelopePattern = "envelope.pattern",
    /// The number of sets.
    EnvelopeSets = "envelope.sets",
    /// The rest between two sets.
    EnvelopeSetRest = "envelope.set_rest",
    /// The length of a hold.
    EnvelopeHold = "envelope.hold",
    /// Pull to rest.
    EnvelopeRatio = "envelope.ratio",
    /// Flexion or tilt.
    EnvelopeAngle = "envelope.angle",
    /// How the person lies (F07).
    EnvelopePosition = "envelope.position",
    /// A ramp that is too steep (F01).
    EnvelopeRampMax = "envelope.ramp_max",
    /// A ramp that is too slow.
    EnvelopeRampMin = "envelope.ramp_min",
    /// Sessions a day.
    EnvelopePerDay = "envelope.per_day",
    /// Sessions a week.
    EnvelopePerWeek = "envelope.per_week",

    /// A force that is no usable number.
    PlanForce = "plan.force",
    /// Nothing says how strongly to pull, or more than one field does.
    PlanLoad = "plan.load",
    /// A field that this modality does not have.
    PlanUnfit = "plan.unfit",
    /// A level that is none.
    PlanLevel = "plan.level",
    /// A height that is no usable number.
    PlanHeight = "plan.height",
    /// No angle, where it says how strong the pull is.
    PlanAngle = "plan.angle",
    /// No number of sets where holds are counted.
    PlanSets = "plan.sets",
    /// A length that is not that of its sets and rests.
    PlanSetsDuration = "plan.sets_duration",
    /// A share of body weight that is none.
    PlanShare = "plan.share",
    /// A session without time.
    PlanDuration = "plan.duration",
    /// Hold and rest, which an intermittent session needs and a sustained one does not have.
    PlanCycle = "plan.cycle",
    /// A hold without time, or longer than the session.
    PlanHold = "plan.hold",
    /// A rest without time.
    PlanRest = "plan.rest",
    /// A rest that pulls more than the hold.
    PlanRestForce = "plan.rest_force",
    /// Ramps that do not fit into their phase, or into the session with its release.
    PlanRampsFit = "plan.ramps_fit",

    /// A body weight outside 25 to 300 kg.
    BodyWeightRange = "body_weight.range",
    /// A share of a body weight that is not known.
    BodyWeightNeeded = "body_weight.needed",
    /// Without a body weight only the start dose (P13).
    BodyWeightUnknown = "body_weight.unknown",
    /// Ten percent of body weight without a provider's plan (section 3a).
    BodyWeightShare10Percent = "body_weight.share_10_percent",
    /// A warning from fifteen percent of body weight on (section 3a).
    BodyWeightShare15Percent = "body_weight.share_15_percent",

    /// From 20 lb on a provider's name and date are needed (section 3a).
    ProviderNeedsNameOver20Lb = "provider.needs_name_over_20_lb",
    /// A provider without a name.
    ProviderName = "provider.name",
    /// A plan given in the future.
    ProviderDate = "provider.date",
    /// An expiry before the day on which the plan was given.
    ProviderDatesReversed = "provider.dates_reversed",
    /// The provider's plan no longer holds.
    ProviderExpired = "provider.expired",

    /// The first dose's pull (P13).
    FirstDoseForce = "first_dose.force",
    /// The first dose's time (P13).
    FirstDoseDuration = "first_dose.duration",
    /// The first dose's height (P13).
    FirstDoseHeight = "first_dose.height",
    /// The first dose's time under load (P13).
    FirstDoseUnderLoad = "first_dose.under_load",
    /// The first dose's angle, also on a provider's plan (section 3a).
    FirstDoseAngle = "first_dose.angle",

    /// The device's own limits are not known yet.
    DeviceUnknown = "device.unknown",
    /// The device is for another modality.
    DeviceModality = "device.modality",
    /// The device is not for this part of the spine.
    DeviceRegion = "device.region",
    /// The device has no intermittent programmes.
    DeviceIntermittent = "device.intermittent",
    /// The device has no such level.
    DeviceLevels = "device.levels",
    /// The device's greatest pull.
    DeviceForceMax = "device.force_max",
    /// The device's least pull.
    DeviceForceMin = "device.force_min",
    /// The device's step of pull.
    DeviceForceStep = "device.force_step",
    /// The device's longest programme.
    DeviceDurationMax = "device.duration_max",
    /// The device's steepest ramp.
    DeviceRampMax = "device.ramp_max",

    /// More pain a day after a session holds the next day (section 7).
    ProgressionHeldDay = "progression.held_day",
    /// Pain rose: one step lower (P8).
    ProgressionLowered = "progression.lowered",
    /// Without a provider's plan not above the last dose (P13).
    ProgressionLastDose = "progression.last_dose",
    /// Two held days within seven pause the course (section 7).
    ProgressionTwoHolds = "progression.two_holds",
    /// Ten sessions without a provider's plan pause it (P16).
    ProgressionNoProvider = "progression.no_provider",
    /// No better at the tenth session pauses it (section 3a).
    ProgressionNotBetter = "progression.not_better",
    /// The review after ten sessions is due (P16).
    ProgressionReview = "progression.review",
    /// The first dose again after idle days (P13).
    ProgressionRestart = "progression.restart",
    /// Less often may be offered (E16).
    ProgressionTaper = "progression.taper",
    /// A raise of more than one variable (section 3a).
    ProgressionOneVariable = "progression.one_variable",
    /// A raise before it is open to the person (section 7, P13).
    ProgressionNotYet = "progression.not_yet",
    /// The pull that a person may go to (P15).
    ProgressionPermitForce = "progression.permit_force",
    /// The level that a person may go to (P15).
    ProgressionPermitLevel = "progression.permit_level",
    /// A step of height that a person may take (P15).
    ProgressionPermitHeight = "progression.permit_height",
    /// The time that a person may go to (P15).
    ProgressionPermitTime = "progression.permit_time",
}

impl LimitId {
    /// The id of the Fluent message that says this in words.
    pub fn message_key(self) -> String {
        format!("plan-{}", self.id().replace(['.', '_'], "-"))
    }

    /// What it says, where it speaks of no number.
    pub fn notice(self) -> Notice {
        Notice { rule: self, message: Message::new(self.message_key()) }
    }

    /// What it says of a pull, in the person's unit and in newtons.
    pub fn of_force(self, limit: Force, unit: ForceUnit) -> Notice {
        let mut notice = self.notice();
        notice.message = notice
            .message
            .text("limit", force_in_words(limit, unit))
            .number("newtons", limit.in_unit_floor(ForceUnit::Newton));
        notice
    }

    /// What it says of a time.
    pub fn of_time(self, limit: Millis) -> Notice {
        let mut notice = self.notice();
        notice.message = notice.message.text("limit", time_in_words(limit));
        notice
    }

    /// What it says of a height, in the person's unit.
    pub fn of_length(self, limit: Length, unit: LengthUnit) -> Notice {
        let mut notice = self.notice();
        notice.message = notice.message.text("limit", length_in_words(limit, unit));
        notice
    }

    /// The same of a least length, which is rounded up: what is shown, typed back, is never less.
    pub fn of_least_length(self, limit: Length, unit: LengthUnit) -> Notice {
        let mut notice = self.notice();
        let shown = format!("{} {}", limit.in_unit_ceil(unit), unit.symbol());
        notice.message = notice.message.text("limit", shown);
        notice
    }

    /// What it says of a day.
    pub fn of_date(self, date: NaiveDate) -> Notice {
        let mut notice = self.notice();
        notice.message = notice.message.text("date", date.to_string());
        notice
    }

    /// What it says of a plain number.
    pub fn of_number(self, limit: f64) -> Notice {
        let mut notice = self.notice();
        notice.message = notice.message.number("limit", limit);
        notice
    }
}

impl std::fmt::Display for LimitId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for LimitId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// A limit that acts, with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// Which one.
    pub rule: LimitId,
    /// What it says.
    pub message: Message,
}

/// `19.9 lb (88.9 N)`: rounded down, so that it is accepted when typed back (E20).
pub fn force_in_words(force: Force, unit: ForceUnit) -> String {
    let newtons = force.in_unit_floor(ForceUnit::Newton);
    match unit {
        ForceUnit::Newton => format!("{newtons} N"),
        other => format!("{} {} ({newtons} N)", force.in_unit_floor(other), other.symbol()),
    }
}

/// `2 in`: rounded down, so that it is accepted when typed back (E20).
pub(super) fn length_in_words(length: Length, unit: LengthUnit) -> String {
    format!("{} {}", length.in_unit_floor(unit), unit.symbol())
}

/// `10 min`, or seconds where it is no whole number of minutes.
fn time_in_words(time: Millis) -> String {
    let seconds = time.secs_floor();
    if seconds >= 60 && seconds.is_multiple_of(60) {
        format!("{} min", seconds / 60)
    } else {
        format!("{seconds} s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{has_message, render};

    #[test]
    fn every_limit_has_words_and_a_name_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        for limit in LimitId::ALL {
            assert!(has_message(&limit.message_key()), "{}", limit.message_key());
            assert!(seen.insert(limit.id()), "{limit} stands twice");
        }
    }

    #[test]
    fn a_limit_is_said_in_the_persons_unit_and_in_newtons() {
        let notice =
            LimitId::DeviceForceMax.of_force(Force::from_millinewtons(88_964), ForceUnit::PoundForce);
        let words = render(&notice.message);
        assert!(words.contains("20 lb (88.9 N)"), "{words}");
    }
}
