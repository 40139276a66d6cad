"""
From what clients ask the planner to orders, and back to what they can ask for.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import Any, Final, TypeVar

import attrs

from aura_core.concurrency import waited
from aura_core.errors import InvalidInputError, Issue
from aura_core.model.brief import LONGEST, SHORTEST, Brief, PlanSpec
from aura_core.model.order import Order, ProviderSelection
from aura_core.model.planning import (
    PlanRequest,
    RecommendationConstraints,
    RecommendationsReply,
    RecommendationsRequest,
)
from aura_core.model.request import JobRequest
from aura_core.planning.planner import recommend
from aura_core.providers.writers.scenes import scene_seconds
from aura_core.redaction import REDACTOR
from aura_core.settings import Settings
from aura_core.timing import in_ticks
from aura_core.wiring import open_services


__all__ = ["plan_of", "plan_order", "reply_to", "request_for"]

T = TypeVar("T")
Asked = TypeVar("Asked", RecommendationsRequest, PlanRequest)

_DAY: Final = 24 * 60
_BRIEF: Final = "E303"
_PLAN: Final = "E304"


def plan_order(asked: RecommendationsRequest) -> Order:
    """
    Say what film *asked* is about; a key that was put into its words by mistake is hidden in them.

    Raises:
        InvalidInputError: with everything that is wrong, as E303 with the brief and E304 with the plan.
    """
    issues: list[Issue] = []
    asked = _without_keys(asked)
    brief = _made(Brief, "$.topic", _BRIEF, issues, topic=asked.topic, **_of_brief(asked))
    plan_spec = _plan_spec(asked, issues)
    issues += _of_constraints(asked.constraints or RecommendationConstraints())
    if brief is None or plan_spec is None or issues:
        raise InvalidInputError(issues)
    selection = asked.provider_selection or ProviderSelection()
    return Order(brief, plan_spec, provider_selection=selection, script=asked.script, seed=asked.seed)


def reply_to(asked: RecommendationsRequest, settings: Settings, correlation_id: str) -> RecommendationsReply:
    """
    Recommend what *asked* leaves open, and wait for it.

    Raises:
        InvalidInputError: with everything that is wrong.

        AuraError: the film could not be made.
    """
    order = plan_order(asked)
    constraints = asked.constraints or RecommendationConstraints()
    services = open_services(settings)
    planned = waited(recommend(order, services, persona=asked.audience_persona, constraints=constraints))
    return RecommendationsReply(True, planned.recommendations, request_for(planned.order), correlation_id)


def plan_of(asked: PlanRequest) -> PlanSpec:
    """
    Return the plan that *asked* means, with the number of scenes that such a film has.

    Raises:
        InvalidInputError: it is impossible, E304.
    """
    issues: list[Issue] = []
    spec = _plan_spec(_without_keys(asked), issues)
    if spec is None:
        raise InvalidInputError(issues)
    return attrs.evolve(spec, target_scene_count=max(3, ceil(spec.target_duration / scene_seconds(spec))))


def _without_keys(asked: Asked) -> Asked:
    """Return *asked* without keys: whatever is said there comes back, and is posted again."""
    said = {field.name: getattr(asked, field.name) for field in attrs.fields(type(asked))}
    hidden: dict[str, Any] = {name: REDACTOR.prose(text) for name, text in said.items() if isinstance(text, str)}
    return attrs.evolve(asked, **hidden)


def request_for(order: Order) -> JobRequest:
    """Return what to ask for, for *order* to be made; it keeps nothing that names a folder."""
    visuals = order.visuals
    return JobRequest(
        brief=order.brief,
        plan_spec=order.plan_spec,
        voice_spec=order.voice_spec,
        render_spec=order.render_spec,
        provider_selection=order.provider_selection,
        script=order.script,
        captions=order.captions,
        music=order.music,
        sound_marks=order.sound_marks,
        seed=order.seed,
        fit_duration=order.fit_duration,
        loudness=order.loudness,
        theme=visuals.theme,
        appearance=visuals.appearance,
        brand_kit=visuals.brand_kit,
        director_preset=visuals.director,
        clip_fit=visuals.clip_fit,
        clip_sound=visuals.clip_sound,
    )


def _of_brief(asked: RecommendationsRequest) -> dict[str, Any]:
    given = {name: getattr(asked, name) for name in ("audience", "goal", "tone", "language", "aspect")}
    return {"sources": asked.sources, **{name: value for name, value in given.items() if value is not None}}


def _plan_spec(asked: RecommendationsRequest | PlanRequest, issues: list[Issue]) -> PlanSpec | None:
    given = {name: getattr(asked, name) for name in ("pacing", "density", "style")}
    minutes = asked.target_duration_minutes
    # Beyond a day its exact number would be as long as the message.
    if not abs(minutes) < _DAY:
        message = f"A film of {minutes:g} minutes is outside {SHORTEST} s to {LONGEST} s."
        issues.append(Issue("$.targetDurationMinutes", message, _PLAN))
        return None
    seconds = in_ticks(Fraction(minutes) * 60)
    told = {name: value for name, value in given.items() if value is not None}
    return _made(PlanSpec, "$.targetDurationMinutes", _PLAN, issues, target_duration=seconds, **told)


def _made(cls: type[T], path: str, code: str, issues: list[Issue], **members: Any) -> T | None:
    """Make a *cls* of *members*, or note why it cannot be made."""
    try:
        return cls(**members)
    except ValueError as error:
        issues.append(Issue(path, str(error), code))
        return None


def _of_constraints(constraints: RecommendationConstraints) -> Iterator[Issue]:
    least, most = constraints.min_scene_count, constraints.max_scene_count
    if least and most and least > most:
        yield Issue("$.constraints.minSceneCount", f"At least {least} scenes are more than at most {most}.", _PLAN)
