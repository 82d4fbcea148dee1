//! Whole programmes, measured on the cable.

use nape_simulator::{Characteristic, Options, RadioEvent, State};

use crate::bench::{ADJUST, Bench, PAUSE, Programme, RESUME};

/// Force on the cable every 100 ms from Start to the end, in 0.1 N, and the largest reading sent.
fn trace(programme: &Programme) -> (Vec<u32>, u16) {
    let mut bench = Bench::in_control(Options::default());
    bench.start(programme);
    let mut forces = Vec::new();
    while bench.device.state() == State::Running {
        forces.push(bench.force());
        bench.wait(100);
    }
    assert_eq!(bench.device.state(), State::Idle);
    forces.push(bench.force());
    let readings = bench.notified(Characteristic::Telemetry).into_iter();
    let largest = readings.map(|sample| u16::from_le_bytes([sample[6], sample[7]])).max();
    (forces, largest.unwrap())
}

fn second(forces: &[u32], second: usize) -> u32 {
    forces[second * 10]
}

#[test]
fn an_intermittent_programme_goes_through_its_cycles_below_its_limit() {
    let (forces, largest) = trace(&Programme::default());
    assert!(forces.iter().all(|force| *force <= 890));
    assert!(largest <= 893, "{largest}: the sensor is wrong by 0.3 N at most");
    for cycle in [0, 80] {
        assert_eq!(second(&forces, cycle + 19), 890, "17.8 s of ramp belong to the hold");
        assert_eq!(second(&forces, cycle + 59), 890);
        assert_eq!(second(&forces, cycle + 70), 445, "8.9 s of ramp belong to the rest");
        assert_eq!(second(&forces, cycle + 79), 445);
    }
    assert!((650..=730).contains(&second(&forces, 64)), "4 s down at 5.0 N/s");
}

#[test]
fn the_force_is_zero_by_the_programmes_total() {
    let (forces, _) = trace(&Programme::default());
    assert!((1_997..=2_001).contains(&forces.len()), "{} tenths", forces.len());
    assert_eq!(*forces.last().unwrap(), 0);
    assert!(second(&forces, 181) > 800, "the release takes 17.8 s of the 200");
    assert!((400..=500).contains(&second(&forces, 191)));
}

#[test]
fn a_sustained_programme_holds_until_its_release() {
    let (forces, _) = trace(&Programme { rest_time: 0, ..Programme::default() });
    assert!(forces[190..1_815].iter().all(|force| *force == 890));
    assert_eq!(*forces.last().unwrap(), 0);
}

#[test]
fn a_programme_shorter_than_its_release_never_pulls() {
    let (forces, _) = trace(&Programme { total: 10, hold_time: 10, rest_time: 0, ..Programme::default() });
    assert!(forces.iter().all(|force| *force == 0));
}

#[test]
fn a_pause_ramps_to_zero_and_stops_the_clock_until_resume() {
    let mut bench = Bench::in_state(State::Running);
    assert_eq!(bench.send(PAUSE, &[]).result, 1);
    bench.wait(20_000);
    assert_eq!((bench.force(), bench.device.state()), (0, State::Paused));
    let clock = bench.last_status()[14];
    bench.wait(30_000);
    assert_eq!(bench.last_status()[14], clock);
    assert_eq!(bench.send(RESUME, &[]).result, 1);
    bench.wait(1_000);
    let force = bench.force();
    assert!((1..=60).contains(&force), "{force}: from zero by the ramp");
    bench.wait(18_000);
    assert_eq!(bench.force(), 890);
}

#[test]
fn an_adjusted_force_is_reached_by_the_ramp() {
    let mut bench = Bench::in_state(State::Running);
    bench.send(ADJUST, &500_u16.to_le_bytes());
    bench.wait(2_000);
    assert!(bench.force() > 700, "no jump");
    bench.wait(8_000);
    assert_eq!(bench.force(), 500);
}

#[test]
fn telemetry_comes_five_times_a_second_under_force_and_once_at_rest() {
    let mut bench = Bench::in_control(Options::default());
    let count = |bench: &mut Bench| {
        let before = bench.notified(Characteristic::Telemetry).len();
        bench.wait(10_000);
        bench.notified(Characteristic::Telemetry).len() - before
    };
    assert!((9..=11).contains(&count(&mut bench)));
    bench.start(&Programme::default());
    assert!((49..=51).contains(&count(&mut bench)));
}

#[test]
fn status_comes_at_least_once_a_second() {
    let mut bench = Bench::in_control(Options::default());
    bench.start(&Programme::default());
    bench.wait(60_000);
    let times: Vec<u64> =
        bench.events.iter().filter(|(_, event)| is_status(event)).map(|(at, _)| *at).collect();
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] <= 1_040), "a second and the radio's jitter");
}

fn is_status(event: &RadioEvent) -> bool {
    matches!(event, RadioEvent::Notified { characteristic: Characteristic::Status, .. })
}

#[test]
fn a_whole_half_hour_is_one_call() {
    let mut bench = Bench::in_control(Options::default());
    bench.start(&Programme { total: 1800, ..Programme::default() });
    bench.keep_alive(false);
    bench.device.advance(bench.now + 1_800_000);
    assert_eq!((bench.force(), bench.device.state()), (0, State::Fault), "nobody was heard");
}
