//! Fetches the records of one device: lists them, fetches what is the person's own, has each kept for good, and only
//! then deletes it there. Whatever cuts it short, the next run goes on where the last kept byte was, and no record is
//! kept twice or deleted unkept. It can move no device: nothing here knows a command.
//!
//! | file | answers |
//! |---|---|
//! | `words` | what goes in and comes out? |
//! | `connecting` | how does it come to know the device? |
//! | `asking` | what is asked, how long is it waited for, and what if nothing comes? |
//! | `fetching` | how does a record come together, and when may it go? |
//!
//! A caller feeds [`RecordSync::handle`], [`RecordSync::begin`], [`RecordSync::kept`] and
//! [`RecordSync::handle_timeout`], polls [`RecordSync::poll_output`] until it is empty after each, and sets one timer for
//! [`RecordSync::poll_timeout`].

mod asking;
mod connecting;
mod fetching;
#[cfg(test)]
pub(crate) mod tests;
mod words;

use std::collections::{BTreeMap, VecDeque};

use asking::Asked;
use connecting::Setup;
use fetching::Fetch;

pub use words::{Known, Output, Progress, SyncEnd, Unit};

use crate::device::link::{DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use crate::device::records::clock::ClockReading;
use crate::device::records::protocol::{RecordProtocol, RecordReport, RecordRequest};
use crate::device::records::record::{RecordDigest, RecordEntry, RecordNumber};
use crate::device::timing;
use crate::time::{Elapsed, Timestamp};

/// Where it stands.
#[derive(Debug)]
enum State {
    /// Not begun, or over.
    Down,
    /// The connection was asked for.
    Connecting { until: Elapsed },
    /// Connected; the device is asked what it is.
    SettingUp(Setup),
    /// It is known which device this is, and not yet what the journal has of it.
    Identified,
    /// The device is asked how many records there are.
    Counting,
    /// Entries come in, so many are to.
    Listing { announced: u16 },
    /// A record comes in.
    Fetching(Fetch),
    /// A whole record waits for its place in the journal.
    Keeping { entry: RecordEntry, digest: RecordDigest },
    /// A kept record is to go.
    Deleting { entry: RecordEntry, kept_now: bool },
    /// The last thing: the device's clock.
    SettingClock { until: Elapsed },
    /// The connection is being dropped.
    Closing { until: Elapsed, end: SyncEnd },
}

/// See the module.
#[derive(Debug)]
pub struct RecordSync {
    protocol: Box<dyn RecordProtocol>,
    state: State,
    unit: Option<Unit>,
    known: Known,
    /// The phone's clock at a moment of ours, once the caller said so.
    phone: Option<(Timestamp, Elapsed)>,
    clock_read_at: Option<Elapsed>,
    reading: Option<ClockReading>,
    asked: Option<Asked>,
    entries: BTreeMap<RecordNumber, RecordEntry>,
    waiting: VecDeque<RecordEntry>,
    progress: Progress,
    outputs: VecDeque<Output>,
}

impl RecordSync {
    /// One that has not begun.
    pub fn new(protocol: Box<dyn RecordProtocol>) -> Self {
        Self {
            protocol,
            state: State::Down,
            unit: None,
            known: Known::default(),
            phone: None,
            clock_read_at: None,
            reading: None,
            asked: None,
            entries: BTreeMap::new(),
            waiting: VecDeque::new(),
            progress: Progress::default(),
            outputs: VecDeque::new(),
        }
    }

    /// Begins to connect.
    pub fn connect(&mut self, now: Elapsed) {
        if matches!(self.state, State::Down) {
            self.state = State::Connecting { until: now.plus(timing::CONNECT_DEADLINE) };
            self.outputs.push_back(Output::Link(LinkRequest::Connect));
        }
    }

    /// Answers [`Output::Identified`]: what the journal has of this device, and what the phone's clock says.
    pub fn begin(&mut self, known: Known, phone: Timestamp, now: Elapsed) {
        if !matches!(self.state, State::Identified) {
            return;
        }
        self.known = known;
        self.phone = Some((phone, now));
        self.reading = self.clock_reading();
        if self.unit.as_ref().is_none_or(|unit| unit.feature.records.is_none()) {
            return self.close(SyncEnd::KeepsNone, now);
        }
        self.state = State::Counting;
        self.ask(RecordRequest::Number, now);
    }

    /// Answers [`Output::Keep`]: the record is in the journal for good.
    pub fn kept(&mut self, number: RecordNumber, now: Elapsed) {
        if let State::Keeping { entry, digest } = self.state
            && entry.number == number
        {
            self.delete(entry, digest, true, now);
        }
    }

    /// Answers [`Output::Keep`] or [`Output::KeepPart`]: the journal could not take it. Nothing more is fetched or deleted.
    pub fn not_kept(&mut self, now: Elapsed) {
        self.close(SyncEnd::NotKept, now);
    }

    /// Gives up; what was fetched of a record is handed out to be kept.
    pub fn stop(&mut self, now: Elapsed) {
        self.close(SyncEnd::Stopped, now);
    }

    /// Takes what the link reports.
    pub fn handle(&mut self, event: LinkEvent, now: Elapsed) {
        match event {
            LinkEvent::Connected { .. } => self.connected(now),
            LinkEvent::Subscribed(characteristic) => {
                self.step_done(&LinkRequest::Subscribe(characteristic), now);
            }
            LinkEvent::ReadDone { characteristic, value } => {
                let report = self.protocol.read_report(characteristic, &value);
                self.read(characteristic, report, now);
            }
            LinkEvent::Notified { characteristic, value } => {
                // What makes no sense is as good as lost, and asked for again.
                if let Ok(report) = self.protocol.read_report(characteristic, &value) {
                    self.told(report, now);
                }
            }
            LinkEvent::Written(_) => {
                if matches!(self.state, State::SettingClock { .. }) {
                    self.close(SyncEnd::Done, now);
                }
            }
            LinkEvent::Failed { request, reason } => self.failed(request, reason, now),
            LinkEvent::Disconnected { reason } => self.lost(reason),
        }
    }

    fn told(&mut self, report: RecordReport, now: Elapsed) {
        match report {
            RecordReport::Number(number) => self.counted(number, now),
            RecordReport::Entry(entry) => self.listed(entry, now),
            RecordReport::Fragment { number_low, offset, bytes } => {
                self.fragment(number_low, offset, &bytes, now);
            }
            RecordReport::Answer { of, result } => self.answered(of, result, now),
            RecordReport::Feature(_) | RecordReport::Name(..) | RecordReport::Clock(_) => {}
        }
    }

    fn failed(&mut self, request: RequestKind, reason: LinkFailure, now: Elapsed) {
        let unpaired = reason == LinkFailure::NotAuthenticated;
        match (&self.state, request) {
            (State::Closing { .. } | State::Down, _) | (_, RequestKind::Disconnect) => {}
            (State::Connecting { .. }, _) => self.close(SyncEnd::NotReached(reason), now),
            (State::SettingUp(_), RequestKind::Read(which)) if !unpaired => {
                self.unreadable(which, reason, now);
            }
            (State::SettingUp(_), _) if !unpaired => self.close(SyncEnd::NotReached(reason), now),
            // The records are there and kept; only the clock was not to be had.
            (State::SettingClock { .. }, RequestKind::Write(_)) => self.close(SyncEnd::Done, now),
            (_, RequestKind::Write(_)) if !unpaired => self.came_to_nothing(now),
            _ if unpaired => self.close(SyncEnd::NotPairedEnough, now),
            _ => {}
        }
    }

    /// Does what is due at `now`.
    pub fn handle_timeout(&mut self, now: Elapsed) {
        if self.poll_timeout().is_none_or(|due| now < due) {
            return;
        }
        match &self.state {
            State::Connecting { .. } | State::SettingUp(_) => {
                self.close(SyncEnd::NotReached(LinkFailure::TimedOut), now);
            }
            State::SettingClock { .. } => self.close(SyncEnd::Done, now),
            State::Closing { .. } => self.lost(DisconnectReason::Unknown),
            _ => self.came_to_nothing(now),
        }
    }

    /// When [`RecordSync::handle_timeout`] is to be called next; nothing where nothing is waited for.
    pub fn poll_timeout(&self) -> Option<Elapsed> {
        match &self.state {
            State::Connecting { until } | State::SettingClock { until } | State::Closing { until, .. } => {
                Some(*until)
            }
            State::SettingUp(setup) => Some(setup.until),
            _ => self.asked.as_ref().map(|asked| asked.until),
        }
    }

    /// The next thing to do or to make known, until there is none.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// What the device and its clock said, once both are known.
    pub fn reading(&self) -> Option<&ClockReading> {
        self.reading.as_ref()
    }

    /// Drops the connection; the end is told once it is gone.
    fn close(&mut self, end: SyncEnd, now: Elapsed) {
        if matches!(self.state, State::Down | State::Closing { .. }) {
            return;
        }
        self.hand_out_part();
        self.asked = None;
        self.outputs.push_back(Output::Link(LinkRequest::Disconnect));
        self.state = State::Closing { until: now.plus(timing::DISCONNECT_DEADLINE), end };
    }

    fn lost(&mut self, reason: DisconnectReason) {
        self.hand_out_part();
        self.asked = None;
        self.outputs.retain(|output| !matches!(output, Output::Link(_)));
        match std::mem::replace(&mut self.state, State::Down) {
            State::Down => {}
            State::Closing { end, .. } => self.outputs.push_back(Output::Finished(end)),
            _ => self.outputs.push_back(Output::Finished(SyncEnd::Lost(reason))),
        }
    }
}
