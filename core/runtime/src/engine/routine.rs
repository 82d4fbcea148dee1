//! Routines: kept, checked against what the journal says is open, and guided beside the session's machinery.
//!
//! A routine has no device, no plan and no rehearsal. It takes the journal's lease all the same: one thing at a time
//! speaks to a person (E6).

use std::collections::{BTreeMap, VecDeque};

use nape_logic::document::FieldError;
use nape_logic::modality::Modality;
use nape_logic::routine::{
    self, Content, Finished, Guide, Input, Open, Output, Part, Phase, Routine, RoutineCheck,
};
use nape_logic::screening::{FormKind, Outcome, StillOpen, Verdict};
use nape_logic::text::Message;
use nape_logic::time::{Elapsed, Millis, Now, Timestamp};
use uuid::Uuid;

use super::command::Reply;
use super::commits::{Effect, Pass};
use super::error::EngineError;
use super::event::Happening;
use super::ledger::FormRecord;
use super::sessions::FASTEST;
use super::task::Task;
use crate::store::fact::{About, Fact, RoutineFact};
use crate::store::{Lease, StoreError};

/// What a routine is started with.
#[derive(Debug, Clone, PartialEq)]
pub struct StartRoutine {
    /// The name under which it is kept.
    pub name: String,
    /// How fast time goes.
    pub pace: f64,
    /// Inputs at given times, in order.
    pub script: Vec<(Millis, Input)>,
}

/// A routine at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutineView {
    /// Which run.
    pub id: Uuid,
    /// As it was when it began.
    pub routine: Routine,
    /// What it does.
    pub phase: Phase,
    /// The part it is in.
    pub part: Option<Part>,
    /// Time left in the part; none where it waits for the person.
    pub left: Option<Millis>,
    /// Steps that were done to their end.
    pub done: u32,
    /// Steps that were left out.
    pub skipped: u32,
    /// The end, once there.
    pub finished: Option<Finished>,
}

/// What callers ask of routines.
pub(super) enum RoutineCall {
    Check(Box<Routine>, Reply<RoutineCheck>),
    Set(Box<Routine>, Reply<RoutineCheck>),
    List(Reply<Vec<Routine>>),
    Start(Box<StartRoutine>, Reply<Uuid>),
    Act(Input, Reply<()>),
}

impl RoutineCall {
    /// Whether it is for the routine that runs.
    pub(super) const fn is_for_now(&self) -> bool {
        matches!(self, Self::Act(..))
    }
}

/// The running routine.
pub(super) struct RunningRoutine {
    id: Uuid,
    guide: Guide,
    started: Elapsed,
    script: VecDeque<(Millis, Input)>,
    /// Held as long as it runs.
    _lease: Lease,
}

impl RunningRoutine {
    /// When [`Task::turn_routine`] wants to be called next.
    pub(super) fn poll_timeout(&self) -> Option<Elapsed> {
        let script = self.script.front().map(|(at, _)| self.started.plus(*at));
        script.into_iter().chain(self.guide.poll_timeout()).min()
    }

    pub(super) fn view(&self, now: Elapsed) -> RoutineView {
        let state = self.guide.state();
        RoutineView {
            id: self.id,
            routine: self.guide.routine().clone(),
            phase: state.phase(),
            part: state.part(now).map(|(_, part)| *part),
            left: state.left(now),
            done: state.done(),
            skipped: state.skipped(),
            finished: state.finished(),
        }
    }

    fn input(&mut self, input: Input, now: &Now, pass: &mut Pass) {
        self.guide.handle(input, now.elapsed);
        self.drain(now, pass);
    }

    fn drain(&mut self, now: &Now, pass: &mut Pass) {
        let elapsed = now.elapsed.since(self.started);
        while let Some(output) = self.guide.poll_output() {
            match output {
                Output::Fact(fact) => {
                    let happening = Happening::RoutineFact(self.id, Box::new(fact.clone()));
                    pass.fact(About::default(), Fact::Routine(RoutineFact { run: self.id, fact }));
                    pass.effects.push(Effect::Publish(elapsed, happening));
                }
                Output::Cue(cue) => {
                    pass.effects.push(Effect::Publish(elapsed, Happening::RoutineCue(Box::new(cue))));
                }
                Output::Finished(_) => pass.effects.push(Effect::FinishRoutine(self.id)),
            }
        }
    }
}

impl Task {
    pub(super) fn routine_call(&mut self, call: RoutineCall, now: &Now) {
        match call {
            RoutineCall::Check(routine, reply) => reply.done(self.check_routine(&routine, now.wall)),
            RoutineCall::Set(routine, reply) => self.set_routine(*routine, reply, now),
            RoutineCall::List(reply) => reply.done(Ok(self.routines.values().cloned().collect())),
            RoutineCall::Start(start, reply) => self.start_routine(*start, reply, now),
            RoutineCall::Act(input, reply) => {
                self.routine_input(input, now);
                self.acted(reply, now);
            }
        }
    }

    fn check_routine(&self, routine: &Routine, now: Timestamp) -> Result<RoutineCheck, EngineError> {
        Ok(routine::check(routine, content()?, self.open_for_routines(self.ledger.decision_time(now))))
    }

    /// Keeping a routine asks only whether it is sound: what is closed today may be open when it is done.
    fn set_routine(&mut self, routine: Routine, reply: Reply<RoutineCheck>, now: &Now) {
        let check = match content() {
            Ok(content) => routine::check(&routine, content, Open::Everything),
            Err(error) => return reply.done(Err(error)),
        };
        if !check.accepted {
            return reply.done(Err(routine_refused(&check)));
        }
        // A routine is plain data: serialising it can't fail.
        let payload = serde_json::to_string(&routine).unwrap_or_default();
        let name = format!("routine/{}", routine.name);
        self.routines.insert(routine.name.clone(), routine);
        self.keep_record("routine", &name, payload, reply.when_durable(check), now);
    }

    fn start_routine(&mut self, start: StartRoutine, reply: Reply<Uuid>, now: &Now) {
        match self.begin_routine(start, now) {
            Ok((mut running, pace)) => {
                if pace > 1.0 {
                    self.clock.pace(pace);
                }
                let mut pass = Pass::default();
                running.drain(now, &mut pass);
                pass.effects.push(reply.when_durable(running.id));
                self.routine = Some(running);
                self.carry_out(pass, now);
            }
            Err(error) => reply.done(Err(error)),
        }
    }

    fn begin_routine(&self, start: StartRoutine, now: &Now) -> Result<(RunningRoutine, f64), EngineError> {
        check_request(&start)?;
        // A pull that a kill left on counts as running (E2).
        if self.session.is_some() || !self.ledger.unfinished().is_empty() {
            return Err(StoreError::SessionRunning.into());
        }
        if self.routine.is_some() {
            return Err(routine_runs());
        }
        let routine = self.routines.get(&start.name).cloned();
        let routine = routine.ok_or(EngineError::NotFound { what: "such routine" })?;
        let check = self.check_routine(&routine, now.wall)?;
        if !check.accepted {
            return Err(self.closed(&check, now.wall));
        }
        let course = routine::compile(&routine, content()?)
            .map_err(|_| EngineError::Internal("an accepted routine without a course"))?;
        let lease = self.journal.lease(&now.boot)?;
        let running = RunningRoutine {
            id: Uuid::now_v7(),
            guide: Guide::start(routine, course, now.elapsed),
            started: now.elapsed,
            script: start.script.into(),
            _lease: lease,
        };
        Ok((running, start.pace))
    }

    /// A refusal; where nothing was told yet, that comes first.
    fn closed(&self, check: &RoutineCheck, now: Timestamp) -> EngineError {
        let error = routine_refused(check);
        let EngineError::Refused { mut rules, mut reasons } = error else { return error };
        if self.health_told(self.ledger.decision_time(now)).is_none() && self.ledger.locks.open().is_empty() {
            rules.insert(0, "routine.form_due".to_owned());
            reasons.insert(0, Message::new("routine-form-due"));
        }
        EngineError::Refused { rules, reasons }
    }

    pub(super) fn routine_input(&mut self, input: Input, now: &Now) {
        let mut pass = Pass::default();
        if let Some(routine) = &mut self.routine {
            routine.input(input, now, &mut pass);
        }
        self.carry_out(pass, now);
    }

    /// Lets the routine do what is due, the script included.
    pub(super) fn turn_routine(&mut self, now: &Now) {
        let mut pass = Pass::default();
        if let Some(routine) = &mut self.routine {
            let elapsed = now.elapsed.since(routine.started);
            while let Some((_, input)) = routine.script.pop_front_if(|(at, _)| *at <= elapsed) {
                routine.input(input, now, &mut pass);
            }
            routine.guide.handle_timeout(now.elapsed);
            routine.drain(now, &mut pass);
        }
        self.carry_out(pass, now);
    }

    /// What was told meanwhile may close what is being done: it stops then (P6, P11).
    pub(super) fn stop_closed_routine(&mut self, now: &Now) {
        let Some(routine) = self.routine.as_ref().map(|running| running.guide.routine()) else { return };
        if self.check_routine(routine, now.wall).is_ok_and(|check| !check.accepted) {
            self.routine_input(Input::Stop, now);
        }
    }

    pub(super) fn finish_routine(&mut self, id: Uuid, now: &Now) {
        if let Some(routine) = self.routine.take_if(|routine| routine.id == id) {
            self.events.show_routine(routine.view(now.elapsed));
            self.clock.keep_real_pace();
        }
    }

    /// What answers and locks leave open of routines (P9, P11). An emergency leaves nothing: help comes first. A lock
    /// of another kind, and not having been asked, leave what moves nothing.
    fn open_for_routines(&self, at: Timestamp) -> Open {
        self.open_with(self.health_told(at).unwrap_or(Open::Breathing), at)
    }

    /// The same of reminders, which ask for nothing that was not asked about before: nobody has to answer a form for them, and
    /// what a form said holds on when it is due again.
    pub(super) fn open_for_reminders(&self, at: Timestamp) -> Open {
        let told = self.ledger.forms.last_full().map(|form| self.as_told(form, at));
        self.open_with(told.unwrap_or(Open::Everything), at)
    }

    fn open_with(&self, told: Open, at: Timestamp) -> Open {
        let locks = self.ledger.locks.open();
        let emergency = locks.iter().any(|lock| lock.set.verdict == Verdict::Emergency);
        if emergency || self.ledger.forms.sign_is_present(None) {
            return Open::Nothing;
        }
        let locked = if locks.is_empty() { Open::Everything } else { Open::Breathing };
        let news = self.ledger.forms.short_since_full().map(|form| self.opened_by(form, at));
        news.fold(locked.min(told), Open::min)
    }

    /// What the last full form leaves open; none where there is no form, or where it is due again.
    fn health_told(&self, at: Timestamp) -> Option<Open> {
        let form = self.ledger.forms.last_full()?;
        let (modality, region) = (form.sheet.modality, form.sheet.region);
        let is_due = self.form_standing(FormKind::Full, modality, region, at)?.due_again;
        (!is_due).then(|| self.as_told(form, at))
    }

    /// What a full form leaves open, of whatever way of traction it was: a person has one health (P4). Its answers are
    /// read as those of a form for routines.
    fn as_told(&self, form: &FormRecord, at: Timestamp) -> Open {
        let own = self.opened_by(form, at);
        let is_own = form.sheet.modality == Modality::Complementary;
        if is_own { own } else { self.as_for_routines(form, at) }
    }

    fn as_for_routines(&self, form: &FormRecord, at: Timestamp) -> Open {
        let asked = self.knowledge.form(FormKind::Full, Modality::Complementary, form.sheet.region);
        let Ok(asked) = asked else { return Open::Breathing };
        let mut form = form.clone();
        form.sheet.modality = Modality::Complementary;
        form.sheet.answers.retain(|id, _| asked.questions.iter().any(|question| question.id == *id));
        self.opened_by(&form, at)
    }

    fn opened_by(&self, form: &FormRecord, at: Timestamp) -> Open {
        self.judge_again(form, at).map_or(Open::Breathing, |outcome| opened_by(&outcome))
    }
}

fn opened_by(outcome: &Outcome) -> Open {
    let open = |way| outcome.still_open.contains(&way);
    if outcome.outcome == Verdict::Clear {
        Open::Everything
    } else if open(StillOpen::PostureBreaks) {
        Open::Posture
    } else if open(StillOpen::Breathing) {
        Open::Breathing
    } else {
        Open::Nothing
    }
}

fn content() -> Result<&'static Content, EngineError> {
    Content::built_in().map_err(|_| EngineError::Internal("the built-in practices are damaged"))
}

fn check_request(start: &StartRoutine) -> Result<(), EngineError> {
    if !(1.0..=FASTEST).contains(&start.pace) {
        return Err(FieldError::new("pace", "out of range", format!("1 to {FASTEST}")).into());
    }
    if start.script.windows(2).any(|pair| pair[0].0 > pair[1].0) {
        let message = "not in the order of time";
        return Err(FieldError::new("script", message, "at_ms that never goes back").into());
    }
    Ok(())
}

/// What a routine that is not accepted is refused with.
fn routine_refused(check: &RoutineCheck) -> EngineError {
    let mut rules: Vec<String> = check.problems.iter().map(|problem| problem.rule.to_string()).collect();
    rules.dedup();
    let reasons = check.problems.first().map(|problem| problem.message.clone()).into_iter().collect();
    EngineError::Refused { rules, reasons }
}

/// What a start is refused with while a routine runs.
pub(super) fn routine_runs() -> EngineError {
    EngineError::Refused {
        rules: vec!["routine.running".to_owned()],
        reasons: vec![Message::new("routine-running")],
    }
}

/// The routines that are kept, by name.
pub(super) fn by_name(payloads: &[String]) -> BTreeMap<String, Routine> {
    let routines = payloads.iter().filter_map(|json| serde_json::from_str::<Routine>(json).ok());
    routines.map(|routine| (routine.name.clone(), routine)).collect()
}
