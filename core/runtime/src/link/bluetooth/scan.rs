//! A scan over btleplug.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use btleplug::api::{Central as _, Peripheral as _};
use btleplug::platform::{Adapter, Peripheral, PeripheralId};
use nape_logic::device::profile_v1::TRACTION_SERVICE;
use tokio::sync::{Notify, oneshot};
use uuid::Uuid;

use super::hub::{Heard, Hub};
use super::search::{address_of, is_paired};
use super::thread::Alive;
use crate::link::outbox::Outbox;
use crate::link::{Availability, DeviceAddress, Found, RadioError, Scan, shown_name};

/// The caller's end; dropping it ends the scan.
pub(super) struct BluetoothScan {
    found: Arc<Outbox<Found>>,
    trouble: Arc<Mutex<Option<RadioError>>>,
    _wanted: oneshot::Sender<()>,
}

impl BluetoothScan {
    /// The scan, and its work for the Bluetooth thread.
    pub(super) fn new(
        hub: Arc<Hub>,
        services: &[u128],
        alive: Alive,
    ) -> (Self, impl Future<Output = ()> + use<>) {
        let (wanted, mut unwanted) = oneshot::channel();
        let scan = Self { found: Outbox::new(), trouble: Arc::default(), _wanted: wanted };
        let (found, trouble) = (Arc::clone(&scan.found), Arc::clone(&scan.trouble));
        let mut search =
            Search { services: services.to_vec(), told: HashMap::new(), found: Arc::clone(&scan.found) };
        let work = async move {
            let _alive = alive;
            tokio::select! {
                _ = &mut unwanted => {}
                error = search.run(&hub) => {
                    *trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    found.wake();
                }
            }
        };
        (scan, work)
    }
}

impl Scan for BluetoothScan {
    fn attach(&mut self, wake: Arc<Notify>) {
        self.found.attach(wake);
    }

    fn poll(&mut self) -> Option<Found> {
        self.found.pop()
    }

    fn trouble(&self) -> Option<RadioError> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

struct Search {
    services: Vec<u128>,
    /// How each device was told last.
    told: HashMap<DeviceAddress, Found>,
    found: Arc<Outbox<Found>>,
}

impl Search {
    /// Tells what is heard, until nothing can be heard any more.
    async fn run(&mut self, hub: &Hub) -> RadioError {
        let adapter = match hub.adapter().await {
            Ok(adapter) => adapter,
            Err(availability) => return RadioError::Unavailable(availability),
        };
        let mut heard = hub.listen();
        let _looking = hub.discovery.look_for(self.services.iter().copied());
        // What another search hears already is not told anew by the platform. What has no signal is only remembered.
        for device in adapter.peripherals().await.unwrap_or_default() {
            self.look_at(hub, &device, true).await;
        }
        while let Some(heard) = heard.recv().await {
            match heard {
                Heard::Device(id) => self.hear(hub, &adapter, &id).await,
                Heard::AdapterOff => return RadioError::Unavailable(hub.availability()),
                Heard::NoSearch(error) => return error,
                Heard::Disconnected(_) | Heard::Reason(..) => {}
            }
        }
        RadioError::Unavailable(Availability::Unsupported)
    }

    async fn hear(&mut self, hub: &Hub, adapter: &Adapter, id: &PeripheralId) {
        if let Ok(device) = adapter.peripheral(id).await {
            self.look_at(hub, &device, false).await;
        }
    }

    async fn look_at(&mut self, hub: &Hub, device: &Peripheral, only_with_signal: bool) {
        let (Some(address), Ok(Some(known))) = (address_of(device), device.properties().await) else {
            return;
        };
        if only_with_signal && known.rssi.is_none() {
            return;
        }
        let offers = |service: u128| known.services.contains(&Uuid::from_u128(service));
        // The platform's filter is the union of all searches, and what it remembers passes it unasked.
        if !self.services.is_empty() && !self.services.iter().any(|service| offers(*service)) {
            return;
        }
        let name = known.advertisement_name.as_deref().or(known.local_name.as_deref());
        let found = Found {
            address,
            name: name.filter(|name| !is_address(name, &address)).and_then(shown_name),
            signal_dbm: known.rssi,
            offers_traction: offers(TRACTION_SERVICE),
            paired: is_paired(hub, device).await,
        };
        if self.told.get(&address).is_none_or(|told| found.differs_from(told)) {
            self.told.insert(address, found.clone());
            self.found.push(found);
        }
    }
}

/// BlueZ calls a device without a name by its address, with hyphens.
fn is_address(name: &str, address: &DeviceAddress) -> bool {
    name.replace('-', ":").eq_ignore_ascii_case(&address.to_string())
}
