//! The one place that listens to the platform: whether Bluetooth is there, and what is heard of which device.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use btleplug::api::{Central as _, CentralEvent, CentralState, Manager as _};
use btleplug::platform::{Adapter, Manager, PeripheralId};
use futures_util::StreamExt as _;
use nape_logic::device::link::DisconnectReason;
use tokio::sync::{Notify, mpsc, watch};
use tokio::time::{sleep, timeout};

#[cfg(target_os = "linux")]
use super::bluez::Bluez;
use super::discovery::Discovery;
use super::failure;
use crate::link::{Availability, DeviceAddress, RadioError};

/// How long a request waits for the platform to say for the first time whether Bluetooth is there.
const FIRST_WORD: Duration = Duration::from_secs(3);
/// How often Bluetooth that is not there is looked for, where nothing tells that it came.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// What is heard, by whoever listens.
#[derive(Debug, Clone)]
pub(super) enum Heard {
    /// A device was heard, or something about it changed.
    Device(PeripheralId),
    /// A device is no longer connected.
    Disconnected(PeripheralId),
    /// Why a connection ended; comes before or after [`Heard::Disconnected`], or not at all.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only BlueZ gives a reason"))]
    Reason(DeviceAddress, DisconnectReason),
    /// Bluetooth is off or gone, and every connection with it.
    AdapterOff,
    /// The search for devices could not begin.
    NoSearch(RadioError),
}

#[derive(Clone)]
struct Standing {
    availability: Availability,
    adapter: Option<Adapter>,
}

/// See the module.
pub(super) struct Hub {
    standing: watch::Sender<Standing>,
    wakes: Mutex<Vec<Arc<Notify>>>,
    listeners: Mutex<Vec<mpsc::UnboundedSender<Heard>>>,
    pub(super) discovery: Discovery,
    #[cfg(target_os = "linux")]
    pub(super) bluez: Bluez,
}

impl Hub {
    pub(super) fn new() -> Arc<Self> {
        let (standing, _) = watch::channel(Standing { availability: Availability::Unknown, adapter: None });
        Arc::new(Self {
            standing,
            wakes: Mutex::default(),
            listeners: Mutex::default(),
            discovery: Discovery::default(),
            #[cfg(target_os = "linux")]
            bluez: Bluez::default(),
        })
    }

    pub(super) fn availability(&self) -> Availability {
        self.standing.borrow().availability
    }

    pub(super) fn attach(&self, wake: Arc<Notify>) {
        lock(&self.wakes).push(wake);
    }

    /// The adapter, once the platform has said whether there is one.
    pub(super) async fn adapter(&self) -> Result<Adapter, Availability> {
        let mut standing = self.standing.subscribe();
        let known = standing.wait_for(|standing| standing.availability != Availability::Unknown);
        let Ok(Ok(standing)) = timeout(FIRST_WORD, known).await else {
            return Err(Availability::Unknown);
        };
        match (&standing.adapter, standing.availability) {
            (Some(adapter), Availability::Ready) => Ok(adapter.clone()),
            (_, availability) => Err(availability),
        }
    }

    /// The adapter, where it can be used now.
    pub(super) fn adapter_now(&self) -> Option<Adapter> {
        let standing = self.standing.borrow();
        standing.adapter.clone().filter(|_| standing.availability == Availability::Ready)
    }

    /// Everything that is heard from now on, until the receiver is dropped.
    pub(super) fn listen(&self) -> mpsc::UnboundedReceiver<Heard> {
        let (told, heard) = mpsc::unbounded_channel();
        lock(&self.listeners).push(told);
        heard
    }

    pub(super) fn tell(&self, heard: &Heard) {
        lock(&self.listeners).retain(|listener| listener.send(heard.clone()).is_ok());
    }

    /// Listens for as long as it is polled.
    pub(super) async fn keep(&self) {
        tokio::join!(self.keep_listening(), self.discovery.keep(self), self.keep_hearing_reasons());
    }

    async fn keep_listening(&self) {
        let mut manager = None;
        loop {
            let ended = self.listen_to_adapter(&mut manager).await;
            self.stand(Standing { availability: ended, adapter: None });
            tokio::select! {
                () = self.changed() => {}
                () = sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Listens to the adapter until it is gone; says what there is then.
    async fn listen_to_adapter(&self, manager: &mut Option<Manager>) -> Availability {
        let adapter = match first_adapter(manager).await {
            Ok(Some(adapter)) => adapter,
            Ok(None) => return Availability::Unsupported,
            Err(error) => {
                // A D-Bus connection that broke does not come back by itself.
                *manager = None;
                return failure::availability(&error);
            }
        };
        let mut events = match adapter.events().await {
            Ok(events) => events,
            Err(error) => return failure::availability(&error),
        };
        let state = adapter.adapter_state().await.unwrap_or(CentralState::Unknown);
        self.stand(Standing { availability: available(&state), adapter: Some(adapter.clone()) });
        loop {
            let event = tokio::select! {
                event = events.next() => event,
                () = self.changed() => {
                    if adapter_is_there(&adapter, manager.as_ref()).await {
                        continue;
                    }
                    None
                }
            };
            let Some(event) = event else { return Availability::Resetting };
            match event {
                CentralEvent::StateUpdate(state) => {
                    self.stand(Standing { availability: available(&state), adapter: Some(adapter.clone()) });
                }
                CentralEvent::DeviceDisconnected(id) => self.tell(&Heard::Disconnected(id)),
                CentralEvent::DeviceDiscovered(id)
                | CentralEvent::DeviceUpdated(id)
                | CentralEvent::ServicesAdvertisement { id, .. }
                | CentralEvent::RssiUpdate { id, .. } => self.tell(&Heard::Device(id)),
                _ => {}
            }
        }
    }

    /// BlueZ or an adapter came or went.
    async fn changed(&self) {
        #[cfg(target_os = "linux")]
        self.bluez.changed().await;
        #[cfg(not(target_os = "linux"))]
        std::future::pending::<()>().await;
    }

    async fn keep_hearing_reasons(&self) {
        #[cfg(target_os = "linux")]
        self.bluez.keep_hearing(self).await;
    }

    fn stand(&self, standing: Standing) {
        let is_ready = standing.availability == Availability::Ready;
        let changed = standing.availability != self.availability();
        self.standing.send_replace(standing);
        if !changed {
            return;
        }
        if !is_ready {
            self.tell(&Heard::AdapterOff);
        }
        self.discovery.look_again();
        for wake in lock(&self.wakes).iter() {
            wake.notify_one();
        }
    }
}

/// The first adapter that is on, or else the first.
async fn first_adapter(manager: &mut Option<Manager>) -> Result<Option<Adapter>, btleplug::Error> {
    let manager = match manager {
        Some(manager) => manager,
        None => manager.insert(Manager::new().await?),
    };
    let adapters = manager.adapters().await?;
    for adapter in &adapters {
        if matches!(adapter.adapter_state().await, Ok(CentralState::PoweredOn)) {
            return Ok(Some(adapter.clone()));
        }
    }
    Ok(adapters.into_iter().next())
}

/// Whether the adapter that is listened to is still among those of the system.
async fn adapter_is_there(adapter: &Adapter, manager: Option<&Manager>) -> bool {
    let Ok(own) = adapter.adapter_info().await else { return false };
    let Some(manager) = manager else { return false };
    for other in manager.adapters().await.unwrap_or_default() {
        if other.adapter_info().await.is_ok_and(|other| other == own) {
            return true;
        }
    }
    false
}

/// Android's adapter always says that it does not know; what it refuses is told by the requests.
fn available(state: &CentralState) -> Availability {
    match state {
        CentralState::PoweredOn => Availability::Ready,
        CentralState::PoweredOff => Availability::Off,
        CentralState::Unknown if cfg!(target_os = "android") => Availability::Ready,
        CentralState::Unknown => Availability::Unknown,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
