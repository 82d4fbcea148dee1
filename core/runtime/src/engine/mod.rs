//! One task owns machine, controller, writer and timers (E6). Everything that happens goes one way:
//!
//! ```text
//! call, script, device, time
//!   -> machine decides                     nape-logic::session
//!   -> facts                               commits: journalled first, except what releases
//!   -> ledger                              the state that the next decision reads
//!   -> events, snapshot                    what screens see
//! ```
//!
//! | file | idea |
//! |---|---|
//! | `task` | the loop: sleep, do all that follows at one instant, sleep |
//! | `calls` | what each call does |
//! | `sessions` | how a session begins, and what becomes of one that a kill left open |
//! | `running` | the running session: machine and device |
//! | `device_side` | link and controller, and the words between them and the session |
//! | `commits` | the line before the disk: what waits for its facts |
//! | `ledger` | what the journal says, folded |
//! | `event`, `snapshot` | what screens read |
//! | `recorder` | what is kept of telemetry |
//! | `clock` | wall, elapsed and paced time |
//! | `command`, `start`, `profile`, `error` | the words of calls and answers |

mod calls;
pub mod clock;
mod command;
mod commits;
mod device_side;
mod error;
mod event;
mod ledger;
mod profile;
mod recorder;
mod running;
mod sessions;
mod snapshot;
mod start;
mod task;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use nape_logic::id::{JournalId, OriginId, SessionId};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{Plan, PlanCheck};
use nape_logic::screening::{self, AnswerSheet, SymptomOutcome};
use nape_logic::session::{Phase, StopCause};
use nape_logic::time::{Millis, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

pub use calls::{plan_refused, screening_error};
use clock::{Clocks, EngineClock, ZoneOffsets};
pub use command::{AfterCheck, Readiness, Recovery, ScreeningStanding};
use command::{Command, Reply, Urgent};
use commits::Commits;
pub use error::EngineError;
pub use event::{DeviceStanding, Event, EventLog, Happening, Page};
use ledger::Ledger;
pub use ledger::{CourseRecord, SessionRecord};
pub use profile::Profile;
pub use snapshot::{Snapshot, View};
pub use start::{Act, Device, ScriptLine, StartRequest};
use task::{Inbox, Task};

pub use crate::report::{SessionReport, TelemetryReport};
use crate::store::fact::Fact;
pub use crate::store::fact::Feeling;
use crate::store::{Journal, NewJournal, Reader, WriterThread};
pub use crate::store::{Key, StoreError};

/// How to open a journal.
pub struct Settings {
    /// Its folder.
    pub folder: PathBuf,
    /// Its key.
    pub key: Key,
    /// Made for demonstration (E9).
    pub demonstration: bool,
    /// The machine's clocks.
    pub clocks: Arc<dyn Clocks>,
    /// The zone's offsets.
    pub zone: ZoneOffsets,
    /// Where the wall clock starts, where it is not the machine's.
    pub start: Option<Timestamp>,
}

/// The way to the task. Dropping it releases a running session and ends the task.
pub struct Engine {
    /// Taken when dropped: the task ends once nobody can tell it anything any more.
    commands: Option<mpsc::UnboundedSender<Command>>,
    urgent: mpsc::UnboundedSender<Urgent>,
    thread: Option<JoinHandle<()>>,
    events: Arc<EventLog>,
    reader: Arc<Mutex<Reader>>,
    runtime: Handle,
}

/// The facts that the ledger is built from.
const LEDGER_KINDS: &[&str] =
    &["session", "screening", "lock_set", "lock_resolved", "course_started", "course_ended"];
const FACTS_A_PAGE: u32 = 1000;

impl Engine {
    /// Opens the journal, or makes one, and starts the task on a thread of its own. Blocks on the disk.
    pub fn open(settings: Settings) -> Result<Self, EngineError> {
        let new = NewJournal { journal: JournalId(Uuid::now_v7()), origin: OriginId(Uuid::now_v7()) };
        let is_new = Journal::id_in(&settings.folder)?.is_none();
        let journal = Journal::open_or_create(&settings.folder, settings.key, new)?;
        let reader = journal.reader()?;
        let mut writer = journal.writer()?;
        if is_new {
            demonstration::mark(&mut writer, &journal, settings.demonstration)?;
        }
        let mut ledger = read_ledger(&reader)?;
        ledger.demonstration = demonstration::is_marked(&reader, &journal)?;
        if settings.demonstration && !ledger.demonstration {
            let error = nape_logic::document::FieldError::new(
                "demonstration",
                "this is a person's journal",
                "a journal that was made for demonstration",
            );
            return Err(error.into());
        }
        let (commands, command_inbox) = mpsc::unbounded_channel();
        let (urgent, urgent_inbox) = mpsc::unbounded_channel();
        let events = Arc::new(EventLog::default());
        let reader = Arc::new(Mutex::new(reader));
        let records = Records::read(&reader)?;
        let task = Task {
            clock: EngineClock::new(settings.clocks, settings.zone, settings.start)?,
            journal,
            reader: Arc::clone(&reader),
            commits: Commits::new(WriterThread::start(writer)?),
            ledger,
            plans: records.plans,
            profile: records.profile,
            session: None,
            events: Arc::clone(&events),
            wake: Arc::default(),
            closing: None,
        };
        let (runtime, thread) = on_own_thread(task, Inbox { commands: command_inbox, urgent: urgent_inbox })?;
        Ok(Self { commands: Some(commands), urgent, thread: Some(thread), events, reader, runtime })
    }

    fn tell(&self, command: Command) -> Result<(), EngineError> {
        let commands = self.commands.as_ref().ok_or(EngineError::Closed)?;
        commands.send(command).map_err(|_| EngineError::Closed)
    }

    async fn ask<T: Send + 'static>(
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

    /// Why it was stopped.
    pub async fn explain_stop(&self, session: SessionId, why: String) -> Result<(), EngineError> {
        self.ask(|reply| Command::ExplainStop(session, why, reply)).await
    }

    /// Something was felt in the session.
    pub async fn symptom(&self, id: String) -> Result<SymptomOutcome, EngineError> {
        self.ask(|reply| Command::Symptom(id, reply)).await
    }

    /// How often telemetry summaries come in the running session.
    pub fn summaries_every(&self, every: Millis) -> Result<(), EngineError> {
        self.tell(Command::SummariesEvery(every))
    }

    /// Closes or takes up what a kill left open.
    pub async fn recover(&self) -> Result<Recovery, EngineError> {
        self.ask(Command::Recover).await
    }

    /// Records an answered form.
    pub async fn record_screening(&self, sheet: AnswerSheet) -> Result<screening::Outcome, EngineError> {
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
        self.ask(|reply| Command::SetPlan(Box::new(plan), reply)).await
    }

    /// The plan in force.
    pub async fn plan(&self, modality: Modality, region: Region) -> Result<Option<Plan>, EngineError> {
        self.ask(|reply| Command::Plan(modality, region, reply)).await
    }

    /// Records the check after a session.
    pub async fn after_check(
        &self,
        session: SessionId,
        check: AfterCheck,
    ) -> Result<SymptomOutcome, EngineError> {
        self.ask(|reply| Command::AfterCheck(session, check, reply)).await
    }

    /// Sessions, newest first.
    pub async fn sessions(&self, limit: usize) -> Result<Vec<SessionRecord>, EngineError> {
        self.ask(|reply| Command::Sessions(limit, reply)).await
    }

    /// All that is known of a session.
    pub async fn session(&self, id: SessionId) -> Result<SessionReport, EngineError> {
        let report = self.read(move |reader| SessionReport::read(reader, id)).await?;
        report.ok_or(EngineError::NotFound { what: "such session" })
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

    /// Changes the profile.
    pub async fn set_profile(&self, change: Profile) -> Result<(), EngineError> {
        self.ask(|reply| Command::SetProfile(Box::new(change), reply)).await
    }

    /// The profile.
    pub async fn profile(&self) -> Result<Profile, EngineError> {
        self.ask(Command::Profile).await
    }

    /// Checks the whole journal.
    pub async fn verify(&self) -> Result<nape_logic::journal::chain::Summary, EngineError> {
        self.read(Reader::verify).await
    }

    /// Events after a number.
    pub async fn events(&self, after: u64, limit: usize) -> Page {
        self.events.after(after, limit).await
    }

    /// The present.
    pub fn snapshot(&self) -> Snapshot {
        self.events.snapshot()
    }

    /// Releases a running session, writes what is to be written, ends every wait.
    pub async fn close(&self) -> Result<(), EngineError> {
        self.ask_urgently(|reply| Urgent::Close(Some(reply))).await
    }

    /// Reads the journal where blocking is allowed.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reader) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let reader = Arc::clone(&self.reader);
        let reading =
            self.runtime.spawn_blocking(move || read(&reader.lock().unwrap_or_else(PoisonError::into_inner)));
        Ok(reading.await.map_err(|_| EngineError::Closed)??)
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

/// Runs the task on a thread of its own, with a runtime of its own: it ends when the task does, whoever dropped
/// what.
fn on_own_thread(task: Task, inbox: Inbox) -> Result<(Handle, JoinHandle<()>), EngineError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|_| EngineError::Internal("no runtime"))?;
    let handle = runtime.handle().clone();
    let thread = std::thread::Builder::new()
        .name("nape-engine".to_owned())
        .spawn(move || runtime.block_on(task.run(inbox)))
        .map_err(|_| EngineError::Internal("no thread"))?;
    Ok((handle, thread))
}

fn read_ledger(reader: &Reader) -> Result<Ledger, EngineError> {
    let mut ledger = Ledger::default();
    let mut after = None;
    loop {
        let page = reader.facts_of_kinds(LEDGER_KINDS, after, FACTS_A_PAGE)?;
        let Some(last) = page.last() else {
            return Ok(ledger);
        };
        after = Some(last.position);
        for stored in &page {
            let payload = stored.payload.as_ref().map(|payload| payload.0.as_str());
            if let Some(fact) = payload.and_then(|payload| Fact::read(&stored.heading.kind, payload)) {
                ledger.apply(&stored.heading, &fact);
            }
        }
    }
}

/// The records that the task keeps at hand.
struct Records {
    plans: BTreeMap<(Modality, Region), Plan>,
    profile: Profile,
}

impl Records {
    fn read(reader: &Mutex<Reader>) -> Result<Self, EngineError> {
        let reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
        let payloads = |kind| -> Result<Vec<String>, StoreError> {
            let records = reader.records(kind)?;
            Ok(records.into_iter().filter(|r| !r.deleted).filter_map(|r| Some(r.payload?.0)).collect())
        };
        let plans = payloads("plan")?
            .iter()
            .filter_map(|json| serde_json::from_str::<Plan>(json).ok())
            .map(|plan| ((plan.modality, plan.region), plan))
            .collect();
        let profile =
            payloads("profile")?.last().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        Ok(Self { plans, profile })
    }
}

/// Whether a journal was made for demonstration: a record of its own, written when it is made (E9).
mod demonstration {
    use nape_logic::id::RecordId;
    use nape_logic::journal::chain::Payload;
    use nape_logic::time::Timestamp;

    use crate::store::{Batch, Journal, NewRecord, Reader, StoreError, Writer};

    const KIND: &str = "made_for";
    const DEMONSTRATION: &str = "\"demonstration\"";
    const PERSON: &str = "\"person\"";

    pub(super) fn mark(
        writer: &mut Writer,
        journal: &Journal,
        demonstration: bool,
    ) -> Result<(), StoreError> {
        let Some(at) = Timestamp::from_unix_millis(0, 0) else {
            return Ok(());
        };
        let payload = if demonstration { DEMONSTRATION } else { PERSON };
        let record = NewRecord {
            kind: KIND.to_owned(),
            id: RecordId(journal.id().0),
            at,
            written: at,
            deleted: false,
            payload: Payload(payload.to_owned()),
        };
        writer.commit(&Batch { records: vec![record], ..Batch::default() })?;
        Ok(())
    }

    pub(super) fn is_marked(reader: &Reader, journal: &Journal) -> Result<bool, StoreError> {
        let record = reader.latest_record(KIND, RecordId(journal.id().0))?;
        Ok(record.and_then(|record| record.payload).is_some_and(|payload| payload.0 == DEMONSTRATION))
    }
}
