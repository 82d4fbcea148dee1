//! What goes into the controller and what comes out of it, in words.

use std::num::NonZeroU32;

use crate::device::command::{Command, Outcome, Programme, Sequence};
use crate::device::driver::EncodeError;
use crate::device::link::{DisconnectReason, LinkFailure, LinkRequest};
use crate::device::status::{DeviceBoot, Faults, Feature, Sample, Status};
use crate::modality::Region;
use crate::time::Millis;
use crate::units::Force;

/// What a session asks of its device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceRequest {
    /// Take control, store this programme, be ready to start.
    Prepare(Programme),
    /// Forget the faults whose cause is gone; moves nothing.
    ClearFault,
    /// Begin to pull.
    Start,
    /// Let the force go, keep the place.
    Pause,
    /// Go on.
    Resume,
    /// Hold this force from now on.
    Adjust(Force),
    /// Stop: the same as calling `stop`.
    Release,
    /// End the connection, after a release where force may be on.
    Disconnect,
}

/// What the controller wants done or makes known, in the order in which it is polled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Hand this to the link.
    Link(LinkRequest),
    /// Append this to the journal, then call `journalled` with its sequence.
    Journal(CommandRecord),
    /// A command ended. `Uncertain` may be followed by a second one that says how it ended after all.
    CommandDone {
        /// Its sequence.
        sequence: Sequence,
        /// The command.
        command: Command,
        /// How it ended.
        outcome: Outcome,
    },
    /// A command that had its sequence was dropped before it was written, and never will be.
    Cancelled {
        /// Its sequence.
        sequence: Sequence,
        /// The command.
        command: Command,
    },
    /// A request was refused before anything was sent for it.
    Refused {
        /// The request.
        request: DeviceRequest,
        /// Why.
        reason: Refusal,
    },
    /// Connected, subscribed, and the device said what it is.
    Ready(Feature),
    /// No connection came about.
    NotReady(NotReady),
    /// How the device is.
    Status(Status),
    /// What it measured.
    Sample(Sample),
    /// Nothing was heard for so long while force may be on: what is shown is not live. Fresh reports end it.
    Stale {
        /// Since the last report.
        age: Millis,
    },
    /// Nothing was heard for longer than the device's dead man waits: it is letting go by itself, or nothing is known of
    /// it. Said once until a report comes.
    Silent {
        /// Since the last report.
        age: Millis,
    },
    /// So many samples never came.
    Gap {
        /// How many.
        missing: u16,
    },
    /// More force than the limit and its margin was measured; said once until it is back below.
    OverLimit {
        /// What was measured.
        measured: Force,
        /// The limit.
        limit: Force,
    },
    /// The pull was far from what the device aims at for longer than any ramp lags; said once.
    OffTarget {
        /// What was measured.
        measured: Force,
        /// What the device aims at.
        target: Force,
    },
    /// How a Stop ended.
    Release(ReleaseResult),
    /// The device restarted: its programme and Nape's control are gone.
    Rebooted,
    /// The connection ended.
    Lost(DisconnectReason),
}

/// A command on its way to the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandRecord {
    /// Its sequence under this token.
    pub sequence: Sequence,
    /// The command.
    pub command: Command,
    /// Whose control it belongs to.
    pub token: NonZeroU32,
    /// Which run of the device it is for, where that is known.
    pub boot: Option<DeviceBoot>,
    /// Whether the write waits for the journal.
    pub order: RecordOrder,
}

/// Which comes first, the journal or the write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordOrder {
    /// It may raise or hold force: nothing is written before `journalled`.
    JournalFirst,
    /// It only lowers force: it was written already, and no journal delays it.
    WriteFirst,
}

/// How a Stop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleaseResult {
    /// The device said that it is at rest, and measured no force.
    Confirmed,
    /// Nobody said so in time: let go by hand.
    Unconfirmed,
}

/// Why a request was refused before anything was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No device is ready.
    NotReady,
    /// A Stop is not finished.
    Releasing,
    /// Another preparation or command of this kind is under way, or a programme runs.
    Busy,
    /// Nothing is armed.
    NotArmed,
    /// Nothing was started.
    NotStarted,
    /// How this command ended is not known yet.
    Uncertain(Sequence),
    /// The device has faults.
    Fault(Faults),
    /// The device only measures.
    NoActuator,
    /// The device cannot go as far as asked.
    Feature(FeatureLimit),
    /// The driver cannot or must not say this.
    Encode(EncodeError),
}

/// Which limit of the device a programme passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeatureLimit {
    /// It is not for this part of the spine.
    Region(Region),
    /// It cannot go between hold and rest.
    Intermittent,
    /// It has the maker's levels and takes no forces.
    LevelsOnly,
    /// It cannot hold so little.
    LeastForce(Force),
    /// It cannot or must not pull so hard.
    GreatestForce(Force),
    /// It cannot change force so fast, in one second.
    GreatestRamp(Force),
    /// Its programmes are shorter.
    LongestProgramme(Millis),
}

/// Why no connection came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotReady {
    /// The link could not.
    Link(LinkFailure),
    /// Nothing happened in time.
    TimedOut,
    /// The device speaks another major version of the protocol.
    Version {
        /// The one that it speaks.
        major: u8,
    },
    /// What it says of itself makes no sense.
    Unintelligible,
}
