//! A device that keeps records, the air, and a journal, on a clock that only the test moves.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::num::NonZeroU32;

use super::record;
use crate::device::link::{Characteristic, DisconnectReason, LinkEvent, LinkRequest};
use crate::device::profile_v1::device_frames::{feature, records as frames};
use crate::device::profile_v1::{CLOCK, FEATURE, ProfileV1, RECORD_ACCESS, SERIAL_NUMBER, SESSION_RECORD};
use crate::device::records::clock::DeviceClock;
use crate::device::records::protocol::{RecordProtocol, RecordRequest, RecordRequestKind, RecordResult};
use crate::device::records::record::{RecordDigest, RecordEntry, RecordNumber, SessionRecord};
use crate::device::records::sync::{Known, Output, RecordSync, SyncEnd};
use crate::device::status::{DeviceBoot, DeviceKind, Feature};
use crate::modality::{Modality, Region};
use crate::time::{Elapsed, Millis, Timestamp};
use crate::units::Force;

pub(super) const OURS: u32 = 0x0102_0304;
pub(super) const THEIRS: u32 = 0x0909_0909;
const FRAGMENT: usize = 11;

/// A content as a device writes it.
pub(super) fn content(number: u32, token: Option<u32>, seconds: usize) -> Vec<u8> {
    frames::content(&record(number, token, seconds))
}

/// What a unit with room for records says of itself.
fn what_it_is() -> Feature {
    Feature {
        version: (1, 0),
        kind: DeviceKind::Actuator,
        modality: Modality::HomeUnit,
        regions: BTreeSet::from([Region::Cervical]),
        intermittent: true,
        hand_switch: true,
        start_button: false,
        levels: None,
        records: Some(50),
        least_force: Force::from_decinewtons(100),
        greatest_force: Force::from_decinewtons(2224),
        force_step: Force::from_decinewtons(10),
        greatest_ramp_per_second: Force::from_decinewtons(200),
        longest_programme: Millis::from_secs(1800),
    }
}

/// The device: its records, and what it still has to send.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    pub(super) records: BTreeMap<RecordNumber, Vec<u8>>,
    pub(super) clock: Option<u64>,
    pub(super) busy: bool,
    pub(super) keeps_none: bool,
    /// Not yet sent of the report under way.
    report: VecDeque<(Characteristic, Vec<u8>)>,
    connected: bool,
}

/// The journal: what was committed.
#[derive(Debug, Clone, Default)]
pub(super) struct Journal {
    pub(super) records: BTreeMap<(RecordNumber, RecordDigest), Vec<Vec<u8>>>,
    pub(super) parts: BTreeMap<RecordNumber, Vec<u8>>,
    pub(super) claimed: BTreeSet<RecordNumber>,
    pub(super) full: bool,
}

impl Journal {
    fn known(&self) -> Known {
        let mut kept: BTreeMap<RecordNumber, BTreeSet<RecordDigest>> = BTreeMap::new();
        for (number, digest) in self.records.keys() {
            kept.entry(*number).or_default().insert(*digest);
        }
        Known {
            tokens: BTreeSet::from([NonZeroU32::new(OURS).expect("not zero")]),
            claimed: self.claimed.clone(),
            kept,
            parts: self.parts.clone(),
        }
    }

    fn keep(&mut self, record: &SessionRecord, content: Vec<u8>) {
        self.parts.remove(&record.number);
        self.records.entry((record.number, record.digest)).or_default().push(content);
    }
}

/// All together.
pub(super) struct Bench {
    pub(super) unit: Unit,
    pub(super) journal: Journal,
    pub(super) sync: RecordSync,
    pub(super) now: Elapsed,
    /// On its way to the phone.
    pub(super) air: VecDeque<LinkEvent>,
    pub(super) told: Vec<Output>,
    /// On its way to the disk: gone where the phone dies.
    pub(super) committing: VecDeque<(SessionRecord, Vec<u8>)>,
    pub(super) end: Option<SyncEnd>,
}

impl Bench {
    pub(super) fn with(contents: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let records = contents.into_iter().map(|content| {
            let number = u32::from_le_bytes(content[4..8].try_into().expect("four"));
            (RecordNumber(number), content)
        });
        Self {
            unit: Unit { records: records.collect(), ..Unit::default() },
            journal: Journal::default(),
            sync: RecordSync::new(Box::new(ProfileV1)),
            now: Elapsed(0),
            air: VecDeque::new(),
            told: Vec::new(),
            committing: VecDeque::new(),
            end: None,
        }
    }

    /// Another run: the phone knows what the journal has and nothing else.
    pub(super) fn begin(&mut self) {
        self.sync = RecordSync::new(Box::new(ProfileV1));
        self.air.clear();
        self.committing.clear();
        self.unit.report.clear();
        self.unit.connected = false;
        self.end = None;
        self.sync.connect(self.now);
        self.drain();
    }

    /// A whole run on a good link.
    pub(super) fn run(&mut self) -> SyncEnd {
        self.begin();
        for _ in 0..200_000 {
            if let Some(end) = self.end {
                return end;
            }
            self.go_on();
        }
        panic!("it never ends: {:?}", self.sync);
    }

    /// What is on its way to the disk is there now; who waits for it may have died meanwhile.
    pub(super) fn commit(&mut self) -> Option<RecordNumber> {
        let (record, content) = self.committing.pop_front()?;
        self.journal.keep(&record, content);
        Some(record.number)
    }

    /// A commit is done, one event arrives, or time passes to what is due.
    pub(super) fn go_on(&mut self) {
        if let Some(number) = self.commit() {
            self.sync.kept(number, self.now);
            return self.drain();
        }
        self.send_more();
        match self.air.pop_front() {
            Some(event) => self.deliver(event),
            None => self.wait(),
        }
    }

    pub(super) fn deliver(&mut self, event: LinkEvent) {
        self.now = self.now.plus(Millis(1));
        self.sync.handle(event, self.now);
        self.drain();
    }

    pub(super) fn wait(&mut self) {
        if let Some(due) = self.sync.poll_timeout() {
            self.now = self.now.max(due);
            self.sync.handle_timeout(self.now);
            self.drain();
        }
    }

    /// The link breaks: what is on its way never comes.
    pub(super) fn cut(&mut self) {
        self.air.clear();
        self.unit.report.clear();
        if std::mem::take(&mut self.unit.connected) {
            self.air.push_back(LinkEvent::Disconnected { reason: DisconnectReason::LinkLost });
        }
    }

    /// The report goes on while somebody listens.
    pub(super) fn send_more(&mut self) {
        if self.air.len() < 3
            && let Some((characteristic, value)) = self.unit.report.pop_front()
        {
            self.air.push_back(LinkEvent::Notified { characteristic, value });
        }
    }

    pub(super) fn drain(&mut self) {
        while let Some(output) = self.sync.poll_output() {
            match &output {
                Output::Link(request) => self.link(request.clone()),
                Output::Identified(_) => {
                    let phone = Timestamp::parse("2026-03-28T09:00:00+02:00").expect("an instant");
                    self.sync.begin(self.journal.known(), phone, self.now);
                }
                Output::KeepPart { number, bytes } => {
                    self.journal.parts.insert(*number, bytes.clone());
                }
                Output::Keep { .. } if self.journal.full => self.sync.not_kept(self.now),
                Output::Keep { content, record } => {
                    self.committing.push_back((record.as_ref().clone(), content.clone()));
                }
                Output::Finished(end) => self.end = Some(*end),
                _ => {}
            }
            self.told.push(output);
        }
    }

    pub(super) fn link(&mut self, request: LinkRequest) {
        match request {
            LinkRequest::Connect => {
                self.unit.connected = true;
                self.air.push_back(LinkEvent::Connected { mtu: 23 });
            }
            LinkRequest::Disconnect => {
                self.unit.connected = false;
                self.unit.report.clear();
                self.air.push_back(LinkEvent::Disconnected { reason: DisconnectReason::Requested });
            }
            _ if !self.unit.connected => {}
            LinkRequest::Subscribe(characteristic) => {
                self.air.push_back(LinkEvent::Subscribed(characteristic));
            }
            LinkRequest::Read(characteristic) => {
                let value = self.unit.read(characteristic);
                self.air.push_back(LinkEvent::ReadDone { characteristic, value });
            }
            LinkRequest::Write { characteristic: CLOCK, value, .. } => {
                let six = value[..6].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
                self.unit.clock = Some(six);
                self.air.push_back(LinkEvent::Written(CLOCK));
            }
            LinkRequest::Write { characteristic, value, .. } => {
                self.air.push_back(LinkEvent::Written(characteristic));
                let answers = self.asked(&frames::request(&value).expect("a request of the profile"));
                self.air.extend(
                    answers
                        .into_iter()
                        .map(|value| LinkEvent::Notified { characteristic: RECORD_ACCESS, value }),
                );
            }
        }
    }

    /// What is answered at once; a report goes on by itself.
    fn asked(&mut self, request: &RecordRequest) -> Option<Vec<u8>> {
        let answer = |of, result| Some(frames::answer(of, result));
        let reporting = !self.unit.report.is_empty();
        match request {
            RecordRequest::Abort => {
                self.unit.report.clear();
                let result = if reporting { RecordResult::Success } else { RecordResult::NothingToAbort };
                answer(RecordRequestKind::Abort, result)
            }
            RecordRequest::Number if !reporting => {
                Some(frames::number_answer(u16::try_from(self.unit.records.len()).expect("few")))
            }
            RecordRequest::Number => answer(RecordRequestKind::Number, RecordResult::NotCompleted),
            RecordRequest::List | RecordRequest::Content { .. } if self.unit.busy => {
                answer(RecordRequestKind::Report, RecordResult::Busy)
            }
            RecordRequest::List | RecordRequest::Content { .. } if reporting => {
                answer(RecordRequestKind::Report, RecordResult::NotCompleted)
            }
            RecordRequest::List => {
                self.unit.report =
                    self.unit.entries().map(|entry| (SESSION_RECORD, frames::entry(&entry))).collect();
                self.end_report(RecordResult::Success);
                None
            }
            RecordRequest::Content { number, offset } => {
                let Some(content) = self.unit.records.get(number) else {
                    return answer(RecordRequestKind::Report, RecordResult::NotFound);
                };
                let places = (*offset as usize..content.len()).step_by(FRAGMENT);
                let report =
                    places.map(|at| (SESSION_RECORD, frames::fragment(*number, content, at))).collect();
                self.unit.report = report;
                self.end_report(RecordResult::Success);
                None
            }
            RecordRequest::Delete { number, digest } => {
                answer(RecordRequestKind::Delete, self.delete(*number, *digest))
            }
        }
    }

    fn end_report(&mut self, result: RecordResult) {
        self.unit.report.push_back((RECORD_ACCESS, frames::answer(RecordRequestKind::Report, result)));
    }

    /// The promise of it all is checked where it could be broken.
    fn delete(&mut self, number: RecordNumber, digest: RecordDigest) -> RecordResult {
        let Some(content) = self.unit.records.get(&number) else { return RecordResult::NotFound };
        if RecordDigest(u32::from_le_bytes(*content.last_chunk().expect("a digest"))) != digest {
            return RecordResult::DigestDiffers;
        }
        let kept = self.journal.records.get(&(number, digest));
        assert!(kept.is_some_and(|kept| kept.contains(content)), "{number:?} was deleted before it was kept");
        self.unit.records.remove(&number);
        RecordResult::Success
    }
}

impl Unit {
    fn read(&self, characteristic: Characteristic) -> Vec<u8> {
        match characteristic {
            FEATURE => feature(&Feature { records: (!self.keeps_none).then_some(50), ..what_it_is() }),
            CLOCK => frames::clock(&DeviceClock {
                boot: DeviceBoot(7),
                uptime: Millis::from_secs(3_600),
                unix_millis: self.clock,
                bond: None,
                keeps_time: false,
            }),
            SERIAL_NUMBER => b"SN-17".to_vec(),
            _ => b"a name".to_vec(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = RecordEntry> {
        self.records.iter().map(|(number, content)| RecordEntry {
            number: *number,
            token: NonZeroU32::new(u32::from_le_bytes(content[10..14].try_into().expect("four"))),
            length: u32::try_from(content.len()).expect("short"),
            started_unix_seconds: None,
            duration: ProfileV1.record(content).map_or(Millis::ZERO, |record| record.duration),
        })
    }
}
