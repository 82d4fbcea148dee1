//! What a person is told, and what their inputs do.

use super::{compiled, counted, routine, timed};
use crate::routine::{CueKind, End, Fact, Finished, Guide, Input, Output, Phase, Step};
use crate::text::{has_message, render};
use crate::time::Elapsed;

const START: Elapsed = Elapsed(1_000_000);

fn guide(steps: Vec<Step>) -> Guide {
    let course = compiled(steps.clone());
    Guide::start(routine(steps), course, START)
}

fn at(seconds: u64) -> Elapsed {
    Elapsed(START.0 + seconds * 1000)
}

/// Runs on to `until`, waking only when asked to; each cue with its second.
fn cues(guide: &mut Guide, until: Elapsed) -> Vec<(u64, CueKind)> {
    let mut told = Vec::new();
    let mut now = START;
    loop {
        while let Some(output) = guide.poll_output() {
            if let Output::Cue(cue) = output {
                told.push(((now.0 - START.0) / 1000, cue.kind));
            }
        }
        match guide.poll_timeout() {
            Some(due) if due <= until => now = due,
            _ => return told,
        }
        guide.handle_timeout(now);
    }
}

fn facts(guide: &mut Guide) -> Vec<Fact> {
    let fact = |output| if let Output::Fact(fact) = output { Some(fact) } else { None };
    std::iter::from_fn(|| guide.poll_output()).filter_map(fact).collect()
}

#[test]
fn breaths_are_paced_and_the_last_five_seconds_told() {
    let mut guide = guide(vec![timed("belly_breathing", 32)]);
    let expected = [
        (0, CueKind::Step),
        (0, CueKind::BreatheIn),
        (4, CueKind::BreatheOut),
        (10, CueKind::BreatheIn),
        (14, CueKind::BreatheOut),
        (20, CueKind::BreatheIn),
        (24, CueKind::BreatheOut),
        (27, CueKind::LastSeconds),
        (32, CueKind::Ended(End::Completed)),
    ];
    assert_eq!(cues(&mut guide, at(100)), expected);
    assert_eq!(guide.state().finished(), Some(Finished { end: End::Completed, done: 1, skipped: 0 }));
}

#[test]
fn sides_and_rests_are_told() {
    let mut guide = guide(vec![
        Step { per_side: true, rest_s: Some(10), ..timed("upper_back_stretch", 20) },
        timed("quiet_time", 30),
    ]);
    let expected = [
        (0, CueKind::Step),
        (15, CueKind::LastSeconds),
        (20, CueKind::OtherSide),
        (35, CueKind::LastSeconds),
        (40, CueKind::Rest),
        (50, CueKind::Step),
        (75, CueKind::LastSeconds),
        (80, CueKind::Ended(End::Completed)),
    ];
    assert_eq!(cues(&mut guide, at(100)), expected);
}

#[test]
fn a_set_waits_for_the_person_however_long_it_takes() {
    let mut guide = guide(vec![counted("wall_drill", 2, 8), timed("quiet_time", 30)]);
    assert_eq!(cues(&mut guide, at(3600)), [(0, CueKind::Step)]);
    assert_eq!(guide.poll_timeout(), None);
    assert!(guide.state().waits(at(3600)));
    guide.handle(Input::Done, at(3600));
    assert_eq!(guide.state().part(at(3600)).map(|(_, part)| part.set), Some(2));
    guide.handle(Input::Done, at(3700));
    assert_eq!(guide.poll_timeout(), Some(at(3725)));
    guide.handle_timeout(at(3730));
    assert_eq!(guide.state().finished().map(|finished| finished.done), Some(2));
}

#[test]
fn done_changes_nothing_where_nothing_waits_for_it() {
    let mut guide = guide(vec![timed("quiet_time", 30), counted("wall_drill", 1, 8)]);
    guide.handle(Input::Done, at(10));
    assert_eq!(guide.poll_timeout(), Some(at(25)));
    assert_eq!(facts(&mut guide).len(), 1);
}

#[test]
fn a_pause_holds_the_time() {
    let mut guide = guide(vec![timed("quiet_time", 60)]);
    guide.handle(Input::Pause, at(20));
    assert_eq!(
        (guide.poll_timeout(), guide.state().left(at(500))),
        (None, Some(crate::time::Millis(40_000)))
    );
    guide.handle(Input::Resume, at(500));
    assert_eq!(guide.poll_timeout(), Some(at(535)));
}

#[test]
fn a_skip_leaves_out_the_step_and_its_rest() {
    let mut guide =
        guide(vec![Step { rest_s: Some(10), ..counted("wall_drill", 3, 8) }, timed("quiet_time", 60)]);
    guide.handle(Input::Skip, at(5));
    assert_eq!(guide.state().part(at(5)).map(|(_, part)| part.step), Some(1));
    assert_eq!(guide.poll_timeout(), Some(at(60)));
    guide.handle(Input::Skip, at(7));
    assert_eq!(guide.state().finished(), Some(Finished { end: End::Completed, done: 0, skipped: 2 }));
}

#[test]
fn a_skipped_rest_leaves_out_nothing_else() {
    let mut guide = guide(vec![Step { rest_s: Some(60), ..counted("wall_drill", 2, 8) }]);
    guide.handle(Input::Done, at(10));
    guide.handle(Input::Skip, at(15));
    assert_eq!(guide.state().part(at(15)).map(|(_, part)| (part.set, part.is_practice())), Some((2, true)));
    guide.handle(Input::Done, at(30));
    assert_eq!(guide.state().finished(), Some(Finished { end: End::Completed, done: 1, skipped: 0 }));
}

#[test]
fn a_skip_in_a_pause_is_told_when_it_goes_on() {
    let mut guide = guide(vec![timed("quiet_time", 60), timed("belly_breathing", 60)]);
    guide.handle(Input::Pause, at(10));
    guide.handle(Input::Skip, at(20));
    facts(&mut guide);
    guide.handle(Input::Resume, at(90));
    let told: Vec<(u64, CueKind)> = cues(&mut guide, START);
    assert_eq!(
        told.iter().map(|(_, kind)| *kind).collect::<Vec<_>>(),
        [CueKind::Resumed, CueKind::Step, CueKind::BreatheIn]
    );
}

#[test]
fn after_a_long_sleep_only_where_it_stands_is_told() {
    let mut guide = guide(vec![timed("belly_breathing", 60), timed("quiet_time", 60)]);
    cues(&mut guide, START);
    guide.handle_timeout(at(80));
    let kinds: Vec<CueKind> = cues(&mut guide, START).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [CueKind::Step]);
    guide.handle_timeout(at(9000));
    assert_eq!(guide.state().phase(), Phase::Ended);
}

#[test]
fn every_cue_has_words() {
    let steps = vec![
        Step { per_side: true, rest_s: Some(20), ..counted("shoulder_blade_strength", 2, 1) },
        timed("belly_breathing", 60),
    ];
    let mut guide = guide(steps);
    let mut now = START;
    for input in
        [Input::Pause, Input::Resume, Input::Done, Input::Done, Input::Skip, Input::Skip, Input::Stop]
    {
        now = Elapsed(now.0 + 20_000);
        guide.handle(input, now);
    }
    let mut told = 0;
    while let Some(output) = guide.poll_output() {
        let Output::Cue(cue) = output else { continue };
        told += 1;
        for message in std::iter::once(&cue.text).chain(&cue.amount) {
            assert!(has_message(&message.key), "{}", message.key);
            assert!(!render(message).contains('$'));
        }
    }
    assert!(told >= 10, "{told}");
}
