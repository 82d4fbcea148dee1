//! One search of the platform for all who look for something: a platform runs one at a time for each program.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[cfg(not(target_os = "linux"))]
use btleplug::api::{Central as _, ScanFilter};
use btleplug::platform::Adapter;
use tokio::sync::Notify;
#[cfg(target_os = "linux")]
use tokio::time::timeout;
use uuid::Uuid;

#[cfg(target_os = "linux")]
use super::bluez::path_of_adapter;
use super::failure;
use super::hub::{Heard, Hub};
use crate::link::RadioError;

/// BlueZ answers at once; what does not answer for so long is no search.
#[cfg(target_os = "linux")]
const ANSWERED_WITHIN: std::time::Duration = std::time::Duration::from_secs(30);

/// Which services are looked for; none means all devices.
type Services = BTreeSet<Uuid>;

/// See the module.
#[derive(Default)]
pub(super) struct Discovery(Arc<Shared>);

#[derive(Default)]
struct Shared {
    wanted: Mutex<Wanted>,
    changed: Notify,
}

#[derive(Default)]
struct Wanted {
    next: u64,
    by: BTreeMap<u64, Services>,
}

impl Wanted {
    /// What to search for so that everybody hears what they look for; `None` where nobody looks.
    fn together(&self) -> Option<Services> {
        if self.by.is_empty() {
            return None;
        }
        let looks_for_all = self.by.values().any(BTreeSet::is_empty);
        Some(if looks_for_all { Services::new() } else { self.by.values().flatten().copied().collect() })
    }
}

/// One who looks, until this is dropped.
pub(super) struct Looking {
    shared: Arc<Shared>,
    number: u64,
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.shared.lock().by.remove(&self.number);
        self.shared.changed.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Discovery {
    /// Has devices with one of these services searched for; with any where none is named.
    pub(super) fn look_for(&self, services: impl IntoIterator<Item = u128>) -> Looking {
        let services = services.into_iter().map(Uuid::from_u128).collect();
        let mut wanted = self.0.lock();
        let number = wanted.next;
        wanted.next += 1;
        wanted.by.insert(number, services);
        drop(wanted);
        self.0.changed.notify_one();
        Looking { shared: Arc::clone(&self.0), number }
    }

    /// The adapter came or went.
    pub(super) fn look_again(&self) {
        self.0.changed.notify_one();
    }

    /// Keeps the platform's search as wide as what is wanted.
    pub(super) async fn keep(&self, hub: &Hub) {
        let mut running: Option<Services> = None;
        loop {
            let adapter = hub.adapter_now();
            let wanted = self.0.lock().together();
            match adapter {
                // With the adapter its search is gone too.
                None => running = None,
                Some(_) if wanted == running => {}
                Some(adapter) => {
                    if running.take().is_some() {
                        stop(hub, &adapter).await;
                    }
                    if let Some(services) = wanted {
                        match start(hub, &adapter, &services).await {
                            Ok(()) => running = Some(services),
                            Err(error) => hub.tell(&Heard::NoSearch(error)),
                        }
                    }
                }
            }
            self.0.changed.notified().await;
        }
    }
}

/// Starts the platform's search; one whose adapter is off is refused.
#[cfg(target_os = "linux")]
async fn start(hub: &Hub, adapter: &Adapter, services: &Services) -> Result<(), RadioError> {
    let path = path_of_adapter(adapter).await.map_err(|error| failure::radio_error(&error))?;
    let starting = hub.bluez.start_search(&path, services.iter().copied());
    let started = timeout(ANSWERED_WITHIN, starting).await.map_err(|_| RadioError::TimedOut)?;
    started.map_err(|error| failure::of_bluez(&error))
}

#[cfg(target_os = "linux")]
async fn stop(hub: &Hub, _: &Adapter) {
    let _ = timeout(ANSWERED_WITHIN, hub.bluez.stop_search()).await;
}

#[cfg(not(target_os = "linux"))]
async fn start(_: &Hub, adapter: &Adapter, services: &Services) -> Result<(), RadioError> {
    let filter = ScanFilter { services: services.iter().copied().collect() };
    adapter.start_scan(filter).await.map_err(|error| failure::radio_error(&error))
}

#[cfg(not(target_os = "linux"))]
async fn stop(_: &Hub, adapter: &Adapter) {
    let _ = adapter.stop_scan().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_is_as_wide_as_those_who_look_need() {
        let discovery = Discovery::default();
        let together = || discovery.0.lock().together().map(|services| services.len());
        assert_eq!(together(), None);
        let one = discovery.look_for([1]);
        let other = discovery.look_for([1, 2]);
        assert_eq!(together(), Some(2));
        let all = discovery.look_for([]);
        assert_eq!(together(), Some(0), "no service named: all devices");
        drop(all);
        drop(other);
        assert_eq!(together(), Some(1));
        drop(one);
        assert_eq!(together(), None);
    }
}
