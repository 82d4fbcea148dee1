//! The ledger kept beside the facts, so that opening reads only what came since (E5).
//!
//! It is kept by the program that folded it and read by no other: the fingerprint of the sources stands beside it. Where
//! another process writes meanwhile nothing is kept before the journal is opened again, because this ledger lacks what
//! that one wrote.

use nape_logic::time::Now;

use super::commits::Pass;
use super::error::EngineError;
use super::ledger::Ledger;
use super::task::Task;
use crate::store::fact::Fact;
use crate::store::{Committed, Folded, Position, Reader, StoreError};

include!(concat!(env!("OUT_DIR"), "/program.rs"));

/// The facts that the ledger is built from.
const LEDGER_KINDS: &[&str] = &[
    "session",
    "screening",
    "lock_set",
    "lock_resolved",
    "clearance_given",
    "clearance_withdrawn",
    "course_started",
    "course_ended",
    "session_logged",
    "after_check",
    "next_day_check",
    "agreed",
    "plan_accepted",
    "provider_contact",
    "reviewed",
];
const FACTS_A_PAGE: u32 = 1000;
/// Worth keeping anew after so many facts: some hundred sessions, which open in a few milliseconds.
const KEPT_EVERY: u64 = 2000;

/// How far the ledger has come.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Folding {
    /// The last fact of which it is certain that the ledger has it and all before it.
    seen: i64,
    /// Facts since it was kept last.
    since: u64,
    /// Somebody else wrote meanwhile.
    broken: bool,
}

impl Folding {
    fn follows(&mut self, committed: &Committed) {
        for &Position(position) in &committed.facts {
            self.broken |= position != self.seen + 1;
            self.seen = position;
            self.since += 1;
        }
    }
}

/// The ledger of a journal: what was folded before, and the facts since.
pub(super) fn read(reader: &Reader) -> Result<(Ledger, Folding), EngineError> {
    // Asked first: what comes in meanwhile is read below, or breaks the line.
    let last = reader.last_position()?.map_or(0, |Position(last)| last);
    let (mut ledger, mut after) = kept(reader)?;
    let mut folding = Folding::default();
    loop {
        let page = reader.facts_of_kinds(LEDGER_KINDS, after, FACTS_A_PAGE)?;
        let Some(newest) = page.last() else { break };
        after = Some(newest.position);
        folding.since += page.len() as u64;
        for stored in &page {
            let payload = stored.payload.as_ref().map(|payload| payload.0.as_str());
            if let Some(fact) = payload.and_then(|payload| Fact::read(&stored.heading.kind, payload)) {
                ledger.apply(&stored.heading, &fact);
            }
        }
    }
    folding.seen = after.map_or(last, |Position(newest)| newest.max(last));
    Ok((ledger, folding))
}

fn kept(reader: &Reader) -> Result<(Ledger, Option<Position>), StoreError> {
    let Some(folded) = reader.folded(PROGRAM)? else { return Ok((Ledger::default(), None)) };
    let ledger = Ledger::from_bytes(&folded.body);
    Ok(ledger.map_or_else(|| (Ledger::default(), None), |ledger| (ledger, Some(folded.position))))
}

impl Task {
    /// Takes in what is durable now.
    pub(super) fn fold(&mut self, committed: &Committed) {
        self.folding.follows(committed);
    }

    /// Keeps the ledger where that is worth it, between sessions and with nothing on its way to the disk.
    pub(super) fn keep_folded(&mut self, now: &Now) {
        let Folding { seen, since, broken } = self.folding;
        if broken || since < KEPT_EVERY || self.session.is_some() || !self.commits.is_empty() {
            return;
        }
        self.folding.since = 0;
        let Some(body) = self.ledger.to_bytes() else { return };
        let folded = Some(Folded { program: PROGRAM, position: Position(seen), body });
        self.carry_out(Pass { folded, ..Pass::default() }, now);
    }
}
