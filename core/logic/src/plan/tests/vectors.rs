//! `tests/vectors/plans.json`, which every language runs.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::document::from_json;
use crate::modality::{Modality, Region};
use crate::plan::progression::CourseLimits;
use crate::plan::{CheckContext, DeviceLimits, Notice, Plan, PlanCheck, check};
use crate::time::Millis;
use crate::units::{EnteredMass, Force};

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

fn effective(found: &PlanCheck, with_rest: bool) -> Option<Remains> {
    found.effective.as_ref().map(|effective| Remains {
        force_mn: effective.dose.load.force().map_or(0, Force::millinewtons),
        duration_ms: effective.dose.duration.get(),
        limited_by: rules(&effective.limited_by),
        rest_force_mn: with_rest.then_some(effective.dose.rest_force.millinewtons()),
    })
}

fn lowered(found: &PlanCheck) -> Remains {
    Remains {
        force_mn: found.lowered.force.map_or(0, Force::millinewtons),
        duration_ms: found.lowered.duration.get(),
        limited_by: rules(&found.lowered.limited_by),
        rest_force_mn: None,
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
    let with_rest = expect.effective.as_ref().is_some_and(|remains| remains.rest_force_mn.is_some());
    let expected = expect.effective.map(in_order);
    assert_eq!(effective(&found, with_rest), expected, "effective: {name}");
    if let Some(expected) = expect.lowered.map(in_order) {
        assert_eq!(lowered(&found), expected, "lowered: {name}");
    }
    if let Some(expected) = expect.warnings {
        assert_eq!(rules(&found.warnings), sorted(expected), "warnings: {name}");
    }
}

#[test]
fn every_case_of_the_shared_vectors_holds() {
    let vectors: Vectors = from_json(FILE.as_bytes()).expect("vectors");
    assert!(vectors.cases.len() >= 60);
    for case in vectors.cases {
        run(case);
    }
}
