"""
A program with the command line of Piper, and voices that only it can read.
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


def synthesizer(folder, fault="", *, model=None, start_s=60.0):
    """Make a synthesizer that speaks with them; it needs no network."""
    place, program = voices(folder, fault)
    outbound = Outbound(
        Policy(offline=True, usual=IMPATIENT), CallLog(folder / "calls.db"), Store(folder / "store", 2**30)
    )
    channel = outbound.channel(PROVIDERS["piper"], Account(model=str(place if model is None else model)), "stage")
    return PiperSynthesizer(channel, program, start_s=start_s)
