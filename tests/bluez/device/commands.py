"""The Control Point: the order of the checks, the sequence rule, and the answers."""

from dataclasses import dataclass

from device.links import Level
from device.machine import BATTERY_START
from device.names import AT_REST, Opcode, Result, State
from device.programme import Forces, Over, Times
from device.wire import number, sealed, u8, u16, unsealed

RESPONSE = 0xF0
LEAST_FRAME, LONGEST_FRAME = 9, 20

PARAMETERS = {
    Opcode.PROGRAMME_FORCES: Forces.SIZE,
    Opcode.PROGRAMME_TIMES: Times.SIZE,
    Opcode.ARM: 4,
    Opcode.ADJUST_FORCE: 2,
    Opcode.QUERY_COMMAND: 2,
}
ALLOWED_IN = {
    Opcode.REQUEST_CONTROL: AT_REST | {State.FAULT},
    Opcode.CLEAR_FAULT: {State.FAULT},
    Opcode.PROGRAMME_FORCES: AT_REST,
    Opcode.PROGRAMME_TIMES: AT_REST,
    Opcode.ARM: {State.PROGRAMMED},
    Opcode.START: {State.ARMED},
    Opcode.PAUSE: {State.RUNNING},
    Opcode.RESUME: {State.PAUSED},
    Opcode.ADJUST_FORCE: {State.RUNNING, State.PAUSED},
}
# What a link by Just Works may ask: nothing that brings force or changes it.
WITHOUT_AUTHENTICATION = frozenset(Opcode) - {Opcode.START, Opcode.RESUME, Opcode.ADJUST_FORCE}


@dataclass(frozen=True)
class Request:
    opcode: int
    sequence: int
    token: int
    parameters: bytes

    @classmethod
    def read(cls, frame):
        """None where length or CRC is wrong, also the length that this opcode has."""
        if not LEAST_FRAME <= len(frame) <= LONGEST_FRAME or (body := unsealed(frame)) is None:
            return None
        request = cls(body[0], number(body[1:3]), number(body[3:7]), body[7:])
        if request.opcode in list(Opcode) and len(request.parameters) != PARAMETERS.get(request.opcode, 0):
            return None
        return request


@dataclass(frozen=True)
class Answered:
    """The last request that took part in the sequence, and what it got."""

    sequence: int
    opcode: int
    response: bytes


class ControlPoint:
    def __init__(self, traits, machine):
        self._traits = traits
        self._machine = machine
        self.token = None
        # The link over which the session's token was last used.
        self.session = None
        self.applied = 0
        self.result = 0
        # Counts what was applied: two commands of different sessions can have the same sequence number.
        self.times_applied = 0
        self._last = None
        self._results = {}

    def handle(self, frame, link):
        """Returns the response, or None; raises Refused where the link is secured too little."""
        link.require(Level.ENCRYPTED)
        request = Request.read(frame)
        if request is None:
            return None
        if request.opcode not in WITHOUT_AUTHENTICATION:
            link.require(Level.AUTHENTICATED)
        if request.opcode not in self._traits.opcodes:
            return self._answer(request, Result.NOT_SUPPORTED)
        if request.opcode == Opcode.REQUEST_CONTROL:
            return self._request_control(request, link)
        if request.token != self.token:
            return None if request.opcode == Opcode.HEARTBEAT else self._answer(request, Result.WRONG_TOKEN)
        self.session = link
        if request.opcode == Opcode.HEARTBEAT:
            self._machine.heard()
            return None
        if request.opcode == Opcode.QUERY_COMMAND:
            asked = number(request.parameters)
            return self._response(request.opcode, asked, self._results.get(asked, Result.UNKNOWN_SEQUENCE))
        if self._is_repeated(request):
            return self._last.response
        if request.sequence == 0 or not 1 <= (request.sequence - self._last.sequence) % 65536 <= 32767:
            return self._answer(request, Result.STALE_SEQUENCE)
        return self._remember(request, self._answer(request, *self._judge_and_apply(request, link)))

    def drop_session(self):
        self.token = self.session = None

    def _request_control(self, request, link):
        if request.token == self.token:
            return self._last.response if self._is_repeated(request) else self._answer(request, Result.STALE_SEQUENCE)
        if self._machine.state not in ALLOWED_IN[request.opcode]:
            return self._answer(request, Result.WRONG_STATE)
        if request.token == 0:
            return self._answer(request, Result.PARAMETER_INVALID)
        self._machine.take_control()
        self.token, self.session = request.token, link
        self._results = {}
        self._machine.heard()
        return self._remember(request, self._answer(request, Result.APPLIED))

    def _is_repeated(self, request):
        return self._last is not None and (self._last.sequence, self._last.opcode) == (request.sequence, request.opcode)

    def _judge_and_apply(self, request, link):
        """Result and detail, the checks being those after the sequence in their order."""
        machine = self._machine
        if machine.faults and request.opcode != Opcode.CLEAR_FAULT:
            return Result.FAULT_ACTIVE, 0
        if machine.state not in ALLOWED_IN[request.opcode]:
            return Result.WRONG_STATE, 0
        problem = getattr(self, f"_{Opcode(request.opcode).name.lower()}")(request, link)
        if isinstance(problem, Over):
            return Result.OVER_LIMIT, problem.limit
        if problem is not None:
            return problem, 0
        machine.heard()
        return Result.APPLIED, 0

    # Each of these applies its command, or returns what stands against it and changes nothing.

    def _clear_fault(self, _request, _link):
        self._machine.clear_fault()

    def _programme_forces(self, request, _link):
        return self._store(Forces.read(request.parameters))

    def _programme_times(self, request, _link):
        return self._store(Times.read(request.parameters))

    def _store(self, half):
        problem = half.problem(self._traits)
        if problem is None:
            self._machine.store(half)
        return problem

    def _arm(self, request, _link):
        if number(request.parameters) != self._machine.hash():
            return Result.HASH_DIFFERS
        return self._machine.arm()

    def _start(self, _request, link):
        if self._machine.hand_switch:
            return Result.INTERLOCK
        if self._machine.battery < BATTERY_START:
            return Result.BATTERY_LOW
        return self._machine.start(self.token, link.bond)

    def _pause(self, _request, _link):
        self._machine.pause()

    def _resume(self, _request, _link):
        return Result.INTERLOCK if self._machine.hand_switch else self._machine.resume()

    def _adjust_force(self, request, _link):
        force, limit = number(request.parameters), self._machine.programme.forces.limit
        return Over(limit) if force > limit else self._machine.adjust(force)

    def _answer(self, request, result, detail=0):
        self.result = result
        if result == Result.APPLIED:
            self.applied = request.sequence
            self.times_applied += 1
        return self._response(request.opcode, request.sequence, result, detail)

    def _remember(self, request, response):
        self._last = Answered(request.sequence, request.opcode, response)
        self._results[request.sequence] = self.result
        return response

    def _response(self, opcode, sequence, result, detail=0):
        return sealed(
            bytes([RESPONSE, opcode]) + u16(sequence) + u8(result) + u8(self._machine.state) + u16(detail)
        )
