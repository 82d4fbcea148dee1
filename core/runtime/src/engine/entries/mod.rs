//! Entries of the journal: written, changed, taken back, erased, and looked through.
//!
//! | file | idea |
//! |---|---|
//! | here | the words of these calls |
//! | `writing` | what the task does: checks, screens, keeps |
//! | `asking` | the calls: what is read before and after |
//! | `exporting` | entries leave as plain text |
//! | `importing` | entries come in from files |

mod asking;
mod exporting;
mod importing;
mod writing;

use chrono::NaiveDate;
use nape_logic::id::RecordId;
use nape_logic::journal::check_in::Answers;
use nape_logic::journal::entry::{Entry, Kind, NewEntry};
use nape_logic::screening::SymptomOutcome;
use nape_logic::time::Timestamp;

use super::command::{Reply, Told};
pub use exporting::ExportQuery;
pub use importing::{ImportFormat, Imported, read_incoming};
use importing::{ImportNeeds, ReadyImport};

pub use crate::store::exchange::{ExportFormat, Exported};

/// So many entries can be written at once; more come in further calls (own decision `[D]`).
pub(super) const MOST_AT_ONCE: usize = 10_000;
/// The most entries of a page.
pub(super) const LONGEST_PAGE: u32 = 1000;

/// What the task is told of entries. A revision is the one that the caller has seen: where another one came in between,
/// nothing is written.
pub(super) enum EntryCall {
    Add(Vec<NewEntry>, Reply<Written>),
    CheckIn(Answers, Reply<Written>),
    Edit { id: RecordId, revision: u32, entry: Box<Entry>, reply: Reply<Written> },
    Delete { id: RecordId, revision: u32, entry: Box<Entry>, reply: Reply<()> },
    Erase { id: RecordId, reply: Reply<()> },
    BeforeImport(Reply<ImportNeeds>),
    Import(Box<ReadyImport>, Reply<Vec<Told<SymptomOutcome>>>),
}

impl EntryCall {
    /// What is told in an entry may have to end what runs now. One that names its own id has to wait and see whether
    /// that is there already.
    pub(super) fn is_for_now(&self) -> bool {
        match self {
            Self::CheckIn(..) => true,
            Self::Add(entries, _) => entries.iter().all(|new| new.id.is_none()),
            Self::Edit { .. }
            | Self::Delete { .. }
            | Self::Erase { .. }
            | Self::BeforeImport(_)
            | Self::Import(..) => false,
        }
    }
}

/// What was written, and what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The entries' ids, in their order.
    pub ids: Vec<RecordId>,
    /// What screening says of what was told with them, for each part of the spine; empty where nothing was told that it
    /// looks at.
    pub told: Vec<Told<SymptomOutcome>>,
}

/// An entry as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptEntry {
    /// Its id.
    pub id: RecordId,
    /// Its number among its revisions, from 1.
    pub revision: u32,
    /// What it tells.
    pub entry: Entry,
}

/// One revision of an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryRevision {
    /// Its number, from 1; two phones may have written the same one.
    pub revision: u32,
    /// When it was written down.
    pub written: Timestamp,
    /// Whether it takes the entry back.
    pub deleted: bool,
    /// What it tells; none once erased.
    pub entry: Option<Entry>,
}

/// One end of a span of time, which belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// An instant.
    Instant(Timestamp),
    /// A civil date on the entries' own clocks.
    Date(NaiveDate),
}

/// Which entries to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryQuery {
    /// Not before this.
    pub from: Option<Bound>,
    /// Not after this.
    pub to: Option<Bound>,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only behind this place, as a page before gave it.
    pub after: Option<String>,
    /// At most so many, 1 to 1,000.
    pub limit: u32,
}

/// Entries ascending by (at, id).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EntryPage {
    /// In their order.
    pub entries: Vec<KeptEntry>,
    /// What to ask with for the next page; none at the end.
    pub next: Option<String>,
}
