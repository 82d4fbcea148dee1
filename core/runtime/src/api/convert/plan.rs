//! Plans, checks and timelines.

use nape_logic::document::{self, FieldError};
use nape_logic::plan as core;
use nape_logic::session;
use nape_logic::time::Millis;
use nape_logic::units;

use super::date;
use super::locks::provenance;
use crate::api::language::render;
use crate::api::plan::{
    EffectiveDose, EnteredForce, EnteredForceUnit, EnteredLength, EnteredMass, LengthUnit, LevelUnit,
    MassUnit, Plan, PlanBy, PlanCheck, PlanConfirmation, PlanImport, PlanImportField, PlanProblem,
    PlanRevision, PlanToday, Provider, Segment, Timeline,
};
use crate::engine::{self, Provenance};

pub(in crate::api) fn core_plan(plan: Plan) -> Result<core::Plan, FieldError> {
    let provider = plan.provider.map(|provider| -> Result<core::Provider, FieldError> {
        Ok(core::Provider {
            name: provider.name,
            date: date("provider.date", &provider.date)?,
            expires: provider.expires.map(|text| date("provider.expires", &text)).transpose()?,
            phone: provider.phone,
        })
    });
    Ok(core::Plan {
        modality: plan.modality.into(),
        region: plan.region.into(),
        provider: provider.transpose()?,
        body_weight: plan.body_weight.map(core_mass),
        pattern: plan.pattern.into(),
        force: plan.force.map(core_force),
        level: plan.level,
        level_unit: plan.level_unit.map(core_level_unit),
        height: plan.height.map(core_length),
        body_weight_share: plan.body_weight_share,
        duration_ms: Millis(plan.duration_ms),
        hold_ms: plan.hold_ms.map(Millis),
        rest_ms: plan.rest_ms.map(Millis),
        rest_force: plan.rest_force.map(core_force),
        ramp_up_ms: plan.ramp_up_ms.map(Millis),
        ramp_down_ms: plan.ramp_down_ms.map(Millis),
        angle_deg: plan.angle_deg,
        position: plan.position.map(Into::into),
        sets: plan.sets,
        per_day: plan.per_day,
        per_week: plan.per_week,
    })
}

/// Reads a plan file.
pub(in crate::api) fn document_plan(document: &[u8]) -> Result<Plan, FieldError> {
    Ok(Plan::from(document::from_json::<core::Plan>(document)?))
}

impl From<core::Plan> for Plan {
    fn from(plan: core::Plan) -> Self {
        Self {
            modality: plan.modality.into(),
            region: plan.region.into(),
            provider: plan.provider.map(|provider| Provider {
                name: provider.name,
                date: provider.date.to_string(),
                expires: provider.expires.map(|date| date.to_string()),
                phone: provider.phone,
            }),
            body_weight: plan.body_weight.map(Into::into),
            pattern: plan.pattern.into(),
            force: plan.force.map(door_force),
            level: plan.level,
            level_unit: plan.level_unit.map(door_level_unit),
            height: plan.height.map(door_length),
            body_weight_share: plan.body_weight_share,
            duration_ms: plan.duration_ms.get(),
            hold_ms: plan.hold_ms.map(Millis::get),
            rest_ms: plan.rest_ms.map(Millis::get),
            rest_force: plan.rest_force.map(door_force),
            ramp_up_ms: plan.ramp_up_ms.map(Millis::get),
            ramp_down_ms: plan.ramp_down_ms.map(Millis::get),
            angle_deg: plan.angle_deg,
            position: plan.position.map(Into::into),
            sets: plan.sets,
            per_day: plan.per_day,
            per_week: plan.per_week,
        }
    }
}

pub(super) fn core_force(force: EnteredForce) -> units::EnteredForce {
    let unit = match force.unit {
        EnteredForceUnit::Newton => units::ForceUnit::Newton,
        EnteredForceUnit::Kilogram => units::ForceUnit::KilogramForce,
        EnteredForceUnit::Pound => units::ForceUnit::PoundForce,
        EnteredForceUnit::LitreOfWater => units::ForceUnit::LitreOfWater,
    };
    units::EnteredForce { value: force.value, unit }
}

pub(super) fn door_force(force: units::EnteredForce) -> EnteredForce {
    let unit = match force.unit {
        units::ForceUnit::Newton => EnteredForceUnit::Newton,
        units::ForceUnit::KilogramForce => EnteredForceUnit::Kilogram,
        units::ForceUnit::PoundForce => EnteredForceUnit::Pound,
        units::ForceUnit::LitreOfWater => EnteredForceUnit::LitreOfWater,
    };
    EnteredForce { value: force.value, unit }
}

fn core_level_unit(unit: LevelUnit) -> core::LevelUnit {
    match unit {
        LevelUnit::Level => core::LevelUnit::Level,
        LevelUnit::Strokes => core::LevelUnit::Strokes,
        LevelUnit::Psi => core::LevelUnit::Psi,
        LevelUnit::MillimetresOfMercury => core::LevelUnit::MillimetresOfMercury,
    }
}

fn door_level_unit(unit: core::LevelUnit) -> LevelUnit {
    match unit {
        core::LevelUnit::Level => LevelUnit::Level,
        core::LevelUnit::Strokes => LevelUnit::Strokes,
        core::LevelUnit::Psi => LevelUnit::Psi,
        core::LevelUnit::MillimetresOfMercury => LevelUnit::MillimetresOfMercury,
    }
}

pub(super) fn core_length(length: EnteredLength) -> units::EnteredLength {
    let unit = match length.unit {
        LengthUnit::Cm => units::LengthUnit::Cm,
        LengthUnit::In => units::LengthUnit::In,
    };
    units::EnteredLength { value: length.value, unit }
}

pub(super) fn door_length(length: units::EnteredLength) -> EnteredLength {
    let unit = match length.unit {
        units::LengthUnit::Cm => LengthUnit::Cm,
        units::LengthUnit::In => LengthUnit::In,
    };
    EnteredLength { value: length.value, unit }
}

/// A plan that came as a file, to be confirmed.
pub(in crate::api) fn import(plan: core::Plan, check: core::PlanCheck) -> PlanImport {
    let field = |field: core::ImportedField| PlanImportField {
        field: field.field.to_owned(),
        text: render(&field.words),
        typed_again: field.typed_again,
    };
    PlanImport {
        fields: core::imported_fields(&plan).into_iter().map(field).collect(),
        check: self::check(check),
        provenance: provenance(Provenance::AsEnteredByThePerson),
        plan: Plan::from(plan),
    }
}

pub(in crate::api) fn confirmation(confirmed: PlanConfirmation) -> core::Confirmation {
    core::Confirmation {
        fields: confirmed.fields,
        load: core::TypedLoad {
            force: confirmed.force.map(core_force),
            level: confirmed.level,
            height: confirmed.height.map(core_length),
            body_weight_share: confirmed.body_weight_share,
        },
    }
}

pub(in crate::api) fn plan_today(today: engine::PlanToday) -> PlanToday {
    PlanToday { plan: today.plan.into(), check: check(today.check), first_dose: today.first_dose }
}

pub(in crate::api) fn plan_revision(revision: engine::PlanRevision) -> PlanRevision {
    let provider = revision.plan.provider.is_some();
    PlanRevision {
        revision: revision.number,
        accepted: revision.accepted.to_rfc3339(),
        by: if provider { PlanBy::Provider } else { PlanBy::Own },
        expires: revision.plan.provider.as_ref().and_then(|provider| Some(provider.expires?.to_string())),
        provenance: provenance(Provenance::AsEnteredByThePerson),
        plan: revision.plan.into(),
    }
}

pub(in crate::api) fn core_mass(mass: EnteredMass) -> units::EnteredMass {
    units::EnteredMass {
        value: mass.value,
        unit: match mass.unit {
            MassUnit::Kilogram => units::MassUnit::Kilogram,
            MassUnit::Pound => units::MassUnit::Pound,
            MassUnit::Stone => units::MassUnit::Stone,
        },
    }
}

impl From<units::EnteredMass> for EnteredMass {
    fn from(mass: units::EnteredMass) -> Self {
        Self {
            value: mass.value,
            unit: match mass.unit {
                units::MassUnit::Kilogram => MassUnit::Kilogram,
                units::MassUnit::Pound => MassUnit::Pound,
                units::MassUnit::Stone => MassUnit::Stone,
            },
        }
    }
}

pub(in crate::api) fn check(check: core::PlanCheck) -> PlanCheck {
    let problem = |problem: core::Problem| PlanProblem {
        field: problem.field,
        message: render(&problem.message),
        allowed: render(&problem.allowed),
        rule: problem.rule.to_string(),
    };
    let warning = |notice: core::Notice| PlanProblem {
        field: ".".to_owned(),
        message: render(&notice.message),
        allowed: String::new(),
        rule: notice.rule.to_string(),
    };
    let effective = effective(&check);
    PlanCheck {
        accepted: check.accepted,
        problems: check.problems.into_iter().map(problem).collect(),
        warnings: check.warnings.into_iter().map(warning).collect(),
        effective,
    }
}

/// What every limit leaves of a plan, also of one that is not accepted.
pub(in crate::api) fn effective(check: &core::PlanCheck) -> EffectiveDose {
    let rules = |notices: &[core::Notice]| notices.iter().map(|notice| notice.rule.to_string()).collect();
    let (lowered, dose) = (&check.lowered, check.effective.as_ref());
    let holds = lowered.holds;
    EffectiveDose {
        force_mn: dose
            .map_or(lowered.force, |effective| effective.dose.load.force())
            .map(units::Force::millinewtons),
        duration_ms: dose.map_or(lowered.duration, |effective| effective.dose.duration).get(),
        limited_by: dose.map_or_else(|| rules(&lowered.limited_by), |effective| rules(&effective.limited_by)),
        height: lowered.height.map(door_length),
        level: dose.and_then(|effective| effective.dose.load.level()),
        sets: holds.map(|holds| holds.sets),
        hold_ms: holds.map(|holds| holds.hold.get()),
        angle_deg: lowered.angle_deg,
    }
}

pub(in crate::api) fn timeline(timeline: &session::Timeline) -> Timeline {
    Timeline {
        total_ms: timeline.total().get(),
        segments: timeline
            .segments()
            .iter()
            .map(|segment| Segment {
                kind: segment.kind.into(),
                start_ms: segment.start.get(),
                end_ms: segment.end.get(),
                from_mn: segment.from.map(units::Force::millinewtons),
                to_mn: segment.to.map(units::Force::millinewtons),
                cycle: segment.cycle,
            })
            .collect(),
    }
}
