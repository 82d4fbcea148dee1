//! A routine laid out in time, once; after that "where are we" is a lookup.
//!
//! Nobody knows how long ten repetitions take, so that a set of them lasts until the person says "done". There the
//! course has a joint: it falls into legs, and offsets are absolute within a leg. A leg ends with a set that waits,
//! or with the routine; a routine of seconds only is one leg from its start to its end.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::content::Content;
use super::practice::Breath;
use super::routine::{Routine, Step};
use crate::time::Millis;

/// The last seconds of a part are told (own decision `[D]`).
const LAST_SECONDS: Millis = Millis::from_secs(5);
/// Only of parts at least this long (own decision `[D]`).
const LONG_ENOUGH: Millis = Millis::from_secs(15);

/// A routine laid out in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    parts: Vec<Part>,
    due: Vec<Due>,
}

/// One stretch of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The step that it belongs to, from 0.
    pub step: u32,
    /// Which set of the step, from 1.
    pub set: u32,
    /// Which side, where the step has sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Which leg, from 0.
    pub leg: u32,
    /// Offset of its first instant from the start of its leg.
    pub start: Millis,
    /// What happens.
    pub kind: PartKind,
}

/// What happens in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The practice, for so long.
    Timed(Millis),
    /// The practice, so many times, until the person says "done".
    Counted(u32),
    /// A rest, for so long.
    Rest(Millis),
}

/// One side, then the other; which is the person's to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The first.
    First,
    /// The other.
    Second,
}

/// What is due at an offset, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    /// The part that it belongs to.
    pub(super) part: usize,
    pub(super) leg: u32,
    pub(super) at: Millis,
    pub(super) what: What,
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A part begins.
    Begins,
    BreatheIn,
    BreatheOut,
    LastSeconds,
    /// The last seconds of a step are over.
    StepDone,
    /// The last part is over.
    AllDone,
}

/// Steps that make no course; [`check`](super::check()) refuses all of them.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CourseError {
    /// No step at all.
    #[error("steps: none")]
    Empty,
    /// A step that is neither seconds nor sets of repetitions.
    #[error("steps[{0}]: neither seconds nor sets of repetitions")]
    NoMeasure(usize),
}

/// Lays out a routine that [`check`](super::check()) accepted.
pub fn compile(routine: &Routine, content: &Content) -> Result<Course, CourseError> {
    let mut builder = Builder::default();
    for (index, step) in routine.steps.iter().enumerate() {
        builder.step(index, step)?;
    }
    // The rest after the last set is rest from nothing.
    while builder.parts.last().is_some_and(|part| matches!(part.kind, PartKind::Rest(_))) {
        builder.parts.pop();
    }
    if builder.parts.is_empty() {
        return Err(CourseError::Empty);
    }
    let breath = |part: &Part| {
        let step = routine.steps.get(usize::try_from(part.step).ok()?)?;
        content.practice(&step.practice)?.breath
    };
    let due = due(&builder.parts, &breath);
    Ok(Course { parts: builder.parts, due })
}

impl Part {
    /// How long it lasts; none where it waits for the person.
    pub const fn length(&self) -> Option<Millis> {
        match self.kind {
            PartKind::Timed(length) | PartKind::Rest(length) => Some(length),
            PartKind::Counted(_) => None,
        }
    }

    /// Offset of the first instant after it; none where it waits for the person.
    pub fn end(&self) -> Option<Millis> {
        self.length().map(|length| self.start.plus(length))
    }

    /// Whether it belongs to the practice and not to its rest.
    pub const fn is_practice(&self) -> bool {
        !matches!(self.kind, PartKind::Rest(_))
    }
}

impl Course {
    /// The parts in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// All seconds in it; sets that wait for the person come on top.
    pub fn timed(&self) -> Millis {
        self.parts.iter().filter_map(Part::length).fold(Millis::ZERO, Millis::plus)
    }

    /// The part at a place, and its number: in a leg that waits at its end the waiting one, from there on. None past
    /// the end of a course that ends in seconds.
    pub fn at(&self, leg: u32, position: Millis) -> Option<(usize, &Part)> {
        let mut of_leg = self.parts.iter().enumerate().filter(|(_, part)| part.leg == leg);
        of_leg.find(|(_, part)| part.end().is_none_or(|end| position < end))
    }

    /// The first part of a step.
    pub(super) fn first_of(&self, step: u32) -> Option<(usize, Part)> {
        self.parts.iter().copied().enumerate().find(|(_, part)| part.step == step)
    }

    /// The part behind this one.
    pub(super) fn after(&self, part: u32) -> Option<(usize, Part)> {
        let next = usize::try_from(part).ok()?.checked_add(1)?;
        Some((next, *self.parts.get(next)?))
    }

    /// Where in what is due a part begins; at the end where there is no such part.
    pub(super) fn due_from(&self, part: usize) -> usize {
        self.due.iter().position(|due| due.part >= part).unwrap_or(self.due.len())
    }

    /// Whether no part of the practice of its step follows this one.
    pub(super) fn ends_step(&self, index: usize) -> bool {
        ends_step(&self.parts, index)
    }

    /// What is due, in order.
    pub(super) fn due(&self) -> &[Due] {
        &self.due
    }
}

#[derive(Default)]
struct Builder {
    parts: Vec<Part>,
    leg: u32,
    cursor: Millis,
}

impl Builder {
    fn step(&mut self, index: usize, step: &Step) -> Result<(), CourseError> {
        let (sets, kind) = match (step.seconds, step.sets, step.repetitions) {
            (Some(seconds), None, None) => (1, PartKind::Timed(Millis::from_secs(seconds.into()))),
            (None, Some(sets), Some(repetitions)) => (sets, PartKind::Counted(repetitions)),
            _ => return Err(CourseError::NoMeasure(index)),
        };
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        let sides: &[Option<Side>] =
            if step.per_side { &[Some(Side::First), Some(Side::Second)] } else { &[None] };
        let rest = Millis::from_secs(step.rest_s.unwrap_or_default().into());
        for set in 1..=sets {
            for side in sides {
                self.lay(number, set, *side, kind);
            }
            if rest > Millis::ZERO {
                self.lay(number, set, None, PartKind::Rest(rest));
            }
        }
        Ok(())
    }

    fn lay(&mut self, step: u32, set: u32, side: Option<Side>, kind: PartKind) {
        let part = Part { step, set, side, leg: self.leg, start: self.cursor, kind };
        self.parts.push(part);
        let next = part.end().map_or((self.leg + 1, Millis::ZERO), |end| (self.leg, end));
        (self.leg, self.cursor) = next;
    }
}

fn ends_step(parts: &[Part], index: usize) -> bool {
    let Some(part) = parts.get(index).filter(|part| part.is_practice()) else {
        return false;
    };
    !parts.iter().skip(index + 1).any(|later| later.step == part.step && later.is_practice())
}

fn due(parts: &[Part], breath: &dyn Fn(&Part) -> Option<Breath>) -> Vec<Due> {
    let mut due = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let at = |offset: Millis, what| Due { part: index, leg: part.leg, at: part.start.plus(offset), what };
        due.push(at(Millis::ZERO, What::Begins));
        let Some(length) = part.length() else { continue };
        let mut inside: Vec<Due> = Vec::new();
        if let (PartKind::Timed(_), Some(breath)) = (part.kind, breath(part)) {
            inside.extend(breaths(length, breath).map(|(offset, what)| at(offset, what)));
        }
        if length >= LONG_ENOUGH {
            inside.push(at(length.minus(LAST_SECONDS), What::LastSeconds));
        }
        inside.sort_by_key(|due| due.at);
        due.extend(inside);
        if ends_step(parts, index) {
            due.push(at(length, What::StepDone));
        }
        if index + 1 == parts.len() {
            due.push(at(length, What::AllDone));
        }
    }
    due
}

/// Every breath that fits whole into `length`.
fn breaths(length: Millis, breath: Breath) -> impl Iterator<Item = (Millis, What)> {
    let whole = length.get() / breath.length().get().max(1);
    (0..whole).flat_map(move |number| {
        let begins = Millis(number * breath.length().get());
        [(begins, What::BreatheIn), (begins.plus(breath.inward), What::BreatheOut)]
    })
}
