//! What becomes of a subscription, a read or a write of the central (sections 1 and 9).

use super::Device;
use crate::codes::Characteristic;
use crate::options::Features;
use crate::radio::{RadioEvent, Refusal};

/// The smallest ATT MTU.
const LEAST_MTU: u16 = 23;
/// Opcode and handle of an ATT write, which the MTU also carries.
const WRITE_OVERHEAD: u16 = 3;

impl Device {
    pub(super) fn mtu(&self) -> u16 {
        self.options.mtu.max(LEAST_MTU)
    }

    /// There is a link, and the unit has this characteristic.
    fn reach(&self, characteristic: Characteristic) -> Result<(), Refusal> {
        let is_there = self.options.features.has(Features::KEEPS_RECORDS) || !characteristic.is_of_records();
        match (self.radio.is_connected(), is_there) {
            (false, _) => Err(Refusal::NotConnected),
            (true, false) => Err(Refusal::NotFound),
            (true, true) => Ok(()),
        }
    }

    pub(super) fn subscribe(&mut self, characteristic: Characteristic, now: u64) {
        let event = match self.take_subscription(characteristic) {
            Ok(()) => RadioEvent::Subscribed(characteristic),
            Err(reason) => RadioEvent::SubscribeFailed { characteristic, reason },
        };
        self.radio.send(now, event);
    }

    fn take_subscription(&mut self, characteristic: Characteristic) -> Result<(), Refusal> {
        self.reach(characteristic)?;
        if !characteristic.is_subscribed_to() {
            return Err(Refusal::NotPermitted);
        }
        self.firmware.may_subscribe(characteristic)?;
        self.firmware.subscribe(characteristic);
        Ok(())
    }

    pub(super) fn read(&mut self, characteristic: Characteristic, now: u64) {
        let value = self.reach(characteristic).and_then(|()| {
            let value = self.text(characteristic).or_else(|| self.firmware.read(characteristic, now));
            value.ok_or(Refusal::NotPermitted)
        });
        let event = match value {
            Ok(value) => RadioEvent::ReadDone { characteristic, value },
            Err(reason) => RadioEvent::ReadFailed { characteristic, reason },
        };
        self.radio.send(now, event);
    }

    /// The texts of the Device Information service.
    fn text(&self, characteristic: Characteristic) -> Option<Vec<u8>> {
        let information = &self.options.information;
        let text = match characteristic {
            Characteristic::ManufacturerName => &information.manufacturer,
            Characteristic::ModelNumber => &information.model,
            Characteristic::SerialNumber => &information.serial,
            Characteristic::FirmwareRevision => &information.firmware,
            _ => return None,
        };
        Some(text.as_bytes().to_vec())
    }

    pub(super) fn write(
        &mut self,
        characteristic: Characteristic,
        value: &[u8],
        with_response: bool,
        now: u64,
    ) {
        match self.take_write(characteristic, value, with_response, now) {
            Ok(()) if with_response => self.radio.send(now, RadioEvent::Written { characteristic }),
            Ok(()) => {}
            Err(reason) => self.radio.send(now, RadioEvent::WriteFailed { characteristic, reason }),
        }
    }

    fn take_write(
        &mut self,
        characteristic: Characteristic,
        value: &[u8],
        with_response: bool,
        now: u64,
    ) -> Result<(), Refusal> {
        self.reach(characteristic)?;
        // A Stop is a Stop whatever it holds, however long it is.
        if characteristic == Characteristic::Stop {
            self.firmware.stop(now);
            return Ok(());
        }
        if !characteristic.is_written_with_response() || !with_response {
            return Err(Refusal::NotPermitted);
        }
        self.firmware.may_write(characteristic)?;
        if value.len() > usize::from(self.mtu() - WRITE_OVERHEAD) {
            return Err(Refusal::TooLong);
        }
        match characteristic {
            Characteristic::Clock => {
                self.firmware.write_clock(value, now);
                Ok(())
            }
            Characteristic::RecordAccess => self.firmware.write_record_access(value, now),
            _ => self.firmware.write_control(value, now),
        }
    }
}
