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
from typing import Final

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

_DARK: Final = 16


def letter(shown: Sequence[State], timeline: Timeline, ffmpeg: FFmpeg, fonts: Fonts) -> list[Overlay | None]:
    """
    Draw the captions of the states *shown*, ``None`` where there are none.
    """
    distinct = {(state.cue, state.word): state for state in shown if state.cue is not None}
    if not distinct:
        return [None] * len(shown)
    size = timeline.size
    top = size.height // 2 // 2 * 2
    looks = tuple(distinct.values())
    with tempfile.TemporaryDirectory(prefix="aura-") as scratch:
        script = Path(scratch) / "captions.ass"
        script.write_text(ass.dumps_states((*looks, *looks), timeline.cues, size, CAPTION_FAMILY), encoding="utf-8")
        argv = command.caption_states(ffmpeg, script, fonts.caption_folder, size, top, 2 * len(looks))
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
    """Take apart what FFmpeg drew: all pictures over the dark ground, then all over the light one."""
    pictures = np.frombuffer(raw, np.uint8).reshape(2, -1, width * height * 3 // 2)
    return [_overlay(dark, light, width, height, top) for dark, light in zip(*pictures, strict=True)]


def _overlay(dark: NDArray[np.uint8], light: NDArray[np.uint8], width: int, height: int, top: int) -> Overlay:
    first, stop = _rows(dark[: width * height].reshape(height, width))
    return Overlay.between(
        _band(dark, width, height, first, stop), _band(light, width, height, first, stop), top + first
    )


def _rows(luma: NDArray[np.uint8]) -> tuple[int, int]:
    """Say which rows of a picture over the dark ground are not empty, in whole pairs."""
    drawn = np.flatnonzero((luma != _DARK).any(axis=1))
    if not drawn.size:
        return 0, 2
    return int(drawn[0]) // 2 * 2, int(drawn[-1]) // 2 * 2 + 2


def _band(picture: NDArray[np.uint8], width: int, height: int, first: int, stop: int) -> Frame:
    """Cut rows *first* to *stop* out of *picture*."""
    band = Frame.blank(width, stop - first)
    luma, quarter = width * height, width * height // 4
    planes = (picture[:luma], picture[luma : luma + quarter], picture[luma + quarter :])
    for plane, cut, shrink in zip(planes, band.planes, (1, 2, 2), strict=True):
        cut[:] = plane.reshape(height // shrink, width // shrink)[first // shrink : stop // shrink]
    return band
