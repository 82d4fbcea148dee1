//! Passive sessions, rehearsals, and what a kill leaves: nobody but the person takes the pull off.

use super::bench::{Bench, started};
use nape_logic::session::{Drive, End, Fact, Input, MomentKind, Phase, Release, Started, StopCause};
use nape_logic::time::Millis;

#[test]
fn a_release_that_nobody_confirms_ends_uncertain_and_says_let_go_by_hand() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Stop(StopCause::Person));
    bench.pass(20_000);
    assert!(bench.moments.contains(&MomentKind::LetGoByHand));
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Uncertain, Release::Unconfirmed)));
}

#[test]
fn a_passive_pull_insists_until_the_person_confirms_that_it_is_off() {
    let mut bench = Bench::running_by_hand();
    bench.pass(240_000);
    let calls = |bench: &Bench| bench.moments.iter().filter(|m| **m == MomentKind::ReleaseNow).count();
    assert_eq!(calls(&bench), 1);
    bench.pass(45_000);
    assert_eq!(calls(&bench), 4);
    bench.input(Input::Released);
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Completed, Release::ByPerson)));
    assert!(
        bench.facts.iter().any(|(fact, _)| matches!(fact, Fact::ReleaseSettled { late: Millis(45_000), .. }))
    );
}

#[test]
fn a_passive_pull_that_nobody_confirms_is_unknown() {
    let mut bench = Bench::running_by_hand();
    bench.pass(240_000 + 300_000);
    assert_eq!(bench.finished.map(|f| f.release), Some(Release::Unknown));
}

#[test]
fn a_program_that_must_end_tells_the_person_and_does_not_wait_for_an_answer() {
    let mut bench = Bench::running_by_hand();
    bench.pass(30_000);
    bench.input(Input::Stop(StopCause::Signal));
    assert!(bench.moments.contains(&MomentKind::ReleaseNow));
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Interrupted, Release::Unknown)));
}

#[test]
fn a_program_that_must_end_while_the_person_lets_go_waits_for_no_answer_either() {
    let mut bench = Bench::running_by_hand();
    bench.pass(240_000);
    assert_eq!(bench.phase(), Phase::Releasing);
    bench.input(Input::Stop(StopCause::Person));
    assert_eq!(bench.finished, None, "a person who presses Stop again is still asked");
    bench.input(Input::Stop(StopCause::Signal));
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Completed, Release::Unknown)));
}

#[test]
fn an_acknowledged_end_cue_is_quiet_but_still_waits_for_the_release() {
    let mut bench = Bench::running_by_hand();
    bench.pass(240_000);
    bench.input(Input::Acknowledge);
    let before = bench.moments.len();
    bench.pass(60_000);
    assert_eq!(bench.moments.len(), before);
    assert_eq!(bench.phase(), Phase::Releasing);
}

#[test]
fn a_rehearsal_asks_nothing_of_the_device_and_is_complete_with_stop() {
    let mut bench = Bench::new(Started { rehearsal: true, ..started(Drive::Device) });
    bench.input(Input::SetupDone);
    bench.pass(5_000);
    bench.input(Input::Stop(StopCause::Person));
    assert_eq!(bench.requests, []);
    assert_eq!(bench.finished.map(|f| f.end), Some(End::Completed));
    assert_eq!(bench.moments.last(), Some(&MomentKind::Rehearsed { with_stop: true }), "no word of a pull");
}

#[test]
fn a_rehearsal_without_stop_is_not_complete() {
    let mut bench = Bench::new(Started { rehearsal: true, ..started(Drive::Device) });
    bench.input(Input::SetupDone);
    bench.pass(60_000);
    assert_eq!(bench.finished.map(|f| f.end), Some(End::Stopped));
}
