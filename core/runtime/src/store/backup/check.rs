//! Does a file hold what a journal can hold? Looked at line by line before anything of it is kept: whoever knows the public
//! half of a recovery key can close a file of their own making.

use std::collections::BTreeMap;

use nape_logic::id::OriginId;
use nape_logic::journal::chain::{Check, Head, Link};
use nape_logic::journal::entry::{Entry, problems};
use serde::de::IgnoredAny;

use super::error::BackupError;
use super::lines::{Line, OriginLine, PageLine, VersionLine};
use crate::store::fact::Fact;
use crate::store::projection::ENTRY;
use crate::store::redact::may_be_erased;
use crate::store::telemetry::{self, TelemetryError, TelemetryItem};

/// The lines that were looked at so far.
#[derive(Debug)]
pub(super) struct Contents {
    /// The first line is the header.
    line: u64,
    heads: BTreeMap<OriginId, Head>,
    chains: Check,
}

impl Contents {
    pub(super) fn new() -> Self {
        Self { line: 1, heads: BTreeMap::new(), chains: Check::new(may_be_erased) }
    }

    /// The next line.
    pub(super) fn take(&mut self, line: &Line) -> Result<(), BackupError> {
        self.line += 1;
        let as_written = match line {
            Line::Origin(origin) => self.origin(origin),
            Line::Fact(fact) => {
                let stated = fact.link().ok_or(BackupError::Altered { line: self.line })?;
                self.fact(&stated)?
            }
            Line::Version(version) => version_is_as_written(version),
            Line::Page(page) => page_is_as_written(page),
            Line::End(_) => true,
        };
        if as_written { Ok(()) } else { Err(BackupError::Altered { line: self.line }) }
    }

    /// All lines were looked at.
    pub(super) fn finish(self) -> Result<(), BackupError> {
        let Self { line, heads, chains } = self;
        chains.finish(&heads).map(|_| ()).map_err(|_| BackupError::Altered { line })
    }

    fn origin(&mut self, origin: &OriginLine) -> bool {
        self.heads.insert(origin.id, origin.head()).is_none()
    }

    fn fact(&mut self, link: &Link) -> Result<bool, BackupError> {
        if self.chains.take(link).is_err() {
            return Ok(false);
        }
        let Some(content) = &link.content else { return Ok(true) };
        let (kind, payload) = (&link.heading.kind, &content.payload.0);
        if !is_json(payload) {
            return Ok(false);
        }
        // What can't be read would be passed over, and it may be a lock.
        if Fact::knows(kind) && Fact::read(kind, payload).is_none() {
            return Err(BackupError::NewerFact { line: self.line });
        }
        Ok(true)
    }
}

/// An entry of a kind that this program does not know is kept as it is.
fn version_is_as_written(line: &VersionLine) -> bool {
    let Some(version) = line.version() else { return false };
    let Some(payload) = &version.payload else { return true };
    if !is_json(&payload.0) || version.revision == 0 {
        return false;
    }
    if line.kind != ENTRY {
        return true;
    }
    let Ok(entry) = serde_json::from_str::<Entry>(&payload.0) else { return true };
    // A clock that was turned back since makes no entry one of the future.
    let written =
        if version.written.unix_millis() < entry.at.unix_millis() { entry.at } else { version.written };
    entry.at == version.at && problems(&entry, written).is_empty()
}

/// An empty one was erased; one of a layout that this program does not know is kept as it is.
fn page_is_as_written(line: &PageLine) -> bool {
    let page = line.content();
    if page.from_ms > page.to_ms {
        return false;
    }
    match telemetry::decode(&page.body) {
        Ok(items) => {
            let samples = items.iter().filter(|item| matches!(item, TelemetryItem::Sample(_))).count();
            u32::try_from(samples).is_ok_and(|samples| samples == page.samples)
        }
        Err(TelemetryError::Layout) => true,
        Err(TelemetryError::Malformed) => page.body.is_empty(),
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}
