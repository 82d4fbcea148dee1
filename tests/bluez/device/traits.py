"""What one kind of unit can do, and how Feature tells it."""

from dataclasses import dataclass, replace

from device.names import Opcode
from device.wire import sealed, u8, u16

ACTUATOR, GAUGE = 0, 1
CERVICAL, LUMBAR = 0, 1
# A gauge moves nothing, and a unit with levels is set by its own panel: both are watched and stopped, no more.
WATCHED_ONLY = frozenset({Opcode.REQUEST_CONTROL, Opcode.HEARTBEAT, Opcode.QUERY_COMMAND})


@dataclass(frozen=True)
class Traits:
    """Forces in 0.1 N, ramps in 0.1 N per second, times in seconds."""

    kind: int = ACTUATOR
    modality: int = 1
    regions: int = 1 << CERVICAL
    intermittent: bool = True
    hand_switch: bool = True
    levels: int = 0
    keeps_records: bool = True
    start_button: bool = False
    least_force: int = 100
    greatest_force: int = 2224
    force_step: int = 10
    greatest_ramp: int = 200
    longest_programme: int = 1800
    records: int = 64
    simulated: bool = True
    keeps_time: bool = False
    major: int = 1
    minor: int = 0
    manufacturer: str = "Nape"
    model: str = "Test unit"
    serial: str = "NT-0001"
    firmware: str = "1.0.0"

    def but(self, **changes):
        """The same unit with something else about it."""
        return replace(self, **changes)

    @property
    def flags(self):
        bits = (self.intermittent, self.hand_switch, self.levels > 0, self.keeps_records, self.start_button)
        return sum(1 << place for place, is_set in enumerate(bits) if is_set)

    @property
    def opcodes(self):
        return WATCHED_ONLY if self.kind == GAUGE or self.levels else frozenset(Opcode)

    def has_region(self, region):
        return region in (CERVICAL, LUMBAR) and bool(self.regions & 1 << region)

    def feature(self):
        """The Feature frame, 20 bytes."""
        forces = (0, 0, 0) if self.levels else (self.least_force, self.greatest_force, self.force_step)
        numbers = (*forces, self.greatest_ramp, self.longest_programme)
        return sealed(
            bytes([self.major, self.minor, self.kind, self.modality, self.regions, self.flags])
            + b"".join(map(u16, numbers))
            + u8(self.levels)
            + u8(self.records if self.keeps_records else 0)
        )
