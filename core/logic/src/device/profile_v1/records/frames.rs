//! Session Record notifications (section 12): an entry of the list, or a fragment of a content.

use std::num::NonZeroU32;

use super::super::crc;
use crate::device::driver::FrameError;
use crate::device::records::protocol::RecordReport;
use crate::device::records::record::{RecordEntry, RecordNumber};
use crate::device::timing;
use crate::time::Millis;

const ENTRY: u8 = 1;
const FRAGMENT: u8 = 2;
/// Of a fragment, before and behind its content.
const AROUND: usize = 9;
const MOST_CONTENT: usize = 11;

pub(super) fn decode(bytes: &[u8]) -> Result<RecordReport, FrameError> {
    match bytes.first() {
        Some(&ENTRY) => decode_entry(bytes).map(RecordReport::Entry),
        Some(&FRAGMENT) => decode_fragment(bytes),
        Some(_) => Err(FrameError::Value { at: 0 }),
        None => Err(FrameError::Length { expected: AROUND + MOST_CONTENT, got: 0 }),
    }
}

fn decode_entry(bytes: &[u8]) -> Result<RecordEntry, FrameError> {
    let frame = crc::opened::<20>(bytes)?;
    let word = |at: usize| u32::from_le_bytes([frame[at], frame[at + 1], frame[at + 2], frame[at + 3]]);
    let length = u32::from_le_bytes([frame[9], frame[10], frame[11], 0]);
    if length > timing::RECORD_LONGEST {
        return Err(FrameError::Value { at: 9 });
    }
    Ok(RecordEntry {
        number: RecordNumber(word(1)),
        token: NonZeroU32::new(word(5)),
        length,
        started_unix_seconds: Some(word(12)).filter(|seconds| *seconds > 0),
        duration: Millis::from_secs(u64::from(u16::from_le_bytes([frame[16], frame[17]]))),
    })
}

fn decode_fragment(bytes: &[u8]) -> Result<RecordReport, FrameError> {
    let wrong_length = FrameError::Length { expected: AROUND + MOST_CONTENT, got: bytes.len() };
    if bytes.len() <= AROUND || bytes.len() > AROUND + MOST_CONTENT {
        return Err(wrong_length);
    }
    let frame = crc::checked(bytes)?;
    let (head, content) = frame.split_at(AROUND - 2);
    Ok(RecordReport::Fragment {
        number_low: u16::from_le_bytes([head[1], head[2]]),
        offset: u32::from_le_bytes([head[3], head[4], head[5], head[6]]),
        bytes: content.to_vec(),
    })
}

/// As a device sends it.
#[cfg(test)]
pub(crate) fn entry(entry: &RecordEntry) -> Vec<u8> {
    let mut frame = vec![ENTRY];
    frame.extend(entry.number.0.to_le_bytes());
    frame.extend(entry.token.map_or(0, NonZeroU32::get).to_le_bytes());
    frame.extend(&entry.length.to_le_bytes()[..3]);
    frame.extend(entry.started_unix_seconds.unwrap_or(0).to_le_bytes());
    frame.extend(u16::try_from(entry.duration.secs_floor()).unwrap_or(u16::MAX).to_le_bytes());
    crc::sealed(frame)
}

/// The fragment of `content` from `offset` on, as a device sends it.
#[cfg(test)]
pub(crate) fn fragment(number: RecordNumber, content: &[u8], offset: usize) -> Vec<u8> {
    let mut frame = vec![FRAGMENT];
    frame.extend(&number.0.to_le_bytes()[..2]);
    frame.extend(u32::try_from(offset).expect("short").to_le_bytes());
    frame.extend(&content[offset..content.len().min(offset + MOST_CONTENT)]);
    crc::sealed(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_entry_reads_back_as_it_was_sent(
            number in any::<u32>(), token in any::<u32>(), length in 0..=timing::RECORD_LONGEST,
            started in any::<u32>(), seconds in any::<u16>(),
        ) {
            let sent = RecordEntry {
                number: RecordNumber(number),
                token: NonZeroU32::new(token),
                length,
                started_unix_seconds: Some(started).filter(|seconds| *seconds > 0),
                duration: Millis::from_secs(u64::from(seconds)),
            };
            prop_assert_eq!(decode(&entry(&sent)), Ok(RecordReport::Entry(sent)));
        }

        #[test]
        fn a_content_comes_back_from_its_fragments(
            number in any::<u32>(), content in proptest::collection::vec(any::<u8>(), 1..300),
        ) {
            let mut got = Vec::new();
            while got.len() < content.len() {
                let frame = fragment(RecordNumber(number), &content, got.len());
                prop_assert!(frame.len() <= 20);
                let Ok(RecordReport::Fragment { offset, bytes, number_low }) = decode(&frame) else {
                    return Err(TestCaseError::fail("no fragment"));
                };
                prop_assert_eq!(u32::from(number_low), number & 0xFFFF);
                prop_assert_eq!(offset as usize, got.len());
                got.extend(bytes);
            }
            prop_assert_eq!(got, content);
        }

        #[test]
        fn a_fragment_with_any_one_bit_changed_is_none(bit in 8_usize..160) {
            let mut frame = fragment(RecordNumber(9), &[7; 30], 11);
            frame[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(decode(&frame).is_err());
        }
    }

    #[test]
    fn an_entry_that_claims_more_than_any_record_can_be_is_none() {
        let long = RecordEntry {
            number: RecordNumber(1),
            token: None,
            length: timing::RECORD_LONGEST + 1,
            started_unix_seconds: None,
            duration: Millis::ZERO,
        };
        assert_eq!(decode(&entry(&long)), Err(FrameError::Value { at: 9 }));
    }

    #[test]
    fn a_fragment_without_content_or_with_too_much_is_none() {
        for content in [0, 12] {
            let frame = crc::sealed([vec![FRAGMENT; 7], vec![1; content]].concat());
            assert!(matches!(decode(&frame), Err(FrameError::Length { .. })), "{content}");
        }
    }
}
