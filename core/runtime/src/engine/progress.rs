//! How a course goes on: what the next dose may be, contacts with a provider, reviews.

use nape_logic::document::FieldError;
use nape_logic::journal::entry::{Kind, Site};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::progression::{self, Advice, Amount, History, PainTold, PlanProvider, Review};
use nape_logic::plan::{CourseLimits, LimitId, Notice, Plan, PlanCheck};
use nape_logic::session::gate;
use nape_logic::time::{Now, Timestamp};
use nape_logic::units::ForceUnit;

use super::calls::{Today, shortened};
use super::command::Reply;
use super::commits::Pass;
use super::error::EngineError;
use super::task::Task;
use crate::store::Moment;
use crate::store::fact::{About, CourseReviewed, Fact, PlanAccepted, ProviderContact};

/// How many days back pain is read: two weeks are compared, and days are told by different clocks.
const DAYS_OF_PAIN: i64 = 17;

/// The dose as it is when the person opens it: the only place where a permit is shown (P15).
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedDose {
    /// The plan after every limit.
    pub check: PlanCheck,
    /// What the person may raise.
    pub permit: Vec<Notice>,
}

impl Task {
    /// What the journal says about the next dose.
    fn course_history(&self, modality: Modality, region: Region, at: Timestamp) -> History {
        let mut history = self.ledger.course_history(modality, region, at);
        // Older journals keep a plan without the fact of its acceptance: it was accepted before all else.
        let known = |plan: &Plan| history.plans.iter().any(|accepted| accepted.modality == plan.modality);
        let unknown = self.plans.values().filter(|plan| plan.region == region && !known(plan));
        let begin = Timestamp::from_unix_millis(0, 0).unwrap_or(at);
        let plans = unknown.filter_map(|plan| {
            let check = self.check_plan(plan, &Today::default(), at);
            Some(accepted(plan, &check)?.since(begin))
        });
        let plans: Vec<_> = plans.collect();
        history.plans.extend(plans);
        history.pains = self.pains(region, at);
        history
    }

    /// Pain of the region as told in the journal in the last weeks: sessions have their own.
    fn pains(&self, region: Region, at: Timestamp) -> Vec<PainTold> {
        let today = i64::from(at.date().to_epoch_days());
        let stored = self.reader.moments_by_site(Kind::Pain.word(), today - DAYS_OF_PAIN, today);
        // What can't be read is not known; without it nothing is offered.
        let stored = stored.unwrap_or_default().into_iter();
        let here = |site: &Option<String>| {
            let site = site.as_deref().and_then(Site::from_word);
            site.is_none_or(|site| site.region() == region)
        };
        let pain = |moment: Moment| {
            let at = Timestamp::from_unix_millis(moment.at_ms, moment.offset_s)?;
            Some(PainTold { at, value: u8::try_from(moment.value / 1000).ok()? })
        };
        stored.filter(|(_, site)| here(site)).filter_map(|(moment, _)| pain(moment)).collect()
    }

    pub(super) fn advice(&self, modality: Modality, region: Region, now: Timestamp) -> Advice {
        let at = self.ledger.decision_time(now);
        progression::decide(&self.course_history(modality, region, at), at)
    }

    /// What the course would allow once this plan is accepted.
    pub(super) fn limits_once_accepted(&self, plan: &Plan, now: Timestamp) -> CourseLimits {
        let at = self.ledger.decision_time(now);
        let mut history = self.course_history(plan.modality, plan.region, at);
        let check = self.check_plan(plan, &Today::default(), at);
        history.plans.extend(accepted(plan, &check).map(|accepted| accepted.since(at)));
        progression::decide(&history, at).limits
    }

    /// What holds for the whole course, whichever way of traction: reviews, held days, pauses.
    pub(super) fn course_advice(&self, region: Region, now: Timestamp) -> Advice {
        let last = self.ledger.last_of(region);
        let planned = self.plans.keys().find(|(_, of)| *of == region).map(|(modality, _)| *modality);
        let modality = last.map(|session| session.modality).or(planned).unwrap_or(Modality::OverDoorPulley);
        self.advice(modality, region, now)
    }

    pub(super) fn opened_dose(
        &self,
        modality: Modality,
        region: Region,
        now: Timestamp,
    ) -> Result<OpenedDose, EngineError> {
        let missing = EngineError::NotFound { what: "plan in force" };
        let plan = self.plans.get(&(modality, region)).ok_or(missing)?;
        let at = self.ledger.decision_time(now);
        let standing = gate::Standing { sessions: self.ledger.counting(region), ..gate::Standing::default() };
        let first_dose = gate::is_first_dose(&standing, modality, at);
        let advice = self.advice(modality, region, now);
        let today = Today { first_dose, course: advice.limits, device: None };
        let check = self.check_plan(plan, &today, at);
        let unit = plan.force.map_or(ForceUnit::Newton, |force| force.unit);
        let open = check.accepted && self.ledger.open_locks() == 0;
        let permit = advice.permit.filter(|_| open).map(|permit| permit.notices(unit)).unwrap_or_default();
        Ok(OpenedDose { check, permit })
    }

    /// Why a plan that asks for more in `raised` may not be set, if so.
    pub(super) fn may_raise(
        &self,
        plan: &Plan,
        check: &PlanCheck,
        raised: &[&str],
        now: Timestamp,
    ) -> Result<(), EngineError> {
        let at = self.ledger.decision_time(now);
        let Some(PlanAccepted { dose, provider, .. }) = accepted(plan, check) else {
            return Ok(());
        };
        let history = self.course_history(plan.modality, plan.region, at);
        progression::may_raise(&history, raised, dose, provider, at).map_err(refused)
    }

    pub(super) fn record_contact(&mut self, contact: ProviderContact, reply: Reply<()>, now: &Now) {
        if let Err(error) = check_contact(&contact, now.wall) {
            return reply.done(Err(error.into()));
        }
        let contact =
            ProviderContact { who: shortened(contact.who), about: contact.about.map(shortened), ..contact };
        self.record_of_course(contact.region, Fact::ProviderContact(contact), reply, now);
    }

    pub(super) fn record_review(&mut self, review: CourseReviewed, reply: Reply<()>, now: &Now) {
        let open = self.course_advice(review.region, now.wall).reviews;
        if let Err(error) = check_review(&review, &open) {
            return reply.done(Err(error.into()));
        }
        let review = CourseReviewed { note: review.note.map(shortened), ..review };
        self.record_of_course(review.region, Fact::CourseReviewed(review), reply, now);
    }

    fn record_of_course(&mut self, region: Region, fact: Fact, reply: Reply<()>, now: &Now) {
        let course = self.ledger.open_course(region).map(|course| course.id);
        let mut pass = Pass::default();
        pass.fact(About { course, ..About::default() }, fact);
        pass.effects.push(reply.when_durable(()));
        self.carry_out(pass, now);
    }
}

/// A plan as it is accepted; none where no dose is left of it.
pub(super) fn accepted(plan: &Plan, check: &PlanCheck) -> Option<PlanAccepted> {
    let dose = Amount::of(&check.effective.as_ref()?.dose);
    let provider = plan.provider.as_ref();
    let provider = provider.map(|given| PlanProvider { date: given.date, expires: given.expires });
    Some(PlanAccepted { modality: plan.modality, region: plan.region, dose, provider })
}

fn refused(rule: LimitId) -> EngineError {
    EngineError::Refused { rules: vec![rule.to_string()], reasons: vec![rule.notice().message] }
}

fn check_contact(contact: &ProviderContact, now: Timestamp) -> Result<(), FieldError> {
    if contact.who.trim().is_empty() {
        return Err(FieldError::new("who", "is empty", "a name, 1 to 500 characters"));
    }
    if contact.date > now.date() {
        return Err(FieldError::new("date", "is still to come", "a day up to today"));
    }
    Ok(())
}

fn check_review(review: &CourseReviewed, open: &[Review]) -> Result<(), FieldError> {
    if !open.iter().any(|due| due.kind == review.kind) {
        let words: Vec<&str> = open.iter().map(|due| due.kind.word()).collect();
        let allowed = if words.is_empty() { "none is due".to_owned() } else { words.join(", ") };
        return Err(FieldError::new("kind", "this review is not due", allowed));
    }
    if review.groc.is_some_and(|groc| !(-7..=7).contains(&groc)) {
        return Err(FieldError::new("groc", "out of range", "a whole number from -7 to 7"));
    }
    if review.pain.is_some_and(|pain| pain > 10) {
        return Err(FieldError::new("pain", "out of range", "a whole number from 0 to 10"));
    }
    Ok(())
}
