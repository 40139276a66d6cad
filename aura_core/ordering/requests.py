"""What the API's other clients ask for, as the request for a job that it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.request import (
    EnqueueJobRequest,
    JobRequest,
    QuickDemoRequest,
    VideoGenerationOptions,
    VideoGenerationRequest,
)
from aura_core.model.voice import VoiceSpec
from aura_core.ordering.presets import DEMO
from aura_core.timing import in_ticks


__all__ = ["request_of_demo", "request_of_enqueued", "request_of_video"]


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


def request_of_video(request: VideoGenerationRequest) -> JobRequest:
    """Say what a one-shot video is."""
    options = request.options or VideoGenerationOptions()
    seconds = in_ticks(Fraction(request.duration_minutes) * 60)
    told = _given(audience=options.audience, goal=options.goal, tone=options.tone)
    shape = _given(language=options.language, aspect=options.aspect)
    manner = _given(pacing=options.pacing, density=options.density, style=request.style)
    size = RenderSpec().res
    return JobRequest(
        brief=Brief(request.brief, **told, **shape),
        plan_spec=PlanSpec(seconds, **manner),
        voice_spec=VoiceSpec(**_given(voice_name=request.voice_id)),
        render_spec=RenderSpec(
            res=Resolution(options.width or size.width, options.height or size.height),
            **_given(fps=options.fps, codec=options.codec),
        ),
        director_preset=options.director_preset,
    )


def _given(**members: Any) -> dict[str, Any]:
    """Return the *members* that are something; the others have defaults."""
    return {name: value for name, value in members.items() if value is not None}
