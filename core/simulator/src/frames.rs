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

/// The parameters of Programme Forces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forces {
    /// Hold force, 0.1 N.
    pub hold: u16,
    /// Rest force, 0.1 N.
    pub rest: u16,
    /// Ramp up, 0.1 N/s.
    pub ramp_up: u16,
    /// Ramp down, 0.1 N/s.
    pub ramp_down: u16,
    /// Force limit, 0.1 N.
    pub limit: u16,
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

    pub(crate) fn bytes(self) -> impl Iterator<Item = u8> {
        [self.hold, self.rest, self.ramp_up, self.ramp_down, self.limit]
            .into_iter()
            .flat_map(u16::to_le_bytes)
    }
}

/// The parameters of Programme Times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// From the start to the end of the release, seconds.
    pub total: u16,
    /// Hold of one cycle, seconds.
    pub hold: u16,
    /// Rest of one cycle, seconds; 0 for a sustained programme.
    pub rest: u16,
    /// 0 cervical, 1 lumbar.
    pub region: u8,
    /// Angle of the pull, degrees.
    pub angle: u8,
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

    pub(crate) fn bytes(self) -> impl Iterator<Item = u8> {
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
    let has_levels = features.has(Features::LEVELS);
    let forces = [features.least_force, features.greatest_force, features.force_step];
    let forces = if has_levels { [0; 3] } else { forces };
    let mut body = vec![major, minor, kind, features.modality, features.regions, features.flags];
    for number in forces.into_iter().chain([features.greatest_ramp, features.longest_programme]) {
        body.extend(number.to_le_bytes());
    }
    let records = if features.has(Features::KEEPS_RECORDS) { features.records } else { 0 };
    body.extend([if has_levels { features.levels } else { 0 }, records]);
    sealed(body)
}

/// Flags of Status and Telemetry.
mod flag {
    pub(super) const HAND_SWITCH_PRESSED: u8 = 1 << 0;
    pub(super) const SIMULATED: u8 = 1 << 1;
    pub(super) const START_BUTTON_PRESSED: u8 = 1 << 2;
    pub(super) const MEMORY_FULL: u8 = 1 << 3;
}

/// What Status and Telemetry both tell. Forces in 0.1 N.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation {
    pub(crate) state: State,
    pub(crate) phase: Phase,
    pub(crate) hand_switch: bool,
    pub(crate) start_button: bool,
    pub(crate) memory_full: bool,
    pub(crate) measured: u16,
    pub(crate) target: u16,
}

impl Situation {
    fn flags(self) -> u8 {
        let told = [
            (self.hand_switch, flag::HAND_SWITCH_PRESSED),
            (self.start_button, flag::START_BUTTON_PRESSED),
            (self.memory_full, flag::MEMORY_FULL),
        ];
        let set = told.into_iter().filter(|(is_so, _)| *is_so);
        set.fold(flag::SIMULATED, |flags, (_, flag)| flags | flag)
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

/// The six low bytes of a number of milliseconds.
pub(crate) fn six_bytes(milliseconds: u64) -> [u8; 6] {
    let [t0, t1, t2, t3, t4, t5, ..] = milliseconds.to_le_bytes();
    [t0, t1, t2, t3, t4, t5]
}

/// What a Clock that is read says (section 13). Times in milliseconds.
#[derive(Debug)]
pub(crate) struct ClockReading {
    pub(crate) boot_id: u16,
    pub(crate) uptime: u64,
    /// Since 1970, 0 where the clock was not set.
    pub(crate) unix: u64,
    pub(crate) bond_number: u16,
    pub(crate) keeps_time: bool,
}

impl ClockReading {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut body = self.boot_id.to_le_bytes().to_vec();
        body.extend(six_bytes(self.uptime));
        body.extend(six_bytes(self.unix));
        body.extend(self.bond_number.to_le_bytes());
        body.extend([u8::from(self.keeps_time), 0]);
        sealed(body)
    }
}

/// The milliseconds since 1970 of a write to Clock; `None` where length or CRC is wrong or the time is 0.
pub(crate) fn clock_write(frame: &[u8]) -> Option<u64> {
    let [t0, t1, t2, t3, t4, t5] = *opened(frame)? else {
        return None;
    };
    Some(u64::from_le_bytes([t0, t1, t2, t3, t4, t5, 0, 0])).filter(|unix| *unix > 0)
}
