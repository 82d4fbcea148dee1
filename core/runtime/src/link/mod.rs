//! The link to a traction device: requests go out, events come in, nothing blocks.
//!
//! | file | holds |
//! |---|---|
//! | `address` | the address by which a platform knows a device |
//! | `bluetooth` | a platform's Bluetooth through btleplug |
//! | `foreign` | a Bluetooth stack that the app lends |
//! | `outbox` | what waits to be polled, and who is woken by it |
//! | `radio` | the radio port: availability, scan, pairing, forgetting, and where a link comes from |
//! | `remembering` | a simulated unit that has records of what ran on it |
//! | `simulated` | a link to a device or a gauge in software, on the caller's clock |
//!
//! A link is polled, like everything the engine owns. A link that hears from the outside wakes the engine by
//! the [`Notify`] it was given; one that lives on the caller's clock says when it wants to be polled.

mod address;
mod bluetooth;
mod foreign;
mod outbox;
mod radio;
mod remembering;
mod simulated;

use std::sync::Arc;

use nape_logic::device::link::{LinkEvent, LinkRequest};
use nape_logic::time::Elapsed;
use nape_logic::units::Force;
use tokio::sync::Notify;

pub use address::{AddressForm, DeviceAddress};
pub use bluetooth::BluetoothRadio;
pub use foreign::{CallFailed, ForeignRadio, Heard, NativeBluetooth, NativeEvents, Ticket, WriteCall};
pub use radio::{
    Availability, Found, GREATEST_PASSKEY, Pairing, PairingFailure, PairingStep, PasskeySource, Radio,
    RadioError, Scan, shown_name,
};
pub use remembering::RanBefore;
pub use simulated::{SimulatedLink, fault_names};

/// The link port.
///
/// A link keeps to this, whatever is behind it; `tests/link` holds each one to it:
/// - Requests that the device answers are carried out one after the other, in their order. A write without response
///   waits for none of them, nor does [`LinkRequest::Disconnect`], which waits only for such writes.
/// - Each request is answered once, by its own event or by the [`LinkEvent::Disconnected`] that ended it. One that
///   is made without a connection fails, but for `Disconnect`, whose answer is `Disconnected`.
/// - Whatever the device or the platform does, an answer comes: a request that takes too long fails.
/// - Nothing that a device sent comes after `Disconnected`, nor in a later connection.
/// - A notification is delivered only where it was subscribed to in this connection, and none is dropped.
/// - A dropped link disconnects by itself, after the writes without response that it was given.
pub trait Link: Send {
    /// Gives the link its way to wake the engine.
    fn attach(&mut self, wake: Arc<Notify>) {
        let _ = wake;
    }

    /// Sets a request going and returns at once; what comes of it is an event.
    fn request(&mut self, request: LinkRequest, now: Elapsed);

    /// The next event that has come by `now`.
    fn poll(&mut self, now: Elapsed) -> Option<LinkEvent>;

    /// When the link wants to be polled, where it does not wake the engine by itself.
    fn poll_timeout(&self) -> Option<Elapsed>;

    /// Says how strongly the person is asked to pull by hand now, where the person is simulated too.
    fn guide(&mut self, target: Force, now: Elapsed) {
        let _ = (target, now);
    }

    /// Injects a fault by its name; `false` where the link can't.
    fn inject(&mut self, fault: &str, now: Elapsed) -> bool {
        let _ = (fault, now);
        false
    }

    /// Whether nothing real is at the other end (E9).
    fn is_simulated(&self) -> bool {
        false
    }
}
