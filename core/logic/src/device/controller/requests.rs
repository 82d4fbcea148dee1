//! Which request is allowed now; a refusal is said before anything is sent.

use super::commands::Step;
use super::{Connection, Controller, DeviceRequest, Output, Refusal, Stage, prepare};
use crate::device::command::{Command, Programme, Sequence};
use crate::device::driver::EncodeError;
use crate::time::Elapsed;
use crate::units::Force;

impl Controller {
    /// Asks for something; what is refused comes back as [`Output::Refused`], a Stop never does.
    pub fn request(&mut self, request: DeviceRequest, now: Elapsed) {
        let allowed = match request {
            DeviceRequest::Prepare(programme) => self.prepare(programme),
            DeviceRequest::ClearFault => self.clear_fault(),
            DeviceRequest::Start => self.start(),
            DeviceRequest::Pause => self.pause(),
            DeviceRequest::Resume => self.resume(),
            DeviceRequest::Adjust(force) => self.adjust(force),
            DeviceRequest::Release => {
                self.stop(now);
                Ok(())
            }
            DeviceRequest::Disconnect => {
                self.disconnect(now);
                Ok(())
            }
        };
        if let Err(reason) = allowed {
            self.outputs.push_back(Output::Refused { request, reason });
        }
        self.pump(now);
    }

    fn prepare(&mut self, programme: Programme) -> Result<(), Refusal> {
        self.ready_and_certain()?;
        self.nothing_under_way()?;
        self.may_prepare(&programme)?;
        self.stage = Stage::Preparing;
        self.programme = Some(programme);
        self.hold = programme.forces.hold;
        self.take_control_first();
        self.commands.queue.extend(prepare::programming(programme));
        Ok(())
    }

    fn clear_fault(&mut self) -> Result<(), Refusal> {
        self.ready_and_certain()?;
        self.nothing_under_way()?;
        self.can_be_said(&Command::ClearFault).map_err(Refusal::Encode)?;
        self.take_control_first();
        self.commands.queue.push_back(Command::ClearFault);
        Ok(())
    }

    /// Control once given is kept: asking again with the same token would be answered as stale.
    fn take_control_first(&mut self) {
        if !self.in_control {
            self.commands.queue.push_back(Command::RequestControl);
        }
    }

    fn start(&mut self) -> Result<(), Refusal> {
        self.ready_and_certain()?;
        match self.stage {
            Stage::Armed => {
                self.stage = Stage::Starting;
                self.commands.queue.push_back(Command::Start);
                Ok(())
            }
            Stage::Preparing | Stage::Starting | Stage::Started => Err(Refusal::Busy),
            Stage::Idle => Err(Refusal::NotArmed),
        }
    }

    /// Lets the force go, so an uncertain command does not block it; it overtakes all that would raise force.
    fn pause(&mut self) -> Result<(), Refusal> {
        self.ready()?;
        self.started()?;
        self.drop_unwritten(Self::raises);
        self.commands.queue.push_back(Command::Pause);
        Ok(())
    }

    fn resume(&mut self) -> Result<(), Refusal> {
        self.ready_and_certain()?;
        self.started()?;
        self.commands.queue.push_back(Command::Resume);
        Ok(())
    }

    fn adjust(&mut self, force: Force) -> Result<(), Refusal> {
        self.ready_and_certain()?;
        self.started()?;
        let command = Command::Adjust(force);
        self.can_be_said(&command).map_err(Refusal::Encode)?;
        if !self.raises(&command) {
            self.drop_unwritten(|controller, waiting| {
                matches!(waiting, Command::Adjust(_)) && controller.raises(waiting)
            });
        }
        self.commands.queue.push_back(command);
        Ok(())
    }

    /// Whether this may put more force on the person than is now, so that it must be in the journal first.
    pub(super) fn raises(&self, command: &Command) -> bool {
        match command {
            Command::Adjust(force) => *force >= self.hold,
            other => other.moves_force(),
        }
    }

    /// The lowest limit that this controller knows of.
    pub(super) fn force_limit(&self) -> Force {
        let programme = self.programme.map(|programme| programme.forces.limit);
        let device = self.feature.as_ref().map(|feature| feature.greatest_force);
        [programme, device].into_iter().flatten().fold(self.config.force_limit, Force::min)
    }

    /// Whether the driver can say this under the lowest limit.
    fn can_be_said(&self, command: &Command) -> Result<(), EncodeError> {
        self.driver.encode(command, Sequence::FIRST, self.token, self.force_limit()).map(|_| ())
    }

    fn drop_unwritten(&mut self, unwanted: impl Fn(&Self, &Command) -> bool) {
        let mut queue = std::mem::take(&mut self.commands.queue);
        queue.retain(|command| !unwanted(self, command));
        self.commands.queue = queue;
        let slot_is_unwanted = self.commands.slot.as_ref().is_some_and(|slot| {
            matches!(slot.step, Step::Journalling { .. } | Step::ToWrite) && unwanted(self, &slot.command)
        });
        if slot_is_unwanted {
            self.cancel_slot();
        }
    }

    fn ready(&self) -> Result<(), Refusal> {
        if self.release.is_some() {
            Err(Refusal::Releasing)
        } else if self.connection == Connection::Ready {
            Ok(())
        } else {
            Err(Refusal::NotReady)
        }
    }

    fn ready_and_certain(&self) -> Result<(), Refusal> {
        self.ready()?;
        self.commands.first_uncertain().map_or(Ok(()), |sequence| Err(Refusal::Uncertain(sequence)))
    }

    fn started(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Starting | Stage::Started => Ok(()),
            Stage::Idle | Stage::Preparing | Stage::Armed => Err(Refusal::NotStarted),
        }
    }

    fn nothing_under_way(&self) -> Result<(), Refusal> {
        let idle = matches!(self.stage, Stage::Idle | Stage::Armed);
        if idle && self.commands.slot.is_none() && self.commands.queue.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Busy)
        }
    }
}
