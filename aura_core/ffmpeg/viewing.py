"""FFmpeg's command lines for looking at films that are there: one picture of them, or a light copy."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aura_core.ffmpeg.binary import FFmpeg
from aura_core.model.render import Resolution
from aura_core.timing import Seconds


__all__ = ["light_copy", "picture_at"]

_QUIET: Final = ("-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-protocol_whitelist", "file,pipe")

_BEFORE: Final = Seconds(2)
"""Seconds before a moment in which the picture that is seen at it began, at any frame rate that films have."""


def picture_at(ffmpeg: FFmpeg, film: Path, moment: Seconds, within: Resolution) -> list[str]:
    """
    Write the picture of *film* that is seen at *moment* to stdout, as PNG, no larger than *within*.

    FFmpeg seeks to the first picture after a moment; what is seen at it is the last one before.
    """
    begin = max(Seconds(0), moment - _BEFORE)
    fit = f"scale={within.width}:{within.height}:force_original_aspect_ratio=decrease:flags=area"
    return [
        *(str(ffmpeg.path), *_QUIET, "-ss", f"{float(begin):.6f}", "-t", f"{float(moment - begin) + 0.001:.6f}"),
        *("-i", f"file:{film}", "-map", "0:v:0", "-vf", f"{fit},reverse", "-frames:v", "1"),
        *("-f", "image2pipe", "-c:v", "png", "pipe:1"),
    ]


def light_copy(ffmpeg: FFmpeg, film: Path, lines: int, kilobits: int, target: Path) -> list[str]:
    """
    Copy *film* to the MP4 *target*, *lines* along its shorter side, at most so many *kilobits* a second.

    Every second can be gone to at once, so that an editor follows the mouse.
    """
    fit = f"scale='if(gt(iw,ih),-2,{lines})':'if(gt(iw,ih),{lines},-2)':flags=bilinear,format=yuv420p"
    return [
        *(str(ffmpeg.path), *_QUIET, "-i", f"file:{film}", "-map", "0:v:0", "-map", "0:a:0?", "-vf", fit),
        *(
            "-c:v",
            "libx264",
            "-preset",
            "superfast",
            "-threads",
            "1",
            "-crf",
            "30",
            "-force_key_frames",
            "expr:gte(t,n_forced)",
        ),
        *("-maxrate", f"{kilobits}k", "-bufsize", f"{2 * kilobits}k", "-c:a", "aac", "-b:a", "96k", "-ac", "2"),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-movflags", "+faststart", str(target)),
    ]
