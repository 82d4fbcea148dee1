//! Routines laid out in time, worked out by hand.

use super::{compiled, content, counted, routine, timed};
use crate::routine::{CourseError, Part, PartKind, Side, Step, compile};
use crate::time::Millis;

fn secs(seconds: u64) -> Millis {
    Millis::from_secs(seconds)
}

/// Step, set, side, leg, start in seconds, and what happens.
fn lines(parts: &[Part]) -> Vec<(u32, u32, Option<Side>, u32, u64, PartKind)> {
    let line = |part: &Part| (part.step, part.set, part.side, part.leg, part.start.secs_floor(), part.kind);
    parts.iter().map(line).collect()
}

#[test]
fn seconds_follow_one_another_from_the_start_of_the_routine() {
    let course = compiled([
        Step { rest_s: Some(10), ..timed("belly_breathing", 60) },
        Step { per_side: true, ..timed("upper_back_stretch", 30) },
        Step { rest_s: Some(10), ..timed("quiet_time", 120) },
    ]);
    let expected = [
        (0, 1, None, 0, 0, PartKind::Timed(secs(60))),
        (0, 1, None, 0, 60, PartKind::Rest(secs(10))),
        (1, 1, Some(Side::First), 0, 70, PartKind::Timed(secs(30))),
        (1, 1, Some(Side::Second), 0, 100, PartKind::Timed(secs(30))),
        // No rest follows the last set.
        (2, 1, None, 0, 130, PartKind::Timed(secs(120))),
    ];
    assert_eq!(lines(course.parts()), expected);
    assert_eq!(course.timed(), secs(250));
}

#[test]
fn a_set_of_repetitions_waits_and_begins_a_new_leg_behind_it() {
    let course = compiled([
        timed("posture_reset", 30),
        Step { rest_s: Some(20), ..counted("wall_drill", 2, 8) },
        timed("quiet_time", 60),
    ]);
    let expected = [
        (0, 1, None, 0, 0, PartKind::Timed(secs(30))),
        (1, 1, None, 0, 30, PartKind::Counted(8)),
        (1, 1, None, 1, 0, PartKind::Rest(secs(20))),
        (1, 2, None, 1, 20, PartKind::Counted(8)),
        (1, 2, None, 2, 0, PartKind::Rest(secs(20))),
        (2, 1, None, 2, 20, PartKind::Timed(secs(60))),
    ];
    assert_eq!(lines(course.parts()), expected);
}

#[test]
fn both_sides_belong_to_a_set_and_rest_follows_them() {
    let step = Step { per_side: true, rest_s: Some(15), ..counted("shoulder_blade_strength", 2, 10) };
    let course = compiled([step]);
    let expected = [
        (0, 1, Some(Side::First), 0, 0, PartKind::Counted(10)),
        (0, 1, Some(Side::Second), 1, 0, PartKind::Counted(10)),
        (0, 1, None, 2, 0, PartKind::Rest(secs(15))),
        (0, 2, Some(Side::First), 2, 15, PartKind::Counted(10)),
        (0, 2, Some(Side::Second), 3, 0, PartKind::Counted(10)),
    ];
    assert_eq!(lines(course.parts()), expected);
}

#[test]
fn the_part_at_a_place_is_found_and_a_waiting_one_goes_on() {
    let course = compiled([timed("posture_reset", 30), counted("wall_drill", 1, 8)]);
    let step = |leg, position| course.at(leg, secs(position)).map(|(_, part)| part.step);
    assert_eq!((step(0, 0), step(0, 29), step(0, 30), step(0, 9999)), (Some(0), Some(0), Some(1), Some(1)));
    assert_eq!(step(1, 0), None);
    assert_eq!(compiled([timed("quiet_time", 60)]).at(0, secs(60)), None);
}

#[test]
fn what_is_no_routine_makes_no_course() {
    let compile = |steps: Vec<Step>| compile(&routine(steps), content());
    assert_eq!(compile(vec![]), Err(CourseError::Empty));
    let neither = Step { practice: "quiet_time".to_owned(), ..Step::default() };
    assert_eq!(compile(vec![timed("quiet_time", 60), neither]), Err(CourseError::NoMeasure(1)));
}
