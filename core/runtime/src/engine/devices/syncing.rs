//! The fetching of records as the task drives it, beside everything but a session.

use std::collections::VecDeque;

use nape_logic::device::link::LinkFailure;
use nape_logic::device::profile_v1::ProfileV1;
use nape_logic::device::records::clock::ClockReading;
use nape_logic::device::records::record::{RecordEntry, RecordNumber};
use nape_logic::device::records::sync::{self, Output, RecordSync, SyncEnd};
use nape_logic::time::{Elapsed, Millis, Now, Timestamp};

use super::{NotOurs, SyncProgress, SyncReport, SyncRequest, Unit, device_error};
use crate::engine::command::Reply;
use crate::engine::commits::Pass;
use crate::engine::error::EngineError;
use crate::engine::event::Happening;
use crate::engine::task::Task;
use crate::link::Link;
use crate::store::fact::{About, DeviceSynced, Fact, RecordClaimed};
use crate::store::{RecordPart, StoreError};

/// See the module.
pub(in crate::engine) struct Syncing {
    link: Box<dyn Link>,
    sync: RecordSync,
    reply: Reply<SyncReport>,
    claims: Vec<(RecordNumber, bool)>,
    from: Unit,
    /// A link that another program was still leaving is tried once more.
    tried_again: bool,
    pub(super) unit: Option<sync::Unit>,
    pub(super) report: SyncReport,
    /// Nothing real is at the other end.
    pub(super) simulated: bool,
    /// For the task, in its order.
    news: VecDeque<Output>,
}

impl Syncing {
    pub(in crate::engine) fn poll_timeout(&self) -> Option<Elapsed> {
        self.link.poll_timeout().into_iter().chain(self.sync.poll_timeout()).min()
    }

    /// What the unit's clock said beside ours.
    pub(super) fn reading(&self) -> Option<&ClockReading> {
        self.sync.reading()
    }

    /// Takes in what has come by `now`.
    fn advance(&mut self, now: Elapsed) {
        while let Some(event) = self.link.poll(now) {
            self.sync.handle(event, now);
            self.pass_on(now);
        }
        self.sync.handle_timeout(now);
        self.pass_on(now);
    }

    /// Requests go out at once; the rest is for the task.
    fn pass_on(&mut self, now: Elapsed) {
        while let Some(output) = self.sync.poll_output() {
            match output {
                Output::Link(request) => self.link.request(request, now),
                output => self.news.push_back(output),
            }
        }
    }
}

impl Task {
    pub(super) fn sync(&mut self, request: SyncRequest, reply: Reply<SyncReport>, now: &Now) {
        if self.session.is_some() || self.connecting.is_some() {
            return reply.done(Err(StoreError::SessionRunning.into()));
        }
        if self.syncing.is_some() {
            return reply.done(Err(device_error("traction-device-syncs-already")));
        }
        if let Err(error) = self.may_fetch_from(&request.unit) {
            return reply.done(Err(error));
        }
        let link = match self.record_link(&request.unit, now) {
            Ok(link) => link,
            Err(error) => return reply.done(Err(error)),
        };
        let simulated = link.is_simulated();
        let mut syncing = Syncing {
            link,
            sync: RecordSync::new(Box::new(ProfileV1)),
            reply,
            claims: request.claims,
            from: request.unit,
            tried_again: false,
            unit: None,
            report: SyncReport::default(),
            simulated,
            news: VecDeque::new(),
        };
        syncing.sync.connect(now.elapsed);
        syncing.pass_on(now.elapsed);
        self.syncing = Some(syncing);
    }

    pub(super) fn stop_sync(&mut self, now: &Now) {
        if let Some(syncing) = &mut self.syncing {
            syncing.sync.stop(now.elapsed);
            syncing.pass_on(now.elapsed);
        }
        self.turn_syncing(now);
    }

    /// Ends the fetching before a session begins, or the task ends: at once, since nothing of it may stand in the way.
    pub(in crate::engine) fn drop_sync(&mut self, now: &Now) {
        self.stop_sync(now);
        if let Some(syncing) = self.syncing.take() {
            syncing.reply.done(Err(device_error("traction-device-stopped")));
        }
    }

    /// Lets the fetching do what is due.
    pub(in crate::engine) fn turn_syncing(&mut self, now: &Now) {
        if let Some(syncing) = &mut self.syncing {
            syncing.advance(now.elapsed);
        }
        while let Some(output) = self.next_news() {
            self.synced(output, now);
        }
    }

    /// Connects once more, before anything of the device was known; false where there is no link.
    fn begin_anew(&mut self, syncing: &mut Syncing, now: &Now) -> bool {
        let Ok(link) = self.record_link(&syncing.from, now) else { return false };
        syncing.link = link;
        syncing.sync = RecordSync::new(Box::new(ProfileV1));
        syncing.tried_again = true;
        syncing.sync.connect(now.elapsed);
        syncing.pass_on(now.elapsed);
        true
    }

    fn next_news(&mut self) -> Option<Output> {
        self.syncing.as_mut()?.news.pop_front()
    }

    fn synced(&mut self, output: Output, now: &Now) {
        match output {
            Output::Link(_) => {}
            Output::Identified(unit) => self.identified(*unit, now),
            Output::NotOurs(entry) => self.not_ours(&entry, now),
            Output::KeptBefore(_) => self.counted(|report| report.known += 1),
            Output::KeepPart { number, bytes } => self.keep_part(number, bytes, now),
            Output::Keep { content, record } => self.keep_device_record(content, &record, now),
            Output::Deleted(_) => self.counted(|report| report.deleted += 1),
            Output::NotDeleted(_) => tracing::warn!("a device did not delete a record that is kept"),
            Output::Damaged(number) => self.counted(|report| report.damaged.push(number)),
            Output::Progress(sync::Progress { done, total }) => {
                let happening = Happening::Syncing(SyncProgress { done, total });
                self.events.publish(Millis::ZERO, happening, self.view(now.elapsed));
            }
            Output::Finished(end) => self.finished(end, now),
        }
    }

    fn counted(&mut self, count: impl FnOnce(&mut SyncReport)) {
        if let Some(syncing) = &mut self.syncing {
            count(&mut syncing.report);
        }
    }

    /// It is known which device this is: what the journal has of it, and what the person said of its records.
    fn identified(&mut self, unit: sync::Unit, now: &Now) {
        let Some(syncing) = &mut self.syncing else { return };
        let mut known = self.ledger.devices.known(&unit.serial);
        let parts = self.reader.record_parts(&unit.serial);
        // Without them each record is fetched from its first byte on.
        known.parts = parts.inspect_err(|error| tracing::warn!(%error, "no parts")).unwrap_or_default();
        let mut pass = Pass::default();
        let about = About { simulated: syncing.simulated, ..About::default() };
        for (number, mine) in std::mem::take(&mut syncing.claims) {
            let claim = RecordClaimed { serial: unit.serial.clone(), number, mine };
            pass.fact(about, Fact::RecordClaimed(claim));
            if mine {
                known.claimed.insert(number);
            } else {
                known.claimed.remove(&number);
            }
        }
        let from = syncing.from;
        let report = &mut syncing.report;
        report.serial.clone_from(&unit.serial);
        (report.maker, report.model, report.firmware) =
            (unit.maker.clone(), unit.model.clone(), unit.firmware.clone());
        syncing.unit = Some(unit.clone());
        syncing.sync.begin(known, now.wall, now.elapsed);
        syncing.report.phone_ahead_ms = syncing.reading().and_then(ClockReading::offset_millis);
        syncing.pass_on(now.elapsed);
        // One in software is nobody's.
        if let Unit::At(address) = from {
            self.remember(&unit, &address, now, &mut pass);
        }
        self.carry_out(pass, now);
    }

    fn not_ours(&mut self, entry: &RecordEntry, now: &Now) {
        let began = entry.started_unix_seconds.and_then(|seconds| {
            Timestamp::from_unix_millis(i64::from(seconds) * 1000, now.wall.offset_seconds())
        });
        let Some(syncing) = &mut self.syncing else { return };
        let claim = self.ledger.devices.claim(&syncing.report.serial, entry.number);
        syncing.report.not_ours.push(NotOurs {
            number: entry.number,
            began,
            duration: entry.duration,
            at_unit: entry.token.is_none(),
            disowned: claim == Some(false),
        });
    }

    fn keep_part(&mut self, number: RecordNumber, content: Vec<u8>, now: &Now) {
        let Some(serial) = self.syncing.as_ref().map(|syncing| syncing.report.serial.clone()) else { return };
        let parts = vec![RecordPart { serial, number, content }];
        self.carry_out(Pass { parts, ..Pass::default() }, now);
    }

    /// A record is in the journal for good, so it may go on the device.
    pub(in crate::engine) fn record_kept(&mut self, number: RecordNumber, now: &Now) {
        if let Some(syncing) = &mut self.syncing {
            syncing.sync.kept(number, now.elapsed);
            syncing.pass_on(now.elapsed);
        }
    }

    /// The journal could not take it: nothing more is fetched, and nothing deleted.
    pub(in crate::engine) fn record_not_kept(&mut self, now: &Now) {
        if let Some(syncing) = &mut self.syncing {
            syncing.sync.not_kept(now.elapsed);
            syncing.pass_on(now.elapsed);
        }
    }

    fn finished(&mut self, end: SyncEnd, now: &Now) {
        let Some(mut syncing) = self.syncing.take() else { return };
        if is_worth_another_try(end) && !syncing.tried_again && self.begin_anew(&mut syncing, now) {
            self.syncing = Some(syncing);
            return;
        }
        let Syncing { reply, report, simulated, .. } = syncing;
        if let Err(error) = outcome(end) {
            return reply.done(Err(error));
        }
        let count = |list: usize| u32::try_from(list).unwrap_or(u32::MAX);
        let fact = DeviceSynced {
            serial: report.serial.clone(),
            new: count(report.new.len()),
            known: report.known,
            deleted: report.deleted,
            not_ours: count(report.not_ours.len()),
        };
        let mut pass = Pass::default();
        pass.fact(About { simulated, ..About::default() }, Fact::DeviceSynced(fact));
        pass.effects.push(reply.when_durable(report));
        self.carry_out(pass, now);
    }
}

/// It was connected, and would not do what every device does: a system that is still ending an earlier connection is
/// like that for a few seconds, in which this one was ended too.
const fn is_worth_another_try(end: SyncEnd) -> bool {
    matches!(end, SyncEnd::NotReached(LinkFailure::Rejected | LinkFailure::Other))
}

fn outcome(end: SyncEnd) -> Result<(), EngineError> {
    Err(device_error(match end {
        SyncEnd::Done => return Ok(()),
        SyncEnd::KeepsNone => "traction-device-keeps-none",
        SyncEnd::NotReached(LinkFailure::AdapterOff) => "traction-device-bluetooth-off",
        SyncEnd::NotReached(LinkFailure::NotPermitted) => "traction-device-bluetooth-not-permitted",
        SyncEnd::NotReached(_) => "traction-device-not-reached",
        SyncEnd::Unintelligible => "traction-device-unintelligible",
        SyncEnd::NotPairedEnough => "traction-device-not-paired",
        SyncEnd::Busy => "traction-device-busy",
        SyncEnd::Stalled => "traction-device-stalled",
        SyncEnd::NotKept => return Err(StoreError::Full.into()),
        SyncEnd::Stopped => "traction-device-stopped",
        SyncEnd::Lost(_) => "traction-device-lost",
    }))
}
