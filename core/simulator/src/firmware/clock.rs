//! What time it is, as far as the unit knows (section 13).

use super::Firmware;
use crate::frames::{self, ClockReading};
use crate::options::Options;

/// Times in milliseconds of the caller's clock, but where another is named.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    booted_at: u64,
    set: Option<Set>,
    /// Whether it goes on over a restart.
    keeps_time: bool,
}

#[derive(Debug, Clone, Copy)]
struct Set {
    at: u64,
    /// Since 1970.
    unix: u64,
}

impl Clock {
    pub(super) const fn new(options: &Options) -> Self {
        Self { booted_at: options.started_at, set: None, keeps_time: options.keeps_time }
    }

    pub(super) fn restarted(&self, now: u64) -> Self {
        Self { booted_at: now, set: self.set.filter(|_| self.keeps_time), ..*self }
    }

    /// Milliseconds since the unit's start.
    pub(super) const fn uptime(&self, now: u64) -> u64 {
        now.saturating_sub(self.booted_at)
    }

    /// Milliseconds since 1970, 0 where nobody said.
    pub(super) fn unix(&self, now: u64) -> u64 {
        self.set.map_or(0, |set| set.unix.saturating_add(now.saturating_sub(set.at)))
    }
}

impl Firmware {
    /// Sets the clock for programmes that begin later. A frame of wrong length or CRC is ignored, and so is 0.
    pub(crate) fn write_clock(&mut self, frame: &[u8], now: u64) {
        if let Some(unix) = frames::clock_write(frame) {
            self.clock.set = Some(Set { at: now, unix });
        }
    }

    pub(super) fn clock_reading(&self, now: u64) -> ClockReading {
        ClockReading {
            boot_id: self.boot_id,
            uptime: self.clock.uptime(now),
            unix: self.clock.unix(now),
            bond_number: self.bonds.number(),
            keeps_time: self.clock.keeps_time,
        }
    }
}
