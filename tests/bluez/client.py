"""A small client of BlueZ's D-Bus API, for the smoke test: of the real one and of the stand-in alike."""

import asyncio
import os

from dbus_fast import BusType, DBusError, Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.auth import AuthAnonymous, AuthExternal
from dbus_fast.service import ServiceInterface, dbus_method

ADAPTER_PATH = "/org/bluez/hci0"
ADAPTER, DEVICE = "org.bluez.Adapter1", "org.bluez.Device1"
CHARACTERISTIC = "org.bluez.GattCharacteristic1"
PROPERTIES = "org.freedesktop.DBus.Properties"
AGENT_PATH = "/nape/test/agent"


class TooLate(Exception):
    pass


class Typist(ServiceInterface):
    """An agent: types the passkey that it was told, and counts how often it was asked."""

    def __init__(self):
        super().__init__("org.bluez.Agent1")
        self.passkey = 0
        self.times_asked = 0

    @dbus_method()
    def RequestPasskey(self, _device: "o") -> "u":
        self.times_asked += 1
        return self.passkey

    @dbus_method()
    def RequestConfirmation(self, _device: "o", _passkey: "u"):
        raise DBusError("org.bluez.Error.Rejected", "there is no number to compare here")

    @dbus_method()
    def RequestAuthorization(self, _device: "o"):
        pass

    @dbus_method()
    def Cancel(self):
        pass

    @dbus_method()
    def Release(self):
        pass


class BlueZ:
    """Objects as the ObjectManager told them, kept up to date by its signals."""

    def __init__(self, bus):
        self._bus = bus
        self.objects = {}
        self.typist = Typist()
        # Called with path and bytes for each notification.
        self.on_value = lambda path, value: None
        self._changed = asyncio.Event()

    @classmethod
    async def open(cls):
        """Connects by DBUS_SYSTEM_BUS_ADDRESS; over TCP nobody can say who they are."""
        over_tcp = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "").startswith("tcp:")
        auth = AuthAnonymous() if over_tcp else AuthExternal()
        bus = await MessageBus(bus_type=BusType.SYSTEM, auth=auth).connect()
        bluez = cls(bus)
        bus.add_message_handler(bluez._heard)
        for interface in ("org.freedesktop.DBus.ObjectManager", PROPERTIES):
            rule = f"type='signal',sender='org.bluez',interface='{interface}'"
            await bluez.call("/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", rule,
                             destination="org.freedesktop.DBus")
        for path, interfaces in (
            await bluez.call("/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
        ).items():
            bluez._added(path, interfaces)
        return bluez

    def close(self):
        self._bus.disconnect()

    async def call(self, path, interface, member, signature="", *body, destination="org.bluez", within=35):
        """The first value of the answer, or None. Raises DBusError, or TooLate after so many seconds."""
        message = Message(destination=destination, path=path, interface=interface, member=member,
                          signature=signature, body=list(body))
        try:
            reply = await asyncio.wait_for(self._bus.call(message), within)
        except TimeoutError:
            raise TooLate(f"{interface}.{member} within {within} s") from None
        if reply.message_type == MessageType.ERROR:
            raise DBusError(reply.error_name, reply.body[0] if reply.body else "")
        return reply.body[0] if reply.body else None

    async def register_agent(self, passkey, capability="KeyboardDisplay"):
        self.typist.passkey = passkey
        self._bus.export(AGENT_PATH, self.typist)
        manager = "org.bluez.AgentManager1"
        await self.call("/org/bluez", manager, "RegisterAgent", "os", AGENT_PATH, capability)
        await self.call("/org/bluez", manager, "RequestDefaultAgent", "o", AGENT_PATH)

    async def until(self, happened, within):
        """Waits until `happened()` says something; returns that. Looks again whenever BlueZ said something."""
        deadline = asyncio.get_running_loop().time() + within
        while not (said := happened()):
            left = deadline - asyncio.get_running_loop().time()
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), left)
            except TimeoutError:
                raise TooLate(f"{within} s") from None
        return said

    def property(self, path, interface, name):
        return self.objects.get(path, {}).get(interface, {}).get(name)

    def find(self, interface, below="/", **wanted):
        """Paths of the objects with these properties."""
        return [
            path
            for path, interfaces in self.objects.items()
            if path.startswith(below) and interface in interfaces
            and all(interfaces[interface].get(name) == value for name, value in wanted.items())
        ]

    async def discover(self, address, within=10):
        """The path of that device, after a scan."""
        await self.call(ADAPTER_PATH, ADAPTER, "SetDiscoveryFilter", "a{sv}", {"Transport": Variant("s", "le")})
        await self.call(ADAPTER_PATH, ADAPTER, "StartDiscovery")
        try:
            return (await self.until(lambda: self.find(DEVICE, Address=address), within))[0]
        finally:
            await self.call(ADAPTER_PATH, ADAPTER, "StopDiscovery")

    async def resolved(self, path, within=20):
        await self.until(lambda: self.property(path, DEVICE, "ServicesResolved"), within)

    def characteristic(self, device, uuid):
        return self.find(CHARACTERISTIC, f"{device}/", UUID=uuid)[0]

    async def read(self, path):
        return bytes(await self.call(path, CHARACTERISTIC, "ReadValue", "a{sv}", {}))

    async def write(self, path, value, kind="request"):
        await self.call(path, CHARACTERISTIC, "WriteValue", "aya{sv}", value, {"type": Variant("s", kind)})

    async def subscribe(self, path):
        await self.call(path, CHARACTERISTIC, "StartNotify")

    def _heard(self, message):
        if message.message_type != MessageType.SIGNAL:
            return
        if message.member == "InterfacesAdded":
            self._added(*message.body)
        elif message.member == "InterfacesRemoved":
            path, interfaces = message.body
            for interface in interfaces:
                self.objects.get(path, {}).pop(interface, None)
        elif message.member == "PropertiesChanged":
            interface, changed, invalidated = message.body
            properties = self.objects.setdefault(message.path, {}).setdefault(interface, {})
            properties.update({name: variant.value for name, variant in changed.items()})
            for name in invalidated:
                properties.pop(name, None)
            if interface == CHARACTERISTIC and "Value" in changed:
                self.on_value(message.path, bytes(changed["Value"].value))
        self._changed.set()

    def _added(self, path, interfaces):
        for interface, properties in interfaces.items():
            known = self.objects.setdefault(path, {}).setdefault(interface, {})
            known.update({name: variant.value for name, variant in properties.items()})
