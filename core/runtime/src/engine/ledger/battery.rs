//! What devices said last of their batteries.

use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::fact::DeviceBattery;

/// From here down a battery is low: a device refuses to start below 10 (docs/device-profile.md), and a session or two lie between
/// (own decision `[D]`).
const LOW_PERCENT: u8 = 20;

/// See the module. A simulated device's battery is nobody's to charge (E9).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Batteries {
    real: Option<(Timestamp, u8)>,
    simulated: Option<(Timestamp, u8)>,
}

impl Batteries {
    pub(super) fn told(&mut self, DeviceBattery { percent }: DeviceBattery, at: Timestamp, simulated: bool) {
        let last = if simulated { &mut self.simulated } else { &mut self.real };
        *last = (*last).max(Some((at, percent)));
    }

    /// When the last one was said to be low; in a demonstration simulated ones count.
    pub(super) fn low(&self, demonstration: bool) -> Option<Timestamp> {
        let last = if demonstration { self.real.max(self.simulated) } else { self.real };
        last.filter(|(_, percent)| *percent <= LOW_PERCENT).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u8) -> Timestamp {
        Timestamp::parse(&format!("2026-03-10T{hour:02}:00:00Z")).expect("an instant")
    }

    #[test]
    fn a_battery_is_low_until_it_was_charged_whatever_arrives_first() {
        let mut batteries = Batteries::default();
        batteries.told(DeviceBattery { percent: 20 }, at(9), false);
        assert_eq!(batteries.low(false), Some(at(9)));
        batteries.told(DeviceBattery { percent: 90 }, at(12), false);
        assert_eq!(batteries.low(false), None);
        batteries.told(DeviceBattery { percent: 5 }, at(10), false);
        assert_eq!(batteries.low(false), None, "an older one that was restored");
    }

    #[test]
    fn a_simulated_battery_counts_in_a_demonstration_only() {
        let mut batteries = Batteries::default();
        batteries.told(DeviceBattery { percent: 3 }, at(9), true);
        assert_eq!((batteries.low(false), batteries.low(true)), (None, Some(at(9))));
    }
}
