"""
Folders and files of the server's machine, as somebody in front of a client asks about them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from aura_core.disk import disk_errors
from aura_core.errors import InvalidInputError, NoScreenError, NotFoundError, OutputError
from aura_core.model.filing import ResolvedPath
from aura_core.model.settings.replies import FolderListing, PathValidation
from aura_core.model.setup import DirectoryCheck
from aura_core.redaction import REDACTOR
from aura_core.settings import child_environment


__all__ = ["folders_in", "made_folder", "open_path", "resolved_path", "tried_folder", "validated_path"]

_MOST: Final = 1000
_NAME_ONE: Final = "Name a path such as /home/me/films or ~/films."

_NETWORK: Final = ("//", "\\\\")
_NO_PATH: Final = "It is no whole path such as /home/me/films or ~/films."
_TRIED: Final = 64 * 1024
"""Bytes that are written to find out whether there is room; small files fit into what file systems keep aside."""


def validated_path(text: str) -> PathValidation:
    """Say what there is at a path, and whether it can be used; a folder is really written to."""
    try:
        path = Path(text).expanduser()
        if not text.strip() or not path.is_absolute() or "\0" in text:
            return _invalid(text, "It is no whole path such as /home/me/films or ~/films.")
        exists, is_folder = path.exists(), path.is_dir()
    except (OSError, RuntimeError, ValueError):
        return _invalid(text, "It cannot be looked at.")
    if not exists:
        return _invalid(str(path), "There is nothing at that path.")
    writable = _is_writable_folder(path) if is_folder else os.access(path, os.W_OK)
    message = "The folder can be used." if is_folder and writable else "It is there, and can only be read."
    message = "The file is there." if not is_folder else message
    return PathValidation(True, True, str(path), True, is_folder, writable, message)


def _invalid(path: str, why: str) -> PathValidation:
    # Whatever is typed there comes back, and may be a key in the wrong place.
    return PathValidation(True, False, REDACTOR.text(path), False, False, False, why, why)


def _is_writable_folder(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def folders_in(text: str) -> FolderListing:
    """
    List the folders in a folder, those of the home folder when *text* is empty.

    Raises:
        NotFoundError: there is no such folder.

        InvalidInputError: it is no whole path.
    """
    remedy = "Name a folder such as /home/me or ~."
    try:
        path = Path(text).expanduser() if text.strip() else Path.home()
        if not path.is_absolute():
            raise InvalidInputError.of("$.path", "It is no whole path.", remedy=remedy)
        found = sorted(entry.name for entry in os.scandir(path) if not entry.name.startswith(".") and entry.is_dir())
    except (OSError, RuntimeError, ValueError) as error:
        raise NotFoundError("There is no folder at that path that could be looked into.", remedy=remedy) from error
    parent = None if path.parent == path else str(path.parent)
    return FolderListing(str(path), parent, tuple(found[:_MOST]))


def resolved_path(text: str, folder: str = "") -> ResolvedPath:
    """
    Write out the path that *text* means, without looking for anything there.

    Args:
        folder: What a path counts from that is not whole; the home folder when it is empty.

    Raises:
        InvalidInputError: it cannot be a path.
    """
    try:
        base = Path(folder).expanduser() if folder else Path.home()
        path = base / Path(text.strip()).expanduser()
    except (RuntimeError, ValueError) as error:
        raise InvalidInputError.of("$.path", "There is nobody whose home that could be.", remedy=_NAME_ONE) from error
    if not text.strip() or not text.isprintable():
        raise InvalidInputError.of("$.path", "That cannot be a path.", remedy=_NAME_ONE)
    # A key in the wrong place does not come back.
    return ResolvedPath(True, REDACTOR.text(text), REDACTOR.text(os.path.normpath(path)))


def open_path(path: Path) -> None:
    """
    Show a file or a folder on the screen of this machine.

    Raises:
        NoScreenError: there is none.

        NotFoundError: there is nothing at *path*.
    """
    if not path.exists():
        raise NotFoundError("There is no such file or folder.", remedy="Make it first.")
    environment = child_environment()
    opener = _opener(environment)
    if opener is None:
        raise NoScreenError("This machine has no screen to show it on.", remedy=f"Look at {path} yourself.")
    showing = subprocess.Popen(
        [opener, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    )
    # Nobody waits for it, but somebody has to take its leave.
    threading.Thread(target=showing.wait, daemon=True, name="showing").start()


def _opener(environment: Mapping[str, str]) -> str | None:
    if sys.platform == "win32":
        return shutil.which("explorer")
    if sys.platform == "darwin":
        return shutil.which("open")
    has_screen = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if has_screen else None


def tried_folder(text: str, correlation_id: str = "") -> DirectoryCheck:
    """
    Say whether films can be put into a folder: it is really written to, and what is not there yet is really made.

    Nothing is left behind, and nothing but that folder and those above it that are missing is touched.
    """
    path = _whole(text)
    if path is None:
        return DirectoryCheck(False, _NO_PATH, None, None, exists=False, correlation_id=correlation_id)
    exists = os.path.lexists(path)
    try:
        with disk_errors(path), _made(path):
            _write_to(path)
            real = os.path.realpath(path, strict=True)
    except OutputError as error:
        told = REDACTOR.text(str(path)), REDACTOR.text(f"{error} Choose another folder, or see to that one.")
        return DirectoryCheck(False, told[1], told[0], None, exists=exists, correlation_id=correlation_id)
    return DirectoryCheck(True, None, str(path), real, exists=exists, correlation_id=correlation_id)


def made_folder(text: str) -> Path:
    """
    Make the folder that *text* names, and those above it that are missing.

    Raises:
        InvalidInputError: it is no whole path.

        OutputError: it cannot be made.
    """
    path = _whole(text)
    if path is None:
        raise InvalidInputError.of("$.path", _NO_PATH, remedy="Name a folder such as /home/me/films or ~/films.")
    with disk_errors(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


def _whole(text: str) -> Path | None:
    """Return the path that is meant, ``~`` written out; ``None`` for what is no whole path on this machine."""
    try:
        path = Path(text.strip()).expanduser()
        path.as_posix().encode()
    except (RuntimeError, ValueError):
        return None
    # Two separators begin the name of another machine on Windows, and mean nothing that anybody needs elsewhere.
    return path if path.is_absolute() and str(path).isprintable() and not text.strip().startswith(_NETWORK) else None


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make *folder* and those above it that are missing, and take away again what was made."""
    made: list[Path] = []
    try:
        for missing in reversed([one for one in (folder, *folder.parents) if not os.path.lexists(one)]):
            missing.mkdir(mode=0o700)
            made.append(missing)
        yield
    finally:
        for empty in reversed(made):
            # Somebody may have put something into it meanwhile; then it is theirs.
            with suppress(OSError):
                empty.rmdir()


def _write_to(folder: Path) -> None:
    """Write a file of a name that nobody has, until it is on the disk; full ones tell no earlier."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".aura-") as file:
        file.write(bytes(_TRIED))
        file.flush()
        os.fsync(file.fileno())
