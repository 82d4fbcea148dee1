//! What reminders would ring: a plan of rules, without a journal.

use std::collections::BTreeMap;
use std::sync::Arc;

use nape_logic::reminders as core;
use nape_logic::time::Timestamp;
use serde::Serialize;

use super::error::NapeError;
use super::ports::{ZonePort, zone_rules};
use super::words::DropReason;

/// What rings when, and what does not and why.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ReminderPlan {
    /// In the order of their instants, of one instant in the order of their rules.
    pub notifications: Vec<PlannedReminder>,
    /// What was suppressed or found no room; rules that never ring first.
    pub dropped: Vec<DroppedReminder>,
}

/// A reminder that rings.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct PlannedReminder {
    /// When (RFC 3339), with the offset of the phone's clock.
    pub at: String,
    /// The place of its rule, from 0.
    pub rule: u32,
}

/// A reminder that does not ring.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct DroppedReminder {
    /// The place of its rule, from 0.
    pub rule: u32,
    /// Why not.
    pub reason: DropReason,
    /// When it would have (RFC 3339); absent for a rule that never rings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// What the rules of a document (JSON, `{"rules":[...],"state":{...}}`) come to in its state: a pure function of both and of
/// the zone rules that the shell lends. `BadInput` names every field that makes no sense.
#[uniffi::export]
pub fn check_reminders(document: Vec<u8>, zones: Arc<dyn ZonePort>) -> Result<ReminderPlan, NapeError> {
    let core::Check { rules, state } = core::read(&document).map_err(NapeError::bad_document)?;
    let mut offsets = BTreeMap::new();
    for needed in state.zones_needed(&rules) {
        let lent = zone_rules(zones.as_ref(), &needed.field, &needed.zone, needed.from, needed.until)?;
        offsets.insert(needed.zone, core::ZoneOffsets(lent));
    }
    Ok(core::plan(&rules, &state, &offsets).into())
}

impl From<core::Planned> for ReminderPlan {
    fn from(planned: core::Planned) -> Self {
        // There are a thousand rules at most.
        let place = |rule: usize| u32::try_from(rule).unwrap_or(u32::MAX);
        let rings =
            |one: core::Notification| PlannedReminder { at: one.at.to_rfc3339(), rule: place(one.rule) };
        let dropped = |one: core::Dropped| DroppedReminder {
            rule: place(one.rule),
            reason: one.reason.into(),
            at: one.at.map(Timestamp::to_rfc3339),
        };
        Self {
            notifications: planned.notifications.into_iter().map(rings).collect(),
            dropped: planned.dropped.into_iter().map(dropped).collect(),
        }
    }
}
