"""Documents on their way to becoming scripts."""

from __future__ import annotations

from typing import Any

import attrs

from aura_core.model.brief import Brief
from aura_core.model.directions import ScenePreview
from aura_core.model.scripts import GenerateScriptResponse


__all__ = [
    "ConversionChange",
    "ConversionConfig",
    "ConversionMetrics",
    "ConversionResult",
    "ConvertDocumentRequest",
    "DocumentNamed",
    "SectionConversion",
]

_minutes = attrs.validators.and_(attrs.validators.ge(0.05), attrs.validators.le(120.0))
_id: Any = attrs.validators.max_len(64)
_text = attrs.validators.optional(attrs.validators.max_len(500))


@attrs.frozen
class ConversionConfig:
    """
    How a document becomes a script; the contract calls it ConversionConfigDto.

    Attributes:
        preset: A word of the client's own; the members beside it are what counts.

        target_duration_minutes: How long the film is to be.

        words_per_minute: Read and not needed: the voice decides how fast it speaks.

        enable_audience_retargeting: Read and not needed, as the four after it: what a document says is said in its words
            and in its order, with its tables and pictures, whatever is asked.
    """

    preset: str = attrs.field(default="generic", validator=attrs.validators.max_len(100))
    target_duration_minutes: float = attrs.field(default=3.0, validator=_minutes)
    words_per_minute: int = 150
    enable_audience_retargeting: bool = True
    enable_visual_suggestions: bool = True
    preserve_original_structure: bool = False
    add_transitions: bool = True
    aggressiveness_level: float = 0.6
    target_audience_profile_id: str | None = None


@attrs.frozen
class DocumentNamed:
    """What an import answered; of it only the id is read."""

    document_id: str = attrs.field(default="", validator=_id)


@attrs.frozen
class ConvertDocumentRequest:
    """
    A document that is to become a script.

    Attributes:
        import_result: What its import answered, instead of *document_id*.

        topic: What of the document the film is about; without one, what it is called.

        language: In which the film speaks; the document's own without.

        preferred_provider: Who writes; without one, whoever says documents in their own words.
    """

    import_result: DocumentNamed = DocumentNamed()
    config: ConversionConfig = ConversionConfig()
    document_id: str | None = attrs.field(default=None, validator=attrs.validators.optional(_id))
    topic: str | None = attrs.field(default=None, validator=_text)
    audience: str | None = attrs.field(default=None, validator=_text)
    language: str | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.max_len(35)))
    preferred_provider: str | None = attrs.field(default=None, validator=_text)


@attrs.frozen
class ConversionChange:
    """
    A section of which nothing is said; the contract calls it ConversionChangeDto.

    Attributes:
        section_index: From 0, as in the document's structure.

        impact_level: The share of the document's words.
    """

    category: str
    description: str
    justification: str
    section_index: int
    impact_level: float


@attrs.frozen
class ConversionMetrics:
    """
    What became of how much; the contract calls it ConversionMetricsDto.

    Attributes:
        compression_ratio: Words of the script to a word of the document.

        sections_created: Scenes.

        transitions_added: Scenes that give way to the next by more than a cut.

        visual_suggestions_generated: Scenes that say how their picture is to be, or have one of the document's.
    """

    original_word_count: int
    converted_word_count: int
    compression_ratio: float
    sections_created: int
    transitions_added: int
    visual_suggestions_generated: int


@attrs.frozen
class SectionConversion:
    """What a script says of a section; the contract calls it SectionConversionDto."""

    section_index: int
    original_heading: str
    converted_heading: str
    original_content: str
    converted_content: str


@attrs.frozen
class ConversionResult:
    """
    A script made of a document; the contract calls it ConversionResultDto.

    Attributes:
        scenes: With what they cite.

        suggested_brief: What the script was written for; with ``scriptId`` a job needs none.

        error_message: Always empty: what cannot be made into a script is a problem.

        script_id: By which it can be edited, and made into a film.
    """

    success: bool
    scenes: tuple[ScenePreview, ...]
    suggested_brief: Brief
    changes: tuple[ConversionChange, ...]
    metrics: ConversionMetrics
    section_conversions: tuple[SectionConversion, ...]
    error_message: str | None
    processing_time_seconds: float
    script_id: str
    script: GenerateScriptResponse
    correlation_id: str
