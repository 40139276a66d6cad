"""The pipeline's events on the wire: what happened is the member ``event``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from aura_core.errors import Issue
from aura_core.model.events import Event, FilmStarted, Finished, Progress, StepFinished, StepStarted, Warned
from aura_core.wire.refusal import RefusedError, got, quoted


__all__ = ["KINDS", "reader"]

KINDS: Final[dict[type[Any], str]] = {
    Progress: "step-progress",
    StepStarted: "step-started",
    StepFinished: "step-finished",
    Warned: "warning",
    FilmStarted: "film-started",
    Finished: "job-completed",
}
"""What each event is called."""

_CLASSES: Final = {kind: cls for cls, kind in KINDS.items()}


def reader(read_as: Callable[[Any, type[Any]], Event]) -> Callable[[Any], Event]:
    """
    Return what reads an event.

    Args:
        read_as: Reads a value of the given class.
    """

    def read(value: Any) -> Event:
        if not isinstance(value, Mapping):
            raise RefusedError.of(f"Expected an object, got {got(value)}.")
        return read_as(value, _class(value.get("event")))

    return read


def _class(kind: Any) -> type[Any]:
    if not isinstance(kind, str) or kind not in _CLASSES:
        shown = quoted(kind) if isinstance(kind, str) else got(kind)
        raise RefusedError([Issue(".event", f"Expected one of {', '.join(_CLASSES)}, got {shown}.")])
    return _CLASSES[kind]
