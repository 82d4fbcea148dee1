//! A practice as it is shown: its words as messages, and what a step of it may be.

use super::routine::Step;
use super::words::{Place, PracticeKind, Tool};
use super::written;
use crate::text::Message;
use crate::time::Millis;

/// A practice that a step of a routine may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// Its id, the same for good.
    pub id: String,
    /// What sort of practice it is.
    pub kind: PracticeKind,
    /// Where in a routine it stands.
    pub place: Place,
    /// Whether it moves the neck or the shoulders.
    pub moves_neck: bool,
    /// The tool that it needs.
    pub tool: Option<Tool>,
    /// Whether it may be done on one side and then on the other.
    pub sides: bool,
    /// Only as a provider showed it (K17).
    pub shown_by_provider: bool,
    /// How many seconds a step of it lasts, where it is measured so.
    pub seconds: Option<Range>,
    /// How many sets a step of it has, where it is measured so.
    pub sets: Option<Range>,
    /// How many repetitions each set has; there with `sets`.
    pub repetitions: Option<Range>,
    /// The pace of its breaths.
    pub breath: Option<Breath>,
    /// What it is called.
    pub name: Message,
    /// How it is done, in a sentence or two.
    pub how: Message,
    /// What to mind.
    pub cautions: Vec<Message>,
    /// Ids of the evidence: facts, conflicts, product rules.
    pub sources: Vec<String>,
}

/// The numbers from `least` to `most`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Where a person begins who names no number; an own decision `[D]`.
    pub usual: u32,
    /// The least.
    pub least: u32,
    /// The most.
    pub most: u32,
}

/// One breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breath {
    /// Breathing in.
    pub inward: Millis,
    /// Breathing out.
    pub outward: Millis,
}

/// Something that is told about and written down, never a step.
#[derive(Debug, Clone, PartialEq)]
pub struct LogOnly {
    /// Its id.
    pub id: String,
    /// The tool that it is.
    pub tool: Option<Tool>,
    /// Why it is no step.
    pub why: Message,
    /// Ids of the evidence.
    pub sources: Vec<String>,
}

/// A routine to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Message,
    /// What it is.
    pub about: Message,
    /// Ids of the evidence.
    pub sources: Vec<String>,
    /// Its steps.
    pub steps: Vec<Step>,
}

impl Range {
    /// Whether `number` lies in it.
    pub fn contains(self, number: u32) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

impl Breath {
    /// The whole of it.
    pub const fn length(self) -> Millis {
        self.inward.plus(self.outward)
    }
}

impl Practice {
    pub(super) fn new(practice: &written::Practice) -> Self {
        let range =
            |amount: written::Amount| Range { usual: amount.usual, least: amount.least, most: amount.most };
        let breath = |breath: written::Breath| Breath {
            inward: Millis::from_secs(breath.in_s.into()),
            outward: Millis::from_secs(breath.out_s.into()),
        };
        Self {
            id: practice.id.clone(),
            kind: practice.kind,
            place: practice.place,
            moves_neck: practice.moves_neck,
            tool: practice.tool,
            sides: practice.sides,
            shown_by_provider: practice.shown_by_provider,
            seconds: practice.seconds.map(range),
            sets: practice.sets.map(|sets| Range { usual: sets.usual, least: 1, most: sets.most }),
            repetitions: practice.sets.map(|sets| range(sets.repetitions)),
            breath: practice.breath.map(breath),
            name: Message::new(practice.name_key()),
            how: Message::new(practice.how_key()),
            cautions: practice.caution_keys().map(Message::new).collect(),
            sources: practice.sources.clone(),
        }
    }
}

impl LogOnly {
    pub(super) fn new(one: &written::LogOnly) -> Self {
        Self {
            id: one.id.clone(),
            tool: one.tool,
            why: Message::new(one.key()),
            sources: one.sources.clone(),
        }
    }
}

impl Example {
    pub(super) fn new(example: &written::Example) -> Self {
        Self {
            id: example.id.clone(),
            name: Message::new(example.name_key()),
            about: Message::new(example.about_key()),
            sources: example.sources.clone(),
            steps: example.step.clone(),
        }
    }
}
