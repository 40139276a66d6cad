"""
How long suites search for examples that break a promise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import settings


__all__ = ["searched"]


def searched(most: int | None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """
    Bound the search of a property.

    Args:
        most: Examples, where one costs much; ``None`` as many as the profile of Hypothesis has.
    """
    usual = settings().max_examples
    return settings(max_examples=min(usual, most or usual))
