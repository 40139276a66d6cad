"""
Narration to clips: what is seen while each scene is heard.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from aura_core.concurrency import together
from aura_core.errors import InvalidInputError, VisualError
from aura_core.ffmpeg.probe import probe
from aura_core.frames.picture import load
from aura_core.model.narration import Narration, Take
from aura_core.model.order import Order
from aura_core.model.render import Resolution
from aura_core.model.visuals import Clip, Framing, Motion, PictureKind, PictureRequest
from aura_core.ports import ImageSource, Report
from aura_core.store import Store, digest


__all__ = ["illustrate"]

_VERSION: Final = 1

_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".jp2"})
_FILMS: Final = frozenset({".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".wmv", ".ts", ".mts"})

_ZOOM_A_SECOND: Final = 0.012
_LARGEST_ZOOM: Final = 1.15
"""A move that is felt and not noticed; beyond this a 1080p picture gets soft."""


async def illustrate(
    narration: Narration, order: Order, size: Resolution, images: ImageSource, store: Store, report: Report
) -> tuple[Clip, ...]:
    """
    Find or make a picture for every scene.

    A scene's own picture comes first, then the pictures of the user's folder, then *images*.

    Raises:
        InvalidInputError: a picture of the user's is not there, or is none.

        VisualError: *images* failed on any scene.
    """
    folder = _in_folder(order.visuals.folder) if order.visuals.folder else iter(())
    chosen = [_own(take) or next(folder, None) for take in narration.takes]
    done = 0

    async def clip(take: Take, own: Path | None) -> Clip:
        nonlocal done
        if own is None or (take.scene.caption and own == take.scene.picture and _kind(own) is PictureKind.IMAGE):
            made = await _made(take, narration, order, size, images, store)
        else:
            made = await asyncio.to_thread(_taken, take, own, order.seed, store)
        done += 1
        report(done / len(chosen), f"Picture {done} of {len(chosen)}", done, len(chosen))
        return made

    return tuple(await together(clip(take, own) for take, own in zip(narration.takes, chosen, strict=True)))


def _own(take: Take) -> Path | None:
    picture = take.scene.picture
    if picture is None:
        return None
    if not os.path.isfile(picture):  # noqa: PTH113 - Path raises where no file can have the name
        raise InvalidInputError.of(
            f"$.script.scenes[{take.scene.index}].pathOrUrl",
            f"There is no picture {picture}.",
            remedy="Correct the path of the picture; it counts from the folder of the script.",
        )
    return picture


def _in_folder(folder: Path) -> Iterator[Path]:
    """Give the pictures and films of *folder* by name, each once."""
    if not os.path.isdir(folder):  # noqa: PTH112 - likewise
        raise InvalidInputError.of(
            "$.visuals.folder", f"There is no folder {folder}.", remedy="Name a folder with pictures or clips in it."
        )
    found = [path for path in sorted(folder.iterdir()) if _shows_something(path)]
    if not found:
        raise InvalidInputError.of(
            "$.visuals.folder",
            f"There are no pictures or clips in {folder}.",
            remedy=f"Put files into it that end in {', '.join(sorted(_PICTURES | _FILMS))}.",
        )
    return iter(found)


def _shows_something(path: Path) -> bool:
    """Say whether *path* is a picture or a film; what begins with a dot is some system's own."""
    return path.suffix.lower() in _PICTURES | _FILMS and not path.name.startswith(".") and path.is_file()


def _kind(path: Path) -> PictureKind:
    return PictureKind.VIDEO if path.suffix.lower() in _FILMS else PictureKind.IMAGE


async def _made(
    take: Take, narration: Narration, order: Order, size: Resolution, images: ImageSource, store: Store
) -> Clip:
    """Have a picture made for *take*, or look it up."""
    request = PictureRequest(
        scene=take.scene,
        scenes=len(narration.takes),
        title=narration.title,
        subtitle=narration.subtitle,
        size=size,
        caption_room=order.captions.room,
        style=order.plan_spec.style,
        seed=order.seed,
        language=narration.language,
    )
    scene = take.scene
    decisive = (scene.index, scene.heading, scene.script, scene.bullets, scene.layout, scene.picture, scene.caption)
    shown = (scene.table, scene.listing, scene.quotation, request.revealed)
    film = (request.scenes, request.title, request.subtitle, request.style, request.language)
    frame = (size, request.caption_room, request.seed)
    key = digest("picture", _VERSION, decisive, shown, film, frame, scene.visual_prompt, images.name, images.version)
    if store.find(key, ".png") is None:
        with store.writing(key, ".png") as target:
            await images.illustrate(request, target)
    return Clip(store.path(key, ".png"), PictureKind.SLIDE, scene.index, take.span)


def _taken(take: Take, own: Path, seed: int, store: Store) -> Clip:
    """Make a clip of the user's *own* picture or film."""
    kind = _kind(own)
    key = digest("examined", _VERSION, own)
    if store.find(key, ".ok") is None:
        _examine(own, kind, take)
        with store.writing(key, ".ok") as mark:
            mark.touch()
    motion = Motion() if kind is PictureKind.VIDEO else _motion(take, seed)
    return Clip(own, kind, take.scene.index, take.span, motion)


def _examine(own: Path, kind: PictureKind, take: Take) -> None:
    """Make sure that there is something to be seen in *own*."""
    path = f"$.script.scenes[{take.scene.index}].pathOrUrl" if own == take.scene.picture else "$.visuals.folder"
    if kind is PictureKind.VIDEO and not probe(own).width:
        raise InvalidInputError.of(
            path, f"There are no moving pictures in {own.name}.", remedy="Choose another clip, such as an MP4 file."
        )
    if kind is PictureKind.IMAGE:
        try:
            load(own, 64, 64)
        except VisualError as error:
            raise InvalidInputError.of(path, str(error), remedy=error.remedy) from error


def _motion(take: Take, seed: int) -> Motion:
    """Choose a slow move: in and out in turn, towards another side each time."""
    chance = Random(f"{seed}/{take.scene.index}")  # noqa: S311 - a film is no secret
    zoom = min(_LARGEST_ZOOM, 1 + _ZOOM_A_SECOND * float(take.span.duration))
    near = Framing(zoom, chance.choice((0.2, 0.5, 0.8)), chance.choice((0.25, 0.5, 0.75)))
    far = Framing(1.0, 0.5, 0.5)
    return Motion(far, near) if take.scene.index % 2 == 0 else Motion(near, far)
