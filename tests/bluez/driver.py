"""A central for tests: finds one unit by BlueZ's D-Bus, writes requests and hears what comes."""

import asyncio
import contextlib
import os
import struct
from collections import namedtuple

from dbus_fast import DBusError

from client import DEVICE, BlueZ, TooLate
from device import Characteristic, Opcode
from device.wire import sealed, unsealed

TOKEN = 0x4E617065
Response = namedtuple("Response", "marker opcode sequence result state detail")


class Control:
    """The unit's control socket."""

    def __init__(self, reader, writer):
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls):
        return cls(*await asyncio.open_unix_connection(os.environ["NAPE_TEST_DEVICE_CONTROL"]))

    async def do(self, line):
        self._writer.write(f"{line}\n".encode())
        await self._writer.drain()
        answer = (await self._reader.readline()).decode().strip()
        assert not answer.startswith("error"), (line, answer)
        return answer


class Driver:
    """`heard` has what came by each characteristic since it was last emptied."""

    def __init__(self, bluez, control):
        self.bluez = bluez
        self.control = control
        self.address = os.environ["NAPE_TEST_DEVICE_ADDRESS"]
        self.path = None
        self.paths = {}
        self.sequence = 0
        self.heard = {}
        self._beating = set()

    @classmethod
    async def open(cls):
        return cls(await BlueZ.open(), await Control.open())

    # Steps that every test begins with.

    async def discovers(self):
        self.path = await self.bluez.discover(self.address)
        await self.bluez.until(lambda: self.bluez.property(self.path, DEVICE, "Name") == "Nape test unit", 5)

    async def subscribes(self):
        for one in Characteristic:
            if one.shape.tells:
                await self.bluez.subscribe(self.paths[one])

    # What steps are made of.

    async def call(self, member, within=35):
        await self.bluez.call(self.path, DEVICE, member, within=within)

    async def resolved(self):
        await self.bluez.resolved(self.path)
        self.paths = {one: self.bluez.characteristic(self.path, one.shape.uuid) for one in Characteristic}
        self.bluez.on_value = self._hear

    def _hear(self, path, value):
        for one, its_path in self.paths.items():
            if its_path == path:
                self.heard.setdefault(one, []).append(value)
                if one == Characteristic.STATUS:
                    self._beat()

    def _beat(self):
        """A heartbeat on arrival of a Status, as the profile wants it."""

        async def beat():
            frame = sealed(struct.pack("<BHI", Opcode.HEARTBEAT, 0, TOKEN))
            # One is enough in three seconds, and another write may be under way.
            with contextlib.suppress(DBusError, TooLate):
                await self.bluez.write(self.paths[Characteristic.CONTROL_POINT], frame)

        task = asyncio.ensure_future(beat())
        self._beating.add(task)
        task.add_done_callback(self._beating.discard)

    async def send(self, opcode, parameters=b""):
        """A new request of this session; its response."""
        self.sequence += 1
        self.heard[Characteristic.CONTROL_POINT] = []
        frame = sealed(struct.pack("<BHI", opcode, self.sequence, TOKEN) + parameters)
        await self._write_unless_busy(self.paths[Characteristic.CONTROL_POINT], frame)
        answers = await self.bluez.until(lambda: self.heard[Characteristic.CONTROL_POINT], 5)
        return Response(*struct.unpack("<BBHBBH", unsealed(answers[0])))

    async def _write_unless_busy(self, path, frame):
        for _ in range(50):
            try:
                await self.bluez.write(path, frame)
                return
            except DBusError as failed:
                if failed.type != "org.bluez.Error.InProgress":
                    raise
                await asyncio.sleep(0.05)
        raise TooLate("another write was under way all the time")

    async def write_record_access(self, request):
        self.heard[Characteristic.RECORD_ACCESS] = []
        await self.bluez.write(self.paths[Characteristic.RECORD_ACCESS], bytes.fromhex(request))

    async def ask(self, request):
        """What the Record Access Control Point answers in the end. Raises DBusError where the link ends before."""
        self.heard[Characteristic.SESSION_RECORD] = []
        await self.write_record_access(request)
        answers = self.heard[Characteristic.RECORD_ACCESS]
        await self.bluez.until(lambda: answers or not self.is_connected, 10)
        if not answers:
            raise DBusError("org.bluez.Error.Failed", "Not connected")
        return answers[0]

    async def content(self, record, length, offset=0):
        assert await self.ask("01E102" + struct.pack("<II", record, offset).hex()) == bytes.fromhex("06000101")
        content = self.fragments()
        assert length is None or len(content) == length
        return content

    def fragments(self):
        return b"".join(unsealed(frame)[7:] for frame in self.heard[Characteristic.SESSION_RECORD])

    def forces(self):
        return [struct.unpack_from("<H", unsealed(frame), 6)[0] for frame in self.heard[Characteristic.TELEMETRY]]

    def last_state(self):
        heard = self.heard.get(Characteristic.STATUS)
        return unsealed(heard[-1])[0] if heard else None

    @staticmethod
    def boot_of(status):
        return struct.unpack_from("<H", unsealed(status), 4)[0]

    @property
    def is_connected(self):
        return self.bluez.property(self.path, DEVICE, "Connected") is not False

    async def is_disconnected(self):
        await self.bluez.until(lambda: not self.is_connected, 15)

    async def reconnects(self):
        await self.call("Connect")
        await self.resolved()
        await self.subscribes()
