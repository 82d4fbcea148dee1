//! The Weight Scale Feature: in which steps the scale measures. The rest of what Nape asks of a device follows from its
//! being a scale, or comes from who built it into a pull.

use std::collections::BTreeSet;

use super::measurement::{greatest, step};
use crate::device::driver::FrameError;
use crate::device::status::{DeviceKind, Feature};
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::Force;

/// The version of the service that this driver knows; none is on the wire.
const VERSION: (u8, u8) = (1, 0);

/// What the resolution's four bits say, in units of 0.005 kg and of 0.01 lb; the first stands for "not specified", where
/// the units of the field are what is left.
const RESOLUTIONS: [(u16, u16); 8] =
    [(1, 1), (100, 100), (40, 50), (20, 20), (10, 10), (4, 5), (2, 2), (1, 1)];

/// A gauge in this pull, as fine as it says.
pub(super) fn decode(
    bytes: &[u8],
    modality: Modality,
    regions: BTreeSet<Region>,
) -> Result<Feature, FrameError> {
    let bits = bytes.try_into().map_err(|_| FrameError::Length { expected: 4, got: bytes.len() })?;
    Ok(Feature {
        version: VERSION,
        kind: DeviceKind::Gauge,
        modality,
        regions,
        intermittent: false,
        hand_switch: false,
        start_button: false,
        levels: None,
        records: None,
        least_force: Force::ZERO,
        greatest_force: greatest(),
        force_step: resolution(u32::from_le_bytes(bits)),
        greatest_ramp_per_second: Force::ZERO,
        longest_programme: Millis::ZERO,
    })
}

/// The coarser of both, for the unit is only known with a measurement: no scale is taken for finer than it is.
fn resolution(bits: u32) -> Force {
    let place = (bits >> 3 & 0xF) as usize;
    let (kilograms, pounds) = RESOLUTIONS.get(place).copied().unwrap_or(RESOLUTIONS[0]);
    step(kilograms, false).max(step(pounds, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bits: u32) -> Result<Feature, FrameError> {
        let regions = BTreeSet::from([Region::Cervical, Region::Lumbar]);
        decode(&bits.to_le_bytes(), Modality::OverDoorPulley, regions)
    }

    #[test]
    fn a_scale_is_a_gauge_of_the_pull_that_it_was_built_into() {
        let feature = read(0).expect("a feature");
        assert_eq!((feature.kind, feature.modality), (DeviceKind::Gauge, Modality::OverDoorPulley));
        assert_eq!(feature.regions, BTreeSet::from([Region::Cervical, Region::Lumbar]));
        assert_eq!((feature.levels, feature.records, feature.hand_switch), (None, None, false));
        assert_eq!(feature.greatest_force, Force::from_decinewtons(32_133));
    }

    /// In millinewtons, by hand: the heavier of kilograms x 9,806.65 and pounds x 4,448.22.
    #[test]
    fn each_resolution_is_a_step_of_force_and_an_unknown_one_is_that_of_the_field() {
        for (bits, step) in [(0, 49), (1, 4903), (2, 2224), (3, 980), (4, 490), (5, 222), (6, 98), (7, 49)] {
            let feature = read(bits << 3).expect("a feature");
            assert_eq!(feature.force_step, Force::from_millinewtons(step), "{bits}");
        }
        assert_eq!(read(0xF << 3).expect("a feature").force_step, Force::from_millinewtons(49));
    }

    #[test]
    fn users_height_and_reserved_bits_change_nothing() {
        assert_eq!(read(3 << 3 | 0b111 | 0x3FF << 7 | 0xFFFF << 16), read(3 << 3));
    }

    #[test]
    fn any_other_length_is_refused() {
        for got in [0, 3, 5, 20] {
            let refused = decode(&vec![0; got], Modality::HomeUnit, BTreeSet::new());
            assert_eq!(refused, Err(FrameError::Length { expected: 4, got }));
        }
    }
}
