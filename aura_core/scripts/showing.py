"""
Scripts as clients see them.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from aura_core.directing.directions import directions
from aura_core.drawer.keeping import Kept, Page
from aura_core.model.enums import TransitionKind
from aura_core.model.script import Scene
from aura_core.model.scripts import (
    GenerateScriptResponse,
    KeptScript,
    ScriptList,
    ScriptListItem,
    ScriptScene,
    ScriptVersion,
    ScriptVersionHistoryResponse,
)
from aura_core.timing import Seconds


__all__ = ["history", "length_of", "listing", "prompt_of", "shown", "transitions_of"]


def length_of(scene: Scene) -> Seconds:
    """Return how long *scene* is planned to last."""
    return max(scene.duration, scene.least_duration)


def prompt_of(scene: Scene) -> str:
    """Return what says how the picture of *scene* is to be; empty where nothing does."""
    return scene.visual_prompt or (scene.layout.value if scene.layout else "")


def transitions_of(kept: KeptScript) -> tuple[TransitionKind, ...]:
    """Return how each scene gives way to the next, by its own wish or by the rules."""
    script, order = kept.script, kept.order
    directed = directions(script.scenes, order.plan_spec.pacing, order.visuals.director, script.language, order.seed)
    return tuple(one.out_transition for one in directed)


def shown(kept: Kept[KeptScript], correlation_id: str = "") -> GenerateScriptResponse:
    """Return a script whole, as clients work on it."""
    script, order = kept.value.script, kept.value.order
    return GenerateScriptResponse(
        script_id=kept.id,
        title=script.title,
        scenes=tuple(
            _scene(scene, way.value) for scene, way in zip(script.scenes, transitions_of(kept.value), strict=True)
        ),
        total_duration_seconds=_seconds(sum(map(length_of, script.scenes), Fraction(0))),
        metadata=kept.value.metadata,
        correlation_id=correlation_id,
        version=kept.version,
        version_id=str(kept.version),
        language=script.language,
        subtitle=script.subtitle,
        notes=kept.note,
        warnings=script.warnings,
        topic=order.brief.topic,
        created_at=kept.created,
        updated_at=kept.changed,
    )


def _scene(scene: Scene, transition: str) -> ScriptScene:
    return ScriptScene(
        number=scene.index + 1,
        narration=scene.script,
        visual_prompt=prompt_of(scene),
        duration_seconds=_seconds(length_of(scene)),
        transition=transition,
        heading=scene.heading,
        bullets=scene.bullets,
        motion=scene.motion,
        least_duration_seconds=_seconds(scene.least_duration),
        path_or_url=scene.path_or_url,
        citations=scene.citations or (),
    )


def _seconds(length: Seconds) -> float:
    return round(float(length), 3)


def history(versions: tuple[Kept[KeptScript], ...], correlation_id: str) -> ScriptVersionHistoryResponse:
    """Return all *versions* of a script, the present one first."""
    return ScriptVersionHistoryResponse(
        tuple(
            ScriptVersion(str(one.version), one.version, one.changed, one.note or None, shown(one, correlation_id))
            for one in versions
        ),
        str(versions[0].version),
        correlation_id,
    )


def listing(page: Page[KeptScript], limit: int, offset: int, correlation_id: str) -> ScriptList:
    """Return some of all scripts, a line each."""
    items = tuple(_line(shown(kept)) for kept in page.items)
    return ScriptList(items, len(items), page.total, limit, offset, correlation_id)


def _line(script: GenerateScriptResponse) -> ScriptListItem:
    common = {field.name for field in attrs.fields(ScriptListItem)} & {
        field.name for field in attrs.fields(GenerateScriptResponse)
    }
    return ScriptListItem(scene_count=len(script.scenes), **{name: getattr(script, name) for name in common})
