"""
Which FFmpeg is used, and what it is; nobody else looks for one.

Rule 1: where an owner has named one, in the settings' document or in the environment, it is that one or none.

Rule 2: otherwise it is the first that works of the one from pip, those on the PATH, and those in the usual folders.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import attrs

from aura_core.errors import FFmpegError, FFmpegNotFoundError
from aura_core.ffmpeg.process import attempt
from aura_core.ffmpeg.version import MINIMUM, is_new_enough
from aura_core.ffmpeg.vetting import vet


__all__ = ["OWNERS", "Answer", "Candidate", "FFmpeg", "Source", "ask", "bundled", "candidates", "forget", "locate"]

_PATIENCE_S: Final = 20
"""Seconds; a cold start from a slow disk takes two."""

_GRUDGE_S: Final = 10.0
"""Seconds after which a program that did not answer well is asked again, though it has not changed."""

_NAME: Final = "ffmpeg.exe" if sys.platform == "win32" else "ffmpeg"

_FOLDERS: Final = {
    "darwin": ("/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin", "/usr/bin"),
    "win32": (
        *("C:/ffmpeg/bin", "C:/Program Files/ffmpeg/bin", "~/scoop/apps/ffmpeg/current/bin"),
        *("C:/ProgramData/chocolatey/bin", "~/AppData/Local/Microsoft/WinGet/Links"),
    ),
    "linux": ("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/ffmpeg/bin", "~/.local/bin"),
}
"""Where the package managers of each system put it, though a service's PATH may not say so."""

_RESTORE: Final = "Reinstall it with `pip install --force-reinstall --no-deps imageio-ffmpeg`"


class Source(Enum):
    """Who says that there is an FFmpeg."""

    CONFIGURED = "Configured"
    ENVIRONMENT = "Environment"
    BUNDLED = "Bundled"
    PATH = "PATH"
    COMMON = "Common Directory"


OWNERS: Final = frozenset({Source.CONFIGURED, Source.ENVIRONMENT})
"""Those whose word is final."""


@attrs.frozen
class FFmpeg:
    """
    An FFmpeg that answers.

    Attributes:
        version: As it says itself, such as ``9.0.2`` or ``N-12345-gabcdef``.

        identity: Digest of its version and configuration; part of every content key that it has a hand in.
    """

    path: Path
    version: str
    identity: str


@attrs.frozen
class Answer:
    """
    What a program said when it was asked for its version.

    Attributes:
        exit_code: ``None`` when it did not end in time, and was killed.
    """

    said: str
    exit_code: int | None
    at: datetime

    @property
    def version(self) -> str:
        """The version that it says, empty when it does not speak as FFmpeg does."""
        words = self.said.split(maxsplit=3)
        return words[2] if words[:2] == ["ffmpeg", "version"] and len(words) > 2 else ""


@attrs.frozen
class Candidate:
    """
    A place where FFmpeg may be, and what was found there.

    Attributes:
        path: ``None`` when the source knows of none.

        answer: What it said, if it was run.

        ffmpeg: What can be used; if there is none, *error* says why.
    """

    source: Source
    path: Path | None
    answer: Answer | None = None
    ffmpeg: FFmpeg | None = None
    error: FFmpegError | None = None


def locate(chosen: Path | None = None, named: str | None = None) -> FFmpeg:
    """
    Find FFmpeg.

    Args:
        chosen: By whoever started this process: run as it is.

        named: In the settings' document, which may be written by way of the network: run only if it is FFmpeg by its
            looks. It comes first.

    Raises:
        FFmpegNotFoundError: there is none.

        FFmpegError: what was named is no FFmpeg, does not run, or is too old.
    """
    errors = []
    for candidate in candidates(chosen, named):
        if candidate.ffmpeg:
            return candidate.ffmpeg
        if candidate.error:
            errors.append(candidate.error)
            if candidate.source in OWNERS:
                break
    if errors:
        raise errors[0]
    raise FFmpegNotFoundError("There is no FFmpeg.", remedy=f"{_RESTORE}, or set AURA_FFMPEG_PATH to one.")


def candidates(chosen: Path | None = None, named: str | None = None) -> Iterator[Candidate]:
    """Look wherever FFmpeg may be, the places that go first before the others; see :func:`locate`."""
    if named:
        yield _named(named)
    if chosen:
        yield _at(Source.ENVIRONMENT, chosen)
    ours = bundled()
    yield _at(Source.BUNDLED, ours)
    # The usual folders are mostly on the PATH.
    seen = {ours}
    on_path = shutil.which(_NAME)
    for source, place in ((Source.PATH, Path(on_path) if on_path else None), *_common()):
        if place is None or place not in seen:
            seen.add(place)
            yield _at(source, place)


def bundled() -> Path | None:
    """Say where the FFmpeg from pip lies."""
    # Asked itself, imageio_ffmpeg would run every program that it knows, remember what it found for good, and take
    # that for its own.
    found = find_spec("imageio_ffmpeg")
    if found is None or found.origin is None:
        return None
    return min((Path(found.origin).parent / "binaries").glob("ffmpeg-*"), default=None)


def _common() -> Iterator[tuple[Source, Path]]:
    for folder in _FOLDERS.get(sys.platform, _FOLDERS["linux"]):
        place = Path(os.path.expanduser(folder)) / _NAME  # noqa: PTH111 - a home that there is not is no error here
        if place.exists():
            yield Source.COMMON, place


def _named(named: str) -> Candidate:
    try:
        return _at(Source.CONFIGURED, vet(named))
    except FFmpegError as error:
        return Candidate(Source.CONFIGURED, Path(named), error=error)


def _at(source: Source, path: Path | None) -> Candidate:
    """Ask what is at *path* who it is."""
    if path is None:
        return Candidate(source, None)
    remedies = {
        Source.CONFIGURED: "Correct the path to FFmpeg in the settings, or leave it empty.",
        Source.ENVIRONMENT: "Set AURA_FFMPEG_PATH to a working FFmpeg, or unset it to use the one that came with the "
        "installation.",
    }
    remedy = remedies.get(source, f"{_RESTORE}, or set AURA_FFMPEG_PATH to another.")
    if not os.path.exists(path):  # noqa: PTH110 - Path's own would raise where no path can be so long
        return Candidate(source, path, error=FFmpegNotFoundError(f"There is no FFmpeg at {path}.", remedy=remedy))
    if not (path.is_file() and os.access(path, os.X_OK)):
        error = FFmpegError(f"{path} is not a program.", remedy=remedy)
        if path.is_file():
            allow = f"Give this user the right to run it (`chmod +x {path}`)."
            error = FFmpegError(f"{path} may not be run.", remedy=allow)
        return Candidate(source, path, error=error)
    try:
        answer = ask(path)
    except OSError:
        return Candidate(source, path, error=FFmpegError(f"{path} does not answer as FFmpeg does.", remedy=remedy))
    fault = _fault(path, answer)
    if fault:
        return Candidate(source, path, answer, error=FFmpegError(fault, remedy=remedy))
    identity = hashlib.sha256(answer.said.encode()).hexdigest()[:16]
    return Candidate(source, path, answer, FFmpeg(path, answer.version, identity))


def _fault(path: Path, answer: Answer) -> str | None:
    if answer.exit_code is None or answer.exit_code:
        return f"{path} does not answer as FFmpeg does."
    version = answer.version
    if not version:
        return f"{path} is no FFmpeg."
    return None if is_new_enough(version) else f"{path} is FFmpeg {version}, which is older than {MINIMUM}."


_answers: dict[tuple[Path, tuple[int, ...]], tuple[Answer, float]] = {}
_asking: Final = threading.Lock()


def ask(path: Path) -> Answer:
    """
    Ask the program *path* for its version, if it was not asked since it changed.

    Raises:
        OSError: it cannot be run.
    """
    status = path.stat()
    key = (path, (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_mode))
    with _asking:
        answer, until = _answers.get(key, (None, 0.0))
        if answer is None or time.monotonic() > until:
            answer = _asked(path)
            _answers[key] = (answer, float("inf") if answer.exit_code == 0 else time.monotonic() + _GRUDGE_S)
        return answer


def forget() -> None:
    """Ask all programs anew."""
    with _asking:
        _answers.clear()


def _asked(path: Path) -> Answer:
    code, said, _ = attempt([str(path), "-version"], _PATIENCE_S)
    return Answer(said.decode(errors="replace"), code, datetime.now(UTC))
