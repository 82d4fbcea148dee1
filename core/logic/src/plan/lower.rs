//! The lowest limit wins: what every limit leaves of the pull and of the time.

use super::asked::{Asked, Standing};
use super::check::{CheckContext, DeviceLimits};
use super::limit::{LimitId, Notice};
use crate::time::Millis;
use crate::units::{Force, Mass};

/// What remains of a plan's pull and time.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowered {
    /// The pull in whole tenths of a newton; absent where it is not known as a force.
    pub force: Option<Force>,
    /// The whole session, in whole seconds.
    pub duration: Millis,
    /// Each limit that is the lowest one and below what was asked.
    pub limited_by: Vec<Notice>,
}

/// Takes the lowest of what was asked and of every limit that holds today.
pub(super) fn lower(asked: &Asked<'_>, context: &CheckContext) -> Lowered {
    let asked_force = asked.load.and_then(super::asked::AskedLoad::force).map(tenths);
    let mut limited_by = Vec::new();
    let force = asked_force.map(|force| {
        let limits = forces_today(asked, context);
        let (lowest, rules) = lowest(force, limits.iter().map(|(rule, limit)| (*rule, tenths(*limit))));
        limited_by.extend(rules.into_iter().map(|rule| rule.of_force(lowest, asked.unit)));
        let (stepped, step) = on_step(lowest, context.device.as_ref());
        limited_by.extend(step.map(|step| LimitId::DeviceForceStep.of_force(step, asked.unit)));
        stepped
    });
    let limits = times_today(asked, context);
    let (duration, rules) = lowest(
        whole_seconds(asked.plan.duration_ms),
        limits.iter().map(|(rule, limit)| (*rule, whole_seconds(*limit))),
    );
    for rule in rules {
        if limited_by.iter().all(|known: &Notice| known.rule != rule) {
            limited_by.push(rule.of_time(duration));
        }
    }
    if asked.standing == Standing::Expired
        && limited_by.iter().all(|known| known.rule != LimitId::ProviderExpired)
    {
        limited_by.push(LimitId::ProviderExpired.notice());
    }
    Lowered { force, duration, limited_by }
}

/// The built-in limits of the pull, for a plan with a provider or without: shared by the plan's own numbers
/// and by what holds today. Each is the greatest pull that it allows.
pub(super) fn built_in_forces(
    asked: &Asked<'_>,
    with_provider: bool,
    weight: Option<Mass>,
) -> Vec<(LimitId, Force)> {
    let row = asked.row;
    let ceiling = match (&row.without_provider, with_provider) {
        (Some(without), false) => without,
        _ => &row.with_provider,
    };
    let mut limits: Vec<(LimitId, Force)> = Vec::new();
    limits.extend(ceiling.force_max.iter().map(|limit| (LimitId::EnvelopeForceMax, limit.value)));
    if let (Some(needed), false) = (&row.provider_needed, with_provider) {
        let below = needed.from_force.value.millinewtons().saturating_sub(1);
        limits.push((LimitId::ProviderNeedsNameOver20Lb, Force::from_millinewtons(below)));
        limits.extend(weight.map(|weight| {
            let share = weight.weight_floor().percent_floor(needed.above_share.value.0);
            (LimitId::BodyWeightShare10Percent, share)
        }));
    }
    limits
}

fn forces_today(asked: &Asked<'_>, context: &CheckContext) -> Vec<(LimitId, Force)> {
    let current = asked.standing == Standing::Current;
    let mut limits = built_in_forces(asked, current, asked.weight);
    if asked.ceiling_today().is_none() {
        limits.push((closed(asked), Force::ZERO));
    }
    if let (Some(start), false) = (&asked.row.start, current) {
        if asked.weight.is_none() {
            limits.push((LimitId::BodyWeightUnknown, start.force.value));
        }
        if context.first_dose {
            limits.push((LimitId::FirstDoseForce, start.force.value));
        }
    }
    limits.extend(context.course.force());
    limits.extend(context.device.iter().map(|device| (LimitId::DeviceForceMax, device.force_max)));
    limits
}

fn times_today(asked: &Asked<'_>, context: &CheckContext) -> Vec<(LimitId, Millis)> {
    let mut limits = match asked.ceiling_today() {
        Some(ceiling) => vec![(LimitId::EnvelopeDurationMax, ceiling.duration_max.value)],
        None => vec![(closed(asked), Millis::ZERO)],
    };
    if let (Some(start), false) = (&asked.row.start, asked.standing == Standing::Current) {
        if asked.weight.is_none() {
            limits.push((LimitId::BodyWeightUnknown, start.duration.value));
        }
        if context.first_dose {
            limits.push((LimitId::FirstDoseDuration, start.duration.value));
        }
    }
    limits.extend(context.course.duration());
    limits.extend(context.device.iter().map(|device| (LimitId::DeviceDurationMax, device.duration_max)));
    limits
}

/// Why nothing is left where a current plan is required.
fn closed(asked: &Asked<'_>) -> LimitId {
    match asked.standing {
        Standing::Expired => LimitId::ProviderExpired,
        _ => LimitId::EnvelopePlanRequired,
    }
}

/// The lowest of `asked` and the limits, with every limit that is that low and below what was asked.
fn lowest<T: Ord + Copy>(asked: T, limits: impl Iterator<Item = (LimitId, T)> + Clone) -> (T, Vec<LimitId>) {
    let least = limits.clone().map(|(_, limit)| limit).fold(asked, T::min);
    let rules = limits.filter(|(_, limit)| *limit == least && *limit < asked).map(|(rule, _)| rule).collect();
    (least, rules)
}

/// Rounded down to what display and wire can say (E20).
pub(super) fn tenths(force: Force) -> Force {
    Force::from_millinewtons(force.millinewtons() / 100 * 100)
}

/// Rounded down to what the wire can say.
pub(super) fn whole_seconds(time: Millis) -> Millis {
    Millis(time.get() / 1000 * 1000)
}

/// Rounded up to what the wire can say: a rest is not shortened.
pub(super) fn whole_seconds_up(time: Millis) -> Millis {
    Millis(time.get().div_ceil(1000).saturating_mul(1000))
}

/// Rounded down to the device's step, counted from its least pull; with the step, where that lowered it.
pub(super) fn on_step(force: Force, device: Option<&DeviceLimits>) -> (Force, Option<Force>) {
    let Some(device) = device else {
        return (force, None);
    };
    let above = force.millinewtons().checked_sub(device.force_min.millinewtons());
    let step = device.force_step.millinewtons();
    let over = above.and_then(|above| above.checked_rem(step)).unwrap_or(0);
    let stepped = tenths(Force::from_millinewtons(force.millinewtons() - over));
    (stepped, (stepped < force).then_some(device.force_step))
}
