//! Devices outside a session: looking for them, pairing, what they wrote down. Records and calls.

use std::sync::Arc;
use std::time::Duration;

use nape_logic::device::records::record::RecordNumber;
use nape_logic::document::FieldError;
use nape_logic::time::Timestamp;
use serde::Serialize;

use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::words::{Modality, Region};
use crate::engine::{self, GREATEST_PASSKEY, PairingAnswers};

/// A device that the person has.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct KnownDevice {
    /// By which address this phone reached it last.
    pub address: String,
    /// The unit's own number.
    pub serial: String,
    /// Who made it, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maker: Option<String>,
    /// Which model it is, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The version of its firmware, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firmware: Option<String>,
    /// The way of traction that it is for.
    pub modality: Modality,
    /// The parts of the spine.
    pub regions: Vec<Region>,
    /// It only measures.
    pub gauge: bool,
    /// It writes down what it runs.
    pub keeps_records: bool,
    /// When its records were looked through last (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synced: Option<String>,
}

/// A device that was heard.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct FoundDevice {
    /// Its address.
    pub address: String,
    /// What it calls itself, fit to be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How strongly it was heard, in dBm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal_dbm: Option<i16>,
    /// Whether this machine is paired with it, where the platform says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paired: Option<bool>,
}

/// Whether Bluetooth can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BluetoothState {
    /// It can.
    Ready,
    /// It is switched off.
    Off,
    /// The program may not use it.
    NotPermitted,
    /// There is none.
    Unsupported,
    /// It is starting again.
    Resetting,
    /// The platform has not said.
    Unknown,
}

/// Which device is looked at, or has its records fetched.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum RecordSource {
    /// One in software, which remembers the simulated sessions of the journal.
    Simulated {
        /// The seed of its radio.
        seed: u64,
    },
    /// One in reach.
    At {
        /// Its address.
        address: String,
    },
}

/// The person's answer to "Was this you?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct RecordClaim {
    /// Which record.
    pub number: u32,
    /// Whether it was them.
    pub mine: bool,
}

/// What became of a device's records.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct SyncReport {
    /// The unit's own number.
    pub serial: String,
    /// How many records came into the journal.
    pub records_new: u32,
    /// How many it had before.
    pub records_known: u32,
    /// How many are gone on the device, each after it was in the journal for good.
    pub deleted_on_device: u32,
    /// How many are nobody's session of this journal; they wait on the device.
    pub not_ours: u32,
    /// The records that came, each with its session.
    pub new: Vec<SyncedRecord>,
    /// Those that wait: "Was this you?".
    pub waiting: Vec<WaitingRecord>,
    /// Those that are no records; they stay on the device.
    pub damaged: Vec<u32>,
    /// How far this machine's clock was before the unit's, in milliseconds, where the unit's was set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_ahead_ms: Option<i64>,
}

/// A record that came into the journal.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct SyncedRecord {
    /// Which of the unit's.
    pub number: u32,
    /// The session that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

/// A record that no session of this journal began.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct WaitingRecord {
    /// Which of the unit's.
    pub number: u32,
    /// When it began by the unit's clock, where that was set (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub began: Option<String>,
    /// How long it lasted, in milliseconds.
    pub duration_ms: u64,
    /// It was begun by the unit's own button.
    pub at_unit: bool,
    /// The person said that it was not them.
    pub disowned: bool,
}

/// Answers for the person while a device is being paired, where the system has no dialogue of its own. Called on a thread of
/// its own, so it may take as long as a person does.
#[uniffi::export(rust, foreign)]
pub trait PairingPort: Send + Sync {
    /// The six digits that the device shows or that are printed on it, 0 to 999,999; none to give up.
    fn passkey(&self) -> Result<Option<u32>, NapeError>;

    /// Whether the device shows this number too.
    fn shows(&self, number: u32) -> Result<bool, NapeError>;
}

/// Hears of each device that is found.
#[uniffi::export(rust, foreign)]
pub trait FoundPort: Send + Sync {
    /// One more.
    fn found(&self, device: FoundDevice) -> Result<(), NapeError>;
}

#[uniffi::export]
impl Nape {
    /// Whether Bluetooth can be used.
    pub async fn bluetooth(&self) -> Result<BluetoothState, NapeError> {
        Ok(self.engine.bluetooth().await?.into())
    }

    /// Looks for traction devices for so long (up to 120,000 ms): each that was heard, the nearest first. `found` hears of
    /// each at once.
    pub async fn find_devices(
        &self,
        for_ms: u32,
        found: Option<Arc<dyn FoundPort>>,
    ) -> Result<Vec<FoundDevice>, NapeError> {
        if !(1..=LONGEST_SCAN_MS).contains(&for_ms) {
            let allowed = format!("1 to {LONGEST_SCAN_MS}");
            return Err(FieldError::new("for_ms", "out of range", allowed).into());
        }
        let told = move |one: &engine::Found| {
            if let Some(port) = &found {
                // Whoever does not want to hear of it gets the list all the same.
                let _ = port.found(one.clone().into());
            }
        };
        let found = self.engine.find_devices(Duration::from_millis(for_ms.into()), told).await?;
        Ok(found.into_iter().map(FoundDevice::from).collect())
    }

    /// Pairs with a device in reach, and fetches what it wrote down; it is a known device then. `passkey` is what is printed on
    /// the device or came by its code (0 to 999,999); else `answers` is asked.
    pub async fn pair_device(
        &self,
        address: String,
        passkey: Option<u32>,
        answers: Option<Arc<dyn PairingPort>>,
    ) -> Result<KnownDevice, NapeError> {
        let at = parsed(&address)?;
        if passkey.is_some_and(|passkey| passkey > GREATEST_PASSKEY) {
            return Err(FieldError::new("passkey", "out of range", format!("0 to {GREATEST_PASSKEY}")).into());
        }
        self.engine.pair_device(&at, passkey, Arc::new(Answers(answers))).await?;
        let unit = engine::Unit::At(at);
        match self.engine.sync_device(engine::SyncRequest { unit, claims: Vec::new() }).await {
            // It is known by its names then, and has nothing to fetch.
            Ok(_) => {}
            Err(engine::EngineError::Device(message)) if message.key == "traction-device-keeps-none" => {}
            Err(error) => return Err(error.into()),
        }
        let known = self.engine.known_devices().await?;
        let one = known.into_iter().find(|known| known.address == at.to_string());
        one.map(KnownDevice::from)
            .ok_or_else(|| NapeError::NotFound { detail: "there is no device of this address".to_owned() })
    }

    /// The devices that the person has.
    pub async fn known_devices(&self) -> Result<Vec<KnownDevice>, NapeError> {
        Ok(self.engine.known_devices().await?.into_iter().map(KnownDevice::from).collect())
    }

    /// Forgets a device; what it wrote down stays in the journal. Answers whether the bond is gone too: where a platform does
    /// not let a program do that, the person does it in the system's settings.
    pub async fn forget_device(&self, address: String) -> Result<bool, NapeError> {
        Ok(self.engine.forget_device(parsed(&address)?).await?)
    }

    /// Fetches what a device wrote down: what is the person's own comes into the journal and is then deleted there; the rest
    /// waits (P3). What is cut short goes on the next time. A session that begins ends it.
    pub async fn sync_device(
        &self,
        source: RecordSource,
        claims: Vec<RecordClaim>,
    ) -> Result<SyncReport, NapeError> {
        let unit = unit(source)?;
        let claims = claims.into_iter().map(|claim| (RecordNumber(claim.number), claim.mine)).collect();
        Ok(self.engine.sync_device(engine::SyncRequest { unit, claims }).await?.into())
    }

    /// Ends the fetching; does nothing where there is none.
    pub async fn stop_sync(&self) -> Result<(), NapeError> {
        Ok(self.engine.stop_sync().await?)
    }
}

const LONGEST_SCAN_MS: u32 = 120_000;

pub(super) fn unit(source: RecordSource) -> Result<engine::Unit, NapeError> {
    Ok(match source {
        RecordSource::Simulated { seed } => engine::Unit::Simulated { seed },
        RecordSource::At { address } => engine::Unit::At(parsed(&address)?),
    })
}

fn parsed(address: &str) -> Result<engine::DeviceAddress, NapeError> {
    Ok(convert::address("address", address)?)
}

/// Nobody there gives up.
struct Answers(Option<Arc<dyn PairingPort>>);

impl PairingAnswers for Answers {
    fn passkey(&self) -> Option<u32> {
        self.0.as_ref()?.passkey().ok()?
    }

    fn shows(&self, number: u32) -> bool {
        self.0.as_ref().is_some_and(|port| port.shows(number).unwrap_or(false))
    }
}

impl From<engine::KnownDevice> for KnownDevice {
    fn from(known: engine::KnownDevice) -> Self {
        Self {
            address: known.address,
            serial: known.serial,
            maker: known.maker,
            model: known.model,
            firmware: known.firmware,
            modality: known.modality.into(),
            regions: known.regions.into_iter().map(Region::from).collect(),
            gauge: known.gauge,
            keeps_records: known.keeps_records,
            synced: known.synced.map(Timestamp::to_rfc3339),
        }
    }
}

impl From<engine::Found> for FoundDevice {
    fn from(found: engine::Found) -> Self {
        let engine::Found { address, name, signal_dbm, paired, .. } = found;
        Self { address: address.to_string(), name, signal_dbm, paired }
    }
}

impl From<engine::Availability> for BluetoothState {
    fn from(availability: engine::Availability) -> Self {
        use engine::Availability;
        match availability {
            Availability::Ready => Self::Ready,
            Availability::Off => Self::Off,
            Availability::NotPermitted => Self::NotPermitted,
            Availability::Unsupported => Self::Unsupported,
            Availability::Resetting => Self::Resetting,
            Availability::Unknown => Self::Unknown,
        }
    }
}

impl From<engine::SyncReport> for SyncReport {
    fn from(report: engine::SyncReport) -> Self {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let new = report.new.iter().map(|(number, session)| SyncedRecord {
            number: number.0,
            session: session.map(|session| session.to_string()),
        });
        let waiting = report.not_ours.iter().map(|one| WaitingRecord {
            number: one.number.0,
            began: one.began.map(Timestamp::to_rfc3339),
            duration_ms: one.duration.get(),
            at_unit: one.at_unit,
            disowned: one.disowned,
        });
        Self {
            records_new: count(report.new.len()),
            records_known: report.known,
            deleted_on_device: report.deleted,
            not_ours: count(report.not_ours.len()),
            new: new.collect(),
            waiting: waiting.collect(),
            damaged: report.damaged.iter().map(|number| number.0).collect(),
            phone_ahead_ms: report.phone_ahead_ms,
            serial: report.serial,
        }
    }
}
