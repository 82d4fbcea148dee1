//! The port that a protocol fills so that records can be fetched, beside [`Driver`](crate::device::driver::Driver).
//! Nothing in it can move a device.

use std::fmt;

use crate::device::driver::FrameError;
use crate::device::link::{Characteristic, LinkRequest};
use crate::device::records::clock::DeviceClock;
use crate::device::records::record::{RecordDigest, RecordEntry, RecordNumber, SessionRecord};
use crate::device::status::Feature;

/// How one protocol keeps records.
pub trait RecordProtocol: fmt::Debug + Send {
    /// What to read once connected, in this order; the first says what the device is.
    fn unit_reads(&self) -> Vec<Characteristic>;

    /// Those among them that only name the unit; all that is asked of one without records.
    fn names(&self) -> Vec<Characteristic>;

    /// What to subscribe to before a request, in this order.
    fn record_subscriptions(&self) -> Vec<Characteristic>;

    /// The write that carries `request`.
    fn ask(&self, request: &RecordRequest) -> LinkRequest;

    /// The write that sets the device's clock to so many milliseconds since 1970.
    fn set_clock(&self, unix_millis: u64) -> LinkRequest;

    /// What these bytes say; total, whatever they are.
    fn read_report(&self, characteristic: Characteristic, bytes: &[u8]) -> Result<RecordReport, FrameError>;

    /// What a whole content says, once its length and its digest are right.
    fn record(&self, content: &[u8]) -> Result<SessionRecord, FrameError>;
}

/// What a device is asked about its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordRequest {
    /// How many there are.
    Number,
    /// An entry of each.
    List,
    /// The content of one from this byte on.
    Content {
        /// Of which.
        number: RecordNumber,
        /// The first byte that is wanted.
        offset: u32,
    },
    /// Delete this one, if this is what it says.
    Delete {
        /// Which.
        number: RecordNumber,
        /// Of its content.
        digest: RecordDigest,
    },
    /// End what is being reported.
    Abort,
}

/// What a device says of itself and of its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordReport {
    /// What it is.
    Feature(Box<Feature>),
    /// One of the texts that name it.
    Name(UnitName, String),
    /// Its clock.
    Clock(DeviceClock),
    /// One record of its list.
    Entry(RecordEntry),
    /// A part of a record's content.
    Fragment {
        /// The low half of its number.
        number_low: u16,
        /// Where it belongs.
        offset: u32,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// How many records there are.
    Number(u16),
    /// A request ended.
    Answer {
        /// Which.
        of: RecordRequestKind,
        /// How.
        result: RecordResult,
    },
}

/// A text that names a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitName {
    /// Who made it.
    Maker,
    /// Which model it is.
    Model,
    /// Its own for life.
    Serial,
    /// The version of its firmware.
    Firmware,
}

/// The kind of a [`RecordRequest`], as its answer names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordRequestKind {
    /// [`RecordRequest::Number`].
    Number,
    /// [`RecordRequest::List`] or [`RecordRequest::Content`].
    Report,
    /// [`RecordRequest::Delete`].
    Delete,
    /// [`RecordRequest::Abort`].
    Abort,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordResult {
    /// Done, or reported to its end.
    Success,
    /// There is no such record, or none at all.
    NotFound,
    /// Ended before its end, or another request was being answered.
    NotCompleted,
    /// Nothing was being reported.
    NothingToAbort,
    /// The record says something else; nothing was deleted.
    DigestDiffers,
    /// The device is pulling.
    Busy,
    /// The device takes the request for wrong or does not know it.
    Refused(u8),
}
