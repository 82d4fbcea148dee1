//! Reports for the provider: records and calls. What leaves is plain: whoever has it can read it, and nothing leaves without
//! the person's own act.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::backup::Watched;
use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::language::{render, spoken};
use super::ports::ProgressPort;
use super::words::ReportPaper;
use crate::engine::{
    DataForm, DrawnAs, Out, PageForm, Paper, Period, Person, ReportRequest, ReportTold, StoreError,
    TEXT_WIDTH,
};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ReportForm {
    /// A few pages for the provider: a tagged PDF with drawings (PDF/UA-1, PDF/A-2a).
    Pdf {
        /// What it is printed on.
        paper: ReportPaper,
    },
    /// One page to take along to a visit: what was told, what to ask, a blank plan (P33). A PDF, or plain text where the
    /// file's name ends in `.txt`.
    Visit {
        /// What it is printed on.
        paper: ReportPaper,
    },
    /// A folder of tables (CSV, RFC 4180), one for each kind of thing and of entry.
    Csv,
    /// One JSON document.
    Json,
}

/// A report before it leaves.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReportPreview {
    /// What it says, as plain text; of tables and JSON what the pages for the provider would say of the same.
    pub text: String,
    /// How many things of each kind it tells, as in [`ReportWritten`].
    pub told: HashMap<String, u64>,
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
    /// Writes a report of some days to `file`, for `Csv` to a folder: whole or not at all, closed to other users. What had the
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
        let watch = Arc::new(Watched(progress));
        let told = match as_page(form) {
            None => {
                let data = if form == ReportForm::Csv { DataForm::Tables } else { DataForm::Json };
                self.engine.write_report(file.into(), data, scope, render, watch).await?
            }
            Some((page, paper)) => {
                let (document, told) =
                    self.engine.report_document(page, scope, render, spoken(), watch).await?;
                let is_text = page == PageForm::Visit
                    && Path::new(&file).extension().is_some_and(|ending| ending == "txt");
                let drawn = if is_text { DrawnAs::Text } else { DrawnAs::Pdf(paper) };
                self.engine.write_page(file.into(), document, drawn).await?;
                told
            }
        };
        Ok(written(told))
    }

    /// What a report would say, for the person to look through before anything leaves. Writes nothing.
    #[uniffi::method(default(progress = None))]
    pub async fn preview_report(
        &self,
        form: ReportForm,
        query: ReportQuery,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<ReportPreview, NapeError> {
        let scope = self.engine.report_scope(core_request(query)?).await?;
        let page = as_page(form).map_or(PageForm::Overview, |(page, _)| page);
        let watch = Arc::new(Watched(progress));
        let (document, told) = self.engine.report_document(page, scope, render, spoken(), watch).await?;
        Ok(ReportPreview { text: document.to_text(TEXT_WIDTH), told: written(told).told })
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

/// The page, and what it is printed on; nothing for what other programs read.
fn as_page(form: ReportForm) -> Option<(PageForm, Paper)> {
    match form {
        ReportForm::Pdf { paper } => Some((PageForm::Overview, paper.into())),
        ReportForm::Visit { paper } => Some((PageForm::Visit, paper.into())),
        ReportForm::Csv | ReportForm::Json => None,
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
