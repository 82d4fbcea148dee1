//! The link: events in order, spoilt frames, refusals.

use nape_simulator::frames::opened;
use nape_simulator::{
    Characteristic, DisconnectReason, Fault, Options, RadioEvent, RadioRequest, Refusal, State,
};

use crate::bench::Bench;

fn has(bench: &Bench, event: &RadioEvent) -> bool {
    bench.events.iter().any(|(_, seen)| seen == event)
}

/// The status numbers that arrived, of frames whose CRC is right.
fn status_numbers(bench: &Bench) -> Vec<u16> {
    let frames = bench.notified(Characteristic::Status).into_iter();
    frames.filter_map(opened).map(|body| u16::from_le_bytes([body[16], body[17]])).collect()
}

#[test]
fn every_fault_has_a_name_that_finds_it() {
    assert_eq!(Fault::NAMES.len(), 14);
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
fn what_was_on_its_way_when_the_link_dropped_never_arrives() {
    let mut bench = Bench::connected(Options::default());
    bench.fault(Fault::DelayFrames);
    bench.wait(1_000);
    bench.events.clear();
    bench.fault(Fault::LinkDrop);
    bench.wait(5_000);
    let seen: Vec<&RadioEvent> = bench.events.iter().map(|(_, event)| event).collect();
    assert_eq!(seen, [&RadioEvent::Disconnected { reason: DisconnectReason::LinkLost }]);
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
fn corrupt_frames_show_in_their_crc_and_ten_of_them_come() {
    let mut bench = Bench::connected(Options::default());
    bench.events.clear();
    bench.fault(Fault::CorruptFrames);
    bench.wait(20_000);
    let spoilt = |of| bench.notified(of).into_iter().filter(|frame| opened(frame).is_none()).count();
    assert_eq!(spoilt(Characteristic::Status) + spoilt(Characteristic::Telemetry), 10);
}

#[test]
fn duplicated_frames_come_twice_and_lost_ones_never() {
    let mut bench = Bench::connected(Options::default());
    bench.fault(Fault::DuplicateFrames);
    bench.wait(20_000);
    let numbers = status_numbers(&bench);
    assert_eq!(numbers.windows(2).filter(|pair| pair[0] == pair[1]).count(), 5);
    bench.fault(Fault::LoseFrames);
    bench.wait(20_000);
    let numbers = status_numbers(&bench);
    assert!(numbers.windows(2).any(|pair| pair[1] == pair[0] + 6), "five of each kind are missing");
}

#[test]
fn delayed_frames_come_late_and_in_order() {
    let mut bench = Bench::connected(Options::default());
    bench.wait(5_000);
    bench.fault(Fault::DelayFrames);
    bench.wait(20_000);
    let numbers = status_numbers(&bench);
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1));
    let times: Vec<u64> = bench.events.iter().map(|(at, _)| *at).collect();
    assert!(times.windows(2).any(|pair| pair[1] - pair[0] > 1_400), "a gap");
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
