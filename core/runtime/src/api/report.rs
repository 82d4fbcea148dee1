//! Reports for the provider: records and calls. What leaves is plain: whoever has it can read it, and nothing leaves without
//! the person's own act.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use super::backup::Watched;
use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::language::render;
use super::ports::ProgressPort;
use crate::engine::{DataForm, Out, Period, Person, ReportRequest, ReportTold, StoreError};

/// What a report tells, and of whom.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReportQuery {
    /// The first day (`YYYY-MM-DD`), on the clocks that told of it; not in the future.
    pub from: String,
    /// The last day, that one included.
    pub to: String,
    /// Whether the person's own notes go with it.
    #[uniffi(default = false)]
    pub notes: bool,
    /// What the person says of themselves; without it the journal's id stands for them.
    #[uniffi(default = None)]
    pub person: Option<ReportPerson>,
}

/// What a person may say of themselves in a report (P34).
#[derive(Debug, Clone, PartialEq, Eq, Default, uniffi::Record, Serialize)]
pub struct ReportPerson {
    /// Their name, 1 to 120 characters.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// When they were born (`YYYY-MM-DD`).
    #[uniffi(default = None)]
    pub born: Option<String>,
    /// Their number in the provider's records, 1 to 120 characters.
    #[uniffi(default = None)]
    pub record_number: Option<String>,
}

/// As what a report leaves.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ReportForm {
    /// A folder of tables (CSV, RFC 4180), one for each kind of thing and of entry.
    Csv,
    /// One JSON document.
    Json,
}

/// What a report came to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReportWritten {
    /// How many things of each kind it tells, by the kind's word: `courses`, `plans`, `contacts`, `reviews`, `clearances`,
    /// `locks`, `symptoms`, `forms`, `sessions`, `entries`.
    pub told: HashMap<String, u64>,
}

/// Takes the bytes of a report as they come.
#[uniffi::export(rust, foreign)]
pub trait ReportSink: Send + Sync {
    /// The next bytes. False, or a failure, ends the report; what came before is not a whole one then.
    fn put(&self, bytes: Vec<u8>) -> Result<bool, NapeError>;
}

#[uniffi::export]
impl Nape {
    /// Writes a report of some days to `file`, for `Csv` a folder: whole or not at all, closed to other users. What had the
    /// name is replaced once the new one is on the disk; a folder that holds anything but tables of a report is `BadInput`.
    /// A lock, a running session or a locked journal of another program never stand in its way (P9).
    #[uniffi::method(default(progress = None))]
    pub async fn write_report(
        &self,
        file: String,
        form: ReportForm,
        query: ReportQuery,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<ReportWritten, NapeError> {
        let scope = self.engine.report_scope(core_request(query)?).await?;
        let form = match form {
            ReportForm::Csv => DataForm::Tables,
            ReportForm::Json => DataForm::Json,
        };
        let watch = Arc::new(Watched(progress));
        Ok(written(self.engine.write_report(file.into(), form, scope, render, watch).await?))
    }

    /// Hands the bytes of a report as one JSON document to `sink`, piece by piece, without any file.
    #[uniffi::method(default(progress = None))]
    pub async fn hand_over_report(
        &self,
        sink: Arc<dyn ReportSink>,
        query: ReportQuery,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<ReportWritten, NapeError> {
        let scope = self.engine.report_scope(core_request(query)?).await?;
        let out = Box::new(LentSink { sink, waiting: Vec::new() });
        let watch = Arc::new(Watched(progress));
        Ok(written(self.engine.hand_over_report(out, scope, render, watch).await?))
    }
}

fn written(told: ReportTold) -> ReportWritten {
    ReportWritten { told: told.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect() }
}

fn core_request(query: ReportQuery) -> Result<ReportRequest, NapeError> {
    let ReportPerson { name, born, record_number } = query.person.unwrap_or_default();
    let period = Period { from: convert::date("from", &query.from)?, to: convert::date("to", &query.to)? };
    let born = born.map(|born| convert::date("born", &born)).transpose()?;
    Ok(ReportRequest { period, person: Person { name, born, record_number }, notes: query.notes })
}

/// So much crosses to a shell at once, in bytes: a call costs more than a few bytes.
const AT_ONCE: usize = 64 * 1024;

/// The shell's sink.
struct LentSink {
    sink: Arc<dyn ReportSink>,
    waiting: Vec<u8>,
}

impl LentSink {
    fn hand_over(&mut self) -> Result<(), StoreError> {
        match self.sink.put(std::mem::take(&mut self.waiting)) {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(StoreError::Stopped),
        }
    }
}

impl Out for LentSink {
    fn put(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() < AT_ONCE { Ok(()) } else { self.hand_over() }
    }

    fn end(&mut self) -> Result<(), StoreError> {
        if self.waiting.is_empty() { Ok(()) } else { self.hand_over() }
    }
}
