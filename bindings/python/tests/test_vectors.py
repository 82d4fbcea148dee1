"""The vectors that every language runs; Python runs all of them."""

import json

import pytest

import nape
from person import vectors


def named(cases, least):
    """A test of each case; a file that lost its cases must not look like one that holds."""
    cases = list(cases)
    assert len(cases) >= least, f"{len(cases)} cases where there were {least}"
    return [pytest.param(case, id=case["name"]) for case in cases]


def word(value):
    return value.name.lower()


@pytest.mark.parametrize("case", named(vectors("screening.json"), 238))
def test_screening(case):
    def check():
        sheet = nape.answers_from_json(json.dumps(case["sheet"]).encode())
        return nape.check_answers(sheet, case["now"])

    if "error" in case["expect"]:
        with pytest.raises(nape.NapeError.BadInput) as refused:
            check()
        named = [refused.value.field, *(problem.field for problem in refused.value.also)]
        assert case["expect"]["error"] in named
        return
    outcome = check()
    assert case["expect"] == {
        "outcome": word(outcome.outcome),
        "fired": [fired.rule for fired in outcome.fired],
        "missing": outcome.missing,
    }


@pytest.mark.parametrize("case", named(vectors("symptoms.json"), 60))
def test_symptoms(case):
    outcome = nape.check_symptoms(nape.symptoms_from_json(json.dumps(case["report"]).encode()))
    assert case["expect"] == {
        "action": word(outcome.action),
        "outcome": word(outcome.outcome),
        "locks": outcome.locks,
        "fired": [fired.rule for fired in outcome.fired],
    }


@pytest.mark.parametrize("case", named(vectors("timeline.json"), 35))
def test_timelines(case):
    plan = nape.plan_from_json(json.dumps(case["plan"]).encode())
    timeline = nape.compile_timeline(plan, case["now"])
    segments = []
    for segment in timeline.segments:
        line = {"kind": word(segment.kind), "start_ms": segment.start_ms, "end_ms": segment.end_ms}
        known = {"from_mn": segment.from_mn, "to_mn": segment.to_mn, "cycle": segment.cycle}
        segments.append(line | {name: value for name, value in known.items() if value is not None})
    assert {"total_ms": timeline.total_ms, "segments": segments} == case["expect"]


def without_a_journal(case):
    """The door checks a plan by itself alone; what a device, a profile or a first dose adds is the journal's."""
    return set(case["context"]) == {"today"}


PLANS = filter(without_a_journal, vectors("plans.json")["cases"])


@pytest.mark.parametrize("case", named(PLANS, 181))
def test_plans(case):
    plan = nape.plan_from_json(json.dumps(case["plan"]).encode())
    check = nape.check_plan(plan, f"{case['context']['today']}T12:00:00Z")
    expect = case["expect"]
    assert check.accepted == expect["accepted"]
    assert {(problem.field, problem.rule) for problem in check.problems} == {
        (problem["field"], problem["rule"]) for problem in expect["problems"]
    }
    if "warnings" in expect:
        assert {warning.rule for warning in check.warnings} == set(expect["warnings"])
    # What every limit leaves, also of a plan that is refused; its rest force is not in the answer.
    remains = expect.get("effective") or expect.get("lowered")
    if remains:
        assert (check.effective.force_mn or 0, check.effective.duration_ms) == (
            remains["force_mn"],
            remains["duration_ms"],
        )
        assert set(check.effective.limited_by) == set(remains["limited_by"])
        if "height" in remains:
            height = check.effective.height
            assert (height.value, word(height.unit)) == (remains["height"]["value"], remains["height"]["unit"])
        for field in {"level", "sets", "angle_deg"} & set(remains):
            assert getattr(check.effective, field) == remains[field]


ROUTINES = vectors("routines.json")


@pytest.mark.parametrize("case", named(ROUTINES["checks"], 24))
def test_routines(case):
    routine = nape.routine_from_json(json.dumps(case["routine"]).encode())
    check = nape.check_routine(routine, nape.RoutineOpen[case["open"].upper()])
    problems = [{"field": problem.field, "rule": problem.rule} for problem in check.problems]
    assert {"accepted": check.accepted, "problems": problems} == case["expect"]


@pytest.mark.parametrize("case", named(ROUTINES["courses"], 6))
def test_courses_of_routines(case):
    course = nape.compile_routine(nape.routine_from_json(json.dumps(case["routine"]).encode()))
    parts = []
    for part in course.parts:
        line = {"step": part.step, "set": part.set, "leg": part.leg, "start_ms": part.start_ms, "rest": part.rest}
        optional = {"end_ms": part.end_ms, "side": part.side, "repetitions": part.repetitions}
        parts.append(line | {name: value for name, value in optional.items() if value is not None})
    assert {"timed_ms": course.timed_ms, "parts": parts} == case["expect"]


@pytest.mark.parametrize("case", named(vectors("progression.json")["cases"], 57))
def test_progression(case):
    advice = nape.check_progression(json.dumps(case["history"]).encode(), case["now"])
    assert json.loads(advice) == case["expect"]


@pytest.mark.parametrize("case", named(vectors("trends.json")["cases"], 53))
def test_trends(case):
    document = json.dumps(case["input"]).encode()
    if "error" in case["expect"]:
        with pytest.raises(nape.NapeError.BadInput) as refused:
            nape.check_trend(document)
        assert refused.value.field == case["expect"]["error"]
    else:
        assert json.loads(nape.check_trend(document)) == case["expect"]


@pytest.mark.parametrize("case", named(vectors("merges.json")["cases"], 59))
def test_merges(case):
    assert json.loads(nape.check_merge(json.dumps(case["input"]).encode())) == case["expect"]


class LentZones(nape.ZonePort):
    """The offsets that go with a case, so that it needs nobody's zone data."""

    def __init__(self, zones):
        self.zones = zones

    def transitions(self, zone, from_unix_ms, until_unix_ms):
        return [nape.ZoneTransition(at_unix_ms=at, offset_s=offset) for at, offset in self.zones[zone]]


@pytest.mark.parametrize("case", named(vectors("reminders.json")["cases"], 412))
def test_reminders(case):
    plan = nape.check_reminders(json.dumps(case["input"]).encode(), LentZones(case["zones"]))
    rings = [{"at": one.at, "rule": one.rule} for one in plan.notifications]
    dropped = [
        {"rule": one.rule, "reason": word(one.reason)} | ({"at": one.at} if one.at else {}) for one in plan.dropped
    ]
    assert case["expect"] == {"notifications": rings, "dropped": dropped}
