//! How values look in text. The words themselves are the contract's; the unit is the person's choice.

use nape::api::{EffectiveDose, ForceUnit, SymptomAction};
use nape_logic::units::{self, Force};
use serde::Serialize;

/// A word of the contract as people read it: `home_unit` becomes `home unit`.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word.replace('_', " "),
        _ => String::new(),
    }
}

/// A force in tenths of the unit, rounded down as every limit is.
pub(crate) fn force(millinewtons: u32, unit: ForceUnit) -> String {
    let unit: units::ForceUnit = unit.into();
    let value = Force::from_millinewtons(millinewtons).in_unit_floor(unit);
    format!("{value:.1} {}", unit.symbol())
}

/// A force that may be unknown.
pub(crate) fn force_or_none(millinewtons: Option<u32>, unit: ForceUnit) -> String {
    millinewtons.map_or_else(|| "–".to_owned(), |force_mn| force(force_mn, unit))
}

/// ` at 8.1 kg`; nothing where the force is not known.
pub(crate) fn at_force(millinewtons: Option<u32>, unit: ForceUnit) -> String {
    millinewtons.map(|force_mn| format!(" at {}", force(force_mn, unit))).unwrap_or_default()
}

/// The limits that lowered a dose: `first_dose.force` becomes `first dose force`.
pub(crate) fn lowered_by(limits: &[String]) -> String {
    if limits.is_empty() {
        return String::new();
    }
    format!(", lowered by: {}", limits.join(", ").replace(['.', '_'], " "))
}

/// What follows from symptoms.
pub(crate) const fn action(action: SymptomAction) -> &'static str {
    match action {
        SymptomAction::Emergency => "this can be an emergency",
        SymptomAction::StopAndSee => "stop, and have it looked at before the next session",
        SymptomAction::EndAndLower => "the session ends, and the next one is one step lower",
        SymptomAction::Lower => "one step lower",
        SymptomAction::Note => "no rule asks for a change; this is not an examination",
    }
}

/// A length of time as minutes and seconds; hours stay minutes, as in a session plan.
pub(crate) fn minutes(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// How long and how strongly a session runs: `03:30 in 4 × 00:30`, `05:00 at 2 in`, `15:00 at 88.9 N, 15°`,
/// `15:00 at level 2`.
pub(crate) fn dose(dose: &EffectiveDose, unit: ForceUnit) -> String {
    let mut text = minutes(dose.duration_ms);
    if let Some(sets) = dose.sets {
        text += &format!(" in {sets} × {}", minutes(dose.hold_ms.unwrap_or(0)));
    }
    match (dose.force_mn, dose.height, dose.level) {
        (Some(force_mn), ..) => text += &format!(" at {}", force(force_mn, unit)),
        (None, Some(height), _) => text += &format!(" at {} {}", height.value, word(&height.unit)),
        (None, None, Some(level)) => text += &format!(" at level {level}"),
        (None, None, None) => {}
    }
    if let Some(angle) = dose.angle_deg {
        text += &format!(", {angle}°");
    }
    text
}

/// `yes` or `no`.
pub(crate) const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// An instant without its fraction and offset, for a list: `2026-03-02 07:30`.
pub(crate) fn instant(rfc3339: &str) -> String {
    rfc3339.get(..16).unwrap_or(rfc3339).replace('T', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use nape::api::Modality;

    #[test]
    fn a_word_loses_its_underscores() {
        assert_eq!(word(&Modality::OverDoorPulley), "over door pulley");
    }

    /// Nobody confirms a session without its strength.
    #[test]
    fn a_dose_by_level_says_the_level() {
        let dose_of = |level| EffectiveDose {
            force_mn: None,
            duration_ms: 900_000,
            limited_by: Vec::new(),
            height: None,
            level,
            sets: None,
            hold_ms: None,
            angle_deg: Some(15.0),
        };
        assert_eq!(dose(&dose_of(Some(2)), ForceUnit::Newton), "15:00 at level 2, 15°");
        assert_eq!(dose(&dose_of(None), ForceUnit::Newton), "15:00, 15°");
    }

    #[test]
    fn a_force_is_rounded_down_in_the_persons_unit() {
        assert_eq!(force(88_964, ForceUnit::Newton), "88.9 N");
        assert_eq!(force(88_900, ForceUnit::Pound), "19.9 lb", "never more than it is");
        assert_eq!(force_or_none(None, ForceUnit::Newton), "–");
    }

    #[test]
    fn times_are_minutes_and_seconds() {
        assert_eq!(minutes(905_999), "15:05");
        assert_eq!(instant("2026-03-02T07:30:00.000+00:00"), "2026-03-02 07:30");
    }
}
