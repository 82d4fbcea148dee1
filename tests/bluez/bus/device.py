"""org.bluez.Device1 over a unit on the bench: discovery, connecting, pairing, bonds, and the end of a link."""

import asyncio

from dbus_fast import DBusError, PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from bench import ADVERTISED_NAME, Bench
from bus import gatt
from bus.common import ADAPTER_PATH, error, read_only
from control import Unfit
from device import Level
from device.layout import Service

# Seconds, about as a real radio takes.
CONNECTING, RESOLVING, PAIRING = 0.05, 0.05, 0.05
US = "central"


class DeviceInterface(ServiceInterface):
    """What is called and read; `BusDevice` does it."""

    def __init__(self, device):
        super().__init__("org.bluez.Device1")
        self.device = device

    @dbus_method()
    async def Connect(self):
        await self.device.connect()

    @dbus_method()
    async def Disconnect(self):
        await self.device.disconnect()

    @dbus_method()
    async def Pair(self):
        await self.device.pair_as_asked()

    @dbus_method()
    def CancelPairing(self):
        self.device.cancel_pairing()

    @dbus_property(access=PropertyAccess.READWRITE)
    def Trusted(self) -> "b":
        return self.device.is_trusted

    @Trusted.setter
    def Trusted(self, value: "b"):
        self.device.is_trusted = value
        self.emit_properties_changed({"Trusted": value})


for _name, _signature, _value in (
    ("Address", "s", lambda one: one.device.address),
    ("AddressType", "s", lambda _one: "random"),
    ("Name", "s", lambda one: one.device.name),
    ("Alias", "s", lambda one: one.device.name),
    ("Adapter", "o", lambda _one: ADAPTER_PATH),
    ("Paired", "b", lambda one: one.device.is_bonded),
    ("Bonded", "b", lambda one: one.device.is_bonded),
    ("Blocked", "b", lambda _one: False),
    ("LegacyPairing", "b", lambda _one: False),
    ("RSSI", "n", lambda one: one.device.strength),
    ("Connected", "b", lambda one: one.device.link is not None),
    ("ServicesResolved", "b", lambda one: one.device.is_resolved),
    ("UUIDs", "as", lambda one: one.device.uuids),
):
    read_only(DeviceInterface, _name, _signature, _value)


class BusDevice(Bench):
    """`world` has the bus, the agent, the faults, and says whether the adapter is on."""

    def __init__(self, world, unit, address, name=ADVERTISED_NAME, is_traction=True):
        super().__init__(unit)
        self.world = world
        self.address = address
        self.name = name
        self.path = f"{ADAPTER_PATH}/dev_{address.replace(':', '_')}"
        self.uuids = [Service.TRACTION.value] if is_traction else []
        self.strength = -50
        self.interface = DeviceInterface(self)
        self.is_known = False
        self.is_resolved = False
        self.is_trusted = False
        # The central's half of the bond. The unit can lose its own.
        self.is_bonded = False
        self.dropped = asyncio.Event()
        self._objects = []
        self._characteristics = {}
        self._connecting = None
        self._pairing = None
        self._wakes = asyncio.Event()

    # Discovery.

    def seen(self):
        """One advertisement was heard."""
        if self.is_known:
            self.interface.emit_properties_changed({"RSSI": self.strength})
        else:
            self.is_known = True
            self.world.bus.export(self.path, self.interface)

    def remove(self):
        """The central forgets everything about it, its bond too."""
        self.drop_link(lost=False)
        for path, _ in reversed(self._objects):
            self.world.bus.unexport(path)
        self._objects, self._characteristics = [], {}
        self.is_bonded = self.is_trusted = self.is_known = False
        self.world.bus.unexport(self.path)

    async def set_advertising(self, on):
        await super().set_advertising(on)
        if on:
            self._wakes.set()

    # Links.

    async def connect(self):
        if self.link is not None:
            return
        if self._connecting is not None:
            raise error("InProgress", "In Progress")
        if not self.world.adapter.is_powered:
            raise error("Failed", "Input/output error")
        self._connecting = asyncio.ensure_future(self._reach())
        try:
            await self._connecting
        except asyncio.CancelledError:
            raise error("Failed", "le-connection-abort-by-local") from None
        finally:
            self._connecting = None

    async def _reach(self):
        loses_link = await self.world.faults.meet("connect")
        if not self.is_advertising:
            self._wakes.clear()
            try:
                await asyncio.wait_for(self._wakes.wait(), self.world.connect_timeout)
            except TimeoutError:
                raise error("Failed", "le-connection-abort-by-local") from None
        await asyncio.sleep(CONNECTING)
        link = self.unit.connect(US)
        if self.is_bonded and not self.unit.encrypt(link):
            # PIN or key missing: the link is there for a moment and ends with the refusal. BlueZ's words for it vary.
            self.unit.disconnect(link)
            raise error("Failed", "br-connection-canceled")
        self.link = link
        self.dropped.clear()
        self.interface.emit_properties_changed({"Connected": True})
        if loses_link:
            self.drop_link(lost=True)
            raise error("Failed", "le-connection-abort-by-local")
        asyncio.get_running_loop().call_later(RESOLVING, self._resolve, link)

    def _resolve(self, link):
        if self.link is not link:
            return
        if not self._objects:
            self._objects = gatt.objects(self)
            for path, interface in self._objects:
                self.world.bus.export(path, interface)
                if isinstance(interface, gatt.GattCharacteristic):
                    self._characteristics[interface.characteristic] = interface
        for characteristic in self._characteristics.values():
            characteristic.subscribe_again()
        self.is_resolved = True
        self.interface.emit_properties_changed({"ServicesResolved": True})

    async def disconnect(self):
        if self._connecting is not None:
            self._connecting.cancel()
        await self.world.faults.meet("disconnect", self)
        self.drop_link(lost=False)

    def drop_link(self, lost):
        """Without a radio both ends see the same end; `lost` is of interest to the world with one."""
        if self.link is None:
            return
        self.unlink()
        self.dropped.set()
        # BlueZ lets go of a subscription only where it knows of no bond.
        if not self.is_bonded:
            for characteristic in self._characteristics.values():
                characteristic.stop_notifying()
        self.is_resolved = False
        self.interface.emit_properties_changed({"ServicesResolved": False})
        self.interface.emit_properties_changed({"Connected": False})

    def deliver(self, outgoing):
        characteristic = self._characteristics.get(outgoing.characteristic)
        if characteristic is not None and outgoing.link is self.link:
            characteristic.tell(outgoing.frame)

    # Pairing.

    @property
    def can_secure_by_itself(self):
        agent = self.world.agent
        if agent is None or self.link is None:
            return False
        return self.link.level == Level.OPEN or (self.shows_passkey and agent.has_keyboard)

    async def pair_as_asked(self):
        if self.is_bonded:
            raise error("AlreadyExists", "Already Exists")
        await self.pair()

    async def pair(self):
        if self._pairing is not None:
            raise error("InProgress", "In Progress")
        self._pairing = asyncio.ensure_future(self._pair())
        try:
            await self._pairing
        except asyncio.CancelledError:
            raise error("AuthenticationCanceled", "Authentication Canceled") from None
        finally:
            self._pairing = None

    def cancel_pairing(self):
        if self._pairing is None:
            raise error("DoesNotExist", "Does Not Exist")
        self._pairing.cancel()

    async def _pair(self):
        self.world.require_power()
        if self.link is None:
            try:
                await self.connect()
            except DBusError as failed:
                raise error("ConnectionAttemptFailed", failed.text or "Page Timeout") from None
        loses_link = await self.world.faults.meet("pair", self)
        if self.world.agent is None:
            raise error("AuthenticationFailed", "Authentication Failed")
        link = self.link
        level = await self._agree()
        await asyncio.sleep(PAIRING)
        if self.link is not link or link is None:
            raise error("AuthenticationCanceled", "Authentication Canceled")
        if level is None:
            self.drop_link(lost=False)
            raise error("AuthenticationFailed", "Authentication Failed")
        self.unit.pair(link, level)
        self.is_bonded = True
        self.interface.emit_properties_changed({"Bonded": True, "Paired": True})
        if loses_link:
            self.drop_link(lost=True)

    async def _agree(self):
        """The level that was agreed on, or None where pairing fails."""
        agent = self.world.agent
        if not self.shows_passkey or not agent.has_keyboard:
            return Level.ENCRYPTED
        typed = await agent.passkey(self.path)
        return Level.AUTHENTICATED if typed == self.passkey else None

    # The control socket, beyond what every bench knows.

    def do_name(self, *words):
        """The advertised name; a backslash and two hexadecimal digits stand for a byte, `\\x07`."""
        text = " ".join(words).encode().decode("unicode_escape")
        if "\0" in text:
            raise Unfit("D-Bus has no strings with a zero in them")
        self.name = text
        if self.is_known:
            self.interface.emit_properties_changed({"Name": text, "Alias": text})

    def do_strength(self, decibels):
        self.strength = int(decibels)

    def do_address_is(self):
        return self.address
