"""Speech Synthesis Markup Language: what is asked about it, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.speaking import Line


__all__ = [
    "Emphasis",
    "FittingStats",
    "Marker",
    "ProsodyAdjustments",
    "SsmlConstraints",
    "SsmlPlan",
    "SsmlPlanRequest",
    "SsmlRepair",
    "SsmlRequest",
    "SsmlSegment",
    "SsmlSuggestion",
    "SsmlValidation",
    "SsmlVoice",
]

_Check: TypeAlias = Callable[[Any, Any, Any], None]

_NAME: Final[_Check] = attrs.validators.max_len(200)
_TEXT: Final[_Check] = attrs.validators.max_len(20_000)
_LINES: Final[list[_Check]] = [attrs.validators.min_len(1), attrs.validators.max_len(200)]


@attrs.frozen
class SsmlRequest:
    """
    Markup that a provider is to take.
    """

    ssml: str = attrs.field(validator=_TEXT)
    target_provider: str = attrs.field(validator=_NAME)


@attrs.frozen
class SsmlSuggestion:
    """
    What could be done about something.
    """

    issue: str
    suggestion: str
    can_auto_fix: bool


@attrs.frozen
class SsmlValidation:
    """
    Whether a provider takes markup as it is.

    Attributes:
        warnings: What it leaves aside without complaint.
    """

    is_valid: bool
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    repair_suggestions: tuple[SsmlSuggestion, ...]


@attrs.frozen
class SsmlRepair:
    """
    Markup as a provider takes it; every word of it is kept.
    """

    repaired_ssml: str
    was_repaired: bool
    repairs_applied: tuple[str, ...]


@attrs.frozen
class SsmlConstraints:
    """
    What a provider takes.

    Attributes:
        supported_tags: None where it takes no markup.

        min_rate: Times its usual speed, as is *max_rate*.

        min_pitch: Semitones, as is *max_pitch*.

        min_volume: Times its usual loudness, as is *max_volume*.
    """

    supported_tags: tuple[str, ...]
    supported_prosody_attributes: tuple[str, ...]
    min_rate: float
    max_rate: float
    min_pitch: float
    max_pitch: float
    min_volume: float
    max_volume: float
    max_pause_duration_ms: int
    supports_timing_markers: bool
    max_text_length: int | None = None


@attrs.frozen
class SsmlVoice:
    """
    Who speaks, and how.
    """

    voice_name: str = attrs.field(validator=_NAME)
    voice_id: str | None = None
    rate: float = attrs.field(default=1.0, validator=[attrs.validators.ge(0.5), attrs.validators.le(2.0)])
    pitch: float = attrs.field(default=0.0, validator=[attrs.validators.ge(-20.0), attrs.validators.le(20.0)])
    volume: float = attrs.field(default=1.0, validator=[attrs.validators.ge(0.0), attrs.validators.le(2.0)])


@attrs.frozen
class SsmlPlanRequest:
    """
    Lines that are to be spoken in a given time each.

    Attributes:
        target_durations: Seconds by the index of the scene; a line that is not there has its own.

        duration_tolerance: The share by which a line may be longer or shorter.

        max_fitting_iterations: Is read and not needed: the pace is computed, not searched for.

        enable_aggressive_adjustments: Whether a voice may hurry or drag as far as the provider lets it, not only as
            far as nobody notices.
    """

    script_lines: tuple[Line, ...] = attrs.field(validator=_LINES)
    target_provider: str = attrs.field(validator=_NAME)
    voice_spec: SsmlVoice
    target_durations: Mapping[str, float] = attrs.field(factory=dict)
    duration_tolerance: float = attrs.field(
        default=0.02, validator=[attrs.validators.ge(0.0), attrs.validators.le(1.0)]
    )
    max_fitting_iterations: int = 10
    enable_aggressive_adjustments: bool = False


@attrs.frozen
class Emphasis:
    """
    Where a voice stresses words.
    """

    start_position: int
    length: int
    level: str


@attrs.frozen
class ProsodyAdjustments:
    """
    How a line is spoken.

    Attributes:
        pauses: Milliseconds of silence by the position in the text after which they are heard.
    """

    rate: float = 1.0
    pitch: float = 0.0
    volume: float = 1.0
    pauses: Mapping[str, int] = attrs.field(factory=dict)
    emphasis: tuple[Emphasis, ...] = attrs.field(factory=tuple)
    iterations: int = 0


@attrs.frozen
class Marker:
    """
    A moment that a provider tells of when it speaks.
    """

    offset_ms: int
    name: str
    metadata: str | None = None


@attrs.frozen
class SsmlSegment:
    """
    A line as markup.

    Attributes:
        deviation_percent: How much longer than wanted it will be; shorter is negative.
    """

    scene_index: int
    original_text: str
    ssml_markup: str
    estimated_duration_ms: int
    target_duration_ms: int
    deviation_percent: float
    adjustments: ProsodyAdjustments
    timing_markers: tuple[Marker, ...]


@attrs.frozen
class FittingStats:
    """
    How well lines fit their times.
    """

    segments_adjusted: int
    average_fit_iterations: float
    max_fit_iterations: int
    within_tolerance_percent: float
    average_deviation: float
    max_deviation: float
    target_duration_seconds: float
    actual_duration_seconds: float


@attrs.frozen
class SsmlPlan:
    """
    Lines as markup, each as long as it is wanted as far as that can be.
    """

    segments: tuple[SsmlSegment, ...]
    stats: FittingStats
    warnings: tuple[str, ...]
    planning_duration_ms: int
