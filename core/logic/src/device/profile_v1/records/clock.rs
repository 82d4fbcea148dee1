//! The Clock (section 13).

use std::num::NonZeroU16;

use super::super::crc;
use crate::device::driver::FrameError;
use crate::device::records::clock::DeviceClock;
use crate::device::status::DeviceBoot;
use crate::time::Millis;

const KEEPS_TIME: u8 = 1;

pub(super) fn decode(bytes: &[u8]) -> Result<DeviceClock, FrameError> {
    let frame = crc::opened::<20>(bytes)?;
    Ok(DeviceClock {
        boot: DeviceBoot(u16::from_le_bytes([frame[0], frame[1]])),
        uptime: Millis(six_bytes(&frame[2..8])),
        unix_millis: Some(six_bytes(&frame[8..14])).filter(|millis| *millis > 0),
        bond: NonZeroU16::new(u16::from_le_bytes([frame[14], frame[15]])),
        keeps_time: frame[16] & KEEPS_TIME != 0,
    })
}

/// The frame that sets it; an instant beyond the year 10000 has no room and is cut.
pub(super) fn setting(unix_millis: u64) -> Vec<u8> {
    crc::sealed(unix_millis.to_le_bytes()[..6].to_vec())
}

/// A number of six bytes.
pub(super) fn six_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().take(6).rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// As a device sends it.
#[cfg(test)]
pub(crate) fn encode(clock: &DeviceClock) -> Vec<u8> {
    let mut frame = clock.boot.0.to_le_bytes().to_vec();
    frame.extend(&clock.uptime.get().to_le_bytes()[..6]);
    frame.extend(&clock.unix_millis.unwrap_or(0).to_le_bytes()[..6]);
    frame.extend(clock.bond.map_or(0, NonZeroU16::get).to_le_bytes());
    frame.extend([u8::from(clock.keeps_time), 0]);
    crc::sealed(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_clock_reads_back_as_it_was_sent(
            boot in any::<u16>(), uptime in 0_u64..1 << 48, unix in 0_u64..1 << 48, bond in any::<u16>(),
            keeps_time in any::<bool>(),
        ) {
            let clock = DeviceClock {
                boot: DeviceBoot(boot),
                uptime: Millis(uptime),
                unix_millis: Some(unix).filter(|millis| *millis > 0),
                bond: NonZeroU16::new(bond),
                keeps_time,
            };
            prop_assert_eq!(decode(&encode(&clock)), Ok(clock));
        }
    }
}
