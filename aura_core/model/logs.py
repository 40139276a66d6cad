"""What the server has said, as it is told to who reads its log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Final

import attrs


__all__ = ["LogCleared", "LogEntry", "LogLevel", "LogPage", "line_of"]


class LogLevel(Enum):
    """How much something matters, the least first."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    CRITICAL = "critical"


@attrs.frozen
class LogEntry:
    """
    Something that the server has said.

    Attributes:
        id: Its number, larger than those of all before it; microseconds since 1970, or the next free one.

        source: The module that said it.

        message: What happened, in constant words; what is particular is in *properties*.

        exception: The error's traceback, if it is about one.

        job_id: The job that it is about, if it is about one.

        raw_line: All of it in a line, where it is shown.
    """

    id: int
    timestamp: datetime
    level: LogLevel
    source: str
    message: str
    exception: str | None = None
    correlation_id: str = ""
    job_id: str | None = None
    properties: Mapping[str, Any] = attrs.field(factory=dict)
    raw_line: str = ""


def line_of(entry: LogEntry) -> str:
    """Say all of *entry* in a line, the particulars as ``name=value``."""
    about = {"correlation_id": entry.correlation_id, "job_id": entry.job_id, **entry.properties}
    particulars = "".join(f" {name}={value}" for name, value in about.items() if value is not None and value != "")
    when = entry.timestamp.strftime(_MOMENT)
    return f"{when} {entry.level.value} {entry.source}: {entry.message}{particulars}"


_MOMENT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


@attrs.frozen
class LogCleared:
    """What became of the log by clearing it."""

    success: bool
    message: str
    correlation_id: str


@attrs.frozen
class LogPage:
    """
    Some of the log, the newest first.

    Attributes:
        total_count: How many entries there are of those that were asked for.

        total_lines: How many entries are remembered at all.

        file: The file that is being written; empty when there is none.
    """

    logs: tuple[LogEntry, ...]
    total_count: int
    page: int
    page_size: int
    total_lines: int
    file: str
    correlation_id: str
