"""Faults that a test orders: which operation, what becomes of it, at the how-manieth time."""

import asyncio
from dataclasses import dataclass

from bus.common import error, not_connected
from control import Unfit

OPERATIONS = ("discover", "connect", "pair", "disconnect", "read", "write", "subscribe")
# drop: the link is lost before the unit sees it. lost: the unit does it, and the link is lost before it can answer.
BEHAVIOURS = ("delay", "fail", "never", "drop", "lost")


@dataclass
class Fault:
    operation: str
    behaviour: str
    argument: str = ""
    label: str | None = None
    after: int = 0
    times: int | None = None


class Faults:
    """`fault OPERATION BEHAVIOUR [ARGUMENT] [of CHARACTERISTIC] [after N] [times N]`"""

    def __init__(self):
        self._faults = []

    def clear(self):
        self._faults = []

    def order(self, words):
        operation, behaviour, *rest = words
        if operation not in OPERATIONS or behaviour not in BEHAVIOURS:
            raise Unfit(f"an operation of {OPERATIONS} and one of {BEHAVIOURS}")
        fault = Fault(operation, behaviour)
        if behaviour in ("delay", "fail"):
            fault.argument, *rest = rest
        for key, value in zip(rest[::2], rest[1::2], strict=True):
            if key == "of":
                fault.label = value
            elif key == "after":
                fault.after = int(value)
            elif key == "times":
                fault.times = int(value)
            else:
                raise Unfit(f"of, after or times, not {key}")
        self._faults.append(fault)

    def _due(self, operation, label):
        for fault in self._faults:
            if fault.operation != operation or fault.label not in (None, label):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            if fault.times is not None:
                if fault.times == 0:
                    continue
                fault.times -= 1
            return fault
        return None

    async def meet(self, operation, device=None, label=None):
        """Waits, fails or drops the link as ordered. Returns whether the link is to be lost after the operation."""
        fault = self._due(operation, label)
        if fault is None:
            return False
        if fault.behaviour == "delay":
            await _unless_dropped(device, asyncio.sleep(int(fault.argument) / 1000))
        elif fault.behaviour == "fail":
            name, _, text = fault.argument.partition(":")
            raise error(name, text.replace("_", " "))
        elif fault.behaviour == "never":
            await _unless_dropped(device, asyncio.Event().wait())
        elif fault.behaviour == "drop":
            device.drop_link(lost=True)
            raise not_connected()
        return fault.behaviour == "lost"


async def _unless_dropped(device, waiting):
    """Waits; where the link ends meanwhile, fails as BlueZ fails what was under way."""
    if device is None or device.link is None:
        await waiting
        return
    waits = asyncio.ensure_future(waiting)
    dropped = asyncio.ensure_future(device.dropped.wait())
    try:
        await asyncio.wait({waits, dropped}, return_when=asyncio.FIRST_COMPLETED)
        if not waits.done():
            raise not_connected()
    finally:
        waits.cancel()
        dropped.cancel()
