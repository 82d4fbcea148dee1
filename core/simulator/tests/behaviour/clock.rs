//! What the unit knows of the time, and who is told.

use nape_simulator::frames::sealed;
use nape_simulator::{Characteristic, Fault, Features, Options, Refusal};

use crate::bench::Bench;

/// 2026-03-28T07:00:00Z.
const SEVEN: u64 = 1_774_681_200_000;

/// The fields of a read: boot id, time since the start, time since 1970, bond, flags.
fn clock(bench: &mut Bench) -> (u16, u64, u64, u16, u8) {
    let read = bench.read(Characteristic::Clock).unwrap();
    let number = |at: std::ops::Range<usize>| {
        read[at].iter().rev().fold(0, |number: u64, byte| number << 8 | u64::from(*byte))
    };
    let short = |at: usize| u16::from_le_bytes([read[at], read[at + 1]]);
    (short(0), number(2..8), number(8..14), short(14), read[16])
}

fn set(bench: &mut Bench, unix: u64) {
    bench.write(Characteristic::Clock, sealed(unix.to_le_bytes()[..6].to_vec()));
    bench.wait(100);
}

#[test]
fn a_clock_that_was_set_goes_on_from_there() {
    let mut bench = Bench::connected(Options::default());
    set(&mut bench, SEVEN);
    bench.wait(600_000);
    let (_, uptime, unix, bond, flags) = clock(&mut bench);
    assert!((600_000..601_000).contains(&(unix - SEVEN)), "{unix}");
    assert!((600_000..601_000).contains(&uptime), "{uptime}");
    assert_eq!((bond, flags), (1, 0));
}

#[test]
fn a_restart_forgets_the_time_unless_the_unit_keeps_it() {
    for keeps_time in [false, true] {
        let mut bench = Bench::connected(Options { keeps_time, ..Options::default() });
        set(&mut bench, SEVEN);
        bench.fault(Fault::Reboot);
        bench.wait(5_000);
        bench.connect();
        let (boot, uptime, unix, _, flags) = clock(&mut bench);
        assert_eq!((boot, unix > SEVEN, flags), (2, keeps_time, u8::from(keeps_time)));
        assert!(uptime < 6_000, "counted from the restart: {uptime}");
    }
}

#[test]
fn a_time_of_zero_or_a_spoilt_frame_sets_nothing() {
    let mut bench = Bench::connected(Options::default());
    set(&mut bench, 0);
    let mut spoilt = sealed(SEVEN.to_le_bytes()[..6].to_vec());
    spoilt[0] ^= 1;
    bench.write(Characteristic::Clock, spoilt);
    bench.write(Characteristic::Clock, sealed(SEVEN.to_le_bytes().to_vec()));
    bench.wait(100);
    assert_eq!((clock(&mut bench).2, bench.refusal()), (0, None));
}

#[test]
fn a_unit_without_records_has_no_clock() {
    let features = Features::default().without_records();
    let mut bench = Bench::connected(Options { features, ..Options::default() });
    for characteristic in [Characteristic::Clock, Characteristic::RecordAccess] {
        bench.write(characteristic, vec![4, 1]);
        bench.wait(100);
        assert_eq!(bench.refusal(), Some(Refusal::NotFound));
    }
    assert_eq!(bench.read(Characteristic::Clock), Err(Refusal::NotFound));
}
