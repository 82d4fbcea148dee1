//! What the engine is told by its callers, and how it answers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use nape_logic::id::SessionId;
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::progression::Advice;
use nape_logic::plan::{Confirmation, Plan, PlanCheck};
use nape_logic::screening::{
    self, Answer, AnswerSheet, Clearance, Form, FormKind, SymptomOutcome, SymptomReport,
};
use nape_logic::session::gate::Refusal;
use nape_logic::session::{Alarm, Away, LoggedSession, StopCause};
use nape_logic::time::{Millis, Timestamp};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::backups::BackupCall;
use super::commits::Effect;
use super::devices::DeviceCall;
use super::entries::EntryCall;
use super::error::EngineError;
use super::ledger::{ClearanceRecord, CourseRecord, LockRecord, SessionRecord};
use super::logged::LoggedReply;
use super::looking_back::{CourseDays, SessionDays};
use super::plans::PlanToday;
use super::presence::Step;
use super::profile::Profile;
use super::progress::OpenedDose;
use super::reminders::ReminderCall;
use super::reporting::ReportRequest;
use super::routine::RoutineCall;
use super::start::{Act, ScriptLine, StartRequest};
use crate::report::record::Scope;
use crate::store::fact::{CourseReviewed, Feeling, ProviderContact};

/// The way back to a caller. Whoever stopped waiting loses only the answer.
#[derive(Debug)]
pub(super) struct Reply<T>(pub(super) oneshot::Sender<Result<T, EngineError>>);

impl<T: Send + 'static> Reply<T> {
    pub(super) fn done(self, answer: Result<T, EngineError>) {
        // The caller may have gone; what was asked has been done all the same.
        let _ = self.0.send(answer);
    }

    /// Answers once the facts before it are on the disk.
    pub(super) fn when_durable(self, answer: T) -> Effect {
        Effect::Reply(Box::new(move |result| self.done(result.map(|()| answer))))
    }
}

/// Calls that pass all others.
pub(super) enum Urgent {
    Stop { cause: StopCause, why: Option<String>, reply: Reply<()> },
    EaseOff(Reply<()>),
    Leave(Reply<()>),
    Close(Option<Reply<()>>),
}

/// Calls in their order.
pub(super) enum Command {
    Start(Box<StartRequest>, Reply<SessionId>),
    Readiness(Box<StartRequest>, Reply<Readiness>),
    Act(Act, Reply<()>),
    Symptom {
        id: String,
        value: Option<u8>,
        reply: Reply<Told<SymptomOutcome>>,
    },
    /// Inputs at given times for a session that was taken up again.
    Script(Vec<ScriptLine>, Reply<()>),
    ExplainStop(SessionId, String, Reply<()>),
    SummariesEvery(Millis),
    Alarms(Reply<Vec<(Alarm, Millis)>>),
    Recover(Reply<Recovery>),
    RecordScreening(Box<AnswerSheet>, Reply<Told<screening::Outcome>>),
    ScreeningStanding(Modality, Region, Reply<ScreeningStanding>),
    FormToFill {
        kind: FormKind,
        modality: Modality,
        region: Region,
        reply: Reply<FormToFill>,
    },
    Locks(Reply<Vec<LockEntry>>),
    ResolveLock {
        lock: Uuid,
        examination: Examination,
        confirmed: bool,
        reply: Reply<Step<()>>,
    },
    Clearances(Reply<Vec<ClearanceEntry>>),
    AddClearance {
        clearance: Box<Clearance>,
        confirmed: bool,
        reply: Reply<Step<Uuid>>,
    },
    WithdrawClearance(Uuid, Reply<()>),
    TellSymptoms(Box<SymptomReport>, Reply<Told<SymptomOutcome>>),
    Agree(String, Reply<()>),
    Agreement(Reply<Option<(String, Timestamp)>>),
    SetPlan {
        plan: Box<Plan>,
        confirmed: bool,
        reply: Reply<Step<PlanCheck>>,
    },
    Plan(Modality, Region, Reply<Option<Plan>>),
    ImportPlan {
        plan: Box<Plan>,
        confirmation: Box<Confirmation>,
        present: bool,
        reply: Reply<Step<PlanCheck>>,
    },
    PlanToday(Modality, Region, Reply<Option<PlanToday>>),
    LogSession(Box<LoggedSession>, Reply<LoggedReply>),
    AfterCheck(SessionId, AfterCheck, Reply<Told<SymptomOutcome>>),
    NextDayCheck(SessionId, NextDayCheck, Reply<Told<SymptomOutcome>>),
    Session(SessionId, Reply<Option<SessionRecord>>),
    Sessions(usize, Reply<Vec<SessionRecord>>),
    SessionsOn(Option<NaiveDate>, Reply<(NaiveDate, Vec<SessionRecord>)>),
    StartCourse {
        region: Region,
        reason: Option<String>,
        provider: Option<String>,
        reply: Reply<(CourseRecord, u32)>,
    },
    Course(Region, Reply<Option<(CourseRecord, u32)>>),
    EndCourse(Region, Option<String>, Reply<()>),
    Routine(RoutineCall),
    Entry(EntryCall),
    CourseDays(Region, Reply<CourseDays>),
    SessionDays(Region, Reply<SessionDays>),
    Progress(Modality, Region, Reply<Advice>),
    CourseProgress(Region, Reply<Advice>),
    OpenDose(Modality, Region, Reply<OpenedDose>),
    RecordContact(ProviderContact, Reply<()>),
    RecordReview(CourseReviewed, Reply<()>),
    SetProfile(Box<Profile>, Reply<()>),
    Profile(Reply<Profile>),
    Backup(BackupCall),
    Reminder(ReminderCall),
    ReportScope(Box<ReportRequest>, Reply<Scope>),
    Device(DeviceCall),
}

impl Command {
    /// Whether it is for what runs now, or tells what may have to end it: such a call never waits for the disk. All
    /// others are answered from what is on the disk, with everything that was told before them.
    pub(super) fn is_for_now(&self) -> bool {
        match self {
            Self::Act(..)
            | Self::Symptom { .. }
            | Self::TellSymptoms(..)
            | Self::RecordScreening(..)
            | Self::AfterCheck(..)
            | Self::NextDayCheck(..)
            | Self::SummariesEvery(_)
            | Self::Alarms(_) => true,
            Self::Routine(call) => call.is_for_now(),
            Self::Entry(call) => call.is_for_now(),
            _ => false,
        }
    }
}

/// The check after a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterCheck {
    /// Better, same or worse.
    pub feeling: Feeling,
    /// Pain now.
    pub pain: Option<u8>,
    /// Symptoms, by screening's ids.
    pub symptoms: Vec<String>,
    /// How strong symptoms are, where told.
    pub values: BTreeMap<String, u8>,
}

/// The check a day after a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextDayCheck {
    /// Pain now.
    pub pain: Option<u8>,
    /// Symptoms, by screening's ids.
    pub symptoms: Vec<String>,
    /// How strong symptoms are, where told.
    pub values: BTreeMap<String, u8>,
}

/// What was told comes to this, and whom to call where somebody has to look at it (P36).
#[derive(Debug, Clone, PartialEq)]
pub struct Told<T> {
    /// What it comes to.
    pub outcome: T,
    /// Whom to call.
    pub call: Option<ProviderCall>,
}

/// The provider of the plan in force, as entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderCall {
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: String,
}

/// A form with what was answered before.
#[derive(Debug, Clone, PartialEq)]
pub struct FormToFill {
    /// The form.
    pub form: Form,
    /// Old answers to confirm.
    pub previous: BTreeMap<String, Answer>,
    /// When they were given.
    pub previous_at: Option<Timestamp>,
}

/// Who examined what a lock is about, as the person enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// The day.
    pub examined: NaiveDate,
    /// Who examined.
    pub by: String,
    /// What they advised.
    pub advice: String,
}

/// An open lock.
#[derive(Debug, Clone, PartialEq)]
pub struct LockEntry {
    /// What it is, and since when.
    pub lock: LockRecord,
    /// Whom to call.
    pub call: Option<ProviderCall>,
}

/// A clearance that was not withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ClearanceEntry {
    /// What was entered, and when.
    pub record: ClearanceRecord,
    /// Whether it has not expired.
    pub in_force: bool,
}

/// What speaks against a start.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    /// Each rule that does, in the order of the checks.
    pub refusals: Vec<Refusal>,
    /// The plan after every limit.
    pub check: Option<PlanCheck>,
    /// Whether this is the first dose.
    pub first_dose: bool,
}

/// How screening stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ScreeningStanding {
    /// The last full form.
    pub full: Option<(Timestamp, screening::Verdict)>,
    /// Whether it is due.
    pub full_due: bool,
    /// The last short form.
    pub short: Option<(Timestamp, screening::Verdict)>,
    /// Whether it is due.
    pub short_due: bool,
    /// Symptoms that nobody has resolved.
    pub locks: u32,
}

/// What a kill had left open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recovery {
    /// Closed as interrupted.
    pub interrupted: Vec<SessionId>,
    /// Taken up again: a passive pull that is assumed to be on, and how long it was without the program.
    pub resumed: Option<(SessionId, Away)>,
    /// The time of the last fact, where the clock shows clearly less (E7).
    pub clock_behind: Option<Timestamp>,
}
