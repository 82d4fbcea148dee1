//! Where a routine stands: a fold of its facts, each with its time.

use super::course::{Course, Part, PartKind};
use super::fact::{Fact, Finished};
use crate::time::{Elapsed, Millis};

/// Where a routine stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    course: Course,
    phase: Phase,
    /// The leg of the course, and the position in it at `since`.
    leg: u32,
    base: Millis,
    since: Elapsed,
    done: u32,
    skipped: u32,
    finished: Option<Finished>,
}

/// What a routine does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It goes on.
    Running,
    /// The person paused it.
    Paused,
    /// It is over.
    Ended,
}

impl State {
    /// At the start of `course`.
    pub const fn begin(course: Course, now: Elapsed) -> Self {
        Self {
            course,
            phase: Phase::Running,
            leg: 0,
            base: Millis::ZERO,
            since: now,
            done: 0,
            skipped: 0,
            finished: None,
        }
    }

    /// Takes in a fact that happened at `now`.
    pub fn apply(&mut self, fact: &Fact, now: Elapsed) {
        match fact {
            Fact::RoutineStarted { .. } => {}
            Fact::RoutineSetDone { .. } => self.stand_at(self.leg.saturating_add(1), Millis::ZERO, now),
            Fact::RoutineStepDone { .. } => self.done += 1,
            Fact::RoutineRestSkipped { part } => self.go_to(self.course.after(*part), now),
            Fact::RoutineStepSkipped { step } => {
                self.skipped += 1;
                self.go_to(self.course.first_of(step.saturating_add(1)), now);
            }
            Fact::RoutinePaused => {
                self.base = self.position(now);
                self.phase = Phase::Paused;
            }
            Fact::RoutineResumed => {
                self.since = now;
                self.phase = Phase::Running;
            }
            Fact::RoutineFinished(finished) => {
                self.base = self.position(now);
                self.phase = Phase::Ended;
                self.finished = Some(*finished);
            }
        }
    }

    fn go_to(&mut self, part: Option<(usize, Part)>, now: Elapsed) {
        if let Some((_, part)) = part {
            self.stand_at(part.leg, part.start, now);
        }
    }

    fn stand_at(&mut self, leg: u32, position: Millis, now: Elapsed) {
        (self.leg, self.base, self.since) = (leg, position, now);
    }

    /// What it does.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The course that it follows.
    pub const fn course(&self) -> &Course {
        &self.course
    }

    /// Which leg of the course it is in.
    pub const fn leg(&self) -> u32 {
        self.leg
    }

    /// The position in the leg at `now`.
    pub fn position(&self, now: Elapsed) -> Millis {
        match self.phase {
            Phase::Running => self.base.plus(now.since(self.since)),
            Phase::Paused | Phase::Ended => self.base,
        }
    }

    /// When a position of the leg that lies ahead comes; only while it runs.
    pub(super) fn comes(&self, position: Millis) -> Elapsed {
        self.since.plus(position.minus(self.base))
    }

    /// The part at `now`, and its number; none after the last one and at the end.
    pub fn part(&self, now: Elapsed) -> Option<(usize, &Part)> {
        if self.phase == Phase::Ended { None } else { self.course.at(self.leg, self.position(now)) }
    }

    /// Whether it waits for the person to be done with a set.
    pub fn waits(&self, now: Elapsed) -> bool {
        self.part(now).is_some_and(|(_, part)| matches!(part.kind, PartKind::Counted(_)))
    }

    /// Time left in the part; none where it waits for the person.
    pub fn left(&self, now: Elapsed) -> Option<Millis> {
        let (_, part) = self.part(now)?;
        part.end().map(|end| end.minus(self.position(now)))
    }

    /// Steps that were done to their end.
    pub const fn done(&self) -> u32 {
        self.done
    }

    /// Steps that were left out.
    pub const fn skipped(&self) -> u32 {
        self.skipped
    }

    /// The end, once there.
    pub const fn finished(&self) -> Option<Finished> {
        self.finished
    }
}
