//! The profile's worked frames (section 10), read out of the document.

use nape_simulator::frames::{Forces, Times};
use nape_simulator::frames::{crc16, crc32, opened};
use nape_simulator::{
    Cause, Characteristic, Fault, FaultBits, Features, Happening, Options, Record, RecordEvent, State,
};

use crate::bench::{Bench, HEARTBEAT, Programme, TOKEN, frame, report_content};

const PROFILE: &str = include_str!("../../../../docs/device-profile.md");

/// Description and bytes of each row.
fn rows() -> Vec<(String, Vec<u8>)> {
    let (_, section) = PROFILE.split_once("## 10. Worked frames").expect("section 10");
    let (section, _) = section.split_once("\n## ").expect("section 11");
    let rows = section.lines().filter_map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let (what, bytes) = (cells.next()?, cells.next()?);
        let digits: String = bytes.trim_matches('`').split(' ').collect();
        let is_hex = bytes.starts_with('`') && digits.chars().all(|digit| digit.is_ascii_hexdigit());
        is_hex.then(|| (what.to_owned(), decode(&digits)))
    });
    rows.collect()
}

fn decode(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn row(beginning: &str) -> Vec<u8> {
    rows().into_iter().find(|(what, _)| what.starts_with(beginning)).expect(beginning).1
}

#[test]
fn checksums_give_their_published_check_values() {
    assert_eq!(crc16(b"123456789"), 0x29B1);
    assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
}

/// The frames of the SIG, which have no CRC.
const WITHOUT_CRC: [&str; 5] = ["Report All", "Number of records", "report done", "Report Content", "Delete"];

#[test]
fn every_worked_frame_has_a_right_crc_where_it_has_one_and_fits_the_smallest_mtu() {
    assert_eq!(rows().len(), 20);
    for (what, bytes) in rows() {
        let has_none = WITHOUT_CRC.iter().any(|beginning| what.starts_with(beginning));
        assert_eq!(opened(&bytes).is_none(), has_none, "{what}");
        assert!(bytes.len() <= 20, "{what}");
    }
}

#[test]
fn the_worked_requests_lead_to_the_worked_response() {
    let mut bench = Bench::connected(Options::default());
    for request in ["Request Control", "Programme Forces", "Programme Times", "Arm", "Start"] {
        let response = bench.send_frame(row(request)).expect(request);
        assert_eq!(response.result, 1, "{request}");
    }
    let last = bench.notified(Characteristic::ControlPoint).pop().unwrap();
    assert_eq!(last, row("response: Start"));
}

#[test]
fn a_unit_without_records_sends_the_worked_feature_frame() {
    let features = Features::default().without_records();
    let mut bench = Bench::connected(Options { features, ..Options::default() });
    assert_eq!(bench.read(Characteristic::Feature), Ok(row("Feature")));
}

#[test]
fn the_worked_heartbeat_is_what_the_tests_send() {
    assert_eq!(row("Heartbeat"), frame(HEARTBEAT, 0, TOKEN, &[]));
}

/// Boot id, battery, sequence and result are the row's; number, force and clock are this run's, at their places.
#[test]
fn a_status_has_its_fields_where_the_worked_status_has_them() {
    let mut bench = Bench::connected(Options { boot_id: 7, ..Options::default() });
    bench.sequence = 0;
    assert_eq!(bench.send(1, &[]).result, 1);
    bench.start(&Programme { rest_time: 0, total: 900, ..Programme::default() });
    bench.wait(40_000);
    let (status, worked) = (bench.last_status(), row("Status"));
    assert_eq!(status[..10], worked[..10]);
    assert_eq!(status[12..14], worked[12..14], "target force");
    let measured = u16::from_le_bytes([status[10], status[11]]);
    assert!((887..=893).contains(&measured), "{measured}");
    assert!((39..=41).contains(&status[14]), "clock");
    assert_eq!(status.len(), worked.len());
}

#[test]
fn a_telemetry_sample_has_its_fields_where_the_worked_one_has_them() {
    let mut bench = Bench::in_control(Options::default());
    bench.start(&Programme::default());
    bench.fault(Fault::HandSwitchRelease);
    bench.wait_until(60_000, |device| device.true_force_decinewtons() == 890);
    bench.wait(1_000);
    let samples = bench.notified(Characteristic::Telemetry);
    let (sample, worked) = (*samples.last().unwrap(), row("Telemetry"));
    assert_eq!(sample[8..14], worked[8..14], "target, state, phase, cycle, flags");
    let uptime = u64::from(u32::from_le_bytes([sample[2], sample[3], sample[4], sample[5]]));
    assert!((1..=250).contains(&(bench.now - uptime)), "uptime");
    assert_eq!(usize::from(sample[0]), samples.len(), "sample number");
    assert_eq!(sample.len(), worked.len());
}

/// Record 41 as the text tells it.
fn record_41() -> Record {
    Record {
        number: 41,
        boot_id: 7,
        bond_number: 3,
        token: TOKEN,
        began: 61_000,
        began_unix: 1_774_681_200_000,
        duration: 4_000,
        cause: Cause::Stop,
        faults: FaultBits::default(),
        greatest_force: 200,
        forces: Forces { hold: 890, rest: 445, ramp_up: 50, ramp_down: 50, limit: 890 },
        times: Times { total: 900, hold: 60, rest: 20, region: 0, angle: 15 },
        events: vec![
            RecordEvent { at: 0, what: Happening::State(State::Running) },
            RecordEvent { at: 3_000, what: Happening::StopByCentral },
        ],
        samples: vec![Some(0), Some(50), Some(100), None],
    }
}

/// The block of bytes below the table.
fn worked_content() -> Vec<u8> {
    let (_, section) = PROFILE.split_once("Record 41, whole").expect("record 41");
    let block = section.split("```").nth(1).expect("a block");
    decode(&block.split_whitespace().collect::<String>())
}

/// A unit with record 41 and so many above it, connected, that has run for less than a second.
fn with_record_41(more: u32) -> Bench {
    let others = (1..=more).map(|above| Record { number: 41 + above, ..record_41() });
    let records = [record_41()].into_iter().chain(others).collect();
    let mut bench =
        Bench::connected(Options { boot_id: 7, bond_number: 3, jitter: 0, records, ..Options::default() });
    bench.subscribe_to_records();
    bench
}

#[test]
fn record_41_is_the_worked_block_byte_by_byte() {
    assert_eq!(record_41().content(), worked_content());
}

#[test]
fn record_41_is_told_whole_and_deleted_in_the_worked_frames() {
    let mut bench = with_record_41(0);
    assert_eq!(bench.ask(&row("Report All")), row("report done"));
    assert_eq!(bench.notified(Characteristic::SessionRecord), [row("Session Record: entry")]);
    assert_eq!(bench.content(41, 0), worked_content());
    bench.events.clear();
    assert_eq!(row("Report Content"), report_content(41, 13));
    assert_eq!(bench.content(41, 13), worked_content()[13..]);
    let fragments = bench.notified(Characteristic::SessionRecord);
    assert_eq!(fragments.first().unwrap(), &row("Session Record: fragment"));
    assert_eq!(fragments.last().unwrap(), &row("Session Record: last fragment"));
    assert_eq!(bench.ask(&row("Delete")), [6, 0, 2, 1]);
    assert_eq!(bench.device.record_numbers(), [] as [u32; 0]);
}

#[test]
fn two_records_are_the_worked_number() {
    let mut bench = with_record_41(1);
    assert_eq!(bench.ask(&[4, 1]), row("Number of records"));
}

#[test]
fn a_clock_that_was_never_set_reads_as_the_worked_one_and_takes_the_worked_time() {
    let mut bench = with_record_41(0);
    // What is asked 20 ms before arrives at 61,000 ms.
    bench.wait(60_980 - bench.now);
    assert_eq!(bench.read(Characteristic::Clock), Ok(row("Clock, read")));
    bench.write(Characteristic::Clock, row("Clock, write"));
    let since = bench.now + 20;
    bench.wait(61_980 - bench.now);
    let reading = bench.read(Characteristic::Clock).unwrap();
    let unix = u64::from_le_bytes(*[&reading[8..14], &[0, 0]].concat().first_chunk().unwrap());
    assert_eq!(unix, 1_774_681_200_000 + 62_000 - since);
}
