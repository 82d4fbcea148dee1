"""Section 10 of docs/device-profile.md, executed from the text itself."""

import pathlib
import re
import struct

import pytest
from central import FORCES, TIMES, response, status, telemetry

from device import Characteristic, Level, Opcode, Phase, Result, State, Traits, Unit
from device.commands import Request
from device.names import Cause, Event
from device.records import Record, Recording
from device.wire import crc16, crc32, sealed, unsealed

PROFILE = pathlib.Path(__file__).parents[4] / "docs" / "device-profile.md"
SECTION = PROFILE.read_text(encoding="utf-8").split("## 10. Worked frames")[1].split("\n## ")[0]
WORKED = {
    what.strip(): bytes.fromhex(frame)
    for what, frame in re.findall(r"^\| (.+?) \| `([0-9A-F ]+)` \|$", SECTION, re.MULTILINE)
}
RECORD_41 = bytes.fromhex(re.search(r"```\n(.+?)```", SECTION, re.DOTALL)[1])
# The SIG's frames have no checksum.
OF_THE_SIG = {"Report All", "Number of records, 2", "report done", "Report Content of record 41 from byte 13",
              "Delete record 41"}


def worked(beginning):
    return next(frame for what, frame in WORKED.items() if what.startswith(beginning))


def record_41():
    recording = Recording(
        boot=7, number=41, bond=3, token=0x01020304, began=61_000, instant=1_774_681_200_000,
        forces=struct.pack("<5H", *FORCES), times=struct.pack("<3H2B", *TIMES), cause=Cause.STOP,
    )
    recording.tell(61_000, Event.STATE, State.RUNNING)
    recording.tell(64_000, Event.STOP, 1)
    for second, force in enumerate((0, 50, 100, None)):
        recording.measure(61_000 + 1000 * second, force)
    recording.greatest = 200
    return recording.close(65_000)


def test_the_checksums_have_the_check_values_of_the_text():
    assert crc16(b"123456789") == 0x29B1
    assert crc32(b"123456789") == 0xCBF43926


def test_the_section_is_found_whole():
    assert len(WORKED) == 20 and OF_THE_SIG <= set(WORKED)


@pytest.mark.parametrize("what", sorted(set(WORKED) - OF_THE_SIG))
def test_the_worked_frame_is_sealed_and_fits(what):
    assert len(WORKED[what]) <= 20
    assert unsealed(WORKED[what]) is not None


@pytest.mark.parametrize(
    ("beginning", "opcode", "sequence"),
    [
        ("Request Control", Opcode.REQUEST_CONTROL, 1),
        ("Programme Forces", Opcode.PROGRAMME_FORCES, 2),
        ("Programme Times", Opcode.PROGRAMME_TIMES, 3),
        ("Arm", Opcode.ARM, 4),
        ("Start", Opcode.START, 5),
        ("Heartbeat", Opcode.HEARTBEAT, 0),
    ],
)
def test_the_worked_request_is_read_as_it_is_described(beginning, opcode, sequence):
    request = Request.read(worked(beginning))
    assert (request.opcode, request.sequence, request.token) == (opcode, sequence, 0x01020304)


def test_the_worked_requests_in_their_order_start_the_worked_programme():
    unit = Unit(boot=7)
    link = unit.connect("phone")
    unit.pair(link, Level.AUTHENTICATED)
    unit.subscribe(link, Characteristic.CONTROL_POINT)
    for beginning in ("Request Control", "Programme Forces", "Programme Times", "Arm", "Start"):
        unit.write(link, Characteristic.CONTROL_POINT, worked(beginning))
    answers = [one.frame for one in unit.take_outgoing()]
    assert [response(frame).result for frame in answers] == [Result.APPLIED] * 5
    assert answers[-1] == worked("response")
    programme = unit.machine.programme
    assert (programme.forces.hold, programme.forces.rest, programme.forces.limit) == (890, 445, 890)
    times = programme.times
    assert (times.total, times.hold, times.rest, times.region, times.angle) == (900, 60, 20, 0, 15)


def test_the_worked_feature_is_what_such_a_unit_tells():
    assert Traits(keeps_records=False).feature() == worked("Feature")


def test_the_worked_status_and_telemetry_say_what_is_beside_them():
    told = status(worked("Status"))
    assert (told.state, told.phase, told.faults, told.battery) == (State.RUNNING, Phase.HOLD, 0, 80)
    assert (told.boot, told.applied, told.result, told.flags) == (7, 5, Result.APPLIED, 2)
    assert (told.measured, told.target, told.clock, told.number) == (887, 890, 61, 70)
    assert telemetry(worked("Telemetry")) == (300, 61_000, 887, 890, State.RUNNING, Phase.HOLD, 1, 2)


def test_a_unit_that_pulls_the_worked_programme_ramps_down_after_its_hold_of_sixty_seconds():
    unit = Unit(boot=7)
    link = unit.connect("phone")
    unit.pair(link, Level.AUTHENTICATED)
    for beginning in ("Request Control", "Programme Forces", "Programme Times", "Arm", "Start"):
        unit.write(link, Characteristic.CONTROL_POINT, worked(beginning))
    unit.subscribe(link, Characteristic.STATUS)
    for _ in range(61):
        unit.advance(1000)
        unit.write(link, Characteristic.CONTROL_POINT, worked("Heartbeat"))
    told = status(unit.read(link, Characteristic.STATUS))
    assert (told.state, told.phase, told.clock, told.boot, told.applied) == (State.RUNNING, Phase.RAMP_DOWN, 61, 7, 5)
    assert told.target == 840


def test_the_worked_clock_is_read_and_written():
    unit = Unit(boot=7)
    for _ in range(3):
        link = unit.connect("phone")
        unit.pair(link, Level.AUTHENTICATED)
    unit.advance(61_000)
    assert unit.read(link, Characteristic.CLOCK) == worked("Clock, read")
    unit.write(link, Characteristic.CLOCK, worked("Clock, write"))
    assert unit.read(link, Characteristic.CLOCK)[8:14] == worked("Clock, write")[:6]


def test_record_41_is_written_as_the_text_has_it_whole():
    assert record_41().content == RECORD_41


def test_record_41_is_named_and_cut_as_in_the_worked_frames():
    record = Record(41, 0x01020304, 1_774_681_200, 4, RECORD_41)
    assert record_41() == record
    assert record.entry() == worked("Session Record: entry")
    assert record.fragment(13) == worked("Session Record: fragment of record 41 from byte 13")
    assert list(record.fragments(13))[-1] == worked("Session Record: last fragment")


def test_the_worked_access_to_records_gets_the_worked_answers():
    unit = Unit(frames_per_step=100)
    link = unit.connect("phone")
    unit.pair(link, Level.AUTHENTICATED)
    for one in (Characteristic.SESSION_RECORD, Characteristic.RECORD_ACCESS):
        unit.subscribe(link, one)
    unit.memory.keep(record_41())

    def ask(request):
        unit.write(link, Characteristic.RECORD_ACCESS, request)
        unit.advance(10)
        return [one.frame for one in unit.take_outgoing()]

    assert ask(worked("Report All")) == [worked("Session Record: entry"), worked("report done")]
    content = ask(worked("Report Content"))
    assert content[0] == worked("Session Record: fragment of record 41 from byte 13")
    assert content[-2:] == [worked("Session Record: last fragment"), worked("report done")]
    assert RECORD_41[:13] + b"".join(unsealed(frame)[7:] for frame in content[:-1]) == RECORD_41
    assert ask(worked("Delete")) == [bytes.fromhex("06000201")]
    assert ask(bytes.fromhex("0401")) == [bytes.fromhex("05000000")]


def test_a_sealed_frame_with_one_bit_changed_is_no_frame():
    frame = bytearray(sealed(b"\x01\x02\x03"))
    for bit in range(8 * len(frame)):
        frame[bit // 8] ^= 1 << bit % 8
        assert unsealed(bytes(frame)) is None
        frame[bit // 8] ^= 1 << bit % 8
