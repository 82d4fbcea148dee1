"""Nape's core for Python: the generated door, and a few conveniences."""

from nape.conveniences import SystemZones, event_pages, event_stream  # noqa: F401
from nape.generated.nape import *  # noqa: F403
