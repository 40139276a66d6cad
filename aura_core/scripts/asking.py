"""
From what clients ask for to the order that a script is written for.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final, TypeVar

import attrs

from aura_core.errors import InvalidInputError, Issue
from aura_core.model.brief import Brief, LlmParameters, PlanSpec, PromptModifiers
from aura_core.model.enums import Pacing
from aura_core.model.order import Order, ProviderSelection
from aura_core.model.revision import RevisionKind
from aura_core.model.script_requests import GenerateScriptRequest, ReviseSceneRequest, ScriptRequest
from aura_core.ordering.manuscript import says_something, topic_in
from aura_core.ordering.orders import spoken


__all__ = ["Asked", "asked_of", "factor_of", "order_for", "order_of_text", "selection"]

T = TypeVar("T")

_BRIEF: Final = "E303"
_PLAN: Final = "E304"

_DAY: Final = 24 * 60
"""Minutes; the exact number of more would be as long as the message."""

_PACINGS: Final = {
    **dict.fromkeys(
        ("chill", "slow", "calm", "relaxed", "serious", "dramatic", "inspirational", "formal"), Pacing.CHILL
    ),
    **dict.fromkeys(
        ("conversational", "medium", "friendly", "casual", "professional", "educational", "informative", "neutral"),
        Pacing.CONVERSATIONAL,
    ),
    **dict.fromkeys(
        ("fast", "quick", "energetic", "exciting", "enthusiastic", "humorous", "playful", "urgent"), Pacing.FAST
    ),
}
"""What is meant by a word for a pacing, and what suits a word for a tone, which the original's client sends instead."""


@attrs.frozen
class Asked:
    """
    A script as it is asked for.

    Attributes:
        notes: What is not as asked for, as sentences.
    """

    order: Order
    notes: tuple[str, ...] = ()


def order_for(asked: GenerateScriptRequest) -> Asked:
    """
    Say what script *asked* means; files that it names are looked for later.

    Raises:
        InvalidInputError: with everything that is wrong, as E303 with the brief and E304 with the plan.
    """
    issues: list[Issue] = []
    if asked.script is not None and not says_something(asked.script):
        issues.append(Issue("$.script", "The script holds nothing that could be spoken."))
    topic = asked.topic if asked.topic.strip() else topic_in(asked.script or "") or asked.topic
    brief = _made(Brief, "$.topic", _BRIEF, issues, topic=topic, **_of_brief(asked))
    pacing = _PACINGS.get(asked.pacing.strip().lower())
    plan = _made(
        *(PlanSpec, "$.targetDurationSeconds", _PLAN, issues),
        target_duration=Fraction(asked.target_duration_seconds),
        pacing=pacing or Pacing.CONVERSATIONAL,
        density=asked.density,
        style=asked.style,
    )
    if brief is None or plan is None or issues:
        raise InvalidInputError(issues)
    order = Order(
        spoken(brief),
        plan,
        provider_selection=ProviderSelection(script=asked_of(asked.preferred_provider)[0]),
        script=asked.script,
        seed=asked.seed,
    )
    return Asked(order, tuple(_notes(asked, pacing)))


def order_of_text(asked: ScriptRequest) -> Asked:
    """
    Say what script *asked* means.

    Raises:
        InvalidInputError: with everything that is wrong, as E303 with the brief and E304 with the plan.
    """
    minutes, seconds = asked.target_duration_minutes, 0
    if abs(minutes) < _DAY:
        seconds = round(60 * minutes)
    chosen = asked.provider_selection.script if asked.provider_selection else None
    plain = GenerateScriptRequest(
        **{
            name: getattr(asked, name)
            for name in ("topic", "audience", "goal", "tone", "language", "aspect", "density", "style")
        },
        target_duration_seconds=seconds,
        pacing=asked.pacing.value,
        preferred_provider=chosen or asked.provider_tier,
    )
    try:
        order = order_for(plain).order
    except InvalidInputError as error:
        issues = [attrs.evolve(one, path=one.path.replace("Seconds", "Minutes")) for one in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error
    brief = attrs.evolve(order.brief, prompt_modifiers=asked.prompt_modifiers)
    plan = attrs.evolve(order.plan_spec, refinement_config=asked.refinement_config)
    notes = ("There are no audience profiles here; the brief alone counts.",) if asked.audience_profile_id else ()
    return Asked(attrs.evolve(order, brief=brief, plan_spec=plan), notes)


def factor_of(asked: ReviseSceneRequest, kind: RevisionKind) -> float:
    """
    Return how many times its words a scene is to have.

    Raises:
        InvalidInputError: that would be no more, or no less, as *kind* has it.
    """
    factor = _FACTORS[kind] if asked.factor is None else asked.factor
    if (factor > 1) != (kind is RevisionKind.EXPAND) or factor == 1:
        raise InvalidInputError.of(
            "$.factor",
            f"{factor:g} times the words are not {'more' if kind is RevisionKind.EXPAND else 'fewer'}.",
            remedy="Choose more than 1 to expand a scene, and less than 1 to shorten it.",
        )
    return factor


_FACTORS: Final = {RevisionKind.EXPAND: 1.5, RevisionKind.SHORTEN: 0.7}


def asked_of(preferred: str | None) -> tuple[str | None, str | None]:
    """Return whom the words of a client's choice name, and the model in brackets behind them."""
    name, _, model = (preferred or "").partition("(")
    return name.strip() or None, model.rstrip(") ").strip() or None


def selection(order: Order, preferred: str | None, model: str | None) -> Order:
    """Return *order* as one for whoever is *preferred* now; ``None`` leaves it as it is."""
    name, own_model = asked_of(preferred)
    chosen = model or own_model
    if name:
        order = attrs.evolve(order, provider_selection=attrs.evolve(order.provider_selection, script=name))
    if chosen:
        told = attrs.evolve(order.brief.llm_parameters or LlmParameters(), model_override=chosen)
        order = attrs.evolve(order, brief=attrs.evolve(order.brief, llm_parameters=told))
    return order


def _of_brief(asked: GenerateScriptRequest) -> dict[str, Any]:
    given = {name: getattr(asked, name) for name in ("audience", "goal", "tone") if getattr(asked, name) is not None}
    told = {name: getattr(asked, name) for name in _PARAMETERS if getattr(asked, name) is not None}
    model = asked.model_override or asked_of(asked.preferred_provider)[1]
    told |= {"model_override": model} if model else {}
    return given | {
        "language": asked.language,
        "aspect": asked.aspect,
        "sources": asked.sources,
        "rag_configuration": asked.rag_configuration,
        "llm_parameters": LlmParameters(**told) if told else None,
        "prompt_modifiers": PromptModifiers(asked.custom_instructions) if asked.custom_instructions else None,
    }


_PARAMETERS: Final = (
    "temperature",
    "top_p",
    "top_k",
    "max_tokens",
    "frequency_penalty",
    "presence_penalty",
    "stop_sequences",
)


def _notes(asked: GenerateScriptRequest, pacing: Pacing | None) -> Iterator[str]:
    if pacing is None:
        yield f"{asked.pacing[:80]!r} is no pacing that is known here; the film is told conversationally."
    if asked.use_agentic_mode:
        yield "One writer wrote the script: there are none here that take turns."


def _made(cls: type[T], path: str, code: str, issues: list[Issue], **members: Any) -> T | None:
    """Make a *cls* of *members*, or note why it cannot be made."""
    try:
        return cls(**members)
    except ValueError as error:
        issues.append(Issue(path, str(error), code))
        return None
