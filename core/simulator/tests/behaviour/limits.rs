//! Units that tell other limits than they keep to, and units that tell none.

use nape_simulator::{Characteristic, FaultBits, Features, Lie, Options, State};

use crate::bench::{ADJUST, ARM, Bench, CLEAR_FAULT, FORCES, PAUSE, Programme, QUERY, RESUME, START, TIMES};

/// The two bytes of a frame at this place.
fn word(frame: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([frame[at], frame[at + 1]])
}

#[test]
fn a_unit_that_tells_more_force_than_it_keeps_to_refuses_what_it_told() {
    let mut bench = Bench::in_control(Options { lie: Some(Lie::TellsMore), ..Options::default() });
    let told = word(&bench.read(Characteristic::Feature).unwrap(), 8);
    assert_eq!(told, 4_448);
    let wanted = Programme { hold: told, limit: told, ..Programme::default() };
    let refused = bench.send(FORCES, &wanted.forces());
    assert_eq!((refused.result, refused.detail), (4, 2_224));
}

#[test]
fn a_unit_that_pulls_more_than_it_was_told_measures_it_and_calls_it_no_fault() {
    let mut bench = Bench::in_control(Options { lie: Some(Lie::PullsMore), ..Options::default() });
    bench.start(&Programme { ramp_up: 200, ..Programme::default() });
    bench.wait(20_000);
    assert_eq!(bench.force(), 1_335, "half as much again as 89.0 N");
    assert_eq!((bench.device.state(), bench.device.faults()), (State::Running, FaultBits::default()));
    let status = bench.last_status();
    assert!((1_332..=1_338).contains(&word(status, 10)), "measured");
    assert_eq!(word(status, 12), 890, "target");
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(15_000, |device| device.true_force_decinewtons() == 0);
}

#[test]
fn a_unit_with_levels_tells_their_number_and_no_force() {
    let features = Features { levels: 12, ..Features::default() }.with(Features::LEVELS);
    let mut bench = Bench::connected(Options { features, ..Options::default() });
    let feature = bench.read(Characteristic::Feature).unwrap();
    assert_eq!((feature[5] & Features::LEVELS, feature[16]), (Features::LEVELS, 12));
    assert_eq!([6, 8, 10].map(|at| word(&feature, at)), [0; 3], "force fields");
}

#[test]
fn a_unit_with_levels_takes_what_a_gauge_takes() {
    let features = Features { levels: 12, ..Features::default() }.with(Features::LEVELS);
    let mut bench = Bench::in_control(Options { features, ..Options::default() });
    for opcode in [CLEAR_FAULT, FORCES, TIMES, ARM, START, PAUSE, RESUME, ADJUST] {
        assert_eq!(bench.send(opcode, &[]).result, 2, "{opcode:#04x}");
    }
    assert_eq!(bench.send(QUERY, &[1, 0]).result, 1);
}

#[test]
fn levels_are_told_only_by_a_unit_that_has_them() {
    let features = Features { levels: 12, ..Features::default() };
    let mut bench = Bench::connected(Options { features, ..Options::default() });
    assert_eq!(bench.read(Characteristic::Feature).unwrap()[16], 0);
}
