//! Which number stands for what, the same in every frame.

use crate::device::command::{CommandKind, ResultCode, Verdict};
use crate::device::status::{DevicePhase, DeviceState, Fault, Faults};

/// The flags of Status and Telemetry: hand switch pressed, simulated.
pub(super) const FLAG_HAND_SWITCH: u8 = 1;
pub(super) const FLAG_SIMULATED: u8 = 2;
/// Those of Status alone: start button pressed, record memory full.
pub(super) const FLAG_START_BUTTON: u8 = 4;
pub(super) const FLAG_MEMORY_FULL: u8 = 8;

/// States in the order of their numbers (section 5).
const STATES: [DeviceState; 7] = [
    DeviceState::Idle,
    DeviceState::Programmed,
    DeviceState::Armed,
    DeviceState::Running,
    DeviceState::Paused,
    DeviceState::Releasing,
    DeviceState::Fault,
];

/// Phases in the order of their numbers (section 5).
const PHASES: [DevicePhase; 6] = [
    DevicePhase::None,
    DevicePhase::RampUp,
    DevicePhase::Hold,
    DevicePhase::RampDown,
    DevicePhase::Rest,
    DevicePhase::Release,
];

/// Faults in the order of their bits (section 5).
const FAULTS: [Fault; 8] = [
    Fault::OverForce,
    Fault::Slip,
    Fault::HeartbeatLost,
    Fault::Battery,
    Fault::Sensor,
    Fault::Actuator,
    Fault::HandSwitch,
    Fault::Internal,
];

pub(super) fn state(number: u8) -> Option<DeviceState> {
    STATES.get(usize::from(number)).copied()
}

pub(super) fn phase(number: u8) -> Option<DevicePhase> {
    PHASES.get(usize::from(number)).copied()
}

pub(super) fn faults(bits: u8) -> Faults {
    (0_u8..).zip(FAULTS).filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, fault)| fault).collect()
}

/// The command of an opcode (section 3).
pub(super) const fn command(opcode: u8) -> Option<CommandKind> {
    Some(match opcode {
        0x01 => CommandKind::RequestControl,
        0x02 => CommandKind::ClearFault,
        0x03 => CommandKind::ProgrammeForces,
        0x04 => CommandKind::ProgrammeTimes,
        0x05 => CommandKind::Arm,
        0x06 => CommandKind::Start,
        0x07 => CommandKind::Pause,
        0x08 => CommandKind::Resume,
        0x09 => CommandKind::Adjust,
        0x0A => CommandKind::Heartbeat,
        0x0B => CommandKind::Query,
        _ => return None,
    })
}

/// The opcode of a command (section 3).
pub(super) const fn opcode(kind: CommandKind) -> u8 {
    match kind {
        CommandKind::RequestControl => 0x01,
        CommandKind::ClearFault => 0x02,
        CommandKind::ProgrammeForces => 0x03,
        CommandKind::ProgrammeTimes => 0x04,
        CommandKind::Arm => 0x05,
        CommandKind::Start => 0x06,
        CommandKind::Pause => 0x07,
        CommandKind::Resume => 0x08,
        CommandKind::Adjust => 0x09,
        CommandKind::Heartbeat => 0x0A,
        CommandKind::Query => 0x0B,
    }
}

/// The verdict of a result code; 0 stands for none yet.
pub(super) const fn verdict(result: u8) -> Option<Verdict> {
    Some(Verdict::Refused(match result {
        0 => return None,
        1 => return Some(Verdict::Applied),
        2 => ResultCode::NotSupported,
        3 => ResultCode::InvalidParameter,
        4 => ResultCode::OverLimit,
        5 => ResultCode::WrongState,
        6 => ResultCode::Interlock,
        7 => ResultCode::LowBattery,
        8 => ResultCode::StaleSequence,
        9 => ResultCode::WrongToken,
        10 => ResultCode::ProgrammeDiffers,
        11 => ResultCode::FaultActive,
        12 => ResultCode::UnknownSequence,
        other => ResultCode::Other(other),
    }))
}

/// The way back, for devices in tests.
#[cfg(test)]
pub(super) mod numbers {
    use super::{DevicePhase, DeviceState, FAULTS, Faults, PHASES, STATES, Verdict, verdict};

    fn place<T: PartialEq>(all: &[T], wanted: &T) -> u8 {
        let place = all.iter().position(|one| one == wanted).expect("listed");
        u8::try_from(place).expect("short list")
    }

    pub(in super::super) fn state(state: DeviceState) -> u8 {
        place(&STATES, &state)
    }

    pub(in super::super) fn phase(phase: DevicePhase) -> u8 {
        place(&PHASES, &phase)
    }

    pub(in super::super) fn faults(faults: Faults) -> u8 {
        faults.iter().fold(0, |bits, fault| bits | 1 << place(&FAULTS, &fault))
    }

    pub(in super::super) fn result(wanted: Option<Verdict>) -> u8 {
        (0..=u8::MAX).find(|code| verdict(*code) == wanted).expect("a code")
    }
}
