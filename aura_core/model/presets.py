"""
Kinds of files by name: where a film is to be shown.

The tables are the original's render presets and export presets; where both know a name, the render preset wins.
"""

from __future__ import annotations

from typing import Final

from aura_core.errors import InvalidInputError
from aura_core.model.render import QualityLevel, RenderSpec, Resolution


__all__ = ["PRESETS", "preset"]


def _spec(
    width: int,
    height: int,
    video_k: int,
    audio_k: int,
    *,
    codec: str = "H264",
    container: str = "mp4",
    quality: int = 75,
) -> RenderSpec:
    return RenderSpec(
        res=Resolution(width, height),
        container=container,
        video_bitrate_k=video_k,
        audio_bitrate_k=audio_k,
        codec=codec,
        quality_level=QualityLevel(quality),
    )


PRESETS: Final = {
    "YouTube 1080p": _spec(1920, 1080, 12000, 256),
    "YouTube Shorts": _spec(1080, 1920, 10000, 256),
    "YouTube 4K": _spec(3840, 2160, 45000, 320),
    "YouTube 1440p": _spec(2560, 1440, 24000, 256),
    "YouTube 720p": _spec(1280, 720, 8000, 192),
    "Instagram Square": _spec(1080, 1080, 8000, 192),
    "Instagram Reel": _spec(1080, 1920, 10000, 192),
    "TikTok": _spec(1080, 1920, 10000, 192),
    "Archival ProRes": _spec(1920, 1080, 120000, 1536, codec="ProRes", container="mov", quality=100),
    "Archival H.265": _spec(1920, 1080, 15000, 320, codec="H265", quality=90),
    "Instagram Feed": _spec(1080, 1080, 5000, 192),
    "Instagram Story": _spec(1080, 1920, 5000, 192),
    "Facebook": _spec(1280, 720, 4000, 192),
    "Twitter": _spec(1280, 720, 5000, 192),
    "LinkedIn": _spec(1920, 1080, 5000, 192),
    "Email/Web": _spec(854, 480, 2000, 128),
    "Draft Preview": _spec(1280, 720, 3000, 128, quality=50),
    "Master Archive": _spec(1920, 1080, 15000, 256, codec="H265", quality=95),
    "WebM VP9": _spec(1920, 1080, 6000, 128, codec="VP9", container="webm"),
    "ProRes 422 HQ": _spec(1920, 1080, 120000, 1536, codec="ProRes", container="mov", quality=95),
}
"""Every preset of the original but *Podcast Audio*, which is no film."""

_ALIASES: Final = {
    "1080p": "YouTube 1080p",
    "youtube1080": "YouTube 1080p",
    "720p": "YouTube 720p",
    "1440p": "YouTube 1440p",
    "2k": "YouTube 1440p",
    "4k": "YouTube 4K",
    "youtube2160p": "YouTube 4K",
    "shorts": "YouTube Shorts",
    "square": "Instagram Square",
    "reel": "Instagram Reel",
    "instagram11": "Instagram Feed",
    "instagramstories": "Instagram Story",
    "igstory": "Instagram Story",
    "fb": "Facebook",
    "email": "Email/Web",
    "web": "Email/Web",
    "draft": "Draft Preview",
    "preview": "Draft Preview",
    "archival": "Archival H.265",
    "archive": "Master Archive",
    "master": "Master Archive",
    "webm": "WebM VP9",
    "vp9": "WebM VP9",
    "prores": "ProRes 422 HQ",
    "prores422": "ProRes 422 HQ",
}


def preset(name: str) -> RenderSpec:
    """
    Return what *name* stands for; case, spaces and punctuation do not matter.

    Raises:
        InvalidInputError: there is no such preset.
    """
    wanted = _flat(name)
    for known in (*PRESETS, *_ALIASES):
        if _flat(known) == wanted:
            return PRESETS[_ALIASES.get(known, known)]
    raise InvalidInputError.of(
        "$.preset", f"There is no preset {name!r}.", remedy=f"Choose one of {', '.join(PRESETS)}."
    )


def _flat(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
