"""
Speech made faster, slower, higher or lower, for voices whose service cannot.

The pace changes by overlapping frames where they fit best (WSOLA: Verhelst and Roelands, 1993, "An overlap-add technique
based on waveform similarity"), so that the pitch stays; the pitch changes by reading the samples at another rate, and
the pace is then brought back.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray


__all__ = ["Samples", "paced", "pitched"]

Samples = NDArray[np.int16]

_FRAME_S: Final = 0.030
"""Two to three periods of a low voice."""

_SEARCH_S: Final = 0.010
"""A period of a voice of 100 Hz, so that every frame finds its place."""

_NEAR: Final = 0.01


def paced(samples: Samples, sample_rate: int, pace: float) -> Samples:
    """
    Return *samples* spoken *pace* times as fast, as high as before.
    """
    if abs(pace - 1) < _NEAR or len(samples) < 3 * _FRAME_S * sample_rate:
        return samples
    half = round(_FRAME_S * sample_rate / 2)
    search = round(_SEARCH_S * sample_rate)
    window = np.hanning(2 * half + 1)[:-1].astype(np.float32)
    source = np.pad(samples.astype(np.float32), (search, 2 * half + search))
    hops = max(1, int(len(samples) / (pace * half)))
    made = np.zeros((hops + 1) * half, np.float32)
    place = search
    for hop in range(hops):
        frame = source[place : place + 2 * half]
        made[hop * half : (hop + 2) * half] += frame * window
        # The frame that would follow naturally is what the next one has to sound like.
        natural = source[place + half : place + 2 * half]
        wanted = search + round((hop + 1) * half * pace)
        near = source[wanted - search : wanted + search + half]
        if len(natural) < half or len(near) < 2 * search + half:
            break
        place = wanted - search + int(np.argmax(np.correlate(near, natural, "valid")))
    return _whole(made[: round(len(samples) / pace)])


def pitched(samples: Samples, sample_rate: int, semitones: float) -> Samples:
    """
    Return *samples* spoken *semitones* higher, as fast as before.
    """
    if abs(semitones) < _NEAR or not len(samples):
        return samples
    ratio = 2.0 ** (semitones / 12)
    moments = np.arange(0, len(samples) - 1, ratio)
    read = np.interp(moments, np.arange(len(samples)), samples).astype(np.float32)
    stretched = paced(_whole(read), sample_rate, 1 / ratio)
    return np.resize(stretched, len(samples)) if len(stretched) > len(samples) else stretched


def _whole(samples: NDArray[np.float32]) -> Samples:
    return np.clip(np.rint(samples), -32_768, 32_767).astype(np.int16)
