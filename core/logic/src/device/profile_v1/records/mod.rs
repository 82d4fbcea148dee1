//! Records, the clock and the unit's names as bytes (sections 1, 12 and 13), as a [`RecordProtocol`].
//!
//! | file | answers |
//! |---|---|
//! | `access` | how is a record asked for, and what is answered? |
//! | `frames` | what does a notification of Session Record carry? |
//! | `content` | what does a whole record say? |
//! | `clock` | how is the clock read and set? |

mod access;
mod clock;
mod content;
mod frames;
#[cfg(test)]
mod worked_frames;

use super::uuids::{
    CLOCK, FEATURE, FIRMWARE_REVISION, MAKER_NAME, MODEL_NUMBER, RECORD_ACCESS, SERIAL_NUMBER, SESSION_RECORD,
};
use super::{ProfileV1, feature};
use crate::device::driver::FrameError;
use crate::device::link::{Characteristic, LinkRequest};
use crate::device::records::protocol::{RecordProtocol, RecordReport, RecordRequest, UnitName};
use crate::device::records::record::SessionRecord;

/// What a device would send, for devices in tests.
#[cfg(test)]
pub(crate) mod device_frames {
    pub(crate) use super::access::{answer, number_answer, read as request};
    pub(crate) use super::clock::encode as clock;
    pub(crate) use super::content::encode as content;
    pub(crate) use super::frames::{entry, fragment};
}

/// The longest of a unit's names, in bytes (section 1).
const LONGEST_NAME: usize = 32;

impl RecordProtocol for ProfileV1 {
    fn unit_reads(&self) -> Vec<Characteristic> {
        vec![FEATURE, MAKER_NAME, MODEL_NUMBER, SERIAL_NUMBER, FIRMWARE_REVISION, CLOCK]
    }

    fn names(&self) -> Vec<Characteristic> {
        vec![FEATURE, MAKER_NAME, MODEL_NUMBER, SERIAL_NUMBER, FIRMWARE_REVISION]
    }

    fn record_subscriptions(&self) -> Vec<Characteristic> {
        vec![SESSION_RECORD, RECORD_ACCESS]
    }

    fn ask(&self, request: &RecordRequest) -> LinkRequest {
        let value = access::encode(request);
        LinkRequest::Write { characteristic: RECORD_ACCESS, value, with_response: true }
    }

    fn set_clock(&self, unix_millis: u64) -> LinkRequest {
        LinkRequest::Write { characteristic: CLOCK, value: clock::setting(unix_millis), with_response: true }
    }

    fn read_report(&self, characteristic: Characteristic, bytes: &[u8]) -> Result<RecordReport, FrameError> {
        let named = |name| unit_name(bytes).map(|text| RecordReport::Name(name, text));
        match characteristic {
            FEATURE => feature::decode(bytes).map(Box::new).map(RecordReport::Feature),
            MAKER_NAME => named(UnitName::Maker),
            MODEL_NUMBER => named(UnitName::Model),
            SERIAL_NUMBER => named(UnitName::Serial),
            FIRMWARE_REVISION => named(UnitName::Firmware),
            CLOCK => clock::decode(bytes).map(RecordReport::Clock),
            SESSION_RECORD => frames::decode(bytes),
            RECORD_ACCESS => access::decode(bytes),
            _ => Err(FrameError::UnknownCharacteristic),
        }
    }

    fn record(&self, content: &[u8]) -> Result<SessionRecord, FrameError> {
        content::decode(content)
    }
}

/// Printable ASCII, at least one; anything else is somebody else's text.
fn unit_name(bytes: &[u8]) -> Result<String, FrameError> {
    if bytes.is_empty() || bytes.len() > LONGEST_NAME {
        return Err(FrameError::Length { expected: LONGEST_NAME, got: bytes.len() });
    }
    match bytes.iter().position(|byte| !matches!(byte, 0x20..=0x7E)) {
        Some(at) => Err(FrameError::Value { at }),
        None => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_with_control_characters_or_of_another_script_is_no_name() {
        assert_eq!(unit_name(b"NT-1"), Ok("NT-1".to_owned()));
        assert_eq!(unit_name(b"NT\x1b[2J"), Err(FrameError::Value { at: 2 }));
        assert_eq!(unit_name("é".as_bytes()), Err(FrameError::Value { at: 0 }));
        assert!(unit_name(b"").is_err() && unit_name(&[b'a'; 33]).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_report_or_an_error(
            which in 0_usize..9,
            bytes in proptest::collection::vec(any::<u8>(), 0..600),
        ) {
            let mut all = ProfileV1.unit_reads();
            all.extend(ProfileV1.record_subscriptions());
            let characteristic = all.get(which).copied().unwrap_or(Characteristic::new(1));
            let _ = ProfileV1.read_report(characteristic, &bytes);
            let _ = ProfileV1.record(&bytes);
        }
    }
}
