//! Devices outside a session: which are known, and what they wrote down.
//!
//! | file | idea |
//! |---|---|
//! | here | the calls and their answers |
//! | `known` | the devices that the person has |
//! | `looking` | looking for devices, and pairing |
//! | `visiting` | how is a device now, and does it let go? |
//! | `examining` | does it keep to the profile? |
//! | `holding` | who has a device while it is looked at? |
//! | `syncing` | records are fetched, kept and then deleted on the device |
//! | `keeping` | a record becomes a fact, and where it was no session of ours, a session |
//! | `linking` | which link leads to which device |

mod examining;
mod holding;
mod keeping;
mod known;
mod linking;
mod looking;
mod syncing;
mod visiting;

use nape_logic::device::records::record::RecordNumber;
use nape_logic::id::SessionId;
use nape_logic::text::Message;
use nape_logic::time::{Millis, Now, Timestamp};

pub(super) use holding::Held;
use holding::Hold;
pub use known::KnownDevice;
pub(super) use linking::OwnRadio;
pub use looking::PairingAnswers;
pub(super) use syncing::Syncing;
pub use visiting::DeviceNow;

use super::command::{Command, Reply};
use super::error::EngineError;
use super::handle::Engine;
use super::task::Task;
use crate::link::DeviceAddress;

/// Which device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// One in software, which remembers the simulated sessions of the journal.
    Simulated {
        /// The seed of its radio.
        seed: u64,
    },
    /// One that the radio knows.
    At(DeviceAddress),
}

/// What to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncRequest {
    /// From which device.
    pub unit: Unit,
    /// The person's answers to "Was this you?".
    pub claims: Vec<(RecordNumber, bool)>,
}

/// What became of the records of a device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncReport {
    /// The unit's own number.
    pub serial: String,
    /// Who made it, where it says so.
    pub maker: Option<String>,
    /// Which model it is, where it says so.
    pub model: Option<String>,
    /// The version of its firmware, where it says so.
    pub firmware: Option<String>,
    /// The records that came into the journal, each with its session.
    pub new: Vec<(RecordNumber, Option<SessionId>)>,
    /// How many the journal had before.
    pub known: u32,
    /// How many are gone on the device.
    pub deleted: u32,
    /// Those of somebody else, or that were begun at the unit: "Was this you?" (P3).
    pub not_ours: Vec<NotOurs>,
    /// Those that are no records; they stay on the device.
    pub damaged: Vec<RecordNumber>,
    /// How far the phone's clock was before the unit's, in milliseconds, where the unit's was set.
    pub phone_ahead_ms: Option<i64>,
}

/// A record that no session of this journal began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotOurs {
    /// Which.
    pub number: RecordNumber,
    /// When it began, by the unit's clock, where that was set.
    pub began: Option<Timestamp>,
    /// How long it lasted.
    pub duration: Millis,
    /// Begun by the unit's own button, by nobody's phone.
    pub at_unit: bool,
    /// The person said that it was not them.
    pub disowned: bool,
}

/// How far the fetching is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SyncProgress {
    /// Fetched.
    pub done: u64,
    /// Of so many.
    pub total: u64,
}

/// Calls about devices.
pub(super) enum DeviceCall {
    Sync(SyncRequest, Reply<SyncReport>),
    StopSync(Reply<()>),
    Known(Reply<Vec<KnownDevice>>),
    Forget(DeviceAddress, Reply<()>),
    Hold(Reply<Hold>),
}

impl Engine {
    /// Fetches what a device wrote down; what is the person's own is kept and then deleted there. What a cut leaves is
    /// fetched the next time. A session that begins ends it.
    pub async fn sync_device(&self, request: SyncRequest) -> Result<SyncReport, EngineError> {
        self.ask(|reply| Command::Device(DeviceCall::Sync(request, reply))).await
    }

    /// Ends the fetching; does nothing where there is none.
    pub async fn stop_sync(&self) -> Result<(), EngineError> {
        self.ask(|reply| Command::Device(DeviceCall::StopSync(reply))).await
    }
}

impl Task {
    pub(super) fn device_call(&mut self, call: DeviceCall, now: &Now) {
        match call {
            DeviceCall::Sync(request, reply) => self.sync(request, reply, now),
            DeviceCall::Known(reply) => reply.done(self.known_devices()),
            DeviceCall::Forget(address, reply) => self.forget(&address, reply, now),
            DeviceCall::Hold(reply) => reply.done(self.hold_device()),
            DeviceCall::StopSync(reply) => {
                self.stop_sync(now);
                reply.done(Ok(()));
            }
        }
    }
}

fn device_error(key: &'static str) -> EngineError {
    EngineError::Device(Message::new(key))
}
