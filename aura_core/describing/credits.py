"""
Whom pictures, clips and music are owed to: what their files say, and what providers say of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from aura_core.errors import IntegrityError
from aura_core.ffmpeg.probe import signature_of
from aura_core.frames.decoding import signature_in
from aura_core.model.music import Recording
from aura_core.model.narration import Narration
from aura_core.model.order import Order
from aura_core.model.signature import Signature
from aura_core.model.upload import Credit
from aura_core.model.visuals import Clip, PictureKind


__all__ = ["credits_of"]


def credits_of(
    order: Order, narration: Narration, clips: Sequence[Clip], played: Recording | None = None
) -> tuple[Credit, ...]:
    """
    Return whom anything that is seen or heard in a film is owed to; who signed nothing is not named.
    """
    owed = (*_of_clips(clips), *_of_pictures(narration, clips), *_of_music(order, played))
    return tuple(dict.fromkeys(owed))


def _of_clips(clips: Sequence[Clip]) -> Iterator[Credit]:
    """Give what providers say of the pictures that they found."""
    for clip in clips:
        if clip.attribution or clip.license:
            yield Credit(clip.title or clip.source.stem, clip.attribution or "", clip.license or "")


def _of_pictures(narration: Narration, clips: Sequence[Clip]) -> Iterator[Credit]:
    shown = [take.scene.picture for take in narration.takes if take.scene.picture]
    films = {clip.source for clip in clips if clip.kind is PictureKind.VIDEO}
    own = [
        clip.source for clip in clips if clip.kind is not PictureKind.SLIDE and not (clip.attribution or clip.license)
    ]
    for path in dict.fromkeys((*shown, *own)):
        yield from _signed(path, _of_media(path) if path in films else signature_in(path))


def _of_music(order: Order, played: Recording | None) -> Iterator[Credit]:
    if played:
        if played.author or played.license:
            yield Credit(played.title, played.author, played.license)
    elif order.music and order.music.path:
        yield from _signed(order.music.path, _of_media(order.music.path))


def _signed(path: Path, signature: Signature) -> Iterator[Credit]:
    if signature.author or signature.license:
        yield Credit(signature.title or path.name, signature.author, signature.license)


def _of_media(path: Path) -> Signature:
    try:
        return signature_of(path)
    except IntegrityError:
        # What could not be read at all was refused before; nothing is owed for want of a tag.
        return Signature()
