//! A plan's own numbers against the envelope's row: how strongly, how long, at which angle, how often.

use super::asked::{Asked, AskedLoad, has_levels, is_share, share_of};
use super::dose::Plan;
use super::envelope::Envelope;
use super::limit::LimitId;
use super::lower::built_in_forces;
use super::problem::{LEAST_FORCE, LEAST_TIME, Problems, absent, forces, range, words};
use super::{cycle_rules, ramp_rules};
use crate::modality::{Modality, Region};
use crate::text::Message;
use crate::units::{EnteredForce, Force};

/// Above this a number is a slip of the finger, whatever the device could do.
const SLIP: Force = Force::from_millinewtons(1_000_000);

/// The fields that can say how strong a home unit's or a pulley's pull is.
const FORCE_FIELDS: &[&str] = &["force", "body_weight_share"];
const FORCE_OR_LEVEL_FIELDS: &[&str] = &["force", "level", "body_weight_share"];

/// Every rule that needs the row.
pub(super) fn all(asked: &Asked<'_>, problems: &mut Problems) {
    one_load(asked, problems);
    pull(asked, problems);
    duration(asked, problems);
    cycle_rules::all(asked, problems);
    angle(asked, problems);
    how_often(asked, problems);
    if asked.plan.sets.is_some() {
        problems.add("sets", LimitId::PlanUnfit.notice(), absent());
    }
}

/// A modality without a row, or with rows for the other part of the spine only.
pub(super) fn no_row(envelope: &Envelope, plan: &Plan, problems: &mut Problems) -> LimitId {
    let rows = envelope.rows().iter();
    let (field, rule, allowed) = if envelope.knows(plan.modality) {
        let regions: Vec<&str> =
            rows.filter(|row| row.modality == plan.modality).map(|row| Region::word(row.region)).collect();
        ("region", LimitId::EnvelopeRegion, regions)
    } else {
        let mut modalities: Vec<&str> = rows.map(|row| Modality::word(row.modality)).collect();
        modalities.dedup();
        ("modality", LimitId::EnvelopeModality, modalities)
    };
    problems.add(field, rule.notice(), words(&allowed));
    rule
}

/// A body weight that can be calculated with.
pub(super) fn body_weight(plan: &Plan, problems: &mut Problems) {
    if plan.body_weight.is_some_and(|entered| entered.to_body_weight().is_err()) {
        problems.add(
            "body_weight.value",
            LimitId::BodyWeightRange.notice(),
            Message::new("plan-allowed-body-weight"),
        );
    }
}

fn one_load(asked: &Asked<'_>, problems: &mut Problems) {
    let plan = asked.plan;
    let fitting = if has_levels(plan.modality) { FORCE_OR_LEVEL_FIELDS } else { FORCE_FIELDS };
    let named: Vec<&str> = [
        ("force", plan.force.is_some()),
        ("level", plan.level.is_some()),
        ("height", plan.height.is_some()),
        ("body_weight_share", plan.body_weight_share.is_some()),
    ]
    .into_iter()
    .filter_map(|(field, is_named)| is_named.then_some(field))
    .collect();
    for field in named.iter().filter(|field| !fitting.contains(field)) {
        problems.add(field, LimitId::PlanUnfit.notice(), absent());
    }
    let loads: Vec<&&str> = named.iter().filter(|field| fitting.contains(field)).collect();
    let allowed = || Message::new("plan-allowed-load").text("words", fitting.join(", "));
    if loads.is_empty() {
        problems.add("force", LimitId::PlanLoad.notice(), allowed());
    }
    for field in loads.into_iter().skip(1) {
        problems.add(field, LimitId::PlanLoad.notice(), allowed());
    }
}

/// The pull, in whichever way it is named.
fn pull(asked: &Asked<'_>, problems: &mut Problems) {
    let plan = asked.plan;
    if let Some(entered) = plan.force {
        force(asked, entered, problems);
    }
    if asked.load == Some(AskedLoad::Level(0)) {
        let allowed = range(1.0, f64::from(u8::MAX));
        problems.add("level", LimitId::PlanLevel.notice(), allowed);
    }
    if let Some(value) = plan.body_weight_share {
        share(asked, value, problems);
    }
}

fn force(asked: &Asked<'_>, entered: EnteredForce, problems: &mut Problems) {
    let limits = limits_as_entered(asked);
    let highest = limits.iter().map(|(_, limit)| *limit).fold(SLIP, Force::min);
    let allowed = || forces(highest, entered.unit);
    match entered.to_force() {
        Ok(force) if force >= LEAST_FORCE => {
            for (rule, limit) in limits.into_iter().filter(|(_, limit)| force > *limit) {
                let said = said_limit(asked, rule, limit);
                problems.add("force.value", rule.of_force(said, entered.unit), allowed());
            }
        }
        _ => problems.add("force.value", LimitId::PlanForce.notice(), allowed()),
    }
}

fn share(asked: &Asked<'_>, share: f64, problems: &mut Problems) {
    let highest_share = highest_share(asked);
    let allowed = || range(LEAST_SHARE, highest_share);
    if !is_share(share) {
        return problems.add("body_weight_share", LimitId::PlanShare.notice(), allowed());
    }
    if asked.weight.is_none() {
        let allowed = Message::new("plan-allowed-body-weight");
        problems.add("body_weight", LimitId::BodyWeightNeeded.notice(), allowed);
    }
    let needed = asked.row.provider_needed.as_ref().filter(|_| asked.plan.provider.is_none());
    let share_limit = needed.map(|needed| f64::from(needed.above_share.value.0) / 100.0);
    if let Some(limit) = share_limit.filter(|limit| share > *limit) {
        let said = asked.weight.map_or(Force::ZERO, |weight| share_of(weight, limit));
        let notice = LimitId::BodyWeightShare10Percent.of_force(said, asked.unit);
        problems.add("body_weight_share", notice, allowed());
    }
    let Some(AskedLoad::Share { force, .. }) = asked.load else {
        return;
    };
    if force < LEAST_FORCE {
        return problems.add("body_weight_share", LimitId::PlanShare.notice(), allowed());
    }
    let others = limits_as_entered(asked)
        .into_iter()
        .filter(|(rule, limit)| *rule != LimitId::BodyWeightShare10Percent && force > *limit);
    for (rule, limit) in others {
        let notice = rule.of_force(said_limit(asked, rule, limit), asked.unit);
        problems.add("body_weight_share", notice, allowed());
    }
}

/// The least share shown as allowed: of 25 kg it is still more than the least force.
const LEAST_SHARE: f64 = 0.001;

/// The highest share that every own limit allows, in thousandths, rounded down.
fn highest_share(asked: &Asked<'_>) -> f64 {
    let needed = asked.row.provider_needed.as_ref().filter(|_| asked.plan.provider.is_none());
    let share_limit = needed.map_or(1.0, |needed| f64::from(needed.above_share.value.0) / 100.0);
    let Some(weight) = asked.weight else {
        return share_limit;
    };
    let weight = f64::from(weight.weight_floor().millinewtons());
    let by_force = limits_as_entered(asked)
        .into_iter()
        .filter(|(rule, _)| *rule != LimitId::BodyWeightShare10Percent)
        .map(|(_, limit)| (f64::from(limit.millinewtons()) / weight * 1000.0).floor() / 1000.0);
    by_force.fold(share_limit, f64::min)
}

fn limits_as_entered(asked: &Asked<'_>) -> Vec<(LimitId, Force)> {
    built_in_forces(asked, asked.plan.provider.is_some(), asked.plan_weight)
}

/// The number that a rule's words name: the line itself where the rule begins at it.
fn said_limit(asked: &Asked<'_>, rule: LimitId, limit: Force) -> Force {
    match (&asked.row.provider_needed, rule) {
        (Some(needed), LimitId::ProviderNeedsNameOver20Lb) => needed.from_force.value,
        _ => limit,
    }
}

fn duration(asked: &Asked<'_>, problems: &mut Problems) {
    let most = asked.ceiling_as_entered().duration_max.value;
    let given = asked.plan.duration_ms;
    let allowed = ramp_rules::allowed_duration(asked);
    if given < LEAST_TIME {
        problems.add("duration_ms", LimitId::PlanDuration.notice(), allowed);
    } else if given > most {
        problems.add("duration_ms", LimitId::EnvelopeDurationMax.of_time(most), allowed);
    }
}

fn angle(asked: &Asked<'_>, problems: &mut Problems) {
    let (min, max) = (asked.row.angle.min.value.0, asked.row.angle.max.value.0);
    if asked.plan.angle_deg.is_some_and(|angle| !(min..=max).contains(&angle)) {
        problems.add("angle_deg", LimitId::EnvelopeAngle.notice(), range(min, max));
    }
}

const DAYS_PER_WEEK: u8 = 7;

fn how_often(asked: &Asked<'_>, problems: &mut Problems) {
    let a_day = asked.ceiling_as_entered().per_day.value.0;
    let a_week = a_day.saturating_mul(DAYS_PER_WEEK);
    let counts = [
        ("per_day", asked.plan.per_day, LimitId::EnvelopePerDay, a_day),
        ("per_week", asked.plan.per_week, LimitId::EnvelopePerWeek, a_week),
    ];
    for (field, given, rule, most) in counts {
        if given.is_some_and(|given| !(1..=most).contains(&given)) {
            let most = f64::from(most);
            problems.add(field, rule.of_number(most), range(1.0, most));
        }
    }
}
