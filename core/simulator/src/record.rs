//! One programme as a unit remembers it, and where each byte of that goes (section 12).

use crate::codes::{FaultBits, Phase, State};
use crate::frames::{Forces, Times, crc32, sealed, six_bytes};

/// Version of the content.
const VERSION: u8 = 1;
/// Flag of the content: the unit is simulated.
const SIMULATED: u8 = 1 << 0;
/// Flag of the content: the clock had been set when the programme began.
const CLOCK_SET: u8 = 1 << 1;
/// Stands for a second without a sample.
const NO_SAMPLE: u16 = u16::MAX;
/// Bytes of content in every fragment but the last.
const FRAGMENT: usize = 11;

/// The record of one programme. Times in milliseconds, forces in 0.1 N.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Record number, from 1.
    pub number: u32,
    /// Boot id of the start in which the programme ran.
    pub boot_id: u16,
    /// Bond that started it; 0: started at the unit.
    pub bond_number: u16,
    /// Session token that started it; 0: started at the unit.
    pub token: u32,
    /// When it began, since the unit's start; six bytes of it are kept.
    pub began: u64,
    /// When it began, since 1970; 0: the clock was not set.
    pub began_unix: u64,
    /// From the start to force zero.
    pub duration: u32,
    /// Why it ended.
    pub cause: Cause,
    /// All faults that occurred.
    pub faults: FaultBits,
    /// Greatest measured force.
    pub greatest_force: u16,
    /// The programme's forces as they were given.
    pub forces: Forces,
    /// The programme's times as they were given.
    pub times: Times,
    /// What happened, in its order; at most 65535 events.
    pub events: Vec<RecordEvent>,
    /// Measured force, one for each second from the start on; at most 65535 samples.
    pub samples: Vec<Option<u16>>,
}

/// Why a programme ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Cause {
    /// It was done.
    ProgrammeDone = 0,
    /// A Stop of a central.
    Stop = 1,
    /// A fault.
    Fault = 2,
    /// The unit restarted.
    Restart = 3,
    /// The start button, pressed again.
    StartButton = 4,
}

/// Something that happened in a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordEvent {
    /// When, in milliseconds since the start of the programme.
    pub at: u32,
    /// What.
    pub what: Happening,
}

/// What can happen in a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// The state became this.
    State(State),
    /// The phase became this.
    Phase(Phase),
    /// The fault bits became these.
    Faults(FaultBits),
    /// The hand switch was pressed, or let go.
    HandSwitch(bool),
    /// The start button was pressed, or let go.
    StartButton(bool),
    /// The hold force became this, 0.1 N.
    Adjusted(u16),
    /// A central's Stop.
    StopByCentral,
    /// A stop at the unit.
    StopAtUnit,
    /// So many events found no room.
    Lost(u16),
    /// A kind of a later version.
    Other {
        /// Its number.
        kind: u8,
        /// Its value.
        value: u16,
    },
}

impl Happening {
    fn kind_and_value(self) -> (u8, u16) {
        match self {
            Self::State(state) => (1, u16::from(state as u8)),
            Self::Phase(phase) => (2, u16::from(phase as u8)),
            Self::Faults(faults) => (3, u16::from(faults.0)),
            Self::HandSwitch(is_pressed) => (4, u16::from(is_pressed)),
            Self::StartButton(is_pressed) => (5, u16::from(is_pressed)),
            Self::Adjusted(hold) => (6, hold),
            Self::StopByCentral => (7, 1),
            Self::StopAtUnit => (7, 2),
            Self::Lost(events) => (8, events),
            Self::Other { kind, value } => (kind, value),
        }
    }
}

/// The length of a list as the content tells it.
fn count<T>(list: &[T]) -> u16 {
    u16::try_from(list.len()).unwrap_or(u16::MAX)
}

impl Record {
    /// The content: header, events, samples, digest.
    pub fn content(&self) -> Vec<u8> {
        let clock_flag = if self.began_unix == 0 { 0 } else { CLOCK_SET };
        let mut content = vec![VERSION, SIMULATED | clock_flag];
        content.extend(self.boot_id.to_le_bytes());
        content.extend(self.number.to_le_bytes());
        content.extend(self.bond_number.to_le_bytes());
        content.extend(self.token.to_le_bytes());
        content.extend(six_bytes(self.began));
        content.extend(six_bytes(self.began_unix));
        content.extend(self.duration.to_le_bytes());
        content.extend([self.cause as u8, self.faults.0]);
        content.extend(self.greatest_force.to_le_bytes());
        content.extend(self.forces.bytes());
        content.extend(self.times.bytes());
        content.extend(count(&self.events).to_le_bytes());
        content.extend(count(&self.samples).to_le_bytes());
        for event in self.events.iter().take(count(&self.events).into()) {
            let (kind, value) = event.what.kind_and_value();
            content.extend(event.at.to_le_bytes());
            content.push(kind);
            content.extend(value.to_le_bytes());
        }
        for sample in self.samples.iter().take(count(&self.samples).into()) {
            let measured = sample.map_or(NO_SAMPLE, |measured| measured.min(NO_SAMPLE - 1));
            content.extend(measured.to_le_bytes());
        }
        let digest = crc32(&content);
        content.extend(digest.to_le_bytes());
        content
    }

    /// The notification that announces this record where its content is so many bytes long.
    pub(crate) fn entry(&self, length: usize) -> Vec<u8> {
        let [l0, l1, l2, _] = u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
        let start = u32::try_from(self.began_unix / 1000).unwrap_or(u32::MAX);
        let duration = u16::try_from(self.duration / 1000).unwrap_or(u16::MAX);
        let mut body = vec![1];
        body.extend(self.number.to_le_bytes());
        body.extend(self.token.to_le_bytes());
        body.extend([l0, l1, l2]);
        body.extend(start.to_le_bytes());
        body.extend(duration.to_le_bytes());
        sealed(body)
    }
}

/// The notification that carries `content` from `offset` on, and how many bytes of it; `None` at its end.
pub(crate) fn fragment(number: u32, content: &[u8], offset: usize) -> Option<(Vec<u8>, usize)> {
    let rest = content.get(offset..).filter(|rest| !rest.is_empty())?;
    let piece = &rest[..rest.len().min(FRAGMENT)];
    let [n0, n1, ..] = number.to_le_bytes();
    let mut body = vec![2, n0, n1];
    body.extend(u32::try_from(offset).unwrap_or(u32::MAX).to_le_bytes());
    body.extend(piece);
    Some((sealed(body), piece.len()))
}
