//! What the unit does by itself, measured on the cable.

use nape_simulator::{Characteristic, Fault, FaultBits, Options, RadioRequest, State};

use crate::bench::{Bench, CLEAR_FAULT, PAUSE, Programme, REQUEST_CONTROL, START};

/// A unit that holds 89.0 N without resting.
fn holding() -> Bench {
    let mut bench = Bench::in_control(Options::default());
    bench.start(&Programme { rest_time: 0, total: 900, ramp_up: 200, limit: 1000, ..Programme::default() });
    bench.wait_until(20_000, |device| device.true_force_decinewtons() == 890);
    bench.wait(2_000);
    bench
}

/// Waits for the fault, checks that force goes to zero within the ramp, and that it can be cleared.
fn releases_with(bench: &mut Bench, fault: FaultBits, reaction: u64) {
    bench.wait_until(reaction, |device| device.faults().contains(fault));
    assert_eq!(bench.device.state(), State::Releasing);
    // 89.0 N, and what an overshoot adds, at 20.0 N/s.
    bench.wait_until(6_000, |device| device.true_force_decinewtons() == 0);
    bench.wait(50);
    assert_eq!((bench.device.state(), bench.device.faults()), (State::Fault, fault));
    bench.wait(100);
    assert_eq!((bench.last_status()[0], bench.last_status()[2]), (6, fault.0));
}

#[test]
fn the_dead_man_releases_three_seconds_after_the_last_heartbeat() {
    let mut bench = holding();
    bench.keep_alive(false);
    let took = bench.wait_until(3_100, |device| device.state() == State::Releasing);
    assert!((1_900..=3_050).contains(&took), "{took} ms after the last of one a second");
    releases_with(&mut bench, FaultBits::HEARTBEAT_LOST, 10);
    assert_eq!(bench.send(CLEAR_FAULT, &[]).result, 1);
    assert_eq!(bench.device.state(), State::Idle);
}

#[test]
fn the_dead_man_watches_a_pause_too() {
    let mut bench = holding();
    assert_eq!(bench.send(PAUSE, &[]).result, 1);
    bench.keep_alive(false);
    bench.wait(3_050);
    assert!(bench.device.faults().contains(FaultBits::HEARTBEAT_LOST));
}

#[test]
fn the_force_is_gone_after_three_seconds_and_the_ramp_when_nobody_is_heard() {
    for fault in [Fault::Silent, Fault::LinkDrop, Fault::LinkLost, Fault::Reboot] {
        let mut bench = holding();
        bench.fault(fault);
        bench.wait(3_000 + 4_450 + 50);
        assert_eq!(bench.force(), 0, "{fault:?}");
    }
}

#[test]
fn a_disconnection_releases_at_once() {
    let mut bench = holding();
    bench.device.request(RadioRequest::Disconnect, bench.now);
    releases_at_once(&mut bench);
    let mut bench = holding();
    bench.fault(Fault::LinkDrop);
    releases_at_once(&mut bench);
}

fn releases_at_once(bench: &mut Bench) {
    bench.wait(50);
    assert_eq!(bench.device.state(), State::Releasing);
    assert_eq!(bench.device.faults(), FaultBits::HEARTBEAT_LOST);
}

#[test]
fn too_much_force_is_released_after_three_tenths_of_a_second() {
    let mut bench = holding();
    bench.fault(Fault::OverForce);
    releases_with(&mut bench, FaultBits::OVER_FORCE, 1_000);
    assert_eq!(bench.device.peak_force_decinewtons(), 1150, "15 N above the limit of 100 N");
}

#[test]
fn an_overshoot_without_a_programme_waits_for_the_next_one() {
    let mut bench = Bench::in_control(Options::default());
    bench.fault(Fault::OverForce);
    bench.wait(5_000);
    assert_eq!(bench.force(), 0);
    bench.start(&Programme::default());
    bench.wait_until(5_000, |device| device.faults().contains(FaultBits::OVER_FORCE));
}

#[test]
fn a_slip_is_released_after_a_second() {
    let mut bench = holding();
    bench.fault(Fault::Slip);
    let begin = bench.now;
    releases_with(&mut bench, FaultBits::SLIP, 1_100);
    assert!(bench.now - begin >= 1_000);
}

#[test]
fn the_hand_switch_releases_and_clears_only_once_let_go() {
    let mut bench = holding();
    bench.fault(Fault::HandSwitch);
    releases_with(&mut bench, FaultBits::HAND_SWITCH, 20);
    assert_eq!(bench.last_status()[9], 0b11, "pressed, simulated");
    assert_eq!(bench.send(CLEAR_FAULT, &[]).result, 1);
    assert_eq!((bench.device.state(), bench.device.faults()), (State::Fault, FaultBits::HAND_SWITCH));
    bench.fault(Fault::HandSwitchRelease);
    assert_eq!(bench.send(CLEAR_FAULT, &[]).result, 1);
    assert_eq!(bench.device.state(), State::Idle);
}

#[test]
fn an_empty_battery_releases() {
    let mut bench = holding();
    bench.fault(Fault::LowBattery);
    releases_with(&mut bench, FaultBits::BATTERY, 30);
    assert_eq!(bench.last_status()[3], 4);
    assert_eq!(bench.send(CLEAR_FAULT, &[]).result, 1);
    assert_eq!(bench.device.state(), State::Fault, "the battery is still empty");
}

#[test]
fn a_stuck_actuator_is_emptied_by_its_own_valve() {
    let mut bench = holding();
    bench.fault(Fault::StuckActuator);
    bench.wait(1_000);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(5_000);
    assert_eq!(bench.force(), 890, "the ramp alone moves nothing");
    bench.wait_until(2_500, |device| device.true_force_decinewtons() == 0);
    bench.wait(50);
    assert_eq!((bench.device.state(), bench.device.faults()), (State::Fault, FaultBits::ACTUATOR));
}

#[test]
fn the_valve_leaves_not_even_a_small_force() {
    let mut bench = Bench::in_control(Options::default());
    bench.start(&Programme::default());
    bench.wait_until(5_000, |device| device.true_force_decinewtons() >= 20);
    bench.fault(Fault::StuckActuator);
    bench.wait(20);
    assert!((20..50).contains(&bench.force()));
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(6_000);
    assert_eq!((bench.force(), bench.device.faults()), (0, FaultBits::ACTUATOR));
}

#[test]
fn a_valve_that_lets_out_the_last_in_one_step_is_a_fault_in_a_leap_too() {
    let mut bench = Bench::in_control(Options::default());
    bench.start(&Programme::default());
    bench.wait_until(5_000, |device| device.true_force_decinewtons() >= 1);
    bench.fault(Fault::StuckActuator);
    bench.fault(Fault::Reboot);
    let mut walking = bench.device.clone();
    let end = bench.now + 60_000;
    for now in (bench.now..=end).step_by(10) {
        walking.advance(now);
    }
    bench.device.advance(end);
    assert_eq!(walking.faults(), FaultBits::ACTUATOR);
    assert_eq!((bench.device.state(), bench.device.faults()), (walking.state(), walking.faults()));
}

#[test]
fn a_stuck_actuator_empties_after_a_restart_too() {
    let mut bench = holding();
    bench.fault(Fault::StuckActuator);
    bench.fault(Fault::Reboot);
    bench.wait(8_000);
    assert_eq!((bench.force(), bench.device.state()), (0, State::Fault));
}

#[test]
fn a_restart_forgets_everything_and_releases() {
    let mut bench = holding();
    bench.keep_alive(false);
    let boot_id = bench.device.boot_id();
    bench.fault(Fault::Reboot);
    bench.wait(5_000);
    assert_ne!(bench.device.boot_id(), boot_id);
    assert_eq!((bench.force(), bench.device.state()), (0, State::Idle));
    bench.connect();
    assert_eq!(bench.send(START, &[]).result, 9, "the token is gone");
}

#[test]
fn an_empty_battery_is_a_fault_before_anything_is_programmed() {
    for state in [State::Idle, State::Programmed, State::Armed] {
        let mut bench = Bench::in_state(state);
        bench.fault(Fault::LowBattery);
        bench.wait(100);
        assert_eq!((bench.device.state(), bench.device.faults()), (State::Fault, FaultBits::BATTERY));
        assert_eq!(bench.last_status()[2], FaultBits::BATTERY.0, "told at once, {state:?}");
    }
}

#[test]
fn a_fault_that_stands_outlasts_a_restart_until_it_is_cleared() {
    let mut bench = Bench::in_state(State::Fault);
    bench.keep_alive(false);
    bench.fault(Fault::Reboot);
    bench.wait(5_000);
    assert_eq!((bench.device.state(), bench.device.faults()), (State::Fault, FaultBits::SLIP));
    bench.connect();
    assert_eq!(bench.send(REQUEST_CONTROL, &[]).result, 1);
    assert_eq!(bench.send(CLEAR_FAULT, &[]).result, 1);
    assert_eq!(bench.device.state(), State::Idle);
}
