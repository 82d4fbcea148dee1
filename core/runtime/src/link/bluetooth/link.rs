//! A link over btleplug: the handle that the engine polls, and the worker on the Bluetooth thread.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use btleplug::platform::Peripheral;
use nape_logic::device::link::{DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use nape_logic::time::Elapsed;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, timeout_at};

use super::connection::{Connection, End, NoConnection, end, kind};
use super::failure::unavailable;
use super::hub::{Heard, Hub};
use super::search::find;
use super::thread::Alive;
use crate::link::outbox::Outbox;
use crate::link::{Availability, DeviceAddress, Link};

/// From the request to the connection with all that is known of it: less than the controller waits, so that it hears
/// the reason. BlueZ by itself would try for 30 s.
const CONNECTED_WITHIN: Duration = Duration::from_secs(18);
/// How long a device that the platform does not know is listened for; a unit advertises each second.
const FOUND_WITHIN: Duration = Duration::from_secs(10);

/// The engine's end. Dropping it closes the requests, on which the worker ends the connection.
pub(super) struct BluetoothLink {
    requests: UnboundedSender<LinkRequest>,
    events: Arc<Outbox<LinkEvent>>,
}

impl BluetoothLink {
    /// The link, and its work for the Bluetooth thread.
    pub(super) fn new(
        hub: Arc<Hub>,
        address: DeviceAddress,
        alive: Alive,
    ) -> (Self, impl Future<Output = ()>) {
        let (requests, asked) = unbounded_channel();
        let events = Outbox::new();
        let worker = Worker { hub, address, requests: asked, events: Arc::clone(&events), _alive: alive };
        (Self { requests, events }, worker.run())
    }
}

impl Link for BluetoothLink {
    fn attach(&mut self, wake: Arc<Notify>) {
        self.events.attach(wake);
    }

    fn request(&mut self, request: LinkRequest, _: Elapsed) {
        if let Err(unsent) = self.requests.send(request) {
            // The Bluetooth thread is gone, and the connection with it.
            self.events.push(without_connection(&unsent.0, LinkFailure::Other));
        }
    }

    fn poll(&mut self, _: Elapsed) -> Option<LinkEvent> {
        self.events.pop()
    }

    fn poll_timeout(&self) -> Option<Elapsed> {
        None
    }
}

/// What a request comes to where there is no connection.
fn without_connection(request: &LinkRequest, reason: LinkFailure) -> LinkEvent {
    match kind(request) {
        RequestKind::Disconnect => LinkEvent::Disconnected { reason: DisconnectReason::Requested },
        request => LinkEvent::Failed { request, reason },
    }
}

/// Why no connection came about.
enum NotConnected {
    /// It failed.
    Failed(NoConnection, Option<Peripheral>),
    /// [`LinkRequest::Disconnect`] came first.
    Requested(Option<Peripheral>),
    /// The link was dropped.
    Dropped(Option<Peripheral>),
}

struct Worker {
    hub: Arc<Hub>,
    address: DeviceAddress,
    requests: UnboundedReceiver<LinkRequest>,
    events: Arc<Outbox<LinkEvent>>,
    /// Keeps the thread until the last connection has ended.
    _alive: Alive,
}

impl Worker {
    async fn run(mut self) {
        while let Some(request) = self.requests.recv().await {
            if request == LinkRequest::Connect {
                self.connection().await;
            } else {
                self.events.push(without_connection(&request, LinkFailure::Other));
            }
        }
        let count = self.events.count();
        tracing::debug!(
            events = count.all,
            most_waiting = count.most_waiting,
            "a Bluetooth link was dropped"
        );
    }

    /// One connection, from the request to its end.
    async fn connection(&mut self) {
        let mut waiting = VecDeque::new();
        match self.connect(&mut waiting).await {
            Ok(connection) => self.serve(connection, waiting).await,
            Err(NotConnected::Failed(why, device)) => {
                let reason = if why.bond_lost { LinkFailure::NotAuthenticated } else { why.failure };
                self.events.push(without_connection(&LinkRequest::Connect, reason));
                for request in &waiting {
                    self.events.push(without_connection(request, LinkFailure::Other));
                }
                if why.bond_lost {
                    self.events.push(LinkEvent::Disconnected { reason: DisconnectReason::BondLost });
                }
                undo(device).await;
            }
            Err(NotConnected::Requested(device)) => {
                undo(device).await;
                self.events.push(LinkEvent::Disconnected { reason: DisconnectReason::Requested });
            }
            Err(NotConnected::Dropped(device)) => undo(device).await,
        }
    }

    async fn serve(&mut self, mut connection: Connection, waiting: VecDeque<LinkRequest>) {
        self.events.push(LinkEvent::Connected { mtu: connection.mtu() });
        for request in waiting {
            connection.take(request);
        }
        match connection.serve(&mut self.requests, &self.events).await {
            End::Requested => {
                connection.close(&self.events).await;
                self.events.push(LinkEvent::Disconnected { reason: DisconnectReason::Requested });
            }
            End::Dropped => connection.close(&self.events).await,
            End::Lost(reason) => self.events.push(LinkEvent::Disconnected { reason }),
        }
    }

    /// Connects, unless it is broken off. What is asked meanwhile waits.
    async fn connect(&mut self, waiting: &mut VecDeque<LinkRequest>) -> Result<Connection, NotConnected> {
        let until = Instant::now() + CONNECTED_WITHIN;
        let (hub, address) = (Arc::clone(&self.hub), self.address);
        let found = self.unless_broken_off(find(&hub, &address, FOUND_WITHIN), waiting, None).await?;
        let device = found.map_err(|failure| NotConnected::Failed(failure.into(), None))?;
        let mut heard = hub.listen();
        let opening = timeout_at(until, Connection::open(Arc::clone(&hub), device.clone(), address));
        let opened = self.unless_broken_off(opening, waiting, Some(&device)).await?;
        let opened = opened.unwrap_or_else(|_| Err(LinkFailure::TimedOut.into()));
        opened.map_err(|mut why| {
            if hub.availability() != Availability::Ready {
                why.failure = unavailable(hub.availability());
            }
            // BlueZ's error says little here; the reason that it gives for the end of the attempt says more.
            why.bond_lost |= std::iter::from_fn(|| heard.try_recv().ok())
                .any(|heard| matches!(heard, Heard::Reason(of, DisconnectReason::BondLost) if of == address));
            NotConnected::Failed(why, Some(device))
        })
    }

    async fn unless_broken_off<T>(
        &mut self,
        work: impl Future<Output = T>,
        waiting: &mut VecDeque<LinkRequest>,
        device: Option<&Peripheral>,
    ) -> Result<T, NotConnected> {
        tokio::pin!(work);
        loop {
            tokio::select! {
                biased;
                request = self.requests.recv() => match request {
                    Some(LinkRequest::Disconnect) => return Err(NotConnected::Requested(device.cloned())),
                    Some(request) => waiting.push_back(request),
                    None => return Err(NotConnected::Dropped(device.cloned())),
                },
                done = &mut work => return Ok(done),
            }
        }
    }
}

/// Ends what was begun: BlueZ goes on trying to connect, and would manage later without being asked.
async fn undo(device: Option<Peripheral>) {
    if let Some(device) = device {
        end(&device).await;
    }
}
