"""
What a file is, found out without running it.

Rule 1: a path that came over the network is looked at before anything is run, and what is run is what was looked at.

Rule 2: only a program of this system's own format that says of itself that it is FFmpeg's, that lies on a disk of this
machine, and that nobody but its owner, us or root, can change, is ever run. Scripts never are.
"""

from __future__ import annotations

import mmap
import os
import re
import stat
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from aura_core.errors import FFmpegPathError, NotFFmpegError


__all__ = ["vet"]

_REMEDY: Final = "Name the FFmpeg program on a disk of this machine, from the root on, such as /usr/bin/ffmpeg."

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[\\/]{2}")
_NETWORK: Final = re.compile(r"[\\/]{2}")
"""Two separators begin the name of another machine on Windows, and mean nothing that anybody needs elsewhere."""

_REMOTE: Final = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|9p|ncpfs|webdav|davfs|ceph|glusterfs|fuse\.(?:sshfs|rclone|\w*dav\w*|gvfs\S*)"
)
_REMOTE_DRIVE: Final = 4
"""DRIVE_REMOTE of Windows' GetDriveTypeW."""

_SIGNS: Final = (b"the FFmpeg developers", b"libavcodec")
"""What every build prints as its banner, and the library that it is linked to."""

_LARGEST: Final = 2**31


def vet(given: str) -> Path:
    """
    Return the program that *given* means, a file, its folder, or the folder above its ``bin``; nothing is run.

    Raises:
        FFmpegPathError: nothing on this machine can be meant.

        NotFFmpegError: what is there is not FFmpeg's.
    """
    _refuse_by_name(given)
    path = _program(_expanded(given.strip()))
    try:
        # Path.resolve raises what is no OSError where links lead in a circle.
        real = Path(os.path.realpath(path, strict=True))
        _refuse_by_name(str(real))
        _refuse_remote(real)
        found = real.stat()
        _refuse_by_looks(real, (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns))
    except OSError as error:
        raise FFmpegPathError(f"{path} cannot be looked at: {error.strerror or error}.", remedy=_REMEDY) from error
    return real


def _refuse_by_name(given: str) -> None:
    """Refuse what names no file of this machine before anything is looked for there."""
    reason = None
    if not given.strip():
        reason = "No path was given"
    elif not given.isprintable():
        reason = "The path holds characters that no path has"
    elif _URL.match(given) or _NETWORK.match(given):
        reason = "The path leads to another machine"
    if reason:
        raise FFmpegPathError(f"{reason}.", remedy=_REMEDY)


def _expanded(given: str) -> Path:
    try:
        path = Path(given).expanduser()
    except RuntimeError as error:
        raise FFmpegPathError("The path begins with a home folder that there is not.", remedy=_REMEDY) from error
    if not path.is_absolute():
        raise FFmpegPathError("The path does not begin at the root.", remedy=_REMEDY)
    return path


def _program(path: Path) -> Path:
    """Return the program in *path*, if it is a folder."""
    name = "ffmpeg.exe" if sys.platform == "win32" else "ffmpeg"
    # Path's own would raise where no path can be so long.
    if not os.path.isdir(path):  # noqa: PTH112
        return path
    found = next((place for place in (path / name, path / "bin" / name) if place.exists()), None)
    if found is None:
        raise FFmpegPathError(f"There is no {name} in {path}.", remedy=_REMEDY)
    return found


def _refuse_remote(path: Path) -> None:
    if _is_remote(path):
        raise FFmpegPathError(f"{path} lies on another machine.", remedy=_REMEDY)


def _is_remote(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE)
    try:
        mounts = _mounts(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        # Not Linux; what macOS mounts from elsewhere is not told from the rest.
        return False
    nearest = next(place for place in (path, *path.parents) if str(place) in mounts or place == place.parent)
    return _REMOTE.fullmatch(mounts.get(str(nearest), "")) is not None


def _mounts(mountinfo: str) -> Mapping[str, str]:
    """Read the kind of each mounted file system, by its place; see proc(5), /proc/pid/mountinfo."""
    found = {}
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        place = before.split(" ")[4]
        found[re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place)] = after.split(" ")[0]
    return found


@lru_cache(maxsize=32)
def _refuse_by_looks(path: Path, version: tuple[int, ...]) -> None:
    """Refuse the file at *path* unless all that can be seen of it is FFmpeg's; once for each *version* of it."""
    fault = _fault_outside(path, path.stat()) or _fault_inside(path)
    if fault:
        raise NotFFmpegError(f"{path} {fault}.", remedy=_REMEDY)


def _fault_outside(path: Path, status: os.stat_result) -> str | None:
    """Say what is wrong with the file, which is not opened: opening a device may do something already."""
    if not stat.S_ISREG(status.st_mode):
        return "is no file"
    if not 0 < status.st_size < _LARGEST:
        return "has no size that FFmpeg has"
    if not os.access(path, os.X_OK):
        return "may not be run"
    return None if sys.platform == "win32" else _owner_fault(status, path.parent.stat().st_mode)


def _owner_fault(status: os.stat_result, folder: int) -> str | None:
    if status.st_uid not in {0, os.geteuid()}:
        return "belongs to somebody else"
    if status.st_mode & stat.S_IWOTH or (folder & stat.S_IWOTH and not folder & stat.S_ISVTX):
        return "can be changed by everybody"
    return None


def _fault_inside(path: Path) -> str | None:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if not _FORMATS.get(sys.platform, _is_elf)(content):
            return "is no program of this system"
        if not all(content.find(sign) >= 0 for sign in _SIGNS):
            return "does not say of itself that it is FFmpeg"
    return None


def _is_elf(content: mmap.mmap) -> bool:
    # System V ABI, "ELF Header": e_type is ET_EXEC or ET_DYN, in the byte order of EI_DATA.
    order = "little" if content[5:6] == b"\1" else "big"
    return content[:4] == b"\x7fELF" and int.from_bytes(content[16:18], order) in {2, 3}  # type: ignore[arg-type]


def _is_mach_o(content: mmap.mmap) -> bool:
    # <mach-o/loader.h> and <mach-o/fat.h>; a Java class shares the latter's magic, and its version is no count of slices.
    fat = content[:4] == b"\xca\xfe\xba\xbe" and int.from_bytes(content[4:8], "big") < 20
    return fat or content[:4] in {b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe"}


def _is_pe(content: mmap.mmap) -> bool:
    # "PE Format", Microsoft: the offset of the signature stands at 0x3c.
    place = int.from_bytes(content[0x3C:0x40], "little")
    return content[:2] == b"MZ" and content[place : place + 4] == b"PE\0\0"


_FORMATS: Final[Mapping[str, Callable[[mmap.mmap], bool]]] = {"darwin": _is_mach_o, "win32": _is_pe}
