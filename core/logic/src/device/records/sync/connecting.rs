//! From `connect` to knowing which device it is.

use std::collections::VecDeque;

use super::{Output, RecordSync, State, SyncEnd, Unit};
use crate::device::driver::FrameError;
use crate::device::link::{Characteristic, LinkFailure, LinkRequest};
use crate::device::records::clock::{ClockReading, DeviceClock};
use crate::device::records::protocol::{RecordReport, UnitName};
use crate::device::status::Feature;
use crate::device::timing;
use crate::time::{Elapsed, Millis, Timestamp};

/// What is asked and what came of it.
#[derive(Debug, Default)]
pub(super) struct Setup {
    steps: VecDeque<LinkRequest>,
    rereads: u8,
    pub(super) until: Elapsed,
    feature: Option<Feature>,
    serial: Option<String>,
    maker: Option<String>,
    model: Option<String>,
    firmware: Option<String>,
    clock: Option<DeviceClock>,
}

impl Setup {
    fn heard(&mut self, report: RecordReport) {
        match report {
            RecordReport::Feature(feature) => self.feature = Some(*feature),
            RecordReport::Name(UnitName::Serial, text) => self.serial = Some(text),
            RecordReport::Name(UnitName::Maker, text) => self.maker = Some(text),
            RecordReport::Name(UnitName::Model, text) => self.model = Some(text),
            RecordReport::Name(UnitName::Firmware, text) => self.firmware = Some(text),
            RecordReport::Clock(clock) => self.clock = Some(clock),
            RecordReport::Entry(_)
            | RecordReport::Fragment { .. }
            | RecordReport::Number(_)
            | RecordReport::Answer { .. } => {}
        }
    }

    fn keeps_none(&self) -> bool {
        self.feature.as_ref().is_some_and(|feature| feature.records.is_none())
    }

    /// Without records there is nothing more to ask than what the unit is called.
    fn ask_names_alone(&mut self, names: &[Characteristic]) {
        self.steps.retain(|step| matches!(step, LinkRequest::Read(which) if names.contains(which)));
    }

    fn unit(self) -> Option<Unit> {
        let Self { maker, model, firmware, clock, .. } = self;
        let feature = self.feature?;
        let complete = clock.is_some() || feature.records.is_none();
        Some(Unit { serial: self.serial?, maker, model, firmware, feature, clock }).filter(|_| complete)
    }
}

impl RecordSync {
    pub(super) fn connected(&mut self, now: Elapsed) {
        match self.state {
            State::Connecting { .. } => {
                let reads = self.protocol.unit_reads().into_iter().map(LinkRequest::Read);
                let subscriptions =
                    self.protocol.record_subscriptions().into_iter().map(LinkRequest::Subscribe);
                self.state = State::SettingUp(Setup {
                    steps: reads.chain(subscriptions).collect(),
                    rereads: timing::REREADS,
                    until: now.plus(timing::SETUP_STEP_DEADLINE),
                    ..Setup::default()
                });
                self.ask_for_step();
            }
            // Too late: nobody waits for it any more.
            State::Down | State::Closing { .. } => {
                self.outputs.push_back(Output::Link(LinkRequest::Disconnect));
            }
            _ => {}
        }
    }

    fn ask_for_step(&mut self) {
        if let State::SettingUp(Setup { steps, .. }) = &self.state
            && let Some(step) = steps.front()
        {
            self.outputs.push_back(Output::Link(step.clone()));
        }
    }

    pub(super) fn read(
        &mut self,
        characteristic: Characteristic,
        report: Result<RecordReport, FrameError>,
        now: Elapsed,
    ) {
        let State::SettingUp(setup) = &mut self.state else { return };
        match report {
            Ok(report) => {
                if matches!(report, RecordReport::Clock(_)) {
                    self.clock_read_at = Some(now);
                }
                setup.heard(report);
                if setup.keeps_none() {
                    setup.ask_names_alone(&self.protocol.names());
                }
                self.step_done(&LinkRequest::Read(characteristic), now);
            }
            Err(FrameError::Version { .. }) => self.close(SyncEnd::Unintelligible, now),
            Err(_) if setup.rereads > 0 => {
                setup.rereads -= 1;
                self.ask_for_step();
            }
            // A name that is none is as good as no name; what is needed is missed at the end.
            Err(_) => self.step_done(&LinkRequest::Read(characteristic), now),
        }
    }

    /// A name may be missing; without a serial number, or what it can do, it ends.
    pub(super) fn unreadable(&mut self, characteristic: Characteristic, reason: LinkFailure, now: Elapsed) {
        match reason {
            LinkFailure::NotFound | LinkFailure::Rejected => {
                self.step_done(&LinkRequest::Read(characteristic), now);
            }
            _ => self.close(SyncEnd::NotReached(reason), now),
        }
    }

    pub(super) fn step_done(&mut self, done: &LinkRequest, now: Elapsed) {
        let State::SettingUp(setup) = &mut self.state else { return };
        if setup.steps.front() != Some(done) {
            return;
        }
        setup.steps.pop_front();
        setup.until = now.plus(timing::SETUP_STEP_DEADLINE);
        if !setup.steps.is_empty() {
            return self.ask_for_step();
        }
        let unit = std::mem::take(setup).unit();
        match unit {
            Some(unit) => {
                self.unit = Some(unit.clone());
                self.state = State::Identified;
                self.outputs.push_back(Output::Identified(Box::new(unit)));
            }
            None => self.close(SyncEnd::Unintelligible, now),
        }
    }

    /// The phone's clock at the moment at which the device's was read.
    pub(super) fn clock_reading(&self) -> Option<ClockReading> {
        let (phone, said_at) = self.phone?;
        let since = said_at.since(self.clock_read_at?);
        let device = self.unit.as_ref()?.clock?;
        let at = phone.unix_millis().checked_sub(i64::try_from(since.get()).ok()?)?;
        Some(ClockReading { device, phone: Timestamp::from_unix_millis(at, phone.offset_seconds())? })
    }

    /// Sets the device's clock where it is needed, and ends.
    pub(super) fn finish(&mut self, now: Elapsed) {
        let wrong = self.reading.as_ref().is_some_and(|reading| {
            let tolerance = timing::CLOCK_TOLERANCE.get();
            reading.offset_millis().is_none_or(|offset| offset.unsigned_abs() > tolerance)
        });
        let setting = self.phone.filter(|_| wrong).and_then(|(phone, said_at)| {
            let millis = u64::try_from(phone.unix_millis()).ok()?;
            Some(millis.saturating_add(Millis::get(now.since(said_at))))
        });
        match setting {
            Some(unix_millis) => {
                self.outputs.push_back(Output::Link(self.protocol.set_clock(unix_millis)));
                self.state = State::SettingClock { until: now.plus(timing::RESPONSE_DEADLINE) };
            }
            None => self.close(SyncEnd::Done, now),
        }
    }
}
