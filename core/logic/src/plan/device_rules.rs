//! Whether the connected device is one that this plan can run on at all. Its greatest pull, longest time and
//! steepest ramp are no problems: they lower the dose.

use super::asked::{Asked, AskedLoad};
use super::check::DeviceLimits;
use super::dose::Pattern;
use super::limit::LimitId;
use super::problem::{Problems, absent, range, words};

pub(super) fn fit(asked: &Asked<'_>, device: &DeviceLimits, problems: &mut Problems) {
    let plan = asked.plan;
    if device.modality != plan.modality {
        let allowed = words(&[device.modality.word()]);
        problems.add("modality", LimitId::DeviceModality.notice(), allowed);
    }
    if !device.regions.contains(&plan.region) {
        let regions: Vec<&str> = device.regions.iter().map(|region| region.word()).collect();
        problems.add("region", LimitId::DeviceRegion.notice(), words(&regions));
    }
    if plan.pattern == Pattern::Intermittent && !device.intermittent {
        problems.add("pattern", LimitId::DeviceIntermittent.notice(), words(&["sustained"]));
    }
    if let Some(AskedLoad::Level(level)) = asked.load
        && level > device.levels
    {
        let allowed = match device.levels {
            0 => absent(),
            levels => range(1.0, f64::from(levels)),
        };
        problems.add("level", LimitId::DeviceLevels.notice(), allowed);
    }
}

/// A level is limited by the plan and the device together; without the device there is no limit (E20).
pub(super) fn without_device(asked: &Asked<'_>, problems: &mut Problems) {
    if matches!(asked.load, Some(AskedLoad::Level(_))) {
        problems.add("level", LimitId::DeviceLevels.notice(), absent());
    }
}
