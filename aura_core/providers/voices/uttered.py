"""
What a service spoke, as the recording that a film needs: the same for all services.

A service gives samples, and when the characters of its text are heard. Here sentences get the rests between them that
the voice is asked for, the pace and pitch that the service could not give, and every word its time.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

import attrs
import numpy as np

from aura_core.disk import disk_errors, published
from aura_core.errors import SpeechError
from aura_core.model.narration import Speech
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.alignment import Stretch, aligned
from aura_core.providers.voices.espeak_prosody import rest
from aura_core.providers.voices.reading import Sentence, Token, sentences_of
from aura_core.providers.voices.splicing import Recording
from aura_core.providers.voices.stretching import Samples, paced, pitched
from aura_core.timing import Seconds, in_ticks


__all__ = ["Text", "Utterance", "recorded", "texts_of"]

_LOUDEST: Final = 32_000
"""Below full scale: what changes pace and pitch overshoots a little."""


@attrs.frozen
class Text:
    """
    Sentences that a service is asked to speak in one go.

    Attributes:
        spoken: What it is given.

        sentences: What it is made of, with where each begins in *spoken*.
    """

    spoken: str
    sentences: tuple[tuple[int, Sentence], ...]


@attrs.frozen
class Utterance:
    """
    A text as a service spoke it.

    Attributes:
        samples: 16-bit, mono.

        moments: Pairs of an index in the text and when what stands there begins, in seconds; as many as the service tells.
    """

    samples: Samples
    sample_rate: int
    moments: tuple[tuple[int, float], ...]


def _as_it_is(sentence: Sentence) -> Sentence:
    return sentence


def texts_of(
    text: str, longest: int, provider: str, read: Callable[[Sentence], Sentence] = _as_it_is
) -> tuple[Text, ...]:
    """
    Part *text* at ends of sentences into what a service takes, a sentence or at most *longest* characters each.

    Args:
        read: Puts what a service cannot read itself into words.

    Raises:
        SpeechError: there is nothing in it that could be said.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"Character {error.start} of the text to speak is half a surrogate pair."
        raise SpeechError(message, provider=provider, remedy="Save the text as UTF-8.", refused=True) from error
    sentences = tuple(map(read, sentences_of(text)))
    if not any(sentence.spoken for sentence in sentences):
        raise SpeechError(
            "There is nothing in the text that could be spoken.",
            provider=provider,
            remedy="Give every scene at least one word.",
            refused=True,
        )
    return tuple(_joined(sentences, longest))


def _joined(sentences: Sequence[Sentence], longest: int) -> Iterator[Text]:
    held: list[tuple[int, Sentence]] = []
    spoken = ""
    for sentence in sentences:
        # What cannot be said goes with what is before it: nobody is asked to speak nothing.
        if held and sentence.spoken and len(spoken) + len(sentence.spoken) + 1 > longest and spoken.strip():
            yield Text(spoken, tuple(held))
            held, spoken = [], ""
        spoken = f"{spoken.rstrip()} " if spoken.strip() else ""
        held.append((len(spoken), sentence))
        spoken += sentence.spoken
    if spoken.strip() or held:
        yield Text(spoken, tuple(held))


def recorded(
    spoken: Sequence[tuple[Text, Utterance]], voice: VoiceSpec, pace: float, target: Path, provider: str
) -> Speech:
    """
    Write what was *spoken* to the WAV file *target*.

    Args:
        pace: How much faster it has to be than the service spoke.

    Raises:
        SpeechError: nothing is heard in it.

        OutputError: *target* cannot be written.
    """
    rate = spoken[0][1].sample_rate
    with disk_errors(target.parent), published(target) as file, Recording(file, rate) as recording:
        stretches = _recorded(spoken, voice, pace, recording)
        duration = recording.duration
        if not stretches:
            raise SpeechError(
                "There is nothing to be heard in what was spoken.",
                provider=provider,
                remedy="Choose another voice, or another provider.",
            )
    return Speech(target, in_ticks(duration), aligned(stretches))


def _recorded(
    spoken: Sequence[tuple[Text, Utterance]], voice: VoiceSpec, pace: float, recording: Recording
) -> list[Stretch]:
    """Record the sentences one by one; the tokens of one in which nothing is heard go to its neighbour."""
    stretches: list[Stretch] = []
    unheard: tuple[Token, ...] = ()
    silence = Fraction(0)
    for text, utterance in spoken:
        for sentence, samples, moments in _sentences(text, utterance):
            stretch = _heard(sentence, samples, moments, utterance.sample_rate, voice, pace, recording, silence)
            if stretch:
                stretches.append(attrs.evolve(stretch, tokens=unheard + stretch.tokens))
                unheard, silence = (), Fraction(0)
            elif stretches:
                stretches[-1] = attrs.evolve(stretches[-1], tokens=stretches[-1].tokens + sentence.tokens)
            else:
                unheard += sentence.tokens
            silence = max(silence, rest(sentence.stop, voice)) if stretches else silence
    return stretches


def _sentences(text: Text, utterance: Utterance) -> Iterator[tuple[Sentence, Samples, list[tuple[int, float]]]]:
    """Cut *utterance* in the middle of the silence between sentences; each with its own moments, from its own start."""
    begins = [begin for begin, _ in text.sentences]
    cuts = [0, *(_cut(begin, utterance) for begin in begins[1:]), len(utterance.samples)]
    for place, (begin, sentence) in enumerate(text.sentences):
        first, last = cuts[place], max(cuts[place], cuts[place + 1])
        end = begin + len(sentence.spoken)
        moments = [
            (index - begin, moment - first / utterance.sample_rate)
            for index, moment in utterance.moments
            if begin <= index < end
        ]
        yield sentence, utterance.samples[first:last], moments


def _cut(begin: int, utterance: Utterance) -> int:
    """Find where to part the samples before the character *begin*: where they are softest near its moment."""
    moment = next((moment for index, moment in utterance.moments if index >= begin), None)
    if moment is None:
        return len(utterance.samples)
    rate = utterance.sample_rate
    at, reach = round(moment * rate), round(0.15 * rate)
    first, last = max(0, at - reach), min(len(utterance.samples), at + reach // 4)
    step = max(1, rate // 200)
    loud = np.abs(utterance.samples[first:last].astype(np.int32))
    blocks = loud[: len(loud) // step * step].reshape(-1, step).max(axis=1) if len(loud) >= step else loud[:0]
    return first + int(np.argmin(blocks)) * step + step // 2 if len(blocks) else min(at, len(utterance.samples))


def _heard(
    sentence: Sentence,
    samples: Samples,
    moments: Sequence[tuple[int, float]],
    rate: int,
    voice: VoiceSpec,
    pace: float,
    recording: Recording,
    silence: Seconds,
) -> Stretch | None:
    if not sentence.spoken:
        return None
    made = pitched(paced(samples, rate, pace), rate, voice.pitch)
    peak = int(np.abs(made.astype(np.int32)).max(initial=0))
    if peak > _LOUDEST:
        made = (made.astype(np.float32) * (_LOUDEST / peak)).astype(np.int16)
    passage = recording.speak(array("h", made.tobytes()), silence)
    if passage is None:
        return None
    told = (
        (sentence.origins[index], passage.origin + Fraction(moment / pace).limit_denominator(1_000_000))
        for index, moment in moments
        if index < len(sentence.origins)
    )
    return Stretch(sentence.tokens, tuple(told), passage.start, passage.end)
