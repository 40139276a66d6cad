"""
A model of Kokoro's form, small enough to be made here: a tone for each sound, and silence for each stop.

The file is ONNX, written by its definition (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), so that it is really
loaded and run; ``onnx`` itself would be 9 MB more to install.
"""

import numpy as np

from aura_core.model.policy import Limits, Policy
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.outbound.calls import CallLog
from aura_core.outbound.channel import Outbound
from aura_core.providers.voices.kokoro import KokoroSynthesizer
from aura_core.providers.voices.kokoro_phonemes import VOCABULARY
from aura_core.store import Store
from tests.stubs.speaking import A_CHARACTER, RATE


EACH = round(A_CHARACTER * RATE)
"""Samples of a sound, at the usual speed."""

_FLOAT, INT32, _INT64 = 1, 6, 7
_NUMPY = {_FLOAT: np.float32, _INT64: np.int64}
_COUNT = 178

IMPATIENT = Limits(a_minute=1, patience_s=0.0)
"""Under which a service could be asked once; what runs on this machine is not limited."""


def _varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def _field(number, value):
    """Write one field of a message: a number, or a text, bytes or a message by its length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    value = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _message(*fields):
    return b"".join(_field(number, value) for number, value in fields)


def _node(kind, inputs, output, **attributes):
    parts = [(1, name) for name in inputs] + [(2, output), (4, kind)]
    return _message(*parts, *((5, _message((1, name), (3, value), (20, 2))) for name, value in attributes.items()))


def _tensor(name, kind, values):
    values = np.asarray(values, _NUMPY[kind])
    return _message(*((1, size) for size in values.shape), (2, kind), (8, name), (9, values.tobytes()))


def _port(name, kind, *sizes):
    dimensions = _message(*((1, _message((1, size) if isinstance(size, int) else (2, size))) for size in sizes))
    return _message((1, name), (2, _message((1, _message((1, kind), (2, dimensions))))))


def model(*, tells=True, tokens="input_ids", speed=_FLOAT):
    """Make the model: as newer exports have it, or older ones."""
    pitches = np.zeros(_COUNT)
    for sign, number in VOCABULARY.items():
        pitches[number] = 0.04 + number / 4000 if sign.isalpha() else 0
    nodes = [
        _node("Cast", ["speed"], "fast", to=_FLOAT),
        _node("Div", ["each", "fast"], "long"),
        _node("Floor", ["long"], "whole"),
        _node("Squeeze", ["whole"], "end"),
        _node("Range", ["nought", "end", "one"], "time"),
        _node("Gather", ["pitches", tokens], "pitch"),
        _node("Unsqueeze", ["pitch", "last"], "column"),
        _node("Mul", ["column", "time"], "turns"),
        _node("Sin", ["turns"], "waves"),
        _node("Mul", ["waves", "loud"], "softly"),
        # Another voice is a little louder.
        _node("ReduceMean", ["style"], "gain", keepdims=0),
        _node("Mul", ["softly", "gain"], "voiced"),
        _node("Reshape", ["voiced", "flat"], "audio"),
    ]
    if tells:
        nodes += [_node("Mul", [tokens, "none"], "zeros"), _node("Add", ["zeros", "frames"], "duration")]
    initial = [
        *(_tensor("each", _FLOAT, [EACH]), _tensor("nought", _FLOAT, 0), _tensor("one", _FLOAT, 1)),
        *(_tensor("pitches", _FLOAT, pitches), _tensor("last", _INT64, [2]), _tensor("loud", _FLOAT, 0.3)),
        *(_tensor("flat", _INT64, [-1]), _tensor("none", _INT64, 0), _tensor("frames", _INT64, 5)),
    ]
    inputs = [_port(tokens, _INT64, 1, "n"), _port("style", _FLOAT, 1, 256), _port("speed", speed, 1)]
    outputs = [_port("audio", _FLOAT, "samples"), *([_port("duration", _INT64, 1, "n")] if tells else [])]
    graph = [(1, node) for node in nodes] + [(2, "kokoro")] + [(5, one) for one in initial]
    graph += [(11, one) for one in inputs] + [(12, one) for one in outputs]
    return _message((1, 8), (7, _message(*graph)), (8, _message((1, ""), (2, 13))))


VOICES = ("af_alloy", "af_heart", "bm_george", "ff_siwis", "jf_alpha", "zm_yunxi")


def voices(folder, **export):
    """Write a model and its voices into *folder*, and return where they are."""
    place = folder / "kokoro"
    place.mkdir(exist_ok=True)
    (place / "kokoro-v1.0.onnx").write_bytes(model(**export))
    with (place / "voices-v1.0.bin").open("wb") as file:
        np.savez(
            file, **{name: np.full((510, 1, 256), 1 + place / 10, np.float32) for place, name in enumerate(VOICES)}
        )
    return place


def synthesizer(folder, place=None, **options):
    """Make a synthesizer that speaks with them; it needs no network."""
    outbound = Outbound(
        Policy(offline=True, usual=IMPATIENT), CallLog(folder / "calls.db"), Store(folder / "store", 2**30)
    )
    account = Account(model=str(place or voices(folder)))
    return KokoroSynthesizer(outbound.channel(PROVIDERS["kokoro"], account, "stage"), **options)
