"""A film that one process asks another to make, and why it could not be made."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from aura_core.errors import AuraError, ProviderError, RenderError
from aura_core.model.order import Order
from aura_core.settings import Settings


__all__ = ["FAILED", "Failure", "Task", "failure_of"]

FAILED: Final = "job-failed"
"""The event of a line that tells what went wrong."""


@attrs.frozen
class Task:
    """
    A film to be made.

    Attributes:
        output: Where it goes.

        run: What it is made for, the id of a job: by it, what providers are asked for the film is found.

        held: Where results lie that the film needs, should the store have forgotten them.
    """

    order: Order
    output: Path
    settings: Settings
    run: str = ""
    held: Path | None = None


@attrs.frozen
class Failure:
    """
    Why a film could not be made.

    Attributes:
        code: As in ``docs/errors/README.md``.

        step_code: The word that the step carries.

        remedy: What the user can do about it, as a sentence.

        log: The end of what FFmpeg said, if it was FFmpeg.
    """

    code: str
    step_code: str
    title: str
    message: str
    remedy: str
    retryable: bool = False
    provider: str | None = None
    log: str | None = None


def failure_of(error: AuraError) -> Failure:
    """Say *error* as what ends a job."""
    return Failure(
        code=error.code,
        step_code=error.step_code,
        title=error.title,
        message=str(error),
        remedy=error.remedy,
        retryable=error.retryable,
        provider=error.provider if isinstance(error, ProviderError) else None,
        log=error.log if isinstance(error, RenderError) else None,
    )
