//! A snapshot of entries becomes a file of lines, or a folder of tables.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nape_logic::id::RecordId;
use nape_logic::journal::entry::{Entry, Kind};
use nape_logic::journal::exchange::{kind_of_file, line, table_file, table_header, table_row};

use super::place::{DOING, NewFile, NewFolder};
use crate::store::backup::{Steps, Watch};
use crate::store::entries::EntryFilter;
use crate::store::erase;
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::reader::Reader;

/// As what entries leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// A file of JSON Lines.
    Lines,
    /// A folder of tables, one for each kind.
    Tables,
}

/// What an export came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exported {
    /// All entries in it.
    pub entries: u64,
    /// The same by kind.
    pub kinds: BTreeMap<Kind, u64>,
}

impl Exported {
    fn count(&mut self, kind: Kind) {
        self.entries += 1;
        *self.kinds.entry(kind).or_default() += 1;
    }
}

impl Reader {
    /// Writes the entries of one moment, while others go on writing to the journal; `filter` says which, whatever its
    /// place and limit.
    ///
    /// What is written is whole and durable when this returns, closed to other users; what had the name is replaced then
    /// and not before. On an error, and where `watch` ends it, nothing is left behind. A folder is replaced only where
    /// an export made it.
    pub fn export(
        &self,
        to: &Path,
        format: ExportFormat,
        filter: EntryFilter<'_>,
        watch: &dyn Watch,
    ) -> Result<Exported, StoreError> {
        match format {
            ExportFormat::Lines => {
                let mut file = NewFile::beside(self, to)?;
                let mut done = Exported::default();
                self.each_entry_watched(filter, watch, &mut |id, entry| {
                    file.write_bytes((line(id, &entry) + "\n").as_bytes())?;
                    done.count(entry.kind);
                    Ok(())
                })?;
                file.finish()?;
                Ok(done)
            }
            ExportFormat::Tables => {
                let mut folder = NewFolder::beside(to, |name| kind_of_file(name).is_some())?;
                let mut done = Exported::default();
                self.each_entry_watched(filter, watch, &mut |id, entry| {
                    let kind = entry.kind;
                    folder.row(&table_file(kind), || table_header(kind), &table_row(id, &entry))?;
                    done.count(kind);
                    Ok(())
                })?;
                folder.finish()?;
                Ok(done)
            }
        }
    }

    /// Writes a document beside the journal's own files: whole, durable, closed to other users; what had the name is
    /// replaced then and not before.
    pub fn write_document(&self, to: &Path, document: &[u8]) -> Result<(), StoreError> {
        let to = self.outside(to)?;
        files::replace(&to, document).map_err(StoreError::io(DOING))
    }

    /// A file's whole path; refused where it is one of the journal's own.
    pub(super) fn outside(&self, to: &Path) -> Result<PathBuf, StoreError> {
        let doing = StoreError::io(DOING);
        let to = std::path::absolute(to).map_err(&doing)?;
        let is_own = erase::is_of_the_journal(&self.folder, &to).map_err(&doing)?;
        if is_own { Err(StoreError::OwnFile) } else { Ok(to) }
    }

    /// Hands over the entries of one moment: what is written meanwhile is not among them.
    fn each_entry_watched(
        &self,
        filter: EntryFilter<'_>,
        watch: &dyn Watch,
        take: &mut dyn FnMut(RecordId, Entry) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.of_one_moment(|reader| {
            let mut steps = Steps::new(watch, reader.count_entries(filter)?);
            reader.each_entry(filter, &mut |record, entry| {
                take(record.id, entry)?;
                steps.one_more()
            })
        })
    }
}
