//! The programme that every run is about, and the times within which it must end: each from the profile.

use nape_logic::device::command::{Programme, ProgrammeForces, ProgrammeTimes};
use nape_logic::device::timing;
use nape_logic::modality::Region;
use nape_logic::time::Millis;
use nape_logic::units::Force;

/// The hold force of every programme here, 0.1 N.
const HOLD: u32 = 800;
/// Their force limit, 0.1 N.
pub const LIMIT: u32 = 890;
/// What the profile lets a measured force be above the limit before the unit releases, 0.1 N (section 7).
pub const MARGIN: u32 = 50;
/// How far the fault `over_force` goes above the limit, 0.1 N: more than [`MARGIN`], and that is the fault.
pub const OVERSHOOT: u32 = 150;

/// The greatest ramp of the unit, 0.1 N in one second.
const GREATEST_RAMP: u32 = 200;
/// The dead man (section 7).
pub const DEAD_MAN: Millis = Millis(3_000);
/// The ramp to zero from the limit, at the greatest ramp (section 8); an overshooting actuator comes down with it.
pub const RAMP: Millis = Millis(LIMIT as u64 * 1_000 / GREATEST_RAMP as u64);
/// Radio, one connection's supervision and the grids of both clocks.
pub const SLACK: Millis = Millis(600);
/// A stuck actuator is emptied by a valve that waits 5 s and then lets out 50 N in one second.
pub const VALVE: Millis = Millis(5_000 + (LIMIT + OVERSHOOT) as u64 * 1_000 / 500);

/// From Stop to force zero where the unit hears it.
pub const STOP_HEARD: Millis = RAMP.plus(SLACK);
/// From Stop to force zero where it does not: heartbeats end with the Stop, and the dead man acts.
pub const STOP_UNHEARD: Millis = DEAD_MAN.plus(STOP_HEARD);
/// From Stop to a word about how it ended, while there is a link: a first report at the last moment, and the ramp from
/// there with its margin.
pub const STOP_ANSWERED: Millis =
    timing::STOP_GIVE_UP.plus(OVERSHOOT_RAMP).plus(timing::RELEASE_MARGIN).plus(SLACK);
/// The ramp to zero from where an overshooting actuator was.
const OVERSHOOT_RAMP: Millis = Millis((LIMIT + OVERSHOOT) as u64 * 1_000 / GREATEST_RAMP as u64);
/// The same while a connection is still being made.
pub const STOP_ANSWERED_CONNECTING: Millis =
    timing::CONNECT_DEADLINE.plus(timing::DISCONNECT_DEADLINE).plus(STOP_ANSWERED);
/// The same where the link broke and the unit is looked for: to its end, or a ramp from the last moment of it.
pub const STOP_ANSWERED_LOOKED_FOR: Millis =
    timing::REACH_AGAIN_FOR.plus(OVERSHOOT_RAMP).plus(timing::RELEASE_MARGIN).plus(SLACK);

const fn newtons(decinewtons: u32) -> Force {
    Force::from_millinewtons(decinewtons * 100)
}

/// No force above this is encoded by the controllers here.
pub const CONTROLLER_LIMIT: Force = newtons(1_000);

/// A steady pull: up in 4 s, and long enough that nothing here ends by its end.
pub const STEADY: Programme = Programme {
    forces: ProgrammeForces {
        hold: newtons(HOLD),
        rest: Force::ZERO,
        ramp_up_per_second: newtons(200),
        ramp_down_per_second: newtons(100),
        limit: newtons(LIMIT),
    },
    times: ProgrammeTimes {
        total: Millis::from_secs(600),
        hold: Millis::from_secs(600),
        rest: Millis::ZERO,
        region: Region::Cervical,
        angle_degrees: 15,
    },
};

/// A short pull that goes up and down and ends by itself after 30 s.
pub const INTERMITTENT: Programme = Programme {
    forces: ProgrammeForces {
        hold: newtons(HOLD),
        rest: newtons(400),
        ramp_up_per_second: newtons(200),
        ramp_down_per_second: newtons(200),
        limit: newtons(LIMIT),
    },
    times: ProgrammeTimes {
        total: Millis::from_secs(30),
        hold: Millis::from_secs(7),
        rest: Millis::from_secs(4),
        region: Region::Cervical,
        angle_degrees: 15,
    },
};

/// A hold force below that of the programmes.
pub const LOWER: Force = newtons(600);
/// A hold force above it, within the limit.
pub const HIGHER: Force = newtons(850);
