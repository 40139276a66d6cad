"""
How a film is told, as far as its order leaves that open: by rules, or by a language model that knows them.

Rule: a model decides nothing that an order could not say, and within bounds; what is not as it was asked for is asked
for once more, and after that the rules decide, and say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import floor
from typing import Any, Final

import attrs

from aura_core.errors import ProviderError
from aura_core.model.brief import LlmParameters
from aura_core.model.enums import Mood, PauseStyle
from aura_core.model.music import mood_for
from aura_core.model.order import Order
from aura_core.outbound.foreign import understood
from aura_core.pipeline import Services
from aura_core.planning.audiences import Audience
from aura_core.planning.manners import PACES, STYLES
from aura_core.providers.writers.answered import json_in
from aura_core.providers.writers.modelled import Conversation, LanguageModel, ModelWriter
from aura_core.providers.writers.prompting import Message, advise_prompt
from aura_core.providers.writers.scenes import scene_seconds
from aura_core.verdicts import Verdict


__all__ = ["Advice", "advice_for"]

_RATES: Final = (0.8, 1.2)
_PITCHES: Final = (-3.0, 3.0)
_LONGEST: Final = 400
_MANY: Final = 5

_FEWEST_SECONDS: Final = 3
"""Of a scene, when there are as many as there can be."""

_WORDS: Final = 200
_SECONDS: Final = 120.0
"""What an answer has and takes at most."""

_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "mood": {"type": "string", "enum": [one.value for one in Mood]},
        "rate": {"type": "number"},
        "pitch": {"type": "number"},
        "pause": {"type": "string", "enum": [one.value for one in PauseStyle]},
        "scenes": {"type": "integer"},
        "thumbnail": {"type": "string"},
        "reasons": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["mood", "rate", "pitch", "pause", "scenes", "thumbnail", "reasons"],
    "additionalProperties": False,
}


@attrs.frozen
class Advice:
    """
    How a film is told.

    Attributes:
        rate: Times the voice's usual speed.

        pitch: Semitones above its usual pitch.

        scenes: How many; ``None`` leaves it to the plan.

        thumbnail: What the picture for the film shows; empty leaves it to the rules.

        reasons: Sentences.

        provider: Who decided.

        writer: The language model that writes; empty where none does.
    """

    mood: Mood
    rate: float
    pitch: float
    pause: PauseStyle
    scenes: int | None = None
    thumbnail: str = ""
    reasons: tuple[str, ...] = ()
    provider: str = "rules"
    writer: str = ""


@attrs.frozen
class _Answer:
    mood: str
    rate: float
    pitch: float
    pause: str
    scenes: int
    thumbnail: str
    reasons: tuple[str, ...]


async def advice_for(order: Order, audience: Audience, services: Services) -> Advice:
    """
    Decide how *order*, in which every limit stands, is told: by the language model that would write it, else by rules.

    Raises:
        InvalidInputError: nobody has the name that the order chooses to write.

        ProviderError: whoever it chooses cannot be asked.
    """
    ruled = _by_rules(order, audience)
    writer = services.rosters.writers.chain(order.provider_selection.script, services.writer).members[0]
    if not isinstance(writer.port, ModelWriter):
        return ruled
    try:
        advice = await _by_model(order, audience, ruled, writer.port.model)
    except ProviderError as error:
        advice = attrs.evolve(ruled, reasons=(f"Rules decided, for {writer.name} did not. {error}",))
    return attrs.evolve(advice, writer=writer.name)


def _by_rules(order: Order, audience: Audience) -> Advice:
    mood = mood_for(order.brief.tone)
    style = STYLES[mood]
    rate = round(style.rate * PACES[order.plan_spec.pacing] * audience.pace, 2)
    return Advice(mood, rate, style.pitch, style.pause)


async def _by_model(order: Order, audience: Audience, ruled: Advice, model: LanguageModel) -> Advice:
    asked = _prompt(order, audience, ruled)
    answer = await _answer(order, asked, model)
    found, flaws = _read(answer, order)
    if flaws:
        again = f"That cannot be used: {' '.join(flaws)} Once more, in the same form."
        answer = await _answer(order, (*asked, Message("assistant", answer), Message("user", again)), model)
        found, flaws = _read(answer, order)
    if found is None or flaws:
        model.channel.forget(2)
        raise model.channel.failed(
            Verdict.BAD_SCHEMA,
            f"it was asked twice, and its advice cannot be used. {' '.join(flaws).removesuffix('.')}",
        )
    return Advice(
        Mood(found.mood),
        round(found.rate, 2),
        round(found.pitch, 1),
        PauseStyle(found.pause),
        None if order.has_words or order.plan_spec.target_scene_count else found.scenes,
        " ".join(found.thumbnail.split()),
        tuple(" ".join(one.split()) for one in found.reasons),
        model.channel.provider.name,
    )


async def _answer(order: Order, messages: tuple[Message, ...], model: LanguageModel) -> str:
    parameters = order.brief.llm_parameters or LlmParameters()
    return await model.answer(
        Conversation(messages, _SCHEMA, "advice", parameters, _WORDS, order.seed, _SECONDS), lambda _: None
    )


def _prompt(order: Order, audience: Audience, ruled: Advice) -> tuple[Message, ...]:
    brief, plan = order.brief, order.plan_spec
    fewest, most = _scenes(order)
    usual = min(max(fewest, round(plan.target_duration / scene_seconds(plan))), most)
    proposed = {"mood": ruled.mood.value, "rate": ruled.rate, "pitch": ruled.pitch, "pause": ruled.pause.value}
    return advise_prompt(
        {
            "topic": brief.topic,
            "audience": f"{brief.audience or 'anybody'} (that is: {audience.name})",
            "goal": brief.goal or "to inform",
            "tone": brief.tone,
            "style": plan.style,
            "language": brief.language,
            "seconds": round(float(plan.target_duration)),
            "pacing": plan.pacing.value.lower(),
            "density": plan.density.value.lower(),
            "proposed": json.dumps({**proposed, "scenes": usual}),
            "moods": ", ".join(one.value for one in Mood),
            "pauses": ", ".join(one.value for one in PauseStyle),
            "slowest": _RATES[0],
            "fastest": _RATES[1],
            "lowest": _PITCHES[0],
            "highest": _PITCHES[1],
            "fewest": fewest,
            "most": most,
            "schema": json.dumps(_SCHEMA),
        }
    )


def _scenes(order: Order) -> tuple[int, int]:
    """Return how few and how many scenes the film may have."""
    plan = order.plan_spec
    most = max(1, floor(plan.target_duration / _FEWEST_SECONDS))
    most = min(most, plan.max_scene_count or most)
    return min(plan.min_scene_count or 1, most), most


def _read(text: str, order: Order) -> tuple[_Answer | None, tuple[str, ...]]:
    try:
        found = understood(json_in(text), _Answer)
    except ValueError as error:
        return None, (f"It cannot be read: {error}.",)
    return found, tuple(_flaws(found, order))


def _flaws(found: _Answer, order: Order) -> Iterator[str]:
    """Say what of *found* an order could not say, as sentences that a model understands."""
    if found.mood not in {one.value for one in Mood}:
        yield "There is no such mood."
    if found.pause not in {one.value for one in PauseStyle}:
        yield "There is no such pause."
    for name, value, (least, most) in (
        ("rate", found.rate, _RATES),
        ("pitch", found.pitch, _PITCHES),
        ("scenes", found.scenes, _scenes(order)),
    ):
        if not least <= value <= most:
            yield f"{name} has to be from {least} to {most}."
    if not 0 < len(found.thumbnail.strip()) <= _LONGEST:
        yield "thumbnail has to be one sentence."
    if len(found.reasons) > _MANY or any(len(one) > _LONGEST for one in found.reasons):
        yield f"There are at most {_MANY} reasons, each a sentence."
