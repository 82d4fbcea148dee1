//! Where a document is written: beside its place, which it takes once it is whole and on the disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::store::error::StoreError;
use crate::store::files::{self, Aside};
use crate::store::reader::Reader;

pub(super) const DOING: &str = "write the export";

/// What is being written to does not last: no more is written after an error.
fn failed(error: io::Error) -> StoreError {
    StoreError::io(DOING)(error)
}

/// A file beside its place, closed to other users; dropped before [`NewFile::finish`] it is gone.
#[derive(Debug)]
pub struct NewFile {
    to: PathBuf,
    aside: Aside,
    out: BufWriter<File>,
}

impl NewFile {
    /// Refused where `to` is one of the journal's own files.
    pub fn beside(reader: &Reader, to: &Path) -> Result<Self, StoreError> {
        let to = reader.outside(to)?;
        let aside = Aside::beside(&to).map_err(failed)?;
        let out = BufWriter::new(aside.file().try_clone().map_err(failed)?);
        Ok(Self { to, aside, out })
    }

    /// Adds bytes.
    pub fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.out.write_all(bytes).map_err(failed)
    }

    /// Takes its place; what had the name is replaced now and not before.
    pub fn finish(self) -> Result<(), StoreError> {
        self.out.into_inner().map_err(io::IntoInnerError::into_error).map_err(failed)?;
        self.aside.take_its_place(&self.to).map_err(failed)
    }
}

/// A folder of tables beside its place, closed to other users; dropped before [`NewFolder::finish`] it is gone.
#[derive(Debug)]
pub struct NewFolder {
    to: PathBuf,
    aside: PathBuf,
    is_ours: fn(&str) -> bool,
    tables: BTreeMap<String, Out>,
    is_done: bool,
}

impl NewFolder {
    /// A folder that has the name already is replaced only where every file in it has a name that `is_ours`.
    pub fn beside(to: &Path, is_ours: fn(&str) -> bool) -> Result<Self, StoreError> {
        // Without the slash that may stand behind a folder's name.
        let to: PathBuf = std::path::absolute(to).map_err(failed)?.components().collect();
        let aside = files::unfinished(&to);
        let folder = Self { to, aside, is_ours, tables: BTreeMap::new(), is_done: false };
        folder.put_back()?;
        folder.clear(&folder.to, Clear::OnlyLook)?;
        folder.clear(&folder.aside, Clear::Remove)?;
        files::create_private_folder(&folder.aside).map_err(failed)?;
        Ok(folder)
    }

    /// Begins a table, which may stay without rows.
    pub fn begin(&mut self, table: &str, header: &str) -> Result<(), StoreError> {
        self.row(table, || header.to_owned(), "")
    }

    /// Adds a row to a table, which begins with `header`.
    pub fn row(&mut self, table: &str, header: impl FnOnce() -> String, row: &str) -> Result<(), StoreError> {
        if let Some(out) = self.tables.get_mut(table) {
            return out.write(row);
        }
        let mut out = Out::new(&self.aside.join(table))?;
        out.write(&header())?;
        out.write(row)?;
        self.tables.insert(table.to_owned(), out);
        Ok(())
    }

    /// Takes its place.
    pub fn finish(mut self) -> Result<(), StoreError> {
        std::mem::take(&mut self.tables).into_values().try_for_each(Out::finish)?;
        File::open(&self.aside).and_then(|folder| folder.sync_all()).map_err(failed)?;
        self.take_the_place()?;
        self.is_done = true;
        Ok(())
    }

    /// Removes a folder that an export made, or sees whether it is one; what else lies in a folder is somebody's.
    fn clear(&self, folder: &Path, how: Clear) -> Result<(), StoreError> {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(StoreError::Occupied),
            Err(error) => return Err(failed(error)),
        };
        let mut tables = Vec::new();
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let is_table = entry.file_name().to_str().is_some_and(|name| (self.is_ours)(name));
            if !is_table || !entry.file_type().map_err(failed)?.is_file() {
                return Err(StoreError::Occupied);
            }
            tables.push(entry.path());
        }
        if how == Clear::OnlyLook {
            return Ok(());
        }
        tables
            .iter()
            .try_for_each(std::fs::remove_file)
            .and_then(|()| std::fs::remove_dir(folder))
            .map_err(failed)
    }

    /// A kill between the two steps of [`NewFolder::take_the_place`] left the folder under its other name.
    fn put_back(&self) -> Result<(), StoreError> {
        let before = before(&self.to);
        if self.to.exists() {
            return self.clear(&before, Clear::Remove);
        }
        match std::fs::rename(&before, &self.to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done.map_err(failed),
        }
    }

    /// One with files in it can't be replaced in one step everywhere.
    fn take_the_place(&self) -> Result<(), StoreError> {
        let (to, whole, before) = (&self.to, &self.aside, before(&self.to));
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
        replaced.map_err(failed)?;
        self.clear(&before, Clear::Remove)
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if !self.is_done {
            // Else the next one of this name removes it.
            let _ = self.clear(&self.aside, Clear::Remove);
        }
    }
}

/// A file that only its owner may read.
#[derive(Debug)]
struct Out(BufWriter<File>);

impl Out {
    fn new(path: &Path) -> Result<Self, StoreError> {
        Ok(Self(BufWriter::new(files::open_private(path).map_err(failed)?)))
    }

    fn write(&mut self, text: &str) -> Result<(), StoreError> {
        self.0.write_all(text.as_bytes()).map_err(failed)
    }

    /// Whole and on the disk.
    fn finish(self) -> Result<(), StoreError> {
        let written = self.0.into_inner().map_err(std::io::IntoInnerError::into_error);
        written.and_then(|file| file.sync_all()).map_err(failed)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Clear {
    OnlyLook,
    Remove,
}

/// Where a folder stands while another one takes its place.
fn before(folder: &Path) -> PathBuf {
    files::beside(folder, ".before")
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
