//! May this command be written now, with this number?

use std::collections::{BTreeMap, BTreeSet};

use nape_logic::device::command::{Command, CommandKind, Outcome, ResultCode, Verdict};
use nape_logic::device::controller::{CommandRecord, DeviceRequest, Output, RecordOrder};
use nape_logic::device::timing;
use nape_logic::time::Elapsed;
use nape_logic::units::Force;

use super::{ADJUST, Broken, Cause, ControlWrite, HEARTBEAT, QUERY, Rule, START, answer, is_stop};

/// What is known of the commands of one token.
#[derive(Debug, Default)]
pub(super) struct CommandRules {
    /// The frame that was first written with each number, and how often.
    written: BTreeMap<u16, (Vec<u8>, u8)>,
    records: BTreeMap<u16, CommandRecord>,
    journalled: BTreeSet<u16>,
    /// Answered, cancelled or given up: never written again.
    ended: BTreeSet<u16>,
    uncertain: BTreeSet<u16>,
    starts_asked_for: usize,
    /// Nobody has asked for a Start since the last Stop.
    is_stopped: bool,
    /// The hold force that the unit is known to have been told.
    hold: Force,
}

impl CommandRules {
    pub(super) fn is_uncertain(&self) -> bool {
        !self.uncertain.is_empty()
    }

    pub(super) fn journalled(&mut self, sequence: u16) {
        self.journalled.insert(sequence);
    }

    pub(super) fn see(
        &mut self,
        cause: Cause<'_>,
        outputs: &[Output],
        now: Elapsed,
        broken: &mut Vec<Broken>,
    ) {
        let ended_before = self.ended.clone();
        for output in outputs {
            self.learn(output);
        }
        self.forget_what_has_no_effect(cause);
        if matches!(cause, Cause::Stop) || outputs.iter().any(is_stop) {
            self.stopped();
        }
        let refused = outputs.iter().any(|output| matches!(output, Output::Refused { .. }));
        match cause {
            Cause::Request(DeviceRequest::Start) if !refused => {
                self.starts_asked_for += 1;
                self.is_stopped = false;
            }
            Cause::Request(_) if refused => refused_sends_nothing(outputs, now, broken),
            _ => {}
        }
        for write in outputs.iter().filter_map(ControlWrite::of).filter(|write| write.opcode != HEARTBEAT) {
            self.check(&write, &ended_before, now, broken);
        }
    }

    /// What was on its way gets no second try, and what waited is gone.
    fn stopped(&mut self) {
        self.is_stopped = true;
        self.ended.extend(self.written.keys().chain(self.records.keys()));
    }

    fn learn(&mut self, output: &Output) {
        match output {
            Output::Journal(record) => {
                self.records.insert(record.sequence.get(), *record);
            }
            Output::CommandDone { sequence, command, outcome } => {
                self.ended.insert(sequence.get());
                if *outcome == Outcome::Uncertain {
                    self.uncertain.insert(sequence.get());
                } else {
                    self.uncertain.remove(&sequence.get());
                }
                match (command, outcome) {
                    (Command::ProgrammeForces(forces), Outcome::Applied) => self.hold = forces.hold,
                    (Command::Adjust(force), Outcome::Applied) => self.hold = *force,
                    _ => {}
                }
            }
            Output::Cancelled { sequence, .. } => {
                self.ended.insert(sequence.get());
            }
            Output::Rebooted => self.uncertain.clear(),
            _ => {}
        }
    }

    /// A unit that no longer knows our token can carry out nothing of ours.
    fn forget_what_has_no_effect(&mut self, cause: Cause<'_>) {
        if let Cause::Event(event) = cause
            && let Some(response) = answer(event)
            && response.verdict == Verdict::Refused(ResultCode::WrongToken)
        {
            self.uncertain.remove(&response.sequence.get());
        }
    }

    fn check(
        &mut self,
        write: &ControlWrite,
        ended_before: &BTreeSet<u16>,
        now: Elapsed,
        broken: &mut Vec<Broken>,
    ) {
        let ControlWrite { opcode, sequence, .. } = *write;
        let what = format!("opcode {opcode:#04x}, sequence {sequence}");
        if write.moves_force() {
            if self.is_stopped {
                Rule::StopIsForGood.broken(now, what.clone(), broken);
            }
            if !self.may_be_written_before(write) {
                Rule::JournalFirst.broken(now, what.clone(), broken);
            }
            if self.is_uncertain() {
                Rule::UncertainBlocks.broken(
                    now,
                    format!("{what} while {:?} is uncertain", self.uncertain),
                    broken,
                );
            }
        }
        if opcode == QUERY {
            return;
        }
        if ended_before.contains(&sequence) {
            Rule::NeverRepeated.broken(now, what.clone(), broken);
        }
        self.check_number(write, &what, now, broken);
        let starts = self.written.values().filter(|(frame, _)| frame.first() == Some(&START)).count();
        if opcode == START && starts > self.starts_asked_for {
            Rule::StartAskedFor.broken(now, what, broken);
        }
    }

    /// Whether this motion is in the journal, or only lowers force and is on its way there.
    fn may_be_written_before(&self, write: &ControlWrite) -> bool {
        let Some(record) = self.records.get(&write.sequence) else {
            return false;
        };
        let only_lowers = matches!(record.command, Command::Adjust(force) if force < self.hold);
        match record.order {
            RecordOrder::JournalFirst => self.journalled.contains(&write.sequence),
            RecordOrder::WriteFirst => write.opcode == ADJUST && only_lowers,
        }
    }

    fn check_number(&mut self, write: &ControlWrite, what: &str, now: Elapsed, broken: &mut Vec<Broken>) {
        let latest = self.written.last_key_value().map_or(0, |(sequence, _)| *sequence);
        if let Some((frame, times)) = self.written.get_mut(&write.sequence) {
            *times += 1;
            if *frame != write.frame {
                Rule::NumbersAreFresh.broken(now, format!("{what} was another command"), broken);
            }
            if *times > 1 + timing::RETRIES {
                Rule::NeverRepeated.broken(now, format!("{what} for the {times}th time"), broken);
            }
        } else {
            if write.sequence <= latest {
                Rule::NumbersAreFresh.broken(now, format!("{what} after {latest}"), broken);
            }
            self.written.insert(write.sequence, (write.frame.clone(), 1));
        }
    }
}

/// A question about an older command may go out meanwhile, the refused one may not.
fn refused_sends_nothing(outputs: &[Output], now: Elapsed, broken: &mut Vec<Broken>) {
    let written = outputs.iter().filter_map(ControlWrite::of).filter(|write| write.opcode != QUERY);
    for write in written {
        Rule::RefusedSendsNothing.broken(now, format!("opcode {:#04x}", write.opcode), broken);
    }
    for output in outputs {
        if let Output::Journal(record) = output
            && record.command.kind() != CommandKind::Query
        {
            Rule::RefusedSendsNothing.broken(now, "a refused command went to the journal", broken);
        }
    }
}
