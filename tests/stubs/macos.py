"""
A program with the command line of ``say``, as the manual page of macOS has it.
"""

import sys

from aura_core.model.policy import Limits, Policy
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.outbound.calls import CallLog
from aura_core.outbound.channel import Outbound
from aura_core.providers.voices.macos import MacOSSynthesizer
from aura_core.store import Store


PROGRAM = r'''
import sys, wave
VOICES = """\
Anna                de_DE    # Hallo! Ich heiße Anna.
Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.
Samantha            en_US    # Hello! My name is Samantha.
Ting-Ting           zh_CN    # 您好。
"""
fault = open(sys.argv[1]).read()
if fault == "breaks off":
    sys.exit("Open file failed: fmt?")
if fault == "hangs":
    import time
    time.sleep(600)
_, _, _, name, *others = sys.argv
if name == "?":
    print("" if fault == "lists nothing" else VOICES, end="")
    sys.exit()
assert name in VOICES
given = dict(zip(others[::2], others[1::2])) | {"-o": others[others.index("-o") + 1]}
assert {"--file-format=WAVE", "--data-format=LEI16@22050"} < set(others)
text = sys.stdin.read()
assert "[[" not in text
each = round(22_050 * 0.058 * 165 / float(given["-r"]))
with wave.open(given["-o"], "wb") as file:
    file.setparams((1, 2, 22_050, 0, "NONE", ""))
    for one in text:
        period = 60 + ord(one) % 60
        high, low = (9_000).to_bytes(2, "little"), (-9_000).to_bytes(2, "little", signed=True)
        wave_form = (high * period + low * period) * (each // period + 1) if one.isalnum() else bytes(4 * each)
        file.writeframes(wave_form[: 2 * each])
if fault == "writes no recording":
    open(given["-o"], "w").write("surprise")
'''


IMPATIENT = Limits(a_minute=1, patience_s=0.0)
"""Under which a service could be asked once; a program on this machine is not limited."""


def synthesizer(folder, fault="", *, limit_s=60.0):
    """Make a synthesizer that speaks with it, and fails in the way of *fault*; it needs no network."""
    program = folder / "say.py"
    program.write_text(PROGRAM, encoding="utf-8")
    (folder / "fault").write_text(fault, encoding="utf-8")
    outbound = Outbound(
        Policy(offline=True, usual=IMPATIENT), CallLog(folder / "calls.db"), Store(folder / "store", 2**30)
    )
    channel = outbound.channel(PROVIDERS["macos"], Account(), "stage")
    command = (sys.executable, "-I", "-S", "-X", "utf8", str(program), str(folder / "fault"))
    return MacOSSynthesizer(channel, command, limit_s=limit_s)
