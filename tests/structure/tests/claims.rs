//! No text promises what Nape must never promise: the content, the messages and the shells' own words.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

use std::collections::BTreeSet;

use nape_logic::text::claims::banned_in;
use nape_structure::files::{files_under, root};
use nape_structure::literals::literals;
use nape_structure::messages::readings;
use serde::Deserialize;

/// A text, and where it stands: a message's key, or a file's path.
struct Text {
    at: String,
    file: String,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    exception: Vec<Exception>,
}

/// A text that needs a banned phrase all the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    at: String,
    phrase: String,
    why: String,
}

const TABLES: [&str; 2] = ["claims.toml", "claims_exceptions.toml"];

fn exceptions() -> Vec<Exception> {
    let file = root().join("core/logic/content/claims_exceptions.toml");
    let text = std::fs::read_to_string(file).expect("the exceptions");
    toml::from_str::<Exceptions>(&text).expect("the exceptions").exception
}

fn messages() -> Vec<Text> {
    let files = files_under("core/logic/content/messages", "ftl").expect("the messages");
    let mut found = Vec::new();
    for file in files {
        for (key, reading) in
            readings(&file.text).unwrap_or_else(|why| panic!("{}: {why}", file.path.display()))
        {
            let file = file.path.display().to_string();
            found.extend(reading.texts.into_iter().map(|words| Text {
                at: key.clone(),
                file: file.clone(),
                words,
            }));
        }
    }
    found
}

fn content() -> Vec<Text> {
    let mut found = Vec::new();
    for file in files_under("core/logic/content", "toml").expect("the content") {
        if TABLES.iter().any(|table| file.path.ends_with(table)) {
            continue;
        }
        let at = file.path.display().to_string();
        let value: toml::Value = toml::from_str(&file.text).unwrap_or_else(|why| panic!("{at}: {why}"));
        strings(&value, &mut |text| {
            found.push(Text { at: at.clone(), file: at.clone(), words: text.to_owned() });
        });
    }
    found
}

fn strings(value: &toml::Value, found: &mut impl FnMut(&str)) {
    match value {
        toml::Value::String(text) => found(text),
        toml::Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        toml::Value::Table(fields) => fields.values().for_each(|field| strings(field, found)),
        _ => {}
    }
}

fn shells() -> Vec<Text> {
    let mut found = Vec::new();
    for (folder, ending) in [("ios", "swift"), ("android", "kt"), ("cli/src", "rs")] {
        for file in files_under(folder, ending).expect(folder) {
            let at = file.path.display().to_string();
            let texts = literals(&file.text);
            found.extend(texts.into_iter().map(|literal| Text {
                at: at.clone(),
                file: format!("{at}:{}", literal.line),
                words: literal.text,
            }));
        }
    }
    found
}

#[test]
fn no_text_makes_a_banned_claim() {
    let exceptions = exceptions();
    let mut used = BTreeSet::new();
    let mut hits = Vec::new();
    for Text { at, file, words } in messages().into_iter().chain(content()).chain(shells()) {
        let mut rest = words.as_str();
        while let Some(claim) = banned_in(rest) {
            let excepts = |exception: &Exception| {
                exception.at == at && exception.phrase.eq_ignore_ascii_case(&claim.phrase)
            };
            let Some(index) = exceptions.iter().position(excepts) else {
                hits.push(format!("{file}: {at}: \"{}\": {}", claim.phrase, claim.why));
                break;
            };
            used.insert(index);
            // Behind an excepted phrase another one may stand.
            rest = rest.split_once(&claim.phrase).map_or("", |(_, behind)| behind);
        }
    }
    assert!(hits.is_empty(), "{}", hits.join("\n"));
    let unused: Vec<_> = (0..exceptions.len())
        .filter(|index| !used.contains(index))
        .map(|index| &exceptions[index].at)
        .collect();
    assert!(unused.is_empty(), "exceptions that nothing needs: {unused:?}");
}

#[test]
fn every_exception_says_why() {
    for exception in exceptions() {
        assert!(exception.why.ends_with('.') && exception.why.len() > 20, "{}", exception.at);
    }
}

#[test]
fn there_is_something_to_read_in_every_place() {
    assert!(messages().len() > 200);
    assert!(content().len() > 300);
    let shells = shells();
    for ending in [".swift", ".kt", ".rs"] {
        let texts =
            shells.iter().filter(|text| text.at.ends_with(ending) && text.words.contains(' ')).count();
        assert!(texts > 15, "{ending}: {texts}");
    }
}
