//! Entries leave as plain text, while everything else goes on.

use std::path::PathBuf;
use std::sync::Arc;

use nape_logic::journal::entry::Kind;

use super::asking::bound;
use super::{Bound, Exported};
use crate::engine::backups::WhileOpen;
use crate::engine::error::EngineError;
use crate::engine::handle::Engine;
use crate::store::EntryFilter;
use crate::store::backup::Watch;
use crate::store::exchange::ExportFormat;

/// Which entries leave; all of them where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportQuery {
    /// Not before this.
    pub from: Option<Bound>,
    /// Not after this.
    pub to: Option<Bound>,
    /// Only of this kind.
    pub kind: Option<Kind>,
}

impl Engine {
    /// Writes the entries of this moment to a file, or to a folder.
    pub async fn export_entries(
        &self,
        to: PathBuf,
        format: ExportFormat,
        query: ExportQuery,
        watch: Arc<dyn Watch + Send>,
    ) -> Result<Exported, EngineError> {
        let (watch, reads) = (WhileOpen::of(self, watch), self.reads()?);
        let writing = self.runtime.spawn_blocking(move || {
            let (from, to_bound) = (query.from.map(bound), query.to.map(bound));
            let filter = EntryFilter {
                from,
                to: to_bound,
                kind: query.kind.map(Kind::word),
                ..EntryFilter::default()
            };
            reads.own_reader()?.export(&to, format, filter, &watch)
        });
        Ok(writing.await.map_err(|_| EngineError::Closed)??)
    }
}
