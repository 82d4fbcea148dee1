//! A stack that does only what a test has it do, and tells the test what it was asked.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use nape::link::{
    AddressForm, Availability, CallFailed, DeviceAddress, ForeignRadio, Link, NativeBluetooth, NativeEvents,
    Radio, Ticket, WriteCall,
};
use nape_logic::device::link::{Characteristic, LinkEvent, LinkRequest};
use nape_logic::time::Elapsed;

/// What the stack was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Call {
    Look(u64, Vec<u128>),
    StopLooking(u64),
    Connect(u64),
    Disconnect(u64),
    Subscribe(Ticket, Characteristic),
    Read(Ticket, Characteristic),
    Write(Ticket, WriteCall),
    Pair(u64, Option<u32>),
    Passkey(u64, u32),
    Number(u64, bool),
    CancelPairing(u64),
    Forget(u64),
}

/// How the stack takes a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Takes,
    Throws,
    Panics,
    /// Answers before the call is over.
    AnswersWithin,
    /// A read never comes back.
    HangsInReads,
}

struct Shell {
    asked: Sender<Call>,
    mood: Mutex<Mood>,
    events: OnceLock<Arc<NativeEvents>>,
}

impl Shell {
    fn take(&self, call: Call) -> Result<(), CallFailed> {
        let mood = *self.mood.lock().expect("nobody panicked");
        // A test that is over asks no more.
        let _ = self.asked.send(call.clone());
        match mood {
            Mood::Takes => Ok(()),
            Mood::Throws => Err(CallFailed),
            Mood::Panics => panic!("as a stack may"),
            Mood::HangsInReads => {
                if matches!(call, Call::Read(..)) {
                    loop {
                        std::thread::park();
                    }
                }
                Ok(())
            }
            Mood::AnswersWithin => {
                let events = self.events.get().expect("it has begun");
                match call {
                    Call::Connect(connection) => events.connected(connection, 185),
                    Call::Subscribe(ticket, _) | Call::Read(ticket, _) | Call::Write(ticket, _) => {
                        events.done(ticket, vec![1]);
                    }
                    _ => {}
                }
                Ok(())
            }
        }
    }
}

impl NativeBluetooth for Shell {
    fn begin(&self, events: Arc<NativeEvents>) -> Result<(), CallFailed> {
        events.availability(Availability::Ready);
        let _ = self.events.set(events);
        Ok(())
    }

    fn look(&self, scan: u64, services: &[u128]) -> Result<(), CallFailed> {
        self.take(Call::Look(scan, services.to_vec()))
    }

    fn stop_looking(&self, scan: u64) -> Result<(), CallFailed> {
        self.take(Call::StopLooking(scan))
    }

    fn connect(&self, connection: u64, _: &DeviceAddress) -> Result<(), CallFailed> {
        self.take(Call::Connect(connection))
    }

    fn disconnect(&self, connection: u64) -> Result<(), CallFailed> {
        self.take(Call::Disconnect(connection))
    }

    fn subscribe(&self, ticket: Ticket, characteristic: Characteristic) -> Result<(), CallFailed> {
        self.take(Call::Subscribe(ticket, characteristic))
    }

    fn read(&self, ticket: Ticket, characteristic: Characteristic) -> Result<(), CallFailed> {
        self.take(Call::Read(ticket, characteristic))
    }

    fn write(&self, ticket: Ticket, write: WriteCall) -> Result<(), CallFailed> {
        self.take(Call::Write(ticket, write))
    }

    fn pair(&self, pairing: u64, _: &DeviceAddress, passkey: Option<u32>) -> Result<(), CallFailed> {
        self.take(Call::Pair(pairing, passkey))
    }

    fn answer_passkey(&self, pairing: u64, passkey: u32) -> Result<(), CallFailed> {
        self.take(Call::Passkey(pairing, passkey))
    }

    fn answer_number(&self, pairing: u64, same: bool) -> Result<(), CallFailed> {
        self.take(Call::Number(pairing, same))
    }

    fn cancel_pairing(&self, pairing: u64) -> Result<(), CallFailed> {
        self.take(Call::CancelPairing(pairing))
    }

    fn forget(&self, forgetting: u64, _: &DeviceAddress) -> Result<(), CallFailed> {
        self.take(Call::Forget(forgetting))
    }
}

/// A device's address on this platform.
pub(super) fn device() -> DeviceAddress {
    match AddressForm::OF_THIS_PLATFORM {
        AddressForm::Mac => DeviceAddress::mac([0xc4, 0x11, 0x22, 0x33, 0x44, 0x55]),
        AddressForm::Uuid => DeviceAddress::uuid(0x8f14_e45f_ceea_467f_9a3b_1d2c_3b4a_5968),
    }
}

/// A radio over the shell, a link of it, and a clock that goes when the test says so.
pub(super) struct Rig {
    pub(super) radio: ForeignRadio,
    pub(super) link: Box<dyn Link>,
    pub(super) events: Arc<NativeEvents>,
    pub(super) now: Elapsed,
    shell: Arc<Shell>,
    asked: Receiver<Call>,
}

impl Rig {
    pub(super) fn new() -> Self {
        Self::with_patience(Duration::from_secs(90))
    }

    pub(super) fn with_patience(patience: Duration) -> Self {
        let (told, asked) = channel();
        let shell = Arc::new(Shell { asked: told, mood: Mutex::new(Mood::Takes), events: OnceLock::new() });
        let port: Arc<dyn NativeBluetooth> = Arc::<Shell>::clone(&shell);
        let radio = ForeignRadio::with_patience(&port, patience).expect("threads");
        let link = radio.link(&device()).expect("an address of this platform");
        let events = Arc::clone(shell.events.wait());
        Self { radio, link, events, now: Elapsed(1_000), shell, asked }
    }

    /// With a connection, whose number it gives.
    pub(super) fn connected() -> (Self, u64) {
        let mut rig = Self::new();
        let connection = rig.connect();
        (rig, connection)
    }

    pub(super) fn connect(&mut self) -> u64 {
        self.ask(LinkRequest::Connect);
        let Call::Connect(connection) = self.called() else { panic!("a connection is asked for") };
        self.events.connected(connection, 185);
        assert_eq!(self.said(), [LinkEvent::Connected { mtu: 185 }]);
        connection
    }

    pub(super) fn feels(&self, mood: Mood) {
        *self.shell.mood.lock().expect("nobody panicked") = mood;
    }

    pub(super) fn ask(&mut self, request: LinkRequest) {
        self.link.request(request, self.now);
    }

    /// The next call of the stack, which may be under way on another thread.
    pub(super) fn called(&self) -> Call {
        self.asked.recv_timeout(Duration::from_secs(10)).expect("a call")
    }

    /// Reads from the link and gives the ticket with which the stack was asked.
    pub(super) fn reads(&mut self, characteristic: Characteristic) -> Ticket {
        self.ask(LinkRequest::Read(characteristic));
        match self.called() {
            Call::Read(ticket, of) if of == characteristic => ticket,
            other => panic!("{other:?}"),
        }
    }

    /// No call comes, as far as a moment shows.
    pub(super) fn is_not_called(&self) {
        assert_eq!(self.asked.recv_timeout(Duration::from_millis(100)).ok(), None);
    }

    /// All that the link says now.
    pub(super) fn said(&mut self) -> Vec<LinkEvent> {
        std::iter::from_fn(|| self.link.poll(self.now)).collect()
    }

    /// What the link says next, which comes from another thread.
    pub(super) fn says(&mut self) -> LinkEvent {
        for _ in 0..1_000 {
            if let Some(event) = self.link.poll(self.now) {
                return event;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("nothing said");
    }

    pub(super) fn later(&mut self, milliseconds: u64) {
        self.now = Elapsed(self.now.0 + milliseconds);
    }
}
