//! A plan's own numbers against the envelope's row: how long, at which angle, in which position, how often.

use super::asked::Asked;
use super::dose::Plan;
use super::envelope::Envelope;
use super::limit::LimitId;
use super::problem::{LEAST_TIME, Problems, absent, range, words};
use super::words::Position;
use super::{cycle_rules, load_rules, ramp_rules, sets_rules};
use crate::modality::{Modality, Region, Use};
use crate::text::Message;

/// Every rule that needs the row.
pub(super) fn all(asked: &Asked<'_>, problems: &mut Problems) {
    load_rules::all(asked, problems);
    duration(asked, problems);
    cycle_rules::all(asked, problems);
    angle(asked, problems);
    position(asked, problems);
    how_often(asked, problems);
    if asked.plan.sets.is_some() && asked.row.sets.is_none() {
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
        ("modality", never_planned(envelope.used_for(plan.modality)), modalities)
    };
    problems.add(field, rule.notice(), words(&allowed));
    rule
}

/// Why there is no plan of a modality: what Nape does with it instead.
fn never_planned(used_for: Option<Use>) -> LimitId {
    match used_for {
        Some(Use::Log) => LimitId::EnvelopeLogged,
        Some(Use::Education) => LimitId::EnvelopeEducation,
        Some(Use::Routine) => LimitId::EnvelopeRoutine,
        Some(Use::Session) | None => LimitId::EnvelopeModality,
    }
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

fn duration(asked: &Asked<'_>, problems: &mut Problems) {
    if asked.row.sets.is_some() {
        return sets_rules::duration(asked, problems);
    }
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
    let given = asked.plan.angle_deg;
    let Some(limits) = &asked.row.angle else {
        if given.is_some() {
            problems.add("angle_deg", LimitId::PlanUnfit.notice(), absent());
        }
        return;
    };
    let (min, max) = (limits.min.value.0, limits.max.value.0);
    if given.is_some_and(|angle| !(min..=max).contains(&angle)) {
        problems.add("angle_deg", LimitId::EnvelopeAngle.notice(), range(min, max));
    } else if given.is_none() && limits.first.is_some() {
        problems.add("angle_deg", LimitId::PlanAngle.notice(), range(min, max));
    }
}

fn position(asked: &Asked<'_>, problems: &mut Problems) {
    let (Some(given), Some(limits)) = (asked.plan.position, &asked.row.position) else {
        return;
    };
    if limits.any_of.is_empty() {
        problems.add("position", LimitId::PlanUnfit.notice(), absent());
    } else if !limits.any_of.contains(&given) {
        let allowed: Vec<&str> = limits.any_of.iter().map(|position| Position::word(*position)).collect();
        problems.add("position", LimitId::EnvelopePosition.notice(), words(&allowed));
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
