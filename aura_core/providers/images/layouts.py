"""
How a slide is laid out.

Rule: the first scene is the title and the last one the closing; between them the content decides, and where it leaves
a choice, neighbours take turns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from aura_core.model.enums import Layout
from aura_core.model.visuals import PictureRequest
from aura_core.providers.images.charts import chart_of
from aura_core.providers.images.exhibits import dated, exhibit, layout_of_table, texts_of
from aura_core.providers.images.figures import figure
from aura_core.providers.images.pictograms import Pictogram, pictogram
from aura_core.providers.images.telling import quotation
from aura_core.providers.images.wording import Words, points, versions
from aura_core.providers.images.words import count, plain


__all__ = ["Slide", "layout_for", "slide_for"]


@attrs.frozen
class Slide:
    """
    A slide before it is typeset.

    Attributes:
        versions: The words, the fullest version first; one that is too large gives way to the next.

        variant: 0 to 4; neighbours differ, so that slides of one layout do not all look alike.

        colours: Chooses the colours; the same throughout a film.

        share: The part of a whole that the number on the slide is, 0 to 1.

        exhibit: What is shown besides words; see :mod:`aura_core.providers.images.exhibits`.

        pictogram: Of the word that matters most; ``None`` where no word has one.
    """

    layout: Layout
    versions: tuple[Words, ...]
    variant: int = 0
    colours: int = 0
    share: float | None = None
    exhibit: dict[str, Any] | None = None
    pictogram: Pictogram | None = None

    @property
    def text(self) -> str:
        """Everything that may have to be shown."""
        return " ".join((*(part for words in self.versions for part in words.parts), *texts_of(self.exhibit)))

    @property
    def emphasis(self) -> str:
        """The word that the pictogram is shown for, where it stands among others."""
        main = self.versions[0].main
        if self.pictogram is None or self.layout not in _COLOURED or count(main) < 3:
            return ""
        return self.pictogram.word if main.count(self.pictogram.word) == 1 else ""


def layout_for(request: PictureRequest) -> Layout:
    """
    Choose how the slide of a scene is laid out.

    The scene's own wish comes first, unless it has nothing to show that way; then what it has to show.
    """
    scene = request.scene
    if scene.layout is not None and _has_content(scene.layout, request):
        return scene.layout
    return _shown(request) or _placed(request)


def _shown(request: PictureRequest) -> Layout | None:
    """Say how the scene's own picture, table, program or quotation is shown."""
    scene = request.scene
    if _has_table(request) and scene.table is not None and scene.picture is None:
        return layout_of_table(scene.table, tall=_tall(request))
    if scene.picture is not None:
        return Layout.IMAGE
    if _has_content(Layout.CODE, request):
        return Layout.CODE
    return Layout.QUOTE if scene.quotation is not None else None


def _placed(request: PictureRequest) -> Layout:
    """Choose by where the scene stands and by its words."""
    first, last = request.view == 0, request.view == request.views - 1
    if request.scene.index == 0 and first:
        return Layout.TITLE
    if request.scene.index >= request.scenes - 1 and last:
        return Layout.CLOSING
    if first and request.opens and request.views > 1 and plain(request.scene.heading):
        return Layout.SECTION
    called_for = _called_for(request)
    return called_for[_turn(request) % len(called_for)]


def _has_content(layout: Layout, request: PictureRequest) -> bool:
    """Tell whether a scene has what *layout* shows; words alone will do for most."""
    has = _NEEDS.get(layout)
    return has is None or has(request)


def _has_dates(request: PictureRequest) -> bool:
    return len(points(request)) > 1 and all(map(dated, points(request)))


def _has_table(request: PictureRequest, *columns: int) -> bool:
    table = request.scene.table
    if table is None or not table.rows or not any(map(plain, (*table.header, *table.rows[0]))):
        return False
    return len(table.header) in columns if columns else len(table.header) > 1


def _has_chart(request: PictureRequest) -> bool:
    return request.scene.table is not None and chart_of(request.scene.table, tall=_tall(request)) is not None


_NEEDS: Final[Mapping[Layout, Callable[[PictureRequest], bool]]] = {
    Layout.IMAGE: lambda request: request.scene.picture is not None,
    Layout.BULLETS: lambda request: len(points(request)) > 1,
    Layout.STEPS: lambda request: len(points(request)) > 1,
    Layout.CYCLE: lambda request: len(points(request)) > 1,
    Layout.TIMELINE: _has_dates,
    Layout.CREDITS: lambda request: bool(points(request)),
    Layout.FIGURE: lambda request: figure(plain(request.scene.script)) is not None,
    Layout.CHART: _has_chart,
    Layout.TABLE: _has_table,
    Layout.COMPARISON: lambda request: _has_table(request, *range(3, 5)),
    Layout.CODE: lambda request: request.scene.listing is not None and bool(request.scene.listing.text.strip()),
}


def _called_for(request: PictureRequest) -> tuple[Layout, ...]:
    """Say which layouts the words of a scene call for."""
    scene, script = request.scene, plain(request.scene.script)
    if scene.bullets and _has_content(Layout.BULLETS, request):
        return (Layout.TIMELINE if _has_content(Layout.TIMELINE, request) else Layout.BULLETS,)
    found = tuple(layout for layout in (Layout.BULLETS, Layout.FIGURE) if _has_content(layout, request))
    if quotation(script) is not None:
        found = (*found, Layout.QUOTE)
    if found == (Layout.FIGURE,) and _is_year(request):
        # A film that tells of the past would be one of numbers.
        found = () if pictogram(script, request.language, plain(request.title)) else (Layout.STATEMENT, *found)
    if found:
        return found
    headed = plain(scene.heading) and script and request.opens and not request.view
    return (Layout.STATEMENT, Layout.SECTION) if headed else (Layout.STATEMENT,)


def _is_year(request: PictureRequest) -> bool:
    number = figure(plain(request.scene.script))
    return number is not None and not number.unit and len(number.number) == 4 and number.number.isdigit()


def _tall(request: PictureRequest) -> bool:
    return request.size.height > request.size.width


def _turn(request: PictureRequest) -> int:
    return request.scene.index + request.seed


def _variant(request: PictureRequest) -> int:
    """Count looks so that no two neighbours have the same: 0 to 2 for first views, 3 and 4 in turn for those after."""
    return 3 + (_turn(request) + request.view) % 2 if request.view else _turn(request) % 3


def slide_for(request: PictureRequest) -> Slide:
    """
    Choose layout, words and look for the scene of *request*; nothing else plays a part.
    """
    layout = layout_for(request)
    words = versions(request, layout)
    number = figure(plain(request.scene.script)) if words[0].number else None
    return Slide(
        layout=layout,
        versions=words,
        variant=_variant(request),
        colours=hashlib.sha256(request.title.encode(errors="replace")).digest()[0] + request.seed,
        share=number.share if number else None,
        exhibit=exhibit(request, layout, words[0].points),
        pictogram=_pictogram(request, layout, words[0]),
    )


_COLOURED: Final = frozenset({Layout.STATEMENT, Layout.CLOSING})
"""Layouts whose most telling word has the accent's colour."""

_RETURN: Final = 3
"""Of slides with vague pictograms, every which has that of the film's subject."""

_PICTURED: Final = frozenset(
    {Layout.TITLE, Layout.SECTION, Layout.STATEMENT, Layout.CLOSING, Layout.BULLETS, Layout.CREDITS}
)
"""Layouts with a place for a pictogram."""


def _pictogram(request: PictureRequest, layout: Layout, words: Words) -> Pictogram | None:
    """Look for a pictogram in what is shown, then in what it is about; the film's subject takes turns with vague ones."""
    if layout not in _PICTURED:
        return None
    title, heading = plain(request.title), plain(request.scene.heading)
    subject = pictogram(title, request.language)
    if layout is Layout.CREDITS:
        return subject
    turn = _turn(request) + request.view
    texts = (words.main, words.detail, heading)
    known = "" if layout is Layout.TITLE else title
    found = next((found for text in texts if (found := pictogram(text, request.language, known, turn))), None)
    if layout in {Layout.TITLE, Layout.CLOSING} and (found is None or found.vague):
        return subject or found
    returns = found and found.vague and subject and not subject.vague and turn % _RETURN == 0
    return subject if returns else found
