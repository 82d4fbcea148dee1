"""A Bluetooth stack written in Python, with a device behind it that was written from the open profile alone."""

import asyncio
import pathlib
import sys
import threading
import time

import nape
from person import NOW

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "tests" / "bluez"))

from device.layout import Characteristic, Service  # noqa: E402
from device.links import Level  # noqa: E402
from device.names import AttError, Refused  # noqa: E402
from device.unit import Unit  # noqa: E402

ADDRESS = "C4:11:22:33:44:55"
TICK_S = 0.01
BY_UUID = {one.shape.uuid: one for one in Characteristic}


class LentUnit(nape.BluetoothPort):
    """The unit's time runs on a thread of its own, from which it also tells what it sends."""

    def __init__(self):
        self.unit = Unit()
        self.unit.preload(1, 30, 1_772_000_000_000)
        self.lock = threading.RLock()
        self.events = None
        self.connection = self.link = None
        self.running = True
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while self.running:
            time.sleep(TICK_S)
            with self.lock:
                self.unit.advance(int(TICK_S * 1000))
                self._tell()

    def _tell(self):
        for one in self.unit.take_outgoing():
            if one.link is self.link:
                self.events.notified(self.connection, one.characteristic.shape.uuid, one.frame)

    def begin(self, events):
        self.events = events
        events.state(nape.BluetoothState.READY)

    def look(self, scan, services):
        self.events.found(scan, nape.HeardDevice(
            address=ADDRESS, name="NeckTrac\x1b[0m", signal_dbm=-50, services=[Service.TRACTION.value], paired=True))

    def stop_looking(self, scan):
        pass

    def connect(self, connection, address):
        with self.lock:
            self.connection, self.link = connection, self.unit.connect("phone")
            self.unit.pair(self.link, Level.AUTHENTICATED)
        self.events.connected(connection, 185)

    def disconnect(self, connection):
        with self.lock:
            if connection == self.connection:
                self.unit.disconnect(self.link)
                self.connection = self.link = None
        self.events.disconnected(connection, nape.BluetoothEnd.REQUESTED)

    def subscribe(self, connection, request, characteristic):
        self._do(connection, request, characteristic, self.unit.subscribe)

    def read(self, connection, request, characteristic):
        self._do(connection, request, characteristic, self.unit.read)

    def write(self, connection, request, characteristic, value, with_response):
        self._do(connection, request, characteristic, self.unit.write, value)

    def _do(self, connection, request, uuid, what, *more):
        with self.lock:
            if uuid not in BY_UUID or connection != self.connection:
                self.events.failed(connection, request, nape.BluetoothFailure.NOT_FOUND)
                return
            try:
                value = what(self.link, BY_UUID[uuid], *more)
            except Refused as refused:
                unpaired = refused.error == AttError.INSUFFICIENT_AUTHENTICATION
                why = nape.BluetoothFailure.NOT_AUTHENTICATED if unpaired else nape.BluetoothFailure.REJECTED
                self.events.failed(connection, request, why)
                return
            self.events.done(connection, request, value or b"")
            self._tell()

    def pair(self, pairing, address, passkey):
        self.events.pairing(pairing, nape.BluetoothPairing.DONE())

    def answer_passkey(self, pairing, passkey):
        pass

    def answer_number(self, pairing, same):
        pass

    def cancel_pairing(self, pairing):
        pass

    def forget(self, forgetting, address):
        self.events.forgotten(forgetting, nape.BluetoothForgotten.GONE)


async def _opened(folder, lent):
    config = nape.OpenConfig(
        folder=str(folder), key=bytes([7]) * 32, demonstration=False, now=NOW, zone="Europe/Lisbon")
    return await nape.Nape.open(config, None, nape.SystemZones(), None, lent)


def test_a_lent_stack_is_looked_through_and_its_name_is_cleaned(tmp_path):
    async def run():
        lent = LentUnit()
        door = await _opened(tmp_path, lent)
        try:
            found = await door.find_devices(200, None)
            assert [(one.address, one.name) for one in found] == [(ADDRESS, "NeckTrac[0m")]
        finally:
            await door.close()
            lent.running = False

    asyncio.run(run())


def test_the_records_of_a_unit_behind_a_lent_stack_are_fetched(tmp_path):
    async def run():
        lent = LentUnit()
        door = await _opened(tmp_path, lent)
        try:
            report = await door.sync_device(nape.RecordSource.AT(address=ADDRESS), [])
            assert (report.serial, report.not_ours) == ("NT-0001", 1)
            assert [one.duration_ms for one in report.waiting] != []
            claimed = await door.sync_device(
                nape.RecordSource.AT(address=ADDRESS),
                [nape.RecordClaim(number=report.waiting[0].number, mine=True)])
            assert (claimed.records_new, claimed.deleted_on_device) == (1, 1)
        finally:
            await door.close()
            lent.running = False
        assert lent.link is None, "it was disconnected"

    asyncio.run(run())
