"""
Cues as JSON, with the time of every word, for programs that draw captions themselves.

::

    {"cues": [{"start": 0.5, "end": 1.7, "lines": ["Twice a day"],
               "words": [{"text": "Twice", "offset": 0, "start": 0.5, "end": 0.8, "scene": 0}, …]}]}

Times are seconds from the start of the film, to the microsecond; an offset counts characters of what a scene says.
No word has a confidence: times come from the voice that said it, nothing is recognised.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from aura_core.captions.text import clean, readable
from aura_core.model.captions import Cue
from aura_core.model.narration import Word
from aura_core.timing import Seconds, TimeRange


__all__ = ["dumps", "loads"]


def dumps(cues: Iterable[Cue], scenes: Sequence[TimeRange] = ()) -> str:
    """
    Write *cues* as JSON.

    Args:
        scenes: When each scene is seen, in order; if given, words say in which scene they are.
    """
    starts = [scene.start for scene in scenes]
    listed = [_cue_as_json(cue, starts) for cue in readable(cues)]
    return json.dumps({"cues": listed}, ensure_ascii=False, indent=2) + "\n"


def loads(text: str) -> tuple[Cue, ...]:
    """
    Read what :func:`dumps` wrote.
    """
    return tuple(_cue_of(cue) for cue in json.loads(text)["cues"])


def _cue_as_json(cue: Cue, scene_starts: Sequence[Seconds]) -> dict[str, Any]:
    words = [_word_as_json(word, scene_starts) for word in cue.words]
    return {**_span_as_json(cue.span), "lines": cue.lines, "words": words}


def _word_as_json(word: Word, scene_starts: Sequence[Seconds]) -> dict[str, Any]:
    scene = {"scene": max(bisect_right(scene_starts, word.span.start) - 1, 0)} if scene_starts else {}
    return {"text": clean(word.text), "offset": word.offset, **_span_as_json(word.span), **scene}


def _span_as_json(span: TimeRange) -> dict[str, float]:
    return {"start": round(float(span.start), 6), "end": round(float(span.end), 6)}


def _cue_of(document: dict[str, Any]) -> Cue:
    words = tuple(Word(word["text"], word["offset"], _span_of(word)) for word in document["words"])
    return Cue(_span_of(document), tuple(document["lines"]), words)


def _span_of(document: dict[str, Any]) -> TimeRange:
    start, end = (round(Fraction(document[name]) * 1_000_000) for name in ("start", "end"))
    return TimeRange(Fraction(start, 1_000_000), Fraction(end - start, 1_000_000))
