"""
Where captions may stand: clear of the frame's edge, and of what players lay over it.
"""

from __future__ import annotations

import attrs

from aura_core.model.render import Resolution


__all__ = ["SafeArea", "safe_area"]


@attrs.frozen
class SafeArea:
    """
    What stays free at each edge of the frame, in pixels.

    Attributes:
        side: On the left, and as much on the right.
    """

    top: int
    bottom: int
    side: int


def safe_area(size: Resolution) -> SafeArea:
    """
    Return what captions leave free in frames of *size*.

    A film that lies or is square keeps to the title-safe area of EBU R 95, 5 % on each side, and a little more below.
    Beside and below an upright film (9:16) players for phones show their buttons and its description: captions stay out
    of the lowest sixth and the highest eighth. A portrait of 4:5 is shown in a feed, which lays less over it.
    """
    if size.height > 1.5 * size.width:
        top, bottom, side = 0.125, 0.16, 0.06
    elif size.height > 1.1 * size.width:
        top, bottom, side = 0.08, 0.08, 0.05
    else:
        top, bottom, side = 0.06, 0.06, 0.05
    return SafeArea(round(size.height * top), round(size.height * bottom), round(size.width * side))
