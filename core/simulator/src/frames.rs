//! The profile's byte tables and its two checksums, written out by hand.
//!
//! Numbers are little-endian; every frame ends with the CRC-16 of the bytes before it.

use crate::codes::{FaultBits, Outcome, Phase, State};
use crate::options::{Features, Kind};

/// CRC-16/IBM-3740: polynomial 0x1021, initial value 0xFFFF, no reflection, no final XOR.
pub fn crc16(bytes: &[u8]) -> u16 {
    let mut crc = 0xFFFF_u16;
    for byte in bytes {
        crc ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 };
        }
    }
    crc
}

/// CRC-32/ISO-HDLC: polynomial 0x04C11DB7 reflected, initial value and final XOR 0xFFFFFFFF.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 0 { crc >> 1 } else { (crc >> 1) ^ 0xEDB8_8320 };
        }
    }
    !crc
}

/// A frame: `body`, then its CRC-16.
pub fn sealed(mut body: Vec<u8>) -> Vec<u8> {
    let crc = crc16(&body);
    body.extend(crc.to_le_bytes());
    body
}

/// The body of a frame whose CRC is right.
pub fn opened(frame: &[u8]) -> Option<&[u8]> {
    let (body, crc) = frame.split_last_chunk::<2>()?;
    (crc16(body) == u16::from_le_bytes(*crc)).then_some(body)
}

/// A request on the Control Point (section 3).
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) opcode: u8,
    pub(crate) sequence: u16,
    pub(crate) token: u32,
    pub(crate) parameters: &'a [u8],
}

impl<'a> Request<'a> {
    /// `None` where length or CRC is wrong. Whether the parameters fit the opcode is the firmware's question.
    pub(crate) fn parse(frame: &'a [u8]) -> Option<Self> {
        if !(9..=20).contains(&frame.len()) {
            return None;
        }
        match opened(frame)? {
            [opcode, s0, s1, t0, t1, t2, t3, parameters @ ..] => Some(Self {
                opcode: *opcode,
                sequence: u16::from_le_bytes([*s0, *s1]),
                token: u32::from_le_bytes([*t0, *t1, *t2, *t3]),
                parameters,
            }),
            _ => None,
        }
    }
}

/// The parameters of Programme Forces: forces in 0.1 N, ramps in 0.1 N/s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Forces {
    pub(crate) hold: u16,
    pub(crate) rest: u16,
    pub(crate) ramp_up: u16,
    pub(crate) ramp_down: u16,
    pub(crate) limit: u16,
}

impl Forces {
    pub(crate) fn parse(parameters: &[u8]) -> Option<Self> {
        let [h0, h1, r0, r1, u0, u1, d0, d1, l0, l1] = *parameters else {
            return None;
        };
        Some(Self {
            hold: u16::from_le_bytes([h0, h1]),
            rest: u16::from_le_bytes([r0, r1]),
            ramp_up: u16::from_le_bytes([u0, u1]),
            ramp_down: u16::from_le_bytes([d0, d1]),
            limit: u16::from_le_bytes([l0, l1]),
        })
    }

    fn bytes(self) -> impl Iterator<Item = u8> {
        [self.hold, self.rest, self.ramp_up, self.ramp_down, self.limit]
            .into_iter()
            .flat_map(u16::to_le_bytes)
    }
}

/// The parameters of Programme Times, in seconds; the angle in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) total: u16,
    pub(crate) hold: u16,
    pub(crate) rest: u16,
    pub(crate) region: u8,
    pub(crate) angle: u8,
}

impl Times {
    pub(crate) fn parse(parameters: &[u8]) -> Option<Self> {
        let [t0, t1, h0, h1, r0, r1, region, angle] = *parameters else {
            return None;
        };
        Some(Self {
            total: u16::from_le_bytes([t0, t1]),
            hold: u16::from_le_bytes([h0, h1]),
            rest: u16::from_le_bytes([r0, r1]),
            region,
            angle,
        })
    }

    fn bytes(self) -> impl Iterator<Item = u8> {
        [self.total, self.hold, self.rest]
            .into_iter()
            .flat_map(u16::to_le_bytes)
            .chain([self.region, self.angle])
    }
}

/// The programme hash: CRC-32 over the parameters of both halves.
pub(crate) fn programme_hash(forces: Forces, times: Times) -> u32 {
    crc32(&forces.bytes().chain(times.bytes()).collect::<Vec<u8>>())
}

/// A response on the Control Point (section 3).
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) opcode: u8,
    pub(crate) sequence: u16,
    pub(crate) outcome: Outcome,
    pub(crate) state: State,
    pub(crate) detail: u16,
}

impl Response {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut body = vec![0xF0, self.opcode];
        body.extend(self.sequence.to_le_bytes());
        body.extend([self.outcome as u8, self.state as u8]);
        body.extend(self.detail.to_le_bytes());
        sealed(body)
    }
}

/// The Feature frame (section 2).
pub(crate) fn feature(features: &Features) -> Vec<u8> {
    let kind = match features.kind {
        Kind::Actuator => 0,
        Kind::Gauge => 1,
    };
    let (major, minor) = features.version;
    let mut body = vec![major, minor, kind, features.modality, features.regions, features.flags];
    for number in [
        features.least_force,
        features.greatest_force,
        features.force_step,
        features.greatest_ramp,
        features.longest_programme,
    ] {
        body.extend(number.to_le_bytes());
    }
    body.extend([features.levels, features.records]);
    sealed(body)
}

/// Flag of Status and Telemetry: the hand switch is pressed.
const HAND_SWITCH_PRESSED: u8 = 1 << 0;
/// Flag of Status and Telemetry: the device is simulated.
const SIMULATED: u8 = 1 << 1;

/// What Status and Telemetry both tell. Forces in 0.1 N.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation {
    pub(crate) state: State,
    pub(crate) phase: Phase,
    pub(crate) hand_switch: bool,
    pub(crate) measured: u16,
    pub(crate) target: u16,
}

impl Situation {
    const fn flags(self) -> u8 {
        if self.hand_switch { SIMULATED | HAND_SWITCH_PRESSED } else { SIMULATED }
    }
}

/// A Status frame (section 5).
#[derive(Debug)]
pub(crate) struct Status {
    pub(crate) situation: Situation,
    pub(crate) faults: FaultBits,
    pub(crate) battery: u8,
    pub(crate) boot_id: u16,
    pub(crate) applied: u16,
    pub(crate) result: u8,
    pub(crate) clock_seconds: u16,
    pub(crate) number: u16,
}

impl Status {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let situation = &self.situation;
        let mut body = vec![situation.state as u8, situation.phase as u8, self.faults.0, self.battery];
        body.extend(self.boot_id.to_le_bytes());
        body.extend(self.applied.to_le_bytes());
        body.extend([self.result, situation.flags()]);
        for number in [situation.measured, situation.target, self.clock_seconds, self.number] {
            body.extend(number.to_le_bytes());
        }
        sealed(body)
    }
}

/// A Telemetry frame (section 6).
#[derive(Debug)]
pub(crate) struct Telemetry {
    pub(crate) situation: Situation,
    pub(crate) number: u16,
    pub(crate) uptime: u32,
    pub(crate) cycle: u8,
}

impl Telemetry {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let situation = &self.situation;
        let mut body = Vec::with_capacity(16);
        body.extend(self.number.to_le_bytes());
        body.extend(self.uptime.to_le_bytes());
        body.extend(situation.measured.to_le_bytes());
        body.extend(situation.target.to_le_bytes());
        body.extend([situation.state as u8, situation.phase as u8, self.cycle, situation.flags()]);
        sealed(body)
    }
}
