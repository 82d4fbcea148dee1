//! The lowest limit wins: what every limit leaves of the pull, of the angle and of the time.

use super::asked::{Asked, AskedLoad, Standing};
use super::check::{CheckContext, DeviceLimits};
use super::holds::CountedHolds;
use super::limit::{LimitId, Notice};
use crate::time::Millis;
use crate::units::{EnteredLength, Force, Length, Mass};

/// What remains of a plan's pull, angle and time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lowered {
    /// The pull in whole tenths of a newton; absent where it is not known as a force.
    pub force: Option<Force>,
    /// The height above the floor in the person's unit, where it says how strong the pull is.
    pub height: Option<EnteredLength>,
    /// Degrees of flexion or tilt, where the modality has them and the plan or a default says so.
    pub angle_deg: Option<f64>,
    /// The counted holds, where there are any.
    pub holds: Option<CountedHolds>,
    /// The whole session: in whole seconds, or of the counted holds.
    pub duration: Millis,
    /// Each limit that is the lowest one and below what was asked.
    pub limited_by: Vec<Notice>,
}

/// Takes the lowest of what was asked and of every limit that holds today.
pub(super) fn lower(asked: &Asked<'_>, context: &CheckContext) -> Lowered {
    let asked_force = asked.load.and_then(AskedLoad::force).map(tenths);
    let mut limited_by = Vec::new();
    let force = asked_force.map(|force| {
        let limits = forces_today(asked, context);
        let (lowest, rules) = lowest(force, limits.iter().map(|(rule, limit)| (*rule, tenths(*limit))));
        limited_by.extend(rules.into_iter().map(|rule| rule.of_force(lowest, asked.unit)));
        let (stepped, step) = on_step(lowest, context.device.as_ref());
        limited_by.extend(step.map(|step| LimitId::DeviceForceStep.of_force(step, asked.unit)));
        stepped
    });
    let height = lower_height(asked, context, &mut limited_by);
    let angle_deg = lower_angle(asked, context, &mut limited_by);
    let (holds, duration) = lower_time(asked, context, &mut limited_by);
    if asked.standing == Standing::Expired
        && limited_by.iter().all(|known| known.rule != LimitId::ProviderExpired)
    {
        limited_by.push(LimitId::ProviderExpired.notice());
    }
    Lowered { force, height, angle_deg, holds, duration, limited_by }
}

fn lower_height(
    asked: &Asked<'_>,
    context: &CheckContext,
    limited_by: &mut Vec<Notice>,
) -> Option<EnteredLength> {
    let Some(AskedLoad::Height(entered, height)) = asked.load else {
        return None;
    };
    let unit = entered.unit;
    let (left, rules) = lowest(height, heights_today(asked, context).into_iter());
    add(limited_by, rules, |rule| rule.of_length(left, unit));
    Some(if left < height { EnteredLength { value: left.in_unit_floor(unit), unit } } else { entered })
}

/// A tilt pulls, so a first dose has the smallest one, whoever asks for more (section 3a).
fn lower_angle(asked: &Asked<'_>, context: &CheckContext, limited_by: &mut Vec<Notice>) -> Option<f64> {
    let limits = asked.row.angle.as_ref()?;
    let degrees = asked.plan.angle_deg.or(limits.default.as_ref().map(|angle| angle.value.0))?;
    match limits.first.as_ref().map(|first| first.value.0) {
        Some(first) if context.first_dose && first < degrees => {
            limited_by.push(LimitId::FirstDoseAngle.of_number(first));
            Some(first)
        }
        _ => Some(degrees),
    }
}

fn lower_time(
    asked: &Asked<'_>,
    context: &CheckContext,
    limited_by: &mut Vec<Notice>,
) -> (Option<CountedHolds>, Millis) {
    let (whole, under_load) = (times_today(asked, context), loads_today(asked, context));
    let Some(mut holds) = CountedHolds::of(asked.plan, asked.row) else {
        // Without counted holds all of the session is under load.
        let limits = whole.into_iter().chain(under_load);
        let limits: Vec<_> = limits.map(|(rule, limit)| (rule, whole_seconds(limit))).collect();
        let (duration, rules) = lowest(whole_seconds(asked.plan.duration_ms), limits.into_iter());
        add(limited_by, rules, |rule| rule.of_time(duration));
        return (None, duration);
    };
    if let Some(most) = asked.ceiling_today().and_then(|ceiling| ceiling.sets_max.as_ref())
        && holds.sets > most.value.0
    {
        holds = holds.at_most(most.value.0);
        limited_by.push(LimitId::EnvelopeSets.of_number(f64::from(most.value.0)));
    }
    let (left, rules) = lowest(holds.under_load(), under_load.into_iter());
    add(limited_by, rules, |rule| rule.of_time(left));
    holds = holds.within_load(left);
    let (left, rules) = lowest(holds.duration(), whole.into_iter());
    add(limited_by, rules, |rule| rule.of_time(left));
    holds = holds.within_duration(left);
    (Some(holds), holds.duration())
}

/// Says each rule once.
fn add(limited_by: &mut Vec<Notice>, rules: Vec<LimitId>, notice: impl Fn(LimitId) -> Notice) {
    for rule in rules {
        if limited_by.iter().all(|known| known.rule != rule) {
            limited_by.push(notice(rule));
        }
    }
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
            let share = weight.weight_share(needed.above_share.value.0);
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
    let start = asked.row.start.as_ref().and_then(|start| start.force.as_ref());
    limits.extend(first_dose(asked, context, start.map(|force| force.value), LimitId::FirstDoseForce));
    limits.extend(context.course.force());
    limits.extend(context.device.iter().map(|device| (LimitId::DeviceForceMax, device.force_max)));
    limits
}

fn heights_today(asked: &Asked<'_>, context: &CheckContext) -> Vec<(LimitId, Length)> {
    let mut limits = Vec::new();
    match asked.ceiling_today() {
        Some(ceiling) => {
            limits.extend(ceiling.height_max.iter().map(|limit| (LimitId::EnvelopeHeightMax, limit.value)));
        }
        None => limits.push((closed(asked), Length::default())),
    }
    let start = asked.row.start.as_ref().and_then(|start| start.height.as_ref());
    limits.extend(first_dose(asked, context, start.map(|height| height.value), LimitId::FirstDoseHeight));
    limits
}

/// The start dose, where the person has no current provider's plan and either its first dose or no known weight.
fn first_dose<T: Copy>(
    asked: &Asked<'_>,
    context: &CheckContext,
    start: Option<T>,
    rule: LimitId,
) -> Vec<(LimitId, T)> {
    let Some(start) = start.filter(|_| asked.standing != Standing::Current) else {
        return Vec::new();
    };
    let unknown = asked.weight.is_none().then_some((LimitId::BodyWeightUnknown, start));
    let first = context.first_dose.then_some((rule, start));
    unknown.into_iter().chain(first).collect()
}

fn times_today(asked: &Asked<'_>, context: &CheckContext) -> Vec<(LimitId, Millis)> {
    let mut limits = match asked.ceiling_today() {
        Some(ceiling) => vec![(LimitId::EnvelopeDurationMax, ceiling.duration_max.value)],
        None => vec![(closed(asked), Millis::ZERO)],
    };
    let start = asked.row.start.as_ref().and_then(|start| start.duration.as_ref());
    limits.extend(first_dose(asked, context, start.map(|time| time.value), LimitId::FirstDoseDuration));
    limits.extend(context.course.duration());
    limits.extend(context.device.iter().map(|device| (LimitId::DeviceDurationMax, device.duration_max)));
    limits
}

/// The limits of all holds together.
fn loads_today(asked: &Asked<'_>, context: &CheckContext) -> Vec<(LimitId, Millis)> {
    let mut limits = Vec::new();
    let ceiling = asked.ceiling_today().and_then(|ceiling| ceiling.under_load_max.as_ref());
    limits.extend(ceiling.map(|limit| (LimitId::EnvelopeUnderLoadMax, limit.value)));
    let start = asked.row.start.as_ref().and_then(|start| start.under_load.as_ref());
    limits.extend(first_dose(asked, context, start.map(|time| time.value), LimitId::FirstDoseUnderLoad));
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
