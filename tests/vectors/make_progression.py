"""Writes progression.json: what a course was, and what that means for the next dose.

The expected values stand here as they were worked out by hand from section 7 of the clinical notes and from the
product rules P8, P13 to P16; nothing is computed from the core. Run without arguments in this folder.
"""

import json
from datetime import date, timedelta

START = date(2026, 3, 1)
OFFSET = "+01:00"

# A provider's dose and the person's own, with the doses one step from them: 10 % of the pull, in whole 0.1 N.
PULL, PULL_DOWN, PULL_DOWN_TWICE = 80_000, 72_000, 64_800
PULL_DOWN_UP = 79_200  # 72.0 N and 10 % of it
MINUTES_10 = 600_000
MINUTE = 60_000


def at(day, time="09:00:00"):
    """Instant of the day, counted from 1."""
    return f"{START + timedelta(days=day - 1)}T{time}{OFFSET}"


def on(day):
    return str(START + timedelta(days=day - 1))


def dose(force=PULL, duration=MINUTES_10):
    return {"load": {"force": force}, "duration_ms": duration}


def session(day, **changes):
    """A clean one; pain is 4 before and after."""
    base = {
        "modality": "over_door_pulley",
        "started": at(day),
        "ended": at(day, "09:10:00"),
        "dose": dose(),
        "pain_before": 4,
        "pain_after": 4,
    }
    return base | changes


def next_day(day, pain, **changes):
    return {"at": at(day, "08:00:00"), "pain": pain} | changes


def provider_plan(day=1, the_dose=None, given=1, expires=None):
    provider = {"date": on(given)} | ({"expires": on(expires)} if expires else {})
    return own_plan(day, the_dose) | {"provider": provider}


def own_plan(day=1, the_dose=None):
    return {"modality": "over_door_pulley", "at": at(day, "07:00:00"), "dose": the_dose or dose()}


def history(sessions=(), plans=None, **more):
    return {
        "modality": "over_door_pulley",
        "course_started": at(1, "08:00:00"),
        "sessions": list(sessions),
        "plans": [provider_plan()] if plans is None else plans,
    } | more


def expect(limits=None, **changes):
    base = {"next": "keep", "restart": False, "taper": False, "reviews": [], "reasons": []}
    return base | {"limits": dose() if limits is None else limits} | changes


def lower(what, to):
    return {"next": {"lower": {"what": what, "to": to}}, "limits": to}


def held(day, limits, *also):
    return expect(limits, next="hold", no_session_before=on(day), reasons=["progression.held_day", *also])


LOWERED = {"reasons": ["progression.lowered"]}
DAY_10 = {"kind": "day_10", "due": at(11, "08:00:00")}


def after(n, kind):
    return {"kind": kind, "due": at(n, "09:10:00")}


REVIEWED = [{"at": at(d, "20:00:00"), "kind": kind, "groc": 2, "pain": 3}
            for d, kind in [(6, "session_6"), (11, "day_10")]]
TEN = [session(d) for d in range(1, 11)]
TENTH_DONE = {"at": at(10, "20:00:00"), "kind": "session_10"}
CONTACT = {"at": at(10, "18:00:00"), "date": on(10)}
CLEAN_3 = [session(1), session(2), session(3)]
LOW = dose(PULL_DOWN)
ROSE = session(1, felt="rose", pain_after=6)
AFTER_ROSE = [session(d, dose=LOW) for d in (2, 3, 4)]
HOLD_1 = session(1, next_day=next_day(2, 6))
MY_5 = dose(26_600, 300_000)
MY_6 = dose(26_600, 360_000)

CASES = [
    ("an accepted plan is the ceiling before the first session", at(1), history(), expect()),
    ("without any plan nothing is known", at(1), history(plans=[]),
     {"next": "keep", "restart": False, "taper": False, "reviews": [], "limits": None, "reasons": []}),
    ("a clean session keeps the dose", at(2), history([session(1)]), expect()),
    ("mild soreness keeps the dose", at(3), history([session(1, felt="noted", next_day=next_day(2, 5, felt="noted"))]), expect()),
    ("ease off keeps the dose of the plan", at(2), history([session(1, eased=True, felt="too_strong")]), expect()),
    ("pain that rises in a session lowers the next pull by a step", at(2), history([ROSE]),
     expect() | lower("load", LOW) | LOWERED),
    ("once it was run the lower dose is kept", at(3), history([ROSE, session(2, dose=LOW)]), expect(LOW, **LOWERED)),
    ("pain told higher after the session counts like a rise in it", at(2), history([session(1, pain_after=5)]),
     expect() | lower("load", LOW) | LOWERED),
    ("a symptom that stops lowers too", at(2), history([session(1, completed=False, felt="stopped")]),
     expect() | lower("load", LOW) | LOWERED),
    ("a rise in another way of traction lowers this one", at(2),
     history([session(1, modality="home_unit", felt="rose", pain_after=6)]),
     expect() | lower("load", LOW) | LOWERED),
    ("a step lower is from what was run, not from the plan", at(2),
     history([session(1, dose=dose(50_000), felt="rose")]),
     expect() | lower("load", dose(45_000)) | LOWERED),
    ("two points more a day later hold the next day and lower", at(2), history([HOLD_1]),
     held(4, LOW, "progression.lowered")),
    ("the held day is the next one too", at(3, "23:59:00"), history([HOLD_1]), held(4, LOW, "progression.lowered")),
    ("after the held day the dose is a step lower", at(4, "00:00:00"), history([HOLD_1]),
     expect() | lower("load", LOW) | LOWERED),
    ("one point more a day later is no hold", at(2), history([session(1, next_day=next_day(2, 5))]), expect()),
    ("a hold is a civil day where the session was, also further west", f"{on(3)}T22:30:00-01:00", history([HOLD_1]),
     expect() | lower("load", LOW) | LOWERED),
    ("two holds within seven days pause", at(10),
     history([HOLD_1, session(6, dose=LOW, next_day=next_day(7, 6))]),
     expect(dose(PULL_DOWN_TWICE), next="hold", paused="progression.two_holds",
            reasons=["progression.two_holds", "progression.lowered"])),
    ("two holds more than seven days apart do not pause", at(13),
     history([HOLD_1, session(9, dose=LOW, next_day=next_day(10, 6))], reviews=REVIEWED),
     expect() | lower("load", dose(PULL_DOWN_TWICE)) | LOWERED),
    ("a contact with a provider ends that pause", at(10),
     history([HOLD_1, session(6, dose=LOW, next_day=next_day(7, 6))],
             contacts=[{"at": at(8), "date": on(7)}]),
     expect() | lower("load", dose(PULL_DOWN_TWICE)) | LOWERED),
    ("a contact before the second hold ends nothing", at(10),
     history([HOLD_1, session(6, dose=LOW, next_day=next_day(7, 6))],
             contacts=[{"at": at(8), "date": on(6)}]),
     expect(dose(PULL_DOWN_TWICE), next="hold", paused="progression.two_holds",
            reasons=["progression.two_holds", "progression.lowered"])),
    ("three clean sessions at the provider's dose leave nothing to raise", at(5), history(CLEAN_3), expect()),
    ("three clean sessions below the provider's dose leave one step of pull", at(6),
     history([ROSE, *AFTER_ROSE]), expect(LOW, permit={"load": {"force": PULL_DOWN_UP}}, **LOWERED)),
    ("two clean sessions are not enough", at(5), history([ROSE, *AFTER_ROSE[:2]]), expect(LOW, **LOWERED)),
    ("a session that was eased breaks the row", at(6),
     history([ROSE, *AFTER_ROSE[:2], session(4, dose=LOW, eased=True)]), expect(LOW, **LOWERED)),
    ("a session without a word on pain after it breaks the row", at(6),
     history([ROSE, *AFTER_ROSE[:2], session(4, dose=LOW, pain_after=None)]), expect(LOW, **LOWERED)),
    ("a release that came late breaks the row", at(6),
     history([ROSE, *AFTER_ROSE[:2], session(4, dose=LOW, released_in_time=False)]), expect(LOW, **LOWERED)),
    ("a day after that is not over breaks the row", at(4, "20:00:00"), history([ROSE, *AFTER_ROSE]),
     expect(LOW, **LOWERED)),
    ("a lock breaks the row", at(6), history([ROSE, *AFTER_ROSE], locks=[at(5)]), expect(LOW, **LOWERED)),
    ("a permitted step is taken by accepting a plan", at(7),
     history([ROSE, *AFTER_ROSE], plans=[provider_plan(), provider_plan(6, dose(PULL_DOWN_UP))]),
     expect(dose(PULL_DOWN_UP))),
    ("the same plan again moves nothing", at(7),
     history([ROSE, *AFTER_ROSE], plans=[provider_plan(), provider_plan(6)]),
     expect(LOW, permit={"load": {"force": PULL_DOWN_UP}}, **LOWERED)),
    ("a provider's newer plan lifts the lower dose", at(4),
     history([ROSE], plans=[provider_plan(), provider_plan(3, given=2)]), expect()),
    ("a provider's plan from before the rise does not", at(4),
     history([session(2, felt="rose")], plans=[own_plan(), provider_plan(3, given=1)]),
     expect(LOW) | lower("load", LOW) | LOWERED),
    ("the person's own plan stays at the dose that was run", at(3),
     history([session(1, dose=MY_5)], plans=[own_plan()]),
     expect(MY_5, reasons=["progression.last_dose"])),
    ("a provider's plan that has run out counts as none", at(6),
     history([session(4, dose=MY_5)], plans=[provider_plan(expires=3)]),
     expect(MY_5, reasons=["progression.last_dose"])),
    ("on their own a person may raise time and nothing else", at(5),
     history([session(d, dose=MY_5) for d in (1, 2, 3)], plans=[own_plan(1, MY_5)]),
     expect(MY_5, permit={"duration_ms": 360_000})),
    ("a raise of the pull on one's own moves nothing", at(6),
     history([session(d, dose=MY_5) for d in (1, 2, 3)], plans=[own_plan(1, MY_5), own_plan(5, dose(40_000, 300_000))]),
     expect(MY_5, permit={"duration_ms": 360_000}, reasons=["progression.last_dose"])),
    ("a minute more on one's own is one step", at(6),
     history([session(d, dose=MY_5) for d in (1, 2, 3)], plans=[own_plan(1, MY_5), own_plan(5, MY_6)]),
     expect(MY_6)),
    ("a lower plan of the person's own is the new ceiling", at(3),
     history([session(1)], plans=[provider_plan(), provider_plan(2, dose(60_000))]),
     expect(dose(60_000)) | lower("load", dose(60_000))),
    ("before the first session a plan may be corrected", at(2),
     history(plans=[own_plan(1, MY_5), own_plan(2, MY_6)]), expect(MY_6)),
    ("after fourteen idle days it starts again", at(16),
     history([session(1)], reviews=REVIEWED),
     expect(restart=True, reasons=["progression.restart"])),
    ("thirteen idle days are no restart", at(14), history([session(1)], reviews=REVIEWED), expect()),
    ("the first review comes after ten days", at(11), history([session(1)]), expect(reviews=[DAY_10])),
    ("six sessions bring a review", at(7), history([session(d) for d in range(1, 7)]),
     expect(reviews=[after(6, "session_6")])),
    ("four weeks bring a review", at(29), history([session(27)], reviews=REVIEWED),
     expect(reviews=[{"kind": "week_4", "due": at(29, "08:00:00")}])),
    ("the tenth session's review holds sessions", at(10, "12:00:00"), history(TEN, reviews=REVIEWED[:1]),
     expect(reviews=[after(10, "session_10")], reasons=["progression.review"])),
    ("sessions of another course count for no review", at(7),
     history([session(d, in_course=d > 1) for d in range(1, 7)]), expect()),
    ("ten sessions without a provider's plan pause", at(11, "07:00:00"),
     history(TEN, plans=[own_plan()], reviews=[REVIEWED[0], TENTH_DONE | {"groc": 3}]),
     expect(next="hold", paused="progression.no_provider", reasons=["progression.no_provider"])),
    ("a contact with a provider lets them go on", at(11, "07:00:00"),
     history(TEN, plans=[own_plan()], reviews=[REVIEWED[0], TENTH_DONE | {"groc": 3}], contacts=[CONTACT]),
     expect()),
    ("no better at the tenth session pauses", at(11, "07:00:00"),
     history(TEN, reviews=[REVIEWED[0], TENTH_DONE | {"groc": 0, "pain": 3}]),
     expect(next="hold", paused="progression.not_better", reasons=["progression.not_better"])),
    ("two points less pain is better", at(11, "07:00:00"),
     history(TEN, reviews=[REVIEWED[0], TENTH_DONE | {"groc": 0, "pain": 2}]), expect()),
    ("the person's own word that it is better is enough", at(11, "07:00:00"),
     history(TEN, reviews=[REVIEWED[0], TENTH_DONE | {"groc": 1, "pain": 4}]), expect()),
    ("a review without any answer is not better", at(11, "07:00:00"),
     history(TEN, reviews=[REVIEWED[0], TENTH_DONE]),
     expect(next="hold", paused="progression.not_better", reasons=["progression.not_better"])),
    ("two quiet weeks may taper", at(15, "12:00:00"),
     history([session(d) for d in (2, 4, 6, 8, 9, 11, 13, 15)],
             reviews=[*REVIEWED, REVIEWED[0] | {"at": at(12)}]),
     expect(taper=True, reasons=["progression.taper"])),
    ("a stop in them may not", at(15, "12:00:00"),
     history([session(d, completed=d != 13) for d in (2, 4, 6, 8, 9, 11, 13, 15)],
             reviews=[*REVIEWED, REVIEWED[0] | {"at": at(12)}]),
     expect()),
    ("pain that went up may not", at(15, "12:00:00"),
     history([session(d, pain_before=5 if d > 8 else 4, pain_after=5 if d > 8 else 4)
              for d in (2, 4, 6, 8, 9, 11, 13, 15)], reviews=[*REVIEWED, REVIEWED[0] | {"at": at(12)}]),
     expect()),
    ("a level goes down by one", at(2),
     history([session(1, dose={"load": {"level": 3}, "duration_ms": MINUTES_10}, felt="rose")],
             plans=[provider_plan(1, {"load": {"level": 3}, "duration_ms": MINUTES_10})]),
     expect() | lower("load", {"load": {"level": 2}, "duration_ms": MINUTES_10}) | LOWERED),
    ("at the lowest level the time goes down by a minute", at(2),
     history([session(1, dose={"load": {"level": 1}, "duration_ms": MINUTES_10}, felt="rose")],
             plans=[provider_plan(1, {"load": {"level": 1}, "duration_ms": MINUTES_10})]),
     expect() | lower("time", {"load": {"level": 1}, "duration_ms": MINUTES_10 - MINUTE}) | LOWERED),
]


if __name__ == "__main__":
    document = {
        "about": "Courses and what they mean for the next dose, worked out by hand; see make_progression.py.",
        "cases": [{"name": n, "now": w, "history": h, "expect": e} for n, w, h, e in CASES],
    }
    lines = ",\n".join("  " + json.dumps(case) for case in document["cases"])
    with open("progression.json", "w", encoding="utf-8") as file:
        file.write(f'{{"about": {json.dumps(document["about"])}, "cases": [\n{lines}\n]}}\n')
