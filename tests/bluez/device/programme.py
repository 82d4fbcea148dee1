"""A programme: two halves as the central gave them, the force that it asks for at each moment, its release."""

from dataclasses import dataclass

from device.names import Result
from device.wire import crc32, number


@dataclass(frozen=True)
class Over:
    """A limit that was passed: the answer's detail."""

    limit: int


@dataclass(frozen=True)
class Forces:
    """Programme Forces: 0.1 N, ramps in 0.1 N per second."""

    given: bytes
    hold: int
    rest: int
    ramp_up: int
    ramp_down: int
    limit: int

    SIZE = 10

    @classmethod
    def read(cls, given):
        return cls(given, *(number(given[at : at + 2]) for at in range(0, cls.SIZE, 2)))

    def problem(self, traits):
        """What stands against it: a Result, an Over, or None. What is invalid is said before what is too much."""
        if self.rest > self.hold or 0 in (self.ramp_up, self.ramp_down):
            return Result.PARAMETER_INVALID
        if max(self.hold, self.rest, self.limit) > traits.greatest_force:
            return Over(traits.greatest_force)
        if self.hold > self.limit:
            return Over(self.limit)
        if max(self.ramp_up, self.ramp_down) > traits.greatest_ramp:
            return Over(traits.greatest_ramp)
        return None


@dataclass(frozen=True)
class Times:
    """Programme Times: seconds."""

    given: bytes
    total: int
    hold: int
    rest: int
    region: int
    angle: int

    SIZE = 8

    @classmethod
    def read(cls, given):
        return cls(given, *(number(given[at : at + 2]) for at in (0, 2, 4)), given[6], given[7])

    def problem(self, traits):
        if 0 in (self.total, self.hold) or not traits.has_region(self.region):
            return Result.PARAMETER_INVALID
        return Over(traits.longest_programme) if self.total > traits.longest_programme else None


def programme_hash(forces, times):
    return crc32(forces.given + times.given)


class Programme:
    """One that was started. The hold force may be adjusted; what was given stays as it was."""

    def __init__(self, forces, times):
        self.forces = forces
        self.times = times
        self.hold_force = forces.hold
        self.rest_force = forces.rest

    def adjust(self, hold_force):
        self.hold_force = hold_force
        self.rest_force = min(self.rest_force, hold_force)

    @property
    def cycle_length(self):
        """Milliseconds, or None for a sustained programme."""
        return (self.times.hold + self.times.rest) * 1000 if self.times.rest else None

    @property
    def release_at(self):
        """Where on the programme clock the release begins, in milliseconds."""
        tenths = -(-self.hold_force * 10 // self.forces.ramp_down)
        return self.times.total * 1000 - tenths * 100

    def rests_at(self, clock):
        """Whether the clock stands in the rest of a cycle."""
        length = self.cycle_length
        return length is not None and clock % length >= self.times.hold * 1000

    def goal_at(self, clock):
        return self.rest_force if self.rests_at(clock) else self.hold_force

    def cycle_at(self, clock):
        length = self.cycle_length
        return 1 if length is None else min(clock // length + 1, 255)
