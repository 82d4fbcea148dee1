//! What can come into a session: the person's acts and the device's news.

use serde::{Deserialize, Serialize};

use super::gauge::Gauge;
use super::output::Release;
use crate::units::Force;

/// One thing that the machine is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The person is in place and ready for the pull.
    SetupDone,
    /// Take the pull off for a moment.
    Pause,
    /// Go on after a pause.
    Resume,
    /// Too strong, no symptom: lower by one step and go on (E27).
    EaseOff,
    /// Stop. Never refused; asks only why (P7).
    Stop(StopCause),
    /// The person felt something; what it means was decided by screening.
    Symptom {
        /// Screening's id of it.
        symptom: String,
        /// What it does now.
        action: SymptomAction,
    },
    /// The person says that a passive pull is off.
    Released,
    /// The person heard the end cue.
    Acknowledge,
    /// News of the device.
    Device(DeviceEvent),
    /// A gauge goes with a pull by hand: from now on it should be heard. A second one is ignored.
    Gauge(Gauge),
    /// The gauge measured so much.
    Measured(Force),
    /// The app goes to sleep: from here on only its notifications can end a passive pull.
    AppSuspended,
    /// The app is awake again: what is past is passed over, an end that is past cues at once.
    AppResumed,
}

/// Who or what stops a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopCause {
    /// The person pressed Stop.
    Person,
    /// The program was told to end.
    Signal,
    /// The journal can't be written; nothing goes on that can't be recorded.
    Storage,
}

/// What a symptom does to the running session (clinical facts, section 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SymptomAction {
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

impl SymptomAction {
    /// Whether somebody has to look at it before the next session.
    pub const fn has_to_be_looked_at(self) -> bool {
        matches!(self, Self::Emergency | Self::StopAndSee)
    }
}

/// News of the device, as the engine understands it from the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceEvent {
    /// The programme is armed.
    Armed,
    /// Start was applied: the pull begins.
    Started,
    /// Resume was applied: the pull goes on.
    Resumed,
    /// The device refused, or can't do, what a session needs.
    Refused,
    /// A measurement above the limit.
    OverLimit,
    /// The device stopped by itself for a fault.
    Fault,
    /// The person pressed the device's hand switch.
    HandSwitch,
    /// The device stopped by itself for its battery.
    LowBattery,
    /// The device restarted or lost the session.
    Lost,
    /// The device is at rest without having been told so.
    AtRest,
    /// Nothing was heard from it for a moment.
    Silent,
    /// It is heard again.
    Heard,
    /// The link is gone, or nothing was heard for longer than the device pulls on by itself.
    LinkLost,
    /// How the release went.
    Release(Release),
}
