//! The port that a protocol fills to be driven (P39): bytes on one side, Nape's own words on the other.
//!
//! A driver keeps no state and knows no time; the controller decides what is sent and when.

use std::fmt;
use std::num::NonZeroU32;

use thiserror::Error;

use crate::device::command::{Command, CommandKind, Sequence, Verdict};
use crate::device::link::{Characteristic, LinkRequest};
use crate::device::status::{DeviceState, Feature, Sample, Status};
use crate::units::Force;

/// One protocol.
pub trait Driver: fmt::Debug + Send {
    /// What to subscribe to after connecting, in this order.
    fn subscriptions(&self) -> Vec<Characteristic>;

    /// What to read after that, in this order: what says what the device is, then how it is.
    fn first_reads(&self) -> Vec<Characteristic>;

    /// The write that carries `command`.
    ///
    /// Refuses every force above `force_limit`, whoever asked for it: a layer of its own under all others.
    fn encode(
        &self,
        command: &Command,
        sequence: Sequence,
        token: NonZeroU32,
        force_limit: Force,
    ) -> Result<LinkRequest, EncodeError>;

    /// The write that releases, or nothing where the device cannot release (a gauge).
    fn stop(&self) -> Option<LinkRequest>;

    /// What these bytes say; total, whatever they are.
    fn decode(&self, characteristic: Characteristic, bytes: &[u8]) -> Result<Report, FrameError>;
}

/// What a device sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// What it is.
    Feature(Feature),
    /// How it is.
    Status(Status),
    /// What it measured.
    Sample(Sample),
    /// What it made of a command.
    Response(Response),
}

/// A device's answer to one command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// The kind of command that is answered.
    pub command: CommandKind,
    /// Its sequence; for a query the one that was asked for.
    pub sequence: Sequence,
    /// The answer.
    pub verdict: Verdict,
    /// The device's state after it.
    pub state: DeviceState,
    /// The limit that was passed, in the protocol's own unit, where the verdict is over a limit.
    pub limit_passed: Option<u16>,
}

/// Which value of a command an [`EncodeError`] speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandField {
    /// The hold force.
    HoldForce,
    /// The rest force.
    RestForce,
    /// The ramp up.
    RampUp,
    /// The ramp down.
    RampDown,
    /// The programme's force limit.
    ForceLimit,
    /// The programme's length.
    Total,
    /// The hold time.
    HoldTime,
    /// The rest time.
    RestTime,
}

impl fmt::Display for CommandField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HoldForce => "hold force",
            Self::RestForce => "rest force",
            Self::RampUp => "ramp up",
            Self::RampDown => "ramp down",
            Self::ForceLimit => "force limit",
            Self::Total => "total",
            Self::HoldTime => "hold time",
            Self::RestTime => "rest time",
        })
    }
}

/// Why a command cannot be put into bytes; nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EncodeError {
    /// A force above the limit that the encoder was given.
    #[error("{0}: above the limit")]
    OverLimit(CommandField),
    /// A value that the protocol has no room for.
    #[error("{0}: more than the protocol can say")]
    TooLarge(CommandField),
    /// A value that is zero, or would be after rounding down, where that means something else.
    #[error("{0}: must be more than zero")]
    Zero(CommandField),
    /// A time that is not whole seconds; rounding it would make phone and device drift apart.
    #[error("{0}: must be whole seconds")]
    NotWholeSeconds(CommandField),
    /// A rest force above the hold force.
    #[error("rest force: must be at most the hold force")]
    RestAboveHold,
    /// The protocol has no such command.
    #[error("the device's protocol has no such command")]
    NotSupported,
}

/// Why bytes give no report. Such bytes are counted and ignored, so that what was shown before grows stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FrameError {
    /// Of a characteristic that the protocol does not know.
    #[error("characteristic is not of this protocol")]
    UnknownCharacteristic,
    /// Too short or too long.
    #[error("frame has {got} bytes, not {expected}")]
    Length {
        /// How many there should be.
        expected: usize,
        /// How many there are.
        got: usize,
    },
    /// The checksum does not fit the bytes.
    #[error("checksum differs")]
    Checksum,
    /// A value that the protocol does not define.
    #[error("byte {at} has no meaning")]
    Value {
        /// Its place in the frame.
        at: usize,
    },
    /// The device says that it could not measure.
    #[error("the device could not measure")]
    NotMeasured,
    /// A measurement of another moment, which must never pass for the force of now.
    #[error("the measurement is not of now")]
    NotLive,
    /// The device speaks another major version of the protocol, and is not driven.
    #[error("protocol version {major} is not known")]
    Version {
        /// The major version that it speaks.
        major: u8,
    },
}
