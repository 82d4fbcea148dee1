//! The profile's worked frames (section 10), read out of the document.

use nape_simulator::frames::{crc16, crc32, opened};
use nape_simulator::{Characteristic, Fault, Options, RadioEvent, RadioRequest};

use crate::bench::{Bench, HEARTBEAT, Programme, TOKEN, frame};

const PROFILE: &str = include_str!("../../../../docs/device-profile.md");

/// Description and bytes of each row.
fn rows() -> Vec<(String, Vec<u8>)> {
    let (_, section) = PROFILE.split_once("## 10. Worked frames").expect("section 10");
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

#[test]
fn every_worked_frame_has_a_right_crc_and_fits_the_smallest_mtu() {
    assert_eq!(rows().len(), 10);
    for (what, bytes) in rows() {
        assert!(opened(&bytes).is_some(), "{what}");
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
fn the_default_unit_sends_the_worked_feature_frame() {
    let mut bench = Bench::connected(Options::default());
    bench.device.request(RadioRequest::Read(Characteristic::Feature), bench.now);
    bench.wait(100);
    let expected = RadioEvent::ReadDone { characteristic: Characteristic::Feature, value: row("Feature") };
    assert!(bench.events.iter().any(|(_, event)| *event == expected));
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
