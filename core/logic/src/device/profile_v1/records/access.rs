//! The Record Access Control Point (section 12), in the SIG's layout and without a checksum, as the SIG has it.

use crate::device::driver::FrameError;
use crate::device::records::protocol::{RecordReport, RecordRequest, RecordRequestKind, RecordResult};

const REPORT: u8 = 0x01;
const DELETE: u8 = 0x02;
const ABORT: u8 = 0x03;
const REPORT_NUMBER: u8 = 0x04;
const NUMBER_ANSWER: u8 = 0x05;
const RESPONSE: u8 = 0x06;

const ALL: u8 = 0x01;
/// "Exactly this one", the profile's own operator.
const EXACTLY: u8 = 0xE1;
const CONTENT_FROM: u8 = 0x02;
const WITH_DIGEST: u8 = 0x03;

pub(super) fn encode(request: &RecordRequest) -> Vec<u8> {
    let two = |head: [u8; 3], first: u32, second: u32| {
        head.into_iter().chain(first.to_le_bytes()).chain(second.to_le_bytes()).collect()
    };
    match *request {
        RecordRequest::Number => vec![REPORT_NUMBER, ALL],
        RecordRequest::List => vec![REPORT, ALL],
        RecordRequest::Content { number, offset } => two([REPORT, EXACTLY, CONTENT_FROM], number.0, offset),
        RecordRequest::Delete { number, digest } => two([DELETE, EXACTLY, WITH_DIGEST], number.0, digest.0),
        RecordRequest::Abort => vec![ABORT, 0],
    }
}

pub(super) fn decode(bytes: &[u8]) -> Result<RecordReport, FrameError> {
    let frame: [u8; 4] =
        bytes.try_into().map_err(|_| FrameError::Length { expected: 4, got: bytes.len() })?;
    match frame {
        [NUMBER_ANSWER, 0, low, high] => Ok(RecordReport::Number(u16::from_le_bytes([low, high]))),
        [RESPONSE, 0, request, code] => Ok(RecordReport::Answer {
            of: kind(request).ok_or(FrameError::Value { at: 2 })?,
            result: result(code),
        }),
        [NUMBER_ANSWER | RESPONSE, ..] => Err(FrameError::Value { at: 1 }),
        _ => Err(FrameError::Value { at: 0 }),
    }
}

const fn kind(opcode: u8) -> Option<RecordRequestKind> {
    Some(match opcode {
        REPORT_NUMBER => RecordRequestKind::Number,
        REPORT => RecordRequestKind::Report,
        DELETE => RecordRequestKind::Delete,
        ABORT => RecordRequestKind::Abort,
        _ => return None,
    })
}

const fn result(code: u8) -> RecordResult {
    match code {
        0x01 => RecordResult::Success,
        0x06 => RecordResult::NotFound,
        0x07 => RecordResult::NothingToAbort,
        0x08 => RecordResult::NotCompleted,
        0xE0 => RecordResult::DigestDiffers,
        0xE1 => RecordResult::Busy,
        other => RecordResult::Refused(other),
    }
}

/// As a device answers.
#[cfg(test)]
pub(crate) fn answer(of: RecordRequestKind, code: RecordResult) -> Vec<u8> {
    let opcode = (0..=u8::MAX).find(|opcode| kind(*opcode) == Some(of)).expect("an opcode");
    let code = (0..=u8::MAX).find(|byte| result(*byte) == code).expect("a code");
    vec![RESPONSE, 0, opcode, code]
}

/// As a device answers how many there are.
#[cfg(test)]
pub(crate) fn number_answer(number: u16) -> Vec<u8> {
    let [low, high] = number.to_le_bytes();
    vec![NUMBER_ANSWER, 0, low, high]
}

/// As a device reads it.
#[cfg(test)]
pub(crate) fn read(bytes: &[u8]) -> Option<RecordRequest> {
    use crate::device::records::record::{RecordDigest, RecordNumber};
    let word =
        |at: usize| bytes.get(at..at + 4).map(|four| u32::from_le_bytes(four.try_into().expect("four")));
    Some(match bytes {
        [REPORT_NUMBER, ALL] => RecordRequest::Number,
        [REPORT, ALL] => RecordRequest::List,
        [ABORT, 0] => RecordRequest::Abort,
        [REPORT, EXACTLY, CONTENT_FROM, ..] => {
            RecordRequest::Content { number: RecordNumber(word(3)?), offset: word(7)? }
        }
        [DELETE, EXACTLY, WITH_DIGEST, ..] => {
            RecordRequest::Delete { number: RecordNumber(word(3)?), digest: RecordDigest(word(7)?) }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::records::record::{RecordDigest, RecordNumber};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_request_reads_back_as_it_was_written(which in 0..5, number in any::<u32>(), other in any::<u32>()) {
            let number = RecordNumber(number);
            let request = match which {
                0 => RecordRequest::Number,
                1 => RecordRequest::List,
                2 => RecordRequest::Content { number, offset: other },
                3 => RecordRequest::Delete { number, digest: RecordDigest(other) },
                _ => RecordRequest::Abort,
            };
            let bytes = encode(&request);
            prop_assert!(bytes.len() <= 20);
            prop_assert_eq!(read(&bytes), Some(request));
        }
    }

    #[test]
    fn an_answer_of_another_length_or_with_an_operator_is_none() {
        assert_eq!(decode(&[6, 0, 1]), Err(FrameError::Length { expected: 4, got: 3 }));
        assert_eq!(decode(&[6, 1, 1, 1]), Err(FrameError::Value { at: 1 }));
        assert_eq!(decode(&[7, 0, 1, 1]), Err(FrameError::Value { at: 0 }));
        assert_eq!(decode(&[6, 0, 9, 1]), Err(FrameError::Value { at: 2 }));
    }
}
