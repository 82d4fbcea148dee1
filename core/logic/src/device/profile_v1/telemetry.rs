//! The Telemetry frame (section 6).

use super::{codes, crc};
use crate::device::driver::FrameError;
use crate::device::status::Sample;
use crate::time::Millis;
use crate::units::Force;

/// One measurement.
pub(super) fn decode(bytes: &[u8]) -> Result<Sample, FrameError> {
    let frame = crc::opened::<16>(bytes)?;
    Ok(Sample {
        number: Some(u16::from_le_bytes([frame[0], frame[1]])),
        device_time: Some(Millis(u64::from(u32::from_le_bytes([frame[2], frame[3], frame[4], frame[5]])))),
        measured: Force::from_decinewtons(u16::from_le_bytes([frame[6], frame[7]])),
        target: Force::from_decinewtons(u16::from_le_bytes([frame[8], frame[9]])),
        state: codes::state(frame[10]).ok_or(FrameError::Value { at: 10 })?,
        phase: codes::phase(frame[11]).ok_or(FrameError::Value { at: 11 })?,
        cycle: frame[12],
        hand_switch_pressed: frame[13] & codes::FLAG_HAND_SWITCH != 0,
        simulated: frame[13] & codes::FLAG_SIMULATED != 0,
    })
}

/// As a device sends it.
#[cfg(test)]
pub(crate) fn encode(sample: &Sample) -> Vec<u8> {
    use codes::numbers;
    let decinewtons = |force: Force| u16::try_from(force.decinewtons_floor()).expect("fits").to_le_bytes();
    let mut frame = sample.number.expect("a number").to_le_bytes().to_vec();
    let device_time = sample.device_time.expect("a time").get();
    frame.extend(u32::try_from(device_time).expect("fits").to_le_bytes());
    frame.extend(decinewtons(sample.measured));
    frame.extend(decinewtons(sample.target));
    frame.extend([numbers::state(sample.state), numbers::phase(sample.phase), sample.cycle]);
    frame.push(u8::from(sample.hand_switch_pressed) | u8::from(sample.simulated) << 1);
    crc::sealed(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_decoded_encodes_to_what_decodes_the_same(
            state in 0_u8..7, phase in 0_u8..6, mut content in proptest::collection::vec(any::<u8>(), 14),
        ) {
            content[10] = state;
            content[11] = phase;
            let sample = decode(&crc::sealed(content)).expect("sound values");
            prop_assert_eq!(decode(&encode(&sample)), Ok(sample));
        }
    }
}
