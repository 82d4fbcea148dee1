//! The decisions of a running session: an input and the state become facts and outputs.
//!
//! Every change goes through [`Machine::record`]: the fact is folded into the state at once and handed to the
//! engine to be journalled. What lowers or releases a pull is put out before its facts, what may pull after
//! them (E1).

use std::collections::VecDeque;

use super::away::Away;
use super::fact::{Drive, Fact, Started};
use super::gauge::Watch;
use super::input::{DeviceEvent, Input, StopCause, SymptomAction};
use super::moment::{self, Moment, MomentKind, Planned, Voice};
use super::output::{DeviceRequest, End, Finished, Output, Reason, Release};
use super::state::{Phase, State};
use super::steps::release_steps;
use super::timeline::TimelineError;
use super::{Timeline, timing};
use crate::time::{Elapsed, Millis};
use crate::units::Force;

/// A moment that is this late is not told any more: the person slept or the phone did (own decision `[D]`).
const STALE_MOMENT: Millis = Millis::from_secs(3);

/// One running session, without clock and without IO.
#[derive(Debug)]
pub struct Machine {
    pub(super) state: State,
    /// The device has armed the programme.
    armed: bool,
    /// Start or Resume was asked of the device and not answered yet: it may have begun to pull.
    asked: bool,
    /// What was heard of the gauge, where there is one.
    pub(super) watch: Watch,
    /// Moments still to come, in order.
    planned: VecDeque<Planned>,
    /// When the end cue comes again.
    insist_at: Option<Elapsed>,
    outputs: VecDeque<Output>,
}

impl Machine {
    /// Starts a session: the first fact, and the request to prepare the device.
    pub fn start(started: Started, now: Elapsed) -> Result<Self, TimelineError> {
        if !started.rehearsal {
            Timeline::compile(&started.dose, started.get_in)?;
        }
        let Some(state) = State::begin(&started, now) else {
            return Err(TimelineError::NoCycle);
        };
        let mut machine = Self::around(state, now);
        machine.outputs.push_back(Output::Fact(Fact::Started(Box::new(started))));
        if machine.state.device_pulls() {
            machine.outputs.push_back(Output::Device(DeviceRequest::Prepare));
        }
        Ok(machine)
    }

    /// Takes up a passive session after a kill, from its facts: the pull is assumed to be on and its time runs
    /// on (E2); an end that is past cues at once. What is not [`State::goes_on`] is closed instead; see
    /// [`Machine::close_interrupted`].
    pub fn recover(state: State, away: Away, now: Elapsed) -> Self {
        let mut machine = Self::around(state, now);
        machine.record(Fact::FoundOpen(away), now);
        machine.watch = Watch::found_open(machine.state.gauge.as_ref(), now);
        if machine.state.phase == Phase::Releasing {
            machine.planned.clear();
            machine.insist_at = (!machine.state.acknowledged).then_some(now);
        }
        if let Some(release) = machine.state.release {
            machine.conclude(release, now);
        }
        machine.handle_timeout(now);
        machine
    }

    /// The facts that close a session whose program was killed (E2).
    pub fn close_interrupted(state: &State, away: Away, now: Elapsed) -> Vec<Fact> {
        let mut machine = Self::around(state.clone(), now);
        machine.record(Fact::FoundOpen(away), now);
        if machine.state.phase != Phase::Releasing {
            machine.record(Fact::ReleaseBegan { reason: Some(Reason::Killed), emergency: false }, now);
        }
        match machine.state.release {
            Some(release) => machine.conclude(release, now),
            // A device that was getting ready may have been told to pull: no fact says that it was not.
            None if state.pulled() || state.device_pulls() && state.phase != Phase::Setup => {
                machine.settle(Release::Unknown, now);
            }
            None => machine.settle(Release::ByPerson, now),
        }
        machine
            .outputs
            .into_iter()
            .filter_map(|output| if let Output::Fact(fact) = output { Some(fact) } else { None })
            .collect()
    }

    fn around(state: State, now: Elapsed) -> Self {
        let planned = moment::plan(&state.timeline).into();
        let (watch, outputs) = (Watch::from(now), VecDeque::new());
        Self { state, armed: false, asked: false, watch, planned, insist_at: None, outputs }
    }

    /// The state now.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The next thing to do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When [`Machine::handle_timeout`] wants to be called.
    pub fn poll_timeout(&self) -> Option<Elapsed> {
        self.phase_timeout().into_iter().chain(self.watch_due()).min()
    }

    fn phase_timeout(&self) -> Option<Elapsed> {
        let state = &self.state;
        let position_reaches = |target: Millis, now: Elapsed| now.plus(target.minus(state.position(now)));
        match state.phase {
            Phase::Setup | Phase::Ended => None,
            Phase::Ready if state.started.rehearsal => Some(state.when_waited(state.timeline.total())),
            Phase::Ready => {
                let ready = state.timeline.load_starts();
                let told = self.planned.front().filter(|planned| planned.at < ready);
                let waits = state.device_pulls() && (self.asked || !self.armed);
                let limit = if waits { ready.plus(timing::DEVICE_START_LIMIT) } else { ready };
                Some(state.when_waited(told.map_or(limit, |planned| planned.at.min(limit))))
            }
            Phase::Running => {
                let next = self.planned.front().map_or(state.timeline.total(), |planned| planned.at);
                Some(position_reaches(next.min(state.timeline.total()), state.since))
            }
            Phase::Paused => Some(state.when_waited(timing::PAUSE_LIMIT)),
            Phase::Releasing if state.device_pulls() => Some(state.when_waited(timing::RELEASE_WATCH)),
            Phase::Releasing => {
                let limit = state.when_waited(timing::RELEASE_CONFIRMATION_LIMIT);
                Some(self.insist_at.map_or(limit, |insist| insist.min(limit)))
            }
        }
    }

    /// Takes in one input.
    pub fn handle(&mut self, input: Input, now: Elapsed) {
        if self.state.phase == Phase::Ended {
            return;
        }
        match input {
            Input::SetupDone => self.setup_done(now),
            Input::Pause => self.pause(now),
            Input::Resume => self.resume(now),
            Input::EaseOff => self.ease_off(now),
            Input::Stop(cause) => self.release(Some(reason_of(cause)), false, now),
            Input::Symptom { symptom, action } => self.symptom(symptom, action, now),
            Input::Released => self.released(now),
            Input::Acknowledge => self.acknowledge(now),
            Input::Device(event) => self.device(event, now),
            Input::Gauge(gauge) => self.use_gauge(gauge, now),
            Input::Measured(force) => self.measured(force, now),
            // Nothing to decide: what time has brought about meanwhile follows right here.
            Input::AppSuspended | Input::AppResumed => {}
        }
        self.handle_timeout(now);
    }

    /// Does what time alone brings about.
    pub fn handle_timeout(&mut self, now: Elapsed) {
        self.watch_timeout(now);
        match self.state.phase {
            Phase::Setup | Phase::Ended => {}
            Phase::Ready => self.while_ready(now),
            Phase::Running => self.while_running(now),
            Phase::Paused => {
                if self.state.waited(now) >= timing::PAUSE_LIMIT {
                    self.release(Some(Reason::PauseTimeout), false, now);
                }
            }
            Phase::Releasing => self.while_releasing(now),
        }
    }

    fn while_ready(&mut self, now: Elapsed) {
        let waited = self.state.waited(now);
        if self.state.started.rehearsal {
            if waited >= self.state.timeline.total() {
                self.release(Some(Reason::PauseTimeout), false, now);
            }
            return;
        }
        self.tell_due(now);
        if waited < self.state.timeline.load_starts() {
            return;
        }
        match self.state.started.drive {
            Drive::Person => {
                self.record(Fact::LoadStarted, now);
                self.while_running(now);
            }
            // Too late is too late, for a device that could start now too: nobody waits for the pull any more.
            Drive::Device if waited >= self.state.timeline.load_starts().plus(timing::DEVICE_START_LIMIT) => {
                self.release(Some(Reason::DeviceFault), false, now);
            }
            Drive::Device if self.armed && !self.asked => {
                self.asked = true;
                self.outputs.push_back(Output::Device(DeviceRequest::Start));
            }
            Drive::Device => {}
        }
    }

    fn while_running(&mut self, now: Elapsed) {
        if self.state.position(now) >= self.state.timeline.total() {
            self.release(None, false, now);
        } else {
            self.tell_due(now);
        }
    }

    fn while_releasing(&mut self, now: Elapsed) {
        let waited = self.state.waited(now);
        if self.state.device_pulls() {
            if waited >= timing::RELEASE_WATCH {
                self.settle(Release::Unconfirmed, now);
            }
        } else if waited >= timing::RELEASE_CONFIRMATION_LIMIT {
            if self.insist_at.is_some_and(|at| at <= now) {
                self.tell_release(now);
            }
            self.settle(Release::Unknown, now);
        } else if self.insist_at.is_some_and(|at| at <= now) {
            self.insist_at = (!self.state.acknowledged).then(|| now.plus(timing::INSIST_EVERY));
            if self.insist_at.is_some() {
                self.tell_release(now);
            }
        }
    }

    fn setup_done(&mut self, now: Elapsed) {
        if self.state.phase == Phase::Setup {
            self.record(Fact::SetupDone, now);
            self.watch = Watch::from(now);
        }
    }

    fn pause(&mut self, now: Elapsed) {
        if self.state.phase == Phase::Paused && std::mem::take(&mut self.asked) {
            // The device was asked to go on and may be about to: what it says of that is no longer wanted.
            self.request(DeviceRequest::Pause);
        } else if self.state.phase == Phase::Running {
            self.request(DeviceRequest::Pause);
            self.record(Fact::Paused, now);
            self.tell(MomentKind::Paused);
        }
    }

    fn resume(&mut self, now: Elapsed) {
        if self.state.phase != Phase::Paused || self.asked {
            return;
        }
        if self.state.device_pulls() {
            self.asked = true;
            self.outputs.push_back(Output::Device(DeviceRequest::Resume));
        } else {
            self.resumed(now);
        }
    }

    fn resumed(&mut self, now: Elapsed) {
        self.asked = false;
        self.record(Fact::Resumed, now);
        self.tell(MomentKind::Resumed);
    }

    fn ease_off(&mut self, now: Elapsed) {
        if !matches!(self.state.phase, Phase::Running | Phase::Paused) {
            return;
        }
        let from = self.state.cap.or(self.state.started.dose.load.force());
        let to = from.map(|from| lower_by_a_step(from, self.state.started.dose.load.force().unwrap_or(from)));
        if to == Some(Force::ZERO) {
            self.release(Some(Reason::Person), false, now);
            return;
        }
        if let Some(to) = to {
            self.request(DeviceRequest::Lower(to));
        }
        self.record(Fact::EasedOff { from, to }, now);
        self.tell(MomentKind::EasedOff);
    }

    fn symptom(&mut self, symptom: String, action: SymptomAction, now: Elapsed) {
        let ends = match action {
            SymptomAction::Emergency | SymptomAction::StopAndSee | SymptomAction::EndAndLower => true,
            SymptomAction::Lower => {
                self.ease_off(now);
                false
            }
            SymptomAction::Note => false,
        };
        if ends {
            self.request(DeviceRequest::Release);
        }
        self.record(Fact::Symptom { symptom, action }, now);
        if ends && self.state.phase != Phase::Releasing {
            self.begin_release(Some(Reason::Symptom), action == SymptomAction::Emergency, now);
        }
    }

    fn released(&mut self, now: Elapsed) {
        if self.state.device_pulls() {
            return;
        }
        if self.state.phase != Phase::Releasing {
            self.begin_release(Some(Reason::Person), false, now);
        }
        if self.state.phase == Phase::Releasing {
            self.settle(Release::ByPerson, now);
        }
    }

    fn acknowledge(&mut self, now: Elapsed) {
        if self.state.phase == Phase::Releasing && !self.state.acknowledged {
            self.insist_at = None;
            self.record(Fact::Acknowledged, now);
        }
    }

    fn device(&mut self, event: DeviceEvent, now: Elapsed) {
        if !self.state.device_pulls() {
            return;
        }
        match event {
            DeviceEvent::Armed => self.armed = true,
            DeviceEvent::Started if self.state.phase == Phase::Ready && self.asked => {
                self.asked = false;
                self.record(Fact::LoadStarted, now);
            }
            DeviceEvent::Resumed if self.state.phase == Phase::Paused && self.asked => self.resumed(now),
            // It pulls when it should not: unasked, or after the session had gone on. Either way it must let go.
            DeviceEvent::Started | DeviceEvent::Resumed => {
                self.release(Some(Reason::DeviceFault), false, now);
            }
            DeviceEvent::Refused | DeviceEvent::OverLimit | DeviceEvent::Fault | DeviceEvent::Lost => {
                self.fail(Reason::DeviceFault, now);
            }
            DeviceEvent::HandSwitch => self.fail(Reason::HandSwitch, now),
            DeviceEvent::LowBattery => self.fail(Reason::LowBattery, now),
            DeviceEvent::LinkLost => self.fail(Reason::LinkLost, now),
            // While it lets go it is watched for its release; of that the end says enough.
            DeviceEvent::Silent if self.state.phase != Phase::Releasing => {
                self.tell(MomentKind::DeviceSilent);
            }
            DeviceEvent::Heard if self.state.phase != Phase::Releasing => self.tell(MomentKind::DeviceHeard),
            DeviceEvent::Silent | DeviceEvent::Heard => {}
            DeviceEvent::AtRest => {
                let left = self.state.timeline.total().minus(self.state.position(now));
                if self.state.loaded && left > timing::END_SLACK {
                    self.fail(Reason::DeviceFault, now);
                }
            }
            DeviceEvent::Release(release) => {
                if self.state.phase == Phase::Releasing {
                    self.settle(release, now);
                }
            }
        }
    }

    /// The device can't go on; once releasing, its news changes nothing more.
    fn fail(&mut self, reason: Reason, now: Elapsed) {
        if self.state.phase != Phase::Releasing {
            self.release(Some(reason), false, now);
        }
    }

    /// Releases first, then says so. Safe in every state and any number of times.
    pub(super) fn release(&mut self, reason: Option<Reason>, emergency: bool, now: Elapsed) {
        self.request(DeviceRequest::Release);
        if self.state.phase != Phase::Releasing {
            self.begin_release(reason, emergency, now);
        } else if reason == Some(Reason::Signal) && !self.device_lets_go() && self.state.pulled() {
            self.leave(now);
        }
    }

    /// Whether the device takes the pull off; else it is the person's hand.
    fn device_lets_go(&self) -> bool {
        self.state.device_pulls() && (self.asked || self.state.loaded)
    }

    /// The program is going: nobody will be there to hear the person say that the pull is off.
    fn leave(&mut self, now: Elapsed) {
        self.settle(Release::Unknown, now);
    }

    fn begin_release(&mut self, reason: Option<Reason>, emergency: bool, now: Elapsed) {
        self.record(Fact::ReleaseBegan { reason, emergency }, now);
        self.planned.clear();
        if let Some(reason) = reason.filter(|_| !self.state.started.rehearsal) {
            self.tell(MomentKind::Stopping(reason));
        }
        if self.device_lets_go() {
            return;
        }
        if self.state.pulled() {
            self.tell_release(now);
            self.insist_at = Some(now.plus(timing::INSIST_EVERY));
            if reason == Some(Reason::Signal) {
                self.leave(now);
            }
        } else {
            // There never was a pull: the person who stopped is out of it.
            self.settle(Release::ByPerson, now);
        }
    }

    fn settle(&mut self, release: Release, now: Elapsed) {
        self.record(Fact::ReleaseSettled { release, late: self.state.late(now) }, now);
        if release == Release::Unconfirmed {
            self.tell(MomentKind::LetGoByHand);
        }
        self.conclude(release, now);
    }

    fn conclude(&mut self, release: Release, now: Elapsed) {
        let finished = self.finished(release);
        // The end is the last thing that is said.
        self.tell(match finished.end {
            end if self.state.started.rehearsal => MomentKind::Rehearsed { with_stop: end == End::Completed },
            End::Completed | End::Stopped if release == Release::Unknown => MomentKind::DoneUnreleased,
            end => MomentKind::Done(end),
        });
        self.record(Fact::Finished(finished), now);
        self.outputs.push_back(Output::Finished(finished));
    }

    fn finished(&self, release: Release) -> Finished {
        let reason = self.state.ending.and_then(|ending| ending.reason);
        let end = match reason {
            _ if release == Release::Unconfirmed => End::Uncertain,
            _ if self.state.emergency => End::Emergency,
            None => End::Completed,
            // Pressing Stop is what a rehearsal is for.
            Some(Reason::Person) if self.state.started.rehearsal => End::Completed,
            Some(Reason::Signal | Reason::Killed | Reason::Storage) => End::Interrupted,
            Some(_) => End::Stopped,
        };
        Finished { end, reason, release, eased: self.state.eased }
    }

    fn request(&mut self, request: DeviceRequest) {
        if self.state.device_pulls() {
            self.outputs.push_back(Output::Device(request));
        }
    }

    pub(super) fn record(&mut self, fact: Fact, now: Elapsed) {
        self.state.apply(&fact, now);
        self.outputs.push_back(Output::Fact(fact));
    }

    pub(super) fn tell(&mut self, kind: MomentKind) {
        self.outputs.push_back(Output::Moment(Moment::tell(kind, None, Voice::of(&self.state))));
    }

    /// The end cue and the steps out of the pull (P21); where the end was slept through it says since when.
    fn tell_release(&mut self, now: Elapsed) {
        let overdue = self.state.ending.is_some_and(|ending| ending.overdue >= STALE_MOMENT);
        let late = self.state.late(now);
        self.tell(if overdue { MomentKind::ReleaseOverdue { late } } else { MomentKind::ReleaseNow });
        for step in release_steps(self.state.started.modality, self.state.started.region) {
            self.outputs.push_back(Output::Moment(Moment::step(step)));
        }
    }

    /// Tells the planned moments that are due. Those long past are passed over, except the segment that the
    /// session is in now: whoever comes back has to know whether to pull or to rest.
    fn tell_due(&mut self, now: Elapsed) {
        let position = self.state.position(now);
        let due = self.planned.iter().take_while(|planned| planned.at <= position).count();
        let due: Vec<Planned> = self.planned.drain(..due).collect();
        let present = due.iter().rposition(|planned| matches!(planned.kind, MomentKind::Segment(_)));
        for (index, planned) in due.into_iter().enumerate() {
            if position.minus(planned.at) < STALE_MOMENT || present == Some(index) {
                let moment = Moment::tell(planned.kind, planned.cycle, Voice::of(&self.state));
                self.outputs.push_back(Output::Moment(moment));
            }
        }
    }
}

const fn reason_of(cause: StopCause) -> Reason {
    match cause {
        StopCause::Person => Reason::Person,
        StopCause::Signal => Reason::Signal,
        StopCause::Storage => Reason::Storage,
    }
}

/// One step lower: a tenth of the dose, at least a newton; what is left below a tenth of the dose is nothing.
fn lower_by_a_step(from: Force, dose: Force) -> Force {
    let step = dose.percent_floor(timing::EASE_OFF_PERCENT).millinewtons().max(1000);
    let lower = from.millinewtons().saturating_sub(step);
    if lower < step { Force::ZERO } else { Force::from_millinewtons(lower) }
}
