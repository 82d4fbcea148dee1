//! What can be told.
//!
//! Every item has an id of its own that stays the same in every report, so that whoever receives two of them knows what is
//! new. Words are ids or the person's own; nothing here is rendered.

use chrono::NaiveDate;
use nape_logic::id::{CourseId, RecordId, SessionId};
use nape_logic::journal::entry::{Entry, Kind};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::progression::ReviewKind;
use nape_logic::plan::{Dose, Plan};
use nape_logic::screening::{AnswerSheet, Clearance, FormKind, SymptomReport, Verdict};
use nape_logic::session::{Drive, Finished, LoggedSession, SymptomAction};
use nape_logic::text::Message;
use nape_logic::time::{Millis, Timestamp};
use nape_logic::units::Force;
use uuid::Uuid;

use super::BeforeSession;
use crate::store::fact::{AfterCheckFact, LockAbout, LockCause, NextDayFact, Provenance};

/// One thing that is told. They come kind by kind in this order, and within a kind by their time.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each variant is its item's type")]
pub enum Item {
    Course(CourseItem),
    Plan(Box<PlanItem>),
    Contact(ContactItem),
    Review(ReviewItem),
    Clearance(ClearanceItem),
    Lock(Box<LockItem>),
    /// Symptoms that were told outside any session.
    Telling(Box<TellingItem>),
    Form(Box<FormItem>),
    Session(Box<SessionItem>),
    Entry(Box<EntryItem>),
}

impl Item {
    /// The words of every kind, in the order in which they come.
    pub const KINDS: [&str; 10] = [
        "courses",
        "plans",
        "contacts",
        "reviews",
        "clearances",
        "locks",
        "symptoms",
        "forms",
        "sessions",
        "entries",
    ];

    /// Which of [`Item::KINDS`] it is.
    pub const fn place(&self) -> usize {
        match self {
            Self::Course(_) => 0,
            Self::Plan(_) => 1,
            Self::Contact(_) => 2,
            Self::Review(_) => 3,
            Self::Clearance(_) => 4,
            Self::Lock(_) => 5,
            Self::Telling(_) => 6,
            Self::Form(_) => 7,
            Self::Session(_) => 8,
            Self::Entry(_) => 9,
        }
    }

    /// The word of its kind.
    pub const fn kind(&self) -> &'static str {
        Self::KINDS[self.place()]
    }

    /// The same without the person's own notes; nothing where it is no more than one.
    pub(super) fn without_notes(mut self) -> Option<Self> {
        match &mut self {
            Self::Entry(entry) if entry.entry.kind == Kind::Note => return None,
            Self::Entry(entry) => entry.entry.note = None,
            Self::Review(review) => review.note = None,
            Self::Session(session) => {
                if let SessionKind::Logged(told) = &mut session.kind {
                    told.note = None;
                }
            }
            _ => {}
        }
        Some(self)
    }
}

/// All that is done for one complaint (P1); one that was open on a day of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseItem {
    /// Its id.
    pub id: CourseId,
    /// The part of the spine.
    pub region: Region,
    /// The person's own reason; never a diagnosis.
    pub reason: Option<String>,
    /// The provider, as entered.
    pub provider: Option<String>,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Why it ended, as told.
    pub why: Option<String>,
}

/// A plan that was in force on a day of the period, as the person entered it (P17).
#[derive(Debug, Clone, PartialEq)]
pub struct PlanItem {
    /// The record of the plans for one way of traction and part of the spine.
    pub record: RecordId,
    /// Which of that record's plans, from 1.
    pub number: u32,
    /// Since when it is in force.
    pub since: Timestamp,
    /// When a later one took its place.
    pub until: Option<Timestamp>,
    /// The plan.
    pub plan: Plan,
}

/// The person was in contact with a provider, as they entered it (P16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactItem {
    /// Its id.
    pub id: Uuid,
    /// When it was entered.
    pub at: Timestamp,
    /// The part of the spine.
    pub region: Region,
    /// The day of the contact.
    pub date: NaiveDate,
    /// With whom.
    pub who: String,
    /// What about.
    pub about: Option<String>,
}

/// A review of the course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewItem {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// The part of the spine.
    pub region: Region,
    /// Which review.
    pub kind: ReviewKind,
    /// The global rating of change, -7 to 7.
    pub groc: Option<i8>,
    /// Pain, 0 to 10.
    pub pain: Option<u8>,
    /// In the person's words.
    pub note: Option<String>,
}

/// A provider allowed something, as the person entered it (P17); one that held on a day of the period.
#[derive(Debug, Clone, PartialEq)]
pub struct ClearanceItem {
    /// Its id.
    pub id: Uuid,
    /// When it was entered.
    pub at: Timestamp,
    /// What was entered.
    pub given: Clearance,
    /// Who says so.
    pub provenance: Provenance,
    /// When it was taken back.
    pub withdrawn: Option<Timestamp>,
}

/// Sessions were locked: of the period, or still.
#[derive(Debug, Clone, PartialEq)]
pub struct LockItem {
    /// Its id.
    pub id: Uuid,
    /// Since when.
    pub since: Timestamp,
    /// Whether nobody has looked at it yet.
    pub open: bool,
    /// Where it was told.
    pub cause: LockCause,
    /// What it came to.
    pub verdict: Verdict,
    /// What it is about.
    pub about: Option<LockAbout>,
    /// The ids of the rules that held.
    pub rules: Vec<String>,
    /// What each rule says.
    pub texts: Vec<Message>,
    /// What to do, as the gravest rule says.
    pub next_step: Option<Message>,
    /// The session in which it was told, if it was in one.
    pub session: Option<SessionId>,
    /// The last examination that was entered for it.
    pub examined: Option<Examined>,
}

/// Somebody looked at what was locked, as the person entered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// When it was entered.
    pub at: Timestamp,
    /// The day of the examination.
    pub date: NaiveDate,
    /// Who examined.
    pub by: String,
    /// What they advised.
    pub advice: String,
}

/// Symptoms that were told outside any session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingItem {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// What was told.
    pub report: SymptomReport,
    /// What it did.
    pub action: SymptomAction,
}

/// A screening form that was answered for good.
#[derive(Debug, Clone, PartialEq)]
pub struct FormItem {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Which form.
    pub form: FormKind,
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// What it came to then.
    pub outcome: Verdict,
    /// The ids of the rules that counted.
    pub rules: Vec<String>,
    /// The ids of the rules that held and that a clearance lifted.
    pub lifted: Vec<String>,
    /// Required questions without an answer.
    pub missing: Vec<String>,
    /// The version of the questions and rules that decided (P12).
    pub content_version: String,
    /// The answers.
    pub sheet: AnswerSheet,
}

/// A session that counts (E9).
#[derive(Debug, Clone, PartialEq)]
pub struct SessionItem {
    /// Its id.
    pub id: SessionId,
    /// Its course.
    pub course: Option<CourseId>,
    /// How it was done.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// When it began.
    pub started: Timestamp,
    /// When it ended, or its last fact where that is not known.
    pub ended: Timestamp,
    /// Not a real pull: only in a journal made for demonstration (E9).
    pub simulated: bool,
    /// Guided, or told afterwards.
    pub kind: SessionKind,
    /// How it stood before it; of a told one the pain that was told.
    pub before: BeforeSession,
    /// What was felt in it, in the order in which it was told.
    pub symptoms: Vec<SymptomIn>,
    /// Why the person stopped, in their words (P7).
    pub why_stopped: Option<String>,
    /// The last check after it.
    pub after: Option<AfterCheckFact>,
    /// The last check a day later.
    pub next_day: Option<NextDayFact>,
}

/// How a session came into the journal.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionKind {
    /// Nape guided it.
    Guided(Box<GuidedSession>),
    /// It was done before and told afterwards (P24).
    Logged(Box<LoggedSession>),
}

/// What a guided session was to be, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct GuidedSession {
    /// The dose that was to be run, after every limit.
    pub dose: Dose,
    /// The ids of the limits that lowered it.
    pub limited_by: Vec<String>,
    /// What pulled.
    pub drive: Drive,
    /// A rehearsal without force (P19).
    pub rehearsal: bool,
    /// What was delivered.
    pub delivered: Delivered,
    /// The end, once there.
    pub finished: Option<Finished>,
    /// Whether the person said after an end that was not confirmed that the pull is off.
    pub released_after: bool,
}

/// What a guided session delivered, as its facts say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delivered {
    /// The time from the first pull to the release, pauses taken out; none where there was no pull.
    pub under_load: Option<Millis>,
    /// The highest pull of a hold at the end, where the person eased off to a known one.
    pub eased_to: Option<Force>,
    /// The highest pull that a gauge measured over the limit.
    pub over_limit: Option<Force>,
}

/// Something that was felt in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymptomIn {
    /// Screening's id of it.
    pub id: String,
    /// Session time since Start.
    pub at: Millis,
    /// What it did.
    pub action: SymptomAction,
}

/// Something that the person wrote down, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryItem {
    /// Its id.
    pub id: RecordId,
    /// How often it was written, from 1: more than once where it was edited.
    pub revision: u32,
    /// What it says.
    pub entry: Entry,
}
