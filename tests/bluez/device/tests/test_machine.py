"""What the unit does: programmes, Stop, faults, restart, the start button, and what it says of them."""

import pytest
from central import Central, status, telemetry

from device import Characteristic, Fault, Opcode, Phase, Result, State, Traits, Unit

SHORT = ((200, 100, 100, 100, 250), (20, 6, 4, 0, 0))
SUSTAINED = ((200, 0, 100, 100, 250), (20, 5, 0, 0, 0))


def states_told(central):
    told = [status(frame).state for frame in central.said(Characteristic.STATUS)]
    return [state for at, state in enumerate(told) if at == 0 or told[at - 1] != state]


def test_an_intermittent_programme_goes_through_its_phases_and_ends_at_its_total():
    central = Central().start(*SHORT)
    phases = []
    for _ in range(200):
        central.wait(100)
        told = (central.unit.machine.phase, central.unit.machine.cycle)
        if not phases or phases[-1] != told:
            phases.append(told)
    assert phases == [
        (Phase.RAMP_UP, 1), (Phase.HOLD, 1), (Phase.RAMP_DOWN, 1), (Phase.REST, 1),
        (Phase.RAMP_UP, 2), (Phase.HOLD, 2), (Phase.RAMP_DOWN, 2), (Phase.REST, 2), (Phase.RELEASE, 0), (Phase.NONE, 0),
    ]
    assert central.unit.state == State.IDLE
    assert states_told(central)[-3:] == [State.RUNNING, State.RELEASING, State.IDLE]


def test_the_force_follows_the_ramp_and_is_never_above_the_hold():
    central = Central().start(*SUSTAINED)
    central.wait(1000)
    assert central.status().target == 100 and central.status().measured == 99
    central.wait(5000)
    assert central.status().target == 200 and central.status().measured == 199
    assert central.unit.machine.phase == Phase.HOLD


def test_a_sustained_programme_holds_until_its_release_and_is_at_zero_at_its_total():
    central = Central().start(*SUSTAINED)
    central.wait(17_990)
    assert central.unit.machine.phase == Phase.HOLD
    central.wait(10)
    assert central.unit.machine.phase == Phase.RELEASE
    central.wait(2000)
    assert central.unit.state == State.IDLE and central.status().measured == 0


def test_pause_ramps_to_zero_with_the_clock_standing_and_resume_goes_on():
    central = Central().start(*SUSTAINED)
    central.wait(6000)
    central.applies(Opcode.PAUSE)
    central.wait(3000)
    paused = central.status()
    assert (paused.state, paused.phase, paused.target, paused.clock) == (State.PAUSED, Phase.NONE, 0, 6)
    assert central.applies(Opcode.RESUME).state == State.RUNNING
    central.wait(1000)
    assert (central.status().target, central.status().clock, central.unit.machine.phase) == (100, 7, Phase.RAMP_UP)


@pytest.mark.parametrize("content", [b"", b"\0", b"anything at all, however long it is"])
def test_any_stop_takes_the_force_to_zero_at_the_greatest_ramp(content):
    central = Central().start(*SUSTAINED)
    central.wait(6000)
    central.stop(content)
    assert status(central.said(Characteristic.STATUS)[-1]).state == State.RELEASING
    central.unit.advance(1000)
    assert central.unit.state == State.IDLE and central.status().measured == 0


def test_a_stop_from_the_greatest_force_is_at_zero_in_the_time_that_the_text_gives():
    greatest, ramp = Traits().greatest_force, Traits().greatest_ramp
    central = Central().start((greatest, 0, ramp, ramp, greatest), (600, 60, 0, 0, 0))
    central.wait(15_000)
    central.stop()
    central.unit.advance(greatest * 1000 // ramp)
    assert central.unit.state == State.IDLE


def test_stop_drops_what_was_armed_and_is_confirmed_even_where_nothing_moves():
    central = Central()
    central.applies(Opcode.REQUEST_CONTROL)
    central.programme()
    central.stop()
    assert central.unit.state == State.IDLE and central.unit.machine.forces is None
    central.said(Characteristic.STATUS)
    central.stop()
    assert len(central.said(Characteristic.STATUS)) == 1


def test_without_a_sign_of_life_the_force_goes_to_zero_after_three_seconds():
    central = Central().start(*SUSTAINED)
    central.unit.advance(2990)
    assert central.unit.state == State.RUNNING
    central.unit.advance(10)
    assert (central.unit.state, central.unit.machine.faults) == (State.RELEASING, Fault.HEARTBEAT_LOST)
    central.unit.advance(1000)
    assert central.unit.state == State.FAULT and central.status().measured == 0
    assert central.applies(Opcode.CLEAR_FAULT).state == State.IDLE


def test_a_disconnection_of_the_session_releases_at_once():
    central = Central().start(*SUSTAINED)
    central.wait(4000)
    central.unit.disconnect(central.link)
    assert (central.unit.state, central.unit.machine.faults) == (State.RELEASING, Fault.HEARTBEAT_LOST)


def test_the_disconnection_of_another_central_changes_nothing():
    central = Central().start(*SUSTAINED)
    other = Central(central.unit, peer="other")
    central.wait(2000)
    central.unit.disconnect(other.link)
    assert central.unit.state == State.RUNNING


@pytest.mark.parametrize(
    ("trouble", "fault", "after"),
    [
        (lambda unit: setattr(unit.machine.pull, "added", 102), Fault.OVER_FORCE, 300),
        (lambda unit: setattr(unit.machine.pull, "grip", 49), Fault.SLIP, 1000),
        (lambda unit: unit.press_hand_switch(True), Fault.HAND_SWITCH, 0),
        (lambda unit: unit.set_battery(5), Fault.BATTERY, 0),
        (lambda unit: setattr(unit.machine, "defects", Fault.SENSOR), Fault.SENSOR, 0),
        (lambda unit: setattr(unit.machine, "defects", Fault.ACTUATOR), Fault.ACTUATOR, 0),
    ],
)
def test_each_fault_releases_in_its_time(trouble, fault, after):
    central = Central().start(*SUSTAINED)
    central.wait(4000)
    trouble(central.unit)
    if after:
        central.unit.advance(after)
        assert central.unit.state == State.RUNNING
    central.unit.advance(10)
    assert (central.unit.state, central.unit.machine.faults) == (State.RELEASING, fault)
    central.unit.machine.pull.added = 0
    central.unit.advance(1000)
    assert central.unit.state == State.FAULT


def test_force_a_little_over_the_limit_or_for_a_moment_is_no_fault():
    central = Central().start(*SUSTAINED)
    central.wait(4000)
    central.unit.machine.pull.added = 101
    central.unit.advance(2000)
    central.unit.machine.pull.added = 500
    central.unit.advance(290)
    central.unit.machine.pull.added = 0
    central.unit.advance(500)
    assert central.unit.state == State.RUNNING


def test_the_hand_switch_is_no_fault_at_rest_but_is_told():
    central = Central()
    central.said(Characteristic.STATUS)
    central.unit.press_hand_switch(True)
    told = status(central.said(Characteristic.STATUS)[-1])
    assert (told.state, told.faults, told.flags & 1) == (State.IDLE, 0, 1)


def test_a_fault_stays_while_its_cause_does():
    central = Central().start(*SUSTAINED)
    central.wait(4000)
    central.unit.press_hand_switch(True)
    central.wait(2000)
    assert central.applies(Opcode.CLEAR_FAULT).state == State.FAULT
    central.unit.press_hand_switch(False)
    assert central.applies(Opcode.CLEAR_FAULT).state == State.IDLE


def test_a_restart_forgets_session_and_programme_and_says_another_boot():
    central = Central().start(*SUSTAINED)
    central.wait(4000)
    unit, boot = central.unit, central.unit.boot
    unit.restart()
    again = Central(unit)
    told = again.status()
    assert (told.state, told.measured, told.applied, told.result) == (State.IDLE, 0, 0, 0) and told.boot != boot
    assert again.send(Opcode.START).result == Result.WRONG_TOKEN


def test_the_start_button_runs_the_unit_s_own_programme_without_a_session():
    unit = Unit(Traits(start_button=True))
    central = Central(unit)
    unit.press_start_button(True)
    unit.press_start_button(False)
    unit.advance(10_000)
    assert unit.state == State.RUNNING
    assert central.send(Opcode.REQUEST_CONTROL).result == Result.WRONG_STATE
    unit.press_start_button(True)
    unit.advance(5000)
    assert unit.state == State.IDLE
    assert unit.memory.get(1).token == 0


def test_the_start_button_starts_nothing_that_a_central_armed():
    central = Central(Unit(Traits(start_button=True)))
    central.applies(Opcode.REQUEST_CONTROL)
    central.programme()
    central.unit.press_start_button(True)
    assert central.unit.state == State.PROGRAMMED
    assert status(central.said(Characteristic.STATUS)[-1]).flags & 4


def test_status_comes_each_second_and_telemetry_five_times_while_it_moves():
    central = Central()
    for one in (Characteristic.STATUS, Characteristic.TELEMETRY):
        central.said(one)
    central.unit.advance(10_000)
    assert len(central.said(Characteristic.STATUS)) == 10
    assert len(central.said(Characteristic.TELEMETRY)) == 10
    central.start(*SUSTAINED)
    central.said(Characteristic.TELEMETRY)
    central.wait(10_000)
    samples = [telemetry(frame) for frame in central.said(Characteristic.TELEMETRY)]
    assert len(samples) == 50
    assert [one.sample for one in samples] == list(range(samples[0].sample, samples[0].sample + 50))
    assert [one.measured for one in samples] == sorted(one.measured for one in samples)


def test_the_status_number_is_one_more_with_each_notification_and_a_read_repeats_it():
    central = Central()
    central.unit.advance(5000)
    numbers = [status(frame).number for frame in central.said(Characteristic.STATUS)]
    assert numbers == [1, 2, 3, 4, 5]
    assert central.status().number == central.status().number == 5
