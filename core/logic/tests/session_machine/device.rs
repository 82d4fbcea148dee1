//! Sessions with a device: what it is asked, in which order, and what ends them.

use super::bench::{Bench, started};
use nape_logic::session::{
    DeviceEvent, DeviceRequest, Drive, End, Finished, Input, Phase, Reason, Release, Started, StopCause,
    SymptomAction,
};
use nape_logic::time::Millis;
use nape_logic::units::Force;

#[test]
fn a_session_with_a_device_prepares_starts_runs_and_ends_confirmed() {
    let mut bench = Bench::running_with_device();
    bench.pass(240_000);
    assert_eq!(bench.phase(), Phase::Releasing);
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.requests, [DeviceRequest::Prepare, DeviceRequest::Start, DeviceRequest::Release]);
    let expected = Finished { end: End::Completed, reason: None, release: Release::Confirmed, eased: false };
    assert_eq!(bench.finished, Some(expected));
}

#[test]
fn the_device_is_started_only_when_it_is_armed_and_the_person_is_ready() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::SetupDone);
    assert_eq!(bench.requests, [DeviceRequest::Prepare]);
    bench.input(Input::Device(DeviceEvent::Armed));
    assert_eq!(bench.requests, [DeviceRequest::Prepare, DeviceRequest::Start]);
    assert_eq!(bench.phase(), Phase::Ready, "no force is assumed before the device says so");
}

#[test]
fn a_device_that_never_starts_is_given_up() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::Device(DeviceEvent::Armed));
    bench.input(Input::SetupDone);
    bench.pass(30_000);
    assert_eq!(bench.phase(), Phase::Releasing, "it may have begun to pull");
    bench.pass(20_000);
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Uncertain, Some(Reason::DeviceFault))));
}

#[test]
fn a_session_that_ends_before_anything_was_started_has_nothing_to_confirm() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::SetupDone);
    bench.pass(30_000);
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Stopped, Release::ByPerson)));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release), "the device is told all the same");
}

#[test]
fn the_countdown_runs_before_the_pull() {
    let mut bench = Bench::new(Started { get_in: Millis::from_secs(10), ..started(Drive::Device) });
    bench.input(Input::Device(DeviceEvent::Armed));
    bench.input(Input::SetupDone);
    bench.pass(9_999);
    assert_eq!(bench.requests, [DeviceRequest::Prepare]);
    bench.pass(1);
    assert_eq!(bench.requests, [DeviceRequest::Prepare, DeviceRequest::Start]);
}

#[test]
fn a_stop_goes_to_the_device_before_anything_is_written_down() {
    let mut bench = Bench::running_with_device();
    bench.pass(30_000);
    bench.input(Input::Stop(StopCause::Person));
    assert_eq!(bench.order.first(), Some(&"device"));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Stopped, Some(Reason::Person))));
}

#[test]
fn a_stop_is_accepted_in_every_state_and_always_reaches_the_device() {
    let reach: [fn() -> Bench; 5] = [
        || Bench::new(started(Drive::Device)),
        || {
            let mut bench = Bench::new(started(Drive::Device));
            bench.input(Input::SetupDone);
            bench
        },
        Bench::running_with_device,
        || {
            let mut bench = Bench::running_with_device();
            bench.input(Input::Pause);
            bench
        },
        || {
            let mut bench = Bench::running_with_device();
            bench.input(Input::Stop(StopCause::Person));
            bench
        },
    ];
    for reach in reach {
        let mut bench = reach();
        let before = bench.requests.len();
        bench.input(Input::Stop(StopCause::Person));
        assert_eq!(bench.requests[before..], [DeviceRequest::Release], "in {:?}", bench.phase());
        assert!(matches!(bench.phase(), Phase::Releasing | Phase::Ended));
    }
}

#[test]
fn after_the_end_a_stop_is_accepted_and_changes_nothing() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Stop(StopCause::Person));
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    let facts = bench.facts.len();
    bench.input(Input::Stop(StopCause::Person));
    assert_eq!(bench.facts.len(), facts);
}

#[test]
fn a_lost_link_releases_and_names_its_reason() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Device(DeviceEvent::LinkLost));
    bench.input(Input::Device(DeviceEvent::Release(Release::Unconfirmed)));
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Uncertain, Some(Reason::LinkLost))));
}

#[test]
fn each_trouble_of_the_device_ends_the_session_with_its_reason() {
    let cases = [
        (DeviceEvent::Fault, Reason::DeviceFault),
        (DeviceEvent::OverLimit, Reason::DeviceFault),
        (DeviceEvent::Lost, Reason::DeviceFault),
        (DeviceEvent::Refused, Reason::DeviceFault),
        (DeviceEvent::AtRest, Reason::DeviceFault),
        (DeviceEvent::HandSwitch, Reason::HandSwitch),
        (DeviceEvent::LowBattery, Reason::LowBattery),
    ];
    for (event, reason) in cases {
        let mut bench = Bench::running_with_device();
        bench.input(Input::Device(event));
        assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release), "{event:?}");
        bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
        assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Stopped, Some(reason))));
    }
}

#[test]
fn a_start_that_is_applied_after_a_stop_is_released_again() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::Device(DeviceEvent::Armed));
    bench.input(Input::SetupDone);
    bench.input(Input::Stop(StopCause::Person));
    bench.input(Input::Device(DeviceEvent::Started));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
    assert_eq!(bench.phase(), Phase::Releasing);
}

#[test]
fn a_device_that_pulls_unasked_is_released_and_the_session_ends() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::Device(DeviceEvent::Started));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Stopped, Some(Reason::DeviceFault))));
}

#[test]
fn a_pause_takes_the_pull_off_and_its_time_does_not_count() {
    let mut bench = Bench::running_with_device();
    bench.pass(30_000);
    bench.input(Input::Pause);
    assert_eq!(bench.state().target(bench.now), Some(Force::ZERO));
    bench.pass(60_000);
    assert_eq!(bench.state().position(bench.now), Millis::from_secs(30));
    bench.input(Input::Resume);
    assert_eq!(bench.phase(), Phase::Paused, "until the device has applied it");
    bench.input(Input::Device(DeviceEvent::Resumed));
    bench.pass(210_000);
    assert_eq!(bench.phase(), Phase::Releasing);
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
}

#[test]
fn a_pause_that_nobody_ends_releases_after_two_minutes() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Pause);
    bench.pass(119_999);
    assert_eq!(bench.phase(), Phase::Paused);
    bench.pass(1);
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Stopped, Some(Reason::PauseTimeout))));
}

#[test]
fn easing_off_lowers_by_a_tenth_goes_on_and_is_remembered_at_the_end() {
    let mut bench = Bench::running_with_device();
    bench.pass(30_000);
    bench.input(Input::EaseOff);
    assert_eq!(bench.order.first(), Some(&"device"), "lowering waits for no journal");
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Lower(Force::from_millinewtons(72_000))));
    assert_eq!(bench.state().target(bench.now), Some(Force::from_millinewtons(72_000)));
    bench.pass(210_000);
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.finished.map(|f| (f.end, f.eased)), Some((End::Completed, true)));
}

#[test]
fn easing_off_to_nothing_is_a_stop() {
    let mut bench = Bench::running_with_device();
    for _ in 0..10 {
        bench.input(Input::EaseOff);
    }
    assert_eq!(bench.phase(), Phase::Releasing);
}

#[test]
fn each_symptom_does_what_screening_says() {
    let symptom = |action| Input::Symptom { symptom: "headache".to_owned(), action };
    let cases = [
        (SymptomAction::Emergency, Some(End::Emergency)),
        (SymptomAction::StopAndSee, Some(End::Stopped)),
        (SymptomAction::EndAndLower, Some(End::Stopped)),
        (SymptomAction::Lower, None),
        (SymptomAction::Note, None),
    ];
    for (action, end) in cases {
        let mut bench = Bench::running_with_device();
        bench.input(symptom(action));
        if end.is_some() {
            assert_eq!(bench.order.first(), Some(&"device"), "{action:?} releases first");
            bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
        }
        assert_eq!(bench.finished.map(|f| f.end), end, "{action:?}");
    }
}

#[test]
fn an_emergency_told_while_releasing_makes_the_end_an_emergency() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Stop(StopCause::Person));
    bench.input(Input::Symptom { symptom: "double_vision".to_owned(), action: SymptomAction::Emergency });
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.finished.map(|f| f.end), Some(End::Emergency));
}

#[test]
fn a_device_that_pulls_before_it_was_asked_is_released_in_the_countdown_too() {
    let mut bench = Bench::new(Started { get_in: Millis::from_secs(10), ..started(Drive::Device) });
    bench.input(Input::SetupDone);
    bench.input(Input::Device(DeviceEvent::Started));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
    assert_eq!(bench.finished.map(|f| f.reason), Some(Some(Reason::DeviceFault)));
}

#[test]
fn a_pause_pressed_while_a_resume_is_on_its_way_is_not_lost() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Pause);
    bench.input(Input::Resume);
    bench.input(Input::Pause);
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Pause));
    bench.input(Input::Device(DeviceEvent::Resumed));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release), "it pulls although it should not");
}

#[test]
fn a_device_that_could_start_only_when_its_time_to_start_is_over_is_not_started() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::Device(DeviceEvent::Armed));
    bench.now = bench.now.plus(Millis::from_secs(5));
    bench.sleep(1_000);
    bench.input(Input::SetupDone);
    let mut late = Bench::new(Started { get_in: Millis::from_secs(10), ..started(Drive::Device) });
    late.input(Input::Device(DeviceEvent::Armed));
    late.input(Input::SetupDone);
    late.sleep(40_000);
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Start));
    assert_eq!(late.requests, [DeviceRequest::Prepare, DeviceRequest::Release]);
}
