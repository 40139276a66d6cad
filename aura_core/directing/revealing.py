"""
When the points of a slide appear.

Rule 1: a point appears when its words are first spoken; one whose words are not spoken, evenly between its neighbours.

Rule 2: where none is spoken, they appear one right after another.

Rule 3: points appear in their order, 0.4 seconds apart at least, and all of them a second before the scene ends.

Rule 4: nobody looks at a bare heading for long: the first point is there from the beginning if it is spoken within a
second and a half, and after three seconds whatever is said.

Rule 5: where there is no time for all this, everything is there from the beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from aura_core.model.narration import Take, Word
from aura_core.timing import Seconds


__all__ = ["appearances", "first_heard"]

_APART: Final = Seconds(4, 10)
_BEFORE_THE_END: Final = Seconds(1)
_AT_ONCE: Final = Seconds(3, 2)
_BARE: Final = Seconds(3)

_ALIKE: Final = 0.5
"""The share of a point's words that must be heard about its place."""

_FIRST_WORD: Final = 0.01
"""Worth of a window's beginning with the very word that the point begins with."""

_WORD: Final = re.compile(r"\w+")


def appearances(points: Sequence[str], take: Take, apart: Seconds = _APART) -> tuple[Seconds, ...]:
    """
    Say when each of *points* appears in *take*, in the time of the film; nothing where all are there from the beginning.

    Args:
        apart: The least time between two; never less than 0.4 seconds.
    """
    apart = max(apart, _APART)
    start, latest = take.span.start, take.span.end - _BEFORE_THE_END
    if len(points) < 2 or start + apart * (len(points) - 1) > latest:
        return ()
    heard = _heard(points, take.words)
    if all(place is None for place in heard):
        return tuple(start + apart * place for place in range(len(points)))
    moments = _filled([None if place is None else take.words[place].span.start for place in heard], take)
    moments[0] = start if moments[0] < start + _AT_ONCE else min(moments[0], start + _BARE)
    for index in range(1, len(moments)):
        moments[index] = max(moments[index], moments[index - 1] + apart)
    for index, moment in enumerate(moments):
        moments[index] = min(moment, latest - apart * (len(moments) - 1 - index))
    return tuple(moments)


def first_heard(points: Sequence[str], words: Sequence[Word]) -> int | None:
    """
    Return the index of the word with which the first of *points* begins to be spoken; ``None`` where it is not.
    """
    return next(iter(_heard(points, words)), None)


def _filled(found: list[Seconds | None], take: Take) -> list[Seconds]:
    """Put a time between its neighbours wherever there is none."""
    end = take.words[-1].span.end if take.words else take.span.end
    edges = [take.span.start, *found, max(end, take.span.start)]
    moments: list[Seconds] = []
    for index in range(1, len(edges) - 1):
        known = edges[index]
        if known is None:
            after = next(place for place in range(index + 1, len(edges)) if edges[place] is not None)
            before = moments[-1] if moments else take.span.start
            known = before + ((edges[after] or before) - before) / (after - index + 1)
        moments.append(known)
    return moments


def _heard(points: Sequence[str], words: Sequence[Word]) -> list[int | None]:
    """
    Find where each of *points* begins to be spoken: the places, in order, that are most alike altogether.
    """
    spoken = [_folded(word.text) for word in words]
    likeness = [_likeness(_tokens(point), spoken) for point in points]
    count, size = len(points), len(words)
    best = [[0.0] * (size + 1) for _ in range(count + 1)]
    for index in range(count - 1, -1, -1):
        for place in range(size - 1, -1, -1):
            here = likeness[index][place]
            taken = here + best[index + 1][place + 1] if here else 0.0
            best[index][place] = max(taken, best[index][place + 1], best[index + 1][place])
    found: list[int | None] = []
    place = 0
    for index in range(count):
        chosen = _taken(index, place, best, likeness)
        found.append(chosen)
        place = place if chosen is None else chosen + 1
    return found


def _taken(index: int, place: int, best: list[list[float]], likeness: list[list[float]]) -> int | None:
    """Return where point *index* begins, from *place* on, on the best way; ``None`` where it is left out."""
    for here in range(place, len(likeness[index])):
        like = likeness[index][here]
        if like and like + best[index + 1][here + 1] >= best[index][place]:
            return here
    return None


def _likeness(tokens: Sequence[str], spoken: Sequence[str]) -> list[float]:
    """Say how alike what is spoken from each place on is to *tokens*: 0, or the share of them that is heard."""
    wanted = set(tokens)
    reach = len(tokens) + 3
    found = []
    for place, word in enumerate(spoken):
        heard = wanted.intersection(spoken[place : place + reach]) if word in wanted else ()
        share = sum(map(len, heard)) / max(1, sum(map(len, wanted)))
        found.append(share + _FIRST_WORD * (word == tokens[0]) if heard and share >= _ALIKE else 0.0)
    return found


def _tokens(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _folded(text: str) -> str:
    return "".join(_tokens(text))
