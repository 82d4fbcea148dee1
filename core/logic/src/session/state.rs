//! The fold of a session's facts: the same whether they are happening or read back from the journal.
//!
//! Readings of the elapsed clock compare only until the program ends. [`Fact::FoundOpen`] carries the time between
//! its end and the next one, so that what comes after it may count on another clock.

use super::fact::{Drive, Fact, Started};
use super::gauge::Gauged;
use super::input::SymptomAction;
use super::output::{Finished, Reason, Release};
use super::timeline::{Place, Segment, Timeline};
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
    /// How long it had been due when it began: the phone slept, or the program had ended.
    pub overdue: Millis,
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
    /// Whether the person felt anything, however slight.
    pub felt: bool,
    /// Whether there ever was a pull.
    pub loaded: bool,
    /// The gauge on a pull by hand, where there is one.
    pub gauge: Option<Gauged>,
    /// Whether the end cue was acknowledged.
    pub acknowledged: bool,
    /// The release, once it began.
    pub ending: Option<Ending>,
    /// How the release went, once known.
    pub release: Option<Release>,
    /// The end, once there.
    pub finished: Option<Finished>,
    /// Whether the person said after the end that the pull is off, where that was not known.
    pub released_after: bool,
    /// The position on the timeline when `anchor` was read; past the end where nobody was there to end it.
    base: Millis,
    /// The clock reading from which the position runs on; none while it stands.
    anchor: Option<Elapsed>,
    /// Time in the phase before `since`: what passed on a clock that is gone.
    waited_before: Millis,
    /// When the last fact happened.
    last: Elapsed,
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
            felt: false,
            loaded: false,
            gauge: None,
            acknowledged: false,
            ending: None,
            release: None,
            finished: None,
            released_after: false,
            base: Millis::ZERO,
            anchor: None,
            waited_before: Millis::ZERO,
            last: at,
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
                // A device says when it began. A person begins when the countdown ends, whether or not the phone
                // was awake then, so the time simply goes on.
                if self.device_pulls() || self.anchor.is_none() {
                    self.base = self.timeline.load_starts();
                    self.anchor = Some(at);
                }
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
            Fact::Symptom { action, .. } => {
                self.felt = true;
                self.emergency |= *action == SymptomAction::Emergency;
            }
            Fact::GaugeUsed(gauge) => self.gauge = Some(Gauged::new(*gauge)),
            Fact::OverLimit { .. } | Fact::WithinLimit | Fact::GaugeSilent | Fact::GaugeHeard => {
                if let Some(gauge) = &mut self.gauge {
                    gauge.apply(fact, at);
                }
            }
            Fact::ReleaseBegan { reason, emergency } => {
                let overdue = if reason.is_none() { self.overdue(at) } else { Millis::ZERO };
                self.stand_still(at);
                self.emergency |= emergency;
                self.ending = Some(Ending { reason: *reason, overdue });
                self.enter(Phase::Releasing, at);
            }
            Fact::FoundOpen(away) => {
                self.go_on_after(away.time, at);
                if let Some(gauge) = &mut self.gauge {
                    gauge.apply(fact, at);
                }
            }
            Fact::Acknowledged => self.acknowledged = true,
            Fact::ReleaseSettled { release, .. } => self.release = Some(*release),
            Fact::Finished(finished) => {
                self.finished = Some(*finished);
                self.enter(Phase::Ended, at);
            }
            Fact::ReleasedAfter => self.released_after = true,
        }
        self.last = at;
    }

    fn enter(&mut self, phase: Phase, at: Elapsed) {
        self.phase = phase;
        self.since = at;
        self.waited_before = Millis::ZERO;
    }

    /// Goes on at `at`, `away` after the last fact, whatever clock that was on.
    fn go_on_after(&mut self, away: Millis, at: Elapsed) {
        let gone = self.last.plus(away);
        self.waited_before = self.waited(gone);
        self.since = at;
        if self.anchor.is_some() {
            self.base = self.run(gone);
            self.anchor = Some(at);
        }
    }

    fn stand_still(&mut self, at: Elapsed) {
        self.base = self.position(at);
        self.anchor = None;
    }

    /// How far the session has come on its timeline; pauses don't count, and before the pull has begun it
    /// never passes the countdown.
    pub fn position(&self, now: Elapsed) -> Millis {
        self.run(now).min(self.position_limit())
    }

    /// Whether the position runs on by itself.
    pub fn moves(&self, now: Elapsed) -> bool {
        self.anchor.is_some() && self.run(now) < self.position_limit()
    }

    /// How long the phase has lasted.
    pub fn waited(&self, now: Elapsed) -> Millis {
        self.waited_before.plus(now.since(self.since))
    }

    /// When the phase will have lasted so long; at once where it has already.
    pub fn when_waited(&self, wait: Millis) -> Elapsed {
        self.since.plus(wait.minus(self.waited_before))
    }

    /// Time since the release was due, once it began.
    pub fn late(&self, now: Elapsed) -> Millis {
        self.ending.map_or(Millis::ZERO, |ending| ending.overdue.plus(self.waited(now)))
    }

    /// Time since the timeline ended.
    fn overdue(&self, now: Elapsed) -> Millis {
        if self.loaded { self.run(now).minus(self.timeline.total()) } else { Millis::ZERO }
    }

    /// Time on the timeline, past its end too.
    fn run(&self, now: Elapsed) -> Millis {
        self.base.plus(self.anchor.map_or(Millis::ZERO, |anchor| now.since(anchor)))
    }

    fn position_limit(&self) -> Millis {
        if self.loaded || self.started.rehearsal {
            self.timeline.total()
        } else {
            self.timeline.load_starts()
        }
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

    /// A segment of the timeline as it is now: after easing off no pull in it is above the cap.
    pub fn capped(&self, segment: Segment) -> Segment {
        let under = |pull: Option<Force>| pull.map(|pull| self.cap.map_or(pull, |cap| pull.min(cap)));
        Segment { from: under(segment.from), to: under(segment.to), ..segment }
    }

    /// Whether it goes on where a kill left it open: a passive pull is assumed to be on (E2).
    pub fn goes_on(&self) -> bool {
        let open = matches!(self.phase, Phase::Ready | Phase::Running | Phase::Paused | Phase::Releasing);
        open && !self.device_pulls() && !self.started.rehearsal
    }

    /// Whether there ever was a pull: by the timeline, or because a gauge measured one that was too much.
    pub fn pulled(&self) -> bool {
        self.loaded || self.gauge.is_some_and(|gauge| gauge.pulled)
    }

    /// Whether a device has to confirm the release.
    pub fn device_pulls(&self) -> bool {
        self.started.drive == Drive::Device && !self.started.rehearsal
    }
}
