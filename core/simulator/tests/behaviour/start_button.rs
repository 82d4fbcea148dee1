//! The unit's own button and the programme that it starts.

use nape_simulator::{Characteristic, Fault, FaultBits, Features, Kind, Options, State};

use crate::bench::{Bench, PAUSE, Programme, REQUEST_CONTROL, START, TOKEN, frame};

fn unit() -> Options {
    Options { features: Features::default().with(Features::START_BUTTON), ..Options::default() }
}

fn press(bench: &mut Bench) {
    bench.fault(Fault::StartButton);
    bench.wait(100);
    bench.fault(Fault::StartButtonRelease);
    bench.wait(100);
}

/// Kind and value of each event of the last record.
fn happened(bench: &Bench) -> Vec<(u8, u8)> {
    let number = *bench.device.record_numbers().last().expect("a record");
    let content = bench.device.record_content(number).unwrap();
    let events = content[56..].chunks(7).take(content[52].into());
    events.map(|event| (event[4], event[5])).collect()
}

#[test]
fn in_idle_it_runs_a_programme_of_the_units_own_that_nobody_needs_to_watch() {
    let mut bench = Bench::apart(unit());
    press(&mut bench);
    assert_eq!(bench.device.state(), State::Running);
    bench.wait(60_000);
    assert_eq!((bench.force(), bench.device.state()), (600, State::Running));
    bench.wait_until(600_000, |device| device.state() == State::Idle);
    assert_eq!((bench.force(), bench.device.faults()), (0, FaultBits::default()));
    let record = bench.device.record_content(1).unwrap();
    assert_eq!(record[8..14], [0; 6], "no bond and no token");
    assert_eq!(record[30], 0, "it was done");
    assert_eq!(happened(&bench)[..3], [(5, 1), (1, 3), (2, 1)]);
}

#[test]
fn pressed_again_it_releases() {
    let mut bench = Bench::apart(unit());
    press(&mut bench);
    bench.wait(20_000);
    press(&mut bench);
    assert_eq!(bench.device.state(), State::Releasing);
    bench.wait_until(10_000, |device| device.state() == State::Idle);
    assert_eq!(bench.device.record_content(1).unwrap()[30], 4);
    let happened = happened(&bench);
    let stop = happened.iter().position(|event| *event == (7, 2)).unwrap();
    assert_eq!(happened[stop - 1..stop + 2], [(5, 1), (7, 2), (1, 5)]);
}

#[test]
fn a_stop_of_any_central_and_the_hand_switch_release_it() {
    let mut bench = Bench::connected(unit());
    press(&mut bench);
    bench.wait(20_000);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(10_000, |device| device.state() == State::Idle);
    assert_eq!(bench.device.record_content(1).unwrap()[30], 1);
    press(&mut bench);
    bench.wait(20_000);
    bench.fault(Fault::HandSwitch);
    bench.wait_until(10_000, |device| device.state() == State::Fault);
    assert_eq!(bench.device.record_content(2).unwrap()[30..32], [2, 1 << 6]);
}

#[test]
fn no_central_has_a_say_meanwhile() {
    let mut bench = Bench::in_control(unit());
    press(&mut bench);
    assert_eq!(bench.send(PAUSE, &[]).result, 9, "the token is gone");
    assert_eq!(bench.send_frame(frame(REQUEST_CONTROL, 77, TOKEN, &[])).unwrap().result, 5);
    assert_eq!(bench.device.state(), State::Running);
}

#[test]
fn it_never_starts_what_a_central_has_armed() {
    for state in [State::Programmed, State::Armed] {
        let mut bench = Bench::in_control(unit());
        if state == State::Armed {
            bench.arm(&Programme::default());
        } else {
            bench.program(&Programme::default());
        }
        press(&mut bench);
        bench.wait(2_000);
        assert_eq!((bench.device.state(), bench.force()), (state, 0));
    }
}

#[test]
fn in_a_programme_of_a_central_it_is_told_and_does_nothing() {
    let mut bench = Bench::in_control(unit());
    bench.start(&Programme::default());
    bench.fault(Fault::StartButton);
    bench.wait(1_000);
    assert_eq!(bench.last_status()[9], 0b110, "pressed, simulated");
    assert_eq!(bench.notified(Characteristic::Telemetry).last().unwrap()[13], 0b110);
    bench.fault(Fault::StartButtonRelease);
    bench.wait(1_000);
    assert_eq!((bench.device.state(), bench.last_status()[9]), (State::Running, 0b10));
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(10_000, |device| device.state() == State::Idle);
    let happened = happened(&bench);
    assert!(happened.contains(&(5, 1)) && happened.contains(&(5, 0)) && !happened.contains(&(7, 2)));
}

#[test]
fn it_starts_nothing_while_the_hand_switch_is_pressed_or_the_battery_is_low() {
    let mut bench = Bench::apart(unit());
    bench.fault(Fault::HandSwitch);
    press(&mut bench);
    assert_eq!(bench.device.state(), State::Idle);
    let mut bench = Bench::apart(Options { battery_percent: 9, ..unit() });
    press(&mut bench);
    assert_eq!(bench.device.state(), State::Idle);
}

#[test]
fn a_unit_without_one_and_a_gauge_take_no_notice() {
    let gauge = Features { kind: Kind::Gauge, ..Features::default() }.with(Features::START_BUTTON);
    for features in [Features::default(), gauge] {
        let mut bench = Bench::apart(Options { features, ..Options::default() });
        press(&mut bench);
        bench.wait(1_000);
        assert_eq!((bench.device.state(), bench.force()), (State::Idle, 0));
    }
}

#[test]
fn a_press_that_starts_ends_the_report_under_way() {
    let records = nape_simulator::plausible_records(1, 40, 60);
    let mut bench = Bench::connected(Options { records, ..unit() });
    bench.subscribe_to_records();
    bench.write(Characteristic::RecordAccess, vec![1, 1]);
    bench.wait(60);
    bench.fault(Fault::StartButton);
    bench.wait(100);
    assert_eq!(bench.notified(Characteristic::RecordAccess), [[6, 0, 1, 8]]);
}

#[test]
fn after_its_programme_a_central_takes_control_as_ever() {
    let mut bench = Bench::in_control(unit());
    press(&mut bench);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(10_000, |device| device.state() == State::Idle);
    assert_eq!(bench.send(REQUEST_CONTROL, &[]).result, 1);
    bench.arm(&Programme::default());
    assert_eq!(bench.send(START, &[]).result, 1);
}
