//! A pull by hand with a force gauge on it: told above the limit, ended where that does not help.

use nape_logic::plan::{Dose, Load};
use nape_logic::session::{
    Drive, End, Fact, Gauge, Input, MomentKind, Phase, Reason, Release, Started, StopCause,
};
use nape_logic::time::Millis;
use nape_logic::units::Force;
use proptest::prelude::*;

use super::bench::{Bench, TOP, started};

const SECOND: u64 = 1_000;

fn newtons(newtons: u32) -> Input {
    Input::Measured(Force::from_millinewtons(newtons * 1_000))
}

/// In the first hold of a pull by hand of 80 N, with a gauge.
fn pulling() -> Bench {
    pulling_after(0)
}

fn pulling_after(get_in: u64) -> Bench {
    let started = Started { get_in: Millis::from_secs(get_in), ..started(Drive::Person) };
    let gauge = Gauge::on(&started.dose, None);
    let mut bench = Bench::new(started);
    bench.input(Input::Gauge(gauge));
    bench.input(Input::SetupDone);
    bench
}

impl Bench {
    fn told(&self, kind: MomentKind) -> usize {
        self.moments.iter().filter(|told| **told == kind).count()
    }

    /// So many seconds, measured once in each.
    fn hold(&mut self, force: u32, seconds: u64) {
        for _ in 0..seconds {
            self.input(newtons(force));
            self.pass(SECOND);
        }
    }

    fn over_limits(&self) -> usize {
        self.facts.iter().filter(|(fact, _)| matches!(fact, Fact::OverLimit { .. })).count()
    }

    fn reason(&self) -> Option<Reason> {
        self.state().ending.and_then(|ending| ending.reason)
    }
}

#[test]
fn above_the_limit_the_person_is_told_and_ten_seconds_later_the_session_ends_and_insists() {
    let mut bench = pulling();
    bench.hold(80, 20);
    assert_eq!(bench.told(MomentKind::OverLimit), 0);
    bench.hold(86, 10);
    assert_eq!((bench.told(MomentKind::OverLimit), bench.over_limits()), (1, 1));
    assert_eq!(bench.reason(), Some(Reason::OverLimit));
    assert_eq!(bench.told(MomentKind::Stopping(Reason::OverLimit)), 1);
    assert_eq!(bench.told(MomentKind::ReleaseNow), 1);
    bench.pass(45 * SECOND);
    assert_eq!(bench.told(MomentKind::ReleaseNow), 4, "until it is off");
    bench.input(Input::Released);
    let finished = bench.finished.expect("over");
    assert_eq!(
        (finished.end, finished.reason, finished.release),
        (End::Stopped, Some(Reason::OverLimit), Release::ByPerson)
    );
}

#[test]
fn a_fifth_above_the_limit_ends_the_session_at_once() {
    let mut bench = pulling();
    bench.hold(95, 1);
    assert_eq!(bench.phase(), Phase::Running);
    bench.input(newtons(96));
    assert_eq!((bench.phase(), bench.reason()), (Phase::Releasing, Some(Reason::OverLimit)));
    let measured: Vec<u32> = bench
        .facts
        .iter()
        .filter_map(|(fact, _)| match fact {
            Fact::OverLimit { measured, limit } if *limit == TOP => Some(measured.millinewtons()),
            _ => None,
        })
        .collect();
    assert_eq!(measured, [95_000, 96_000], "what ended it is in the journal");
}

#[test]
fn the_tolerance_of_five_newtons_is_not_over_the_limit() {
    let mut bench = pulling();
    bench.hold(85, 60);
    assert_eq!((bench.phase(), bench.over_limits()), (Phase::Running, 0));
}

#[test]
fn back_at_the_limit_the_session_goes_on_and_more_is_told_anew() {
    let mut bench = pulling();
    for round in 1..=3 {
        bench.hold(90, 9);
        bench.hold(80, 1);
        assert_eq!(bench.told(MomentKind::OverLimit), round);
        assert_eq!(bench.told(MomentKind::WithinLimit), round);
    }
    assert_eq!(bench.phase(), Phase::Running);
}

#[test]
fn to_go_below_the_tolerance_for_an_instant_gains_no_time() {
    let mut bench = pulling();
    bench.hold(90, 9);
    bench.hold(83, 1);
    assert_eq!(bench.phase(), Phase::Running, "not over the tolerance");
    bench.input(newtons(86));
    bench.pass(0);
    assert_eq!(
        bench.reason(),
        Some(Reason::OverLimit),
        "told ten seconds ago and not back at the limit since"
    );
    assert_eq!(bench.told(MomentKind::OverLimit), 1);
}

#[test]
fn a_gauge_that_falls_silent_is_told_once_and_the_guide_goes_on() {
    let mut bench = pulling();
    bench.hold(80, 3);
    bench.pass(60 * SECOND);
    assert_eq!(bench.told(MomentKind::GaugeSilent), 1);
    bench.input(newtons(80));
    assert_eq!(bench.told(MomentKind::GaugeHeard), 1);
    bench.pass(300 * SECOND);
    assert_eq!(bench.told(MomentKind::GaugeSilent), 2, "a later silence is told too");
    assert_eq!((bench.phase(), bench.reason()), (Phase::Releasing, None), "to the plan's end");
}

#[test]
fn a_gauge_that_was_never_heard_is_told_too() {
    let mut bench = pulling();
    bench.pass(5 * SECOND);
    assert_eq!(bench.told(MomentKind::GaugeSilent), 1);
}

#[test]
fn what_was_too_much_before_a_silence_still_is() {
    let mut bench = pulling();
    bench.hold(90, 1);
    bench.pass(9 * SECOND);
    assert_eq!(bench.told(MomentKind::GaugeSilent), 1);
    assert_eq!(bench.reason(), Some(Reason::OverLimit));
}

#[test]
fn in_a_rest_and_in_a_pause_as_much_as_the_limit_may_still_hang_on() {
    let mut bench = pulling();
    bench.hold(80, 75);
    assert_eq!(bench.state().target(bench.now), Some(Force::from_millinewtons(40_000)), "a rest");
    bench.input(Input::Pause);
    bench.hold(80, 20);
    assert_eq!((bench.phase(), bench.over_limits()), (Phase::Paused, 0));
    bench.hold(90, 10);
    assert_eq!(bench.reason(), Some(Reason::OverLimit), "but no more");
}

#[test]
fn too_much_in_the_countdown_is_a_pull_that_has_to_come_off() {
    let mut bench = pulling_after(60);
    bench.input(newtons(100));
    assert!(!bench.state().loaded);
    assert_eq!((bench.phase(), bench.reason()), (Phase::Releasing, Some(Reason::OverLimit)));
    assert_eq!(bench.finished, None, "nobody has said that it is off");
    assert_eq!(bench.told(MomentKind::ReleaseNow), 1);
    bench.pass(300 * SECOND);
    assert_eq!(bench.finished.map(|finished| finished.release), Some(Release::Unknown));
}

#[test]
fn before_the_person_is_in_place_a_gauge_may_hold_anything() {
    let mut bench = Bench::new(started(Drive::Person));
    bench.input(Input::Gauge(Gauge { limit: Some(TOP) }));
    bench.hold(200, 20);
    assert_eq!((bench.phase(), bench.over_limits()), (Phase::Setup, 0));
}

#[test]
fn measuring_nothing_is_no_release() {
    let mut bench = pulling();
    bench.hold(80, 5);
    bench.input(Input::Stop(StopCause::Person));
    bench.hold(0, 60);
    assert_eq!((bench.phase(), bench.finished), (Phase::Releasing, None));
    assert_eq!(bench.told(MomentKind::ReleaseNow), 5, "it goes on asking");
}

#[test]
fn a_stop_by_the_person_stays_theirs_whatever_is_measured() {
    let mut bench = pulling();
    bench.hold(90, 3);
    bench.input(Input::Stop(StopCause::Person));
    bench.hold(200, 20);
    assert_eq!(bench.reason(), Some(Reason::Person));
}

#[test]
fn after_a_kill_too_much_is_assumed_to_be_on_still_and_the_missing_gauge_is_told() {
    for reboot in [false, true] {
        let mut bench = pulling();
        bench.hold(90, 3);
        bench.kill(20 * SECOND, reboot);
        assert_eq!(bench.phase(), Phase::Running);
        bench.pass(5 * SECOND);
        assert_eq!(bench.told(MomentKind::GaugeSilent), 1);
        bench.pass(5 * SECOND);
        assert_eq!(bench.reason(), Some(Reason::OverLimit));
    }
}

#[test]
fn after_a_kill_within_the_limit_the_session_goes_on_without_its_gauge() {
    let mut bench = pulling();
    bench.hold(80, 3);
    bench.kill(20 * SECOND, false);
    bench.pass(60 * SECOND);
    assert_eq!((bench.phase(), bench.told(MomentKind::GaugeSilent)), (Phase::Running, 1));
}

#[test]
fn a_height_has_no_force_to_watch_unless_the_envelope_has_one() {
    let height = nape_logic::units::EnteredLength { value: 5.0, unit: nape_logic::units::LengthUnit::Cm };
    let dose = Dose { load: Load::Height(height), ..started(Drive::Person).dose };
    assert_eq!(Gauge::on(&dose, None).limit, None);
    assert_eq!(Gauge::on(&dose, Some(TOP)).limit, Some(TOP));
    let mut bench = Bench::new(Started { dose, ..started(Drive::Person) });
    bench.input(Input::Gauge(Gauge { limit: None }));
    bench.input(Input::SetupDone);
    bench.hold(900, 20);
    assert_eq!((bench.phase(), bench.over_limits()), (Phase::Running, 0));
}

#[test]
fn a_second_gauge_makes_nothing_of_what_the_first_one_found() {
    let mut bench = pulling();
    bench.hold(90, 3);
    bench.input(Input::Gauge(Gauge { limit: None }));
    bench.hold(90, 7);
    assert_eq!(bench.reason(), Some(Reason::OverLimit));
}

#[test]
fn a_device_measures_for_itself_and_a_rehearsal_has_nothing_to_measure() {
    let rehearsal = Started { rehearsal: true, ..started(Drive::Person) };
    for started in [started(Drive::Device), rehearsal] {
        let mut bench = Bench::new(started);
        bench.input(Input::Gauge(Gauge { limit: Some(TOP) }));
        bench.input(Input::SetupDone);
        bench.input(newtons(200));
        assert_eq!(bench.state().gauge, None);
    }
}

/// Milliseconds, then a measurement of so many newtons.
fn any_stream(most: u32) -> impl Strategy<Value = Vec<(u64, u32)>> {
    prop::collection::vec((1_u64..4_999, 0..=most), 0..150)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_is_measured_above_the_limit_and_its_tolerance_for_longer_than_ten_seconds_without_a_stop(
        stream in any_stream(95),
    ) {
        let mut bench = pulling();
        let mut over_since = None;
        for (pause, force) in stream {
            bench.pass(pause);
            bench.input(newtons(force));
            if bench.phase() != Phase::Running {
                break;
            }
            over_since = (force > 85).then(|| over_since.unwrap_or(bench.now));
            if let Some(since) = over_since {
                prop_assert!(bench.now.since(since) < Millis::from_secs(10));
                prop_assert!(bench.told(MomentKind::OverLimit) > 0);
            }
        }
    }

    #[test]
    fn a_stream_within_the_limit_changes_nothing_of_the_session(
        stream in any_stream(85),
        pause_at in prop::option::of(0_usize..150),
    ) {
        let mut gauged = pulling();
        let mut bare = Bench::running_by_hand();
        for (index, (pause, force)) in stream.into_iter().enumerate() {
            for bench in [&mut gauged, &mut bare] {
                bench.pass(pause);
                if Some(index) == pause_at {
                    bench.input(Input::Pause);
                }
            }
            gauged.input(newtons(force));
            prop_assert_eq!(gauged.phase(), bare.phase());
        }
        let facts = gauged.facts.iter().filter(|(fact, _)| !matches!(fact, Fact::GaugeUsed(_)));
        prop_assert!(facts.eq(bare.facts.iter()));
        prop_assert_eq!(gauged.moments, bare.moments);
    }
}
