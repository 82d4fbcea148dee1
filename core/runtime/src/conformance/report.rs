//! What came of each requirement.

use super::Extent;

/// All that was found of one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConformanceReport {
    /// How far it went.
    pub extent: Extent,
    /// What the device calls itself.
    pub unit: UnitNames,
    /// Whether the device said at the end that it was at rest without force; none where there was no connection to begin
    /// with. `false` means: let go by hand.
    pub left_at_rest: Option<bool>,
    /// Every requirement, in the order in which it was asked for.
    pub checked: Vec<Checked>,
}

impl ConformanceReport {
    /// Whether the device keeps to all that was asked. What was not run keeps to nothing; what does not apply to it is no
    /// fault of it.
    pub fn conforms(&self) -> bool {
        let is_kept = |checked: &Checked| {
            matches!(checked.outcome, CheckOutcome::Passed | CheckOutcome::NotApplicable(_))
        };
        self.checked.iter().all(is_kept)
    }
}

/// What a device calls itself; empty where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitNames {
    /// Its maker.
    pub maker: String,
    /// The model.
    pub model: String,
    /// Its own number.
    pub serial: String,
    /// The version of its firmware.
    pub firmware: String,
}

/// One requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its name, which stays the same from version to version.
    pub id: &'static str,
    /// The section of the profile that it comes from.
    pub section: u8,
    /// What is required, in English: firmware is written by people who read the profile, which is in English too.
    pub requires: &'static str,
    /// What came of it.
    pub outcome: CheckOutcome,
}

/// What came of one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckOutcome {
    /// The device keeps to it.
    Passed,
    /// It does not: what was found.
    Failed(String),
    /// It has no use for a device of this kind, for this reason.
    NotApplicable(String),
    /// It was not asked for, for this reason.
    NotRun(String),
}
