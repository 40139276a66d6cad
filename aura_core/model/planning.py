"""What is recommended for a film before it is made, and why."""

from __future__ import annotations

from pathlib import Path

import attrs

from aura_core.model.brief import PlanSpec
from aura_core.model.enums import (
    Aspect,
    CaptionGuideline,
    CaptionLook,
    CaptionMode,
    Density,
    Mood,
    Pacing,
    PauseStyle,
)
from aura_core.model.order import Order, ProviderSelection
from aura_core.model.request import JobRequest
from aura_core.model.script import Script
from aura_core.model.upload import SeoRecommendations


__all__ = [
    "CaptionStyle",
    "Judgement",
    "MusicRecommendations",
    "PlanReply",
    "PlanRequest",
    "Planned",
    "PlannerRecommendations",
    "RecommendationConstraints",
    "RecommendationsReply",
    "RecommendationsRequest",
    "VoiceRecommendations",
]

_count = attrs.validators.optional(attrs.validators.ge(1))
_percent = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(0.0), attrs.validators.le(100.0)))


@attrs.frozen
class RecommendationConstraints:
    """
    What recommendations have to keep to.

    Attributes:
        max_b_roll_percentage: Of the scenes that pictures may fill, 0 to 100.

        max_reading_level: A school grade, from 1.
    """

    max_scene_count: int | None = attrs.field(default=None, validator=_count)
    min_scene_count: int | None = attrs.field(default=None, validator=_count)
    max_b_roll_percentage: float | None = attrs.field(default=None, validator=_percent)
    max_reading_level: int | None = attrs.field(default=None, validator=_count)


@attrs.frozen
class VoiceRecommendations:
    """
    How the film is spoken.

    Attributes:
        rate: Times the voice's usual speed.

        pitch: Semitones above the voice's usual pitch.

        style: A row of the table of styles: calm, cheerful, clear, serious, friendly or excited.
    """

    rate: float
    pitch: float
    style: str
    pause: PauseStyle = PauseStyle.NATURAL


@attrs.frozen
class MusicRecommendations:
    """
    What plays under the voice.

    Attributes:
        tempo: In words and beats a minute.

        intensity_curve: How many parts play, and when.

        genre: In a few words.

        mood: What the composer is asked for.
    """

    tempo: str
    intensity_curve: str
    genre: str
    mood: Mood = Mood.WARM


@attrs.frozen
class CaptionStyle:
    """
    How the words are shown.

    Attributes:
        position: Where they stand, as :class:`~aura_core.model.enums.CaptionPosition` has it.

        font_size: Medium, what suits the frame; or Large.

        highlight_keywords: Whether the words that are being spoken are coloured.

        guideline: Whose rules they keep; ``None`` leaves it to the shape of the frame.
    """

    position: str
    font_size: str
    highlight_keywords: bool
    mode: CaptionMode = CaptionMode.SOFT
    style: CaptionLook = CaptionLook.HIGHLIGHT
    guideline: CaptionGuideline | None = None


@attrs.frozen
class Judgement:
    """
    Whether the film keeps one of the planner's rules.

    Attributes:
        told: What was found, as a sentence.
    """

    kept: bool
    told: str


@attrs.frozen
class PlannerRecommendations:
    """
    What is recommended for a film, by the rules of ``docs/planning.md``.

    Attributes:
        outline: The scenes, a line each, with their times; below them their points.

        shots_per_scene: Different pictures that a scene shows, on average.

        b_roll_percentage: Of the film's time that is filled by the user's own pictures and clips, 0 to 100.

        overlay_density: Headings, points and quotations that are shown in a minute.

        reading_level: The school grade that the words take, 1 to 13; 0 in languages that do not part words.

        thumbnail_prompt: What an image provider would be asked for; by a language model, where one was asked.

        quality_score: The share of *judgements* that are good, 0 to 1.

        provider_used: Who decided how the film is told: ``rules``, or a language model by its name.

        explainability_notes: The reasons and the judgements, a sentence a line.
    """

    outline: str
    scene_count: int
    shots_per_scene: int
    b_roll_percentage: float
    overlay_density: int
    reading_level: int
    voice: VoiceRecommendations
    music: MusicRecommendations
    captions: CaptionStyle
    thumbnail_prompt: str
    seo: SeoRecommendations
    quality_score: float = 0.75
    provider_used: str | None = None
    explainability_notes: str | None = None
    judgements: tuple[Judgement, ...] = ()


@attrs.frozen
class Planned:
    """
    A film before it is made.

    Attributes:
        script: What would be said and shown, with planned times.

        order: What to order for a film that is as recommended.
    """

    script: Script
    recommendations: PlannerRecommendations
    order: Order


@attrs.frozen
class RecommendationsRequest:
    """
    What recommendations are asked for, as it arrives; the contract calls it RecommendationsRequestDto.

    Attributes:
        topic: A phrase of 1 to 500 characters.

        target_duration_minutes: 0.05 to 120.

        script: The client's own words as plain text or Markdown.

        sources: Files on the server's machine that the film is made from.

        provider_selection: Who writes; a language model decides how the film is told, too.
    """

    topic: str
    audience: str | None = None
    goal: str | None = None
    tone: str | None = None
    language: str | None = None
    aspect: Aspect | None = None
    target_duration_minutes: float = 1.0
    pacing: Pacing | None = None
    density: Density | None = None
    style: str | None = None
    audience_persona: str | None = None
    constraints: RecommendationConstraints | None = None
    script: str | None = None
    sources: tuple[Path, ...] = ()
    provider_selection: ProviderSelection | None = None
    seed: int = 0


@attrs.frozen
class RecommendationsReply:
    """
    What is recommended.

    Attributes:
        request: What to post to ``/api/jobs`` for a film that is as recommended.
    """

    success: bool
    recommendations: PlannerRecommendations
    request: JobRequest
    correlation_id: str


@attrs.frozen
class PlanRequest:
    """
    How a film is to be told.

    Attributes:
        target_duration_minutes: 0.05 to 120.
    """

    target_duration_minutes: float = 1.0
    pacing: Pacing = Pacing.CONVERSATIONAL
    density: Density = Density.BALANCED
    style: str = "Modern"


@attrs.frozen
class PlanReply:
    """
    A plan.

    Attributes:
        plan: With the number of scenes that such a film has.
    """

    success: bool
    plan: PlanSpec
    correlation_id: str
