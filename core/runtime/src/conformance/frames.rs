//! Requests as raw bytes: those of the profile, and those that no central should write. Written from the tables of
//! sections 3, 12 and 13, beside the encoder that sessions use.

use nape_logic::device::profile_v1::sealed;

pub(super) const REQUEST_CONTROL: u8 = 0x01;
pub(super) const CLEAR_FAULT: u8 = 0x02;
pub(super) const FORCES: u8 = 0x03;
pub(super) const TIMES: u8 = 0x04;
pub(super) const ARM: u8 = 0x05;
pub(super) const START: u8 = 0x06;
pub(super) const PAUSE: u8 = 0x07;
pub(super) const RESUME: u8 = 0x08;
pub(super) const ADJUST: u8 = 0x09;
pub(super) const HEARTBEAT: u8 = 0x0A;
pub(super) const QUERY: u8 = 0x0B;
/// Of no version.
pub(super) const UNKNOWN: u8 = 0x7E;

pub(super) const APPLIED: u8 = 1;
pub(super) const NOT_SUPPORTED: u8 = 2;
pub(super) const INVALID: u8 = 3;
pub(super) const OVER_LIMIT: u8 = 4;
pub(super) const WRONG_STATE: u8 = 5;
pub(super) const STALE: u8 = 8;
pub(super) const WRONG_TOKEN: u8 = 9;
pub(super) const HASH_DIFFERS: u8 = 10;
pub(super) const UNKNOWN_SEQUENCE: u8 = 12;

/// A request to the Control Point.
pub(super) fn request(opcode: u8, sequence: u16, token: u32, parameters: &[u8]) -> Vec<u8> {
    let mut frame = vec![opcode];
    frame.extend(sequence.to_le_bytes());
    frame.extend(token.to_le_bytes());
    frame.extend(parameters);
    sealed(frame)
}

/// An answer of the Control Point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) opcode: u8,
    pub(super) sequence: u16,
    pub(super) result: u8,
    pub(super) detail: u16,
}

impl Answer {
    /// Read from an indication; nothing where that is none of the profile's.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let [0xF0, opcode, s0, s1, result, _, d0, d1, ..] = *bytes else { return None };
        let is_whole = bytes.len() == 10 && sealed(bytes[..8].to_vec()) == bytes;
        is_whole.then_some(Self {
            opcode,
            sequence: u16::from_le_bytes([s0, s1]),
            result,
            detail: u16::from_le_bytes([d0, d1]),
        })
    }
}

/// A programme, in the wire's units: 0.1 N, 0.1 N/s, s.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) hold: u16,
    pub(super) rest: u16,
    pub(super) ramp_up: u16,
    pub(super) ramp_down: u16,
    pub(super) limit: u16,
    pub(super) total: u16,
    pub(super) hold_time: u16,
    pub(super) rest_time: u16,
    pub(super) region: u8,
}

impl Asked {
    pub(super) fn forces(&self) -> Vec<u8> {
        [self.hold, self.rest, self.ramp_up, self.ramp_down, self.limit]
            .iter()
            .flat_map(|v| v.to_le_bytes())
            .collect()
    }

    pub(super) fn times(&self) -> Vec<u8> {
        let mut times: Vec<u8> =
            [self.total, self.hold_time, self.rest_time].iter().flat_map(|v| v.to_le_bytes()).collect();
        times.extend([self.region, 0]);
        times
    }

    pub(super) fn hash(&self) -> u32 {
        nape_logic::device::profile_v1::programme_hash(&self.forces(), &self.times())
    }
}
