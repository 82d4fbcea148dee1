"""What a Python program wants beside the generated door: events as an iterator, zone rules from the standard library."""

import datetime
import zoneinfo

from nape.generated.nape import NapeError, ZonePort, ZoneTransition

_PAGE = 64
_HOUR_MS = 3_600_000


async def event_stream(nape, after=0):
    """What happens from event number ``after`` on, in order; ends once the journal is closed.

    Reading consumes nothing and cancelling the wait ends nothing: a session runs on, and another stream takes up where
    this one left off with the last event's ``seq``.
    """
    while True:
        page = await nape.events(after, _PAGE)
        for event in page.events:
            yield event
        if page.closed:
            return
        after = page.next


class SystemZones(ZonePort):
    """The zone rules of this machine, or of the ``tzdata`` package."""

    def transitions(self, zone, from_unix_ms, until_unix_ms):
        try:
            rules = zoneinfo.ZoneInfo(zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
            raise NapeError.BadInput("zone", "not a known zone", "an IANA name such as Europe/Lisbon") from error

        def offset(unix_ms):
            at = datetime.datetime.fromtimestamp(unix_ms / 1000, datetime.timezone.utc)
            return int(at.astimezone(rules).utcoffset().total_seconds())

        found = [ZoneTransition(at_unix_ms=from_unix_ms, offset_s=offset(from_unix_ms))]
        low = from_unix_ms
        while low < until_unix_ms:
            high = min(low + 24 * _HOUR_MS, until_unix_ms)
            if offset(high) != found[-1].offset_s:
                found.append(_change(offset, low, high))
            low = high
        return found


def _change(offset, low, high):
    """The instant between two others at which the offset changes; zones change at most once a day."""
    before = offset(low)
    while high - low > 1000:
        middle = (low + high) // 2
        low, high = (middle, high) if offset(middle) == before else (low, middle)
    at = high // 1000 * 1000
    return ZoneTransition(at_unix_ms=at, offset_s=offset(at))
