"""Records: what is written, how it is reported, resumed, deleted and refused."""

import struct

import pytest
from central import Central

from device import Characteristic, Opcode, Refused, State, Traits, Unit
from device.names import Cause
from device.wire import crc32, number, sealed, unsealed

SHORT = ((200, 0, 100, 100, 250), (20, 5, 0, 0, 0))


def with_records(count=3, seconds=30, **traits):
    unit = Unit(Traits(**traits))
    unit.preload(count, seconds, 1_774_681_200_000)
    return Central(unit)


def fragments(central, milliseconds=2000):
    central.unit.advance(milliseconds)
    return [unsealed(frame) for frame in central.said(Characteristic.SESSION_RECORD)]


def content(record_number, offset=0):
    return "01E102" + struct.pack("<II", record_number, offset).hex()


def delete(record):
    return "02E103" + struct.pack("<II", record.number, record.digest).hex()


def test_a_programme_that_was_stopped_leaves_a_record_that_tells_it():
    central = Central()
    central.write(Characteristic.CLOCK, sealed((1_774_681_200_000).to_bytes(6, "little")))
    central.start(*SHORT)
    central.wait(4000)
    central.stop()
    central.unit.advance(2000)
    record = central.unit.memory.get(1)
    assert number(record.content[-4:]) == crc32(record.content[:-4])
    assert record.token == 0x01020304 and record.seconds == 5 and record.start == 1_774_681_200
    assert record.content[1] == 3 and number(record.content[8:10]) == central.link.bond
    assert record.content[30] == Cause.STOP and number(record.content[32:34]) == 199
    events, samples = number(record.content[52:54]), number(record.content[54:56])
    assert len(record.content) == 56 + 7 * events + 2 * samples + 4
    forces = [number(record.content[at : at + 2]) for at in range(56 + 7 * events, len(record.content) - 4, 2)]
    assert forces == [0, 99, 199, 199, 199]
    told = [struct.unpack("<IBH", record.content[at : at + 7]) for at in range(56, 56 + 7 * events, 7)]
    assert told == [
        (0, 1, State.RUNNING), (0, 2, 1), (2000, 2, 2), (4000, 7, 1), (4000, 1, State.RELEASING), (4010, 2, 5),
        (5000, 1, State.IDLE), (5000, 2, 0),
    ]


def test_a_restart_closes_the_record_that_was_being_written():
    central = Central().start(*SHORT)
    central.wait(3000)
    central.unit.restart()
    record = central.unit.memory.get(1)
    assert record.content[30] == Cause.RESTART and record.seconds == 3


def test_a_long_life_of_events_keeps_two_hundred_and_says_how_many_were_lost():
    central = Central().start((200, 0, 200, 200, 250), (1800, 60, 0, 0, 0))
    for force in range(300):
        central.applies(Opcode.ADJUST_FORCE, struct.pack("<H", 1 + force % 200))
    central.stop()
    central.unit.advance(3000)
    body = central.unit.memory.get(1).content
    assert number(body[52:54]) == 201
    last = struct.unpack("<IBH", body[56 + 7 * 200 : 56 + 7 * 201])
    assert last[1] == 8 and last[2] > 100


def test_a_full_memory_is_told_and_the_programme_runs_without_a_record():
    central = with_records(count=2, records=2)
    assert central.status().flags & 8
    central.start(*SHORT)
    central.stop()
    central.unit.advance(1000)
    assert len(central.unit.memory) == 2
    assert central.ask(delete(central.unit.memory.get(1))) == [bytes.fromhex("06000201")]
    assert not central.status().flags & 8
    central.unit.preload(1, 5, 0)
    assert [record.number for record in central.unit.memory.upwards()] == [2, 3]


def test_records_are_counted_and_listed_lowest_first():
    central = with_records(3)
    assert central.ask("0401") == [bytes.fromhex("05000300")]
    central.ask("0101")
    entries = fragments(central)
    assert [number(entry[1:5]) for entry in entries] == [1, 2, 3]
    assert central.said(Characteristic.RECORD_ACCESS) == [bytes.fromhex("06000101")]
    central.ask("01030102000000")
    assert [number(entry[1:5]) for entry in fragments(central)] == [2, 3]


def test_a_content_that_was_cut_goes_on_at_the_byte_after_the_last():
    central = with_records(1, seconds=300)
    record = central.unit.memory.get(1)
    central.ask(content(1))
    central.unit.advance(20)
    first = [unsealed(frame) for frame in central.said(Characteristic.SESSION_RECORD)]
    central.unit.disconnect(central.link)
    again = Central(central.unit)
    stored = b"".join(one[7:] for one in first)
    assert 0 < len(stored) < len(record.content)
    again.ask(content(1, len(stored)))
    rest = fragments(again)
    assert number(rest[0][3:7]) == len(stored)
    assert stored + b"".join(one[7:] for one in rest) == record.content


def test_a_record_goes_only_with_its_digest():
    central = with_records(1)
    record = central.unit.memory.get(1)
    wrong = "02E103" + struct.pack("<II", 1, record.digest ^ 1).hex()
    assert central.ask(wrong) == [bytes.fromhex("060002E0")] and len(central.unit.memory) == 1
    assert central.ask(delete(record)) == [bytes.fromhex("06000201")]
    assert central.ask(delete(record)) == [bytes.fromhex("06000206")]


@pytest.mark.parametrize(
    ("request_bytes", "outcome"),
    [
        ("0501", "02"), ("0401FF", "05"), ("0400", "03"), ("0403", "04"),
        ("0100", "03"), ("0102", "04"), ("0105", "04"), ("0106", "04"), ("0103", "05"), ("010302", "09"),
        ("010301FF", "05"), ("01E102", "05"), ("01E101" + "00" * 8, "09"), ("01", "03"),
        (content(99), "06"), (content(1, 100_000), "05"), ("010301FFFFFFFF", "06"),
        ("0201", "04"), ("0203", "04"), ("0200", "03"), ("02E102" + "00" * 8, "09"), ("02E10301", "05"),
        ("0300", "07"), ("0301", "03"), ("0300FF", "05"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(request_bytes, outcome):
    assert [answer[3:].hex() for answer in with_records(1).ask(request_bytes)] == [outcome.lower()]


def test_one_report_at_a_time_and_abort_ends_it():
    central = with_records(1, seconds=600)
    central.ask(content(1))
    assert central.ask("0401") == [bytes.fromhex("06000408")]
    assert central.ask("0300") == [bytes.fromhex("06000301")]
    central.said(Characteristic.SESSION_RECORD)
    assert fragments(central) == []


def test_a_start_ends_the_report_and_records_wait_until_it_is_over():
    central = with_records(1, seconds=600)
    central.applies(Opcode.REQUEST_CONTROL)
    central.applies(Opcode.ARM, struct.pack("<I", central.programme()))
    central.ask(content(1))
    central.applies(Opcode.START)
    assert central.said(Characteristic.RECORD_ACCESS) == [bytes.fromhex("06000108")]
    assert central.ask("0401") == [bytes.fromhex("060004E1")]


def test_records_need_both_subscriptions():
    central = with_records(1)
    central.unit.subscribe(central.link, Characteristic.SESSION_RECORD, False)
    with pytest.raises(Refused, match="0xfd"):
        central.ask("0401")


def test_a_unit_without_records_has_none_of_their_characteristics():
    central = Central(Unit(Traits(keeps_records=False))).start(*SHORT)
    central.stop()
    central.unit.advance(1000)
    assert len(central.unit.memory) == 0
    for one in (Characteristic.CLOCK, Characteristic.SESSION_RECORD):
        with pytest.raises(Refused):
            central.unit.read(central.link, one)
    with pytest.raises(Refused):
        central.ask("0401")
