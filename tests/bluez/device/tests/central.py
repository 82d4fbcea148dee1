"""What the tests speak with: a central that knows its own numbers, and readers of what a unit says."""

import struct
from collections import namedtuple

from device import Characteristic, Level, Opcode, Result, Unit
from device.layout import present
from device.wire import crc32, sealed, unsealed

Response = namedtuple("Response", "opcode sequence result state detail")
Status = namedtuple(
    "Status", "state phase faults battery boot applied result flags measured target clock number"
)
Telemetry = namedtuple("Telemetry", "sample milliseconds measured target state phase cycle flags")

FORCES = (890, 445, 50, 50, 890)
TIMES = (900, 60, 20, 0, 15)


def response(frame):
    marker, *rest = struct.unpack("<BBHBBH", unsealed(frame))
    assert marker == 0xF0 and len(frame) == 10
    return Response(*rest)


def status(frame):
    assert len(frame) == 20
    return Status(*struct.unpack("<BBBBHHBBHHHH", unsealed(frame)))


def telemetry(frame):
    assert len(frame) == 16
    return Telemetry(*struct.unpack("<HIHHBBBB", unsealed(frame)))


class Central:
    """Paired with a passkey and subscribed to everything, unless told otherwise."""

    def __init__(self, unit=None, level=Level.AUTHENTICATED, peer="phone", token=0x01020304):
        self.unit = unit or Unit()
        self.token = token
        self.sequence = 0
        self.heard = []
        self.link = self.unit.connect(peer)
        if level != Level.OPEN:
            self.unit.pair(self.link, level)
            for one in present(self.unit.traits):
                if one.shape.tells and (level == Level.AUTHENTICATED or one != Characteristic.SESSION_RECORD):
                    self.unit.subscribe(self.link, one)

    def said(self, characteristic):
        """Everything that the unit said by this characteristic since the last question."""
        self.heard += self.unit.take_outgoing()
        frames = [one.frame for one in self.heard if one.characteristic == characteristic and one.link is self.link]
        self.heard = [one for one in self.heard if one.characteristic != characteristic]
        return frames

    def write(self, characteristic, frame):
        self.unit.write(self.link, characteristic, frame)

    def send(self, opcode, parameters=b"", sequence=None, token=None):
        """Returns the Response, or None."""
        if sequence is None:
            self.sequence += 1
            sequence = self.sequence
        body = struct.pack("<BHI", opcode, sequence, self.token if token is None else token) + parameters
        self.write(Characteristic.CONTROL_POINT, sealed(body))
        answers = self.said(Characteristic.CONTROL_POINT)
        return response(answers[-1]) if answers else None

    def applies(self, opcode, parameters=b""):
        answer = self.send(opcode, parameters)
        assert answer.result == Result.APPLIED, (Opcode(opcode).name, answer)
        return answer

    def heartbeat(self):
        self.send(Opcode.HEARTBEAT, sequence=0)

    def programme(self, forces=FORCES, times=TIMES):
        forces, times = struct.pack("<5H", *forces), struct.pack("<3H2B", *times)
        self.applies(Opcode.PROGRAMME_FORCES, forces)
        self.applies(Opcode.PROGRAMME_TIMES, times)
        return crc32(forces + times)

    def start(self, forces=FORCES, times=TIMES):
        self.applies(Opcode.REQUEST_CONTROL)
        digest = self.programme(forces, times)
        self.applies(Opcode.ARM, struct.pack("<I", digest))
        self.applies(Opcode.START)
        return self

    def wait(self, milliseconds):
        """Lets time pass and gives a sign of life each second."""
        while milliseconds > 0:
            self.unit.advance(min(milliseconds, 1000))
            milliseconds -= 1000
            self.heartbeat()

    def status(self):
        return status(self.unit.read(self.link, Characteristic.STATUS))

    def stop(self, content=b""):
        self.write(Characteristic.STOP, content)

    def ask(self, *request):
        """Writes to the Record Access Control Point; returns its indications so far."""
        self.write(Characteristic.RECORD_ACCESS, bytes.fromhex("".join(request)))
        return self.said(Characteristic.RECORD_ACCESS)
