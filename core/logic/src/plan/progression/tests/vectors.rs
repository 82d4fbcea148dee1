//! `tests/vectors/progression.json`, which every language runs.

use serde::Deserialize;
use serde_json::Value;

use super::{History, decide};
use crate::document::from_json;
use crate::time::Timestamp;

const FILE: &str = include_str!("../../../../../../tests/vectors/progression.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    #[serde(rename = "about")]
    _about: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    now: Timestamp,
    history: History,
    expect: Value,
}

#[test]
fn every_case_of_the_shared_vectors_holds() {
    let vectors: Vectors = from_json(FILE.as_bytes()).expect("vectors");
    assert!(vectors.cases.len() >= 50);
    let wrong: Vec<String> = vectors
        .cases
        .into_iter()
        .filter_map(|case| {
            let found = serde_json::to_value(decide(&case.history, case.now)).expect("JSON");
            (found != case.expect)
                .then(|| format!("{}\n  is       {found}\n  expected {}", case.name, case.expect))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
