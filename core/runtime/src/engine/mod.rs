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
//! | `handle` | the way to the task: each call as a question and its answer |
//! | `reading` | looking into the journal beside the task |
//! | `calls` | what each call does |
//! | `screening` | forms: recorded, judged again, shown with old answers |
//! | `health` | what one form says of another: one person has one health |
//! | `told` | what is told in a session, after it, at any other time |
//! | `entries/` | entries of the journal |
//! | `logged` | sessions that were done before and are told now |
//! | `day` | one civil day |
//! | `looking_back` | trends and the page of benchmarks |
//! | `plans` | plans brought as a file, today's dose, revisions |
//! | `locks` | locks and clearances |
//! | `presence` | the person's own yes, asked of the shell |
//! | `progress` | the next dose of a course, contacts, reviews |
//! | `reminders/` | reminders, what a schedule of them depends on, and what became of alerts |
//! | `reporting` | reports for a provider |
//! | `backups` | backups and the recovery key |
//! | `agreement` | the agreement to the intended use |
//! | `knowledge` | questions, rules and limits, with an integrator's additions |
//! | `sessions` | how a session begins, and what becomes of one that a kill left open |
//! | `devices/` | devices outside a session: what they wrote down |
//! | `connecting` | a start that waits for its device to say what it is |
//! | `running` | the running session: machine and device |
//! | `routine` | routines of complementary practices, beside the session |
//! | `device_side` | link and controller, and the words between them and the session |
//! | `commits` | the line before the disk: what waits for its facts |
//! | `ledger` | what the journal says, folded |
//! | `folding` | the ledger kept beside the facts, so that opening reads only what came since |
//! | `event`, `snapshot` | what screens read |
//! | `recorder` | what is kept of telemetry |
//! | `generate/` | a journal of many years that nobody lived |
//! | `upkeep` | a journal that nobody has open: another key, its end |
//! | `clock` | wall, elapsed and paced time |
//! | `command`, `start`, `profile`, `error` | the words of calls and answers |

mod agreement;
mod backups;
mod calls;
pub mod clock;
mod command;
mod commits;
mod connecting;
mod day;
mod device_side;
mod devices;
mod entries;
mod error;
mod event;
mod folding;
#[cfg(feature = "generate")]
mod generate;
mod handle;
mod health;
mod knowledge;
mod ledger;
mod locks;
mod logged;
mod looking_back;
mod plans;
mod presence;
mod profile;
mod progress;
mod reading;
mod recorder;
mod reminders;
mod reporting;
mod routine;
mod running;
mod screening;
mod sessions;
mod snapshot;
mod start;
mod task;
mod told;
mod upkeep;

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use nape_logic::id::{JournalId, OriginId};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::Plan;
use nape_logic::routine::Routine;
use nape_logic::time::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use uuid::Uuid;

pub use crate::conformance::{CheckOutcome, ConformanceReport, Extent};
pub use agreement::INTENDED_USE_VERSION;
pub use backups::{BackupSchedule, BackupStatus, CloseWith};
pub use calls::{plan_refused, screening_error};
use clock::{Clocks, EngineClock, ZoneOffsets};
pub use command::{
    AfterCheck, ClearanceEntry, Examination, FormToFill, LockEntry, NextDayCheck, ProviderCall, Readiness,
    Recovery, ScreeningStanding, Told,
};
use commits::Commits;
pub use day::Day;
use devices::OwnRadio;
pub use devices::{
    DeviceNow, KnownDevice, NotOurs, PairingAnswers, SyncProgress, SyncReport, SyncRequest, Unit,
};
pub use entries::{
    Bound, EntryPage, EntryQuery, EntryRevision, ExportFormat, ExportQuery, Exported, ImportFormat, Imported,
    KeptEntry, Written, read_incoming,
};
pub use error::EngineError;
pub use event::{DeviceStanding, Event, EventLog, Happening, Page};
#[cfg(feature = "generate")]
pub use generate::{Generate, Generated, generate};
pub use handle::Engine;
use knowledge::Knowledge;
pub use ledger::{Before, ClearanceRecord, CourseRecord, LockRecord, SessionRecord};
pub use logged::{LoggedReply, check_logged};
pub use looking_back::TrendFound;
pub use plans::{PlanRevision, PlanToday};
pub use presence::{Presence, PresenceReason};
pub use profile::Profile;
pub use progress::OpenedDose;
use reading::Reads;
pub use reminders::{Around, CalendarSources, Strictness, Telling};
pub use reporting::{DataForm, DrawnAs, PageForm, ReportRequest, Speaker, TEXT_WIDTH, Told as ReportTold};
pub use routine::{RoutineView, StartRoutine};
pub use snapshot::{Snapshot, View};
pub use start::{Act, Device, ScriptLine, StartRequest};
use task::{Inbox, Task};
pub use upkeep::{Keys, change_key, erase, finish_erasure};

pub use crate::link::{
    Availability, CallFailed, DeviceAddress, ForeignRadio, Found, GREATEST_PASSKEY, Heard, NativeBluetooth,
    NativeEvents, PairingFailure, PairingStep, Radio, RadioError, Ticket, WriteCall,
};
pub use crate::report::pdf::Paper;
pub use crate::report::record::{Period, Person, Scope};
pub use crate::report::{CalendarEntry, CalendarFile, Out, SessionReport, TelemetryReport};
pub use crate::store::backup;
pub use crate::store::fact::{CourseReviewed, Feeling, LockCause, Provenance, ProviderContact};
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
    /// Who asks for the person's presence.
    pub presence: Option<Arc<dyn Presence>>,
    /// What an integrator adds, as a JSON document.
    pub additions: Option<Vec<u8>>,
    /// The platform's Bluetooth; none for the one that the program brings itself, started when it is first needed.
    pub radio: Option<Arc<dyn Radio>>,
}

impl Engine {
    /// Opens the journal, or makes one, and starts the task on a thread of its own. Blocks on the disk.
    pub fn open(settings: Settings) -> Result<Self, EngineError> {
        // What an integrator adds is read first: where it is refused no journal is made.
        let knowledge = Knowledge::with(settings.additions.as_deref())?;
        let guide = knowledge.own_guide();
        let new = NewJournal { journal: JournalId(Uuid::now_v7()), origin: OriginId(Uuid::now_v7()) };
        let journal = Journal::open_or_create(&settings.folder, settings.key, new)?;
        // Before anything is read: what is restored later would be unknown here.
        let journal = Arc::new(journal);
        let reader = journal.reader()?;
        let mut writer = journal.writer()?;
        if journal.is_new() {
            demonstration::mark(&mut writer, &journal, settings.demonstration)?;
        }
        let demonstration = demonstration::is_marked(&reader, &journal)?;
        if settings.demonstration && !demonstration {
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
        let records = Records::read(&reader)?;
        let (mut ledger, folding) = folding::read(&reader)?;
        ledger.demonstration = demonstration;
        let reads = Reads::new(Arc::clone(&journal), journal.reader()?);
        let radio = Arc::new(OwnRadio::given(settings.radio));
        let (journal_id, beside) = (journal.id(), Arc::downgrade(&reads));
        let task = Task {
            clock: EngineClock::new(settings.clocks, settings.zone, settings.start)?,
            journal,
            reader,
            reads,
            commits: Commits::new(WriterThread::start(writer)?),
            ledger,
            folding,
            knowledge,
            plans: records.plans,
            profile: records.profile,
            session: None,
            connecting: None,
            syncing: None,
            held: devices::Held::default(),
            radio: Arc::clone(&radio),
            routines: records.routines,
            routine: None,
            waiting: VecDeque::new(),
            events: Arc::clone(&events),
            wake: Arc::default(),
            closing: None,
        };
        let (runtime, thread) = on_own_thread(task, Inbox { commands: command_inbox, urgent: urgent_inbox })?;
        let (commands, thread, presence) = (Some(commands), Some(thread), settings.presence);
        Ok(Self {
            commands,
            urgent,
            thread,
            events,
            reads: beside,
            journal: journal_id,
            runtime,
            presence,
            guide,
            radio,
        })
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

/// The records that the task keeps at hand.
struct Records {
    plans: BTreeMap<(Modality, Region), Plan>,
    profile: Profile,
    routines: BTreeMap<String, Routine>,
}

impl Records {
    fn read(reader: &Reader) -> Result<Self, EngineError> {
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
        let routines = routine::by_name(&payloads("routine")?);
        Ok(Self { plans, profile, routines })
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
