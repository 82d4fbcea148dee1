//! Locks and clearances: what the person enters of an examination and of what a provider allowed (P9, P17, P40).
//!
//! A lock closes starting and nothing else: nothing here or elsewhere asks for it but the gate.

use nape_logic::document::FieldError;
use nape_logic::screening::{self, Clearance, SymptomOutcome, Verdict};
use nape_logic::text::Message;
use nape_logic::time::{Now, Timestamp};
use uuid::Uuid;

use super::command::{ClearanceEntry, Examination, LockEntry, Reply};
use super::commits::Pass;
use super::error::{EngineError, nothing_wrong};
use super::ledger::{ClearanceRecord, LockRecord};
use super::presence::{PresenceReason, Step};
use super::task::Task;
use crate::store::fact::{
    About, ClearanceGiven, ClearanceWithdrawn, Fact, LockAbout, LockCause, LockResolved, LockSet, Provenance,
};

/// The longest text that is entered here.
const LONGEST: usize = 500;

impl Task {
    /// The open locks, the oldest first.
    pub(super) fn lock_entries(&self) -> Vec<LockEntry> {
        self.ledger.locks.open().into_iter().map(|lock| self.lock_entry(lock)).collect()
    }

    fn lock_entry(&self, lock: &LockRecord) -> LockEntry {
        let call = lock
            .set
            .about
            .filter(|_| lock.set.verdict != Verdict::Emergency)
            .and_then(|about| self.call_of(about.modality, about.region));
        LockEntry { lock: lock.clone(), call }
    }

    pub(super) fn resolve_lock(
        &mut self,
        id: Uuid,
        examination: Examination,
        confirmed: bool,
        reply: Reply<Step<()>>,
        now: &Now,
    ) {
        let fact = match self.resolution(id, examination, self.ledger.decision_time(now.wall)) {
            Ok(fact) => fact,
            Err(error) => return reply.done(Err(error)),
        };
        if !confirmed {
            let words = Message::new("presence-lock")
                .text("name", fact.by.clone())
                .text("date", fact.examined.to_string());
            return reply.done(Ok(Step::Confirm(PresenceReason::LockResolved, words)));
        }
        self.record(Fact::LockResolved(fact), reply, Step::Done(()), now);
    }

    fn resolution(
        &self,
        id: Uuid,
        examination: Examination,
        at: Timestamp,
    ) -> Result<LockResolved, EngineError> {
        let lock = self.ledger.locks.open_one(id).ok_or(EngineError::NotFound { what: "such open lock" })?;
        let (first, last) = (lock.since.date(), at.date());
        let mut wrong = Vec::new();
        if !(first..=last).contains(&examination.examined) {
            let message = "not between the day of the lock and today";
            wrong.push(FieldError::new("examined", message, format!("{first} to {last}")));
        }
        let by = entered("by", &examination.by, &mut wrong);
        let advice = entered("advice", &examination.advice, &mut wrong);
        nothing_wrong(wrong)?;
        let region = lock.set.about.map(|about| about.region);
        if lock.set.verdict == Verdict::Emergency && self.ledger.forms.sign_is_present(region) {
            let rules = std::iter::once("lock.present_sign".to_owned()).chain(lock.set.rules.clone());
            let reasons = vec![Message::new("lock-present-sign")];
            return Err(EngineError::Refused { rules: rules.collect(), reasons });
        }
        let others =
            self.ledger.locks.open().into_iter().map(|lock| lock.set.lock).filter(|lock| *lock != id);
        let left_open = Some(others.collect());
        Ok(LockResolved { lock: id, examined: examination.examined, by, advice, left_open })
    }

    /// The lock that a report of symptoms sets.
    pub(super) fn lock_of(
        &self,
        outcome: &SymptomOutcome,
        cause: LockCause,
        about: LockAbout,
        now: &Now,
    ) -> Option<Fact> {
        let locking = || outcome.fired.iter().filter(|fired| fired.effect <= screening::Effect::Stop);
        outcome.locks.then(|| {
            Fact::LockSet(LockSet {
                lock: Uuid::now_v7(),
                since: self.ledger.later_than(now.wall),
                cause,
                verdict: outcome.outcome,
                about: Some(about),
                rules: locking().map(|fired| fired.rule.to_string()).collect(),
                texts: locking().map(|fired| fired.text.clone()).collect(),
                next_step: locking().next().map(|fired| fired.next_step.clone()),
            })
        })
    }

    /// The clearances that were not withdrawn, in the order in which they were entered.
    pub(super) fn clearance_entries(&self, now: Timestamp) -> Vec<ClearanceEntry> {
        let today = self.ledger.decision_time(now).date();
        let entry = |record: &ClearanceRecord| ClearanceEntry {
            in_force: today <= record.fact.given.last_day(),
            record: record.clone(),
        };
        self.ledger.clearances.standing().into_iter().map(entry).collect()
    }

    pub(super) fn add_clearance(
        &mut self,
        clearance: Clearance,
        confirmed: bool,
        reply: Reply<Step<Uuid>>,
        now: &Now,
    ) {
        let given = match self.checked_clearance(clearance, self.ledger.decision_time(now.wall)) {
            Ok(given) => given,
            Err(error) => return reply.done(Err(error)),
        };
        if !confirmed {
            let words = Message::new("presence-clearance")
                .text("name", given.name.clone())
                .text("date", given.date.to_string())
                .text("rules", given.rules.join(", ").replace('_', " "));
            return reply.done(Ok(Step::Confirm(PresenceReason::Clearance, words)));
        }
        let id = Uuid::now_v7();
        let provenance = Provenance::AsEnteredByThePerson;
        let fact = Fact::ClearanceGiven(ClearanceGiven { clearance: id, given, provenance });
        self.record(fact, reply, Step::Done(id), now);
    }

    fn checked_clearance(&self, given: Clearance, at: Timestamp) -> Result<Clearance, EngineError> {
        let today = at.date();
        let mut wrong = Vec::new();
        let name = entered("name", &given.name, &mut wrong);
        let role = given.role.as_deref().map(|role| entered("role", role, &mut wrong));
        if given.date > today {
            wrong.push(FieldError::new("date", "in the future", format!("a day up to {today}")));
        }
        if given.expires.is_some_and(|last| last < given.date) {
            let allowed = format!("{} or later", given.date);
            wrong.push(FieldError::new("expires", "before the day it was given", allowed));
        }
        if given.rules.is_empty() {
            wrong.push(FieldError::new("rules", "empty", "the id of at least one rule that held"));
        }
        for (index, rule) in given.rules.iter().enumerate() {
            if !self.knowledge.knows_rule(rule) {
                let field = format!("rules[{index}]");
                wrong.push(FieldError::new(field, "not a known rule", "the ids of rules that held"));
            }
        }
        nothing_wrong(wrong)?;
        let never: Vec<String> =
            given.rules.iter().filter(|rule| !self.knowledge.is_clearable(rule)).cloned().collect();
        if !never.is_empty() {
            let rules = std::iter::once("clearance.never".to_owned()).chain(never).collect();
            let reasons = vec![Message::new("clearance-never")];
            return Err(EngineError::Refused { rules, reasons });
        }
        Ok(Clearance { name, role, ..given })
    }

    /// Taking a clearance back makes things stricter: it needs nobody's presence.
    pub(super) fn withdraw_clearance(&mut self, id: Uuid, reply: Reply<()>, now: &Now) {
        if !self.ledger.clearances.stands(id) {
            return reply.done(Err(EngineError::NotFound { what: "such clearance" }));
        }
        self.record(Fact::ClearanceWithdrawn(ClearanceWithdrawn { clearance: id }), reply, (), now);
    }

    /// Appends one fact about nothing but the person, and answers once it is durable.
    pub(super) fn record<T: Send + 'static>(&mut self, fact: Fact, reply: Reply<T>, answer: T, now: &Now) {
        let mut pass = Pass::default();
        pass.fact(About::default(), fact);
        pass.effects.push(reply.when_durable(answer));
        self.carry_out(pass, now);
    }
}

/// Words that have to be there, and fit; else what is wrong with them is added.
fn entered(field: &str, words: &str, wrong: &mut Vec<FieldError>) -> String {
    let words = words.trim();
    let length = words.chars().count();
    let problem = if words.is_empty() {
        Some("empty")
    } else if length > LONGEST {
        Some("too long")
    } else if words.chars().any(|c| c.is_control() && c != '\n') {
        Some("has control characters")
    } else {
        None
    };
    wrong
        .extend(problem.map(|problem| FieldError::new(field, problem, format!("1 to {LONGEST} characters"))));
    words.to_owned()
}
