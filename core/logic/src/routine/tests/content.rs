//! The practices themselves.

use super::content;
use crate::routine::{LimitOn, Open, Place, Routine, Rule, Tool, check, compile};
use crate::text;

#[test]
fn every_practice_as_usual_is_accepted_alone() {
    for practice in content().practices() {
        let usual = |range: Option<crate::routine::Range>| range.map(|range| range.usual);
        let step = crate::routine::Step {
            practice: practice.id.clone(),
            seconds: usual(practice.seconds),
            sets: usual(practice.sets).filter(|_| practice.seconds.is_none()),
            repetitions: usual(practice.repetitions).filter(|_| practice.seconds.is_none()),
            per_side: practice.sides,
            shown_by_provider: practice.shown_by_provider,
            rest_s: None,
        };
        let check = super::checked([step]);
        assert!(check.accepted, "{}: {:?}", practice.id, check.problems);
    }
}

#[test]
fn every_example_is_accepted_and_has_a_course() {
    assert!(content().examples().len() >= 2);
    for example in content().examples() {
        let routine = Routine { name: example.id.clone(), steps: example.steps.clone() };
        let check = check(&routine, content(), Open::Everything);
        assert!(check.accepted, "{}: {:?}", example.id, check.problems);
        assert!(compile(&routine, content()).is_ok());
    }
}

#[test]
fn what_is_open_after_an_injury_does_not_move_the_neck() {
    let still =
        |open: Open| content().practices().iter().filter(move |practice| practice.kind.opens_with() <= open);
    assert!(still(Open::Breathing).count() >= 2);
    assert!(still(Open::Breathing).all(|practice| !practice.moves_neck && practice.tool.is_none()));
    assert_eq!(still(Open::Nothing).count(), 0);
}

#[test]
fn warmth_stands_before_and_cold_after() {
    let place = |id: &str| content().practice(id).map(|practice| practice.place);
    assert_eq!(place("warmth"), Some(Place::Before));
    assert_eq!(place("cold_pack"), Some(Place::After));
    let tool = |id: &str| content().practice(id).and_then(|practice| practice.tool);
    assert_eq!((tool("warmth"), tool("warm_rest")), (Some(Tool::Heat), Some(Tool::Heat)));
}

#[test]
fn the_limits_are_those_of_the_product_rules() {
    let limit = |on| content().limit(on);
    assert_eq!((limit(LimitOn::Steps), limit(LimitOn::Tools).1), ((1, 20), 2));
    assert_eq!((limit(LimitOn::Seconds), limit(LimitOn::Sets)), ((5, 1800), (1, 10)));
    assert_eq!(limit(LimitOn::Repetitions), (1, 30));
}

#[test]
fn rules_have_names_of_their_own() {
    let mut names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Rule::ALL.len());
    assert!(names.iter().all(|name| name.starts_with("routine.")));
}

#[test]
fn everything_that_content_names_has_words() {
    for practice in content().practices() {
        for message in [&practice.name, &practice.how].into_iter().chain(&practice.cautions) {
            assert!(text::has_message(&message.key), "{}", message.key);
        }
    }
}
