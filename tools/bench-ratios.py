#!/usr/bin/env python3
"""Says in a line for each benchmark with a limit: its median, whether that is within, and the ratio to its peer.

Reads what criterion left in FOLDER since the instant SINCE (seconds since 1970): bench-ratios.py FOLDER SINCE.
A peer, whose name begins with `peer:`, belongs to the benchmark with a limit that ran before it in the same group.
"""

import json
import re
import sys
from pathlib import Path

NANOSECONDS = {"us": 1e3, "ms": 1e6}


def runs(folder, since):
    """Group, name and median in nanoseconds of each run, in the order in which they were made."""
    found = []
    for estimates in folder.glob("**/new/estimates.json"):
        made = estimates.stat().st_mtime
        if made >= since:
            named = json.loads((estimates.parent / "benchmark.json").read_text())
            median = json.loads(estimates.read_text())["median"]["point_estimate"]
            found.append((made, named["group_id"], named["function_id"] or "", median))
    return [run[1:] for run in sorted(found)]


def in_words(nanoseconds):
    unit, divisor = ("us", 1e3) if nanoseconds < 1e6 else ("ms", 1e6)
    return f"{nanoseconds / divisor:.2f} {unit}"


def main():
    folder, since = Path(sys.argv[1]), float(sys.argv[2])
    limited = {}
    for group, name, median in runs(folder, since):
        if limit := re.search(r"\(limit ([\d.]+) (us|ms)\)", name):
            limited[group] = (name, median, float(limit[1]) * NANOSECONDS[limit[2]])
        elif name.startswith("peer:") and group in limited:
            of, took, most = limited.pop(group)
            within = "within" if took < most else "OVER"
            print(f"{group}: {of}: {in_words(took)}, {within};")
            print(f"    {took / median:.2f} times its {name} ({in_words(median)})")


main()
