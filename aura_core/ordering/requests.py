"""What the API's other clients ask for, as the request for a job that it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import attrs

from aura_core.errors import InvalidInputError
from aura_core.ffmpeg.encoding import kind_of
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Aspect
from aura_core.model.render import Resolution
from aura_core.model.request import (
    EnqueueJobRequest,
    JobRequest,
    QuickDemoRequest,
    VideoGenerationOptions,
    VideoGenerationRequest,
)
from aura_core.model.settings import UserSettings
from aura_core.model.voice import VoiceSpec
from aura_core.ordering.defaults import owners_spec
from aura_core.ordering.presets import DEMO
from aura_core.timing import in_ticks
from aura_core.wire import structure


__all__ = ["request_of_demo", "request_of_enqueued", "request_of_video"]

_NOBODY: Final = UserSettings()
"""The owner who has decided nothing."""


def request_of_demo(request: QuickDemoRequest) -> JobRequest:
    """
    Return the quick demo, about the topic of *request* if it has one.

    Raises:
        InvalidInputError: the topic is none.
    """
    if request.topic is None or not request.topic.strip():
        return DEMO
    try:
        return attrs.evolve(DEMO, brief=Brief(request.topic, goal="Demonstrate"))
    except ValueError as error:
        raise InvalidInputError.of("$.topic", str(error), remedy="Say in a phrase what the demo is about.") from error


def request_of_enqueued(request: EnqueueJobRequest) -> JobRequest:
    """Say what the queue is asked for; a priority beyond 1 to 10 becomes the nearest that there is."""
    return JobRequest(
        brief=request.brief,
        plan_spec=request.plan_spec,
        voice_spec=request.voice_spec,
        render_spec=request.render_spec,
        priority=min(max(request.priority, 1), 10),
        is_quick_demo=request.is_quick_demo,
    )


def request_of_video(request: VideoGenerationRequest, owner: UserSettings = _NOBODY) -> JobRequest:
    """
    Say what a one-shot video is.

    Args:
        owner: Decides what the request leaves open.

    Raises:
        InvalidInputError: there is no such codec, or the owner's container does not take it.
    """
    options = request.options or VideoGenerationOptions()
    seconds = in_ticks(Fraction(request.duration_minutes) * 60)
    told = _given(audience=options.audience, goal=options.goal, tone=options.tone)
    shape = options.aspect or structure(owner.visual_generation.default_aspect_ratio, Aspect)
    manner = _given(pacing=options.pacing, density=options.density, style=request.style)
    spec = owners_spec(owner, **_given(fps=options.fps, codec=options.codec))
    try:
        kind_of(spec)
    except InvalidInputError as error:
        issues = [
            attrs.evolve(issue, path=issue.path.replace("$.renderSpec", "$.options", 1)) for issue in error.issues
        ]
        raise InvalidInputError(issues, remedy=error.remedy) from error
    size = Resolution(options.width or spec.res.width, options.height or spec.res.height)
    return JobRequest(
        brief=Brief(request.brief, **told, language=options.language or owner.general.language, aspect=shape),
        plan_spec=PlanSpec(seconds, **manner),
        voice_spec=VoiceSpec(**_given(voice_name=request.voice_id)),
        render_spec=attrs.evolve(spec, res=size),
        director_preset=options.director_preset,
        script_id=request.script_id,
        script_version=request.script_version,
        pictures=request.pictures,
    )


def _given(**members: Any) -> dict[str, Any]:
    """Return the *members* that are something; the others have defaults."""
    return {name: value for name, value in members.items() if value is not None}
