//! A Bluetooth stack that the app lends: `CoreBluetooth` with restoration, Android's own under a foreground service, anything.
//!
//! | file | answers |
//! |---|---|
//! | `port` | what is asked of the stack? |
//! | `events` | how does it tell what happens, and who hears it? |
//! | `calls` | on which threads is it called, and what if it blocks or throws? |
//! | `link` | how is a request made, and a connection begun and ended? |
//! | `connection` | which request waits for which, until when, and what of all that is told counts? |
//! | `scan` | which devices are there? |
//! | `pairing` | how do steps come out and answers go in? |
//!
//! Nothing of it is trusted: order, deadlines, one answer to each request and the end of a connection are kept here, so that each
//! stack gets them for free. What is told too late, twice or of something else is dropped; what the device sent never is.

mod calls;
mod connection;
mod events;
mod link;
mod pairing;
mod port;
mod scan;

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use tokio::sync::Notify;

use self::calls::{Calls, Way};
use self::link::ForeignLink;
use self::pairing::{ForeignPairing, PAIRED_WITHIN};
use self::scan::ForeignScan;
use super::{
    AddressForm, Availability, DeviceAddress, Link, Pairing, PasskeySource, Radio, RadioError, Scan,
};

pub use events::{Heard, NativeEvents};
pub use port::{CallFailed, NativeBluetooth, Ticket, WriteCall};

/// How long the stack may take to remove a bond, as the port says.
const FORGOTTEN_WITHIN: Duration = Duration::from_secs(3);

/// A radio over a lent stack.
pub struct ForeignRadio {
    calls: Arc<Calls>,
    events: Arc<NativeEvents>,
    pairing_patience: Duration,
}

impl ForeignRadio {
    /// Starts to listen to the stack, which is called on threads of its own from now on.
    pub fn start(port: &Arc<dyn NativeBluetooth>) -> Result<Self, RadioError> {
        Self::with_patience(port, PAIRED_WITHIN)
    }

    /// The same, with so much time for a pairing.
    pub fn with_patience(port: &Arc<dyn NativeBluetooth>, patience: Duration) -> Result<Self, RadioError> {
        let events = Arc::<NativeEvents>::default();
        let (told, failed) = (Arc::clone(&events), Arc::clone(&events));
        // Who can't be told of anything has no Bluetooth to lend.
        let calls = Calls::start(
            port,
            move |port| port.begin(told),
            move || failed.availability(Availability::Unsupported),
        )?;
        Ok(Self { calls, events, pairing_patience: patience })
    }
}

impl Radio for ForeignRadio {
    fn attach(&self, wake: Arc<Notify>) {
        self.events.attach(wake);
    }

    fn availability(&self) -> Availability {
        self.events.standing()
    }

    fn scan(&self, services: &[u128]) -> Result<Box<dyn Scan>, RadioError> {
        match self.availability() {
            Availability::Ready | Availability::Unknown => {}
            availability => return Err(RadioError::Unavailable(availability)),
        }
        Ok(Box::new(ForeignScan::begin(&self.calls, &self.events, services)))
    }

    fn link(&self, address: &DeviceAddress) -> Result<Box<dyn Link>, RadioError> {
        if address.form() != AddressForm::OF_THIS_PLATFORM {
            return Err(RadioError::ForeignAddress);
        }
        Ok(Box::new(ForeignLink::new(&self.calls, &self.events, *address)))
    }

    fn pair(&self, address: &DeviceAddress, passkey: PasskeySource) -> Box<dyn Pairing> {
        let patience = self.pairing_patience;
        Box::new(ForeignPairing::begin(&self.calls, &self.events, address, passkey, patience))
    }

    fn forget(&self, address: &DeviceAddress) -> Result<(), RadioError> {
        let number = self.calls.number();
        let (done, outcome) = channel();
        self.events.forget(number, done);
        let (address, failed) = (*address, Arc::clone(&self.events));
        self.calls.make(
            Way::Ordinary,
            move |port| port.forget(number, &address),
            move || failed.forgotten(number, Err(RadioError::Other("not taken".to_owned()))),
        );
        let outcome = outcome.recv_timeout(FORGOTTEN_WITHIN).unwrap_or(Err(RadioError::TimedOut));
        self.events.forgotten(number, Err(RadioError::TimedOut));
        outcome
    }
}
