//! Files of the repository, by folder and ending.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A text file of the repository.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Its path from the root of the repository.
    pub path: PathBuf,
    /// All of it.
    pub text: String,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files under `folder` (from the root) whose name ends in `.ending`, in the order of their paths. Folders of
/// builds and of tests are left out.
pub fn files_under(folder: &str, ending: &str) -> io::Result<Vec<TextFile>> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.extend((!is_left_out(&path)).then_some(path));
            } else if path.extension().is_some_and(|extension| extension == ending) {
                let text = fs::read_to_string(&path)?;
                let path = path.strip_prefix(&root).map_or_else(|_| path.clone(), Path::to_path_buf);
                found.push(TextFile { path, text });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

fn is_left_out(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    matches!(name.as_ref(), "target" | "build" | ".build" | "generated" | "test" | "tests" | "Tests")
}
