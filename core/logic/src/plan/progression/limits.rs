//! How the course's ceiling lowers a plan, like every other limit (E26).

use serde::{Serialize, Serializer};

use super::amount::{Amount, is_above};
use crate::plan::check::Effective;
use crate::plan::limit::LimitId;
use crate::time::Millis;
use crate::units::Force;

/// The most that the next dose of a course may be; nothing where the course says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CourseLimits(Option<(Amount, LimitId)>);

impl CourseLimits {
    pub(super) const fn at(most: Amount, rule: LimitId) -> Self {
        Self(Some((most, rule)))
    }

    /// The most, where there is one.
    pub fn most(&self) -> Option<Amount> {
        self.0.map(|(most, _)| most)
    }

    pub(super) fn rule(&self) -> Option<LimitId> {
        self.0.map(|(_, rule)| rule)
    }

    /// The greatest pull, where the ceiling is a pull.
    pub(in crate::plan) fn force(&self) -> Option<(LimitId, Force)> {
        let (most, rule) = self.0?;
        Some((rule, most.load.force()?))
    }

    /// The longest time.
    pub(in crate::plan) fn duration(&self) -> Option<(LimitId, Millis)> {
        self.0.map(|(most, rule)| (rule, most.duration))
    }

    /// Lowers a load that is no force: pull and time were lowered before the dose was composed.
    pub(in crate::plan) fn lower_load(&self, mut effective: Effective) -> Effective {
        if let Some((most, rule)) = self.0
            && effective.dose.load.force().is_none()
            && is_above(effective.dose.load, most.load)
        {
            effective.dose.load = most.load;
            effective.limited_by.push(rule.notice());
        }
        effective
    }
}

impl Serialize for CourseLimits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.most().serialize(serializer)
    }
}
