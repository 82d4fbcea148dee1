//! The two checksums of the profile.

use crc::{CRC_16_IBM_3740, CRC_32_ISO_HDLC, Crc};

use crate::device::driver::FrameError;

const FRAME: Crc<u16> = Crc::<u16>::new(&CRC_16_IBM_3740);
const LONG: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// `content` with its checksum behind it.
pub fn sealed(mut content: Vec<u8>) -> Vec<u8> {
    let checksum = FRAME.checksum(&content);
    content.extend_from_slice(&checksum.to_le_bytes());
    content
}

/// The whole frame, once its length and its checksum are right.
pub(super) fn opened<const LENGTH: usize>(bytes: &[u8]) -> Result<&[u8; LENGTH], FrameError> {
    let frame: &[u8; LENGTH] =
        bytes.try_into().map_err(|_| FrameError::Length { expected: LENGTH, got: bytes.len() })?;
    let (content, checksum) = frame.split_at(LENGTH.saturating_sub(2));
    if checksum == FRAME.checksum(content).to_le_bytes() { Ok(frame) } else { Err(FrameError::Checksum) }
}

/// What stands before the checksum of a frame whose length may differ, once the checksum is right.
pub(super) fn checked(frame: &[u8]) -> Result<&[u8], FrameError> {
    let (content, checksum) =
        frame.split_last_chunk::<2>().ok_or(FrameError::Length { expected: 2, got: frame.len() })?;
    if *checksum == FRAME.checksum(content).to_le_bytes() { Ok(content) } else { Err(FrameError::Checksum) }
}

/// The checksum of what is longer than a frame.
pub(super) fn long(content: &[u8]) -> u32 {
    LONG.checksum(content)
}

/// The hash by which a device is armed: over the parameters of both halves of its programme.
pub fn programme_hash(forces: &[u8], times: &[u8]) -> u32 {
    let mut digest = LONG.digest();
    digest.update(forces);
    digest.update(times);
    digest.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_values_are_those_of_the_profile() {
        assert_eq!(FRAME.checksum(b"123456789"), 0x29B1);
        assert_eq!(LONG.checksum(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_frame_with_any_one_bit_changed_is_refused() {
        let frame = sealed(vec![7; 14]);
        for bit in 0..frame.len() * 8 {
            let mut changed = frame.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(opened::<16>(&changed), Err(FrameError::Checksum), "bit {bit}");
        }
    }

    #[test]
    fn a_frame_that_is_short_or_long_is_refused_with_both_lengths() {
        for got in [0, 1, 15, 17, 512] {
            assert_eq!(opened::<16>(&vec![0; got]), Err(FrameError::Length { expected: 16, got }));
        }
    }
}
