//! Which files are in a folder.

use std::fs;
use std::path::Path;

/// The names of a folder's files that end in `extension`, in order.
pub(crate) fn names(folder: &Path, extension: &str) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|found| found == extension))
        .collect();
    names.sort();
    Ok(names)
}
