//! The link: events in order, spoilt frames, refusals.

use nape_simulator::{
    Characteristic, DisconnectReason, Fault, Options, RadioEvent, RadioRequest, Refusal, State,
};

use crate::bench::{Bench, status_numbers};

fn has(bench: &Bench, event: &RadioEvent) -> bool {
    bench.events.iter().any(|(_, seen)| seen == event)
}

#[test]
fn every_fault_has_a_name_that_finds_it() {
    assert!(Fault::NAMES.iter().all(|name| Fault::from_name(name).is_some()));
    assert_eq!(Fault::from_name("link_lost"), Some(Fault::LinkLost));
    assert_eq!(Fault::from_name("no such fault"), None);
}

#[test]
fn every_characteristic_is_found_by_its_uuid() {
    for characteristic in Characteristic::ALL {
        let uuid = characteristic.uuid().to_uppercase();
        assert_eq!(Characteristic::from_uuid(&uuid), Some(characteristic));
    }
}

#[test]
fn a_dropped_link_is_noticed_and_can_be_taken_up_again() {
    let mut bench = Bench::in_state(State::Running);
    bench.keep_alive(false);
    bench.fault(Fault::LinkDrop);
    bench.wait(1_000);
    assert!(has(&bench, &RadioEvent::Disconnected { reason: DisconnectReason::LinkLost }));
    bench.events.clear();
    bench.connect();
    assert!(has(&bench, &RadioEvent::Connected { mtu: 23 }));
    bench.wait(10_000);
    assert_eq!(bench.last_status()[2], 0b100, "the fault is told to whoever comes back");
}

#[test]
fn a_lost_link_stays_lost() {
    let mut bench = Bench::connected(Options::default());
    bench.fault(Fault::LinkLost);
    bench.wait(1_000);
    bench.connect();
    bench.wait(3_000);
    assert!(has(&bench, &RadioEvent::ConnectFailed));
    assert!(!bench.device.is_connected());
}

#[test]
fn a_silent_unit_says_nothing_while_the_link_stays_up() {
    let mut bench = Bench::connected(Options::default());
    bench.fault(Fault::Silent);
    bench.wait(100);
    bench.events.clear();
    bench.device.request(RadioRequest::Read(Characteristic::Status), bench.now);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(10_000);
    assert_eq!(bench.events, []);
    assert!(bench.device.is_connected());
    assert_eq!(bench.device.next_wake(), None);
}

#[test]
fn a_starting_unit_cannot_be_connected_before_its_force_is_gone() {
    let mut bench = Bench::in_state(State::Running);
    bench.keep_alive(false);
    bench.fault(Fault::Reboot);
    bench.wait(1_200);
    assert!(bench.force() > 0);
    bench.connect();
    assert!(!bench.device.is_connected());
    bench.wait(5_000);
    bench.connect();
    assert!(bench.device.is_connected());
}

#[test]
fn what_the_profile_does_not_offer_is_refused() {
    let mut bench = Bench::connected(Options::default());
    bench.device.request(RadioRequest::Read(Characteristic::Stop), bench.now);
    bench.device.request(RadioRequest::Subscribe(Characteristic::Feature), bench.now);
    bench.write(Characteristic::Status, vec![1]);
    bench.write(Characteristic::ControlPoint, vec![1; 21]);
    bench.wait(100);
    let reason = Refusal::NotPermitted;
    assert!(has(&bench, &RadioEvent::ReadFailed { characteristic: Characteristic::Stop, reason }));
    assert!(has(&bench, &RadioEvent::SubscribeFailed { characteristic: Characteristic::Feature, reason }));
    assert!(has(&bench, &RadioEvent::WriteFailed { characteristic: Characteristic::Status, reason }));
    let reason = Refusal::TooLong;
    assert!(has(&bench, &RadioEvent::WriteFailed { characteristic: Characteristic::ControlPoint, reason }));
}

#[test]
fn without_a_link_everything_is_refused() {
    let mut bench = Bench::apart(Options::default());
    bench.device.request(RadioRequest::Read(Characteristic::Status), bench.now);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(100);
    let reason = Refusal::NotConnected;
    assert!(has(&bench, &RadioEvent::ReadFailed { characteristic: Characteristic::Status, reason }));
    assert!(has(&bench, &RadioEvent::WriteFailed { characteristic: Characteristic::Stop, reason }));
}

#[test]
fn a_status_that_is_read_repeats_the_number_of_the_latest_notification() {
    let mut bench = Bench::connected(Options::default());
    bench.device.request(RadioRequest::Read(Characteristic::Status), bench.now);
    bench.wait(100);
    let latest = *status_numbers(&bench).last().unwrap();
    let number = bench.events.iter().find_map(|(_, event)| match event {
        RadioEvent::ReadDone { value, .. } => Some(u16::from_le_bytes([value[16], value[17]])),
        _ => None,
    });
    assert_eq!(number, Some(latest));
}
