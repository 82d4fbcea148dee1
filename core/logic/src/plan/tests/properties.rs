//! What holds for every plan, also for those that nobody would enter.

use chrono::{Days, NaiveDate};
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::today;
use crate::modality::{Modality, Region};
use crate::plan::progression::CourseLimits;
use crate::plan::{
    CheckContext, DeviceLimits, Envelope, LevelUnit, LimitId, Load, LoadKind, Pattern, Plan, Position,
    Problem, Provider, check,
};
use crate::text::Value;
use crate::time::Millis;
use crate::units::{EnteredForce, EnteredLength, EnteredMass, Force, ForceUnit, LengthUnit, Mass, MassUnit};

fn any_number(sane: std::ops::Range<f64>) -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => sane,
        1 => any::<f64>(),
        1 => prop_oneof![Just(0.0), Just(-1.0), Just(f64::NAN), Just(f64::INFINITY), Just(f64::MAX)],
    ]
}

fn any_force(sane: std::ops::Range<f64>) -> impl Strategy<Value = EnteredForce> {
    let unit = prop_oneof![
        3 => Just(ForceUnit::Newton),
        3 => Just(ForceUnit::KilogramForce),
        3 => Just(ForceUnit::PoundForce),
        1 => Just(ForceUnit::LitreOfWater),
    ];
    (any_number(sane), unit).prop_map(|(value, unit)| EnteredForce { value, unit })
}

fn any_time(sane_seconds: std::ops::Range<u64>) -> impl Strategy<Value = Millis> {
    prop_oneof![
        6 => sane_seconds.clone().prop_map(Millis::from_secs),
        2 => (sane_seconds.start * 1000..sane_seconds.end * 1000).prop_map(Millis),
        1 => any::<u64>().prop_map(Millis),
        1 => prop_oneof![Just(Millis(0)), Just(Millis(1)), Just(Millis(u64::MAX))],
    ]
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    (0_u64..40).prop_map(|days| today() - Days::new(30) + Days::new(days))
}

fn any_provider() -> impl Strategy<Value = Provider> {
    (prop_oneof![9 => Just("Dana"), 1 => Just(" ")], any_date(), option::of(any_date()))
        .prop_map(|(name, date, expires)| Provider { name: name.to_owned(), date, expires, phone: None })
}

fn any_weight() -> impl Strategy<Value = EnteredMass> {
    let unit = prop_oneof![Just(MassUnit::Kilogram), Just(MassUnit::Pound), Just(MassUnit::Stone)];
    (any_number(20.0..320.0), unit).prop_map(|(value, unit)| EnteredMass { value, unit })
}

prop_compose! {
    /// Mostly one load that the modality has; now and then another, none, or two.
    fn any_loads()(
        force in option::weighted(0.8, any_force(0.0..60.0)),
        level in option::weighted(0.1, any::<u8>()),
        level_unit in option::weighted(0.05, prop_oneof![Just(LevelUnit::Level), Just(LevelUnit::Psi)]),
        height in option::weighted(0.1, any_number(0.0..12.0)),
        share in option::weighted(0.2, any_number(0.0..0.3)),
        unit in prop_oneof![Just(LengthUnit::Cm), Just(LengthUnit::In)],
        odd in proptest::bool::weighted(0.2),
    ) -> Loads {
        let height = height.map(|value| EnteredLength { value, unit });
        Loads { force, level, level_unit, height, share, odd }
    }
}

#[derive(Debug, Clone)]
struct Loads {
    force: Option<EnteredForce>,
    level: Option<u8>,
    level_unit: Option<LevelUnit>,
    height: Option<EnteredLength>,
    share: Option<f64>,
    odd: bool,
}

impl Loads {
    /// What fits the row, where the plan is not an odd one.
    fn fitted(mut self, modality: Modality, region: Region) -> Self {
        if let (Some(row), false) = (Envelope::built_in().row(modality, region), self.odd) {
            if row.has(LoadKind::Height) {
                let lowest = EnteredLength { value: 2.0, unit: LengthUnit::In };
                self.height = self.height.or(Some(lowest));
            }
            self.height = self.height.filter(|_| row.has(LoadKind::Height));
            self.force = self.force.filter(|_| row.has(LoadKind::Force));
            self.level = self.level.filter(|_| row.has(LoadKind::Level));
            self.share = self.share.filter(|_| row.has(LoadKind::BodyWeightShare));
            self.level_unit = self.level_unit.filter(|_| self.level.is_some());
        }
        self
    }
}

prop_compose! {
    fn any_plan()(
        modality in prop_oneof![
            4 => Just(Modality::HomeUnit),
            4 => Just(Modality::OverDoorPulley),
            8 => proptest::sample::select(Modality::ALL),
        ],
        region in prop_oneof![4 => Just(Region::Cervical), 1 => Just(Region::Lumbar)],
        provider in option::weighted(0.7, any_provider()).boxed(),
        body_weight in option::of(any_weight()).boxed(),
        loads in any_loads().boxed(),
        intermittent in any::<bool>(),
        duration_ms in any_time(1..1500),
        hold_ms in any_time(10..120),
        rest_ms in any_time(5..40),
        rest_force in option::weighted(0.4, any_force(0.0..20.0)).boxed(),
        ramps in (option::weighted(0.3, any_time(0..30)), option::weighted(0.3, any_time(0..30))),
        angle_deg in option::of(any_number(0.0..40.0)),
        counts in (option::of(0_u8..5), option::of(0_u8..30), option::weighted(0.6, 0_u8..15)),
        odd in (proptest::bool::weighted(0.1), option::weighted(0.1, proptest::sample::select(Position::ALL))),
    ) -> Plan {
        let with_cycle = intermittent != odd.0;
        let odd_loads = loads.odd;
        let Loads { force, level, level_unit, height, share, .. } = loads.fitted(modality, region);
        let row = Envelope::built_in().row(modality, region).filter(|_| !odd_loads);
        let (ramps, sets) = match row {
            Some(row) if row.sets.is_some() => ((None, None), counts.2),
            Some(row) if row.ramp.is_none() => ((None, None), None),
            Some(_) => (ramps, None),
            None => (ramps, counts.2),
        };
        Plan {
            modality, region, provider, body_weight,
            pattern: if intermittent { Pattern::Intermittent } else { Pattern::Sustained },
            force, level, level_unit, height, body_weight_share: share, duration_ms,
            hold_ms: with_cycle.then_some(hold_ms),
            rest_ms: with_cycle.then_some(rest_ms),
            rest_force: rest_force.filter(|_| with_cycle),
            ramp_up_ms: ramps.0, ramp_down_ms: ramps.1,
            angle_deg, position: odd.1, sets, per_day: counts.0, per_week: counts.1,
        }
    }
}

/// A plan in sets that is accepted more often than not.
fn likely_sets() -> BoxedStrategy<Plan> {
    let holds = (1_u8..6, 10_u64..70, 0_u64..40, 0_u64..2);
    (any_plan().boxed(), holds, any::<bool>(), 15.0_f64..30.0).prop_map(likely_set).boxed()
}

fn likely_set(seen: (Plan, (u8, u64, u64, u64), bool, f64)) -> Plan {
    let (mut plan, (sets, hold, more, odd), inverted, angle) = seen;
    plan.modality = if inverted { Modality::InversionTable } else { Modality::HangingBar };
    plan.pattern = Pattern::Intermittent;
    plan.provider = plan.provider.filter(|_| inverted).or(inverted.then(current_provider));
    (plan.force, plan.level, plan.level_unit, plan.height, plan.body_weight_share) =
        (None, None, None, None, None);
    (plan.ramp_up_ms, plan.ramp_down_ms, plan.rest_force, plan.position) = (None, None, None, None);
    plan.angle_deg = inverted.then_some(angle);
    (plan.sets, plan.per_day, plan.per_week, plan.body_weight) = (Some(sets), None, None, None);
    (plan.hold_ms, plan.rest_ms) = (Some(Millis::from_secs(hold)), Some(Millis::from_secs(hold + more)));
    let whole = u64::from(sets) * hold + u64::from(sets - 1) * (hold + more);
    plan.duration_ms = Millis::from_secs(whole + odd / 2);
    plan
}

fn current_provider() -> Provider {
    Provider { name: "Dana".to_owned(), date: today() - Days::new(10), expires: None, phone: None }
}

/// A plan that is accepted more often than not: so that properties of doses see many of them.
fn likely_plan() -> impl Strategy<Value = Plan> {
    (any_plan().boxed(), 1.0_f64..30.0, 60_u64..600, any::<bool>()).prop_map(
        |(mut plan, pounds, seconds, provider)| {
            plan.modality = if provider { Modality::HomeUnit } else { Modality::OverDoorPulley };
            plan.region = Region::Cervical;
            plan.provider = provider.then(current_provider);
            plan.force = Some(EnteredForce { value: pounds, unit: ForceUnit::PoundForce });
            (plan.level, plan.height, plan.body_weight_share, plan.body_weight) = (None, None, None, None);
            plan.duration_ms = Millis::from_secs(seconds);
            plan.hold_ms = plan.hold_ms.map(|_| Millis::from_secs(60));
            plan.rest_ms = plan.rest_ms.map(|_| Millis::from_secs(20));
            (plan.ramp_up_ms, plan.ramp_down_ms, plan.rest_force, plan.angle_deg) = (None, None, None, None);
            (plan.per_day, plan.per_week) = (None, None);
            (plan.level_unit, plan.position, plan.sets) = (None, None, None);
            plan
        },
    )
}

/// Boxed: the unboxed strategy is larger than a test thread's stack.
fn some_plan() -> BoxedStrategy<Plan> {
    prop_oneof![any_plan().boxed(), likely_plan().boxed(), likely_sets()].boxed()
}

prop_compose! {
    fn any_device()(
        modality in prop_oneof![Just(Modality::HomeUnit), Just(Modality::OverDoorPulley)],
        regions in proptest::sample::subsequence(vec![Region::Cervical, Region::Lumbar], 0..=2),
        forces in (0_u32..60_000, 0_u32..300_000, 0_u32..5_000),
        duration_max in any_time(0..2000),
        ramp_max in 0_u32..40_000,
        intermittent in proptest::bool::weighted(0.9),
        levels in 0_u8..10,
    ) -> DeviceLimits {
        DeviceLimits {
            modality, regions,
            force_min: Force::from_millinewtons(forces.0),
            force_max: Force::from_millinewtons(forces.1),
            force_step: Force::from_millinewtons(forces.2),
            duration_max,
            ramp_max: Force::from_millinewtons(ramp_max),
            intermittent, levels,
        }
    }
}

prop_compose! {
    fn any_context()(
        device in option::of(any_device()),
        grams in option::of(prop_oneof![9 => 25_000_u32..300_000, 1 => any::<u32>()]),
        first_dose in any::<bool>(),
    ) -> CheckContext {
        CheckContext { today: today(), device, profile_weight: grams.map(Mass::from_grams), first_dose, course: CourseLimits::default() }
    }
}

/// A context whose device fits the plan, so that doses remain.
fn fitting(plan: &Plan, mut context: CheckContext) -> CheckContext {
    if let Some(device) = &mut context.device {
        device.modality = plan.modality;
        device.regions = vec![plan.region];
    }
    context
}

fn force_of(plan: &Plan, context: &CheckContext) -> Option<Force> {
    check(plan, context).effective.and_then(|effective| effective.dose.load.force())
}

fn is_current(plan: &Plan) -> bool {
    plan.provider.as_ref().is_some_and(|provider| {
        let in_time = provider.expires.is_none_or(|expires| today() <= expires);
        !provider.name.trim().is_empty() && provider.date <= today() && in_time
    })
}

/// Every limit of the pull, worked out again without the core's own lists.
fn naive_limits(plan: &Plan, context: &CheckContext) -> Vec<Force> {
    let pounds =
        |value: f64| EnteredForce { value, unit: ForceUnit::PoundForce }.to_force().expect("in range");
    let current = is_current(plan);
    let own = plan.body_weight.and_then(|entered| entered.to_body_weight().ok());
    let weights = [own, context.profile_weight].into_iter().flatten();
    let weight = weights.filter(|weight| (25_000..=300_000).contains(&weight.grams())).min();
    let mut limits = vec![Force::from_millinewtons(1_000_000)];
    limits.extend(plan.force.and_then(|entered| entered.to_force().ok()));
    limits.extend(context.device.as_ref().map(|device| device.force_max));
    if plan.region == Region::Cervical {
        limits.push(pounds(50.0));
    }
    if !current {
        limits.push(pounds(20.0));
        limits.push(weight.map_or(pounds(6.0), |weight| weight.weight_floor().percent_floor(10)));
        limits.extend(context.first_dose.then(|| pounds(6.0)));
        limits.extend((plan.modality != Modality::OverDoorPulley).then_some(Force::ZERO));
    }
    limits
}

/// The same cases in every run, so that a failure is everyone's.
const SEED: RngSeed = RngSeed::Fixed(20_260_302);

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, rng_seed: SEED, ..ProptestConfig::default() })]

    #[test]
    fn no_dose_is_above_any_of_its_limits(plan in some_plan(), context in any_context(), fits in any::<bool>()) {
        let context = if fits { fitting(&plan, context) } else { context };
        let found = check(&plan, &context);
        let limits = naive_limits(&plan, &context);
        if let Some(force) = found.effective.as_ref().and_then(|effective| effective.dose.load.force()) {
            for limit in limits {
                prop_assert!(force <= limit, "{force:?} is above {limit:?}");
            }
            prop_assert!(force.millinewtons().is_multiple_of(100) && force > Force::ZERO);
        }
        prop_assert_eq!(found.accepted, found.problems.is_empty());
        prop_assert_eq!(found.accepted, found.effective.is_some());
    }

    #[test]
    fn no_dose_is_longer_higher_or_steeper_than_its_row(plan in some_plan(), context in any_context()) {
        let context = fitting(&plan, context);
        let Some(effective) = check(&plan, &context).effective else { return Ok(()); };
        let (dose, current) = (effective.dose, is_current(&plan));
        let row = Envelope::built_in().row(plan.modality, plan.region).expect("accepted");
        let ceiling = if current { &row.with_provider } else { row.without_provider.as_ref().expect("accepted") };
        prop_assert!(dose.duration <= ceiling.duration_max.value && dose.duration <= plan.duration_ms);
        let under_load = dose.sets.map_or(dose.duration, |sets| Millis(dose.hold.get() * u64::from(sets)));
        let under_load_max = ceiling.under_load_max.as_ref().map_or(Millis(u64::MAX), |most| most.value);
        prop_assert!(under_load <= under_load_max);
        prop_assert!(dose.sets <= plan.sets && dose.sets.is_some() == plan.sets.is_some());
        if let Load::Height(height) = dose.load {
            let most = ceiling.height_max.as_ref().expect("has heights").value;
            prop_assert!(height.to_length().expect("a length") <= most);
        }
        let first = context.first_dose && !current;
        if let Some(start) = row.start.as_ref().filter(|_| first) {
            prop_assert!(start.under_load.as_ref().is_none_or(|most| under_load <= most.value));
            prop_assert!(start.duration.as_ref().is_none_or(|most| dose.duration <= most.value));
        }
        let least_angle = row.angle.as_ref().and_then(|angle| angle.first.as_ref()).filter(|_| context.first_dose);
        prop_assert!(least_angle.is_none_or(|least| dose.angle_deg <= Some(least.value.0)));
    }

    #[test]
    fn a_pull_that_is_no_force_stays_none(plan in some_plan(), context in any_context()) {
        let context = fitting(&plan, context);
        let found = check(&plan, &context);
        let Some(effective) = found.effective else { return Ok(()); };
        if effective.dose.load.force().is_none() {
            prop_assert_eq!(found.lowered.force, None);
            prop_assert_eq!(effective.dose.rest_force, Force::ZERO);
        }
    }

    #[test]
    fn the_release_of_every_dose_fits_and_no_ramp_is_a_jerk(plan in some_plan(), context in any_context()) {
        let context = fitting(&plan, context);
        let Some(effective) = check(&plan, &context).effective else { return Ok(()); };
        let dose = effective.dose;
        prop_assert!(dose.ramp_up.plus(dose.ramp_down) <= dose.duration);
        prop_assert!(dose.ramp_up <= dose.hold && dose.hold <= dose.duration);
        prop_assert!(dose.duration <= plan.duration_ms && dose.duration <= Millis::from_mins(20));
        if dose.pattern == Pattern::Intermittent {
            prop_assert!(dose.ramp_down <= dose.rest);
        }
        if let Load::Force(force) = dose.load {
            prop_assert!(dose.rest_force <= force);
            for ramp in [dose.ramp_up, dose.ramp_down] {
                prop_assert!(u64::from(force.millinewtons()) * 1000 <= ramp.get() * 20_000, "{ramp:?}");
                if let Some(device) = &context.device {
                    let rate = u64::from(device.ramp_max.millinewtons());
                    prop_assert!(u64::from(force.millinewtons()) * 1000 <= ramp.get() * rate);
                }
            }
        }
    }

    #[test]
    fn lowering_a_limit_never_raises_the_pull(
        plan in some_plan(),
        context in any_context(),
        lower in (0_u32..250_000, 25_000_u32..300_000),
    ) {
        let context = fitting(&plan, context);
        let Some(before) = force_of(&plan, &context) else { return Ok(()); };
        let mut weaker = context.clone();
        if let Some(device) = &mut weaker.device {
            device.force_max = device.force_max.min(Force::from_millinewtons(lower.0));
        }
        let mut lighter = context.clone();
        lighter.profile_weight = lighter.profile_weight.map(|weight| weight.min(Mass::from_grams(lower.1)));
        let mut earlier = plan.clone();
        if let Some(provider) = &mut earlier.provider {
            provider.expires = Some(today() - Days::new(1)).filter(|expires| *expires >= provider.date);
        }
        let first = CheckContext { first_dose: true, ..context.clone() };
        let valid_profile = context.profile_weight.is_none_or(|weight| (25_000..=300_000).contains(&weight.grams()));
        for after in [
            force_of(&plan, &weaker),
            force_of(&plan, &lighter).filter(|_| valid_profile),
            force_of(&earlier, &context),
            force_of(&plan, &first),
        ] {
            prop_assert!(after.unwrap_or(Force::ZERO) <= before);
        }
    }

    #[test]
    fn every_limit_as_shown_is_accepted_when_typed_back(plan in some_plan()) {
        let context = CheckContext { today: today(), device: None, profile_weight: None, first_dose: false, course: CourseLimits::default() };
        for problem in check(&plan, &context).problems {
            for bound in ["from", "to"] {
                let Some(corrected) = typed_back(&plan, &problem, bound) else { continue };
                let again = check(&corrected, &context).problems;
                let same = again.iter().find(|other| other.field == problem.field && !is_about_presence(other));
                prop_assert!(same.is_none(), "{bound} of {problem:?} is met by {same:?} in {corrected:?}");
            }
        }
    }
}

/// A field that should not be there at all has no number that puts it right.
fn is_about_presence(problem: &Problem) -> bool {
    matches!(problem.rule, LimitId::PlanLoad | LimitId::PlanUnfit | LimitId::PlanCycle)
}

/// The plan with the bound that a problem shows in the problem's field; `None` where it shows no number.
fn typed_back(plan: &Plan, problem: &Problem, bound: &str) -> Option<Plan> {
    let number = match problem.allowed.args.get(bound)? {
        Value::Number(number) => *number,
        Value::Text(text) => text.split(' ').next()?.parse().ok()?,
    };
    let mut plan = plan.clone();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers in range")]
    let (time, count) = (Some(Millis(number as u64)), Some(number as u8));
    match problem.field.as_str() {
        "force.value" => plan.force.as_mut()?.value = number,
        "rest_force.value" => plan.rest_force.as_mut()?.value = number,
        "height.value" => plan.height.as_mut()?.value = number,
        "level" => plan.level = count,
        "sets" => plan.sets = count,
        "duration_ms" => plan.duration_ms = time?,
        "hold_ms" => plan.hold_ms = time,
        "rest_ms" => plan.rest_ms = time,
        "ramp_up_ms" => plan.ramp_up_ms = time,
        "ramp_down_ms" => plan.ramp_down_ms = time,
        "angle_deg" => plan.angle_deg = Some(number),
        "body_weight_share" => plan.body_weight_share = Some(number),
        "per_day" => plan.per_day = count,
        "per_week" => plan.per_week = count,
        _ => return None,
    }
    Some(plan)
}

#[test]
fn the_envelope_s_own_limits_are_accepted_as_entered() {
    for row in Envelope::built_in().rows() {
        let force_max =
            row.with_provider.force_max.as_ref().map_or(Force::from_millinewtons(300_000), |max| max.value);
        let sets = row.sets.as_ref().zip(row.with_provider.under_load_max.as_ref());
        for (force_unit, length_unit) in [
            (ForceUnit::Newton, LengthUnit::Cm),
            (ForceUnit::KilogramForce, LengthUnit::In),
            (ForceUnit::PoundForce, LengthUnit::In),
        ] {
            let height =
                row.with_provider.height_max.as_ref().map(|most| most.value.in_unit_floor(length_unit));
            let force = EnteredForce { value: force_max.in_unit_floor(force_unit), unit: force_unit };
            let plan = Plan {
                modality: row.modality,
                region: row.region,
                provider: Some(current_provider()),
                body_weight: None,
                pattern: Pattern::Sustained,
                force: row.has(LoadKind::Force).then_some(force),
                level: None,
                level_unit: None,
                height: height.map(|value| EnteredLength { value, unit: length_unit }),
                body_weight_share: None,
                duration_ms: sets.map_or(row.with_provider.duration_max.value, |(sets, all)| {
                    sets.hold_max.value.min(all.value)
                }),
                hold_ms: None,
                rest_ms: None,
                rest_force: None,
                ramp_up_ms: None,
                ramp_down_ms: None,
                angle_deg: row.angle.as_ref().map(|angle| angle.max.value.0),
                position: row.position.as_ref().and_then(|position| position.any_of.last().copied()),
                sets: None,
                per_day: Some(row.with_provider.per_day.value.0),
                per_week: None,
            };
            let context = CheckContext {
                today: today(),
                device: None,
                profile_weight: None,
                first_dose: false,
                course: CourseLimits::default(),
            };
            assert_eq!(check(&plan, &context).problems, [], "{} {force_unit:?}", row.modality);
        }
    }
}
