//! What a lent stack tells, from any thread. What nobody waits for (too late, twice, of an older connection, a number that was
//! never given) finds nobody here, and is gone.

use std::collections::HashMap;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nape_logic::device::link::{Characteristic, DisconnectReason, LinkFailure};
use tokio::sync::Notify;

use super::port::Ticket;
use super::scan::Sighted;
use crate::link::outbox::Outbox;
use crate::link::{Availability, PairingFailure, PairingStep, RadioError};

/// What happened to one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Happened {
    /// It is there.
    Connected { mtu: u16 },
    /// It did not come about.
    NotConnected(LinkFailure),
    /// A request was carried out; a read has a value.
    Done { request: u64, value: Vec<u8> },
    /// A request failed.
    Failed { request: u64, reason: LinkFailure },
    /// The device told something.
    Notified { characteristic: Characteristic, value: Vec<u8> },
    /// It is over.
    Disconnected(DisconnectReason),
}

/// A device as the stack heard it; nothing of it was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Its address, as the platform writes it.
    pub address: String,
    /// The name that it sends.
    pub name: Option<String>,
    /// How strongly it is heard, in dBm.
    pub signal_dbm: Option<i16>,
    /// The services that it advertises.
    pub services: Vec<u128>,
    /// Whether there is a bond with it, where the platform says so.
    pub paired: Option<bool>,
}

/// Where what happens to a connection goes.
pub(super) enum Route {
    /// To the link that is polled.
    Link(Arc<Outbox<Happened>>),
    /// To whoever waits for the last writes of a link that was dropped.
    Farewell(Sender<Happened>),
}

impl Route {
    fn tell(&self, happened: Happened) {
        match self {
            Route::Link(inbox) => inbox.push(happened),
            // Whoever waited has gone.
            Route::Farewell(waits) => drop(waits.send(happened)),
        }
    }
}

/// The receiver of what happens. No call waits, and none calls back.
#[derive(Default)]
pub struct NativeEvents(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    availability: Option<Availability>,
    wakes: Vec<Arc<Notify>>,
    connections: HashMap<u64, Route>,
    scans: HashMap<u64, Arc<Sighted>>,
    pairings: HashMap<u64, Arc<Outbox<PairingStep>>>,
    forgettings: HashMap<u64, Sender<Result<(), RadioError>>>,
}

impl NativeEvents {
    /// How Bluetooth stands: at once after `begin`, and at each change. Where it can't be used any more, whatever was under way
    /// ends, whether or not the stack says so.
    pub fn availability(&self, availability: Availability) {
        let mut inner = self.lock();
        inner.availability = Some(availability);
        for wake in &inner.wakes {
            wake.notify_one();
        }
        let reason = match availability {
            Availability::Ready | Availability::Unknown => return,
            Availability::NotPermitted => DisconnectReason::NotPermitted,
            Availability::Off | Availability::Unsupported | Availability::Resetting => {
                DisconnectReason::AdapterOff
            }
        };
        for route in inner.connections.values() {
            route.tell(Happened::Disconnected(reason));
        }
        for scan in inner.scans.values() {
            scan.end(RadioError::Unavailable(availability));
        }
        let failure = if availability == Availability::NotPermitted {
            PairingFailure::NotPermitted
        } else {
            PairingFailure::AdapterOff
        };
        for (_, pairing) in inner.pairings.drain() {
            pairing.push(PairingStep::Failed(failure));
        }
    }

    /// A device was heard.
    pub fn found(&self, scan: u64, heard: &Heard) {
        if let Some(scan) = self.lock().scans.get(&scan) {
            scan.hear(heard);
        }
    }

    /// A search ended by itself, or could not begin.
    pub fn scan_failed(&self, scan: u64, why: RadioError) {
        if let Some(scan) = self.lock().scans.get(&scan) {
            scan.end(why);
        }
    }

    /// A connection is there, its services known.
    pub fn connected(&self, connection: u64, mtu: u16) {
        self.tell(connection, Happened::Connected { mtu });
    }

    /// A connection did not come about.
    pub fn connect_failed(&self, connection: u64, reason: LinkFailure) {
        self.tell(connection, Happened::NotConnected(reason));
    }

    /// A request was carried out. `value` is what was read, and empty for everything else.
    pub fn done(&self, ticket: Ticket, value: Vec<u8>) {
        self.tell(ticket.connection, Happened::Done { request: ticket.request, value });
    }

    /// A request failed.
    pub fn failed(&self, ticket: Ticket, reason: LinkFailure) {
        self.tell(ticket.connection, Happened::Failed { request: ticket.request, reason });
    }

    /// A notification or an indication came.
    pub fn notified(&self, connection: u64, characteristic: Characteristic, value: Vec<u8>) {
        self.tell(connection, Happened::Notified { characteristic, value });
    }

    /// A connection is over, whoever ended it.
    pub fn disconnected(&self, connection: u64, reason: DisconnectReason) {
        self.tell(connection, Happened::Disconnected(reason));
    }

    /// A pairing went on. What comes after its end is nobody's.
    pub fn pairing(&self, pairing: u64, step: PairingStep) {
        let mut inner = self.lock();
        let ends = matches!(step, PairingStep::Done | PairingStep::Failed(_));
        let told = if ends { inner.pairings.remove(&pairing) } else { inner.pairings.get(&pairing).cloned() };
        if let Some(told) = told {
            told.push(step);
        }
    }

    /// A bond is gone, or not.
    pub fn forgotten(&self, forgetting: u64, outcome: Result<(), RadioError>) {
        if let Some(waits) = self.lock().forgettings.remove(&forgetting) {
            let _ = waits.send(outcome);
        }
    }

    pub(super) fn attach(&self, wake: Arc<Notify>) {
        self.lock().wakes.push(wake);
    }

    pub(super) fn standing(&self) -> Availability {
        self.lock().availability.unwrap_or(Availability::Unknown)
    }

    pub(super) fn follow(&self, connection: u64, route: Route) {
        self.lock().connections.insert(connection, route);
    }

    pub(super) fn leave(&self, connection: u64) {
        self.lock().connections.remove(&connection);
    }

    pub(super) fn look(&self, scan: u64, sighted: Arc<Sighted>) {
        self.lock().scans.insert(scan, sighted);
    }

    pub(super) fn stop_looking(&self, scan: u64) {
        self.lock().scans.remove(&scan);
    }

    pub(super) fn pair(&self, pairing: u64, steps: Arc<Outbox<PairingStep>>) {
        self.lock().pairings.insert(pairing, steps);
    }

    /// Whether the pairing was still under way.
    pub(super) fn is_pairing(&self, pairing: u64) -> bool {
        self.lock().pairings.contains_key(&pairing)
    }

    pub(super) fn forget(&self, forgetting: u64, waits: Sender<Result<(), RadioError>>) {
        self.lock().forgettings.insert(forgetting, waits);
    }

    fn tell(&self, connection: u64, happened: Happened) {
        if let Some(route) = self.lock().connections.get(&connection) {
            route.tell(happened);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
