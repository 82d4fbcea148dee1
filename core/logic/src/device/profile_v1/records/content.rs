//! The content of a record (section 12): a header, its events, a sample for each second, and the digest over them.

use std::num::{NonZeroU16, NonZeroU32};

use super::super::{codes, crc};
use super::clock::six_bytes;
use crate::device::command::{Programme, ProgrammeForces, ProgrammeTimes};
use crate::device::driver::FrameError;
use crate::device::records::record::{
    RecordCause, RecordDigest, RecordEvent, RecordEventKind, RecordNumber, SessionRecord,
};
use crate::device::status::DeviceBoot;
use crate::modality::Region;
use crate::time::Millis;
use crate::units::Force;

const VERSION: u8 = 1;
const SIMULATED: u8 = 1;
const CLOCK_SET: u8 = 2;
const HEADER: usize = 56;
const EVENT: usize = 7;
const SAMPLE: usize = 2;
const DIGEST: usize = 4;
const NO_SAMPLE: u16 = u16::MAX;

pub(super) fn decode(content: &[u8]) -> Result<SessionRecord, FrameError> {
    let header = Fields(content);
    let wrong_length = |expected| FrameError::Length { expected, got: content.len() };
    if content.len() < HEADER + DIGEST {
        return Err(wrong_length(HEADER + DIGEST));
    }
    if content[0] != VERSION {
        return Err(FrameError::Value { at: 0 });
    }
    let (events, samples) = (usize::from(header.half(52)), usize::from(header.half(54)));
    let samples_at = HEADER + events * EVENT;
    let digest_at = samples_at + samples * SAMPLE;
    if content.len() != digest_at + DIGEST {
        return Err(wrong_length(digest_at + DIGEST));
    }
    let digest = header.word(digest_at);
    if digest != crc::long(&content[..digest_at]) {
        return Err(FrameError::Checksum);
    }
    let clock_set = content[1] & CLOCK_SET != 0;
    Ok(SessionRecord {
        number: RecordNumber(header.word(4)),
        digest: RecordDigest(digest),
        simulated: content[1] & SIMULATED != 0,
        boot: DeviceBoot(header.half(2)),
        bond: NonZeroU16::new(header.half(8)),
        token: NonZeroU32::new(header.word(10)),
        started_uptime: Millis(six_bytes(&content[14..20])),
        started_unix_millis: Some(six_bytes(&content[20..26])).filter(|millis| clock_set && *millis > 0),
        duration: Millis(u64::from(header.word(26))),
        cause: cause(content[30]),
        faults: codes::faults(content[31]),
        greatest: header.force(32),
        programme: header.programme()?,
        events: content[HEADER..samples_at].chunks_exact(EVENT).filter_map(event).collect(),
        samples: content[samples_at..digest_at]
            .chunks_exact(SAMPLE)
            .map(|sample| Fields(sample).half(0))
            .map(|sample| (sample != NO_SAMPLE).then(|| Force::from_decinewtons(sample)))
            .collect(),
    })
}

/// Numbers at their places; what is beyond the end reads as 0, which the length rules out before.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.0.get(at).copied().unwrap_or(0)
    }

    fn half(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.byte(at), self.byte(at + 1)])
    }

    fn word(&self, at: usize) -> u32 {
        u32::from(self.half(at)) | u32::from(self.half(at + 2)) << 16
    }

    fn force(&self, at: usize) -> Force {
        Force::from_decinewtons(self.half(at))
    }

    fn seconds(&self, at: usize) -> Millis {
        Millis::from_secs(u64::from(self.half(at)))
    }

    fn programme(&self) -> Result<Programme, FrameError> {
        let region = match self.byte(50) {
            0 => Region::Cervical,
            1 => Region::Lumbar,
            _ => return Err(FrameError::Value { at: 50 }),
        };
        Ok(Programme {
            forces: ProgrammeForces {
                hold: self.force(34),
                rest: self.force(36),
                ramp_up_per_second: self.force(38),
                ramp_down_per_second: self.force(40),
                limit: self.force(42),
            },
            times: ProgrammeTimes {
                total: self.seconds(44),
                hold: self.seconds(46),
                rest: self.seconds(48),
                region,
                angle_degrees: self.byte(51),
            },
        })
    }
}

const fn cause(number: u8) -> RecordCause {
    match number {
        0 => RecordCause::Completed,
        1 => RecordCause::Stopped,
        2 => RecordCause::Fault,
        3 => RecordCause::Restart,
        4 => RecordCause::StartButton,
        other => RecordCause::Other(other),
    }
}

/// Kinds in the order of their numbers, from 1.
const EVENTS: [RecordEventKind; 8] = [
    RecordEventKind::State,
    RecordEventKind::Phase,
    RecordEventKind::Fault,
    RecordEventKind::HandSwitch,
    RecordEventKind::StartButton,
    RecordEventKind::Adjusted,
    RecordEventKind::Stop,
    RecordEventKind::Lost,
];

/// One event; a kind of a later version is skipped.
fn event(bytes: &[u8]) -> Option<RecordEvent> {
    let fields = Fields(bytes);
    let kind = EVENTS.get(usize::from(fields.byte(4).checked_sub(1)?)).copied()?;
    Some(RecordEvent { at: Millis(u64::from(fields.word(0))), kind, value: fields.half(5) })
}

/// As a device writes it.
#[cfg(test)]
pub(crate) fn encode(record: &SessionRecord) -> Vec<u8> {
    let tenths = |force: Force| u16::try_from(force.decinewtons_floor()).expect("fits").to_le_bytes();
    let seconds = |time: Millis| u16::try_from(time.secs_floor()).expect("fits").to_le_bytes();
    let flags = u8::from(record.simulated) | u8::from(record.started_unix_millis.is_some()) << 1;
    let mut content = vec![VERSION, flags];
    content.extend(record.boot.0.to_le_bytes());
    content.extend(record.number.0.to_le_bytes());
    content.extend(record.bond.map_or(0, NonZeroU16::get).to_le_bytes());
    content.extend(record.token.map_or(0, NonZeroU32::get).to_le_bytes());
    content.extend(&record.started_uptime.get().to_le_bytes()[..6]);
    content.extend(&record.started_unix_millis.unwrap_or(0).to_le_bytes()[..6]);
    content.extend(u32::try_from(record.duration.get()).expect("fits").to_le_bytes());
    content.push((0..=u8::MAX).find(|number| cause(*number) == record.cause).expect("a number"));
    content.push(codes::numbers::faults(record.faults));
    content.extend(tenths(record.greatest));
    let Programme { forces, times } = record.programme;
    for force in
        [forces.hold, forces.rest, forces.ramp_up_per_second, forces.ramp_down_per_second, forces.limit]
    {
        content.extend(tenths(force));
    }
    for time in [times.total, times.hold, times.rest] {
        content.extend(seconds(time));
    }
    content.extend([u8::from(times.region == Region::Lumbar), times.angle_degrees]);
    content.extend(u16::try_from(record.events.len()).expect("few").to_le_bytes());
    content.extend(u16::try_from(record.samples.len()).expect("few").to_le_bytes());
    for event in &record.events {
        content.extend(u32::try_from(event.at.get()).expect("fits").to_le_bytes());
        let place = EVENTS.iter().position(|kind| *kind == event.kind).expect("listed");
        content.push(u8::try_from(place + 1).expect("few"));
        content.extend(event.value.to_le_bytes());
    }
    for sample in &record.samples {
        content.extend(sample.map_or(NO_SAMPLE.to_le_bytes(), tenths));
    }
    let digest = crc::long(&content);
    content.extend(digest.to_le_bytes());
    content
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::records::sync::tests::record;
    use proptest::prelude::*;

    fn with_digest(mut content: Vec<u8>) -> Vec<u8> {
        let end = content.len() - DIGEST;
        content.truncate(end);
        let digest = crc::long(&content);
        content.extend(digest.to_le_bytes());
        content
    }

    proptest! {
        #[test]
        fn a_record_reads_back_as_it_was_written(
            number in any::<u32>(), token in proptest::option::of(1_u32..), seconds in 0_usize..400,
        ) {
            let written = record(number, token, seconds);
            let content = encode(&written);
            let read = decode(&content).expect("sound");
            prop_assert_eq!(encode(&read), content);
            prop_assert_eq!(SessionRecord { digest: written.digest, ..read }, written);
        }

        #[test]
        fn a_content_with_any_one_bit_changed_or_cut_short_is_none(bit in 0_usize..8 * 80, cut in 1_usize..80) {
            let mut content = encode(&record(5, Some(9), 10));
            let bit = bit % (content.len() * 8);
            let cut = content.len() - cut.min(content.len());
            prop_assert!(decode(&content[..cut]).is_err());
            content[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(decode(&content).is_err());
        }
    }

    #[test]
    fn events_of_a_later_version_are_skipped() {
        let mut content = encode(&record(5, Some(9), 10));
        content[HEADER + 4] = 200;
        let read = decode(&with_digest(content)).expect("sound");
        assert_eq!(read.events.len(), record(5, Some(9), 10).events.len() - 1);
    }

    #[test]
    fn another_version_of_the_content_or_no_region_is_refused_with_its_place() {
        for at in [0, 50] {
            let mut content = encode(&record(5, Some(9), 10));
            content[at] = 9;
            assert_eq!(decode(&with_digest(content)), Err(FrameError::Value { at }));
        }
    }
}
