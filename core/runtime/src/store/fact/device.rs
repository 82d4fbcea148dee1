//! What a device was asked, and what it wrote down of it.

use std::num::NonZeroU32;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use nape_logic::device::records::clock::DatedBy;
use nape_logic::device::records::record::{RecordCause, RecordDigest, RecordNumber};
use nape_logic::modality::{Modality, Region};
use nape_logic::time::{Millis, Timestamp};
use nape_logic::units::Force;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A device is about to be asked to obey a session: what it writes down under this token belongs to the session (P3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceLinked {
    /// The session's token.
    pub token: NonZeroU32,
    /// Whether the device keeps records.
    pub keeps_records: bool,
}

/// A device's own record of a programme, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceRecordKept {
    /// The unit that wrote it.
    pub serial: String,
    /// Which of its records.
    pub number: RecordNumber,
    /// The checksum over its content.
    pub digest: RecordDigest,
    /// The session token that started it; none where it was started at the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<NonZeroU32>,
    /// The way of traction that the unit is for.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// When it began, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<Timestamp>,
    /// By what that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated_by: Option<DatedBy>,
    /// How far the phone's clock was before the unit's, in milliseconds, where the unit's was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_ahead_ms: Option<i64>,
    /// From the start to no force.
    pub duration_ms: Millis,
    /// How it ended, as the unit saw it.
    pub cause: RecordCause,
    /// The most that was measured.
    pub greatest_mn: Force,
    /// All of it, as the unit wrote it.
    pub content: Base64,
}

/// Bytes that stand in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base64(pub Vec<u8>);

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64.decode(text).map(Self).map_err(serde::de::Error::custom)
    }
}

/// The person's answer to "Was this you?" of a record that no session of theirs started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordClaimed {
    /// The unit that has it.
    pub serial: String,
    /// Which of its records.
    pub number: RecordNumber,
    /// Whether it was.
    pub mine: bool,
}

/// A unit's records were looked through to their end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSynced {
    /// The unit.
    pub serial: String,
    /// How many came into the journal.
    pub new: u32,
    /// How many were there before.
    pub known: u32,
    /// How many are gone on the unit.
    pub deleted: u32,
    /// How many are somebody else's, or the unit's own, and wait there.
    pub not_ours: u32,
}
