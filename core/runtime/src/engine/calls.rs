//! What each call does. Decisions are `nape-logic`'s; here they meet the ledger and the journal.

use nape_logic::id::{CourseId, SessionId};
use nape_logic::modality::Region;
use nape_logic::plan::{self, CheckContext, CourseLimits, DeviceLimits, Plan, PlanCheck};
use nape_logic::screening::ScreeningError;
use nape_logic::session::gate::{self, Standing};
use nape_logic::session::{self, Alarm, Input, StopCause};
use nape_logic::text::Message;
use nape_logic::time::{Elapsed, Millis, Now, Timestamp};
use uuid::Uuid;

use super::command::{Command, Reply};
use super::commits::{Effect, Pass};
use super::error::EngineError;
use super::event::Happening;
use super::ledger::CourseRecord;
use super::plans;
use super::presence::{PresenceReason, Step};
use super::profile::Profile;
use super::progress::accepted;
use super::sessions::check_script;
use super::start::{Act, ScriptLine};
use super::task::Task;
use crate::store::fact::{About, CourseEnded, CourseStarted, Fact, StopExplained};

/// The longest text that a person's reason may have.
const LONGEST_REASON: usize = 500;

/// What limits a session today beside plan and profile.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Today<'a> {
    /// It is a first dose (P13).
    pub(super) first_dose: bool,
    /// What the course so far allows.
    pub(super) course: CourseLimits,
    /// The connected device.
    pub(super) device: Option<&'a DeviceLimits>,
}

impl Task {
    pub(super) fn command(&mut self, command: Command) {
        let now = self.clock.now();
        match command {
            Command::Start(request, reply) => self.start(*request, reply, &now),
            Command::Readiness(request, reply) => reply.done(self.readiness(&request, None, &now)),
            Command::Act(act, reply) => {
                self.perform(act, &now);
                self.acted(reply, &now);
            }
            Command::Symptom { id, value, reply } => self.symptom(id, value, Some(reply), &now),
            Command::Script(script, reply) => reply.done(self.follow_script(script)),
            Command::ExplainStop(session, why, reply) => self.explain_stop(session, why, reply, &now),
            Command::SummariesEvery(every) => {
                if let Some(session) = &mut self.session {
                    session.summaries_every(every);
                }
            }
            Command::Alarms(reply) => reply.done(Ok(self.alarms(now.elapsed))),
            Command::Recover(reply) => self.recover(reply, &now),
            Command::RecordScreening(sheet, reply) => self.record_screening(*sheet, reply, &now),
            Command::ScreeningStanding(modality, region, reply) => {
                reply.done(Ok(self.screening_standing(modality, region, now.wall)));
            }
            Command::FormToFill { kind, modality, region, reply } => {
                reply.done(self.form_to_fill(kind, modality, region));
            }
            Command::Locks(reply) => reply.done(Ok(self.lock_entries())),
            Command::ResolveLock { lock, examination, confirmed, reply } => {
                self.resolve_lock(lock, examination, confirmed, reply, &now);
            }
            Command::Clearances(reply) => reply.done(Ok(self.clearance_entries(now.wall))),
            Command::AddClearance { clearance, confirmed, reply } => {
                self.add_clearance(*clearance, confirmed, reply, &now);
            }
            Command::WithdrawClearance(id, reply) => self.withdraw_clearance(id, reply, &now),
            Command::TellSymptoms(report, reply) => self.tell_symptoms(*report, reply, &now),
            Command::Agree(version, reply) => self.agree(version, reply, &now),
            Command::Agreement(reply) => reply.done(Ok(self.ledger.agreed().cloned())),
            Command::SetPlan { plan, confirmed, reply } => self.set_plan(*plan, confirmed, reply, &now),
            Command::ImportPlan { plan, confirmation, present, reply } => {
                self.import_plan(*plan, &confirmation, present, reply, &now);
            }
            Command::PlanToday(modality, region, reply) => {
                reply.done(Ok(self.plan_today(modality, region, &now)));
            }
            Command::LogSession(told, reply) => self.log_session(*told, reply, &now),
            Command::Plan(modality, region, reply) => {
                reply.done(Ok(self.plans.get(&(modality, region)).cloned()));
            }
            Command::AfterCheck(session, check, reply) => self.after_check(session, check, reply, &now),
            Command::NextDayCheck(session, check, reply) => self.next_day_check(session, check, reply, &now),
            Command::Session(session, reply) => reply.done(Ok(self.ledger.session(session).cloned())),
            Command::Sessions(limit, reply) => {
                reply.done(Ok(self.ledger.newest_sessions(limit)));
            }
            Command::SessionsOn(date, reply) => reply.done(Ok(self.sessions_on(date, &now))),
            Command::StartCourse { region, reason, provider, reply } => {
                self.start_course(region, reason, provider, reply, &now);
            }
            Command::Course(region, reply) => reply.done(Ok(self.course(region))),
            Command::CourseDays(region, reply) => reply.done(Ok(self.course_days(region, &now))),
            Command::SessionDays(region, reply) => reply.done(Ok(self.session_days(region))),
            Command::Progress(modality, region, reply) => {
                reply.done(Ok(self.advice(modality, region, now.wall)));
            }
            Command::CourseProgress(region, reply) => reply.done(Ok(self.course_advice(region, now.wall))),
            Command::OpenDose(modality, region, reply) => {
                reply.done(self.opened_dose(modality, region, now.wall));
            }
            Command::RecordContact(contact, reply) => self.record_contact(contact, reply, &now),
            Command::RecordReview(review, reply) => self.record_review(review, reply, &now),
            Command::EndCourse(region, why, reply) => self.end_course(region, why, reply, &now),
            Command::Entry(call) => self.entry_call(call, &now),
            Command::Routine(call) => self.routine_call(call, &now),
            Command::SetProfile(change, reply) => self.set_profile(*change, reply, &now),
            Command::Backup(call) => self.backup_call(call, &now),
            Command::Reminder(call) => self.reminder_call(call, &now),
            Command::ReportScope(request, reply) => reply.done(self.report_scope(*request, &now)),
            Command::Device(call) => self.device_call(call, &now),
            Command::Profile(reply) => reply.done(Ok(self.profile.clone())),
        }
    }

    /// What the person, or a script in their place, does.
    pub(super) fn perform(&mut self, act: Act, now: &Now) {
        let input = match act {
            Act::SetupDone => Input::SetupDone,
            Act::Pause => Input::Pause,
            Act::Resume => Input::Resume,
            Act::EaseOff => Input::EaseOff,
            Act::Released if self.session.is_none() => return self.released_after(now),
            Act::Released => Input::Released,
            Act::AppSuspended => Input::AppSuspended,
            Act::AppResumed => Input::AppResumed,
            Act::Acknowledge => Input::Acknowledge,
            Act::Stop { why } => return self.stop(StopCause::Person, why, now),
            Act::Symptom { id } => return self.symptom(id, None, None, now),
            Act::Fault { name } => {
                if let Some(session) = &mut self.session {
                    session.inject(&name, now.elapsed);
                }
                return;
            }
        };
        self.with_session(now, |session, pass| session.input(input, now, pass));
    }

    fn follow_script(&mut self, script: Vec<ScriptLine>) -> Result<(), EngineError> {
        check_script(&script, false)?;
        let session = self.session.as_mut().ok_or(EngineError::NotFound { what: "running session" })?;
        session.follow(script);
        Ok(())
    }

    /// After the end of a session at which nobody knew it: the pull is off. Written down once, for the last one.
    fn released_after(&mut self, now: &Now) {
        let Some(session) = self.ledger.last_release_unknown() else { return };
        let about = About { session: Some(session.id), course: session.course, simulated: session.simulated };
        let fact = session::Fact::ReleasedAfter;
        let happening = Happening::Fact(session.id, Box::new(fact.clone()));
        let mut pass = Pass::default();
        pass.fact(about, Fact::Session(fact));
        pass.effects.push(Effect::Publish(now.wall.since(session.started), happening));
        self.carry_out(pass, now);
    }

    /// The notifications that end the running session where the app sleeps, each with the time until it.
    fn alarms(&self, now: Elapsed) -> Vec<(Alarm, Millis)> {
        let alarms = self.session.as_ref().map(|session| session::alarms(session.state(), now));
        let until = |alarm: Alarm| {
            let left = alarm.at.since(now);
            (alarm, left)
        };
        alarms.into_iter().flatten().map(until).collect()
    }

    /// Stop: accepted whatever the state; without a session there is nothing to stop.
    pub(super) fn stop(&mut self, cause: StopCause, why: Option<String>, now: &Now) {
        self.with_session(now, |session, pass| {
            session.input(Input::Stop(cause), now, pass);
            if let Some(why) = why {
                pass.fact(session.about, Fact::StopExplained(StopExplained { why: shortened(why) }));
            }
        });
    }

    fn explain_stop(&mut self, session: SessionId, why: String, reply: Reply<()>, now: &Now) {
        let Some(known) = self.ledger.session(session) else {
            return reply.done(Err(EngineError::NotFound { what: "such session" }));
        };
        let about = About { session: Some(session), course: known.course, simulated: known.simulated };
        let mut pass = Pass::default();
        pass.fact(about, Fact::StopExplained(StopExplained { why: shortened(why) }));
        pass.effects.push(reply.when_durable(()));
        self.carry_out(pass, now);
    }

    /// The plan after every limit, for a session now.
    pub(super) fn check_plan(&self, plan: &Plan, today: &Today<'_>, now: Timestamp) -> PlanCheck {
        let profile_weight = self.profile.weight.and_then(|weight| weight.to_body_weight().ok());
        let Today { first_dose, course, device } = *today;
        let context =
            CheckContext { today: now.date(), device: device.cloned(), profile_weight, first_dose, course };
        self.knowledge.check_plan(plan, &context)
    }

    /// In which fields a plan asks for more than the one in force, or more is left of it, today or once today's limits fall
    /// away (P40).
    fn raised(&self, plan: &Plan, now: Timestamp) -> Vec<&'static str> {
        let (modality, region) = (plan.modality, plan.region);
        let Some(in_force) = self.plans.get(&(modality, region)) else { return Vec::new() };
        let at = self.ledger.decision_time(now);
        let sessions = self.ledger.counting(region);
        let first_dose = gate::is_first_dose(&Standing { sessions, ..Standing::default() }, modality, at);
        let course = self.advice(modality, region, now).limits;
        // To accept a plan may itself lift what the course allows.
        let accepted = self.limits_once_accepted(plan, now);
        let mut raised = plan::raised(in_force, plan);
        let none = CourseLimits::default();
        for (first_dose, before, after) in [(first_dose, course, accepted), (false, none, none)] {
            let left = |plan, course| {
                self.check_plan(plan, &Today { first_dose, course, device: None }, at).effective
            };
            let (old, new) = (left(in_force, before), left(plan, after));
            raised.extend(plan::raised_after_limits(old.as_ref(), new.as_ref()));
        }
        raised.sort_unstable();
        raised.dedup();
        raised
    }

    pub(super) fn set_plan(&mut self, plan: Plan, confirmed: bool, reply: Reply<Step<PlanCheck>>, now: &Now) {
        let check = self.check_plan(&plan, &Today::default(), now.wall);
        if !check.accepted {
            return reply.done(Err(plan_refused(&check)));
        }
        let raised = self.raised(&plan, now.wall);
        if let Err(error) = self.may_raise(&plan, &check, &raised, now.wall) {
            return reply.done(Err(error));
        }
        if !raised.is_empty() && !confirmed {
            let words = Message::new("presence-plan").text("fields", raised.join(", "));
            return reply.done(Ok(Step::Confirm(PresenceReason::PlanRaised, words)));
        }
        // A plan is plain data: serialising it can't fail.
        let payload = serde_json::to_string(&plan).unwrap_or_default();
        let name = plans::record_name(plan.modality, plan.region);
        let accepted = accepted(&plan, &check).map(|plan| (About::default(), Fact::PlanAccepted(plan)));
        self.plans.insert((plan.modality, plan.region), plan);
        let record = self.revision("plan", &name, payload, now);
        let effects = vec![reply.when_durable(Step::Done(check))];
        let facts = accepted.into_iter().collect();
        self.carry_out(Pass { facts, records: vec![record], effects, ..Pass::default() }, now);
    }

    fn course(&self, region: Region) -> Option<(CourseRecord, u32)> {
        let course = self.ledger.open_course(region)?.clone();
        let sessions = self.ledger.sessions_in(course.id);
        Some((course, sessions))
    }

    fn start_course(
        &mut self,
        region: Region,
        reason: Option<String>,
        provider: Option<String>,
        reply: Reply<(CourseRecord, u32)>,
        now: &Now,
    ) {
        let (reason, provider) = (reason.map(shortened), provider.map(shortened));
        let mut pass = Pass::default();
        if let Some(open) = self.ledger.open_course(region) {
            let about = About { course: Some(open.id), ..About::default() };
            pass.fact(about, Fact::CourseEnded(CourseEnded { why: None }));
        }
        let id = CourseId(Uuid::now_v7());
        let about = About { course: Some(id), ..About::default() };
        let record = CourseRecord {
            id,
            region,
            reason: reason.clone(),
            provider: provider.clone(),
            started: now.wall,
            ended: None,
        };
        pass.fact(about, Fact::CourseStarted(CourseStarted { region, reason, provider }));
        pass.effects.push(reply.when_durable((record, 0)));
        self.carry_out(pass, now);
    }

    fn end_course(&mut self, region: Region, why: Option<String>, reply: Reply<()>, now: &Now) {
        let Some(course) = self.ledger.open_course(region) else {
            return reply.done(Err(EngineError::NotFound { what: "open course" }));
        };
        let about = About { course: Some(course.id), ..About::default() };
        let mut pass = Pass::default();
        pass.fact(about, Fact::CourseEnded(CourseEnded { why: why.map(shortened) }));
        pass.effects.push(reply.when_durable(()));
        self.carry_out(pass, now);
    }

    fn set_profile(&mut self, change: Profile, reply: Reply<()>, now: &Now) {
        let profile = self.profile.clone().changed_by(change);
        if let Err(error) = profile.check(chrono::Datelike::year(&now.wall.date())) {
            return reply.done(Err(error.into()));
        }
        let payload = serde_json::to_string(&profile).unwrap_or_default();
        self.profile = profile;
        self.keep_record("profile", "profile", payload, reply.when_durable(()), now);
    }
}

/// What a plan that is not accepted is refused with.
pub fn plan_refused(check: &PlanCheck) -> EngineError {
    let rules = check.problems.iter().map(|problem| problem.rule.to_string()).collect();
    let reasons = check.problems.first().map(|problem| problem.message.clone()).into_iter().collect();
    EngineError::Refused { rules, reasons }
}

/// Screening's refusal to look at something, as the engine's.
pub fn screening_error(error: ScreeningError) -> EngineError {
    match error {
        ScreeningError::BadInput(problems) => EngineError::BadDocument(problems),
        ScreeningError::Content(_) => EngineError::Internal("the built-in questions are damaged"),
    }
}

/// A person's words, as long as the journal takes them.
pub(super) fn shortened(words: String) -> String {
    words.chars().filter(|c| !c.is_control()).take(LONGEST_REASON).collect()
}
