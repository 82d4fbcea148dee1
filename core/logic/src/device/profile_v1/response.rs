//! The answer of the Control Point (section 3).

use super::{codes, crc};
use crate::device::command::{ResultCode, Sequence, Verdict};
use crate::device::driver::{FrameError, Response};

/// The first byte of every response.
const RESPONSE: u8 = 0xF0;

/// The device's answer to one command.
pub(super) fn decode(bytes: &[u8]) -> Result<Response, FrameError> {
    let frame = crc::opened::<10>(bytes)?;
    if frame[0] != RESPONSE {
        return Err(FrameError::Value { at: 0 });
    }
    let verdict = codes::verdict(frame[4]).ok_or(FrameError::Value { at: 4 })?;
    let detail = u16::from_le_bytes([frame[6], frame[7]]);
    Ok(Response {
        command: codes::command(frame[1]).ok_or(FrameError::Value { at: 1 })?,
        sequence: Sequence::new(u16::from_le_bytes([frame[2], frame[3]])),
        verdict,
        state: codes::state(frame[5]).ok_or(FrameError::Value { at: 5 })?,
        limit_passed: (verdict == Verdict::Refused(ResultCode::OverLimit)).then_some(detail),
    })
}

/// As a device sends it.
#[cfg(test)]
pub(crate) fn encode(response: &Response) -> Vec<u8> {
    let mut frame = vec![RESPONSE, codes::opcode(response.command)];
    frame.extend(response.sequence.get().to_le_bytes());
    frame.push(codes::numbers::result(Some(response.verdict)));
    frame.push(codes::numbers::state(response.state));
    frame.extend(response.limit_passed.unwrap_or(0).to_le_bytes());
    crc::sealed(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_response_without_a_result_is_none() {
        let content = vec![RESPONSE, 6, 5, 0, 0, 3, 0, 0];
        assert_eq!(decode(&crc::sealed(content)), Err(FrameError::Value { at: 4 }));
    }

    proptest! {
        #[test]
        fn what_is_decoded_encodes_to_what_decodes_the_same(
            opcode in 1_u8..=0x0B, sequence: u16, result in 1_u8.., state in 0_u8..7, detail: u16,
        ) {
            let mut content = vec![RESPONSE, opcode];
            content.extend(sequence.to_le_bytes());
            content.extend([result, state]);
            content.extend(detail.to_le_bytes());
            let response = decode(&crc::sealed(content)).expect("sound values");
            prop_assert_eq!(decode(&encode(&response)), Ok(response));
        }
    }
}
