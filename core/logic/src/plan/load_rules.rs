//! How strong the pull is: said once, in a way that the modality has, and within the row's limits.

use super::asked::{Asked, AskedLoad, is_share, share_of};
use super::limit::LimitId;
use super::lower::built_in_forces;
use super::problem::{LEAST_FORCE, Problems, absent, forces, lengths, range, words};
use super::words::LoadKind;
use crate::text::Message;
use crate::units::{EnteredForce, EnteredLength, Force, ForceUnit};

/// Above this a number is a slip of the finger, whatever the device could do.
pub(super) const SLIP: Force = Force::from_millinewtons(1_000_000);

pub(super) fn all(asked: &Asked<'_>, problems: &mut Problems) {
    one_load(asked, problems);
    let (plan, row) = (asked.plan, asked.row);
    if let Some(entered) = plan.force.filter(|_| row.has(LoadKind::Force)) {
        force(asked, entered, problems);
    }
    units(asked, problems);
    level(asked, problems);
    if let Some(entered) = plan.height.filter(|_| row.has(LoadKind::Height)) {
        height(asked, entered, problems);
    }
    if let Some(value) = plan.body_weight_share.filter(|_| row.has(LoadKind::BodyWeightShare)) {
        share(asked, value, problems);
    }
}

/// Exactly one of the fields that the row has; none of the others.
fn one_load(asked: &Asked<'_>, problems: &mut Problems) {
    let (plan, row) = (asked.plan, asked.row);
    let fields = [
        ("force", LoadKind::Force, plan.force.is_some()),
        ("level", LoadKind::Level, plan.level.is_some()),
        ("height", LoadKind::Height, plan.height.is_some()),
        ("body_weight_share", LoadKind::BodyWeightShare, plan.body_weight_share.is_some()),
    ];
    for (field, ..) in fields.iter().filter(|(_, kind, named)| *named && !row.has(*kind)) {
        problems.add(field, LimitId::PlanUnfit.notice(), absent());
    }
    let fitting: Vec<&str> =
        fields.iter().filter(|(_, kind, _)| row.has(*kind)).map(|(field, ..)| *field).collect();
    let allowed = || Message::new("plan-allowed-load").text("words", fitting.join(", "));
    let mut named = fields.iter().filter(|(_, kind, named)| *named && row.has(*kind));
    if let (None, Some(field)) = (named.next(), fitting.first()) {
        problems.add(field, LimitId::PlanLoad.notice(), allowed());
    }
    for (field, ..) in named {
        problems.add(field, LimitId::PlanLoad.notice(), allowed());
    }
}

/// Litres only where a bag is filled with water (P18).
fn units(asked: &Asked<'_>, problems: &mut Problems) {
    if asked.row.has(LoadKind::WaterBag) || !asked.row.has(LoadKind::Force) {
        return;
    }
    for (field, entered) in [("force.unit", asked.plan.force), ("rest_force.unit", asked.plan.rest_force)] {
        if entered.is_some_and(|entered| entered.unit == ForceUnit::LitreOfWater) {
            problems.add(field, LimitId::PlanUnfit.notice(), words(&["N", "kg", "lb"]));
        }
    }
}

fn level(asked: &Asked<'_>, problems: &mut Problems) {
    if asked.load == Some(AskedLoad::Level(0)) {
        problems.add("level", LimitId::PlanLevel.notice(), range(1.0, f64::from(u8::MAX)));
    }
    let has_level = asked.row.has(LoadKind::Level) && asked.plan.level.is_some();
    if asked.plan.level_unit.is_some() && !has_level {
        problems.add("level_unit", LimitId::PlanUnfit.notice(), absent());
    }
}

fn height(asked: &Asked<'_>, entered: EnteredLength, problems: &mut Problems) {
    let (Some(limits), Some(most)) = (&asked.row.height, &asked.ceiling_as_entered().height_max) else {
        return;
    };
    let (least, most) = (limits.min.value, most.value);
    let notice = match entered.to_length() {
        Ok(height) if height < least => LimitId::EnvelopeHeightMin.of_least_length(least, entered.unit),
        Ok(height) if height > most => LimitId::EnvelopeHeightMax.of_length(most, entered.unit),
        Ok(_) => return,
        Err(_) => LimitId::PlanHeight.notice(),
    };
    problems.add("height.value", notice, lengths(least, most, entered.unit));
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
