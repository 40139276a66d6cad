"""How a film would be directed, as the API is asked and answers."""

from __future__ import annotations

import attrs

from aura_core.model.brief import Brief
from aura_core.model.enums import DirectorPreset, MotionKind, TransitionKind
from aura_core.model.script import Citation


__all__ = ["DirectorDecisionsResponse", "PreviewDirectorRequest", "ScenePreview", "SceneShown"]


@attrs.frozen
class ScenePreview:
    """
    A scene as a client has it.

    Attributes:
        start_seconds: From the start of the film.
    """

    index: int
    heading: str
    script: str
    start_seconds: float = 0.0
    duration_seconds: float = attrs.field(default=0.0, validator=attrs.validators.ge(0.0))
    citations: tuple[Citation, ...] | None = None


@attrs.frozen
class PreviewDirectorRequest:
    """Scenes, and the manner in which they are to be directed."""

    scenes: tuple[ScenePreview, ...] = attrs.field(validator=attrs.validators.min_len(1), metadata={"most": 1000})
    brief: Brief
    preset: DirectorPreset = DirectorPreset.DOCUMENTARY


@attrs.frozen
class SceneShown:
    """
    How a scene is seen.

    Attributes:
        emotional_intensity: 0 to 1.

        visual_focus: What its picture is about.

        ken_burns_intensity: 0 to 1; 0 for what stands still.
    """

    scene_index: int
    motion: MotionKind
    in_transition: TransitionKind
    out_transition: TransitionKind
    emotional_intensity: float
    visual_focus: str
    suggested_duration_seconds: float
    ken_burns_intensity: float


@attrs.frozen
class DirectorDecisionsResponse:
    """
    How a film would be directed.

    Attributes:
        overall_style: In a few words.

        emotional_arc: In a sentence.
    """

    scene_directions: tuple[SceneShown, ...]
    overall_style: str
    emotional_arc: str
    correlation_id: str
