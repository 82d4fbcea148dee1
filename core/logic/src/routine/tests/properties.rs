//! What holds for every routine and whatever a person does in it.

use proptest::prelude::*;

use super::{content, routine};
use crate::routine::{
    Course, End, Fact, Guide, Input, Open, Output, Part, Phase, Practice, Routine, State, Step, check,
    compile,
};
use crate::time::{Elapsed, Millis};

/// A step that its practice takes.
fn fitting(practice: &'static Practice) -> impl Strategy<Value = Step> {
    let pick = |range: Option<crate::routine::Range>| {
        range.map_or(Just(0).boxed(), |range| (range.least..=range.most).boxed())
    };
    let numbers = (pick(practice.seconds), pick(practice.sets), pick(practice.repetitions));
    (numbers, any::<bool>(), any::<bool>(), proptest::option::of(0_u32..=300)).prop_map(
        |((seconds, sets, repetitions), timed, sides, rest_s)| {
            let timed = practice.sets.is_none() || (timed && practice.seconds.is_some());
            Step {
                practice: practice.id.clone(),
                seconds: timed.then_some(seconds),
                sets: (!timed).then_some(sets),
                repetitions: (!timed).then_some(repetitions),
                per_side: sides && practice.sides,
                rest_s,
                shown_by_provider: practice.shown_by_provider,
            }
        },
    )
}

fn any_routine() -> impl Strategy<Value = Routine> {
    let step = (0..content().practices().len()).prop_flat_map(|index| fitting(&content().practices()[index]));
    proptest::collection::vec(step, 1..=20).prop_map(routine)
}

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        4 => Just(Input::Done),
        2 => Just(Input::Skip),
        1 => Just(Input::Pause),
        2 => Just(Input::Resume),
    ]
}

fn any_inputs() -> impl Strategy<Value = Vec<(u64, Input)>> {
    proptest::collection::vec((0_u64..400_000, any_input()), 0..40)
}

fn course(routine: &Routine) -> Course {
    compile(routine, content()).expect("a step that its practice takes")
}

/// Runs a routine through the inputs, each so long after the one before it; the facts with their times.
fn run(guide: &mut Guide, inputs: &[(u64, Input)]) -> Vec<(Elapsed, Fact)> {
    let mut facts = Vec::new();
    let mut now = Elapsed(7);
    let mut drain = |guide: &mut Guide, now: Elapsed| {
        while let Some(output) = guide.poll_output() {
            if let Output::Fact(fact) = output {
                facts.push((now, fact));
            }
        }
    };
    drain(guide, now);
    for (after, input) in inputs {
        let then = Elapsed(now.0 + after);
        while let Some(due) = guide.poll_timeout().filter(|due| *due <= then) {
            guide.handle_timeout(due);
            drain(guide, due);
        }
        now = then;
        guide.handle(*input, now);
        drain(guide, now);
    }
    facts
}

proptest! {
    #[test]
    fn parts_never_overlap_and_leave_no_gap(routine in any_routine()) {
        let course = course(&routine);
        let (mut leg, mut cursor) = (0, Millis::ZERO);
        for part in course.parts() {
            prop_assert_eq!((part.leg, part.start), (leg, cursor));
            prop_assert!(part.end().is_none_or(|end| end > part.start));
            (leg, cursor) = part.end().map_or((leg + 1, Millis::ZERO), |end| (leg, end));
        }
        prop_assert!(course.parts().last().is_some_and(Part::is_practice));
    }

    #[test]
    fn what_is_due_stands_in_order_and_within_its_part(routine in any_routine()) {
        let course = course(&routine);
        let places: Vec<_> = course.due().iter().map(|due| (due.leg, due.at)).collect();
        prop_assert!(places.is_sorted());
        for due in course.due() {
            let part = course.parts()[due.part];
            prop_assert!(due.at >= part.start && part.end().is_none_or(|end| due.at <= end));
        }
    }

    #[test]
    fn a_stop_ends_at_once_in_every_state(routine in any_routine(), inputs in any_inputs()) {
        let course = course(&routine);
        let mut guide = Guide::start(routine, course, Elapsed(7));
        run(&mut guide, &inputs);
        let ended = guide.state().phase() == Phase::Ended;
        let now = Elapsed(100_000_000);
        guide.handle(Input::Stop, now);
        prop_assert_eq!(guide.state().phase(), Phase::Ended);
        prop_assert_eq!(guide.poll_timeout(), None);
        let end = guide.state().finished().map(|finished| finished.end);
        // A routine of seconds may have come to its end by itself meanwhile.
        prop_assert!(end == Some(End::Stopped) || end == Some(End::Completed));
        while guide.poll_output().is_some() {}
        guide.handle(Input::Stop, now);
        prop_assert!(guide.poll_output().is_none(), "nothing follows the end (was ended: {ended})");
    }

    #[test]
    fn replaying_the_facts_equals_having_lived_them(routine in any_routine(), inputs in any_inputs()) {
        let course = course(&routine);
        let mut guide = Guide::start(routine, course.clone(), Elapsed(7));
        let facts = run(&mut guide, &inputs);
        let mut replayed = State::begin(course, Elapsed(7));
        for (at, fact) in &facts {
            replayed.apply(fact, *at);
        }
        prop_assert_eq!(&replayed, guide.state());
    }

    #[test]
    fn every_step_is_done_or_left_out_once(routine in any_routine(), inputs in any_inputs()) {
        let steps = u32::try_from(routine.steps.len()).expect("few");
        let course = course(&routine);
        let mut guide = Guide::start(routine, course, Elapsed(7));
        run(&mut guide, &inputs);
        let (done, skipped) = (guide.state().done(), guide.state().skipped());
        prop_assert!(done + skipped <= steps);
        if let Some(finished) = guide.state().finished() {
            prop_assert_eq!((finished.end, finished.done + finished.skipped), (End::Completed, steps));
        }
    }

    #[test]
    fn a_guide_that_wakes_late_comes_to_the_same_end(routine in any_routine()) {
        let course = course(&routine);
        let waits = course.parts().iter().any(|part| part.length().is_none());
        let mut guide = Guide::start(routine, course.clone(), Elapsed(7));
        guide.handle_timeout(Elapsed(7).plus(course.timed()));
        prop_assert_eq!(guide.state().phase() == Phase::Ended, !waits);
    }

    #[test]
    fn less_open_never_accepts_more(routine in any_routine()) {
        let problems = |open| check(&routine, content(), open).problems.len();
        for pair in Open::ALL.windows(2) {
            prop_assert!(problems(pair[0]) >= problems(pair[1]));
        }
        prop_assert!(!check(&routine, content(), Open::Nothing).accepted);
    }
}
