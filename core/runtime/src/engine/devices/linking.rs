//! Which link leads to which device.

use std::sync::{Arc, Mutex, PoisonError};

use nape_logic::device::records::record::RecordNumber;
use nape_logic::time::Now;
use nape_logic::units::Force;

use super::{Unit, device_error};
use crate::engine::error::EngineError;
use crate::engine::start::Device;
use crate::engine::task::Task;
use crate::link::{
    Availability, BluetoothRadio, DeviceAddress, Link, Radio, RadioError, RanBefore, SimulatedLink,
};

impl Task {
    /// A link to what is to pull.
    pub(in crate::engine) fn session_link(
        &mut self,
        device: &Device,
        now: &Now,
    ) -> Result<Box<dyn Link>, EngineError> {
        match device {
            Device::Simulated { seed } => Ok(Box::new(SimulatedLink::home_unit(*seed, now.elapsed))),
            Device::At(address) => self.radio_link(address),
            Device::None | Device::SimulatedGauge { .. } => {
                Err(EngineError::Internal("nothing there pulls by itself"))
            }
        }
    }

    /// A link to a device whose records are to be fetched; nothing is asked of it yet.
    pub(super) fn record_link(&mut self, unit: &Unit, now: &Now) -> Result<Box<dyn Link>, EngineError> {
        match unit {
            Unit::Simulated { seed } => Ok(Box::new(self.remembering(*seed, now))),
            Unit::At(address) => self.radio_link(address),
        }
    }

    fn radio_link(&mut self, address: &DeviceAddress) -> Result<Box<dyn Link>, EngineError> {
        let mut link = self.radio.get()?.link(address).map_err(|error| trouble(&error))?;
        link.attach(Arc::clone(&self.wake));
        Ok(link)
    }

    /// A unit in software with a record of each simulated session that the journal has none of.
    fn remembering(&self, seed: u64, now: &Now) -> SimulatedLink {
        let devices = &self.ledger.devices;
        let mut sessions: Vec<RanBefore> = devices
            .sessions()
            .filter(|(_, linked)| linked.simulated)
            .filter_map(|(token, linked)| {
                let session = self.ledger.session(linked.session)?;
                Some(RanBefore {
                    token,
                    began: session.started,
                    duration: session.duration,
                    hold: session.force.unwrap_or(Force::ZERO),
                    region: session.region,
                })
            })
            .collect();
        sessions.sort_by_key(|session| (session.began.unix_millis(), session.token));
        let known = devices.known(SimulatedLink::SERIAL);
        let is_gone = |number: RecordNumber| known.kept.contains_key(&number);
        SimulatedLink::remembering(seed, &sessions, is_gone, now.elapsed)
    }
}

/// The platform's Bluetooth: one that the shell gave, or the one that the program brings, started when it is first needed.
#[derive(Default)]
pub(in crate::engine) struct OwnRadio(Mutex<Option<Arc<dyn Radio>>>);

impl OwnRadio {
    pub(in crate::engine) fn given(radio: Option<Arc<dyn Radio>>) -> Self {
        Self(Mutex::new(radio))
    }

    pub(in crate::engine) fn get(&self) -> Result<Arc<dyn Radio>, EngineError> {
        let mut radio = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(radio) = &*radio {
            return Ok(Arc::clone(radio));
        }
        let started: Arc<dyn Radio> = Arc::new(BluetoothRadio::start().map_err(|error| trouble(&error))?);
        *radio = Some(Arc::clone(&started));
        Ok(started)
    }
}

/// Why there is no link.
pub(super) fn trouble(error: &RadioError) -> EngineError {
    device_error(match error {
        RadioError::Unavailable(Availability::Off | Availability::Resetting) => {
            "traction-device-bluetooth-off"
        }
        RadioError::Unavailable(Availability::NotPermitted) => "traction-device-bluetooth-not-permitted",
        RadioError::Unavailable(_) => "traction-device-bluetooth-not-there",
        _ => "traction-device-not-reached",
    })
}
