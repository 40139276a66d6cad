"""
The gate: a film that is not what was asked for never counts as a success.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from aura_core.concurrency import together
from aura_core.errors import IntegrityError, RenderError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.probe import probe
from aura_core.ffmpeg.process import run
from aura_core.frames.buffer import Frame
from aura_core.model.timeline import Timeline
from aura_core.timing import time_of


__all__ = ["check"]

_GLIMPSE: Final = (32, 18)
_LOOKS: Final = 4
_ALIKE: Final = 12.0
"""Mean difference in luma between the last picture as drawn and as decoded; compression makes less than 3 of it."""


async def check(film: Path, timeline: Timeline, ffmpeg: FFmpeg, last: Frame | None) -> None:
    """
    Make sure that *film* is complete and can be played.

    Its streams are measured, its packets read and counted, a picture of some shots and the whole last second decoded, and its
    last picture compared with *last*, the one that was drawn, without captions. Every piece was encoded by a process
    that ended well after exactly as many frames as it was given, so what could still be wrong is how they were joined.
    Decoding everything would cost a quarter of what encoding it did.

    Raises:
        IntegrityError: it is not as long, as large or as whole as *timeline* says.
    """
    found = await asyncio.to_thread(probe, film)
    frame_time = float(1 / timeline.frame_rate)
    faults = [] if found.whole else ["it ends too early"]
    faults += [
        *_differs("pixels across", timeline.size.width, found.width),
        *_differs("pixels down", timeline.size.height, found.height),
    ]
    for stream, seconds in (("picture", found.video_seconds), ("sound", found.audio_seconds)):
        if abs(seconds - float(timeline.duration)) > frame_time:
            faults.append(f"its {stream} lasts {seconds:.3f} s instead of {float(timeline.duration):.3f} s")
    try:
        looks = (_frames_off, _broken_shots, _end_off)
        faults += [
            fault for found in await together(look(film, timeline, ffmpeg, last) for look in looks) for fault in found
        ]
    except RenderError as error:
        faults.append(f"it cannot be decoded ({error})")
    if faults:
        raise IntegrityError(
            f"The film failed its check: {'; '.join(faults)}.",
            remedy="Try again; if it fails the same way, run `aura doctor` and report this message.",
        )


def _differs(what: str, expected: int, found: int) -> list[str]:
    return [] if expected == found else [f"it has {found} {what} instead of {expected}"]


async def _frames_off(film: Path, timeline: Timeline, ffmpeg: FFmpeg, _: Frame | None) -> list[str]:
    packets = await run(command.count_packets(ffmpeg, film))
    return _differs("frames", timeline.frame_count, sum(line.startswith(b"0,") for line in packets.splitlines()))


async def _broken_shots(film: Path, timeline: Timeline, ffmpeg: FFmpeg, _: Frame | None) -> list[str]:
    """Decode the first picture of as many shots as *_LOOKS*, spread over the film."""
    shots = timeline.shots[:: -(-len(timeline.shots) // _LOOKS)]
    await run(command.decode_at(ffmpeg, film, [time_of(shot.frames.start, timeline.frame_rate) for shot in shots]))
    return []


async def _end_off(film: Path, timeline: Timeline, ffmpeg: FFmpeg, last: Frame | None) -> list[str]:
    width, height = _GLIMPSE
    raw = await run(command.glimpse_end(ffmpeg, film, width, height))
    if len(raw) < width * height:
        return ["its end cannot be decoded"]
    if last is None:
        return []
    seen = np.frombuffer(raw, np.uint8)[-width * height :].reshape(height, width).astype(np.float64)
    rows = _clear_of_captions(timeline, height)
    difference = np.abs(seen[rows] - _shrunk(last.planes[0], width, height)[rows]).mean()
    return [f"its last picture is {difference:.0f} of 255 off the one that was drawn"] if difference > _ALIKE else []


def _clear_of_captions(timeline: Timeline, height: int) -> slice:
    """Return the rows of *height* that captions leave as they are."""
    place = timeline.caption_font.alignment.value if timeline.caption_font else ""
    if place.startswith("Top"):
        return slice(height - height // 2, height)
    return slice(height // 4) if place.startswith("Middle") else slice(height // 2)


def _shrunk(plane: NDArray[Any], width: int, height: int) -> NDArray[Any]:
    """Return the luma *plane* in small, (height, width)."""
    rows, columns = plane.shape
    return _shares(rows, height) @ plane.astype(np.float32) @ _shares(columns, width).T


def _shares(length: int, count: int) -> NDArray[np.float32]:
    """Return how much each of *length* pixels adds to each of *count* equal stretches of them, (count, length)."""
    edges, pixels = np.linspace(0, length, count + 1)[:, None], np.arange(length)
    covered = np.minimum(edges[1:], pixels + 1) - np.maximum(edges[:-1], pixels)
    shares: NDArray[np.float32] = (np.clip(covered, 0, 1) * (count / length)).astype(np.float32)
    return shares
