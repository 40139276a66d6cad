"""
FFmpeg at work.

Rule 1: every child leads a process group of its own, and the group is killed, not asked: a pipe-fed FFmpeg ignores
SIGTERM while our end of its stdin is open, and finishes as if complete when that is closed.

Rule 2: nothing is parsed from what FFmpeg says to people; that only goes into the error's log.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import FileIO
from typing import IO, Final, cast

from aura_core.errors import DiskFullError, FFmpegNotFoundError, RenderError
from aura_core.settings import child_environment


__all__ = ["FrameReader", "FrameSink", "attempt", "kill_group", "run"]

_LOG_BYTES: Final = 16_384
_PIPE_BYTES: Final = 1_048_576
"""The largest pipe that Linux gives to anybody; 64 KiB pipes cost twice the time a frame."""


async def run(argv: Sequence[str]) -> bytes:
    """
    Run *argv* to its end and return what it wrote to stdout; cancelling kills it.

    Raises:
        RenderError: it ended with another code than 0.

        FFmpegNotFoundError: it could not be started.
    """
    with tempfile.TemporaryFile() as log:
        starting = asyncio.ensure_future(
            asyncio.create_subprocess_exec(
                *argv,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                process_group=0,
                env=child_environment(),
            )
        )
        try:
            # Shielded: asyncio would kill a child that is just being started without the children it has.
            process = await asyncio.shield(starting)
            output, _ = await process.communicate()
        except OSError as error:
            raise _unstartable(argv, error) from error
        except asyncio.CancelledError:
            process = await starting
            kill_group(process.pid)
            # Reads what is left, which closes the pipe.
            await process.communicate()
            raise
        if process.returncode:
            raise _failure(argv, process.returncode, log)
        return output


def attempt(argv: Sequence[str], patience_s: float) -> tuple[int | None, bytes, bytes]:
    """
    Run *argv* for at most *patience_s* seconds.

    Returns:
        Its exit code, ``None`` if it was killed for its slowness, and what it wrote to stdout and to stderr.

    Raises:
        OSError: it cannot be started.
    """
    with (
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=log,
            process_group=0,
            env=child_environment(),
        ) as process,
    ):
        code: int | None = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            try:
                code = process.wait(patience_s)
            finally:
                if process.returncode is None:
                    kill_group(process.pid)
        for file in (output, log):
            file.seek(0)
        return code, output.read(), log.read()


class _Child:
    """A child process with one pipe to it, used from a thread."""

    def __init__(self, argv: Sequence[str], *, feeds: bool) -> None:
        self.argv = tuple(argv)
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self._process = subprocess.Popen(
                self.argv,
                stdin=subprocess.PIPE if feeds else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL if feeds else subprocess.PIPE,
                stderr=self._log,
                bufsize=0,
                process_group=0,
                env=child_environment(),
            )
        except OSError as error:
            self._log.close()
            raise _unstartable(argv, error) from error
        pipe = self._process.stdin if feeds else self._process.stdout
        # Unbuffered pipes are raw files, which typeshed does not say.
        self._pipe = cast("FileIO", pipe)
        _widen(self._pipe)

    def kill(self) -> None:
        """End the process at once, from any thread."""
        if self._process.poll() is None:
            kill_group(self._process.pid)

    def close(self) -> None:
        """Let go of the process, killing it if it still runs."""
        self.kill()
        with contextlib.suppress(OSError):
            self._pipe.close()
        self._process.wait()
        self._log.close()

    def _finished(self) -> None:
        if self._process.wait():
            raise _failure(self.argv, self._process.returncode, self._log)


class FrameSink(_Child):
    """An FFmpeg that eats frames."""

    def __init__(self, argv: Sequence[str]) -> None:
        super().__init__(argv, feeds=True)

    def write(self, frame: memoryview) -> None:
        """
        Hand over a frame; its memory may be used again afterwards.

        Raises:
            RenderError: FFmpeg ended early.
        """
        try:
            while frame:
                frame = frame[self._pipe.write(frame) :]
        except BrokenPipeError:
            self._process.wait()
            raise _failure(self.argv, self._process.returncode, self._log) from None

    def finish(self) -> None:
        """
        Say that there are no more frames, and wait for the end.

        Raises:
            RenderError: FFmpeg failed.
        """
        self._pipe.close()
        self._finished()


class FrameReader(_Child):
    """An FFmpeg that gives frames."""

    def __init__(self, argv: Sequence[str]) -> None:
        super().__init__(argv, feeds=False)

    def read_into(self, frame: memoryview) -> None:
        """
        Fill *frame* with the next one.

        Raises:
            RenderError: FFmpeg failed, or had fewer frames than were asked for.
        """
        while frame:
            got = self._pipe.readinto(frame)
            if not got:
                self._process.wait()
                raise _failure(self.argv, self._process.returncode, self._log)
            frame = frame[got:]


def kill_group(pid: int) -> None:
    """End the process *pid* at once, and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            os.kill(pid, signal.SIGTERM)
        else:
            os.killpg(pid, signal.SIGKILL)


def _widen(pipe: IO[bytes]) -> None:
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not there on Windows

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _unstartable(argv: Sequence[str], error: OSError) -> FFmpegNotFoundError:
    return FFmpegNotFoundError(
        f"{argv[0]} cannot be started: {error.strerror}.",
        remedy="Reinstall with `pip install --force-reinstall imageio-ffmpeg`, or set AURA_FFMPEG_PATH to one.",
    )


def _failure(argv: Sequence[str], exit_code: int, log: IO[bytes]) -> RenderError | DiskFullError:
    log.seek(0, os.SEEK_END)
    log.seek(max(0, log.tell() - _LOG_BYTES))
    said = log.read().decode(errors="replace").strip()
    # The one word that is looked for: strerror's, which the C library gives, not FFmpeg.
    if os.strerror(errno.ENOSPC) in said:
        return DiskFullError("FFmpeg found no room left on the disk.", remedy="Free some space and try again.")
    last = said.splitlines()[-1] if said else "it said nothing"
    return RenderError(
        f"FFmpeg {_ending(exit_code)}: {last}",
        argv=argv,
        exit_code=exit_code,
        log=said,
        remedy="Try again; if it fails the same way, run `aura doctor` and report the log.",
    )


def _ending(exit_code: int) -> str:
    if not exit_code:
        return "ended too early"
    return f"was killed by signal {-exit_code}" if exit_code < 0 else f"ended with code {exit_code}"
