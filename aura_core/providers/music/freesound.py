"""
Freesound: recordings that may be used for nothing, or for naming who made them.

https://freesound.org/docs/api/resources_apiv2.html (read in 2026). ``search/text`` is the address of before November 2025.

What is taken is the preview of high quality, an MP3 of some 128 kbit/s, which takes a key only; originals take a user who
has logged in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from aura_core.model.music import MusicRequest, Recording, moods_in, words_of
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.media import AUDIO
from aura_core.providers.music.choosing import ranked


__all__ = ["FreesoundMusic"]

_MOST: Final = "50"
"""Recordings that are looked at, up to 150; one search costs the same whatever their number."""

_LENGTHS: Final = (30, 1200)
"""Seconds; what is shorter tires when it is looped, what is longer is mostly a field recording."""

_FREE: Final = ("/publicdomain/zero/", "/licenses/by/")
"""Licences that let a film be sold; those of CC BY-NC and of Sampling+ do not."""

_LONGEST: Final = 200
"""Characters of a title or a name that are passed on."""


@attrs.frozen
class _Previews:
    hq_mp3: str = attrs.field(default="", metadata={"wire": "preview-hq-mp3"})


@attrs.frozen
class _Sound:
    id: int
    name: str
    tags: tuple[str, ...]
    license: str
    duration: float
    username: str
    previews: _Previews


@attrs.frozen
class _Sounds:
    results: tuple[_Sound, ...]


class FreesoundMusic:
    """
    Looks for music by the words of a mood, the best rated first, and takes what has it and is long enough.
    """

    version = "1"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id

    async def find(self, request: MusicRequest) -> tuple[Recording, ...]:
        """
        Return what there is for *request*, the best first.

        Raises:
            ProviderError: it could not be asked.
        """
        shortest, longest = _LENGTHS
        filters = (
            f"duration:[{shortest} TO {longest}]",
            'license:("Creative Commons 0" OR "Attribution")',
            f"tag:({' OR '.join(words_of(request.mood))})",
        )
        query = {
            "query": "music",
            "filter": " ".join(filters),
            "sort": "rating_desc",
            "fields": "id,name,tags,license,duration,username,previews",
            "page_size": _MOST,
        }
        # What was found once is found again, so that a film stays the same.
        found = await self._channel.json(Call("GET", "search/", query=query, kept=True), _Sounds)
        return ranked((_recording(sound) for sound in found.results if _may_be_used(sound)), request)

    async def fetch(self, recording: Recording, target: Path) -> None:
        """
        Write *recording* to *target*.

        Raises:
            ProviderError: it could not be had.
        """
        await self._channel.download(recording.address, AUDIO, target)


def _may_be_used(sound: _Sound) -> bool:
    """Look once more at what was asked for: a film with somebody's music against its terms cannot be undone."""
    return bool(sound.previews.hq_mp3) and any(free in sound.license for free in _FREE)


def _recording(sound: _Sound) -> Recording:
    title = Path(sound.name[:_LONGEST])
    named = title.stem if title.suffix.lower() in {".mp3", ".wav", ".ogg", ".flac", ".aif", ".aiff", ".m4a"} else None
    return Recording(
        id=str(sound.id),
        address=sound.previews.hq_mp3,
        suffix=".mp3",
        seconds=sound.duration,
        title=named or sound.name[:_LONGEST],
        author=f"{sound.username[:_LONGEST]} (https://freesound.org/s/{sound.id}/)",
        license=sound.license,
        moods=moods_in(" ".join((sound.name, *sound.tags))),
    )
