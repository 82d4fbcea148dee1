"""The Control Point: checks in their order, the sequence rule, limits, security."""

import struct

import pytest
from central import FORCES, TIMES, Central

from device import Characteristic, Fault, Level, Opcode, Refused, Result, State, Traits, Unit
from device.wire import sealed

FORCE_BYTES = struct.pack("<5H", *FORCES)
TIME_BYTES = struct.pack("<3H2B", *TIMES)


def u16(number):
    return struct.pack("<H", number)


def in_control():
    central = Central()
    central.applies(Opcode.REQUEST_CONTROL)
    return central


def test_nothing_is_taken_without_the_token():
    central = in_control()
    assert central.send(Opcode.PROGRAMME_FORCES, FORCE_BYTES, token=5).result == Result.WRONG_TOKEN
    assert Central().send(Opcode.CLEAR_FAULT, token=0).result == Result.WRONG_TOKEN


def test_a_token_of_zero_takes_no_control():
    assert Central().send(Opcode.REQUEST_CONTROL, token=0).result == Result.PARAMETER_INVALID


def test_both_halves_make_a_programme_in_either_order():
    central = in_control()
    assert central.applies(Opcode.PROGRAMME_TIMES, TIME_BYTES).state == State.IDLE
    assert central.applies(Opcode.PROGRAMME_FORCES, FORCE_BYTES).state == State.PROGRAMMED
    assert central.send(Opcode.ARM, struct.pack("<I", 0)).result == Result.HASH_DIFFERS
    assert central.applies(Opcode.ARM, struct.pack("<I", 0x42917E8C)).state == State.ARMED
    assert central.applies(Opcode.PROGRAMME_FORCES, FORCE_BYTES).state == State.PROGRAMMED


@pytest.mark.parametrize(
    ("forces", "result", "detail"),
    [
        ((2225, 0, 50, 50, 2224), Result.OVER_LIMIT, 2224),
        ((890, 0, 50, 50, 2225), Result.OVER_LIMIT, 2224),
        ((891, 0, 50, 50, 890), Result.OVER_LIMIT, 890),
        ((890, 0, 201, 50, 890), Result.OVER_LIMIT, 200),
        ((890, 0, 50, 201, 890), Result.OVER_LIMIT, 200),
        ((890, 891, 50, 50, 890), Result.PARAMETER_INVALID, 0),
        ((890, 0, 0, 50, 890), Result.PARAMETER_INVALID, 0),
        ((890, 0, 50, 0, 890), Result.PARAMETER_INVALID, 0),
        ((2224, 2224, 200, 200, 2224), Result.APPLIED, 0),
    ],
)
def test_forces_are_held_against_the_limits(forces, result, detail):
    answer = in_control().send(Opcode.PROGRAMME_FORCES, struct.pack("<5H", *forces))
    assert (answer.result, answer.detail) == (result, detail)


@pytest.mark.parametrize(
    ("times", "result", "detail"),
    [
        ((1801, 60, 20, 0, 0), Result.OVER_LIMIT, 1800),
        ((0, 60, 20, 0, 0), Result.PARAMETER_INVALID, 0),
        ((900, 0, 20, 0, 0), Result.PARAMETER_INVALID, 0),
        ((900, 60, 20, 1, 0), Result.PARAMETER_INVALID, 0),
        ((900, 60, 20, 2, 0), Result.PARAMETER_INVALID, 0),
        ((1800, 60, 0, 0, 0), Result.APPLIED, 0),
    ],
)
def test_times_are_held_against_the_limits(times, result, detail):
    answer = in_control().send(Opcode.PROGRAMME_TIMES, struct.pack("<3H2B", *times))
    assert (answer.result, answer.detail) == (result, detail)


def test_what_is_over_a_limit_leaves_what_was_stored():
    central = in_control()
    central.programme()
    before = central.unit.machine.forces
    assert central.send(Opcode.PROGRAMME_FORCES, struct.pack("<5H", 9999, 0, 1, 1, 9999)).result == Result.OVER_LIMIT
    assert central.unit.machine.forces is before and central.unit.state == State.PROGRAMMED


def test_the_last_request_said_again_is_answered_again_and_not_applied_again():
    central = Central().start()
    central.wait(5000)
    central.applies(Opcode.ADJUST_FORCE, u16(500))
    central.unit.machine.programme.adjust(600)
    again = central.send(Opcode.ADJUST_FORCE, u16(500), sequence=central.sequence)
    assert again.result == Result.APPLIED and central.unit.machine.programme.hold_force == 600


def test_an_older_sequence_is_stale_and_its_result_can_be_asked_for():
    central = in_control()
    central.applies(Opcode.PROGRAMME_FORCES, FORCE_BYTES)
    central.applies(Opcode.PROGRAMME_TIMES, TIME_BYTES)
    assert central.send(Opcode.PROGRAMME_FORCES, FORCE_BYTES, sequence=2).result == Result.STALE_SEQUENCE
    asked = central.send(Opcode.QUERY_COMMAND, u16(2), sequence=9)
    assert (asked.opcode, asked.sequence, asked.result) == (Opcode.QUERY_COMMAND, 2, Result.APPLIED)
    assert central.send(Opcode.QUERY_COMMAND, u16(900), sequence=9).result == Result.UNKNOWN_SEQUENCE


@pytest.mark.parametrize(
    ("step", "result"), [(1, Result.APPLIED), (32767, Result.APPLIED), (32768, Result.STALE_SEQUENCE)]
)
def test_a_sequence_is_new_in_the_half_of_the_numbers_ahead(step, result):
    central = Central()
    central.send(Opcode.REQUEST_CONTROL, sequence=40000)
    after = (40000 + step) % 65536
    assert central.send(Opcode.PROGRAMME_FORCES, FORCE_BYTES, sequence=after).result == result


def test_control_with_the_same_token_is_only_ever_a_repetition():
    central = in_control()
    assert central.send(Opcode.REQUEST_CONTROL, sequence=1).result == Result.APPLIED
    assert central.send(Opcode.REQUEST_CONTROL, sequence=2).result == Result.STALE_SEQUENCE
    assert central.send(Opcode.REQUEST_CONTROL, sequence=1, token=77).result == Result.APPLIED


def test_control_is_not_given_away_while_force_is_held_and_the_session_goes_on():
    central = Central().start()
    assert central.send(Opcode.REQUEST_CONTROL, sequence=1, token=77).result == Result.WRONG_STATE
    central.applies(Opcode.PAUSE)


def test_force_is_adjusted_up_to_the_limit_of_the_programme_and_the_rest_follows():
    central = Central().start()
    refused = central.send(Opcode.ADJUST_FORCE, u16(891))
    assert (refused.result, refused.detail) == (Result.OVER_LIMIT, 890)
    central.applies(Opcode.ADJUST_FORCE, u16(300))
    assert (central.unit.machine.programme.hold_force, central.unit.machine.programme.rest_force) == (300, 300)


def test_a_pressed_hand_switch_and_a_low_battery_keep_it_from_starting():
    central = in_control()
    central.applies(Opcode.ARM, struct.pack("<I", central.programme()))
    central.unit.press_hand_switch(True)
    assert central.send(Opcode.START).result == Result.INTERLOCK
    central.unit.press_hand_switch(False)
    central.unit.set_battery(9)
    assert central.send(Opcode.START).result == Result.BATTERY_LOW
    central.unit.set_battery(10)
    assert central.send(Opcode.START).result == Result.APPLIED


def test_frames_of_a_wrong_length_or_checksum_are_ignored():
    central = in_control()
    start = sealed(struct.pack("<BHI", Opcode.CLEAR_FAULT, 2, central.token))
    for frame in (b"", start[:-1], start[:-1] + b"\0", start + b"\0", sealed(bytes(19)), sealed(start[:7] + b"\0")):
        central.write(Characteristic.CONTROL_POINT, frame)
    assert central.said(Characteristic.CONTROL_POINT) == []


def test_an_unknown_opcode_is_not_supported_whatever_its_token():
    assert in_control().send(0x40, token=1).result == Result.NOT_SUPPORTED


@pytest.mark.parametrize("traits", [Traits(kind=1), Traits(levels=5)])
def test_what_is_only_watched_takes_control_heartbeats_queries_and_stop(traits):
    central = Central(Unit(traits))
    central.applies(Opcode.REQUEST_CONTROL)
    assert central.send(Opcode.PROGRAMME_FORCES, FORCE_BYTES).result == Result.NOT_SUPPORTED
    assert central.send(Opcode.QUERY_COMMAND, u16(1), sequence=9).result == Result.APPLIED
    central.heartbeat()
    central.stop()


def test_in_a_fault_only_control_clearing_heartbeats_and_queries_are_taken():
    central = in_control()
    central.unit.set_battery(5)
    central.unit.advance(10)
    assert central.unit.state == State.FAULT
    assert central.send(Opcode.PROGRAMME_FORCES, FORCE_BYTES).result == Result.FAULT_ACTIVE
    assert central.send(Opcode.QUERY_COMMAND, u16(1), sequence=9).result == Result.APPLIED
    assert central.send(Opcode.REQUEST_CONTROL, token=77).state == State.FAULT
    assert central.send(Opcode.CLEAR_FAULT, token=77).state == State.FAULT
    central.unit.set_battery(50)
    assert central.send(Opcode.CLEAR_FAULT, token=77).state == State.IDLE
    assert central.unit.machine.faults == Fault.NONE


def test_over_an_open_link_only_reading_and_stop_are_allowed():
    central = Central(level=Level.OPEN)
    for one in (Characteristic.FEATURE, Characteristic.STATUS, Characteristic.CLOCK, Characteristic.BATTERY_LEVEL):
        central.unit.read(central.link, one)
    central.stop()
    with pytest.raises(Refused, match="0x05"):
        central.send(Opcode.REQUEST_CONTROL)
    for one in (Characteristic.STATUS, Characteristic.BATTERY_LEVEL, Characteristic.SESSION_RECORD):
        with pytest.raises(Refused, match="0x05"):
            central.unit.subscribe(central.link, one)


def test_just_works_prepares_a_programme_and_never_starts_or_changes_it():
    central = Central(level=Level.ENCRYPTED)
    central.applies(Opcode.REQUEST_CONTROL)
    central.applies(Opcode.ARM, struct.pack("<I", central.programme()))
    for opcode, parameters in ((Opcode.START, b""), (Opcode.RESUME, b""), (Opcode.ADJUST_FORCE, u16(1))):
        with pytest.raises(Refused, match="0x05"):
            central.send(opcode, parameters)
    assert central.unit.state == State.ARMED
    with pytest.raises(Refused, match="0x05"):
        central.unit.subscribe(central.link, Characteristic.SESSION_RECORD)
    with pytest.raises(Refused, match="0x05"):
        central.write(Characteristic.CLOCK, sealed(bytes(6)))
    with pytest.raises(Refused, match="0x05"):
        central.ask("0401")


def test_a_lost_bond_refuses_encryption_and_a_new_one_has_a_new_number():
    central = Central()
    unit, first = central.unit, central.link.bond
    unit.bonds.forget()
    link = unit.connect("phone")
    assert not unit.encrypt(link)
    unit.pair(link, Level.AUTHENTICATED)
    assert link.bond == first + 1


def test_four_bonds_are_kept_and_the_oldest_goes():
    unit = Unit()
    for peer in "abcde":
        unit.pair(unit.connect(peer), Level.AUTHENTICATED)
    assert [unit.encrypt(unit.connect(peer)) for peer in "abcde"] == [False, True, True, True, True]
