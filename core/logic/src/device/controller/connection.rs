//! From `connect` to `Ready`: connect, subscribe to everything, read what the device is and how it is.

use std::collections::VecDeque;

use super::reach::{Purpose, Reach};
use super::{Controller, NotReady, Output};
use crate::device::driver::{Driver, FrameError};
use crate::device::link::{Characteristic, DisconnectReason, LinkFailure, LinkRequest};
use crate::device::timing;
use crate::time::Elapsed;

/// Where the connection stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Connection {
    /// There is none.
    Down,
    /// Asked for.
    Connecting { until: Elapsed },
    /// There, and being set up: the first of `steps` is under way.
    SettingUp { steps: VecDeque<LinkRequest>, rereads: u8, until: Elapsed },
    /// There and ready.
    Ready,
    /// Being dropped.
    Closing { until: Elapsed },
}

impl Connection {
    /// Whether a write can reach the device.
    pub(super) const fn is_up(&self) -> bool {
        matches!(self, Self::SettingUp { .. } | Self::Ready)
    }

    pub(super) const fn deadline(&self) -> Option<Elapsed> {
        match self {
            Self::Connecting { until } | Self::SettingUp { until, .. } | Self::Closing { until } => {
                Some(*until)
            }
            Self::Down | Self::Ready => None,
        }
    }
}

fn setup_steps(driver: &dyn Driver) -> VecDeque<LinkRequest> {
    let subscriptions = driver.subscriptions().into_iter().map(LinkRequest::Subscribe);
    subscriptions.chain(driver.first_reads().into_iter().map(LinkRequest::Read)).collect()
}

impl Controller {
    /// Begins to connect; does nothing where a connection is there or coming.
    ///
    /// An attempt that fails for a reason that may pass is made again, with growing pauses, until the time is over.
    pub fn connect(&mut self, now: Elapsed) {
        // One that is looked for, and that nobody waits for, may be begun with.
        let is_free =
            self.reach.is_none_or(|reach| reach.purpose == Purpose::Release && self.release.is_none());
        if self.connection == Connection::Down && is_free {
            let reach = Reach::to_begin(now);
            self.reach = Some(reach);
            self.looked_for = false;
            self.begin_connecting(reach.until);
        }
    }

    pub(super) fn begin_connecting(&mut self, until: Elapsed) {
        self.connection = Connection::Connecting { until };
        self.outputs.push_back(Output::Link(LinkRequest::Connect));
    }

    pub(super) fn connected(&mut self, now: Elapsed) {
        match self.connection {
            Connection::Connecting { .. } => {
                self.connection = Connection::SettingUp {
                    steps: setup_steps(self.driver.as_ref()),
                    rereads: timing::REREADS,
                    until: now.plus(timing::SETUP_STEP_DEADLINE),
                };
                if self.release.is_some() && !self.write_stop() {
                    self.end_release_without_link();
                }
                self.ask_for_step();
            }
            // Too late: nobody waits for it any more, and an unwatched connection keeps a dead man alive.
            Connection::Down | Connection::Closing { .. } => self.drop_link(now),
            Connection::SettingUp { .. } | Connection::Ready => {}
        }
    }

    fn ask_for_step(&mut self) {
        if let Connection::SettingUp { steps, .. } = &self.connection
            && let Some(step) = steps.front()
        {
            self.outputs.push_back(Output::Link(step.clone()));
        }
    }

    /// One step of setting up ended well.
    pub(super) fn step_done(&mut self, done: &LinkRequest, now: Elapsed) {
        let Connection::SettingUp { steps, until, .. } = &mut self.connection else {
            return;
        };
        if steps.front() != Some(done) {
            return;
        }
        steps.pop_front();
        *until = now.plus(timing::SETUP_STEP_DEADLINE);
        if steps.is_empty() {
            self.become_ready(now);
        } else {
            self.ask_for_step();
        }
    }

    fn become_ready(&mut self, now: Elapsed) {
        let Some(feature) = self.feature.clone() else {
            self.give_up_connecting(NotReady::Unintelligible, now);
            return;
        };
        self.connection = Connection::Ready;
        let is_back = self.reach.take().is_some_and(|reach| reach.purpose == Purpose::Release);
        self.watch.begin(now);
        self.commands.begin_after(self.last_status.and_then(|status| status.last_applied));
        self.commands.ask_again(now);
        // One that was looked for to be let go of is ready for nothing else.
        if !is_back {
            self.outputs.push_back(Output::Ready(feature));
        }
        self.pump(now);
    }

    /// A first read brought nothing that makes sense: read again, unless it never will.
    pub(super) fn misread(&mut self, characteristic: Characteristic, error: FrameError, now: Elapsed) {
        let Connection::SettingUp { steps, rereads, .. } = &mut self.connection else {
            return;
        };
        if steps.front() != Some(&LinkRequest::Read(characteristic)) {
            return;
        }
        if let FrameError::Version { major } = error {
            self.give_up_connecting(NotReady::Version { major }, now);
        } else if *rereads == 0 {
            self.give_up_connecting(NotReady::Unintelligible, now);
        } else {
            *rereads -= 1;
            self.ask_for_step();
        }
    }

    /// An attempt to connect came to nothing: another one, or the end of it.
    pub(super) fn give_up_connecting(&mut self, reason: NotReady, now: Elapsed) {
        let was_begun = !self.is_reaching_to_release();
        if !self.try_again(reason, now) && was_begun {
            self.outputs.push_back(Output::NotReady(reason));
        }
        self.drop_link(now);
    }

    /// Drops the link, whatever it was doing; the device's dead man does the rest.
    pub(super) fn drop_link(&mut self, now: Elapsed) {
        self.disconnect_after_release = false;
        self.urgent.push_back(LinkRequest::Disconnect);
        self.wire.clear();
        self.connection = Connection::Closing { until: now.plus(timing::DISCONNECT_DEADLINE) };
    }

    pub(super) fn connection_timeout(&mut self, now: Elapsed) {
        if self.connection.deadline().is_none_or(|until| now < until) {
            return;
        }
        if matches!(self.connection, Connection::Closing { .. }) {
            self.lost(DisconnectReason::Unknown, now);
        } else {
            self.give_up_connecting(NotReady::TimedOut, now);
        }
    }

    /// The connection is gone: whatever was written and not answered is uncertain, and a Stop stays unconfirmed.
    pub(super) fn lost(&mut self, reason: DisconnectReason, now: Elapsed) {
        if self.connection == Connection::Down {
            return;
        }
        let was_reaching = self.reach.is_some();
        let goes_on =
            if was_reaching { self.goes_on_reaching(reason, now) } else { self.look_for_it(reason, now) };
        self.connection = Connection::Down;
        self.outputs.retain(|output| !matches!(output, Output::Link(_)));
        self.urgent.clear();
        self.wire.clear();
        self.cancel_commands(now);
        self.leave_slot_uncertain(now);
        self.stage = super::Stage::Idle;
        self.watch.forget();
        if !goes_on {
            self.end_release_without_link();
        }
        // Of an attempt that is made again nobody hears.
        if !(was_reaching && goes_on) {
            self.outputs.push_back(Output::Lost(reason));
        }
    }

    /// An attempt ended, by our own doing where the next one is planned already, or under our hands.
    fn goes_on_reaching(&mut self, reason: DisconnectReason, now: Elapsed) -> bool {
        if matches!(self.connection, Connection::Closing { .. }) {
            return true;
        }
        let failure = match reason {
            DisconnectReason::AdapterOff => LinkFailure::AdapterOff,
            DisconnectReason::NotPermitted => LinkFailure::NotPermitted,
            DisconnectReason::BondLost => LinkFailure::NotAuthenticated,
            DisconnectReason::Requested
            | DisconnectReason::ByDevice
            | DisconnectReason::LinkLost
            | DisconnectReason::Unknown => LinkFailure::Other,
        };
        self.try_again(NotReady::Link(failure), now)
    }
}
