"""
A program that stands in for Windows PowerShell: it does what the script says that it is given.
"""

import sys

from aura_core.model.policy import Limits, Policy
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.outbound.calls import CallLog
from aura_core.outbound.channel import Outbound
from aura_core.providers.voices.windows import WindowsSynthesizer
from aura_core.store import Store


PROGRAM = r"""
import json, sys, wave
VOICES = [
    {"name": "Microsoft Hedda Desktop", "language": "de-DE", "gender": "Female"},
    {"name": "Microsoft David Desktop", "language": "en-US", "gender": "Male"},
    {"name": "Microsoft Zira Desktop", "language": "en-US", "gender": "Female"},
    {"name": "Of nowhere", "language": "", "gender": "NotSet"},
]
fault = open(sys.argv[1]).read()
open(sys.argv[2], "a", encoding="utf-8").write(json.dumps(sys.argv[3:]) + "\n")
if fault == "breaks off":
    sys.exit("No voice installed on the system or none available with the current security setting.")
if fault == "hangs":
    import time
    time.sleep(600)
*options, command, script = sys.argv[3:]
assert (command, options[-2:]) == ("-Command", ["-OutputFormat", "Text"])
assert "System.Speech" in script and '"' not in script
line = sys.stdin.buffer.readline()
assert line.isascii() and not sys.stdin.buffer.read()
asked = json.loads(line)
with open(f"{asked['folder']}/told.json", "w", encoding="utf-8") as file:
    file.write("surprise" if fault == "writes no list" else json.dumps({"voices": [] if fault == "is mute" else VOICES}))
assert asked.get("voice") in {None, *(one["name"] for one in VOICES)}
assert isinstance(asked.get("rate", 0), int)
for place, text in enumerate(asked["texts"]):
    name = f"{asked['folder']}/{place}.wav"
    if fault == "writes no recording":
        open(name, "w").write("surprise")
        continue
    each = round(22_050 * 0.058 / 3 ** (asked["rate"] / 10))
    with wave.open(name, "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        for one in text:
            period = 60 + ord(one) % 60
            high, low = (9_000).to_bytes(2, "little"), (-9_000).to_bytes(2, "little", signed=True)
            wave_form = (high * period + low * period) * (each // period + 1) if one.isalnum() else bytes(4 * each)
            file.writeframes(wave_form[: 2 * each])
"""

IMPATIENT = Limits(a_minute=1, patience_s=0.0)
"""Under which a service could be asked once; a program on this machine is not limited."""


def synthesizer(folder, fault="", *, start_s=60.0):
    """Make a synthesizer that speaks with it, and fails in the way of *fault*; it needs no network."""
    program = folder / "powershell.py"
    program.write_text(PROGRAM, encoding="utf-8")
    (folder / "fault").write_text(fault, encoding="utf-8")
    outbound = Outbound(
        Policy(offline=True, usual=IMPATIENT), CallLog(folder / "calls.db"), Store(folder / "store", 2**30)
    )
    channel = outbound.channel(PROVIDERS["windows"], Account(), "stage")
    beside = (str(program), str(folder / "fault"), str(folder / "arguments"))
    return WindowsSynthesizer(channel, (sys.executable, "-I", "-S", "-X", "utf8", *beside), start_s=start_s)
