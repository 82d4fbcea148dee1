//! What a device can be told, and how that ended; no bytes here.

use serde::{Deserialize, Serialize};

use crate::modality::Region;
use crate::time::Millis;
use crate::units::Force;

/// The number of a request, 1 to 65535 and then again from 1, so that the device applies each at most once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sequence(u16);

impl Sequence {
    /// What a request carries that takes no part in the sequence.
    pub const NONE: Self = Self(0);
    /// The first.
    pub const FIRST: Self = Self(1);

    /// The sequence of this number; 0 is [`Sequence::NONE`].
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The one after it, past the wrap.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.0.wrapping_add(1) {
            0 => Self::FIRST,
            number => Self(number),
        }
    }

    /// Whether this comes before `other`, the shorter way round.
    pub const fn is_before(self, other: Self) -> bool {
        matches!(other.0.wrapping_sub(self.0), 1..=0x7FFF)
    }
}

/// One thing that a device is told. Stop is none of these: it has a way of its own, which nothing blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Obey the session token of this request from now on, and drop any programme.
    RequestControl,
    /// Forget the faults whose cause is gone.
    ClearFault,
    /// Store the forces of a programme.
    ProgrammeForces(ProgrammeForces),
    /// Store the times of a programme.
    ProgrammeTimes(ProgrammeTimes),
    /// Be ready to start exactly this programme.
    Arm(Programme),
    /// Begin to pull.
    Start,
    /// Let the force go and stand still.
    Pause,
    /// Go on where the programme stood.
    Resume,
    /// Hold this force from now on.
    Adjust(Force),
    /// The session is alive; answered by nothing.
    Heartbeat,
    /// Say how this sequence ended.
    Query(Sequence),
}

/// The kind of a [`Command`], without what it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandKind {
    /// [`Command::RequestControl`].
    RequestControl,
    /// [`Command::ClearFault`].
    ClearFault,
    /// [`Command::ProgrammeForces`].
    ProgrammeForces,
    /// [`Command::ProgrammeTimes`].
    ProgrammeTimes,
    /// [`Command::Arm`].
    Arm,
    /// [`Command::Start`].
    Start,
    /// [`Command::Pause`].
    Pause,
    /// [`Command::Resume`].
    Resume,
    /// [`Command::Adjust`].
    Adjust,
    /// [`Command::Heartbeat`].
    Heartbeat,
    /// [`Command::Query`].
    Query,
}

impl Command {
    /// Its kind.
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::RequestControl => CommandKind::RequestControl,
            Self::ClearFault => CommandKind::ClearFault,
            Self::ProgrammeForces(_) => CommandKind::ProgrammeForces,
            Self::ProgrammeTimes(_) => CommandKind::ProgrammeTimes,
            Self::Arm(_) => CommandKind::Arm,
            Self::Start => CommandKind::Start,
            Self::Pause => CommandKind::Pause,
            Self::Resume => CommandKind::Resume,
            Self::Adjust(_) => CommandKind::Adjust,
            Self::Heartbeat => CommandKind::Heartbeat,
            Self::Query(_) => CommandKind::Query,
        }
    }

    /// Whether it may hold or raise force; an Adjust may, whichever way it goes.
    pub const fn moves_force(&self) -> bool {
        matches!(self, Self::Start | Self::Resume | Self::Adjust(_))
    }
}

/// What a device does on its own once started, within the limit that it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// How hard.
    pub forces: ProgrammeForces,
    /// How long, and for which part of the spine.
    pub times: ProgrammeTimes,
}

impl Programme {
    /// Whether it goes between a hold force and a rest force; else it holds until the release.
    pub fn is_intermittent(&self) -> bool {
        self.times.rest > Millis::ZERO
    }
}

/// The forces of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeForces {
    /// Held in each cycle, at most `limit`.
    pub hold: Force,
    /// Kept between holds, at most `hold`.
    pub rest: Force,
    /// The rise in one second, more than zero.
    pub ramp_up_per_second: Force,
    /// The fall in one second, more than zero.
    pub ramp_down_per_second: Force,
    /// Never passed by this programme, whatever is adjusted.
    pub limit: Force,
}

/// The times of a programme, in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeTimes {
    /// From the start until no force is left.
    pub total: Millis,
    /// One hold with the ramp up to it.
    pub hold: Millis,
    /// One rest with the ramp down to it; zero makes the programme sustained.
    pub rest: Millis,
    /// The part of the spine.
    pub region: Region,
    /// The angle of the pull in degrees.
    pub angle_degrees: u8,
}

/// A device's answer to a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Done.
    Applied,
    /// Not done, and nothing changed.
    Refused(ResultCode),
}

/// How a command ended, as far as Nape knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The device did it.
    Applied,
    /// The device did not do it.
    Refused(ResultCode),
    /// It was written and no answer came: the device may or may not have done it.
    Uncertain,
}

impl From<Verdict> for Outcome {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Applied => Self::Applied,
            Verdict::Refused(code) => Self::Refused(code),
        }
    }
}

/// Why a device refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultCode {
    /// It does not know this command.
    NotSupported,
    /// A value makes no sense to it.
    InvalidParameter,
    /// Above a limit of its own or of the programme.
    OverLimit,
    /// Not in the state it is in.
    WrongState,
    /// The hand switch is pressed.
    Interlock,
    /// Too little battery to start.
    LowBattery,
    /// The sequence is not newer than the last.
    StaleSequence,
    /// Somebody else has control, or nobody.
    WrongToken,
    /// What it stored is not the programme that was to be armed.
    ProgrammeDiffers,
    /// A fault is active.
    FaultActive,
    /// It never saw the sequence that was asked for.
    UnknownSequence,
    /// A code that this version does not know.
    Other(u8),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_last_sequence_comes_one_and_never_zero() {
        assert_eq!(Sequence::new(65_535).next(), Sequence::FIRST);
    }

    #[test]
    fn a_sequence_before_the_wrap_comes_before_one_after_it() {
        assert!(Sequence::new(65_535).is_before(Sequence::FIRST));
        assert!(!Sequence::FIRST.is_before(Sequence::new(65_535)));
        assert!(!Sequence::FIRST.is_before(Sequence::FIRST));
    }
}
