//! The simple timer that guides a routine: an input and the state become facts and cues. Nothing here pulls.
//!
//! Each change goes through [`Guide::record`]: the fact is folded into the state at once and handed out to be
//! journalled.

use std::collections::VecDeque;

use super::course::{Course, Due, PartKind, What};
use super::cue::{Cue, CueKind};
use super::fact::{End, Fact, Finished};
use super::routine::Routine;
use super::state::{Phase, State};
use crate::time::{Elapsed, Millis};

/// A cue that is this late is told no more, except where the person is (own decision `[D]`).
const STALE_CUE: Millis = Millis::from_secs(3);

/// What a person does in a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Done with a set; where nothing waits for it, it changes nothing.
    Done,
    /// Leave out what is left of the step; in a rest, of the rest.
    Skip,
    /// Hold on for a while; nothing pulls, so that there is no limit to it.
    Pause,
    /// Go on.
    Resume,
    /// End it; accepted in every state.
    Stop,
    /// The program has been told to end.
    Interrupt,
}

/// One thing to do, in this order.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Append to the journal.
    Fact(Fact),
    /// Tell the person.
    Cue(Cue),
    /// The routine is over.
    Finished(Finished),
}

/// One running routine, without clock and without IO.
#[derive(Debug)]
pub struct Guide {
    state: State,
    routine: Routine,
    /// How much of what is due was dealt with.
    next: usize,
    outputs: VecDeque<Output>,
}

impl Guide {
    /// Begins `routine`, which was compiled into `course`.
    pub fn start(routine: Routine, course: Course, now: Elapsed) -> Self {
        let started = Fact::RoutineStarted { routine: routine.clone() };
        let outputs = VecDeque::from([Output::Fact(started)]);
        let mut guide = Self { state: State::begin(course, now), routine, next: 0, outputs };
        guide.handle_timeout(now);
        guide
    }

    /// The state now.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The routine.
    pub const fn routine(&self) -> &Routine {
        &self.routine
    }

    /// The next thing to do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When [`Guide::handle_timeout`] wants to be called; none while it waits for the person.
    pub fn poll_timeout(&self) -> Option<Elapsed> {
        if self.state.phase() != Phase::Running {
            return None;
        }
        self.upcoming().map(|due| self.state.comes(due.at))
    }

    /// Takes in one input.
    pub fn handle(&mut self, input: Input, now: Elapsed) {
        self.handle_timeout(now);
        match (self.state.phase(), input) {
            (Phase::Ended, _) => return,
            (_, Input::Stop) => return self.finish(End::Stopped, now),
            (_, Input::Interrupt) => return self.finish(End::Interrupted, now),
            (_, Input::Skip) => self.skip(now),
            (Phase::Running, Input::Done) => self.set_done(now),
            (Phase::Running, Input::Pause) => {
                self.record(Fact::RoutinePaused, now);
                self.tell(CueKind::Paused, None);
            }
            (Phase::Paused, Input::Resume) => {
                self.record(Fact::RoutineResumed, now);
                self.tell(CueKind::Resumed, None);
            }
            (Phase::Running, Input::Resume) | (Phase::Paused, Input::Done | Input::Pause) => {}
        }
        self.handle_timeout(now);
    }

    /// Does what time alone brings about.
    pub fn handle_timeout(&mut self, now: Elapsed) {
        while self.state.phase() == Phase::Running {
            let position = self.state.position(now);
            let Some(due) = self.upcoming().copied().filter(|due| due.at <= position) else {
                return;
            };
            self.next += 1;
            self.due(due, now);
        }
    }

    /// What is due next in this leg.
    fn upcoming(&self) -> Option<&Due> {
        self.state.course().due().get(self.next).filter(|due| due.leg == self.state.leg())
    }

    fn due(&mut self, due: Due, now: Elapsed) {
        let step = self.state.course().parts().get(due.part).map_or(0, |part| part.step);
        match due.what {
            What::StepDone => self.record(Fact::RoutineStepDone { step }, now),
            What::AllDone => self.finish(End::Completed, now),
            What::Begins | What::BreatheIn | What::BreatheOut | What::LastSeconds => {
                if self.is_told(due, now) {
                    self.tell(self.cue_kind(due), Some(due.part));
                }
            }
        }
    }

    /// Whether a cue is still worth telling: in time, or the beginning of the part that it is in now.
    fn is_told(&self, due: Due, now: Elapsed) -> bool {
        let here = self.state.part(now).is_some_and(|(index, _)| index == due.part);
        let in_time = self.state.position(now).minus(due.at) < STALE_CUE;
        in_time || (here && due.what == What::Begins)
    }

    fn cue_kind(&self, due: Due) -> CueKind {
        let parts = self.state.course().parts();
        let before = due.part.checked_sub(1).and_then(|index| parts.get(index));
        match (due.what, parts.get(due.part)) {
            (What::BreatheIn, _) => CueKind::BreatheIn,
            (What::BreatheOut, _) => CueKind::BreatheOut,
            (What::LastSeconds, _) => CueKind::LastSeconds,
            (_, Some(part)) if !part.is_practice() => CueKind::Rest,
            (_, Some(part)) if before.is_none_or(|before| before.step != part.step) => CueKind::Step,
            (_, Some(part)) if before.is_some_and(|before| before.set == part.set) => CueKind::OtherSide,
            _ => CueKind::Set,
        }
    }

    fn set_done(&mut self, now: Elapsed) {
        let Some((index, part)) = self.state.part(now) else { return };
        let (step, PartKind::Counted(_)) = (part.step, part.kind) else { return };
        let ends_step = self.state.course().ends_step(index);
        self.record(Fact::RoutineSetDone { part: u32::try_from(index).unwrap_or(u32::MAX) }, now);
        if ends_step {
            self.record(Fact::RoutineStepDone { step }, now);
        }
        if index + 1 == self.state.course().parts().len() {
            self.finish(End::Completed, now);
        }
    }

    /// In a rest only the rest is left out: its step was done, or goes on.
    fn skip(&mut self, now: Elapsed) {
        let Some((index, part)) = self.state.part(now) else { return };
        let (step, is_practice) = (part.step, part.is_practice());
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        let (fact, next) = if is_practice {
            (Fact::RoutineStepSkipped { step }, self.state.course().first_of(step.saturating_add(1)))
        } else {
            (Fact::RoutineRestSkipped { part: number }, self.state.course().after(number))
        };
        self.record(fact, now);
        match next {
            Some((next, _)) => self.next = self.state.course().due_from(next),
            None => self.finish(End::Completed, now),
        }
    }

    fn finish(&mut self, end: End, now: Elapsed) {
        let finished = Finished { end, done: self.state.done(), skipped: self.state.skipped() };
        self.record(Fact::RoutineFinished(finished), now);
        self.tell(CueKind::Ended(end), None);
        self.outputs.push_back(Output::Finished(finished));
    }

    fn record(&mut self, fact: Fact, now: Elapsed) {
        self.state.apply(&fact, now);
        self.outputs.push_back(Output::Fact(fact));
    }

    fn tell(&mut self, kind: CueKind, part: Option<usize>) {
        let part = part.and_then(|index| self.state.course().parts().get(index).copied());
        let cue = Cue::tell(kind, part, &self.routine);
        self.outputs.push_back(Output::Cue(cue));
    }
}
