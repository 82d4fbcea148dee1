//! Does the cable pull more than it may? The force is that of the physics.

use nape_logic::time::{Elapsed, Millis};
use nape_simulator::Device;

use super::{Broken, Rule};
use crate::limits::{LIMIT, MARGIN, OVERSHOOT, VALVE};

/// Above limit and margin for so long at most: 0.3 s until the unit notices, and the way back.
const OVER_FORCE_TIME: Millis = Millis(1_000);

/// The greatest force that the faults injected so far leave possible.
#[derive(Debug, Default)]
pub(super) struct ForceRules {
    overshoots: bool,
    is_stuck: bool,
    above_since: Option<Elapsed>,
    said: bool,
}

impl ForceRules {
    pub(super) fn injected(&mut self, fault: &str) {
        self.overshoots |= fault == "over_force";
        self.is_stuck |= fault == "stuck_actuator";
    }

    pub(super) fn tick(&mut self, device: &Device, now: Elapsed, broken: &mut Vec<Broken>) {
        let force = device.true_force_decinewtons();
        if force <= LIMIT + MARGIN {
            self.above_since = None;
            return;
        }
        let since = *self.above_since.get_or_insert(now);
        let allowed_time = if self.is_stuck { VALVE } else { OVER_FORCE_TIME };
        let is_the_fault = self.overshoots && force <= LIMIT + OVERSHOOT && now.since(since) <= allowed_time;
        if !is_the_fault && !std::mem::replace(&mut self.said, true) {
            Rule::ForceWithinLimit.broken(now, format!("{force} tenths of a newton"), broken);
        }
    }
}
