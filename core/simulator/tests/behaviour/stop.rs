//! A Stop works in every state, with any bytes, any number of times.

use nape_simulator::{Characteristic, Fault, Options, RadioRequest, State};

use crate::bench::{ALL_STATES, Bench, Programme};

/// Greatest force over greatest ramp of the default unit, in milliseconds (section 8).
const LONGEST_RELEASE: u64 = 11_120;

#[test]
fn a_stop_releases_in_every_state_whatever_bytes_it_holds() {
    for state in ALL_STATES {
        for value in [
            vec![],
            vec![0],
            vec![0xFF; 20],
            vec![0x5A; 200],
            b"\x06\x05\x00\x04\x03\x02\x01\xBA\xAD".to_vec(),
        ] {
            let mut bench = Bench::in_state(state);
            bench.write(Characteristic::Stop, value);
            bench.wait(LONGEST_RELEASE + 100);
            let expected = if state == State::Fault { State::Fault } else { State::Idle };
            assert_eq!((bench.device.state(), bench.force()), (expected, 0), "{state:?}");
        }
    }
}

#[test]
fn a_stop_is_confirmed_by_a_status_within_a_fifth_of_a_second() {
    for state in ALL_STATES {
        let mut bench = Bench::in_state(state);
        bench.wait(100);
        let before = bench.notified(Characteristic::Status).len();
        bench.write(Characteristic::Stop, vec![]);
        bench.wait(200);
        assert!(bench.notified(Characteristic::Status).len() > before, "{state:?}");
    }
}

#[test]
fn the_release_takes_no_longer_than_the_greatest_force_at_the_greatest_ramp() {
    let mut bench = Bench::in_control(Options::default());
    let strong = Programme { hold: 2224, limit: 2224, ramp_up: 200, ..Programme::default() };
    bench.start(&strong);
    bench.wait_until(20_000, |device| device.true_force_decinewtons() == 2224);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(100, |device| device.state() == State::Releasing);
    let took = bench.wait_until(20_000, |device| device.true_force_decinewtons() == 0);
    assert!(took <= LONGEST_RELEASE, "{took} ms");
}

#[test]
fn a_thousand_stops_do_what_one_does() {
    let release = |stops: usize| {
        let mut bench = Bench::in_state(State::Running);
        for _ in 0..stops {
            bench.write(Characteristic::Stop, vec![0xAA; 3]);
        }
        let took = bench.wait_until(20_000, |device| device.state() == State::Idle);
        (took / 100, bench.force())
    };
    assert_eq!(release(1000), release(1));
}

#[test]
fn a_stop_without_response_stops_too() {
    let mut bench = Bench::in_state(State::Running);
    let request =
        RadioRequest::Write { characteristic: Characteristic::Stop, value: vec![], with_response: false };
    bench.device.request(request, bench.now);
    bench.wait(60);
    assert_eq!(bench.device.state(), State::Releasing);
}

#[test]
fn a_stop_needs_no_control_of_the_unit() {
    let mut bench = Bench::in_state(State::Running);
    bench.fault(Fault::LoseFrames);
    bench.write(Characteristic::Stop, vec![1]);
    bench.wait(60);
    assert_eq!(bench.device.state(), State::Releasing, "lost notifications do not matter to it");
}

#[test]
fn a_stopped_programme_is_gone() {
    let mut bench = Bench::in_state(State::Armed);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(100);
    assert_eq!(bench.send(crate::bench::START, &[]).result, 5);
    assert_eq!(bench.send(crate::bench::TIMES, &Programme::default().times()).state, State::Idle as u8);
}
