"""The stand-in itself: pairing, faults to order, what becomes of objects. Run it with with_stand_in.sh."""

import asyncio
import os
import time

import pytest

if "NAPE_TEST_DEVICE_CONTROL" not in os.environ:
    pytest.skip("needs the stand-in: with_stand_in.sh pytest test_stand_in.py", allow_module_level=True)

from dbus_fast import DBusError, Variant

from client import ADAPTER, ADAPTER_PATH, CHARACTERISTIC, DEVICE, PROPERTIES, BlueZ, TooLate
from device import Characteristic
from driver import Control, Driver

PASSKEY = int(os.environ["NAPE_TEST_DEVICE_PASSKEY"])


def with_unit(steps):
    """Runs the steps with a unit that is found, not connected and not bonded; leaves nothing ordered behind."""

    def test():
        async def run():
            unit = await Driver.open()
            bluez, control = unit.bluez, unit.control
            try:
                await unit.discovers()
                await steps(unit)
            finally:
                for line in ("faults-off", "adapter back", "adapter on", "advertise on", "pairing passkey",
                             "connect-timeout 25000"):
                    await control.do(line)
                if bluez.find(DEVICE, Address=unit.address):
                    await control.do(f"remove-device {unit.address}")
                bluez.close()

        asyncio.run(run())

    test.__name__ = steps.__name__
    test.__doc__ = steps.__doc__
    return test


async def paired(unit):
    await unit.bluez.register_agent(PASSKEY)
    await unit.call("Pair")
    await unit.resolved()


async def refused(waiting):
    """The error's name and text."""
    with pytest.raises(DBusError) as caught:
        await waiting
    return caught.value.type.removeprefix("org.bluez.Error."), caught.value.text


@with_unit
async def test_pairing_needs_an_agent_and_its_right_passkey(unit):
    assert (await refused(unit.call("Pair")))[0] == "AuthenticationFailed"
    await unit.bluez.register_agent(PASSKEY + 1)
    assert (await refused(unit.call("Pair")))[0] == "AuthenticationFailed"
    unit.bluez.typist.passkey = PASSKEY
    await unit.call("Pair")
    assert await unit.control.do("secured?") == "authenticated"
    assert (await refused(unit.call("Pair")))[0] == "AlreadyExists"


@with_unit
async def test_an_agent_without_a_keyboard_gets_just_works(unit):
    await unit.bluez.register_agent(PASSKEY, "NoInputNoOutput")
    await unit.call("Pair")
    assert await unit.control.do("secured?") == "encrypted"
    assert unit.bluez.typist.times_asked == 0
    await unit.resolved()
    record_access = unit.paths[Characteristic.RECORD_ACCESS]
    assert await refused(unit.bluez.write(record_access, b"\4\1")) == ("NotPermitted", "Not paired")


@with_unit
async def test_a_characteristic_that_wants_more_pairs_by_itself(unit):
    await unit.bluez.register_agent(PASSKEY)
    await unit.call("Connect")
    await unit.resolved()
    assert await unit.control.do("secured?") == "open"
    await unit.bluez.subscribe(unit.paths[Characteristic.SESSION_RECORD])
    assert await unit.control.do("secured?") == "authenticated"


@with_unit
async def test_without_an_agent_it_hangs_until_the_link_ends(unit):
    await unit.call("Connect")
    await unit.resolved()
    waiting = asyncio.ensure_future(unit.bluez.subscribe(unit.paths[Characteristic.STATUS]))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    await unit.control.do("linkloss")
    assert await refused(waiting) == ("Failed", "Not connected")


@with_unit
async def test_what_was_ordered_for_an_operation_happens_to_it_and_only_so_often(unit):
    await paired(unit)
    bluez, stop, status = unit.bluez, unit.paths[Characteristic.STOP], unit.paths[Characteristic.STATUS]
    await unit.control.do("fault write fail Failed:Operation_failed_with_ATT_error:_0x0e of stop after 1 times 1")
    await bluez.write(stop, b"")
    assert await refused(bluez.write(stop, b"")) == ("Failed", "Operation failed with ATT error: 0x0e")
    await bluez.write(stop, b"")

    await unit.control.do("fault read delay 300 of status")
    began = time.monotonic()
    await bluez.read(status)
    assert time.monotonic() - began >= 0.3


@with_unit
async def test_a_write_that_is_never_answered_fails_when_the_link_ends_and_keeps_others_out(unit):
    await paired(unit)
    stop = unit.paths[Characteristic.STOP]
    await unit.control.do("fault write never of stop times 1")
    waiting = asyncio.ensure_future(unit.bluez.write(stop, b""))
    await asyncio.sleep(0.1)
    assert (await refused(unit.bluez.write(stop, b"")))[0] == "InProgress"
    await unit.control.do("terminate")
    assert await refused(waiting) == ("Failed", "Not connected")


@with_unit
async def test_a_link_can_be_lost_before_the_unit_sees_a_write_and_after(unit):
    await paired(unit)
    clock = bytes.fromhex("80153E339D01ED91")
    for fault, arrived in (("drop", False), ("lost", True)):
        await unit.control.do(f"fault write {fault} of clock times 1")
        assert await refused(unit.bluez.write(unit.paths[Characteristic.CLOCK], clock)) == ("Failed", "Not connected")
        await unit.is_disconnected()
        assert (await unit.control.do("clock?") != "0") is arrived
        await unit.call("Connect")
        await unit.resolved()
    await unit.control.do("restart")


@with_unit
async def test_what_was_removed_is_unknown(unit):
    await paired(unit)
    status = unit.paths[Characteristic.STATUS]
    await unit.bluez.call(ADAPTER_PATH, ADAPTER, "RemoveDevice", "o", unit.path)
    for call in (unit.bluez.read(status), unit.call("Connect")):
        assert (await refused(call))[0] == "org.freedesktop.DBus.Error.UnknownObject"
    await unit.discovers()
    assert unit.bluez.property(unit.path, DEVICE, "Paired") is False


@with_unit
async def test_connecting_to_what_is_absent_ends_when_it_is_told_to_or_when_it_comes(unit):
    await unit.control.do("advertise off")
    await unit.control.do("connect-timeout 200")
    assert (await refused(unit.call("Connect")))[0] == "Failed"
    await unit.control.do("connect-timeout 20000")
    waiting = asyncio.ensure_future(unit.call("Connect"))
    await asyncio.sleep(0.1)
    assert (await refused(unit.call("Connect")))[0] == "InProgress"
    await unit.control.do("advertise on")
    await waiting


@with_unit
async def test_a_disconnect_ends_the_waiting_for_an_absent_one(unit):
    await unit.control.do("advertise off")
    waiting = asyncio.ensure_future(unit.call("Connect"))
    await asyncio.sleep(0.1)
    await unit.call("Disconnect")
    assert (await refused(waiting))[0] == "Failed"


@with_unit
async def test_an_adapter_that_is_switched_off_ends_the_link_and_does_nothing(unit):
    await paired(unit)
    off = Variant("b", False)
    await unit.bluez.call(ADAPTER_PATH, PROPERTIES, "Set", "ssv", ADAPTER, "Powered", off)
    await unit.is_disconnected()
    assert await refused(unit.call("Connect")) == ("Failed", "Input/output error")
    assert (await refused(unit.bluez.call(ADAPTER_PATH, ADAPTER, "StartDiscovery")))[0] == "NotReady"


@with_unit
async def test_an_adapter_that_is_pulled_out_takes_its_devices_along(unit):
    await unit.control.do("adapter gone")
    await unit.bluez.until(lambda: not unit.bluez.find(ADAPTER) and not unit.bluez.find(DEVICE), 2)
    await unit.control.do("adapter back")
    await unit.bluez.until(lambda: unit.bluez.find(ADAPTER), 2)
    await unit.discovers()


@with_unit
async def test_a_subscription_outlives_the_link_of_a_bonded_unit(unit):
    await paired(unit)
    status = unit.paths[Characteristic.STATUS]
    await unit.bluez.subscribe(status)
    await unit.control.do("linkloss")
    await unit.is_disconnected()
    assert unit.bluez.property(status, CHARACTERISTIC, "Notifying")
    await unit.call("Connect")
    await unit.bluez.resolved(unit.path)
    unit.heard.clear()
    await unit.bluez.until(lambda: unit.heard.get(Characteristic.STATUS), 3)


@with_unit
async def test_a_lost_bond_lets_nobody_in_until_the_device_is_removed(unit):
    await paired(unit)
    await unit.control.do("forget-bond")
    await unit.control.do("linkloss")
    await unit.is_disconnected()
    assert (await refused(unit.call("Connect")))[0] == "Failed"
    await unit.bluez.call(ADAPTER_PATH, ADAPTER, "RemoveDevice", "o", unit.path)
    await unit.discovers()
    await unit.call("Pair")
    assert await unit.control.do("secured?") == "authenticated"


@with_unit
async def test_names_can_have_control_characters_and_anything_can_be_said(unit):
    await unit.control.do(r"name Nape\x07 test\n\x1b[2J")
    await unit.bluez.until(lambda: unit.bluez.property(unit.path, DEVICE, "Name") == "Nape\x07 test\n\x1b[2J", 2)
    await unit.control.do("name Nape test unit")
    await paired(unit)
    await unit.subscribes()
    await unit.control.do("say telemetry 00ff00")
    await unit.bluez.until(lambda: b"\0\xff\0" in unit.heard.get(Characteristic.TELEMETRY, []), 2)


@with_unit
async def test_there_can_be_several_units_each_on_its_own(unit):
    second = "C4:4E:61:00:00:99"
    await unit.control.do(f"add-device {second} other")
    other = await unit.bluez.discover(second)
    assert unit.bluez.property(other, DEVICE, "UUIDs") == []
    await unit.control.do(f"with {second} battery 33")
    await unit.bluez.call(other, DEVICE, "Connect")
    assert await unit.control.do(f"with {second} connected?") == "yes"
    assert await unit.control.do("connected?") == "no"
    await unit.control.do(f"with {second} advertise off")
    await unit.control.do(f"remove-device {second}")


def test_a_client_gives_up_in_its_time():
    async def run():
        control, bluez = await Control.open(), await BlueZ.open()
        await control.do("fault discover never times 1")
        with pytest.raises(TooLate):
            await bluez.call(ADAPTER_PATH, ADAPTER, "StartDiscovery", within=0.2)
        bluez.close()

    asyncio.run(run())
