"""Links: who is at the other end, how far the link is secured, what it is subscribed to; and bonds."""

from dataclasses import dataclass, field
from enum import IntEnum

from device.names import AttError, Refused

MOST_BONDS = 4


class Level(IntEnum):
    OPEN = 0
    # Just Works: nobody compared anything.
    ENCRYPTED = 1
    AUTHENTICATED = 2


@dataclass(eq=False)
class Link:
    peer: str
    level: Level = Level.OPEN
    bond: int = 0
    subscribed: set = field(default_factory=set)

    def require(self, level):
        if self.level < level:
            raise Refused(AttError.INSUFFICIENT_AUTHENTICATION)


class Bonds:
    """Outlives a restart. Numbers are never given twice; where there is no room the oldest bond goes."""

    def __init__(self):
        self._bonds = {}
        self._last_number = 0

    def make(self, peer, level):
        """A new bond, also where there was one; returns its number."""
        self._bonds.pop(peer, None)
        while len(self._bonds) >= MOST_BONDS:
            del self._bonds[next(iter(self._bonds))]
        self._last_number += 1
        self._bonds[peer] = (self._last_number, level)
        return self._last_number

    def get(self, peer):
        """Number and level of the bond with this peer, or None."""
        return self._bonds.get(peer)

    def forget(self, peer=None):
        """Loses the bond with one peer, or all."""
        if peer is None:
            self._bonds.clear()
        else:
            self._bonds.pop(peer, None)
