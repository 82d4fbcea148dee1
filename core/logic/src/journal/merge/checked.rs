//! A merge of one thing from a document alone, so that every language can be held against the same cases.

use serde::{Deserialize, Serialize};

use super::{Class, FactHere, Page, Version, fact, head, page, record};
use crate::document::{FieldError, from_json};
use crate::id::OriginId;
use crate::journal::chain::{ChainHash, Head, Payload};
use crate::time::Timestamp;

/// One thing, as this copy and the incoming one have it.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Document {
    Record(Both<Vec<VersionText>>),
    Fact(FactText),
    Page(Pages),
    Head(Both<HeadText>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Both<T> {
    ours: T,
    theirs: T,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct VersionText {
    revision: u32,
    origin: OriginId,
    at: Timestamp,
    written: Timestamp,
    #[serde(default)]
    deleted: bool,
    /// Absent once erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payload: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactText {
    here: Here,
    #[serde(default)]
    theirs_erased: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Here {
    Absent,
    Forked,
    Present,
    Erased,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    #[serde(default)]
    ours: Option<PageText>,
    theirs: PageText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageText {
    samples: u32,
    body: Vec<u8>,
    from_ms: u64,
    to_ms: u64,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct HeadText {
    sequence: u64,
    hash: [u8; 32],
}

/// What comes of it.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Record { class: &'static str, versions: Vec<VersionText> },
    Fact { class: &'static str },
    Page { class: &'static str, takes_its_place: bool },
    Head(HeadText),
}

/// What a merge of the JSON document's one thing comes to, as JSON: `{"record":{"ours":[...],"theirs":[...]}}` and
/// likewise `fact`, `page` and `head`.
pub fn check(document: &[u8]) -> Result<String, FieldError> {
    let answer = match from_json::<Document>(document)? {
        Document::Record(Both { ours, theirs }) => {
            let merged = record(&versions(ours), &versions(theirs));
            let versions = merged.versions.into_iter().map(Into::into).collect();
            Answer::Record { class: word(merged.class), versions }
        }
        Document::Fact(FactText { here, theirs_erased }) => {
            let here = match here {
                Here::Absent => FactHere::Absent,
                Here::Forked => FactHere::Forked,
                Here::Present => FactHere::Present { erased: false },
                Here::Erased => FactHere::Present { erased: true },
            };
            Answer::Fact { class: word(fact(here, theirs_erased)) }
        }
        Document::Page(Pages { ours, theirs }) => {
            let (class, takes_its_place) = page(ours.map(Page::from).as_ref(), &theirs.into());
            Answer::Page { class: word(class), takes_its_place }
        }
        Document::Head(Both { ours, theirs }) => Answer::Head(head(ours.into(), theirs.into()).into()),
    };
    // Plain data: writing it can't fail.
    Ok(serde_json::to_string(&answer).unwrap_or_default())
}

const fn word(class: Class) -> &'static str {
    match class {
        Class::Added => "added",
        Class::Updated => "updated",
        Class::Unchanged => "unchanged",
        Class::Conflict => "conflict",
    }
}

fn versions(texts: Vec<VersionText>) -> Vec<Version> {
    let version = |text: VersionText| {
        let VersionText { revision, origin, at, written, deleted, payload } = text;
        Version { revision, origin, at, written, deleted, payload: payload.map(Payload) }
    };
    texts.into_iter().map(version).collect()
}

impl From<Version> for VersionText {
    fn from(version: Version) -> Self {
        let Version { revision, origin, at, written, deleted, payload } = version;
        Self { revision, origin, at, written, deleted, payload: payload.map(|payload| payload.0) }
    }
}

impl From<PageText> for Page {
    fn from(PageText { samples, body, from_ms, to_ms }: PageText) -> Self {
        Self { samples, body, to_ms, from_ms }
    }
}

impl From<HeadText> for Head {
    fn from(HeadText { sequence, hash }: HeadText) -> Self {
        Self { sequence, hash: ChainHash(hash) }
    }
}

impl From<Head> for HeadText {
    fn from(head: Head) -> Self {
        Self { sequence: head.sequence, hash: head.hash.0 }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::check;

    const VECTORS: &str = include_str!("../../../../../tests/vectors/merges.json");

    #[test]
    fn the_cases_that_every_language_runs_hold() {
        let vectors: Value = serde_json::from_str(VECTORS).expect("JSON");
        let cases = vectors["cases"].as_array().expect("a list");
        assert!(cases.len() >= 59, "{}", cases.len());
        for case in cases {
            let found = check(case["input"].to_string().as_bytes()).expect("reads");
            let found: Value = serde_json::from_str(&found).expect("JSON");
            assert_eq!(found, case["expect"], "{}", case["name"]);
        }
    }

    #[test]
    fn a_case_that_is_none_is_named() {
        for (document, field) in [
            (r#"{"record":{"ours":[]}}"#, "record.theirs"),
            (r#"{"fact":{"here":"nowhere"}}"#, "fact.here"),
            (r#"{"lock":{}}"#, "."),
        ] {
            assert_eq!(check(document.as_bytes()).expect_err("refused").field, field, "{document}");
        }
    }
}
