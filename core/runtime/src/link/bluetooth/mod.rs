//! A platform's Bluetooth through btleplug: BlueZ on Linux, the systems' own on phones and other desktops.
//!
//! | file | answers |
//! |---|---|
//! | `thread` | on which thread does all of it run, and when does that end? |
//! | `hub` | is Bluetooth there, and what is heard of which device? |
//! | `discovery` | what is searched for, on behalf of all who look? |
//! | `search` | which device has this address? |
//! | `scan` | which devices are there? |
//! | `link` | how is a request made, and a connection begun and ended? |
//! | `connection` | what happens while it is there? |
//! | `lane` | which request waits for which? |
//! | `failure` | what does a platform's error mean? |
//! | `pairing` | how do steps come out and answers go in? |
//! | `agent` | how is a pairing asked for, and ended? (Linux) |
//! | `questions` | what does BlueZ ask meanwhile? (Linux) |
//! | `dialogue` | how is a system brought to ask the person itself? (elsewhere) |
//! | `bluez` | what does BlueZ offer that btleplug does not? (Linux) |
//!
//! Requests go to the thread over channels without bounds, events come back over outboxes: no call from outside waits,
//! a drop neither. On Android `btleplug::platform::init` must have been called by the library's entry.

#[cfg(target_os = "linux")]
mod agent;
#[cfg(target_os = "linux")]
mod bluez;
mod connection;
#[cfg_attr(
    target_os = "linux",
    expect(dead_code, reason = "BlueZ has no dialogue; compiled here too, where it is looked after")
)]
mod dialogue;
mod discovery;
mod failure;
mod hub;
mod lane;
mod link;
mod pairing;
#[cfg(target_os = "linux")]
mod questions;
mod scan;
mod search;
mod thread;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use self::hub::Hub;
use self::link::BluetoothLink;
use self::pairing::BluetoothPairing;
use self::scan::BluetoothScan;
use self::thread::Thread;
use super::{
    AddressForm, Availability, DeviceAddress, Link, Pairing, PasskeySource, Radio, RadioError, Scan,
};

/// This machine's Bluetooth.
pub struct BluetoothRadio {
    hub: Arc<Hub>,
    thread: Thread,
}

impl BluetoothRadio {
    /// Starts to listen to the platform, on a thread of its own.
    pub fn start() -> Result<Self, RadioError> {
        let hub = Hub::new();
        let thread = Thread::start(Arc::clone(&hub));
        let thread = thread.map_err(|_| RadioError::Other("no thread".to_owned()))?;
        Ok(Self { hub, thread })
    }

    /// Waits until every link that was dropped has disconnected; `false` where some are still there after `patience`.
    /// A program that ends without it may leave a device connected.
    pub fn finish(self, patience: Duration) -> bool {
        self.thread.finish(patience)
    }
}

impl Radio for BluetoothRadio {
    fn attach(&self, wake: Arc<Notify>) {
        self.hub.attach(wake);
    }

    fn availability(&self) -> Availability {
        self.hub.availability()
    }

    fn scan(&self, services: &[u128]) -> Result<Box<dyn Scan>, RadioError> {
        match self.hub.availability() {
            // Not known yet: the scan waits for the platform's first word.
            Availability::Ready | Availability::Unknown => {}
            availability => return Err(RadioError::Unavailable(availability)),
        }
        let (scan, work) = BluetoothScan::new(Arc::clone(&self.hub), services, self.thread.alive());
        self.thread.handle().spawn(work);
        Ok(Box::new(scan))
    }

    fn link(&self, address: &DeviceAddress) -> Result<Box<dyn Link>, RadioError> {
        if address.form() != AddressForm::OF_THIS_PLATFORM {
            return Err(RadioError::ForeignAddress);
        }
        let (link, work) = BluetoothLink::new(Arc::clone(&self.hub), *address, self.thread.alive());
        self.thread.handle().spawn(work);
        Ok(Box::new(link))
    }

    fn pair(&self, address: &DeviceAddress, passkey: PasskeySource) -> Box<dyn Pairing> {
        let (pairing, conversation) = BluetoothPairing::new();
        let (hub, address, alive) = (Arc::clone(&self.hub), *address, self.thread.alive());
        self.thread.handle().spawn(async move {
            let _alive = alive;
            #[cfg(target_os = "linux")]
            agent::pair(hub, address, passkey, conversation).await;
            #[cfg(not(target_os = "linux"))]
            {
                let _ = passkey;
                dialogue::pair(hub, address, conversation).await;
            }
        });
        Box::new(pairing)
    }

    #[cfg(target_os = "linux")]
    fn forget(&self, address: &DeviceAddress) -> Result<(), RadioError> {
        let (done, outcome) = std::sync::mpsc::channel();
        let (hub, address) = (Arc::clone(&self.hub), *address);
        self.thread.handle().spawn(async move {
            let _ = done.send(bluez::forget(&hub, &address).await);
        });
        outcome.recv_timeout(bluez::FORGOTTEN_WITHIN).unwrap_or(Err(RadioError::TimedOut))
    }

    #[cfg(not(target_os = "linux"))]
    fn forget(&self, _: &DeviceAddress) -> Result<(), RadioError> {
        Err(RadioError::ForgetInSettings)
    }
}
