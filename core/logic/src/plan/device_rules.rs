//! Whether the connected device is one that this plan can run on at all. Its greatest pull, longest time and
//! steepest ramp are no problems: they lower the dose.

use super::asked::{Asked, AskedLoad, Standing};
use super::check::DeviceLimits;
use super::limit::LimitId;
use super::problem::{Problems, absent, range, words};
use super::words::{LevelUnit, Pattern};

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
    if let Some(AskedLoad::Level(level)) = asked.load {
        self::level(asked, level, device, problems);
    }
}

/// A device knows its own levels, and nothing of strokes or of a gauge.
fn level(asked: &Asked<'_>, level: u8, device: &DeviceLimits, problems: &mut Problems) {
    let allowed = match device.levels {
        0 => absent(),
        levels => range(1.0, f64::from(levels)),
    };
    if asked.plan.level_unit.is_some_and(|unit| unit != LevelUnit::Level) {
        problems.add("level_unit", LimitId::DeviceLevels.notice(), words(&["level"]));
    }
    if level > device.levels {
        problems.add("level", LimitId::DeviceLevels.notice(), allowed);
    }
}

/// A level is limited by a current provider's plan or by the device that has it; without both it is refused (E20).
pub(super) fn without_device(asked: &Asked<'_>, problems: &mut Problems) {
    if matches!(asked.load, Some(AskedLoad::Level(_))) && asked.standing != Standing::Current {
        problems.add("level", LimitId::DeviceLevels.notice(), absent());
    }
}
