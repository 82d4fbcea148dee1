//! A snapshot of entries becomes a file of lines, or a folder of tables.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use nape_logic::id::RecordId;
use nape_logic::journal::entry::{Entry, Kind};
use nape_logic::journal::exchange::{kind_of_file, line, table_file, table_header, table_row};

use crate::store::backup::{Steps, Watch};
use crate::store::entries::{EntryCursor, EntryFilter};
use crate::store::erase;
use crate::store::error::{Damage, StoreError};
use crate::store::files::{self, Aside};
use crate::store::reader::Reader;

/// So many entries are in memory at once.
const PAGE: u32 = 1000;

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
        let doing = StoreError::io(DOING);
        match format {
            ExportFormat::Lines => {
                let to = self.outside(to)?;
                let aside = Aside::beside(&to).map_err(&doing)?;
                let file = aside.file().try_clone().map_err(&doing)?;
                let done = self.write_lines(file, filter, watch)?;
                aside.take_its_place(&to).map_err(&doing)?;
                Ok(done)
            }
            ExportFormat::Tables => {
                // Without the slash that may stand behind a folder's name.
                let to: PathBuf = std::path::absolute(to).map_err(&doing)?.components().collect();
                let aside = files::unfinished(&to);
                put_back(&to)?;
                clear(&to, Clear::OnlyLook)?;
                clear(&aside, Clear::Remove)?;
                let done = self.write_tables(&aside, filter, watch).and_then(|done| {
                    take_the_place(&aside, &to)?;
                    Ok(done)
                });
                if done.is_err() {
                    let _ = clear(&aside, Clear::Remove);
                }
                done
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
    fn outside(&self, to: &Path) -> Result<PathBuf, StoreError> {
        let doing = StoreError::io(DOING);
        let to = std::path::absolute(to).map_err(&doing)?;
        let is_own = erase::is_of_the_journal(&self.folder, &to).map_err(&doing)?;
        if is_own { Err(StoreError::OwnFile) } else { Ok(to) }
    }

    fn write_lines(
        &self,
        file: File,
        filter: EntryFilter<'_>,
        watch: &dyn Watch,
    ) -> Result<Exported, StoreError> {
        let mut out = Out(BufWriter::new(file));
        let mut done = Exported::default();
        self.each_entry(filter, watch, &mut |id, entry| {
            out.write(&line(id, &entry))?;
            out.write("\n")?;
            done.count(entry.kind);
            Ok(())
        })?;
        out.finish()?;
        Ok(done)
    }

    fn write_tables(
        &self,
        folder: &Path,
        filter: EntryFilter<'_>,
        watch: &dyn Watch,
    ) -> Result<Exported, StoreError> {
        files::create_private_folder(folder).map_err(StoreError::io(DOING))?;
        let mut tables: BTreeMap<Kind, Out> = BTreeMap::new();
        let mut done = Exported::default();
        self.each_entry(filter, watch, &mut |id, entry| {
            let kind = entry.kind;
            if let std::collections::btree_map::Entry::Vacant(vacant) = tables.entry(kind) {
                vacant.insert(Out::new(&folder.join(table_file(kind)))?).write(&table_header(kind))?;
            }
            if let Some(table) = tables.get_mut(&kind) {
                table.write(&table_row(id, &entry))?;
            }
            done.count(kind);
            Ok(())
        })?;
        tables.into_values().try_for_each(Out::finish)?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::io(DOING))?;
        Ok(done)
    }

    /// Hands over the entries of one moment in the order of (at, id), a page in memory at a time.
    fn each_entry(
        &self,
        filter: EntryFilter<'_>,
        watch: &dyn Watch,
        take: &mut dyn FnMut(RecordId, Entry) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // One transaction is one snapshot: what is written meanwhile is not in it.
        let snapshot = self.connection().unchecked_transaction()?;
        let mut filter = EntryFilter { after: None, limit: PAGE, ..filter };
        let mut steps = Steps::new(watch, self.count_entries(filter)?);
        loop {
            let page = self.entries(filter)?;
            let Some(last) = page.last() else { break };
            filter.after = Some(EntryCursor { at_ms: last.at.unix_millis(), id: last.id });
            for record in page {
                let payload = record.payload.as_ref().map(|payload| payload.0.as_str()).unwrap_or_default();
                let entry =
                    serde_json::from_str(payload).map_err(|_| StoreError::damaged(Damage::Contents))?;
                take(record.id, entry)?;
                steps.one_more()?;
            }
        }
        drop(snapshot);
        Ok(())
    }
}

const DOING: &str = "write the export";

/// A file that only its owner may read.
struct Out(BufWriter<File>);

impl Out {
    fn new(path: &Path) -> Result<Self, StoreError> {
        Ok(Self(BufWriter::new(files::open_private(path).map_err(StoreError::io(DOING))?)))
    }

    fn write(&mut self, text: &str) -> Result<(), StoreError> {
        self.0.write_all(text.as_bytes()).map_err(StoreError::io(DOING))
    }

    /// Whole and on the disk.
    fn finish(self) -> Result<(), StoreError> {
        let written = self.0.into_inner().map_err(std::io::IntoInnerError::into_error);
        written.and_then(|file| file.sync_all()).map_err(StoreError::io(DOING))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Clear {
    OnlyLook,
    Remove,
}

/// Removes a folder that an export made, or sees whether it is one; what else lies in a folder is somebody's.
fn clear(folder: &Path, how: Clear) -> Result<(), StoreError> {
    let doing = StoreError::io(DOING);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => return Err(StoreError::Occupied),
        Err(error) => return Err(doing(error)),
    };
    let mut tables = Vec::new();
    for entry in entries {
        let entry = entry.map_err(&doing)?;
        let is_table = entry.file_name().to_str().is_some_and(|name| kind_of_file(name).is_some());
        if !is_table || !entry.file_type().map_err(&doing)?.is_file() {
            return Err(StoreError::Occupied);
        }
        tables.push(entry.path());
    }
    if how == Clear::OnlyLook {
        return Ok(());
    }
    tables.iter().try_for_each(std::fs::remove_file).and_then(|()| std::fs::remove_dir(folder)).map_err(doing)
}

/// Where a folder stands while another one takes its place.
fn before(folder: &Path) -> PathBuf {
    files::beside(folder, ".before")
}

/// A kill between the two steps of [`take_the_place`] left the folder under its other name.
fn put_back(folder: &Path) -> Result<(), StoreError> {
    let before = before(folder);
    if folder.exists() {
        return clear(&before, Clear::Remove);
    }
    match std::fs::rename(&before, folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        done => done.map_err(StoreError::io(DOING)),
    }
}

/// A folder that is whole becomes `to`. One with files in it can't be replaced in one step everywhere.
fn take_the_place(whole: &Path, to: &Path) -> Result<(), StoreError> {
    let before = before(to);
    let replaced = (|| {
        let there_is_one = to.exists();
        if there_is_one {
            std::fs::rename(to, &before)?;
        }
        if let Err(error) = std::fs::rename(whole, to) {
            if there_is_one {
                std::fs::rename(&before, to)?;
            }
            return Err(error);
        }
        files::sync_folder_of(to)
    })();
    replaced.map_err(StoreError::io(DOING))?;
    clear(&before, Clear::Remove)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// A device on which there is never room.
    #[test]
    fn a_full_disk_is_told_as_what_it_is_before_anything_gets_its_name() {
        let mut out = Out::new(Path::new("/dev/full")).expect("opens");
        out.write("a line").expect("waits in memory");
        assert_eq!(out.finish(), Err(StoreError::Full));
        let mut out = Out::new(Path::new("/dev/full")).expect("opens");
        assert_eq!(out.write(&"a line".repeat(10_000)), Err(StoreError::Full));
    }
}
