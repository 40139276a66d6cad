"""
What a slide shows besides words, as the theme is told it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any, Final

import attrs

from aura_core.model.enums import Layout
from aura_core.model.script import Listing, Table
from aura_core.model.visuals import PictureRequest
from aura_core.providers.images.charts import chart_of, number_in
from aura_core.providers.images.words import plain, shortened


__all__ = ["dated", "exhibit", "layout_of_table", "texts_of"]

_ROWS: Final = 7
_COLUMNS: Final = 5
_CELL_WORDS: Final = 9

_ASPECTS: Final = 5
"""Rows of a comparison."""

_LINES: Final = 16
_LINE: Final = 84
_LINE_STANDING: Final = 46
"""Lines of a program, and characters of a line; a longer one is folded."""

_SHORT: Final = 3
"""Lines of a program that is folded earlier, to be set larger."""

_DATED: Final = re.compile(
    r"^(?:(?:in|on|since|from|by|um|im|seit|en|depuis|nel|em)\s+)?"
    r"(?P<date>(?:\d{1,2}\.?\s+)?(?:[^\W\d]{3,9}\.?\s+)?\d{3,4}s?(?:\s*[–-]\s*\d{2,4})?|\d{1,2}:\d\d)"
    r"\s*(?:[:–—,-]\s*|\s+)(?P<event>\S.*)$",
    re.IGNORECASE,
)


def dated(point: str) -> tuple[str, str] | None:
    """Part ``1931: The light becomes electric`` into its date and what happened; ``None`` when it begins with no date."""
    found = _DATED.match(point)
    if found is None:
        return None
    event = found["event"]
    return found["date"], event[0].upper() + event[1:]


def layout_of_table(table: Table, *, tall: bool = False) -> Layout:
    """Say how *table* is shown best: numbers as a chart, two or three things side by side, or as it is."""
    columns = list(zip(*(row[1:] for row in table.rows), strict=False))
    told = sum(any(number_in(cell) is None and len(cell.split()) > 1 for cell in column) for column in columns)
    counted = sum(all(number_in(cell) for cell in column) for column in columns)
    # Of a table that tells more than it counts, a chart would leave out most.
    if told <= counted and chart_of(table, tall=tall):
        return Layout.CHART
    things = len(table.header) - 1
    named = all(plain(cell) for cell in table.header[1:])
    wordy = not any(number_in(cell) for row in table.rows for cell in row[1:])
    if 2 <= things <= 3 and named and len(table.rows) <= _ASPECTS and (wordy or not plain(table.header[0])):
        return Layout.COMPARISON
    return Layout.TABLE


def exhibit(request: PictureRequest, layout: Layout, points: tuple[str, ...]) -> dict[str, Any] | None:
    """
    Return what the slide of *request* shows in this *layout*, as plain JSON values.
    """
    make = _MAKERS.get(layout)
    return make(request, points) if make else None


def texts_of(shown: Any) -> list[str]:
    """List all words in what :func:`exhibit` returned."""
    if isinstance(shown, str):
        return [shown]
    if isinstance(shown, Mapping):
        return [text for value in shown.values() for text in texts_of(value)]
    if isinstance(shown, list | tuple):
        return [text for value in shown for text in texts_of(value)]
    return []


def _chart(request: PictureRequest, _: tuple[str, ...]) -> dict[str, Any]:
    assert request.scene.table
    chart = chart_of(request.scene.table, tall=request.size.height > request.size.width)
    assert chart
    labels = [shortened(label, _CELL_WORDS) for label in chart.labels]
    return {**attrs.asdict(chart), "kind": chart.kind.value, "labels": labels}


def _table(request: PictureRequest, _: tuple[str, ...]) -> dict[str, Any]:
    table = request.scene.table
    assert table
    rows = [[_cell(cell) for cell in row[:_COLUMNS]] for row in table.rows[:_ROWS]]
    header = [_cell(cell) for cell in table.header[:_COLUMNS]]
    columns = list(zip(header, *rows, strict=True))
    return {
        "header": header,
        "rows": rows,
        "numeric": [
            at > 0 and all(number_in(cell) for cell in column[1:] if cell) for at, column in enumerate(columns)
        ],
        "weights": [max(6.0, _breadth(column)) for column in columns],
    }


def _breadth(column: tuple[str, ...]) -> float:
    """Say how much room *column* asks for: its longest cell, but never less than its longest word needs."""
    longest = max(len(word) for cell in column for word in cell.split() or ("",))
    return max(1.6 * min(longest, 16), min(30, max(map(len, column))))


def _comparison(request: PictureRequest, _: tuple[str, ...]) -> dict[str, Any]:
    table = request.scene.table
    assert table
    return {
        "columns": [_cell(cell) for cell in table.header[1:4]],
        "aspects": [_cell(row[0]) for row in table.rows[:_ASPECTS]],
        "cells": [[_cell(cell) for cell in row[1:4]] for row in table.rows[:_ASPECTS]],
    }


def _cell(text: str) -> str:
    return shortened(plain(text), _CELL_WORDS)


def _code(request: PictureRequest, _: tuple[str, ...]) -> dict[str, Any]:
    listing = request.scene.listing or Listing(request.scene.script)
    written = [
        "".join(c for c in line if c.isprintable()) for line in listing.text.expandtabs(4).strip("\n").split("\n")
    ]
    longest = _LINE if request.size.width > request.size.height else _LINE_STANDING
    if len(written) <= _SHORT:
        longest = 2 * longest // 3
    lines = [part for line in written for part in _folded(line, longest)]
    kept = lines[:_LINES]
    if len(lines) > _LINES:
        kept[-1] = "…"
    return {"text": "\n".join(kept), "language": re.sub(r"[^\w+#.-]", "", listing.language)}


def _folded(line: str, longest: int) -> list[str]:
    """Fold *line* between words, the rest of it indented; what has no place to fold is cut, and an ellipsis says so."""
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    parts = wrap(line, longest, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return [part if len(part) <= longest else f"{part[: longest - 1]}…" for part in parts or [""]]


def _timeline(_: PictureRequest, points: tuple[str, ...]) -> dict[str, Any]:
    parts = [dated(point) or ("", point) for point in points]
    return {"dates": [date for date, _ in parts], "events": [event for _, event in parts]}


_MAKERS: Final[Mapping[Layout, Callable[[PictureRequest, tuple[str, ...]], dict[str, Any]]]] = {
    Layout.CHART: _chart,
    Layout.TABLE: _table,
    Layout.COMPARISON: _comparison,
    Layout.CODE: _code,
    Layout.TIMELINE: _timeline,
}
