"""
Lines as markup that takes a given time.

The pace is computed: a line of so many words takes so long, and is spoken faster or slower by what is missing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Final

from aura_core.errors import InvalidInputError, Issue
from aura_core.model.speaking import Line
from aura_core.model.ssml import (
    FittingStats,
    Marker,
    ProsodyAdjustments,
    SsmlConstraints,
    SsmlPlan,
    SsmlPlanRequest,
    SsmlSegment,
)
from aura_core.providers.voices.reading import count_words
from aura_core.ssml.dialects import dialect_for
from aura_core.ssml.markup import Element, sayable, written


__all__ = ["planned"]

_WORDS_A_MINUTE: Final = 150
"""The usual pace of a narrator."""

_UNNOTICED: Final = (0.92, 1.08)
"""How much slower or faster a voice may speak before a listener hears that it was made to fit."""

_SHORTEST_REST: Final = 50
"""Milliseconds of silence that anybody hears."""

_LONGEST_REST: Final = 600
"""Milliseconds of silence after a line that nobody takes for a fault."""


def planned(asked: SsmlPlanRequest) -> SsmlPlan:
    """
    Write lines as markup, each as long as it is wanted as far as that can be.

    Raises:
        InvalidInputError: with every line that has no words or no time; or nobody has the name of the provider, or they
            take plain text alone.
    """
    began = time.perf_counter()
    provider, dialect = dialect_for(asked.target_provider)
    if issues := [*_wrong(asked)]:
        raise InvalidInputError(issues)
    segments = tuple(_segment(line, asked, dialect) for line in asked.script_lines)
    limit = 100 * asked.duration_tolerance
    warnings = [
        f"Scene {one.scene_index} will take {one.estimated_duration_ms / 1000:.1f} s instead of "
        f"{one.target_duration_ms / 1000:.1f} s: change its words or its time."
        for one in segments
        if abs(one.deviation_percent) > limit
    ]
    if "prosody" not in dialect.supported_tags:
        warnings.append(f"{provider.name} takes no pace from markup; set its speed where it is asked.")
    return SsmlPlan(segments, _stats(segments, limit), tuple(warnings), round(1000 * (time.perf_counter() - began)))


def _wrong(asked: SsmlPlanRequest) -> Iterator[Issue]:
    for index, line in enumerate(asked.script_lines):
        if not count_words(sayable(line.text)):
            yield Issue(f"$.scriptLines[{index}].text", "There is nothing to say.")
        if not 0.05 <= _wanted(line, asked) <= 86_400:
            yield Issue(f"$.scriptLines[{index}].durationSeconds", "It has no time to be said in.")


def _wanted(line: Line, asked: SsmlPlanRequest) -> float:
    return asked.target_durations.get(str(line.scene_index), line.duration_seconds)


def _segment(line: Line, asked: SsmlPlanRequest, dialect: SsmlConstraints) -> SsmlSegment:
    voice, wanted = asked.voice_spec, 1000 * _wanted(line, asked)
    text = " ".join(sayable(line.text).split())
    usual = count_words(text) * 60_000 / _WORDS_A_MINUTE
    able = "rate" in dialect.supported_prosody_attributes
    rate = _rate(usual / wanted, voice.rate, dialect, bold=asked.enable_aggressive_adjustments) if able else 1.0
    spoken = usual / rate
    rest = _rest(wanted - spoken, dialect)
    estimate = round(spoken + rest)
    pitch = min(dialect.max_pitch, max(dialect.min_pitch, voice.pitch))
    volume = min(dialect.max_volume, max(dialect.min_volume, voice.volume))
    pauses = {str(len(text)): rest} if rest else {}
    return SsmlSegment(
        scene_index=line.scene_index,
        original_text=line.text,
        ssml_markup=_markup(text, rate, pitch, volume, rest, dialect),
        estimated_duration_ms=estimate,
        target_duration_ms=round(wanted),
        deviation_percent=round(100 * (estimate - wanted) / wanted, 2),
        adjustments=ProsodyAdjustments(rate, pitch, volume, pauses, (), 1),
        timing_markers=(Marker(0, f"scene-{line.scene_index}"),) if dialect.supports_timing_markers else (),
    )


def _rate(fitting: float, wished: float, dialect: SsmlConstraints, *, bold: bool) -> float:
    """Return the pace that fits, as near to it as nobody notices, or as the provider lets a bold one go."""
    low, high = (dialect.min_rate, dialect.max_rate) if bold else (wished * _UNNOTICED[0], wished * _UNNOTICED[1])
    return round(min(dialect.max_rate, high, max(dialect.min_rate, low, fitting)), 3)


def _rest(missing: float, dialect: SsmlConstraints) -> int:
    if "break" not in dialect.supported_tags or missing < _SHORTEST_REST:
        return 0
    return min(round(missing), _LONGEST_REST, dialect.max_pause_duration_ms)


def _markup(text: str, rate: float, pitch: float, volume: float, rest: int, dialect: SsmlConstraints) -> str:
    wished = {
        "rate": f"{round(100 * (rate - 1)):+}%" if rate != 1 else "",
        "pitch": f"{pitch:+g}st" if pitch else "",
        "volume": f"{round(100 * (volume - 1)):+}%" if volume != 1 else "",
    }
    prosody = {k: v for k, v in wished.items() if v and k in dialect.supported_prosody_attributes}
    inside: list[Element | str] = [Element("prosody", prosody, [text])] if prosody else [text]
    if rest:
        inside.append(Element("break", {"time": f"{rest}ms"}))
    return written(Element("speak", {}, inside))


def _stats(segments: Sequence[SsmlSegment], limit: float) -> FittingStats:
    deviations = [abs(segment.deviation_percent) for segment in segments]
    return FittingStats(
        segments_adjusted=sum(one.adjustments.rate != 1 or bool(one.adjustments.pauses) for one in segments),
        average_fit_iterations=1.0,
        max_fit_iterations=1,
        within_tolerance_percent=round(100 * sum(one <= limit for one in deviations) / len(deviations), 2),
        average_deviation=round(sum(deviations) / len(deviations), 2),
        max_deviation=max(deviations),
        target_duration_seconds=sum(one.target_duration_ms for one in segments) / 1000,
        actual_duration_seconds=sum(one.estimated_duration_ms for one in segments) / 1000,
    )
