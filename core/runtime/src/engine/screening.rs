//! Forms: answered for good, judged again whenever a session is asked for, and shown with old answers.
//!
//! A form is judged when it is answered, and again at each decision with the clearances that are in force then:
//! a clearance counts without the form being answered again, and ends by itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use nape_logic::document::FieldError;
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{
    self, Answer, AnswerSheet, Effect, Fired, Form, FormKind, FormQuestion, Outcome, QuestionKind, Verdict,
};
use nape_logic::session::gate::{FormStanding, SHORT_FORM_HOLDS};
use nape_logic::session::{Input, SymptomAction};
use nape_logic::time::{Now, Timestamp};
use uuid::Uuid;

use super::command::{FormToFill, ProviderCall, Reply, ScreeningStanding, Told};
use super::commits::Pass;
use super::error::EngineError;
use super::health::UNDER_18;
use super::ledger::{FormRecord, Held, Raised};
use super::task::Task;
use crate::store::fact::{About, Fact, LockAbout, LockCause, LockSet, ScreeningFact};

impl Task {
    pub(super) fn record_screening(&mut self, sheet: AnswerSheet, reply: Reply<Told<Outcome>>, now: &Now) {
        let outcome = match self.judge_new(&sheet, self.ledger.decision_time(now.wall)) {
            Ok(outcome) => outcome,
            Err(error) => return reply.done(Err(error)),
        };
        let outcome = match self.risen(&sheet, self.ledger.decision_time(now.wall)) {
            Ok(Some(risen)) => self.knowledge.joined(&sheet, outcome, risen),
            Ok(None) => outcome,
            Err(error) => return reply.done(Err(error)),
        };
        let lock = self.lock_of_form(&sheet, &outcome, now.wall);
        let call = self.call_after(outcome.outcome, &outcome.fired, sheet.modality, sheet.region);
        let mut pass = Pass::default();
        if let (Some(lock), Some(session)) = (&lock, &mut self.session) {
            // A form answered beside a running session tells of now: let go first.
            let action = action_of(lock.verdict);
            let symptom = lock.rules.first().cloned().unwrap_or_default();
            session.input(Input::Symptom { symptom, action }, now, &mut pass);
        }
        pass.fact(About::default(), Fact::Screening(Box::new(answered(sheet, &outcome))));
        pass.facts.extend(lock.map(|lock| (About::default(), Fact::LockSet(lock))));
        pass.effects.push(reply.when_durable(Told { outcome, call }));
        self.carry_out(pass, now);
    }

    /// What a form comes to that is answered now. What came up anew on it is not covered by an older clearance.
    fn judge_new(&self, sheet: &AnswerSheet, at: Timestamp) -> Result<Outcome, EngineError> {
        if !sheet.clearances.is_empty() {
            let message = "a form that is recorded brings none";
            return Err(FieldError::new("clearances", message, "none; clearances are added first").into());
        }
        self.check_age(sheet, at)?;
        let held = self.knowledge.check(sheet, Vec::new(), BTreeMap::new(), at)?.fired;
        let held: Held = held.into_iter().map(|fired| (fired.rule.into(), fired.unsure)).collect();
        let raised = self.ledger.forms.raised_with(sheet.form, sheet.modality, sheet.region, &held, at);
        self.knowledge.check(sheet, self.ledger.clearances.for_screening(&raised), days(&raised), at)
    }

    /// What a recorded form comes to at `at`; none where the content no longer takes its answers.
    pub(super) fn judge_again(&self, form: &FormRecord, at: Timestamp) -> Option<Outcome> {
        let clearances = self.ledger.clearances.for_screening(&form.raised);
        self.knowledge.check(&form.sheet, clearances, days(&form.raised), at).ok()
    }

    /// How the form stands for the gate at `at`.
    pub(super) fn form_standing(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
        at: Timestamp,
    ) -> Option<FormStanding> {
        let form = self.ledger.forms.last(kind, modality, region)?;
        let outdated = form.content_version != self.knowledge.content_version();
        let due = kind == FormKind::Full && self.full_form_is_due(form, at);
        let outcome = self.judge_again(form, at);
        Some(FormStanding {
            at: form.at,
            due_again: outdated || due,
            nothing_against: outcome.is_some_and(|outcome| outcome.outcome == Verdict::Clear)
                && !self.is_under_age(at),
        })
    }

    fn full_form_is_due(&self, form: &FormRecord, at: Timestamp) -> bool {
        let history = self.ledger.history(form.sheet.modality, form.sheet.region);
        screening::full_form_due(&history, at).is_some() || self.told_elsewhere(form, at).is_some()
    }

    /// The rules of the last form that speak against a session at `at`.
    pub(super) fn rules_against(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
        at: Timestamp,
    ) -> Vec<String> {
        let Some(form) = self.ledger.forms.last(kind, modality, region) else {
            return Vec::new();
        };
        let again = self.judge_again(form, at);
        let mut against = again.map_or_else(|| form.rules.clone(), |outcome| counting(&outcome));
        if self.is_under_age(at) && !against.iter().any(|rule| rule == UNDER_18) {
            against.push(UNDER_18.to_owned());
        }
        against
    }

    pub(super) fn screening_standing(
        &self,
        modality: Modality,
        region: Region,
        now: Timestamp,
    ) -> ScreeningStanding {
        let at = self.ledger.decision_time(now);
        let last = |kind| {
            let form = self.ledger.forms.last(kind, modality, region)?;
            let again = self.judge_again(form, at);
            Some((form.at, again.map_or(form.outcome, |outcome| outcome.outcome)))
        };
        let due = |kind| self.form_standing(kind, modality, region, at).is_none_or(|form| form.due_again);
        let short = last(FormKind::Short);
        let fresh = short.is_some_and(|(answered, _)| at.since(answered) <= SHORT_FORM_HOLDS);
        ScreeningStanding {
            full: last(FormKind::Full),
            full_due: due(FormKind::Full),
            short,
            short_due: !fresh || due(FormKind::Short),
            locks: self.ledger.open_locks(),
        }
    }

    /// A form with what was answered before, page by page to confirm (P4).
    pub(super) fn form_to_fill(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
    ) -> Result<FormToFill, EngineError> {
        let form = self.knowledge.form(kind, modality, region)?;
        let last = self.ledger.forms.last_full().filter(|_| kind == FormKind::Full);
        let previous = last.map(|last| previous(&form, &last.sheet)).unwrap_or_default();
        let previous_at = last.filter(|_| !previous.is_empty()).map(|last| last.at);
        Ok(FormToFill { form, previous, previous_at })
    }

    fn lock_of_form(&self, sheet: &AnswerSheet, outcome: &Outcome, now: Timestamp) -> Option<LockSet> {
        let locking = self.knowledge.locking(outcome);
        let gravest = locking.first()?;
        let rules: Vec<String> = locking.iter().map(|fired| fired.rule.to_string()).collect();
        if self.ledger.locks.holds_already(LockCause::Form, &rules, now) {
            return None;
        }
        Some(LockSet {
            lock: Uuid::now_v7(),
            since: self.ledger.later_than(now),
            cause: LockCause::Form,
            verdict: gravest.effect.verdict(),
            about: Some(LockAbout { modality: sheet.modality, region: sheet.region }),
            rules,
            texts: locking.iter().map(|fired| fired.text.clone()).collect(),
            next_step: Some(gravest.next_step.clone()),
        })
    }

    /// Whom to call where a provider has to look at it (P36). An emergency offers nothing that dials by itself.
    pub(super) fn call_after(
        &self,
        verdict: Verdict,
        fired: &[Fired],
        modality: Modality,
        region: Region,
    ) -> Option<ProviderCall> {
        let asks = |fired: &Fired| {
            fired.cleared_by.is_none() && matches!(fired.effect, Effect::Stop | Effect::NeedsProvider)
        };
        (verdict != Verdict::Emergency && fired.iter().any(asks)).then(|| self.call_of(modality, region))?
    }

    /// The number in the plan in force.
    pub(super) fn call_of(&self, modality: Modality, region: Region) -> Option<ProviderCall> {
        let provider = self.plans.get(&(modality, region))?.provider.as_ref()?;
        let phone = provider.phone.as_ref().filter(|phone| !phone.trim().is_empty())?;
        Some(ProviderCall { name: provider.name.clone(), phone: phone.clone() })
    }
}

/// The days of the moments at which rules came up anew.
fn days(raised: &Raised) -> BTreeMap<String, NaiveDate> {
    raised.iter().map(|(rule, at)| (rule.clone(), at.date())).collect()
}

/// What a rule's verdict does to a running session.
const fn action_of(verdict: Verdict) -> SymptomAction {
    match verdict {
        Verdict::Emergency => SymptomAction::Emergency,
        Verdict::Blocked | Verdict::NeedsProvider | Verdict::Clear => SymptomAction::StopAndSee,
    }
}

fn counting(outcome: &Outcome) -> Vec<String> {
    let counting = outcome.fired.iter().filter(|fired| fired.cleared_by.is_none());
    counting.map(|fired| fired.rule.to_string()).collect()
}

fn answered(sheet: AnswerSheet, outcome: &Outcome) -> ScreeningFact {
    let lifted = outcome.fired.iter().filter(|fired| fired.cleared_by.is_some());
    let unsure = outcome.fired.iter().filter(|fired| fired.unsure);
    ScreeningFact {
        form: sheet.form,
        modality: sheet.modality,
        region: sheet.region,
        outcome: outcome.outcome,
        rules: counting(outcome),
        lifted: lifted.map(|fired| fired.rule.to_string()).collect(),
        unsure: unsure.map(|fired| fired.rule.to_string()).collect(),
        missing: outcome.missing.clone(),
        content_version: outcome.content_version.clone(),
        // The journal knows by itself what went before.
        sheet: AnswerSheet { history: None, ..sheet },
    }
}

/// The answers of an old sheet that a form asks to confirm.
fn previous(form: &Form, sheet: &AnswerSheet) -> BTreeMap<String, Answer> {
    form.questions
        .iter()
        .filter(|question| !question.afresh)
        .filter_map(|question| {
            let answer = sheet.answers.get(&question.id)?;
            still_fits(question, answer).then(|| (question.id.clone(), answer.clone()))
        })
        .collect()
}

/// Whether an old answer is still one that the question takes: options come and go with the content.
fn still_fits(question: &FormQuestion, answer: &Answer) -> bool {
    let offered = |word: &String| question.options.iter().any(|option| option.id == *word);
    match (question.kind, answer) {
        (_, Answer::Word(word)) if word == "unknown" => true,
        (QuestionKind::YesNo, Answer::Flag(_))
        | (QuestionKind::Text | QuestionKind::Date, Answer::Word(_)) => true,
        (QuestionKind::Choice, Answer::Word(word)) => offered(word),
        (QuestionKind::Choices, Answer::Words(words)) => words.iter().all(offered),
        (QuestionKind::Number, Answer::Number(number)) => {
            #[expect(clippy::cast_precision_loss, reason = "the bounds of a question are small")]
            let within = |min: Option<i64>, max: Option<i64>| {
                min.is_none_or(|min| *number >= min as f64) && max.is_none_or(|max| *number <= max as f64)
            };
            within(question.min, question.max)
        }
        _ => false,
    }
}
