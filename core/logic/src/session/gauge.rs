//! What a force gauge on a pull by hand says of the limit. Nape can't take such a pull off: it tells the person to,
//! and where that does not help the session ends and asks for the pull to come off.
//!
//! | measured | what follows |
//! |---|---|
//! | above the limit by more than its tolerance | a cue to ease off by hand |
//! | the same, 10 s after that cue | the session ends |
//! | a fifth above the limit, or more | the session ends at once |
//! | the limit or less | it is said; more is told anew |
//! | nothing for 5 s | it is said once, and once more when the gauge is heard again; the session goes on |
//!
//! Between the limit and its tolerance nothing changes: what was told stays told and its time runs on. So it does where
//! the gauge falls silent while it measured too much, for what is not known is not less. The same limit holds from the
//! person's "in place" to the release, rests and pauses included: there the person lets go by hand and may be late, but
//! never needs more than the limit. Easing off does not lower it. Measuring nothing never counts as a release.

use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::machine::Machine;
use super::moment::MomentKind;
use super::output::Reason;
use super::state::Phase;
use super::timing;
use crate::plan::Dose;
use crate::time::Elapsed;
use crate::units::Force;

/// A gauge that goes with a pull by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gauge {
    /// No more than this may be measured; none where neither plan nor envelope knows a force, so that the gauge only
    /// measures.
    pub limit: Option<Force>,
}

impl Gauge {
    /// The gauge of a session of `dose`, watched by the dose's force, else by the envelope's for that way of traction.
    pub fn on(dose: &Dose, envelope: Option<Force>) -> Self {
        Self { limit: dose.load.force().or(envelope) }
    }
}

/// A gauge as the facts tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauged {
    /// As it was set up.
    pub limit: Option<Force>,
    /// Since when the person was told of too much without having come back to the limit.
    pub over_since: Option<Elapsed>,
    /// Whether it was told that the gauge can't be heard.
    pub silent: bool,
    /// Whether it ever measured too much: then there was a pull, whatever the timeline says.
    pub pulled: bool,
}

impl Gauged {
    pub(super) const fn new(gauge: Gauge) -> Self {
        Self { limit: gauge.limit, over_since: None, silent: false, pulled: false }
    }

    /// Takes in a fact that concerns it.
    pub(super) fn apply(&mut self, fact: &Fact, at: Elapsed) {
        match fact {
            Fact::OverLimit { .. } => {
                self.over_since.get_or_insert(at);
                self.pulled = true;
            }
            Fact::WithinLimit => self.over_since = None,
            // Too much is assumed to be on still, and counts from now: the clock may be another one.
            Fact::FoundOpen(_) => self.over_since = self.over_since.map(|_| at),
            Fact::GaugeSilent => self.silent = true,
            Fact::GaugeHeard => self.silent = false,
            _ => {}
        }
    }
}

/// What a measurement, or the lack of one, brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// More than the limit, which is to be told.
    Over {
        /// What was measured.
        measured: Force,
        /// The limit.
        limit: Force,
    },
    /// So much that the session ends.
    FarOver {
        /// What was measured.
        measured: Force,
        /// The limit.
        limit: Force,
    },
    /// Told long enough ago, and still more than the limit.
    StillOver,
    /// Back at the limit or below.
    Within,
    /// Nothing was heard for too long.
    Silent,
}

/// The last that was heard of a gauge. It dies with the program; what follows from it are facts.
#[derive(Debug)]
pub(super) struct Watch {
    heard: Elapsed,
    /// The last measurement was above the tolerance.
    over: bool,
}

impl Watch {
    /// Expects to hear the gauge from `now` on.
    pub(super) const fn from(now: Elapsed) -> Self {
        Self { heard: now, over: false }
    }

    /// The same after a kill: what was too much still is, as far as anybody knows.
    pub(super) fn found_open(gauged: Option<&Gauged>, now: Elapsed) -> Self {
        Self { heard: now, over: gauged.is_some_and(|gauged| gauged.over_since.is_some()) }
    }

    /// A measurement.
    pub(super) fn measured(&mut self, measured: Force, gauged: &Gauged, now: Elapsed) -> Option<Finding> {
        self.heard = now;
        let limit = gauged.limit?;
        let tolerated = limit.millinewtons().saturating_add(timing::GAUGE_TOLERANCE.millinewtons());
        self.over = measured.millinewtons() > tolerated;
        if self.over && measured >= limit.percent_floor(timing::FAR_OVER_LIMIT_PERCENT) {
            Some(Finding::FarOver { measured, limit })
        } else if self.over && gauged.over_since.is_none() {
            Some(Finding::Over { measured, limit })
        } else if measured <= limit && gauged.over_since.is_some() {
            Some(Finding::Within)
        } else {
            None
        }
    }

    /// What time alone has brought about by `now`.
    pub(super) fn due(&self, gauged: &Gauged, now: Elapsed) -> Option<Finding> {
        if self.ends_at(gauged).is_some_and(|at| at <= now) {
            return Some(Finding::StillOver);
        }
        self.silent_at(gauged).filter(|at| *at <= now).map(|_| Finding::Silent)
    }

    /// When [`Watch::due`] wants to be asked next.
    pub(super) fn next_due(&self, gauged: &Gauged) -> Option<Elapsed> {
        self.ends_at(gauged).into_iter().chain(self.silent_at(gauged)).min()
    }

    fn ends_at(&self, gauged: &Gauged) -> Option<Elapsed> {
        gauged.over_since.filter(|_| self.over).map(|since| since.plus(timing::OVER_LIMIT_ENDS))
    }

    fn silent_at(&self, gauged: &Gauged) -> Option<Elapsed> {
        (!gauged.silent).then(|| self.heard.plus(timing::GAUGE_SILENT))
    }
}

impl Machine {
    /// Only a pull by hand has a gauge, and one: a device measures for itself.
    pub(super) fn use_gauge(&mut self, gauge: Gauge, now: Elapsed) {
        let state = &self.state;
        let by_hand = !state.device_pulls() && !state.started.rehearsal;
        if by_hand && state.gauge.is_none() && state.ending.is_none() {
            self.record(Fact::GaugeUsed(gauge), now);
            self.watch = Watch::from(now);
        }
    }

    /// The gauge, while what it measures matters: before that it may hold a hand or the gear, and after it the
    /// person is being told to take the pull off anyway.
    fn watched(&self) -> Option<Gauged> {
        let matters = matches!(self.state.phase, Phase::Ready | Phase::Running | Phase::Paused);
        self.state.gauge.filter(|_| matters)
    }

    /// When the gauge, or the lack of it, wants something done.
    pub(super) fn watch_due(&self) -> Option<Elapsed> {
        self.watched().and_then(|gauge| self.watch.next_due(&gauge))
    }

    pub(super) fn watch_timeout(&mut self, now: Elapsed) {
        while let Some(finding) = self.watched().and_then(|gauge| self.watch.due(&gauge, now)) {
            self.found(finding, now);
        }
    }

    pub(super) fn measured(&mut self, force: Force, now: Elapsed) {
        let Some(gauge) = self.watched() else {
            return;
        };
        if gauge.silent {
            self.record(Fact::GaugeHeard, now);
            self.tell(MomentKind::GaugeHeard);
        }
        if let Some(finding) = self.watch.measured(force, &gauge, now) {
            self.found(finding, now);
        }
    }

    fn found(&mut self, finding: Finding, now: Elapsed) {
        match finding {
            Finding::Over { measured, limit } => {
                self.record(Fact::OverLimit { measured, limit }, now);
                self.tell(MomentKind::OverLimit);
            }
            Finding::FarOver { measured, limit } => {
                self.record(Fact::OverLimit { measured, limit }, now);
                self.release(Some(Reason::OverLimit), false, now);
            }
            Finding::StillOver => self.release(Some(Reason::OverLimit), false, now),
            Finding::Within => {
                self.record(Fact::WithinLimit, now);
                self.tell(MomentKind::WithinLimit);
            }
            Finding::Silent => {
                self.record(Fact::GaugeSilent, now);
                self.tell(MomentKind::GaugeSilent);
            }
        }
    }
}
