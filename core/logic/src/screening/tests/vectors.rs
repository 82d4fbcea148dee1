//! The vectors shared by all languages. Their expected values were written by hand from the clinical notes.

use serde::Deserialize;

use crate::document::from_json;
use crate::screening::{AnswerSheet, Verdict, check};
use crate::time::Timestamp;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    sheet: AnswerSheet,
    now: Timestamp,
    expect: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    outcome: Verdict,
    fired: Vec<String>,
    missing: Vec<String>,
}

#[test]
fn every_vector_comes_to_what_was_written_by_hand() {
    let cases: Vec<Case> = from_json(include_bytes!("../../../../../tests/vectors/screening.json"))
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(cases.len() >= 30);
    for case in cases {
        let outcome = check(&case.sheet, case.now).unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        let fired: Vec<String> = outcome.fired.iter().map(|fired| fired.rule.clone()).collect();
        assert_eq!(outcome.outcome, case.expect.outcome, "{}", case.name);
        assert_eq!(fired, case.expect.fired, "{}", case.name);
        assert_eq!(outcome.missing, case.expect.missing, "{}", case.name);
    }
}
