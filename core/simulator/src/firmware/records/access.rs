//! What a request to the Record Access Control Point means, and what is answered (section 12).
//!
//! Where the profile leaves a choice, this unit reads it so:
//!
//! - a frame that is too short for an operator or longer than the longest request is ignored;
//! - what a request is wrong in comes before whether the unit is busy, and that before what it keeps;
//! - operator 0 fits only Abort and no other fits Abort (0x03); any other that is not in the table is not
//!   supported (0x04);
//! - an operand whose first byte is no filter of the table is not supported (0x09), whatever its length;
//! - content from its very end on is a report of no fragments; beyond it the operand is invalid.

use super::report::Report;
use crate::codes::Characteristic;
use crate::firmware::Firmware;
use crate::radio::Refusal;

/// Shortest and longest request.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=11;

const REPORT: u8 = 0x01;
const DELETE: u8 = 0x02;
const ABORT: u8 = 0x03;
const NUMBER: u8 = 0x04;
const NUMBER_ANSWER: u8 = 0x05;
const RESPONSE: u8 = 0x06;

const NO_OPERATOR: u8 = 0x00;
const ALL: u8 = 0x01;
const FROM: u8 = 0x03;
const EXACTLY: u8 = 0xE1;

const BY_NUMBER: u8 = 0x01;
const FROM_OFFSET: u8 = 0x02;
const WITH_DIGEST: u8 = 0x03;

/// Result of a request for records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Answer {
    Success = 0x01,
    OpcodeNotSupported = 0x02,
    InvalidOperator = 0x03,
    OperatorNotSupported = 0x04,
    InvalidOperand = 0x05,
    NoRecord = 0x06,
    AbortWithoutSuccess = 0x07,
    NotCompleted = 0x08,
    OperandNotSupported = 0x09,
    DigestDiffers = 0xE0,
    Busy = 0xE1,
}

/// A request that is in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Number,
    Entries { from: u32 },
    Content { number: u32, offset: u32 },
    Delete { number: u32, digest: u32 },
    Abort,
}

impl Wanted {
    fn parse(opcode: u8, operator: u8, operand: &[u8]) -> Result<Self, Answer> {
        match (opcode, operator) {
            (ABORT, NO_OPERATOR) => none(operand).map(|()| Self::Abort),
            (ABORT, _) | (REPORT | DELETE | NUMBER, NO_OPERATOR) => Err(Answer::InvalidOperator),
            (NUMBER, ALL) => none(operand).map(|()| Self::Number),
            (REPORT, ALL) => none(operand).map(|()| Self::Entries { from: 0 }),
            (REPORT, FROM) => {
                let from = u32::from_le_bytes(filtered(operand, BY_NUMBER)?);
                Ok(Self::Entries { from })
            }
            (REPORT, EXACTLY) => {
                let (number, offset) = two(filtered(operand, FROM_OFFSET)?);
                Ok(Self::Content { number, offset })
            }
            (DELETE, EXACTLY) => {
                let (number, digest) = two(filtered(operand, WITH_DIGEST)?);
                Ok(Self::Delete { number, digest })
            }
            (REPORT | DELETE | NUMBER, _) => Err(Answer::OperatorNotSupported),
            _ => Err(Answer::OpcodeNotSupported),
        }
    }
}

fn none(operand: &[u8]) -> Result<(), Answer> {
    if operand.is_empty() { Ok(()) } else { Err(Answer::InvalidOperand) }
}

/// What follows the filter byte, which must be this one.
fn filtered<const LENGTH: usize>(operand: &[u8], filter: u8) -> Result<[u8; LENGTH], Answer> {
    let (first, rest) = operand.split_first().ok_or(Answer::InvalidOperand)?;
    if *first != filter {
        return Err(Answer::OperandNotSupported);
    }
    rest.try_into().map_err(|_| Answer::InvalidOperand)
}

fn two(numbers: [u8; 8]) -> (u32, u32) {
    let [a0, a1, a2, a3, b0, b1, b2, b3] = numbers;
    (u32::from_le_bytes([a0, a1, a2, a3]), u32::from_le_bytes([b0, b1, b2, b3]))
}

impl Firmware {
    /// Handles a write to the Record Access Control Point over a link that may.
    pub(crate) fn write_record_access(&mut self, frame: &[u8], now: u64) -> Result<(), Refusal> {
        let subscriptions = &self.reports.subscriptions;
        if !subscriptions.record_access || !subscriptions.session_record {
            return Err(Refusal::NotSubscribed);
        }
        if !LENGTHS.contains(&frame.len()) {
            return Ok(());
        }
        if let [opcode, operator, operand @ ..] = frame {
            self.ask_records(*opcode, *operator, operand, now);
        }
        Ok(())
    }

    fn ask_records(&mut self, opcode: u8, operator: u8, operand: &[u8], now: u64) {
        if self.records.report.is_some() && opcode != ABORT {
            return self.answer(opcode, Answer::NotCompleted);
        }
        match Wanted::parse(opcode, operator, operand) {
            Err(answer) => self.answer(opcode, answer),
            Ok(Wanted::Abort) => {
                let was_reporting = self.records.report.take().is_some();
                let answer = if was_reporting { Answer::Success } else { Answer::AbortWithoutSuccess };
                self.answer(opcode, answer);
            }
            Ok(_) if !self.is_resting() => self.answer(opcode, Answer::Busy),
            Ok(Wanted::Number) => {
                let [low, high] = self.records.memory.count().to_le_bytes();
                self.indicate(vec![NUMBER_ANSWER, 0, low, high]);
            }
            Ok(Wanted::Entries { from }) => match self.records.memory.first_from(from) {
                Some(_) => self.records.report = Some(Report::entries(from, now)),
                None => self.answer(opcode, Answer::NoRecord),
            },
            Ok(Wanted::Content { number, offset }) => self.report_content(number, offset, now),
            Ok(Wanted::Delete { number, digest }) => {
                let answer = self.delete_record(number, digest);
                self.answer(opcode, answer);
            }
        }
    }

    fn report_content(&mut self, number: u32, offset: u32, now: u64) {
        let Some(kept) = self.records.memory.get(number) else {
            return self.answer(REPORT, Answer::NoRecord);
        };
        match usize::try_from(offset) {
            Ok(offset) if offset <= kept.content.len() => {
                self.records.report = Some(Report::content(number, offset, now));
            }
            _ => self.answer(REPORT, Answer::InvalidOperand),
        }
    }

    fn delete_record(&mut self, number: u32, digest: u32) -> Answer {
        match self.records.memory.get(number) {
            None => Answer::NoRecord,
            Some(kept) if kept.digest() != Some(digest) => Answer::DigestDiffers,
            Some(_) => {
                self.records.memory.delete(number);
                Answer::Success
            }
        }
    }

    /// What was being reported is all out.
    pub(super) fn complete_report(&mut self) {
        self.records.report = None;
        self.answer(REPORT, Answer::Success);
    }

    /// A programme starts: nothing is reported meanwhile.
    pub(in crate::firmware) fn break_off_report(&mut self) {
        if self.records.report.take().is_some() {
            self.answer(REPORT, Answer::NotCompleted);
        }
    }

    fn answer(&mut self, opcode: u8, answer: Answer) {
        self.indicate(vec![RESPONSE, 0, opcode, answer as u8]);
    }

    fn indicate(&mut self, value: Vec<u8>) {
        if !self.is_mute {
            self.outgoing.push((Characteristic::RecordAccess, value));
        }
    }
}
