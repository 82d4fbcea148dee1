//! The queue and its one slot: numbered, journalled where force may rise, written, answered or uncertain.

use std::collections::VecDeque;

use crate::device::command::{Command, CommandKind, Sequence};
use crate::device::link::LinkRequest;
use crate::time::Elapsed;

/// The commands on their way, and those of unknown end.
#[derive(Debug)]
pub(super) struct Commands {
    /// Not yet numbered.
    pub(super) queue: VecDeque<Command>,
    /// The one under way.
    pub(super) slot: Option<Slot>,
    /// Written, never answered, and not yet reconciled.
    pub(super) uncertain: Vec<Uncertain>,
    /// When the device may be asked about those again.
    pub(super) query_at: Elapsed,
    /// The highest sequence that the device is known to have applied under our control.
    pub(super) known_applied: Option<Sequence>,
    next: Option<Sequence>,
}

/// The command under way.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) sequence: Sequence,
    pub(super) command: Command,
    pub(super) request: LinkRequest,
    pub(super) step: Step,
}

/// How far the command under way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Not to be written before the journal has it.
    Journalling { until: Elapsed },
    /// To be written as soon as the wire is free.
    ToWrite,
    /// Given to the wire; `handed` once the link has it, after which it may reach the device.
    Written { handed: bool, until: Elapsed, retries: u8 },
    /// Handed over before, and to be written once more with the same sequence, as soon as the wire is free.
    ToRewrite { retries: u8 },
}

/// A command of unknown end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Uncertain {
    pub(super) sequence: Sequence,
    pub(super) command: Command,
}

impl Slot {
    /// Whether the device may have it.
    pub(super) const fn is_handed_over(&self) -> bool {
        matches!(self.step, Step::Written { handed: true, .. } | Step::ToRewrite { .. })
    }

    /// Whether an answer with this kind and sequence is to it; a query is answered with what it asked for.
    pub(super) fn is_answered_by(&self, kind: CommandKind, sequence: Sequence) -> bool {
        let expected = match self.command {
            Command::Query(asked) => asked,
            _ => self.sequence,
        };
        self.is_handed_over() && self.command.kind() == kind && expected == sequence
    }

    pub(super) const fn deadline(&self) -> Option<Elapsed> {
        match self.step {
            Step::Journalling { until } | Step::Written { until, .. } => Some(until),
            Step::ToWrite | Step::ToRewrite { .. } => None,
        }
    }
}

impl Commands {
    pub(super) const fn new() -> Self {
        Self {
            queue: VecDeque::new(),
            slot: None,
            uncertain: Vec::new(),
            query_at: Elapsed(0),
            known_applied: None,
            next: None,
        }
    }

    /// Numbers begin behind what the device applied before, so that no old number is taken for one of ours.
    pub(super) fn begin_after(&mut self, last_applied: Option<Sequence>) {
        self.next.get_or_insert(last_applied.map_or(Sequence::FIRST, Sequence::next));
    }

    /// The number for the next command; a query takes none and travels under the one it asks about.
    pub(super) fn number(&mut self, command: &Command) -> Sequence {
        if let Command::Query(asked) = command {
            return *asked;
        }
        let number = self.next.unwrap_or(Sequence::FIRST);
        self.next = Some(number.next());
        number
    }

    pub(super) const fn ask_again(&mut self, now: Elapsed) {
        self.query_at = now;
    }

    /// The first command of unknown end.
    pub(super) fn first_uncertain(&self) -> Option<Sequence> {
        self.uncertain.first().map(|uncertain| uncertain.sequence)
    }

    /// Takes the command of unknown end out of the list.
    pub(super) fn take_uncertain(&mut self, sequence: Sequence) -> Option<Command> {
        let place = self.uncertain.iter().position(|one| one.sequence == sequence)?;
        Some(self.uncertain.remove(place).command)
    }

    /// Notes that the device applied this one.
    pub(super) fn applied(&mut self, sequence: Sequence) {
        if self.known_applied.is_none_or(|known| known.is_before(sequence)) {
            self.known_applied = Some(sequence);
        }
    }

    /// Whether a status with this number was sent after everything that we know to be applied.
    pub(super) fn is_current(&self, last_applied: Option<Sequence>) -> bool {
        let Some(known) = self.known_applied else {
            return true;
        };
        last_applied.is_some_and(|last| !last.is_before(known))
    }
}
