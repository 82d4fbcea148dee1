//! What is allowed over a link that is paired too little, and what a lost bond means.

use nape_simulator::frames::sealed;
use nape_simulator::{
    Characteristic, DisconnectReason, Fault, FaultBits, Options, Pairing, RadioEvent, RadioRequest, Refusal,
    State,
};

use crate::bench::{
    ADJUST, ARM, Bench, CLEAR_FAULT, FORCES, HEARTBEAT, PAUSE, Programme, QUERY, REQUEST_CONTROL, RESUME,
    START, TIMES, TOKEN, frame,
};

const BOND_LOST: RadioEvent = RadioEvent::Disconnected { reason: DisconnectReason::BondLost };

fn paired(pairing: Pairing) -> Bench {
    Bench::connected(Options { pairing, ..Options::default() })
}

/// Whether a write of this is refused for want of pairing.
fn is_closed(bench: &mut Bench, characteristic: Characteristic, value: Vec<u8>) -> bool {
    bench.events.clear();
    bench.write(characteristic, value);
    bench.wait(100);
    bench.refusal() == Some(Refusal::NotAuthenticated)
}

/// A request of the right length, whatever it would do.
fn request(opcode: u8) -> Vec<u8> {
    let programme = Programme::default();
    let parameters = match opcode {
        FORCES => programme.forces(),
        TIMES => programme.times(),
        ARM => programme.hash(),
        ADJUST | QUERY => vec![1, 0],
        _ => vec![],
    };
    frame(opcode, 9, TOKEN, &parameters)
}

const HARMLESS: [u8; 8] = [REQUEST_CONTROL, CLEAR_FAULT, FORCES, TIMES, ARM, PAUSE, HEARTBEAT, QUERY];
const FORCEFUL: [u8; 3] = [START, RESUME, ADJUST];

#[test]
fn each_way_of_pairing_opens_the_requests_of_the_table() {
    for (pairing, harmless, forceful) in [
        (Pairing::None, false, false),
        (Pairing::JustWorks, true, false),
        (Pairing::Authenticated, true, true),
    ] {
        let mut bench = paired(pairing);
        for (opcodes, is_open) in [(&HARMLESS[..], harmless), (&FORCEFUL[..], forceful)] {
            for opcode in opcodes {
                let is_closed = is_closed(&mut bench, Characteristic::ControlPoint, request(*opcode));
                assert_eq!(is_closed, !is_open, "{opcode:#04x} over {pairing:?}");
            }
        }
        let clock = sealed(vec![1, 0, 0, 0, 0, 0]);
        assert_eq!(is_closed(&mut bench, Characteristic::Clock, clock), !forceful, "{pairing:?}");
        assert_eq!(is_closed(&mut bench, Characteristic::RecordAccess, vec![4, 1]), !forceful, "{pairing:?}");
    }
}

#[test]
fn each_way_of_pairing_opens_the_subscriptions_of_the_table() {
    let all = [
        Characteristic::ControlPoint,
        Characteristic::Status,
        Characteristic::Telemetry,
        Characteristic::RecordAccess,
        Characteristic::SessionRecord,
    ];
    for (pairing, open) in [(Pairing::None, 0), (Pairing::JustWorks, 4), (Pairing::Authenticated, 5)] {
        let mut bench = paired(pairing);
        bench.events.clear();
        for characteristic in all {
            bench.device.request(RadioRequest::Subscribe(characteristic), bench.now);
        }
        bench.wait(100);
        for (place, characteristic) in all.into_iter().enumerate() {
            let reason = Refusal::NotAuthenticated;
            let expected = if place < open {
                RadioEvent::Subscribed(characteristic)
            } else {
                RadioEvent::SubscribeFailed { characteristic, reason }
            };
            assert!(bench.events.iter().any(|(_, event)| *event == expected), "{pairing:?}: {expected:?}");
        }
    }
}

#[test]
fn everything_can_be_read_and_a_stop_is_taken_over_any_link() {
    let mut bench = paired(Pairing::None);
    for characteristic in [
        Characteristic::Feature,
        Characteristic::Status,
        Characteristic::Clock,
        Characteristic::BatteryLevel,
        Characteristic::ManufacturerName,
        Characteristic::ModelNumber,
        Characteristic::SerialNumber,
        Characteristic::FirmwareRevision,
    ] {
        assert!(bench.read(characteristic).is_ok(), "{characteristic:?}");
    }
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(100);
    assert_eq!(bench.refusal(), None);
}

#[test]
fn a_request_that_is_refused_for_want_of_pairing_changes_nothing() {
    let mut bench = Bench::in_control(Options { pairing: Pairing::JustWorks, ..Options::default() });
    bench.arm(&Programme::default());
    let before = bench.sequence;
    bench.write(Characteristic::ControlPoint, frame(START, before + 1, TOKEN, &[]));
    bench.wait(1_000);
    assert_eq!(bench.refusal(), Some(Refusal::NotAuthenticated));
    assert_eq!((bench.device.state(), bench.force()), (State::Armed, 0));
    assert_eq!(bench.last_status()[6..8], before.to_le_bytes(), "last applied sequence");
    assert_eq!(bench.send(ARM, &Programme::default().hash()).result, 5, "its number is not used up");
}

/// The bond number that Clock tells.
fn bond(bench: &mut Bench) -> u16 {
    let clock = bench.read(Characteristic::Clock).unwrap();
    u16::from_le_bytes([clock[14], clock[15]])
}

#[test]
fn a_link_without_encryption_has_no_bond() {
    assert_eq!(bond(&mut paired(Pairing::None)), 0);
    assert_eq!(bond(&mut paired(Pairing::JustWorks)), 1);
}

#[test]
fn a_lost_bond_ends_each_link_until_the_two_are_paired_again_under_a_new_number() {
    let mut bench = Bench::connected(Options { bond_number: 6, ..Options::default() });
    bench.fault(Fault::BondLost);
    for _ in 0..2 {
        bench.wait(100);
        assert!(bench.events.iter().any(|(_, event)| *event == BOND_LOST));
        assert!(!bench.device.is_connected());
        bench.events.clear();
        bench.connect();
    }
    bench.fault(Fault::PairedAgain);
    bench.wait(20);
    bench.connect();
    assert!(bench.device.is_connected());
    assert_eq!(bond(&mut bench), 7);
}

#[test]
fn a_bond_that_is_lost_from_the_start_ends_the_first_link() {
    let bench = Bench::connected(Options { has_bond: false, ..Options::default() });
    let seen: Vec<&RadioEvent> = bench.events.iter().take(2).map(|(_, event)| event).collect();
    assert_eq!(seen, [&RadioEvent::Connected { mtu: 23 }, &BOND_LOST]);
}

#[test]
fn a_bond_that_is_lost_in_a_programme_releases_like_any_lost_link() {
    let mut bench = Bench::in_state(State::Running);
    bench.fault(Fault::BondLost);
    bench.wait(50);
    assert_eq!((bench.device.state(), bench.device.faults()), (State::Releasing, FaultBits::HEARTBEAT_LOST));
}

#[test]
fn a_unit_that_was_never_paired_has_no_bond_to_lose() {
    let mut bench = paired(Pairing::None);
    bench.fault(Fault::BondLost);
    bench.wait(1_000);
    assert!(bench.device.is_connected());
}

#[test]
fn a_record_names_the_bond_that_started_it_whatever_bond_comes_after() {
    let mut bench = Bench::in_control(Options { bond_number: 6, ..Options::default() });
    bench.start(&Programme::default());
    bench.keep_alive(false);
    bench.fault(Fault::BondLost);
    bench.fault(Fault::PairedAgain);
    bench.wait(10_000);
    assert_eq!(bench.device.record_content(1).unwrap()[8..10], [6, 0]);
}
