#!/usr/bin/env python3
"""A stand-in for BlueZ: the unit's model behind a fake org.bluez on a private D-Bus, with faults to order.

Usage: stand_in.py CONTROL_SOCKET [UNITS], with DBUS_SYSTEM_BUS_ADDRESS set. Prints READY. There is no radio and no
cryptography in it: a passkey is compared, a bond is remembered. Whether a real BlueZ behaves so is for the rig to say.
"""

import asyncio
import sys

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

from bench import unit_as_told
from bus.adapter import Adapter, AgentManager, Agents
from bus.common import ADAPTER_PATH, error
from bus.device import BusDevice
from bus.faults import Faults
from control import Unfit, serve, switched
from device import Unit

CONNECT_TIMEOUT = 25.0


class World:
    def __init__(self, bus):
        self.bus = bus
        self.faults = Faults()
        self.agents = Agents(bus)
        self.adapter = Adapter(self)
        self.devices = []
        self.wanted_uuids = set()
        # Seconds until Connect gives up on a device that does not advertise.
        self.connect_timeout = CONNECT_TIMEOUT
        self.has_ended = asyncio.Event()
        self._is_adapter_there = False
        self._lives = []
        bus.add_message_handler(self._answer_for_what_is_gone)

    @property
    def agent(self):
        return self.agents.current

    def require_power(self):
        if not self.adapter.is_powered:
            raise error("NotReady", "Resource Not Ready")

    def add(self, unit, address, **traits):
        device = BusDevice(self, unit, address, **traits)
        self.devices.append(device)
        self._lives.append(asyncio.ensure_future(device.live()))
        return device

    def set_adapter(self, there):
        if there == self._is_adapter_there:
            return
        self._is_adapter_there = there
        if there:
            self.bus.export(ADAPTER_PATH, self.adapter)
            return
        self.adapter.stop_discovery()
        for device in self.devices:
            if device.is_known:
                device.remove()
        self.bus.unexport(ADAPTER_PATH)

    def _answer_for_what_is_gone(self, message):
        """A call to an object that was removed: BlueZ's D-Bus library says that it never knew it."""
        if message.message_type != MessageType.METHOD_CALL or not message.path.startswith(f"{ADAPTER_PATH}/dev_"):
            return None
        if any(device.is_known and message.path.startswith(device.path) for device in self.devices):
            return None
        text = f'Method "{message.member}" with signature "{message.signature}" on interface ' \
            f'"{message.interface}" doesn\'t exist'
        return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownObject", text)

    # The control socket. What is not of the world is for a unit: the first, or that of `with ADDRESS`.

    def carry_out(self, words):
        verb, *rest = words
        command = getattr(self, f"do_{verb.replace('-', '_')}", None)
        if command is not None:
            return command(*rest)
        if not self.devices:
            raise Unfit("there is no unit")
        return self.devices[0].carry_out(words)

    def do_with(self, address, *words):
        for device in self.devices:
            if device.address == address.upper():
                return device.carry_out(list(words))
        raise Unfit(f"no unit has the address {address}")

    def do_fault(self, *words):
        self.faults.order(words)

    def do_faults_off(self):
        self.faults.clear()

    def do_adapter(self, how):
        if how in ("gone", "back"):
            self.set_adapter(how == "back")
        else:
            self.adapter.set_power(switched(how))

    def do_connect_timeout(self, milliseconds):
        self.connect_timeout = int(milliseconds) / 1000

    def do_add_device(self, address, kind="traction"):
        """Another one: a traction unit, or something `other` that advertises no service."""
        if kind not in ("traction", "other"):
            raise Unfit("traction or other")
        self.add(Unit(), address.upper(), is_traction=kind == "traction")

    def do_remove_device(self, address):
        """As if BlueZ had dropped it from its list by itself."""
        for device in self.devices:
            if device.address == address.upper() and device.is_known:
                device.remove()
                return
        raise Unfit(f"{address} is not known")

    def do_quit(self):
        # After the answer was written.
        asyncio.get_running_loop().call_later(0.05, self.has_ended.set)


def address(number):
    """A static random address has its two highest bits set."""
    return f"C4:4E:61:00:00:{number:02X}"


async def main(control, units):
    bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
    world = World(bus)
    bus.export("/org/bluez", AgentManager())
    world.set_adapter(True)
    await world.agents.watch()
    for number in range(units):
        world.add(unit_as_told(), address(number + 1))
    await bus.request_name("org.bluez")
    listening = asyncio.ensure_future(serve(control, world.carry_out))
    print("READY", flush=True)
    ended = asyncio.ensure_future(world.has_ended.wait())
    gone = asyncio.ensure_future(bus.wait_for_disconnect())
    await asyncio.wait({ended, gone, listening}, return_when=asyncio.FIRST_COMPLETED)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1))
