//! Every JSON document is as its schema says, and is the only thing on standard output.

use crate::schema::assert_fits;
use crate::support::{Home, example, example_json};

#[test]
fn what_is_asked_and_answered_fits_its_schemas() {
    let home = Home::new();
    for form in ["full", "short"] {
        for modality in ["home_unit", "over_door_pulley"] {
            assert_fits("form", &home.json(&["screen", "form", "--form", form, "--modality", modality]));
        }
    }
    for name in ["full-nothing-against", "full-past-fusion", "full-not-finished", "short-double-vision"] {
        let file = format!("answers/{name}.json");
        assert_fits("answers", &example_json(&file));
        assert_fits("screening-outcome", &home.json(&["screen", "check", "--answers", &example(&file)]));
    }
    assert_fits("symptoms", &home.json(&["screen", "symptoms"]));
    for name in ["double-vision", "dizziness", "too-strong", "more-tingling-next-day"] {
        let file = format!("symptoms/{name}.json");
        assert_fits("symptom-report", &example_json(&file));
        assert_fits("symptom-outcome", &home.json(&["screen", "symptom", "--file", &example(&file)]));
    }
    assert_fits("about", &home.json(&["about"]));
}

/// In New York the clock goes forward on 8 March 2026; two days later the phone is in Lisbon.
#[test]
fn a_plan_of_reminders_fits_its_schema_and_knows_the_clocks() {
    let home = Home::new();
    let file = "reminders/clock-change-and-trip.json";
    assert_fits("reminders", &example_json(file));
    let plan = home.json(&["remind", "check", "--file", &example(file)]);
    assert_fits("reminder-plan", &plan);
    let at = |list: &str, rule: u64| -> Vec<String> {
        let all = plan[list].as_array().expect("a list").iter();
        all.filter(|one| one["rule"] == rule)
            .map(|one| one["at"].as_str().expect("an instant").to_owned())
            .collect()
    };
    assert_eq!(
        at("notifications", 0),
        [
            "2026-03-09T08:00:00-04:00",
            "2026-03-10T08:00:00+00:00",
            "2026-03-11T08:00:00+00:00",
            "2026-03-12T08:00:00+00:00"
        ]
    );
    assert_eq!(at("notifications", 1), ["2026-03-09T19:30:00-04:00"], "by its own zone's clock");
    assert!(at("dropped", 0).contains(&"2026-03-08T08:00:00-04:00".to_owned()), "done: {plan}");
    assert!(!home.journal().exists(), "no journal is made");
}

#[test]
fn plans_and_timelines_fit_their_schemas() {
    let home = Home::new();
    for name in
        ["home-unit-intermittent", "home-unit-over-limit", "over-door-first-week", "over-door-with-provider"]
    {
        let file = format!("plans/{name}.json");
        assert_fits("plan", &example_json(&file));
        assert_fits("plan-check", &home.json(&["plan", "check", &example(&file)]));
    }
    let timeline =
        home.json(&["session", "timeline", "--plan", &example("plans/home-unit-intermittent.json")]);
    assert_fits("timeline", &timeline);
    let segments = timeline["segments"].as_array().expect("segments");
    for pair in segments.windows(2) {
        assert_eq!(pair[0]["end_ms"], pair[1]["start_ms"], "no gap, no overlap");
    }
    let last = segments.last().expect("a segment");
    assert_eq!((&last["end_ms"], &last["to_mn"]), (&timeline["total_ms"], &0.into()));
}

#[test]
fn what_the_journal_holds_fits_its_schemas() {
    let home = Home::ready();
    assert_fits("profile", &home.json(&["profile", "set", "--file", &example("profile.json")]));
    assert_fits("profile", &home.json(&["profile", "show"]));
    assert_fits("screening-status", &home.json(&["screen", "status", "--modality", "home_unit"]));
    assert_fits("plan-shown", &home.json(&["plan", "show", "--modality", "home_unit"]));
    assert_fits("plan-history", &home.json(&["plan", "show", "--modality", "home_unit", "--history"]));
    assert_fits("course", &home.json(&["course", "start", "--reason", "a stiff neck"]));
    assert_fits("course-shown", &home.json(&["course", "show"]));
    assert_fits("provider-contact", &example_json("course/contact.json"));
    assert_fits("review", &example_json("course/review.json"));
    let contact = ["course", "contact", "--file", &example("course/contact.json")];
    assert_fits("course-shown", &home.json(&contact));
    assert_fits("dose", &home.json(&["plan", "dose", "--modality", "home_unit"]));

    let script = "{\"at_ms\":60000,\"input\":\"ease_off\"}\n{\"at_ms\":90000,\"input\":\"pause\"}\n\
                  {\"at_ms\":95000,\"input\":\"resume\"}\n";
    let (ran, events) = home.session(script);
    ran.expect(0);
    for event in &events {
        assert_fits("event", event);
    }
    let id = events.last().expect("events")["session"].as_str().expect("an id").to_owned();
    assert_fits("after-check", &example_json("after/better.json"));
    let after = home.json(&["session", "after", &id, "--file", &example("after/better.json")]);
    assert_fits("symptom-outcome", &after);
    assert_fits("session", &home.json(&["session", "show", &id]));
    assert_fits("sessions", &home.json(&["session", "list"]));
    assert_fits("journal-check", &home.json(&["journal", "verify"]));
    assert_fits("course", &home.json(&["course", "end", "--why", "it is well"]));
}

#[test]
fn example_scripts_fit_their_schema() {
    for name in ["ease-off", "pause", "stop", "symptom", "emergency", "link-lost"] {
        let text = std::fs::read_to_string(example(&format!("scripts/{name}.jsonl"))).expect("there");
        for line in text.lines() {
            assert_fits("script-line", &serde_json::from_str(line).expect("JSON"));
        }
    }
}
