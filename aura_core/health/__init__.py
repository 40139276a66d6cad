"""
Whether films can be made here, found out beforehand.

A :class:`Check` knows one thing that films need and how to look at it; :class:`Health` looks, each check in a thread of
its own, as often as it says, and keeps what it found. Whoever asks is answered from that, at once, and all are told the
same. Whoever brings something that can fail brings a check of it.
"""

from aura_core.health.checks import Check, Observation
from aura_core.health.watch import Health, examine


__all__ = ["Check", "Health", "Observation", "examine"]
