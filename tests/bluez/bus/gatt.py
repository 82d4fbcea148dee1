"""Services and characteristics of a unit as BlueZ shows them."""

import asyncio
import contextlib

from dbus_fast import DBusError
from dbus_fast.service import ServiceInterface, dbus_method

from bus.common import error, not_connected, read_only
from device import Refused
from device.layout import present
from device.names import AttError

# Handles as a GATT server counts them: one for the service, three for a characteristic with its descriptor.
FIRST_HANDLE, HANDLES_PER_CHARACTERISTIC = 0x0010, 3


class GattService(ServiceInterface):
    def __init__(self, device, service):
        super().__init__("org.bluez.GattService1")
        self.device = device
        self.service = service


read_only(GattService, "UUID", "s", lambda service: service.service.value)
read_only(GattService, "Primary", "b", lambda _service: True)
read_only(GattService, "Device", "o", lambda service: service.device.path)


class GattCharacteristic(ServiceInterface):
    def __init__(self, device, service_path, characteristic):
        super().__init__("org.bluez.GattCharacteristic1")
        self.device = device
        self.service_path = service_path
        self.characteristic = characteristic
        self.value = b""
        self.is_notifying = False
        self._busy = set()

    @dbus_method()
    async def ReadValue(self, options: "a{sv}") -> "ay":
        offset = options["offset"].value if "offset" in options else 0
        value = await self._ask("read", lambda link: self.device.unit.read(link, self.characteristic))
        return value[offset:]

    @dbus_method()
    async def WriteValue(self, value: "ay", options: "a{sv}"):
        # BlueZ answers a write without response as soon as it is sent, so a refusal of the unit is not seen.
        unanswered = "type" in options and options["type"].value == "command"

        def write(link):
            try:
                self.device.unit.write(link, self.characteristic, bytes(value))
            except Refused:
                if not unanswered:
                    raise

        await self._ask("write", write)

    @dbus_method()
    async def StartNotify(self):
        await self._ask("subscribe", lambda link: self.device.unit.subscribe(link, self.characteristic))
        self.is_notifying = True
        self.emit_properties_changed({"Notifying": True})

    @dbus_method()
    def StopNotify(self):
        if not self.is_notifying:
            raise error("Failed", "No notify session started")
        if self.device.link is not None:
            self.device.unit.subscribe(self.device.link, self.characteristic, False)
        self.stop_notifying()

    def stop_notifying(self):
        if self.is_notifying:
            self.is_notifying = False
            self.emit_properties_changed({"Notifying": False})

    def subscribe_again(self):
        """BlueZ does so by itself where a link comes back and whoever subscribed is still there."""
        if self.is_notifying:
            with contextlib.suppress(Refused):
                self.device.unit.subscribe(self.device.link, self.characteristic)

    def tell(self, frame):
        self.value = frame
        if self.is_notifying:
            self.emit_properties_changed({"Value": frame})

    async def _ask(self, operation, act):
        """One operation of the unit, with the faults that were ordered for it."""
        device = self.device
        if device.link is None:
            raise not_connected()
        if operation in self._busy:
            raise error("InProgress", "Operation already in progress")
        self._busy.add(operation)
        try:
            loses_link = await device.world.faults.meet(operation, device, self.characteristic.label)
            value = await self._secured(operation, act)
            # One turn of the loop, as the radio needs: an answer is never there before the question was sent.
            await asyncio.sleep(0)
            if loses_link:
                device.drop_link(lost=True)
                raise not_connected()
            return value
        finally:
            self._busy.discard(operation)
            device.flush()

    async def _secured(self, operation, act):
        """Where the unit wants a better secured link BlueZ pairs by itself, and asks once more.

        Where it cannot, it says so or hangs until the link ends, as the real one was seen to do: without an agent, and
        for a subscription over a link that no passkey can better.
        """
        device = self.device
        for last in (False, True):
            if device.link is None:
                raise not_connected()
            try:
                return act(device.link)
            except Refused as refused:
                if refused.error != AttError.INSUFFICIENT_AUTHENTICATION:
                    raise _att_error(refused.error) from None
            if last or not device.can_secure_by_itself:
                if device.world.agent is not None and operation != "subscribe":
                    raise error("NotPermitted", "Not paired")
                await device.dropped.wait()
                raise not_connected()
            try:
                await device.pair()
            except DBusError:
                raise _att_error(AttError.UNLIKELY_ERROR) from None
        return None


read_only(GattCharacteristic, "UUID", "s", lambda one: one.characteristic.shape.uuid)
read_only(GattCharacteristic, "Service", "o", lambda one: one.service_path)
read_only(GattCharacteristic, "Flags", "as", lambda one: sorted(one.characteristic.shape.properties))
read_only(GattCharacteristic, "Value", "ay", lambda one: one.value)
read_only(GattCharacteristic, "Notifying", "b", lambda one: one.is_notifying)
read_only(GattCharacteristic, "MTU", "q", lambda _one: 517)


def _att_error(code):
    """As BlueZ words it."""
    if code == AttError.READ_NOT_PERMITTED:
        return error("NotPermitted", "Read not permitted")
    if code == AttError.WRITE_NOT_PERMITTED:
        return error("NotPermitted", "Write not permitted")
    return error("Failed", f"Operation failed with ATT error: {int(code):#04x}")


def objects(device):
    """Path and interface of each service and characteristic, services before what they hold."""
    handle = FIRST_HANDLE
    service, service_path, made = None, "", []
    for characteristic in present(device.unit.traits):
        if characteristic.shape.service != service:
            service = characteristic.shape.service
            service_path = f"{device.path}/service{handle:04x}"
            made.append((service_path, GattService(device, service)))
            handle += 1
        made.append((f"{service_path}/char{handle:04x}", GattCharacteristic(device, service_path, characteristic)))
        handle += HANDLES_PER_CHARACTERISTIC
    return made
