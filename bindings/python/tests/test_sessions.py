"""Whole sessions through the public calls, against the simulated device."""

import asyncio

import pytest

import nape
from person import last_event, opened, plan, ready, start, vectors


def run(test):
    return asyncio.run(asyncio.wait_for(test, 60))


def word(value):
    return None if value is None else value.name.lower()


def test_a_whole_session_ends_with_the_event_that_every_language_sees(tmp_path):
    async def test():
        async with ready(tmp_path) as (door, rehearsed):
            session = await door.start_session(start())
            ended = (await last_event(door, rehearsed.seq)).body
            said = {"end": word(ended.end), "release": word(ended.release), "eased": ended.eased}
            assert said | {"reason": word(ended.reason)} == vectors("session_end.json")
            detail = await door.session(session)
            assert detail.summary.end == nape.End.COMPLETED
            assert detail.telemetry.samples > 600
            assert (await door.check_journal()).intact

    run(test())


def test_who_stops_waiting_for_events_stops_nothing_and_a_stop_midway_is_confirmed(tmp_path):
    async def test():
        async with ready(tmp_path) as (door, rehearsed):
            await door.start_session(start(pace=20.0))
            pulling = asyncio.Event()

            async def watch():
                async for event in nape.event_stream(door, rehearsed.seq):
                    if event.body.is_load_started():
                        pulling.set()

            watching = asyncio.create_task(watch())
            await pulling.wait()
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            assert door.snapshot().session.phase == nape.Phase.RUNNING
            await door.stop("doorbell")
            ended = (await last_event(door, rehearsed.seq)).body
            assert (ended.end, ended.reason) == (nape.End.STOPPED, nape.Reason.PERSON)
            assert ended.release == nape.Release.CONFIRMED

    run(test())


def test_a_refused_plan_is_a_typed_error_with_its_rules(tmp_path):
    async def test():
        door = await opened(tmp_path)
        with pytest.raises(nape.NapeError.Refused) as refused:
            await door.set_plan(plan("home-unit-over-limit"))
        assert "envelope.force_max" in refused.value.rules
        await door.close()

    run(test())


def test_a_session_told_afterwards_is_in_the_list(tmp_path):
    async def test():
        door = await opened(tmp_path)
        told = nape.LoggedSession(
            modality=nape.Modality.MANUAL,
            region=nape.Region.CERVICAL,
            started="2026-03-01T08:00:00+01:00",
            duration_ms=600_000,
            setting=nape.Setting.THERAPY,
        )
        logged = await door.log_session(told)
        (session,) = await door.sessions(10)
        assert (session.id, session.logged) == (logged.session, True)
        assert (await door.session(logged.session)).told == told
        await door.close()

    run(test())


def test_bad_input_is_a_typed_error_with_its_field():
    with pytest.raises(nape.NapeError.BadInput) as refused:
        nape.plan_from_json(b'{"modality":"home_unit","pattern":"sustained"}')
    assert refused.value.field == "duration_ms"


def test_a_number_out_of_range_names_its_field_and_what_is_allowed(tmp_path):
    async def test():
        async with ready(tmp_path) as (door, _):
            with pytest.raises(nape.NapeError.BadInput) as refused:
                door.set_telemetry_rate(50.0)
            assert (refused.value.field, refused.value.allowed) == ("per_second", "0.5 to 5")

    run(test())


def test_closing_in_a_session_lets_go_first_and_ends_every_stream(tmp_path):
    async def test():
        async with ready(tmp_path) as (door, rehearsed):
            await door.start_session(start(pace=20.0))

            async def read():
                return [event.body async for event in nape.event_stream(door, rehearsed.seq)]

            reading = asyncio.create_task(read())
            await door.close()
            last = (await reading)[-1]
            assert last.is_finished() and last.end == nape.End.INTERRUPTED
            with pytest.raises(nape.NapeError.Closed):
                await door.start_session(start())

    run(test())


def test_a_port_that_fails_in_a_way_of_its_own_is_a_typed_error(tmp_path):
    class Broken(nape.ClockPort):
        def wall_unix_ms(self):
            raise RuntimeError("no battery in the clock")

        def elapsed_ms(self):
            return 1

        def boot_id(self):
            return "boot"

    with pytest.raises(nape.NapeError.Internal):
        run(opened(tmp_path, Broken()))


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe", "../etc/passwd", ""])
def test_an_unknown_zone_is_bad_input(tmp_path, zone):
    async def test():
        config = nape.OpenConfig(folder=str(tmp_path), key=bytes(32), demonstration=False, now=None, zone=zone)
        await nape.Nape.open(config, None, nape.SystemZones(), None)

    with pytest.raises(nape.NapeError.BadInput) as refused:
        run(test())
    assert refused.value.field == "zone"


def test_the_zone_port_finds_the_hour_at_which_summer_begins():
    march, may = 1_772_323_200_000, 1_777_593_600_000
    transitions = nape.SystemZones().transitions("Europe/Lisbon", march, may)
    assert [(t.at_unix_ms, t.offset_s) for t in transitions] == [(march, 0), (1_774_746_000_000, 3600)]
