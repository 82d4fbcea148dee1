//! The Status frame (section 5).

use super::{codes, crc};
use crate::device::command::Sequence;
use crate::device::driver::FrameError;
use crate::device::status::{DeviceBoot, Status};
use crate::time::Millis;
use crate::units::Force;

/// How the device is.
pub(super) fn decode(bytes: &[u8]) -> Result<Status, FrameError> {
    let frame = crc::opened::<20>(bytes)?;
    let last_applied = Sequence::new(u16::from_le_bytes([frame[6], frame[7]]));
    Ok(Status {
        state: codes::state(frame[0]).ok_or(FrameError::Value { at: 0 })?,
        phase: codes::phase(frame[1]).ok_or(FrameError::Value { at: 1 })?,
        faults: codes::faults(frame[2]),
        battery_percent: frame[3].min(100),
        boot: DeviceBoot(u16::from_le_bytes([frame[4], frame[5]])),
        last_applied: (last_applied != Sequence::NONE).then_some(last_applied),
        last_verdict: codes::verdict(frame[8]),
        hand_switch_pressed: frame[9] & codes::FLAG_HAND_SWITCH != 0,
        simulated: frame[9] & codes::FLAG_SIMULATED != 0,
        start_button_pressed: frame[9] & codes::FLAG_START_BUTTON != 0,
        memory_full: frame[9] & codes::FLAG_MEMORY_FULL != 0,
        measured: Force::from_decinewtons(u16::from_le_bytes([frame[10], frame[11]])),
        target: Force::from_decinewtons(u16::from_le_bytes([frame[12], frame[13]])),
        programme_clock: Millis::from_secs(u64::from(u16::from_le_bytes([frame[14], frame[15]]))),
        number: u16::from_le_bytes([frame[16], frame[17]]),
    })
}

/// As a device sends it.
#[cfg(test)]
pub(crate) fn encode(status: &Status) -> Vec<u8> {
    use codes::numbers;
    let decinewtons = |force: Force| u16::try_from(force.decinewtons_floor()).expect("fits").to_le_bytes();
    let mut frame = vec![
        numbers::state(status.state),
        numbers::phase(status.phase),
        numbers::faults(status.faults),
        status.battery_percent,
    ];
    frame.extend(status.boot.0.to_le_bytes());
    frame.extend(status.last_applied.unwrap_or(Sequence::NONE).get().to_le_bytes());
    frame.push(numbers::result(status.last_verdict));
    let flags =
        [status.hand_switch_pressed, status.simulated, status.start_button_pressed, status.memory_full];
    frame.push(flags.into_iter().rev().fold(0, |bits, flag| bits << 1 | u8::from(flag)));
    frame.extend(decinewtons(status.measured));
    frame.extend(decinewtons(status.target));
    frame.extend(u16::try_from(status.programme_clock.secs_floor()).expect("fits").to_le_bytes());
    frame.extend(status.number.to_le_bytes());
    crc::sealed(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_state_that_the_profile_does_not_name_is_no_status() {
        let mut content = vec![0; 18];
        content[0] = 7;
        assert_eq!(decode(&crc::sealed(content)), Err(FrameError::Value { at: 0 }));
    }

    proptest! {
        #[test]
        fn what_is_decoded_encodes_to_what_decodes_the_same(
            state in 0_u8..7, phase in 0_u8..6, rest in proptest::collection::vec(any::<u8>(), 16),
        ) {
            let mut content = vec![state, phase];
            content.extend(rest);
            let status = decode(&crc::sealed(content)).expect("sound values");
            prop_assert_eq!(decode(&encode(&status)), Ok(status));
        }
    }
}
