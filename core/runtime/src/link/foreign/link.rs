//! A link over a lent stack: the handle that the engine polls. It carries what is to be asked to the calling threads, and what is
//! told to the connection that it belongs to.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use nape_logic::device::link::{DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use nape_logic::time::Elapsed;
use tokio::sync::Notify;

use super::NativeEvents;
use super::calls::{Calls, Way};
use super::connection::{Act, Connection, LAST_WRITES, kind};
use super::events::{Happened, Route};
use super::port::Ticket;
use crate::link::outbox::Outbox;
use crate::link::{Availability, DeviceAddress, Link};

/// The engine's end; dropping it ends the connection.
pub(super) struct ForeignLink {
    calls: Arc<Calls>,
    events: Arc<NativeEvents>,
    address: DeviceAddress,
    wake: Option<Arc<Notify>>,
    current: Option<Current>,
    /// What was asked while a connection was about to end.
    later: VecDeque<LinkRequest>,
    said: VecDeque<LinkEvent>,
    /// When it was used last.
    now: Elapsed,
}

struct Current {
    number: u64,
    /// Its own, so that nothing of an earlier connection is in it.
    inbox: Arc<Outbox<Happened>>,
    connection: Connection,
}

impl ForeignLink {
    pub(super) fn new(calls: &Arc<Calls>, events: &Arc<NativeEvents>, address: DeviceAddress) -> Self {
        Self {
            calls: Arc::clone(calls),
            events: Arc::clone(events),
            address,
            wake: None,
            current: None,
            later: VecDeque::new(),
            said: VecDeque::new(),
            now: Elapsed(0),
        }
    }

    fn connect(&mut self, now: Elapsed) {
        if let Some(reason) = unavailable(self.events.standing()) {
            self.say(LinkEvent::Failed { request: RequestKind::Connect, reason });
            return;
        }
        let (number, inbox) = (self.calls.number(), Outbox::new());
        if let Some(wake) = &self.wake {
            inbox.attach(Arc::clone(wake));
        }
        self.events.follow(number, Route::Link(Arc::clone(&inbox)));
        let (address, failed) = (self.address, Arc::clone(&self.events));
        self.calls.make(
            Way::Urgent,
            move |port| port.connect(number, &address),
            move || failed.connect_failed(number, LinkFailure::Other),
        );
        self.current = Some(Current { number, inbox, connection: Connection::begin(now) });
    }

    fn say(&mut self, event: LinkEvent) {
        self.said.push_back(event);
        if let Some(wake) = &self.wake {
            wake.notify_one();
        }
    }

    /// What comes of what was told and of the time.
    fn settle(&mut self, now: Elapsed) {
        while let Some(current) = &mut self.current {
            while !current.connection.is_over()
                && let Some(happened) = current.inbox.pop()
            {
                current.connection.hear(happened, now);
            }
            current.connection.expire(now);
            while let Some(act) = current.connection.act() {
                carry_out(&self.calls, &self.events, current.number, act);
            }
            while let Some(event) = current.connection.event() {
                self.said.push_back(event);
            }
            if !current.connection.is_over() {
                return;
            }
            self.events.leave(current.number);
            self.current = None;
            for request in std::mem::take(&mut self.later) {
                self.request(request, now);
            }
        }
    }
}

impl Link for ForeignLink {
    fn attach(&mut self, wake: Arc<Notify>) {
        if let Some(current) = &self.current {
            current.inbox.attach(Arc::clone(&wake));
        }
        if !self.said.is_empty() {
            wake.notify_one();
        }
        self.wake = Some(wake);
    }

    fn request(&mut self, request: LinkRequest, now: Elapsed) {
        self.now = now;
        match (&mut self.current, request) {
            (Some(current), request) if current.connection.is_ending() => self.later.push_back(request),
            (Some(current), request) => {
                current.connection.request(request, now);
                while let Some(act) = current.connection.act() {
                    carry_out(&self.calls, &self.events, current.number, act);
                }
            }
            (None, LinkRequest::Connect) => self.connect(now),
            (None, LinkRequest::Disconnect) => {
                self.say(LinkEvent::Disconnected { reason: DisconnectReason::Requested });
            }
            (None, request) => {
                self.say(LinkEvent::Failed { request: kind(&request), reason: LinkFailure::Other });
            }
        }
    }

    fn poll(&mut self, now: Elapsed) -> Option<LinkEvent> {
        self.now = now;
        self.settle(now);
        self.said.pop_front()
    }

    fn poll_timeout(&self) -> Option<Elapsed> {
        if self.said.is_empty() {
            self.current.as_ref().and_then(|current| current.connection.deadline())
        } else {
            Some(self.now)
        }
    }
}

impl Drop for ForeignLink {
    fn drop(&mut self) {
        self.settle(self.now);
        let Some(current) = self.current.take() else { return };
        let (number, writes) = (current.number, current.connection.last_writes());
        if !current.connection.is_to_be_ended() {
            self.events.leave(number);
        } else if writes.is_empty() {
            end(&self.calls, &self.events, number);
        } else {
            let (told, happened) = channel();
            self.events.follow(number, Route::Farewell(told));
            let (calls, events) = (Arc::clone(&self.calls), Arc::clone(&self.events));
            let farewell = move || {
                wait_for(&happened, writes);
                end(&calls, &events, number);
            };
            let thread = std::thread::Builder::new().name("nape-lent-farewell".to_owned());
            if thread.spawn(farewell).is_err() {
                end(&self.calls, &self.events, number);
            }
        }
    }
}

/// Waits until the radio has the last writes: a Stop goes before the end.
fn wait_for(happened: &Receiver<Happened>, mut writes: Vec<u64>) {
    let until = Instant::now() + Duration::from_millis(LAST_WRITES.get());
    while !writes.is_empty() {
        match happened.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(Happened::Done { request, .. } | Happened::Failed { request, .. }) => {
                writes.retain(|write| *write != request);
            }
            Ok(Happened::Disconnected(_)) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn end(calls: &Calls, events: &NativeEvents, number: u64) {
    events.leave(number);
    calls.make(Way::Urgent, move |port| port.disconnect(number), || {});
}

fn carry_out(calls: &Calls, events: &Arc<NativeEvents>, connection: u64, act: Act) {
    let (told, ended) = (Arc::clone(events), Arc::clone(events));
    let ticket = |request| Ticket { connection, request };
    let failed = |ticket: Ticket| move || told.failed(ticket, LinkFailure::Other);
    match act {
        Act::Subscribe(request, characteristic) => {
            let ticket = ticket(request);
            let call = move |port: &Arc<dyn super::NativeBluetooth>| port.subscribe(ticket, characteristic);
            calls.make(Way::Ordinary, call, failed(ticket));
        }
        Act::Read(request, characteristic) => {
            let ticket = ticket(request);
            let call = move |port: &Arc<dyn super::NativeBluetooth>| port.read(ticket, characteristic);
            calls.make(Way::Ordinary, call, failed(ticket));
        }
        Act::Write(request, write) => {
            let ticket = ticket(request);
            let way = if write.with_response { Way::Ordinary } else { Way::Urgent };
            let call = move |port: &Arc<dyn super::NativeBluetooth>| port.write(ticket, write);
            calls.make(way, call, failed(ticket));
        }
        Act::Disconnect => calls.make(
            Way::Urgent,
            move |port| port.disconnect(connection),
            move || ended.disconnected(connection, DisconnectReason::Unknown),
        ),
    }
}

/// Why no connection can come about while Bluetooth stands so.
const fn unavailable(availability: Availability) -> Option<LinkFailure> {
    match availability {
        Availability::NotPermitted => Some(LinkFailure::NotPermitted),
        Availability::Off | Availability::Resetting | Availability::Unsupported => {
            Some(LinkFailure::AdapterOff)
        }
        Availability::Ready | Availability::Unknown => None,
    }
}
