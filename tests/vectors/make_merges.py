"""Writes merges.json: one thing as two copies of a journal have it, and what a merge makes of it.

A second program: it is written from docs/journal-format.md ("Merging") and takes nothing from the core. Where a case has
`says`, what matters in it was worked out by hand, and this program stops if it comes to anything else. Run without
arguments in this folder.
"""

import hashlib
import itertools
import json
import struct
import uuid
from datetime import datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 1, 1, tzinfo=ZONE)
PHONES = [str(uuid.UUID(int=number)) for number in range(1, 5)]


def minute(number, zone=ZONE):
    moment = START + timedelta(minutes=number)
    return moment.astimezone(zone).isoformat(timespec="seconds").replace("+00:00", "Z")


def version(revision, phone, written, payload="{}", deleted=False, at=0, zone=ZONE):
    made = {
        "revision": revision,
        "origin": PHONES[phone],
        "at": minute(at),
        "written": minute(written, zone),
        "deleted": deleted,
    }
    return made if payload is None else made | {"payload": payload}


def millis(text):
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def offset(text):
    return int(datetime.fromisoformat(text).utcoffset().total_seconds())


def stamp(one):
    return (millis(one["written"]), offset(one["written"]), millis(one["at"]), offset(one["at"]), one["deleted"])


def set_aside(one):
    written, written_offset, at, at_offset, deleted = stamp(one)
    digest = hashlib.sha256(
        b"nape version set aside 1\0"
        + uuid.UUID(one["origin"]).bytes
        + struct.pack(">qiqiB", written, written_offset, at, at_offset, deleted)
    ).digest()
    raw = bytearray(digest[:16])
    raw[6] = raw[6] & 0x0F | 0x80
    raw[8] = raw[8] & 0x3F | 0x80
    return one | {"origin": str(uuid.UUID(bytes=bytes(raw)))}


def normal(versions):
    """The set that versions are: each under a name of its own, erased as a whole."""

    def put(kept, key, one):
        if key not in kept:
            kept[key] = dict(one)
            return
        here = kept[key]
        if "payload" not in one or "payload" not in here:
            here.pop("payload", None)
        else:
            here["payload"] = max(here["payload"], one["payload"])

    distinct = {}
    for one in versions:
        put(distinct, (one["revision"], one["origin"], stamp(one)), one)
    named = {}
    for (revision, origin, mark), one in sorted(distinct.items()):
        rivals = [other for (number, by, other) in distinct if (number, by) == (revision, origin)]
        if mark != max(rivals):
            one = set_aside(one)
        put(named, (revision, one["origin"], mark), one)
    if any("payload" not in one for one in named.values()):
        for one in named.values():
            one.pop("payload", None)
    return named


def merge_record(ours, theirs):
    before, incoming, both = normal(ours), normal(theirs), normal(ours + theirs)
    if not ours:
        word = "added"
    elif before == both:
        word = "unchanged"
    elif set(before) <= set(incoming) or set(incoming) <= set(before):
        word = "updated"
    else:
        word = "conflict"
    order = sorted(both.values(), key=lambda one: (one["revision"], millis(one["written"]), one["origin"]))
    return {"class": word, "versions": order}


def merge_fact(here, theirs_erased=False):
    if here == "absent":
        return {"class": "added"}
    if here == "forked":
        return {"class": "conflict"}
    return {"class": "updated" if here == "present" and theirs_erased else "unchanged"}


def merge_page(theirs, ours=None):
    if ours is None:
        return {"class": "added", "takes_its_place": True}

    def rank(page):
        # An erased one wins; else the fuller, then the greater body.
        return (not page["body"], page["samples"], page["body"], page["to_ms"], page["from_ms"])

    takes = rank(theirs) > rank(ours)
    if ours["body"] and theirs["body"] and ours != theirs:
        word = "conflict"
    else:
        word = "updated" if takes else "unchanged"
    return {"class": word, "takes_its_place": takes}


def merge_head(ours, theirs):
    return max(ours, theirs, key=lambda end: (end["sequence"], end["hash"]))


def expected(case):
    (thing, what), = case.items()
    return {"record": merge_record, "fact": merge_fact, "page": merge_page, "head": merge_head}[thing](**what)


first = version(1, 0, 1, '{"value":4}')
later = version(2, 0, 5, '{"value":5}')
elsewhere = version(2, 1, 3, '{"value":6}')
taken_back = version(2, 1, 9, '{"value":4}', deleted=True)
erased = version(1, 0, 1, None)
copied = version(2, 0, 7, '{"value":9}')
records = [
    ("a record that is not here is added", [], [first], "added"),
    ("one that is not here comes with all of its versions", [], [first, later], "added"),
    ("the same twice is unchanged", [first, later], [first, later], "unchanged"),
    ("our own past changes nothing", [first, later], [first], "unchanged"),
    ("what they went on with is updated", [first], [first, later], "updated"),
    ("what both went on with is a conflict", [first, later], [first, elsewhere], "conflict"),
    ("the same conflict from the other side", [first, elsewhere], [first, later], "conflict"),
    ("a conflict that was merged already is unchanged", [first, elsewhere, later], [first, later], "unchanged"),
    ("a deletion elsewhere is a version", [first], [first, taken_back], "updated"),
    ("a deletion meets a change", [first, later], [first, taken_back], "conflict"),
    ("one that is not here and was deleted", [], [first, taken_back], "added"),
    ("erased there is erased here", [first], [erased], "updated"),
    ("erased here stays erased", [erased], [first], "unchanged"),
    ("what is erased doesn't come back with a later version", [erased], [first, later], "updated"),
    ("erased there takes our later version with it", [first, later], [erased], "updated"),
    ("erased there takes what only we have with it", [first, later], [erased, version(2, 1, 3, None)], "conflict"),
    ("a copied folder wrote two versions of one number", [first, later], [first, copied], "conflict"),
    ("the same from the other side", [first, copied], [first, later], "conflict"),
    ("two that were written in one moment are told apart by what they tell of", [version(1, 0, 1, at=2)],
     [version(1, 0, 1, at=3)], "conflict"),
    ("one moment in two zones is two versions", [version(1, 0, 1)], [version(1, 0, 1, zone=timezone.utc)], "conflict"),
    ("two payloads under one name come to the greater one", [version(1, 0, 1, "a")], [version(1, 0, 1, "b")], "updated"),
    ("the same from the other side, where nothing is left to do", [version(1, 0, 1, "b")], [version(1, 0, 1, "a")],
     "unchanged"),
    ("two phones that begin one record", [version(1, 0, 4)], [version(1, 1, 3)], "conflict"),
    ("three phones", [first, later], [first, elsewhere, version(3, 2, 2)], "conflict"),
    ("of two of one number the one written later is the latest", [version(1, 3, 2)], [version(1, 0, 8)], "conflict"),
    ("of two of one number and moment the greater phone is the latest", [version(1, 3, 2)], [version(1, 0, 2)],
     "conflict"),
    ("a clock that was turned back changes no order of numbers", [first], [first, version(2, 0, 0)], "updated"),
]

cases = []
for name, ours, theirs, says in records:
    cases.append((f"record: {name}", {"record": {"ours": ours, "theirs": theirs}}, says))
facts = {("absent", False): "added", ("absent", True): "added", ("forked", False): "conflict", ("forked", True): "conflict",
         ("present", False): "unchanged", ("present", True): "updated", ("erased", False): "unchanged",
         ("erased", True): "unchanged"}
for (here, theirs_erased), says in facts.items():
    name = f"fact: {here} here, {'erased' if theirs_erased else 'whole'} there"
    cases.append((name, {"fact": {"here": here, "theirs_erased": theirs_erased}}, says))


def telemetry(samples, *body, to_ms=9000):
    return {"samples": samples, "body": list(body), "from_ms": 0, "to_ms": to_ms}


pages = [
    ("not here", None, telemetry(3, 1, 2), "added"),
    ("the same", telemetry(3, 1, 2), telemetry(3, 1, 2), "unchanged"),
    ("a fuller one there", telemetry(3, 1, 2), telemetry(4, 1, 2, 3), "conflict"),
    ("a fuller one here", telemetry(4, 1, 2, 3), telemetry(3, 1, 2), "conflict"),
    ("as full, the greater body stays", telemetry(3, 1, 2), telemetry(3, 1, 3), "conflict"),
    ("erased there", telemetry(3, 1, 2), telemetry(3), "updated"),
    ("erased here", telemetry(3), telemetry(4, 1, 2, 3), "unchanged"),
    ("erased on both", telemetry(3), telemetry(3), "unchanged"),
]
for name, ours, theirs, says in pages:
    what = {"theirs": theirs} if ours is None else {"ours": ours, "theirs": theirs}
    cases.append((f"page: {name}", {"page": what}, says))
ends = [(0, 0), (7, 1), (7, 2), (8, 1)]
for (ours, theirs) in itertools.product(ends, ends):
    what = [{"sequence": sequence, "hash": [byte] * 32} for sequence, byte in (ours, theirs)]
    cases.append((f"head: {ours} and {theirs}", {"head": {"ours": what[0], "theirs": what[1]}}, None))

lines = []
for name, case, says in cases:
    expect = expected(case)
    assert says is None or expect["class"] == says, (name, expect)
    lines.append("  " + json.dumps({"name": name, "input": case, "expect": expect}))
about = "One thing in two copies of a journal, and what a merge makes of it; see make_merges.py."
with open("merges.json", "w", encoding="utf-8") as file:
    file.write('{"about": ' + json.dumps(about) + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n")
print(len(lines), "cases")
