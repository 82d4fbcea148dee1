//! That a backup was made (E23).

use serde::{Deserialize, Serialize};

/// What a backup was closed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupUnder {
    /// A passphrase.
    Passphrase,
    /// The recovery key.
    RecoveryKey,
}

/// A backup was made; where it went is the person's own business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MadeBackup {
    /// What it was closed with.
    pub under: BackupUnder,
}
