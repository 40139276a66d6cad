"""
Captions as pictures: libass draws every distinct state once, and it is blended over as many frames as show it.

That costs a hundredth of what drawing them anew in each frame costs, and gives the same pixels to one code value:
each state is drawn over a dark and over a light ground, which gives what it adds and what it lets through.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Final, TypeAlias

import attrs
import numpy as np

from aura_core.captions import ass
from aura_core.captions.states import State
from aura_core.captions.style import style_for
from aura_core.faces import CaptionFonts
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.process import FrameReader
from aura_core.frames.blend import Overlay
from aura_core.frames.buffer import Frame
from aura_core.model.timeline import Timeline


__all__ = ["Lettering", "letter"]

_DARK: Final = 16


Lettering: TypeAlias = dict[tuple[int | None, int | None], Overlay]
"""How each look is drawn, by cue and latest word."""


def letter(
    shown: Sequence[State],
    timeline: Timeline,
    ffmpeg: FFmpeg,
    fonts: CaptionFonts,
    opened: Callable[[FrameReader], AbstractContextManager[FrameReader]] = closing,
) -> Lettering:
    """
    Draw the captions of the states *shown*.

    Args:
        opened: Looks after the process that draws while it runs.
    """
    distinct: dict[tuple[int | None, int | None], State] = {
        (state.cue, state.word): state for state in shown if state.cue is not None
    }
    if not distinct:
        return {}
    size = timeline.size
    style = style_for(size, fonts.family, timeline.caption_look, timeline.caption_font, fonts.others)
    top = size.height // 2 // 2 * 2 if style.is_below else 0
    looks = tuple(distinct.values())
    with tempfile.TemporaryDirectory(prefix="aura-") as scratch:
        script = Path(scratch) / "captions.ass"
        script.write_text(ass.dumps_states((*looks, *looks), timeline.cues, style), encoding="utf-8")
        argv = command.caption_states(ffmpeg, script, fonts.folder, size, top, 2 * len(looks))
        with opened(FrameReader(argv)) as reader:
            picture = Frame.blank(size.width, size.height - top)
            dark = [_Band.read(reader, picture) for _ in looks]
            light = [_Band.read(reader, picture, band.first, band.stop) for band in dark]
    overlays = (
        Overlay.between(below.frame, above.frame, top + below.first) for below, above in zip(dark, light, strict=True)
    )
    return dict(zip(distinct, overlays, strict=True))


@attrs.frozen
class _Band:
    """Rows *first* to *stop* of a picture, in whole pairs."""

    frame: Frame
    first: int
    stop: int

    @classmethod
    def read(cls, reader: FrameReader, picture: Frame, first: int | None = None, stop: int | None = None) -> _Band:
        """Read the next *picture* and keep the rows asked for, or those in which something is drawn over the dark."""
        reader.read_into(picture.buffer.data)
        if first is None or stop is None:
            drawn = np.flatnonzero((picture.planes[0] != _DARK).any(axis=1))
            first, stop = (int(drawn[0]) // 2 * 2, int(drawn[-1]) // 2 * 2 + 2) if drawn.size else (0, 2)
        band = Frame.blank(picture.width, stop - first)
        for whole, cut, shrink in zip(picture.planes, band.planes, (1, 2, 2), strict=True):
            cut[:] = whole[first // shrink : stop // shrink]
        return cls(band, first, stop)
