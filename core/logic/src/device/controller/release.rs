//! The Stop lane: past everything, never refused, and never called confirmed on hope (E1, E18).

use super::reach::{Purpose, Reach};
use super::{Connection, Controller, Output, ReleaseResult, Stage};
use crate::device::status::{DeviceState, Status};
use crate::device::timing;
use crate::time::{Elapsed, Millis};
use crate::units::Force;

/// A Stop that is not finished.
#[derive(Debug, Clone, Copy)]
pub(super) struct PendingRelease {
    /// When Stop is written again.
    pub(super) repeat_at: Option<Elapsed>,
    /// When the link is dropped.
    pub(super) give_up_at: Elapsed,
    /// The force at the first report since Stop, and when the ramp from there must be done.
    ramp: Option<(Force, Elapsed)>,
}

impl PendingRelease {
    /// The device is looked for: Stop is written as soon as it is there.
    pub(super) fn waits_for(&mut self, reach: &Reach) {
        self.repeat_at = None;
        self.give_up_at = reach.until;
    }

    fn new(now: Elapsed) -> Self {
        Self {
            repeat_at: Some(now.plus(timing::STOP_REPEAT)),
            give_up_at: now.plus(timing::STOP_GIVE_UP),
            ramp: None,
        }
    }
}

impl Controller {
    /// Releases, now. Never refused, in whatever state; a thousand of them do what one does.
    ///
    /// The Stop write is the next output, ahead of all others. Every command that was not yet handed to the
    /// link is dropped for good, and nothing but Stop is written until the release ended.
    pub fn stop(&mut self, now: Elapsed) {
        self.cancel_commands(now);
        self.stage = Stage::Idle;
        let pending = self.release.get_or_insert(PendingRelease::new(now));
        if self.connection.is_up() {
            if !self.write_stop() {
                self.end_release_without_link();
            }
        } else if let Some(reach) = self.reach.filter(|reach| reach.purpose == Purpose::Release) {
            pending.waits_for(&reach);
        } else if matches!(self.connection, Connection::Connecting { .. }) {
            // Written as soon as there is a connection; without one in time the release stays unconfirmed.
            pending.repeat_at = None;
        } else {
            self.end_release_without_link();
        }
    }

    /// Puts Stop ahead of everything; says whether this device has one.
    pub(super) fn write_stop(&mut self) -> bool {
        let Some(stop) = self.driver.stop() else {
            return false;
        };
        if !self.urgent.contains(&stop) {
            self.urgent.push_front(stop);
        }
        true
    }

    /// The link could not write Stop: again, very soon.
    pub(super) fn stop_write_failed(&mut self, now: Elapsed) {
        if let Some(pending) = &mut self.release {
            pending.repeat_at = Some(now.plus(timing::STOP_REWRITE));
        }
    }

    /// Ends a pending release that no status can confirm any more: by what the last one showed.
    pub(super) fn end_release_without_link(&mut self) {
        if self.release.is_some() {
            self.end_release(if self.at_rest {
                ReleaseResult::Confirmed
            } else {
                ReleaseResult::Unconfirmed
            });
        }
    }

    fn end_release(&mut self, result: ReleaseResult) {
        self.release = None;
        self.outputs.push_back(Output::Release(result));
    }

    /// What a status that is not older than our last command says of a pending release.
    pub(super) fn release_progress(&mut self, status: &Status, now: Elapsed) {
        let Some(pending) = &mut self.release else {
            return;
        };
        if status.state.is_at_rest() && status.measured <= timing::NO_FORCE {
            self.end_release(ReleaseResult::Confirmed);
            self.disconnect_if_asked(now);
            return;
        }
        if status.state != DeviceState::Releasing {
            return;
        }
        match pending.ramp {
            None => {
                let ramp = self.feature.as_ref().map(|feature| feature.greatest_ramp_per_second);
                // Where something slipped the sensor shows less than the actuator has to come down from.
                let from = status.measured.max(self.hold);
                let until = now.plus(ramp_time(from, ramp.unwrap_or_default()));
                pending.ramp = Some((status.measured, until));
            }
            // Waited for longer only while the force is seen falling, and never past that ramp.
            Some((at_first, until)) if status.measured < at_first => {
                pending.give_up_at = pending.give_up_at.max(until);
            }
            Some(_) => {}
        }
    }

    pub(super) fn release_timeout(&mut self, now: Elapsed) {
        let Some(pending) = &mut self.release else {
            return;
        };
        if now >= pending.give_up_at {
            self.reach = None;
            if self.connection != Connection::Down {
                self.drop_link(now);
            }
            self.end_release(ReleaseResult::Unconfirmed);
        } else if pending.repeat_at.is_some_and(|at| now >= at) {
            pending.repeat_at = None;
            if self.connection.is_up() {
                self.write_stop();
            }
        }
    }

    /// Ends the connection, after a release where force may be on.
    pub(super) fn disconnect(&mut self, now: Elapsed) {
        let was_reaching = self.reach.take().is_some();
        if matches!(self.connection, Connection::Down | Connection::Closing { .. }) {
            if was_reaching {
                self.end_release_without_link();
            }
            return;
        }
        if self.at_rest || !self.connection.is_up() || self.driver.stop().is_none() {
            self.cancel_commands(now);
            self.drop_link(now);
        } else {
            self.disconnect_after_release = true;
            self.stop(now);
        }
    }

    fn disconnect_if_asked(&mut self, now: Elapsed) {
        if std::mem::take(&mut self.disconnect_after_release) {
            self.drop_link(now);
        }
    }
}

/// How long the fall from `force` takes at `per_second`, with the margin; bounded, whatever the device claims.
fn ramp_time(force: Force, per_second: Force) -> Millis {
    let millis = (u64::from(force.millinewtons()) * 1000)
        .checked_div(u64::from(per_second.millinewtons()))
        .unwrap_or(0);
    Millis(millis).plus(timing::RELEASE_MARGIN).min(timing::RELEASE_LONGEST)
}
