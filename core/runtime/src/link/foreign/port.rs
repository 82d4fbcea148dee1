//! What a platform's own stack does for the link: calls go in, return at once, and what comes of them is told to
//! [`NativeEvents`]. Nothing is expected of whoever carries them out but that.

use std::sync::Arc;

use nape_logic::device::link::Characteristic;
use thiserror::Error;

use super::NativeEvents;
use crate::link::DeviceAddress;

/// A call that the stack did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the lent Bluetooth did not take a call")]
pub struct CallFailed;

/// Which request of which connection; no two of one connection have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket {
    /// The connection.
    pub connection: u64,
    /// The request.
    pub request: u64,
}

/// A value that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteCall {
    /// Where to.
    pub characteristic: Characteristic,
    /// What.
    pub value: Vec<u8>,
    /// Whether the device confirms it.
    pub with_response: bool,
}

/// A Bluetooth stack that somebody else brings.
///
/// The calls come from two threads of the radio's own, one of them for what must not wait: `connect`, `disconnect` and writes
/// without response. Everything that was asked by a number is answered by that number.
pub trait NativeBluetooth: Send + Sync {
    /// Comes first, and once: whom to tell what happens, and how Bluetooth stands now.
    fn begin(&self, events: Arc<NativeEvents>) -> Result<(), CallFailed>;

    /// Look for devices that advertise at least one of these services, or for all where none is named, until told otherwise.
    fn look(&self, scan: u64, services: &[u128]) -> Result<(), CallFailed>;

    /// Look no more.
    fn stop_looking(&self, scan: u64) -> Result<(), CallFailed>;

    /// Connect, find the services, ask for the MTU.
    fn connect(&self, connection: u64, address: &DeviceAddress) -> Result<(), CallFailed>;

    /// End the connection, or the attempt; what was written before goes first.
    fn disconnect(&self, connection: u64) -> Result<(), CallFailed>;

    /// Have notifications or indications of this characteristic delivered.
    fn subscribe(&self, ticket: Ticket, characteristic: Characteristic) -> Result<(), CallFailed>;

    /// Read this characteristic.
    fn read(&self, ticket: Ticket, characteristic: Characteristic) -> Result<(), CallFailed>;

    /// Write a value. One without response passes whatever is under way, and is done once the radio has it.
    fn write(&self, ticket: Ticket, write: WriteCall) -> Result<(), CallFailed>;

    /// Pair. A passkey that is known already is not asked for.
    fn pair(&self, pairing: u64, address: &DeviceAddress, passkey: Option<u32>) -> Result<(), CallFailed>;

    /// The six digits that were asked for.
    fn answer_passkey(&self, pairing: u64, passkey: u32) -> Result<(), CallFailed>;

    /// Whether the device shows the same number.
    fn answer_number(&self, pairing: u64, same: bool) -> Result<(), CallFailed>;

    /// Give the pairing up.
    fn cancel_pairing(&self, pairing: u64) -> Result<(), CallFailed>;

    /// Remove the bond with this device.
    fn forget(&self, forgetting: u64, address: &DeviceAddress) -> Result<(), CallFailed>;
}
