"""
Takes as one recording.
"""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from aura_core.errors import SpeechError
from aura_core.model.narration import Take
from aura_core.store import Store, digest


__all__ = ["joined"]

_VERSION: Final = 1
_SAMPLE: Final = 2
_CHUNK: Final = 65_536


def joined(takes: Sequence[Take], store: Store) -> Path:
    """
    Put *takes* one after another, with the silence around them, into a WAV file of *store*.

    Raises:
        SpeechError: they are not recorded alike.
    """
    key = digest("joined speech", _VERSION, [(take.audio, take.heard_at, take.span.end) for take in takes])
    if found := store.find(key, ".wav"):
        return found
    with wave.open(str(takes[0].audio), "rb") as first:
        kind = first.getparams()
    with store.writing(key, ".wav") as target, wave.open(str(target), "wb") as file:
        file.setnchannels(kind.nchannels)
        file.setsampwidth(kind.sampwidth)
        file.setframerate(kind.framerate)
        for take in takes:
            _rest(file, round(take.heard_at * kind.framerate))
            for frames in _frames(take.audio, kind):
                file.writeframesraw(frames)
            _rest(file, round(take.span.end * kind.framerate))
    return store.path(key, ".wav")


def _rest(file: wave.Wave_write, until: int) -> None:
    """Write silence up to the frame *until*."""
    size = file.getnchannels() * file.getsampwidth()
    missing = max(0, until - file.tell())
    while missing > 0:
        file.writeframesraw(bytes(size * min(missing, _CHUNK)))
        missing -= _CHUNK


def _frames(audio: Path, kind: wave._wave_params) -> Iterator[bytes]:
    with wave.open(str(audio), "rb") as take:
        if take.getparams()[:3] != kind[:3] or take.getsampwidth() != _SAMPLE:
            raise SpeechError(
                "The takes were not recorded alike.", provider="", remedy="Ask for the scenes one by one."
            )
        while frames := take.readframes(_CHUNK):
            yield frames
