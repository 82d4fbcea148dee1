"""Nape's core for Python; what stands here is generated from the core's own door."""

from nape.generated.nape import *  # noqa: F403
