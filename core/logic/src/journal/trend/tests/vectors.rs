//! `tests/vectors/trends.json`, which every language runs.

use serde::Deserialize;
use serde_json::Value;

use super::super::check;
use crate::document::from_json;

const FILE: &str = include_str!("../../../../../../tests/vectors/trends.json");

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
    expect: Value,
}

#[test]
fn every_case_of_the_shared_vectors_holds() {
    let vectors: Vectors = from_json(FILE.as_bytes()).expect("vectors");
    assert!(vectors.cases.len() >= 53);
    let wrong: Vec<String> = vectors
        .cases
        .into_iter()
        .filter_map(|case| {
            let found = match check(case.input.to_string().as_bytes()) {
                Ok(trend) => serde_json::to_value(trend).expect("JSON"),
                Err(error) => serde_json::json!({ "error": error.field }),
            };
            (!same(&found, &case.expect))
                .then(|| format!("{}\n  is       {found}\n  expected {}", case.name, case.expect))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Equal; the reader of JSON may be off by a last digit of a number.
fn same(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len()
                && found.iter().zip(expected).all(|(found, expected)| same(found, expected))
        }
        (Value::Object(found), Value::Object(expected)) => {
            let matches =
                |(key, value): (&String, &Value)| expected.get(key).is_some_and(|other| same(value, other));
            found.len() == expected.len() && found.iter().all(matches)
        }
        (Value::Number(found), Value::Number(expected)) => {
            let difference =
                found.as_f64().zip(expected.as_f64()).map(|(found, expected)| (found - expected).abs());
            difference.is_some_and(|difference| difference < 1e-12)
        }
        (found, expected) => found == expected,
    }
}
