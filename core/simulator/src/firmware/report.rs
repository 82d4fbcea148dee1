//! When Status and Telemetry are notified, and what they say (sections 5 and 6).

use super::Firmware;
use crate::codes::{Characteristic, FaultBits, Phase, State};
use crate::frames::{Situation, Status, Telemetry};
use crate::options::Features;
use crate::programme::{MILLINEWTONS, Run};

/// Longest time between two Status notifications, milliseconds.
const STATUS_PERIOD: u64 = 1_000;
/// Time between two Telemetry notifications while running, paused or releasing, milliseconds.
const TELEMETRY_PERIOD_MOVING: u64 = 200;
/// Time between two Telemetry notifications otherwise, milliseconds.
const TELEMETRY_PERIOD_RESTING: u64 = 1_000;

/// What the connected central asked to be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Subscriptions {
    pub(crate) control_point: bool,
    pub(crate) status: bool,
    pub(crate) telemetry: bool,
    pub(crate) session_record: bool,
    pub(crate) record_access: bool,
}

/// Clocks and numbers of the notifications.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reports {
    pub(crate) subscriptions: Subscriptions,
    status_number: u16,
    sample_number: u16,
    status_due: u64,
    telemetry_at: Option<u64>,
    told: Option<News>,
}

/// A change in any of these is notified at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct News {
    pub(crate) state: State,
    pub(crate) phase: Phase,
    pub(crate) faults: FaultBits,
    pub(crate) hand_switch: bool,
    pub(crate) start_button: bool,
}

impl News {
    /// A unit at rest.
    pub(crate) const NONE: Self = Self {
        state: State::Idle,
        phase: Phase::None,
        faults: FaultBits(0),
        hand_switch: false,
        start_button: false,
    };
}

impl Reports {
    pub(crate) fn disconnected(&mut self) {
        self.subscriptions = Subscriptions::default();
        self.status_due = 0;
        self.telemetry_at = None;
    }
}

impl Firmware {
    /// Adds a subscription; what can be told at once is told in this step.
    pub(crate) const fn subscribe(&mut self, characteristic: Characteristic) {
        let subscriptions = &mut self.reports.subscriptions;
        match characteristic {
            Characteristic::ControlPoint => subscriptions.control_point = true,
            Characteristic::Status => {
                subscriptions.status = true;
                self.reports.status_due = 0;
            }
            Characteristic::Telemetry => subscriptions.telemetry = true,
            Characteristic::SessionRecord => subscriptions.session_record = true,
            Characteristic::RecordAccess => subscriptions.record_access = true,
            _ => {}
        }
    }

    /// When the next report is due if nothing changes before it.
    pub(crate) fn next_report(&self) -> Option<u64> {
        let Reports { subscriptions, status_due, .. } = self.reports;
        let status = subscriptions.status.then_some(status_due);
        let telemetry = subscriptions.telemetry.then(|| self.telemetry_due());
        [status, telemetry, self.next_record_frame()].into_iter().flatten().min()
    }

    fn telemetry_due(&self) -> u64 {
        let period = if self.is_resting() { TELEMETRY_PERIOD_RESTING } else { TELEMETRY_PERIOD_MOVING };
        self.reports.telemetry_at.map_or(0, |at| at + period)
    }

    /// Sends what is due or has changed. The last thing in a step.
    pub(crate) fn report(&mut self, now: u64) {
        let has_changed = self.reports.told != Some(self.news());
        if has_changed || now >= self.reports.status_due {
            self.send_status(now);
        }
        if self.reports.subscriptions.telemetry && now >= self.telemetry_due() {
            self.send_telemetry(now);
        }
        self.report_records(now);
    }

    pub(super) fn news(&self) -> News {
        News {
            state: self.state,
            phase: self.phase(),
            faults: self.faults,
            hand_switch: self.hand_switch,
            start_button: self.start_button,
        }
    }

    pub(super) fn send_status(&mut self, now: u64) {
        self.reports.told = Some(self.news());
        if !self.reports.subscriptions.status {
            return;
        }
        self.reports.status_due = now + STATUS_PERIOD;
        self.reports.status_number = self.reports.status_number.wrapping_add(1);
        let frame = self.status().encode();
        self.outgoing.push((Characteristic::Status, frame));
    }

    fn send_telemetry(&mut self, now: u64) {
        self.reports.telemetry_at = Some(now);
        self.reports.sample_number = self.reports.sample_number.wrapping_add(1);
        let frame = self.telemetry(now).encode();
        self.outgoing.push((Characteristic::Telemetry, frame));
    }

    fn situation(&self) -> Situation {
        Situation {
            state: self.state,
            phase: self.phase(),
            hand_switch: self.hand_switch,
            start_button: self.start_button,
            memory_full: self.features.has(Features::KEEPS_RECORDS) && self.records.memory.is_full(),
            measured: decinewtons(self.reading),
            target: decinewtons(self.target()),
        }
    }

    /// A read repeats the number of the latest notification.
    pub(super) fn status(&self) -> Status {
        Status {
            situation: self.situation(),
            faults: self.faults,
            battery: self.battery,
            boot_id: self.boot_id,
            applied: self.session.applied,
            result: self.session.result,
            clock_seconds: self.run.as_ref().map_or(0, Run::clock_seconds),
            number: self.reports.status_number,
        }
    }

    fn telemetry(&self, now: u64) -> Telemetry {
        let has_cycle = matches!(self.state, State::Running | State::Paused);
        let uptime = self.clock.uptime(now) & u64::from(u32::MAX);
        Telemetry {
            situation: self.situation(),
            number: self.reports.sample_number,
            uptime: u32::try_from(uptime).unwrap_or_default(),
            cycle: self.run.as_ref().filter(|_| has_cycle).map_or(0, Run::cycle),
        }
    }
}

/// Rounded down to 0.1 N.
pub(super) fn decinewtons(millinewtons: u32) -> u16 {
    u16::try_from(millinewtons / MILLINEWTONS).unwrap_or(u16::MAX)
}
