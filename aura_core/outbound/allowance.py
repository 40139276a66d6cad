"""
What providers say of how often they may still be asked.

``X-RateLimit-Limit``, ``-Remaining`` and ``-Reset`` are a custom that no standard describes: Pexels tells the moment at
which it counts anew (seconds since 1970), Pixabay how many seconds are left until then, Unsplash neither, for it counts by
the hour (https://help.pexels.com, https://pixabay.com/api/docs, https://unsplash.com/documentation, read in 2026).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs


__all__ = ["Allowance", "allowance_in"]

_MOMENT: Final = 1e9
"""What is more is a moment; as seconds that are left it would be thirty years."""

_LARGEST: Final = 2**53


@attrs.frozen
class Allowance:
    """
    How often a provider may be asked, as it said last.

    Attributes:
        most: Requests in all.

        left: Requests that are left.

        resets_at: When it counts anew, in seconds since 1970; ``None`` when it does not say.

        told_at: When it said so.

        documented: Whether it did not say so, but documents it.
    """

    most: int
    left: int
    resets_at: float | None
    told_at: float
    documented: bool = False


def allowance_in(headers: Mapping[str, str], now: float) -> Allowance | None:
    """Read what the *headers* of an answer say; ``None`` when they say nothing."""
    most, left, reset = (_number(headers.get(f"x-ratelimit-{name}")) for name in ("limit", "remaining", "reset"))
    if most is None or left is None:
        return None
    resets_at = reset if reset is None or reset > _MOMENT else now + reset
    return Allowance(most, left, resets_at, now)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and int(text) < _LARGEST else None
