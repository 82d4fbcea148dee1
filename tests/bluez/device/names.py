"""The numbers of the profile by name."""

from enum import IntEnum, IntFlag


class State(IntEnum):
    IDLE = 0
    PROGRAMMED = 1
    ARMED = 2
    RUNNING = 3
    PAUSED = 4
    RELEASING = 5
    FAULT = 6


# Force may be held or is on its way to zero.
MOVING = frozenset({State.RUNNING, State.PAUSED, State.RELEASING})
# A programme may be stored.
AT_REST = frozenset({State.IDLE, State.PROGRAMMED, State.ARMED})


class Phase(IntEnum):
    NONE = 0
    RAMP_UP = 1
    HOLD = 2
    RAMP_DOWN = 3
    REST = 4
    RELEASE = 5


class Fault(IntFlag):
    NONE = 0
    OVER_FORCE = 1 << 0
    SLIP = 1 << 1
    HEARTBEAT_LOST = 1 << 2
    BATTERY = 1 << 3
    SENSOR = 1 << 4
    ACTUATOR = 1 << 5
    HAND_SWITCH = 1 << 6
    INTERNAL = 1 << 7


# These are faults wherever they occur, the others only while there is a programme to end.
FAULTS_AT_REST = Fault.BATTERY | Fault.SENSOR | Fault.ACTUATOR | Fault.INTERNAL


class Opcode(IntEnum):
    REQUEST_CONTROL = 0x01
    CLEAR_FAULT = 0x02
    PROGRAMME_FORCES = 0x03
    PROGRAMME_TIMES = 0x04
    ARM = 0x05
    START = 0x06
    PAUSE = 0x07
    RESUME = 0x08
    ADJUST_FORCE = 0x09
    HEARTBEAT = 0x0A
    QUERY_COMMAND = 0x0B


class Result(IntEnum):
    APPLIED = 1
    NOT_SUPPORTED = 2
    PARAMETER_INVALID = 3
    OVER_LIMIT = 4
    WRONG_STATE = 5
    INTERLOCK = 6
    BATTERY_LOW = 7
    STALE_SEQUENCE = 8
    WRONG_TOKEN = 9
    HASH_DIFFERS = 10
    FAULT_ACTIVE = 11
    UNKNOWN_SEQUENCE = 12


class StatusFlag(IntFlag):
    HAND_SWITCH = 1 << 0
    SIMULATED = 1 << 1
    START_BUTTON = 1 << 2
    MEMORY_FULL = 1 << 3


class Cause(IntEnum):
    """Why a recorded programme ended."""

    DONE = 0
    STOP = 1
    FAULT = 2
    RESTART = 3
    START_BUTTON = 4


class Event(IntEnum):
    """What a record tells beside the force."""

    STATE = 1
    PHASE = 2
    FAULT = 3
    HAND_SWITCH = 4
    START_BUTTON = 5
    FORCE_ADJUSTED = 6
    STOP = 7
    EVENTS_LOST = 8


class AttError(IntEnum):
    READ_NOT_PERMITTED = 0x02
    WRITE_NOT_PERMITTED = 0x03
    INSUFFICIENT_AUTHENTICATION = 0x05
    UNLIKELY_ERROR = 0x0E
    NOT_SUBSCRIBED = 0xFD


class Refused(Exception):
    """A read, a write or a subscription that the unit answers with an ATT error."""

    def __init__(self, error):
        super().__init__(f"ATT error {int(error):#04x}")
        self.error = AttError(error)
