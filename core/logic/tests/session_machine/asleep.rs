//! The phone slept, the program was killed: a pull still ends on time, and what was missed is told as missed.

use nape_logic::session::{
    Drive, End, Fact, Input, MomentKind, Phase, Reason, Release, SegmentKind, Started,
};
use nape_logic::time::Millis;

use super::bench::{Bench, started};

/// Seconds into the pull, with what was said before forgotten.
fn by_hand_at(seconds: u64) -> Bench {
    let mut bench = Bench::running_by_hand();
    bench.pass(seconds * 1000);
    bench.moments.clear();
    bench
}

fn late(bench: &Bench) -> Option<u64> {
    bench.facts.iter().find_map(|(fact, _)| match fact {
        Fact::ReleaseSettled { late, .. } => Some(late.secs_floor()),
        _ => None,
    })
}

#[test]
fn asleep_across_the_end_of_a_hold_the_rest_is_told_and_nothing_that_is_past() {
    let mut bench = by_hand_at(30);
    bench.sleep(45_000);
    assert_eq!(bench.moments, [MomentKind::Segment(SegmentKind::Rest)]);
    assert_eq!(bench.state().position(bench.now), Millis::from_secs(75));
}

#[test]
fn asleep_across_the_end_the_cue_comes_at_once_and_says_how_late_it_is() {
    let mut bench = by_hand_at(30);
    bench.sleep(600_000);
    assert_eq!(bench.moments, [MomentKind::ReleaseOverdue { late: Millis::from_secs(390) }]);
    bench.pass(20_000);
    bench.input(Input::Released);
    assert_eq!(late(&bench), Some(410), "counted from when it was due (P21)");
}

#[test]
fn asleep_across_the_end_the_person_still_has_five_minutes_of_cues_to_confirm_it() {
    let mut bench = by_hand_at(30);
    bench.sleep(3_600_000);
    bench.pass(299_000);
    assert_eq!(bench.phase(), Phase::Releasing);
    assert_eq!(bench.moments.len(), 20);
}

#[test]
fn asleep_in_the_countdown_the_pull_is_counted_from_when_it_was_to_begin() {
    let started = Started { get_in: Millis::from_secs(10), ..started(Drive::Person) };
    let mut bench = Bench::new(started);
    bench.input(Input::SetupDone);
    bench.sleep(70_000);
    assert_eq!(bench.state().position(bench.now), Millis::from_secs(70));
    bench.pass(180_000);
    assert_eq!(bench.phase(), Phase::Releasing, "four minutes after the countdown");
}

#[test]
fn suspending_changes_nothing_and_waking_up_catches_up() {
    for mut bench in [Bench::running_with_device(), Bench::running_by_hand()] {
        bench.pass(30_000);
        let (facts, requests) = (bench.facts.len(), bench.requests.len());
        bench.input(Input::AppSuspended);
        assert_eq!((bench.facts.len(), bench.requests.len()), (facts, requests));
        bench.now = bench.now.plus(Millis::from_secs(300));
        bench.input(Input::AppResumed);
        assert_eq!(bench.phase(), Phase::Releasing, "the end is past");
    }
}

#[test]
fn killed_for_ten_seconds_a_passive_pull_goes_on_where_it_is_by_then_in_this_boot_and_the_next() {
    for reboot in [false, true] {
        let mut bench = by_hand_at(30);
        bench.kill(10_000, reboot);
        assert_eq!(bench.state().position(bench.now), Millis::from_secs(40));
        bench.pass(199_000);
        assert_eq!(bench.phase(), Phase::Running);
        bench.pass(1_000);
        assert_eq!(bench.phase(), Phase::Releasing);
        assert!(bench.moments.contains(&MomentKind::ReleaseNow));
    }
}

#[test]
fn killed_past_the_end_the_cue_comes_with_the_next_start_in_this_boot_and_the_next() {
    for reboot in [false, true] {
        let mut bench = by_hand_at(30);
        bench.kill(600_000, reboot);
        assert_eq!(bench.moments, [MomentKind::ReleaseOverdue { late: Millis::from_secs(390) }]);
        bench.input(Input::Released);
        assert_eq!(late(&bench), Some(390));
    }
}

#[test]
fn killed_while_the_end_cue_insisted_it_insists_again() {
    let mut bench = by_hand_at(240);
    bench.moments.clear();
    bench.kill(10_000, false);
    assert_eq!(bench.moments, [MomentKind::ReleaseNow]);
    bench.pass(15_000);
    assert_eq!(bench.moments.len(), 2);
}

#[test]
fn killed_long_after_the_end_the_cue_comes_once_more_before_the_release_is_called_unknown() {
    let mut bench = by_hand_at(240);
    bench.moments.clear();
    bench.kill(3_600_000, true);
    let told = [MomentKind::ReleaseNow, MomentKind::DoneUnreleased];
    assert_eq!(bench.moments, told, "never that all is well");
    assert_eq!(bench.finished.map(|f| f.release), Some(Release::Unknown));
}

#[test]
fn killed_in_the_countdown_the_pull_is_assumed_to_have_begun() {
    let started = Started { get_in: Millis::from_secs(10), ..started(Drive::Person) };
    let mut bench = Bench::new(started);
    bench.input(Input::SetupDone);
    bench.kill(30_000, true);
    assert_eq!((bench.phase(), bench.state().position(bench.now)), (Phase::Running, Millis::from_secs(30)));
}

#[test]
fn killed_in_a_pause_the_pause_goes_on_and_has_its_limit() {
    let mut bench = by_hand_at(30);
    bench.input(Input::Pause);
    bench.pass(60_000);
    bench.kill(30_000, true);
    bench.pass(29_000);
    assert_eq!(bench.phase(), Phase::Paused);
    bench.pass(1_000);
    assert_eq!(bench.state().ending.and_then(|ending| ending.reason), Some(Reason::PauseTimeout));
}

#[test]
fn killed_with_a_device_the_session_is_closed_and_nothing_pulls() {
    for reboot in [false, true] {
        let mut bench = Bench::running_with_device();
        bench.pass(30_000);
        let requests = bench.requests.len();
        bench.kill(10_000, reboot);
        let end = bench.finished.map(|f| (f.end, f.reason, f.release));
        assert_eq!(end, Some((End::Interrupted, Some(Reason::Killed), Release::Unknown)));
        assert_eq!(bench.requests.len(), requests);
    }
}

#[test]
fn killed_while_a_device_may_have_been_told_to_pull_nobody_knows_that_it_does_not() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::SetupDone);
    bench.kill(10_000, false);
    assert_eq!(bench.finished.map(|f| f.release), Some(Release::Unknown));
}

#[test]
fn killed_before_anybody_was_in_place_there_is_no_pull_to_take_off() {
    for drive in [Drive::Device, Drive::Person] {
        let mut bench = Bench::new(started(drive));
        bench.kill(10_000, false);
        assert_eq!(bench.finished.map(|f| f.release), Some(Release::ByPerson));
    }
}
