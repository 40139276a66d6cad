"""
A program with the command line of Piper, and voices that only it can read; and a voice for Piper itself.
"""

import json
import sys

from aura_core.model.policy import Limits, Policy
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.outbound.calls import CallLog
from aura_core.outbound.channel import Outbound
from aura_core.providers.voices.piper import PiperSynthesizer
from aura_core.store import Store
from tests.stubs.onnx import FLOAT, INT64, network, node, port, tensor


PROGRAM = """
import sys, time, wave
given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
fault = open(given["--model"]).read()
if fault == "breaks off":
    sys.exit("RuntimeError: the model is of another version")
if fault == "hangs":
    time.sleep(600)
each = round(22_050 * 0.058 * float(given["--length_scale"]))
for line in filter(None, map(str.strip, sys.stdin)):
    name = f"{given['--output_dir']}/{time.monotonic_ns()}.wav"
    if fault == "says nothing":
        break
    if fault == "writes no recording":
        open(name, "w").write("surprise")
        continue
    with wave.open(name, "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        for one in line:
            period = 60 + (ord(one) + int(given.get("--speaker", 0))) % 60
            high, low = (9_000).to_bytes(2, "little"), (-9_000).to_bytes(2, "little", signed=True)
            wave_form = (high * period + low * period) * (each // period + 1) if one.isalnum() else bytes(4 * each)
            file.writeframes(wave_form[: 2 * each])
"""


IMPATIENT = Limits(a_minute=1, patience_s=0.0)
"""Under which a service could be asked once; a program on this machine is not limited."""


def voices(folder, fault=""):
    """Write the program and three voices into *folder*, which fail in the way of *fault*."""
    program = folder / "piper.py"
    program.write_text(PROGRAM, encoding="utf-8")
    place = folder / "voices"
    place.mkdir(exist_ok=True)
    for name, speakers in (("de_DE-thorsten-low", {}), ("en_US-lessac-low", {}), ("en_GB-vctk-medium", {"p239": 4})):
        (place / f"{name}.onnx").write_text(fault, encoding="utf-8")
        told = {"language": {"code": name.partition("-")[0]}, "speaker_id_map": speakers}
        (place / f"{name}.onnx.json").write_text(json.dumps(told), encoding="utf-8")
    return place, (sys.executable, "-I", "-S", str(program))


PHONEMES = "_^$ !'(),-.:;?abcdefghijklmnopqrstuvwxyzæçðøħŋœɐɑɔəɚɛɜɡɪɫɹɾʃʊʌʒʔˈˌːθᵻ"


def real_voice(folder):
    """Write a voice as Piper has them: a tone for each phoneme, as long as it is asked to be."""
    nodes = [
        node("Slice", ["scales", "first", "second"], "scale"),
        node("Mul", ["each", "scale"], "long"),
        node("Floor", ["long"], "whole"),
        node("Squeeze", ["whole"], "end"),
        node("Range", ["nought", "end", "one"], "time"),
        node("Cast", ["input"], "numbers", to=FLOAT),
        node("Mul", ["numbers", "step"], "pitch"),
        node("Unsqueeze", ["pitch", "last"], "column"),
        node("Mul", ["column", "time"], "turns"),
        node("Sin", ["turns"], "waves"),
        node("Mul", ["waves", "loud"], "softly"),
        node("Reshape", ["softly", "flat"], "output"),
    ]
    constants = [
        *(tensor("first", INT64, [1]), tensor("second", INT64, [2]), tensor("each", FLOAT, [640])),
        *(tensor("nought", FLOAT, 0), tensor("one", FLOAT, 1), tensor("step", FLOAT, 0.004)),
        *(tensor("last", INT64, [2]), tensor("loud", FLOAT, 0.3), tensor("flat", INT64, [1, 1, 1, -1])),
    ]
    inputs = [port("input", INT64, 1, "n"), port("input_lengths", INT64, 1), port("scales", FLOAT, 3)]
    made = network(nodes, constants, inputs, [port("output", FLOAT, 1, 1, 1, "samples")])
    told = {
        "audio": {"sample_rate": 22_050, "quality": "low"},
        "espeak": {"voice": "en-us"},
        "language": {"code": "en_US"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {one: [place] for place, one in enumerate(PHONEMES)},
        "num_symbols": len(PHONEMES),
        "num_speakers": 1,
        "speaker_id_map": {},
    }
    (folder / "en_US-made-low.onnx").write_bytes(made)
    (folder / "en_US-made-low.onnx.json").write_text(json.dumps(told), encoding="utf-8")
    return folder / "en_US-made-low.onnx"


def synthesizer(folder, fault="", *, model=None, start_s=60.0, program=None):
    """Make a synthesizer that speaks with them, or with *program*; it needs no network."""
    place, standing_in = voices(folder, fault)
    outbound = Outbound(
        Policy(offline=True, usual=IMPATIENT), CallLog(folder / "calls.db"), Store(folder / "store", 2**30)
    )
    channel = outbound.channel(PROVIDERS["piper"], Account(model=str(place if model is None else model)), "stage")
    return PiperSynthesizer(channel, program or standing_in, start_s=start_s)
