//! The record of some days: everything that a provider is told, as the journal has it, before it takes any form.
//!
//! ```text
//! engine: Scope (what the ledger knows)  +  store: facts, plans, entries  ->  each: Item after Item  ->  a form of its own
//! ```
//!
//! | file | answers |
//! |---|---|
//! | here | for whom, of which days, and which sessions belong to them? |
//! | `item` | what can be told? |
//! | `lasting` | what became of courses, clearances and locks? |
//! | `read` | how does the journal tell it, one thing after the other, however long the days are? |
//! | `session` | what do the facts of one session come to? |

mod item;
mod lasting;
mod read;
mod session;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use nape_logic::id::{JournalId, SessionId};
use nape_logic::modality::Region;
use nape_logic::plan::Plan;
use nape_logic::plan::progression::ReviewKind;
use nape_logic::time::Timestamp;
use nape_logic::units::ForceUnit;
use uuid::Uuid;

pub use item::{
    ClearanceItem, ContactItem, CourseItem, Delivered, EntryItem, Examined, FormItem, GuidedSession, Item,
    LockItem, PlanItem, ReviewItem, SessionItem, SessionKind, SymptomIn, TellingItem,
};
pub use read::each;

/// Civil days on the clocks that told of them, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// Whether a day belongs to it.
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// How many days it has; never less than one.
    pub fn days(self) -> u32 {
        u32::try_from((self.to - self.from).num_days() + 1).unwrap_or(1).max(1)
    }
}

/// Who a report is about, where the person says it (P34). Without a word the journal's own id stands for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Their name.
    pub name: Option<String>,
    /// When they were born.
    pub born: Option<NaiveDate>,
    /// Their number in the provider's records.
    pub record_number: Option<String>,
}

/// What is asked for, and what only the engine knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// Which days.
    pub period: Period,
    /// When the report is made.
    pub made: Timestamp,
    /// Whose journal.
    pub journal: JournalId,
    /// Who that is, as far as the person says it.
    pub person: Person,
    /// Whether the person's own notes go with it.
    pub notes: bool,
    /// A journal made for demonstration: nothing in it happened (E9).
    pub demonstration: bool,
    /// The version of the questions and rules that this program has (P12).
    pub content_version: String,
    /// The unit in which forces are shown.
    pub unit: ForceUnit,
    /// The sessions that began in these days and count (E9), the first one first.
    pub sessions: Vec<KnownSession>,
    /// The locks that nobody has looked at, of whatever day.
    pub open_locks: BTreeSet<Uuid>,
    /// Reviews that are due and not done.
    pub overdue: Vec<Overdue>,
    /// The plans in force when the report is made, and what is left of each on that day.
    pub plans_now: Vec<PlanNow>,
}

/// A session of the days asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownSession {
    /// Which one.
    pub id: SessionId,
    /// How it stood before it, 0 to 10.
    pub before: BeforeSession,
}

/// How it stood before a session, as its short form told (P5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BeforeSession {
    /// Pain, 0 to 10.
    pub pain: Option<u8>,
    /// Symptoms in the arm, or in the leg, 0 to 10.
    pub limb: Option<u8>,
    /// Tingling, 0 to 10.
    pub tingling: Option<u8>,
}

/// A review that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// Of which part of the spine.
    pub region: Region,
    /// Which one.
    pub kind: ReviewKind,
    /// Since when.
    pub since: Timestamp,
}

/// A plan in force.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanNow {
    /// As accepted.
    pub plan: Plan,
    /// The ids of the limits that leave less than the plan asks for.
    pub limited_by: Vec<String>,
}
