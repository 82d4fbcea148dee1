//! What a request on the Control Point does (section 3).

use super::Firmware;
use super::records::Starter;
use super::session::Novelty;
use crate::codes::{Characteristic, FaultBits, Opcode, Outcome, State};
use crate::frames::{self, Forces, Request, Response, Times};
use crate::options::{Features, Kind};
use crate::programme::Run;
use crate::radio::Refusal;
use crate::record::Happening;

/// Below this a programme is not started, percent.
const BATTERY_TO_START: u8 = 10;
/// At or below this a fault is raised, percent.
pub(super) const BATTERY_EMPTY: u8 = 5;

/// Why a request was not applied: the result, and the limit that was passed.
type Refused = (Outcome, u16);

const INVALID: Refused = (Outcome::ParameterInvalid, 0);
const NO_PROGRAMME: Refused = (Outcome::WrongState, 0);

fn within(value: u16, limit: u16) -> Result<(), Refused> {
    if value > limit { Err((Outcome::OverLimit, limit)) } else { Ok(()) }
}

impl Firmware {
    /// Handles a write to the Control Point. A frame of wrong length or CRC is ignored. Refused as a write is
    /// only what an unauthenticated link must not ask for.
    pub(crate) fn write_control(&mut self, frame: &[u8], now: u64) -> Result<(), Refusal> {
        let Some(request) = Request::parse(frame) else {
            return Ok(());
        };
        let opcode = Opcode::from_byte(request.opcode);
        if opcode.is_some_and(Opcode::needs_authenticated_link) && !self.bonds.is_authenticated() {
            return Err(Refusal::NotAuthenticated);
        }
        let Some(opcode) = opcode.filter(|opcode| self.knows(*opcode)) else {
            self.turn_away(&request, Outcome::NotSupported);
            return Ok(());
        };
        if request.parameters.len() == opcode.parameter_length() {
            self.handle(opcode, &request, now);
        }
        Ok(())
    }

    /// A unit with levels takes what a gauge takes.
    fn knows(&self, opcode: Opcode) -> bool {
        let is_driven = self.features.kind == Kind::Actuator && !self.features.has(Features::LEVELS);
        is_driven || opcode.is_known_to_a_gauge()
    }

    fn handle(&mut self, opcode: Opcode, request: &Request<'_>, now: u64) {
        if opcode != Opcode::RequestControl && !self.session.is_of(request.token) {
            return self.turn_away(request, Outcome::WrongToken);
        }
        match opcode {
            Opcode::Heartbeat => self.guards.heard(now),
            Opcode::QueryCommand => self.answer_query(request),
            _ => match self.session.judge(opcode, request.sequence, request.token) {
                Novelty::New => self.carry_out(opcode, request, now),
                Novelty::Repeated(response) => self.send_response(response),
                Novelty::Stale => self.turn_away(request, Outcome::Stale),
            },
        }
    }

    /// Answers without touching the session's sequence.
    fn turn_away(&mut self, request: &Request<'_>, outcome: Outcome) {
        self.session.result = outcome as u8;
        let response = self.response(request.opcode, request.sequence, outcome, 0);
        self.send_response(response);
    }

    fn answer_query(&mut self, request: &Request<'_>) {
        let [low, high] = *request.parameters else { return };
        let asked = u16::from_le_bytes([low, high]);
        let outcome = self.session.outcome_of(asked).unwrap_or(Outcome::UnknownSequence);
        let response = self.response(request.opcode, asked, outcome, 0);
        self.send_response(response);
    }

    fn carry_out(&mut self, opcode: Opcode, request: &Request<'_>, now: u64) {
        let (outcome, detail) = match self.check_and_apply(opcode, request, now) {
            Ok(()) => (Outcome::Applied, 0),
            Err(refused) => refused,
        };
        let is_applied = outcome == Outcome::Applied;
        if opcode == Opcode::RequestControl && !is_applied {
            // The session that stands must not lose its sequence to somebody who was refused.
            return self.turn_away(request, outcome);
        }
        self.session.result = outcome as u8;
        let response = self.response(request.opcode, request.sequence, outcome, detail);
        self.session.remember(opcode, request.sequence, outcome, response.clone());
        self.send_response(response);
        if is_applied {
            self.session.applied = request.sequence;
            self.guards.heard(now);
            self.send_status(now);
        }
    }

    fn check_and_apply(&mut self, opcode: Opcode, request: &Request<'_>, now: u64) -> Result<(), Refused> {
        let works_in_fault = matches!(opcode, Opcode::RequestControl | Opcode::ClearFault);
        if !self.faults.is_empty() && !works_in_fault {
            return Err((Outcome::FaultActive, 0));
        }
        if !opcode.is_allowed_in(self.state) {
            return Err((Outcome::WrongState, 0));
        }
        match opcode {
            Opcode::RequestControl => self.request_control(request.token),
            Opcode::ClearFault => {
                self.clear_fault();
                Ok(())
            }
            Opcode::ProgrammeForces => self.programme_forces(request.parameters),
            Opcode::ProgrammeTimes => self.programme_times(request.parameters),
            Opcode::Arm => self.arm(request.parameters),
            Opcode::Start => self.start(now),
            Opcode::Pause => self.pause(),
            Opcode::Resume => self.resume(),
            Opcode::AdjustForce => self.adjust_force(request.parameters, now),
            Opcode::Heartbeat | Opcode::QueryCommand => Ok(()),
        }
    }

    fn request_control(&mut self, token: u32) -> Result<(), Refused> {
        if token == 0 {
            return Err(INVALID);
        }
        self.session.begin(token);
        self.drop_programme();
        if self.state != State::Fault {
            self.state = State::Idle;
        }
        Ok(())
    }

    /// Clears what can be cleared; the state stays fault while a cause stands.
    /// What is left of the faults keeps the state; the request is applied all the same.
    fn clear_fault(&mut self) {
        let mut standing = FaultBits::default();
        if self.hand_switch && self.faults.contains(FaultBits::HAND_SWITCH) {
            standing = standing.with(FaultBits::HAND_SWITCH);
        }
        if self.battery <= BATTERY_EMPTY && self.faults.contains(FaultBits::BATTERY) {
            standing = standing.with(FaultBits::BATTERY);
        }
        self.faults = standing;
        if standing.is_empty() {
            self.state = State::Idle;
        }
    }

    fn programme_forces(&mut self, parameters: &[u8]) -> Result<(), Refused> {
        let forces = Forces::parse(parameters).ok_or(INVALID)?;
        if forces.rest > forces.hold || forces.ramp_up == 0 || forces.ramp_down == 0 {
            return Err(INVALID);
        }
        for force in [forces.hold, forces.rest, forces.limit] {
            within(force, self.features.greatest_force)?;
        }
        within(forces.hold, forces.limit)?;
        for ramp in [forces.ramp_up, forces.ramp_down] {
            within(ramp, self.features.greatest_ramp)?;
        }
        self.forces = Some(forces);
        self.take_programme();
        Ok(())
    }

    fn programme_times(&mut self, parameters: &[u8]) -> Result<(), Refused> {
        let times = Times::parse(parameters).ok_or(INVALID)?;
        let region = match times.region {
            0 => Features::CERVICAL,
            1 => Features::LUMBAR,
            _ => return Err(INVALID),
        };
        let can_rest = self.features.has(Features::INTERMITTENT);
        let fits = times.total > 0
            && times.hold > 0
            && self.features.regions & region != 0
            && (times.rest == 0 || can_rest);
        if !fits {
            return Err(INVALID);
        }
        within(times.total, self.features.longest_programme)?;
        self.times = Some(times);
        self.take_programme();
        Ok(())
    }

    const fn take_programme(&mut self) {
        let is_whole = self.forces.is_some() && self.times.is_some();
        self.state = if is_whole { State::Programmed } else { State::Idle };
    }

    fn arm(&mut self, parameters: &[u8]) -> Result<(), Refused> {
        let hash = u32::from_le_bytes(parameters.try_into().map_err(|_| INVALID)?);
        let (Some(forces), Some(times)) = (self.forces, self.times) else {
            return Err(NO_PROGRAMME);
        };
        if hash != frames::programme_hash(forces, times) {
            return Err((Outcome::HashDiffers, 0));
        }
        self.state = State::Armed;
        Ok(())
    }

    fn start(&mut self, now: u64) -> Result<(), Refused> {
        self.check_ready()?;
        let (Some(forces), Some(times)) = (self.forces, self.times) else {
            return Err(NO_PROGRAMME);
        };
        let token = self.session.token().unwrap_or_default();
        self.run(Starter { token, bond_number: self.bonds.number() }, forces, times, now);
        Ok(())
    }

    /// Whether a programme may start, whoever starts it.
    pub(super) fn check_ready(&self) -> Result<(), Refused> {
        self.check_interlock()?;
        if self.battery < BATTERY_TO_START { Err((Outcome::BatteryLow, 0)) } else { Ok(()) }
    }

    /// The programme runs from here on.
    pub(super) fn run(&mut self, starter: Starter, forces: Forces, times: Times, now: u64) {
        self.run = Some(Run::new(forces, times));
        self.runs_by_itself = starter == Starter::UNIT;
        self.guards = super::Guards::default();
        self.guards.heard(now);
        self.state = State::Running;
        self.begin_record(starter, forces, times, now);
        self.break_off_report();
    }

    fn pause(&mut self) -> Result<(), Refused> {
        self.run.as_mut().ok_or(NO_PROGRAMME)?.pause();
        self.state = State::Paused;
        Ok(())
    }

    fn resume(&mut self) -> Result<(), Refused> {
        self.check_interlock()?;
        self.run.as_mut().ok_or(NO_PROGRAMME)?.resume();
        self.state = State::Running;
        Ok(())
    }

    const fn check_interlock(&self) -> Result<(), Refused> {
        if self.hand_switch { Err((Outcome::Interlock, 0)) } else { Ok(()) }
    }

    fn adjust_force(&mut self, parameters: &[u8], now: u64) -> Result<(), Refused> {
        let hold = u16::from_le_bytes(parameters.try_into().map_err(|_| INVALID)?);
        let run = self.run.as_mut().ok_or(NO_PROGRAMME)?;
        within(hold, run.limit())?;
        run.adjust(hold);
        self.note_happening(Happening::Adjusted(hold), now);
        Ok(())
    }

    fn response(&self, opcode: u8, sequence: u16, outcome: Outcome, detail: u16) -> Vec<u8> {
        Response { opcode, sequence, outcome, state: self.state, detail }.encode()
    }

    fn send_response(&mut self, response: Vec<u8>) {
        if self.reports.subscriptions.control_point && !self.is_mute {
            self.outgoing.push((Characteristic::ControlPoint, response));
        }
    }
}
