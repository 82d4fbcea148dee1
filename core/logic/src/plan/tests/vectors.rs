//! `tests/vectors/plans.json`, which every language runs.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::document::from_json;
use crate::modality::{Modality, Region};
use crate::plan::progression::CourseLimits;
use crate::plan::{CheckContext, DeviceLimits, LimitId, Load, Notice, Plan, PlanCheck, check};
use crate::time::Millis;
use crate::units::{EnteredLength, EnteredMass, Force};

const FILE: &str = include_str!("../../../../../tests/vectors/plans.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    #[serde(rename = "about")]
    _about: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default, rename = "why")]
    _why: Option<String>,
    plan: Plan,
    context: Context,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    today: NaiveDate,
    device: Option<Device>,
    profile_weight: Option<EnteredMass>,
    #[serde(default)]
    first_dose: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Device {
    modality: Modality,
    regions: Vec<Region>,
    force_min_mn: Force,
    force_max_mn: Force,
    force_step_mn: Force,
    duration_max_ms: Millis,
    ramp_max_mn_per_s: Force,
    intermittent: bool,
    levels: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    accepted: bool,
    problems: Vec<Wrong>,
    effective: Option<Remains>,
    lowered: Option<Remains>,
    warnings: Option<Vec<String>>,
}

#[derive(Deserialize, Debug, PartialEq, PartialOrd, Eq, Ord)]
#[serde(deny_unknown_fields)]
struct Wrong {
    field: String,
    rule: String,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Remains {
    force_mn: u32,
    duration_ms: u64,
    limited_by: Vec<String>,
    rest_force_mn: Option<u32>,
    height: Option<EnteredLength>,
    level: Option<u8>,
    sets: Option<u8>,
    angle_deg: Option<f64>,
}

impl Context {
    fn read(self) -> CheckContext {
        CheckContext {
            today: self.today,
            device: self.device.map(|device| DeviceLimits {
                modality: device.modality,
                regions: device.regions,
                force_min: device.force_min_mn,
                force_max: device.force_max_mn,
                force_step: device.force_step_mn,
                duration_max: device.duration_max_ms,
                ramp_max: device.ramp_max_mn_per_s,
                intermittent: device.intermittent,
                levels: device.levels,
            }),
            profile_weight: self.profile_weight.map(|entered| entered.to_body_weight().expect("a weight")),
            first_dose: self.first_dose,
            course: CourseLimits::default(),
        }
    }
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all
}

fn rules(notices: &[Notice]) -> Vec<String> {
    sorted(notices.iter().map(|notice| notice.rule.id().to_owned()).collect())
}

fn problems(found: &PlanCheck) -> Vec<Wrong> {
    let all = found
        .problems
        .iter()
        .map(|problem| Wrong { field: problem.field.clone(), rule: problem.rule.id().to_owned() });
    sorted(all.collect())
}

/// What the case says nothing of is not compared.
fn effective(found: &PlanCheck, expected: Option<&Remains>) -> Option<Remains> {
    found.effective.as_ref().map(|effective| {
        let dose = &effective.dose;
        let height = match dose.load {
            Load::Height(height) => Some(height),
            _ => None,
        };
        Remains {
            force_mn: dose.load.force().map_or(0, Force::millinewtons),
            duration_ms: dose.duration.get(),
            limited_by: rules(&effective.limited_by),
            rest_force_mn: expected.and_then(|e| e.rest_force_mn).map(|_| dose.rest_force.millinewtons()),
            height: expected.and_then(|e| e.height).and(height),
            level: expected.and_then(|e| e.level).and(dose.load.level()),
            sets: expected.and_then(|e| e.sets).and(dose.sets),
            angle_deg: expected.and_then(|e| e.angle_deg).and(dose.angle_deg),
        }
    })
}

fn lowered(found: &PlanCheck) -> Remains {
    Remains {
        force_mn: found.lowered.force.map_or(0, Force::millinewtons),
        duration_ms: found.lowered.duration.get(),
        limited_by: rules(&found.lowered.limited_by),
        rest_force_mn: None,
        height: None,
        level: None,
        sets: None,
        angle_deg: None,
    }
}

fn in_order(mut remains: Remains) -> Remains {
    remains.limited_by.sort();
    remains
}

fn run(case: Case) {
    let name = case.name;
    let found = check(&case.plan, &case.context.read());
    let expect = case.expect;
    assert_eq!(problems(&found), sorted(expect.problems), "problems: {name}");
    assert_eq!(found.accepted, expect.accepted, "accepted: {name}");
    let expected = expect.effective.map(in_order);
    assert_eq!(effective(&found, expected.as_ref()), expected, "effective: {name}");
    if let Some(expected) = expect.lowered.map(in_order) {
        assert_eq!(lowered(&found), expected, "lowered: {name}");
    }
    if let Some(expected) = expect.warnings {
        assert_eq!(rules(&found.warnings), sorted(expected), "warnings: {name}");
    }
}

fn vectors() -> Vec<Case> {
    from_json::<Vectors>(FILE.as_bytes()).expect("vectors").cases
}

#[test]
fn every_case_of_the_shared_vectors_holds() {
    let cases = vectors();
    assert!(cases.len() >= 140);
    cases.into_iter().for_each(run);
}

/// What no entered plan can meet: only damaged content leaves a modality without a row and without a use.
const NOT_MET: [LimitId; 1] = [LimitId::EnvelopeModality];

#[test]
fn every_limit_and_every_modality_is_met_in_some_case() {
    let mut rules: BTreeSet<String> = BTreeSet::new();
    let mut modalities: BTreeSet<Modality> = BTreeSet::new();
    for case in vectors() {
        modalities.insert(case.plan.modality);
        rules.extend(case.expect.problems.into_iter().map(|problem| problem.rule));
        let remains = case.expect.effective.into_iter().chain(case.expect.lowered);
        rules.extend(remains.flat_map(|remains| remains.limited_by));
        rules.extend(case.expect.warnings.into_iter().flatten());
    }
    // What a course allows has vectors of its own: progression.json.
    let of_plans = LimitId::ALL.iter().filter(|rule| !rule.id().starts_with("progression."));
    let missing: Vec<_> = of_plans.filter(|rule| !rules.contains(rule.id())).collect();
    assert_eq!(missing, NOT_MET.iter().collect::<Vec<_>>());
    assert_eq!(modalities.len(), Modality::ALL.len());
}
