//! Holds and rests of a plan: complete, and in proportion.

use std::ops::RangeInclusive;

use super::asked::{Asked, AskedLoad};
use super::limit::LimitId;
use super::load_rules::SLIP;
use super::lower::built_in_forces;
use super::problem::{LEAST_TIME, Problems, absent, at_least, forces, times, words};
use super::ramp_rules::{self, least_phase};
use super::row::Cycle;
use super::sets_rules;
use super::words::Pattern;
use crate::text::Message;
use crate::time::Millis;
use crate::units::{EnteredForce, Force};

pub(super) fn all(asked: &Asked<'_>, problems: &mut Problems) {
    match (asked.plan.pattern, &asked.row.sets, &asked.row.cycle) {
        (Pattern::Sustained, ..) => without_cycle(asked, problems),
        (Pattern::Intermittent, Some(limits), _) => sets_rules::all(asked, limits, problems),
        (Pattern::Intermittent, None, Some(cycle)) => {
            hold_and_rest(asked, cycle, problems);
            rest_force(asked, problems);
        }
        (Pattern::Intermittent, None, None) => {
            let allowed = words(&[Pattern::Sustained.word()]);
            problems.add("pattern", LimitId::EnvelopePattern.notice(), allowed);
        }
    }
    ramp_rules::all(asked, problems);
}

fn without_cycle(asked: &Asked<'_>, problems: &mut Problems) {
    let plan = asked.plan;
    let fields = [
        ("hold_ms", plan.hold_ms.is_some()),
        ("rest_ms", plan.rest_ms.is_some()),
        ("rest_force", plan.rest_force.is_some()),
        ("sets", plan.sets.is_some() && asked.row.sets.is_some()),
    ];
    for (field, _) in fields.into_iter().filter(|(_, given)| *given) {
        problems.add(field, LimitId::PlanCycle.notice(), absent());
    }
}

fn hold_and_rest(asked: &Asked<'_>, cycle: &Cycle, problems: &mut Problems) {
    let plan = asked.plan;
    for (field, given) in [("hold_ms", plan.hold_ms), ("rest_ms", plan.rest_ms)] {
        if given.is_none() {
            problems.add(field, LimitId::PlanCycle.notice(), Message::new("plan-allowed-cycle"));
        }
    }
    if let Some(hold) = plan.hold_ms {
        self::hold(asked, cycle, hold, problems);
    }
    if let Some(rest) = plan.rest_ms {
        self::rest(asked, cycle, rest, problems);
    }
}

fn hold(asked: &Asked<'_>, cycle: &Cycle, hold: Millis, problems: &mut Problems) {
    if hold < LEAST_TIME || hold > asked.plan.duration_ms {
        problems.add("hold_ms", LimitId::PlanHold.notice(), allowed_hold(asked, cycle));
    } else if !row_holds(cycle).contains(&hold) {
        problems.add("hold_ms", LimitId::EnvelopeHold.notice(), allowed_hold(asked, cycle));
    }
}

/// The row's bounds of a hold; open ends where it has none.
fn row_holds(cycle: &Cycle) -> RangeInclusive<Millis> {
    let least = cycle.hold_min.as_ref().map_or(LEAST_TIME, |least| least.value);
    let most = cycle.hold_max.as_ref().map_or(Millis(u64::MAX), |most| most.value);
    least..=most
}

/// The holds that leave room for their ramp and fit into the session.
pub(super) fn allowed_hold(asked: &Asked<'_>, cycle: &Cycle) -> Message {
    let holds = row_holds(cycle);
    let least = least_phase(asked, asked.plan.ramp_up_ms);
    // Shown numbers stay below the row's longest session, whatever the plan's own says.
    let longest = asked.ceiling_as_entered().duration_max.value;
    let most = longest.min(asked.plan.duration_ms).min(*holds.end());
    times(least.max(*holds.start()), most)
}

/// A rest has time of its own, and the row's proportion to the hold.
fn rest(asked: &Asked<'_>, cycle: &Cycle, rest: Millis, problems: &mut Problems) {
    if rest < LEAST_TIME {
        problems.add("rest_ms", LimitId::PlanRest.notice(), allowed_rest(asked, cycle));
    } else if row_rests(asked, cycle).is_some_and(|rests| !rests.contains(&rest)) {
        problems.add("rest_ms", LimitId::EnvelopeRatio.notice(), allowed_rest(asked, cycle));
    }
}

/// The rests in proportion to the hold; beside a hold that no plan could have, none is.
fn row_rests(asked: &Asked<'_>, cycle: &Cycle) -> Option<RangeInclusive<Millis>> {
    let (least, most) = (cycle.ratio_min.value.0, cycle.ratio_max.value.0);
    let holds = LEAST_TIME..=asked.row.with_provider.duration_max.value;
    let hold = asked.plan.hold_ms.filter(|hold| holds.contains(hold))?.get();
    Some(Millis(hold.div_ceil(u64::from(most)))..=Millis(hold / u64::from(least)))
}

/// The rests in proportion that leave room for their ramp.
pub(super) fn allowed_rest(asked: &Asked<'_>, cycle: &Cycle) -> Message {
    let least = least_phase(asked, asked.plan.ramp_down_ms);
    row_rests(asked, cycle)
        .map_or_else(|| at_least(least), |rests| times(least.max(*rests.start()), *rests.end()))
}

fn rest_force(asked: &Asked<'_>, problems: &mut Problems) {
    let Some(entered) = asked.plan.rest_force else {
        return;
    };
    match asked.load {
        Some(AskedLoad::Level(_) | AskedLoad::Height(..) | AskedLoad::BodyWeight) => {
            problems.add("rest_force", LimitId::PlanUnfit.notice(), absent());
        }
        Some(AskedLoad::Force(hold) | AskedLoad::Share { force: hold, .. }) => {
            rest_below(entered, most_of_a_hold(asked, hold), problems);
        }
        // A pull that makes no sense is a problem of its own; its rest is still held to every other limit.
        None => rest_below(entered, most_of_a_hold(asked, SLIP), problems),
    }
}

/// The hold as asked, or the most that it may be where that is less, so that one problem hides no other.
fn most_of_a_hold(asked: &Asked<'_>, hold: Force) -> Force {
    let limits = built_in_forces(asked, asked.plan.provider.is_some(), asked.plan_weight);
    limits.into_iter().map(|(_, limit)| limit).fold(hold, Force::min)
}

fn rest_below(entered: EnteredForce, hold: Force, problems: &mut Problems) {
    if entered.to_force().is_ok_and(|rest| rest <= hold) {
        return;
    }
    problems.add("rest_force.value", LimitId::PlanRestForce.notice(), forces(hold, entered.unit));
}
