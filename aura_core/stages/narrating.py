"""
Script to narration: the length of the film is decided here.
"""

from __future__ import annotations

import json
import math
import wave
from fractions import Fraction
from pathlib import Path
from typing import Final

import attrs

from aura_core.concurrency import together
from aura_core.errors import InvalidInputError, SpeechError
from aura_core.model.arrangement import Arrangement, TimelineScene
from aura_core.model.narration import Narration, Speech, Take, Word
from aura_core.model.script import Scene, Script
from aura_core.model.voice import VoiceSpec, leads_before, pauses_after
from aura_core.ports import Report, SpeechSynthesizer
from aura_core.store import Store, digest
from aura_core.timing import FrameRate, Seconds, TimeRange, in_ticks


__all__ = ["AT_ONCE", "narrate", "perform", "recalled", "speak"]

AT_ONCE: Final = 8
"""Texts that are spoken at a time: a voice of this machine is a process for each."""

_VERSION: Final = 1

_UNNOTICED: Final = (Fraction(92, 100), Fraction(108, 100))
"""How much slower or faster a voice may speak before a listener hears that it was made to fit."""

_STRETCH: Final = (Fraction(-15, 100), Fraction(60, 100))
"""Seconds by which a scene's pause may shrink or grow for the film to fit."""

_TOLERANCE: Final = Fraction(5, 100)


async def narrate(
    script: Script,
    voice: VoiceSpec,
    synthesizer: SpeechSynthesizer,
    store: Store,
    rate: FrameRate,
    report: Report,
    target: Seconds | None = None,
) -> Narration:
    """
    Speak *script*, one recording a scene.

    A scene lasts exactly as long as its take and the pauses around it, or as long as it asks for if that is longer,
    rounded up to whole frames at *rate*.

    Args:
        target: The film's length, which is met by pace and pauses as far as nobody notices.

    Raises:
        SpeechError: *synthesizer* failed on any scene.
    """
    speeches = await _speak(script, voice, synthesizer, store, report)
    if target and synthesizer.repeatable:
        pace = _pace(speeches, voice, target)
        if abs(pace - 1) > Fraction(1, 100):
            faster = attrs.evolve(voice, rate=round(min(2.0, max(0.5, voice.rate * float(pace))), 3))
            speeches = await _speak(script, faster, synthesizer, store, report)
    pauses = _pauses(speeches, voice, target)
    takes = _laid_out(script, speeches, pauses, rate)
    narration = Narration(script.title, script.subtitle, script.language, takes)
    return attrs.evolve(narration, warnings=_warnings(narration.duration, target))


async def _speak(
    script: Script, voice: VoiceSpec, synthesizer: SpeechSynthesizer, store: Store, report: Report
) -> list[Speech]:
    done = 0

    async def spoken(text: str) -> Speech:
        nonlocal done
        speech = await speak(text, voice, script.language, synthesizer, store)
        done += 1
        report(done / len(script.scenes), f"Scene {done} of {len(script.scenes)}", done, len(script.scenes))
        return speech

    return await together((spoken(scene.script) for scene in script.scenes), AT_ONCE)


async def speak(text: str, voice: VoiceSpec, language: str, synthesizer: SpeechSynthesizer, store: Store) -> Speech:
    """
    Look *text* up, or have it spoken: what was heard before a film was made is what is heard in it.

    Raises:
        SpeechError: *synthesizer* failed.
    """
    key = digest("speech", _VERSION, text, voice, language, synthesizer.name, synthesizer.version)
    if known := recalled(key, store):
        return known
    with store.writing(key, ".wav") as target:
        speech = await synthesizer.synthesize(text, voice, language, target)
        _check_recording(target, synthesizer.name)
    noted = {
        "duration": str(speech.duration),
        "words": [(w.text, w.offset, str(w.span.start), str(w.span.duration)) for w in speech.words],
    }
    with store.writing(key, ".json") as target:
        target.write_text(json.dumps(noted), encoding="utf-8")
    return attrs.evolve(speech, audio=store.path(key, ".wav"))


def _check_recording(path: Path, provider: str) -> None:
    """
    See to it that *provider* has written what the port promises.

    Raises:
        SpeechError: it has not.
    """
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth())
    except (OSError, EOFError, wave.Error):
        form = None
    if form != (1, 2):
        raise SpeechError(
            f"What {provider} has written is no WAV file with one channel of 16 bits.",
            provider=provider,
            remedy="Have `synthesize` write such a file to its `target`, or choose another voice.",
        )


def recalled(key: str, store: Store) -> Speech | None:
    """Return the recording *key* with what was noted of it when it was spoken, if *store* has both."""
    audio, timing = store.find(key, ".wav"), store.find(key, ".json")
    if audio is None or timing is None:
        return None
    noted = json.loads(timing.read_text(encoding="utf-8"))
    words = tuple(Word(text, offset, TimeRange(Fraction(a), Fraction(b))) for text, offset, a, b in noted["words"])
    return Speech(audio, Fraction(noted["duration"]), words)


async def perform(
    arrangement: Arrangement,
    voice: VoiceSpec,
    synthesizer: SpeechSynthesizer,
    store: Store,
    rate: FrameRate,
    report: Report,
) -> Narration:
    """
    Put the recordings of *arrangement* where they belong; what has none is spoken, and what says nothing is silent.

    Raises:
        InvalidInputError: a recording is not kept here, or takes longer than its scene.

        SpeechError: *synthesizer* failed on any scene.
    """
    done, scenes = 0, arrangement.scenes

    async def spoken(place: int, scene: TimelineScene) -> Speech | None:
        nonlocal done
        if scene.narration_audio_path is not None:
            speech = _recording(scene.narration_audio_path, place, store)
        elif any(map(str.isalnum, scene.script)):
            speech = await speak(scene.script, voice, arrangement.language, synthesizer, store)
        else:
            speech = None
        done += 1
        report(done / len(scenes), f"Scene {done} of {len(scenes)}", done, len(scenes))
        return speech

    speeches = await together((spoken(*numbered) for numbered in enumerate(scenes)), AT_ONCE)
    beside = next((speech.audio for speech in speeches if speech), None)
    pauses, leads = pauses_after(len(scenes), voice.pause), leads_before(len(scenes))
    takes, frame = [], 0
    for place, (scene, speech, lead, pause) in enumerate(zip(scenes, speeches, leads, pauses, strict=True)):
        begins = lead if scene.narration_start is None else scene.narration_start
        frames = _frames(scene, speech, begins, pause, rate, f"$.timeline.scenes[{place}]")
        span = TimeRange(frame / rate, frames / rate)
        heard_at = span.start + (begins if speech else Fraction(0))
        words = tuple(attrs.evolve(word, span=word.span.shifted(heard_at)) for word in speech.words) if speech else ()
        planned = Scene(place, scene.heading, scene.script, in_ticks(span.start), in_ticks(span.duration))
        takes.append(Take(planned, speech.audio if speech else _silence(beside, store), span, heard_at, words))
        frame += frames
    return Narration(arrangement.title, arrangement.subtitle, arrangement.language, tuple(takes))


def _recording(name: str, place: int, store: Store) -> Speech:
    speech = recalled(Path(name).stem, store)
    if speech is None:
        raise InvalidInputError.of(
            f"$.timeline.scenes[{place}].narrationAudioPath",
            "That is no recording of this server, or no longer.",
            remedy="Have it spoken again, or leave the recording out: the scene's script is spoken then.",
        )
    return speech


def _frames(
    scene: TimelineScene, speech: Speech | None, begins: Seconds, pause: Seconds, rate: FrameRate, path: str
) -> int:
    """Say how many frames *scene* lasts."""
    if scene.duration is None:
        if speech is None:
            raise InvalidInputError.of(
                f"{path}.duration", "Nothing is heard, so nothing tells how long it lasts.", remedy="Say its duration."
            )
        return math.ceil((begins + speech.duration + pause) * rate)
    frames = max(1, round(scene.duration * rate))
    if speech and begins + speech.duration > (frames + 1) / rate:
        needed, lasts = float(begins + speech.duration), float(scene.duration)
        raise InvalidInputError.of(
            f"{path}.duration",
            f"What is said ends after {needed:.2f} s; the scene lasts {lasts:.2f} s.",
            remedy="Lengthen the scene, say less in it, or leave its duration out.",
        )
    return frames


def _silence(beside: Path | None, store: Store) -> Path:
    """Return a moment of silence that can be heard beside a recording."""
    rate = 24_000
    if beside:
        with wave.open(str(beside), "rb") as file:
            rate = file.getframerate()
    key = digest("silence", _VERSION, rate)
    if store.find(key, ".wav") is None:
        with store.writing(key, ".wav") as target, wave.open(str(target), "wb") as file:
            file.setparams((1, 2, rate, 0, "NONE", ""))
            file.writeframes(bytes(2 * (rate // 10)))
    return store.path(key, ".wav")


def _pace(speeches: list[Speech], voice: VoiceSpec, target: Seconds) -> Fraction:
    """Say how much faster the voice has to speak to meet *target*, as far as nobody notices."""
    spoken = sum((speech.duration for speech in speeches), Fraction(0))
    silent = sum(leads_before(len(speeches)), Fraction(0)) + sum(pauses_after(len(speeches), voice.pause), Fraction(0))
    slowest, fastest = _UNNOTICED
    return min(fastest, max(slowest, spoken / max(target - silent, Fraction(1))))


def _pauses(speeches: list[Speech], voice: VoiceSpec, target: Seconds | None) -> list[Seconds]:
    """Say how long the silence after each scene is."""
    pauses = pauses_after(len(speeches), voice.pause)
    if target is None:
        return pauses
    total = sum((speech.duration for speech in speeches), Fraction(0)) + sum(leads_before(len(speeches))) + sum(pauses)
    least, most = _STRETCH
    each = in_ticks(min(most, max(least, (target - total) / len(pauses))))
    return [pause + each for pause in pauses]


def _laid_out(script: Script, speeches: list[Speech], pauses: list[Seconds], rate: FrameRate) -> tuple[Take, ...]:
    takes = []
    frame = 0
    for scene, speech, lead, pause in zip(script.scenes, speeches, leads_before(len(speeches)), pauses, strict=True):
        length = max(lead + speech.duration + pause, scene.least_duration)
        frames = -((-length * rate) // 1)
        span = TimeRange(frame / rate, frames / rate)
        heard_at = span.start + lead
        words = tuple(attrs.evolve(word, span=word.span.shifted(heard_at)) for word in speech.words)
        planned = attrs.evolve(scene, start=in_ticks(span.start), duration=in_ticks(span.duration))
        takes.append(Take(planned, speech.audio, span, heard_at, words))
        frame += int(frames)
    return tuple(takes)


def _warnings(duration: Seconds, target: Seconds | None) -> tuple[str, ...]:
    if target is None or abs(duration - target) <= target * _TOLERANCE:
        return ()
    lasts, change = f"{float(duration):.0f} s instead of the {float(target):.0f} s asked for", "Lengthen"
    if duration > target:
        change = "Shorten"
    return (f"The film lasts {lasts}: its words do not fit. {change} the script or change the duration.",)
