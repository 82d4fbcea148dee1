"""A person with a journal of their own, for tests through the public calls."""

import contextlib
import json
import pathlib

import nape

VECTORS = pathlib.Path(__file__).parents[3] / "tests" / "vectors"
EXAMPLES = pathlib.Path(__file__).parents[3] / "cli" / "examples"
NOW = "2026-03-10T09:00:00+00:00"


def vectors(name):
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def plan(name="home-unit-intermittent"):
    return nape.plan_from_json((EXAMPLES / "plans" / f"{name}.json").read_bytes())


def answers(form):
    return nape.answers_from_json((EXAMPLES / "answers" / f"{form}-nothing-against.json").read_bytes())


def start(pace=300.0, script=(), rehearsal=False):
    return nape.StartSession(
        modality=nape.Modality.HOME_UNIT,
        region=nape.Region.CERVICAL,
        device=nape.DeviceChoice.SIMULATED(seed=1),
        rehearsal=rehearsal,
        confirmed=nape.Confirmed(setup=True, in_place=True, presence=True, audible=True),
        get_in_ms=0,
        pace=pace,
        script=list(script),
    )


async def opened(folder, clock=None):
    config = nape.OpenConfig(
        folder=str(folder), key=bytes([7]) * 32, demonstration=False, now=NOW, zone="Europe/Lisbon"
    )
    return await nape.Nape.open(config, clock, nape.SystemZones(), None)


@contextlib.asynccontextmanager
async def ready(folder):
    """A journal with forms, plan and rehearsal behind it, and the number of its last event."""
    door = await opened(folder)
    try:
        for form in ("full", "short"):
            await door.record_screening(answers(form))
        await door.set_plan(plan())
        stop = nape.ScriptLine(at_ms=5_000, act=nape.ScriptAct.STOP(why=None))
        await door.start_session(start(script=[stop], rehearsal=True))
        yield door, await last_event(door, 0)
    finally:
        await door.close()


async def last_event(door, after):
    """Reads on until a session is over; its last event."""
    async for event in nape.event_stream(door, after):
        if event.body.is_finished():
            return event
    raise AssertionError("closed before the end")
