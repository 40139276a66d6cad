"""
From what clients ask of voices to recordings, and back to what they are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from aura_core.concurrency import together, waited
from aura_core.configuration import SettingsFile
from aura_core.errors import InvalidInputError, Issue, NotFoundError
from aura_core.model.narration import Narration, Speech
from aura_core.model.script import Scene, Script
from aura_core.model.speaking import (
    AudioReply,
    AudioRequest,
    Line,
    NarrationReply,
    PreviewRequest,
    RegenerateAudioRequest,
    SceneAudio,
    SpeechReply,
    SpeechRequest,
    SpokenLine,
    SpokenWord,
    TtsRequest,
)
from aura_core.model.voice import VoiceSpec
from aura_core.pipeline import Services
from aura_core.ports import quiet
from aura_core.providers.voices.samples import sample_text
from aura_core.settings import Settings
from aura_core.speaking.choosing import Speaker, Wish, spoken_by
from aura_core.speaking.joining import joined
from aura_core.stages.narrating import AT_ONCE, narrate, speak
from aura_core.store import Store
from aura_core.timing import FrameRate
from aura_core.wiring import open_services


__all__ = ["again", "narration_of", "preview_of", "recording_at", "said", "scenes_of", "speech_of"]

_ADDRESS: Final = "/api/audio/"
_NAME: Final = re.compile(r"([0-9a-f]{40})\.wav")
_SENTENCE: Final = re.compile(r".+?[.!?。！？؟](?=\s|$)", re.DOTALL)
_RATE: Final = FrameRate(Fraction(30))
_MOST: Final = 50_000
"""Characters that are spoken at once: about an hour."""


def preview_of(asked: PreviewRequest, settings: Settings, correlation_id: str) -> SpeechReply:
    """
    Speak a few words, and wait for it.

    Raises:
        InvalidInputError: nobody has the name of the provider.

        ProviderError: they cannot be asked, or failed.
    """
    wish = Wish(asked.provider, _voice(asked), asked.language, asked.allow_fallback)
    return _replied(asked.sample_text or "", wish, settings, correlation_id)


def speech_of(asked: SpeechRequest, settings: Settings, correlation_id: str) -> SpeechReply:
    """
    Speak a text, and wait for it.

    Raises:
        InvalidInputError: there is nothing in it, or nobody has the name of the provider.

        ProviderError: they cannot be asked, or failed.
    """
    _demand(asked.text, "$.text")
    wish = Wish(asked.provider, _voice(asked), asked.language, asked.allow_fallback)
    return _replied(asked.text, wish, settings, correlation_id)


def narration_of(asked: TtsRequest, settings: Settings, correlation_id: str) -> NarrationReply:
    """
    Speak lines one after another as they are in a film, and wait for it.

    Raises:
        InvalidInputError: a line has no words, there are too many, or nobody has the name of the provider.

        ProviderError: they cannot be asked, or failed.
    """
    _demand_all(asked.lines, "$.lines")
    services = open_services(settings)
    store = services.studio.store
    scenes = tuple(Scene(index, "", line.text) for index, line in enumerate(asked.lines))

    async def work(speaker: Speaker) -> tuple[Narration, Path]:
        script = Script("", speaker.language, scenes)
        narration = await narrate(script, speaker.voice, speaker.synthesizer, store, _RATE, quiet)
        return narration, joined(narration.takes, store)

    wish = Wish(asked.provider, _voice_named(asked), asked.language, asked.allow_fallback)
    with store.run():
        (narration, audio), speaker, notice = waited(spoken_by(wish, services, _language(settings), work))
    return NarrationReply(
        success=True,
        audio_path=_address(audio),
        audio_url=_address(audio),
        duration_seconds=float(narration.duration),
        lines=tuple(
            SpokenLine(
                scene_index=line.scene_index,
                text=line.text,
                start_seconds=float(take.span.start),
                duration_seconds=float(take.span.duration),
                audio_path=_address(take.audio),
            )
            for line, take in zip(asked.lines, narration.takes, strict=True)
        ),
        provider=speaker.synthesizer.name,
        voice=speaker.voice.voice_name,
        language=speaker.language,
        correlation_id=correlation_id,
        notice=notice,
    )


def scenes_of(asked: AudioRequest, settings: Settings, correlation_id: str) -> AudioReply:
    """
    Speak scenes, one recording each, and wait for all.

    Raises:
        InvalidInputError: a scene has no words, there are too many, or nobody has the name of the provider.

        ProviderError: they cannot be asked, or failed; what was spoken until then is kept.
    """
    _demand_all(asked.scenes, "$.scenes")
    wish = Wish(asked.provider, _voice_named(asked), asked.language, asked.allow_fallback)
    texts = [scene.text for scene in asked.scenes]
    services = open_services(settings)
    speeches, speaker, notice = said(texts, wish, services, _language(settings))
    results = tuple(
        _scene(speech, speaker, scene.scene_index, notice, correlation_id)
        for scene, speech in zip(asked.scenes, speeches, strict=True)
    )
    total = float(sum((speech.duration for speech in speeches), Fraction(0)))
    return AudioReply(True, results, len(results), len(results), 0, total, correlation_id)


def again(asked: RegenerateAudioRequest, settings: Settings, correlation_id: str) -> SceneAudio:
    """
    Speak a scene whose words or voice have changed, and wait for it; the same words of the same voice are there already.

    Raises:
        InvalidInputError: it has no words, or nobody has the name of the provider.

        ProviderError: they cannot be asked, or failed.
    """
    _demand(asked.text, "$.text")
    wish = Wish(asked.provider, _voice_named(asked), asked.language, asked.allow_fallback)
    (speech,), speaker, notice = said([asked.text], wish, open_services(settings), _language(settings))
    return _scene(speech, speaker, asked.scene_index, notice, correlation_id)


def recording_at(name: str, settings: Settings) -> Path:
    """
    Find a recording by the last part of its address.

    Raises:
        NotFoundError: there is none, or no longer.
    """
    named = _NAME.fullmatch(name)
    store = Store(settings.data / "store", settings.store_limit)
    found = store.find(named[1], ".wav") if named else None
    if found is None:
        raise NotFoundError("There is no such recording, or no longer.", remedy="Have it spoken again.")
    return found


def said(
    texts: Sequence[str], wish: Wish, services: Services, language: str
) -> tuple[list[Speech], Speaker, str | None]:
    """
    Have *texts* spoken, each by itself; an empty one is a sentence of ours.

    Returns:
        The recordings, who speaks, and why it is not who was asked for.

    Raises:
        ProviderError: whoever is asked cannot be asked, or failed.
    """
    store = services.studio.store

    async def work(speaker: Speaker) -> list[Speech]:
        spoken = (
            speak(text or _sample(speaker.language), speaker.voice, speaker.language, speaker.synthesizer, store)
            for text in texts
        )
        return await together(spoken, AT_ONCE)

    with store.run():
        return waited(spoken_by(wish, services, language, work))


def _replied(text: str, wish: Wish, settings: Settings, correlation_id: str) -> SpeechReply:
    (speech,), speaker, notice = said([text], wish, open_services(settings), _language(settings))
    return SpeechReply(
        success=True,
        audio_path=_address(speech.audio),
        audio_url=_address(speech.audio),
        duration_seconds=float(speech.duration),
        text=text or _sample(speaker.language),
        provider=speaker.synthesizer.name,
        voice=speaker.voice.voice_name,
        language=speaker.language,
        words=tuple(SpokenWord(word.text, float(word.span.start), float(word.span.duration)) for word in speech.words),
        correlation_id=correlation_id,
        notice=notice,
    )


def _scene(speech: Speech, speaker: Speaker, index: int, notice: str | None, correlation_id: str) -> SceneAudio:
    return SceneAudio(
        success=True,
        scene_index=index,
        audio_path=_address(speech.audio),
        audio_url=_address(speech.audio),
        duration=float(speech.duration),
        provider=speaker.synthesizer.name,
        correlation_id=correlation_id,
        notice=notice,
    )


def _voice(asked: PreviewRequest | SpeechRequest) -> VoiceSpec:
    return VoiceSpec(asked.voice or "default", asked.speed, asked.pitch, asked.pause_style)


def _voice_named(asked: TtsRequest | AudioRequest | RegenerateAudioRequest) -> VoiceSpec:
    return VoiceSpec(asked.voice_name or "default", asked.rate, asked.pitch, asked.pause_style)


def _language(settings: Settings) -> str:
    """Return the language of films whose request names none."""
    return SettingsFile(settings.data).read().settings.general.language


def _sample(language: str) -> str:
    text = sample_text(language)
    first = _SENTENCE.match(text)
    return first[0] if first else text


def _address(audio: Path) -> str:
    return f"{_ADDRESS}{audio.name}"


def _demand(text: str, path: str) -> None:
    if not text.strip():
        raise InvalidInputError.of(path, "There is nothing to say.", remedy="Give it words.")


def _demand_all(lines: Sequence[Line], path: str) -> None:
    if issues := [*_wrong(lines, path)]:
        raise InvalidInputError(issues)


def _wrong(lines: Sequence[Line], path: str) -> Iterator[Issue]:
    for index, line in enumerate(lines):
        if not line.text.strip():
            yield Issue(f"{path}[{index}].text", "There is nothing to say.")
    if (length := sum(len(line.text) for line in lines)) > _MOST:
        yield Issue(path, f"{length} characters are more than the {_MOST} that are spoken at once.")
