//! Each opcode in each state, each limit, and frames that are not for this unit.

use nape_simulator::{Characteristic, Fault, Features, Kind, Options, Pairing, RadioEvent, State};

use crate::bench::{
    ADJUST, ALL_STATES, ARM, Bench, CLEAR_FAULT, FORCES, HEARTBEAT, PAUSE, Programme, QUERY, REQUEST_CONTROL,
    RESUME, START, TIMES, TOKEN, frame,
};

/// The column "allowed in state", copied from the document's table by hand.
const ALLOWED: [(u8, &[State]); 9] = [
    (REQUEST_CONTROL, &[State::Idle, State::Programmed, State::Armed, State::Fault]),
    (CLEAR_FAULT, &[State::Fault]),
    (FORCES, &[State::Idle, State::Programmed, State::Armed]),
    (TIMES, &[State::Idle, State::Programmed, State::Armed]),
    (ARM, &[State::Programmed]),
    (START, &[State::Armed]),
    (PAUSE, &[State::Running]),
    (RESUME, &[State::Paused]),
    (ADJUST, &[State::Running, State::Paused]),
];

fn parameters(opcode: u8) -> Vec<u8> {
    let programme = Programme::default();
    match opcode {
        FORCES => programme.forces(),
        TIMES => programme.times(),
        ARM => programme.hash(),
        ADJUST => 500_u16.to_le_bytes().to_vec(),
        _ => vec![],
    }
}

/// The state after an applied request, from the column "effect".
fn after(opcode: u8, before: State) -> State {
    match opcode {
        FORCES | TIMES if before == State::Idle => State::Idle,
        FORCES | TIMES => State::Programmed,
        ARM => State::Armed,
        START | RESUME => State::Running,
        PAUSE => State::Paused,
        ADJUST => before,
        REQUEST_CONTROL if before == State::Fault => State::Fault,
        _ => State::Idle,
    }
}

#[test]
fn every_opcode_in_every_state_has_the_documented_result() {
    for state in ALL_STATES {
        for (opcode, allowed) in ALLOWED {
            let mut bench = Bench::in_state(state);
            // Control is asked for with another token: with the same one it would be stale.
            let token = if opcode == REQUEST_CONTROL { TOKEN + 1 } else { TOKEN };
            let request = frame(opcode, bench.sequence + 1, token, &parameters(opcode));
            let response = bench.send_frame(request).expect("a response");
            let expected = match state {
                _ if allowed.contains(&state) => 1,
                State::Fault => 11,
                _ => 5,
            };
            assert_eq!(response.result, expected, "{opcode:#04x} in {state:?}");
            let state_after = if expected == 1 { after(opcode, state) } else { state };
            assert_eq!(response.state, state_after as u8, "{opcode:#04x} in {state:?}");
        }
    }
}

#[test]
fn after_a_fault_another_central_takes_control_and_clears_it() {
    let mut bench = Bench::in_state(State::Fault);
    let faults = bench.device.faults();
    let control = bench.send_frame(frame(REQUEST_CONTROL, 1, TOKEN + 1, &[])).expect("a response");
    assert_eq!((control.result, bench.device.state()), (1, State::Fault));
    assert_eq!(bench.device.faults(), faults, "control alone clears nothing");
    let cleared = bench.send_frame(frame(CLEAR_FAULT, 2, TOKEN + 1, &[])).expect("a response");
    assert_eq!((cleared.result, bench.device.state()), (1, State::Idle));
}

#[test]
fn a_heartbeat_is_never_answered() {
    for state in ALL_STATES {
        let mut bench = Bench::in_state(state);
        bench.keep_alive(false);
        assert_eq!(bench.send_frame(frame(HEARTBEAT, 0, TOKEN, &[])), None, "{state:?}");
    }
}

#[test]
fn a_query_answers_with_the_result_that_the_sequence_had() {
    let mut bench = Bench::in_control(Options::default());
    let refused = bench.send(START, &[]);
    assert_eq!(refused.result, 5);
    for (asked, result) in [(1, 1), (refused.sequence, 5), (77, 12)] {
        let query = frame(QUERY, 0, TOKEN, &u16::to_le_bytes(asked));
        let response = bench.send_frame(query).unwrap();
        assert_eq!((response.opcode, response.sequence, response.result), (QUERY, asked, result));
    }
}

#[test]
fn unknown_opcodes_are_answered_before_the_token_is_looked_at() {
    let mut bench = Bench::connected(Options::default());
    for opcode in [0x00, 0x0C, 0xF0, 0xFF] {
        assert_eq!(bench.send_frame(frame(opcode, 1, 99, &[])).unwrap().result, 2);
    }
}

#[test]
fn a_foreign_token_is_refused_and_changes_nothing() {
    let mut bench = Bench::in_state(State::Running);
    for opcode in [CLEAR_FAULT, PAUSE, QUERY, ADJUST] {
        let parameters = if opcode == QUERY { vec![1, 0] } else { parameters(opcode) };
        let request = frame(opcode, bench.sequence + 1, TOKEN + 1, &parameters);
        assert_eq!(bench.send_frame(request).unwrap().result, 9, "{opcode:#04x}");
    }
    assert_eq!(bench.device.state(), State::Running);
    assert_eq!(bench.send(PAUSE, &[]).result, 1, "the sequence still is the session's");
}

#[test]
fn a_foreign_heartbeat_does_not_hold_off_the_dead_man() {
    let mut bench = Bench::in_state(State::Running);
    bench.keep_alive(false);
    for _ in 0..4 {
        bench.write(Characteristic::ControlPoint, frame(HEARTBEAT, 0, TOKEN + 1, &[]));
        bench.wait(900);
    }
    assert_eq!(bench.device.state(), State::Releasing);
}

#[test]
fn frames_with_a_wrong_crc_or_length_are_ignored() {
    let mut bench = Bench::in_state(State::Armed);
    let mut broken = frame(START, bench.sequence + 1, TOKEN, &[]);
    *broken.last_mut().unwrap() ^= 1;
    assert_eq!(bench.send_frame(broken), None);
    assert_eq!(bench.send_frame(frame(START, bench.sequence + 1, TOKEN, &[0])), None);
    assert_eq!(bench.send_frame(frame(ADJUST, bench.sequence + 1, TOKEN, &[0])), None);
    assert_eq!(bench.send_frame(vec![]), None);
    assert_eq!(bench.device.state(), State::Armed);
}

#[test]
fn arm_wants_the_hash_of_exactly_this_programme() {
    let mut bench = Bench::in_state(State::Programmed);
    let other = Programme { hold: 880, ..Programme::default() };
    assert_eq!(bench.send(ARM, &other.hash()).result, 10);
    assert_eq!(bench.device.state(), State::Programmed);
}

#[test]
fn a_token_of_zero_is_no_token() {
    let mut bench = Bench::connected(Options::default());
    assert_eq!(bench.send_frame(frame(REQUEST_CONTROL, 1, 0, &[])).unwrap().result, 3);
    assert_eq!(bench.send_frame(frame(CLEAR_FAULT, 2, 0, &[])).unwrap().result, 9);
}

/// Result and detail of Programme Forces for a change of the default programme.
fn forces_result(programme: Programme) -> (u8, u16) {
    let response = Bench::in_control(Options::default()).send(FORCES, &programme.forces());
    (response.result, response.detail)
}

#[test]
fn programme_forces_keeps_the_units_limits() {
    let base = Programme { limit: 2224, ..Programme::default() };
    assert_eq!(forces_result(Programme { hold: 2224, ..base }), (1, 0));
    assert_eq!(forces_result(Programme { hold: 2225, ..base }), (4, 2224));
    assert_eq!(forces_result(Programme { limit: 2225, ..base }), (4, 2224));
    assert_eq!(forces_result(Programme { hold: 2300, rest: 2300, ..base }), (4, 2224));
    assert_eq!(forces_result(Programme { hold: 891, limit: 890, ..base }), (4, 890));
    assert_eq!(forces_result(Programme { ramp_up: 200, ramp_down: 200, ..base }), (1, 0));
    assert_eq!(forces_result(Programme { ramp_up: 201, ..base }), (4, 200));
    assert_eq!(forces_result(Programme { ramp_down: 201, ..base }), (4, 200));
}

#[test]
fn programme_forces_wants_a_rest_below_the_hold_and_ramps_that_move() {
    let base = Programme::default();
    assert_eq!(forces_result(Programme { rest: 890, ..base }), (1, 0));
    assert_eq!(forces_result(Programme { rest: 891, ..base }), (3, 0));
    assert_eq!(forces_result(Programme { ramp_up: 0, ..base }), (3, 0));
    assert_eq!(forces_result(Programme { ramp_down: 0, ..base }), (3, 0));
}

/// Result and detail of Programme Times for a change of the default programme.
fn times_result(programme: Programme) -> (u8, u16) {
    let response = Bench::in_control(Options::default()).send(TIMES, &programme.times());
    (response.result, response.detail)
}

#[test]
fn programme_times_keeps_the_units_limits_and_regions() {
    let base = Programme::default();
    assert_eq!(times_result(Programme { total: 1800, ..base }), (1, 0));
    assert_eq!(times_result(Programme { total: 1801, ..base }), (4, 1800));
    assert_eq!(times_result(Programme { total: 0, ..base }), (3, 0));
    assert_eq!(times_result(Programme { hold_time: 0, ..base }), (3, 0));
    assert_eq!(times_result(Programme { region: 1, ..base }), (3, 0));
    assert_eq!(times_result(Programme { region: 2, ..base }), (3, 0));
}

#[test]
fn a_refused_programme_leaves_the_stored_one_as_it_was() {
    let mut bench = Bench::in_state(State::Armed);
    let over = Programme { hold: 2225, limit: 2225, ..Programme::default() };
    assert_eq!(bench.send(FORCES, &over.forces()).result, 4);
    assert_eq!(bench.device.state(), State::Armed);
    assert_eq!(bench.send(START, &[]).result, 1);
}

#[test]
fn adjust_force_stays_below_the_programmes_own_limit() {
    let mut bench = Bench::in_state(State::Running);
    let refused = bench.send(ADJUST, &891_u16.to_le_bytes());
    assert_eq!((refused.result, refused.detail), (4, 890));
    assert_eq!(bench.send(ADJUST, &300_u16.to_le_bytes()).result, 1);
    bench.wait(20_000);
    assert_eq!(bench.force(), 300);
    bench.wait(40_000);
    assert_eq!(bench.force(), 300, "the rest force became at most the new hold force");
}

#[test]
fn a_pressed_hand_switch_keeps_a_programme_from_starting() {
    let mut bench = Bench::in_state(State::Armed);
    bench.fault(Fault::HandSwitch);
    assert_eq!(bench.send(START, &[]).result, 6);
    bench.fault(Fault::HandSwitchRelease);
    assert_eq!(bench.send(START, &[]).result, 1);
}

#[test]
fn a_programme_needs_ten_percent_of_battery_to_start() {
    for (battery_percent, result) in [(9, 7), (10, 1)] {
        let mut bench = Bench::in_control(Options { battery_percent, ..Options::default() });
        bench.arm(&Programme::default());
        assert_eq!(bench.send(START, &[]).result, result, "{battery_percent} %");
    }
}

#[test]
fn a_gauge_knows_only_control_heartbeat_query_and_stop() {
    let features = Features { kind: Kind::Gauge, ..Features::default() };
    let mut bench = Bench::in_control(Options { features, ..Options::default() });
    for opcode in [CLEAR_FAULT, FORCES, TIMES, ARM, START, PAUSE, RESUME, ADJUST] {
        assert_eq!(bench.send(opcode, &parameters(opcode)).result, 2, "{opcode:#04x}");
    }
    assert_eq!(bench.send(QUERY, &[1, 0]).result, 1);
}

#[test]
fn over_an_unauthenticated_link_nothing_raises_force_but_a_stop_is_taken() {
    let mut bench = Bench::in_control(Options { pairing: Pairing::JustWorks, ..Options::default() });
    bench.arm(&Programme::default());
    assert_eq!(bench.send_frame(frame(START, 9, TOKEN, &[])), None);
    let refused = |event: &RadioEvent| matches!(event, RadioEvent::WriteFailed { .. });
    assert!(bench.events.iter().any(|(_, event)| refused(event)));
    assert_eq!(bench.device.state(), State::Armed);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(100);
    assert_eq!(bench.device.state(), State::Idle);
}

#[test]
fn a_gauge_measures_the_hand_that_pulls_and_one_that_overdoes_it_until_asked_for_less() {
    let features = Features { kind: Kind::Gauge, ..Features::default() };
    let mut bench = Bench::connected(Options { features, ..Options::default() });
    let mut after = |wanted: Option<u32>, fault: Option<Fault>| {
        if let Some(wanted) = wanted {
            bench.device.pull_by_hand(wanted, bench.now);
        }
        if let Some(fault) = fault {
            bench.fault(fault);
        }
        bench.wait(10_000);
        let status = bench.last_status();
        let measured = u32::from(u16::from_le_bytes([status[10], status[11]]));
        assert!(measured.abs_diff(bench.force()) <= 3, "{measured}");
        bench.force()
    };
    assert_eq!(after(Some(500), None), 500);
    assert_eq!(after(None, Some(Fault::OverForce)), 570);
    assert_eq!(after(Some(490), None), 490);
    assert_eq!(after(Some(0), None), 0);
    assert_eq!(bench.device.state(), State::Idle);
}

#[test]
fn no_hand_pulls_on_a_unit_with_an_actuator() {
    let mut bench = Bench::connected(Options::default());
    bench.device.pull_by_hand(500, bench.now);
    bench.wait(5_000);
    assert_eq!(bench.force(), 0);
}
