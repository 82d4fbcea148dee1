//! The rules by name, so that a broken one says which it was.

use std::fmt;

use nape_logic::time::Elapsed;

/// What must hold in every run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A Stop is the next thing that the link gets where there is one, and nothing else is written with it.
    StopFirst,
    /// Each Stop is answered, by what is so, within the stated time.
    StopAnswered,
    /// A release is confirmed only where the cable is slack.
    ConfirmedIsTrue,
    /// A release that stays unconfirmed ends the connection.
    UnconfirmedDropsTheLink,
    /// After a Stop the force is zero within the stated time, and stays so until somebody starts anew.
    StopEndsForce,
    /// Nothing that moves force is written after a Stop before somebody asks for a Start.
    StopIsForGood,
    /// The force is never above the limit and its margin but for what a fault of the actuator does to it.
    ForceWithinLimit,
    /// Nothing that may raise force is written before the journal has it.
    JournalFirst,
    /// Each Start on the wire was asked for by a person.
    StartAskedFor,
    /// A command that ended, was cancelled or became uncertain is never written again.
    NeverRepeated,
    /// Nothing that moves force is written while the end of a command is unknown.
    UncertainBlocks,
    /// No number is used for two commands.
    NumbersAreFresh,
    /// What was refused before anything was sent sends nothing.
    RefusedSendsNothing,
    /// What the unit refused leaves the unit as it was.
    RefusedChangesNothing,
    /// A heartbeat answers a report that has just come, at most once a second, and never beside a Stop.
    HeartbeatAnswersReport,
    /// Silence while force may be on is announced in time, and not before.
    SilenceIsAnnounced,
}

/// A rule that was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which one.
    pub rule: Rule,
    /// When, on the fake clock.
    pub at: Elapsed,
    /// What was seen.
    pub what: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {} ms: {}", self.rule, self.at.0, self.what)
    }
}

impl Rule {
    /// Notes that it was broken.
    pub(crate) fn broken(self, at: Elapsed, what: impl Into<String>, broken: &mut Vec<Broken>) {
        broken.push(Broken { rule: self, at, what: what.into() });
    }
}
