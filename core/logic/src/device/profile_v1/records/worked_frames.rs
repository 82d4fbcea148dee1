//! The worked frames of section 10 that are about records and the clock, and record 41 whole.

use std::num::{NonZeroU16, NonZeroU32};

use super::super::ProfileV1;
use super::super::uuids::{CLOCK, RECORD_ACCESS, SESSION_RECORD};
use super::super::worked_frames::{PROGRAMME, newtons, record_41, worked};
use super::{clock, content, frames};
use crate::device::link::LinkRequest;
use crate::device::records::protocol::{
    RecordProtocol, RecordReport, RecordRequest, RecordRequestKind, RecordResult,
};
use crate::device::records::record::{RecordCause, RecordDigest, RecordEvent, RecordEventKind, RecordNumber};
use crate::device::status::Faults;
use crate::time::{Millis, Timestamp};

fn decoded(characteristic: crate::device::link::Characteristic, row: &str) -> RecordReport {
    ProfileV1.read_report(characteristic, &worked(row)).expect(row)
}

fn began() -> u64 {
    let began = Timestamp::parse("2026-03-28T07:00:00Z").expect("an instant");
    u64::try_from(began.unix_millis()).expect("after 1970")
}

#[test]
fn every_worked_request_for_records_is_encoded_to_its_bytes() {
    let number = RecordNumber(41);
    let digest = RecordDigest(u32::from_le_bytes(*record_41().last_chunk().expect("a digest")));
    for (row, request) in [
        ("Report All", RecordRequest::List),
        ("Report Content", RecordRequest::Content { number, offset: 13 }),
        ("Delete record 41", RecordRequest::Delete { number, digest }),
    ] {
        let LinkRequest::Write { characteristic, value, with_response } = ProfileV1.ask(&request) else {
            panic!("no write");
        };
        assert_eq!((characteristic, with_response), (RECORD_ACCESS, true));
        assert_eq!(value, worked(row), "{row}");
    }
}

#[test]
fn the_worked_answers_say_what_their_rows_say() {
    assert_eq!(decoded(RECORD_ACCESS, "Number of records, 2"), RecordReport::Number(2));
    let done = RecordReport::Answer { of: RecordRequestKind::Report, result: RecordResult::Success };
    assert_eq!(decoded(RECORD_ACCESS, "report done"), done);
}

#[test]
fn the_worked_entry_and_fragments_are_those_of_the_whole_record() {
    let row = "Session Record: entry";
    let RecordReport::Entry(entry) = decoded(SESSION_RECORD, row) else { panic!("no entry") };
    assert_eq!((entry.number, entry.token), (RecordNumber(41), NonZeroU32::new(0x0102_0304)));
    assert_eq!(entry.length as usize, record_41().len());
    assert_eq!(entry.started_unix_seconds.map(u64::from), Some(began() / 1000));
    assert_eq!(entry.duration, Millis::from_secs(4));
    assert_eq!(frames::entry(&entry), worked(row));
    for (row, at) in [("Session Record: fragment", 13), ("Session Record: last fragment", 79)] {
        assert_eq!(worked(row), frames::fragment(RecordNumber(41), &record_41(), at), "{row}");
        let RecordReport::Fragment { number_low, offset, bytes } = decoded(SESSION_RECORD, row) else {
            panic!("no fragment")
        };
        assert_eq!((number_low, offset as usize), (41, at));
        assert_eq!(bytes, record_41()[at..record_41().len().min(at + 11)]);
    }
}

#[test]
fn the_whole_record_says_what_its_paragraph_says() {
    let record = ProfileV1.record(&record_41()).expect("sound");
    assert_eq!((record.number, record.boot.0, record.simulated), (RecordNumber(41), 7, true));
    assert_eq!((record.bond, record.token), (NonZeroU16::new(3), NonZeroU32::new(0x0102_0304)));
    assert_eq!((record.started_uptime, record.started_unix_millis), (Millis(61_000), Some(began())));
    assert_eq!((record.duration, record.cause), (Millis(4_000), RecordCause::Stopped));
    assert_eq!((record.faults, record.greatest), (Faults::NONE, newtons(200)));
    assert_eq!(record.programme, PROGRAMME);
    let event = |at, kind, value| RecordEvent { at: Millis(at), kind, value };
    let events = [event(0, RecordEventKind::State, 3), event(3_000, RecordEventKind::Stop, 1)];
    assert_eq!(record.events, events);
    assert_eq!(record.samples, [Some(newtons(0)), Some(newtons(50)), Some(newtons(100)), None]);
    assert_eq!(content::encode(&record), record_41());
}

#[test]
fn the_worked_clock_is_read_and_set_as_its_rows_say() {
    let RecordReport::Clock(read) = decoded(CLOCK, "Clock, read") else { panic!("no clock") };
    assert_eq!((read.boot.0, read.uptime, read.unix_millis), (7, Millis(61_000), None));
    assert_eq!((read.bond, read.keeps_time), (NonZeroU16::new(3), false));
    assert_eq!(clock::encode(&read), worked("Clock, read"));
    let set =
        LinkRequest::Write { characteristic: CLOCK, value: worked("Clock, write"), with_response: true };
    assert_eq!(ProfileV1.set_clock(began()), set);
}
