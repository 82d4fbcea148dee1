//! The dose of an accepted plan: every limit applied, every ramp fitted into its phase.

use super::asked::{Asked, AskedLoad};
use super::check::{Caps, DeviceLimits, Effective};
use super::dose::{Dose, Load};
use super::figure::Rate;
use super::limit::{LimitId, Notice};
use super::lower::{Lowered, on_step, tenths, whole_seconds, whole_seconds_up};
use super::problem::{LEAST_FORCE, Problems, at_least, forces_from, nothing_yet};
use super::row::Ramp;
use super::words::Pattern;
use crate::time::Millis;
use crate::units::Force;

/// The dose that remains, or the problems that leave none: the device may need more than the limits allow.
pub(super) fn compose(
    asked: &Asked<'_>,
    lowered: &Lowered,
    device: Option<&DeviceLimits>,
    problems: &mut Problems,
) -> Option<Effective> {
    let pull = Pull::new(asked, lowered);
    let phases = Phases::new(asked, lowered);
    let load = load(asked, lowered, device, problems)?;
    let mut limited_by = lowered.limited_by.clone();
    let ramps = Ramps::new(asked, &pull, &phases, device, &mut limited_by, problems)?;
    ramps.must_fit(&phases, problems);
    let caps = caps(asked, &mut limited_by)?;
    let dose = Dose {
        modality: asked.plan.modality,
        region: asked.plan.region,
        pattern: asked.plan.pattern,
        load,
        rest_force: rest_force(asked, &pull, device),
        duration: phases.duration,
        hold: phases.hold,
        rest: phases.rest,
        ramp_up: ramps.up,
        ramp_down: ramps.down,
        angle_deg: lowered.angle_deg,
        sets: lowered.holds.map(|holds| holds.sets),
    };
    problems.is_empty().then_some(Effective { dose, caps, limited_by })
}

/// The pull as asked and as it remains, both as display and wire say it; zero where it is no force.
struct Pull {
    asked: Force,
    remains: Force,
}

impl Pull {
    fn new(asked: &Asked<'_>, lowered: &Lowered) -> Self {
        Self {
            asked: asked.load.and_then(AskedLoad::force).map_or(Force::ZERO, tenths),
            remains: lowered.force.unwrap_or(Force::ZERO),
        }
    }

    /// The same share of the pull that remains as `part` is of the pull that was asked, rounded by `round`.
    fn scale(&self, part: u64, round: fn(u128, u128) -> u128) -> u64 {
        let asked = u128::from(self.asked.millinewtons().max(1));
        let scaled = round(u128::from(part) * u128::from(self.remains.millinewtons()), asked);
        u64::try_from(scaled).unwrap_or(u64::MAX)
    }
}

fn down(part: u128, whole: u128) -> u128 {
    part / whole
}

fn load(
    asked: &Asked<'_>,
    lowered: &Lowered,
    device: Option<&DeviceLimits>,
    problems: &mut Problems,
) -> Option<Load> {
    let force = match (asked.load?, lowered.force) {
        (AskedLoad::Level(level), _) => return Some(Load::Level(level)),
        (AskedLoad::Height(..), _) => return lowered.height.map(Load::Height),
        (AskedLoad::BodyWeight, _) => return Some(Load::BodyWeight),
        (AskedLoad::Force(_) | AskedLoad::Share { .. }, force) => force?,
    };
    let least = device.map_or(LEAST_FORCE, |device| device.force_min.max(LEAST_FORCE));
    if force >= least {
        return Some(Load::Force(force));
    }
    let field = if asked.plan.force.is_some() { "force.value" } else { "body_weight_share" };
    // Asking for more helps only where it was the plan that asked for too little.
    let allowed = if lowered.limited_by.is_empty() { forces_from(least, asked.unit) } else { nothing_yet() };
    problems.add(field, LimitId::DeviceForceMin.of_force(least, asked.unit), allowed);
    None
}

/// The times of the dose in whole seconds: what pulls is rounded down and what rests is rounded up. Counted holds are
/// as entered, since no device runs them.
struct Phases {
    duration: Millis,
    hold: Millis,
    rest: Millis,
}

impl Phases {
    fn new(asked: &Asked<'_>, lowered: &Lowered) -> Self {
        let duration = lowered.duration;
        if let Some(holds) = lowered.holds {
            return Self { duration, hold: holds.hold, rest: holds.rest };
        }
        match (asked.plan.pattern, asked.plan.hold_ms, asked.plan.rest_ms) {
            (Pattern::Intermittent, Some(hold), Some(rest)) => {
                Self { duration, hold: whole_seconds(hold).min(duration), rest: whole_seconds_up(rest) }
            }
            _ => Self { duration, hold: duration, rest: Millis::ZERO },
        }
    }

    /// The time in which the pull must be gone again.
    fn way_down(&self) -> Millis {
        if self.rest == Millis::ZERO { self.duration } else { self.rest }
    }

    /// What a gentle ramp up may take: half of the hold at most, so that a hold holds; a sustained session
    /// gives each of its two ramps a quarter.
    fn room_up(&self) -> Millis {
        let parts = if self.rest == Millis::ZERO { 4 } else { 2 };
        Millis(self.hold.get() / parts)
    }

    /// What a gentle ramp down may take: half of the rest at most, so that a rest rests.
    fn room_down(&self) -> Millis {
        if self.rest == Millis::ZERO { self.room_up() } else { Millis(self.rest.get() / 2) }
    }
}

struct Ramps {
    up: Millis,
    down: Millis,
}

impl Ramps {
    /// As the plan asks, else gentle; no faster than the device.
    fn new(
        asked: &Asked<'_>,
        pull: &Pull,
        phases: &Phases,
        device: Option<&DeviceLimits>,
        limited_by: &mut Vec<Notice>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let given = (asked.plan.ramp_up_ms, asked.plan.ramp_down_ms);
        let Some(rates) = asked.row.ramp.as_ref().filter(|_| asked.load.and_then(AskedLoad::force).is_some())
        else {
            return Some(Self { up: given.0.unwrap_or(Millis::ZERO), down: given.1.unwrap_or(Millis::ZERO) });
        };
        let wanted = Self::wanted(asked, rates, pull, phases);
        let Some(device) = device else {
            return Some(wanted);
        };
        let notice = LimitId::DeviceRampMax.of_force(device.ramp_max, asked.unit);
        let Some(rate) = Rate::per_second(device.ramp_max) else {
            problems.add("force", notice, nothing_yet());
            return None;
        };
        let least = rate.time_to(pull.remains);
        let stretched = Self { up: wanted.up.max(least), down: wanted.down.max(least) };
        // A ramp that nobody asked for is not lowered by being gentler still.
        let slowed = (given.0.is_some() && stretched.up > wanted.up)
            || (given.1.is_some() && stretched.down > wanted.down);
        limited_by.extend(slowed.then_some(notice));
        Some(stretched)
    }

    fn wanted(asked: &Asked<'_>, rates: &Ramp, pull: &Pull, phases: &Phases) -> Self {
        let shortest = rates.fastest.value.time_to(pull.remains);
        // A lowered pull keeps the rate that was asked for, so its ramp is shorter.
        let at_rate = |given: Millis| Millis(pull.scale(given.get(), u128::div_ceil));
        let up = asked.plan.ramp_up_ms.map(at_rate);
        let down = asked.plan.ramp_down_ms.map(at_rate);
        let gentle = |room: Millis, other: Option<Millis>| {
            let beside = phases.duration.minus(other.unwrap_or(shortest));
            let gentle = rates.gentle.value.time_to(pull.remains);
            gentle.min(room).min(beside).max(shortest)
        };
        Self {
            up: up.unwrap_or_else(|| gentle(phases.room_up(), down)),
            down: down.unwrap_or_else(|| gentle(phases.room_down(), up)),
        }
    }

    /// Limits that shorten the time or slow the device can leave too little room for them.
    fn must_fit(&self, phases: &Phases, problems: &mut Problems) {
        let both = self.up.plus(self.down);
        let rooms = [
            ("hold_ms", self.up, phases.hold),
            ("rest_ms", self.down, phases.way_down()),
            ("duration_ms", both, phases.duration),
        ];
        for (field, needed, room) in rooms {
            if needed > room {
                problems.add(field, LimitId::PlanRampsFit.notice(), at_least(needed));
                return;
            }
        }
    }
}

/// The rest keeps its share of a lowered hold; what the device cannot hold is no pull at all.
fn rest_force(asked: &Asked<'_>, pull: &Pull, device: Option<&DeviceLimits>) -> Force {
    let entered = asked.plan.rest_force.and_then(|entered| entered.to_force().ok());
    let Some(entered) = entered.map(tenths) else {
        return Force::ZERO;
    };
    let share = pull.scale(u64::from(entered.millinewtons()), down);
    let share = Force::from_millinewtons(u32::try_from(share).unwrap_or(0));
    let (stepped, _) = on_step(tenths(share), device);
    match device {
        Some(device) if stepped < device.force_min => Force::ZERO,
        _ => stepped.min(pull.remains),
    }
}

fn caps(asked: &Asked<'_>, limited_by: &mut Vec<Notice>) -> Option<Caps> {
    let ceiling = asked.ceiling_today()?;
    let a_day = ceiling.per_day.value.0;
    let wanted = asked.plan.per_day.unwrap_or(1);
    if wanted > a_day {
        limited_by.push(LimitId::EnvelopePerDay.of_number(f64::from(a_day)));
    }
    Some(Caps {
        per_day: wanted.min(a_day),
        per_week: asked.plan.per_week,
        gap: ceiling.gap.as_ref().map(|gap| gap.value),
    })
}
