//! What each call does. Decisions are `nape-logic`'s; here they meet the ledger and the journal.

use nape_logic::id::{CourseId, SessionId};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{self, CheckContext, Plan, PlanCheck};
use nape_logic::screening::{
    self, AnswerSheet, FormKind, ReportedSymptom, ScreeningError, Stage, SymptomOutcome, SymptomReport,
};
use nape_logic::session::{Input, StopCause, SymptomAction};
use nape_logic::time::{Now, Timestamp};
use uuid::Uuid;

use super::command::{AfterCheck, Command, Reply, ScreeningStanding};
use super::commits::Pass;
use super::error::EngineError;
use super::ledger::{CourseRecord, Ledger};
use super::profile::Profile;
use super::start::Act;
use super::task::Task;
use crate::store::fact::{
    About, AfterCheckFact, CourseEnded, CourseStarted, Fact, LockSet, ScreeningFact, StopExplained,
};

/// The longest text that a person's reason may have.
const LONGEST_REASON: usize = 500;

impl Task {
    pub(super) fn command(&mut self, command: Command) {
        let now = self.clock.now();
        match command {
            Command::Start(request, reply) => self.start(*request, reply, &now),
            Command::Readiness(request, reply) => reply.done(self.readiness(&request, &now)),
            Command::Act(act, reply) => {
                self.perform(act, &now);
                reply.done(Ok(()));
            }
            Command::Symptom(id, reply) => self.symptom(id, Some(reply), &now),
            Command::ExplainStop(session, why, reply) => self.explain_stop(session, why, reply, &now),
            Command::SummariesEvery(every) => {
                if let Some(session) = &mut self.session {
                    session.summaries_every(every);
                }
            }
            Command::Recover(reply) => self.recover(reply, &now),
            Command::RecordScreening(sheet, reply) => self.record_screening(*sheet, reply, &now),
            Command::ScreeningStanding(modality, region, reply) => {
                reply.done(Ok(screening_standing(&self.ledger, modality, region, now.wall)));
            }
            Command::SetPlan(plan, reply) => self.set_plan(*plan, reply, &now),
            Command::Plan(modality, region, reply) => {
                reply.done(Ok(self.plans.get(&(modality, region)).cloned()));
            }
            Command::AfterCheck(session, check, reply) => self.after_check(session, check, reply, &now),
            Command::Sessions(limit, reply) => {
                reply.done(Ok(self.ledger.sessions().into_iter().take(limit).collect()));
            }
            Command::StartCourse { region, reason, provider, reply } => {
                self.start_course(region, reason, provider, reply, &now);
            }
            Command::Course(region, reply) => reply.done(Ok(self.course(region))),
            Command::EndCourse(region, why, reply) => self.end_course(region, why, reply, &now),
            Command::SetProfile(change, reply) => self.set_profile(*change, reply, &now),
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
            Act::Released => Input::Released,
            Act::Acknowledge => Input::Acknowledge,
            Act::Stop { why } => return self.stop(StopCause::Person, why, now),
            Act::Symptom { id } => return self.symptom(id, None, now),
            Act::Fault { name } => {
                if let Some(session) = &mut self.session {
                    session.inject(&name, now.elapsed);
                }
                return;
            }
        };
        self.with_session(now, |session, pass| session.input(input, now, pass));
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

    /// A symptom in the running session: the release it asks for goes out before anything is written.
    fn symptom(&mut self, id: String, reply: Option<Reply<SymptomOutcome>>, now: &Now) {
        let Some(session) = &self.session else {
            if let Some(reply) = reply {
                reply.done(Err(EngineError::NotFound { what: "running session" }));
            }
            return;
        };
        let (modality, region) = (session.state().started.modality, session.state().started.region);
        let symptoms = vec![ReportedSymptom { id: id.clone(), value: None, before: None }];
        let stage = Stage::InSession;
        let report = SymptomReport {
            modality,
            region,
            stage,
            symptoms,
            pain: None,
            pain_before: None,
            earlier_rises: 0,
        };
        let outcome = match screening::symptom(&report) {
            Ok(outcome) => outcome,
            Err(error) => {
                // A word that screening does not know is still a person saying that something is wrong.
                self.stop(StopCause::Person, Some(id), now);
                if let Some(reply) = reply {
                    reply.done(Err(screening_error(error)));
                }
                return;
            }
        };
        self.with_session(now, |session, pass| {
            let action = action(outcome.action);
            session.input(Input::Symptom { symptom: id, action }, now, pass);
            pass.facts.extend(lock_of(&outcome).map(|lock| (session.about, lock)));
            pass.effects.extend(reply.map(|reply| reply.when_durable(outcome)));
        });
    }

    fn record_screening(&mut self, sheet: AnswerSheet, reply: Reply<screening::Outcome>, now: &Now) {
        let outcome = match screening::check(&sheet, now.wall) {
            Ok(outcome) => outcome,
            Err(error) => return reply.done(Err(screening_error(error))),
        };
        let counting = outcome.fired.iter().filter(|fired| fired.cleared_by.is_none());
        let fact = ScreeningFact {
            form: sheet.form,
            modality: sheet.modality,
            region: sheet.region,
            outcome: outcome.outcome,
            rules: counting.map(|fired| fired.rule.clone()).collect(),
            content_version: outcome.content_version.clone(),
            sheet,
        };
        let mut pass = Pass::default();
        pass.fact(About::default(), Fact::Screening(Box::new(fact)));
        pass.effects.push(reply.when_durable(outcome));
        self.carry_out(pass, now);
    }

    /// The plan after every limit, for a session now.
    pub(super) fn check_plan(&self, plan: &Plan, first_dose: bool, now: Timestamp) -> PlanCheck {
        let profile_weight = self.profile.weight.and_then(|weight| weight.to_body_weight().ok());
        plan::check(plan, &CheckContext { today: now.date(), device: None, profile_weight, first_dose })
    }

    fn set_plan(&mut self, plan: Plan, reply: Reply<PlanCheck>, now: &Now) {
        let check = self.check_plan(&plan, false, now.wall);
        if !check.accepted {
            return reply.done(Err(plan_refused(&check)));
        }
        // A plan is plain data: serialising it can't fail.
        let payload = serde_json::to_string(&plan).unwrap_or_default();
        let name = format!("plan/{}/{}", plan.modality, plan.region);
        self.plans.insert((plan.modality, plan.region), plan);
        self.keep_record("plan", &name, payload, reply.when_durable(check), now);
    }

    fn after_check(&mut self, id: SessionId, check: AfterCheck, reply: Reply<SymptomOutcome>, now: &Now) {
        let Some(session) = self.ledger.session(id) else {
            return reply.done(Err(EngineError::NotFound { what: "such session" }));
        };
        let about = About { session: Some(id), course: session.course, simulated: session.simulated };
        let symptom = |id: &String| ReportedSymptom { id: id.clone(), value: None, before: None };
        let report = SymptomReport {
            modality: session.modality,
            region: session.region,
            stage: Stage::AfterSession,
            symptoms: check.symptoms.iter().map(symptom).collect(),
            pain: check.pain,
            pain_before: self.ledger.pain_before(session.modality, session.region),
            earlier_rises: 0,
        };
        let outcome = match screening::symptom(&report) {
            Ok(outcome) => outcome,
            Err(error) => return reply.done(Err(screening_error(error))),
        };
        let AfterCheck { feeling, pain, symptoms } = check;
        let fact = AfterCheckFact { feeling, pain, symptoms, action: action(outcome.action) };
        let mut pass = Pass::default();
        pass.fact(about, Fact::AfterCheck(fact));
        pass.facts.extend(lock_of(&outcome).map(|lock| (about, lock)));
        pass.effects.push(reply.when_durable(outcome));
        self.carry_out(pass, now);
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

/// How screening stands for a modality at `now`.
fn screening_standing(
    ledger: &Ledger,
    modality: Modality,
    region: Region,
    now: Timestamp,
) -> ScreeningStanding {
    let now = ledger.decision_time(now);
    let last = |kind| ledger.form(kind, modality, region).map(|form| (form.at, form.outcome));
    let due = |kind| ledger.form_standing(kind, modality, region, now).is_none_or(|form| form.due_again);
    let short = last(FormKind::Short);
    let fresh = short.is_some_and(|(at, _)| now.since(at) <= nape_logic::session::gate::SHORT_FORM_HOLDS);
    ScreeningStanding {
        full: last(FormKind::Full),
        full_due: due(FormKind::Full),
        short,
        short_due: !fresh || due(FormKind::Short),
        locks: ledger.locks(),
    }
}

/// The lock that a report of symptoms sets.
fn lock_of(outcome: &SymptomOutcome) -> Option<Fact> {
    let rules = outcome.fired.iter().map(|fired| fired.rule.clone()).collect();
    outcome.locks.then(|| Fact::LockSet(LockSet { lock: Uuid::now_v7(), rules }))
}

/// Screening's word for what a symptom does, as the session's.
const fn action(action: screening::Action) -> SymptomAction {
    match action {
        screening::Action::Emergency => SymptomAction::Emergency,
        screening::Action::StopAndSee => SymptomAction::StopAndSee,
        screening::Action::EndAndLower => SymptomAction::EndAndLower,
        screening::Action::Lower => SymptomAction::Lower,
        screening::Action::Note => SymptomAction::Note,
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
        ScreeningError::BadInput(problems) => match problems.into_iter().next() {
            Some(problem) => EngineError::BadInput(problem),
            None => EngineError::Internal("a refusal without a problem"),
        },
        ScreeningError::Content(_) => EngineError::Internal("the built-in questions are damaged"),
    }
}

/// A person's words, as long as the journal takes them.
fn shortened(words: String) -> String {
    words.chars().filter(|c| !c.is_control()).take(LONGEST_REASON).collect()
}
