//! The open profile of `docs/device-profile.md`, version 1, as a [`Driver`]: the first one.
//!
//! | file | answers |
//! |---|---|
//! | `uuids` | which characteristic is which? |
//! | `crc` | is a frame whole, and what is the hash of a programme? |
//! | `codes` | which number stands for which state, phase, fault and result? |
//! | `request` | how is a command written, and what is never written? (section 3) |
//! | `response` | what did the device answer? (section 3) |
//! | `feature`, `status`, `telemetry` | what does the device say of itself? (sections 2, 5, 6) |
//! | `records` | what did it write down, and what does its clock say? (sections 12, 13) |
//!
//! Frames that only a device sends have their encoder in the tests alone.

mod codes;
mod crc;
mod feature;
mod records;
mod request;
mod response;
mod status;
mod telemetry;
mod uuids;
#[cfg(test)]
mod worked_frames;

use std::num::NonZeroU32;

use crate::device::command::{Command, Sequence};
use crate::device::driver::{Driver, EncodeError, FrameError, Report};
use crate::device::link::{Characteristic, LinkRequest};
use crate::units::Force;

pub use crc::{programme_hash, sealed};
pub use uuids::{
    CLOCK, CONTROL_POINT, FEATURE, FIRMWARE_REVISION, MAKER_NAME, MODEL_NUMBER, RECORD_ACCESS, SERIAL_NUMBER,
    SESSION_RECORD, STATUS, STOP, TELEMETRY, TRACTION_SERVICE,
};

/// Frames as a device sends them, for devices in tests.
#[cfg(test)]
pub(crate) mod device_frames {
    pub(crate) use super::feature::encode as feature;
    pub(crate) use super::records::device_frames as records;
    pub(crate) use super::response::encode as response;
    pub(crate) use super::status::encode as status;
    pub(crate) use super::telemetry::encode as telemetry;
}

/// The driver of profile version 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProfileV1;

impl Driver for ProfileV1 {
    fn subscriptions(&self) -> Vec<Characteristic> {
        vec![CONTROL_POINT, STATUS, TELEMETRY]
    }

    fn first_reads(&self) -> Vec<Characteristic> {
        vec![FEATURE, STATUS]
    }

    fn encode(
        &self,
        command: &Command,
        sequence: Sequence,
        token: NonZeroU32,
        force_limit: Force,
    ) -> Result<LinkRequest, EncodeError> {
        Ok(LinkRequest::Write {
            characteristic: CONTROL_POINT,
            value: request::encode(command, sequence, token, force_limit)?,
            with_response: true,
        })
    }

    /// Without response, so that it need not wait for a write that is under way; Status confirms it.
    fn stop(&self) -> Option<LinkRequest> {
        Some(LinkRequest::Write { characteristic: STOP, value: vec![1], with_response: false })
    }

    fn decode(&self, characteristic: Characteristic, bytes: &[u8]) -> Result<Report, FrameError> {
        match characteristic {
            FEATURE => feature::decode(bytes).map(Report::Feature),
            STATUS => status::decode(bytes).map(Report::Status),
            TELEMETRY => telemetry::decode(bytes).map(Report::Sample),
            CONTROL_POINT => response::decode(bytes).map(Report::Response),
            _ => Err(FrameError::UnknownCharacteristic),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_of_any_characteristic_are_a_report_or_an_error(
            characteristic in prop_oneof![
                Just(FEATURE), Just(STATUS), Just(TELEMETRY), Just(CONTROL_POINT), Just(STOP),
                any::<u128>().prop_map(Characteristic::new),
            ],
            bytes in proptest::collection::vec(any::<u8>(), 0..600),
        ) {
            let _ = ProfileV1.decode(characteristic, &bytes);
        }

        #[test]
        fn any_content_under_a_right_checksum_is_a_report_or_an_error(
            characteristic in prop_oneof![Just(FEATURE), Just(STATUS), Just(TELEMETRY), Just(CONTROL_POINT)],
            content in proptest::collection::vec(any::<u8>(), 20),
        ) {
            for length in 0..=content.len() {
                let _ = ProfileV1.decode(characteristic, &crc::sealed(content[..length].to_vec()));
            }
        }
    }
}
