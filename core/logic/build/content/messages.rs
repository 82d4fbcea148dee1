//! The messages of a language: every file is Fluent, no key stands twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use super::folder;

/// The messages of one language.
pub(crate) struct Messages {
    /// Every message key, with the file that has it.
    keys: BTreeMap<String, String>,
    /// All files, one after the other.
    pub(crate) text: String,
}

impl Messages {
    /// Whether there are words for `key`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }
}

/// Each language's messages, by the name of its folder.
pub(crate) fn languages(folder: &Path) -> Result<BTreeMap<String, Messages>, String> {
    let mut languages = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if let Some(tag) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_dir()) {
            languages.insert(tag.to_owned(), read(&path)?);
        }
    }
    Ok(languages)
}

/// Reads every `.ftl` file of the folder at `path`.
pub(crate) fn read(path: &Path) -> Result<Messages, String> {
    let (mut keys, mut all) = (BTreeMap::new(), String::new());
    for name in folder::names(path, "ftl")? {
        let text = fs::read_to_string(path.join(&name)).map_err(|error| format!("{name}: {error}"))?;
        for key in keys_of(&name, &text)? {
            if let Some(other) = keys.insert(key.clone(), name.clone()) {
                return Err(format!("{name}: {key} stands in {other} too"));
            }
        }
        all.push_str(&text);
        all.push('\n');
    }
    Ok(Messages { keys, text: all })
}

/// The keys of a file's messages.
pub(crate) fn keys_of(name: &str, text: &str) -> Result<Vec<String>, String> {
    let resource = parser::parse(text).map_err(|(_, errors)| {
        let first = errors.first();
        let start = first.map_or(0, |error| error.pos.start);
        let line = text.bytes().take(start).filter(|&byte| byte == b'\n').count() + 1;
        let why = first.map_or_else(String::new, |error| error.kind.to_string());
        format!("{name}:{line}: {why}")
    })?;
    let key = |entry: &Entry<&str>| match entry {
        Entry::Message(message) if message.value.is_some() => Some(message.id.name.to_owned()),
        _ => None,
    };
    Ok(resource.body.iter().filter_map(key).collect())
}
