//! The unit's firmware: its state, one step of it, and what it answers to reads.
//!
//! | file | question it answers |
//! |---|---|
//! | `mod.rs` | What is the unit's state, and how does force come to zero? |
//! | `control.rs` | What does a request on the Control Point do? |
//! | `session.rs` | Is this request new, repeated or stale, and whose is it? |
//! | `guards.rs` | What does the unit do by itself: dead man, over-force, slip, hand switch, battery? |
//! | `report.rs` | When is what notified? |
//!
//! Where the profile leaves a choice, this unit reads it so:
//!
//! - the release at a programme's end is state running, phase release;
//! - a pause ramps down by the programme's own ramp, in phase ramp down and then none; Resume goes on from the
//!   force that is still there, so that nothing jumps;
//! - Clear Fault while a cause stands is answered 11 and leaves the state fault;
//! - the hand switch or an empty battery is a fault only in running, paused and releasing;
//! - sequence 0 is stale except in Heartbeat and Query Command; a refused request other than Request Control
//!   uses its sequence up;
//! - a rest time is invalid (3) for a unit without intermittent programmes;
//! - an open bleed valve raises the actuator fault, in any state.

mod control;
mod guards;
mod report;
mod session;

use crate::codes::{Characteristic, FaultBits, Phase, State};
use crate::frames::{Forces, Times};
use crate::options::{Features, Options};
use crate::physics::Drive;
use crate::programme::{MILLINEWTONS, Run};
use guards::Guards;
use report::Reports;
use session::Session;

/// A frame on its way to the central.
pub(crate) type Outgoing = (Characteristic, Vec<u8>);

/// Firmware of one unit, from one start to the next.
#[derive(Debug, Clone)]
pub(crate) struct Firmware {
    features: Features,
    is_authenticated: bool,
    boot_id: u16,
    booted_at: u64,
    state: State,
    faults: FaultBits,
    hand_switch: bool,
    battery: u8,
    session: Session,
    forces: Option<Forces>,
    times: Option<Times>,
    run: Option<Run>,
    guards: Guards,
    reports: Reports,
    reading: u32,
    outgoing: Vec<Outgoing>,
}

impl Firmware {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            features: options.features.clone(),
            is_authenticated: options.authenticated,
            boot_id: options.boot_id,
            booted_at: options.started_at,
            state: State::Idle,
            faults: FaultBits::default(),
            hand_switch: false,
            battery: options.battery_percent,
            session: Session::default(),
            forces: None,
            times: None,
            run: None,
            guards: Guards::default(),
            reports: Reports::default(),
            reading: 0,
            outgoing: Vec::new(),
        }
    }

    /// The same unit after a start at `now`: another boot id, no programme, no token, no link.
    pub(crate) fn restarted(&self, options: &Options, now: u64) -> Self {
        Self {
            boot_id: self.boot_id.wrapping_add(1),
            booted_at: now,
            hand_switch: self.hand_switch,
            battery: self.battery,
            reading: self.reading,
            ..Self::new(options)
        }
    }

    pub(crate) const fn state(&self) -> State {
        self.state
    }

    pub(crate) const fn faults(&self) -> FaultBits {
        self.faults
    }

    pub(crate) const fn boot_id(&self) -> u16 {
        self.boot_id
    }

    pub(crate) const fn battery(&self) -> u8 {
        self.battery
    }

    /// Nothing of this unit changes before a frame, a fault or a report is due.
    pub(crate) const fn is_resting(&self) -> bool {
        matches!(self.state, State::Idle | State::Programmed | State::Armed | State::Fault)
    }

    pub(crate) fn take_outgoing(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.outgoing)
    }

    /// One step of 10 ms with the sensor's latest `reading`; says what the actuator shall do.
    pub(crate) fn step(&mut self, now: u64, reading: u32, valve_is_open: bool) -> Drive {
        self.reading = reading;
        if !self.is_resting() || valve_is_open {
            self.watch(now, valve_is_open);
            self.move_on();
        }
        self.drive()
    }

    /// Takes the reading that belongs to this step's drive, for the reports.
    pub(crate) const fn measure(&mut self, reading: u32) {
        self.reading = reading;
    }

    fn move_on(&mut self) {
        match (self.state, &mut self.run) {
            (State::Running, Some(run)) if run.has_ended() => self.end_programme(),
            (State::Running, Some(run)) => run.step(),
            (State::Paused, Some(run)) => run.step_paused(),
            (State::Releasing, Some(run)) if run.target() > 0 => run.fall(self.features.greatest_ramp.max(1)),
            (State::Releasing, _) if self.reading == 0 => self.settle(),
            _ => {}
        }
    }

    /// The end of a programme is idle once nothing pulls; a force that stayed is released like a Stop.
    fn end_programme(&mut self) {
        if self.reading == 0 {
            self.settle();
        } else {
            self.release();
        }
    }

    /// Ramps to zero at the greatest ramp and drops the programme.
    fn release(&mut self) {
        self.state = State::Releasing;
        self.drop_programme();
    }

    /// Force is zero: idle, or fault where one stands.
    fn settle(&mut self) {
        self.state = if self.faults.is_empty() { State::Idle } else { State::Fault };
        self.run = None;
        self.drop_programme();
        self.guards = Guards::default();
    }

    const fn drop_programme(&mut self) {
        self.forces = None;
        self.times = None;
    }

    fn drive(&self) -> Drive {
        let release_phase = self.phase() == Phase::Release;
        Drive {
            target: self.target(),
            limit: self.run.as_ref().map_or(0, |run| u32::from(run.limit()) * MILLINEWTONS),
            is_releasing: release_phase || !matches!(self.state, State::Running | State::Paused),
        }
    }

    /// Target force now, in millinewtons.
    fn target(&self) -> u32 {
        self.run.as_ref().map_or(0, Run::target)
    }

    fn phase(&self) -> Phase {
        match (self.state, &self.run) {
            (State::Running | State::Paused, Some(run)) => run.phase(),
            (State::Releasing, _) => Phase::Release,
            _ => Phase::None,
        }
    }

    /// A Stop: any write, any state, no token, no sequence (section 4).
    pub(crate) fn stop(&mut self, now: u64) {
        match self.state {
            State::Running | State::Paused => self.release(),
            State::Programmed | State::Armed => {
                self.drop_programme();
                self.state = State::Idle;
            }
            State::Idle | State::Releasing | State::Fault => {}
        }
        self.send_status(now);
    }

    /// The value of a readable characteristic.
    pub(crate) fn read(&self, characteristic: Characteristic) -> Option<Vec<u8>> {
        match characteristic {
            Characteristic::Feature => Some(crate::frames::feature(&self.features)),
            Characteristic::Status => Some(self.status().encode()),
            Characteristic::BatteryLevel => Some(vec![self.battery]),
            Characteristic::ControlPoint | Characteristic::Stop | Characteristic::Telemetry => None,
        }
    }
}
