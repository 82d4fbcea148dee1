//! Requests to the Control Point (section 3), and the last place where a force is held against a limit.

use std::num::NonZeroU32;

use super::{codes, crc};
use crate::device::command::{Command, Programme, ProgrammeForces, ProgrammeTimes, Sequence};
use crate::device::driver::{CommandField, EncodeError};
use crate::modality::Region;
use crate::time::Millis;
use crate::units::Force;

/// The frame of `command`, with no force in it above `limit`.
pub(super) fn encode(
    command: &Command,
    sequence: Sequence,
    token: NonZeroU32,
    limit: Force,
) -> Result<Vec<u8>, EncodeError> {
    let mut frame = vec![codes::opcode(command.kind())];
    frame.extend(sequence.get().to_le_bytes());
    frame.extend(token.get().to_le_bytes());
    frame.extend(parameters(command, limit)?);
    Ok(crc::sealed(frame))
}

fn parameters(command: &Command, limit: Force) -> Result<Vec<u8>, EncodeError> {
    Ok(match command {
        Command::RequestControl
        | Command::ClearFault
        | Command::Start
        | Command::Pause
        | Command::Resume
        | Command::Heartbeat => Vec::new(),
        Command::ProgrammeForces(asked) => forces(asked, limit)?.to_vec(),
        Command::ProgrammeTimes(asked) => times(asked)?.to_vec(),
        Command::Arm(programme) => hash(programme, limit)?.to_le_bytes().to_vec(),
        Command::Adjust(force) => force_within(*force, limit, CommandField::HoldForce)?.to_vec(),
        Command::Query(asked) => asked.get().to_le_bytes().to_vec(),
    })
}

fn hash(programme: &Programme, limit: Force) -> Result<u32, EncodeError> {
    Ok(crc::programme_hash(&forces(&programme.forces, limit)?, &times(&programme.times)?))
}

fn forces(asked: &ProgrammeForces, limit: Force) -> Result<[u8; 10], EncodeError> {
    let own_limit = force_within(asked.limit, limit, CommandField::ForceLimit)?;
    let hold = force_within(asked.hold, asked.limit, CommandField::HoldForce)?;
    if asked.rest > asked.hold {
        return Err(EncodeError::RestAboveHold);
    }
    let rest = decinewtons(asked.rest, CommandField::RestForce)?;
    let up = ramp(asked.ramp_up_per_second, CommandField::RampUp)?;
    let down = ramp(asked.ramp_down_per_second, CommandField::RampDown)?;
    Ok([hold[0], hold[1], rest[0], rest[1], up[0], up[1], down[0], down[1], own_limit[0], own_limit[1]])
}

fn times(asked: &ProgrammeTimes) -> Result<[u8; 8], EncodeError> {
    let total = above_zero(seconds(asked.total, CommandField::Total)?, CommandField::Total)?;
    let hold = above_zero(seconds(asked.hold, CommandField::HoldTime)?, CommandField::HoldTime)?;
    let rest = seconds(asked.rest, CommandField::RestTime)?;
    let region = match asked.region {
        Region::Cervical => 0,
        Region::Lumbar => 1,
    };
    Ok([total[0], total[1], hold[0], hold[1], rest[0], rest[1], region, asked.angle_degrees])
}

fn force_within(force: Force, limit: Force, field: CommandField) -> Result<[u8; 2], EncodeError> {
    if force > limit {
        return Err(EncodeError::OverLimit(field));
    }
    decinewtons(force, field)
}

fn ramp(per_second: Force, field: CommandField) -> Result<[u8; 2], EncodeError> {
    above_zero(decinewtons(per_second, field)?, field)
}

fn decinewtons(force: Force, field: CommandField) -> Result<[u8; 2], EncodeError> {
    u16::try_from(force.decinewtons_floor()).map(u16::to_le_bytes).map_err(|_| EncodeError::TooLarge(field))
}

/// Whole seconds only: a rest of half a second, rounded down, would be a hold without end.
fn seconds(time: Millis, field: CommandField) -> Result<[u8; 2], EncodeError> {
    if Millis::from_secs(time.secs_floor()) != time {
        return Err(EncodeError::NotWholeSeconds(field));
    }
    u16::try_from(time.secs_floor()).map(u16::to_le_bytes).map_err(|_| EncodeError::TooLarge(field))
}

fn above_zero(value: [u8; 2], field: CommandField) -> Result<[u8; 2], EncodeError> {
    if value == [0, 0] {
        return Err(EncodeError::Zero(field));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKEN: NonZeroU32 = NonZeroU32::MIN;

    fn encoded(command: Command, limit: u32) -> Result<Vec<u8>, EncodeError> {
        encode(&command, Sequence::FIRST, TOKEN, Force::from_millinewtons(limit))
    }

    fn forces_of(hold: u32, rest: u32, limit: u32) -> ProgrammeForces {
        ProgrammeForces {
            hold: Force::from_millinewtons(hold),
            rest: Force::from_millinewtons(rest),
            ramp_up_per_second: Force::from_millinewtons(5_000),
            ramp_down_per_second: Force::from_millinewtons(5_000),
            limit: Force::from_millinewtons(limit),
        }
    }

    #[test]
    fn the_encoder_alone_refuses_every_force_above_the_limit_it_is_given() {
        let over = |field| Err(EncodeError::OverLimit(field));
        let adjust = |force| Command::Adjust(Force::from_millinewtons(force));
        assert_eq!(encoded(adjust(89_001), 89_000), over(CommandField::HoldForce));
        assert!(encoded(adjust(89_000), 89_000).is_ok());
        let forces = |hold, limit| Command::ProgrammeForces(forces_of(hold, 0, limit));
        assert_eq!(encoded(forces(89_000, 89_001), 89_000), over(CommandField::ForceLimit));
        assert_eq!(encoded(forces(89_001, 89_000), 89_000), over(CommandField::HoldForce));
        assert!(encoded(forces(89_000, 89_000), 89_000).is_ok());
    }

    #[test]
    fn arming_holds_the_whole_programme_against_the_limit_once_more() {
        let programme = Programme {
            forces: forces_of(90_000, 0, 90_000),
            times: ProgrammeTimes {
                total: Millis::from_secs(900),
                hold: Millis::from_secs(60),
                rest: Millis::from_secs(20),
                region: Region::Cervical,
                angle_degrees: 15,
            },
        };
        assert_eq!(
            encoded(Command::Arm(programme), 89_000),
            Err(EncodeError::OverLimit(CommandField::ForceLimit))
        );
    }

    #[test]
    fn a_rest_of_half_a_second_never_becomes_a_hold_without_end() {
        let times = ProgrammeTimes {
            total: Millis::from_secs(900),
            hold: Millis::from_secs(60),
            rest: Millis(500),
            region: Region::Cervical,
            angle_degrees: 15,
        };
        assert_eq!(
            encoded(Command::ProgrammeTimes(times), 0),
            Err(EncodeError::NotWholeSeconds(CommandField::RestTime))
        );
    }

    #[test]
    fn a_ramp_that_rounds_to_zero_is_refused() {
        let mut forces = forces_of(50_000, 0, 50_000);
        forces.ramp_down_per_second = Force::from_millinewtons(99);
        assert_eq!(
            encoded(Command::ProgrammeForces(forces), 50_000),
            Err(EncodeError::Zero(CommandField::RampDown))
        );
    }

    proptest! {
        #[test]
        fn no_force_on_the_wire_is_above_the_limit_and_none_is_rounded_up(
            hold in 0_u32..300_000, rest in 0_u32..300_000, own in 0_u32..300_000, limit in 0_u32..300_000,
        ) {
            let Ok(frame) = encoded(Command::ProgrammeForces(forces_of(hold, rest, own)), limit) else {
                return Ok(());
            };
            let on_wire = |at: usize| u32::from(u16::from_le_bytes([frame[at], frame[at + 1]])) * 100;
            prop_assert!(frame.len() <= 20);
            for (asked, at) in [(hold, 7), (rest, 9), (own, 15)] {
                prop_assert!(on_wire(at) <= asked && asked - on_wire(at) < 100);
                prop_assert!(on_wire(at) <= limit);
            }
        }

        #[test]
        fn an_adjusted_force_above_the_limit_is_never_encoded(force: u32, limit: u32) {
            prop_assume!(force > limit);
            prop_assert!(encoded(Command::Adjust(Force::from_millinewtons(force)), limit).is_err());
        }
    }
}
