//! A journal of many years that nobody lived, for measuring: for the terminal and the benchmarks, not for apps.

use serde::Serialize;

use super::convert;
use super::error::NapeError;
use crate::engine::{self, Key, StoreError};

/// What to generate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generate {
    /// The folder, without a journal.
    pub folder: String,
    /// The key of the new journal, 32 bytes.
    pub key: Vec<u8>,
    /// The same seed gives the same journal.
    pub seed: u64,
    /// How many years, 1 to 50.
    pub years: u32,
    /// The last day (RFC 3339).
    pub until: String,
}

/// How much was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Generated {
    /// Days.
    pub days: u64,
    /// Entries.
    pub entries: u64,
    /// Sessions, all of them simulated.
    pub sessions: u64,
    /// Samples of telemetry.
    pub samples: u64,
}

/// Makes a journal for demonstration with 11 entries and 2 sessions a day; `progress` hears of the days done and of all.
pub fn generate_journal(what: Generate, progress: impl FnMut(u64, u64)) -> Result<Generated, NapeError> {
    let key = <[u8; 32]>::try_from(what.key.as_slice()).map_err(|_| StoreError::KeyFormat)?;
    let what = engine::Generate {
        folder: what.folder.into(),
        key: Key::from_bytes(key),
        seed: what.seed,
        years: what.years,
        until: convert::instant("until", &what.until)?,
    };
    let engine::Generated { days, entries, sessions, samples } = engine::generate(what, progress)?;
    Ok(Generated { days, entries, sessions, samples })
}
