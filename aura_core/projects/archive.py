"""
Projects with their files, as one ZIP.

::

    project.json        what it is, and which files there are
    media/…             the files

Rule 1: nothing of an archive is believed: names that lead anywhere, links, locks, more than there is room for and files
that are none of pictures, sound and captions are refused, before or while it is unpacked; then nothing is left of it.

Rule 2: what comes out of an archive is what was packed: every file has the size and digest that ``project.json`` says.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import attrs

from aura_core.disk import disk_errors
from aura_core.errors import InvalidInputError
from aura_core.model.archives import ProjectArchive
from aura_core.model.projects import ProjectMedia
from aura_core.projects.media import Source, is_media
from aura_core.store import Store, digest
from aura_core.wire import dumps, loads


__all__ = ["FORM", "LARGEST", "MOST", "listed", "packed", "refused", "unpack"]

FORM: Final = "1.0"
"""The version of archives."""

LARGEST: Final = 4 * 1024**3
MOST: Final = 500
"""Bytes of all files together, and files."""

_MANIFEST: Final = "project.json"
_WORDS: Final = 8_000_000
"""Bytes of what an archive says."""

_BOMB: Final = 200
"""How many times smaller than itself text may be packed; deflate gets to a thousand where there is nothing in it."""

_FOLDER: Final = "media/"
_CHUNK: Final = 1024 * 1024


def packed(archive: ProjectArchive, sources: Sequence[Source], store: Store) -> Path:
    """
    Return *archive* with the files of *sources* as a ZIP in *store*, made once for the same content.

    Args:
        sources: In the order in which *archive* names its media.
    """
    key = digest("archive", 1, json.loads(dumps(archive)))
    if store.find(key, ".zip") is None:
        with store.writing(key, ".zip") as target:
            _pack(archive, sources, target)
    return store.path(key, ".zip")


def listed(sources: Sequence[Source]) -> tuple[ProjectMedia, ...]:
    """Say what the files of *sources* are, each by a name of its own."""
    taken: set[str] = set()
    found = []
    for number, source in enumerate(sources, start=1):
        name = source.path.name if source.path.name not in taken else f"{number}-{source.path.name}"
        taken.add(name)
        with source.path.open("rb") as file:
            checked = hashlib.file_digest(file, "sha256").hexdigest()
        found.append(ProjectMedia(name, source.path.stat().st_size, checked, source.address, source.label))
    return tuple(found)


def _pack(archive: ProjectArchive, sources: Sequence[Source], target: Path) -> None:
    """Write a ZIP; pictures and sound are packed already, and stored as they are."""
    with zipfile.ZipFile(target, "w") as file:
        file.writestr(_member(_MANIFEST), dumps(archive, indent=2), zipfile.ZIP_DEFLATED)
        for media, source in zip(archive.media, sources, strict=True):
            with (
                file.open(_member(f"{_FOLDER}{media.name}", media.size_bytes), "w") as to,
                source.path.open("rb") as of,
            ):
                shutil.copyfileobj(of, to, _CHUNK)


def _member(name: str, size: int = 0) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.file_size = size
    member.external_attr = 0o600 << 16
    return member


def unpack(file: IO[bytes], folder: Path) -> ProjectArchive:
    """
    Read a ZIP, and put its files into *folder*, which is made if there are any.

    Raises:
        InvalidInputError: it is none of ours, damaged, or holds what no project has.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = _checked(archive)
            said = _said(archive)
            if {media.name for media in said.media} != members.keys():
                raise refused("Its files are not those that it says.")
            with _made(folder, said):
                for media in said.media:
                    _extract(archive, members[media.name], media, folder / media.name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise refused("It is no archive that can be read.") from error
    return said


def refused(message: str) -> InvalidInputError:
    """Make the error for an archive that cannot be taken in."""
    return InvalidInputError.of("$.file", message, remedy="Send an archive that an export gave, unchanged.")


def _checked(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Look at what an archive says of its members, and return the files among them by name."""
    members = archive.infolist()
    files = {member.filename.removeprefix(_FOLDER): member for member in members if member.filename != _MANIFEST}
    if len(members) != len(files) + 1 or len(members) > MOST + 1:
        raise refused(f"It has no project.json, names twice, or more than {MOST} files.")
    for name, member in files.items():
        if not member.filename.startswith(_FOLDER) or not _is_plain(name) or not _is_file(member):
            raise refused("It has a member that is no plain file below media.")
    if sum(member.file_size for member in members) > LARGEST:
        raise refused("It unpacks to more than 4 GB.")
    if any(member.file_size > _BOMB * member.compress_size + _CHUNK for member in members):
        raise refused("It unpacks to far more than it is.")
    return files


def _is_plain(name: str) -> bool:
    return (
        bool(name)
        and len(name.encode()) <= 200
        and not name.startswith(".")
        and not set(name) & set('/\\:\0"<>|?*\n\r')
    )


def _is_file(member: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind in {0, stat.S_IFREG} and not member.is_dir() and not member.flag_bits & 1


def _said(archive: zipfile.ZipFile) -> ProjectArchive:
    if archive.getinfo(_MANIFEST).file_size > _WORDS:
        raise refused("Its project.json is larger than projects are.")
    try:
        said = loads(archive.read(_MANIFEST), ProjectArchive)
    except InvalidInputError as error:
        issues = [attrs.evolve(one, path=f"$.file.project.json{one.path.removeprefix('$')}") for one in error.issues]
        raise InvalidInputError(issues, remedy="Send an archive that an export gave, unchanged.") from error
    if said.version.partition(".")[0] != FORM.partition(".")[0]:
        raise refused(f"It has the version {said.version[:20]!r}; {FORM} can be read.")
    return said


@contextmanager
def _made(folder: Path, said: ProjectArchive) -> Iterator[None]:
    """Make *folder* if there are files; leave nothing of it when they cannot be put there."""
    try:
        if said.media:
            with disk_errors(folder):
                folder.mkdir(mode=0o700, parents=True)
        with disk_errors(folder):
            yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, media: ProjectMedia, target: Path) -> None:
    summed, size = hashlib.sha256(), 0
    with archive.open(member) as source, target.open("xb") as to:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            summed.update(chunk)
            to.write(chunk)
    if (size, summed.hexdigest()) != (media.size_bytes, media.sha256):
        raise refused(f"{media.name} is not as it was packed.")
    if not is_media(target):
        raise refused(f"{media.name} holds neither pictures nor sound nor captions.")
