//! A record as any device keeps it: what ran, how it ended, and what was measured each second.

use std::num::{NonZeroU16, NonZeroU32};

use serde::{Deserialize, Serialize};

use crate::device::command::Programme;
use crate::device::status::{DeviceBoot, Faults};
use crate::time::Millis;
use crate::units::Force;

/// Which record of its unit: one more than the last that it ever made, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordNumber(pub u32);

/// The checksum over all that a record says: a record is deleted by it, so that never another one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordDigest(pub u32);

/// What a list of records says of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordEntry {
    /// Which.
    pub number: RecordNumber,
    /// The session token that started it; none where it was started at the unit.
    pub token: Option<NonZeroU32>,
    /// Of its content, in bytes.
    pub length: u32,
    /// Seconds since 1970 where the unit's clock was set.
    pub started_unix_seconds: Option<u32>,
    /// Whole seconds; from the start to no force.
    pub duration: Millis,
}

/// A whole record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRecord {
    /// Which.
    pub number: RecordNumber,
    /// Over all of it.
    pub digest: RecordDigest,
    /// Whether nothing real pulled.
    pub simulated: bool,
    /// The run of the unit in which it began.
    pub boot: DeviceBoot,
    /// The bond of the central that started it; none where it was started at the unit.
    pub bond: Option<NonZeroU16>,
    /// The session token that started it; none where it was started at the unit.
    pub token: Option<NonZeroU32>,
    /// From the unit's start to the programme's.
    pub started_uptime: Millis,
    /// Milliseconds since 1970 where the unit's clock was set.
    pub started_unix_millis: Option<u64>,
    /// From the start to no force.
    pub duration: Millis,
    /// How it ended.
    pub cause: RecordCause,
    /// Every fault that occurred.
    pub faults: Faults,
    /// The most that was measured.
    pub greatest: Force,
    /// What ran.
    pub programme: Programme,
    /// What happened, in its order.
    pub events: Vec<RecordEvent>,
    /// What was measured in each second from the start on; none where nothing was.
    pub samples: Vec<Option<Force>>,
}

/// How a programme ended, as the unit saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordCause {
    /// It ran to its end.
    Completed,
    /// A Stop.
    Stopped,
    /// A fault.
    Fault,
    /// The unit was restarted, or lost its power.
    Restart,
    /// The unit's own button.
    StartButton,
    /// A cause that this version does not know.
    Other(u8),
}

/// Something that happened while a programme ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordEvent {
    /// Since the programme's start.
    pub at: Millis,
    /// What.
    pub kind: RecordEventKind,
    /// As the kind says: a state, a phase, fault bits, pressed or not, 0.1 N, who, how many.
    pub value: u16,
}

/// What an event is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordEventKind {
    /// Another state.
    State,
    /// Another phase.
    Phase,
    /// Other faults.
    Fault,
    /// The hand switch was pressed or let go.
    HandSwitch,
    /// The start button was pressed or let go.
    StartButton,
    /// The hold force was changed.
    Adjusted,
    /// A Stop came.
    Stop,
    /// So many events found no room.
    Lost,
}
