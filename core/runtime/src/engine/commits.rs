//! The line before the disk: facts that were submitted, and what waits for them to be durable.
//!
//! "Facts first" lives here: an effect is done only once the facts before it are on the disk. What releases or
//! lowers a pull never comes here (E1).

use std::collections::VecDeque;

use nape_logic::device::command::Sequence;
use nape_logic::device::records::record::RecordNumber;
use nape_logic::id::SessionId;
use nape_logic::journal::chain::Heading;
use nape_logic::session::DeviceRequest;
use nape_logic::time::{Millis, Now};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::error::EngineError;
use super::event::Happening;
use crate::store::fact::{About, Fact};
use crate::store::{
    Batch, Committed, Condition, Folded, NewPage, NewRecord, RecordPart, Redaction, StoreError,
    WriterOutcome, WriterThread,
};

/// Something that waits for its facts.
pub(super) enum Effect {
    /// Show it.
    Publish(Millis, Happening),
    /// Ask the device for something that may pull.
    Device(DeviceRequest),
    /// Tell the controller that its command is in the journal.
    Journalled(Sequence),
    /// Tell the fetching of records that this one is kept for good.
    RecordKept(RecordNumber),
    /// Answer a caller.
    Reply(Box<dyn FnOnce(Result<(), EngineError>) + Send>),
    /// The session is over.
    Finish(SessionId),
    /// The routine is over.
    FinishRoutine(Uuid),
}

impl Effect {
    /// Whether it may begin, hold or raise a pull.
    const fn may_pull(&self) -> bool {
        matches!(self, Self::Device(_) | Self::Journalled(_))
    }
}

/// What one turn of the engine wants written and done.
#[derive(Default)]
pub(super) struct Pass {
    pub(super) facts: Vec<(About, Fact)>,
    pub(super) records: Vec<NewRecord>,
    pub(super) pages: Vec<NewPage>,
    pub(super) parts: Vec<RecordPart>,
    pub(super) redactions: Vec<Redaction>,
    pub(super) folded: Option<Folded>,
    /// What must hold; else nothing of it is written, and who asked is told so. Never beside a session's facts.
    pub(super) conditions: Vec<Condition>,
    pub(super) effects: Vec<Effect>,
    /// What tells a person to let go: done before anything is written (E1).
    pub(super) at_once: Vec<Effect>,
    /// A release went out in this turn: what waited to pull must not follow it.
    pub(super) released: bool,
}

impl Pass {
    /// A release goes out now.
    pub(super) fn cancel_pulls(&mut self) {
        self.released = true;
        self.effects.retain(|effect| !effect.may_pull());
    }

    pub(super) fn fact(&mut self, about: About, fact: Fact) {
        self.facts.push((about, fact));
    }

    fn writes_nothing(&self) -> bool {
        self.facts.is_empty()
            && self.records.is_empty()
            && self.pages.is_empty()
            && self.parts.is_empty()
            && self.redactions.is_empty()
            && self.folded.is_none()
    }
}

/// One batch on its way, with what waits for it.
struct Pending {
    outcome: oneshot::Receiver<WriterOutcome>,
    facts: Vec<(Heading, Fact)>,
    effects: Vec<Effect>,
}

/// A batch that has come back from the disk.
pub(super) struct Settled {
    pub(super) result: Result<Committed, StoreError>,
    /// The facts that are durable now, or would have been.
    pub(super) facts: Vec<(Heading, Fact)>,
    pub(super) effects: Vec<Effect>,
}

/// The line.
pub(super) struct Commits {
    writer: WriterThread,
    line: VecDeque<Pending>,
}

impl Commits {
    pub(super) fn new(writer: WriterThread) -> Self {
        Self { writer, line: VecDeque::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.line.is_empty()
    }

    /// Submits what a turn wrote. Effects that nothing stands before come back to be done at once.
    #[must_use]
    pub(super) fn submit(&mut self, pass: Pass, now: &Now) -> Vec<Effect> {
        if pass.released {
            for pending in &mut self.line {
                pending.effects.retain(|effect| !effect.may_pull());
            }
        }
        if pass.writes_nothing() {
            return match self.line.back_mut() {
                Some(last) => {
                    last.effects.extend(pass.effects);
                    Vec::new()
                }
                None => pass.effects,
            };
        }
        let mut batch = Batch {
            records: pass.records,
            telemetry: pass.pages,
            parts: pass.parts,
            redactions: pass.redactions,
            folded: pass.folded,
            conditions: pass.conditions,
            ..Batch::default()
        };
        let mut facts = Vec::with_capacity(pass.facts.len());
        for (about, fact) in pass.facts {
            let row = fact.stamp(about, now);
            facts.push((row.heading.clone(), fact));
            batch.facts.push(row);
        }
        let outcome = self.writer.submit(batch);
        self.line.push_back(Pending { outcome, facts, effects: pass.effects });
        Vec::new()
    }

    /// Waits for the next batch to come back. Dropping the wait loses nothing.
    pub(super) async fn settled(&mut self) -> Option<Settled> {
        let result = match (&mut self.line.front_mut()?.outcome).await {
            Ok(outcome) => outcome,
            Err(_) => Err(StoreError::Closed),
        };
        let Pending { facts, effects, .. } = self.line.pop_front()?;
        Some(Settled { result, facts, effects })
    }
}
