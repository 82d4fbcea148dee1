//! The Weight Measurement: flags, the weight, and what the flags announce behind it. Only the weight is read; the user,
//! the body mass index and the height that a scale may add are nobody's business here.

use crate::device::driver::FrameError;
use crate::device::status::{DevicePhase, DeviceState, Sample};
use crate::units::Force;

/// The weight is in pounds, not in kilograms.
const IMPERIAL: u8 = 1;
/// Date and time of the measurement, seven bytes.
const TIME_STAMP: u8 = 2;
/// One byte.
const USER: u8 = 4;
/// The body mass index and the height, two bytes each.
const BODY: u8 = 8;
/// Without a meaning so far; they are ignored, and so is what a later version may put behind the rest for them.
const RESERVED: u8 = 0xF0;

/// The weight of a measurement that did not succeed.
const UNSUCCESSFUL: u16 = 0xFFFF;

/// The field's units, as forces in 10^-15 N, which makes both exact: 0.005 kg and 0.01 lb (0.0045359237 kg), times 9.80665.
const PER_SI_UNIT: u64 = 49_033_250_000_000;
const PER_IMPERIAL_UNIT: u64 = 44_482_216_152_605;
const PER_MILLINEWTON: u64 = 1_000_000_000_000;
const PER_DECINEWTON: u64 = 100 * PER_MILLINEWTON;

/// The pull that a scale shows now.
///
/// One with a time stamp is refused: scales that have a clock hand out what they remember, and a weight of yesterday
/// must not be shown as the pull of now.
pub(super) fn decode(bytes: &[u8]) -> Result<Sample, FrameError> {
    let flags = *bytes.first().ok_or(FrameError::Length { expected: 3, got: 0 })?;
    let expected = length(flags);
    let got = bytes.len();
    if got < expected || (got > expected && flags & RESERVED == 0) {
        return Err(FrameError::Length { expected, got });
    }
    let weight = u16::from_le_bytes([bytes[1], bytes[2]]);
    if weight == UNSUCCESSFUL {
        return Err(FrameError::NotMeasured);
    }
    if flags & TIME_STAMP != 0 {
        return Err(FrameError::NotLive);
    }
    Ok(Sample {
        number: None,
        device_time: None,
        measured: pull(weight, flags & IMPERIAL != 0),
        target: Force::ZERO,
        state: DeviceState::Idle,
        phase: DevicePhase::None,
        cycle: 0,
        hand_switch_pressed: false,
        simulated: false,
    })
}

/// How long a measurement with these flags is.
const fn length(flags: u8) -> usize {
    let mut length = 3;
    if flags & TIME_STAMP != 0 {
        length += 7;
    }
    if flags & USER != 0 {
        length += 1;
    }
    if flags & BODY != 0 {
        length += 4;
    }
    length
}

/// What so many units of the field pull, rounded down to tenths of a newton as everything shown is (E20).
pub(super) fn pull(units: u16, imperial: bool) -> Force {
    let decinewtons = femtonewtons(units, imperial) / PER_DECINEWTON;
    Force::from_decinewtons(u16::try_from(decinewtons).unwrap_or(u16::MAX))
}

/// The same to the millinewton, for the steps in which a scale measures.
pub(super) fn step(units: u16, imperial: bool) -> Force {
    let millinewtons = femtonewtons(units, imperial) / PER_MILLINEWTON;
    Force::from_millinewtons(u32::try_from(millinewtons).unwrap_or(u32::MAX))
}

fn femtonewtons(units: u16, imperial: bool) -> u64 {
    u64::from(units) * if imperial { PER_IMPERIAL_UNIT } else { PER_SI_UNIT }
}

/// The greatest pull that the field has room for; what the scale itself can carry, it does not say.
pub(super) fn greatest() -> Force {
    pull(UNSUCCESSFUL - 1, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn measured(bytes: &[u8]) -> Result<u32, FrameError> {
        decode(bytes).map(|sample| sample.measured.decinewtons_floor())
    }

    /// Each force worked out by hand from the field's definition.
    #[test]
    fn a_weight_is_the_force_that_it_pulls_with_rounded_down_to_a_tenth_of_a_newton() {
        // 1,000 x 0.005 kg = 5 kg, x 9.80665 = 49.03325 N.
        assert_eq!(measured(&[0x00, 0xE8, 0x03]), Ok(490));
        // 2,000 x 0.005 kg = 10 kg = 98.0665 N, which to the nearest tenth would be more than it is.
        assert_eq!(measured(&[0x00, 0xD0, 0x07]), Ok(980));
        // 2,000 x 0.01 lb = 20 lb = 88.964432... N.
        assert_eq!(measured(&[0x01, 0xD0, 0x07]), Ok(889));
        // 0.005 kg = 0.049 N and 0.01 lb = 0.044 N are less than a tenth; 0.015 kg = 0.147 N is one.
        assert_eq!((measured(&[0, 1, 0]), measured(&[1, 1, 0]), measured(&[0, 3, 0])), (Ok(0), Ok(0), Ok(1)));
        assert_eq!(measured(&[0x00, 0x00, 0x00]), Ok(0));
    }

    #[test]
    fn the_greatest_weight_that_the_field_can_say_is_a_force() {
        // 65,534 x 0.005 kg = 327.67 kg = 3,213.345 N; 65,534 x 0.01 lb = 655.34 lb = 2,915.097... N.
        assert_eq!(measured(&[0x00, 0xFE, 0xFF]), Ok(32_133));
        assert_eq!(measured(&[0x01, 0xFE, 0xFF]), Ok(29_150));
        assert_eq!(greatest(), Force::from_decinewtons(32_133));
    }

    #[test]
    fn a_measurement_that_did_not_succeed_is_no_force_at_all() {
        assert_eq!(measured(&[0x00, 0xFF, 0xFF]), Err(FrameError::NotMeasured));
        assert_eq!(measured(&[0x01, 0xFF, 0xFF]), Err(FrameError::NotMeasured));
    }

    #[test]
    fn what_the_flags_announce_must_be_there_and_nothing_else() {
        // User 2; body mass index 22.9 and height 1.755 m.
        assert_eq!(measured(&[0x04, 0xE8, 0x03, 2]), Ok(490));
        assert_eq!(measured(&[0x0C, 0xE8, 0x03, 2, 0xE5, 0x00, 0xDB, 0x06]), Ok(490));
        for (bytes, expected) in [
            (&[][..], 3),
            (&[0x00, 0xE8][..], 3),
            (&[0x00, 0xE8, 0x03, 0][..], 3),
            (&[0x04, 0xE8, 0x03][..], 4),
            (&[0x08, 0xE8, 0x03, 2, 0xE5, 0x00][..], 7),
            (&[0x0F, 0xE8, 0x03][..], 15),
        ] {
            assert_eq!(measured(bytes), Err(FrameError::Length { expected, got: bytes.len() }), "{bytes:?}");
        }
    }

    #[test]
    fn a_weight_that_a_scale_remembers_is_never_the_pull_of_now() {
        // 5 kg on 31 December 2025 at 23:59:58.
        let remembered = [0x02, 0xE8, 0x03, 0xE9, 0x07, 12, 31, 23, 59, 58];
        assert_eq!(measured(&remembered), Err(FrameError::NotLive));
    }

    #[test]
    fn bits_without_a_meaning_and_what_stands_behind_for_them_are_ignored() {
        assert_eq!(measured(&[0x10, 0xE8, 0x03]), Ok(490));
        assert_eq!(measured(&[0x80, 0xE8, 0x03, 7, 7]), Ok(490));
    }

    proptest! {
        #[test]
        fn no_force_is_above_the_weight_and_none_is_a_tenth_below(weight in 0_u16..0xFFFF, imperial: bool) {
            let grams = f64::from(weight) * if imperial { 4.535_923_7 } else { 5.0 };
            let newtons = grams / 1000.0 * 9.806_65;
            let [low, high] = weight.to_le_bytes();
            let shown = f64::from(measured(&[u8::from(imperial), low, high]).expect("a weight")) / 10.0;
            prop_assert!(shown <= newtons + 1e-9 && newtons - shown < 0.1 + 1e-9);
        }
    }
}
