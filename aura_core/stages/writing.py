"""
Order to script.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from aura_core.languages import foreign_to
from aura_core.model.enums import Density
from aura_core.model.order import Order
from aura_core.model.script import Scene, Script
from aura_core.model.voice import leads_before, pauses_after
from aura_core.ports import Report, ScriptWriter, SpeechSynthesizer, quiet
from aura_core.store import Store, digest


__all__ = ["pace_of", "write"]

_VERSION: Final = 2

_UNFOUNDED: Final = (
    "Nothing about the topic was found that the script could rest on, though its ragConfiguration is enabled."
)

_SCENE_SECONDS: Final = {Density.SPARSE: 20, Density.BALANCED: 12, Density.DENSE: 8}
"""How long a scene is expected to be."""


async def write(
    order: Order, writer: ScriptWriter, synthesizer: SpeechSynthesizer, store: Store, report: Report = quiet
) -> Script:
    """
    Have *writer* write for the pace at which *synthesizer* will speak.

    Raises:
        ScriptError: there is nothing that could be said.
    """
    pace = await pace_of(order, synthesizer, store)
    script = await writer.write(_in_its_language(order), pace, report)
    scenes = tuple(_found(scene, order.folder or Path()) for scene in script.scenes)
    return attrs.evolve(script, scenes=scenes, warnings=(*script.warnings, *_unfounded(order), *_foreign(script)))


def _foreign(script: Script) -> tuple[str, ...]:
    """Say that the words are in another language than they are going to be spoken in."""
    found = foreign_to(" ".join(scene.script for scene in script.scenes), script.language)
    if found is None:
        return ()
    return (f"The words seem to be in the language “{found}”, but the film is asked for in “{script.language}”.",)


def _unfounded(order: Order) -> tuple[str, ...]:
    """Say that nothing was found where a script was to rest on something."""
    return (_UNFOUNDED,) if order.brief.asks_library and not order.has_words else ()


async def pace_of(order: Order, synthesizer: SpeechSynthesizer, store: Store) -> float:
    """Say for how many words a minute the script of *order* is written, when *synthesizer* speaks it."""
    # The voice speaks the film's language, whatever the script is in.
    return await _pace(order, synthesizer, store) * _spoken_share(order)


def _in_its_language(order: Order) -> Order:
    """Return *order* in the language that its script is to be written in."""
    if order.script_language is None:
        return order
    return attrs.evolve(order, brief=attrs.evolve(order.brief, language=order.script_language))


def _found(scene: Scene, folder: Path) -> Scene:
    """Let the path of the picture of *scene* count from *folder*."""
    return attrs.evolve(scene, path_or_url=str(folder / scene.picture)) if scene.picture else scene


def _spoken_share(order: Order) -> float:
    """Say how much of the film is left to the voice when the silence around its scenes is taken away, 0 to 1."""
    plan = order.plan_spec
    length = float(plan.target_duration)
    scenes = plan.target_scene_count or max(3, round(length / _SCENE_SECONDS[plan.density]))
    silence = sum(leads_before(scenes)) + sum(pauses_after(scenes, order.voice_spec.pause))
    return max(0.5, 1 - float(silence) / length)


async def _pace(order: Order, synthesizer: SpeechSynthesizer, store: Store) -> float:
    """Measure how fast *synthesizer* speaks, or look it up; words a minute."""
    voice, language = order.voice_spec, order.brief.language
    key = digest("pace", _VERSION, voice, language, synthesizer.name, synthesizer.version)
    known = store.find(key, ".txt")
    if known:
        return float(known.read_text(encoding="ascii"))
    pace = await synthesizer.words_per_minute(voice, language)
    with store.writing(key, ".txt") as target:
        target.write_text(repr(pace), encoding="ascii")
    return pace
