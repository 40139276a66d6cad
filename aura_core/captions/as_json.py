"""
Cues as JSON, with the time of every word, for programs that draw captions themselves.

::

    {"cues": [{"start": 0.5, "end": 1.7, "lines": ["Twice a day"],
               "words": [{"text": "Twice", "offset": 0, "start": 0.5, "end": 0.8}, …]}]}

Times are seconds from the start of the film, to the microsecond.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from aura_core.captions.text import clean, readable
from aura_core.model.captions import Cue
from aura_core.model.narration import Word
from aura_core.timing import TimeRange


__all__ = ["dumps", "loads"]


def dumps(cues: Iterable[Cue]) -> str:
    """
    Write *cues* as JSON.
    """
    return json.dumps({"cues": [_cue_as_json(cue) for cue in readable(cues)]}, ensure_ascii=False, indent=2) + "\n"


def loads(text: str) -> tuple[Cue, ...]:
    """
    Read what :func:`dumps` wrote.
    """
    return tuple(_cue_of(cue) for cue in json.loads(text)["cues"])


def _cue_as_json(cue: Cue) -> dict[str, Any]:
    words = [{"text": clean(word.text), "offset": word.offset, **_span_as_json(word.span)} for word in cue.words]
    return {**_span_as_json(cue.span), "lines": cue.lines, "words": words}


def _span_as_json(span: TimeRange) -> dict[str, float]:
    return {"start": round(float(span.start), 6), "end": round(float(span.end), 6)}


def _cue_of(document: dict[str, Any]) -> Cue:
    words = tuple(Word(word["text"], word["offset"], _span_of(word)) for word in document["words"])
    return Cue(_span_of(document), tuple(document["lines"]), words)


def _span_of(document: dict[str, Any]) -> TimeRange:
    start, end = (round(Fraction(document[name]) * 1_000_000) for name in ("start", "end"))
    return TimeRange(Fraction(start, 1_000_000), Fraction(end - start, 1_000_000))
