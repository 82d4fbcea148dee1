//! The link to a traction device: requests go out, events come in, nothing blocks.
//!
//! | file | link |
//! |---|---|
//! | `simulated` | a device or a gauge in software, on the caller's clock |
//!
//! A link is polled, like everything the engine owns. A link that hears from the outside wakes the engine by
//! the [`Notify`] it was given; one that lives on the caller's clock says when it wants to be polled.

mod simulated;

use std::sync::Arc;

use nape_logic::device::link::{LinkEvent, LinkRequest};
use nape_logic::time::Elapsed;
use nape_logic::units::Force;
use tokio::sync::Notify;

pub use simulated::{SimulatedLink, fault_names};

/// The link port.
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
