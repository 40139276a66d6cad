"""What went wrong, as every reader of the API is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import attrs


__all__ = ["Problem"]


@attrs.frozen
class Problem:
    """
    Why a request failed, and what to do about it; RFC 9457 and the members that the original's clients read.

    Attributes:
        type: Where the error code is explained.

        title: What kind of problem it is, in a few words.

        status: The HTTP status.

        detail: What is wrong this time, as a sentence.

        instance: The path that was asked for.

        correlation_id: What ties the answer to events and logs.

        field: The JSON path of the only member that is wrong.

        errors: What is wrong with each member, by its JSON path.

        how_to_fix: Sentences.

        suggested_actions: Sentences; the same under the name that older clients read.

        stage: What the provider that failed was asked for, as the steps of jobs are called: script, narration, broll.

        provider: Who failed, by id.

        retryable: Whether the same request may succeed later.

        details: Any JSON that helps to find the cause.
    """

    type: str = "/docs/errors/README.md#E500"
    title: str = "Internal Server Error"
    status: int = attrs.field(default=500, validator=[attrs.validators.ge(400), attrs.validators.le(599)])
    detail: str = ""
    instance: str | None = None
    error_code: str | None = None
    correlation_id: str = ""
    trace_id: str | None = None
    timestamp: datetime = attrs.field(factory=lambda: datetime.now(UTC))
    field: str | None = None
    errors: Mapping[str, tuple[str, ...]] | None = None
    how_to_fix: tuple[str, ...] | None = None
    suggested_actions: tuple[str, ...] | None = None
    stage: str | None = None
    provider: str | None = None
    retryable: bool | None = None
    details: Any = None
