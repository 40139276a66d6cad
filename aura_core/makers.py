"""
Everybody who is built, by the id of the catalogue: a new provider is one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.casting.roster import Maker, Roster
from aura_core.model.access import Access
from aura_core.model.provider import Account, Lack
from aura_core.model.providers import PROVIDERS
from aura_core.outbound.calls import CallLog
from aura_core.outbound.channel import Channel, Outbound
from aura_core.ports import FootageSource, MusicLibrary, MusicSource, ScriptWriter, SpeechSynthesizer, Translator
from aura_core.providers.footage.comfyui import ComfyUIFootage
from aura_core.providers.footage.folder import FolderFootage
from aura_core.providers.footage.openai import OpenAIFootage
from aura_core.providers.footage.pexels import PexelsFootage
from aura_core.providers.footage.pixabay import PixabayFootage
from aura_core.providers.footage.replicate import ReplicateFootage
from aura_core.providers.footage.stability import StabilityFootage
from aura_core.providers.footage.stablediffusion import StableDiffusionFootage
from aura_core.providers.footage.unsplash import UnsplashFootage
from aura_core.providers.music.folder import FolderMusic
from aura_core.providers.music.freesound import FreesoundMusic
from aura_core.providers.voices.azure import AzureSynthesizer
from aura_core.providers.voices.edge import EdgeSynthesizer, edge_missing
from aura_core.providers.voices.elevenlabs import ElevenLabsSynthesizer
from aura_core.providers.voices.kokoro import KokoroSynthesizer, kokoro_missing
from aura_core.providers.voices.macos import MacOSSynthesizer
from aura_core.providers.voices.mimic3 import Mimic3Synthesizer
from aura_core.providers.voices.openai import OpenAISynthesizer
from aura_core.providers.voices.piper import PiperSynthesizer, piper_missing
from aura_core.providers.voices.windows import WindowsSynthesizer
from aura_core.providers.writers.chat import chat_writer
from aura_core.providers.writers.claude import claude_writer
from aura_core.providers.writers.gemini import gemini_writer
from aura_core.providers.writers.modelled import ModelWriter
from aura_core.providers.writers.ollama import ollama_writer
from aura_core.providers.writers.translating import ModelTranslator
from aura_core.store import Store


__all__ = ["COMPOSERS", "ILLUSTRATORS", "MISSING", "SPEAKERS", "WRITERS", "rosters_for"]

P = TypeVar("P")

WRITERS: Final[Mapping[str, Callable[[Channel], ModelWriter]]] = {
    "openai": chat_writer,
    "azureopenai": chat_writer,
    "anthropic": claude_writer,
    "gemini": gemini_writer,
    "openrouter": chat_writer,
    "ollama": ollama_writer,
    "lmstudio": chat_writer,
    "vllm": chat_writer,
    "openaicompatible": chat_writer,
}

SPEAKERS: Final[Mapping[str, Callable[[Channel], SpeechSynthesizer]]] = {
    "elevenlabs": ElevenLabsSynthesizer,
    "openai": OpenAISynthesizer,
    "azurespeech": AzureSynthesizer,
    "edgetts": EdgeSynthesizer,
    "mimic3": Mimic3Synthesizer,
    "kokoro": KokoroSynthesizer,
    "piper": PiperSynthesizer,
    "windows": WindowsSynthesizer,
    "macos": MacOSSynthesizer,
}

ILLUSTRATORS: Final[Mapping[str, Callable[[Channel], FootageSource | None]]] = {
    "pexels": PexelsFootage,
    "pixabay": PixabayFootage,
    "unsplash": UnsplashFootage,
    "localstock": lambda channel: FolderFootage(Path(channel.account.get("folder")).expanduser()),
    "openai": OpenAIFootage,
    "stabilityai": StabilityFootage,
    "replicate": ReplicateFootage,
    "stablediffusion": StableDiffusionFootage,
    "comfyui": ComfyUIFootage,
}

MISSING: Final[Mapping[str, Callable[[], Iterator[Lack]]]] = {
    "edgetts": edge_missing,
    "kokoro": kokoro_missing,
    "piper": piper_missing,
}
"""What says what this machine lacks for a provider, of those that it runs itself."""

COMPOSERS: Final[Mapping[str, Callable[[Channel], MusicSource | MusicLibrary]]] = {
    "freesound": FreesoundMusic,
    "localmusic": lambda channel: FolderMusic(Path(channel.account.get("folder")).expanduser()),
}


def rosters_for(access: Access, calls: CallLog, store: Store) -> Rosters:
    """
    Return everybody who could make a film as *access* says; asks nobody.
    """
    outbound = Outbound(access.policy, calls, store, run=access.run)

    def roster(part: Part, built: Mapping[str, Callable[[Channel], P]]) -> Roster[P]:
        makers = {name: _maker(outbound, part, name, make) for name, make in built.items()}
        return Roster(part, makers, access.accounts, access.preferences, access.policy.offline)

    def translator(make: Callable[[Channel], ModelWriter]) -> Callable[[Channel], Translator | None]:
        return lambda channel: ModelTranslator(make(channel).model)

    writers: Mapping[str, Callable[[Channel], ScriptWriter]] = WRITERS
    return Rosters(
        writers=roster(Part.SCRIPT, writers),
        translators=roster(Part.SCRIPT, {name: translator(make) for name, make in WRITERS.items()}),
        speakers=roster(Part.SPEECH, SPEAKERS),
        illustrators=roster(Part.PICTURES, ILLUSTRATORS),
        composers=roster(Part.MUSIC, COMPOSERS),
    )


def _maker(outbound: Outbound, part: Part, provider: str, make: Callable[[Channel], P]) -> Maker[P]:
    def opened(account: Account) -> P:
        return make(outbound.channel(PROVIDERS[provider], account, part.stage))

    return Maker(opened, MISSING[provider]) if provider in MISSING else Maker(opened)
