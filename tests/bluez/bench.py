"""A unit on the bench: the model in real time, and what the control socket can do to it.

Both worlds build on this: the one with a radio (peripheral.py) and the one without (stand_in.py). They say how frames
go out and how a link ends.
"""

import asyncio
import os
import time

from control import Unfit, switched
from device import Characteristic, Fault, Outgoing, State, Traits, Unit
from device.layout import labelled

ADVERTISED_NAME = "Nape test unit"
PASSKEY = 472913
# The first instant of preloaded records: 2026-03-01T07:00:00Z.
FIRST_RECORD = 1_772_348_400_000
TICK = 0.01
# How long a unit is away when it restarts, in seconds; the profile allows 2.
RESTARTING = 0.6
DEFECTS = {"sensor": Fault.SENSOR, "actuator": Fault.ACTUATOR, "internal": Fault.INTERNAL}


def unit_as_told():
    """Traits and pace as the environment sets them, so that one start script serves every test."""
    setting = os.environ.get
    traits = Traits(
        serial=setting("NAPE_TEST_DEVICE_SERIAL", "NT-0001"),
        simulated=setting("NAPE_TEST_DEVICE_SIMULATED", "1") == "1",
        start_button=setting("NAPE_TEST_DEVICE_START_BUTTON", "0") == "1",
    )
    return Unit(traits, boot=7, frames_per_step=int(setting("NAPE_TEST_DEVICE_FRAMES", "8")))


class Bench:
    """One unit. A world overrides `deliver`, `drop_link` and `set_advertising`."""

    def __init__(self, unit):
        self.unit = unit
        self.link = None
        self.is_advertising = True
        self.passkey = PASSKEY
        # Whether it pairs with a passkey, or by Just Works for want of a display.
        self.shows_passkey = True
        self._cut_after = None

    # What a world does.

    def deliver(self, outgoing):
        raise NotImplementedError

    def drop_link(self, lost):
        """Ends the link: in order, or as if the other end had gone out of reach."""
        raise NotImplementedError

    async def set_advertising(self, on):
        self.is_advertising = on

    # Time.

    async def live(self):
        """Lets the unit's time pass as the wall clock does."""
        began, passed = time.monotonic(), 0
        while True:
            await asyncio.sleep(TICK)
            elapsed = int((time.monotonic() - began) * 1000) - passed
            passed += elapsed
            self.unit.advance(elapsed)
            self.flush()

    def flush(self):
        """Sends what the unit has to say, as far as the link is to last."""
        for outgoing in self.unit.take_outgoing():
            if self._cut_after is not None and outgoing.characteristic == Characteristic.SESSION_RECORD:
                if self._cut_after == 0:
                    self._cut_after = None
                    self.drop_link(lost=True)
                    return
                self._cut_after -= 1
            self.deliver(outgoing)

    def unlink(self):
        """The link is gone, whoever ended it."""
        link, self.link = self.link, None
        if link is not None:
            self.unit.disconnect(link)

    async def restart(self):
        was_advertising = self.is_advertising
        if self.link is not None:
            self.drop_link(lost=True)
        await self.set_advertising(False)
        self.unit.restart()
        await asyncio.sleep(RESTARTING)
        await self.set_advertising(was_advertising)

    # The control socket.

    def carry_out(self, words):
        """Does what one line asks for. Raises Unfit, or ValueError, KeyError or IndexError, where it makes no sense."""
        verb, *rest = words
        command = getattr(self, f"do_{verb.replace('-', '_').replace('?', '_is')}", None)
        if command is None:
            raise Unfit(f"unknown: {verb}")
        try:
            said = command(*rest)
        except TypeError:
            raise Unfit(f"wrong number of words for {verb}") from None
        self.flush()
        return said

    def do_advertise(self, on):
        return self.set_advertising(switched(on))

    def do_terminate(self):
        self._linked()
        self.drop_link(lost=False)

    def do_linkloss(self):
        self._linked()
        self.drop_link(lost=True)

    def do_restart(self):
        return self.restart()

    def do_battery(self, percent):
        self.unit.set_battery(int(percent))

    def do_hand_switch(self, on):
        self.unit.press_hand_switch(switched(on))

    def do_start_button(self, on):
        self.unit.press_start_button(switched(on))

    def do_records(self, count, seconds):
        return self.unit.preload(int(count), int(seconds), FIRST_RECORD)

    def do_cut_after(self, frames):
        """The link is lost when this many more entries and fragments were sent."""
        self._cut_after = int(frames)

    def do_grip(self, percent):
        """How much of the cable's force reaches the sensor; 0 is a cable that came off."""
        self.unit.machine.pull.grip = int(percent)

    def do_lean(self, force):
        """Something else pulls too, in 0.1 N."""
        self.unit.machine.pull.added = int(force)

    def do_stuck(self, on):
        self.unit.machine.pull.is_stuck = switched(on)

    def do_defect(self, which, on):
        machine = self.unit.machine
        machine.defects = machine.defects | DEFECTS[which] if switched(on) else machine.defects & ~DEFECTS[which]

    def do_say(self, label, frame):
        """Any bytes by a characteristic that the central is subscribed to, for frames that no unit should send."""
        self.deliver(Outgoing(self._linked(), labelled(label), bytes.fromhex(frame)))

    def do_forget_bond(self):
        self.unit.bonds.forget()

    def do_pairing(self, way):
        if way not in ("passkey", "just-works"):
            raise Unfit("passkey or just-works")
        self.shows_passkey = way == "passkey"

    def do_records_is(self):
        return len(self.unit.memory)

    def do_state_is(self):
        return State(self.unit.state).name.lower()

    def do_force_is(self):
        return self.unit.machine.measured

    def do_target_is(self):
        return self.unit.machine.pull.target

    def do_faults_is(self):
        return int(self.unit.machine.faults)

    def do_boot_is(self):
        return self.unit.boot

    def do_clock_is(self):
        """What the unit's clock says now, in milliseconds since 1970; 0 where it was not set."""
        return self.unit.clock_now() or 0

    def do_connected_is(self):
        return "yes" if self.link is not None else "no"

    def do_secured_is(self):
        return self._linked().level.name.lower()

    def do_passkey_is(self):
        return f"{self.passkey:06}"

    def _linked(self):
        if self.link is None:
            raise Unfit("nobody is connected")
        return self.link
