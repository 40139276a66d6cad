"""
A model of Kokoro's form, small enough to be made here: a tone for each sound, and silence for each stop.
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
from tests.stubs.onnx import FLOAT, INT64, network, node, port, tensor
from tests.stubs.speaking import A_CHARACTER, RATE


EACH = round(A_CHARACTER * RATE)
"""Samples of a sound, at the usual speed."""

_COUNT = 178

IMPATIENT = Limits(a_minute=1, patience_s=0.0)
"""Under which a service could be asked once; what runs on this machine is not limited."""


def model(*, tells=True, tokens="input_ids", speed=FLOAT):
    """Make the model: as newer exports have it, or older ones."""
    pitches = np.zeros(_COUNT)
    for sign, number in VOCABULARY.items():
        pitches[number] = 0.04 + number / 4000 if sign.isalpha() else 0
    nodes = [
        node("Cast", ["speed"], "fast", to=FLOAT),
        node("Div", ["each", "fast"], "long"),
        node("Floor", ["long"], "whole"),
        node("Squeeze", ["whole"], "end"),
        node("Range", ["nought", "end", "one"], "time"),
        node("Gather", ["pitches", tokens], "pitch"),
        node("Unsqueeze", ["pitch", "last"], "column"),
        node("Mul", ["column", "time"], "turns"),
        node("Sin", ["turns"], "waves"),
        node("Mul", ["waves", "loud"], "softly"),
        # Another voice is a little louder.
        node("ReduceMean", ["style"], "gain", keepdims=0),
        node("Mul", ["softly", "gain"], "voiced"),
        node("Reshape", ["voiced", "flat"], "audio"),
    ]
    if tells:
        nodes += [node("Mul", [tokens, "none"], "zeros"), node("Add", ["zeros", "frames"], "duration")]
    initial = [
        *(tensor("each", FLOAT, [EACH]), tensor("nought", FLOAT, 0), tensor("one", FLOAT, 1)),
        *(tensor("pitches", FLOAT, pitches), tensor("last", INT64, [2]), tensor("loud", FLOAT, 0.3)),
        *(tensor("flat", INT64, [-1]), tensor("none", INT64, 0), tensor("frames", INT64, 5)),
    ]
    inputs = [port(tokens, INT64, 1, "n"), port("style", FLOAT, 1, 256), port("speed", speed, 1)]
    outputs = [port("audio", FLOAT, "samples"), *([port("duration", INT64, 1, "n")] if tells else [])]
    return network(nodes, initial, inputs, outputs)


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
