//! One connection, from the first word to the last. All that a device sends comes in here, so that nothing of it
//! outlives the connection.

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use btleplug::api::{self, Peripheral as _, ValueNotification, WriteType};
use btleplug::platform::Peripheral;
use futures_util::{Stream, StreamExt as _};
use nape_logic::device::link::{
    Characteristic, DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind,
};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, timeout};

use super::failure;
use super::hub::{Heard, Hub};
use super::lane::{Lane, Work};
use super::search::is_paired;
use crate::link::DeviceAddress;
use crate::link::outbox::Outbox;

/// How long a request that the device answers may take: less than the controller gives a step of setting up, in which a
/// person may be asked to pair, and less than the 30 s after which BlueZ gives up.
const ANSWERED_WITHIN: Duration = Duration::from_secs(9);
/// How long the radio may take for a write without response. A Stop that it does not take is written again (E18).
const TAKEN_WITHIN: Duration = Duration::from_secs(1);
/// How long a connection that is to end waits for what was written before: a Stop goes first.
const LAST_WRITES: Duration = Duration::from_millis(500);
/// How long the platform may take to end a connection; BlueZ needs up to 3 s.
const ENDED_WITHIN: Duration = Duration::from_secs(4);
/// How long the reason for an end is waited for, which comes on another way than the end itself.
const REASON_WITHIN: Duration = Duration::from_millis(50);
/// How long a reason that came before the end is the reason for it.
const REASON_LASTS: Duration = Duration::from_secs(2);
/// The smallest ATT MTU, where the platform tells none.
const LEAST_MTU: u16 = 23;

/// Why there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoConnection {
    pub(super) failure: LinkFailure,
    /// The device no longer has this machine's bond.
    pub(super) bond_lost: bool,
}

impl From<LinkFailure> for NoConnection {
    fn from(failure: LinkFailure) -> Self {
        Self { failure, bond_lost: false }
    }
}

impl From<btleplug::Error> for NoConnection {
    fn from(error: btleplug::Error) -> Self {
        let (failure, bond_lost) = (failure::link_failure(&error), failure::is_bond_lost(&error));
        tracing::debug!(?failure, bond_lost, "no Bluetooth connection");
        Self { failure, bond_lost }
    }
}

/// How a connection came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// [`LinkRequest::Disconnect`].
    Requested,
    /// The link was dropped.
    Dropped,
    /// The other side, or the platform.
    Lost(DisconnectReason),
}

/// See the module.
pub(super) struct Connection {
    hub: Arc<Hub>,
    device: Peripheral,
    address: DeviceAddress,
    characteristics: HashMap<Characteristic, api::Characteristic>,
    /// BlueZ reports what was read like a notification, and goes on with subscriptions of an earlier connection.
    subscribed: HashSet<Characteristic>,
    notifications: Pin<Box<dyn Stream<Item = ValueNotification> + Send>>,
    heard: UnboundedReceiver<Heard>,
    /// Why it ends, as it was said just now.
    said: Option<(DisconnectReason, Instant)>,
    answered: Lane,
    unanswered: Lane,
}

impl Connection {
    /// Connects, and finds out what the device has. Has no deadline of its own: where it is given up, [`end`] undoes it.
    pub(super) async fn open(
        hub: Arc<Hub>,
        device: Peripheral,
        address: DeviceAddress,
    ) -> Result<Self, NoConnection> {
        device.connect().await?;
        // Not before: the end of an earlier connection may be told late.
        let heard = hub.listen();
        // Anew for each connection, so that it carries nothing of an earlier one.
        let notifications = device.notifications().await?;
        device.discover_services().await?;
        if !device.is_connected().await? {
            return Err(LinkFailure::Other.into());
        }
        let characteristics = device.characteristics().into_iter();
        let characteristics = characteristics.map(|known| (Characteristic::new(known.uuid.as_u128()), known));
        Ok(Self {
            hub,
            address,
            characteristics: characteristics.collect(),
            subscribed: HashSet::new(),
            notifications,
            heard,
            said: None,
            answered: Lane::default(),
            unanswered: Lane::default(),
            device,
        })
    }

    pub(super) fn mtu(&self) -> u16 {
        self.device.mtu().max(LEAST_MTU)
    }

    /// Carries out what is asked and reports what comes, until the connection is to end or has ended. Dropping the
    /// link, which closes `requests`, is one of the ways.
    pub(super) async fn serve(
        &mut self,
        requests: &mut UnboundedReceiver<LinkRequest>,
        events: &Arc<Outbox<LinkEvent>>,
    ) -> End {
        loop {
            // In this order: a Stop waits for nothing, and what the device sent before the end comes before the end.
            tokio::select! {
                biased;
                request = requests.recv() => match request {
                    Some(LinkRequest::Disconnect) => return End::Requested,
                    Some(request) => self.take(request),
                    None => return End::Dropped,
                },
                event = self.unanswered.next() => events.push(event),
                event = self.answered.next() => events.push(event),
                Some(notification) = self.notifications.next() => self.notified(notification, events),
                Some(heard) = self.heard.recv() => {
                    if let Some(reason) = self.ended(heard).await {
                        return End::Lost(reason);
                    }
                }
            }
        }
    }

    /// Ends the connection from this side. What was written without response goes out before.
    pub(super) async fn close(mut self, events: &Arc<Outbox<LinkEvent>>) {
        let last_writes = async {
            while !self.unanswered.is_empty() {
                events.push(self.unanswered.next().await);
            }
        };
        let _ = timeout(LAST_WRITES, last_writes).await;
        end(&self.device).await;
    }

    pub(super) fn take(&mut self, request: LinkRequest) {
        let is_answered = !matches!(request, LinkRequest::Write { with_response: false, .. });
        let work = self.work(request);
        let lane = if is_answered { &mut self.answered } else { &mut self.unanswered };
        lane.put(work);
    }

    fn work(&mut self, request: LinkRequest) -> Work {
        let kind = kind(&request);
        let known = asked(kind).and_then(|characteristic| {
            let known = self.characteristics.get(&characteristic)?;
            Some((characteristic, known.clone(), self.device.clone()))
        });
        let hub = Arc::clone(&self.hub);
        let Some((characteristic, known, device)) = known else {
            let mtu = self.mtu();
            return Box::pin(async move {
                match kind {
                    RequestKind::Connect => LinkEvent::Connected { mtu },
                    request => LinkEvent::Failed { request, reason: LinkFailure::NotFound },
                }
            });
        };
        match request {
            LinkRequest::Subscribe(_) => {
                self.subscribed.insert(characteristic);
                Box::pin(async move {
                    let done = within(&hub, &device, ANSWERED_WITHIN, device.subscribe(&known)).await;
                    answer(kind, done, |()| LinkEvent::Subscribed(characteristic))
                })
            }
            LinkRequest::Write { value, with_response, .. } => Box::pin(async move {
                let (how, time) = if with_response {
                    (WriteType::WithResponse, ANSWERED_WITHIN)
                } else {
                    (WriteType::WithoutResponse, TAKEN_WITHIN)
                };
                let done = within(&hub, &device, time, device.write(&known, &value, how)).await;
                answer(kind, done, |()| LinkEvent::Written(characteristic))
            }),
            LinkRequest::Read(_) | LinkRequest::Connect | LinkRequest::Disconnect => Box::pin(async move {
                let done = within(&hub, &device, ANSWERED_WITHIN, device.read(&known)).await;
                answer(kind, done, |value| LinkEvent::ReadDone { characteristic, value })
            }),
        }
    }

    fn notified(&self, notification: ValueNotification, events: &Arc<Outbox<LinkEvent>>) {
        // The benchmark of what a link adds reads the clock here.
        tracing::trace!(target: "nape::bluetooth::notification", bytes = notification.value.len());
        let characteristic = Characteristic::new(notification.uuid.as_u128());
        if self.subscribed.contains(&characteristic) {
            events.push(LinkEvent::Notified { characteristic, value: notification.value });
        }
    }

    /// Why the connection ended, where this says that it did.
    async fn ended(&mut self, heard: Heard) -> Option<DisconnectReason> {
        match heard {
            Heard::AdapterOff => return Some(DisconnectReason::AdapterOff),
            Heard::Reason(address, reason) if address == self.address => {
                self.said = Some((reason, Instant::now()));
                return None;
            }
            Heard::Disconnected(id) if id == self.device.id() => {}
            _ => return None,
        }
        // An end that is told late was the one before this connection.
        if matches!(self.device.is_connected().await, Ok(true)) {
            return None;
        }
        if let Some((reason, at)) = self.said
            && at.elapsed() < REASON_LASTS
        {
            return Some(reason);
        }
        let said = async {
            loop {
                match self.heard.recv().await {
                    Some(Heard::AdapterOff) | None => return DisconnectReason::AdapterOff,
                    Some(Heard::Reason(address, reason)) if address == self.address => return reason,
                    Some(_) => {}
                }
            }
        };
        Some(timeout(REASON_WITHIN, said).await.unwrap_or(DisconnectReason::Unknown))
    }
}

/// Ends whatever connection there is to the device, or is being made.
pub(super) async fn end(device: &Peripheral) {
    if !matches!(timeout(ENDED_WITHIN, device.disconnect()).await, Ok(Ok(()))) {
        tracing::debug!("the platform did not confirm that a Bluetooth connection ended");
    }
}

/// Gives a request this much time.
async fn within<T>(
    hub: &Hub,
    device: &Peripheral,
    time: Duration,
    work: impl Future<Output = Result<T, btleplug::Error>>,
) -> Result<T, LinkFailure> {
    match timeout(time, work).await {
        Ok(done) => done.map_err(|error| failure::link_failure(&error)),
        // BlueZ begins to pair by itself where the device wants that, and waits for an agent, for ever if there is none.
        Err(_) if is_paired(hub, device).await == Some(false) => Err(LinkFailure::NotAuthenticated),
        Err(_) => Err(LinkFailure::TimedOut),
    }
}

fn answer<T>(
    request: RequestKind,
    done: Result<T, LinkFailure>,
    event: impl FnOnce(T) -> LinkEvent,
) -> LinkEvent {
    done.map_or_else(
        |reason| {
            tracing::debug!(?request, ?reason, "a Bluetooth request failed");
            LinkEvent::Failed { request, reason }
        },
        event,
    )
}

/// Which request it is, without what it carries.
pub(super) fn kind(request: &LinkRequest) -> RequestKind {
    match request {
        LinkRequest::Connect => RequestKind::Connect,
        LinkRequest::Subscribe(characteristic) => RequestKind::Subscribe(*characteristic),
        LinkRequest::Read(characteristic) => RequestKind::Read(*characteristic),
        LinkRequest::Write { characteristic, .. } => RequestKind::Write(*characteristic),
        LinkRequest::Disconnect => RequestKind::Disconnect,
    }
}

const fn asked(request: RequestKind) -> Option<Characteristic> {
    match request {
        RequestKind::Subscribe(characteristic)
        | RequestKind::Read(characteristic)
        | RequestKind::Write(characteristic) => Some(characteristic),
        RequestKind::Connect | RequestKind::Disconnect => None,
    }
}
