//! The way to the task: each call is a question, and its answer comes back.

use std::sync::{Arc, Weak};
use std::thread::JoinHandle;

use nape_logic::guide::Guide;
use nape_logic::id::{JournalId, SessionId};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::progression::Advice;
use nape_logic::plan::{Confirmation, Plan, PlanCheck};
use nape_logic::routine::{self, Routine, RoutineCheck};
use nape_logic::screening::{self, AnswerSheet, Clearance, FormKind, SymptomOutcome, SymptomReport};
use nape_logic::session::{Alarm, LoggedSession, Phase, StopCause};
use nape_logic::time::{Millis, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::command::{
    AfterCheck, ClearanceEntry, Command, Examination, FormToFill, LockEntry, NextDayCheck, Readiness,
    Recovery, Reply, ScreeningStanding, Told, Urgent,
};
use super::devices::OwnRadio;
use super::error::EngineError;
use super::event::{EventLog, Page};
use super::knowledge::built_in_guide;
use super::ledger::{CourseRecord, SessionRecord};
use super::logged::LoggedReply;
use super::plans::{self, PlanRevision, PlanToday};
use super::presence::Presence;
use super::profile::Profile;
use super::progress::OpenedDose;
use super::reading::Reads;
use super::routine::{RoutineCall, StartRoutine};
use super::snapshot::Snapshot;
use super::start::{Act, ScriptLine, StartRequest};
use crate::report::SessionReport;
use crate::store::fact::{CourseReviewed, ProviderContact};

/// The way to the task. Dropping it releases a running session and ends the task.
pub struct Engine {
    /// Taken when dropped: the task ends once nobody can tell it anything any more.
    pub(super) commands: Option<mpsc::UnboundedSender<Command>>,
    pub(super) urgent: mpsc::UnboundedSender<Urgent>,
    pub(super) thread: Option<JoinHandle<()>>,
    pub(super) events: Arc<EventLog>,
    /// The task's own.
    pub(super) reads: Weak<Reads>,
    pub(super) journal: JournalId,
    pub(super) runtime: Handle,
    pub(super) presence: Option<Arc<dyn Presence>>,
    pub(super) radio: Arc<OwnRadio>,
    /// With an integrator's cards; none where the built-in one serves.
    pub(super) guide: Option<Arc<Guide>>,
}

impl Engine {
    /// The guide, with an integrator's cards.
    pub fn guide(&self) -> Result<&Guide, EngineError> {
        match &self.guide {
            Some(guide) => Ok(guide),
            None => built_in_guide(),
        }
    }

    fn tell(&self, command: Command) -> Result<(), EngineError> {
        let commands = self.commands.as_ref().ok_or(EngineError::Closed)?;
        commands.send(command).map_err(|_| EngineError::Closed)
    }

    pub(super) async fn ask<T: Send + 'static>(
        &self,
        command: impl FnOnce(Reply<T>) -> Command,
    ) -> Result<T, EngineError> {
        let (reply, answer) = oneshot::channel();
        self.tell(command(Reply(reply)))?;
        answer.await.map_err(|_| EngineError::Closed)?
    }

    async fn ask_urgently(&self, urgent: impl FnOnce(Reply<()>) -> Urgent) -> Result<(), EngineError> {
        let (reply, answer) = oneshot::channel();
        // A closed engine has released already.
        if self.urgent.send(urgent(Reply(reply))).is_err() {
            return Ok(());
        }
        answer.await.unwrap_or(Ok(()))
    }

    /// Starts a session.
    pub async fn start(&self, start: StartRequest) -> Result<SessionId, EngineError> {
        self.ask(|reply| Command::Start(Box::new(start), reply)).await
    }

    /// What speaks against a start.
    pub async fn readiness(&self, start: StartRequest) -> Result<Readiness, EngineError> {
        self.ask(|reply| Command::Readiness(Box::new(start), reply)).await
    }

    /// Something that the person does in the session.
    pub async fn act(&self, act: Act) -> Result<(), EngineError> {
        match act {
            Act::EaseOff => self.ask_urgently(Urgent::EaseOff).await,
            Act::Stop { why } => self.stop(StopCause::Person, why).await,
            act => self.ask(|reply| Command::Act(act, reply)).await,
        }
    }

    /// Stops; passes every other call.
    pub async fn stop(&self, cause: StopCause, why: Option<String>) -> Result<(), EngineError> {
        self.ask_urgently(|reply| Urgent::Stop { cause, why, reply }).await
    }

    /// Inputs at given times for the running session.
    pub async fn follow_script(&self, script: Vec<ScriptLine>) -> Result<(), EngineError> {
        self.ask(|reply| Command::Script(script, reply)).await
    }

    /// Why it was stopped.
    pub async fn explain_stop(&self, session: SessionId, why: String) -> Result<(), EngineError> {
        self.ask(|reply| Command::ExplainStop(session, why, reply)).await
    }

    /// Something was felt in the session.
    pub async fn symptom(&self, id: String, value: Option<u8>) -> Result<Told<SymptomOutcome>, EngineError> {
        self.ask(|reply| Command::Symptom { id, value, reply }).await
    }

    /// How often telemetry summaries come in the running session.
    pub fn summaries_every(&self, every: Millis) -> Result<(), EngineError> {
        self.tell(Command::SummariesEvery(every))
    }

    /// The notifications that end the running session where the app sleeps, each with the time until it.
    pub async fn alarms(&self) -> Result<Vec<(Alarm, Millis)>, EngineError> {
        self.ask(Command::Alarms).await
    }

    /// Closes or takes up what a kill left open.
    pub async fn recover(&self) -> Result<Recovery, EngineError> {
        self.ask(Command::Recover).await
    }

    /// Records an answered form.
    pub async fn record_screening(
        &self,
        sheet: AnswerSheet,
    ) -> Result<Told<screening::Outcome>, EngineError> {
        self.ask(|reply| Command::RecordScreening(Box::new(sheet), reply)).await
    }

    /// How screening stands.
    pub async fn screening_standing(
        &self,
        modality: Modality,
        region: Region,
    ) -> Result<ScreeningStanding, EngineError> {
        self.ask(|reply| Command::ScreeningStanding(modality, region, reply)).await
    }

    /// Sets the plan in force.
    pub async fn set_plan(&self, plan: Plan) -> Result<PlanCheck, EngineError> {
        self.with_presence(|confirmed, reply| Command::SetPlan {
            plan: Box::new(plan.clone()),
            confirmed,
            reply,
        })
        .await
    }

    /// The plan in force.
    pub async fn plan(&self, modality: Modality, region: Region) -> Result<Option<Plan>, EngineError> {
        self.ask(|reply| Command::Plan(modality, region, reply)).await
    }

    /// Sets a plan that came as a file and that the person has confirmed.
    pub async fn import_plan(
        &self,
        plan: Plan,
        confirmation: Confirmation,
    ) -> Result<PlanCheck, EngineError> {
        self.with_presence(|present, reply| Command::ImportPlan {
            plan: Box::new(plan.clone()),
            confirmation: Box::new(confirmation.clone()),
            present,
            reply,
        })
        .await
    }

    /// The plan in force, and what is left of it today.
    pub async fn plan_today(
        &self,
        modality: Modality,
        region: Region,
    ) -> Result<Option<PlanToday>, EngineError> {
        self.ask(|reply| Command::PlanToday(modality, region, reply)).await
    }

    /// The revisions of a plan, the newest first.
    pub async fn plan_history(
        &self,
        modality: Modality,
        region: Region,
        limit: usize,
    ) -> Result<Vec<PlanRevision>, EngineError> {
        let journal = self.journal;
        self.read(move |reader| plans::revisions(reader, journal, (modality, region), limit)).await
    }

    /// Records a session that was done before now.
    pub async fn log_session(&self, told: LoggedSession) -> Result<LoggedReply, EngineError> {
        self.ask(|reply| Command::LogSession(Box::new(told), reply)).await
    }

    /// Records the check after a session.
    pub async fn after_check(
        &self,
        session: SessionId,
        check: AfterCheck,
    ) -> Result<Told<SymptomOutcome>, EngineError> {
        self.ask(|reply| Command::AfterCheck(session, check, reply)).await
    }

    /// Records the check a day after a session.
    pub async fn next_day_check(
        &self,
        session: SessionId,
        check: NextDayCheck,
    ) -> Result<Told<SymptomOutcome>, EngineError> {
        self.ask(|reply| Command::NextDayCheck(session, check, reply)).await
    }

    /// Records symptoms that are told outside any session.
    pub async fn tell_symptoms(&self, report: SymptomReport) -> Result<Told<SymptomOutcome>, EngineError> {
        self.ask(|reply| Command::TellSymptoms(Box::new(report), reply)).await
    }

    /// A form with what was answered before.
    pub async fn form_to_fill(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
    ) -> Result<FormToFill, EngineError> {
        self.ask(|reply| Command::FormToFill { kind, modality, region, reply }).await
    }

    /// The open locks, the oldest first.
    pub async fn locks(&self) -> Result<Vec<LockEntry>, EngineError> {
        self.ask(Command::Locks).await
    }

    /// Records who examined what a lock is about; sessions may start again then.
    pub async fn resolve_lock(&self, lock: Uuid, examination: Examination) -> Result<(), EngineError> {
        self.with_presence(|confirmed, reply| Command::ResolveLock {
            lock,
            examination: examination.clone(),
            confirmed,
            reply,
        })
        .await
    }

    /// The clearances that were not withdrawn.
    pub async fn clearances(&self) -> Result<Vec<ClearanceEntry>, EngineError> {
        self.ask(Command::Clearances).await
    }

    /// Records what a provider allowed; its id.
    pub async fn add_clearance(&self, clearance: Clearance) -> Result<Uuid, EngineError> {
        self.with_presence(|confirmed, reply| Command::AddClearance {
            clearance: Box::new(clearance.clone()),
            confirmed,
            reply,
        })
        .await
    }

    /// Takes a clearance back.
    pub async fn withdraw_clearance(&self, id: Uuid) -> Result<(), EngineError> {
        self.ask(|reply| Command::WithdrawClearance(id, reply)).await
    }

    /// The person agrees to what Nape is for.
    pub async fn agree(&self, version: String) -> Result<(), EngineError> {
        self.ask(|reply| Command::Agree(version, reply)).await
    }

    /// The version last agreed to, and when.
    pub async fn agreement(&self) -> Result<Option<(String, Timestamp)>, EngineError> {
        self.ask(Command::Agreement).await
    }

    /// Sessions, newest first.
    pub async fn sessions(&self, limit: usize) -> Result<Vec<SessionRecord>, EngineError> {
        self.ask(|reply| Command::Sessions(limit, reply)).await
    }

    /// All that is known of a session.
    pub async fn session(&self, id: SessionId) -> Result<(SessionRecord, SessionReport), EngineError> {
        let unknown = || EngineError::NotFound { what: "such session" };
        let record = self.ask(|reply| Command::Session(id, reply)).await?.ok_or_else(unknown)?;
        let report = self.read(move |reader| SessionReport::read(reader, id)).await?;
        Ok((record, report.ok_or_else(unknown)?))
    }

    /// Begins a course; with the number of its sessions.
    pub async fn start_course(
        &self,
        region: Region,
        reason: Option<String>,
        provider: Option<String>,
    ) -> Result<(CourseRecord, u32), EngineError> {
        self.ask(|reply| Command::StartCourse { region, reason, provider, reply }).await
    }

    /// The open course, with the number of its sessions.
    pub async fn course(&self, region: Region) -> Result<Option<(CourseRecord, u32)>, EngineError> {
        self.ask(|reply| Command::Course(region, reply)).await
    }

    /// Ends the open course.
    pub async fn end_course(&self, region: Region, why: Option<String>) -> Result<(), EngineError> {
        self.ask(|reply| Command::EndCourse(region, why, reply)).await
    }

    /// What is wrong with a routine for this person now.
    pub async fn check_routine(&self, routine: Routine) -> Result<RoutineCheck, EngineError> {
        self.ask(|reply| Command::Routine(RoutineCall::Check(Box::new(routine), reply))).await
    }

    /// Keeps a routine under its name.
    pub async fn set_routine(&self, routine: Routine) -> Result<RoutineCheck, EngineError> {
        self.ask(|reply| Command::Routine(RoutineCall::Set(Box::new(routine), reply))).await
    }

    /// The routines that are kept, by name.
    pub async fn routines(&self) -> Result<Vec<Routine>, EngineError> {
        self.ask(|reply| Command::Routine(RoutineCall::List(reply))).await
    }

    /// Starts a routine.
    pub async fn start_routine(&self, start: StartRoutine) -> Result<Uuid, EngineError> {
        self.ask(|reply| Command::Routine(RoutineCall::Start(Box::new(start), reply))).await
    }

    /// Something that the person does in the routine.
    pub async fn act_in_routine(&self, input: routine::Input) -> Result<(), EngineError> {
        self.ask(|reply| Command::Routine(RoutineCall::Act(input, reply))).await
    }

    /// What the course says of the next dose.
    pub async fn progress(&self, modality: Modality, region: Region) -> Result<Advice, EngineError> {
        self.ask(|reply| Command::Progress(modality, region, reply)).await
    }

    /// What holds for the whole course, whichever way of traction.
    pub async fn course_progress(&self, region: Region) -> Result<Advice, EngineError> {
        self.ask(|reply| Command::CourseProgress(region, reply)).await
    }

    /// The dose as the person opens it, with what they may raise.
    pub async fn open_dose(&self, modality: Modality, region: Region) -> Result<OpenedDose, EngineError> {
        self.ask(|reply| Command::OpenDose(modality, region, reply)).await
    }

    /// Records a contact with a provider.
    pub async fn record_contact(&self, contact: ProviderContact) -> Result<(), EngineError> {
        self.ask(|reply| Command::RecordContact(contact, reply)).await
    }

    /// Records a review of the course.
    pub async fn record_review(&self, review: CourseReviewed) -> Result<(), EngineError> {
        self.ask(|reply| Command::RecordReview(review, reply)).await
    }

    /// Changes the profile.
    pub async fn set_profile(&self, change: Profile) -> Result<(), EngineError> {
        self.ask(|reply| Command::SetProfile(Box::new(change), reply)).await
    }

    /// The profile.
    pub async fn profile(&self) -> Result<Profile, EngineError> {
        self.ask(Command::Profile).await
    }

    /// Events after a number.
    pub async fn events(&self, after: u64, limit: usize) -> Page {
        self.events.after(after, limit).await
    }

    /// The present.
    pub fn snapshot(&self) -> Snapshot {
        self.events.snapshot()
    }

    /// Closes, and leaves a session without a device running; one with a device is released.
    pub async fn leave(&self) -> Result<(), EngineError> {
        self.ask_urgently(Urgent::Leave).await
    }

    /// Releases a running session, writes what is to be written, ends every wait.
    pub async fn close(&self) -> Result<(), EngineError> {
        self.ask_urgently(|reply| Urgent::Close(Some(reply))).await
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        drop(self.commands.take());
        let runs = self.snapshot().session.as_ref().is_some_and(|session| session.phase != Phase::Ended);
        // A release goes on without its caller; without one the journal is closed before the process may end,
        // because its library must not be taken down while it is in use.
        if !runs && let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
