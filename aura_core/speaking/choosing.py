"""
Who speaks, and with which voice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import attrs

from aura_core.casting.chain import Chain, Switch
from aura_core.casting.parts import Part, provider_for
from aura_core.errors import InvalidInputError, ProviderError
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.pipeline import Services
from aura_core.ports import SpeechSynthesizer


__all__ = ["Chosen", "Speaker", "Wish", "chosen", "spoken_by"]

T = TypeVar("T")

_OF_SYSTEMS: Final = frozenset({"windows", "macos"})
"""Who has the voices of a system; whoever asks for them where there are none wants those of this machine."""


@attrs.frozen
class Wish:
    """
    Who is asked to speak, and how.

    Attributes:
        provider: A name or a tier; empty leaves it to the owner.

        language: A BCP 47 tag; ``None`` is that of the voice, or the owner's.

        falls_back: Whether who is there may stand in for *provider*.
    """

    provider: str
    voice: VoiceSpec
    language: str | None = None
    falls_back: bool = False


@attrs.frozen
class Chosen:
    """
    Those who may speak.

    Attributes:
        notice: Why it is not who was asked for.
    """

    chain: Chain[SpeechSynthesizer]
    notice: str | None = None


@attrs.frozen
class Speaker:
    """
    Who speaks.

    Attributes:
        language: A BCP 47 tag.
    """

    synthesizer: SpeechSynthesizer
    voice: VoiceSpec
    language: str


def chosen(word: str, services: Services, *, falls_back: bool) -> Chosen:
    """
    Say who is meant by *word*.

    Raises:
        InvalidInputError: nobody has that name.

        ProviderError: whoever is named cannot be asked, and nobody may stand in.
    """
    roster = services.rosters.speakers
    provider = provider_for(Part.SPEECH, word)
    try:
        return Chosen(roster.chain(word, services.synthesizer))
    except InvalidInputError as error:
        issues = [attrs.evolve(issue, path="$.provider") for issue in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error
    except ProviderError as error:
        if not falls_back and (provider is None or provider.id not in _OF_SYSTEMS):
            raise
        here = roster.here(services.synthesizer)
        return Chosen(here, f"{error} {here.members[0].name} stands in.")


async def spoken_by(
    wish: Wish, services: Services, language: str, work: Callable[[Speaker], Awaitable[T]]
) -> tuple[T, Speaker, str | None]:
    """
    Have *work* done by whom *wish* names.

    Args:
        language: The owner's, a BCP 47 tag.

    Returns:
        What was done, by whom, and why it was not who was asked for.

    Raises:
        InvalidInputError: nobody has the name.

        ProviderError: whoever is named cannot be asked, or failed.
    """
    found = chosen(wish.provider, services, falls_back=wish.falls_back)
    notices = [found.notice] if found.notice else []

    async def work_of(synthesizer: SpeechSynthesizer) -> tuple[T, Speaker]:
        speaker = await _speaker(wish, synthesizer, language, lenient=bool(notices))
        if speaker.voice != wish.voice:
            notices.append(f"It has no voice {wish.voice.voice_name!r}, and takes its default.")
        return await work(speaker), speaker

    def tell(switch: Switch) -> None:
        notices.append(switch.message)

    done, speaker = await found.chain.first(work_of, tell)
    return done, speaker, " ".join(notices) or None


async def _speaker(wish: Wish, synthesizer: SpeechSynthesizer, language: str, *, lenient: bool) -> Speaker:
    name = wish.voice.voice_name
    known = None if name == "default" else _named(name, await synthesizer.voices())
    voice = wish.voice
    if lenient and known is None and name != "default":
        voice = attrs.evolve(voice, voice_name="default")
    return Speaker(synthesizer, voice, wish.language or (known.language if known else language))


def _named(name: str, voices: tuple[Voice, ...]) -> Voice | None:
    """Find the voice that *name* means, in the way that it is to sound or another."""
    plain = name.lower().partition("+")[0]
    return next((voice for voice in voices if voice.name.lower() in {name.lower(), plain}), None)
