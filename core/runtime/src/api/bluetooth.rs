//! A Bluetooth stack that the app lends instead of the one that Nape brings: `CoreBluetooth` with restoration after a kill, Android's
//! own under a foreground service. It converts; order, deadlines and what counts are the link's (`docs/integration`).

use std::sync::Arc;

use nape_logic::device::link::{Characteristic, DisconnectReason, LinkFailure};
use nape_logic::document::FieldError;
use uuid::Uuid;

use super::device::BluetoothState;
use super::error::NapeError;
use crate::engine::{
    Availability, CallFailed, DeviceAddress, EngineError, ForeignRadio, Heard, NativeBluetooth, NativeEvents,
    PairingFailure, PairingStep, Radio, RadioError, Ticket, WriteCall,
};

/// A Bluetooth stack of the app's own. Each call returns at once; what comes of it is told to the events by the number that it was
/// asked with, from any thread. A call that throws is a failed request.
///
/// The calls come from two threads of Nape's own: `connect`, `disconnect`, `cancel_pairing` and writes without response on one, so
/// that a Stop waits for nothing, everything else on the other. At most one read, write with response or subscription is under way
/// in a connection.
#[uniffi::export(rust, foreign)]
pub trait BluetoothPort: Send + Sync {
    /// Comes before every other call, once: keep `events`, and tell it how Bluetooth stands.
    fn begin(&self, events: Arc<BluetoothEvents>) -> Result<(), NapeError>;

    /// Look for devices that advertise one of these services (lower-case UUIDs), or for all where there is none, until
    /// `stop_looking`: `found`, `scan_failed`. Several searches may run at once.
    fn look(&self, scan: u64, services: Vec<String>) -> Result<(), NapeError>;

    /// Look no more.
    fn stop_looking(&self, scan: u64) -> Result<(), NapeError>;

    /// Connect, find the services, ask for the largest MTU: `connected`, `connect_failed`.
    fn connect(&self, connection: u64, address: String) -> Result<(), NapeError>;

    /// End the connection, or the attempt at it: `disconnected`. What was written before goes first.
    fn disconnect(&self, connection: u64) -> Result<(), NapeError>;

    /// Have notifications or indications of this characteristic delivered: `done`, `failed`, and `notified` from then on.
    fn subscribe(&self, connection: u64, request: u64, characteristic: String) -> Result<(), NapeError>;

    /// Read this characteristic: `done` with its value, `failed`.
    fn read(&self, connection: u64, request: u64, characteristic: String) -> Result<(), NapeError>;

    /// Write a value: `done` once the device confirmed it, or, without response, once the radio has it; `failed`. One without
    /// response waits for nothing that is under way.
    fn write(
        &self,
        connection: u64,
        request: u64,
        characteristic: String,
        value: Vec<u8>,
        with_response: bool,
    ) -> Result<(), NapeError>;

    /// Pair, or have the system pair: `pairing`. A passkey that is known (0 to 999,999) need not be asked for.
    fn pair(&self, pairing: u64, address: String, passkey: Option<u32>) -> Result<(), NapeError>;

    /// The passkey that `PasskeyWanted` asked for.
    fn answer_passkey(&self, pairing: u64, passkey: u32) -> Result<(), NapeError>;

    /// Whether the device shows the number of `ConfirmNumber` too.
    fn answer_number(&self, pairing: u64, same: bool) -> Result<(), NapeError>;

    /// Give the pairing up.
    fn cancel_pairing(&self, pairing: u64) -> Result<(), NapeError>;

    /// Remove the bond with this device, within 3 s: `forgotten`.
    fn forget(&self, forgetting: u64, address: String) -> Result<(), NapeError>;
}

/// Why a request failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum BluetoothFailure {
    /// No such device, service or characteristic.
    NotFound,
    /// The system gave up waiting.
    TimedOut,
    /// The app may not use Bluetooth.
    NotPermitted,
    /// Bluetooth is off or starting again.
    AdapterOff,
    /// The link is not paired well enough.
    NotAuthenticated,
    /// The device refused.
    Rejected,
    /// Anything else.
    Other,
}

/// Why a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum BluetoothEnd {
    /// `disconnect` was called.
    Requested,
    /// The device ended it.
    ByDevice,
    /// The device is not heard any more.
    LinkLost,
    /// One side no longer has the bond.
    BondLost,
    /// Bluetooth was switched off or started again.
    AdapterOff,
    /// The app may not use Bluetooth any more.
    NotPermitted,
    /// The system did not say.
    Unknown,
}

/// How far a pairing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum BluetoothPairing {
    /// The device is being connected.
    Connecting,
    /// The six digits on the device are wanted: `answer_passkey`. Not where the system asks by itself.
    PasskeyWanted,
    /// The device shows a number too: `answer_number`.
    ConfirmNumber {
        /// The number, 0 to 999,999.
        number: u32,
    },
    /// There is a bond.
    Done,
    /// No device of this address answers.
    NotFound,
    /// The digits were not the device's.
    WrongPasskey,
    /// The device, or the person at the system's dialogue, refused.
    Refused,
    /// It took too long.
    TimedOut,
    /// It was given up.
    Cancelled,
    /// It failed otherwise.
    Failed,
}

/// What became of a bond that was to be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum BluetoothForgotten {
    /// It is gone, or there was none.
    Gone,
    /// Apps can't: the person does it in the system's settings.
    InSettings,
    /// It failed.
    Failed,
}

/// A device that was heard; Nape checks all of it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HeardDevice {
    /// Its address as this platform has it: six bytes in hexadecimal with colons, on Apple's systems an identifier.
    pub address: String,
    /// The name that it sends.
    pub name: Option<String>,
    /// How strongly it is heard, in dBm.
    pub signal_dbm: Option<i16>,
    /// The UUIDs of the services that it advertises.
    pub services: Vec<String>,
    /// Whether there is a bond with it, where the system says so.
    pub paired: Option<bool>,
}

/// Whom a lent stack tells what happens, from any thread. No call waits, and none calls back; what nobody waits for is dropped.
#[derive(uniffi::Object)]
pub struct BluetoothEvents(Arc<NativeEvents>);

#[uniffi::export]
impl BluetoothEvents {
    /// How Bluetooth stands: once after `begin`, and at each change.
    pub fn state(&self, state: BluetoothState) {
        self.0.availability(match state {
            BluetoothState::Ready => Availability::Ready,
            BluetoothState::Off => Availability::Off,
            BluetoothState::NotPermitted => Availability::NotPermitted,
            BluetoothState::Unsupported => Availability::Unsupported,
            BluetoothState::Resetting => Availability::Resetting,
            BluetoothState::Unknown => Availability::Unknown,
        });
    }

    /// A device was heard; as often as the system says so.
    pub fn found(&self, scan: u64, device: HeardDevice) {
        let HeardDevice { address, name, signal_dbm, services, paired } = device;
        // What is no UUID is no service that anybody looks for.
        let services = services.iter().filter_map(|service| Some(Uuid::try_parse(service).ok()?.as_u128()));
        let heard = Heard { address, name, signal_dbm, services: services.collect(), paired };
        self.0.found(scan, &heard);
    }

    /// A search ended by itself, or could not begin.
    pub fn scan_failed(&self, scan: u64, why: BluetoothFailure) {
        self.0.scan_failed(
            scan,
            match why {
                BluetoothFailure::NotPermitted => RadioError::Unavailable(Availability::NotPermitted),
                BluetoothFailure::AdapterOff => RadioError::Unavailable(Availability::Off),
                BluetoothFailure::TimedOut => RadioError::TimedOut,
                other => RadioError::Other(format!("{other:?}")),
            },
        );
    }

    /// A connection is there and its services are known. `mtu` is the ATT MTU, 23 where the system tells none.
    pub fn connected(&self, connection: u64, mtu: u16) {
        self.0.connected(connection, mtu);
    }

    /// A connection did not come about.
    pub fn connect_failed(&self, connection: u64, why: BluetoothFailure) {
        self.0.connect_failed(connection, why.into());
    }

    /// A request was carried out; `value` is what was read, and empty for everything else.
    pub fn done(&self, connection: u64, request: u64, value: Vec<u8>) {
        self.0.done(Ticket { connection, request }, value);
    }

    /// A request failed.
    pub fn failed(&self, connection: u64, request: u64, why: BluetoothFailure) {
        self.0.failed(Ticket { connection, request }, why.into());
    }

    /// A notification or an indication came. `BadInput` where the characteristic is no UUID.
    pub fn notified(&self, connection: u64, characteristic: String, value: Vec<u8>) -> Result<(), NapeError> {
        let Ok(uuid) = Uuid::try_parse(&characteristic) else {
            let allowed = "a 128-bit UUID with hyphens";
            return Err(FieldError::new("characteristic", "not a UUID", allowed).into());
        };
        self.0.notified(connection, Characteristic::new(uuid.as_u128()), value);
        Ok(())
    }

    /// A connection is over, whoever ended it.
    pub fn disconnected(&self, connection: u64, why: BluetoothEnd) {
        self.0.disconnected(connection, why.into());
    }

    /// A pairing went on, or ended.
    pub fn pairing(&self, pairing: u64, step: BluetoothPairing) {
        self.0.pairing(pairing, step.into());
    }

    /// A bond is gone, or not.
    pub fn forgotten(&self, forgetting: u64, outcome: BluetoothForgotten) {
        self.0.forgotten(
            forgetting,
            match outcome {
                BluetoothForgotten::Gone => Ok(()),
                BluetoothForgotten::InSettings => Err(RadioError::ForgetInSettings),
                BluetoothForgotten::Failed => Err(RadioError::Other("not removed".to_owned())),
            },
        );
    }
}

/// The shell's stack as the engine's radio; none where it lends none.
pub(super) fn radio(lent: Option<Arc<dyn BluetoothPort>>) -> Result<Option<Arc<dyn Radio>>, NapeError> {
    let Some(port) = lent else { return Ok(None) };
    let port: Arc<dyn NativeBluetooth> = Arc::new(Lent(port));
    let radio = ForeignRadio::start(&port).map_err(|error| EngineError::Port(error.to_string()))?;
    Ok(Some(Arc::new(radio)))
}

struct Lent(Arc<dyn BluetoothPort>);

fn taken(result: Result<(), NapeError>) -> Result<(), CallFailed> {
    // The error's words are the stack's own and may name a device.
    result.map_err(|_| CallFailed)
}

impl NativeBluetooth for Lent {
    fn begin(&self, events: Arc<NativeEvents>) -> Result<(), CallFailed> {
        taken(self.0.begin(Arc::new(BluetoothEvents(events))))
    }

    fn look(&self, scan: u64, services: &[u128]) -> Result<(), CallFailed> {
        let services = services.iter().map(|service| Uuid::from_u128(*service).to_string());
        taken(self.0.look(scan, services.collect()))
    }

    fn stop_looking(&self, scan: u64) -> Result<(), CallFailed> {
        taken(self.0.stop_looking(scan))
    }

    fn connect(&self, connection: u64, address: &DeviceAddress) -> Result<(), CallFailed> {
        taken(self.0.connect(connection, address.to_string()))
    }

    fn disconnect(&self, connection: u64) -> Result<(), CallFailed> {
        taken(self.0.disconnect(connection))
    }

    fn subscribe(&self, ticket: Ticket, characteristic: Characteristic) -> Result<(), CallFailed> {
        taken(self.0.subscribe(ticket.connection, ticket.request, characteristic.to_string()))
    }

    fn read(&self, ticket: Ticket, characteristic: Characteristic) -> Result<(), CallFailed> {
        taken(self.0.read(ticket.connection, ticket.request, characteristic.to_string()))
    }

    fn write(&self, ticket: Ticket, write: WriteCall) -> Result<(), CallFailed> {
        let WriteCall { characteristic, value, with_response } = write;
        let Ticket { connection, request } = ticket;
        taken(self.0.write(connection, request, characteristic.to_string(), value, with_response))
    }

    fn pair(&self, pairing: u64, address: &DeviceAddress, passkey: Option<u32>) -> Result<(), CallFailed> {
        taken(self.0.pair(pairing, address.to_string(), passkey))
    }

    fn answer_passkey(&self, pairing: u64, passkey: u32) -> Result<(), CallFailed> {
        taken(self.0.answer_passkey(pairing, passkey))
    }

    fn answer_number(&self, pairing: u64, same: bool) -> Result<(), CallFailed> {
        taken(self.0.answer_number(pairing, same))
    }

    fn cancel_pairing(&self, pairing: u64) -> Result<(), CallFailed> {
        taken(self.0.cancel_pairing(pairing))
    }

    fn forget(&self, forgetting: u64, address: &DeviceAddress) -> Result<(), CallFailed> {
        taken(self.0.forget(forgetting, address.to_string()))
    }
}

impl From<BluetoothFailure> for LinkFailure {
    fn from(why: BluetoothFailure) -> Self {
        match why {
            BluetoothFailure::NotFound => Self::NotFound,
            BluetoothFailure::TimedOut => Self::TimedOut,
            BluetoothFailure::NotPermitted => Self::NotPermitted,
            BluetoothFailure::AdapterOff => Self::AdapterOff,
            BluetoothFailure::NotAuthenticated => Self::NotAuthenticated,
            BluetoothFailure::Rejected => Self::Rejected,
            BluetoothFailure::Other => Self::Other,
        }
    }
}

impl From<BluetoothEnd> for DisconnectReason {
    fn from(why: BluetoothEnd) -> Self {
        match why {
            BluetoothEnd::Requested => Self::Requested,
            BluetoothEnd::ByDevice => Self::ByDevice,
            BluetoothEnd::LinkLost => Self::LinkLost,
            BluetoothEnd::BondLost => Self::BondLost,
            BluetoothEnd::AdapterOff => Self::AdapterOff,
            BluetoothEnd::NotPermitted => Self::NotPermitted,
            BluetoothEnd::Unknown => Self::Unknown,
        }
    }
}

impl From<BluetoothPairing> for PairingStep {
    fn from(step: BluetoothPairing) -> Self {
        match step {
            BluetoothPairing::Connecting => Self::Connecting,
            BluetoothPairing::PasskeyWanted => Self::PasskeyWanted,
            BluetoothPairing::ConfirmNumber { number } => Self::ConfirmNumber(number),
            BluetoothPairing::Done => Self::Done,
            BluetoothPairing::NotFound => Self::Failed(PairingFailure::NotFound),
            BluetoothPairing::WrongPasskey => Self::Failed(PairingFailure::WrongPasskey),
            BluetoothPairing::Refused => Self::Failed(PairingFailure::Refused),
            BluetoothPairing::TimedOut => Self::Failed(PairingFailure::TimedOut),
            BluetoothPairing::Cancelled => Self::Failed(PairingFailure::Cancelled),
            BluetoothPairing::Failed => Self::Failed(PairingFailure::Other),
        }
    }
}
