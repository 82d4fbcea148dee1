"""Writes reminders.json: rules and a state, and what rings.

A second program: it walks the phone's clock minute by minute through Python's own zone data and waits until each civil
time has been read or jumped past, by the meaning that docs/cli.md fixes, and takes nothing from the core. The offsets of
each zone go with the cases, so that no program needs zone data of its own to run them. Run without arguments in this
folder; it takes a minute or two.
"""

import json
import random
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

UTC = timezone.utc
MINUTE = timedelta(minutes=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# Around what is planned, as the core asks for it.
AROUND = timedelta(days=4)


def instant(text):
    return datetime.fromisoformat(text)


def rfc3339(at, zone):
    text = at.astimezone(zone).isoformat()
    return text.replace("+00:00", "+00:00")


class Phone:
    """The clock that people read: one zone, then others."""

    def __init__(self, zone, changes=()):
        self.zones = [(datetime.min.replace(tzinfo=UTC), ZoneInfo(zone))]
        self.zones += [(instant(change["at"]).astimezone(UTC), ZoneInfo(change["zone"])) for change in changes]

    def zone_at(self, at):
        return [zone for since, zone in self.zones if since <= at][-1]

    def reads(self, at):
        return at.astimezone(self.zone_at(at)).replace(tzinfo=None)


def walk(clock, first, last):
    """For each minute from `first` to `last` the latest time that the clock has read so far."""
    latest, at, walked = datetime.min, first, []
    while at <= last:
        latest = max(latest, clock.reads(at))
        walked.append((latest, at))
        at += MINUTE
    return walked


def labels(rule, first, last):
    """The civil times from the day `first` to `last`; counted from the start where there is a count."""
    day = date.fromisoformat(rule["start"]) if "start" in rule else first
    if "count" not in rule:
        day = max(day, first)
    named = []
    while day <= last:
        if "end" in rule and day > date.fromisoformat(rule["end"]):
            break
        if rule["kind"] == "daily" or rule["kind"] == "weekly" and WEEKDAYS[day.weekday()] in rule["weekdays"] \
                or rule["kind"] == "once" and str(day) == rule["date"]:
            named.append(datetime.combine(day, time.fromisoformat(rule["time"])))
        elif rule["kind"] == "interval":
            at = datetime.combine(day, time.fromisoformat(rule["window"][0]))
            while at <= datetime.combine(day, time.fromisoformat(rule["window"][1])):
                named.append(at)
                at += timedelta(minutes=rule["every_minutes"])
        day += timedelta(days=1)
    if "count" in rule:
        named = named[:rule["count"]]
    return [label for label in named if label.date() >= first]


def is_quiet(quiet, at):
    start, end = (time.fromisoformat(text) for text in quiet)
    return start <= at < end if start < end else at >= start or at < end


def expected(case):
    state = case["state"]
    now = instant(state["now"]).astimezone(UTC)
    until = now + timedelta(days=state["horizon_days"])
    phone = Phone(state["device_zone"], state.get("zone_changes", []))
    rings, dropped, never = [], [], []
    first_minute = (now - timedelta(days=3)).replace(second=0, microsecond=0)
    for index, rule in enumerate(case["rules"]):
        clock = phone if rule["zone_policy"] == "floating" else Phone(rule["zone"])
        key = repr([(str(since), str(zone)) for since, zone in clock.zones])
        walked = case["walks"].setdefault(key, walk(clock, first_minute, until + timedelta(days=1)))
        step, seen = 0, set()
        first = clock.reads(now).date() - timedelta(days=2)
        rule = rule | ({"start": str(clock.reads(now).date())} if "count" in rule and "start" not in rule else {})
        if "end" in rule or "count" in rule or rule["kind"] == "once":
            # Forty labels are over within forty weeks.
            ever = labels(rule, first, first + timedelta(days=300))
            to_come = [label for label in ever if next((at for read, at in walked if read >= label), until) >= now]
            if not to_come:
                never.append({"rule": index, "reason": "never"})
        named = labels(rule, first, clock.reads(until).date() + timedelta(days=2))
        for label in sorted(named):
            while step < len(walked) and walked[step][0] < label:
                step += 1
            if step == len(walked) or step == 0:
                continue
            at = walked[step][1]
            if not now <= at < until:
                continue
            reason = None
            if "paused_until" in state and label.date() < date.fromisoformat(state["paused_until"]):
                reason = "paused"
            elif rule["kind"] in ("daily", "weekly") and str(label.date()) in state.get("done_dates", []):
                reason = "done"
            elif "quiet" in state and is_quiet(state["quiet"], phone.reads(at).time()):
                reason = "quiet"
            if reason:
                dropped.append((at, index, reason))
            elif at not in seen:
                seen.add(at)
                rings.append((at, index))
    rings.sort()
    dropped += [(at, index, "capacity") for at, index in rings[state["capacity"]:]]
    order = ["never", "paused", "done", "quiet", "capacity"]
    dropped.sort(key=lambda one: (one[0], one[1], order.index(one[2])))
    shown = lambda at: rfc3339(at, phone.zone_at(at))
    return {"notifications": [{"at": shown(at), "rule": index} for at, index in rings[:state["capacity"]]],
            "dropped": never + [{"rule": index, "reason": reason, "at": shown(at)} for at, index, reason in dropped]}


def offsets(zone, first, last):
    """Each change of the zone's offset, found by halving."""
    zone = ZoneInfo(zone)
    at = first.replace(minute=0, second=0, microsecond=0)
    offset = lambda moment: int(moment.astimezone(zone).utcoffset().total_seconds())
    found = [[int(at.timestamp() * 1000), offset(at)]]
    while at < last:
        after = at + timedelta(hours=1)
        if offset(after) != offset(at):
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            moment = round(high.timestamp())
            found.append([moment * 1000, offset(after)])
        at = after
    return found


def zones_of(case):
    state = case["state"]
    names = [state["device_zone"]] + [change["zone"] for change in state.get("zone_changes", [])]
    names += [rule["zone"] for rule in case["rules"] if rule["zone_policy"] == "fixed"]
    now = instant(state["now"]).astimezone(UTC)
    first = min([now] + [instant(change["at"]).astimezone(UTC) for change in state.get("zone_changes", [])])
    return {name: offsets(name, first - AROUND, now + timedelta(days=state["horizon_days"]) + AROUND)
            for name in sorted(set(names))}


# Nights in which clocks change, 2024 to 2028, and what is odd about them.
NIGHTS = [
    ("Europe/Berlin", "2024-03-31"), ("Europe/Berlin", "2025-10-26"), ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"), ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"),
    ("Africa/Cairo", "2025-04-25"), ("Africa/Cairo", "2026-10-30"), ("America/Santiago", "2026-09-06"),
    ("America/Santiago", "2027-04-04"), ("Asia/Beirut", "2026-03-29"), ("Asia/Beirut", "2027-10-31"),
    ("America/Sao_Paulo", "2026-03-01"), ("Pacific/Apia", "2026-01-10"), ("Pacific/Chatham", "2026-04-05"),
    ("Africa/Casablanca", "2026-02-15"), ("Africa/Casablanca", "2026-03-22"), ("Asia/Kathmandu", "2028-02-28"),
    ("America/St_Johns", "2027-03-14"), ("Europe/Lisbon", "2028-03-26"), ("America/Nuuk", "2024-03-31"),
    ("Asia/Gaza", "2026-03-28"), ("Antarctica/Troll", "2026-03-29"), ("Asia/Tehran", "2026-03-21"),
]
TIMES = ["00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "03:00", "07:45", "08:00", "12:00", "20:30", "23:30", "23:59"]
DEVICES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Santiago", "Pacific/Apia"]


def any_rule(chance, zone):
    kind = chance.choice(["daily", "daily", "weekly", "interval", "once"])
    day = lambda after: str(date.fromisoformat(zone[1]) + timedelta(days=after))
    rule = {"kind": kind}
    if kind == "interval":
        window = sorted(chance.sample(TIMES, 2))
        rule |= {"every_minutes": chance.choice([15, 45, 60, 90, 240]), "window": window}
    else:
        rule["time"] = chance.choice(TIMES)
    if kind == "weekly":
        rule["weekdays"] = sorted(chance.sample(WEEKDAYS, chance.randint(1, 5)), key=WEEKDAYS.index)
    if kind == "once":
        rule["date"] = day(chance.randint(-1, 4))
    fixed = chance.random() < 0.4
    rule |= {"zone_policy": "fixed", "zone": zone[0]} if fixed else {"zone_policy": "floating"}
    if chance.random() < 0.3:
        rule["start"] = day(chance.randint(-400, 2))
    if chance.random() < 0.2:
        rule["end"] = day(chance.randint(2, 20))
    if chance.random() < 0.25:
        rule["start"] = day(chance.randint(-20, 1))
        rule["count"] = chance.randint(1, 40)
    return rule


def any_case(number):
    chance = random.Random(number)
    zone = chance.choice(NIGHTS)
    night = datetime.fromisoformat(zone[1]).replace(tzinfo=ZoneInfo(zone[0]))
    now = night - timedelta(hours=chance.randint(0, 60), minutes=chance.choice([0, 15, 30]))
    device = zone[0] if chance.random() < 0.7 else chance.choice(DEVICES)
    state = {"now": now.isoformat(), "device_zone": device, "horizon_days": chance.choice([2, 3, 7]),
             "capacity": chance.choice([1, 3, 30, 30, 30, 64])}
    if chance.random() < 0.4:
        changes, at = [], now.astimezone(UTC)
        for _ in range(chance.randint(1, 2)):
            at += timedelta(hours=chance.randint(-6 if not changes else 1, 30), minutes=chance.choice([0, 20]))
            changes.append({"at": at.isoformat(), "zone": chance.choice(DEVICES)})
        state["zone_changes"] = changes
    if chance.random() < 0.4:
        state["quiet"] = chance.choice([["22:00", "07:00"], ["00:00", "06:00"], ["12:00", "13:30"], ["23:30", "00:30"]])
    if chance.random() < 0.2:
        state["paused_until"] = str(date.fromisoformat(zone[1]) + timedelta(days=chance.randint(-1, 2)))
    if chance.random() < 0.2:
        state["done_dates"] = [str(date.fromisoformat(zone[1]) + timedelta(days=n)) for n in chance.sample(range(3), 2)]
    rules = [any_rule(chance, zone) for _ in range(chance.randint(1, 4))]
    return {"name": f"{number}: around {zone[1]} in {zone[0]}", "rules": rules, "state": state}


def by_hand(name, rules, state, rings):
    """A case whose rings were worked out by hand; this program stops where it finds others."""
    case = {"name": name, "rules": rules, "state": {"horizon_days": 2, "capacity": 30} | state}
    case["by_hand"] = rings
    return case


FLOATING = {"zone_policy": "floating"}
BY_HAND = [
    by_hand("a gap rings at the first instant after it", [{"kind": "daily", "time": "02:30"} | FLOATING],
            {"now": "2026-03-28T12:00:00+01:00", "device_zone": "Europe/Berlin", "horizon_days": 1},
            ["2026-03-29T03:00:00+02:00"]),
    by_hand("a fold rings once, at its first occurrence", [{"kind": "daily", "time": "02:30"} | FLOATING],
            {"now": "2026-10-24T12:00:00+02:00", "device_zone": "Europe/Berlin", "horizon_days": 1},
            ["2026-10-25T02:30:00+02:00"]),
    by_hand("labels that a gap folds into one instant ring once",
            [{"kind": "interval", "every_minutes": 15, "window": ["02:00", "03:00"]} | FLOATING],
            {"now": "2026-03-29T01:00:00+01:00", "device_zone": "Europe/Berlin", "horizon_days": 1},
            ["2026-03-29T03:00:00+02:00"]),
    by_hand("a trip east is a gap", [{"kind": "daily", "time": "08:00"} | FLOATING],
            {"now": "2026-05-01T05:00:00+02:00", "device_zone": "Europe/Berlin", "horizon_days": 1,
             "zone_changes": [{"at": "2026-05-01T05:30:00+02:00", "zone": "Asia/Tokyo"}]},
            ["2026-05-01T12:30:00+09:00", "2026-05-02T08:00:00+09:00"]),
    by_hand("a trip west is a fold", [{"kind": "daily", "time": "08:00"} | FLOATING],
            {"now": "2026-05-01T09:00:00+02:00", "device_zone": "Europe/Berlin", "horizon_days": 1,
             "zone_changes": [{"at": "2026-05-01T09:30:00+02:00", "zone": "America/New_York"}]},
            []),
    by_hand("quiet hours across midnight hold for a fixed rule too",
            [{"kind": "daily", "time": "08:00", "zone_policy": "fixed", "zone": "Asia/Tokyo"}],
            {"now": "2026-05-01T12:00:00+02:00", "device_zone": "Europe/Berlin", "horizon_days": 1, "quiet": ["22:00", "07:00"]},
            []),
    by_hand("a count counts what is past and what was suppressed",
            [{"kind": "daily", "time": "08:00", "start": "2026-04-29", "count": 4} | FLOATING],
            {"now": "2026-05-01T06:00:00+02:00", "device_zone": "Europe/Berlin", "horizon_days": 7, "done_dates": ["2026-05-01"]},
            ["2026-05-02T08:00:00+02:00"]),
    by_hand("a window's end is included", [{"kind": "interval", "every_minutes": 60, "window": ["09:00", "11:00"]} | FLOATING],
            {"now": "2026-05-01T09:30:00+02:00", "device_zone": "Europe/Berlin", "horizon_days": 1},
            ["2026-05-01T10:00:00+02:00", "2026-05-01T11:00:00+02:00", "2026-05-02T09:00:00+02:00"]),
    by_hand("a midnight gap rings at one o'clock", [{"kind": "daily", "time": "00:00"} | FLOATING],
            {"now": "2026-09-05T12:00:00-04:00", "device_zone": "America/Santiago", "horizon_days": 1},
            ["2026-09-06T01:00:00-03:00"]),
    by_hand("half an hour of Lord Howe", [{"kind": "daily", "time": "02:15"} | FLOATING],
            {"now": "2026-10-03T12:00:00+10:30", "device_zone": "Australia/Lord_Howe", "horizon_days": 1},
            ["2026-10-04T02:30:00+11:00"]),
    by_hand("Samoa had no 30 December", [{"kind": "daily", "time": "08:00"} | FLOATING],
            {"now": "2011-12-29T20:00:00-10:00", "device_zone": "Pacific/Apia", "horizon_days": 1},
            ["2011-12-31T00:00:00+14:00", "2011-12-31T08:00:00+14:00"]),
    by_hand("capacity keeps the earliest over all rules",
            [{"kind": "daily", "time": "20:00"} | FLOATING, {"kind": "daily", "time": "08:00"} | FLOATING],
            {"now": "2026-05-01T06:00:00+02:00", "device_zone": "Europe/Berlin", "capacity": 3},
            ["2026-05-01T08:00:00+02:00", "2026-05-01T20:00:00+02:00", "2026-05-02T08:00:00+02:00"]),
]


def main():
    cases = BY_HAND + [any_case(number) for number in range(400)]
    for case in cases:
        case["walks"] = {}
        case["zones"] = zones_of(case)
        case["expect"] = expected(case)
        del case["walks"]
        worked_out = case.pop("by_hand", None)
        found = [one["at"] for one in case["expect"]["notifications"]]
        if worked_out is not None and found != worked_out:
            raise SystemExit(f"{case['name']}: {found}, by hand {worked_out}")
    shaped = lambda case: {"name": case["name"], "input": {"rules": case["rules"], "state": case["state"]},
                           "zones": case["zones"], "expect": case["expect"]}
    about = "Rules and a state, the offsets of their zones, and what rings; made by make_reminders.py."
    body = ",\n".join(" " + json.dumps(shaped(case)) for case in cases)
    print(f'{{"about": {json.dumps(about)}, "cases": [\n{body}\n]}}')


main()
