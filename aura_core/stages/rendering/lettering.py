"""
Captions as pictures: libass draws every distinct state once, and it is blended over as many frames as show it.

That costs a hundredth of what drawing them anew in each frame costs, and gives the same pixels to one code value:
each state is drawn over a dark and over a light ground, which gives what it adds and what it lets through.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aura_core.captions import ass
from aura_core.captions.states import State
from aura_core.errors import RenderError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.fonts import CAPTION_FAMILY, Fonts
from aura_core.frames.blend import Overlay
from aura_core.frames.buffer import Frame
from aura_core.model.timeline import Timeline


__all__ = ["letter"]


def letter(shown: Sequence[State], timeline: Timeline, ffmpeg: FFmpeg, fonts: Fonts) -> list[Overlay | None]:
    """
    Draw the captions of the states *shown*, ``None`` where there are none.
    """
    distinct = {(state.cue, state.word): state for state in shown if state.cue is not None}
    if not distinct:
        return [None] * len(shown)
    size = timeline.size
    top = size.height // 2 // 2 * 2
    with tempfile.TemporaryDirectory(prefix="aura-") as scratch:
        script = Path(scratch) / "captions.ass"
        script.write_text(
            ass.dumps_states(tuple(distinct.values()), timeline.cues, size, CAPTION_FAMILY), encoding="utf-8"
        )
        argv = command.caption_states(ffmpeg, script, fonts.folder, size, top, len(distinct))
        done = subprocess.run(argv, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        raise RenderError(
            "FFmpeg could not draw the captions.",
            argv=argv,
            exit_code=done.returncode,
            log=said,
            remedy="Try again; if it fails the same way, run `aura doctor` and report the log.",
        )
    drawn = _overlays(done.stdout, size.width, size.height - top, top)
    overlays: dict[tuple[int | None, int | None], Overlay] = dict(zip(distinct, drawn, strict=True))
    return [overlays.get((state.cue, state.word)) for state in shown]


def _overlays(raw: bytes, width: int, height: int, top: int) -> list[Overlay]:
    """Take apart what FFmpeg drew: per state two pictures, one above the other in each plane."""
    pictures = np.frombuffer(raw, np.uint8).reshape(-1, width * height * 3)
    return [_overlay(picture, width, height, top) for picture in pictures]


def _overlay(picture: NDArray[np.uint8], width: int, height: int, top: int) -> Overlay:
    luma, quarter = width * height * 2, width * height // 2
    planes = (picture[:luma], picture[luma : luma + quarter], picture[luma + quarter :])
    dark, light = Frame.blank(width, height), Frame.blank(width, height)
    for index, plane in enumerate(planes):
        upper, lower = np.split(plane, 2)
        dark.planes[index][:] = upper.reshape(dark.planes[index].shape)
        light.planes[index][:] = lower.reshape(light.planes[index].shape)
    return Overlay.between(dark, light, top)
