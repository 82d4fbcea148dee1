//! What the unit does by itself (section 7): dead man, over-force, slip, hand switch, battery, bleed valve.

use super::Firmware;
use super::control::BATTERY_EMPTY;
use crate::codes::{FaultBits, Phase, State};
use crate::options::{Features, Lie};
use crate::programme::MILLINEWTONS;
use crate::record::Cause;

/// Without a sign of the central for this long, force is released; milliseconds.
const DEAD_MAN: u64 = 3_000;
/// Measured force may be this far above the limit, 5.0 N in millinewtons ...
const OVER_FORCE_MARGIN: u32 = 5_000;
/// ... for less than this, milliseconds.
const OVER_FORCE_TIME: u64 = 300;
/// Slip is watched from this target on, 20.0 N in millinewtons ...
const SLIP_LEAST_TARGET: u32 = 20_000;
/// ... and must last this long, milliseconds.
const SLIP_TIME: u64 = 1_000;
/// A tenth of an hour of pulling costs this simulated battery one percent; in steps of 10 ms.
const STEPS_PER_PERCENT: u32 = 36_000;

/// Clocks of the guards.
#[derive(Debug, Clone, Default)]
pub(crate) struct Guards {
    heard_at: u64,
    over_force_since: Option<u64>,
    slip_since: Option<u64>,
    steps_since_percent: u32,
}

impl Guards {
    /// A Heartbeat or an applied request came: the dead man's clock starts again.
    pub(crate) const fn heard(&mut self, now: u64) {
        self.heard_at = now;
    }
}

/// Whether `is_so` has held for `time`, remembering in `since` when it began.
fn lasts(since: &mut Option<u64>, is_so: bool, now: u64, time: u64) -> bool {
    if !is_so {
        *since = None;
        return false;
    }
    now.saturating_sub(*since.get_or_insert(now)) >= time
}

impl Firmware {
    /// Runs every guard once.
    pub(super) fn watch(&mut self, now: u64, valve_is_open: bool) {
        self.drain_battery();
        if valve_is_open && !self.faults.contains(FaultBits::ACTUATOR) {
            self.raise(FaultBits::ACTUATOR);
        }
        if matches!(self.state, State::Running | State::Paused)
            && !self.runs_by_itself
            && now.saturating_sub(self.guards.heard_at) >= DEAD_MAN
        {
            self.raise(FaultBits::HEARTBEAT_LOST);
        }
        if self.is_over_force(now) {
            self.raise(FaultBits::OVER_FORCE);
        }
        if self.is_slipping(now) {
            self.raise(FaultBits::SLIP);
        }
        self.watch_battery();
    }

    /// Acts in every state, so that an empty unit says so before anybody programmes it.
    pub(super) fn watch_battery(&mut self) {
        if self.battery <= BATTERY_EMPTY && !self.faults.contains(FaultBits::BATTERY) {
            self.raise(FaultBits::BATTERY);
        }
    }

    const fn is_moving(&self) -> bool {
        matches!(self.state, State::Running | State::Paused | State::Releasing)
    }

    /// Sets the fault. Where a programme runs it is released first, and the state is fault once the force is zero.
    fn raise(&mut self, fault: FaultBits) {
        self.faults = self.faults.with(fault);
        self.note_cause(Cause::Fault);
        match self.state {
            State::Running | State::Paused => self.release(),
            State::Idle | State::Programmed | State::Armed => {
                self.drop_programme();
                self.state = State::Fault;
            }
            State::Releasing | State::Fault => {}
        }
    }

    fn is_over_force(&mut self, now: u64) -> bool {
        let Some(run) = &self.run else { return false };
        let limit = u32::from(run.limit()) * MILLINEWTONS;
        let is_above = self.reading > limit + OVER_FORCE_MARGIN && self.lie != Some(Lie::PullsMore);
        lasts(&mut self.guards.over_force_since, is_above, now, OVER_FORCE_TIME)
    }

    fn is_slipping(&mut self, now: u64) -> bool {
        let target = self.target();
        let stands = matches!(self.phase(), Phase::Hold | Phase::Rest);
        let is_loose = stands && target >= SLIP_LEAST_TARGET && self.reading < target / 2;
        lasts(&mut self.guards.slip_since, is_loose, now, SLIP_TIME)
    }

    fn drain_battery(&mut self) {
        self.guards.steps_since_percent += 1;
        if self.guards.steps_since_percent >= STEPS_PER_PERCENT {
            self.guards.steps_since_percent = 0;
            self.battery = self.battery.saturating_sub(1);
        }
    }

    /// The central is gone: in running and paused the dead man acts at once.
    pub(crate) fn disconnected(&mut self) {
        self.reports.disconnected();
        self.records.disconnected();
        self.bonds.disconnected();
        if matches!(self.state, State::Running | State::Paused) && !self.runs_by_itself {
            self.raise(FaultBits::HEARTBEAT_LOST);
        }
    }

    /// The person presses or lets go of the hand switch; a unit without one notices nothing.
    pub(crate) fn press_hand_switch(&mut self, is_pressed: bool) {
        if !self.features.has(Features::HAND_SWITCH) {
            return;
        }
        self.hand_switch = is_pressed;
        if is_pressed && self.is_moving() {
            self.raise(FaultBits::HAND_SWITCH);
        }
    }

    pub(crate) fn set_battery(&mut self, percent: u8) {
        self.battery = percent;
        self.watch_battery();
    }
}
