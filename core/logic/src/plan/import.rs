//! A plan that came as a file: every field is confirmed by the person, and what says how strong the pull is they type
//! a second time (P17).

use super::dose::Plan;
use super::words::{Pattern, Position};
use crate::document::{self, FieldError};
use crate::text::Message;
use crate::time::Millis;
use crate::units::{EnteredForce, EnteredLength, EnteredMass, LengthUnit, MassUnit};

/// A field of the file, as the person confirms it.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedField {
    /// Its path, such as `force` or `provider.name`.
    pub field: &'static str,
    /// What the file says, in words.
    pub words: Message,
    /// Whether the person types it a second time in place of saying yes to it.
    pub typed_again: bool,
}

/// What the person has confirmed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Confirmation {
    /// The paths of the fields to which they said yes.
    pub fields: Vec<String>,
    /// The load, typed a second time.
    pub load: TypedLoad,
}

/// How strong the pull is, as typed a second time: the one field that the plan has.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TypedLoad {
    /// The pull of a hold.
    pub force: Option<EnteredForce>,
    /// A maker's level.
    pub level: Option<u8>,
    /// A hammock's height.
    pub height: Option<EnteredLength>,
    /// The pull as a share of body weight.
    pub body_weight_share: Option<f64>,
}

/// What keeps a plan that came as a file from being set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unconfirmed {
    /// Fields that nobody has said yes to, in the plan's order.
    pub fields: Vec<&'static str>,
    /// The field of the load, where it was not typed a second time or not as the file has it.
    pub load: Option<&'static str>,
}

/// Reads a plan file. Refuses one above 64 KiB, one that is no UTF-8, and all that a plan refuses.
pub fn read_import(document: &[u8]) -> Result<Plan, FieldError> {
    document::from_small_json(document)
}

/// Every field of the plan, in its order. The part of the spine is among them where the file is silent too.
pub fn imported_fields(plan: &Plan) -> Vec<ImportedField> {
    let provider = plan.provider.as_ref();
    let weight = |weight: EnteredMass| format!("{} {}", weight.value, mass_unit(weight.unit));
    let said = [
        ("modality", Some(plan.modality.word().to_owned())),
        ("region", Some(plan.region.word().to_owned())),
        ("provider.name", provider.map(|provider| provider.name.clone())),
        ("provider.date", provider.map(|provider| provider.date.to_string())),
        ("provider.expires", provider.and_then(|provider| Some(provider.expires?.to_string()))),
        ("provider.phone", provider.and_then(|provider| provider.phone.clone())),
        ("body_weight", plan.body_weight.map(weight)),
        ("pattern", Some(pattern(plan.pattern).to_owned())),
        ("force", plan.force.map(force)),
        ("level", plan.level.map(|level| level.to_string())),
        ("height", plan.height.map(height)),
        ("body_weight_share", plan.body_weight_share.map(|share| share.to_string())),
        ("duration_ms", Some(time(plan.duration_ms))),
        ("hold_ms", plan.hold_ms.map(time)),
        ("rest_ms", plan.rest_ms.map(time)),
        ("rest_force", plan.rest_force.map(force)),
        ("ramp_up_ms", plan.ramp_up_ms.map(time)),
        ("ramp_down_ms", plan.ramp_down_ms.map(time)),
        ("angle_deg", plan.angle_deg.map(|angle| angle.to_string())),
        ("position", plan.position.map(|at| position(at).to_owned())),
        ("sets", plan.sets.map(|sets| sets.to_string())),
        ("per_day", plan.per_day.map(|per_day| per_day.to_string())),
        ("per_week", plan.per_week.map(|per_week| per_week.to_string())),
    ];
    let in_words = |(field, value): (&'static str, Option<String>)| {
        let key = format!("plan-import-{}", field.replace(['_', '.'], "-"));
        let words = Message::new(key).text("value", value?);
        Some(ImportedField { field, words, typed_again: LOADS.contains(&field) })
    };
    said.into_iter().filter_map(in_words).collect()
}

/// The fields that say how strong the pull is.
const LOADS: [&str; 4] = ["force", "level", "height", "body_weight_share"];

/// Whether the person has confirmed all of the plan. A name that the plan has no field of is bad input.
pub fn unconfirmed(plan: &Plan, confirmation: &Confirmation) -> Result<Unconfirmed, FieldError> {
    let fields = imported_fields(plan);
    if confirmation.fields.iter().any(|name| fields.iter().all(|field| field.field != name)) {
        let names: Vec<&str> = fields.iter().map(|field| field.field).collect();
        return Err(FieldError::new("fields", "not a field of this plan", names.join(", ")));
    }
    let open = fields
        .iter()
        .filter(|field| !field.typed_again)
        .map(|field| field.field)
        .filter(|name| confirmation.fields.iter().all(|yes| yes != name));
    Ok(Unconfirmed { fields: open.collect(), load: load_typed_otherwise(plan, &confirmation.load) })
}

impl Unconfirmed {
    /// Whether nothing is left to confirm.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.load.is_none()
    }
}

/// The first field of the load that was not typed exactly as the file has it: number and unit.
fn load_typed_otherwise(plan: &Plan, typed: &TypedLoad) -> Option<&'static str> {
    let [force, level, height, share] = LOADS;
    let same = [
        (force, plan.force == typed.force),
        (level, plan.level == typed.level),
        (height, plan.height == typed.height),
        (share, plan.body_weight_share == typed.body_weight_share),
    ];
    same.into_iter().find(|(_, same)| !same).map(|(field, _)| field)
}

fn force(force: EnteredForce) -> String {
    format!("{} {}", force.value, force.unit.symbol())
}

fn height(height: EnteredLength) -> String {
    let unit = match height.unit {
        LengthUnit::Cm => "cm",
        LengthUnit::In => "in",
    };
    format!("{} {unit}", height.value)
}

const fn mass_unit(unit: MassUnit) -> &'static str {
    match unit {
        MassUnit::Kilogram => "kg",
        MassUnit::Pound => "lb",
        MassUnit::Stone => "st",
    }
}

const fn pattern(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Sustained => "sustained",
        Pattern::Intermittent => "intermittent",
    }
}

const fn position(position: Position) -> &'static str {
    match position {
        Position::Supine => "supine",
        Position::Prone => "prone",
        Position::Seated => "seated",
        Position::Standing => "standing",
    }
}

/// To the millisecond: what is confirmed is what the file says.
fn time(time: Millis) -> String {
    let (minutes, seconds) = (time.secs_floor() / 60, time.secs_floor() % 60);
    match (minutes, seconds, time.get().is_multiple_of(1000)) {
        (_, _, false) => format!("{} ms", time.get()),
        (0, seconds, true) => format!("{seconds} s"),
        (minutes, 0, true) => format!("{minutes} min"),
        (minutes, seconds, true) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{has_message, render};
    use crate::units::ForceUnit;

    const WHOLE: &str = r#"{"modality":"home_unit","region":"cervical",
        "provider":{"name":"Dana","date":"2026-02-20","expires":"2026-06-30","phone":"+1"},
        "body_weight":{"value":11.5,"unit":"st"},"pattern":"intermittent","force":{"value":20,"unit":"lb"},"level":3,
        "height":{"value":38.5,"unit":"in"},"body_weight_share":0.1,"duration_ms":900000,"hold_ms":60000,
        "rest_ms":20000,"rest_force":{"value":4,"unit":"lb"},"ramp_up_ms":10500,"ramp_down_ms":90000,"angle_deg":15,
        "position":"supine","sets":2,"per_day":1,"per_week":5}"#;
    const SHORT: &str = r#"{"modality":"over_door_pulley","pattern":"sustained","force":{"value":6,"unit":"lb"},
        "duration_ms":300000}"#;

    fn plan(json: &str) -> Plan {
        read_import(json.as_bytes()).expect("a plan")
    }

    fn names(plan: &Plan) -> Vec<&'static str> {
        imported_fields(plan).iter().map(|field| field.field).collect()
    }

    /// Yes to every field, and the load as the file has it.
    fn all(plan: &Plan) -> Confirmation {
        Confirmation {
            fields: names(plan).iter().map(|&name| name.to_owned()).collect(),
            load: TypedLoad {
                force: plan.force,
                level: plan.level,
                height: plan.height,
                body_weight_share: plan.body_weight_share,
            },
        }
    }

    #[test]
    fn every_field_of_a_plan_is_there_to_be_confirmed_and_has_words() {
        let plan = plan(WHOLE);
        let mut written: Vec<String> = Vec::new();
        for (name, value) in serde_json::to_value(&plan).expect("JSON").as_object().expect("fields") {
            match value.as_object().filter(|_| name == "provider") {
                Some(provider) => written.extend(provider.keys().map(|key| format!("provider.{key}"))),
                None => written.push(name.clone()),
            }
        }
        let mut shown = names(&plan);
        shown.sort_unstable();
        written.sort_unstable();
        assert_eq!(shown, written);
        for field in imported_fields(&plan) {
            assert!(has_message(&field.words.key), "{}", field.words.key);
        }
    }

    #[test]
    fn what_is_confirmed_is_what_the_file_says_to_the_last_digit() {
        let words: Vec<String> =
            imported_fields(&plan(WHOLE)).iter().map(|field| render(&field.words)).collect();
        for part in ["11.5 st", "20 lb", "38.5 in", "15 min", "20 s", "10500 ms", "1 min 30 s", "2026-06-30"]
        {
            assert!(words.iter().any(|words| words.contains(part)), "{part}: {words:?}");
        }
    }

    #[test]
    fn the_part_of_the_spine_is_confirmed_where_the_file_is_silent() {
        assert!(names(&plan(SHORT)).contains(&"region"));
    }

    #[test]
    fn each_field_that_nobody_confirmed_is_named() {
        let plan = plan(SHORT);
        assert!(unconfirmed(&plan, &all(&plan)).expect("known names").is_empty());
        for name in names(&plan) {
            let mut confirmation = all(&plan);
            confirmation.fields.retain(|yes| yes != name);
            let open = unconfirmed(&plan, &confirmation).expect("known names");
            assert_eq!(open.fields, if name == "force" { vec![] } else { vec![name] });
        }
    }

    #[test]
    fn the_load_is_typed_again_number_and_unit() {
        let plan = plan(SHORT);
        let typed = |force: Option<EnteredForce>, level: Option<u8>| {
            let load = TypedLoad { force, level, ..TypedLoad::default() };
            unconfirmed(&plan, &Confirmation { load, ..all(&plan) }).expect("known names").load
        };
        let six = |unit| Some(EnteredForce { value: 6.0, unit });
        assert_eq!(typed(six(ForceUnit::PoundForce), None), None);
        assert_eq!(typed(None, None), Some("force"));
        assert_eq!(typed(six(ForceUnit::KilogramForce), None), Some("force"));
        assert_eq!(
            typed(Some(EnteredForce { value: 6.1, unit: ForceUnit::PoundForce }), None),
            Some("force")
        );
        assert_eq!(typed(six(ForceUnit::PoundForce), Some(3)), Some("level"), "the plan has no level");
    }

    #[test]
    fn a_name_that_the_plan_lacks_is_refused() {
        let plan = plan(SHORT);
        let confirmation = Confirmation { fields: vec!["angle_deg".to_owned()], ..all(&plan) };
        assert_eq!(unconfirmed(&plan, &confirmation).expect_err("refused").field, "fields");
    }
}
