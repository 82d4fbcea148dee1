//! How a session begins, and what becomes of one that a kill left open.

use std::collections::VecDeque;
use std::num::NonZeroU32;

use nape_logic::document::FieldError;
use nape_logic::id::{BootId, CourseId, SessionId};
use nape_logic::modality::Modality;
use nape_logic::plan::{DeviceLimits, Effective, LimitId, PlanCheck};
use nape_logic::screening::FormKind;
use nape_logic::session::gate::{self, CourseStanding, PlanStanding, Refusal, Standing};
use nape_logic::session::{self, Away, Drive, Machine, Started, State, timing};
use nape_logic::time::{Elapsed, Millis, Now};
use uuid::Uuid;

use super::calls::{Today, plan_refused};
use super::command::{Readiness, Recovery, Reply};
use super::commits::{Effect, Pass};
use super::connecting::device_limits;
use super::device_side::DeviceSide;
use super::error::EngineError;
use super::event::Happening;
use super::routine::routine_runs;
use super::running::Running;
use super::start::{Act, Device, ScriptLine, StartRequest};
use super::task::Task;
use crate::link::{SimulatedLink, fault_names};
use crate::report::session_times;
use crate::store::fact::{About, CourseStarted, Fact};
use crate::store::{FactFilter, Lease, StoreError};

/// The fastest pace: a whole session in about a second.
pub(super) const FASTEST: f64 = 10_000.0;

impl Task {
    /// What speaks against this start, and what it would run.
    pub(super) fn readiness(
        &self,
        start: &StartRequest,
        device: Option<&DeviceLimits>,
        now: &Now,
    ) -> Result<Readiness, EngineError> {
        check_request(start)?;
        let at = self.ledger.decision_time(now.wall);
        let (modality, region) = (start.modality, start.region);
        let mut standing = Standing {
            locks: self.ledger.open_locks(),
            full_form: self.form_standing(FormKind::Full, modality, region, at),
            short_form: self.form_standing(FormKind::Short, modality, region, at),
            plan: None,
            sessions: self.ledger.counting(region),
            rehearsed: self.ledger.rehearsed(modality, start.device.is_simulated()),
            course: CourseStanding::default(),
        };
        let advice = self.advice(modality, region, now.wall);
        standing.course = CourseStanding::from(&advice);
        let first_dose = gate::is_first_dose(&standing, modality, at);
        let plan = self.plans.get(&(modality, region));
        let check = plan.map(|plan| {
            let today = Today { first_dose, course: advice.limits, device };
            self.check_plan(plan, &today, at)
        });
        standing.plan = check.as_ref().and_then(effective).map(|effective| PlanStanding {
            caps: effective.caps,
            // What is lost to the device's steps is less than one of them: it is said, and needs no yes.
            lowered: effective.limited_by.iter().any(|notice| notice.rule != LimitId::DeviceForceStep),
        });
        Ok(Readiness { refusals: gate::refusals(&standing, start.request, at), check, first_dose })
    }

    /// Begins the session, with its device where that pulls: connected, and nothing prepared on it yet.
    pub(super) fn begin(
        &mut self,
        start: StartRequest,
        mut device: Option<DeviceSide>,
        reply: Reply<SessionId>,
        now: &Now,
    ) {
        match self.begun(start, &mut device, now) {
            Ok((running, mut pass)) => {
                pass.effects.push(reply.when_durable(running.id));
                self.session = Some(running);
                self.carry_out(pass, now);
            }
            Err(error) => {
                if let Some(mut device) = device {
                    device.disconnect(now.elapsed);
                    self.clock.keep_real_pace();
                }
                reply.done(Err(error));
            }
        }
    }

    /// What a start would run now; or why it may not.
    pub(super) fn may_begin(
        &self,
        start: &StartRequest,
        device: Option<&DeviceLimits>,
        now: &Now,
    ) -> Result<Started, EngineError> {
        if self.session.is_some() || self.connecting.is_some() {
            return Err(StoreError::SessionRunning.into());
        }
        if self.routine.is_some() {
            return Err(routine_runs());
        }
        let readiness = self.readiness(start, device, now)?;
        if let Some(refusal) = readiness.refusals.first() {
            return Err(self.refused(*refusal, start, &readiness, now));
        }
        let Some(effective) = readiness.check.as_ref().and_then(effective) else {
            return Err(EngineError::Internal("a plan passed the gate without a dose"));
        };
        Ok(started(start, effective))
    }

    fn begun(
        &mut self,
        start: StartRequest,
        connected: &mut Option<DeviceSide>,
        now: &Now,
    ) -> Result<(Running, Pass), EngineError> {
        let limits = connected.as_ref().and_then(DeviceSide::feature).map(device_limits);
        let mut started = self.may_begin(&start, limits.as_ref(), now)?;
        started.simulated |= connected.as_ref().is_some_and(DeviceSide::is_simulated);
        let lease = self.journal.lease(&now.boot)?;
        let id = SessionId(Uuid::now_v7());
        let mut pass = Pass::default();
        let about = About {
            session: Some(id),
            course: Some(self.course_of(&started, &mut pass)),
            simulated: started.simulated,
        };
        let (device, gauge) = match start.device {
            Device::SimulatedGauge { seed } if !started.rehearsal => {
                let link = SimulatedLink::gauge(seed, started.modality, now.elapsed);
                let link = link.ok_or_else(|| nothing_to_measure(started.modality))?;
                let side = DeviceSide::gauge(Box::new(link), &started.dose, token(), now.elapsed);
                let greatest = self.knowledge.greatest_force(started.modality, started.region);
                (Some(side), Some(session::Gauge::on(&started.dose, greatest)))
            }
            _ => {
                let known = connected.as_mut().is_none_or(|device| device.set_programme(&started.dose));
                if !known {
                    return Err(EngineError::Internal("a device was connected for what is no force"));
                }
                (connected.take(), None)
            }
        };
        // Before anything is asked of it: what it writes down under this token is ours.
        if let Some(linked) = device.as_ref().and_then(DeviceSide::linked) {
            pass.fact(about, Fact::DeviceLinked(linked));
        }
        let machine = Machine::start(started, now.elapsed)
            .map_err(|_| EngineError::Internal("a dose without a timeline"))?;
        let total = machine.state().timeline.total();
        let standing = device.as_ref().map(DeviceSide::standing).filter(|_| gauge.is_none());
        if start.pace > 1.0 && !self.clock.is_paced() {
            self.clock.pace(start.pace);
        }
        let script = VecDeque::from(start.script);
        let mut running = Running::new(about, id, machine, device, script, lease, now.elapsed);
        running.turn(now, &mut pass);
        pass.effects.push(Effect::Publish(Millis::ZERO, Happening::Planned(total)));
        pass.effects
            .extend(standing.map(|standing| Effect::Publish(Millis::ZERO, Happening::Device(standing))));
        if let Some(gauge) = gauge {
            running.input(session::Input::Gauge(gauge), now, &mut pass);
        }
        if start.in_place {
            running.input(session::Input::SetupDone, now, &mut pass);
        }
        Ok((running, pass))
    }

    /// The deciding rule first, then what lies behind it.
    fn refused(
        &self,
        refusal: Refusal,
        start: &StartRequest,
        readiness: &Readiness,
        now: &Now,
    ) -> EngineError {
        let mut rules = vec![refusal.rule().to_owned()];
        let mut reasons = vec![refusal.message()];
        let at = self.ledger.decision_time(now.wall);
        let against = |kind| self.rules_against(kind, start.modality, start.region, at);
        match refusal {
            Refusal::FullFormOutcome => rules.extend(against(FormKind::Full)),
            Refusal::ShortFormOutcome => rules.extend(against(FormKind::Short)),
            Refusal::Plan => {
                let refused = readiness.check.as_ref().filter(|check| !check.accepted).map(plan_refused);
                if let Some(EngineError::Refused { rules: behind, reasons: why }) = refused {
                    rules.extend(behind);
                    reasons.extend(why);
                }
            }
            Refusal::Audible => {
                for unheard in start.request.signals.against() {
                    rules.push(unheard.rule().to_owned());
                    reasons.push(unheard.message());
                }
            }
            // To say yes to it one has to know to what.
            Refusal::Presence => {
                let limited = readiness.check.as_ref().and_then(effective).map(|dose| &dose.limited_by);
                for notice in limited.into_iter().flatten() {
                    rules.push(notice.rule.to_string());
                    reasons.push(notice.message.clone());
                }
            }
            Refusal::Paused => {
                let paused = self.advice(start.modality, start.region, now.wall).paused;
                rules.extend(paused.map(|rule| rule.to_string()));
                reasons.extend(paused.map(|rule| rule.notice().message));
            }
            _ => {}
        }
        EngineError::Refused { rules, reasons }
    }

    /// The open course of the region; the first session opens one by itself (P1).
    fn course_of(&self, started: &Started, pass: &mut Pass) -> CourseId {
        if let Some(open) = self.ledger.open_course(started.region) {
            return open.id;
        }
        let id = CourseId(Uuid::now_v7());
        let about = About { course: Some(id), ..About::default() };
        let fact = CourseStarted { region: started.region, reason: None, provider: None };
        pass.fact(about, Fact::CourseStarted(fact));
        id
    }

    /// After a launch (E2): a session with a device that a kill left open is closed as interrupted, its device's
    /// dead man has released. A passive pull is assumed to be on: its time runs on, by wall time where the machine
    /// was started anew, and an end that is past cues at once.
    pub(super) fn recover(&mut self, reply: Reply<Recovery>, now: &Now) {
        let clock_behind = self.ledger.clock_is_behind(now.wall);
        let mut recovery = Recovery { clock_behind, ..Recovery::default() };
        let open = self.ledger.unfinished();
        if self.session.is_some() || open.is_empty() {
            return reply.done(Ok(recovery));
        }
        let mut lease = match self.journal.lease(&now.boot) {
            Ok(lease) => Some(lease),
            // It is not left open: another process runs it.
            Err(StoreError::SessionRunning) => return reply.done(Ok(recovery)),
            Err(error) => return reply.done(Err(error.into())),
        };
        let mut pass = Pass::default();
        for id in open {
            let Some(left) = self.left_open(id, now) else {
                continue;
            };
            if left.state.goes_on()
                && let Some(lease) = lease.take()
            {
                recovery.resumed = Some((id, left.away));
                self.take_up(id, left, lease, now, &mut pass);
            } else {
                recovery.interrupted.push(id);
                for fact in Machine::close_interrupted(&left.state, left.away, now.elapsed) {
                    pass.fact(left.about, Fact::Session(fact));
                }
            }
        }
        pass.effects.push(reply.when_durable(recovery));
        self.carry_out(pass, now);
    }

    fn take_up(&mut self, id: SessionId, left: LeftOpen, lease: Lease, now: &Now, pass: &mut Pass) {
        let machine = Machine::recover(left.state, left.away, now.elapsed);
        let mut running = Running::new(left.about, id, machine, None, VecDeque::new(), lease, now.elapsed)
            .after(left.before);
        running.turn(now, pass);
        self.session = Some(running);
    }

    /// An unfinished session as its facts show it.
    fn left_open(&self, id: SessionId, now: &Now) -> Option<LeftOpen> {
        let filter = FactFilter { session: Some(id), kinds: &["session"], ..FactFilter::default() };
        let stored = self.reader.facts(filter).ok()?;
        let first = stored.first()?.heading.clone();
        let last = stored.last()?.heading.clone();
        let facts: Vec<(session::Fact, Elapsed)> = stored
            .into_iter()
            .filter_map(|fact| match Fact::read(&fact.heading.kind, &fact.payload?.0)? {
                Fact::Session(session) => Some((session, fact.heading.elapsed.unwrap_or_default())),
                _ => None,
            })
            .collect();
        let state = State::fold(facts.iter().map(|(fact, at)| (fact, *at)))?;
        let last = Now {
            wall: last.at,
            elapsed: last.elapsed.unwrap_or_default(),
            // A fact without a boot is of none that could be this one.
            boot: last.boot.unwrap_or_else(|| BootId(String::new())),
        };
        let away = Away::between(&last, now);
        let times = session_times(facts.iter().map(|(fact, at)| (fact, *at)));
        Some(LeftOpen {
            about: About { session: Some(id), course: first.course, simulated: first.simulated },
            state,
            away,
            before: times.last().copied().unwrap_or_default().plus(away.time),
        })
    }
}

/// A session that a kill left open.
struct LeftOpen {
    about: About,
    state: State,
    /// How long it was without its program.
    away: Away,
    /// Session time until now.
    before: Millis,
}

/// Refuses a request that makes no sense, before any rule is asked.
fn check_request(start: &StartRequest) -> Result<(), EngineError> {
    let bad =
        |field: &str, message: &str, allowed: String| Err(FieldError::new(field, message, allowed).into());
    let (least, most) = timing::GET_IN_RANGE;
    if start.get_in != Millis::ZERO && !(least..=most).contains(&start.get_in) {
        return bad("get_in_ms", "out of range", format!("0, or {} to {}", least.get(), most.get()));
    }
    if !(1.0..=FASTEST).contains(&start.pace) {
        return bad("pace", "out of range", format!("1 to {FASTEST}"));
    }
    check_script(&start.script, start.device.is_simulated())
}

/// Lines in the order of time, and faults of a simulated device only.
pub(super) fn check_script(script: &[ScriptLine], simulated: bool) -> Result<(), EngineError> {
    let bad =
        |field: &str, message: &str, allowed: String| Err(FieldError::new(field, message, allowed).into());
    if script.windows(2).any(|pair| pair[0].at > pair[1].at) {
        return bad("script", "not in the order of time", "at_ms that never goes back".to_owned());
    }
    for (index, line) in script.iter().enumerate() {
        let Act::Fault { name } = &line.act else { continue };
        let field = format!("script[{index}].fault");
        if !simulated {
            return bad(
                &field,
                "there is no simulated device",
                "a fault only with a simulated device".to_owned(),
            );
        }
        if !fault_names().contains(&name.as_str()) {
            return bad(&field, "not a known fault", fault_names().join(", "));
        }
    }
    Ok(())
}

fn started(start: &StartRequest, effective: &Effective) -> Started {
    Started {
        modality: start.modality,
        region: start.region,
        dose: effective.dose.clone(),
        limited_by: effective.limited_by.iter().map(|notice| notice.rule.to_string()).collect(),
        get_in: start.get_in,
        drive: if start.device.pulls() { Drive::Device } else { Drive::Person },
        rehearsal: start.request.rehearsal,
        simulated: start.device.is_simulated(),
    }
}

fn effective(check: &PlanCheck) -> Option<&Effective> {
    check.effective.as_ref()
}

fn nothing_to_measure(modality: Modality) -> EngineError {
    let message = format!("no gauge measures {modality}");
    FieldError::new("device", message, "a way of traction that can be planned").into()
}

/// A fresh name for this session's control of a device.
pub(super) fn token() -> NonZeroU32 {
    let (random, _) = Uuid::new_v4().as_u64_pair();
    #[expect(clippy::cast_possible_truncation, reason = "any 32 of the random bits will do")]
    let token = random as u32;
    NonZeroU32::new(token).unwrap_or(NonZeroU32::MIN)
}
