"""What a media file holds, as MediaInfo sees it: another judge than the FFmpeg that made it."""

from __future__ import annotations

from pathlib import Path

import attrs
from pymediainfo import MediaInfo

from aura_core.errors import IntegrityError
from aura_core.model.signature import Signature


__all__ = ["Probed", "probe", "signature_of"]


@attrs.frozen
class Probed:
    """
    What a media file holds.

    Attributes:
        video_seconds: 0 when there is no picture.

        audio_seconds: 0 when there is no sound.

        rotation: Degrees that a player turns the picture.

        whole: Whether the file goes on to where it says that it ends.
    """

    width: int
    height: int
    video_seconds: float
    audio_seconds: float
    rotation: float = 0.0
    whole: bool = True


def signature_of(path: Path) -> Signature:
    """
    Read who made *path*, as far as it says.

    Raises:
        IntegrityError: MediaInfo cannot.
    """
    media = _parsed(path)
    general = next(iter(media.general_tracks), None)
    audio = next(iter(media.audio_tracks), None)

    def first(*names: str) -> str:
        return next((str(value) for name in names if general and (value := getattr(general, name, None))), "")

    return Signature(
        title=first("title", "track_name", "movie_name"),
        author=first("performer", "director", "composer", "author", "album_performer"),
        license=first("copyright", "terms_of_use", "license"),
        words=" ".join(filter(None, map(first, ("mood", "genre", "comment")))),
        tempo=_number(first("bpm")),
        seconds=float(audio.duration or 0) / 1000 if audio else 0.0,
    )


def _number(text: str) -> float:
    """Read what people write for a number; 0 where it is none."""
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if 0 < number < 1000 else 0.0


def probe(path: Path) -> Probed:
    """
    Look into *path*.

    Raises:
        IntegrityError: MediaInfo cannot.
    """
    media = _parsed(path)
    container = next(iter(media.general_tracks), None)
    video = next(iter(media.video_tracks), None)
    audio = next(iter(media.audio_tracks), None)
    return Probed(
        width=int(video.width or 0) if video else 0,
        height=int(video.height or 0) if video else 0,
        video_seconds=float(video.duration or 0) / 1000 if video else 0.0,
        audio_seconds=float(audio.duration or 0) / 1000 if audio else 0.0,
        rotation=float(video.rotation or 0) if video else 0.0,
        whole=container is not None and container.istruncated != "Yes",
    )


def _parsed(path: Path) -> MediaInfo:
    try:
        # Opened here, for libmediainfo takes only names in UTF-8.
        with path.open("rb") as file:
            media: MediaInfo = MediaInfo.parse(file, parse_speed=0.3)
            return media
    except (OSError, RuntimeError) as error:
        raise IntegrityError(f"{path.name} cannot be probed: {error}.", remedy="Reinstall pymediainfo.") from error
