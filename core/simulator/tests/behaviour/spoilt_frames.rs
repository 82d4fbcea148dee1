//! Frames that are spoilt, lost, late or in another order, and a unit that never answers.

use nape_simulator::frames::opened;
use nape_simulator::{
    Characteristic, DisconnectReason, Fault, Options, RadioEvent, State, plausible_records,
};

use crate::bench::{Bench, PAUSE, REQUEST_CONTROL, TOKEN, frame, report_content, status_numbers};

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

/// A unit with a record of twenty minutes, connected and subscribed to everything.
fn with_a_long_record() -> Bench {
    let records = plausible_records(3, 1, 1_200);
    let mut bench = Bench::in_control(Options { records, ..Options::default() });
    bench.subscribe_to_records();
    bench
}

/// The offsets of the fragments that arrived, in their order.
fn offsets(bench: &Bench) -> Vec<u32> {
    let fragments = bench.notified(Characteristic::SessionRecord).into_iter().filter_map(opened);
    fragments.map(|body| u32::from_le_bytes([body[3], body[4], body[5], body[6]])).collect()
}

#[test]
fn reordered_frames_change_places_in_pairs_and_none_is_missing() {
    let mut bench = with_a_long_record();
    bench.fault(Fault::ReorderFrames);
    assert_eq!(bench.ask(&report_content(1, 0)), [6, 0, 1, 1]);
    let arrived = offsets(&bench);
    let mut in_order = arrived.clone();
    in_order.sort_unstable();
    let descents = |of: &[u32]| of.windows(2).filter(|pair| pair[1] < pair[0]).count();
    assert!((4..=5).contains(&descents(&arrived)), "{} of ten frames", descents(&arrived));
    assert!(in_order.windows(2).all(|pair| pair[1] == pair[0] + 11), "each came once");
}

#[test]
fn the_last_fragment_may_come_behind_the_answer_and_still_comes() {
    let mut bench = with_a_long_record();
    let length = u32::try_from(bench.device.record_content(1).unwrap().len()).unwrap();
    bench.fault(Fault::ReorderFrames);
    assert_eq!(bench.ask(&report_content(1, length - 5)), [6, 0, 1, 1]);
    bench.wait(20);
    assert_eq!(offsets(&bench), [length - 5]);
}

#[test]
fn indications_keep_their_order() {
    let mut bench = Bench::in_state(State::Running);
    bench.events.clear();
    bench.fault(Fault::ReorderFrames);
    let first = bench.sequence + 1;
    for sequence in first..first + 4 {
        bench.write(Characteristic::ControlPoint, frame(PAUSE, sequence, TOKEN, &[]));
    }
    bench.wait(1_000);
    let sequences: Vec<u16> = bench.responses().iter().map(|response| response.sequence).collect();
    assert_eq!(sequences, (first..first + 4).collect::<Vec<_>>());
}

#[test]
fn a_link_that_drops_in_a_report_leaves_a_beginning_that_can_be_gone_on_from() {
    let mut bench = with_a_long_record();
    let whole = bench.device.record_content(1).unwrap().to_vec();
    bench.fault(Fault::DropInReport);
    bench.write(Characteristic::RecordAccess, report_content(1, 0));
    bench.wait(2_000);
    let lost = RadioEvent::Disconnected { reason: DisconnectReason::LinkLost };
    assert!(bench.events.iter().any(|(_, event)| *event == lost));
    assert!(bench.notified(Characteristic::RecordAccess).is_empty(), "no answer");
    let arrived = offsets(&bench);
    assert!(arrived.len() < 40);
    let next = u32::try_from(11 * arrived.len()).unwrap();
    bench.connect();
    bench.subscribe_to_records();
    assert_eq!(bench.content(1, next), whole[11 * arrived.len()..]);
}

#[test]
fn another_seed_drops_the_link_after_another_number_of_frames() {
    let arrived = |seed| {
        let records = plausible_records(3, 1, 1_200);
        let mut bench = Bench::in_control(Options { seed, records, ..Options::default() });
        bench.subscribe_to_records();
        bench.fault(Fault::DropInReport);
        bench.write(Characteristic::RecordAccess, report_content(1, 0));
        bench.wait(2_000);
        offsets(&bench).len()
    };
    let seen: std::collections::BTreeSet<usize> = (0..12).map(arrived).collect();
    assert!(seen.len() > 4, "{seen:?}");
}

#[test]
fn a_unit_that_never_answers_does_what_it_is_told_all_the_same() {
    let mut bench = Bench::in_state(State::Running);
    bench.subscribe_to_records();
    bench.fault(Fault::NeverAnswers);
    let pause = frame(PAUSE, bench.sequence + 1, TOKEN, &[]);
    assert_eq!(bench.send_frame(pause), None);
    assert_eq!(bench.device.state(), State::Paused, "and Status tells it");
    bench.write(Characteristic::RecordAccess, vec![4, 1]);
    bench.wait(1_000);
    assert!(bench.notified(Characteristic::RecordAccess).is_empty());
    bench.keep_alive(false);
    bench.fault(Fault::Reboot);
    bench.wait(10_000);
    bench.connect();
    assert_eq!(bench.send(REQUEST_CONTROL, &[]).result, 1, "until a restart");
}

#[test]
fn frames_fit_the_smallest_mtu_whatever_the_link_could_carry() {
    for mtu in [23, 185, 517] {
        let records = plausible_records(3, 1, 60);
        let mut bench = Bench::in_control(Options { mtu, records, ..Options::default() });
        bench.subscribe_to_records();
        assert!(bench.events.iter().any(|(_, event)| *event == RadioEvent::Connected { mtu }));
        let whole = bench.device.record_content(1).unwrap().to_vec();
        assert_eq!(bench.content(1, 0), whole);
        let longest = bench.events.iter().filter_map(|(_, event)| match event {
            RadioEvent::Notified { value, .. } => Some(value.len()),
            _ => None,
        });
        assert_eq!(longest.max(), Some(20), "MTU {mtu}");
    }
}
