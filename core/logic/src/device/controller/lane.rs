//! The way of a command: numbered, journalled where it may raise force, written, answered, or uncertain and then
//! reconciled. One at a time.

use super::commands::{Slot, Step, Uncertain};
use super::{Connection, Controller, Output, RecordOrder, Refusal, Sender, Stage};
use crate::device::command::{Command, Outcome, ResultCode, Sequence, Verdict};
use crate::device::controller::{CommandRecord, DeviceRequest};
use crate::device::driver::Response;
use crate::device::timing;
use crate::time::Elapsed;

impl Controller {
    /// The journal has the command of this sequence: it may be written, if it was not cancelled meanwhile.
    pub fn journalled(&mut self, sequence: Sequence, now: Elapsed) {
        if let Some(slot) = &mut self.commands.slot
            && slot.sequence == sequence
            && matches!(slot.step, Step::Journalling { .. })
        {
            slot.step = Step::ToWrite;
        }
        self.pump(now);
    }

    /// Moves the next command as far as it may go now. Nothing moves while a Stop is not finished.
    pub(super) fn pump(&mut self, now: Elapsed) {
        if self.connection != Connection::Ready || self.release.is_some() {
            return;
        }
        while self.commands.slot.is_none() {
            let Some(command) = self.next_command(now) else {
                return;
            };
            self.open_slot(command, now);
        }
        self.write_slot(now);
    }

    /// Asks for a command of unknown end before anything else goes on, but for a Pause.
    fn next_command(&mut self, now: Elapsed) -> Option<Command> {
        if self.commands.queue.front() == Some(&Command::Pause) {
            return self.commands.queue.pop_front();
        }
        if self.query_due().is_some_and(|due| now >= due) {
            self.commands.query_at = now.plus(timing::QUERY_INTERVAL);
            return self.commands.first_uncertain().map(Command::Query);
        }
        self.commands.queue.pop_front()
    }

    /// When the device is asked next about a command of unknown end.
    pub(super) fn query_due(&self) -> Option<Elapsed> {
        let may_ask =
            self.connection == Connection::Ready && self.release.is_none() && self.commands.slot.is_none();
        (may_ask && !self.commands.uncertain.is_empty()).then_some(self.commands.query_at)
    }

    fn open_slot(&mut self, command: Command, now: Elapsed) {
        let sequence = self.commands.number(&command);
        let Ok(request) = self.driver.encode(&command, sequence, self.token, self.force_limit()) else {
            self.settle(sequence, command, Outcome::Refused(ResultCode::NotSupported), now);
            return;
        };
        let raises = self.raises(&command);
        if command.moves_force() {
            self.outputs.push_back(Output::Journal(CommandRecord {
                sequence,
                command,
                token: self.token,
                boot: self.boot,
                order: if raises { RecordOrder::JournalFirst } else { RecordOrder::WriteFirst },
            }));
        }
        let step = if raises {
            Step::Journalling { until: now.plus(timing::JOURNAL_DEADLINE) }
        } else {
            Step::ToWrite
        };
        self.commands.slot = Some(Slot { sequence, command, request, step });
    }

    fn write_slot(&mut self, now: Elapsed) {
        if !self.wire.is_free() {
            return;
        }
        let Some(slot) = &mut self.commands.slot else {
            return;
        };
        let (handed, retries) = match slot.step {
            Step::ToWrite => (false, timing::RETRIES),
            Step::ToRewrite { retries } => (true, retries),
            Step::Journalling { .. } | Step::Written { .. } => return,
        };
        if slot.command.moves_force() {
            self.at_rest = false;
        }
        slot.step = Step::Written { handed, until: now.plus(timing::RESPONSE_DEADLINE), retries };
        self.wire.put(Sender::Slot, slot.request.clone(), now);
    }

    pub(super) fn slot_is_handed_over(&mut self) {
        if let Some(Slot { step: Step::Written { handed, .. }, .. }) = &mut self.commands.slot {
            *handed = true;
        }
    }

    pub(super) fn slot_timeout(&mut self, now: Elapsed) {
        let Some(slot) = &self.commands.slot else {
            return;
        };
        if slot.deadline().is_none_or(|until| now < until) {
            return;
        }
        if slot.is_handed_over() {
            self.write_was_not_answered(now);
        } else {
            self.wire.drop_unsent();
            self.cancel_slot();
        }
    }

    /// Once more with the same sequence, which the device applies once at most; then uncertain.
    pub(super) fn write_was_not_answered(&mut self, now: Elapsed) {
        let Some(slot) = &mut self.commands.slot else {
            return;
        };
        match slot.step {
            Step::Written { retries: 0, .. } => self.slot_is_uncertain(now),
            Step::Written { retries, .. } => slot.step = Step::ToRewrite { retries: retries - 1 },
            Step::Journalling { .. } | Step::ToWrite | Step::ToRewrite { .. } => {}
        }
    }

    fn slot_is_uncertain(&mut self, now: Elapsed) {
        if let Some(slot) = self.commands.slot.take() {
            self.settle(slot.sequence, slot.command, Outcome::Uncertain, now);
        }
    }

    /// The device can no longer answer the command under way; one that it cannot have is cancelled.
    pub(super) fn leave_slot_uncertain(&mut self, now: Elapsed) {
        if self.commands.slot.as_ref().is_some_and(Slot::is_handed_over) {
            self.slot_is_uncertain(now);
        } else {
            self.cancel_slot();
        }
    }

    /// Drops for good whatever the link was not given. What it was given gets no second try.
    pub(super) fn cancel_commands(&mut self, now: Elapsed) {
        self.commands.queue.clear();
        self.wire.drop_unsent();
        match &mut self.commands.slot {
            Some(Slot { step: Step::Written { handed: true, retries, .. }, .. }) => *retries = 0,
            Some(_) => self.leave_slot_uncertain(now),
            None => {}
        }
    }

    /// Drops the command under way, which was not handed to the link.
    pub(super) fn cancel_slot(&mut self) {
        let Some(Slot { sequence, command, .. }) = self.commands.slot.take() else {
            return;
        };
        self.outputs
            .retain(|output| !matches!(output, Output::Journal(record) if record.sequence == sequence));
        if command == Command::Start && self.stage == Stage::Starting {
            self.stage = Stage::Armed;
        }
        self.outputs.push_back(Output::Cancelled { sequence, command });
    }

    /// The device answered something.
    pub(super) fn responded(&mut self, response: &Response, now: Elapsed) {
        let Response { command: kind, sequence, verdict, .. } = *response;
        if let Some(slot) = self.commands.slot.take_if(|slot| slot.is_answered_by(kind, sequence)) {
            self.wire.done();
            if let Command::Query(asked) = slot.command {
                self.reconcile(asked, verdict, now);
            } else {
                self.settle(slot.sequence, slot.command, verdict.into(), now);
            }
        } else if self
            .commands
            .uncertain
            .iter()
            .any(|one| one.sequence == sequence && one.command.kind() == kind)
        {
            self.reconcile(sequence, verdict, now);
        }
    }

    /// It is known now how a command of unknown end ended.
    pub(super) fn reconcile(&mut self, sequence: Sequence, verdict: Verdict, now: Elapsed) {
        let Some(command) = self.commands.take_uncertain(sequence) else {
            return;
        };
        if verdict == Verdict::Refused(ResultCode::WrongToken) && command != Command::RequestControl {
            // Somebody else has the device, or nobody: ours can have no effect any more, and no end is known.
            self.in_control = false;
            self.stage = Stage::Idle;
            return;
        }
        self.settle(sequence, command, verdict.into(), now);
    }

    fn settle(&mut self, sequence: Sequence, command: Command, outcome: Outcome, now: Elapsed) {
        if matches!(command, Command::Query(_)) {
            return;
        }
        self.outputs.push_back(Output::CommandDone { sequence, command, outcome });
        match outcome {
            Outcome::Applied => self.was_applied(sequence, &command),
            Outcome::Refused(code) => self.was_refused(&command, code),
            Outcome::Uncertain => self.is_uncertain(Uncertain { sequence, command }, now),
        }
    }

    fn was_applied(&mut self, sequence: Sequence, command: &Command) {
        self.commands.applied(sequence);
        match (command, self.stage) {
            (Command::RequestControl, _) => self.in_control = true,
            (Command::Arm(_), Stage::Preparing) => self.stage = Stage::Armed,
            (Command::Start, Stage::Starting) => self.stage = Stage::Started,
            (Command::Adjust(force), _) => self.hold = *force,
            _ => {}
        }
    }

    fn was_refused(&mut self, command: &Command, code: ResultCode) {
        self.in_control &= code != ResultCode::WrongToken;
        match self.stage {
            Stage::Preparing => self.abandon_preparation(),
            Stage::Starting if *command == Command::Start => {
                self.stage = if self.in_control { Stage::Armed } else { Stage::Idle };
            }
            _ => {}
        }
    }

    /// Nothing that may raise force waits for its end to become known: it is refused, and can be asked for again.
    fn is_uncertain(&mut self, uncertain: Uncertain, now: Elapsed) {
        self.commands.uncertain.push(uncertain);
        self.commands.ask_again(now);
        if self.stage == Stage::Preparing {
            self.abandon_preparation();
        }
        let waiting = std::mem::take(&mut self.commands.queue);
        for command in waiting {
            let request = match command {
                Command::Resume => DeviceRequest::Resume,
                Command::Adjust(force) => DeviceRequest::Adjust(force),
                other => {
                    self.commands.queue.push_back(other);
                    continue;
                }
            };
            let reason = Refusal::Uncertain(uncertain.sequence);
            self.outputs.push_back(Output::Refused { request, reason });
        }
    }

    fn abandon_preparation(&mut self) {
        self.commands.queue.clear();
        self.stage = Stage::Idle;
    }
}
