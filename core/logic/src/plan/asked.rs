//! What a plan asks for, read once: the numbers in Nape's units, and who stands behind them.

use chrono::NaiveDate;

use super::dose::{Plan, Provider};
use super::row::{Ceiling, Row};
use super::words::LoadKind;
use crate::units::{EnteredLength, EnteredMass, Force, ForceUnit, Length, Mass, MassUnit};

/// How a plan's provider stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The person's own plan.
    Absent,
    /// Given, and not expired.
    Current,
    /// Given, and expired.
    Expired,
    /// Without a name, given in the future or with its dates reversed.
    Unusable,
}

impl Standing {
    pub(super) fn of(provider: Option<&Provider>, today: NaiveDate) -> Self {
        let Some(provider) = provider else {
            return Self::Absent;
        };
        let reversed = provider.expires.is_some_and(|expires| expires < provider.date);
        if provider.name.trim().is_empty() || provider.date > today || reversed {
            Self::Unusable
        } else if provider.expires.is_some_and(|expires| expires < today) {
            Self::Expired
        } else {
            Self::Current
        }
    }
}

/// The field that says how strong the pull is, and the pull where it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum AskedLoad {
    /// A force as typed.
    Force(Force),
    /// A share of the lowest known body weight.
    Share { share: f64, weight: Mass, force: Force },
    /// A maker's level.
    Level(u8),
    /// A height, as typed and as a length.
    Height(EnteredLength, Length),
    /// The person's own weight.
    BodyWeight,
}

impl AskedLoad {
    pub(super) const fn force(self) -> Option<Force> {
        match self {
            Self::Force(force) | Self::Share { force, .. } => Some(force),
            Self::Level(_) | Self::Height(..) | Self::BodyWeight => None,
        }
    }
}

/// A plan beside its row of the envelope.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) plan: &'a Plan,
    pub(super) row: &'a Row,
    pub(super) standing: Standing,
    /// The only load that the plan names, where it is a usable one.
    pub(super) load: Option<AskedLoad>,
    /// Forces are said in this unit.
    pub(super) unit: ForceUnit,
    /// The plan's own, where it can be used.
    pub(super) plan_weight: Option<Mass>,
    /// The lowest of the plan's own and the profile's.
    pub(super) weight: Option<Mass>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(plan: &'a Plan, row: &'a Row, today: NaiveDate, profile_weight: Option<Mass>) -> Self {
        let plan_weight = plan.body_weight.and_then(|entered| entered.to_body_weight().ok());
        let profile_weight = profile_weight.filter(|weight| PROFILE_WEIGHTS.contains(&weight.grams()));
        let weight = [plan_weight, profile_weight].into_iter().flatten().min();
        Self {
            plan,
            row,
            standing: Standing::of(plan.provider.as_ref(), today),
            load: load(plan, row, weight),
            unit: unit(plan),
            plan_weight,
            weight,
        }
    }

    /// The ceiling by which the plan's own numbers are judged: what later expires does not make them wrong.
    pub(super) fn ceiling_as_entered(&self) -> &'a Ceiling {
        match (&self.row.without_provider, self.plan.provider.is_some()) {
            (Some(without), false) => without,
            _ => &self.row.with_provider,
        }
    }

    /// The ceiling that holds today; `None` where a current plan is required and there is none.
    pub(super) fn ceiling_today(&self) -> Option<&'a Ceiling> {
        match self.standing {
            Standing::Current => Some(&self.row.with_provider),
            Standing::Absent | Standing::Expired | Standing::Unusable => self.row.without_provider.as_ref(),
        }
    }
}

/// A profile outside 25 to 300 kg is no body weight, so it counts as unknown.
const PROFILE_WEIGHTS: std::ops::RangeInclusive<u32> = 25_000..=300_000;

/// What the modality does not have is a problem of its own and says nothing here.
fn load(plan: &Plan, row: &Row, weight: Option<Mass>) -> Option<AskedLoad> {
    if row.has(LoadKind::BodyWeight) {
        return Some(AskedLoad::BodyWeight);
    }
    let force = plan.force.filter(|_| row.has(LoadKind::Force));
    let level = plan.level.filter(|_| row.has(LoadKind::Level));
    let height = plan.height.filter(|_| row.has(LoadKind::Height));
    let share = plan.body_weight_share.filter(|_| row.has(LoadKind::BodyWeightShare));
    match (force, level, height, share) {
        (Some(entered), None, None, None) => entered.to_force().ok().map(AskedLoad::Force),
        (None, Some(level), None, None) => Some(AskedLoad::Level(level)),
        (None, None, Some(entered), None) => {
            entered.to_length().ok().map(|length| AskedLoad::Height(entered, length))
        }
        (None, None, None, Some(share)) if is_share(share) => {
            weight.map(|weight| AskedLoad::Share { share, weight, force: share_of(weight, share) })
        }
        _ => None,
    }
}

/// A share of body weight: above 0 and at most 1.
pub(super) fn is_share(share: f64) -> bool {
    share > 0.0 && share <= 1.0
}

/// The share of a weight, rounded down.
pub(super) fn share_of(weight: Mass, share: f64) -> Force {
    let millinewtons = f64::from(weight.weight_floor().millinewtons()) * share;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a weight is between zero and that weight"
    )]
    Force::from_millinewtons(millinewtons as u32)
}

/// The unit in which the person thinks: that of the force, else that of the body weight.
fn unit(plan: &Plan) -> ForceUnit {
    match (plan.force, plan.body_weight) {
        (Some(force), _) => force.unit,
        (None, Some(EnteredMass { unit: MassUnit::Kilogram, .. })) => ForceUnit::KilogramForce,
        (None, Some(_)) => ForceUnit::PoundForce,
        (None, None) => ForceUnit::Newton,
    }
}
