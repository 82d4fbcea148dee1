//! Devices that the person has: each a record of the journal, under the unit's own number.

use nape_logic::device::records::sync;
use nape_logic::device::status::DeviceKind;
use nape_logic::modality::{Modality, Region};
use nape_logic::time::{Now, Timestamp};
use serde::{Deserialize, Serialize};

use super::DeviceCall;
use crate::engine::command::{Command, Reply};
use crate::engine::commits::{Effect, Pass};
use crate::engine::error::EngineError;
use crate::engine::handle::Engine;
use crate::engine::task::{Task, record_id};
use crate::link::DeviceAddress;
use crate::store::{NewRecord, StoredRecord};
use nape_logic::journal::chain::Payload;

/// The kind of record that a known device is.
const KIND: &str = "device";

/// A device that the person has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownDevice {
    /// The unit's own number.
    pub serial: String,
    /// By which address this phone reached it last; on another phone it may have another.
    pub address: String,
    /// Who made it, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<String>,
    /// Which model it is, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The version of its firmware, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firmware: Option<String>,
    /// The way of traction that it is for.
    pub modality: Modality,
    /// The parts of the spine.
    pub regions: Vec<Region>,
    /// It only measures.
    pub gauge: bool,
    /// It writes down what it runs.
    pub keeps_records: bool,
    /// When it was looked through last; not stored here.
    #[serde(skip)]
    pub synced: Option<Timestamp>,
}

impl Engine {
    /// The devices that the person has, in the order of their numbers.
    pub async fn known_devices(&self) -> Result<Vec<KnownDevice>, EngineError> {
        self.ask(|reply| Command::Device(DeviceCall::Known(reply))).await
    }

    /// Forgets a device: it is no longer among the known ones, and its bond is removed where the platform lets a program do
    /// that. Its records in the journal stay. Answers whether the bond is gone.
    pub async fn forget_device(&self, address: DeviceAddress) -> Result<bool, EngineError> {
        let radio = self.radio.get()?;
        // It may take a moment.
        let forgotten = self.where_waiting_is_allowed(move || radio.forget(&address)).await?;
        self.ask(|reply| Command::Device(DeviceCall::Forget(address, reply))).await?;
        match forgotten {
            Ok(()) => Ok(true),
            Err(crate::link::RadioError::ForgetInSettings) => Ok(false),
            Err(error) => Err(super::linking::trouble(&error)),
        }
    }
}

impl Task {
    pub(super) fn known_devices(&self) -> Result<Vec<KnownDevice>, EngineError> {
        let records = self.reader.records(KIND)?;
        let mut known: Vec<KnownDevice> = records.iter().filter_map(read).collect();
        for device in &mut known {
            device.synced = self.ledger.devices.last_synced(&device.serial);
        }
        known.sort_by(|one, other| one.serial.cmp(&other.serial));
        Ok(known)
    }

    /// Keeps what a unit says of itself, where that is news.
    pub(super) fn remember(&self, unit: &sync::Unit, address: &DeviceAddress, now: &Now, pass: &mut Pass) {
        let device = KnownDevice {
            serial: unit.serial.clone(),
            address: address.to_string(),
            maker: unit.maker.clone(),
            model: unit.model.clone(),
            firmware: unit.firmware.clone(),
            modality: unit.feature.modality,
            regions: unit.feature.regions.iter().copied().collect(),
            gauge: unit.feature.kind == DeviceKind::Gauge,
            keeps_records: unit.feature.records.is_some(),
            synced: None,
        };
        let kept = self.reader.latest_record(KIND, record_id(self.journal.id(), &name(&device.serial)));
        let known = kept.ok().flatten().as_ref().and_then(read);
        if known.as_ref() != Some(&device) {
            // A device is plain data: serialising it can't fail.
            let payload = serde_json::to_string(&device).unwrap_or_default();
            pass.records.push(self.revision_of(&device.serial, payload, false, now));
        }
    }

    pub(super) fn forget(&mut self, address: &DeviceAddress, reply: Reply<()>, now: &Now) {
        let known = match self.known_devices() {
            Ok(known) => known,
            Err(error) => return reply.done(Err(error)),
        };
        let gone = known.iter().filter(|device| device.address == address.to_string());
        let records =
            gone.map(|device| self.revision_of(&device.serial, "null".to_owned(), true, now)).collect();
        let effects: Vec<Effect> = vec![reply.when_durable(())];
        self.carry_out(Pass { records, effects, ..Pass::default() }, now);
    }

    fn revision_of(&self, serial: &str, payload: String, deleted: bool, now: &Now) -> NewRecord {
        NewRecord {
            kind: KIND.to_owned(),
            id: record_id(self.journal.id(), &name(serial)),
            at: now.wall,
            written: now.wall,
            deleted,
            payload: Payload(payload),
        }
    }
}

fn name(serial: &str) -> String {
    format!("{KIND}/{serial}")
}

fn read(record: &StoredRecord) -> Option<KnownDevice> {
    if record.deleted {
        return None;
    }
    serde_json::from_str(&record.payload.as_ref()?.0).ok()
}
