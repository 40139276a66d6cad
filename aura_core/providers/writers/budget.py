"""
Choosing what is said, so that it lasts as long as it should.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs


__all__ = ["Choice", "choose"]


@attrs.frozen
class Choice:
    """
    Something that may be said.

    Attributes:
        words: How long it is; at least one.

        worth: How much it is wanted; greater is better.
    """

    words: int
    worth: float


def choose(choices: Sequence[Choice], budget: int, slack: int = 0) -> frozenset[int]:
    """
    Return the places in *choices* that together come nearest to *budget* words, the worthiest among equals.

    Args:
        slack: Words by which a sum may differ from *budget* and still count as equal to others, word for word.

    A knapsack filled exactly: the time is that of ``len(choices) * budget`` steps.
    """
    if sum(choice.words for choice in choices) <= budget:
        return frozenset(range(len(choices)))
    limit = max(0, budget) + slack + min((choice.words for choice in choices), default=0)
    worths: list[float | None] = [0.0, *[None] * limit]
    chosen = [0] * (limit + 1)
    for place, choice in enumerate(choices):
        for total in range(limit, choice.words - 1, -1):
            before = worths[total - choice.words]
            if before is None:
                continue
            worth, now = before + choice.worth, worths[total]
            if now is None or worth > now:
                worths[total] = worth
                chosen[total] = chosen[total - choice.words] | 1 << place
    reached = {total: worth for total, worth in enumerate(worths) if worth is not None}
    near = [total for total in reached if total and abs(total - budget) <= slack]
    if near:
        best = max(near, key=lambda total: (reached[total] / total, -abs(total - budget)))
    else:
        best = min(reached, key=lambda total: abs(total - budget))
    return frozenset(place for place in range(len(choices)) if chosen[best] >> place & 1)
