//! The words between the controller and any link: a real radio, a phone's own stack, a simulator.
//!
//! A link carries out requests in the order in which it gets them and reports each one once. It decides nothing.

use std::fmt;

/// The name of one characteristic: its 128-bit UUID, which only drivers understand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Characteristic(u128);

impl Characteristic {
    /// The characteristic of this UUID.
    pub const fn new(uuid: u128) -> Self {
        Self(uuid)
    }

    /// The characteristic to which the Bluetooth SIG assigned this number.
    pub const fn assigned(number: u16) -> Self {
        const BASE: u128 = 0x0000_0000_0000_1000_8000_0080_5f9b_34fb;
        Self(BASE + ((number as u128) << 96))
    }

    /// The UUID as a number.
    pub const fn uuid(self) -> u128 {
        self.0
    }
}

impl fmt::Display for Characteristic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        uuid::Uuid::from_u128(self.0).fmt(f)
    }
}

impl fmt::Debug for Characteristic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a link is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkRequest {
    /// Connect, find the services, be ready for the rest.
    Connect,
    /// Have every notification or indication of this characteristic delivered.
    Subscribe(Characteristic),
    /// Read this characteristic once.
    Read(Characteristic),
    /// Write a value.
    Write {
        /// Where to.
        characteristic: Characteristic,
        /// What, at most 20 bytes.
        value: Vec<u8>,
        /// Whether the device's stack confirms it. Without, it is reported written once the radio has it, and
        /// it need not wait for a confirmed write that is under way.
        with_response: bool,
    },
    /// Drop the connection.
    Disconnect,
}

/// Which request an event speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestKind {
    /// [`LinkRequest::Connect`].
    Connect,
    /// [`LinkRequest::Subscribe`].
    Subscribe(Characteristic),
    /// [`LinkRequest::Read`].
    Read(Characteristic),
    /// [`LinkRequest::Write`]; the device may have got it all the same.
    Write(Characteristic),
    /// [`LinkRequest::Disconnect`].
    Disconnect,
}

/// What a link reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkEvent {
    /// Connected, services known.
    Connected {
        /// The ATT MTU, at least 23.
        mtu: u16,
    },
    /// Notifications of this characteristic come from now on.
    Subscribed(Characteristic),
    /// A read was answered.
    ReadDone {
        /// Which characteristic.
        characteristic: Characteristic,
        /// Its value, as it came.
        value: Vec<u8>,
    },
    /// A write was confirmed, or handed to the radio where no confirmation was asked for.
    Written(Characteristic),
    /// A notification or an indication came.
    Notified {
        /// Of which characteristic.
        characteristic: Characteristic,
        /// Its value, as it came.
        value: Vec<u8>,
    },
    /// A request failed; the connection stands unless [`LinkEvent::Disconnected`] follows.
    Failed {
        /// Which request.
        request: RequestKind,
        /// Why.
        reason: LinkFailure,
    },
    /// The connection ended, whoever ended it.
    Disconnected {
        /// Why.
        reason: DisconnectReason,
    },
}

/// Why a request failed, the same words for every platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkFailure {
    /// No device of this address answers, or it lacks the service or characteristic.
    NotFound,
    /// The platform gave up waiting.
    TimedOut,
    /// The app may not use Bluetooth.
    NotPermitted,
    /// Bluetooth is off or being reset.
    AdapterOff,
    /// The link is not paired well enough for this request.
    NotAuthenticated,
    /// The device refused the request.
    Rejected,
    /// Anything else.
    Other,
}

/// Why a connection ended, the same words for every platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisconnectReason {
    /// Nape asked for it.
    Requested,
    /// The device ended it.
    ByDevice,
    /// The device was no longer heard: out of range, or without power.
    LinkLost,
    /// One side no longer has the bond.
    BondLost,
    /// Bluetooth was switched off or reset.
    AdapterOff,
    /// The permission to use Bluetooth was taken away.
    NotPermitted,
    /// The platform did not say.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_characteristic_is_shown_as_its_uuid() {
        let characteristic = Characteristic::new(0x4e61_0001_7065_4f3b_8a1c_5d2e_9b70_4c16);
        assert_eq!(characteristic.to_string(), "4e610001-7065-4f3b-8a1c-5d2e9b704c16");
    }
}
