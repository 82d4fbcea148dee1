//! The vectors of routines that every language runs, on the core itself: worked out by hand.

#![allow(clippy::expect_used, clippy::panic, reason = "a vector that can't be read has failed")]

use nape_logic::document::from_json;
use nape_logic::routine::{Content, Open, PartKind, Routine, Side, check, compile};
use serde_json::{Value, json};

const VECTORS: &str = include_str!("../../../tests/vectors/routines.json");

fn cases(kind: &str) -> Vec<Value> {
    let vectors: Value = serde_json::from_str(VECTORS).expect("vectors");
    vectors[kind].as_array().expect("a list").clone()
}

fn routine(case: &Value) -> Routine {
    from_json(case["routine"].to_string().as_bytes()).expect("a routine")
}

#[test]
fn every_check_is_the_one_that_was_worked_out_by_hand() {
    let cases = cases("checks");
    assert!(cases.len() >= 20);
    for case in cases {
        let open = case["open"].as_str().and_then(Open::from_word).expect("a word");
        let check = check(&routine(&case), Content::built_in().expect("content"), open);
        let problems: Vec<Value> = check
            .problems
            .iter()
            .map(|problem| json!({ "field": problem.field, "rule": problem.rule.id() }))
            .collect();
        let found = json!({ "accepted": check.accepted, "problems": problems });
        assert_eq!(found, case["expect"], "{}", case["name"]);
    }
}

#[test]
fn every_course_is_the_one_that_was_worked_out_by_hand() {
    let cases = cases("courses");
    assert!(cases.len() >= 6);
    for case in cases {
        let course = compile(&routine(&case), Content::built_in().expect("content")).expect("compiles");
        let part = |part: &nape_logic::routine::Part| {
            let mut line = json!({
                "step": part.step, "set": part.set, "leg": part.leg, "start_ms": part.start,
                "rest": matches!(part.kind, PartKind::Rest(_)),
            });
            if let Some(end) = part.end() {
                line["end_ms"] = json!(end);
            }
            if let Some(side) = part.side {
                line["side"] = json!(if side == Side::First { 1 } else { 2 });
            }
            if let PartKind::Counted(times) = part.kind {
                line["repetitions"] = json!(times);
            }
            line
        };
        let parts: Vec<Value> = course.parts().iter().map(part).collect();
        let found = json!({ "timed_ms": course.timed(), "parts": parts });
        assert_eq!(found, case["expect"], "{}", case["name"]);
    }
}
