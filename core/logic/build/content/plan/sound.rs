//! What in one row of the envelope cannot be true at once.

use super::row::{Ceiling, Row, Start};
use super::words::LoadKind;

/// The first contradiction, in words.
pub(super) fn contradiction(row: &Row) -> Option<&'static str> {
    let ordered = [loads(row), ceilings(row), start(row), phases(row), angle(row), ramp(row)];
    ordered.into_iter().flatten().next()
}

fn first(checks: &[(bool, &'static str)]) -> Option<&'static str> {
    checks.iter().find(|(holds, _)| !holds).map(|(_, message)| *message)
}

/// Each way of saying the pull has the limits that it needs.
fn loads(row: &Row) -> Option<&'static str> {
    let twice = (1..row.loads.len()).any(|index| row.loads[..index].contains(&row.loads[index]));
    let needs_name = row.has_force() && row.without_provider.is_some();
    first(&[
        (!row.loads.is_empty() && !twice, "loads: none, or one twice"),
        (!row.has(LoadKind::BodyWeight) || row.loads.len() == 1, "loads: body_weight stands alone"),
        (row.ramp.is_some() == row.has_force(), "ramp goes with a pull that is a force"),
        (row.provider_needed.is_some() == needs_name, "provider_needed goes with a force without a provider"),
        (row.height.is_some() == row.has(LoadKind::Height), "height goes with a load of height"),
        (
            row.position.as_ref().is_none_or(|position| !position.sources.is_empty()),
            "position: without a source",
        ),
    ])
}

fn ceilings(row: &Row) -> Option<&'static str> {
    let with = &row.with_provider;
    let without = row.without_provider.as_ref();
    let each = |holds: &dyn Fn(&Ceiling) -> bool| [Some(with), without].into_iter().flatten().all(holds);
    let lowest = row.height.as_ref().map(|height| height.min.value);
    let reaches = |ceiling: &Ceiling| lowest <= ceiling.height_max.as_ref().map(|height| height.value);
    first(&[
        (row.start.is_some() == without.is_some(), "start and without_provider go together"),
        (
            each(&|ceiling| ceiling.height_max.is_some() == row.height.is_some() && reaches(ceiling)),
            "height_max goes with height, and is not below its min",
        ),
        (
            each(&|ceiling| ceiling.under_load_max.is_some() == row.sets.is_some()),
            "under_load_max goes with sets",
        ),
        (each(&|ceiling| ceiling.sets_max.is_none() || row.sets.is_some()), "sets_max goes with sets"),
        (
            without.is_none_or(|own| own.force_max.is_some() == row.has_force()),
            "without_provider needs a force_max where the pull is a force",
        ),
        (without.is_none_or(|own| is_within(own, with)), "without_provider allows more than with_provider"),
    ])
}

fn is_within(lower: &Ceiling, higher: &Ceiling) -> bool {
    below(
        lower.force_max.as_ref().map(|limit| limit.value),
        higher.force_max.as_ref().map(|limit| limit.value),
    ) && below(
        lower.height_max.as_ref().map(|limit| limit.value),
        higher.height_max.as_ref().map(|limit| limit.value),
    ) && below(
        lower.under_load_max.as_ref().map(|limit| limit.value),
        higher.under_load_max.as_ref().map(|limit| limit.value),
    ) && below(
        lower.sets_max.as_ref().map(|limit| limit.value),
        higher.sets_max.as_ref().map(|limit| limit.value),
    ) && lower.duration_max.value <= higher.duration_max.value
        && lower.per_day.value <= higher.per_day.value
}

/// Not above the other, where both are there.
fn below<T: PartialOrd>(lower: Option<T>, higher: Option<T>) -> bool {
    lower.zip(higher).is_none_or(|(lower, higher)| lower <= higher)
}

/// A first dose says all that the load needs, and no more than a later one may have.
fn start(row: &Row) -> Option<&'static str> {
    let (Some(start), Some(own)) = (&row.start, &row.without_provider) else {
        return None;
    };
    let Start { force, height, duration, under_load } = start;
    let value =
        |limit: &Option<super::figure::Figure<crate::time::Millis>>| limit.as_ref().map(|limit| limit.value);
    first(&[
        (force.is_some() == row.has_force(), "start.force goes with a pull that is a force"),
        (height.is_some() == row.height.is_some(), "start.height goes with height"),
        (under_load.is_some() == row.sets.is_some(), "start.under_load goes with sets"),
        (duration.is_some() || under_load.is_some(), "start needs a duration, or a time under load"),
        (
            below(force.as_ref().map(|limit| limit.value), own.force_max.as_ref().map(|limit| limit.value))
                && below(
                    height.as_ref().map(|limit| limit.value),
                    own.height_max.as_ref().map(|limit| limit.value),
                )
                && below(value(under_load), value(&own.under_load_max))
                && below(value(duration), Some(own.duration_max.value)),
            "start is more than without_provider",
        ),
    ])
}

/// Holds, rests and sets.
fn phases(row: &Row) -> Option<&'static str> {
    if row.cycle.is_some() && row.sets.is_some() {
        return Some("cycle and sets exclude each other");
    }
    if let Some(cycle) = &row.cycle {
        let holds = cycle.hold_min.as_ref().zip(cycle.hold_max.as_ref());
        return first(&[
            (cycle.ratio_min.value <= cycle.ratio_max.value, "cycle: ratio_min is above ratio_max"),
            (holds.is_none_or(|(min, max)| min.value <= max.value), "cycle: hold_min is above hold_max"),
        ]);
    }
    let sets = row.sets.as_ref()?;
    let most = row.with_provider.under_load_max.as_ref().map(|limit| limit.value);
    let least = sets.under_load_min.as_ref().map_or(sets.hold_min.value, |limit| limit.value);
    first(&[
        (sets.hold_min.value <= sets.hold_max.value, "sets: hold_min is above hold_max"),
        (below(Some(sets.hold_max.value.max(least)), most), "sets: longer than under_load_max"),
    ])
}

fn angle(row: &Row) -> Option<&'static str> {
    let angle = row.angle.as_ref()?;
    let (min, max) = (angle.min.value, angle.max.value);
    let within = |figure: &Option<super::figure::Figure<super::figure::Degrees>>| {
        figure.as_ref().is_none_or(|figure| min <= figure.value && figure.value <= max)
    };
    first(&[(min <= max && within(&angle.default) && within(&angle.first), "angle: out of order")])
}

fn ramp(row: &Row) -> Option<&'static str> {
    let ramp = row.ramp.as_ref()?;
    let in_order = ramp.slowest.value <= ramp.gentle.value && ramp.gentle.value <= ramp.fastest.value;
    first(&[(in_order, "ramp: out of order")])
}
