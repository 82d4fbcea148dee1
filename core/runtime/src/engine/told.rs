//! What a person tells outside the forms: in a session, after it, a day later, at any other time. Each passes
//! through screening in the same step in which it is recorded, and may lock (P6, P8).

use std::collections::BTreeMap;

use nape_logic::document::FieldError;
use nape_logic::id::{CourseId, RecordId, SessionId};
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{self, ReportedSymptom, Stage, SymptomOutcome, SymptomReport};
use nape_logic::session::{Input, StopCause, SymptomAction};
use nape_logic::time::{Millis, Now};

use super::command::{AfterCheck, NextDayCheck, Reply, Told};
use super::commits::Pass;
use super::error::EngineError;
use super::ledger::{Before, SessionRecord};
use super::task::Task;
use crate::store::fact::{About, AfterCheckFact, Fact, LockAbout, LockCause, NextDayFact, SymptomsTold};

/// What is told sooner after a session is of the same day: it is screened as a check after it is, and the day after is
/// still to be told [D].
pub(super) const NEXT_DAY_FROM: Millis = Millis::from_mins(18 * 60);
/// The day after a session can be told for so long [D].
pub(super) const NEXT_DAY_UNTIL: Millis = Millis::from_mins(7 * 24 * 60);
/// The top of every scale.
const SCALE_MAX: u8 = 10;

/// What is reported, before the journal adds what it knows.
struct Telling<'a> {
    modality: Modality,
    region: Region,
    stage: Stage,
    symptoms: &'a [String],
    values: &'a BTreeMap<String, u8>,
    pain: Option<u8>,
    before: Before,
    course: Option<CourseId>,
    /// Whose own rise of pain is no earlier one.
    session: Option<SessionId>,
    simulated: bool,
}

/// What was told comes to this, and this is to be written of it.
pub(super) type Tellings = (Told<SymptomOutcome>, Vec<(About, Fact)>);

impl Task {
    /// A symptom in the running session: the release it asks for goes out before anything is written.
    pub(super) fn symptom(
        &mut self,
        id: String,
        value: Option<u8>,
        reply: Option<Reply<Told<SymptomOutcome>>>,
        now: &Now,
    ) {
        let Some(session) = &self.session else {
            if let Some(reply) = reply {
                reply.done(Err(EngineError::NotFound { what: "running session" }));
            }
            return;
        };
        let started = &session.state().started;
        let (symptoms, values) = ([id.clone()], value.map(|value| (id.clone(), value)).into_iter().collect());
        let telling = Telling {
            modality: started.modality,
            region: started.region,
            stage: Stage::InSession,
            symptoms: &symptoms,
            values: &values,
            pain: None,
            before: self.ledger.session(session.id).and_then(|known| known.before).unwrap_or_default(),
            course: session.about.course,
            session: Some(session.id),
            simulated: session.about.simulated,
        };
        let told = match self.screened(&telling) {
            Ok(told) => told,
            Err(error) => {
                // A word that screening does not know is still a person saying that something is wrong.
                self.stop(StopCause::Person, Some(id), now);
                if let Some(reply) = reply {
                    reply.done(Err(error));
                }
                return;
            }
        };
        let about = LockAbout { modality: telling.modality, region: telling.region };
        let lock = self.lock_of(&told.outcome, LockCause::Session, about, now);
        let action = action(told.outcome.action);
        self.with_session(now, |session, pass| {
            session.input(Input::Symptom { symptom: id, action }, now, pass);
            pass.facts.extend(lock.map(|lock| (session.about, lock)));
            pass.effects.extend(reply.map(|reply| reply.when_durable(told)));
        });
    }

    pub(super) fn after_check(
        &mut self,
        id: SessionId,
        check: AfterCheck,
        reply: Reply<Told<SymptomOutcome>>,
        now: &Now,
    ) {
        let result =
            self.session_telling(id, Stage::AfterSession, check.pain, &check.symptoms, &check.values);
        let (told, about) = match result {
            Ok(told) => told,
            Err(error) => return reply.done(Err(error)),
        };
        let AfterCheck { feeling, pain, symptoms, values } = check;
        let (action, pain_rose) = (action(told.outcome.action), pain_rose(&told.outcome));
        let fact = AfterCheckFact { feeling, pain, symptoms, values, action, pain_rose };
        self.record_told(Fact::AfterCheck(fact), about, LockCause::AfterCheck, told, reply, now);
    }

    pub(super) fn next_day_check(
        &mut self,
        id: SessionId,
        check: NextDayCheck,
        reply: Reply<Told<SymptomOutcome>>,
        now: &Now,
    ) {
        let result = self.may_tell_next_day(id, now).and_then(|early| {
            let stage = if early { Stage::AfterSession } else { Stage::NextDay };
            let told = self.session_telling(id, stage, check.pain, &check.symptoms, &check.values);
            told.map(|(told, about)| (told, about, early))
        });
        let (told, about, early) = match result {
            Ok(told) => told,
            Err(error) => return reply.done(Err(error)),
        };
        let NextDayCheck { pain, symptoms, values } = check;
        let (action, pain_rose) = (action(told.outcome.action), pain_rose(&told.outcome));
        let fact = NextDayFact { pain, symptoms, values, action, pain_rose, early };
        self.record_told(Fact::NextDayCheck(fact), about, LockCause::NextDay, told, reply, now);
    }

    /// Whether it is told so early that the day after is still to come.
    fn may_tell_next_day(&self, id: SessionId, now: &Now) -> Result<bool, EngineError> {
        let session = self.known(id)?;
        let bad = |message, allowed| Err(FieldError::new("session", message, allowed).into());
        if session.finished.is_none() {
            return bad("has not ended", "a session that has ended");
        }
        if session.next_day_told {
            return bad("its next day was told already", "a session whose next day was not told");
        }
        let since = self.ledger.decision_time(now.wall).since(session.last);
        if since > NEXT_DAY_UNTIL {
            return bad("ended more than 7 days ago", "a session of the last 7 days");
        }
        Ok(since < NEXT_DAY_FROM)
    }

    /// Symptoms outside any session. Told beside a running one they end it as if told in it.
    pub(super) fn tell_symptoms(
        &mut self,
        report: SymptomReport,
        reply: Reply<Told<SymptomOutcome>>,
        now: &Now,
    ) {
        match self.tell(report, Vec::new(), now) {
            Ok((told, facts)) => {
                let mut pass = Pass { facts, ..Pass::default() };
                pass.effects.push(reply.when_durable(told));
                self.carry_out(pass, now);
            }
            Err(error) => reply.done(Err(error)),
        }
    }

    /// Screens what is told outside any session, ends a running one by it, and says what is to be written of it.
    pub(super) fn tell(
        &mut self,
        report: SymptomReport,
        entries: Vec<RecordId>,
        now: &Now,
    ) -> Result<Tellings, EngineError> {
        let (modality, region) = (report.modality, report.region);
        let report = self.completed(report);
        let outcome = self.knowledge.symptom(&report)?;
        let action = action(outcome.action);
        if let Some(symptom) = outcome.fired.first().map(|fired| fired.rule.to_string()) {
            self.with_session(now, |session, pass| {
                session.input(Input::Symptom { symptom, action }, now, pass);
            });
        }
        let lock = self.lock_of(&outcome, LockCause::Told, LockAbout { modality, region }, now);
        let lock = lock.filter(|lock| match lock {
            Fact::LockSet(lock) => !self.ledger.locks.holds_already(lock.cause, &lock.rules, now.wall),
            _ => true,
        });
        let told = Fact::SymptomsTold(Box::new(SymptomsTold { report, action, entries }));
        let facts = std::iter::once(told).chain(lock).map(|fact| (About::default(), fact)).collect();
        let call = self.call_after(outcome.outcome, &outcome.fired, modality, region);
        Ok((Told { outcome, call }, facts))
    }

    /// A report with what the journal knows where the person says nothing.
    fn completed(&self, report: SymptomReport) -> SymptomReport {
        let known = self.ledger.forms.before(report.modality, report.region).unwrap_or_default();
        let fill = |told: ReportedSymptom| ReportedSymptom {
            before: told.before.or_else(|| before_of(&told.id, known)),
            ..told
        };
        let course = self.ledger.open_course(report.region).map(|course| course.id);
        let earlier_rises = self.ledger.earlier_rises(report.region, course, None, false);
        let symptoms = report.symptoms.into_iter().map(fill).collect();
        SymptomReport { stage: Stage::BeforeSession, symptoms, earlier_rises, ..report }
    }

    fn session_telling(
        &self,
        id: SessionId,
        stage: Stage,
        pain: Option<u8>,
        symptoms: &[String],
        values: &BTreeMap<String, u8>,
    ) -> Result<(Told<SymptomOutcome>, About), EngineError> {
        let session = self.known(id)?;
        check_values(symptoms, values)?;
        let telling = Telling {
            modality: session.modality,
            region: session.region,
            stage,
            symptoms,
            values,
            pain,
            before: session.before.unwrap_or_default(),
            course: session.course,
            // A day later a rise in this session counts too: it did not settle (P8).
            session: (stage != Stage::NextDay).then_some(id),
            simulated: session.simulated,
        };
        let about = About { session: Some(id), course: session.course, simulated: session.simulated };
        Ok((self.screened(&telling)?, about))
    }

    fn known(&self, id: SessionId) -> Result<&SessionRecord, EngineError> {
        self.ledger.session(id).ok_or(EngineError::NotFound { what: "such session" })
    }

    fn screened(&self, telling: &Telling<'_>) -> Result<Told<SymptomOutcome>, EngineError> {
        let symptom = |id: &String| ReportedSymptom {
            id: id.clone(),
            value: telling.values.get(id).copied(),
            before: before_of(id, telling.before),
        };
        let report = SymptomReport {
            modality: telling.modality,
            region: telling.region,
            stage: telling.stage,
            symptoms: telling.symptoms.iter().map(symptom).collect(),
            pain: telling.pain,
            pain_before: telling.before.pain,
            earlier_rises: self.ledger.earlier_rises(
                telling.region,
                telling.course,
                telling.session,
                telling.simulated,
            ),
        };
        let outcome = self.knowledge.symptom(&report)?;
        let call = self.call_after(outcome.outcome, &outcome.fired, telling.modality, telling.region);
        Ok(Told { outcome, call })
    }

    fn record_told(
        &mut self,
        fact: Fact,
        about: About,
        cause: LockCause,
        told: Told<SymptomOutcome>,
        reply: Reply<Told<SymptomOutcome>>,
        now: &Now,
    ) {
        let session = about.session.and_then(|id| self.ledger.session(id));
        let about_lock = session.map(|s| LockAbout { modality: s.modality, region: s.region });
        let lock = about_lock.and_then(|about| self.lock_of(&told.outcome, cause, about, now));
        let mut pass = Pass::default();
        pass.fact(about, fact);
        pass.facts.extend(lock.map(|lock| (about, lock)));
        pass.effects.push(reply.when_durable(told));
        self.carry_out(pass, now);
    }
}

/// How strong a symptom was before, where the short form asks for it.
fn before_of(symptom: &str, before: Before) -> Option<u8> {
    match symptom {
        "numbness_or_tingling" => before.tingling,
        "arm_symptoms" | "leg_symptoms" => before.limb,
        _ => None,
    }
}

/// Whether pain rose: by its number, or said so (P8).
pub(super) fn pain_rose(outcome: &SymptomOutcome) -> bool {
    outcome.fired.iter().any(|fired| fired.question == "pain" || fired.rule == super::ledger::MORE_PAIN)
}

/// The values by their names; pain is screening's to check.
fn check_values(symptoms: &[String], values: &BTreeMap<String, u8>) -> Result<(), FieldError> {
    let scale = "a whole number from 0 to 10";
    for (id, value) in values {
        let field = format!("values.{id}");
        if !symptoms.contains(id) {
            return Err(FieldError::new(field, "not among the symptoms", "the ids under symptoms"));
        }
        if *value > SCALE_MAX {
            return Err(FieldError::new(field, "out of range", scale));
        }
    }
    Ok(())
}

/// Screening's word for what a symptom does, as the session's.
pub(super) const fn action(action: screening::Action) -> SymptomAction {
    match action {
        screening::Action::Emergency => SymptomAction::Emergency,
        screening::Action::StopAndSee => SymptomAction::StopAndSee,
        screening::Action::EndAndLower => SymptomAction::EndAndLower,
        screening::Action::Lower => SymptomAction::Lower,
        screening::Action::Note => SymptomAction::Note,
    }
}
