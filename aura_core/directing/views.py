"""
What is seen of a scene that says several things.

Rule 1: a view lasts for whole sentences, and changes where the voice rests between two.

Rule 2: a sentence of more than two views may change where another main clause begins.

Rule 3: nobody can take in a view that is gone at once: each lasts as long as the manner has it, or joins a neighbour.

Rule 4: what is to be looked at stays: a scene with a picture or a quotation is one view, and so is one with points, but
for what is said before the first of them.

Rule 5: a table or a program is seen first, as long as two views or until its last row is read; what is said after that
is seen by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from aura_core.directing.manners import Manner
from aura_core.directing.revealing import first_heard
from aura_core.model.enums import Layout
from aura_core.model.narration import Take, Word
from aura_core.timing import Seconds, TimeRange


__all__ = ["View", "views"]

_REST: Final = Seconds(1, 10)
"""Seconds of silence after a full stop that ends a sentence; after an abbreviation's there is none."""

_STOPS: Final = ".!?…。！？｡؟۔।॥።"
_CLOSING: Final = "\"'”’»›)]}」』）】》"

_BEFORE: Final = Seconds(1, 10)
"""Seconds by which a view is there before its first word."""

_JOINING: Final = frozenset("and but or so yet und aber oder sondern denn et mais ou y pero o e ma mas و".split())  # noqa: SIM905 - words read best as words
"""Words after a comma that join main clauses."""

_LOOKED_AT: Final = 2
"""Views that a table or a program lasts."""

_FREE: Final = frozenset({None, Layout.TITLE, Layout.CLOSING, Layout.SECTION, Layout.STATEMENT})
"""Layouts that show words alone."""

_LISTED: Final = frozenset({None, Layout.BULLETS, Layout.STEPS, Layout.CYCLE, Layout.TIMELINE})
"""Layouts whose points wait for their words."""


@attrs.frozen
class View:
    """
    A stretch of a scene over which one picture is seen.

    Attributes:
        text: What is said meanwhile.
    """

    text: str
    span: TimeRange


def views(take: Take, manner: Manner) -> tuple[View, ...]:
    """
    Part *take* into views, in order and without gaps; at least one.
    """
    scene = take.scene
    firsts = _firsts(take, manner) if take.words and not (scene.quotation or scene.path_or_url) else [0]
    if len(firsts) == 1:
        return (View(scene.script, take.span),)
    starts = [take.span.start, *(take.words[first].span.start - _BEFORE for first in firsts[1:])]
    offsets = [0, *(take.words[first].offset for first in firsts[1:]), len(scene.script)]
    return tuple(
        View(scene.script[begin:end].strip(), TimeRange(start, stop - start))
        for (begin, end), (start, stop) in zip(pairwise(offsets), pairwise([*starts, take.span.end]), strict=True)
    )


def _firsts(take: Take, manner: Manner) -> list[int]:
    """Return the index of the first word of every view."""
    scene = take.scene
    if scene.bullets:
        return [0, *_listed(take, manner.view)]
    if scene.layout not in _FREE:
        return [0]
    looked_at = _LOOKED_AT if scene.table or scene.listing else 1
    read = _table_end(take)
    beginnings = [first for first in _beginnings(take.words, manner.view) if first == 0 or first >= read]
    return _joined(beginnings, take, manner.view, looked_at * manner.view)


def _listed(take: Take, least: Seconds) -> list[int]:
    """Return the index of the word with which the list begins, if what is before it and the list itself are views."""
    scene, words = take.scene, take.words
    first = first_heard(scene.bullets, words) if scene.layout in _LISTED and not scene.table else None
    if not first or not (first in _sentences(words) or words[first - 1].text.endswith(":")):
        return []
    begins = words[first].span.start
    return [first] if begins - take.span.start >= least and take.span.end - begins >= least else []


def _beginnings(words: Sequence[Word], least: Seconds) -> list[int]:
    """Return the index of the first word of every sentence, and of main clauses within those that are long."""
    firsts = list(_sentences(words))
    found = []
    for first, after in pairwise([*firsts, len(words)]):
        found.append(first)
        begins, ends = words[first].span.start, words[after - 1].span.end
        if ends - begins >= 2 * least:
            middle = (begins + ends) / 2
            clauses = [
                place
                for place in range(first + 1, after)
                if _is_clause(words[place - 1], words[place])
                and min(words[place].span.start - begins, ends - words[place].span.start) >= least
            ]
            found += sorted(clauses, key=lambda place: abs(words[place].span.start - middle))[:1]
    return found


def _table_end(take: Take) -> int:
    """Return the index of the word after the last sentence that reads a row of the table: one with all of its cells."""
    if take.scene.table is None:
        return 0
    rows = [[_bare(cell) for cell in row if cell] for row in take.scene.table.rows]
    ends = 0
    for first, after in pairwise([*_sentences(take.words), len(take.words)]):
        said = _bare(" ".join(word.text for word in take.words[first:after]))
        if any(row and all(cell in said for cell in row) for row in rows):
            ends = after
    return ends


def _bare(text: str) -> str:
    """Return the words of *text* alone, each between blanks."""
    words = re.findall(r"\w+", text.casefold())
    return f" {' '.join(words)} "


def _is_clause(before: Word, word: Word) -> bool:
    """Say whether another main clause begins with *word*."""
    return before.text.endswith((";", ":", "—", "–")) or (
        before.text.endswith((",", "،", "、", "，")) and word.text.casefold() in _JOINING
    )


def _sentences(words: Sequence[Word]) -> Iterator[int]:
    """Yield the index of the first word of every sentence."""
    yield 0
    for index, (word, following) in enumerate(pairwise(words), start=1):
        ends = word.text.rstrip(_CLOSING).endswith(tuple(_STOPS))
        if ends and following.span.start - word.span.end >= _REST:
            yield index


def _joined(firsts: Sequence[int], take: Take, least: Seconds, at_first: Seconds) -> list[int]:
    """Leave out beginnings that come too soon after the one before, or too soon before the end."""
    kept = [0]
    for first in firsts[1:]:
        begins = take.words[first].span.start
        before = take.words[kept[-1]].span.start if len(kept) > 1 else take.span.start
        if begins - before >= (at_first if len(kept) == 1 else least) and take.span.end - begins >= least:
            kept.append(first)
    return kept
