"""
The planner.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from aura_core.captions.guideline import guideline_for
from aura_core.captions.text import columns
from aura_core.describing import described
from aura_core.model.brief import PlanSpec
from aura_core.model.order import MusicSpec, Order
from aura_core.model.planning import Judgement, Planned, PlannerRecommendations, RecommendationConstraints
from aura_core.model.render import frame_size
from aura_core.model.script import Script
from aura_core.model.voice import VoiceSpec
from aura_core.pipeline import Services, plan
from aura_core.planning.advice import Advice, advice_for
from aura_core.planning.audiences import Audience, audience_of
from aura_core.planning.manners import caption_style, captioned, music_of, spoken_as
from aura_core.planning.pictures import (
    b_roll_of,
    outline_of,
    overlays_of,
    share_for,
    shots_of,
    thumbnail_of,
    without_pictures,
)
from aura_core.providers.writers.readability import grade_of
from aura_core.timing import Seconds
from aura_core.words import counted


__all__ = ["recommend"]

_NOBODY: Final = RecommendationConstraints()
_TOLERANCE: Final = 0.05


async def recommend(
    order: Order, services: Services, *, persona: str | None = None, constraints: RecommendationConstraints = _NOBODY
) -> Planned:
    """
    Recommend what *order* leaves open.

    Args:
        persona: Who is spoken to, in more words than the brief's audience.

        constraints: What the film has to keep to.

    Raises:
        AuraError: the film could not be made.
    """
    audience = audience_of(persona, order.brief.audience)
    limited = attrs.evolve(order, plan_spec=_planned(order.plan_spec, audience, constraints))
    advice = await advice_for(limited, audience, services)
    advised = _advised(limited, audience, constraints, advice)
    script = await plan(advised, services)
    about = described(script)
    words = "\n\n".join(scene.script for scene in script.scenes)
    level = grade_of(words, script.language)
    duration = script.scenes[-1].start + script.scenes[-1].duration
    judgements = tuple(_judged(advised, script, audience, level, advice.writer))
    recommendations = PlannerRecommendations(
        outline=outline_of(script),
        scene_count=len(script.scenes),
        shots_per_scene=shots_of(script, advised, services.images),
        b_roll_percentage=b_roll_of(script, advised),
        overlay_density=overlays_of(script),
        reading_level=level,
        voice=spoken_as(advised.voice_spec, advice.mood),
        music=music_of(advised, duration),
        captions=caption_style(advised.captions),
        thumbnail_prompt=advice.thumbnail or thumbnail_of(script, advised, about.tags),
        seo=about,
        quality_score=round(sum(one.kept for one in judgements) / len(judgements), 2),
        provider_used=advice.provider,
        explainability_notes="\n".join(
            (*advice.reasons, *_reasons(advised, script, audience), *(one.told for one in judgements))
        ),
        judgements=judgements,
    )
    return Planned(script, recommendations, advised)


def _advised(order: Order, audience: Audience, constraints: RecommendationConstraints, advice: Advice) -> Order:
    """Return *order* with everything decided that it leaves open."""
    plan_spec = order.plan_spec
    return attrs.evolve(
        order,
        plan_spec=attrs.evolve(plan_spec, target_scene_count=plan_spec.target_scene_count or advice.scenes),
        voice_spec=_voiced(order.voice_spec, advice),
        music=order.music or MusicSpec(mood=advice.mood),
        captions=captioned(order, audience),
        visuals=attrs.evolve(order.visuals, b_roll=share_for(order, constraints.max_b_roll_percentage)),
    )


def _voiced(voice: VoiceSpec, advice: Advice) -> VoiceSpec:
    """Return how the film is spoken; whatever *voice* says other than its defaults stays."""
    usual = VoiceSpec()
    return attrs.evolve(
        voice,
        rate=advice.rate if voice.rate == usual.rate else voice.rate,
        pitch=advice.pitch if voice.pitch == usual.pitch else voice.pitch,
        pause=advice.pause if voice.pause is usual.pause else voice.pause,
    )


def _planned(spec: PlanSpec, audience: Audience, constraints: RecommendationConstraints) -> PlanSpec:
    least = max(filter(None, (spec.min_scene_count, constraints.min_scene_count)), default=None)
    most = min(filter(None, (spec.max_scene_count, constraints.max_scene_count)), default=None)
    target = spec.target_scene_count
    if target is not None:
        target = min(max(target, least or target), most or max(target, least or target))
    level = min(filter(None, (spec.max_reading_level or audience.grade, constraints.max_reading_level)))
    return attrs.evolve(
        spec, min_scene_count=least, max_scene_count=most, target_scene_count=target, max_reading_level=level
    )


def _judged(order: Order, script: Script, audience: Audience, level: int, writer: str) -> Iterator[Judgement]:
    """Say of each rule whether the film keeps it."""
    yield _has_content(order, writer)
    yield _lasts(order, script)
    yield _can_be_followed(order, audience, level)
    yield _can_be_read(order, script)
    yield _has_pictures(order, script)


def _has_content(order: Order, writer: str) -> Judgement:
    if order.script is not None:
        return Judgement(True, "The words are your own.")
    if order.brief.sources:
        return Judgement(True, "The words stand in the sources.")
    if writer:
        return Judgement(True, f"The words are those of {writer}, and rest on no sources: see whether they are right.")
    return Judgement(
        False, "Without a script or sources this is an outline, which asks good questions and knows no facts."
    )


def _lasts(order: Order, script: Script) -> Judgement:
    duration, wanted = script.scenes[-1].start + script.scenes[-1].duration, order.plan_spec.target_duration
    told = f"The film lasts about {float(duration):.0f} s"
    if not order.fits_duration:
        return Judgement(True, f"{told}, as long as its script.")
    return Judgement(abs(duration - wanted) <= _TOLERANCE * wanted, f"{told}; {float(wanted):.0f} s are asked for.")


def _can_be_followed(order: Order, audience: Audience, level: int) -> Judgement:
    most = order.plan_spec.max_reading_level or audience.grade
    if not level:
        return Judgement(True, "The reading level of this language is not measured.")
    return Judgement(level <= most, f"The words take reading level {level}; at most {most} suits {audience.name}.")


def _can_be_read(order: Order, script: Script) -> Judgement:
    """Say whether captions are slow enough to be read at the voice's pace."""
    size = frame_size(order.brief.aspect, order.render_spec.res)
    guideline = guideline_for(order.captions.guideline, size, script.language)
    seconds: Seconds = sum((scene.duration for scene in script.scenes), Seconds(0))
    speed = float(sum(columns(scene.script) for scene in script.scenes) / seconds) if seconds else 0.0
    granted = float(guideline.columns_a_second)
    told = f"Captions are read at {speed:.0f} characters a second; the guideline {guideline.name} grants {granted:g}."
    return Judgement(speed <= granted, told)


def _has_pictures(order: Order, script: Script) -> Judgement:
    bare = ", ".join(map(str, without_pictures(script, order)))
    if not bare:
        return Judgement(True, "Every scene that a picture suits has one.")
    return Judgement(False, f"Pictures would suit scenes {bare}: give a folder of them.")


def _reasons(order: Order, script: Script, audience: Audience) -> Iterator[str]:
    """Say why things are recommended as they are."""
    plan_spec, voice = order.plan_spec, order.voice_spec
    yield (
        f"{counted(len(script.scenes), 'scene')}: {plan_spec.density.value.lower()} density, {plan_spec.pacing.value.lower()} pacing"
        + (
            f", between {plan_spec.min_scene_count or 1} and {plan_spec.max_scene_count}"
            if plan_spec.max_scene_count
            else ""
        )
        + "."
    )
    speed = "its usual speed" if voice.rate == 1 else f"{voice.rate:g} times its usual speed"
    yield f"Voice at {speed}: {order.brief.tone.lower()} tone, for {audience.name}."
    yield f"Pictures for at most {order.visuals.b_roll} % of the scenes: {plan_spec.density.value.lower()} density."
    yield from script.warnings
