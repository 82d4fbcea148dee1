//! The worked frames of the profile, section 10, executed: the text is read here, never copied.

use std::num::NonZeroU32;

use super::{CONTROL_POINT, FEATURE, ProfileV1, STATUS, TELEMETRY, feature, response, status, telemetry};
use crate::device::command::{
    Command, CommandKind, Programme, ProgrammeForces, ProgrammeTimes, Sequence, Verdict,
};
use crate::device::driver::{Driver, Report};
use crate::device::link::LinkRequest;
use crate::device::status::{DeviceKind, DevicePhase, DeviceState, Faults};
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::Force;

/// The bytes of the one row of section 10 that begins so.
pub(super) fn worked(beginning: &str) -> Vec<u8> {
    let row = section()
        .lines()
        .find(|line| line.starts_with(&format!("| {beginning}")))
        .unwrap_or_else(|| panic!("no row begins with {beginning}"));
    bytes(row.split('`').nth(1).expect("bytes between back quotes"))
}

/// Record 41, whole, as section 10 shows it.
pub(super) fn record_41() -> Vec<u8> {
    bytes(section().split("```").nth(1).expect("bytes in a block"))
}

fn section() -> &'static str {
    let (_, section) = include_str!("../../../../../docs/device-profile.md")
        .split_once("## 10. Worked frames")
        .expect("section 10");
    section
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<char> = hexadecimal.chars().filter(|character| !character.is_whitespace()).collect();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).expect("hexadecimal"))
        .collect()
}

pub(super) const fn newtons(tenths: u16) -> Force {
    Force::from_decinewtons(tenths)
}

pub(super) const PROGRAMME: Programme = Programme {
    forces: ProgrammeForces {
        hold: newtons(890),
        rest: newtons(445),
        ramp_up_per_second: newtons(50),
        ramp_down_per_second: newtons(50),
        limit: newtons(890),
    },
    times: ProgrammeTimes {
        total: Millis::from_secs(900),
        hold: Millis::from_secs(60),
        rest: Millis::from_secs(20),
        region: Region::Cervical,
        angle_degrees: 15,
    },
};

#[test]
fn every_worked_request_is_encoded_to_its_bytes() {
    let token = NonZeroU32::new(0x0102_0304).expect("not zero");
    for (row, sequence, command) in [
        ("Request Control", 1, Command::RequestControl),
        ("Programme Forces", 2, Command::ProgrammeForces(PROGRAMME.forces)),
        ("Programme Times", 3, Command::ProgrammeTimes(PROGRAMME.times)),
        ("Arm", 4, Command::Arm(PROGRAMME)),
        ("Start", 5, Command::Start),
        ("Heartbeat", 0, Command::Heartbeat),
    ] {
        let request = ProfileV1.encode(&command, Sequence::new(sequence), token, newtons(890));
        assert_eq!(
            request,
            Ok(LinkRequest::Write { characteristic: CONTROL_POINT, value: worked(row), with_response: true }),
            "{row}"
        );
    }
}

#[test]
fn the_worked_response_says_that_start_was_applied() {
    let bytes = worked("response: Start");
    let Ok(Report::Response(answer)) = ProfileV1.decode(CONTROL_POINT, &bytes) else {
        panic!("no response");
    };
    assert_eq!(answer.command, CommandKind::Start);
    assert_eq!(answer.sequence, Sequence::new(5));
    assert_eq!(answer.verdict, Verdict::Applied);
    assert_eq!(answer.state, DeviceState::Running);
    assert_eq!(response::encode(&answer), bytes);
}

#[test]
fn the_worked_status_says_what_its_row_says() {
    let bytes = worked("Status:");
    let Ok(Report::Status(said)) = ProfileV1.decode(STATUS, &bytes) else {
        panic!("no status");
    };
    assert_eq!((said.state, said.phase), (DeviceState::Running, DevicePhase::Hold));
    assert_eq!((said.faults, said.battery_percent, said.boot.0), (Faults::NONE, 80, 7));
    assert_eq!(said.last_applied, Some(Sequence::new(5)));
    assert_eq!(said.last_verdict, Some(Verdict::Applied));
    assert_eq!((said.hand_switch_pressed, said.simulated), (false, true));
    assert_eq!((said.measured, said.target), (newtons(887), newtons(890)));
    assert_eq!((said.programme_clock, said.number), (Millis::from_secs(61), 70));
    assert_eq!(status::encode(&said), bytes);
}

#[test]
fn the_worked_telemetry_says_what_its_row_says() {
    let bytes = worked("Telemetry:");
    let Ok(Report::Sample(said)) = ProfileV1.decode(TELEMETRY, &bytes) else {
        panic!("no sample");
    };
    assert_eq!((said.number, said.device_time), (Some(300), Some(Millis(61_000))));
    assert_eq!((said.measured, said.target), (newtons(887), newtons(890)));
    assert_eq!((said.state, said.phase), (DeviceState::Running, DevicePhase::Hold));
    assert_eq!((said.cycle, said.hand_switch_pressed, said.simulated), (1, false, true));
    assert_eq!(telemetry::encode(&said), bytes);
}

#[test]
fn the_worked_feature_says_what_its_row_says() {
    let bytes = worked("Feature:");
    let Ok(Report::Feature(said)) = ProfileV1.decode(FEATURE, &bytes) else {
        panic!("no feature");
    };
    assert_eq!((said.version, said.kind), ((1, 0), DeviceKind::Actuator));
    assert_eq!(said.modality, Modality::HomeUnit);
    assert_eq!(said.regions.iter().copied().collect::<Vec<_>>(), [Region::Cervical]);
    assert!(said.intermittent && said.hand_switch);
    assert_eq!((said.levels, said.records), (None, None));
    assert_eq!((said.least_force, said.greatest_force), (newtons(100), newtons(2224)));
    assert_eq!((said.force_step, said.greatest_ramp_per_second), (newtons(10), newtons(200)));
    assert_eq!(said.longest_programme, Millis::from_secs(1800));
    assert_eq!(feature::encode(&said), bytes);
}
