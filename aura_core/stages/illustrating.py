"""
Narration to clips: what is seen while each scene is heard.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from aura_core.concurrency import together
from aura_core.directing.clips import playback_of
from aura_core.directing.manners import manner_of
from aura_core.directing.moves import motion_kind, motion_of
from aura_core.directing.revealing import appearances
from aura_core.directing.views import View, views
from aura_core.errors import InvalidInputError, VisualError
from aura_core.ffmpeg.probe import probe
from aura_core.frames.picture import load
from aura_core.model.enums import ClipSound, Layout, MotionKind
from aura_core.model.narration import Narration, Take
from aura_core.model.order import Order
from aura_core.model.render import Resolution
from aura_core.model.script import Scene, Script
from aura_core.model.visuals import Clip, PictureKind, PictureRequest
from aura_core.ports import ImageSource, Report
from aura_core.store import Store, digest
from aura_core.timing import Seconds, TimeRange, in_ticks


__all__ = ["drawn", "illustrate", "in_folder", "picture_request", "shown_from_folder"]

_VERSION: Final = 3

_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".jp2"})
_FILMS: Final = frozenset({".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".wmv", ".ts", ".mts"})

_LAYOUTS: Final = {layout.value.casefold(): layout for layout in Layout}
_FILLERS: Final = frozenset({"a", "an", "the", "layout", "slide", "as"})

_LOOKED_AT: Final = 256
"""Pixels of the side of what a picture is tried in."""


async def illustrate(
    narration: Narration, order: Order, size: Resolution, images: ImageSource, store: Store, report: Report
) -> tuple[Clip, ...]:
    """
    Find or make a picture for every scene.

    A scene's own picture comes first, then the pictures of the user's folder, then *images*.
    A picture that shows its points one after another is several clips of its scene.

    Raises:
        InvalidInputError: a picture of the user's is not there, or is none.

        VisualError: *images* failed on any scene.
    """
    folder = in_folder(order.visuals.folder) if order.visuals.folder else iter(())
    theirs = shown_from_folder([take.scene for take in narration.takes], order.visuals.b_roll)
    chosen = [
        _own(take) or (next(folder, None) if wanted else None)
        for take, wanted in zip(narration.takes, theirs, strict=True)
    ]
    done = 0

    async def shown(take: Take, own: Path | None) -> list[Clip] | _Own:
        nonlocal done
        made: list[Clip] | _Own
        if own is None or (take.scene.caption and own == take.scene.picture and _kind(own) is PictureKind.IMAGE):
            made = await _made(take, narration, order, size, images, store)
        else:
            made = await asyncio.to_thread(_examined, take, own, store)
        done += 1
        report(done / len(chosen), f"Picture {done} of {len(chosen)}", done, len(chosen))
        return made

    found = await together(shown(take, own) for take, own in zip(narration.takes, chosen, strict=True))
    return tuple(_moving(found, order, size))


@attrs.frozen
class _Own:
    """
    A picture or film of the user's.

    Attributes:
        shape: Its width to its height.

        filmed: Seconds of a film's pictures.

        heard: Seconds of a film's sound.
    """

    take: Take
    source: Path
    kind: PictureKind
    shape: float
    filmed: float
    heard: float


def _moving(found: Iterable[list[Clip] | _Own], order: Order, size: Resolution) -> Iterator[Clip]:
    """Say how the camera moves over the user's pictures, one after another."""
    manner = manner_of(order.plan_spec.pacing, order.visuals.director)
    before: MotionKind | None = None
    for shown in found:
        if isinstance(shown, list):
            yield from shown
            continue
        scene, span = shown.take.scene, shown.take.span
        if shown.kind is PictureKind.VIDEO:
            heard = in_ticks(shown.heard) if order.visuals.clip_sound is ClipSound.DUCK else Seconds(0)
            playback = playback_of(order.visuals.clip_fit, shown.filmed, float(span.duration), heard=bool(heard))
            yield Clip(shown.source, shown.kind, scene.index, span, playback=playback, heard=heard)
        else:
            shape = shown.shape * size.height / size.width
            before = scene.motion or motion_kind(shape, span.duration, order.seed, scene.index, before)
            motion = motion_of(before, shape, span.duration, manner, order.seed, scene.index)
            yield Clip(shown.source, shown.kind, scene.index, span, motion)


def shown_from_folder(scenes: Sequence[Scene], share: int | None) -> list[bool]:
    """
    Say which of *scenes* get a picture of the user's folder, if there are enough: at most *share* percent of all.

    Under a share, title and closing are slides, and so is what has a table or a listing to show; the others are spread
    evenly. Without one, every scene gets a picture.
    """
    if share is None:
        return [True] * len(scenes)
    own = sum(scene.picture is not None for scene in scenes)
    plain = [
        place
        for place, scene in enumerate(scenes)
        if scene.picture is None
        and not (scene.table or scene.listing)
        and scene.layout not in {Layout.TITLE, Layout.CLOSING, Layout.CREDITS}
    ]
    count = max(0, min(len(plain), len(scenes) * share // 100 - own))
    chosen = {plain[(2 * number + 1) * len(plain) // (2 * count)] for number in range(count)}
    return [place in chosen for place in range(len(scenes))]


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


def in_folder(folder: Path) -> Iterator[Path]:
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
) -> list[Clip]:
    """Have pictures made for *take*, one for each view and each point that appears, or look them up."""
    asked = picture_request(take.scene, len(narration.takes), narration, order, size)
    seen = views(attrs.evolve(take, scene=asked.scene), manner_of(order.plan_spec.pacing, order.visuals.director))
    request = attrs.evolve(asked, opens=_opens(take, narration), views=len(seen))
    shown = [
        (state, span)
        for place, view in enumerate(seen)
        for state, span in _states(_of_view(request, place, view), view, take, images, order)
    ]
    sources = await together(drawn(state, images, store) for state, _ in shown)
    return [
        Clip(source, PictureKind.SLIDE, take.scene.index, span, view=state.view)
        for source, (state, span) in zip(sources, shown, strict=True)
    ]


def _opens(take: Take, narration: Narration) -> bool:
    """Say whether a section begins with *take*."""
    place = narration.takes.index(take)
    return bool(take.scene.heading) and (not place or narration.takes[place - 1].scene.heading != take.scene.heading)


def _of_view(request: PictureRequest, place: int, view: View) -> PictureRequest:
    """Ask for one *view* of a scene; a title, a table and a program are seen first, a list and a closing last."""
    scene = request.scene
    if scene.bullets and place < request.views - 1:
        scene = attrs.evolve(scene, bullets=(), layout=None)
    at_its_place = {Layout.TITLE: 0, Layout.SECTION: 0, Layout.CLOSING: request.views - 1}
    layout = scene.layout if scene.layout is None or at_its_place.get(scene.layout, place) == place else None
    seen = attrs.evolve(scene, script=view.text, layout=layout)
    if place:
        seen = attrs.evolve(seen, table=None, listing=None)
    return attrs.evolve(request, scene=seen, view=place)


def _states(
    request: PictureRequest, view: View, take: Take, images: ImageSource, order: Order
) -> list[tuple[PictureRequest, TimeRange]]:
    """Say which pictures a *view* takes: one, or one for each of its points that appear one after another."""
    words = tuple(word for word in take.words if view.span.start <= word.span.start < view.span.end)
    heard = attrs.evolve(take, span=view.span, words=words)
    # No state is shorter than two frames, whatever the rate.
    moments = appearances(images.points(request), heard, Seconds(2) / Seconds(order.render_spec.fps))
    bare = bool(moments) and moments[0] > view.span.start
    starts = [view.span.start, *moments[0 if bare else 1 :]]
    ends = [*starts[1:], view.span.end]
    shown = [*range(0 if bare else 1, len(moments)), None] if moments else [None]
    return [
        (attrs.evolve(request, revealed=count), TimeRange(start, end - start))
        for count, start, end in zip(shown, starts, ends, strict=True)
    ]


def picture_request(
    scene: Scene, scenes: int, film: Narration | Script, order: Order, size: Resolution
) -> PictureRequest:
    """Say what an image source is asked for to illustrate *scene*, one of so many *scenes* of *film*."""
    return PictureRequest(
        scene=_laid_out(scene),
        scenes=scenes,
        title=film.title,
        subtitle=film.subtitle,
        size=size,
        caption_room=order.captions.room,
        style=order.plan_spec.style,
        seed=order.seed,
        language=film.language,
        theme=order.visuals.theme,
        appearance=order.visuals.appearance,
        brand_kit=order.visuals.brand_kit,
    )


def _laid_out(scene: Scene) -> Scene:
    """Give *scene* the layout that its visual prompt names, if it names one."""
    words = [word for word in re.findall(r"\w+", (scene.visual_prompt or "").casefold()) if word not in _FILLERS]
    layout = _LAYOUTS.get(" ".join(words))
    return attrs.evolve(scene, layout=layout) if layout else scene


async def drawn(request: PictureRequest, images: ImageSource, store: Store) -> Path:
    """
    Have the picture of *request* made, or look it up.

    Raises:
        VisualError: *images* failed.
    """
    scene = request.scene
    decisive = (scene.index, scene.heading, scene.script, scene.bullets, scene.layout, scene.picture, scene.caption)
    shown = (scene.table, scene.listing, scene.quotation, request.revealed, request.opens, request.view, request.views)
    film = (request.scenes, request.title, request.subtitle, request.style, request.language)
    frame = (request.size, request.caption_room, request.seed, request.theme, request.appearance, request.brand_kit)
    key = digest("picture", _VERSION, decisive, shown, film, frame, scene.visual_prompt, images.name, images.version)
    if store.find(key, ".png") is None:
        with store.writing(key, ".png") as target:
            await images.illustrate(request, target)
    return store.path(key, ".png")


def _examined(take: Take, own: Path, store: Store) -> _Own:
    """Look into the user's *own* picture or film, unless that was done before."""
    kind = _kind(own)
    key = digest("examined", _VERSION, own)
    known = store.find(key, ".txt")
    if known is None:
        measures = _measured(own, kind, take)
        with store.writing(key, ".txt") as note:
            note.write_text(" ".join(map(str, measures)), encoding="utf-8")
    return _Own(take, own, kind, *map(float, store.path(key, ".txt").read_text(encoding="utf-8").split()))


def _measured(own: Path, kind: PictureKind, take: Take) -> tuple[float, float, float]:
    """Return the width to the height of *own* and the seconds of its pictures and sound; make sure it can be seen."""
    path = f"$.script.scenes[{take.scene.index}].pathOrUrl" if own == take.scene.picture else "$.visuals.folder"
    if kind is PictureKind.VIDEO:
        found = probe(own)
        if not found.width:
            raise InvalidInputError.of(
                path, f"There are no moving pictures in {own.name}.", remedy="Choose another clip, such as an MP4 file."
            )
        return found.width / max(1, found.height), found.video_seconds, found.audio_seconds
    try:
        frame = load(own, _LOOKED_AT, _LOOKED_AT)
    except VisualError as error:
        raise InvalidInputError.of(path, str(error), remedy=error.remedy) from error
    return frame.width / frame.height, 0.0, 0.0
