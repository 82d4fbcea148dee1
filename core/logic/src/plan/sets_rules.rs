//! Counted holds of a plan: how many, how long, with how much rest, and all together; a sustained session is one hold.

use super::asked::Asked;
use super::holds::{CountedHolds, how_many, times as many_times};
use super::limit::{LimitId, Notice};
use super::problem::{LEAST_TIME, Problems, absent, range, times};
use super::row::SetLimits;
use super::words::Pattern;
use crate::text::Message;
use crate::time::Millis;

/// Sets, hold and rest of an intermittent plan.
pub(super) fn all(asked: &Asked<'_>, limits: &SetLimits, problems: &mut Problems) {
    let bounds = Bounds::new(asked, limits);
    hold(asked, limits, problems);
    sets(asked, &bounds, problems);
    rest(asked, &bounds, problems);
    if asked.plan.rest_force.is_some() {
        problems.add("rest_force", LimitId::PlanUnfit.notice(), absent());
    }
}

/// The length of the session: of one hold where it is sustained, else what its sets and rests come to.
pub(super) fn duration(asked: &Asked<'_>, problems: &mut Problems) {
    let Some(limits) = &asked.row.sets else {
        return;
    };
    let bounds = Bounds::new(asked, limits);
    let given = asked.plan.duration_ms;
    let wrong = match (asked.plan.pattern, bounds.whole(asked)) {
        (Pattern::Sustained, _) => {
            bounds.one_hold(limits, given).map(|notice| (notice, bounds.lengths(limits)))
        }
        (Pattern::Intermittent, Some(whole)) => {
            (given != whole).then(|| (LimitId::PlanSetsDuration.of_time(whole), times(whole, whole)))
        }
        // Until sets, hold and rest are right there is nothing to compare with but the ends.
        (Pattern::Intermittent, None) => {
            bounds.any_length(given).map(|notice| (notice, times(LEAST_TIME, bounds.longest)))
        }
    };
    if let Some((notice, allowed)) = wrong {
        problems.add("duration_ms", notice, allowed);
    }
}

/// What the row leaves for the plan's sets, beside what the plan says of the hold.
struct Bounds {
    /// The plan's hold, where it is one that the row allows.
    hold: Option<Millis>,
    /// All holds together.
    least_load: Millis,
    most_load: Millis,
    /// The whole session.
    longest: Millis,
    /// Sets at most, whatever the hold.
    most_sets: u8,
    /// Rest for each hold.
    rest_per_hold: u8,
}

impl Bounds {
    fn new(asked: &Asked<'_>, limits: &SetLimits) -> Self {
        let ceiling = asked.ceiling_as_entered();
        let longest = ceiling.duration_max.value;
        let holds = limits.hold_min.value..=limits.hold_max.value;
        Self {
            hold: asked.plan.hold_ms.filter(|hold| holds.contains(hold)),
            least_load: limits.under_load_min.as_ref().map_or(Millis::ZERO, |limit| limit.value),
            most_load: ceiling.under_load_max.as_ref().map_or(longest, |limit| limit.value),
            longest,
            most_sets: ceiling.sets_max.as_ref().map_or(u8::MAX, |limit| limit.value.0),
            rest_per_hold: limits.rest_per_hold.value.0,
        }
    }

    /// The numbers of sets that keep every limit beside the plan's hold.
    fn sets(&self, limits: &SetLimits) -> (u8, u8) {
        let hold = self.hold.unwrap_or(limits.hold_min.value);
        let least = self.hold.map_or(1, |hold| {
            let short = self.least_load.get().div_ceil(hold.get().max(1));
            u8::try_from(short).unwrap_or(u8::MAX).max(1)
        });
        (least, how_many(self.most_load, hold).min(self.most_sets))
    }

    /// The rests that keep every limit beside the plan's sets and hold.
    fn rests(&self, asked: &Asked<'_>) -> (Millis, Millis) {
        let least = self.hold.map_or(LEAST_TIME, |hold| many_times(hold, self.rest_per_hold));
        let most = match (asked.plan.sets, self.hold) {
            (Some(sets @ 2..), Some(hold)) => {
                let left = self.longest.minus(many_times(hold, sets));
                Millis(left.get() / u64::from(sets - 1))
            }
            _ => self.longest,
        };
        (least, most)
    }

    /// What the sets come to, where each of their numbers is right.
    fn whole(&self, asked: &Asked<'_>) -> Option<Millis> {
        let limits = asked.row.sets.as_ref()?;
        let holds = CountedHolds::of(asked.plan, asked.row)?;
        let ((least, most), (shortest, longest)) = (self.sets(limits), self.rests(asked));
        let rests = asked.plan.rest_ms.is_none_or(|rest| (shortest..=longest).contains(&rest));
        let right = self.hold.is_some() && (least..=most).contains(&holds.sets) && rests;
        right.then(|| holds.duration())
    }

    /// What is wrong with `given` as the length of the only hold.
    fn one_hold(&self, limits: &SetLimits, given: Millis) -> Option<Notice> {
        let holds = limits.hold_min.value..=limits.hold_max.value;
        self.any_length(given)
            .or_else(|| self.load(given))
            .or_else(|| (!holds.contains(&given)).then(|| LimitId::EnvelopeHold.notice()))
    }

    fn any_length(&self, given: Millis) -> Option<Notice> {
        if given < LEAST_TIME {
            return Some(LimitId::PlanDuration.notice());
        }
        (given > self.longest).then(|| LimitId::EnvelopeDurationMax.of_time(self.longest))
    }

    fn load(&self, under_load: Millis) -> Option<Notice> {
        if under_load > self.most_load {
            return Some(LimitId::EnvelopeUnderLoadMax.of_time(self.most_load));
        }
        (under_load < self.least_load).then(|| LimitId::EnvelopeUnderLoadMin.of_time(self.least_load))
    }

    /// The lengths of a session of one hold.
    fn lengths(&self, limits: &SetLimits) -> Message {
        let least = limits.hold_min.value.max(self.least_load).max(LEAST_TIME);
        times(least, limits.hold_max.value.min(self.most_load).min(self.longest))
    }
}

fn hold(asked: &Asked<'_>, limits: &SetLimits, problems: &mut Problems) {
    let (least, most) = (limits.hold_min.value, limits.hold_max.value);
    let notice = match asked.plan.hold_ms {
        None => LimitId::PlanCycle.notice(),
        Some(hold) if !(least..=most).contains(&hold) => LimitId::EnvelopeHold.notice(),
        Some(_) => return,
    };
    problems.add("hold_ms", notice, times(least, most));
}

fn sets(asked: &Asked<'_>, bounds: &Bounds, problems: &mut Problems) {
    let Some(limits) = &asked.row.sets else {
        return;
    };
    let (least, most) = bounds.sets(limits);
    let notice = match (asked.plan.sets, bounds.hold) {
        (None | Some(0), _) => LimitId::PlanSets.notice(),
        (Some(sets), _) if sets > bounds.most_sets => {
            LimitId::EnvelopeSets.of_number(f64::from(bounds.most_sets))
        }
        (Some(sets), Some(hold)) => match bounds.load(many_times(hold, sets)) {
            Some(notice) => notice,
            None => return,
        },
        (Some(_), None) => return,
    };
    problems.add("sets", notice, range(f64::from(least), f64::from(most)));
}

fn rest(asked: &Asked<'_>, bounds: &Bounds, problems: &mut Problems) {
    let (least, most) = bounds.rests(asked);
    let notice = match asked.plan.rest_ms {
        None if asked.plan.sets == Some(1) => return,
        None => LimitId::PlanCycle.notice(),
        Some(rest) if rest < LEAST_TIME => LimitId::PlanRest.notice(),
        Some(rest) if rest < least => LimitId::EnvelopeSetRest.notice(),
        Some(rest) if rest > most => LimitId::EnvelopeDurationMax.of_time(bounds.longest),
        Some(_) => return,
    };
    problems.add("rest_ms", notice, times(least, most));
}
