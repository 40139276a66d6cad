"""How a film would be directed, told without making it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from aura_core.directing.directions import directions
from aura_core.model.directions import DirectorDecisionsResponse, PreviewDirectorRequest, SceneShown
from aura_core.model.enums import DirectorPreset, Pacing, TransitionKind
from aura_core.model.script import Scene
from aura_core.timing import in_ticks


__all__ = ["preview"]

_PACING = {DirectorPreset.TIKTOK_ENERGY: Pacing.FAST, DirectorPreset.CINEMATIC: Pacing.CHILL}
_WORDS_A_SECOND = Fraction(5, 2)
"""How fast a scene is taken to be spoken whose client has no time for it yet."""


def preview(request: PreviewDirectorRequest, correlation_id: str) -> DirectorDecisionsResponse:
    """
    Say how the scenes of *request* would be directed, by the rules that films are made by.
    """
    scenes = tuple(
        Scene(
            scene.index,
            scene.heading,
            scene.script,
            start=in_ticks(scene.start_seconds),
            duration=in_ticks(scene.duration_seconds or len(scene.script.split()) / _WORDS_A_SECOND),
        )
        for scene in request.scenes
    )
    pacing = _PACING.get(request.preset, Pacing.CONVERSATIONAL)
    found = directions(scenes, pacing, request.preset, request.brief.language)
    shown = tuple(
        SceneShown(
            scene_index=one.scene_index,
            motion=one.motion,
            in_transition=one.in_transition,
            out_transition=one.out_transition,
            emotional_intensity=one.emotional_intensity,
            visual_focus=one.visual_focus,
            suggested_duration_seconds=float(one.suggested_duration),
            ken_burns_intensity=one.ken_burns_intensity,
        )
        for one in found
    )
    return DirectorDecisionsResponse(shown, _style(request.preset, shown), _arc(shown), correlation_id)


def _style(preset: DirectorPreset, shown: tuple[SceneShown, ...]) -> str:
    between = [one.out_transition for one in shown[:-1]] or [TransitionKind.CUT]
    usual, _ = Counter(between).most_common(1)[0]
    return f"{preset.value}, mostly {usual.value}"


def _arc(shown: tuple[SceneShown, ...]) -> str:
    peak = max(range(len(shown)), key=lambda place: shown[place].emotional_intensity)
    if len(shown) == 1:
        return "One scene, without an arc."
    return f"Rises to scene {peak + 1} of {len(shown)}, then falls."
