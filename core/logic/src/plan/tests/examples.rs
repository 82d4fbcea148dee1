//! The sample plans that people start from, and what a file may not hold.

use super::{alone, home_unit, plan, today};
use crate::document::from_json;
use crate::plan::{CheckContext, Effective, LimitId, Load, Pattern, Plan, PlanCheck, check};
use crate::text::render;
use crate::time::Millis;
use crate::units::{EnteredForce, EnteredLength, Force, ForceUnit, LengthUnit};

const INTERMITTENT: &str = include_str!("../../../../../cli/examples/plans/home-unit-intermittent.json");
const OVER_LIMIT: &str = include_str!("../../../../../cli/examples/plans/home-unit-over-limit.json");
const FIRST_WEEK: &str = include_str!("../../../../../cli/examples/plans/over-door-first-week.json");
const HAMMOCK: &str = include_str!("../../../../../cli/examples/plans/hammock-first-week.json");
const BAR: &str = include_str!("../../../../../cli/examples/plans/hanging-bar-sets.json");
const TABLE: &str = include_str!("../../../../../cli/examples/plans/traction-table-with-provider.json");
const INVERSION: &str = include_str!("../../../../../cli/examples/plans/inversion-table-with-provider.json");
const WITH_PROVIDER: &str = include_str!("../../../../../cli/examples/plans/over-door-with-provider.json");

fn effective(found: PlanCheck) -> Effective {
    assert!(found.accepted, "{:?}", found.problems);
    found.effective.expect("an accepted plan has a dose")
}

#[test]
fn the_home_unit_example_runs_at_its_own_dose() {
    let dose = effective(check(&plan(INTERMITTENT), &alone())).dose;
    assert_eq!(dose.load, Load::Force(Force::from_decinewtons(889)));
    assert_eq!(dose.rest_force, Force::from_decinewtons(444));
    assert_eq!(dose.duration, Millis::from_mins(15));
    assert_eq!((dose.hold, dose.rest), (Millis::from_secs(60), Millis::from_secs(20)));
    assert_eq!(dose.angle_deg, Some(15.0));
}

#[test]
fn a_ramp_that_nobody_asked_for_is_gentle_and_leaves_half_of_hold_and_rest() {
    let dose = effective(check(&plan(INTERMITTENT), &alone())).dose;
    // 88.9 N at 5 N/s fit into half of the hold, but not into half of the rest.
    assert_eq!(dose.ramp_up, Millis(17_780));
    assert_eq!(dose.ramp_down, Millis(10_000));
}

#[test]
fn the_home_unit_example_runs_on_the_simulated_device() {
    let context = CheckContext { device: Some(home_unit()), ..alone() };
    let effective = effective(check(&plan(INTERMITTENT), &context));
    assert_eq!(effective.dose.load.force(), Some(Force::from_decinewtons(880)));
    let rules: Vec<LimitId> = effective.limited_by.iter().map(|notice| notice.rule).collect();
    assert_eq!(rules, [LimitId::DeviceForceStep]);
}

#[test]
fn the_example_over_the_limit_is_refused_in_its_own_unit() {
    let found = check(&plan(OVER_LIMIT), &alone());
    assert!(!found.accepted && found.effective.is_none());
    let [problem] = found.problems.as_slice() else {
        panic!("one problem: {:?}", found.problems);
    };
    assert_eq!((problem.field.as_str(), problem.rule), ("force.value", LimitId::EnvelopeForceMax));
    assert!(render(&problem.message).contains("50 lb (222.4 N)"), "{}", render(&problem.message));
    assert_eq!(render(&problem.allowed), "0.1 lb to 50 lb (222.4 N)");
}

#[test]
fn the_first_week_over_the_door_needs_no_provider() {
    let context = CheckContext { first_dose: true, ..alone() };
    let effective = effective(check(&plan(FIRST_WEEK), &context));
    assert_eq!(effective.dose.pattern, Pattern::Sustained);
    assert_eq!(effective.dose.load, Load::Force(Force::from_decinewtons(266)));
    assert_eq!(effective.dose.hold, effective.dose.duration);
    assert_eq!(effective.caps.per_day, 1);
    assert_eq!(effective.caps.gap, Some(Millis::from_mins(6 * 60)));
    assert!(effective.limited_by.is_empty());
}

#[test]
fn a_first_week_in_a_hammock_or_on_a_bar_needs_no_provider() {
    let context = CheckContext { first_dose: true, ..alone() };
    for (json, seconds) in [(HAMMOCK, 300), (BAR, 45)] {
        let effective = effective(check(&plan(json), &context));
        assert_eq!(effective.dose.duration, Millis::from_secs(seconds));
        assert_eq!(effective.dose.load.force(), None);
        assert_eq!((effective.caps.per_day, effective.caps.gap), (1, Some(Millis::from_mins(6 * 60))));
        assert!(effective.limited_by.is_empty());
    }
}

#[test]
fn a_bar_s_sets_are_in_the_dose_as_entered() {
    let dose = effective(check(&plan(BAR), &alone())).dose;
    assert_eq!((dose.sets, dose.hold, dose.rest), (Some(2), Millis::from_secs(15), Millis::from_secs(15)));
    assert_eq!((dose.load, dose.ramp_up, dose.ramp_down), (Load::BodyWeight, Millis::ZERO, Millis::ZERO));
}

#[test]
fn a_table_and_an_inversion_table_run_on_a_provider_s_plan_alone() {
    for json in [TABLE, INVERSION] {
        assert!(check(&plan(json), &alone()).accepted);
        let mut own = plan(json);
        own.provider = None;
        let refused = check(&own, &alone());
        assert!(refused.problems.iter().any(|problem| problem.rule == LimitId::EnvelopePlanRequired));
        assert_eq!(refused.lowered.duration, Millis::ZERO);
    }
}

#[test]
fn a_height_s_limit_is_said_in_the_person_s_own_unit() {
    for (unit, words) in [(LengthUnit::In, "2 in"), (LengthUnit::Cm, "5 cm")] {
        let mut high = plan(HAMMOCK);
        high.height = Some(EnteredLength { value: 30.0, unit });
        let found = check(&high, &alone());
        let said = render(&found.problems[0].message);
        assert!(said.contains(words), "{said}");
        assert_eq!(render(&found.problems[0].allowed), format!("{words} to {words}"));
    }
}

#[test]
fn a_water_bag_s_limit_is_said_in_litres() {
    let mut heavy = plan(FIRST_WEEK);
    heavy.force = Some(EnteredForce { value: 9.5, unit: ForceUnit::LitreOfWater });
    let found = check(&heavy, &alone());
    let words: Vec<String> = found.problems.iter().map(|problem| render(&problem.message)).collect();
    // 7.2 litres weigh what 10 % of 72 kg are.
    assert!(
        words.iter().any(|words| words.contains("10 %") && words.contains("7.2 L (70.6 N)")),
        "{words:?}"
    );
}

#[test]
fn the_provider_s_pulley_plan_sets_its_own_frequency() {
    let effective = effective(check(&plan(WITH_PROVIDER), &alone()));
    assert_eq!((effective.caps.per_day, effective.caps.per_week), (2, Some(7)));
    assert_eq!(effective.caps.gap, None);
    assert_eq!(effective.dose.angle_deg, None);
}

#[test]
fn a_plan_without_an_angle_takes_fifteen_degrees_on_a_home_unit() {
    let mut silent = plan(INTERMITTENT);
    silent.angle_deg = None;
    assert_eq!(effective(check(&silent, &alone())).dose.angle_deg, Some(15.0));
}

#[test]
fn a_number_written_as_text_or_as_nan_is_no_plan() {
    for value in ["\"20\"", "\"NaN\"", "NaN", "Infinity", "null", "1e999"] {
        let json = OVER_LIMIT.replace("60,", &format!("{value},"));
        assert_ne!(json, OVER_LIMIT);
        assert!(from_json::<Plan>(json.as_bytes()).is_err(), "{value}");
    }
    let negative = OVER_LIMIT.replace("900000", "-1");
    assert!(from_json::<Plan>(negative.as_bytes()).is_err());
}

#[test]
fn every_word_of_a_check_is_rendered() {
    let expired =
        CheckContext { today: today() + chrono::Days::new(365), device: Some(home_unit()), ..alone() };
    for json in [INTERMITTENT, OVER_LIMIT, FIRST_WEEK, WITH_PROVIDER, HAMMOCK, BAR, TABLE, INVERSION] {
        let found = check(&plan(json), &expired);
        let problems = found.problems.iter().flat_map(|problem| [&problem.message, &problem.allowed]);
        let notices = found.lowered.limited_by.iter().chain(&found.warnings).map(|notice| &notice.message);
        for message in problems.chain(notices) {
            let words = render(message);
            assert!(!words.contains('{') && words != message.key, "{words}");
        }
    }
}

#[test]
fn a_default_release_takes_only_the_time_that_the_plan_s_own_ramp_leaves() {
    // 26.3 N: gentle would be 5.3 s and a quarter of the session is 2.5 s, but only 2 s are left.
    let short = plan(
        r#"{"modality":"home_unit","provider":{"name":"Dana","date":"2026-03-01"},"pattern":"sustained",
            "force":{"value":26.3,"unit":"N"},"duration_ms":10000,"ramp_up_ms":8000}"#,
    );
    let dose = effective(check(&short, &alone())).dose;
    assert_eq!((dose.ramp_up, dose.ramp_down), (Millis(8000), Millis(2000)));
}
