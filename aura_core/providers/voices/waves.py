"""
Recordings of others, as samples.
"""

from __future__ import annotations

import struct
from typing import Final

import attrs
import numpy as np

from aura_core.outbound.answers import Body
from aura_core.outbound.failures import UnreachedError
from aura_core.providers.voices.stretching import Samples
from aura_core.verdicts import Verdict


__all__ = ["WAVES", "Wave", "as_wave", "read_wave"]

WAVES: Final = ("audio/", "application/octet-stream")
"""Media types under which recordings come."""

_PCM: Final = {1, 0xFFFE}
"""Plain samples, and the extensible form of a header (``mmreg.h``), which says so further on."""

_STREAMED: Final = 0x7FFF_0000
"""Lengths from here on are those of who did not know yet how long it would be."""


@attrs.frozen
class Wave:
    """
    What was recorded.

    Attributes:
        samples: 16-bit, mono.

        sample_rate: Samples a second.
    """

    samples: Samples
    sample_rate: int


async def as_wave(body: Body) -> Wave:
    """
    Make a recording of an answer.

    Raises:
        UnreachedError: it is none.
    """
    try:
        return read_wave(await body.whole())
    except ValueError as error:
        raise UnreachedError(Verdict.BAD_SCHEMA, f"its answer is no recording: {error}") from error


def read_wave(data: bytes) -> Wave:
    """
    Read a WAV file; one that was streamed says nothing of its length, and ends where it ends.

    Raises:
        ValueError: it is none with 16-bit samples, or breaks off.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("it does not begin as a WAV file")
    channels, rate, place = 0, 0, 12
    while place + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, place)
        place += 8
        if name == b"data":
            return Wave(_mono(data[place:], length, channels), rate)
        if name == b"fmt " and place + 16 <= len(data):
            form, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", data, place)
            if form not in _PCM or bits != 16 or not channels or not rate:
                raise ValueError("its samples are not of 16 bits")
        place += length + length % 2
    raise ValueError("it has no samples")


def _mono(data: bytes, length: int, channels: int) -> Samples:
    if not channels:
        raise ValueError("it does not say what its samples are")
    if len(data) < length < _STREAMED:
        raise ValueError("it breaks off")
    kept = data[:length] if length else data
    frames = np.frombuffer(kept[: len(kept) // (2 * channels) * 2 * channels], "<i2").reshape(-1, channels)
    return frames[:, 0].astype(np.int16) if channels == 1 else frames.mean(axis=1).astype(np.int16)
