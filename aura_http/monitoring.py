"""
Who counts what the server does: somebody, if the extra ``metrics`` is installed.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib.util import find_spec
from typing import Protocol

from litestar.types import Scope

from aura_core.jobs import Jobs
from aura_core.model.job import Job


__all__ = ["Monitor", "open_monitor"]


class Monitor(Protocol):
    """
    Counts what the server does.

    Attributes:
        content_type: Of what :meth:`exposition` returns.
    """

    content_type: str

    def reading(self, scope: Scope) -> AbstractContextManager[None]:
        """Count who reads events in the block, if that is what is asked for."""

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """Count an answer."""

    def ended(self, job: Job) -> None:
        """Count a job that has ended; from any thread."""

    async def exposition(self, jobs: Jobs) -> bytes:
        """Say how everything stands."""


def open_monitor() -> Monitor | None:
    """Return who counts, if anybody can."""
    if find_spec("prometheus_client") is None:
        return None
    from aura_http.metrics import Metrics  # noqa: PLC0415 - an extra

    return Metrics()
