//! Repeated, stale and wrapped sequence numbers.

use nape_simulator::{Characteristic, Options, State};

use crate::bench::{
    ADJUST, Bench, CLEAR_FAULT, PAUSE, Programme, REQUEST_CONTROL, RESUME, START, TIMES, TOKEN, frame,
};

#[test]
fn a_repeated_start_gets_its_first_response_and_starts_nothing_again() {
    let mut bench = Bench::in_state(State::Running);
    let start = frame(START, bench.sequence, TOKEN, &[]);
    let force = bench.force();
    bench.send_frame(start).unwrap();
    let responses = bench.notified(Characteristic::ControlPoint);
    assert_eq!(responses[responses.len() - 1], responses[responses.len() - 2]);
    assert!(bench.force() >= force, "force went on");
    bench.wait(1_000);
    let clock = bench.last_status()[14];
    assert!(clock >= 20, "the programme clock went on: {clock}");
}

#[test]
fn a_repeated_start_after_a_stop_pulls_nothing() {
    let mut bench = Bench::in_state(State::Running);
    let start = frame(START, bench.sequence, TOKEN, &[]);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(15_000);
    assert_eq!(bench.send_frame(start).unwrap().result, 1, "the first response");
    bench.wait(5_000);
    assert_eq!((bench.force(), bench.device.state()), (0, State::Idle));
}

#[test]
fn a_repetition_does_not_hold_off_the_dead_man() {
    let mut bench = Bench::in_state(State::Running);
    let start = frame(START, bench.sequence, TOKEN, &[]);
    bench.keep_alive(false);
    for _ in 0..4 {
        bench.write(Characteristic::ControlPoint, start.clone());
        bench.wait(900);
    }
    assert_eq!(bench.device.state(), State::Releasing);
}

#[test]
fn an_older_sequence_is_stale() {
    let mut bench = Bench::in_state(State::Running);
    for sequence in [0, 1, bench.sequence - 1, bench.sequence.wrapping_add(32_768)] {
        let response = bench.send_frame(frame(PAUSE, sequence, TOKEN, &[])).unwrap();
        assert_eq!(response.result, 8, "{sequence}");
    }
    let reused = bench.send_frame(frame(PAUSE, bench.sequence, TOKEN, &[])).unwrap();
    assert_eq!(reused.result, 8, "the last number with another opcode");
    assert_eq!(bench.device.state(), State::Running);
}

#[test]
fn sequences_go_on_past_their_end() {
    let mut bench = Bench::connected(Options::default());
    bench.sequence = 65_532;
    assert_eq!(bench.send(REQUEST_CONTROL, &[]).result, 1);
    let programme = Programme::default();
    for (opcode, sequence, parameters) in [
        (3, 65_534, programme.forces()),
        (4, 65_535, programme.times()),
        (5, 1, programme.hash()),
        (6, 2, vec![]),
    ] {
        let response = bench.send_frame(frame(opcode, sequence, TOKEN, &parameters)).unwrap();
        assert_eq!((response.sequence, response.result), (sequence, 1));
    }
}

#[test]
fn control_with_a_new_token_takes_any_sequence_and_drops_the_programme() {
    let mut bench = Bench::in_state(State::Armed);
    let request = frame(REQUEST_CONTROL, 1, TOKEN + 1, &[]);
    assert_eq!(bench.send_frame(request).unwrap().result, 1);
    assert_eq!(bench.device.state(), State::Idle);
    assert_eq!(bench.send(CLEAR_FAULT, &[]).result, 9, "the old token is void");
    let half = frame(TIMES, 2, TOKEN + 1, &Programme::default().times());
    assert_eq!(bench.send_frame(half).unwrap().state, State::Idle as u8, "the other half is gone");
}

#[test]
fn control_with_the_same_token_is_only_a_repetition() {
    let mut bench = Bench::in_control(Options::default());
    assert_eq!(bench.send_frame(frame(REQUEST_CONTROL, 1, TOKEN, &[])).unwrap().result, 1);
    assert_eq!(bench.send_frame(frame(REQUEST_CONTROL, 2, TOKEN, &[])).unwrap().result, 8);
}

#[test]
fn a_refused_request_uses_its_sequence_up() {
    let mut bench = Bench::in_state(State::Running);
    let refused = bench.send(RESUME, &[]);
    assert_eq!(refused.result, 5);
    assert_eq!(bench.send(PAUSE, &[]).result, 1);
    let again = bench.send_frame(frame(RESUME, refused.sequence, TOKEN, &[])).unwrap();
    assert_eq!(again.result, 8, "an overtaken Resume never lifts a pause");
}

#[test]
fn control_that_was_refused_takes_nothing_from_the_running_session() {
    let mut bench = Bench::in_state(State::Running);
    let foreign = frame(REQUEST_CONTROL, 40_000, TOKEN + 1, &[]);
    assert_eq!(bench.send_frame(foreign).unwrap().result, 5);
    assert_eq!(bench.send(ADJUST, &500_u16.to_le_bytes()).result, 1);
}
