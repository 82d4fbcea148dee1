//! One function that is fuzzed and tested alike: whatever bytes a device sends, in whatever shape they arrive, each is a
//! report or an error, reading changes nothing, and a Stop still passes first.
//!
//! The input is a row of messages, each `characteristic, length, value...`. Each value comes as it is, with the
//! checksums that make it a frame or a record, cut off, doubled, and filled up to what MTUs of 23, 185 and 517 carry.

use std::collections::{BTreeSet, VecDeque};
use std::num::NonZeroU32;

use nape_logic::device::command::{Programme, ProgrammeForces, ProgrammeTimes};
use nape_logic::device::controller::{self, Controller, ControllerConfig, DeviceRequest};
use nape_logic::device::driver::Driver;
use nape_logic::device::link::{Characteristic, LinkEvent, LinkRequest};
use nape_logic::device::profile_v1::{
    CLOCK, CONTROL_POINT, FEATURE, ProfileV1, RECORD_ACCESS, SERIAL_NUMBER, SESSION_RECORD, STATUS, STOP,
    TELEMETRY,
};
use nape_logic::device::records::protocol::RecordProtocol;
use nape_logic::device::records::sync::{self, Known, RecordSync};
use nape_logic::device::scale::{Scale, WEIGHT_MEASUREMENT, WEIGHT_SCALE_FEATURE};
use nape_logic::modality::{Modality, Region};
use nape_logic::time::{Elapsed, Millis, Timestamp};
use nape_logic::units::Force;

/// What the first byte of a message chooses from.
pub(crate) const CHARACTERISTICS: [Characteristic; 11] = [
    FEATURE,
    STATUS,
    TELEMETRY,
    CONTROL_POINT,
    STOP,
    SESSION_RECORD,
    CLOCK,
    RECORD_ACCESS,
    SERIAL_NUMBER,
    WEIGHT_MEASUREMENT,
    WEIGHT_SCALE_FEATURE,
];

const CARRIED: [usize; 3] = [23 - 3, 185 - 3, 517 - 3];
const NOW: Elapsed = Elapsed(1_000_000);

const FORCE: Force = Force::from_millinewtons(80_000);
const PROGRAMME: Programme = Programme {
    forces: ProgrammeForces {
        hold: FORCE,
        rest: Force::ZERO,
        ramp_up_per_second: Force::from_millinewtons(5_000),
        ramp_down_per_second: Force::from_millinewtons(5_000),
        limit: FORCE,
    },
    times: ProgrammeTimes {
        total: Millis::from_secs(900),
        hold: Millis::from_secs(60),
        rest: Millis::from_secs(20),
        region: Region::Cervical,
        angle_degrees: 15,
    },
};

/// Feeds it all; says how many values were understood as they are or with their checksums.
pub(crate) fn any_bytes(mut input: &[u8]) -> usize {
    let mut traction = Driven::new(Box::new(ProfileV1));
    let mut scale = Driven::new(Box::new(scale_of_a_pulley()));
    let mut records = Fetching::new();
    traction.controller.request(DeviceRequest::Prepare(PROGRAMME), NOW);
    let mut understood = 0;
    while let [which, length, rest @ ..] = input {
        let characteristic = CHARACTERISTICS[usize::from(*which) % CHARACTERISTICS.len()];
        let (value, others) = rest.split_at(rest.len().min((*length).into()));
        input = others;
        for shape in shapes(value) {
            understood += usize::from(is_read(characteristic, &shape));
            traction.notify(characteristic, &shape);
            scale.notify(characteristic, &shape);
            records.notify(characteristic, &shape);
        }
    }
    traction.controller.stop(NOW);
    let first = traction.controller.poll_output();
    let is_stop =
        matches!(&first, Some(controller::Output::Link(LinkRequest::Write { characteristic: STOP, .. })));
    assert!(is_stop, "Stop comes first, not {first:?}");
    understood
}

/// The value as it is, made whole, and broken in every way that a link or a hostile device may break it.
fn shapes(value: &[u8]) -> Vec<Vec<u8>> {
    let sealed = |checksum: &[u8]| [value, checksum].concat();
    let frame = sealed(&crc::Crc::<u16>::new(&crc::CRC_16_IBM_3740).checksum(value).to_le_bytes());
    let record = sealed(&crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(value).to_le_bytes());
    let mut all = vec![value.to_vec(), value.to_vec(), frame.clone(), frame.clone(), record];
    all.extend([
        value[..value.len() / 2].to_vec(),
        frame[..frame.len() - 1].to_vec(),
        [value, value].concat(),
    ]);
    for carried in CARRIED {
        all.push(frame.iter().copied().cycle().take(carried).collect());
    }
    all
}

/// Reads the value with all that reads; twice, for reading changes nothing.
fn is_read(characteristic: Characteristic, value: &[u8]) -> bool {
    let scale = scale_of_a_pulley();
    let once = (
        ProfileV1.decode(characteristic, value),
        scale.decode(characteristic, value),
        ProfileV1.read_report(characteristic, value),
        ProfileV1.record(value),
    );
    assert_eq!(ProfileV1.decode(characteristic, value), once.0);
    assert_eq!(scale.decode(characteristic, value), once.1);
    assert_eq!(ProfileV1.read_report(characteristic, value), once.2);
    once.0.is_ok() || once.1.is_ok() || once.2.is_ok() || once.3.is_ok()
}

fn scale_of_a_pulley() -> Scale {
    Scale::for_pull(Modality::OverDoorPulley, BTreeSet::from([Region::Cervical]))
}

/// A controller that is connected and ready.
struct Driven {
    controller: Controller,
}

impl Driven {
    fn new(driver: Box<dyn Driver>) -> Self {
        let config = ControllerConfig { force_limit: FORCE };
        let mut connected = Self { controller: Controller::new(driver, NonZeroU32::MIN, config) };
        connected.controller.connect(NOW);
        let mut ready = false;
        while let Some(output) = connected.controller.poll_output() {
            ready |= matches!(output, controller::Output::Ready(_));
            if let controller::Output::Link(request) = output
                && let Some(event) = answer(request)
            {
                connected.controller.handle(event, NOW);
            }
        }
        assert!(ready, "a sound device is driven");
        connected
    }

    fn notify(&mut self, characteristic: Characteristic, value: &[u8]) {
        let event = LinkEvent::Notified { characteristic, value: value.to_vec() };
        self.controller.handle(event, NOW);
        while let Some(output) = self.controller.poll_output() {
            if let controller::Output::Link(LinkRequest::Write { characteristic, .. }) = output {
                self.controller.handle(LinkEvent::Written(characteristic), NOW);
            }
        }
    }
}

/// The fetching of records from a sound device, until it asks for the first of them.
struct Fetching {
    sync: RecordSync,
}

impl Fetching {
    fn new() -> Self {
        let mut sync = RecordSync::new(Box::new(ProfileV1));
        sync.connect(NOW);
        let mut fetching = Self { sync };
        fetching.go_on();
        fetching
    }

    fn notify(&mut self, characteristic: Characteristic, value: &[u8]) {
        self.sync.handle(LinkEvent::Notified { characteristic, value: value.to_vec() }, NOW);
        self.go_on();
    }

    fn go_on(&mut self) {
        let mut events = VecDeque::new();
        loop {
            while let Some(output) = self.sync.poll_output() {
                match output {
                    sync::Output::Link(request) => events.extend(answer(request)),
                    sync::Output::Identified(_) => {
                        let tokens = BTreeSet::from_iter(NonZeroU32::new(0x0102_0304));
                        let phone = Timestamp::parse("2026-03-28T09:00:00+02:00").expect("an instant");
                        self.sync.begin(Known { tokens, ..Known::default() }, phone, NOW);
                    }
                    sync::Output::Keep { record, .. } => self.sync.kept(record.number, NOW),
                    _ => {}
                }
            }
            let Some(event) = events.pop_front() else { return };
            self.sync.handle(event, NOW);
        }
    }
}

/// What a sound device and its link answer, but for the answers to commands.
fn answer(request: LinkRequest) -> Option<LinkEvent> {
    let frame = |content: &[u8]| {
        let checksum = crc::Crc::<u16>::new(&crc::CRC_16_IBM_3740).checksum(content);
        [content, &checksum.to_le_bytes()].concat()
    };
    Some(match request {
        LinkRequest::Connect => LinkEvent::Connected { mtu: 23 },
        LinkRequest::Subscribe(characteristic) => LinkEvent::Subscribed(characteristic),
        LinkRequest::Read(characteristic) => LinkEvent::ReadDone {
            characteristic,
            value: match characteristic {
                FEATURE => frame(&[1, 0, 0, 1, 1, 11, 100, 0, 176, 8, 10, 0, 200, 0, 8, 7, 0, 50]),
                STATUS => frame(&[0, 0, 0, 80, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
                CLOCK => frame(&[7, 0, 72, 238, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0]),
                WEIGHT_SCALE_FEATURE => vec![0; 4],
                _ => b"one".to_vec(),
            },
        },
        LinkRequest::Write { characteristic, .. } => {
            let moves = matches!(characteristic, CONTROL_POINT | STOP);
            assert!(!moves, "who fetches records moves no device");
            LinkEvent::Written(characteristic)
        }
        LinkRequest::Disconnect => return None,
    })
}
