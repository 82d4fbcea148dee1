//! A whole stack over the simulated unit, on threads as a phone's is, in a time that runs faster than ours.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::thread;
use std::time::{Duration, Instant};

use nape::link::{
    Availability, CallFailed, DeviceAddress, ForeignRadio, Link, NativeBluetooth, NativeEvents, Radio,
    SimulatedLink, Ticket, WriteCall,
};
use nape_logic::device::link::{Characteristic, LinkEvent, LinkRequest, RequestKind};
use nape_logic::time::Elapsed;

use super::shell::device;
use crate::bench::{Bench, answers};
use crate::conformance::{more_sentences, sentences};

/// How much faster its time runs.
const PACE: u64 = 20;
/// How often the unit is looked at.
const TICK: Duration = Duration::from_millis(1);

#[derive(Clone, Copy)]
struct Clock(Instant);

impl Clock {
    fn now(self) -> Elapsed {
        let micros = u64::try_from(self.0.elapsed().as_micros()).expect("a short test");
        Elapsed(1_000 + micros * PACE / 1_000)
    }
}

struct Stack {
    clock: Clock,
    inner: Mutex<Inner>,
}

struct Inner {
    unit: SimulatedLink,
    events: Option<Arc<NativeEvents>>,
    connection: Option<u64>,
    asked: VecDeque<(RequestKind, Ticket)>,
}

impl Stack {
    fn switched_on(clock: Clock) -> Arc<Self> {
        let unit = SimulatedLink::home_unit(7, clock.now());
        let inner = Inner { unit, events: None, connection: None, asked: VecDeque::new() };
        let stack = Arc::new(Self { clock, inner: Mutex::new(inner) });
        let seen = Arc::downgrade(&stack);
        thread::spawn(move || {
            while let Some(stack) = Weak::upgrade(&seen) {
                stack.look();
                drop(stack);
                thread::sleep(TICK);
            }
        });
        stack
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("nobody panicked")
    }

    /// Tells what the unit said by now.
    fn look(&self) {
        let mut inner = self.lock();
        while let Some(event) = inner.unit.poll(self.clock.now()) {
            inner.tell(event);
        }
    }

    fn ask(&self, ticket: Ticket, kind: RequestKind, request: LinkRequest) -> Result<(), CallFailed> {
        let mut inner = self.lock();
        if inner.connection != Some(ticket.connection) {
            return Err(CallFailed);
        }
        inner.asked.push_back((kind, ticket));
        inner.unit.request(request, self.clock.now());
        Ok(())
    }
}

impl Inner {
    fn tell(&mut self, event: LinkEvent) {
        let (Some(events), Some(connection)) = (self.events.clone(), self.connection) else { return };
        let asked = answers(&event).and_then(|kind| {
            let place = self.asked.iter().position(|(asked, _)| *asked == kind)?;
            self.asked.remove(place).map(|(_, ticket)| ticket)
        });
        match (event, asked) {
            (LinkEvent::Connected { mtu }, _) => events.connected(connection, mtu),
            (LinkEvent::Failed { request: RequestKind::Connect, reason }, _) => {
                events.connect_failed(connection, reason);
            }
            (LinkEvent::Notified { characteristic, value }, _) => {
                events.notified(connection, characteristic, value);
            }
            (LinkEvent::Disconnected { reason }, _) => {
                self.connection = None;
                self.asked.clear();
                events.disconnected(connection, reason);
            }
            (LinkEvent::ReadDone { value, .. }, Some(ticket)) => events.done(ticket, value),
            (LinkEvent::Subscribed(_) | LinkEvent::Written(_), Some(ticket)) => {
                events.done(ticket, Vec::new());
            }
            (LinkEvent::Failed { reason, .. }, Some(ticket)) => events.failed(ticket, reason),
            (_, None) => {}
        }
    }
}

impl NativeBluetooth for Stack {
    fn begin(&self, events: Arc<NativeEvents>) -> Result<(), CallFailed> {
        events.availability(Availability::Ready);
        self.lock().events = Some(events);
        Ok(())
    }

    fn connect(&self, connection: u64, _: &DeviceAddress) -> Result<(), CallFailed> {
        let mut inner = self.lock();
        inner.connection = Some(connection);
        inner.unit.request(LinkRequest::Connect, self.clock.now());
        Ok(())
    }

    fn disconnect(&self, connection: u64) -> Result<(), CallFailed> {
        let mut inner = self.lock();
        if inner.connection == Some(connection) {
            inner.unit.request(LinkRequest::Disconnect, self.clock.now());
        }
        Ok(())
    }

    fn subscribe(&self, ticket: Ticket, characteristic: Characteristic) -> Result<(), CallFailed> {
        self.ask(ticket, RequestKind::Subscribe(characteristic), LinkRequest::Subscribe(characteristic))
    }

    fn read(&self, ticket: Ticket, characteristic: Characteristic) -> Result<(), CallFailed> {
        self.ask(ticket, RequestKind::Read(characteristic), LinkRequest::Read(characteristic))
    }

    fn write(&self, ticket: Ticket, write: WriteCall) -> Result<(), CallFailed> {
        let WriteCall { characteristic, value, with_response } = write;
        let request = LinkRequest::Write { characteristic, value, with_response };
        self.ask(ticket, RequestKind::Write(characteristic), request)
    }

    // None of these is a link's.

    fn look(&self, _: u64, _: &[u128]) -> Result<(), CallFailed> {
        Err(CallFailed)
    }

    fn stop_looking(&self, _: u64) -> Result<(), CallFailed> {
        Err(CallFailed)
    }

    fn pair(&self, _: u64, _: &DeviceAddress, _: Option<u32>) -> Result<(), CallFailed> {
        Err(CallFailed)
    }

    fn answer_passkey(&self, _: u64, _: u32) -> Result<(), CallFailed> {
        Err(CallFailed)
    }

    fn answer_number(&self, _: u64, _: bool) -> Result<(), CallFailed> {
        Err(CallFailed)
    }

    fn cancel_pairing(&self, _: u64) -> Result<(), CallFailed> {
        Err(CallFailed)
    }

    fn forget(&self, _: u64, _: &DeviceAddress) -> Result<(), CallFailed> {
        Err(CallFailed)
    }
}

struct Lent {
    clock: Clock,
    stack: Arc<Stack>,
    radio: ForeignRadio,
}

impl Lent {
    fn new() -> Self {
        let clock = Clock(Instant::now());
        let stack = Stack::switched_on(clock);
        let port: Arc<dyn NativeBluetooth> = Arc::<Stack>::clone(&stack);
        Self { clock, stack, radio: ForeignRadio::start(&port).expect("threads") }
    }
}

impl Bench for Lent {
    fn link(&mut self) -> Box<dyn Link> {
        self.radio.link(&device()).expect("an address of this platform")
    }

    fn link_to_nobody(&mut self) -> Box<dyn Link> {
        // Where a link is there already, it is only to be waited with.
        if !self.is_connected() {
            assert!(self.stack.lock().unit.inject("link_lost", self.clock.now()));
        }
        self.link()
    }

    fn now(&self) -> Elapsed {
        self.clock.now()
    }

    fn wait(&mut self, _: &mut dyn Link, _: Elapsed) {
        thread::sleep(TICK);
    }

    fn lose(&mut self, _: &mut dyn Link) {
        assert!(self.stack.lock().unit.inject("link_drop", self.clock.now()));
    }

    fn is_connected(&mut self) -> bool {
        self.stack.lock().unit.device().is_connected()
    }
}

sentences!(Lent::new(), []);
more_sentences!(Lent::new(), []);
