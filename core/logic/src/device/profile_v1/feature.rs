//! The Feature frame (section 2).

use std::collections::BTreeSet;

use super::crc;
use crate::device::driver::FrameError;
use crate::device::status::{DeviceKind, Feature};
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::Force;

/// The major version that this driver drives.
const MAJOR: u8 = 1;
const INTERMITTENT: u8 = 1;
const HAND_SWITCH: u8 = 2;
const LEVELS: u8 = 4;
const RECORDS: u8 = 8;
const START_BUTTON: u8 = 16;

/// What the device is; another major version is refused by name, a higher minor one is read.
pub(super) fn decode(bytes: &[u8]) -> Result<Feature, FrameError> {
    let frame = crc::opened::<20>(bytes)?;
    if frame[0] != MAJOR {
        return Err(FrameError::Version { major: frame[0] });
    }
    let flags = frame[5];
    Ok(Feature {
        version: (frame[0], frame[1]),
        kind: match frame[2] {
            0 => DeviceKind::Actuator,
            1 => DeviceKind::Gauge,
            _ => return Err(FrameError::Value { at: 2 }),
        },
        modality: modality(frame[3]).ok_or(FrameError::Value { at: 3 })?,
        regions: regions(frame[4]),
        intermittent: flags & INTERMITTENT != 0,
        hand_switch: flags & HAND_SWITCH != 0,
        start_button: flags & START_BUTTON != 0,
        levels: (flags & LEVELS != 0).then_some(frame[16]),
        records: (flags & RECORDS != 0).then_some(frame[17]),
        least_force: Force::from_decinewtons(u16::from_le_bytes([frame[6], frame[7]])),
        greatest_force: Force::from_decinewtons(u16::from_le_bytes([frame[8], frame[9]])),
        force_step: Force::from_decinewtons(u16::from_le_bytes([frame[10], frame[11]])),
        greatest_ramp_per_second: Force::from_decinewtons(u16::from_le_bytes([frame[12], frame[13]])),
        longest_programme: Millis::from_secs(u64::from(u16::from_le_bytes([frame[14], frame[15]]))),
    })
}

const fn modality(number: u8) -> Option<Modality> {
    Some(match number {
        1 => Modality::HomeUnit,
        2 => Modality::TractionTable,
        3 => Modality::OverDoorPulley,
        4 => Modality::NeckHammock,
        5 => Modality::HangingBar,
        6 => Modality::InversionTable,
        _ => return None,
    })
}

fn regions(bits: u8) -> BTreeSet<Region> {
    [(1, Region::Cervical), (2, Region::Lumbar)]
        .into_iter()
        .filter(|(bit, _)| bits & bit != 0)
        .map(|(_, region)| region)
        .collect()
}

/// As a device sends it.
#[cfg(test)]
pub(crate) fn encode(feature: &Feature) -> Vec<u8> {
    let decinewtons = |force: Force| u16::try_from(force.decinewtons_floor()).expect("fits").to_le_bytes();
    let bit = |set: bool, bit: u8| if set { bit } else { 0 };
    let mut frame = vec![feature.version.0, feature.version.1, bit(feature.kind == DeviceKind::Gauge, 1)];
    frame.push((1..=6).find(|number| modality(*number) == Some(feature.modality)).expect("a number"));
    frame.push(
        bit(feature.regions.contains(&Region::Cervical), 1)
            | bit(feature.regions.contains(&Region::Lumbar), 2),
    );
    frame.push(
        bit(feature.intermittent, INTERMITTENT)
            | bit(feature.hand_switch, HAND_SWITCH)
            | bit(feature.start_button, START_BUTTON)
            | bit(feature.levels.is_some(), LEVELS)
            | bit(feature.records.is_some(), RECORDS),
    );
    frame.extend(decinewtons(feature.least_force));
    frame.extend(decinewtons(feature.greatest_force));
    frame.extend(decinewtons(feature.force_step));
    frame.extend(decinewtons(feature.greatest_ramp_per_second));
    frame.extend(u16::try_from(feature.longest_programme.secs_floor()).expect("fits").to_le_bytes());
    frame.push(feature.levels.unwrap_or(0));
    frame.push(feature.records.unwrap_or(0));
    crc::sealed(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn another_major_version_is_refused_by_name_and_a_higher_minor_one_is_read() {
        let mut content = vec![1, 9, 0, 1, 1, 0xF3];
        content.extend([100, 0, 0xB0, 8, 10, 0, 0xC8, 0, 8, 7, 0, 0]);
        let feature = decode(&crc::sealed(content.clone())).expect("a higher minor version");
        assert_eq!(feature.version, (1, 9));
        content[0] = 2;
        assert_eq!(decode(&crc::sealed(content)), Err(FrameError::Version { major: 2 }));
    }

    proptest! {
        #[test]
        fn what_is_decoded_encodes_to_what_decodes_the_same(content in proptest::collection::vec(any::<u8>(), 17)) {
            let mut frame = vec![MAJOR];
            frame.extend(content);
            frame[2] &= 1;
            frame[3] = frame[3] % 6 + 1;
            let feature = decode(&crc::sealed(frame)).expect("sound values");
            prop_assert_eq!(decode(&encode(&feature)), Ok(feature));
        }
    }
}
