//! What is in a file that somebody hands in, or in the tables of a folder.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use nape_logic::document::FieldError;
use nape_logic::journal::entry::Kind;
use nape_logic::journal::exchange::{FileName, MOST_BYTES, kind_of_file};

/// A file with its bytes.
#[derive(Debug)]
pub struct File {
    /// Its name, where it is one of a folder.
    pub name: Option<FileName>,
    /// The kind whose table has this name.
    pub kind: Option<Kind>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Files in the order of their names.
pub type Files = Vec<File>;

/// Whether this is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The file, or every table of the folder.
pub fn read(path: &Path) -> Result<Files, FieldError> {
    let mut left = MOST_BYTES;
    if !is_folder(path) {
        return Ok(vec![File { name: None, kind: kind_of(path), bytes: bytes_of(path, &mut left)? }]);
    }
    let mut tables = tables_in(path).map_err(|error| unreadable(&error))?;
    tables.sort();
    if tables.is_empty() {
        return Err(FieldError::new("file", "no table is in this folder", "a folder with tables (.csv)"));
    }
    let file = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().as_ref().into());
        Ok(File { name, kind: kind_of(path), bytes: bytes_of(path, &mut left)? })
    };
    tables.iter().map(file).collect()
}

fn kind_of(path: &Path) -> Option<Kind> {
    kind_of_file(&path.file_name()?.to_string_lossy())
}

fn tables_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let paths = paths.collect::<io::Result<Vec<_>>>()?;
    let is_table = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "csv") && path.is_file();
    Ok(paths.into_iter().filter(is_table).collect())
}

fn bytes_of(path: &Path, left: &mut usize) -> Result<Vec<u8>, FieldError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(*left).unwrap_or(u64::MAX).saturating_add(1);
    let read = fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map_err(|error| unreadable(&error))?;
    *left = left.checked_sub(bytes.len()).ok_or_else(|| {
        FieldError::new("file", "too large", format!("at most {} MiB at once", MOST_BYTES >> 20))
    })?;
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> FieldError {
    let message = match error.kind() {
        ErrorKind::NotFound => "there is no such file",
        _ => "can't be read",
    };
    FieldError::new("file", message, "a file that can be read")
}
