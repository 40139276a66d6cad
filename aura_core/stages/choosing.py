"""
Pictures that were chosen beforehand, put into the script and credited in the film.

Rule: a chosen picture is seen alone, whatever its scene would show by itself, and a slide that was chosen does not move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from aura_core.model.enums import MotionKind
from aura_core.model.pictures import ChosenPicture
from aura_core.model.script import Scene, Script
from aura_core.model.visuals import Clip
from aura_core.words import counted


__all__ = ["credited", "is_owed", "with_chosen"]

_SLIDES: Final = "slides"


def with_chosen(script: Script, pictures: Sequence[ChosenPicture]) -> Script:
    """Return *script* with the *pictures* that were chosen for its scenes; it warns of those whose scene is not there."""
    chosen = {picture.scene_index: picture for picture in pictures}
    if not chosen:
        return script
    scenes = tuple(
        _showing(scene, chosen[place]) if place in chosen else scene for place, scene in enumerate(script.scenes)
    )
    return attrs.evolve(script, scenes=scenes, warnings=(*script.warnings, *_unused(chosen, len(scenes))))


def _showing(scene: Scene, picture: ChosenPicture) -> Scene:
    moves_not = picture.label is not None and picture.label.provider == _SLIDES
    motion = MotionKind.HOLD if moves_not and scene.motion is None else scene.motion
    return attrs.evolve(scene, path_or_url=str(picture.path), caption=None, motion=motion)


def _unused(chosen: dict[int, ChosenPicture], count: int) -> Iterator[str]:
    if without := sorted(place + 1 for place in chosen if place >= count):
        named = ", ".join(map(str, without))
        yield f"The script has {counted(count, 'scene')}, so the pictures chosen for scene {named} are not seen."


def credited(clips: Sequence[Clip], pictures: Sequence[ChosenPicture]) -> tuple[Clip, ...]:
    """Return *clips* with whom the *pictures* among them are owed to."""
    owed = {picture.path: picture.label for picture in pictures if picture.label}
    return tuple(
        attrs.evolve(
            clip, title=label.title or None, attribution=label.attribution or None, license=label.license or None
        )
        if (label := owed.get(clip.source))
        else clip
        for clip in clips
    )


def is_owed(pictures: Sequence[ChosenPicture]) -> bool:
    """Say whether any of *pictures* is others'."""
    return any(one.label is not None and one.label.owes for one in pictures)
