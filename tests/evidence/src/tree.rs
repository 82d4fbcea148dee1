//! The repository's texts, read once, so that a test can change one of them in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde::de::DeserializeOwned;

const FOLDERS: &[&str] = &["cli", "core", "docs", "tests"];
const ENDINGS: &[&str] = &["rs", "toml", "ftl", "md"];

/// Files by their path from the repository's root, with `/` between folders.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Code, content, words and documents of the repository at `root`.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        for folder in FOLDERS {
            tree.read_folder(&root.join(folder), folder)?;
        }
        Ok(tree)
    }

    fn read_folder(&mut self, folder: &Path, path: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{path}/{name}");
            if entry.file_type()?.is_dir() {
                if name != "target" {
                    self.read_folder(&entry.path(), &path)?;
                }
            } else if name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending)) {
                self.files.insert(path, fs::read_to_string(entry.path())?);
            }
        }
        Ok(())
    }

    /// The text at `path`.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every file whose path begins with `start` and ends with `end`, in the order of the paths.
    pub fn under<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        files.filter(move |(path, _)| path.starts_with(start) && path.ends_with(end))
    }

    /// The TOML document at `path`; the error names the file.
    pub fn toml<T: DeserializeOwned>(&self, path: &str) -> Result<T, String> {
        let text = self.text(path).ok_or_else(|| format!("{path}: is not there"))?;
        toml::from_str(text).map_err(|error| format!("{path}: {error}"))
    }

    /// The same tree with another text at `path`.
    #[must_use]
    pub fn with(mut self, path: &str, text: impl Into<String>) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self
    }

    /// The same tree without the file at `path`.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }
}
