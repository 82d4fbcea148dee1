#!/usr/bin/env python3
"""The unit on a virtual radio, for a real BlueZ: GATT server, advertising, pairing with a passkey, bonds.

Usage: peripheral.py HCI_SOCKET CONTROL_SOCKET. Prints READY. The unit itself is the package `device`; this file carries
what it says over bumble and what bumble hears to it.
"""

import asyncio
import contextlib
import logging
import os
import sys

from bumble.att import ATT_Error
from bumble.core import UUID, AdvertisingData
from bumble.device import Connection, Device
from bumble.gatt import (
    GATT_CLIENT_CHARACTERISTIC_CONFIGURATION_DESCRIPTOR,
    Characteristic as GattCharacteristic,
    CharacteristicValue,
    Descriptor,
    Service as GattService,
)
from bumble.hci import Address
from bumble.keys import MemoryKeyStore
from bumble.pairing import PairingConfig, PairingDelegate

from bench import ADVERTISED_NAME, Bench, unit_as_told
from control import serve
from device import Level, Refused
from device.layout import Service, present
from device.names import AttError
from radio import Radio

UNIT_ADDRESS = "C4:4E:61:00:00:01"
# Milliseconds between two advertisements; the profile allows a second.
ADVERTISING_INTERVAL = 100
EVERYTHING = GattCharacteristic.READABLE | GattCharacteristic.WRITEABLE
PROPERTIES = {
    "read": GattCharacteristic.Properties.READ,
    "write": GattCharacteristic.Properties.WRITE,
    "write-without-response": GattCharacteristic.Properties.WRITE_WITHOUT_RESPONSE,
    "notify": GattCharacteristic.Properties.NOTIFY,
    "indicate": GattCharacteristic.Properties.INDICATE,
}


class Display(PairingDelegate):
    """Shows its one passkey, or has no display at all."""

    def __init__(self, passkey):
        self._passkey = passkey
        super().__init__(self.DISPLAY_OUTPUT_ONLY if passkey is not None else self.NO_OUTPUT_NO_INPUT)

    async def generate_passkey(self):
        return self._passkey


class Peripheral(Bench):
    def __init__(self, unit, radio):
        super().__init__(unit)
        self.radio = radio
        self.has_ended = asyncio.Event()
        self._connection = None
        self._gatt = {}
        self._outbox = asyncio.Queue()
        self._device = Device(name=ADVERTISED_NAME, address=Address(UNIT_ADDRESS), host=radio.host)

    async def power_on(self):
        device = self._device
        device.pairing_config_factory = self._pairing_config
        device.add_services(self._services())
        flags = AdvertisingData.Flags.LE_GENERAL_DISCOVERABLE_MODE | AdvertisingData.Flags.BR_EDR_NOT_SUPPORTED
        device.advertising_data = bytes(
            AdvertisingData(
                [
                    (AdvertisingData.FLAGS, bytes([flags])),
                    (AdvertisingData.COMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS, bytes(UUID(Service.TRACTION.value))),
                ]
            )
        )
        device.scan_response_data = bytes(
            AdvertisingData([(AdvertisingData.COMPLETE_LOCAL_NAME, ADVERTISED_NAME.encode())])
        )
        device.on("connection", self._connected)
        await device.power_on()
        # In memory, whatever bumble's default would be: a bond ends with the test.
        device.keystore = MemoryKeyStore()
        await self.set_advertising(True)

    def _pairing_config(self, _connection):
        display = Display(self.passkey if self.shows_passkey else None)
        return PairingConfig(sc=True, mitm=self.shows_passkey, bonding=True, delegate=display)

    # The GATT server.

    def _services(self):
        grouped = {}
        for characteristic in present(self.unit.traits):
            self._gatt[characteristic] = self._characteristic(characteristic)
            grouped.setdefault(characteristic.shape.service, []).append(self._gatt[characteristic])
        return [GattService(UUID(service.value), members) for service, members in grouped.items()]

    def _characteristic(self, characteristic):
        properties = GattCharacteristic.Properties(0)
        for name in characteristic.shape.properties:
            properties |= PROPERTIES[name]
        # Whether it may be read or written is the unit's answer, so bumble lets everything through to it.
        value = CharacteristicValue(
            read=lambda _connection: self._asked(characteristic, lambda link: self.unit.read(link, characteristic)),
            write=lambda _connection, written: self._asked(
                characteristic, lambda link: self.unit.write(link, characteristic, bytes(written))
            ),
        )
        descriptors = [self._configuration(characteristic)] if characteristic.shape.tells else []
        return GattCharacteristic(UUID(characteristic.shape.uuid), properties, EVERYTHING, value, descriptors)

    def _configuration(self, characteristic):
        """The descriptor by which a central subscribes: the unit may refuse it, and bumble keeps the books."""

        def read(connection):
            return self._device.gatt_server.read_cccd(connection, self._gatt[characteristic])

        def write(connection, value):
            self._asked(characteristic, lambda link: self.unit.subscribe(link, characteristic, any(value)))
            self._device.gatt_server.write_cccd(connection, self._gatt[characteristic], bytes(value))

        return Descriptor(
            GATT_CLIENT_CHARACTERISTIC_CONFIGURATION_DESCRIPTOR,
            EVERYTHING,
            CharacteristicValue(read=read, write=write),
        )

    def _asked(self, characteristic, act):
        if self.link is None:
            raise ATT_Error(int(AttError.UNLIKELY_ERROR))
        try:
            answer = act(self.link)
        except Refused as refused:
            print(f"refused, {characteristic.label}: {refused}", flush=True)
            raise ATT_Error(int(refused.error)) from None
        # What the unit says to it leaves after bumble's own response.
        asyncio.get_running_loop().call_soon(self.flush)
        return answer

    def deliver(self, outgoing):
        self._outbox.put_nowait((self._connection, outgoing))

    async def send(self):
        """Sends one frame after the other, as an indication waits for its confirmation."""
        while True:
            connection, outgoing = await self._outbox.get()
            if connection is None or connection is not self._connection:
                continue
            target = self._gatt[outgoing.characteristic]
            server = self._device.gatt_server
            with contextlib.suppress(TimeoutError, asyncio.CancelledError, KeyError):
                if "indicate" in outgoing.characteristic.shape.properties:
                    await connection.cancel_on_disconnection(
                        server.indicate_subscriber(connection, target, outgoing.frame)
                    )
                else:
                    await server.notify_subscriber(connection, target, outgoing.frame)

    # Links.

    def _connected(self, connection):
        print("connected", connection.peer_address, flush=True)
        self._connection = connection
        self.link = self.unit.connect(str(connection.peer_address))
        connection.on(Connection.EVENT_DISCONNECTION, self._disconnected)
        connection.on(Connection.EVENT_CONNECTION_ENCRYPTION_CHANGE, self._encrypted)
        connection.on(Connection.EVENT_PAIRING, self._paired)
        connection.on(Connection.EVENT_PAIRING_FAILURE, lambda reason: print("pairing failed", reason, flush=True))

    def _disconnected(self, reason):
        print(f"disconnected, reason {reason:#04x}", flush=True)
        self._connection = None
        self.unlink()
        if self.is_advertising:
            asyncio.ensure_future(self.set_advertising(True))

    def _encrypted(self):
        if self.link is None or not self._connection.encryption:
            return
        # While it is being paired there is no bond yet, and the level comes with the keys.
        known = self.unit.encrypt(self.link)
        print("encrypted", "by the bond" if known else "by the keys of a pairing", flush=True)

    def _paired(self, keys):
        if self.link is None:
            return
        level = Level.AUTHENTICATED if keys.ltk and keys.ltk.authenticated else Level.ENCRYPTED
        self.unit.pair(self.link, level)
        print("paired,", level.name.lower(), flush=True)

    def drop_link(self, lost):
        if self._connection is None:
            return
        if lost:
            self.radio.lose_link()
        else:
            asyncio.ensure_future(self._connection.disconnect())

    async def set_advertising(self, on):
        await super().set_advertising(on)
        if self._connection is not None or on == self._device.is_advertising:
            return
        if on:
            await self._device.start_advertising(
                advertising_interval_min=ADVERTISING_INTERVAL, advertising_interval_max=ADVERTISING_INTERVAL
            )
        else:
            await self._device.stop_advertising()

    # The control socket, beyond what every bench knows.

    async def do_forget_bond(self):
        super().do_forget_bond()
        await self._device.keystore.delete_all()

    def do_address_is(self):
        return UNIT_ADDRESS

    def do_quit(self):
        # After the answer was written.
        asyncio.get_running_loop().call_later(0.05, self.has_ended.set)


async def main(hci, control):
    peripheral = Peripheral(unit_as_told(), await Radio.open(hci))
    await peripheral.power_on()
    tasks = [
        asyncio.ensure_future(task)
        for task in (peripheral.live(), peripheral.send(), serve(control, peripheral.carry_out))
    ]
    print("READY", flush=True)
    # Whichever ends first: the test's wish, or a task that failed and says why.
    ended = asyncio.ensure_future(peripheral.has_ended.wait())
    done, _ = await asyncio.wait({ended, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()


if __name__ == "__main__":
    logging.basicConfig(level=os.environ.get("NAPE_BUMBLE_LOG", "WARNING"))
    asyncio.run(main(sys.argv[1], sys.argv[2]))
