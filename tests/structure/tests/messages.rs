//! Every key that the code and the content name has words, every value in a message is known, and no translation
//! stands without a named reviewer.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use nape_logic::text::{Language, has_message};
use nape_structure::files::{TextFile, files_under, root};
use nape_structure::literals::literals;
use nape_structure::messages::{Reading, readings};
use nape_structure::review;

const MESSAGES: &str = "core/logic/content/messages";

/// The messages of a language by key.
fn messages(language: &str) -> BTreeMap<String, Reading> {
    let mut found = BTreeMap::new();
    for file in files_under(&format!("{MESSAGES}/{language}"), "ftl").expect("the messages") {
        let read = readings(&file.text).unwrap_or_else(|why| panic!("{}: {why}", file.path.display()));
        for (key, reading) in read {
            assert!(
                found.insert(key.clone(), reading).is_none(),
                "{}: {key} stands twice",
                file.path.display()
            );
        }
    }
    found
}

fn rust() -> Vec<TextFile> {
    ["core/logic/src", "core/runtime/src", "cli/src", "bindings/src"]
        .into_iter()
        .flat_map(|folder| files_under(folder, "rs").expect(folder))
        .collect()
}

fn languages() -> Vec<(String, PathBuf)> {
    let folders = fs::read_dir(root().join(MESSAGES)).expect("the languages");
    let mut found: Vec<_> = folders
        .map(|entry| entry.expect("a folder").path())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .collect();
    found.sort();
    found
}

/// Whether `text` looks like a key of ours: one of the first words of keys, then small words with hyphens. `{}`
/// stands for a part that is filled in.
fn looks_like_a_key(text: &str, first_words: &BTreeSet<&str>) -> bool {
    let shape = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '{' | '}');
    text.split_once('-').is_some_and(|(first, rest)| first_words.contains(first) && !rest.is_empty())
        && text.chars().all(shape)
}

/// Whether some key is `text` with its gaps filled in.
fn names_a_key(text: &str, keys: &BTreeMap<String, Reading>) -> bool {
    let Some((first, rest)) = text.split_once("{}") else {
        return keys.contains_key(text);
    };
    let parts: Vec<&str> = rest.split("{}").collect();
    keys.keys().any(|key| {
        let mut left = key.strip_prefix(first);
        for part in &parts {
            left = left.and_then(|left| left.find(part).map(|at| &left[at + part.len()..]));
        }
        left.is_some()
    })
}

#[test]
fn every_key_that_is_named_has_words() {
    let keys = messages("en");
    let first_words: BTreeSet<&str> = keys.keys().filter_map(|key| key.split('-').next()).collect();
    let content = files_under("core/logic/content", "toml").expect("the content");
    let mut named = 0;
    let mut lost = Vec::new();
    for file in rust().into_iter().chain(content) {
        for literal in literals(&file.text) {
            if looks_like_a_key(&literal.text, &first_words) {
                named += 1;
                if !names_a_key(&literal.text, &keys) {
                    lost.push(format!("{}:{}: {}", file.path.display(), literal.line, literal.text));
                }
            }
        }
    }
    assert!(named > 60, "only {named} keys were found");
    assert!(lost.is_empty(), "no words for:\n{}", lost.join("\n"));
}

#[test]
fn a_key_without_words_is_noticed() {
    let keys = readings("plan-one = 1\nplan-two-end = 2\n").expect("parses");
    let first_words = BTreeSet::from(["plan"]);
    for (text, looks, names) in [
        ("plan-one", true, true),
        ("plan-three", true, false),
        ("plan-{}-end", true, true),
        ("plan-{}-start", true, false),
        ("plan one", false, false),
        ("course-one", false, false),
    ] {
        assert_eq!(
            (looks_like_a_key(text, &first_words), names_a_key(text, &keys)),
            (looks, names),
            "{text}"
        );
    }
}

#[test]
fn every_message_file_is_built_in() {
    let lost: Vec<_> = messages("en")
        .into_keys()
        .filter(|key| !key.contains(['.']) && !key.starts_with('-') && !has_message(key))
        .collect();
    assert!(lost.is_empty(), "not in core/logic/src/text/files.rs: {lost:?}");
    let built_in: Vec<_> = Language::written().map(|language| language.tag().to_owned()).collect();
    for (language, _) in languages() {
        assert!(built_in.contains(&language), "{language} is not in core/logic/src/text/files.rs");
    }
}

/// The names that code gives values under.
fn given_names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in rust() {
        for call in [".text(\"", ".number(\""] {
            let after = file.text.split(call).skip(1);
            names.extend(after.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()));
        }
    }
    names
}

#[test]
fn a_message_speaks_only_of_values_that_code_gives() {
    let given = given_names();
    for (key, reading) in messages("en") {
        let unknown: Vec<_> = reading.variables.difference(&given).collect();
        assert!(unknown.is_empty(), "{key} speaks of {unknown:?}; code gives {given:?}");
    }
}

#[test]
fn a_translation_speaks_of_the_same_values_as_english() {
    let english = messages("en");
    for (language, _) in languages() {
        for (key, reading) in messages(&language) {
            let same = english.get(&key).map(|english| &english.variables) == Some(&reading.variables);
            assert!(same || key.starts_with('-'), "{language}: {key} speaks of {:?}", reading.variables);
        }
    }
}

#[test]
fn no_translation_stands_without_a_named_reviewer() {
    let manifest = root().join("core/logic/content/screening/manifest.toml");
    let manifest: toml::Value =
        toml::from_str(&fs::read_to_string(manifest).expect("the manifest")).expect("the manifest");
    let version = manifest["version"].as_str().expect("a version");
    for (language, folder) in languages().into_iter().filter(|(language, _)| language != "en") {
        let record = fs::read_to_string(folder.join("REVIEWED.toml"))
            .unwrap_or_else(|_| panic!("{language}: REVIEWED.toml is missing: see docs/translating.md"));
        assert_eq!(review::problem(&record, version), None, "{language}");
    }
}
