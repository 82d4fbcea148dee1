//! What the shell lends to the core: clocks and zone rules. Every port is synchronous.

use serde::{Deserialize, Serialize};

use super::error::NapeError;

/// The clocks of the machine. Where the shell gives none, the system's are used.
#[uniffi::export(rust, foreign)]
pub trait ClockPort: Send + Sync {
    /// Wall time, milliseconds since 1970.
    fn wall_unix_ms(&self) -> Result<i64, NapeError>;
    /// A clock that counts suspend (`CLOCK_BOOTTIME`, `mach_continuous_time`), in milliseconds.
    fn elapsed_ms(&self) -> Result<u64, NapeError>;
    /// Which boot `elapsed_ms` belongs to.
    fn boot_id(&self) -> Result<String, NapeError>;
}

/// The zone rules of the machine: asked once, then passed on as data.
#[uniffi::export(rust, foreign)]
pub trait ZonePort: Send + Sync {
    /// The changes of `zone`'s offset between two instants, in order; the first entry is the offset in force
    /// at `from_unix_ms`. An unknown zone is `BadInput`.
    fn transitions(&self, zone: String, from_unix_ms: i64, until_unix_ms: i64) -> Result<Vec<ZoneTransition>, NapeError>;
}

/// From this instant on a zone has this offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
pub struct ZoneTransition {
    /// The instant, milliseconds since 1970.
    pub at_unix_ms: i64,
    /// Seconds east of Greenwich.
    pub offset_s: i32,
}
