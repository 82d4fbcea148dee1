//! The messages of a language: every file is Fluent, no key stands twice, no message speaks of one in another pack.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Resource};
use fluent_syntax::{parser, serializer};

use super::pack::Pack;
use super::{folder, references};

/// The messages of one language.
pub(crate) struct Messages {
    /// Every message key, with the file that has it.
    keys: BTreeMap<String, String>,
    entries: Vec<Entry<String>>,
}

impl Messages {
    /// Whether there are words for `key`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// All messages of a pack, as one file without comments. Refuses one that speaks of what is not in the pack.
    pub(crate) fn packed(&self, pack: Pack) -> Result<String, String> {
        let is_in = |entry: &&Entry<String>| {
            references::name(entry).is_some_and(|name| Pack::of(name.trim_start_matches('-')) == pack)
        };
        let entries: Vec<&Entry<String>> = self.entries.iter().filter(is_in).collect();
        let names: BTreeSet<String> = entries.iter().filter_map(|entry| references::name(entry)).collect();
        for entry in &entries {
            if let Some(other) = references::of(entry).into_iter().find(|other| !names.contains(other)) {
                let name = references::name(entry).unwrap_or_default();
                return Err(format!("{name}: {other} is not in the same pack, {}", pack.name()));
            }
        }
        Ok(serializer::serialize(&Resource { body: entries.into_iter().cloned().collect() }))
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
    let (mut keys, mut entries) = (BTreeMap::new(), Vec::new());
    for name in folder::names(path, "ftl")? {
        let text = fs::read_to_string(path.join(&name)).map_err(|error| format!("{name}: {error}"))?;
        let file = parsed(&name, text)?;
        for key in keys_in(&file) {
            if let Some(other) = keys.insert(key.clone(), name.clone()) {
                return Err(format!("{name}: {key} stands in {other} too"));
            }
        }
        entries.extend(file.body.into_iter().map(without_comment));
    }
    Ok(Messages { keys, entries })
}

/// What is said of an entry is for those who write it.
fn without_comment(mut entry: Entry<String>) -> Entry<String> {
    match &mut entry {
        Entry::Message(message) => message.comment = None,
        Entry::Term(term) => term.comment = None,
        _ => {}
    }
    entry
}

/// The keys of a file's messages.
pub(crate) fn keys_in(file: &Resource<String>) -> Vec<String> {
    let key = |entry: &Entry<String>| match entry {
        Entry::Message(message) if message.value.is_some() => Some(message.id.name.clone()),
        _ => None,
    };
    file.body.iter().filter_map(key).collect()
}

/// The file `name`, or the line at which it is no Fluent.
pub(crate) fn parsed(name: &str, text: String) -> Result<Resource<String>, String> {
    parser::parse(text.clone()).map_err(|(_, errors)| {
        let first = errors.first();
        let start = first.map_or(0, |error| error.pos.start);
        let line = text.bytes().take(start).filter(|&byte| byte == b'\n').count() + 1;
        let why = first.map_or_else(String::new, |error| error.kind.to_string());
        format!("{name}:{line}: {why}")
    })
}
