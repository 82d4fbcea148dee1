//! What the device is (sections 1 and 2).

use nape_logic::device::link::Characteristic;
use nape_logic::device::profile_v1::{FIRMWARE_REVISION, MAKER_NAME, MODEL_NUMBER, SERIAL_NUMBER};

use super::{Check, Needs};
use crate::conformance::feature::FeatureFrame;
use crate::conformance::hearing::hex;
use crate::conformance::talk::{Broken, Kept, Talk, found, must};

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "unit.reached",
        section: 1,
        requires: "It can be connected, and Control Point, Status and Telemetry can be subscribed to.",
        needs: Needs::Nothing,
        run: reached,
    },
    Check {
        id: "unit.rests",
        section: 4,
        requires: "It is at rest, without force: nothing else is asked of a device that is not.",
        needs: Needs::Nothing,
        run: rests,
    },
    Check {
        id: "unit.names",
        section: 1,
        requires: "Maker, model, serial number and firmware are 1 to 32 bytes of printable ASCII.",
        needs: Needs::Nothing,
        run: names,
    },
    Check {
        id: "unit.battery",
        section: 1,
        requires: "Battery Level is one byte from 0 to 100 and what Status says, give or take 2.",
        needs: Needs::Nothing,
        run: battery,
    },
    Check {
        id: "unit.version",
        section: 2,
        requires: "Feature is a whole frame of major version 1, with a kind, a modality and a region that there are.",
        needs: Needs::Nothing,
        run: version,
    },
    Check {
        id: "unit.forces",
        section: 2,
        requires: "The least force is at most the greatest, steps and ramps are at least 1, and a programme may be at least a minute.",
        needs: Needs::Forces,
        run: forces,
    },
    Check {
        id: "unit.flags",
        section: 2,
        requires: "Levels, records and start button fit their numbers: levels without forces, records to keep, a hand switch beside the button.",
        needs: Needs::Nothing,
        run: flags,
    },
];

const BATTERY_LEVEL: Characteristic = Characteristic::assigned(0x2A19);

/// The first of all: without it there is nobody to ask.
fn reached(talk: &mut Talk<'_>) -> Kept {
    talk.reach().map_err(|broken| match broken {
        Broken::Requirement(what) => Broken::Gone(what),
        other => other,
    })
}

fn rests(talk: &mut Talk<'_>) -> Kept {
    if talk.status()?.state.is_active() {
        talk.stop();
        return Err(Broken::NotAtRest);
    }
    Ok(())
}

fn names(talk: &mut Talk<'_>) -> Kept {
    let mut read = |what: &str, from: Characteristic| {
        let bytes = talk.read(from)?;
        let is_text = (1..=32).contains(&bytes.len()) && bytes.iter().all(|byte| matches!(byte, 0x20..=0x7E));
        must(is_text, || format!("{what} is {}", hex(&bytes)))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let maker = read("the maker", MAKER_NAME)?;
    let model = read("the model", MODEL_NUMBER)?;
    let serial = read("the serial number", SERIAL_NUMBER)?;
    let firmware = read("the firmware", FIRMWARE_REVISION)?;
    talk.unit = crate::conformance::UnitNames { maker, model, serial, firmware };
    Ok(())
}

fn battery(talk: &mut Talk<'_>) -> Kept {
    let bytes = talk.read(BATTERY_LEVEL)?;
    let [level @ 0..=100] = bytes[..] else {
        return found(format!("Battery Level is {}", hex(&bytes)));
    };
    let told = talk.status()?.battery_percent;
    must(level.abs_diff(told) <= 2, || format!("Battery Level says {level} %, Status {told} %"))
}

fn version(talk: &mut Talk<'_>) -> Kept {
    let feature = talk.features()?;
    must(feature.major == 1, || format!("major version {}", feature.major))?;
    must(feature.kind <= 1, || format!("kind {}", feature.kind))?;
    must((1..=6).contains(&feature.modality), || format!("modality {}", feature.modality))?;
    must(matches!(feature.regions, 1..=3), || format!("regions {:#04X}", feature.regions))
}

fn forces(talk: &mut Talk<'_>) -> Kept {
    let FeatureFrame { least_force, greatest_force, force_step, greatest_ramp, longest, .. } =
        talk.features()?;
    must(least_force <= greatest_force && greatest_force > 0, || {
        format!("least force {least_force}, greatest {greatest_force}")
    })?;
    must(force_step >= 1 && greatest_ramp >= 1, || format!("step {force_step}, ramp {greatest_ramp}"))?;
    must(longest >= 60, || format!("longest programme {longest} s"))
}

fn flags(talk: &mut Talk<'_>) -> Kept {
    let feature = talk.features()?;
    let has_levels = feature.has(FeatureFrame::LEVELS);
    must(has_levels == (feature.levels > 0), || format!("flag {has_levels}, {} levels", feature.levels))?;
    let has_no_forces = feature.least_force == 0 && feature.greatest_force == 0;
    must(!has_levels || has_no_forces, || "forces beside levels".to_owned())?;
    let keeps_records = feature.keeps_records();
    must(!keeps_records || feature.records > 0, || "keeps records, and has room for none".to_owned())?;
    let is_switched = !feature.has(FeatureFrame::START_BUTTON) || feature.has(FeatureFrame::HAND_SWITCH);
    must(is_switched, || "a start button without a hand switch".to_owned())
}
