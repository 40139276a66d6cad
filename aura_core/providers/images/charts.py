"""
Tables as charts.

Rule 1: a column of numbers is drawn, never changed: what stands beside a bar is what stood in the table.

Rule 2: shares that make up a whole are a donut; values by year or date, four or more, are a line; few values with short
names are columns; everything else is bars.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

import attrs

from aura_core.model.script import Table
from aura_core.providers.images.words import plain


__all__ = ["Chart", "ChartKind", "chart_of", "number_in"]

_NUMBER: Final = re.compile(
    r"^[^\d\-−+.,]{0,4}\s*(?P<sign>[-−+]?)\s*(?P<figure>\d[\d.,'’\s\u00a0\u202f]*|[.,]\d+)\s*(?P<unit>[^\d]{0,16})$"
)
_GROUPED: Final = re.compile(r"^\d{1,3}(?:[.,'’\s\u00a0\u202f]\d{3})+$")
_MOMENT: Final = re.compile(
    r"^(?:(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}|Q[1-4](?:\s+\d{4})?|\d{1,2}:\d\d|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d{4})?)$",
    re.IGNORECASE,
)

_FEWEST: Final = 2
_MOST: Final = 10
"""Rows of a chart; more are told apart no longer."""

_SLICES: Final = 6
_COLUMNS: Final = 6
_SHORT: Final = 12
"""Characters of a name that stands below a column."""


class ChartKind(Enum):
    """How numbers are drawn."""

    BARS = "bars"
    COLUMNS = "columns"
    LINE = "line"
    DONUT = "donut"


@attrs.frozen
class Chart:
    """
    A column of a table, ready to be drawn.

    Attributes:
        title: What the numbers are.

        written: The numbers as they stood in the table.

        shares: The same, 1 for the largest; of a donut, shares of the whole.

        highlight: The place of what matters most: the largest value, or of a line the last.

        lowest: The place of the smallest value.
    """

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    written: tuple[str, ...]
    shares: tuple[float, ...]
    highlight: int
    lowest: int


def number_in(text: str) -> tuple[float, str] | None:
    """
    Read *text* as a number and its unit: ``1,200``, ``46 %``, ``€ 3.5``, ``−4 °C``; ``None`` if it is none.
    """
    found = _NUMBER.match(text.strip())
    if found is None:
        return None
    figure = found["figure"].strip()
    if _GROUPED.match(figure):
        figure = re.sub(r"\D", "", figure)
    else:
        figure = re.sub(r"[\s'’\u00a0\u202f]", "", figure)
        figure = figure.replace(",", "") if figure.count(",") and figure.count(".") else figure.replace(",", ".")
    try:
        value = float(figure)
    except ValueError:
        return None
    return (-value if found["sign"] in {"-", "−"} else value), found["unit"].strip()


def chart_of(table: Table, *, tall: bool = False) -> Chart | None:
    """
    Return the chart that *table* makes: its first column names what its first column of numbers counts.

    Args:
        tall: Whether the frame stands, so that there is room for bars only.

    Returns:
        ``None`` when there is no such column, or too little or too much to be drawn.
    """
    if not _FEWEST <= len(table.rows) <= _MOST or len(table.header) < 2:
        return None
    labels = tuple(plain(row[0]) for row in table.rows)
    for column in range(1, len(table.header)):
        written = tuple(plain(row[column]) for row in table.rows)
        numbers = [number_in(text) for text in written]
        found = [number for number in numbers if number is not None]
        if len(found) == len(numbers) and len({unit for _, unit in found}) == 1 and all(labels):
            return _chart(plain(table.caption) or plain(table.header[column]), labels, written, found, tall=tall)
    return None


def _chart(
    title: str, labels: tuple[str, ...], written: tuple[str, ...], numbers: Sequence[tuple[float, str]], *, tall: bool
) -> Chart | None:
    values = [value for value, _ in numbers]
    most, total = max(values), sum(values)
    if min(values) < 0 or most <= 0:
        return None
    kind = _kind(labels, values, numbers[0][1], tall=tall)
    shares = tuple(value / (total if kind is ChartKind.DONUT else most) for value in values)
    highlight = len(values) - 1 if kind is ChartKind.LINE else values.index(most)
    return Chart(kind, title, labels, written, shares, highlight, values.index(min(values)))


def _kind(labels: Sequence[str], values: Sequence[float], unit: str, *, tall: bool) -> ChartKind:
    if len(values) >= 4 and all(_MOMENT.match(label) for label in labels):
        return ChartKind.LINE
    if unit == "%" and 95 <= sum(values) <= 105 and 2 <= len(values) <= _SLICES:
        return ChartKind.DONUT
    if len(values) <= _COLUMNS and max(map(len, labels)) <= _SHORT and not tall:
        return ChartKind.COLUMNS
    return ChartKind.BARS
