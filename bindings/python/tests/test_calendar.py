"""A calendar as another program reads it: icalendar takes it, and recurring-ical-events comes to the same instants as our
planner, over two years in zones whose clocks do odd things."""

import asyncio
import collections
import datetime
import json
import zoneinfo

import icalendar
import pytest
import recurring_ical_events

import nape

UTC = datetime.timezone.utc
NOW = datetime.datetime(2026, 3, 10, 9, tzinfo=UTC)
DAYS = 365
LAST = (NOW + datetime.timedelta(days=2 * DAYS)).date()
# Half an hour, midnight gaps, the other half of the year, no change at all.
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Beirut",
    "Europe/Lisbon",
    "Asia/Kolkata",
    "Pacific/Chatham",
]
QUIET = ["22:00", "01:45"]
FLOATING = {"zone_policy": "floating"}


def rules(home):
    """Every kind of rule, and for each zone one at an hour that its clock may skip."""
    fixed = [{"kind": "daily", "time": "02:15", "zone_policy": "fixed", "zone": zone} for zone in ZONES if zone != home]
    return [
        {"kind": "daily", "time": "02:30", **FLOATING},
        {"kind": "daily", "time": "00:00", "zone_policy": "fixed", "zone": "Africa/Cairo"},
        {"kind": "weekly", "time": "08:00", "weekdays": ["mon", "thu", "sun"], **FLOATING},
        {"kind": "weekly", "time": "02:45", "weekdays": ["sun"], "start": "2026-03-20", "count": 60, **FLOATING},
        {"kind": "interval", "every_minutes": 20, "window": ["01:50", "03:50"], "end": "2027-11-30", **FLOATING},
        {"kind": "once", "date": "2027-03-28", "time": "02:30", **FLOATING},
        *fixed,
    ]


def planned(home, number, rule):
    """The instants of a rule by the planner alone, in two looks of a year."""
    instants = set()
    for year in range(2):
        now = NOW + datetime.timedelta(days=year * DAYS)
        state = {"now": now.isoformat(), "device_zone": home, "quiet": QUIET, "horizon_days": DAYS, "capacity": 100_000}
        document = json.dumps({"rules": [rule], "state": state}).encode()
        plan = nape.check_reminders(document, nape.SystemZones())
        instants |= {(datetime.datetime.fromisoformat(one.at).astimezone(UTC), number) for one in plan.notifications}
    return instants


async def written(folder, home):
    config = nape.OpenConfig(
        folder=str(folder), key=bytes([7]) * 32, demonstration=False, now=NOW.isoformat(), zone=home
    )
    door = await nape.Nape.open(config, None, nape.SystemZones(), None)
    try:
        await door.set_reminder_manner(nape.ReminderManner(quiet=QUIET))
        ids = {}
        for number, rule in enumerate(rules(home)):
            reminder = nape.reminder_from_json(json.dumps({"subject": "breathing", "rule": rule}).encode())
            ids[(await door.add_reminder(reminder)).id] = number
        file = folder / "nape.ics"
        query = nape.CalendarQuery(_from=NOW.date().isoformat(), to=LAST.isoformat(), shows_subject=True)
        await door.export_calendar(str(file), query)
        return ids, file.read_bytes()
    finally:
        await door.close()


def faults(calendar):
    """What a strict reader finds wrong."""
    found = []
    for component in calendar.walk():
        found += [f"{component.name}: {error}" for error in component.errors]
        found += [f"{component.name}: no {name}" for name in component.required if name not in component]
    return found + [f"no zone {name}" for name in calendar.get_missing_tzids()]


def expanded(calendar, home, ids):
    day = datetime.timedelta(days=1)
    events = recurring_ical_events.of(calendar).between(NOW - day, NOW + 2 * DAYS * day + day)
    instants = collections.Counter()
    for event in events:
        at = event.start if event.start.tzinfo else event.start.replace(tzinfo=zoneinfo.ZoneInfo(home))
        instants[at.astimezone(UTC), ids[event["UID"].split("/")[0]]] += 1
    return instants


@pytest.mark.parametrize("home", ZONES)
def test_another_program_comes_to_the_same_instants(home, tmp_path):
    ids, file = asyncio.run(written(tmp_path, home))
    expected = set().union(*(planned(home, number, rule) for number, rule in enumerate(rules(home))))
    assert len(expected) > 3_000
    assert all(len(line) <= 75 for line in file.split(b"\r\n")) and file.count(b"\n") == file.count(b"\r\n")
    # Under the names that every program has a table for, and under names that only the file explains.
    for names in (file, file.replace(b"TZID=", b"TZID=Of-the-file/").replace(b"TZID:", b"TZID:Of-the-file/")):
        calendar = icalendar.Calendar.from_ical(names)
        assert faults(calendar) == []
        instants = expanded(calendar, home, ids)
        assert [each for each, times in instants.items() if times > 1] == []
        end = NOW + datetime.timedelta(days=2 * DAYS)
        shown = {(at, number) for at, number in instants if NOW <= at < end}
        assert shown == expected


def test_a_calendar_is_discreet_and_keeps_its_names(tmp_path):
    async def twice():
        config = nape.OpenConfig(
            folder=str(tmp_path), key=bytes([7]) * 32, demonstration=False, now=NOW.isoformat(), zone="Europe/Lisbon"
        )
        door = await nape.Nape.open(config, None, nape.SystemZones(), None)
        query = nape.CalendarQuery(_from="2026-03-10", to="2026-03-31")
        medicine = {"subject": "medication", "title": "amitriptyline", "rule": {"kind": "daily", "time": "21:00", **FLOATING}}
        files = []
        try:
            await door.add_reminder(nape.reminder_from_json(json.dumps(medicine).encode()))
            for name in ("one.ics", "two.ics"):
                await door.export_calendar(str(tmp_path / name), query)
                files.append((tmp_path / name).read_bytes())
                await door.set_reminder_manner(nape.ReminderManner(quiet=["22:00", "07:00"]))
        finally:
            await door.close()
        return files

    files = asyncio.run(twice())
    assert not any(b"amitriptyline" in file for file in files)
    first, second = (icalendar.Calendar.from_ical(file).walk("VEVENT") for file in files)
    assert [event["UID"] for event in first] == [event["UID"] for event in second]
    assert first[0]["SEQUENCE"] < second[0]["SEQUENCE"], "something changed since"
