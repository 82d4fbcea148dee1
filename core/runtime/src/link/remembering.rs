//! A simulated unit that remembers what ran on it, for demonstrations: each session of the journal that ran on a simulated
//! device, one that its own start button began, and one of another phone.

use std::num::NonZeroU32;

use nape_logic::device::records::record::RecordNumber;
use nape_logic::modality::Region;
use nape_logic::time::{Elapsed, Millis, Timestamp};
use nape_logic::units::Force;
use nape_simulator::{Cause, DeviceInformation, Features, Options, Record, plausible_records};

use super::simulated::SimulatedLink;

/// The unit's own number.
const SERIAL: &str = "SIMULATED";
/// The unit has run before: what it remembers is of an earlier start.
const BOOT: u16 = 20;
/// How long the two records lasted that nobody here began.
const NOT_OURS: u16 = 300;

/// A session that ran on a simulated device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RanBefore {
    /// Its token.
    pub token: NonZeroU32,
    /// When it began.
    pub began: Timestamp,
    /// How long it was to last.
    pub duration: Millis,
    /// The pull of its hold.
    pub hold: Force,
    /// The part of the spine.
    pub region: Region,
}

impl SimulatedLink {
    /// The unit's own number, by which the journal knows its records.
    pub const SERIAL: &'static str = SERIAL;

    /// A unit with a record of each session in their order, numbered from 3; number 1 was begun at the unit, number 2 by
    /// another phone. Without those that `is_gone` names.
    pub fn remembering(
        seed: u64,
        sessions: &[RanBefore],
        is_gone: impl Fn(RecordNumber) -> bool,
        now: Elapsed,
    ) -> Self {
        let mut records = plausible_records(seed, 2, NOT_OURS);
        if let [at_unit, theirs] = records.as_mut_slice() {
            (at_unit.token, at_unit.bond_number, at_unit.cause) = (0, 0, Cause::StartButton);
            theirs.token = theirs.token.max(1);
        }
        let sessions = (3..).zip(sessions).map(|(number, session)| record(seed, number, session));
        records.extend(sessions);
        records.retain(|record| !is_gone(RecordNumber(record.number)));
        let features = Features {
            regions: Features::CERVICAL | Features::LUMBAR,
            force_step: 1,
            records: u8::MAX,
            ..Features::default()
        };
        Self::of(Options {
            seed,
            features,
            records,
            boot_id: BOOT,
            information: DeviceInformation { serial: SERIAL.to_owned(), ..DeviceInformation::default() },
            started_at: now.0,
            ..Options::default()
        })
    }
}

fn record(seed: u64, number: u32, session: &RanBefore) -> Record {
    let seconds = u16::try_from(session.duration.secs_floor()).unwrap_or(u16::MAX);
    let hold = u16::try_from(session.hold.decinewtons_floor()).unwrap_or(u16::MAX);
    let mut made = plausible_records(seed.wrapping_add(u64::from(number)), 1, seconds);
    let mut record = made.swap_remove(0);
    let most = record.samples.iter().flatten().copied().max().unwrap_or(0).max(1);
    // As if the session's own force had been measured.
    let scaled =
        |sample: u16| u16::try_from(u32::from(sample) * u32::from(hold) / u32::from(most)).unwrap_or(hold);
    record.samples = record.samples.iter().map(|sample| sample.map(scaled)).collect();
    record.greatest_force = record.samples.iter().flatten().copied().max().unwrap_or(0);
    (record.forces.hold, record.forces.limit) = (hold, hold);
    record.times.region = u8::from(session.region == Region::Lumbar);
    (record.number, record.token, record.bond_number) = (number, session.token.get(), 1);
    record.began_unix = u64::try_from(session.began.unix_millis()).unwrap_or(0);
    record
}
