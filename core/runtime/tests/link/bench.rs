//! What a test needs of a link and of the device at its other end.

use nape::link::Link;
use nape_logic::device::link::{Characteristic, LinkEvent, LinkRequest, RequestKind};
use nape_logic::device::profile_v1::{CONTROL_POINT, STOP};
use nape_logic::time::{Elapsed, Millis};

/// A device, the way to it, and time.
pub(crate) trait Bench {
    /// A new link to the device, which is not connected.
    fn link(&mut self) -> Box<dyn Link>;

    /// A new link to a device that is not there.
    fn link_to_nobody(&mut self) -> Box<dyn Link>;

    fn now(&self) -> Elapsed;

    /// Lets time pass until the link may have something to say, and at most until then.
    fn wait(&mut self, link: &mut dyn Link, until: Elapsed);

    /// Has the connection end as if the device had gone out of reach.
    fn lose(&mut self, link: &mut dyn Link);

    /// Whether the device believes that it is connected.
    fn is_connected(&mut self) -> bool;
}

/// What is waited for at most: a real radio may search, connect and ask.
pub(crate) const PATIENCE: Millis = Millis::from_secs(20);

/// A characteristic that no device has.
pub(crate) const NOWHERE: Characteristic = Characteristic::new(0x4e61_0099_7065_4f3b_8a1c_5d2e_9b70_4c16);

/// The profile's worked frame: Request Control, sequence 1, token 0x01020304.
pub(crate) const REQUEST_CONTROL: [u8; 9] = [0x01, 0x01, 0x00, 0x04, 0x03, 0x02, 0x01, 0xed, 0xe9];

pub(crate) fn request_control() -> LinkRequest {
    let value = REQUEST_CONTROL.to_vec();
    LinkRequest::Write { characteristic: CONTROL_POINT, value, with_response: true }
}

pub(crate) fn stop() -> LinkRequest {
    LinkRequest::Write { characteristic: STOP, value: vec![1], with_response: false }
}

/// A link in use. What it says is kept in its order.
pub(crate) struct Talk<'a> {
    pub(crate) bench: &'a mut dyn Bench,
    pub(crate) link: Box<dyn Link>,
    said: Vec<LinkEvent>,
}

impl<'a> Talk<'a> {
    pub(crate) fn new(bench: &'a mut dyn Bench) -> Self {
        let link = bench.link();
        Self { bench, link, said: Vec::new() }
    }

    pub(crate) fn with_nobody(bench: &'a mut dyn Bench) -> Self {
        let link = bench.link_to_nobody();
        Self { bench, link, said: Vec::new() }
    }

    /// A link that is connected.
    pub(crate) fn connected(bench: &'a mut dyn Bench) -> Self {
        let mut talk = Self::new(bench);
        talk.ask(LinkRequest::Connect);
        talk.hear("Connected", |event| matches!(event, LinkEvent::Connected { .. }));
        talk
    }

    pub(crate) fn ask(&mut self, request: LinkRequest) {
        let now = self.bench.now();
        self.link.request(request, now);
    }

    /// Waits for the first event of this kind and gives all from the last one heard up to it; what comes before it is
    /// part of the answer, so that nothing is skipped unseen.
    pub(crate) fn hear_all(&mut self, what: &str, is_it: impl Fn(&LinkEvent) -> bool) -> Vec<LinkEvent> {
        let until = self.bench.now().plus(PATIENCE);
        let from = self.said.len();
        loop {
            let now = self.bench.now();
            if let Some(event) = self.link.poll(now) {
                let found = is_it(&event);
                self.said.push(event);
                if found {
                    return self.said[from..].to_vec();
                }
            } else {
                assert!(now < until, "never heard: {what}; but {:?}", &self.said[from..]);
                self.bench.wait(self.link.as_mut(), until);
            }
        }
    }

    /// Waits for the first event of this kind.
    pub(crate) fn hear(&mut self, what: &str, is_it: impl Fn(&LinkEvent) -> bool) -> LinkEvent {
        self.hear_all(what, is_it).pop().expect("at least the one that was waited for")
    }

    /// Asks, and waits for the answer, which must be this one.
    pub(crate) fn must(&mut self, request: LinkRequest, answer: LinkEvent) {
        let kind = kind(&request);
        self.ask(request);
        assert_eq!(self.hear(&format!("{answer:?}"), |event| answers(event) == Some(kind)), answer);
    }

    /// All that comes in this time.
    pub(crate) fn listen(&mut self, time: Millis) -> Vec<LinkEvent> {
        let until = self.bench.now().plus(time);
        let from = self.said.len();
        while self.bench.now() < until {
            let now = self.bench.now();
            if let Some(event) = self.link.poll(now) {
                self.said.push(event);
            } else {
                self.bench.wait(self.link.as_mut(), until);
            }
        }
        self.said[from..].to_vec()
    }

    /// Everything that was heard of the link so far.
    pub(crate) fn said(&self) -> &[LinkEvent] {
        &self.said
    }
}

/// Which request an event answers; `None` for what comes unasked.
pub(crate) fn answers(event: &LinkEvent) -> Option<RequestKind> {
    match event {
        LinkEvent::Connected { .. } => Some(RequestKind::Connect),
        LinkEvent::Subscribed(characteristic) => Some(RequestKind::Subscribe(*characteristic)),
        LinkEvent::ReadDone { characteristic, .. } => Some(RequestKind::Read(*characteristic)),
        LinkEvent::Written(characteristic) => Some(RequestKind::Write(*characteristic)),
        LinkEvent::Failed { request, .. } => Some(*request),
        LinkEvent::Notified { .. } | LinkEvent::Disconnected { .. } => None,
    }
}

fn kind(request: &LinkRequest) -> RequestKind {
    match request {
        LinkRequest::Connect => RequestKind::Connect,
        LinkRequest::Subscribe(characteristic) => RequestKind::Subscribe(*characteristic),
        LinkRequest::Read(characteristic) => RequestKind::Read(*characteristic),
        LinkRequest::Write { characteristic, .. } => RequestKind::Write(*characteristic),
        LinkRequest::Disconnect => RequestKind::Disconnect,
    }
}
