//! TOML with the place of each item.

use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::place::{ContentError, Place, Placed};

/// A file's name and text.
pub(crate) struct TomlFile {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl TomlFile {
    /// Reads `name` in `folder`.
    pub(crate) fn read(folder: &Path, name: &str) -> Result<Self, String> {
        let text = std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
        Ok(Self { name: name.to_owned(), text })
    }

    /// The whole file as a `T`; what does not fit is named with its line and field.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, ContentError> {
        let error = |field: String, error: &toml::de::Error| ContentError {
            file: self.name.clone(),
            line: self.line_at(error.span().map_or(0, |span| span.start)),
            field,
            message: error.message().to_owned(),
        };
        let reader = toml::Deserializer::parse(&self.text).map_err(|found| error(".".to_owned(), &found))?;
        serde_path_to_error::deserialize(reader)
            .map_err(|found| error(readable(&found.path().to_string()), found.inner()))
    }

    /// Each item with its line.
    pub(crate) fn placed<T>(&self, items: Vec<Spanned<T>>) -> Vec<Placed<T>> {
        let place = |start| Place { file: self.name.clone(), line: self.line_at(start) };
        items
            .into_iter()
            .map(|item| Placed { place: place(item.span().start), item: item.into_inner() })
            .collect()
    }

    /// An error about what stands at `path`: keys of tables and indices of lists.
    pub(crate) fn error_at(&self, path: &[&str], message: &str) -> ContentError {
        let field: String = path
            .iter()
            .enumerate()
            .map(|(depth, step)| match (step.parse::<usize>(), depth) {
                (Ok(index), _) => format!("[{index}]"),
                (Err(_), 0) => (*step).to_owned(),
                (Err(_), _) => format!(".{step}"),
            })
            .collect();
        let line = self.line_at(self.start_of(path).unwrap_or(0));
        ContentError { file: self.name.clone(), line, field, message: message.to_owned() }
    }

    /// Where the value at `path` begins.
    fn start_of(&self, path: &[&str]) -> Option<usize> {
        let document = DeTable::parse(&self.text).ok()?.into_inner();
        let (first, rest) = path.split_first()?;
        let mut value = document.get(*first)?;
        for step in rest {
            value = match value.get_ref() {
                DeValue::Table(table) => table.get(*step)?,
                DeValue::Array(list) => list.get(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value.span().start)
    }

    fn line_at(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
    }
}

/// The path without the step that `Spanned` puts into it.
fn readable(path: &str) -> String {
    path.split('.').filter(|step| !step.starts_with('$')).collect::<Vec<_>>().join(".")
}
