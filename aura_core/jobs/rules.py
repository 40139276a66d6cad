"""
How the queue is run.

How many films are made at a time, the owner of each machine decides; whether any are begun, is so for all who share it.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from aura_core.configuration import SettingsFile, in_force
from aura_core.errors import AuraError, ConflictError
from aura_core.model.settings import UserSettings
from aura_core.settings import Settings
from aura_core.words import counted


__all__ = ["Rules", "decide_places", "places"]


@attrs.frozen
class Rules:
    """
    How the queue is run.

    Attributes:
        places: How many jobs a process may be at.

        open: Whether jobs that wait are begun.
    """

    places: int
    open: bool = True


def places(started: Settings, current: Callable[[], Settings]) -> int:
    """
    Say how many films are to be made at a time by a process that was started with *started*.

    Args:
        current: Returns what it is to follow now.
    """
    try:
        return current().jobs_at_once
    except AuraError:
        # The owner's document must not be read: the next film is begun, and says so.
        return started.jobs_at_once


def decide_places(settings: Settings, number: int) -> None:
    """
    Have *number* films made at a time from now on, by writing it into the owner's document.

    Raises:
        ConflictError: the environment has decided already.
    """

    def changed(document: UserSettings) -> UserSettings:
        wanted = attrs.evolve(document, hardware=attrs.evolve(document.hardware, max_concurrent_jobs=number))
        if in_force(settings, wanted).jobs_at_once != number:
            raise ConflictError(
                f"AURA_JOBS_AT_ONCE has this process make {counted(settings.jobs_at_once, 'film')} at a time.",
                remedy="Unset AURA_JOBS_AT_ONCE and start again, or change it there.",
            )
        return wanted

    SettingsFile(settings.data).change(changed)
