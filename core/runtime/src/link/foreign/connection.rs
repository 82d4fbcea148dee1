//! One connection of a lent stack, from the request to the end, on the caller's clock: what is asked of the stack when, and what of
//! all that it tells counts. Nothing here calls or waits; [`Act`]s say what is to be called.

use std::collections::{HashSet, VecDeque};

use nape_logic::device::link::{
    Characteristic, DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind,
};
use nape_logic::time::{Elapsed, Millis};

use super::events::Happened;
use super::port::WriteCall;

/// From the request to the connection with all that is known of it: less than the controller waits, so that it hears the reason.
const CONNECTED_WITHIN: Millis = Millis::from_secs(18);
/// How long a request that the device answers may take; less than the controller gives a step of setting up.
const ANSWERED_WITHIN: Millis = Millis::from_secs(9);
/// How long the radio may take for a write without response. A Stop that it does not take is written again (E18).
const TAKEN_WITHIN: Millis = Millis::from_secs(1);
/// How long a connection that is to end waits for what was written before: a Stop goes first.
pub(super) const LAST_WRITES: Millis = Millis(500);
/// How long the stack may take to end a connection.
const ENDED_WITHIN: Millis = Millis::from_secs(4);
/// The smallest ATT MTU there is, whatever a stack says.
const LEAST_MTU: u16 = 23;

/// What is to be asked of the stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    Subscribe(u64, Characteristic),
    Read(u64, Characteristic),
    Write(u64, WriteCall),
    Disconnect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Connecting {
        until: Elapsed,
    },
    Open {
        mtu: u16,
    },
    /// It is to end, after what was written without response.
    LastWrites {
        until: Elapsed,
    },
    /// The stack was asked to end it.
    Ending {
        until: Elapsed,
    },
    Over,
}

/// A request that the stack has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    number: u64,
    kind: RequestKind,
    until: Elapsed,
    /// A subscription that there was none of before.
    is_new: bool,
}

/// See the module.
pub(super) struct Connection {
    phase: Phase,
    /// Requests whose turn has not come.
    waiting: VecDeque<LinkRequest>,
    /// The one that the device is to answer.
    asked: Option<Asked>,
    /// Writes without response that the radio has not taken.
    unanswered: Vec<Asked>,
    subscribed: HashSet<Characteristic>,
    last_number: u64,
    acts: VecDeque<Act>,
    events: VecDeque<LinkEvent>,
}

impl Connection {
    /// One that the stack is asked for now.
    pub(super) fn begin(now: Elapsed) -> Self {
        Self {
            phase: Phase::Connecting { until: now.plus(CONNECTED_WITHIN) },
            waiting: VecDeque::new(),
            asked: None,
            unanswered: Vec::new(),
            subscribed: HashSet::new(),
            last_number: 0,
            acts: VecDeque::new(),
            events: VecDeque::new(),
        }
    }

    pub(super) fn act(&mut self) -> Option<Act> {
        self.acts.pop_front()
    }

    pub(super) fn event(&mut self) -> Option<LinkEvent> {
        self.events.pop_front()
    }

    pub(super) const fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Over)
    }

    /// Whether it was asked to end, so that a request now is one of the next connection.
    pub(super) const fn is_ending(&self) -> bool {
        matches!(self.phase, Phase::LastWrites { .. } | Phase::Ending { .. } | Phase::Over)
    }

    /// The writes without response that are under way.
    pub(super) fn last_writes(&self) -> Vec<u64> {
        self.unanswered.iter().map(|asked| asked.number).collect()
    }

    /// Whether the stack has yet to be asked to end it.
    pub(super) const fn is_to_be_ended(&self) -> bool {
        !matches!(self.phase, Phase::Ending { .. } | Phase::Over)
    }

    pub(super) fn request(&mut self, request: LinkRequest, now: Elapsed) {
        match (self.phase, request) {
            (Phase::Connecting { .. }, LinkRequest::Disconnect) => self.end(now),
            (_, LinkRequest::Disconnect) => {
                self.phase = Phase::LastWrites { until: now.plus(LAST_WRITES) };
                self.end_after_last_writes(now);
            }
            (Phase::Open { .. }, LinkRequest::Write { characteristic, value, with_response: false }) => {
                let kind = RequestKind::Write(characteristic);
                let asked = self.ask(kind, now.plus(TAKEN_WITHIN));
                self.unanswered.push(asked);
                let write = WriteCall { characteristic, value, with_response: false };
                self.acts.push_back(Act::Write(asked.number, write));
            }
            (_, request) => {
                self.waiting.push_back(request);
                self.go_on(now);
            }
        }
    }

    pub(super) fn hear(&mut self, happened: Happened, now: Elapsed) {
        match happened {
            Happened::Connected { mtu } => self.connected(mtu.max(LEAST_MTU), now),
            Happened::NotConnected(reason) => self.not_connected(reason),
            Happened::Done { request, value } => {
                if let Some(asked) = self.take_asked(request) {
                    self.events.push_back(done(asked.kind, value));
                    self.after_an_answer(now);
                }
            }
            Happened::Failed { request, reason } => {
                if let Some(asked) = self.take_asked(request) {
                    self.fail(asked, reason);
                    self.after_an_answer(now);
                }
            }
            Happened::Notified { characteristic, value } => {
                if !self.is_over() && self.subscribed.contains(&characteristic) {
                    self.events.push_back(LinkEvent::Notified { characteristic, value });
                }
            }
            Happened::Disconnected(reason) => self.disconnected(reason),
        }
    }

    /// What comes of the time that has passed.
    pub(super) fn expire(&mut self, now: Elapsed) {
        if let Some(late) = self.asked.take_if(|asked| asked.until <= now) {
            self.fail(late, LinkFailure::TimedOut);
        }
        let is_late = |asked: &Asked| asked.until <= now;
        let late: Vec<Asked> = self.unanswered.iter().copied().filter(is_late).collect();
        self.unanswered.retain(|asked| !is_late(asked));
        for asked in late {
            self.fail(asked, LinkFailure::TimedOut);
        }
        match self.phase {
            Phase::Connecting { until } if until <= now => {
                self.acts.push_back(Act::Disconnect);
                self.not_connected(LinkFailure::TimedOut);
            }
            Phase::LastWrites { until } if until <= now => self.end(now),
            Phase::Ending { until } if until <= now => {
                tracing::debug!("a lent Bluetooth stack did not confirm that a connection ended");
                self.over(DisconnectReason::Requested);
            }
            _ => self.after_an_answer(now),
        }
    }

    /// When time alone changes something.
    pub(super) fn deadline(&self) -> Option<Elapsed> {
        let phase = match self.phase {
            Phase::Connecting { until } | Phase::LastWrites { until } | Phase::Ending { until } => {
                Some(until)
            }
            Phase::Open { .. } | Phase::Over => None,
        };
        self.asked.iter().chain(&self.unanswered).map(|asked| asked.until).chain(phase).min()
    }

    fn connected(&mut self, mtu: u16, now: Elapsed) {
        match self.phase {
            Phase::Connecting { .. } => {
                self.phase = Phase::Open { mtu };
                self.events.push_back(LinkEvent::Connected { mtu });
                for request in std::mem::take(&mut self.waiting) {
                    self.request(request, now);
                }
            }
            // It came about all the same.
            Phase::Ending { .. } => self.acts.push_back(Act::Disconnect),
            Phase::Open { .. } | Phase::LastWrites { .. } | Phase::Over => {}
        }
    }

    fn not_connected(&mut self, reason: LinkFailure) {
        match self.phase {
            Phase::Connecting { .. } => {
                self.phase = Phase::Over;
                self.events.push_back(LinkEvent::Failed { request: RequestKind::Connect, reason });
                for request in std::mem::take(&mut self.waiting) {
                    let (request, reason) = (kind(&request), LinkFailure::Other);
                    self.events.push_back(LinkEvent::Failed { request, reason });
                }
            }
            Phase::Ending { .. } => self.over(DisconnectReason::Requested),
            Phase::Open { .. } | Phase::LastWrites { .. } | Phase::Over => {}
        }
    }

    fn disconnected(&mut self, reason: DisconnectReason) {
        match self.phase {
            Phase::Connecting { .. } => {
                self.not_connected(match reason {
                    DisconnectReason::BondLost => LinkFailure::NotAuthenticated,
                    DisconnectReason::AdapterOff => LinkFailure::AdapterOff,
                    DisconnectReason::NotPermitted => LinkFailure::NotPermitted,
                    _ => LinkFailure::Other,
                });
                if reason == DisconnectReason::BondLost {
                    self.events.push_back(LinkEvent::Disconnected { reason });
                }
            }
            // Nobody here asked for it.
            Phase::Open { .. } if reason == DisconnectReason::Requested => {
                self.over(DisconnectReason::Unknown);
            }
            Phase::Open { .. } => self.over(reason),
            Phase::LastWrites { .. } | Phase::Ending { .. } => self.over(DisconnectReason::Requested),
            Phase::Over => {}
        }
    }

    fn over(&mut self, reason: DisconnectReason) {
        self.phase = Phase::Over;
        self.events.push_back(LinkEvent::Disconnected { reason });
    }

    fn end(&mut self, now: Elapsed) {
        self.phase = Phase::Ending { until: now.plus(ENDED_WITHIN) };
        self.acts.push_back(Act::Disconnect);
    }

    fn end_after_last_writes(&mut self, now: Elapsed) {
        if self.unanswered.is_empty() {
            self.end(now);
        }
    }

    fn after_an_answer(&mut self, now: Elapsed) {
        match self.phase {
            Phase::LastWrites { .. } => self.end_after_last_writes(now),
            _ => self.go_on(now),
        }
    }

    /// Asks for what comes next, where nothing is under way.
    fn go_on(&mut self, now: Elapsed) {
        let Phase::Open { mtu } = self.phase else { return };
        while self.asked.is_none()
            && let Some(request) = self.waiting.pop_front()
        {
            let mut asked = self.ask(kind(&request), now.plus(ANSWERED_WITHIN));
            let act = match request {
                LinkRequest::Connect => {
                    self.events.push_back(LinkEvent::Connected { mtu });
                    continue;
                }
                LinkRequest::Disconnect => Act::Disconnect,
                LinkRequest::Subscribe(characteristic) => {
                    // From now on: the first notification may come before the word that there will be some.
                    asked.is_new = self.subscribed.insert(characteristic);
                    Act::Subscribe(asked.number, characteristic)
                }
                LinkRequest::Read(characteristic) => Act::Read(asked.number, characteristic),
                LinkRequest::Write { characteristic, value, with_response } => {
                    Act::Write(asked.number, WriteCall { characteristic, value, with_response })
                }
            };
            self.asked = Some(asked);
            self.acts.push_back(act);
        }
    }

    fn ask(&mut self, kind: RequestKind, until: Elapsed) -> Asked {
        self.last_number += 1;
        Asked { number: self.last_number, kind, until, is_new: false }
    }

    /// The request of this number, where it is still under way.
    fn take_asked(&mut self, number: u64) -> Option<Asked> {
        if self.is_over() {
            return None;
        }
        self.asked.take_if(|asked| asked.number == number).or_else(|| {
            let place = self.unanswered.iter().position(|asked| asked.number == number)?;
            Some(self.unanswered.remove(place))
        })
    }

    fn fail(&mut self, asked: Asked, reason: LinkFailure) {
        if let RequestKind::Subscribe(characteristic) = asked.kind
            && asked.is_new
        {
            self.subscribed.remove(&characteristic);
        }
        tracing::debug!(request = ?asked.kind, ?reason, "a request to a lent Bluetooth stack failed");
        self.events.push_back(LinkEvent::Failed { request: asked.kind, reason });
    }
}

fn done(kind: RequestKind, value: Vec<u8>) -> LinkEvent {
    match kind {
        RequestKind::Subscribe(characteristic) => LinkEvent::Subscribed(characteristic),
        RequestKind::Read(characteristic) => LinkEvent::ReadDone { characteristic, value },
        RequestKind::Write(characteristic) => LinkEvent::Written(characteristic),
        // Neither is asked by a number of its own.
        request @ (RequestKind::Connect | RequestKind::Disconnect) => {
            LinkEvent::Failed { request, reason: LinkFailure::Other }
        }
    }
}

/// Which request it is, without what it carries.
pub(super) const fn kind(request: &LinkRequest) -> RequestKind {
    match request {
        LinkRequest::Connect => RequestKind::Connect,
        LinkRequest::Subscribe(characteristic) => RequestKind::Subscribe(*characteristic),
        LinkRequest::Read(characteristic) => RequestKind::Read(*characteristic),
        LinkRequest::Write { characteristic, .. } => RequestKind::Write(*characteristic),
        LinkRequest::Disconnect => RequestKind::Disconnect,
    }
}
