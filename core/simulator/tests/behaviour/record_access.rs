//! The Record Access Control Point: requests, answers, what interrupts them.

use nape_simulator::frames::opened;
use nape_simulator::{
    Characteristic, Device, Fault, Options, Pairing, RadioEvent, RadioRequest, Refusal, State,
    plausible_records,
};

use crate::bench::{Bench, Programme, START, delete, report_content};

const ALL: [u8; 2] = [0x01, 0x01];
const NUMBER: [u8; 2] = [0x04, 0x01];
const ABORT: [u8; 2] = [0x03, 0x00];

/// A unit with so many records of a minute each, connected and subscribed to everything.
fn with_records(count: u32) -> Bench {
    with(Options { records: plausible_records(7, count, 60), ..Options::default() })
}

fn with(options: Options) -> Bench {
    let mut bench = Bench::in_control(options);
    bench.subscribe_to_records();
    bench
}

/// Number, token and length of each entry that was told.
fn entries(bench: &Bench) -> Vec<(u32, u32, usize)> {
    let word =
        |body: &[u8], at: usize| u32::from_le_bytes([body[at], body[at + 1], body[at + 2], body[at + 3]]);
    let told = bench.notified(Characteristic::SessionRecord).into_iter().filter_map(opened);
    let told = told.filter(|body| body[0] == 1);
    told.map(|body| (word(body, 1), word(body, 5), usize::try_from(word(body, 9) & 0xFF_FFFF).unwrap()))
        .collect()
}

fn digest(device: &Device, number: u32) -> u32 {
    let content = device.record_content(number).expect("the record");
    u32::from_le_bytes(*content.last_chunk().unwrap())
}

#[test]
fn every_record_is_listed_lowest_number_first_with_whose_it_is_and_how_long() {
    let mut bench = with_records(6);
    assert_eq!(bench.ask(&NUMBER), [5, 0, 6, 0]);
    assert_eq!(bench.ask(&ALL), [6, 0, 1, 1]);
    let entries = entries(&bench);
    assert_eq!(entries.iter().map(|entry| entry.0).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    for (number, token, length) in entries {
        assert_eq!(length, bench.device.record_content(number).unwrap().len());
        assert_eq!(token == 0, number % 3 == 0, "every third was started at the unit");
    }
}

#[test]
fn a_list_can_begin_at_any_number() {
    let mut bench = with_records(6);
    assert_eq!(bench.ask(&[0x01, 0x03, 0x01, 5, 0, 0, 0]), [6, 0, 1, 1]);
    assert_eq!(entries(&bench).iter().map(|entry| entry.0).collect::<Vec<_>>(), [5, 6]);
    assert_eq!(bench.ask(&[0x01, 0x03, 0x01, 7, 0, 0, 0]), [6, 0, 1, 6]);
}

#[test]
fn a_content_can_be_taken_up_at_any_byte() {
    let mut bench = with_records(2);
    let whole = bench.device.record_content(2).unwrap().to_vec();
    assert_eq!(bench.content(2, 0), whole);
    for offset in [1, 11, 100, whole.len() - 1, whole.len()] {
        assert_eq!(bench.content(2, u32::try_from(offset).unwrap()), whole[offset..], "from {offset}");
    }
}

#[test]
fn a_record_goes_only_to_who_names_its_digest() {
    let mut bench = with_records(3);
    let (right, other) = (digest(&bench.device, 2), digest(&bench.device, 1));
    assert_eq!(bench.ask(&delete(2, other)), [6, 0, 2, 0xE0]);
    assert_eq!(bench.device.record_numbers(), [1, 2, 3]);
    assert_eq!(bench.ask(&delete(2, right)), [6, 0, 2, 1]);
    assert_eq!(bench.ask(&delete(2, right)), [6, 0, 2, 6]);
    assert_eq!(bench.device.record_numbers(), [1, 3]);
}

/// Each row: a request of a unit with record 1, and the result by the text.
#[test]
fn each_request_that_asks_wrongly_is_told_what_is_wrong() {
    let mut bench = with_records(1);
    let beyond = report_content(1, 1_000_000);
    let rows: [(&[u8], u8); 22] = [
        (&[0x00, 0x01], 0x02),
        (&[0x05, 0x00], 0x02),
        (&[0x07, 0x01], 0x02),
        (&[0x01, 0x00], 0x03),
        (&[0x02, 0x00], 0x03),
        (&[0x03, 0x01], 0x03),
        (&[0x04, 0x00], 0x03),
        (&[0x01, 0x02], 0x04),
        (&[0x01, 0x06], 0x04),
        (&[0x02, 0x01], 0x04),
        (&[0x02, 0x03, 0x01, 1, 0, 0, 0], 0x04),
        (&[0x04, 0x03, 0x01, 1, 0, 0, 0], 0x04),
        (&[0x01, 0x01, 0x00], 0x05),
        (&[0x01, 0x03], 0x05),
        (&[0x01, 0x03, 0x01, 1, 0, 0], 0x05),
        (&[0x01, 0xE1, 0x02, 1, 0, 0, 0], 0x05),
        (&[0x03, 0x00, 0x00], 0x05),
        (&beyond, 0x05),
        (&[0x01, 0xE1, 0x02, 9, 0, 0, 0, 0, 0, 0, 0], 0x06),
        (&[0x01, 0x03, 0x02, 1, 0, 0, 0], 0x09),
        (&[0x01, 0xE1, 0x03, 1, 0, 0, 0, 0, 0, 0, 0], 0x09),
        (&[0x02, 0xE1, 0x01, 1, 0, 0, 0, 0, 0, 0, 0], 0x09),
    ];
    for (request, result) in rows {
        assert_eq!(bench.ask(request), [6, 0, request[0], result], "{request:02X?}");
    }
    assert_eq!(bench.device.record_numbers(), [1]);
    assert_eq!(bench.notified(Characteristic::SessionRecord).len(), 0);
}

#[test]
fn a_unit_without_a_record_says_so() {
    let mut bench = with_records(0);
    assert_eq!(bench.ask(&NUMBER), [5, 0, 0, 0]);
    assert_eq!(bench.ask(&ALL), [6, 0, 1, 6]);
    assert_eq!(bench.ask(&ABORT), [6, 0, 3, 7]);
}

#[test]
fn frames_of_no_request_are_ignored() {
    let mut bench = with_records(1);
    for request in [vec![], vec![0x01], vec![0x01; 12]] {
        bench.write(Characteristic::RecordAccess, request);
    }
    bench.wait(1_000);
    assert_eq!(bench.notified(Characteristic::RecordAccess).len(), 0);
    assert_eq!(bench.refusal(), None);
}

#[test]
fn an_abort_ends_the_report_and_is_the_only_one_to_be_answered() {
    let mut bench = with_records(50);
    bench.write(Characteristic::RecordAccess, ALL.to_vec());
    bench.wait(80);
    assert_eq!(bench.ask(&ABORT), [6, 0, 3, 1]);
    let told = entries(&bench).len();
    assert!((1..50).contains(&told), "{told}");
    bench.wait(5_000);
    assert_eq!((entries(&bench).len(), bench.notified(Characteristic::RecordAccess).len()), (told, 1));
}

#[test]
fn a_request_during_a_report_is_turned_away_and_disturbs_nothing() {
    let mut bench = with_records(50);
    bench.write(Characteristic::RecordAccess, ALL.to_vec());
    bench.write(Characteristic::RecordAccess, NUMBER.to_vec());
    bench.write(Characteristic::RecordAccess, delete(1, digest(&bench.device, 1)));
    bench.wait(2_000);
    let answers = bench.notified(Characteristic::RecordAccess);
    assert_eq!(answers, [[6, 0, 4, 8], [6, 0, 2, 8], [6, 0, 1, 1]]);
    assert_eq!((entries(&bench).len(), bench.device.record_numbers().len()), (50, 50));
}

#[test]
fn a_start_ends_the_report_under_way_and_keeps_others_from_beginning() {
    let mut bench = with_records(49);
    bench.arm(&Programme::default());
    bench.write(Characteristic::RecordAccess, report_content(1, 0));
    assert_eq!(bench.send(START, &[]).result, 1);
    bench.keep_alive(true);
    assert_eq!(bench.notified(Characteristic::RecordAccess), [[6, 0, 1, 8]]);
    let requests = [ALL.to_vec(), NUMBER.to_vec(), delete(1, digest(&bench.device, 1))];
    for request in requests {
        assert_eq!(bench.ask(&request), [6, 0, request[0], 0xE1]);
    }
    assert_eq!(bench.ask(&ABORT), [6, 0, 3, 7]);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(15_000, |device| device.state() == State::Idle);
    assert_eq!(bench.ask(&NUMBER), [5, 0, 50, 0]);
}

#[test]
fn a_disconnection_ends_the_report_without_a_word() {
    let records = plausible_records(7, 50, 60);
    let mut bench = with(Options { records, connection_interval: 200, ..Options::default() });
    bench.write(Characteristic::RecordAccess, ALL.to_vec());
    bench.wait(80);
    bench.device.request(RadioRequest::Disconnect, bench.now);
    bench.connect();
    bench.subscribe_to_records();
    assert!(bench.notified(Characteristic::RecordAccess).is_empty());
    assert_eq!(bench.ask(&NUMBER), [5, 0, 50, 0], "it is ready for the next");
}

#[test]
fn without_both_subscriptions_nothing_is_asked() {
    for only in [Characteristic::SessionRecord, Characteristic::RecordAccess] {
        let records = plausible_records(1, 1, 60);
        let mut bench = Bench::connected(Options { records, ..Options::default() });
        bench.device.request(RadioRequest::Subscribe(only), bench.now);
        bench.write(Characteristic::RecordAccess, ALL.to_vec());
        bench.wait(1_000);
        assert_eq!(bench.refusal(), Some(Refusal::NotSubscribed), "only {only:?}");
        assert!(bench.notified(Characteristic::SessionRecord).is_empty());
    }
}

#[test]
fn over_a_link_that_is_paired_too_little_records_are_closed() {
    let records = plausible_records(1, 1, 60);
    let mut bench = with(Options { records, pairing: Pairing::JustWorks, ..Options::default() });
    let closed = RadioEvent::SubscribeFailed {
        characteristic: Characteristic::SessionRecord,
        reason: Refusal::NotAuthenticated,
    };
    assert!(bench.events.iter().any(|(_, event)| *event == closed));
    bench.write(Characteristic::RecordAccess, NUMBER.to_vec());
    bench.wait(100);
    assert_eq!(bench.refusal(), Some(Refusal::NotAuthenticated));
}

#[test]
fn fragments_come_at_the_pace_of_the_link() {
    for (connection_interval, frames_per_interval) in [(15, 4), (50, 1)] {
        let records = plausible_records(1, 1, 1_000);
        let mut bench =
            with(Options { records, connection_interval, frames_per_interval, ..Options::default() });
        let frames = bench.device.record_content(1).unwrap().len().div_ceil(11);
        let begin = bench.now;
        bench.content(1, 0);
        let took = bench.now - begin;
        let expected = u64::try_from(frames).unwrap() * connection_interval / u64::from(frames_per_interval);
        assert!(took.abs_diff(expected) < 150, "{took} ms, not {expected}");
    }
}

#[test]
fn answers_and_first_frames_come_within_half_a_second() {
    let mut bench = with_records(3);
    let begin = bench.now;
    bench.ask(&NUMBER);
    assert!(bench.now - begin <= 500);
    bench.write(Characteristic::RecordAccess, report_content(1, 0));
    bench.wait(500);
    assert!(!bench.notified(Characteristic::SessionRecord).is_empty());
}

#[test]
fn a_spoilt_record_is_told_as_it_lies_and_its_digest_shows_it() {
    let mut bench = with_records(2);
    bench.fault(Fault::RecordCorrupt);
    bench.wait(20);
    for (number, is_sound) in [(1, false), (2, true)] {
        let content = bench.content(number, 0);
        let (body, digest) = content.split_last_chunk::<4>().unwrap();
        assert_eq!(nape_simulator::frames::crc32(body) == u32::from_le_bytes(*digest), is_sound);
    }
}
