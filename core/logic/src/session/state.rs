//! The fold of a session's facts: the same whether they are happening or read back from the journal.

use super::fact::{Drive, Fact, Started};
use super::input::SymptomAction;
use super::output::{Finished, Reason, Release};
use super::timeline::{Place, Timeline};
use super::timing;
use crate::time::{Elapsed, Millis};
use crate::units::Force;

/// Where a session stands between two facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Started, the person is getting in; no force.
    Setup,
    /// The person is ready; the countdown runs, or the device gets ready. No force.
    Ready,
    /// The timeline runs.
    Running,
    /// The pull is off for a moment.
    Paused,
    /// The pull goes off for good.
    Releasing,
    /// Over.
    Ended,
}

/// Why and since when a session is releasing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Why, where it came before its time.
    pub reason: Option<Reason>,
    /// When the release was due.
    pub since: Elapsed,
}

/// A session as its facts say it is.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What was started.
    pub started: Started,
    /// The compiled dose.
    pub timeline: Timeline,
    /// Where it stands.
    pub phase: Phase,
    /// When the phase began.
    pub since: Elapsed,
    /// The highest pull allowed from now on, once the person eased off.
    pub cap: Option<Force>,
    /// Whether the person eased off.
    pub eased: bool,
    /// Whether a sign of an emergency was reported.
    pub emergency: bool,
    /// Whether there ever was a pull.
    pub loaded: bool,
    /// Whether the end cue was acknowledged.
    pub acknowledged: bool,
    /// The release, once it began.
    pub ending: Option<Ending>,
    /// How the release went, once known.
    pub release: Option<Release>,
    /// The end, once there.
    pub finished: Option<Finished>,
    /// The position on the timeline when `anchor` was read.
    base: Millis,
    /// The clock reading from which the position runs on; none while it stands.
    anchor: Option<Elapsed>,
}

impl State {
    /// The state after `Fact::Started`. A dose that makes no timeline can't have been started: `None`.
    pub fn begin(started: &Started, at: Elapsed) -> Option<Self> {
        let timeline = if started.rehearsal {
            Timeline::rehearsal(timing::REHEARSAL)
        } else {
            Timeline::compile(&started.dose, started.get_in).ok()?
        };
        Some(Self {
            started: started.clone(),
            timeline,
            phase: Phase::Setup,
            since: at,
            cap: None,
            eased: false,
            emergency: false,
            loaded: false,
            acknowledged: false,
            ending: None,
            release: None,
            finished: None,
            base: Millis::ZERO,
            anchor: None,
        })
    }

    /// Folds a session read back from the journal; `None` where the first fact is not its start.
    pub fn fold<'a>(facts: impl IntoIterator<Item = (&'a Fact, Elapsed)>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let (Fact::Started(started), at) = facts.next()? else {
            return None;
        };
        let mut state = Self::begin(started, at)?;
        for (fact, at) in facts {
            state.apply(fact, at);
        }
        Some(state)
    }

    /// Takes in one more fact.
    pub fn apply(&mut self, fact: &Fact, at: Elapsed) {
        match fact {
            Fact::Started(_) => {}
            Fact::SetupDone => {
                self.anchor = Some(at);
                self.enter(Phase::Ready, at);
            }
            Fact::LoadStarted => {
                self.loaded = true;
                self.base = self.timeline.load_starts();
                self.anchor = Some(at);
                self.enter(Phase::Running, at);
            }
            Fact::Paused => {
                self.stand_still(at);
                self.enter(Phase::Paused, at);
            }
            Fact::Resumed => {
                self.anchor = Some(at);
                self.enter(Phase::Running, at);
            }
            Fact::EasedOff { to, .. } => {
                self.eased = true;
                self.cap = *to;
            }
            Fact::Symptom { action, .. } => self.emergency |= *action == SymptomAction::Emergency,
            Fact::ReleaseBegan { reason, emergency } => {
                self.stand_still(at);
                self.emergency |= emergency;
                self.ending = Some(Ending { reason: *reason, since: at });
                self.enter(Phase::Releasing, at);
            }
            Fact::Acknowledged => self.acknowledged = true,
            Fact::ReleaseSettled { release, .. } => self.release = Some(*release),
            Fact::Finished(finished) => {
                self.finished = Some(*finished);
                self.enter(Phase::Ended, at);
            }
        }
    }

    fn enter(&mut self, phase: Phase, at: Elapsed) {
        self.phase = phase;
        self.since = at;
    }

    fn stand_still(&mut self, at: Elapsed) {
        self.base = self.position(at);
        self.anchor = None;
    }

    /// How far the session has come on its timeline; pauses don't count, and before the pull has begun it
    /// never passes the countdown.
    pub fn position(&self, now: Elapsed) -> Millis {
        let run = self.anchor.map_or(Millis::ZERO, |anchor| now.since(anchor));
        let limit = if self.loaded || self.started.rehearsal {
            self.timeline.total()
        } else {
            self.timeline.load_starts()
        };
        self.base.plus(run).min(limit)
    }

    /// The place on the timeline; `None` before setup is done and after the last segment.
    pub fn place(&self, now: Elapsed) -> Option<Place> {
        match self.phase {
            Phase::Ready | Phase::Running | Phase::Paused => self.timeline.at(self.position(now)),
            Phase::Setup | Phase::Releasing | Phase::Ended => None,
        }
    }

    /// The pull that is wanted now: the timeline's, under the cap, and none outside `Running`.
    pub fn target(&self, now: Elapsed) -> Option<Force> {
        let known = self.started.dose.load.force().filter(|_| !self.started.rehearsal)?;
        if self.phase != Phase::Running {
            return Some(Force::ZERO);
        }
        let target = self.place(now).and_then(|place| place.target).unwrap_or(Force::ZERO);
        Some(target.min(self.cap.unwrap_or(known)).min(known))
    }

    /// Whether a device has to confirm the release.
    pub fn device_pulls(&self) -> bool {
        self.started.drive == Drive::Device && !self.started.rehearsal
    }
}
