"""How loud something is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.process import run


__all__ = ["SILENT", "integrated_in", "loudness_of"]

SILENT: Final = -70.0
"""LUFS; what is not louder is not counted (EBU R 128), and nothing is counted of less than 0.4 s."""


async def loudness_of(ffmpeg: FFmpeg, source: Path, chain: str) -> float:
    """Measure the integrated loudness of *source* after *chain*, in LUFS (EBU R 128)."""
    return integrated_in(await run(command.measure_loudness(ffmpeg, source, chain)))


def integrated_in(output: bytes) -> float:
    """Read what FFmpeg said of the loudness at last."""
    values = [line.partition(b"=")[2] for line in output.splitlines() if line.startswith(b"lavfi.r128.I=")]
    return float(values[-1]) if values else SILENT
