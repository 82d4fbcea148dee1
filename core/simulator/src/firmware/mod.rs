//! The unit's firmware: its state, one step of it, and what it answers to reads.
//!
//! | file | question it answers |
//! |---|---|
//! | `mod.rs` | What is the unit's state, and how does force come to zero? |
//! | `control.rs` | What does a request on the Control Point do? |
//! | `session.rs` | Is this request new, repeated or stale, and whose is it? |
//! | `guards.rs` | What does the unit do by itself: dead man, over-force, slip, hand switch, battery? |
//! | `start_button.rs` | What does the unit's own button do? |
//! | `report.rs` | When is what notified? |
//! | `security.rs` | What may be done over a link that is paired like this one? |
//! | `clock.rs` | What time is it, as far as the unit knows? |
//! | `records/` | What is remembered of each programme, and how is it told? |
//!
//! Where the profile leaves a choice, this unit reads it so:
//!
//! - the release at a programme's end is state running, phase release;
//! - a pause ramps down by the programme's own ramp, in phase ramp down and then none; Resume goes on from the
//!   force that is still there, so that nothing jumps;
//! - Clear Fault while a cause stands is answered 11 and leaves the state fault;
//! - the hand switch is a fault only in running, paused and releasing, an empty battery in every state;
//! - a fault that stands survives a restart, as every state but fault becomes idle by one;
//! - the start button's changes are told at once like the hand switch's;
//! - sequence 0 is stale except in Heartbeat and Query Command; a refused request other than Request Control
//!   uses its sequence up;
//! - a rest time is invalid (3) for a unit without intermittent programmes;
//! - an open bleed valve raises the actuator fault, in any state.

mod clock;
mod control;
mod guards;
mod records;
mod report;
mod security;
mod session;
mod start_button;

use crate::codes::{Characteristic, FaultBits, Phase, State};
use crate::frames::{Forces, Times};
use crate::options::{Features, Lie, Options};
use crate::physics::Drive;
use crate::programme::{MILLINEWTONS, Run};
use crate::record::{Cause, Happening};
use clock::Clock;
use guards::Guards;
use records::{Memory, Pace, Records};
use report::Reports;
use security::Bonds;
use session::Session;

/// A frame on its way to the central.
pub(crate) type Outgoing = (Characteristic, Vec<u8>);

/// Firmware of one unit, from one start to the next.
#[derive(Debug, Clone)]
pub(crate) struct Firmware {
    features: Features,
    lie: Option<Lie>,
    bonds: Bonds,
    clock: Clock,
    boot_id: u16,
    state: State,
    faults: FaultBits,
    hand_switch: bool,
    start_button: bool,
    battery: u8,
    session: Session,
    forces: Option<Forces>,
    times: Option<Times>,
    run: Option<Run>,
    /// What runs was started at the unit.
    runs_by_itself: bool,
    /// Requests are taken and carried out, and no answer is ever indicated.
    is_mute: bool,
    records: Records,
    guards: Guards,
    reports: Reports,
    reading: u32,
    outgoing: Vec<Outgoing>,
}

impl Firmware {
    pub(crate) fn new(options: &Options) -> Self {
        let mut firmware = Self {
            features: options.features.clone(),
            lie: options.lie,
            bonds: Bonds::new(options),
            clock: Clock::new(options),
            boot_id: options.boot_id,
            state: State::Idle,
            faults: FaultBits::default(),
            hand_switch: false,
            start_button: false,
            battery: options.battery_percent,
            session: Session::default(),
            forces: None,
            times: None,
            run: None,
            runs_by_itself: false,
            is_mute: false,
            records: Records::new(Memory::new(options), Pace::new(options)),
            guards: Guards::default(),
            reports: Reports::default(),
            reading: 0,
            outgoing: Vec::new(),
        };
        firmware.watch_battery();
        firmware
    }

    /// The same unit after a start at `now`: another boot id, no programme, no token, no link. What lies in its
    /// memory stays, and what was being recorded is closed.
    pub(crate) fn restart(&mut self, now: u64) {
        self.note_restart();
        self.close_record(now);
        let stays_in_fault = self.state == State::Fault;
        *self = Self {
            features: self.features.clone(),
            lie: self.lie,
            bonds: self.bonds.clone(),
            clock: self.clock.restarted(now),
            boot_id: self.boot_id.wrapping_add(1),
            state: if stays_in_fault { State::Fault } else { State::Idle },
            faults: if stays_in_fault { self.faults } else { FaultBits::default() },
            hand_switch: self.hand_switch,
            start_button: self.start_button,
            battery: self.battery,
            session: Session::default(),
            forces: None,
            times: None,
            run: None,
            runs_by_itself: false,
            is_mute: false,
            records: Records::new(self.records.memory.clone(), self.records.pace()),
            guards: Guards::default(),
            reports: Reports::default(),
            reading: self.reading,
            outgoing: Vec::new(),
        };
        self.watch_battery();
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

    pub(crate) const fn memory(&self) -> &Memory {
        &self.records.memory
    }

    pub(crate) const fn memory_mut(&mut self) -> &mut Memory {
        &mut self.records.memory
    }

    pub(crate) const fn bonds_mut(&mut self) -> &mut Bonds {
        &mut self.bonds
    }

    /// No answer is indicated before a restart.
    pub(crate) const fn fall_mute(&mut self) {
        self.is_mute = true;
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
            self.move_on(now);
        }
        self.drive()
    }

    /// Takes the reading that belongs to this step's drive, for the reports and the record.
    pub(crate) fn measure(&mut self, now: u64, reading: u32) {
        self.reading = reading;
        self.note(now);
        self.sample(now);
    }

    fn move_on(&mut self, now: u64) {
        match (self.state, &mut self.run) {
            (State::Running, Some(run)) if run.has_ended() => self.end_programme(now),
            (State::Running, Some(run)) => run.step(),
            (State::Paused, Some(run)) => run.step_paused(),
            (State::Releasing, Some(run)) if run.target() > 0 => run.fall(self.features.greatest_ramp.max(1)),
            (State::Releasing, _) if self.reading == 0 => self.settle(now),
            _ => {}
        }
    }

    /// The end of a programme is idle once nothing pulls; a force that stayed is released like a Stop.
    fn end_programme(&mut self, now: u64) {
        self.note_cause(Cause::ProgrammeDone);
        if self.reading == 0 {
            self.settle(now);
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
    fn settle(&mut self, now: u64) {
        self.state = if self.faults.is_empty() { State::Idle } else { State::Fault };
        self.run = None;
        self.runs_by_itself = false;
        self.drop_programme();
        self.note(now);
        self.close_record(now);
        self.guards = Guards::default();
    }

    const fn drop_programme(&mut self) {
        self.forces = None;
        self.times = None;
    }

    fn drive(&self) -> Drive {
        let release_phase = self.phase() == Phase::Release;
        let honest = self.target();
        Drive {
            target: if self.lie == Some(Lie::PullsMore) { honest + honest / 2 } else { honest },
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
        self.note_happening(Happening::StopByCentral, now);
        self.note_cause(Cause::Stop);
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

    /// The value of a readable characteristic of the unit's own service and of its battery.
    pub(crate) fn read(&self, characteristic: Characteristic, now: u64) -> Option<Vec<u8>> {
        match characteristic {
            Characteristic::Feature => Some(crate::frames::feature(&self.told_features())),
            Characteristic::Status => Some(self.status().encode()),
            Characteristic::Clock => Some(self.clock_reading(now).encode()),
            Characteristic::BatteryLevel => Some(vec![self.battery]),
            _ => None,
        }
    }

    fn told_features(&self) -> Features {
        let mut told = self.features.clone();
        if self.lie == Some(Lie::TellsMore) {
            told.greatest_force = told.greatest_force.saturating_mul(2);
        }
        told
    }
}
