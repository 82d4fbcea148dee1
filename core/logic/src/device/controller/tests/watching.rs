//! Heartbeats, freshness, gaps, limits and restarts.

use super::bench::{Bench, HEARTBEAT, refusal, written};
use crate::device::controller::{DeviceRequest, Output, Refusal};
use crate::device::profile_v1::{STATUS, device_frames};
use crate::device::status::{DeviceBoot, DeviceState};
use crate::time::Millis;

#[test]
fn a_heartbeat_is_written_on_arrival_of_a_report_at_most_once_a_second() {
    let mut bench = Bench::running();
    assert_eq!(written(&bench.wait(999)), []);
    assert_eq!(written(&bench.sample(80, 0)), []);
    assert_eq!(written(&bench.wait(1)), []);
    assert_eq!(written(&bench.sample(80, 0)), [(HEARTBEAT, 0)]);
}

#[test]
fn a_programme_that_this_controller_did_not_start_gets_no_heartbeat() {
    let mut bench = Bench::ready();
    assert_eq!(written(&bench.notify(DeviceState::Running, 80)), []);
}

#[test]
fn silence_while_running_is_said_once_and_fresh_reports_end_it() {
    let mut bench = Bench::running();
    let stale = |outputs: &[Output]| {
        let ages = outputs.iter().filter_map(|output| match output {
            Output::Stale { age } => Some(*age),
            _ => None,
        });
        ages.collect::<Vec<_>>()
    };
    assert_eq!(stale(&bench.wait(1_999)), []);
    assert_eq!(stale(&bench.wait(60_000)), [Millis(2_000)]);
    bench.sample(80, 0);
    assert_eq!(stale(&bench.wait(2_000)), [Millis(2_000)]);
}

#[test]
fn silence_of_an_idle_device_is_nothing() {
    let mut bench = Bench::ready();
    assert_eq!(bench.wait(60_000), []);
}

#[test]
fn missing_samples_are_counted_across_the_wrap() {
    let mut bench = Bench::running();
    bench.sample(80, 0);
    assert!(bench.sample(80, 9).contains(&Output::Gap { missing: 9 }));
    assert!(!bench.sample(80, 0).iter().any(|output| matches!(output, Output::Gap { .. })));
}

#[test]
fn force_above_the_limit_and_its_margin_is_told() {
    let mut bench = Bench::running();
    let is_over = |output: &Output| matches!(output, Output::OverLimit { .. });
    assert!(!bench.sample(94, 0).iter().any(is_over));
    assert!(bench.sample(95, 0).iter().any(is_over));
}

#[test]
fn a_restart_takes_programme_and_control_away() {
    let mut bench = Bench::armed();
    bench.status.boot = DeviceBoot(8);
    bench.status.last_applied = None;
    assert!(bench.notify(DeviceState::Idle, 0).contains(&Output::Rebooted));
    assert_eq!(refusal(&bench.request(DeviceRequest::Start)), Some(Refusal::NotArmed));
    bench.request(DeviceRequest::Prepare(super::bench::PROGRAMME));
    assert_eq!(bench.last_written().0, 0x01);
}

#[test]
fn a_status_out_of_order_is_ignored() {
    let mut bench = Bench::running();
    let mut old = bench.status;
    old.number = old.number.wrapping_sub(2);
    old.state = DeviceState::Idle;
    assert_eq!(bench.notified(STATUS, device_frames::status(&old)), []);
    assert_eq!(bench.controller.ignored_frames(), 1);
}

#[test]
fn garbage_is_counted_and_ignored() {
    let mut bench = Bench::running();
    for value in [vec![], vec![0; 20], vec![0xFF; 512]] {
        assert_eq!(bench.notified(STATUS, value), []);
    }
    assert_eq!(bench.controller.ignored_frames(), 3);
    assert_eq!(refusal(&bench.request(DeviceRequest::Pause)), None);
}

#[test]
fn a_programme_that_ended_on_the_device_must_be_prepared_again() {
    let mut bench = Bench::running();
    bench.notify(DeviceState::Idle, 0);
    assert_eq!(refusal(&bench.request(DeviceRequest::Resume)), Some(Refusal::NotStarted));
}
