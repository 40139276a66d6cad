"""
From what clients ask for to the film they mean.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.order import Order, VisualSpec
from aura_core.model.render import QualityLevel, RenderSpec, Resolution
from aura_core.model.request import (
    EnqueueJobRequest,
    JobRequest,
    QuickDemoRequest,
    VideoGenerationOptions,
    VideoGenerationRequest,
)
from aura_core.model.voice import VoiceSpec
from aura_core.ordering.parts import parts_of
from aura_core.ordering.presets import DEMO, QUALITIES
from aura_core.ordering.refusals import Refusal, known_word, refusals_of
from aura_core.timing import in_ticks


__all__ = ["order_of", "order_of_demo", "request_of_enqueued", "request_of_video"]

_LANGUAGES: Final = {"english": "en-US"}
"""The original's wizard sends the name of the language that it is always set to."""

_VOICES: Final = {"en-us-standard-a": "default"}
"""The original's clients send this name, without a choice, for whatever voice there is."""


def order_of(request: JobRequest) -> Order:
    """
    Say what film *request* means; files that it names are looked for later.

    Raises:
        InvalidInputError: with everything that is wrong.
    """
    parts = parts_of(request)
    refusals = [*refusals_of(request), *parts.refusals]
    if refusals or parts.brief is None:
        raise _refused(refusals)
    quality = QUALITIES[known_word(request.options.quality)]
    return Order(
        brief=_spoken(parts.brief),
        plan_spec=parts.plan_spec,
        voice_spec=_voiced(parts.voice_spec),
        render_spec=request.render_spec or RenderSpec(quality_level=QualityLevel(quality)),
        provider_selection=request.provider_selection,
        image_provider=known_word(request.image_provider) if request.image_provider else None,
        script=parts.script,
        captions=request.captions,
        music=request.music,
        sound_marks=request.sound_marks,
        visuals=VisualSpec(
            theme=request.theme,
            appearance=request.appearance,
            brand_kit=request.brand_kit,
            director=request.director_preset,
            clip_fit=request.clip_fit,
            clip_sound=request.clip_sound,
        ),
        fit_duration=parts.fit_duration,
        artifacts=request.artifacts,
        loudness=request.loudness,
        seed=request.seed,
    )


def _refused(refusals: list[Refusal]) -> InvalidInputError:
    remedies = dict.fromkeys(remedy for _, remedy in refusals)
    return InvalidInputError([issue for issue, _ in refusals], remedy=" ".join(remedies))


def _spoken(brief: Brief) -> Brief:
    return attrs.evolve(brief, language=_LANGUAGES.get(known_word(brief.language), brief.language))


def _voiced(voice: VoiceSpec) -> VoiceSpec:
    return attrs.evolve(voice, voice_name=_VOICES.get(known_word(voice.voice_name), voice.voice_name))


def order_of_demo(request: QuickDemoRequest) -> JobRequest:
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
