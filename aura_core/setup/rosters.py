"""
Everybody who could make a film at this moment, as films themselves find them.

It takes in everybody who is built, which a server does without until it is asked.
"""

from __future__ import annotations

from aura_core.casting.cast import Rosters
from aura_core.configuration import access_for, effective
from aura_core.makers import rosters_for
from aura_core.outbound.calls import calls_in
from aura_core.settings import Settings
from aura_core.store import Store


__all__ = ["rosters_now"]


def rosters_now(started: Settings) -> Rosters:
    """Return everybody who could make a film that began now; nobody is asked."""
    settings = effective(started)
    return rosters_for(
        access_for(settings), calls_in(settings.data), Store(settings.data / "store", settings.store_limit)
    )
