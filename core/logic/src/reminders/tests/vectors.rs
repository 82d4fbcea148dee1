//! `tests/vectors/reminders.json`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::super::{Check, ZoneOffsets, plan, read};
use crate::document::from_json;

const FILE: &str = include_str!("../../../../../tests/vectors/reminders.json");

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
    input: Value,
    zones: BTreeMap<String, ZoneOffsets>,
    expect: Value,
}

#[test]
fn every_case_of_the_shared_vectors_holds() {
    let vectors: Vectors = from_json(FILE.as_bytes()).expect("vectors");
    assert!(vectors.cases.len() >= 400);
    for case in vectors.cases {
        let Check { rules, state } = read(case.input.to_string().as_bytes())
            .unwrap_or_else(|wrong| panic!("{}: {wrong:?}", case.name));
        let found = serde_json::to_value(plan(&rules, &state, &case.zones)).expect("JSON");
        assert_eq!(found["notifications"], case.expect["notifications"], "{}", case.name);
        assert_eq!(found["dropped"], case.expect["dropped"], "{}", case.name);
    }
}
