"""
Kokoro in a process of its own: phonemes in, recordings out, end.

A script, not a module of the library: it runs as ``python -I kokoro_worker.py MODEL VOICES FOLDER``, so that a model that
breaks takes nobody along, and its memory (half a gigabyte) comes back when a scene is spoken.

On standard input it finds a JSON object: ``voice``, ``speed``, ``texts``, each a string of phonemes, and ``vocabulary``,
the number of each phoneme where the model does not tell them itself.
It writes ``N.wav`` for each text into the folder (mono, 16-bit, 24 kHz), counted from 0, and on standard output a JSON
object: ``paced``, whether the model heeds the speed, and ``texts``, for each the ``phonemes`` that it knows and the seconds
at which they begin, ``starts``, or ``null`` where the model does not tell.

What goes wrong is said in the last line of standard error, and the exit code is not 0.
"""

from __future__ import annotations

import json
import sys
import wave
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime


__all__ = ["main"]

_RATE = 24_000

_LONGEST = 510
"""Phonemes that the model takes at once; two more are its own."""

_SPACE = " "

_KINDS = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(int32)": np.int32,
    "tensor(int64)": np.int64,
}
"""Of what its inputs may be: exports differ."""


class _Model:
    """A model as it was exported: what its inputs are called and made of, and whether it tells durations."""

    def __init__(self, path: str) -> None:
        # The builds for Windows tell its telemetry how they are used.
        onnxruntime.disable_telemetry_events()
        self._session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        kinds = {one.name: _KINDS.get(one.type, np.float32) for one in self._session.get_inputs()}
        self._tokens = next((name for name in ("input_ids", "tokens") if name in kinds), None)
        if self._tokens is None or not {"style", "speed"} <= kinds.keys():
            sys.exit(f"The model takes {', '.join(kinds)}; it is none of Kokoro.")
        self._kinds = kinds
        self.paced = bool(np.issubdtype(kinds["speed"], np.floating))
        self._tells = "duration" in {one.name for one in self._session.get_outputs()}
        told = self._session.get_modelmeta().custom_metadata_map.get("kokoro_config")
        self.vocabulary: dict[str, int] | None = json.loads(told)["vocab"] if told else None

    def speak(self, numbers: list[int], style: Any, speed: float) -> tuple[Any, list[float] | None]:
        """Return samples, and the seconds at which each of *numbers* begins in them."""
        told = self._session.run(
            None,
            {
                self._tokens: np.array([[0, *numbers, 0]], self._kinds[str(self._tokens)]),
                "style": np.asarray(style, self._kinds["style"]),
                # Of models that take whole numbers alone, the pace is left to who reads the recording.
                "speed": np.array([speed if self.paced else 1], self._kinds["speed"]),
            },
        )
        samples = np.asarray(told[0], np.float32).ravel()
        if not self._tells:
            return samples, None
        frames = np.concatenate([[0], np.cumsum(np.asarray(told[1]).ravel())])
        # The first is what stands before the first phoneme.
        starts = frames[1 : len(numbers) + 1] / max(1, frames[-1]) * len(samples) / _RATE
        return samples, [float(start) for start in starts]


def main(model_path: str, voices_path: str, folder: str) -> None:
    """Speak what is on standard input."""
    asked = json.load(sys.stdin)
    model = _Model(model_path)
    with np.load(voices_path) as voices:
        styles = voices[asked["voice"]]
    vocabulary = model.vocabulary or asked["vocabulary"]
    told = []
    for place, text in enumerate(asked["texts"]):
        numbers = [vocabulary[one] for one in text if one in vocabulary]
        samples, starts = _spoken(model, numbers, styles, asked["speed"], vocabulary.get(_SPACE))
        with wave.open(str(Path(folder, f"{place}.wav")), "wb") as file:
            file.setparams((1, 2, _RATE, 0, "NONE", ""))
            file.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
        told.append({"phonemes": "".join(one for one in text if one in vocabulary), "starts": starts})
    json.dump({"paced": model.paced, "texts": told}, sys.stdout)


def _spoken(
    model: _Model, numbers: list[int], styles: Any, speed: float, space: int | None
) -> tuple[Any, list[float] | None]:
    """Speak *numbers*, however many, parted between words."""
    samples: list[Any] = [np.zeros(0, np.float32)]
    starts: list[float] | None = []
    while numbers:
        part = numbers[:_LONGEST]
        if len(numbers) > _LONGEST and space in part[1:]:
            part = part[: len(part) - part[::-1].index(space)]
        numbers = numbers[len(part) :]
        # A style for each number of phonemes.
        heard, begins = model.speak(part, styles[min(len(part), len(styles)) - 1], speed)
        spent = sum(map(len, samples)) / _RATE
        starts = None if begins is None or starts is None else [*starts, *(spent + one for one in begins)]
        samples.append(heard)
    return np.concatenate(samples), starts


if __name__ == "__main__":
    main(*sys.argv[1:])
