//! The vectors that every language runs, on the core itself: timelines worked out by a second program.

#![allow(clippy::expect_used, clippy::panic, reason = "a vector that can't be read has failed")]

use nape_logic::document::from_json;
use nape_logic::plan::progression::CourseLimits;
use nape_logic::plan::{self, CheckContext, Plan};
use nape_logic::session::Timeline;
use nape_logic::time::{Millis, Timestamp};
use serde_json::{Value, json};

const VECTORS: &str = include_str!("../../../tests/vectors/timeline.json");
const GET_IN: &str = include_str!("../../../tests/vectors/timeline_get_in.json");

fn compiled(plan: &Value, now: &str, get_in: Millis) -> Value {
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
    let timeline = Timeline::compile(&dose, get_in).expect("compiles");
    let segments: Vec<Value> = timeline
        .segments()
        .iter()
        .map(|segment| {
            let mut line = json!({ "kind": segment.kind, "start_ms": segment.start, "end_ms": segment.end });
            // What is not known is left out, as the door leaves it out of JSON.
            let forces = [("from_mn", segment.from), ("to_mn", segment.to)];
            for (name, force) in forces.into_iter().filter_map(|(name, force)| force.map(|f| (name, f))) {
                line[name] = json!(force);
            }
            if let Some(cycle) = segment.cycle {
                line["cycle"] = json!(cycle);
            }
            line
        })
        .collect();
    json!({ "total_ms": timeline.total(), "segments": segments })
}

fn run(file: &str, least: usize) {
    let vectors: Vec<Value> = serde_json::from_str(file).expect("vectors");
    assert!(vectors.len() >= least);
    for vector in vectors {
        let now = vector["now"].as_str().expect("an instant");
        let get_in = Millis(vector["get_in_ms"].as_u64().unwrap_or(0));
        assert_eq!(compiled(&vector["plan"], now, get_in), vector["expect"], "{}", vector["name"]);
    }
}

#[test]
fn every_timeline_is_the_one_that_a_second_program_worked_out() {
    run(VECTORS, 35);
}

#[test]
fn a_countdown_before_the_pull_moves_all_that_follows() {
    run(GET_IN, 6);
}
