//! What goes into the fetching of records and comes out of it.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use crate::device::link::{DisconnectReason, LinkFailure, LinkRequest};
use crate::device::records::clock::DeviceClock;
use crate::device::records::record::{RecordDigest, RecordEntry, RecordNumber, SessionRecord};
use crate::device::status::Feature;

/// Which device this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its own number for life.
    pub serial: String,
    /// Who made it, where it says so.
    pub maker: Option<String>,
    /// Which model it is, where it says so.
    pub model: Option<String>,
    /// The version of its firmware, where it says so.
    pub firmware: Option<String>,
    /// What it can do.
    pub feature: Feature,
    /// Its clock, as it was asked; one that keeps no records has none.
    pub clock: Option<DeviceClock>,
}

/// What the journal has of a device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The session tokens of this journal: a record with another one is somebody else's (P3).
    pub tokens: BTreeSet<NonZeroU32>,
    /// Records without a token of ours that the person said are theirs.
    pub claimed: BTreeSet<RecordNumber>,
    /// What was kept and perhaps not yet deleted there, each with all contents that were kept under its number.
    pub kept: BTreeMap<RecordNumber, BTreeSet<RecordDigest>>,
    /// What was fetched of records before a cut.
    pub parts: BTreeMap<RecordNumber, Vec<u8>>,
}

impl Known {
    pub(super) fn is_own(&self, entry: &RecordEntry) -> bool {
        entry.token.is_some_and(|token| self.tokens.contains(&token)) || self.claimed.contains(&entry.number)
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes of the records that are fetched.
    pub done: u64,
    /// Bytes of all that are to be.
    pub total: u64,
}

/// What is to be done or made known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// To the link.
    Link(LinkRequest),
    /// It is known which device this is; [`RecordSync::begin`](super::RecordSync::begin) goes on.
    Identified(Box<Unit>),
    /// A record of somebody else, or of the unit's own button: "Was this you?" (P3).
    NotOurs(RecordEntry),
    /// A record that was kept before, and will be deleted there now.
    KeptBefore(RecordNumber),
    /// The first bytes of a record, all that there are so far, to be kept in place of earlier ones.
    KeepPart {
        /// Of which.
        number: RecordNumber,
        /// From its first byte on.
        bytes: Vec<u8>,
    },
    /// A whole record, to be kept for good; [`RecordSync::kept`](super::RecordSync::kept) goes on.
    Keep {
        /// As the device wrote it.
        content: Vec<u8>,
        /// What that says.
        record: Box<SessionRecord>,
    },
    /// The device no longer has this one.
    Deleted(RecordNumber),
    /// The device would not delete it; it stays kept.
    NotDeleted(RecordNumber),
    /// What the device has under this number is no record; it stays there.
    Damaged(RecordNumber),
    /// How far it is.
    Progress(Progress),
    /// It is over, and the connection is gone.
    Finished(SyncEnd),
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncEnd {
    /// Nothing of ours is left on the device.
    Done,
    /// The device keeps no records.
    KeepsNone,
    /// No connection came about, or it is no device that this protocol knows.
    NotReached(LinkFailure),
    /// What it says of itself makes no sense, or is of another version of the protocol.
    Unintelligible,
    /// It asks for a pairing that proves who is there.
    NotPairedEnough,
    /// It is pulling.
    Busy,
    /// It no longer answers.
    Stalled,
    /// The journal could not take what came.
    NotKept,
    /// The caller gave up.
    Stopped,
    /// The connection broke.
    Lost(DisconnectReason),
}
