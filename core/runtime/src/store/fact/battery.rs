//! What a device said of its battery.

use serde::{Deserialize, Serialize};

/// What it said last in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceBattery {
    /// 0 to 100.
    pub percent: u8,
}
