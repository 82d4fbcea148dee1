"""What a Python program wants beside the generated door: events as an iterator, zone rules from the standard library."""

import datetime
import zoneinfo

from nape.generated.nape import NapeError, ZonePort, ZoneTransition

_PAGE = 64
_HOUR_MS = 3_600_000


async def event_stream(nape, after=0):
    """What happens after event number ``after``, in order; 0 begins with the opening. Ends once the journal is closed.

    Reading consumes nothing and cancelling the wait ends nothing: a session runs on, and another stream takes up where
    this one left off with the last event's ``seq``. A reader that may fall far behind reads `event_pages`.
    """
    async for page in event_pages(nape, after):
        for event in page.events:
            yield event


async def event_pages(nape, after=0):
    """The same in pages, with what each page says of itself: telemetry that was dropped, and whether the reader was so
    slow that it must take a ``snapshot()`` first."""
    while True:
        try:
            page = await nape.events(after, _PAGE)
        except NapeError.Closed:
            return
        yield page
        if page.closed:
            return
        after = page.next


class SystemZones(ZonePort):
    """The zone rules of this machine, or of the ``tzdata`` package."""

    def transitions(self, zone, from_unix_ms, until_unix_ms):
        try:
            rules = zoneinfo.ZoneInfo(zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            # OSError: some Pythons answer half a name such as "Europe" so, a folder in the tzdata package.
            raise NapeError.BadInput("zone", "not a known zone", "an IANA name such as Europe/Lisbon", []) from error

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
