//! What a routine may not do.

use super::{checked, content, counted, named, routine, timed};
use crate::document::from_json;
use crate::routine::{Open, Routine, Rule, Step, check};
use crate::text::{has_message, render};

#[test]
fn a_step_is_seconds_or_sets_of_repetitions_and_never_both() {
    let both = Step { sets: Some(2), repetitions: Some(8), ..timed("wall_drill", 60) };
    let half = Step { sets: Some(2), practice: "wall_drill".to_owned(), ..Step::default() };
    let neither = Step { practice: "wall_drill".to_owned(), ..Step::default() };
    for step in [both, half, neither] {
        assert_eq!(named(&checked([step])), [("steps[0].seconds", Rule::Measure)]);
    }
    assert!(checked([timed("wall_drill", 60), counted("wall_drill", 2, 8)]).accepted);
}

#[test]
fn a_practice_takes_the_measure_that_fits_it() {
    assert_eq!(named(&checked([counted("belly_breathing", 1, 5)])).len(), 2);
    assert_eq!(
        named(&checked([timed("shoulder_blade_strength", 60)])),
        [("steps[0].seconds", Rule::Measure)]
    );
}

#[test]
fn every_problem_is_told_at_once_with_its_field() {
    let steps = [
        timed("belly_breathing", 29),
        counted("wall_drill", 6, 21),
        Step { rest_s: Some(301), per_side: true, ..timed("posture_reset", 30) },
        timed("standing_on_my_head", 30),
    ];
    let expected = [
        ("steps[0].seconds", Rule::Seconds),
        ("steps[1].sets", Rule::Sets),
        ("steps[1].repetitions", Rule::Repetitions),
        ("steps[2].rest_s", Rule::Rest),
        ("steps[2].per_side", Rule::PerSide),
        ("steps[3].practice", Rule::Practice),
    ];
    assert_eq!(named(&checked(steps)), expected);
}

#[test]
fn an_allowed_range_as_shown_is_accepted_when_typed_back() {
    let check = checked([timed("belly_breathing", 5)]);
    assert_eq!(render(&check.problems[0].allowed), "30 to 600");
    assert!(checked([timed("belly_breathing", 30), timed("belly_breathing", 600)]).accepted);
    assert!(!checked([timed("belly_breathing", 601)]).accepted);
}

#[test]
fn a_routine_has_a_name_and_one_to_twenty_steps() {
    let named_so = |name: &str| Routine { name: name.to_owned(), ..routine([timed("quiet_time", 60)]) };
    for name in ["", "  ", "a\nb", &"x".repeat(61)] {
        let check = check(&named_so(name), content(), Open::Everything);
        assert_eq!(named(&check), [("name", Rule::Name)]);
    }
    assert!(check(&named_so(&"é".repeat(60)), content(), Open::Everything).accepted);
    assert_eq!(named(&checked([])), [("steps", Rule::Steps)]);
    assert!(checked(vec![timed("quiet_time", 60); 20]).accepted);
    assert_eq!(named(&checked(vec![timed("quiet_time", 60); 21])), [("steps", Rule::Steps)]);
}

#[test]
fn p41_two_tools_are_the_most_and_practices_without_one_do_not_count() {
    let two = [timed("warmth", 600), timed("foam_roller_trapezius", 60), timed("quiet_time", 60)];
    assert!(checked(two.clone()).accepted);
    // The same tool twice is one tool.
    let again = two.clone().into_iter().chain([timed("warm_rest", 600)]);
    assert!(checked(again).accepted);
    let three = two.into_iter().chain([timed("back_cushion", 600)]);
    assert_eq!(named(&checked(three)), [("steps", Rule::Tools)]);
}

#[test]
fn p41_oils_count_among_the_tools_and_are_no_step() {
    let steps = [timed("warmth", 600), timed("foam_roller_trapezius", 60), timed("oils", 60)];
    let expected = [("steps[2].practice", Rule::LogOnly), ("steps", Rule::Tools)];
    assert_eq!(named(&checked(steps)), expected);
}

#[test]
fn a_roller_under_the_neck_and_cracking_are_no_steps() {
    for id in ["foam_roller", "neck_cracking"] {
        let check = checked([timed(id, 60)]);
        assert_eq!(named(&check), [("steps[0].practice", Rule::LogOnly)]);
        assert!(render(&check.problems[0].message).contains("write it down"));
    }
}

#[test]
fn no_step_pulls() {
    for id in
        ["over_door_pulley", "neck_hammock", "home_unit", "traction_table", "hanging_bar", "inversion_table"]
    {
        assert_eq!(named(&checked([timed(id, 300)])), [("steps[0].practice", Rule::NoPull)], "{id}");
    }
}

#[test]
fn p41_a_nerve_movement_needs_a_provider_who_showed_it() {
    let step = counted("nerve_movement", 1, 5);
    assert_eq!(named(&checked([step.clone()])), [("steps[0].shown_by_provider", Rule::ShownByProvider)]);
    assert!(checked([Step { shown_by_provider: true, ..step }]).accepted);
}

#[test]
fn warmth_comes_before_the_effort_and_cold_after_it() {
    let (warm, drill, cold) = (timed("warmth", 600), timed("wall_drill", 60), timed("cold_pack", 300));
    assert!(checked([warm.clone(), drill.clone(), cold.clone()]).accepted);
    let late = checked([drill.clone(), warm.clone()]);
    assert_eq!(named(&late), [("steps[1].practice", Rule::Order)]);
    let early = checked([cold.clone(), drill]);
    assert_eq!(named(&early), [("steps[1].practice", Rule::Order)]);
    // Nor after cold without an effort between them: cold skin does not feel a burn.
    assert_eq!(named(&checked([cold.clone(), warm])), [("steps[1].practice", Rule::Order)]);
    assert_eq!(named(&checked([cold, timed("warm_rest", 600)])), [("steps[1].practice", Rule::Order)]);
    assert!(checked([timed("wall_drill", 60), timed("warm_rest", 600)]).accepted);
}

#[test]
fn p11_what_moves_the_neck_is_closed_where_screening_leaves_only_breathing() {
    let steps = [
        timed("belly_breathing", 60),
        timed("wall_drill", 60),
        timed("quiet_time", 60),
        timed("back_cushion", 600),
    ];
    let closed = |open| check(&routine(steps.clone()), content(), open);
    let (drill, cushion) = ("steps[1].practice", "steps[3].practice");
    assert!(closed(Open::Everything).accepted);
    assert_eq!(named(&closed(Open::Posture)), [(cushion, Rule::NotOpen)]);
    assert_eq!(named(&closed(Open::Breathing)), [(drill, Rule::MovesNeck), (cushion, Rule::NotOpen)]);
    assert_eq!(closed(Open::Nothing).problems.len(), 4);
}

#[test]
fn p11_what_a_provider_showed_is_closed_like_the_rest() {
    let step = Step { shown_by_provider: true, ..counted("nerve_movement", 1, 5) };
    let check = check(&routine([step]), content(), Open::Breathing);
    assert_eq!(named(&check), [("steps[0].practice", Rule::MovesNeck)]);
}

#[test]
fn unknown_fields_and_wrong_types_are_bad_input() {
    let read = |json: &str| from_json::<Routine>(json.as_bytes()).map_err(|error| error.field);
    assert!(read(r#"{"name":"a","steps":[{"practice":"quiet_time","seconds":60}]}"#).is_ok());
    for (json, field) in [
        (r#"{"name":"a","steps":[],"pull":1}"#, "pull"),
        (r#"{"name":"a","steps":[{"practice":"quiet_time","force":1}]}"#, "steps[0].force"),
        (r#"{"name":"a","steps":[{"practice":"quiet_time","seconds":-5}]}"#, "steps[0].seconds"),
        (r#"{"name":"a","steps":[{"practice":"quiet_time","seconds":1.5}]}"#, "steps[0].seconds"),
        (r#"{"name":"a"}"#, "steps"),
    ] {
        assert_eq!(read(json), Err(field.to_owned()), "{json}");
    }
}

#[test]
fn every_problem_says_what_is_wrong_and_what_is_allowed() {
    let steps = [timed("oils", 1), timed("home_unit", 1), timed("x", 1), timed("wall_drill", 1)];
    let check = check(&routine(steps), content(), Open::Nothing);
    for problem in &check.problems {
        for message in [&problem.message, &problem.allowed] {
            assert!(has_message(&message.key), "{} has no words", message.key);
        }
    }
}
