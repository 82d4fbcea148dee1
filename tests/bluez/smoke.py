#!/usr/bin/env python3
"""Drives the unit through BlueZ's D-Bus API, from discovery to a lost bond, and says how long each step took.

Usage: with_stand_in.sh smoke.py [long], or with_bluez.sh smoke.py [long]. Ends with 0 where every step went as it
should. `long` adds fifty records of twenty minutes with a cut in their middle, and the wait for a unit that is absent.
"""

import asyncio
import os
import struct
import sys
import time

from dbus_fast import DBusError

from client import ADAPTER, ADAPTER_PATH, DEVICE, TooLate
from device import Characteristic, Opcode, Result, State, Traits
from device.wire import crc32, unsealed
from driver import TOKEN, Driver

FORCES = struct.pack("<5H", 300, 0, 100, 100, 300)
TIMES = struct.pack("<3H2B", 60, 30, 0, 0, 15)


class Smoke(Driver):
    """The steps, in their order; two more are the driver's own."""

    async def refuses_a_wrong_passkey(self):
        await self.bluez.register_agent(1)
        try:
            await self.call("Pair", within=60)
        except DBusError as refused:
            assert refused.type.startswith("org.bluez.Error.Authentication"), refused.type
        else:
            raise AssertionError("a wrong passkey was taken")
        assert self.bluez.typist.times_asked == 1
        assert not self.bluez.property(self.path, DEVICE, "Paired")
        # BlueZ ends the link after it; a second try before that is cancelled.
        await self.is_disconnected()

    async def pairs_with_the_passkey(self):
        self.bluez.typist.passkey = int(os.environ["NAPE_TEST_DEVICE_PASSKEY"])
        if not self.bluez.find(DEVICE, Address=self.address):
            self.path = await self.bluez.discover(self.address)
        await self.call("Pair", within=60)
        await self.bluez.until(lambda: self.bluez.property(self.path, DEVICE, "Paired"), 5)

    async def connects_and_resolves(self):
        await self.call("Connect")
        await self.resolved()
        assert await self.control.do("secured?") == "authenticated"

    async def reads_feature_and_status(self):
        assert await self.bluez.read(self.paths[Characteristic.FEATURE]) == Traits().feature()
        status = unsealed(await self.bluez.read(self.paths[Characteristic.STATUS]))
        assert status[0] == State.IDLE

    async def takes_control_and_arms(self):
        assert (await self.send(Opcode.REQUEST_CONTROL)).result == Result.APPLIED
        assert (await self.send(Opcode.PROGRAMME_FORCES, FORCES)).result == Result.APPLIED
        assert (await self.send(Opcode.PROGRAMME_TIMES, TIMES)).state == State.PROGRAMMED
        assert (await self.send(Opcode.ARM, struct.pack("<I", crc32(FORCES + TIMES)))).state == State.ARMED

    async def starts_and_sees_the_force_rise(self):
        assert (await self.send(Opcode.START)).state == State.RUNNING
        self.heard[Characteristic.TELEMETRY] = []
        await self.bluez.until(lambda: self.forces()[-1:] and self.forces()[-1] > 250, 15)
        assert self.forces() == sorted(self.forces()) and len(self.forces()) > 5, self.forces()

    async def stops(self):
        await self.bluez.write(self.paths[Characteristic.STOP], b"", kind="command")
        await self.bluez.until(lambda: self.last_state() == State.IDLE, 5)
        assert await self.control.do("force?") == "0"

    async def lists_records_fetches_one_and_deletes_it(self):
        # The session's own was the first; three more are put beside it.
        await self.control.do("records 3 60")
        assert await self.ask("0401") == bytes.fromhex("05000400")
        assert await self.ask("0101") == bytes.fromhex("06000101")
        entries = [unsealed(frame) for frame in self.heard[Characteristic.SESSION_RECORD]]
        assert [struct.unpack_from("<BI", entry)[1] for entry in entries] == [1, 2, 3, 4]
        assert struct.unpack_from("<I", entries[0], 5)[0] == TOKEN
        content = await self.content(1, int.from_bytes(entries[0][9:12], "little"))
        digest = content[-4:]
        assert int.from_bytes(digest, "little") == crc32(content[:-4])
        assert await self.ask("02E103" + struct.pack("<I", 1).hex() + digest.hex()) == bytes.fromhex("06000201")
        assert await self.control.do("records?") == "3"

    async def resumes_a_record_after_a_cut(self):
        await self.control.do("cut-after 10")
        self.heard[Characteristic.SESSION_RECORD] = []
        await self.write_record_access("01E102" + struct.pack("<II", 2, 0).hex())
        await self.is_disconnected()
        stored = self.fragments()
        assert 0 < len(stored) <= 110 and len(stored) % 11 == 0, len(stored)
        await self.reconnects()
        rest = await self.content(2, None, len(stored))
        content = stored + rest
        assert int.from_bytes(content[-4:], "little") == crc32(content[:-4])

    async def notices_a_lost_link(self):
        await self.control.do("linkloss")
        await self.is_disconnected()

    async def comes_back_by_the_bond(self):
        asked = self.bluez.typist.times_asked
        await self.reconnects()
        assert await self.control.do("secured?") == "authenticated"
        assert self.bluez.typist.times_asked == asked

    async def notices_a_restart(self):
        boot = self.boot_of(await self.bluez.read(self.paths[Characteristic.STATUS]))
        await self.control.do("restart")
        await self.is_disconnected()
        await self.reconnects()
        assert self.boot_of(await self.bluez.read(self.paths[Characteristic.STATUS])) != boot

    async def notices_a_lost_bond(self):
        await self.control.do("forget-bond")
        await self.control.do("linkloss")
        await self.is_disconnected()
        said = await self._fails_to_use_the_bond()
        print(f"      BlueZ says of it: {said}")

    async def recovers_by_removing_the_device(self):
        await self.bluez.call(ADAPTER_PATH, ADAPTER, "RemoveDevice", "o", self.path)
        await self.bluez.until(lambda: not self.bluez.find(DEVICE, Address=self.address), 10)
        self.path = await self.bluez.discover(self.address)
        await self.call("Pair", within=60)
        await self.resolved()
        assert await self.control.do("secured?") == "authenticated"
        await self.subscribes()
        self.sequence = 0
        assert (await self.send(Opcode.REQUEST_CONTROL)).result == Result.APPLIED

    async def fetches_fifty_long_records_over_a_cut(self):
        kept = int(await self.control.do("records?"))
        await self.control.do("records 50 1200")
        assert await self.ask("0101") == bytes.fromhex("06000101")
        entries = map(unsealed, self.heard[Characteristic.SESSION_RECORD])
        numbers = [struct.unpack_from("<I", entry, 1)[0] for entry in entries]
        assert len(numbers) == kept + 50
        await self.control.do(f"cut-after {len(numbers) // 2 * 200}")
        got, cuts, size, began = {}, 0, 0, time.monotonic()
        for number in numbers:
            stored = b""
            while not self._is_whole(stored):
                try:
                    stored += await self.content(number, None, len(stored))
                except (DBusError, TooLate):
                    stored += self.fragments()
                    cuts += 1
                    await self.reconnects()
            got[number], size = stored, size + len(stored)
            digest = stored[-4:].hex()
            assert await self.ask("02E103" + struct.pack("<I", number).hex() + digest) == bytes.fromhex("06000201")
        assert list(got) == numbers and cuts == 1, (len(got), cuts)
        assert await self.control.do("records?") == "0"
        print(f"      {size} bytes, {size / (time.monotonic() - began):.0f} bytes/s, the cut included")

    @staticmethod
    def _is_whole(content):
        return len(content) > 4 and int.from_bytes(content[-4:], "little") == crc32(content[:-4])

    async def gives_up_on_a_unit_that_is_not_there(self):
        await self.control.do("advertise off")
        await self.control.do("terminate")
        await self.is_disconnected()
        try:
            await self.call("Connect", within=60)
        except DBusError as failed:
            print(f"      BlueZ says of it: {failed.type}: {failed.text}")
        else:
            raise AssertionError("connected to what is not there")
        await self.control.do("advertise on")

    async def _fails_to_use_the_bond(self):
        """What BlueZ says when it tries; it differs from one try to the next."""
        try:
            await self.call("Connect")
            await self.resolved()
            await self.bluez.subscribe(self.paths[Characteristic.SESSION_RECORD])
        except DBusError as failed:
            return f"{failed.type}: {failed.text}"
        except TooLate:
            return "nothing, the services were never resolved"
        raise AssertionError("the lost bond was used")


STEPS = (
    Smoke.discovers,
    Smoke.refuses_a_wrong_passkey,
    Smoke.pairs_with_the_passkey,
    Smoke.connects_and_resolves,
    Smoke.reads_feature_and_status,
    Smoke.subscribes,
    Smoke.takes_control_and_arms,
    Smoke.starts_and_sees_the_force_rise,
    Smoke.stops,
    Smoke.lists_records_fetches_one_and_deletes_it,
    Smoke.resumes_a_record_after_a_cut,
    Smoke.notices_a_lost_link,
    Smoke.comes_back_by_the_bond,
    Smoke.notices_a_restart,
    Smoke.notices_a_lost_bond,
    Smoke.recovers_by_removing_the_device,
)
LONG_STEPS = (
    Smoke.fetches_fifty_long_records_over_a_cut,
    Smoke.gives_up_on_a_unit_that_is_not_there,
)


async def main(steps):
    smoke = await Smoke.open()
    began = time.monotonic()
    for step in steps:
        started = time.monotonic()
        name = step.__name__.replace("_", " ")
        try:
            await step(smoke)
        except (AssertionError, DBusError, TooLate) as failed:
            words = getattr(failed, "type", type(failed).__name__)
            print(f"{time.monotonic() - started:6.2f} s  {name}: FAILED, {words}: {failed}", flush=True)
            return 1
        print(f"{time.monotonic() - started:6.2f} s  {name}", flush=True)
    print(f"{time.monotonic() - began:6.2f} s  in all")
    smoke.bluez.close()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(STEPS + LONG_STEPS if "long" in sys.argv[1:] else STEPS)))
