"""
What the captions look like, frame by frame.

A word stays highlighted until the next word of its cue begins; before the first and after the last the cue is plain.
A word that is shown alone, and words that are filled, stay as they are until their cue is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

import attrs

from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionLook
from aura_core.timing import FrameRange, FrameRate, Seconds, frame_at


__all__ = ["State", "states", "turns"]


@attrs.frozen
class State:
    """
    Frames in which the captions look the same.

    Attributes:
        cue: Index of the cue that is shown; ``None`` when there is none.

        word: Index of the word of that cue that is highlighted or shown, or up to which it is filled; ``None`` when
            there is none.
    """

    frames: FrameRange
    cue: int | None
    word: int | None


_Look: TypeAlias = tuple[int | None, int | None]


def states(
    cues: Iterable[Cue], frame_rate: FrameRate, *, look: CaptionLook, first_frame: int, stop_frame: int
) -> tuple[State, ...]:
    """
    Part the frames from *first_frame* to *stop_frame* by what the captions look like.

    Args:
        cues: In order, none overlapping.

    Returns:
        States that follow one another without a gap, each unlike its neighbours.
    """
    looks: dict[int, _Look] = {first_frame: (None, None)}
    for index, cue in enumerate(cues):
        end = frame_at(cue.span.end, frame_rate)
        if end <= first_frame or frame_at(cue.span.start, frame_rate) >= stop_frame:
            continue
        for moment, word in turns(cue, look):
            looks[max(frame_at(moment, frame_rate), first_frame)] = index, word
        looks[end] = None, None
    return tuple(_merged(looks, stop_frame))


def turns(cue: Cue, look: CaptionLook) -> Iterator[tuple[Seconds, int | None]]:
    """
    Yield when *cue* changes while it is shown, and which of its words is the latest from then on.
    """
    yield cue.span.start, None
    if look in {CaptionLook.PLAIN, CaptionLook.BOXED}:
        return
    for index, word in enumerate(cue.words):
        yield _within(cue, word.span.start), index
    if look is CaptionLook.HIGHLIGHT and cue.words:
        yield _within(cue, cue.words[-1].span.end), None


def _within(cue: Cue, moment: Seconds) -> Seconds:
    return min(max(moment, cue.span.start), cue.span.end)


def _merged(looks: dict[int, _Look], stop: int) -> Iterator[State]:
    """Make states of *looks*, by the frame at which each begins, in order."""
    frames = [frame for frame in looks if frame < stop]
    changes = frames[:1] + [after for before, after in pairwise(frames) if looks[before] != looks[after]]
    for begin, end in pairwise([*changes, stop]):
        yield State(FrameRange(begin, end), *looks[begin])
