"""
Parting what has weight into stretches of about equal weight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import heapify, heappop, heapreplace
from itertools import accumulate


__all__ = ["divide", "grown", "shrunk"]


def divide(weights: Sequence[int], parts: int, pulls: Sequence[float] = ()) -> list[range]:
    """
    Part ``range(len(weights))`` into *parts* stretches, none empty, of about equal weight.

    Args:
        weights: What each place weighs.

        parts: At most as many as there are places.

        pulls: How much better a cut is after each place than elsewhere, as a share of a stretch.
    """
    sums = [0, *accumulate(weights)]
    share = sums[-1] / parts
    strains = [-share * pull for pull in pulls] or [0.0] * len(weights)
    cuts = [0]
    for number in range(1, parts):
        first, last = cuts[-1] + 1, len(weights) - (parts - number)
        ideal = share * number
        near = bisect_left(sums, ideal)
        window = range(max(first, min(near - 4, last)), min(last, max(near + 4, first)) + 1)
        cuts.append(min(window, key=lambda cut, ideal=ideal: abs(sums[cut] - ideal) + strains[cut - 1]))  # type: ignore[misc]
    return [range(start, stop) for start, stop in zip(cuts, [*cuts[1:], len(weights)], strict=True)]


def grown(parts: list[int], most: Sequence[int], words: Sequence[int], wanted: int) -> list[int]:
    """
    Add to *parts* until they are *wanted* in all or each has its *most*, always where a part holds the most words.
    """
    longest = [(-words[place] / parts[place], place) for place in range(len(parts)) if parts[place] < most[place]]
    heapify(longest)
    missing = wanted - sum(parts)
    while missing > 0 and longest:
        place = longest[0][1]
        parts[place] += 1
        missing -= 1
        if parts[place] < most[place]:
            heapreplace(longest, (-words[place] / parts[place], place))
        else:
            heappop(longest)
    return parts


def shrunk(parts: list[int], words: Sequence[int], wanted: int) -> list[int]:
    """
    Take from *parts* until they are *wanted* in all or each is one, always where parts hold the fewest words.
    """
    shortest = [(words[place] / (parts[place] - 1), place) for place in range(len(parts)) if parts[place] > 1]
    heapify(shortest)
    surplus = sum(parts) - wanted
    while surplus > 0 and shortest:
        place = shortest[0][1]
        parts[place] -= 1
        surplus -= 1
        if parts[place] > 1:
            heapreplace(shortest, (words[place] / (parts[place] - 1), place))
        else:
            heappop(shortest)
    return parts
