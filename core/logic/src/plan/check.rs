//! A plan against every limit: what is wrong with it, and what remains of it today.

use chrono::{Days, NaiveDate};

use super::asked::{Asked, AskedLoad, Standing};
use super::compose::compose;
use super::dose::{Dose, Plan};
use super::envelope::Envelope;
use super::limit::{LimitId, Notice};
use super::lower::{Lowered, lower};
use super::problem::{Problem, Problems};
use super::progression::CourseLimits;
use super::{device_rules, own_rules, provider_rules};
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::{Force, Mass};

/// All that limits a plan from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckContext {
    /// The civil date where the person is.
    pub today: NaiveDate,
    /// The connected device; absent where none is known.
    pub device: Option<DeviceLimits>,
    /// The body weight of the person's profile.
    pub profile_weight: Option<Mass>,
    /// Whether this is the first session of the modality, or the one after 14 idle days (P13).
    pub first_dose: bool,
    /// What the course so far allows.
    pub course: CourseLimits,
}

/// What a device says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceLimits {
    /// What it is made for.
    pub modality: Modality,
    /// The parts of the spine that it is made for.
    pub regions: Vec<Region>,
    /// Its least pull above none.
    pub force_min: Force,
    /// Its greatest pull.
    pub force_max: Force,
    /// Pulls are set in such steps, counted from the least one.
    pub force_step: Force,
    /// Its longest programme.
    pub duration_max: Millis,
    /// The most by which its pull changes in one second.
    pub ramp_max: Force,
    /// Whether it can pull and rest in turn.
    pub intermittent: bool,
    /// How many levels it has; 0 where it is set by force.
    pub levels: u8,
}

/// The answer to a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanCheck {
    /// Whether there is no problem.
    pub accepted: bool,
    /// All that is wrong.
    pub problems: Vec<Problem>,
    /// What is allowed and should be said.
    pub warnings: Vec<Notice>,
    /// What every limit leaves of the plan, also where it is not accepted.
    pub lowered: Lowered,
    /// What a session would run; only of an accepted plan.
    pub effective: Option<Effective>,
}

/// What a session would run, after every limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Effective {
    /// The dose.
    pub dose: Dose,
    /// How often.
    pub caps: Caps,
    /// Each limit that lowered the dose or the caps. Where there is one, the person confirms before Start.
    pub limited_by: Vec<Notice>,
}

/// How often a plan may be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// Sessions a day at most; one where the plan says nothing.
    pub per_day: u8,
    /// Sessions a week at most, where the plan says so.
    pub per_week: Option<u8>,
    /// From the end of one to the start of the next; only without a current provider's plan (P14).
    pub gap: Option<Millis>,
}

impl Caps {
    /// The lower of each.
    #[must_use]
    pub fn strictest(self, other: Self) -> Self {
        Self {
            per_day: self.per_day.min(other.per_day),
            per_week: self.per_week.into_iter().chain(other.per_week).min(),
            gap: self.gap.max(other.gap),
        }
    }

    /// Whether one more session on `day` would be one too many; `since` counts those that began on a day or after it.
    pub fn are_reached(&self, day: NaiveDate, since: impl Fn(NaiveDate) -> usize) -> bool {
        let week_began = day.checked_sub_days(Days::new(6)).unwrap_or(day);
        since(day) >= usize::from(self.per_day)
            || self.per_week.is_some_and(|per_week| since(week_began) >= usize::from(per_week))
    }
}

/// Compares `plan` with the built-in envelope and with all that `context` knows.
///
/// A plan's own numbers beyond the envelope are problems, and it is not accepted. What lies outside the plan
/// (the device, the profile's body weight, a first dose, an expiry) lowers it (E26).
pub fn check(plan: &Plan, context: &CheckContext) -> PlanCheck {
    check_within(Envelope::built_in(), plan, context)
}

/// As [`check`], within an envelope of the caller's.
pub fn check_within(envelope: &Envelope, plan: &Plan, context: &CheckContext) -> PlanCheck {
    let mut problems = Problems::default();
    own_rules::body_weight(plan, &mut problems);
    provider_rules::dates_and_name(plan, context.today, &mut problems);
    let Some(row) = envelope.row(plan.modality, plan.region) else {
        return without_row(envelope, plan, problems);
    };
    let asked = Asked::new(plan, row, context.today, context.profile_weight);
    provider_rules::required(&asked, &mut problems);
    own_rules::all(&asked, &mut problems);
    if let Some(device) = &context.device {
        device_rules::fit(&asked, device, &mut problems);
    } else {
        device_rules::without_device(&asked, &mut problems);
    }
    let lowered = lower(&asked, context);
    let effective = if problems.is_empty() {
        compose(&asked, &lowered, context.device.as_ref(), &mut problems)
            .map(|effective| context.course.lower_load(effective))
    } else {
        None
    };
    PlanCheck {
        accepted: problems.is_empty(),
        warnings: warnings(&asked, &lowered, context),
        problems: problems.into_vec(),
        lowered,
        effective,
    }
}

fn without_row(envelope: &Envelope, plan: &Plan, mut problems: Problems) -> PlanCheck {
    let rule = own_rules::no_row(envelope, plan, &mut problems);
    PlanCheck {
        accepted: false,
        problems: problems.into_vec(),
        warnings: Vec::new(),
        lowered: Lowered { limited_by: vec![rule.notice()], ..Lowered::default() },
        effective: None,
    }
}

/// Less than a tenth of a newton is lost to rounding.
const ROUNDED_DOWN_MN: u64 = 99;

fn warnings(asked: &Asked<'_>, lowered: &Lowered, context: &CheckContext) -> Vec<Notice> {
    let share = asked.row.warn.as_ref().map(|warn| warn.from_share.value);
    let heavy = share.zip(asked.weight).zip(lowered.force).and_then(|((share, weight), force)| {
        // Compared without division, so that exactly fifteen percent is not lost to rounding.
        let weight = u64::from(weight.weight_floor().millinewtons());
        // The force was rounded down to what a device can be told; the person asked for up to that much more.
        let at_most = u64::from(force.millinewtons()) + ROUNDED_DOWN_MN;
        let at_share = at_most * 100 >= weight * u64::from(share.0);
        at_share.then(|| LimitId::BodyWeightShare15Percent.of_force(force, asked.unit))
    });
    // A force without a greatest one and a maker's level lean on the provider and the device alone.
    let leans = match asked.load {
        Some(AskedLoad::Level(_)) => true,
        Some(AskedLoad::Height(..) | AskedLoad::BodyWeight) => false,
        _ => asked.row.with_provider.force_max.is_none(),
    };
    let open = asked.standing == Standing::Current && leans && context.device.is_none();
    let unknown = open.then(|| LimitId::DeviceUnknown.notice());
    heavy.into_iter().chain(unknown).collect()
}
