//! Between the door's records and the core's types: nothing here decides.
//!
//! | file | what |
//! |---|---|
//! | `screening` | forms, sheets, outcomes |
//! | `locks` | locks and clearances |
//! | `plan` | plans, checks, timelines |
//! | `logged` | sessions that are told afterwards |
//! | `entry` | entries of the journal |
//! | `guide` | cards, hits, the emergency card |
//! | `routine` | practices, routines, their courses and runs |
//! | `trend` | trends, drawings, benchmarks |
//! | `session` | starts, events, snapshots, details |

mod entry;
mod guide;
mod locks;
mod logged;
mod plan;
mod routine;
mod screening;
mod session;
mod trend;

use nape_logic::document::FieldError;
use nape_logic::time::Timestamp;

use super::error::NapeError;
use super::language::render;
use crate::engine::DeviceAddress;
use crate::engine::backup::BackupError;
use crate::engine::{EngineError, StoreError};

pub(super) use entry::{
    core_entries, core_entry, core_entry_query, core_export_query, document_entries, document_entry,
    entries_written, entry_page, entry_revision, kept_entry,
};
pub(super) use guide::{card, card_summary, country, emergency_card, hit};
pub(super) use locks::{clearance_entry, lock};
pub(super) use logged::{core_logged, document_logged, session_logged};
pub(super) use plan::{
    check as plan_check, confirmation, core_mass, core_plan, document_plan, effective, import as plan_import,
    plan_revision, plan_today, timeline,
};
pub(super) use routine::{core_start_routine, practice, routine_check, routine_course};
pub(super) use screening::{
    core_clearance, core_report, core_sheet, document_report, document_sheet, form, form_to_fill, outcome,
    symptom_outcome, told_outcome, told_symptoms,
};
pub(super) use session::{alarm, core_line, core_start, detail, event, recovery, snapshot, step, summary};
pub(super) use trend::{benchmarks, trend, trend_chart};

impl From<EngineError> for NapeError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::BadInput(error) => error.into(),
            EngineError::BadDocument(problems) => Self::bad_document(problems),
            EngineError::Refused { rules, reasons } => {
                let reasons: Vec<String> = reasons.iter().map(render).collect();
                Self::Refused { rules, detail: reasons.join(" ") }
            }
            EngineError::Device(why) => Self::Device { detail: render(&why) },
            EngineError::StoppedFirst => Self::StoppedFirst,
            EngineError::NotFound { .. } => Self::NotFound { detail: error.to_string() },
            EngineError::Store(error) => error.into(),
            EngineError::Closed => Self::Closed,
            EngineError::Port(_) | EngineError::Internal(_) => Self::Internal { detail: error.to_string() },
        }
    }
}

impl From<StoreError> for NapeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongKey => Self::WrongKey,
            StoreError::SessionRunning => Self::SessionRunning,
            StoreError::ErasureBegun => Self::ErasureBegun,
            StoreError::Damaged { .. } | StoreError::BrokenChain(_) => {
                Self::Damaged { detail: damage(&error) }
            }
            StoreError::KeyFormat => Self::BadInput {
                field: "key".to_owned(),
                detail: "not a key".to_owned(),
                allowed: Some("32 bytes".to_owned()),
                also: Vec::new(),
            },
            StoreError::OwnFile => {
                FieldError::new("file", error.to_string(), "a file that is not the journal's").into()
            }
            StoreError::Closed | StoreError::Stopped => Self::Closed,
            StoreError::Backup(error) => error.into(),
            StoreError::Occupied => {
                let allowed = "a new folder, an empty one, or one that an export made";
                FieldError::new("file", "holds other files", allowed).into()
            }
            _ => Self::Storage { detail: error.to_string() },
        }
    }
}

/// What is damaged, without saying again that something is.
pub(super) fn damage(error: &StoreError) -> String {
    match error {
        StoreError::Damaged { what } => what.to_string(),
        other => other.to_string(),
    }
}

impl From<BackupError> for NapeError {
    fn from(error: BackupError) -> Self {
        let (field, allowed) = match error {
            BackupError::WrongSecret | BackupError::KeyFormat | BackupError::EmptyPassphrase => {
                ("passphrase", "the passphrase or recovery key of this backup")
            }
            BackupError::OtherJournal => ("file", "a backup of this journal, or a folder without a journal"),
            BackupError::NotABackup
            | BackupError::Damaged
            | BackupError::Altered { .. }
            | BackupError::NewerFact { .. }
            | BackupError::NewerFormat { .. }
            | BackupError::TooMuchWork => return Self::Backup { detail: error.to_string() },
        };
        FieldError::new(field, error.to_string(), allowed).into()
    }
}

/// A day, `YYYY-MM-DD`.
pub(super) fn date(field: &str, text: &str) -> Result<chrono::NaiveDate, FieldError> {
    text.parse().map_err(|_| FieldError::new(field, "not a date", "YYYY-MM-DD"))
}

/// A device's address, in this platform's form.
pub(super) fn address(field: &str, text: &str) -> Result<DeviceAddress, FieldError> {
    text.parse().map_err(|error: FieldError| FieldError { field: field.to_owned(), ..error })
}

/// An instant, RFC 3339.
pub(super) fn instant(field: &str, text: &str) -> Result<Timestamp, FieldError> {
    Timestamp::parse(text).map_err(|_| FieldError::new(field, "not an instant", "RFC 3339 with an offset"))
}

/// An id.
pub(super) fn id<T: std::str::FromStr>(field: &str, text: &str) -> Result<T, FieldError> {
    text.parse().map_err(|_| FieldError::new(field, "not an id", "a UUID"))
}
