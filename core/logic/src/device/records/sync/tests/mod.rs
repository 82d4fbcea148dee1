//! The fetching of records against a device in a few lines that keeps to section 12, and a journal that forgets what was
//! not committed.

mod behaviour;
mod bench;
mod properties;

use std::num::{NonZeroU16, NonZeroU32};

use crate::device::command::{Programme, ProgrammeForces, ProgrammeTimes};
use crate::device::records::record::{
    RecordCause, RecordDigest, RecordEvent, RecordEventKind, RecordNumber, SessionRecord,
};
use crate::device::status::{DeviceBoot, Faults};
use crate::modality::Region;
use crate::time::Millis;
use crate::units::Force;

/// A record of so many seconds; its digest is that of its bytes only once it went through them.
pub(crate) fn record(number: u32, token: Option<u32>, seconds: usize) -> SessionRecord {
    let newtons = |tenths| Force::from_decinewtons(tenths);
    let sample = |second: usize| u16::try_from(second * 7 % 890).expect("below 890");
    SessionRecord {
        number: RecordNumber(number),
        digest: RecordDigest(0),
        simulated: true,
        boot: DeviceBoot(7),
        bond: token.and(NonZeroU16::new(3)),
        token: token.and_then(NonZeroU32::new),
        started_uptime: Millis(61_000),
        started_unix_millis: Some(1_774_681_200_000),
        duration: Millis::from_secs(seconds as u64),
        cause: RecordCause::Completed,
        faults: Faults::NONE,
        greatest: newtons(889),
        programme: Programme {
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
        },
        events: vec![
            RecordEvent { at: Millis::ZERO, kind: RecordEventKind::State, value: 3 },
            RecordEvent { at: Millis::from_secs(3), kind: RecordEventKind::HandSwitch, value: 0 },
        ],
        samples: (0..seconds).map(|second| (second % 9 != 4).then(|| newtons(sample(second)))).collect(),
    }
}
