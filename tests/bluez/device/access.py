"""The Record Access Control Point: one procedure at a time, over one link."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from device.layout import Characteristic
from device.links import Level, Link
from device.names import MOVING, AttError, Refused
from device.wire import number, u8, u16


class Procedure(IntEnum):
    REPORT = 0x01
    DELETE = 0x02
    ABORT = 0x03
    NUMBER = 0x04


NULL, ALL, FROM, EXACTLY = 0x00, 0x01, 0x03, 0xE1
# Operator -> the operand's filter and its length, or None for no operand.
OPERATORS = {
    Procedure.REPORT: {ALL: None, FROM: (1, 5), EXACTLY: (2, 9)},
    Procedure.DELETE: {EXACTLY: (3, 9)},
    Procedure.ABORT: {NULL: None},
    Procedure.NUMBER: {ALL: None},
}


class Outcome(IntEnum):
    SUCCESS = 0x01
    OPCODE_NOT_SUPPORTED = 0x02
    INVALID_OPERATOR = 0x03
    OPERATOR_NOT_SUPPORTED = 0x04
    INVALID_OPERAND = 0x05
    NO_RECORD = 0x06
    ABORT_UNSUCCESSFUL = 0x07
    NOT_COMPLETED = 0x08
    OPERAND_NOT_SUPPORTED = 0x09
    DIGEST_DIFFERS = 0xE0
    BUSY = 0xE1


@dataclass
class Report:
    link: Link
    frames: Iterator


class Access:
    """`say(link, characteristic, frame)` sends a notification or an indication."""

    def __init__(self, memory, machine, say, frames_per_step):
        self._memory = memory
        self._machine = machine
        self._say = say
        self._frames_per_step = frames_per_step
        self._report = None

    def handle(self, frame, link):
        link.require(Level.AUTHENTICATED)
        if not {Characteristic.RECORD_ACCESS, Characteristic.SESSION_RECORD} <= link.subscribed:
            raise Refused(AttError.NOT_SUBSCRIBED)
        if not frame:
            return
        opcode, operator, operand = frame[0], frame[1] if len(frame) > 1 else NULL, frame[2:]
        if self._report and opcode != Procedure.ABORT:
            self._respond(link, opcode, Outcome.NOT_COMPLETED)
            return
        outcome = self._malformed(opcode, operator, operand)
        if outcome is None and opcode != Procedure.ABORT and self._machine.state in MOVING:
            outcome = Outcome.BUSY
        if outcome is None:
            outcome = self._carry_out(link, opcode, operator, operand)
        if outcome is not None:
            self._respond(link, opcode, outcome)

    @staticmethod
    def _malformed(opcode, operator, operand):
        if opcode not in list(Procedure):
            return Outcome.OPCODE_NOT_SUPPORTED
        operators = OPERATORS[opcode]
        if operator not in operators:
            # Abort takes no operator but the null one, and nothing else takes that.
            fits = operator != NULL and opcode != Procedure.ABORT
            return Outcome.OPERATOR_NOT_SUPPORTED if fits else Outcome.INVALID_OPERATOR
        if operators[operator] is None:
            return Outcome.INVALID_OPERAND if operand else None
        kind, length = operators[operator]
        if operand and operand[0] != kind:
            return Outcome.OPERAND_NOT_SUPPORTED
        return Outcome.INVALID_OPERAND if len(operand) != length else None

    def _carry_out(self, link, opcode, operator, operand):
        """The outcome to respond now, or None where something else is the answer."""
        if opcode == Procedure.ABORT:
            was_reporting, self._report = self._report is not None, None
            return Outcome.SUCCESS if was_reporting else Outcome.ABORT_UNSUCCESSFUL
        if opcode == Procedure.NUMBER:
            self._say(link, Characteristic.RECORD_ACCESS, bytes([5, 0]) + u16(len(self._memory)))
            return None
        if operator in (ALL, FROM):
            records = self._memory.upwards(number(operand[1:5]))
            if not records:
                return Outcome.NO_RECORD
            self._report = Report(link, (record.entry() for record in records))
            return None
        record, argument = self._memory.get(number(operand[1:5])), number(operand[5:9])
        if record is None:
            return Outcome.NO_RECORD
        if opcode == Procedure.DELETE:
            if argument != record.digest:
                return Outcome.DIGEST_DIFFERS
            self._memory.delete(record.number)
            return Outcome.SUCCESS
        if argument > len(record.content):
            return Outcome.INVALID_OPERAND
        self._report = Report(link, record.fragments(argument))
        return None

    def step(self):
        """Sends the next frames of what is being reported."""
        for _ in range(self._frames_per_step):
            if self._report is None:
                return
            frame = next(self._report.frames, None)
            if frame is None:
                self._end(Outcome.SUCCESS)
            else:
                self._say(self._report.link, Characteristic.SESSION_RECORD, frame)

    def interrupt(self):
        """A Start was applied, or nobody listens to the frames any more."""
        if self._report:
            self._end(Outcome.NOT_COMPLETED)

    def disconnected(self, link):
        if self._report and self._report.link is link:
            self._report = None

    def _end(self, outcome):
        report, self._report = self._report, None
        self._respond(report.link, Procedure.REPORT, outcome)

    def _respond(self, link, opcode, outcome):
        self._say(link, Characteristic.RECORD_ACCESS, bytes([6, 0]) + u8(opcode) + u8(outcome))
