"""
Scripts as clients see them.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import attrs

from aura_core.directing.directions import directions
from aura_core.drawer.keeping import Kept, Page
from aura_core.model.enums import TransitionKind
from aura_core.model.request import SceneRequest
from aura_core.model.script import Scene
from aura_core.model.scripts import (
    GenerateScriptResponse,
    KeptScript,
    SceneModificationResponse,
    ScriptList,
    ScriptListItem,
    ScriptReply,
    ScriptScene,
    ScriptVersion,
    ScriptVersionHistoryResponse,
)
from aura_core.ordering.manuscript import manuscript_of, plain
from aura_core.timing import Seconds


__all__ = [
    "as_markdown",
    "history",
    "length_of",
    "listing",
    "modified",
    "prompt_of",
    "reply",
    "shown",
    "transitions_of",
]

_HARMLESS: Final = re.compile(r"\\([,;?!'\"]|(?<=[^\W\d_]\\)[.:()-])")
"""Escapes that Markdown can do without: of punctuation that never is markup, or is none behind a letter."""


def length_of(scene: Scene) -> Seconds:
    """Return how long *scene* is planned to last."""
    return max(scene.duration, scene.least_duration)


def prompt_of(scene: Scene) -> str:
    """Return what is to be seen in *scene* by somebody's wish; empty where nobody has said, and clients take its words."""
    return scene.visual_prompt or ""


def as_markdown(kept: KeptScript) -> str:
    """Return a script such that it is the same again when it is given as own words."""
    scenes = [
        SceneRequest(one.heading, one.script, one.path_or_url, one.visual_prompt, one.transition, one.motion)
        for one in kept.script.scenes
    ]
    return _HARMLESS.sub(r"\1", f"# {plain(kept.script.title)}\n\n{manuscript_of(scenes)}")


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
        warnings=kept.value.warnings,
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
        layout=scene.layout,
    )


def _seconds(length: Seconds) -> float:
    return round(float(length), 3)


def modified(kept: Kept[KeptScript], place: int, correlation_id: str) -> SceneModificationResponse:
    """Return a script with the scene at *place*, which has just become another."""
    script = shown(kept, correlation_id)
    return SceneModificationResponse(True, script.scenes[place], script=script)


def reply(kept: Kept[KeptScript], correlation_id: str) -> ScriptReply:
    """Return a script as one text."""
    about = kept.value.metadata
    text = as_markdown(kept.value)
    warnings = kept.value.warnings
    return ScriptReply(True, text, about.provider_name, about.is_fallback, kept.id, warnings, correlation_id)


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
