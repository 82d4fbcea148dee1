//! The Weight Scale Service of the Bluetooth SIG, version 1.0, as a [`Driver`]: the second one, and a force gauge. A
//! scale that hangs in the rope, or carries the weight, shows the pull.
//!
//! | file | answers |
//! |---|---|
//! | `measurement` | which pull is the weight that it measured? |
//! | `feature` | what does it say of itself, and what must Nape be told instead? |
//!
//! It only measures: every command is refused, and there is no Stop, for the person lets go. Its frames carry no
//! checksum and no number, so a changed one is not noticed and no gap can be seen; silence is.

mod feature;
mod measurement;

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use crate::device::command::{Command, Sequence};
use crate::device::driver::{Driver, EncodeError, FrameError, Report};
use crate::device::link::{Characteristic, LinkRequest};
use crate::modality::{Modality, Region};
use crate::units::Force;

/// The UUID of the Weight Scale Service, which a scan filters for.
pub const WEIGHT_SCALE_SERVICE: u128 = Characteristic::assigned(0x181D).uuid();
/// What it measured, by indication.
pub const WEIGHT_MEASUREMENT: Characteristic = Characteristic::assigned(0x2A9D);
/// What it can do.
pub const WEIGHT_SCALE_FEATURE: Characteristic = Characteristic::assigned(0x2A9E);

/// The driver of a scale that is built into a pull.
#[derive(Debug, Clone)]
pub struct Scale {
    modality: Modality,
    regions: BTreeSet<Region>,
}

impl Scale {
    /// A scale in this pull; which one it is in, no scale can say.
    pub const fn for_pull(modality: Modality, regions: BTreeSet<Region>) -> Self {
        Self { modality, regions }
    }
}

impl Driver for Scale {
    fn subscriptions(&self) -> Vec<Characteristic> {
        vec![WEIGHT_MEASUREMENT]
    }

    fn first_reads(&self) -> Vec<Characteristic> {
        vec![WEIGHT_SCALE_FEATURE]
    }

    fn encode(&self, _: &Command, _: Sequence, _: NonZeroU32, _: Force) -> Result<LinkRequest, EncodeError> {
        Err(EncodeError::NotSupported)
    }

    fn stop(&self) -> Option<LinkRequest> {
        None
    }

    fn decode(&self, characteristic: Characteristic, bytes: &[u8]) -> Result<Report, FrameError> {
        match characteristic {
            WEIGHT_MEASUREMENT => measurement::decode(bytes).map(Report::Sample),
            WEIGHT_SCALE_FEATURE => {
                feature::decode(bytes, self.modality, self.regions.clone()).map(Report::Feature)
            }
            _ => Err(FrameError::UnknownCharacteristic),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Millis;
    use proptest::prelude::*;

    fn scale() -> Scale {
        Scale::for_pull(Modality::OverDoorPulley, BTreeSet::from([Region::Cervical]))
    }

    #[test]
    fn service_and_characteristics_have_the_numbers_that_were_assigned() {
        let service = Characteristic::new(WEIGHT_SCALE_SERVICE);
        assert_eq!(service.to_string(), "0000181d-0000-1000-8000-00805f9b34fb");
        assert_eq!(WEIGHT_MEASUREMENT.to_string(), "00002a9d-0000-1000-8000-00805f9b34fb");
        assert_eq!(WEIGHT_SCALE_FEATURE.to_string(), "00002a9e-0000-1000-8000-00805f9b34fb");
    }

    #[test]
    fn nothing_can_be_told_to_a_scale_not_even_to_stop() {
        for command in [Command::RequestControl, Command::Start, Command::Heartbeat, Command::Pause] {
            let request = scale().encode(&command, Sequence::FIRST, NonZeroU32::MIN, Force::ZERO);
            assert_eq!(request, Err(EncodeError::NotSupported));
        }
        assert_eq!(scale().stop(), None);
    }

    proptest! {
        #[test]
        fn any_bytes_of_any_characteristic_are_a_report_or_an_error(
            characteristic in prop_oneof![
                Just(WEIGHT_MEASUREMENT), Just(WEIGHT_SCALE_FEATURE), any::<u128>().prop_map(Characteristic::new),
            ],
            bytes in proptest::collection::vec(any::<u8>(), 0..600),
        ) {
            let _ = scale().decode(characteristic, &bytes);
        }

        #[test]
        fn whatever_is_reported_is_a_gauge_that_holds_nothing_or_an_idle_sample_in_tenths_of_a_newton(
            measurement: bool, bytes in proptest::collection::vec(any::<u8>(), 3..15),
        ) {
            let from = if measurement { WEIGHT_MEASUREMENT } else { WEIGHT_SCALE_FEATURE };
            match scale().decode(from, &bytes) {
                Ok(Report::Sample(sample)) => {
                    prop_assert_eq!(sample.measured.millinewtons() % 100, 0);
                    prop_assert_eq!((sample.number, sample.target), (None, Force::ZERO));
                    prop_assert!(!sample.state.is_active());
                }
                Ok(Report::Feature(feature)) => {
                    prop_assert_eq!(feature.longest_programme, Millis::ZERO);
                    prop_assert!(feature.force_step > Force::ZERO);
                }
                Ok(other) => prop_assert!(false, "a scale never says {:?}", other),
                Err(_) => {}
            }
        }
    }
}
