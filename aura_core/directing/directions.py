"""
The directions of a film, scene by scene, before anything is made.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from aura_core.directing.manners import manner_of
from aura_core.directing.moves import intensity_of, motion_kind, motion_of
from aura_core.directing.transitions import transitions
from aura_core.model.enums import DirectorPreset, MotionKind, Pacing, TransitionKind
from aura_core.model.script import Scene
from aura_core.timing import Seconds


__all__ = ["SceneDirection", "directions"]


@attrs.frozen
class SceneDirection:
    """
    How a scene is directed; the contract calls it SceneDirectionDto.

    Attributes:
        in_transition: How the film comes to the scene.

        out_transition: How it leaves it.

        emotional_intensity: 0 to 1; the manner's, less at the beginning, more towards the end, calm at the close.

        visual_focus: What the picture is about.

        ken_burns_intensity: How far the picture is zoomed, 0 to 1.
    """

    scene_index: int
    motion: MotionKind
    in_transition: TransitionKind
    out_transition: TransitionKind
    emotional_intensity: float
    visual_focus: str
    suggested_duration: Seconds
    ken_burns_intensity: float


def directions(
    scenes: Sequence[Scene], pacing: Pacing, director: DirectorPreset | None = None, language: str = "en", seed: int = 0
) -> tuple[SceneDirection, ...]:
    """
    Say how *scenes* would be directed, by the rules that films are made by.

    Nothing is looked at: a scene with a picture of the user's is taken for one of the frame's shape, others for slides.
    """
    manner = manner_of(pacing, director)
    between = (TransitionKind.CUT, *transitions(scenes, manner, language, seed), TransitionKind.CUT)
    found: list[SceneDirection] = []
    before: MotionKind | None = None
    for place, scene in enumerate(scenes):
        kind = MotionKind.HOLD
        if scene.path_or_url:
            before = kind = scene.motion or motion_kind(1.0, scene.duration, seed, scene.index, before)
        motion = motion_of(kind, 1.0, scene.duration, manner, seed, scene.index)
        found.append(
            SceneDirection(
                scene.index,
                kind,
                between[place],
                between[place + 1],
                _intensity(place, len(scenes), manner.intensity),
                scene.visual_prompt or scene.heading or scene.script[:60],
                scene.duration,
                intensity_of(motion),
            )
        )
    return tuple(found)


def _intensity(place: int, count: int, base: float) -> float:
    """Rise to three quarters of the film, then fall."""
    done = place / max(1, count - 1)
    rise = done / 0.75 if done <= 0.75 else (1 - done) / 0.25
    return round(min(1.0, base * (0.8 + 0.3 * rise)), 2)
