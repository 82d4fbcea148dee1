"""A traction device's firmware as a model, written from docs/device-profile.md and from nothing else.

It is the second reading of that text: the simulator in the core is the first, and where the two differ, one of them or
the text is wrong. So nothing here is taken from there, and nothing from the codec.

    wire.py       numbers, checksums and sealed frames
    names.py      the profile's enumerations, flags and ATT errors
    layout.py     services and characteristics: UUIDs and properties
    traits.py     what one kind of unit can do, and its Feature frame
    programme.py  a programme's two halves: limits, cycles, release, hash
    pull.py       the actuator and the sensor
    machine.py    the states, the programme that runs, what the unit does by itself
    commands.py   the Control Point: order of the checks, sequence, answers
    records.py    a record while it is written, and the memory that keeps them
    access.py     the Record Access Control Point
    links.py      links, how far each is secured, bonds
    unit.py       the device as a central sees it: reads, writes, subscriptions, time

The model is pure. Time comes in by `Unit.advance(milliseconds)`, what the unit says goes out by
`Unit.take_outgoing()`; there is no clock, no radio and no chance in it.
"""

from device.layout import Characteristic
from device.links import Level, Link
from device.names import Fault, Opcode, Phase, Refused, Result, State
from device.traits import Traits
from device.unit import Outgoing, Unit

__all__ = [
    "Characteristic",
    "Fault",
    "Level",
    "Link",
    "Opcode",
    "Outgoing",
    "Phase",
    "Refused",
    "Result",
    "State",
    "Traits",
    "Unit",
]
