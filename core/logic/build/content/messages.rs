//! The messages of a language: every file is Fluent, no key stands twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

/// Every message key, with the file that has it.
pub(crate) struct Messages {
    keys: BTreeMap<String, String>,
}

impl Messages {
    /// Whether there are words for `key`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }
}

/// Reads every `.ftl` file of `folder`.
pub(crate) fn read(folder: &Path) -> Result<Messages, String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "ftl"))
        .collect();
    names.sort();
    let mut keys = BTreeMap::new();
    for name in names {
        let text = fs::read_to_string(folder.join(&name)).map_err(|error| format!("{name}: {error}"))?;
        for key in keys_of(&name, &text)? {
            if let Some(other) = keys.insert(key.clone(), name.clone()) {
                return Err(format!("{name}: {key} stands in {other} too"));
            }
        }
    }
    Ok(Messages { keys })
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
