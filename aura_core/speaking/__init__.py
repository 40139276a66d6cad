"""
Speech by itself, before there is a film.

Rule 1: what is spoken here is kept where films look for it, under the same key: nothing is spoken twice.

Rule 2: who is named speaks, or it is an error; another stands in only if that is allowed, and it is said.

Rule 3: ``Windows`` and ``macOS`` mean the voice of this machine: clients ask for them when nobody has chosen.
"""

from aura_core.speaking.asking import again, narration_of, preview_of, recording_at, scenes_of, speech_of
from aura_core.speaking.azure import azure_capabilities, azure_voices
from aura_core.speaking.listing import speakers, standings, voices_of


__all__ = [
    "again",
    "azure_capabilities",
    "azure_voices",
    "narration_of",
    "preview_of",
    "recording_at",
    "scenes_of",
    "speakers",
    "speech_of",
    "standings",
    "voices_of",
]
