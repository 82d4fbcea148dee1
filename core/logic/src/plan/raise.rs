//! In which fields does a plan ask for more than another? (P40)

use super::check::Effective;
use super::dose::{Dose, Load, Plan};
use super::words::LevelUnit;

/// The fields in which `new` asks for more than `old`; empty where it asks for the same or less.
///
/// What can't be compared counts as more: another way of saying the pull, or a pull that is no number.
pub fn raised(old: &Plan, new: &Plan) -> Vec<&'static str> {
    let force = |plan: &Plan| plan.force.and_then(|force| force.to_force().ok());
    let rest_force = |plan: &Plan| plan.rest_force.and_then(|force| force.to_force().ok());
    let height = |plan: &Plan| plan.height.and_then(|height| height.to_length().ok());
    let scale = |plan: &Plan| plan.level_unit.unwrap_or(LevelUnit::Level);
    let other_scale = new.level.is_some() && scale(new) != scale(old);
    let checks = [
        ("force", is_more(force(old), force(new))),
        ("level", is_more(old.level, new.level)),
        ("level_unit", other_scale),
        ("height", is_more(height(old), height(new))),
        ("body_weight_share", is_more(old.body_weight_share, new.body_weight_share)),
        ("duration_ms", new.duration_ms > old.duration_ms),
        ("pattern", new.pattern != old.pattern),
        ("hold_ms", is_more(old.hold_ms, new.hold_ms)),
        ("rest_ms", new.pattern == old.pattern && new.rest_ms < old.rest_ms),
        ("rest_force", is_more(rest_force(old), rest_force(new))),
        ("per_day", new.per_day.unwrap_or(1) > old.per_day.unwrap_or(1)),
        ("per_week", is_wider(old.per_week, new.per_week)),
        ("angle_deg", is_more(old.angle_deg, new.angle_deg)),
        ("sets", new.sets.unwrap_or(1) > old.sets.unwrap_or(1)),
    ];
    checks.into_iter().filter(|(_, more)| *more).map(|(field, _)| field).collect()
}

/// The fields in which more is left of a plan after every limit than was of the one before it: for another provider, a later
/// last day or another body weight lift limits, whatever the plan says in so many numbers. Where nothing was left before,
/// it is the provider who makes it more.
pub fn raised_after_limits(old: Option<&Effective>, new: Option<&Effective>) -> Vec<&'static str> {
    let Some(new) = new else { return Vec::new() };
    let Some(old) = old else { return vec!["provider"] };
    let force = |dose: &Dose| dose.load.force();
    let height = |dose: &Dose| match dose.load {
        Load::Height(height) => height.to_length().ok(),
        Load::Force(_) | Load::Level(_) | Load::BodyWeight => None,
    };
    let sooner = is_wider(old.caps.gap.map(std::cmp::Reverse), new.caps.gap.map(std::cmp::Reverse));
    let checks = [
        ("force", is_more(force(&old.dose), force(&new.dose))),
        ("level", is_more(old.dose.load.level(), new.dose.load.level())),
        ("height", is_more(height(&old.dose), height(&new.dose))),
        ("duration_ms", new.dose.duration > old.dose.duration),
        ("angle_deg", is_more(old.dose.angle_deg, new.dose.angle_deg)),
        ("sets", new.dose.sets.unwrap_or(1) > old.dose.sets.unwrap_or(1)),
        ("per_day", new.caps.per_day > old.caps.per_day || sooner),
        ("per_week", is_wider(old.caps.per_week, new.caps.per_week)),
    ];
    checks.into_iter().filter(|(_, more)| *more).map(|(field, _)| field).collect()
}

/// A value that was not there before is more.
fn is_more<T: PartialOrd>(old: Option<T>, new: Option<T>) -> bool {
    match (old, new) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old), Some(new)) => new.partial_cmp(&old).is_none_or(std::cmp::Ordering::is_gt),
    }
}

/// A limit that is no longer there is more.
fn is_wider<T: PartialOrd>(old: Option<T>, new: Option<T>) -> bool {
    match (old, new) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(old), Some(new)) => new > old,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::from_json;

    fn plan(change: &str) -> Plan {
        let start = r#"{"modality":"home_unit","pattern":"intermittent","force":{"value":20,"unit":"lb"},
            "duration_ms":600000,"hold_ms":60000,"rest_ms":20000,"per_day":1,"per_week":5"#;
        let mut document: serde_json::Value = serde_json::from_str(&format!("{start}}}")).expect("JSON");
        let change: serde_json::Value = serde_json::from_str(change).expect("JSON");
        for (field, value) in change.as_object().expect("fields") {
            document[field] = value.clone();
        }
        from_json(document.to_string().as_bytes()).expect("a plan")
    }

    #[test]
    fn the_same_plan_and_a_lower_one_raise_nothing() {
        let old = plan("{}");
        for lower in [
            "{}",
            r#"{"force":{"value":19,"unit":"lb"}}"#,
            r#"{"force":{"value":9,"unit":"kg"}}"#,
            r#"{"duration_ms":300000,"hold_ms":50000,"rest_ms":25000,"per_week":4}"#,
        ] {
            assert_eq!(raised(&old, &plan(lower)), Vec::<&str>::new(), "{lower}");
        }
    }

    #[test]
    fn a_height_is_compared_as_a_length() {
        let old = plan(r#"{"height":{"value":3,"unit":"in"},"force":null}"#);
        let same = plan(r#"{"height":{"value":7.62,"unit":"cm"},"force":null}"#);
        let higher = plan(r#"{"height":{"value":8,"unit":"cm"},"force":null}"#);
        assert_eq!(raised(&old, &same), Vec::<&str>::new());
        assert_eq!(raised(&old, &higher), ["height"]);
    }

    #[test]
    fn each_field_that_asks_for_more_is_named() {
        let old = plan("{}");
        for (change, field) in [
            (r#"{"force":{"value":9.1,"unit":"kg"}}"#, "force"),
            (r#"{"duration_ms":601000}"#, "duration_ms"),
            (r#"{"hold_ms":61000}"#, "hold_ms"),
            (r#"{"rest_ms":19000}"#, "rest_ms"),
            (r#"{"rest_force":{"value":1,"unit":"lb"}}"#, "rest_force"),
            (r#"{"per_day":2}"#, "per_day"),
            (r#"{"per_week":6}"#, "per_week"),
            (r#"{"per_week":null}"#, "per_week"),
            (r#"{"level":3,"force":null}"#, "level"),
            (r#"{"level":3,"level_unit":"strokes","force":null}"#, "level_unit"),
            (r#"{"height":{"value":3,"unit":"in"},"force":null}"#, "height"),
            (r#"{"angle_deg":20}"#, "angle_deg"),
            (r#"{"sets":2}"#, "sets"),
            (r#"{"pattern":"sustained","hold_ms":null,"rest_ms":null}"#, "pattern"),
        ] {
            assert!(raised(&old, &plan(change)).contains(&field), "{change}");
        }
    }
}
