"""
Light copies of films and clips, for editors: small, quick to go through, each made once.

Rule 1: a copy is found by what is in its source, so it is never out of date, and nobody has to tell.

Rule 2: copies are made one after another, in the background: films come first.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import attrs

from aura_core.configuration import effective
from aura_core.errors import AuraError, InvalidInputError, NotFoundError
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.probe import Probed, probe
from aura_core.ffmpeg.process import run
from aura_core.ffmpeg.viewing import light_copy
from aura_core.model.pictures import MEDIA
from aura_core.model.previews import GenerateProxyRequest, ProxyCacheStatsResponse, ProxyMediaResponse
from aura_core.settings import Settings
from aura_core.store import Store, digest
from aura_core.wire import dumps, loads


__all__ = ["Proxies"]

_VERSION: Final = 1

_QUALITIES: Final = {"draft": (360, 800), "preview": (540, 1500), "high": (720, 3000)}
"""Lines, and kilobits a second at most."""


@attrs.frozen
class _Note:
    """What is remembered of a copy."""

    source: str
    source_size: int
    quality: str
    width: int
    height: int
    created_at: datetime


class Proxies:
    """
    Light copies of what lies on this server; use it in one event loop.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store = Store(settings.data / "store", settings.store_limit)
        self._one = asyncio.Lock()
        self._making: dict[str, asyncio.Task[None]] = {}
        self._told: dict[str, tuple[_Note, str | None]] = {}

    async def make(self, asked: GenerateProxyRequest, source: Path) -> ProxyMediaResponse:
        """
        Have a copy of *source* made, unless there is one.

        Raises:
            InvalidInputError: there is no such quality, or nothing is seen in such a file.

            AuraError: it cannot be made; of what is made in the background, the answers say so.
        """
        lines, kilobits = _quality(asked.quality)
        key = await asyncio.to_thread(digest, "proxy", _VERSION, source, lines, kilobits)
        if not self._store.find(key, ".mp4") and key not in self._making:
            found = await asyncio.to_thread(_seen, source)
            # A copy is never larger than what it is of.
            lines = min(lines, min(found.width, found.height) // 2 * 2)
            note = _noted(asked, source, found, lines)
            self._told[key] = note, None
            self._making[key] = asyncio.create_task(self._copy(key, source, note, lines, kilobits))
        if not asked.background_generation and key in self._making:
            await asyncio.shield(self._making[key])
        return await self.find(key)

    async def find(self, key: str) -> ProxyMediaResponse:
        """
        Return a copy, or how far it is.

        Raises:
            NotFoundError: there is none, or no longer.
        """
        return await asyncio.to_thread(self._found, key)

    def _found(self, key: str) -> ProxyMediaResponse:
        if (file := self._file(key)) and (text := self._store.find(key, ".json")):
            return _shown(key, loads(text.read_text(encoding="utf-8"), _Note), file)
        if key in self._told:
            note, error = self._told[key]
            return _shown(key, note, None, error)
        raise NotFoundError("There is no such copy, or no longer.", remedy="Have it made again.")

    def _file(self, key: str) -> Path | None:
        return self._store.find(key, ".mp4") if key.isalnum() else None

    async def _copy(self, key: str, source: Path, note: _Note, lines: int, kilobits: int) -> None:
        try:
            async with self._one:
                given = await asyncio.to_thread(effective, self._settings)
                ffmpeg = await asyncio.to_thread(locate, given.ffmpeg, given.ffmpeg_named)
                with self._store.run(), self._store.writing(key, ".mp4") as target:
                    await run(light_copy(ffmpeg, source, lines, kilobits, target))
                with self._store.writing(key, ".json") as target:
                    target.write_text(dumps(note), encoding="utf-8")
            self._told.pop(key, None)
        except AuraError as error:
            self._told[key] = note, str(error)
        finally:
            self._making.pop(key, None)

    async def stats(self) -> ProxyCacheStatsResponse:
        """Say how much room copies take."""
        return await asyncio.to_thread(self._counted)

    def _counted(self) -> ProxyCacheStatsResponse:
        notes, size = [], 0
        for path in self._store.root.glob("??/*.json"):
            file = path.with_suffix(".mp4")
            if file.is_file():
                with contextlib.suppress(InvalidInputError, OSError):
                    notes.append(loads(path.read_text(encoding="utf-8"), _Note))
                    size += file.stat().st_size
        whole, limit = sum(note.source_size for note in notes), self._store.limit
        return ProxyCacheStatsResponse(
            total_proxies=len(notes),
            total_cache_size_bytes=size,
            total_source_size_bytes=whole,
            compression_ratio=round(whole / size, 2) if size else 0.0,
            max_cache_size_bytes=limit,
            cache_usage_percent=round(100 * size / limit, 2) if limit else 0.0,
            is_over_limit=size > limit,
        )

    async def close(self) -> None:
        """Leave what is being made; it is made anew when somebody asks for it."""
        for task in (tasks := tuple(self._making.values())):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _quality(word: str) -> tuple[int, int]:
    if (found := _QUALITIES.get(word.strip().lower())) is None:
        raise InvalidInputError.of(
            "$.quality", f"There is no quality {word!r}.", remedy="Choose Draft, Preview or High."
        )
    return found


def _seen(source: Path) -> Probed:
    found = probe(source)
    if not found.width:
        raise InvalidInputError.of(
            "$.sourcePath", "Nothing moves in such a file.", remedy="Name a film or a clip of this server."
        )
    return found


def _noted(asked: GenerateProxyRequest, source: Path, found: Probed, lines: int) -> _Note:
    short, long = sorted((found.width, found.height))
    other = 2 * round(lines * long / short / 2)
    width, height = (other, lines) if found.width > found.height else (lines, other)
    return _Note(asked.source_path, source.stat().st_size, asked.quality, width, height, datetime.now(UTC))


def _shown(key: str, note: _Note, file: Path | None, error: str | None = None) -> ProxyMediaResponse:
    done = "Completed" if file else "Failed" if error else "Processing"
    found = file.stat() if file else None
    used = datetime.fromtimestamp(found.st_mtime, UTC) if found else note.created_at
    return ProxyMediaResponse(
        id=key,
        source_path=note.source,
        proxy_path=f"{MEDIA}{key}.mp4",
        quality=note.quality,
        status=done,
        created_at=note.created_at,
        last_accessed_at=used,
        file_size_bytes=found.st_size if found else 0,
        source_file_size_bytes=note.source_size,
        width=note.width,
        height=note.height,
        bitrate_kbps=_quality(note.quality)[1],
        error_message=error,
        progress_percent=100.0 if file else 0.0,
    )
