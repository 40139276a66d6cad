"""
A timeline cut into pieces that are encoded on their own.

Rule 1: a segment shows one shot, or one giving way to the next; the pieces in order are the film, frame by frame.

Rule 2: where a segment lies in the film does not change its pixels, so that moving it costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import attrs

from aura_core.model.enums import TransitionKind
from aura_core.model.timeline import Shot, Timeline
from aura_core.timing import FrameRange


__all__ = ["Layer", "Segment", "layer_of", "segments"]

_LONGEST: Final = 5
"""Seconds of a moving segment: short enough to share the work among cores evenly, long enough for x264 to look ahead."""


@attrs.frozen
class Layer:
    """
    A shot as a segment sees it.

    Attributes:
        shot: What is shown.

        first: Index of the segment's first frame among the *count* frames in which the shot is seen.
    """

    shot: Shot
    first: int
    count: int


@attrs.frozen
class Segment:
    """
    A piece of the film.

    Attributes:
        layers: One shot, or two of which the first gives way to the second.

        transition: How it does; a single shot has none.
    """

    frames: FrameRange
    layers: tuple[Layer, ...]
    transition: TransitionKind = TransitionKind.CUT

    @property
    def still(self) -> bool:
        """Whether all frames are the same, captions aside."""
        return len(self.layers) == 1 and self.layers[0].shot.still


def segments(timeline: Timeline) -> tuple[Segment, ...]:
    """
    Cut *timeline* into segments.
    """
    return tuple(_cut(timeline))


def _cut(timeline: Timeline) -> Iterator[Segment]:
    longest = round(_LONGEST * timeline.frame_rate)
    for index, shot in enumerate(timeline.shots):
        before, after = _halves(timeline, index)
        body = FrameRange(shot.frames.start + before, shot.frames.stop - after)
        yield from (
            Segment(piece, (layer_of(timeline, index, piece.start),))
            for piece in ([body] if shot.still else _pieces(body, longest))
            if len(piece)
        )
        if shot.transition.frames and index + 1 < len(timeline.shots):
            fade = FrameRange(shot.frames.stop - after, shot.frames.stop - after + shot.transition.frames)
            layers = (layer_of(timeline, index, fade.start), layer_of(timeline, index + 1, fade.start))
            yield Segment(fade, layers, shot.transition.kind)


def layer_of(timeline: Timeline, index: int, frame: int) -> Layer:
    """
    Return shot *index* as a segment that starts at *frame* sees it.
    """
    shot = timeline.shots[index]
    earlier = timeline.shots[index - 1].transition.frames if index else 0
    later = shot.transition.frames if index + 1 < len(timeline.shots) else 0
    seen_from = shot.frames.start - earlier // 2
    seen_until = shot.frames.stop + later - later // 2
    return Layer(shot, frame - seen_from, seen_until - seen_from)


def _halves(timeline: Timeline, index: int) -> tuple[int, int]:
    """Say how many frames of shot *index* belong to the transitions before and after it."""
    earlier = timeline.shots[index - 1].transition.frames if index else 0
    before = earlier - earlier // 2
    after = timeline.shots[index].transition.frames // 2 if index + 1 < len(timeline.shots) else 0
    return before, after


def _pieces(body: FrameRange, longest: int) -> Iterator[FrameRange]:
    count = max(1, -(-len(body) // longest))
    edges = [body.start + len(body) * piece // count for piece in range(count + 1)]
    return (FrameRange(start, stop) for start, stop in pairwise(edges))
