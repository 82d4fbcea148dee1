//! Locks and clearances.

use nape_logic::text::Message;

use super::screening::{call, door_clearance};
use crate::api::language::render;
use crate::api::locks::{ClearanceEntry, Lock, LockCause};
use crate::engine;

pub(in crate::api) fn lock(entry: engine::LockEntry) -> Lock {
    let set = entry.lock.set;
    // The first locks said only which rules had set them.
    let next_step = set.next_step.unwrap_or_else(|| Message::new("session-gate-lock"));
    Lock {
        id: set.lock.to_string(),
        since: entry.lock.since.to_rfc3339(),
        cause: cause(set.cause),
        outcome: set.verdict.into(),
        rules: set.rules,
        texts: set.texts.iter().map(render).collect(),
        next_step: render(&next_step),
        call: entry.call.map(call),
    }
}

const fn cause(cause: engine::LockCause) -> LockCause {
    match cause {
        engine::LockCause::Form => LockCause::Form,
        engine::LockCause::Session => LockCause::Session,
        engine::LockCause::AfterCheck => LockCause::AfterCheck,
        engine::LockCause::NextDay => LockCause::NextDay,
        engine::LockCause::Told => LockCause::Told,
    }
}

pub(in crate::api) fn clearance_entry(entry: engine::ClearanceEntry) -> ClearanceEntry {
    let fact = entry.record.fact;
    ClearanceEntry {
        id: fact.clearance.to_string(),
        entered: entry.record.entered.to_rfc3339(),
        clearance: door_clearance(fact.given),
        in_force: entry.in_force,
        provenance: provenance(fact.provenance),
    }
}

/// Who says what a provider decided (P17).
pub(super) fn provenance(provenance: engine::Provenance) -> String {
    match provenance {
        engine::Provenance::AsEnteredByThePerson => "as_entered_by_the_person".to_owned(),
    }
}
