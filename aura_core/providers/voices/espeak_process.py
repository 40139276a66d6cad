"""
The conversation with the process that espeak-ng runs in.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import struct
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.errors import SpeechError
from aura_core.settings import child_environment


__all__ = ["PROVIDER", "Answer", "EspeakProcess"]

PROVIDER: Final = "espeak"

_TIMEOUT_S: Final = 60.0
"""espeak-ng needs 40 ms, and 1 ms more for each ten words; this is for machines that stand still."""

_BYTES_A_SECOND: Final = 1000
"""Of text, allowed for on top; espeak-ng speaks a hundred times as many."""

_REMEDY: Final = "Try again; if it fails again, install its wheel anew: pip install --force-reinstall espeakng-loader."


class Answer:
    """
    What a process says, as it says it.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        self._process = process
        self._stream = process.stdout

    async def integers(self, count: int) -> tuple[int, ...]:
        """
        Return the next *count* integers.

        Raises:
            SpeechError: there are fewer; the process broke off.
        """
        return struct.unpack(f">{count}I", await self.exactly(count * 4))

    async def exactly(self, count: int) -> bytes:
        """
        Return the next *count* bytes.

        Raises:
            SpeechError: there are fewer; the process broke off.
        """
        try:
            return await self._stream.readexactly(count)
        except asyncio.IncompleteReadError as error:
            raise await self._broken() from error

    async def rest(self) -> bytes:
        """
        Return everything up to the end, which is a good one.

        Raises:
            SpeechError: the process failed at last.
        """
        rest = await self._stream.read()
        if await self._process.wait():
            raise await self._broken()
        return rest

    async def _broken(self) -> SpeechError:
        assert self._process.stderr is not None
        said = (await self._process.stderr.read()).decode(errors="replace").strip()
        code = await self._process.wait()
        message = said.rpartition("\n")[2] or "It said nothing."
        message = f"The process that espeak-ng runs in broke off (exit code {code}): {message}"
        return SpeechError(message, provider=PROVIDER, remedy=_REMEDY)


@attrs.frozen
class EspeakProcess:
    """
    How to start one.

    Attributes:
        worker: The script that runs in it, see :mod:`aura_core.providers.voices.espeak_worker`.

        home: The folder with the library and ``espeak-ng-data``.
    """

    worker: Path
    home: Path

    @contextlib.asynccontextmanager
    async def asked(self, *arguments: str, read: bytes = b"") -> AsyncIterator[Answer]:
        """
        Let a new process answer; it is gone afterwards, come what may.

        Args:
            arguments: What follows the library on its command line.

            read: What it finds on its standard input.

        Raises:
            SpeechError: it did not start, broke off, or stands still.
        """
        timeout_s = _TIMEOUT_S + len(read) / _BYTES_A_SECOND
        process = await self._started(arguments)
        try:
            async with asyncio.timeout(timeout_s):
                await _write(process, read)
                yield Answer(process)
        except TimeoutError as error:
            message = f"espeak-ng was not done after {timeout_s:.0f} seconds."
            raise SpeechError(message, provider=PROVIDER, remedy=_REMEDY) from error
        finally:
            await _end(process)

    async def _started(self, arguments: tuple[str, ...]) -> asyncio.subprocess.Process:
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                *("-I", "-S", str(self.worker), str(self.home / _library_name()), *arguments),
                cwd=self.home,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=child_environment(),
                **_own_group(),
            )
        except OSError as error:
            message = f"The process that espeak-ng runs in could not be started: {error.strerror}."
            raise SpeechError(message, provider=PROVIDER, remedy=_REMEDY) from error


def _library_name() -> str:
    return {"win32": "espeak-ng.dll", "darwin": "libespeak-ng.dylib"}.get(sys.platform, "libespeak-ng.so")


def _own_group() -> dict[str, Any]:
    """Keep a Ctrl-C on the terminal from the process: whoever asked ends it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}


async def _write(process: asyncio.subprocess.Process, read: bytes) -> None:
    assert process.stdin is not None
    # That a process broke off is told better where its answer is read.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(read)
        await process.stdin.drain()
    process.stdin.close()


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
    # What is left in the pipes is read, so that they are closed too.
    await process.communicate()
