"""A record while it is written, the record once it is closed, and the memory that outlives a restart."""

from dataclasses import dataclass, field

from device.names import Cause, Event, Fault
from device.wire import below_65536, crc32, sealed, u8, u16, u24, u32, u48

NO_SAMPLE = 0xFFFF
MOST_EVENTS = 200
MOST_SAMPLES = 0xFFFF
FRAGMENT = 11
CONTENT_VERSION = 1


@dataclass
class Recording:
    """What is known of a programme that was started; times in milliseconds."""

    boot: int
    number: int
    bond: int
    token: int
    began: int
    # Since 1970 in UTC; None where the clock was not set.
    instant: int | None
    forces: bytes
    times: bytes
    simulated: bool = True
    cause: Cause | None = None
    faults: Fault = Fault.NONE
    greatest: int = 0
    events: list = field(default_factory=list)
    samples: list = field(default_factory=list)
    lost: int = 0
    _lost_at: int = 0

    def tell(self, now, kind, value):
        if len(self.events) < MOST_EVENTS:
            self.events.append((now - self.began, kind, value))
            return
        if not self.lost:
            self._lost_at = now - self.began
        self.lost += 1

    def end_by(self, cause):
        """The first cause is the cause; what follows it is told by the events."""
        if self.cause is None:
            self.cause = cause

    def measure(self, now, force):
        """Called for each step of time; `force` is None where the sensor says nothing."""
        if force is not None:
            self.greatest = max(self.greatest, force)
        if now - self.began >= 1000 * len(self.samples) and len(self.samples) < MOST_SAMPLES:
            self.samples.append(NO_SAMPLE if force is None else below_65536(force))

    def close(self, now):
        events = list(self.events)
        if self.lost:
            events.append((self._lost_at, Event.EVENTS_LOST, below_65536(self.lost)))
        duration = now - self.began
        flags = int(self.simulated) | int(self.instant is not None) << 1
        body = b"".join(
            (
                u8(CONTENT_VERSION),
                u8(flags),
                u16(self.boot),
                u32(self.number),
                u16(self.bond),
                u32(self.token),
                u48(self.began),
                u48(self.instant or 0),
                u32(duration),
                u8(Cause.DONE if self.cause is None else self.cause),
                u8(self.faults),
                u16(below_65536(self.greatest)),
                self.forces,
                self.times,
                u16(len(events)),
                u16(len(self.samples)),
                *(u32(at) + u8(kind) + u16(below_65536(value)) for at, kind, value in events),
                *map(u16, self.samples),
            )
        )
        return Record(self.number, self.token, (self.instant or 0) // 1000, duration // 1000, body + u32(crc32(body)))


@dataclass(frozen=True)
class Record:
    number: int
    token: int
    start: int
    seconds: int
    content: bytes

    @property
    def digest(self):
        return int.from_bytes(self.content[-4:], "little")

    def entry(self):
        """How a report of records names it."""
        return sealed(
            u8(1)
            + u32(self.number)
            + u32(self.token)
            + u24(len(self.content))
            + u32(self.start)
            + u16(below_65536(self.seconds))
        )

    def fragment(self, offset):
        return sealed(u8(2) + u16(self.number & 0xFFFF) + u32(offset) + self.content[offset : offset + FRAGMENT])

    def fragments(self, offset):
        """From this byte of the content to its end."""
        return (self.fragment(at) for at in range(offset, len(self.content), FRAGMENT))


class Memory:
    """Keeps records until they are deleted. A number is used once in the unit's life."""

    def __init__(self, capacity):
        self._capacity = capacity
        self._records = {}
        self._last_number = 0

    def __len__(self):
        return len(self._records)

    @property
    def is_full(self):
        return len(self._records) >= self._capacity

    def next_number(self):
        self._last_number += 1
        return self._last_number

    def keep(self, record):
        self._records[record.number] = record

    def get(self, number):
        return self._records.get(number)

    def delete(self, number):
        del self._records[number]

    def upwards(self, number=0):
        """The records from this number on, lowest first."""
        return [self._records[one] for one in sorted(self._records) if one >= number]
