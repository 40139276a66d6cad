"""
A child process that makes one film: ``python -m aura_core.worker``.

It reads what to make as one line of JSON from stdin, and writes what happens to stdout, an event a line; the last line
tells of the film or of what went wrong.
When stdin ends, nobody wants the film any more: it ends what it started and leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

from aura_core.errors import AuraError
from aura_core.pipeline import produce
from aura_core.task import FAILED, Task, failure_of
from aura_core.wire import dumps, event_to_wire, loads, unstructure
from aura_core.wiring import open_services


__all__ = ["main"]

_UNWANTED: Final = 75
"""EX_TEMPFAIL of sysexits.h."""

_GRACE_S: Final = 3.0

_NICE: Final = 10


def main() -> int:
    """Make a film."""
    _stand_back()
    task = loads(_line(sys.stdin.fileno()), Task)
    try:
        return asyncio.run(_work(task, partial(_write, _events())))
    except asyncio.CancelledError:
        return _UNWANTED


def _stand_back() -> None:
    """Let whoever asks how far the film is come first."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    if os.name != "posix" or os.getsid(0) != os.getpid():
        # What follows is for the whole session, which is somebody else's.
        return
    # Linux shares its cores among sessions first, and only then by niceness; see sched(7), "The autogroup feature".
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICE), encoding="ascii")


def _line(descriptor: int) -> bytes:
    parts = []
    while (part := os.read(descriptor, 65_536)) and not part.endswith(b"\n"):
        parts.append(part)
    return b"".join(parts) + part


def _events() -> BinaryIO:
    """Return stdout for events alone: what a library prints goes to stderr from now on, and spoils no line."""
    events = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    if sys.stderr:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return events


async def _work(task: Task, write: Callable[[dict[str, Any]], None]) -> int:
    loop, working = asyncio.get_running_loop(), asyncio.current_task()
    assert working
    threading.Thread(target=_watch, args=(loop, working), daemon=True).start()
    try:
        services = open_services(task.settings, run=task.run)
        with services.studio.store.with_held(task.held) if task.held else contextlib.nullcontext():
            await produce(task.order, task.output, services, lambda event: write(event_to_wire(event)))
    except AuraError as error:
        write({"event": FAILED, **unstructure(failure_of(error))})
        return 1
    return 0


def _watch(loop: asyncio.AbstractEventLoop, working: asyncio.Task[Any]) -> None:
    """Wait until stdin ends, then stop."""
    # Not by Python's file, whose lock a thread that waits would hold beyond the interpreter's end.
    while os.read(sys.stdin.fileno(), 1):
        pass
    loop.call_soon_threadsafe(working.cancel)
    # Whatever does not end by being asked.
    threading.Event().wait(_GRACE_S)
    os.kill(os.getpid(), signal.SIGTERM)


def _write(events: BinaryIO, line: dict[str, Any]) -> None:
    try:
        events.write(dumps(line).encode() + b"\n")
        events.flush()
    except BrokenPipeError as error:
        # Nobody listens any more.
        raise asyncio.CancelledError from error


if __name__ == "__main__":
    sys.exit(main())
