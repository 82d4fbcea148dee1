//! The most that the next dose may be: a fold over plans as they were accepted and sessions as they ended.
//!
//! - An accepted plan is the ceiling until something lowers it.
//! - Pain that rose lowers it by one step from what was run (P8). It stays there until a provider's plan of that
//!   day or later is accepted, or the person raises within the permit.
//! - Without a current provider's plan no dose is above the last one that was run (P13).
//! - A raise that no permit covered moves nothing.

use chrono::NaiveDate;

use super::advice::{Next, Permit, Variable};
use super::amount::{Amount, is_above, lower_of};
use super::clean::{Ordered, clean_row};
use super::history::{AcceptedPlan, History, PastSession, PlanProvider};
use super::limits::CourseLimits;
use crate::plan::limit::LimitId;
use crate::time::Timestamp;

enum Event<'a> {
    Accepted(&'a AcceptedPlan),
    Ran(&'a PastSession),
    Lowered(&'a PastSession),
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub(super) struct Ceiling {
    most: Option<Amount>,
    /// The plan accepted last.
    in_force: Option<AcceptedPlan>,
    /// The provider's latest plan, as it was first accepted: later ones of the same day are the person's changes.
    provider: Option<(PlanProvider, Amount)>,
    /// The last day on which pain lowered the dose, while that holds.
    lowered_on: Option<NaiveDate>,
    /// Whether a session of this way of traction was run.
    has_run: bool,
}

impl Ceiling {
    /// What holds at `now`.
    pub(super) fn at(history: &Ordered<'_>, now: Timestamp) -> Self {
        let mut ceiling = Self::default();
        for (at, event) in events(history) {
            if at > now {
                break;
            }
            match event {
                Event::Accepted(plan) => ceiling.accepted(plan, history),
                Event::Ran(session) => ceiling.ran(session),
                Event::Lowered(session) => ceiling.lowered(session, at, history),
            }
        }
        ceiling
    }

    fn accepted(&mut self, plan: &AcceptedPlan, history: &Ordered<'_>) {
        let newer = self.is_newer(plan.provider);
        if let Some(provider) = plan.provider.filter(|_| newer) {
            self.provider = Some((provider, plan.dose));
        }
        let seen_since = plan.provider.is_some_and(|p| self.lowered_on.is_none_or(|day| p.date >= day));
        let corrected = !self.has_run && self.lowered_on.is_none();
        self.most = match (self.most, &self.in_force) {
            (Some(most), _) if !most.is_like(plan.dose) => Some(plan.dose),
            (Some(most), Some(before)) if !(newer && seen_since || corrected) => {
                let permit = self.permit(history, plan.at);
                Some(permitted(most, before.dose, plan.dose, permit))
            }
            (Some(most), None) => Some(most.within(plan.dose)),
            _ => Some(plan.dose),
        };
        if newer && seen_since {
            self.lowered_on = None;
        }
        self.in_force = Some(plan.clone());
    }

    fn ran(&mut self, session: &PastSession) {
        self.has_run = true;
        let own = session.dose.filter(|_| self.current_provider(session.date_of(session.started)).is_none());
        if let Some(dose) = own {
            self.most = Some(self.most.map_or(dose, |most| most.within(dose)));
        }
    }

    fn lowered(&mut self, session: &PastSession, at: Timestamp, history: &History) {
        let ran = session.dose.filter(|_| session.modality == history.modality);
        let from = match (self.most, ran) {
            (Some(most), Some(ran)) => Some(most.within(ran)),
            (most, ran) => most.or(ran),
        };
        self.most = from.map(|from| from.one_step_lower(history.modality));
        self.lowered_on = self.lowered_on.max(Some(session.date_of(at)));
    }

    /// Whether a plan of this provider's is newer than every one before it (P17).
    fn is_newer(&self, provider: Option<PlanProvider>) -> bool {
        provider.is_some_and(|new| self.provider.is_none_or(|(known, _)| new.date > known.date))
    }

    /// The provider's dose, where the plan in force is a provider's that holds on `day`.
    fn current_provider(&self, day: NaiveDate) -> Option<Amount> {
        let stands = self.in_force.as_ref()?.provider?.holds_on(day);
        self.provider.filter(|_| stands).map(|(_, dose)| dose)
    }

    /// What a person may raise at `now`: one variable by one step above what the last clean sessions ran, inside
    /// the provider's dose; without a current provider's plan only the time (P13).
    pub(super) fn permit(&self, history: &Ordered<'_>, now: Timestamp) -> Option<Permit> {
        let most = self.most?;
        let ran = clean_row(history, now)?;
        let base = Some(ran.within(most)).filter(|_| ran.is_like(most))?;
        let provider = self.current_provider(now.date());
        let load = provider.filter(|provider| provider.is_like(base)).and_then(|provider| {
            let load = lower_of(base.higher_load()?, provider.load);
            is_above(load, most.load).then_some(load)
        });
        let longer = base.longer_time(history.modality);
        let longer = provider.map_or(longer, |provider| longer.min(provider.duration));
        let duration = (longer > most.duration).then_some(longer);
        (load.is_some() || duration.is_some()).then_some(Permit { load, duration })
    }

    /// How it limits a plan.
    pub(super) fn limits(&self) -> CourseLimits {
        let rule = if self.lowered_on.is_some() {
            LimitId::ProgressionLowered
        } else {
            LimitId::ProgressionLastDose
        };
        self.most.map_or_else(CourseLimits::default, |most| CourseLimits::at(most, rule))
    }

    /// Why it is below the plan in force, where it is.
    pub(super) fn rule(&self) -> Option<LimitId> {
        let (most, plan) = (self.most?, self.in_force.as_ref()?);
        let below = is_above(plan.dose.load, most.load) || plan.dose.duration > most.duration;
        below.then(|| self.limits().rule()).flatten()
    }

    /// Whether the next dose is lower than the last one that was run, or accepted where none was.
    pub(super) fn next(&self, history: &Ordered<'_>) -> Next {
        let mine = history.by_end.iter().filter(|session| session.modality == history.modality);
        let ran = mine.filter_map(|session| session.dose).next_back();
        let last = ran.or_else(|| self.in_force.as_ref().map(|plan| plan.dose));
        let (Some(most), Some(last)) = (self.most, last) else {
            return Next::Keep;
        };
        if is_above(last.load, most.load) {
            Next::Lower { what: Variable::Load, to: most }
        } else if last.duration > most.duration {
            Next::Lower { what: Variable::Time, to: most }
        } else {
            Next::Keep
        }
    }
}

/// What an accepted plan makes of the ceiling, where no newer provider's plan stands behind it: the one variable
/// that was asked anew above it moves where the permit covers it, all else only down. What asks for more than the permit
/// moves nothing, so that a plan that is only less than another one raises no dose.
fn permitted(most: Amount, before: Amount, asked: Amount, permit: Option<Permit>) -> Amount {
    let load_asked = is_above(asked.load, most.load) && asked.load != before.load;
    let time_asked = asked.duration > most.duration && asked.duration != before.duration;
    let kept = most.within(asked);
    let Some(permit) = permit else {
        return kept;
    };
    match (load_asked, time_asked) {
        (true, false) if permit.load.is_some_and(|load| !is_above(asked.load, load)) => {
            Amount { load: asked.load, ..kept }
        }
        (false, true) if permit.duration.is_some_and(|time| asked.duration <= time) => {
            Amount { duration: asked.duration, ..kept }
        }
        _ => kept,
    }
}

/// Everything that moves the ceiling, in order; of one instant plans come first, so that what lowers acts on them.
fn events<'h>(history: &'h Ordered<'_>) -> Vec<(Timestamp, Event<'h>)> {
    let mut plans: Vec<&AcceptedPlan> =
        history.plans.iter().filter(|plan| plan.modality == history.modality).collect();
    plans.sort_by_key(|plan| {
        let provider = plan.provider.map(|provider| (provider.date, provider.expires));
        (plan.at.unix_millis(), provider, super::amount::size(plan.dose.load), plan.dose.duration)
    });
    let mut events: Vec<(Timestamp, u8, Event<'_>)> =
        plans.into_iter().map(|plan| (plan.at, 0, Event::Accepted(plan))).collect();
    for session in &history.by_end {
        if session.modality == history.modality {
            events.push((session.ended, 1, Event::Ran(session)));
        }
        events.extend(session.lowered_at().map(|at| (at, 2, Event::Lowered(session))));
    }
    // Stable: those of one instant and kind stay in the order above.
    events.sort_by_key(|(at, kind, _)| (at.unix_millis(), *kind));
    events.into_iter().map(|(at, _, event)| (at, event)).collect()
}

/// Whether the person may accept a plan that asks for more in `fields` (as [`crate::plan::raised`] names them);
/// else the rule that says no. Before the first session of this way of traction a plan may be corrected freely,
/// and a provider's newer plan may ask for what it likes within the envelope (P17).
pub fn may_raise(
    history: &History,
    fields: &[&str],
    asked: Amount,
    provider: Option<PlanProvider>,
    now: Timestamp,
) -> Result<(), LimitId> {
    let ceiling = Ceiling::at(&Ordered::of(history), now);
    let corrected = !ceiling.has_run && ceiling.lowered_on.is_none();
    if fields.is_empty() || corrected || ceiling.is_newer(provider) {
        return Ok(());
    }
    let mut variables: Vec<Option<Variable>> =
        fields.iter().map(|field| Variable::of(field, history.modality)).collect();
    variables.sort_unstable();
    variables.dedup();
    let permit = super::decide(history, now).permit;
    match (variables.as_slice(), permit) {
        ([_, _, ..], _) => Err(LimitId::ProgressionOneVariable),
        ([Some(Variable::Load)], Some(Permit { load: Some(load), .. })) if !is_above(asked.load, load) => {
            Ok(())
        }
        ([Some(Variable::Time)], Some(Permit { duration: Some(time), .. })) if asked.duration <= time => {
            Ok(())
        }
        _ => Err(LimitId::ProgressionNotYet),
    }
}
