"""org.bluez.Adapter1 and AgentManager1."""

import asyncio
import contextlib

from dbus_fast import DBusError, Message, MessageType, PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from bus.common import error, read_only

ADVERTISEMENTS_EVERY = 0.2
WITH_KEYBOARD = ("", "KeyboardDisplay", "KeyboardOnly")


class Adapter(ServiceInterface):
    def __init__(self, world):
        super().__init__("org.bluez.Adapter1")
        self.world = world
        self.is_powered = True
        self._discovery = None

    @property
    def is_discovering(self):
        return self._discovery is not None

    @dbus_method()
    async def StartDiscovery(self):
        await self.world.faults.meet("discover")
        self.world.require_power()
        if self._discovery is not None:
            raise error("InProgress", "Operation already in progress")
        self._discovery = asyncio.ensure_future(self._discover())
        self.emit_properties_changed({"Discovering": True})

    @dbus_method()
    def StopDiscovery(self):
        if self._discovery is None:
            raise error("Failed", "No discovery started")
        self.stop_discovery()

    @dbus_method()
    def SetDiscoveryFilter(self, filter_: "a{sv}"):
        uuids = filter_["UUIDs"].value if "UUIDs" in filter_ else []
        self.world.wanted_uuids = {uuid.lower() for uuid in uuids}

    @dbus_method()
    def RemoveDevice(self, path: "o"):
        for device in self.world.devices:
            if device.path == path and device.is_known:
                device.remove()
                return
        raise error("DoesNotExist", "Does Not Exist")

    @dbus_property(access=PropertyAccess.READWRITE)
    def Powered(self) -> "b":
        return self.is_powered

    @Powered.setter
    def Powered(self, value: "b"):
        self.set_power(value)

    def set_power(self, on):
        if on == self.is_powered:
            return
        self.is_powered = on
        if not on:
            self.stop_discovery()
            for device in self.world.devices:
                device.drop_link(lost=True)
        self.emit_properties_changed({"Powered": on})

    def stop_discovery(self):
        if self._discovery is not None:
            self._discovery.cancel()
            self._discovery = None
            self.emit_properties_changed({"Discovering": False})

    async def _discover(self):
        while True:
            await asyncio.sleep(ADVERTISEMENTS_EVERY / 4)
            for device in self.world.devices:
                wanted = self.world.wanted_uuids
                if device.is_advertising and device.link is None and (not wanted or wanted & set(device.uuids)):
                    device.seen()
            await asyncio.sleep(ADVERTISEMENTS_EVERY * 3 / 4)


for _name, _signature, _value in (
    ("Address", "s", "00:00:5E:00:53:01"),
    ("AddressType", "s", "public"),
    ("Name", "s", "stand-in"),
    ("Alias", "s", "stand-in"),
    ("Modalias", "s", "usb:v1D6Bp0246d0552"),
):
    read_only(Adapter, _name, _signature, lambda _one, value=_value: value)
read_only(Adapter, "Discovering", "b", lambda one: one.is_discovering)


class AgentManager(ServiceInterface):
    """Registration is handled by `Agents`, which needs to know who calls."""

    def __init__(self):
        super().__init__("org.bluez.AgentManager1")

    @dbus_method()
    def RequestDefaultAgent(self, _path: "o"):
        pass


class Agent:
    """Someone's org.bluez.Agent1."""

    def __init__(self, bus, owner, path, capability):
        self.owner = owner
        self.path = path
        self.has_keyboard = capability in WITH_KEYBOARD
        self._bus = bus

    async def passkey(self, device_path):
        """What was typed, or None where the agent refused."""
        reply = await self._bus.call(
            Message(
                destination=self.owner, path=self.path, interface="org.bluez.Agent1", member="RequestPasskey",
                signature="o", body=[device_path],
            )
        )
        if reply.message_type == MessageType.ERROR:
            if reply.error_name == "org.bluez.Error.Canceled":
                raise error("AuthenticationCanceled", "Authentication Canceled")
            return None
        return reply.body[0]


class Agents:
    """Who registered an agent; the last one is asked. An agent is gone with its owner."""

    def __init__(self, bus):
        self._bus = bus
        self._agents = []
        bus.add_message_handler(self._handle)

    @property
    def current(self):
        return self._agents[-1] if self._agents else None

    async def watch(self):
        """Notices when an owner leaves the bus."""
        rule = "type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged'"
        with contextlib.suppress(DBusError):
            await self._bus.call(
                Message(
                    destination="org.freedesktop.DBus", path="/org/freedesktop/DBus",
                    interface="org.freedesktop.DBus", member="AddMatch", signature="s", body=[rule],
                )
            )

    def _handle(self, message):
        if message.message_type == MessageType.SIGNAL and message.member == "NameOwnerChanged":
            name, _, new_owner = message.body
            if not new_owner:
                self._agents = [agent for agent in self._agents if agent.owner != name]
            return None
        if message.message_type != MessageType.METHOD_CALL or message.interface != "org.bluez.AgentManager1":
            return None
        mine = [agent for agent in self._agents if agent.owner == message.sender]
        if message.member == "RegisterAgent":
            if mine:
                return Message.new_error(message, "org.bluez.Error.AlreadyExists", "Already Exists")
            self._agents.append(Agent(self._bus, message.sender, *message.body))
            return Message.new_method_return(message)
        if message.member == "UnregisterAgent":
            self._agents = [agent for agent in self._agents if agent not in mine]
            return Message.new_method_return(message)
        return None
