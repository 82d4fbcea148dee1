//! Ramps of a plan: none steeper or slower than allowed, and each with room in its phase and in the session.

use super::asked::{Asked, AskedLoad};
use super::cycle_rules;
use super::figure::Rate;
use super::limit::LimitId;
use super::lower::{whole_seconds, whole_seconds_up};
use super::problem::{LEAST_TIME, Problems, absent, times};
use super::row::Ramp;
use super::words::Pattern;
use crate::text::Message;
use crate::time::Millis;
use crate::units::Force;

/// The shortest session that holds the plan's ramps, in whole seconds.
fn least_duration(asked: &Asked<'_>) -> Millis {
    let shortest = shortest_ramp(asked);
    let up = asked.plan.ramp_up_ms.unwrap_or(shortest);
    let down = asked.plan.ramp_down_ms.unwrap_or(shortest);
    whole_seconds_up(up.plus(down)).max(LEAST_TIME)
}

/// The sessions that hold the plan's ramps and stay below the row's longest.
pub(super) fn allowed_duration(asked: &Asked<'_>) -> Message {
    times(least_duration(asked), asked.ceiling_as_entered().duration_max.value)
}

/// The shortest hold or rest that holds its ramp, in whole seconds.
pub(super) fn least_phase(asked: &Asked<'_>, ramp: Option<Millis>) -> Millis {
    whole_seconds_up(ramp.unwrap_or_else(|| shortest_ramp(asked))).max(LEAST_TIME)
}

/// The whole way between no pull and the hold at the steepest rate, since the first ramp and the release go
/// it. Zero for a level, whose way in newtons is not known: the device ramps by itself.
fn shortest_ramp(asked: &Asked<'_>) -> Millis {
    let force = asked.load.and_then(AskedLoad::force);
    asked.row.ramp.as_ref().zip(force).map_or(Millis::ZERO, |(ramp, force)| ramp.fastest.value.time_to(force))
}

/// One ramp and the room that it has.
struct RampSpan {
    field: &'static str,
    given: Option<Millis>,
    phase_field: &'static str,
    phase: Millis,
}

/// Each ramp within its rates and its phase, and both within the session: the release needs the second.
pub(super) fn all(asked: &Asked<'_>, problems: &mut Problems) {
    match &asked.row.ramp {
        Some(ramp) => both(asked, ramp, problems),
        None => unfit(asked, problems),
    }
}

/// Where the pull is no force, nobody knows how steeply it changes.
fn unfit(asked: &Asked<'_>, problems: &mut Problems) {
    for (field, given) in [("ramp_up_ms", asked.plan.ramp_up_ms), ("ramp_down_ms", asked.plan.ramp_down_ms)] {
        if given.is_some() {
            problems.add(field, LimitId::PlanUnfit.notice(), absent());
        }
    }
}

fn both(asked: &Asked<'_>, ramp: &Ramp, problems: &mut Problems) {
    let plan = asked.plan;
    let duration = whole_seconds(plan.duration_ms);
    let intermittent = plan.pattern == Pattern::Intermittent;
    let phase = |field, time: Option<Millis>| match (intermittent, time) {
        (true, Some(time)) => (field, time),
        _ => ("duration_ms", duration),
    };
    let span = |field, given, (phase_field, phase): (&'static str, Millis)| RampSpan {
        field,
        given,
        phase_field,
        phase,
    };
    let up = span("ramp_up_ms", plan.ramp_up_ms, phase("hold_ms", plan.hold_ms.map(whole_seconds)));
    let down = span("ramp_down_ms", plan.ramp_down_ms, phase("rest_ms", plan.rest_ms.map(whole_seconds_up)));
    let shortest = shortest_ramp(asked);
    let room_beside = |other: &RampSpan| duration.minus(other.given.unwrap_or(shortest));
    let up_fits = ramp_fits(asked, ramp, &up, room_beside(&down), problems);
    let down_fits = ramp_fits(asked, ramp, &down, room_beside(&up), problems);
    let least = least_duration(asked);
    if up_fits && down_fits && least > duration {
        problems.add("duration_ms", LimitId::PlanRampsFit.notice(), allowed_duration(asked));
    }
}

fn ramp_fits(asked: &Asked<'_>, ramp: &Ramp, span: &RampSpan, room: Millis, problems: &mut Problems) -> bool {
    let shortest = shortest_ramp(asked);
    let force = asked.load.and_then(AskedLoad::force);
    let longest = force.map_or(span.phase, |force| ramp.slowest.value.time_to_floor(force));
    let rate = |rule: LimitId, rate: Rate| {
        rule.of_force(Force::from_millinewtons(rate.millinewtons_per_second()), asked.unit)
    };
    let Some(given) = span.given else {
        if shortest > span.phase {
            let allowed = match (span.phase_field, &asked.row.cycle) {
                ("hold_ms", Some(cycle)) => cycle_rules::allowed_hold(asked, cycle),
                ("rest_ms", Some(cycle)) => cycle_rules::allowed_rest(asked, cycle),
                _ => allowed_duration(asked),
            };
            problems.add(span.phase_field, LimitId::PlanRampsFit.notice(), allowed);
        }
        return shortest <= span.phase;
    };
    let notice = if given < shortest || given == Millis::ZERO {
        rate(LimitId::EnvelopeRampMax, ramp.fastest.value)
    } else if given > span.phase {
        LimitId::PlanRampsFit.notice()
    } else if given > longest {
        rate(LimitId::EnvelopeRampMin, ramp.slowest.value)
    } else {
        return true;
    };
    let session = asked.ceiling_as_entered().duration_max.value;
    let allowed = times(shortest.max(Millis(1)), longest.min(session).min(span.phase).min(room));
    problems.add(span.field, notice, allowed);
    false
}
