//! A search by a lent stack: what it hears is checked here, each device once and again where it changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nape_logic::device::profile_v1::TRACTION_SERVICE;
use tokio::sync::Notify;

use super::NativeEvents;
use super::calls::{Calls, Way};
use super::events::Heard;
use crate::link::outbox::Outbox;
use crate::link::{DeviceAddress, Found, RadioError, Scan, shown_name};

/// What a search found so far.
pub(super) struct Sighted {
    services: Vec<u128>,
    found: Arc<Outbox<Found>>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    /// How each device was told last.
    told: HashMap<DeviceAddress, Found>,
    trouble: Option<RadioError>,
}

impl Sighted {
    pub(super) fn hear(&self, heard: &Heard) {
        let mut inner = self.lock();
        let Ok(address) = heard.address.parse::<DeviceAddress>() else {
            tracing::debug!("a lent Bluetooth stack named a device by no address of this platform");
            return;
        };
        let offers = |service: &u128| heard.services.contains(service);
        // A stack may hear more than it was asked to.
        if inner.trouble.is_some() || !(self.services.is_empty() || self.services.iter().any(offers)) {
            return;
        }
        let name = heard.name.as_deref().filter(|name| !name.eq_ignore_ascii_case(&heard.address));
        let found = Found {
            address,
            name: name.and_then(shown_name),
            signal_dbm: heard.signal_dbm.filter(|signal| SIGNALS.contains(signal)),
            offers_traction: offers(&TRACTION_SERVICE),
            paired: heard.paired,
        };
        if inner.told.get(&address).is_none_or(|told| found.differs_from(told)) {
            inner.told.insert(address, found.clone());
            self.found.push(found);
        }
    }

    pub(super) fn end(&self, why: RadioError) {
        self.lock().trouble.get_or_insert(why);
        self.found.wake();
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a signal can be, in dBm (Core specification, HCI LE Advertising Report); 127 says that it is not known.
const SIGNALS: std::ops::RangeInclusive<i16> = -127..=20;

/// The caller's end; dropping it ends the search.
pub(super) struct ForeignScan {
    number: u64,
    calls: Arc<Calls>,
    events: Arc<NativeEvents>,
    sighted: Arc<Sighted>,
}

impl ForeignScan {
    pub(super) fn begin(calls: &Arc<Calls>, events: &Arc<NativeEvents>, services: &[u128]) -> Self {
        let number = calls.number();
        let sighted =
            Arc::new(Sighted { services: services.to_vec(), found: Outbox::new(), inner: Mutex::default() });
        events.look(number, Arc::clone(&sighted));
        let (services, failed) = (services.to_vec(), Arc::clone(&sighted));
        calls.make(
            Way::Ordinary,
            move |port| port.look(number, &services),
            move || failed.end(RadioError::Other("the search was not taken".to_owned())),
        );
        Self { number, calls: Arc::clone(calls), events: Arc::clone(events), sighted }
    }
}

impl Scan for ForeignScan {
    fn attach(&mut self, wake: Arc<Notify>) {
        self.sighted.found.attach(wake);
    }

    fn poll(&mut self) -> Option<Found> {
        self.sighted.found.pop()
    }

    fn trouble(&self) -> Option<RadioError> {
        self.sighted.lock().trouble.clone()
    }
}

impl Drop for ForeignScan {
    fn drop(&mut self) {
        self.events.stop_looking(self.number);
        let number = self.number;
        self.calls.make(Way::Ordinary, move |port| port.stop_looking(number), || {});
    }
}
