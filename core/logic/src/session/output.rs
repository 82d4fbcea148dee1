//! What can come out of a session.

use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::moment::Moment;
use crate::units::Force;

/// One thing that the engine must do, in this order.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Append to the journal.
    Fact(Fact),
    /// Tell the device.
    Device(DeviceRequest),
    /// Tell the person.
    Moment(Moment),
    /// The session is over.
    Finished(Finished),
}

/// What the session wants of the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceRequest {
    /// Connect, programme and arm; no force.
    Prepare,
    /// Begin to pull.
    Start,
    /// Take the pull off, keep the programme.
    Pause,
    /// Go on with the programme.
    Resume,
    /// Pull at most this much from now on; always lower than before.
    Lower(Force),
    /// Release: goes first, whatever else is under way (E1).
    Release,
}

impl DeviceRequest {
    /// Whether this may begin, hold or raise a pull: such a request is journalled before it is sent (E1).
    pub const fn may_pull(self) -> bool {
        matches!(self, Self::Prepare | Self::Start | Self::Resume)
    }
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The person pressed Stop.
    Person,
    /// A symptom.
    Symptom,
    /// The device failed or refused.
    DeviceFault,
    /// The link to the device was lost.
    LinkLost,
    /// The device's battery.
    LowBattery,
    /// The device's hand switch.
    HandSwitch,
    /// A pause that nobody ended.
    PauseTimeout,
    /// The program was told to end.
    Signal,
    /// The program was killed; found at the next start.
    Killed,
    /// The journal could not be written.
    Storage,
    /// A gauge measured more than the limit, and the person did not ease off.
    OverLimit,
}

/// Whether the pull is known to be off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// The device measured it.
    Confirmed,
    /// The device did not confirm it in time.
    Unconfirmed,
    /// The person said so.
    ByPerson,
    /// Nobody said so.
    Unknown,
}

/// The end of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// How it ended.
    pub end: End,
    /// Why it ended before its time.
    pub reason: Option<Reason>,
    /// Whether the pull is off.
    pub release: Release,
    /// Whether the person eased off on the way.
    pub eased: bool,
}
