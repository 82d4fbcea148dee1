//! Programmes before anything pulls (section 3): limits, sense, and what arming needs.

use nape_logic::device::status::DeviceState;

use super::{Check, Needs};
use crate::conformance::frames::{
    ADJUST, APPLIED, ARM, Asked, FORCES, HASH_DIFFERS, INVALID, OVER_LIMIT, START, TIMES, WRONG_STATE,
};
use crate::conformance::talk::{Kept, Talk, must};

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "programme.limits",
        section: 3,
        requires: "A hold force, rest force, force limit or ramp above the device's own, and a hold force above the limit, are answered 4.",
        needs: Needs::Forces,
        run: limits,
    },
    Check {
        id: "programme.sense",
        section: 3,
        requires: "A rest force above the hold force, a ramp of 0, a total or hold of 0 and a region that is not its own are answered 3.",
        needs: Needs::Forces,
        run: sense,
    },
    Check {
        id: "programme.longest",
        section: 3,
        requires: "A total above the longest programme is answered 4.",
        needs: Needs::Forces,
        run: longest,
    },
    Check {
        id: "programme.halves",
        section: 3,
        requires: "A programme is there once both halves are stored, and can be armed by its hash alone.",
        needs: Needs::Forces,
        run: halves,
    },
    Check {
        id: "programme.dropped",
        section: 3,
        requires: "A new Request Control drops the programme: nothing can be armed or started by it.",
        needs: Needs::Forces,
        run: dropped,
    },
];

/// The gentlest programme that the device can run, of `total` seconds.
pub(super) fn gentlest(talk: &mut Talk<'_>, total: u16) -> Result<Asked, crate::conformance::talk::Broken> {
    let feature = talk.features()?;
    let hold = feature.least_force.max(feature.force_step).max(1);
    Ok(Asked {
        hold,
        rest: 0,
        ramp_up: feature.greatest_ramp.min(50),
        ramp_down: feature.greatest_ramp.min(50),
        limit: hold.saturating_add(feature.force_step).min(feature.greatest_force.max(hold)),
        total: total.min(feature.longest),
        hold_time: total.min(feature.longest),
        rest_time: 0,
        region: u8::from(feature.regions & 1 == 0),
    })
}

fn limits(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let feature = talk.features()?;
    let sound = gentlest(talk, 60)?;
    let over = feature.greatest_force.saturating_add(1);
    let mut asked = vec![("a hold force above the limit", Asked { hold: sound.limit + 1, ..sound })];
    if over > feature.greatest_force {
        asked.push(("a force limit above the greatest force", Asked { limit: over, ..sound }));
        asked.push(("a hold force above the greatest force", Asked { hold: over, limit: over, ..sound }));
    }
    let steep = feature.greatest_ramp.saturating_add(1);
    if steep > feature.greatest_ramp {
        asked.push(("a ramp up above the greatest", Asked { ramp_up: steep, ..sound }));
        asked.push(("a ramp down above the greatest", Asked { ramp_down: steep, ..sound }));
    }
    for (what, asked) in asked {
        let answer = talk.command(FORCES, &asked.forces())?;
        must(answer.result == OVER_LIMIT, || format!("{what} was answered {}", answer.result))?;
        must(answer.detail > 0, || format!("the answer to {what} names no limit"))?;
    }
    let state = talk.status()?.state;
    must(state == DeviceState::Idle, || format!("{state:?} after refusals"))
}

fn sense(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let sound = gentlest(talk, 60)?;
    let forces = [
        ("a rest force above the hold force", Asked { rest: sound.hold + 1, limit: sound.hold + 1, ..sound }),
        ("a ramp up of 0", Asked { ramp_up: 0, ..sound }),
        ("a ramp down of 0", Asked { ramp_down: 0, ..sound }),
    ];
    let regions = talk.features()?.regions;
    let times = [
        ("a total of 0", Asked { total: 0, ..sound }),
        ("a hold of 0", Asked { hold_time: 0, ..sound }),
        ("a region that there is none of", Asked { region: 9, ..sound }),
        ("a region that is not its own", Asked { region: regions & 1, ..sound }),
    ];
    // A device for both has no region that is not its own.
    let times = times.iter().take(if regions == 3 { 3 } else { 4 });
    let asked = forces.iter().map(|(what, asked)| (what, FORCES, asked.forces()));
    for (what, opcode, parameters) in asked.chain(times.map(|(what, asked)| (what, TIMES, asked.times()))) {
        let answer = talk.command(opcode, &parameters)?;
        must(answer.result == INVALID, || format!("{what} was answered {}", answer.result))?;
    }
    Ok(())
}

fn longest(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let longest = talk.features()?.longest;
    let Some(over) = longest.checked_add(1) else { return Ok(()) };
    let sound = gentlest(talk, 60)?;
    let asked = Asked { total: over, ..sound };
    talk.must_answer(TIMES, &asked.times(), OVER_LIMIT).map(drop)
}

/// Stores both halves; the device is programmed then.
pub(super) fn store(talk: &mut Talk<'_>, asked: &Asked) -> Kept {
    talk.must_answer(FORCES, &asked.forces(), APPLIED)?;
    talk.must_answer(TIMES, &asked.times(), APPLIED)?;
    let state = talk.status()?.state;
    must(state == DeviceState::Programmed, || format!("{state:?} with both halves stored, not programmed"))
}

fn halves(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let asked = gentlest(talk, 60)?;
    talk.must_answer(FORCES, &asked.forces(), APPLIED)?;
    let state = talk.status()?.state;
    must(state == DeviceState::Idle, || format!("{state:?} with one half stored, not idle"))?;
    talk.must_answer(ARM, &asked.hash().to_le_bytes(), WRONG_STATE)?;
    store(talk, &asked)?;
    talk.must_answer(START, &[], WRONG_STATE)?;
    talk.must_answer(ARM, &(!asked.hash()).to_le_bytes(), HASH_DIFFERS)?;
    talk.must_answer(ARM, &asked.hash().to_le_bytes(), APPLIED)?;
    talk.must_answer(ADJUST, &asked.hold.to_le_bytes(), WRONG_STATE)?;
    let state = talk.status()?.state;
    must(state == DeviceState::Armed, || format!("{state:?} after Arm, not armed"))
}

fn dropped(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let asked = gentlest(talk, 60)?;
    store(talk, &asked)?;
    talk.begin()?;
    talk.must_answer(ARM, &asked.hash().to_le_bytes(), WRONG_STATE)?;
    talk.must_answer(START, &[], WRONG_STATE).map(drop)
}
