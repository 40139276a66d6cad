"""What the film is about, and how it is to be told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

import attrs

from aura_core.model.enums import Aspect, Density, Pacing
from aura_core.timing import Seconds


__all__ = [
    "LONGEST",
    "LONGEST_PASSAGE",
    "LONGEST_TOPIC",
    "SHORTEST",
    "Brief",
    "LlmParameters",
    "PlanSpec",
    "PromptModifiers",
    "RagConfiguration",
    "ScriptRefinementConfig",
    "SourcePassage",
]

LONGEST_TOPIC: Final = 500
"""Characters of a topic; the original's validators draw the same line."""

LONGEST_PASSAGE: Final = 20_000
"""Characters of a passage that a script may rest on."""

SHORTEST: Final = Fraction(3)
LONGEST: Final = Fraction(2 * 60 * 60)
"""Seconds of a film: two hours, the limit of the original's script validator."""


@attrs.frozen
class RagConfiguration:
    """How sources are searched for what the script may say."""

    enabled: bool = False
    top_k: int = attrs.field(default=5, validator=attrs.validators.ge(1))
    minimum_score: float = 0.6
    max_context_tokens: int = 2000
    include_citations: bool = True
    tighten_claims: bool = False
    enable_llm_query_expansion: bool = True


@attrs.frozen
class SourcePassage:
    """
    A stretch of a document that a script may rest on.

    Attributes:
        source: The name of the document's file.

        title: Of the document; empty for its name.

        section: The heading under which it stands; may be empty.

        document_id: Of the document, where it is kept.
    """

    text: str = attrs.field(validator=[attrs.validators.min_len(1), attrs.validators.max_len(LONGEST_PASSAGE)])
    source: str = "document"
    title: str = ""
    section: str = ""
    page_number: int | None = None
    document_id: str | None = None


@attrs.frozen
class LlmParameters:
    """What a language model is told besides the prompt; unset members are the model's own."""

    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    max_tokens: int | None = None
    frequency_penalty: float | None = None
    presence_penalty: float | None = None
    stop_sequences: tuple[str, ...] | None = None
    model_override: str | None = None
    response_format: str | None = None


@attrs.frozen
class PromptModifiers:
    """What a user adds to the prompts."""

    additional_instructions: str | None = None
    example_style: str | None = None
    enable_chain_of_thought: bool = False
    prompt_version: str | None = None


@attrs.frozen
class ScriptRefinementConfig:
    """
    How often and how far a language model reworks its script; the bounds are those of the original.

    Attributes:
        max_refinement_passes: 0 to 5; each is paid for.

        quality_threshold: Score from which a script is good enough, 0 to 100.

        minimum_improvement: By how much a pass must better the score for another one, 0 to 50.

        pass_timeout_minutes: 1 to 10, for each review.
    """

    max_refinement_passes: int = attrs.field(default=2, validator=[attrs.validators.ge(0), attrs.validators.le(5)])
    quality_threshold: float = attrs.field(default=85.0, validator=[attrs.validators.ge(0), attrs.validators.le(100)])
    minimum_improvement: float = attrs.field(default=5.0, validator=[attrs.validators.ge(0), attrs.validators.le(50)])
    enable_advisor_validation: bool = True
    pass_timeout_minutes: int = attrs.field(default=2, validator=[attrs.validators.ge(1), attrs.validators.le(10)])


@attrs.frozen
class Brief:
    """
    What the film is about, and for whom.

    Attributes:
        topic: A phrase of 1 to 500 characters.

        language: A BCP 47 tag such as ``en-US``.

        sources: Files that the film is made from, in their words: Markdown, text, HTML, PDF, DOCX.

        passages: What else it is made from, in their words; where *rag_configuration* is enabled and nothing is named
            here, they are found in the documents that are kept.
    """

    topic: str = attrs.field()
    audience: str | None = "General"
    goal: str | None = "Inform"
    tone: str = "Informative"
    language: str = "en-US"
    aspect: Aspect = Aspect.WIDESCREEN
    prompt_modifiers: PromptModifiers | None = None
    rag_configuration: RagConfiguration | None = None
    llm_parameters: LlmParameters | None = None
    sources: tuple[Path, ...] = ()
    passages: tuple[SourcePassage, ...] = attrs.field(default=(), validator=attrs.validators.max_len(100))

    @property
    def rests_on_sources(self) -> bool:
        """Whether there is something that the script is made from."""
        return bool(self.sources or self.passages)

    @property
    def asks_library(self) -> bool:
        """Whether what it is made from is to be found in the documents that are kept."""
        return bool(self.rag_configuration and self.rag_configuration.enabled) and not self.rests_on_sources

    @topic.validator
    def _says_something(self, _: object, value: str) -> None:
        if not any(character.isalnum() for character in value):
            raise ValueError("Brief topic is required.")
        if len(value) > LONGEST_TOPIC:
            raise ValueError(f"The topic has {len(value)} characters; at most {LONGEST_TOPIC} make a topic.")


def _possible_duration(_: object, __: object, value: Seconds) -> None:
    if not SHORTEST <= value <= LONGEST:
        raise ValueError(f"A film of {float(value):g} s is outside {SHORTEST} s to {LONGEST} s.")


_positive = attrs.validators.optional(attrs.validators.ge(1))


@attrs.frozen
class PlanSpec:
    """
    How the film is to be told.

    Attributes:
        target_duration: Seconds, from 3 s to two hours.

        target_scene_count: Overrides what pacing and density would give.

        max_reading_level: The school grade, 1 to 13, above which no sentence is taken from sources while there are
            others; ``None`` takes any.
    """

    target_duration: Seconds = attrs.field(default=Fraction(60), validator=_possible_duration)
    pacing: Pacing = Pacing.CONVERSATIONAL
    density: Density = Density.BALANCED
    style: str = "Modern"
    refinement_config: ScriptRefinementConfig | None = None
    min_scene_count: int | None = attrs.field(default=None, validator=_positive)
    max_scene_count: int | None = attrs.field(default=None, validator=_positive)
    target_scene_count: int | None = attrs.field(default=None, validator=_positive)
    max_reading_level: int | None = attrs.field(default=None, validator=_positive)
