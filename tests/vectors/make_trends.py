"""Writes trends.json: entries of a journal, and the trend that they make.

A second program: it counts with Python's own fractions and dates, from the rules in docs/cli.md and from P30, and takes
nothing from the core. Where a case has `says`, what matters in it was worked out by hand, and this program stops if it
comes to anything else. Run without arguments in this folder.
"""

import json
from datetime import date, datetime, timedelta
from fractions import Fraction

TODAY = date(2026, 3, 28)
COUNTED = {"headache", "twinges", "cracking"}
NEEDED, MEANINGFUL = 4, 2


def day(back, today=TODAY):
    """The day so many days before today."""
    return today - timedelta(days=back)


def entry(on, value, time="09:00:00", offset="+00:00"):
    return {"at": f"{on}T{time}{offset}", "value": value}


def each(days_back, *values, today=TODAY):
    """Entries of these values on each of the days."""
    return [entry(day(back, today), value, f"{8 + hour:02}:00:00") for back in days_back
            for hour, value in enumerate(values)]


def week_from(first):
    return first, first + timedelta(days=6)


def expected(case):
    if not 1 <= case["days"] <= 3660:
        return {"error": "days"}
    if case["measure"] in {"note", "symptom", "medication", "steps"}:
        return {"error": "measure"}
    today = date.fromisoformat(case["today"])
    start = today - timedelta(days=case["days"] - 1)
    told = {}
    for one in case["entries"]:
        # The clock's own date: the offset is left as it was written.
        on = datetime.fromisoformat(one["at"]).date()
        told.setdefault(on, []).append(Fraction(str(one["value"])))
    counted = case["measure"] in COUNTED
    value = {on: sum(all_of) if counted else sum(all_of) / len(all_of) for on, all_of in told.items()}

    points = []
    for on in sorted(told):
        if start <= on <= today:
            point = {"date": str(on), "mean": float(sum(told[on]) / len(told[on])), "n": len(told[on])}
            points.append(point | ({"total": float(sum(told[on]))} if counted else {}))

    course = case.get("course_started") and date.fromisoformat(case["course_started"])
    over = bool(course) and course + timedelta(days=6) <= today
    first = week_from(course if over else start)
    last = week_from(today - timedelta(days=6))
    found = {"measure": case["measure"], "from": str(start), "to": str(today), "points": points,
             "baseline": "course" if over else "days"}
    change = None
    if case["days"] >= 7:
        means = []
        for name, (begin, end) in (("first", first), ("last", last)):
            days = [value[on] for on in value if begin <= on <= end]
            mean = sum(days) / len(days) if len(days) >= NEEDED else None
            found[name] = {"from": str(begin), "to": str(end), "days": len(days)}
            if mean is not None:
                found[name]["mean"] = float(mean)
            means.append(mean)
        if None not in means:
            change = means[1] - means[0]
            found["change"] = float(change)
            if first != last:
                found["direction"] = "lower" if change < 0 else "higher" if change > 0 else "same"
    if case["days"] < 7:
        reason = "no_full_week"
    elif course and not over:
        reason = "new_course"
    elif first == last:
        reason = "one_week"
    elif change is None:
        reason = "few_days"
    elif case["measure"] == "pain" and abs(change) >= MEANINGFUL:
        reason = "meaningful"
    else:
        reason = "no_clear_change"
    return found | {"meaningful": reason == "meaningful", "reason": reason}


def case(name, entries, says=None, measure="pain", days=28, today=TODAY, course=None):
    given = {"measure": measure, "days": days, "today": str(today)}
    if course:
        given["course_started"] = str(course)
    given["entries"] = entries
    found = expected(given)
    wrong = {key: found.get(key) for key, wanted in (says or {}).items() if found.get(key) != wanted}
    assert not wrong, f"{name}: {wrong}"
    return {"name": name, "input": given, "expect": found}


FIRST, LAST = range(27, 20, -1), range(6, -1, -1)
FALLS = each(FIRST, 6) + each(LAST, 4)
COURSE = day(60)
# Thirds and sevenths that come to exactly two: no sum of rounded numbers does.
SEVENTHS = [entry(day(back), value, f"{8 + hour:02}:00:00")
            for back, values in zip(LAST, [(4, 4, 5), (4, 4, 5), (4, 4, 5), (4,), (4,), (4,), (4,)])
            for hour, value in enumerate(values)]
THIRDS = [entry(day(back), value, f"{8 + hour:02}:00:00")
          for back, values in zip(FIRST, [(6, 6, 7), (6, 6, 7), (6, 6, 7), (6,), (6,), (6,), (6,)])
          for hour, value in enumerate(values)]

CASES = [
    case("pain that falls by exactly two is meaningful", FALLS,
         {"change": -2.0, "meaningful": True, "direction": "lower"}),
    case("pain that rises by exactly two is meaningful too", each(FIRST, 4) + each(LAST, 6),
         {"change": 2.0, "meaningful": True, "direction": "higher"}),
    case("a little less than two is no clear change", each(FIRST, 6) + each(LAST[:-1], 4) + each([0], 4, 5),
         {"meaningful": False, "reason": "no_clear_change", "direction": "lower"}),
    case("two made of thirds and sevenths is two", THIRDS + SEVENTHS, {"change": -2.0, "meaningful": True}),
    case("one entry off two made of thirds is not two", THIRDS + SEVENTHS + [entry(day(0), 5, "20:00:00")],
         {"meaningful": False}),
    case("the same mean is the same", each(FIRST, 4, 6) + each(LAST, 5),
         {"change": 0.0, "direction": "same", "reason": "no_clear_change"}),
    case("without any entry there is no point and no change", [], {"points": [], "reason": "few_days"}),
    case("three days of the first week are too few", each(FIRST[:3], 6) + each(LAST, 4),
         {"reason": "few_days", "meaningful": False}),
    case("three days of the last week are too few", each(FIRST, 6) + each(LAST[:3], 4), {"reason": "few_days"}),
    case("four days of each week are enough", each(FIRST[:4], 6) + each(LAST[3:], 4), {"change": -2.0}),
    case("four days anywhere in the week are enough", each([27, 25, 23, 21], 6) + each([6, 4, 2, 0], 3),
         {"change": -3.0}),
    case("days without an entry are missing and no zeros", each([27, 25, 23, 21], 8) + each([6, 4, 2, 0], 8),
         {"change": 0.0, "meaningful": False}),
    case("a day weighs as one however much was written on it",
         each(FIRST, 6) + each([6], 10, 10, 10, 10, 10, 10) + each(LAST[1:], 3), {"change": -2.0}),
    case("many on a day make one point", each([0], 1, 2, 4),
         {"points": [{"date": "2026-03-28", "mean": 7 / 3, "n": 3}]}),
    case("two entries at one instant both count", [entry(day(0), 2), entry(day(0), 5)],
         {"points": [{"date": "2026-03-28", "mean": 3.5, "n": 2}]}),
    case("the same instant in two zones counts on two days",
         [entry(day(1), 2, "23:30:00", "-01:00"), entry(day(0), 4, "00:30:00", "+00:00")],
         {"points": [{"date": "2026-03-27", "mean": 2.0, "n": 1}, {"date": "2026-03-28", "mean": 4.0, "n": 1}]}),
    case("the day is the one that the entry's own clock showed",
         [entry(day(1), 3, "00:15:00", "+13:00"), entry(day(1), 5, "23:45:00", "-11:00")],
         {"points": [{"date": "2026-03-27", "mean": 4.0, "n": 2}]}),
    case("a flight over the date line skips no day and doubles none",
         [entry(day(2), 4, "20:00:00", "+14:00"), entry(day(2), 6, "08:00:00", "-10:00"),
          entry(day(1), 2, "08:00:00", "-10:00")],
         {"points": [{"date": "2026-03-26", "mean": 5.0, "n": 2}, {"date": "2026-03-27", "mean": 2.0, "n": 1}]}),
    case("the hour that comes twice in autumn is one day",
         [entry(date(2026, 10, 25), 2, "02:30:00", "+02:00"), entry(date(2026, 10, 25), 4, "02:30:00", "+01:00")],
         {"points": [{"date": "2026-10-25", "mean": 3.0, "n": 2}]}, today=date(2026, 10, 25)),
    case("a day of 23 hours in spring is one day",
         [entry(date(2026, 3, 29), 2, "00:10:00", "+01:00"), entry(date(2026, 3, 29), 4, "23:50:00", "+02:00")],
         {"points": [{"date": "2026-03-29", "mean": 3.0, "n": 2}]}, today=date(2026, 3, 29)),
    case("the last week may begin in the old year",
         each(range(20, 13, -1), 7, today=date(2026, 1, 3)) + each(LAST, 4, today=date(2026, 1, 3)),
         {"change": -3.0}, days=21, today=date(2026, 1, 3)),
    case("the 29th of February is a day", each(range(13, 6, -1), 5, today=date(2028, 3, 1)) +
         each(LAST, 3, today=date(2028, 3, 1)), {"change": -2.0}, days=14, today=date(2028, 3, 1)),
    case("the last day of a year", each([1, 0], 3, today=date(2027, 1, 1)),
         {"from": "2026-12-31", "to": "2027-01-01"}, days=2, today=date(2027, 1, 1)),
    case("an entry of tomorrow waits for tomorrow", [entry(day(-1), 9), entry(day(0), 3)],
         {"points": [{"date": "2026-03-28", "mean": 3.0, "n": 1}]}),
    case("an entry before the days asked for is not shown", each([28], 9) + each([27], 3),
         {"points": [{"date": "2026-03-01", "mean": 3.0, "n": 1}]}),
    case("one day", each([1, 0], 3), {"from": "2026-03-28", "reason": "no_full_week"}, days=1),
    case("six days hold no full week", each(range(6), 3), {"reason": "no_full_week"}, days=6),
    case("seven days are one week, with nothing to compare", each(range(7), 3),
         {"change": 0.0, "reason": "one_week", "meaningful": False}, days=7),
    case("eight days hold two weeks that share six days", each([7], 10) + each(range(7), 3),
         {"change": -1.0, "direction": "lower"}, days=8),
    case("ten days, as for the first card", each(range(9, 2, -1), 7) + each(range(2, -1, -1), 0),
         {"change": -3.0, "meaningful": True}, days=10),
    case("thirteen days", each(range(12, 5, -1), 5) + each(range(5, -1, -1), 5), {"change": 0.0}, days=13),
    case("ten years", each(range(3659, 3652, -1), 8) + each(LAST, 2), {"change": -6.0, "meaningful": True}, days=3660),
    case("no days", [], {"error": "days"}, days=0),
    case("more than ten years", [], {"error": "days"}, days=3661),
    case("with a course its first week is the first one", each(range(60, 53, -1), 8) + each(FIRST, 5) + each(LAST, 5),
         {"change": -3.0, "meaningful": True, "baseline": "course"}, course=COURSE),
    case("the course's first week may be worse than nothing", each(FIRST, 9) + each(LAST, 5),
         {"reason": "few_days", "baseline": "course"}, course=COURSE),
    case("a course inside the days asked for is the baseline", each(FIRST, 9) + each(range(20, 13, -1), 6) +
         each(LAST, 5), {"change": -1.0, "meaningful": False}, course=day(20)),
    case("in the first week of a course nothing is meaningful", FALLS,
         {"change": -2.0, "meaningful": False, "reason": "new_course", "baseline": "days"}, course=day(5)),
    case("on its seventh day the course has one week", each(LAST, 4),
         {"change": 0.0, "reason": "one_week", "baseline": "course"}, course=day(6)),
    case("on its eighth day the course has two weeks", each([7], 10) + each(LAST, 3),
         {"change": -1.0, "baseline": "course"}, course=day(7)),
    case("a course that begins tomorrow is no baseline", FALLS,
         {"reason": "new_course", "meaningful": False}, course=day(-1)),
    case("six days asked for in a course hold no full week", each(range(60, 53, -1), 8) + each(LAST, 2),
         {"reason": "no_full_week"}, days=6, course=COURSE),
    case("stiffness has a direction and nothing more", each(FIRST, 9) + each(LAST, 2),
         {"change": -7.0, "meaningful": False, "reason": "no_clear_change"}, measure="stiffness"),
    case("sleep has a direction and nothing more", each(FIRST, 2) + each(LAST, 9),
         {"direction": "higher", "meaningful": False}, measure="sleep"),
    case("headaches of one day are added up", each(FIRST, 1, 1) + each(LAST, 1),
         {"change": -1.0, "direction": "lower"}, measure="headache"),
    case("twinges keep the mean of their entries beside the sum", each([0], 3, 2),
         {"points": [{"date": "2026-03-28", "mean": 2.5, "n": 2, "total": 5.0}]}, measure="twinges"),
    case("cracking has no good direction and still a trend", each(FIRST, 2) + each(LAST, 5),
         {"change": 3.0, "meaningful": False}, measure="cracking"),
    case("the global rating of change may be below zero", each(FIRST, -3) + each(LAST, -5),
         {"change": -2.0, "meaningful": False}, measure="groc"),
    case("degrees", each(FIRST, 60, 65) + each(LAST, 70), {"change": 7.5}, measure="range_of_motion"),
    case("a note has no trend", [], {"error": "measure"}, measure="note"),
    case("a symptom has no trend", [], {"error": "measure"}, measure="symptom"),
    case("a medicine has no trend", [], {"error": "measure"}, measure="medication"),
    case("an unknown word has no trend", [], {"error": "measure"}, measure="steps"),
]


if __name__ == "__main__":
    lines = ",\n".join("  " + json.dumps(one) for one in CASES)
    about = "Entries and the trend that they make; see make_trends.py."
    with open("trends.json", "w", encoding="utf-8") as file:
        file.write(f'{{"about": {json.dumps(about)}, "cases": [\n{lines}\n]}}\n')
