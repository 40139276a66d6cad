"""
Captions of lines that have their times, without a film.

Rule: a line is captioned as a take of a film is: broken and parted by a guideline, never shown over the next one.
When its words are heard nobody knows, so they share its time by their lengths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from aura_core.captions import ass, srt, vtt
from aura_core.captions.guideline import guideline_for
from aura_core.captions.style import style_for
from aura_core.captions.text import columns, text_of
from aura_core.errors import InvalidInputError, Issue, NotFoundError
from aura_core.faces import CaptionFonts
from aura_core.fonts import Fonts
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionFormat
from aura_core.model.narration import Narration, Take, Word
from aura_core.model.script import Scene
from aura_core.model.speaking import Line
from aura_core.model.subtitles import CaptionsReply, CaptionsRequest
from aura_core.settings import Settings
from aura_core.stages.captioning import caption
from aura_core.store import Store, digest
from aura_core.timing import FrameRate, Seconds, TimeRange, in_ticks


__all__ = ["captions_at", "captions_of", "cues_of"]

_VERSION: Final = 1
_ADDRESS: Final = "/api/captions/"
_NAME: Final = re.compile(r"([0-9a-f]{40})(\.srt|\.vtt|\.ass)")
_RATE: Final = FrameRate(Fraction(30))
_OVERLAP: Final = Fraction(1, 2)
"""Seconds by which a line may reach into the next: times of clients are rounded, and added up."""

_UNSPACED: Final = "\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a"
_WORD: Final = re.compile(rf"[{_UNSPACED}][{_MARKS}]*|(?:(?![{_UNSPACED}])\S)+")
"""A word, or a character with its marks where words are not parted, as a voice times them."""


def captions_of(asked: CaptionsRequest, settings: Settings, correlation_id: str) -> CaptionsReply:
    """
    Caption lines, and keep the file where this server has it.

    Raises:
        InvalidInputError: with every line that has no words, no time, or the time of another; or there is no such font.
    """
    cues = cues_of(asked)
    text = _WRITERS[asked.format](cues, asked, settings)
    store = Store(settings.data / "store", settings.store_limit)
    key, suffix = digest("captions", _VERSION, text), f".{asked.format.value.lower()}"
    with store.run():
        if not store.find(key, suffix):
            with store.writing(key, suffix) as target:
                target.write_text(text, encoding="utf-8", newline="")
    return CaptionsReply(
        success=True,
        captions=text,
        file_path=f"{_ADDRESS}{key}{suffix}",
        url=f"{_ADDRESS}{key}{suffix}",
        format=asked.format,
        cue_count=len(cues),
        duration_seconds=float(cues[-1].span.end),
        correlation_id=correlation_id,
        notice="Nothing was written to outputPath; save what is at url." if asked.output_path else None,
    )


def captions_at(name: str, settings: Settings) -> Path:
    """
    Find captions by the last part of their address.

    Raises:
        NotFoundError: there are none, or no longer.
    """
    named = _NAME.fullmatch(name)
    found = Store(settings.data / "store", settings.store_limit).find(named[1], named[2]) if named else None
    if found is None:
        raise NotFoundError("There are no such captions, or no longer.", remedy="Have them made again.")
    return found


def cues_of(asked: CaptionsRequest) -> tuple[Cue, ...]:
    """
    Part lines into cues.

    Raises:
        InvalidInputError: with every line that has no words, no time, or the time of another.
    """
    if issues := [*_wrong(asked.lines)]:
        raise InvalidInputError(issues)
    spans = [_span(line) for line in asked.lines]
    ends = [*(following.start for following in spans[1:]), spans[-1].end]
    takes = tuple(
        _take(line, TimeRange(span.start, min(span.end, max(end, span.start)) - span.start))
        for line, span, end in zip(asked.lines, spans, ends, strict=True)
    )
    guideline = guideline_for(asked.guideline, asked.resolution, asked.language)
    return caption(Narration("", "", asked.language, takes), guideline, _RATE)


def _wrong(lines: Sequence[Line]) -> Iterator[Issue]:
    until = Fraction(0)
    for index, line in enumerate(lines):
        span, path = _span(line), f"$.lines[{index}]"
        if not _WORD.search(line.text):
            yield Issue(f"{path}.text", "There is nothing to read.")
        if span.duration < Fraction(1, 20):
            yield Issue(f"{path}.durationSeconds", "A line that is shown for less than 0.05 s cannot be read.")
        if index and span.start < until - _OVERLAP:
            yield Issue(f"{path}.startSeconds", "It begins while the line before it is shown; send lines in order.")
        until = span.end


def _span(line: Line) -> TimeRange:
    return TimeRange(in_ticks(line.start_seconds), in_ticks(line.duration_seconds))


def _take(line: Line, span: TimeRange) -> Take:
    scene = Scene(line.scene_index, "", line.text, span.start, span.duration)
    return Take(scene, Path(), span, span.start, tuple(_words(line.text, span)))


def _words(text: str, span: TimeRange) -> Iterator[Word]:
    found = list(_WORD.finditer(text))
    # The rest after a word counts as another column.
    weights = [columns(match[0]) + 1 for match in found]
    moment, each = span.start, span.duration / sum(weights)
    for match, weight in zip(found, weights, strict=True):
        length: Seconds = each * weight
        yield Word(match[0], match.start(), TimeRange(moment, length))
        moment += length


def _ass(cues: Sequence[Cue], asked: CaptionsRequest, settings: Settings) -> str:
    font = asked.font_config
    chosen = CaptionFonts(Fonts(settings.fonts), text_of(cues), font.font_family if font else None)
    return ass.dumps(cues, style_for(asked.resolution, chosen.family, asked.style, font, chosen.others))


_WRITERS: Final[dict[CaptionFormat, Callable[[Sequence[Cue], CaptionsRequest, Settings], str]]] = {
    CaptionFormat.SRT: lambda cues, asked, settings: srt.dumps(cues),
    CaptionFormat.VTT: lambda cues, asked, settings: vtt.dumps(cues, asked.language, font=asked.font_config),
    CaptionFormat.ASS: _ass,
}
