//! Plans beyond setting one: brought as a file, as they stand today, and their revisions.

use nape_logic::id::JournalId;
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{self, Confirmation, Plan, PlanCheck};
use nape_logic::session::gate::{self, Standing};
use nape_logic::text::Message;
use nape_logic::time::{Now, Timestamp};

use super::calls::Today;
use super::command::Reply;
use super::error::EngineError;
use super::presence::Step;
use super::task::{Task, record_id};
use crate::store::{Reader, StoreError};

/// The plan in force, and what every limit leaves of it today.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanToday {
    /// As accepted.
    pub plan: Plan,
    /// What the limits say of it today: a plan that has expired falls back here.
    pub check: PlanCheck,
    /// Whether the next session is a first dose (P13).
    pub first_dose: bool,
}

/// A plan that was once accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRevision {
    /// Its number, from 1.
    pub number: u32,
    /// When it was accepted.
    pub accepted: Timestamp,
    /// The plan.
    pub plan: Plan,
}

/// The name of a plan's record.
pub(super) fn record_name(modality: Modality, region: Region) -> String {
    format!("plan/{modality}/{region}")
}

/// The revisions of a plan, the newest first, at most `limit`. An erased one is left out.
pub(super) fn revisions(
    reader: &Reader,
    journal: JournalId,
    (modality, region): (Modality, Region),
    limit: usize,
) -> Result<Vec<PlanRevision>, StoreError> {
    let stored = reader.record_history("plan", record_id(journal, &record_name(modality, region)))?;
    let revision = |stored: &crate::store::StoredRecord| {
        let plan = serde_json::from_str(&stored.payload.as_ref()?.0).ok()?;
        Some(PlanRevision { number: stored.revision, accepted: stored.written, plan })
    };
    Ok(stored.iter().rev().filter_map(revision).take(limit).collect())
}

impl Task {
    /// Sets a plan that came as a file, once the person has confirmed all of it (P17).
    pub(super) fn import_plan(
        &mut self,
        plan: Plan,
        confirmation: &Confirmation,
        present: bool,
        reply: Reply<Step<PlanCheck>>,
        now: &Now,
    ) {
        match confirmed(&plan, confirmation) {
            Ok(()) => self.set_plan(plan, present, reply, now),
            Err(error) => reply.done(Err(error)),
        }
    }

    pub(super) fn plan_today(&self, modality: Modality, region: Region, now: &Now) -> Option<PlanToday> {
        let plan = self.plans.get(&(modality, region))?.clone();
        let at = self.ledger.decision_time(now.wall);
        let standing = Standing { sessions: self.ledger.counting(region), ..Standing::default() };
        let first_dose = gate::is_first_dose(&standing, modality, at);
        let course = self.advice(modality, region, now.wall).limits;
        let check = self.check_plan(&plan, &Today { first_dose, course, device: None }, at);
        Some(PlanToday { plan, check, first_dose })
    }
}

fn confirmed(plan: &Plan, confirmation: &Confirmation) -> Result<(), EngineError> {
    let open = plan::unconfirmed(plan, confirmation)?;
    let (mut rules, mut reasons) = (Vec::new(), Vec::new());
    if !open.fields.is_empty() {
        rules.push("import.fields".to_owned());
        reasons.push(Message::new("plan-import-open").text("fields", open.fields.join(", ")));
    }
    if open.load.is_some() {
        rules.push("import.typed_twice".to_owned());
        reasons.push(Message::new("plan-import-typed"));
    }
    if open.is_empty() { Ok(()) } else { Err(EngineError::Refused { rules, reasons }) }
}
