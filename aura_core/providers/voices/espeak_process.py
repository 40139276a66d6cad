"""
The conversation with the process that espeak-ng runs in.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.errors import SpeechError


__all__ = ["PROVIDER", "EspeakProcess", "Frame"]

PROVIDER: Final = "espeak"

_REMEDY: Final = (
    "Try again; if it fails again, install the speech wheel anew: pip install --force-reinstall espeakng-loader."
)


@attrs.frozen
class Frame:
    """
    One part of the answer.

    Attributes:
        audio: 16-bit samples, if the part has any.
    """

    header: Mapping[str, Any]
    audio: bytes


@attrs.frozen
class EspeakProcess:
    """
    How to start one.

    Attributes:
        worker: The script that runs in it.

        home: The folder with the library and ``espeak-ng-data``.
    """

    worker: Path
    home: Path

    @contextlib.asynccontextmanager
    async def asked(self, request: Mapping[str, Any], *, timeout_s: float) -> AsyncIterator[AsyncIterator[Frame]]:
        """
        Hand *request* to a new process, and give out the parts of its answer; it is gone afterwards, come what may.

        Raises:
            SpeechError: the process failed, said less than it should, or took more than *timeout_s*.
        """
        process = await self._started()
        try:
            async with asyncio.timeout(timeout_s):
                await _send(process, {"library": str(self.home / _library_name()), **request})
                yield _frames(process)
        except TimeoutError as error:
            message = f"espeak-ng was not done after {timeout_s:.0f} seconds."
            raise SpeechError(message, provider=PROVIDER, remedy="Shorten the text, or try again.") from error
        finally:
            await _end(process)

    async def _started(self) -> asyncio.subprocess.Process:
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                *("-I", "-S", str(self.worker)),
                cwd=self.home,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                **_own_group(),
            )
        except OSError as error:
            message = f"espeak-ng could not be started: {error}."
            raise SpeechError(message, provider=PROVIDER, remedy=_REMEDY) from error


def _own_group() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _library_name() -> str:
    return {"win32": "espeak-ng.dll", "darwin": "libespeak-ng.dylib"}.get(sys.platform, "libespeak-ng.so")


async def _send(process: asyncio.subprocess.Process, request: Mapping[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(request).encode())
    # A process that dies early is noticed when its answer is read.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        await process.stdin.drain()
    process.stdin.close()


async def _frames(process: asyncio.subprocess.Process) -> AsyncIterator[Frame]:
    assert process.stdout is not None
    try:
        while start := await process.stdout.read(1):
            (length,) = struct.unpack(">I", start + await process.stdout.readexactly(3))
            header = json.loads(await process.stdout.readexactly(length))
            audio = await process.stdout.readexactly(header["bytes"])
            if "error" in header:
                raise SpeechError(f"{header['error']}.", provider=PROVIDER, remedy=_REMEDY)
            yield Frame(header, audio)
    except (asyncio.IncompleteReadError, ValueError, KeyError, TypeError) as error:
        await process.wait()
        raise _broken(process) from error
    if await process.wait() != 0:
        raise _broken(process)


def _broken(process: asyncio.subprocess.Process) -> SpeechError:
    message = f"The process that espeak-ng runs in broke off (exit code {process.returncode})."
    return SpeechError(message, provider=PROVIDER, remedy=_REMEDY)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
    # Reads what is left, so that the pipes are closed as well.
    await process.communicate()
