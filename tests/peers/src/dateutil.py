"""The instants of rules in four weeks through dateutil.

dateutil.py RULES ZONE START: for each number on standard input the work is done so many times, and answered with the
nanoseconds that all of it took.
"""

import datetime
import sys
import time
import zoneinfo

from dateutil import rrule


def main():
    zone = zoneinfo.ZoneInfo(sys.argv[2])
    start = datetime.datetime.strptime(sys.argv[3], "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    end = start + datetime.timedelta(days=28)
    rules = [rrule.rrulestr(rule, dtstart=start) for rule in sys.argv[1].splitlines()]
    for line in sys.stdin:
        began = time.perf_counter_ns()
        for _ in range(int(line)):
            instants = sorted(
                instant.astimezone(datetime.timezone.utc)
                for rule in rules
                for instant in rule.between(start, end, inc=True)
            )
        took = time.perf_counter_ns() - began
        assert instants
        print(took, flush=True)


main()
