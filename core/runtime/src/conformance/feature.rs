//! Feature as its raw fields: what the profile allows in each is asked here, not taken for granted.

use nape_logic::device::profile_v1::sealed;

/// The fields of section 2, in the wire's units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FeatureFrame {
    pub(super) major: u8,
    pub(super) kind: u8,
    pub(super) modality: u8,
    pub(super) regions: u8,
    pub(super) flags: u8,
    pub(super) least_force: u16,
    pub(super) greatest_force: u16,
    pub(super) force_step: u16,
    pub(super) greatest_ramp: u16,
    pub(super) longest: u16,
    pub(super) levels: u8,
    pub(super) records: u8,
}

impl FeatureFrame {
    pub(super) const HAND_SWITCH: u8 = 1 << 1;
    pub(super) const LEVELS: u8 = 1 << 2;
    pub(super) const RECORDS: u8 = 1 << 3;
    pub(super) const START_BUTTON: u8 = 1 << 4;

    /// Read from 20 bytes with their checksum; nothing where they are not.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != 20 || sealed(bytes[..18].to_vec()) != bytes {
            return None;
        }
        let word = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        Some(Self {
            major: bytes[0],
            kind: bytes[2],
            modality: bytes[3],
            regions: bytes[4],
            flags: bytes[5],
            least_force: word(6),
            greatest_force: word(8),
            force_step: word(10),
            greatest_ramp: word(12),
            longest: word(14),
            levels: bytes[16],
            records: bytes[17],
        })
    }

    pub(super) const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    pub(super) const fn takes_forces(&self) -> bool {
        self.kind == 0 && !self.has(Self::LEVELS)
    }

    pub(super) const fn keeps_records(&self) -> bool {
        self.has(Self::RECORDS)
    }
}
