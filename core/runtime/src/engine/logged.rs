//! A session that is told afterwards: checked, screened and recorded in one step (P6, P14, P24).

use nape_logic::document::FieldError;
use nape_logic::id::{CourseId, SessionId};
use nape_logic::modality::Region;
use nape_logic::screening::{self, ReportedSymptom, Stage, SymptomOutcome, SymptomReport};
use nape_logic::session::{Input, LoggedSession, logged};
use nape_logic::time::{Now, Timestamp};
use uuid::Uuid;

use super::calls::screening_error;
use super::command::{Reply, Told};
use super::commits::Pass;
use super::error::EngineError;
use super::task::Task;
use super::told::{action, pain_rose};
use crate::store::fact::{About, CourseStarted, Fact, LockAbout, LockCause, SessionLogged};

/// A session that was recorded, and what was told with it.
pub type LoggedReply = (SessionId, Told<SymptomOutcome>);

/// Everything that is wrong with a session as told at `now`, as far as it shows without a journal.
pub fn check_logged(told: &LoggedSession, now: Timestamp) -> Result<(), EngineError> {
    let screened = screening::symptom(&report(told, 0)).map_err(screening_error);
    all_problems(told, now, screened).map(|_| ())
}

impl Task {
    pub(super) fn log_session(&mut self, told: LoggedSession, reply: Reply<LoggedReply>, now: &Now) {
        match self.record_logged(told, now) {
            Ok((answer, mut pass)) => {
                pass.effects.push(reply.when_durable(answer));
                self.carry_out(pass, now);
            }
            Err(error) => reply.done(Err(error)),
        }
    }

    fn record_logged(&mut self, told: LoggedSession, now: &Now) -> Result<(LoggedReply, Pass), EngineError> {
        let at = self.ledger.decision_time(now.wall);
        let known_course = self.ledger.course_at(told.region, told.started);
        let rises = self.ledger.earlier_rises(told.region, known_course, None, false);
        let outcome = all_problems(&told, at, self.knowledge.symptom(&report(&told, rises)))?;
        self.refuse_a_double(&told, at)?;
        let id = SessionId(Uuid::now_v7());
        let (mut pass, action) = (Pass::default(), action(outcome.action));
        // What is felt counts for a session that runs meanwhile too.
        let gravest = outcome.fired.first().filter(|_| outcome.locks).map(|fired| fired.rule.clone());
        if let (Some(session), Some(symptom)) = (&mut self.session, gravest) {
            session.input(Input::Symptom { symptom: symptom.to_string(), action }, now, &mut pass);
        }
        let opens = known_course.is_none() && told.modality.is_traction();
        let course = if opens { Some(open_course(told.region, &mut pass)) } else { known_course };
        let about = About { session: Some(id), course, simulated: false };
        let about_lock = LockAbout { modality: told.modality, region: told.region };
        let lock = self.lock_of(&outcome, LockCause::AfterCheck, about_lock, now);
        let call = self.call_after(outcome.outcome, &outcome.fired, told.modality, told.region);
        let fact = SessionLogged { told, action, pain_rose: pain_rose(&outcome) };
        pass.fact(about, Fact::SessionLogged(Box::new(fact)));
        pass.facts.extend(lock.map(|lock| (about, lock)));
        Ok(((id, Told { outcome, call }), pass))
    }

    fn refuse_a_double(&self, told: &LoggedSession, now: Timestamp) -> Result<(), EngineError> {
        let Some(same) = self.ledger.likely_same(told, now) else { return Ok(()) };
        let message = format!("session {} was done in this way at this time: it is likely the same", same.id);
        Err(FieldError::new("started", message, "a time outside that session").into())
    }
}

/// The first session of a complaint opens its course (P1).
pub(super) fn open_course(region: Region, pass: &mut Pass) -> CourseId {
    let id = CourseId(Uuid::now_v7());
    let about = About { course: Some(id), ..About::default() };
    pass.fact(about, Fact::CourseStarted(CourseStarted { region, reason: None, provider: None }));
    id
}

/// What was told, as screening takes it: as after a session, each symptom as risen.
fn report(told: &LoggedSession, earlier_rises: u8) -> SymptomReport {
    let symptom = |id: &String| ReportedSymptom { id: id.clone(), value: None, before: None };
    SymptomReport {
        modality: told.modality,
        region: told.region,
        stage: Stage::AfterSession,
        symptoms: told.symptoms.iter().map(symptom).collect(),
        pain: told.pain_after,
        pain_before: told.pain_before,
        earlier_rises,
    }
}

/// The problems of both, each field once and by its name in the document.
fn all_problems(
    told: &LoggedSession,
    now: Timestamp,
    screened: Result<SymptomOutcome, EngineError>,
) -> Result<SymptomOutcome, EngineError> {
    let mut problems = logged::problems(told, now);
    let outcome = match screened {
        Ok(outcome) => Some(outcome),
        Err(EngineError::BadDocument(found)) => {
            for problem in found {
                let field = match problem.field.as_str() {
                    "pain" => "pain_after",
                    other => other.strip_suffix(".id").unwrap_or(other),
                };
                if problems.iter().all(|known| known.field != field) {
                    problems.push(FieldError { field: field.to_owned(), ..problem });
                }
            }
            None
        }
        Err(error) => return Err(error),
    };
    match outcome {
        Some(outcome) if problems.is_empty() => Ok(outcome),
        _ => Err(EngineError::BadDocument(problems)),
    }
}
