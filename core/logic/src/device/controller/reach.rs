//! How a device is reached: tried again with growing pauses while that may help, and given up at a cap. After a link that
//! broke under a pull it is looked for to be stopped and to hear that it let go; never to go on.

use super::{Connection, Controller, NotReady, Stage};
use crate::device::link::{DisconnectReason, LinkFailure};
use crate::device::status::DeviceState;
use crate::device::timing;
use crate::time::{Elapsed, Millis};

/// What a device is reached for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To begin with it.
    Begin,
    /// To hear how the pull ended that a broken link left behind.
    Release,
}

/// Attempts that are under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    pub(super) purpose: Purpose,
    /// No attempt goes on after this.
    pub(super) until: Elapsed,
    pause: Millis,
    /// When the next attempt begins, where none is under way.
    again_at: Option<Elapsed>,
}

impl Reach {
    pub(super) fn to_begin(now: Elapsed) -> Self {
        Self::within(timing::CONNECT_DEADLINE, Purpose::Begin, now)
    }

    fn to_release(now: Elapsed) -> Self {
        let mut reach = Self::within(timing::REACH_AGAIN_FOR, Purpose::Release, now);
        reach.plan(now);
        reach
    }

    const fn within(time: Millis, purpose: Purpose, now: Elapsed) -> Self {
        Self { purpose, until: now.plus(time), pause: timing::REACH_PAUSE, again_at: None }
    }

    /// Plans the next attempt; `false` where there is no time for one.
    fn plan(&mut self, now: Elapsed) -> bool {
        let at = now.plus(self.pause);
        self.pause = Millis(self.pause.get() * 2).min(timing::REACH_PAUSE_LONGEST);
        self.again_at = (at < self.until).then_some(at);
        self.again_at.is_some()
    }
}

impl Controller {
    /// When the next attempt is due; it waits for the end of the connection before it.
    pub(super) fn reach_due(&self) -> Option<Elapsed> {
        self.reach.filter(|_| self.connection == Connection::Down)?.again_at
    }

    pub(super) fn reach_timeout(&mut self, now: Elapsed) {
        if self.reach_due().is_some_and(|due| now >= due)
            && let Some(reach) = &mut self.reach
        {
            reach.again_at = None;
            let until = reach.until;
            self.begin_connecting(until);
        }
    }

    /// Whether a device is looked for so that its pull is known to be off.
    pub(super) fn is_reaching_to_release(&self) -> bool {
        self.reach.is_some_and(|reach| reach.purpose == Purpose::Release)
    }

    /// An attempt failed. Answers whether another one is planned.
    pub(super) fn try_again(&mut self, reason: NotReady, now: Elapsed) -> bool {
        // Whoever waits for a release before there ever was a connection is not kept waiting for one.
        let is_given_up = self.release.is_some() && !self.is_reaching_to_release();
        let planned = !is_given_up
            && self.reach.as_mut().is_some_and(|reach| may_help(reason, reach.purpose) && reach.plan(now));
        if !planned {
            self.reach = None;
        }
        planned
    }

    /// The link broke: whether the device is looked for, since it may pull still. Once for each pull.
    pub(super) fn look_for_it(&mut self, reason: DisconnectReason, now: Elapsed) -> bool {
        let may_pull = !self.at_rest
            && (self.release.is_some()
                || matches!(self.stage, Stage::Starting | Stage::Started)
                || self.state.is_some_and(DeviceState::is_active));
        let was_up = self.connection.is_up();
        if !may_pull || !was_up || !is_accident(reason) || self.driver.stop().is_none() || self.looked_for {
            return false;
        }
        self.looked_for = true;
        let reach = Reach::to_release(now);
        self.reach = Some(reach);
        if let Some(pending) = &mut self.release {
            pending.waits_for(&reach);
        }
        true
    }
}

/// Whether the link ended without anybody's will, so that it may come back.
const fn is_accident(reason: DisconnectReason) -> bool {
    matches!(reason, DisconnectReason::LinkLost | DisconnectReason::ByDevice | DisconnectReason::Unknown)
}

/// Whether another attempt may end better.
const fn may_help(reason: NotReady, purpose: Purpose) -> bool {
    match reason {
        NotReady::Link(LinkFailure::Rejected | LinkFailure::TimedOut | LinkFailure::Other) => true,
        // Out of reach for a moment, where it was there before.
        NotReady::Link(LinkFailure::NotFound) => matches!(purpose, Purpose::Release),
        NotReady::Link(
            LinkFailure::NotPermitted | LinkFailure::AdapterOff | LinkFailure::NotAuthenticated,
        )
        | NotReady::TimedOut
        | NotReady::Version { .. }
        | NotReady::Unintelligible => false,
    }
}
