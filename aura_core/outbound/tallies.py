"""
What calls came to: how many, how fast, and what they cost, summed up by whatever one asks for.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

import attrs

from aura_core.outbound.calls import CallLog


__all__ = ["By", "Tally", "tallies"]

_NEVER: Final = 1e12
"""Seconds since 1970, in some thirty thousand years."""

_QUERY: Final = """
    SELECT COUNT(*), COUNT(verdict), TOTAL(CASE WHEN verdict IS NULL THEN ended - began END), SUM(tokens_in),
        SUM(tokens_out), SUM(characters), TOTAL(dollars), SUM(dollars IS NULL), MAX(began), {0}
    FROM calls WHERE began >= ? AND began < ? AND (? IS NULL OR run = ?)
    GROUP BY {0} ORDER BY TOTAL(dollars) DESC, COUNT(*) DESC
"""


class By(Enum):
    """What calls are told apart by: whom they were made to, for which step, with which model, for which film, on which day."""

    PROVIDER = "provider"
    STAGE = "stage"
    MODEL = "model"
    RUN = "run"
    DAY = "date(began, 'unixepoch', 'localtime')"


@attrs.frozen
class Tally:
    """
    Calls that have something in common.

    Attributes:
        of: What they have in common, in the order in which it was asked for.

        failed: Calls of which nothing came.

        seconds: How long those took that were answered, all together.

        dollars: What they cost, as far as that is known.

        unpriced: Calls whose price nobody knows.

        last: When the last of them began.
    """

    of: tuple[str, ...]
    calls: int
    failed: int
    seconds: float
    tokens_in: int
    tokens_out: int
    characters: int
    dollars: float
    unpriced: int
    last: datetime

    @property
    def answered(self) -> int:
        """Calls of which something came, or may yet."""
        return self.calls - self.failed

    @property
    def pace(self) -> float:
        """How many seconds an answer took."""
        return self.seconds / self.answered if self.answered else 0.0

    @property
    def tokens(self) -> int:
        """Asked and answered."""
        return self.tokens_in + self.tokens_out


def tallies(
    calls: CallLog, by: By, *others: By, since: float = 0.0, until: float = _NEVER, run: str | None = None
) -> tuple[Tally, ...]:
    """
    Sum up *calls*, the dearest first.

    Args:
        since: Of calls that began then or later, in seconds since 1970.

        until: And before then.

        run: Of this film alone.

    Raises:
        OutputError: the calls cannot be read.
    """
    names = ", ".join(one.value for one in (by, *others))
    return tuple(map(_tally, calls.rows(_QUERY.format(names), since, until, run, run)))


def _tally(row: tuple[Any, ...]) -> Tally:
    calls, failed, seconds, asked, answered, characters, dollars, unpriced, last, *common = row
    spent = (asked, answered, characters, dollars, unpriced)
    return Tally(tuple(common), calls, failed, seconds, *spent, datetime.fromtimestamp(last, UTC))
