"""
How smooth a slow move is: what is left of the shift from frame to frame after a quadratic fit, in pixels.

The shift is found by phase correlation of the decoded film, refined by the parabola through its peak.
"""

import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np

from aura_core.ffmpeg.binary import locate


def jitter(film: Path, start: float, seconds: float, size: tuple[int, int]) -> float:
    """Return the root mean square of the jitter of *film* from *start* on, px of its own size."""
    width, height = size
    argv = [
        *(str(locate().path), "-loglevel", "error", "-ss", str(start), "-t", str(seconds), "-i", str(film)),
        *("-map", "0:v:0", "-vf", "format=gray", "-f", "rawvideo", "pipe:1"),
    ]
    raw = subprocess.run(argv, capture_output=True, check=True).stdout
    frames = np.frombuffer(raw, np.uint8).reshape(-1, height, width)
    side = 512
    top, left = (height - side) // 4, (width - side) // 2
    window = np.outer(np.hanning(side), np.hanning(side))
    spectra = [np.fft.rfft2((frame[top : top + side, left : left + side] - 128.0) * window) for frame in frames]
    shifts = np.array([_shift(a, b, side) for a, b in pairwise(spectra)])
    moments = np.arange(len(shifts))
    left_over = [axis - np.polyval(np.polyfit(moments, axis, 2), moments) for axis in shifts.T]
    return float(np.sqrt(np.mean(np.square(left_over))))


def _shift(a: np.ndarray, b: np.ndarray, side: int) -> tuple[float, float]:
    """Least squares over the phases of the low frequencies: a shift is a plane in them."""
    rows, columns = np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None, :]
    cross = b * np.conj(a)
    near = (np.hypot(rows, columns) < 0.12) & (np.hypot(rows, columns) > 0.005)
    weight = np.abs(cross[near])
    phase = np.angle(cross[near])
    u, v = np.broadcast_to(rows, cross.shape)[near], np.broadcast_to(columns, cross.shape)[near]
    matrix = np.stack([u, v], axis=1) * -2 * np.pi
    scaled = matrix * weight[:, None]
    return tuple(np.linalg.lstsq(scaled.T @ matrix, scaled.T @ phase, rcond=None)[0])
