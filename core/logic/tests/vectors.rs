//! The vectors that every language runs, on the core itself: timelines worked out by a second program.

#![allow(clippy::expect_used, clippy::panic, reason = "a vector that can't be read has failed")]

use nape_logic::document::from_json;
use nape_logic::plan::progression::CourseLimits;
use nape_logic::plan::{self, CheckContext, Plan};
use nape_logic::session::Timeline;
use nape_logic::time::{Millis, Timestamp};
use serde_json::{Value, json};

const VECTORS: &str = include_str!("../../../tests/vectors/timeline.json");

fn compiled(plan: &Value, now: &str) -> Value {
    let plan: Plan = from_json(plan.to_string().as_bytes()).expect("a plan");
    let today = Timestamp::parse(now).expect("an instant").date();
    let context = CheckContext {
        today,
        device: None,
        profile_weight: None,
        first_dose: false,
        course: CourseLimits::default(),
    };
    let check = plan::check(&plan, &context);
    let dose = check.effective.unwrap_or_else(|| panic!("accepted: {:?}", check.problems)).dose;
    let timeline = Timeline::compile(&dose, Millis::ZERO).expect("compiles");
    let segments: Vec<Value> = timeline
        .segments()
        .iter()
        .map(|segment| {
            let mut line = json!({
                "kind": segment.kind, "start_ms": segment.start, "end_ms": segment.end,
                "from_mn": segment.from, "to_mn": segment.to,
            });
            if let Some(cycle) = segment.cycle {
                line["cycle"] = json!(cycle);
            }
            line
        })
        .collect();
    json!({ "total_ms": timeline.total(), "segments": segments })
}

#[test]
fn every_timeline_is_the_one_that_a_second_program_worked_out() {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).expect("vectors");
    assert!(vectors.len() >= 20);
    for vector in vectors {
        let now = vector["now"].as_str().expect("an instant");
        let compiled = compiled(&vector["plan"], now);
        assert_eq!(compiled, vector["expect"], "{}", vector["name"]);
    }
}
