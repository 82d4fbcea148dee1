//! In which safe state did a run end, and within which time must it?

use std::fmt;

use nape_logic::time::Millis;
use nape_simulator::State;

use crate::limits::{DEAD_MAN, RAMP, SLACK, STOP_HEARD, STOP_UNHEARD, VALVE};
use crate::rig::Rig;

/// The safe states, all of the unit itself; what is not among them is no safe state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// No force, nothing stored, connected.
    Idle,
    /// No force, armed, connected.
    Armed,
    /// No force, the programme stands, connected and watched.
    Paused,
    /// No force, fault, connected.
    Fault,
    /// No force, the connection is gone.
    Unlinked,
    /// Within the limit, connected, watched: the fault did not touch the programme.
    GoesOn,
    /// The same, by a programme that the person began at the unit.
    ByButton,
}

impl Ending {
    /// Where the unit is now; nothing where that is no safe state.
    pub fn of(rig: &Rig, began_at_unit: bool) -> Option<Self> {
        let device = rig.device();
        let is_slack = device.true_force_decinewtons() == 0;
        let is_connected = rig.witness().is_connected();
        match device.state() {
            State::Idle | State::Fault if is_slack && !is_connected => Some(Self::Unlinked),
            State::Idle if is_slack => Some(Self::Idle),
            State::Programmed | State::Armed if is_slack => Some(Self::Armed),
            State::Fault if is_slack => Some(Self::Fault),
            State::Paused if is_slack && is_connected => Some(Self::Paused),
            State::Running if began_at_unit => Some(Self::ByButton),
            State::Running | State::Paused if is_connected => Some(Self::GoesOn),
            _ => None,
        }
    }

    /// Whether force is still on, within the limit.
    pub const fn pulls(self) -> bool {
        matches!(self, Self::GoesOn | Self::ByButton)
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Idle => "idle",
            Self::Armed => "armed",
            Self::Paused => "paused",
            Self::Fault => "fault",
            Self::Unlinked => "unlinked",
            Self::GoesOn => "goes on",
            Self::ByButton => "by button",
        })
    }
}

/// From the fault to force zero, where it ends without anybody's doing.
pub(super) fn ends_within(fault: &str) -> Millis {
    let noticed = match fault {
        "silent" | "never_answers" => DEAD_MAN,
        // The rest of the ramp up, and the 1.0 s of the guard.
        "slip" => Millis(5_000),
        // Up to 15 N above the limit at 60 N/s, and the 0.3 s of the guard.
        "over_force" => Millis(2_100),
        "stuck_actuator" => VALVE,
        // Two seconds without a report are two without a heartbeat.
        "corrupt_frames" | "lose_frames" | "delay_frames" => DEAD_MAN.plus(Millis(2_000)),
        _ => Millis::ZERO,
    };
    // A pause or a lower hold force, which may be on its way, goes by the programme's ramp: half as fast.
    noticed.plus(RAMP).plus(RAMP).plus(SLACK)
}

/// From Stop to force zero, with this fault there.
pub(super) fn stops_within(fault: &str) -> Millis {
    match fault {
        "silent" | "link_lost" | "link_drop" | "bond_lost" | "reboot" => STOP_UNHEARD,
        "stuck_actuator" => STOP_HEARD.plus(VALVE),
        _ => STOP_HEARD,
    }
}
