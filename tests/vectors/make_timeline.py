#!/usr/bin/env python3
"""Writes timeline.json: what a plan's session does when, worked out by a second program.

It knows the rules from docs/device-profile.md, section 3, and nothing of the core: it walks through the session a
millisecond at a time and asks only what the pull does right now.

usage: make_timeline.py > timeline.json
       make_timeline.py --get-in > timeline_get_in.json   (the same with a countdown before the pull)

A pull that is no known force (a level, a height, body weight) has no ramps and no release, and its segments say no
force.
"""

import json
import sys

PROVIDER = {"name": "Dana Whitfield, PT", "date": "2026-02-16"}
NOW = "2026-03-10T09:00:00+01:00"
GENTLE = {"home_unit": 5, "traction_table": 5, "over_door_pulley": 2}  # newtons a second, where the plan says no ramp


def ramps(plan):
    """How long the whole way up and down takes: as the plan says, else gently, but at most half of the hold and half
    of the rest, or a quarter of a sustained session, so that a hold holds and a rest rests."""
    gentle = plan["force"]["value"] * 1000 // GENTLE[plan["modality"]]
    if plan["pattern"] == "sustained":
        rooms = (plan["duration_ms"] // 4, plan["duration_ms"] // 4)
    else:
        rooms = (plan["hold_ms"] // 2, plan["rest_ms"] // 2)
    return (
        plan.get("ramp_up_ms", min(gentle, rooms[0])),
        plan.get("ramp_down_ms", min(gentle, rooms[1])),
    )


def unforced(at, plan):
    """The part of a session without a known force at this millisecond: it holds, or it rests."""
    if plan["pattern"] == "sustained":
        return "hold", 1
    cycle, into = divmod(at, plan["hold_ms"] + plan.get("rest_ms", 0))
    return ("hold" if into < plan["hold_ms"] else "rest"), cycle + 1


def wanted(at, plan):
    """The part of the session at this millisecond: kind and cycle."""
    total, hold, rest = plan["duration_ms"], plan.get("hold_ms"), plan.get("rest_ms")
    top = plan["force"]["value"] * 1000
    up, down = ramps(plan)
    low = plan.get("rest_force", {"value": 0})["value"] * 1000
    if at >= total - down:
        return "release", None
    if plan["pattern"] == "sustained":
        return ("ramp" if at < up else "hold"), 1
    cycle, into = divmod(at, hold + rest)
    came_from = 0 if cycle == 0 else low
    if into < hold:
        # The rate is that of the whole way from nothing to the hold.
        return ("ramp" if into * top < (top - came_from) * up else "hold"), cycle + 1
    return ("ramp" if (into - hold) * top < (top - low) * down else "rest"), cycle + 1


def falls(at, plan):
    """Whether a ramp at this millisecond goes down: it does in the rest's part of a cycle."""
    return plan["pattern"] == "intermittent" and at % (plan["hold_ms"] + plan["rest_ms"]) >= plan["hold_ms"]


def ends_of(kind, cycle, start, plan):
    """The pull at the start and at the planned end of a stretch that is not cut."""
    top = int(plan["force"]["value"] * 1000)
    low = int(plan.get("rest_force", {"value": 0})["value"] * 1000)
    if kind == "hold":
        return top, top
    if kind == "rest":
        return low, low
    if falls(start, plan):
        return top, low
    return (0 if cycle == 1 else low), top


def unforced_segments(plan):
    """Each stretch in which nothing changes."""
    found = []
    for at in range(plan["duration_ms"]):
        kind, cycle = unforced(at, plan)
        if found and (found[-1]["kind"], found[-1]["cycle"]) == (kind, cycle):
            found[-1]["end_ms"] = at + 1
        else:
            found.append({"kind": kind, "start_ms": at, "end_ms": at + 1, "cycle": cycle})
    return found


def segments(plan):
    if "force" not in plan:
        return unforced_segments(plan)
    total = plan["duration_ms"]
    top = plan["force"]["value"] * 1000
    up, down = ramps(plan)
    found, start = [], 0
    here = wanted(0, plan) + (falls(0, plan),)
    for at in range(1, total + 1):
        there = None if at == total else wanted(at, plan) + (falls(at, plan) and wanted(at, plan)[0] == "ramp",)
        if there is not None and there[0] == here[0] == "release":
            continue
        if there == here or (there and there[:2] == here[:2] and there[0] != "ramp"):
            continue
        kind, cycle = here[:2]
        if kind == "release":
            source, target = found[-1]["to_mn"] if found else 0, 0
        else:
            source, target = ends_of(kind, cycle, start, plan)
            if kind == "ramp" and at == total - down:
                # Cut by the release: as far as it came at its rate, in whole millinewtons of the ramp's own steps.
                full = -(-abs(target - source) * (down if target < source else up) // int(top))
                step = abs(target - source) * (at - start) // full
                target = source - step if target < source else source + step
        found.append({"kind": kind, "start_ms": start, "end_ms": at, "from_mn": source, "to_mn": target})
        if cycle:
            found[-1]["cycle"] = cycle
        start, here = at, there
    return found


def plan(modality, pattern, newtons, minutes, **more):
    made = {
        "modality": modality, "provider": PROVIDER, "body_weight": {"value": 80, "unit": "kg"}, "pattern": pattern,
        "force": {"value": newtons, "unit": "N"}, "duration_ms": int(minutes * 60000),
    }
    if pattern == "intermittent":
        made |= {"hold_ms": 60000, "rest_ms": 20000}
    rest = more.pop("rest", None)
    if rest is not None:
        made["rest_force"] = {"value": rest, "unit": "N"}
    return made | more


def unforced_plan(modality, minutes, **more):
    made = {"modality": modality, "provider": PROVIDER, "body_weight": {"value": 80, "unit": "kg"}}
    return made | {"pattern": "sustained", "duration_ms": int(minutes * 60000)} | more


def sets(modality, count, hold, rest, **more):
    """So many holds of so many seconds, and a rest between each two of them."""
    cycle = {"sets": count, "hold_ms": hold * 1000} | ({"rest_ms": rest * 1000} if count > 1 else {})
    return unforced_plan(modality, 0, pattern="intermittent", **cycle, **more) | {
        "duration_ms": (count * hold + (count - 1) * rest) * 1000
    }


CASES = {
    "home unit, holds and rests without pull": plan("home_unit", "intermittent", 50, 10),
    "home unit, half the pull in rests": plan("home_unit", "intermittent", 80, 15, rest=40),
    "home unit, a quarter of the pull in rests": plan("home_unit", "intermittent", 80, 12, rest=20),
    "home unit, rests as strong as holds have no ramps": plan("home_unit", "intermittent", 60, 10, rest=60),
    "home unit, own ramps": plan("home_unit", "intermittent", 80, 10, rest=40, ramp_up_ms=20000, ramp_down_ms=8000),
    "home unit, the fastest ramp": plan("home_unit", "intermittent", 80, 10, ramp_up_ms=4000, ramp_down_ms=4000),
    "home unit, slow ramps": plan("home_unit", "intermittent", 60, 10, rest=30, ramp_up_ms=30000, ramp_down_ms=20000),
    "home unit, released in the middle of a rest": plan("home_unit", "intermittent", 50, 10.5),
    "home unit, released in the middle of a ramp up": plan("home_unit", "intermittent", 50, 10 + 55 / 60),
    "home unit, released in the middle of a ramp down": plan("home_unit", "intermittent", 80, 12 + 24 / 60, rest=40),
    "home unit, released at the very end of a rest": plan("home_unit", "intermittent", 50, 10 + 50 / 60),
    "home unit, released at the very end of a hold": plan("home_unit", "intermittent", 50, 10 + 30 / 60),
    "home unit, longer holds": plan("home_unit", "intermittent", 70, 20, hold_ms=120000, rest_ms=40000),
    "home unit, sustained": plan("home_unit", "sustained", 60, 10),
    "home unit, sustained with own ramps": plan("home_unit", "sustained", 60, 20, ramp_up_ms=60000, ramp_down_ms=15000),
    "pulley, sustained": plan("over_door_pulley", "sustained", 40, 10),
    "pulley, sustained and short": plan("over_door_pulley", "sustained", 24, 5),
    "pulley, holds and rests": plan("over_door_pulley", "intermittent", 30, 10),
    "pulley, half the pull in rests": plan("over_door_pulley", "intermittent", 40, 12, rest=20),
    "pulley, own ramps": plan("over_door_pulley", "intermittent", 40, 15, ramp_up_ms=10000, ramp_down_ms=5000),
    "pulley, twenty minutes": plan("over_door_pulley", "intermittent", 36, 20, rest=18),
    "table, holds and rests": plan("traction_table", "intermittent", 80, 15, rest=40, position="supine"),
    "table, sustained": plan("traction_table", "sustained", 60, 10, position="supine"),
    "table, lower back": plan("traction_table", "intermittent", 120, 10, region="lumbar", position="prone"),
    "hammock, lowest height": unforced_plan("neck_hammock", 5, height={"value": 2, "unit": "in"}),
    "hammock, higher and longer": unforced_plan("neck_hammock", 15, height={"value": 9, "unit": "cm"}),
    "home unit, a level": unforced_plan("home_unit", 10, level=3),
    "home unit, strokes of a pump with rests": unforced_plan(
        "home_unit", 10, pattern="intermittent", level=12, level_unit="strokes", hold_ms=60000, rest_ms=20000
    ),
    "bar, four sets": sets("hanging_bar", 4, 30, 30),
    "bar, short sets with long rests": sets("hanging_bar", 3, 10, 60),
    "bar, six sets of a provider": sets("hanging_bar", 6, 20, 25),
    "bar, one set": sets("hanging_bar", 1, 60, 0),
    "bar, sustained": unforced_plan("hanging_bar", 0.5),
    "inversion, sustained": unforced_plan("inversion_table", 2, angle_deg=20),
    "inversion, two sets": sets("inversion_table", 2, 45, 60, angle_deg=15),
}

# A countdown before the pull moves all that follows; the door compiles none, so these are for the core alone.
GET_IN = {
    "home unit, holds and rests without pull": 10000,
    "home unit, sustained with own ramps": 60000,
    "pulley, sustained": 30000,
    "hammock, lowest height": 120000,
    "bar, four sets": 10000,
    "inversion, sustained": 20000,
}


def after(get_in, plan):
    """The segments of a plan behind a countdown without pull."""
    none = {"from_mn": 0, "to_mn": 0} if "force" in plan else {}
    moved = [s | {"start_ms": s["start_ms"] + get_in, "end_ms": s["end_ms"] + get_in} for s in segments(plan)]
    return [{"kind": "setup", "start_ms": 0, "end_ms": get_in} | none] + moved


if "--get-in" in sys.argv:
    vectors = [
        {"name": name, "plan": CASES[name], "now": NOW, "get_in_ms": get_in}
        | {"expect": {"total_ms": CASES[name]["duration_ms"] + get_in, "segments": after(get_in, CASES[name])}}
        for name, get_in in GET_IN.items()
    ]
else:
    vectors = [
        {"name": name, "plan": made, "now": NOW, "expect": {"total_ms": made["duration_ms"], "segments": segments(made)}}
        for name, made in CASES.items()
    ]
print("[\n" + ",\n".join(json.dumps(vector, ensure_ascii=False) for vector in vectors) + "\n]")
