//! What follows from what the device says.

use super::commands::Slot;
use super::watch::Order;
use super::{Connection, Controller, Output, Sender, Stage};
use crate::device::command::{Command, CommandKind, Outcome, Sequence, Verdict};
use crate::device::driver::{FrameError, Report};
use crate::device::link::Characteristic;
use crate::device::status::{DeviceState, Sample, Status};
use crate::device::timing;
use crate::time::Elapsed;
use crate::units::Force;

impl Controller {
    /// Bytes came; such that make no sense are counted and ignored.
    pub(super) fn received(
        &mut self,
        characteristic: Characteristic,
        bytes: &[u8],
        now: Elapsed,
    ) -> Result<(), FrameError> {
        if !self.connection.is_up() {
            return Ok(());
        }
        let report = self.driver.decode(characteristic, bytes).inspect_err(|_| {
            self.ignored_frames += 1;
        })?;
        match report {
            Report::Feature(feature) => self.feature = Some(feature),
            Report::Status(status) => self.status(status, now),
            Report::Sample(sample) => self.sample(sample, now),
            Report::Response(response) => self.responded(&response, now),
        }
        Ok(())
    }

    fn status(&mut self, status: Status, now: Elapsed) {
        if self.boot.replace(status.boot).is_some_and(|boot| boot != status.boot) {
            self.rebooted();
        }
        if self.watch.status(status.number) == Order::Older {
            self.ignored_frames += 1;
            return;
        }
        self.watch.heard(now);
        self.state = Some(status.state);
        self.last_status = Some(status);
        self.reconcile_with(status.last_applied, now);
        if status.state.is_active() || status.measured > timing::NO_FORCE {
            self.at_rest = false;
        }
        // A status from before our last applied command proves nothing.
        if self.commands.is_current(status.last_applied) {
            self.current_status(&status, now);
        }
        self.check_force(status.measured);
        self.outputs.push_back(Output::Status(status));
        self.heartbeat(status.state, now);
    }

    fn current_status(&mut self, status: &Status, now: Elapsed) {
        if status.state.is_at_rest() {
            self.at_rest = status.measured <= timing::NO_FORCE && !self.force_is_on_its_way();
            if matches!(self.stage, Stage::Armed | Stage::Started) {
                self.stage = Stage::Idle;
            }
        }
        self.release_progress(status, now);
    }

    /// Whether a command that moves force was handed over and its end is not known.
    fn force_is_on_its_way(&self) -> bool {
        let in_slot = self
            .commands
            .slot
            .as_ref()
            .is_some_and(|slot| slot.is_handed_over() && slot.command.moves_force());
        in_slot || self.commands.uncertain.iter().any(|one| one.command.moves_force())
    }

    /// The device names the last command that it applied: that one is no longer uncertain. A request for control
    /// is, for before it the numbers were somebody else's.
    fn reconcile_with(&mut self, last_applied: Option<Sequence>, now: Elapsed) {
        let settled = self
            .commands
            .uncertain
            .iter()
            .find(|one| Some(one.sequence) == last_applied && one.command != Command::RequestControl)
            .map(|one| one.sequence);
        if let Some(sequence) = settled
            && self.in_control
        {
            self.reconcile(sequence, Verdict::Applied, now);
        }
    }

    /// Another run of the device: no programme, no control, and nothing that we wrote will have an effect.
    fn rebooted(&mut self) {
        self.watch.forget_numbers();
        self.wire.drop_unsent();
        self.in_control = false;
        self.stage = Stage::Idle;
        self.programme = None;
        self.commands.queue.clear();
        self.commands.uncertain.clear();
        self.commands.known_applied = None;
        match self.commands.slot.take_if(|slot| slot.is_handed_over()) {
            // Its end with the earlier run stays unknown, and can block nothing in this one.
            Some(Slot { sequence, command, .. }) if command.kind() != CommandKind::Query => {
                self.outputs.push_back(Output::CommandDone {
                    sequence,
                    command,
                    outcome: Outcome::Uncertain,
                });
            }
            Some(_) => {}
            None => self.cancel_slot(),
        }
        self.outputs.push_back(Output::Rebooted);
    }

    fn sample(&mut self, sample: Sample, now: Elapsed) {
        match self.watch.sample(sample.number) {
            Order::Newer { missing: 0 } => {}
            Order::Newer { missing } => self.outputs.push_back(Output::Gap { missing }),
            Order::Same | Order::Older => {
                self.ignored_frames += 1;
                return;
            }
        }
        self.watch.heard(now);
        self.state = Some(sample.state);
        if sample.state.is_active() || sample.measured > timing::NO_FORCE {
            self.at_rest = false;
        }
        self.check_force(sample.measured);
        let is_ours = self.programme.is_some() && sample.state == DeviceState::Running;
        if is_ours && self.watch.is_newly_off_target(sample.measured, sample.target, now) {
            self.outputs.push_back(Output::OffTarget { measured: sample.measured, target: sample.target });
        }
        self.outputs.push_back(Output::Sample(sample));
        self.heartbeat(sample.state, now);
    }

    fn check_force(&mut self, measured: Force) {
        let limit = self.force_limit();
        if self.watch.is_newly_over(measured, limit) {
            self.outputs.push_back(Output::OverLimit { measured, limit });
        }
    }

    /// On arrival of a report, so that an app in the background keeps the device alive and a deaf one does not
    /// (E19). Never for a programme that this controller did not start, and never beside a Stop.
    fn heartbeat(&mut self, state: DeviceState, now: Elapsed) {
        let running = matches!(self.stage, Stage::Starting | Stage::Started)
            && matches!(state, DeviceState::Running | DeviceState::Paused);
        let may_write = self.connection == Connection::Ready && self.release.is_none() && self.wire.is_free();
        if !running || !may_write || !self.watch.heartbeat_is_due(now) {
            return;
        }
        if let Ok(request) =
            self.driver.encode(&Command::Heartbeat, Sequence::NONE, self.token, self.force_limit())
        {
            self.watch.heartbeat_written(now);
            self.wire.put(Sender::Heartbeat, request, now);
        }
    }
}
