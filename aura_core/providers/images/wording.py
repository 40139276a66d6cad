"""
What stands on a slide.

Rule: at most 40 words stand on a slide. If they do not fit even at the smallest size, less is shown: first the details
go, then what stands above, then points from the last on; at the very end the beginning of each part is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from aura_core.model.enums import Layout
from aura_core.model.visuals import PictureRequest
from aura_core.providers.images.charts import chart_of
from aura_core.providers.images.figures import figure
from aura_core.providers.images.telling import Enumeration, enumeration, quotation, statement
from aura_core.providers.images.words import count, plain, sentences, shortened, unstopped


__all__ = ["MOST_WORDS", "Words", "points", "versions"]

MOST_WORDS: Final = 40
"""Words on a slide; more are read instead of heard."""

_MOST_POINTS: Final = 6
_TITLE_WORDS: Final = 20
_SUBTITLE_WORDS: Final = 16
_HEADING_WORDS: Final = 12
_CAPTION_WORDS: Final = 24
_FEW_WORDS: Final = 6

_MORE: Final = 3
"""Words besides those of a heading that do not yet say more than it."""


@attrs.frozen
class Words:
    """
    The words of a slide; what a layout has no place for is empty.

    Attributes:
        above: A line that says what it belongs to.

        main: What is read first.

        detail: What is read next.

        unit: Of *number*.
    """

    above: str = ""
    main: str = ""
    detail: str = ""
    points: tuple[str, ...] = ()
    number: str = ""
    unit: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What there is to show, in order."""
        return tuple(
            part for part in (self.above, self.number, self.unit, self.main, self.detail, *self.points) if part
        )

    @property
    def count(self) -> int:
        """How many words these are."""
        return sum(map(count, self.parts))


def versions(request: PictureRequest, layout: Layout) -> tuple[Words, ...]:
    """
    Choose the words of a slide.

    Returns:
        The fullest version, then ever less of it.
    """
    words = _WORDS[layout](request)
    if not words.parts and layout is not Layout.IMAGE:
        words = Words(main=_title(request) or _subtitle(request))
    found = list(dict.fromkeys((words, *_lesser(words))))
    while len(found) > 1 and found[0].count > MOST_WORDS:
        del found[0]
    return tuple(found)


def points(request: PictureRequest) -> tuple[str, ...]:
    """
    Return what a scene lists: its own points, or else a list in what is said.
    """
    given = tuple(point for point in (unstopped(plain(bullet)) for bullet in request.scene.bullets) if point)
    found = None if given else _list(request)
    return found.items if found else given[:_MOST_POINTS]


def _title(request: PictureRequest) -> str:
    return unstopped(shortened(plain(request.title), _TITLE_WORDS))


def _subtitle(request: PictureRequest) -> str:
    return unstopped(shortened(plain(request.subtitle), _SUBTITLE_WORDS))


def _heading(request: PictureRequest) -> str:
    return unstopped(shortened(plain(request.scene.heading), _HEADING_WORDS))


def _statement(request: PictureRequest) -> str:
    title = unstopped(plain(request.title)).casefold()
    script = plain(request.scene.script)
    # The title is seen before and heard besides; what else is said tells more.
    others = " ".join(one for one in sentences(script) if unstopped(one).casefold() != title)
    return statement(others or script, f"{plain(request.scene.heading)} {plain(request.title)}")


def _beyond(heading: str, request: PictureRequest) -> str:
    """Return what is said that says more than *heading* does; nothing when it is only said again."""
    said = [one for one in sentences(plain(request.scene.script)) if not _repeats(one, heading)]
    return statement(" ".join(said), plain(request.title)) if said else ""


def _repeats(sentence: str, heading: str) -> bool:
    """Tell whether *sentence* has all words of *heading* and hardly any others."""
    words, shown = (set(re.findall(r"\w+", text.casefold())) for text in (sentence, heading))
    return shown <= words and len(words - shown) <= _MORE


def _list(request: PictureRequest) -> Enumeration | None:
    return enumeration(plain(request.scene.script))


def _unless(same: str, text: str) -> str:
    """Return *text*, or nothing if it only says *same* again."""
    return "" if text.casefold() == same.casefold() else text


def _title_words(request: PictureRequest) -> Words:
    title = _title(request)
    return Words(main=title, detail=_unless(title, _subtitle(request) or _heading(request)))


def _section_words(request: PictureRequest) -> Words:
    heading = _heading(request) or _title(request)
    return Words(main=heading, detail=_beyond(heading, request))


def _statement_words(request: PictureRequest) -> Words:
    said, heading = _statement(request), _unless(_title(request), _heading(request))
    return Words(main=said or _heading(request), above=_unless(said, heading) if said else "")


def _bullet_words(request: PictureRequest) -> Words:
    found = _list(request)
    heading = _heading(request) or (shortened(found.lead, _HEADING_WORDS) if found else "")
    listed = points(request)
    return Words(main=heading, points=_within(listed, MOST_WORDS - count(heading)))


def _within(listed: tuple[str, ...], words: int) -> tuple[str, ...]:
    """Shorten the longest of what is *listed* as far as it takes for all to have *words* together."""
    counts = [count(point) for point in listed]
    each = max(_FEW_WORDS, max(counts, default=0))
    while each > _FEW_WORDS and sum(min(each, number) for number in counts) > words:
        each -= 1
    return tuple(shortened(point, each) for point in listed)


def _quote_words(request: PictureRequest) -> Words:
    given = request.scene.quotation
    if given is not None:
        return Words(main=unstopped(plain(given.text)), detail=plain(given.source) or _heading(request))
    found = quotation(plain(request.scene.script))
    if found is None:
        said = _statement(request) or _heading(request)
        return Words(main=said, detail=_unless(said, _heading(request)))
    return Words(main=found.text, detail=found.source or _heading(request))


def _figure_words(request: PictureRequest) -> Words:
    found = figure(plain(request.scene.script))
    if found is None:
        return _statement_words(request)
    return Words(
        above=_unless(found.context, _heading(request)), main=found.context, number=found.number, unit=found.unit
    )


def _image_words(request: PictureRequest) -> Words:
    caption = unstopped(shortened(plain(request.scene.caption or ""), _CAPTION_WORDS))
    return Words(main=caption or _heading(request), above=_unless(caption, _heading(request)) if caption else "")


def _table_words(request: PictureRequest) -> Words:
    table = request.scene.table
    caption = unstopped(shortened(plain(table.caption), _HEADING_WORDS)) if table else ""
    return Words(main=caption or _heading(request) or _title(request))


def _chart_words(request: PictureRequest) -> Words:
    chart = chart_of(request.scene.table) if request.scene.table else None
    words = _table_words(request)
    title = unstopped(shortened(chart.title, _HEADING_WORDS)) if chart else ""
    # The column says what is counted, the heading what it is about.
    if words.main.casefold() in title.casefold():
        return Words(main=title)
    alone = request.scene.table is not None and len(request.scene.table.header) == 2
    told = title.casefold() in words.main.casefold() or bool(alone and chart and not chart.written[0][-1:].isdigit())
    both = words.main if told else f"{words.main}: {title}"
    return Words(main=both if count(both) <= _HEADING_WORDS else words.main)


def _code_words(request: PictureRequest) -> Words:
    return Words(main=_heading(request) or _statement(request))


def _credit_words(request: PictureRequest) -> Words:
    listed = tuple(shortened(point, _CAPTION_WORDS) for point in points(request))
    title = _title(request)
    return Words(above=_unless(title, _heading(request)), main=title, points=listed)


_WORDS: Final[dict[Layout, Callable[[PictureRequest], Words]]] = {
    Layout.TITLE: _title_words,
    Layout.SECTION: _section_words,
    Layout.STATEMENT: _statement_words,
    Layout.BULLETS: _bullet_words,
    Layout.QUOTE: _quote_words,
    Layout.FIGURE: _figure_words,
    Layout.IMAGE: _image_words,
    Layout.CLOSING: _statement_words,
    Layout.CHART: _chart_words,
    Layout.TABLE: _table_words,
    Layout.COMPARISON: _table_words,
    Layout.CODE: _code_words,
    Layout.STEPS: _bullet_words,
    Layout.CYCLE: _bullet_words,
    Layout.TIMELINE: _bullet_words,
    Layout.CREDITS: _credit_words,
}


def _lesser(words: Words) -> Iterator[Words]:
    if words.detail and words.main:
        words = attrs.evolve(words, detail="")
        yield words
    if words.above:
        words = attrs.evolve(words, above="")
        yield words
    while len(words.points) > 1:
        words = attrs.evolve(words, points=words.points[:-1])
        yield words
    few = {name: shortened(getattr(words, name), _FEW_WORDS) for name in ("main", "detail")}
    yield attrs.evolve(words, **few, points=tuple(shortened(point, _FEW_WORDS) for point in words.points))
