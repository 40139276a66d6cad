"""
The voices of espeak-ng, and which of them is meant.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from aura_core.errors import SpeechError
from aura_core.model.voice import Voice
from aura_core.providers.voices.espeak_process import PROVIDER


__all__ = ["Catalogue"]

_PREFERRED: Final = {"en": "en-us", "zh-hk": "yue", "zh-mo": "yue", "zh-tw": "cmn", "fr-ca": "fr-fr", "iw": "he"}
"""Where several voices speak a language equally well, or it goes by another name."""

_TAGS: Final = {
    "ca-ba": "ca-x-balearic",
    "ca-nw": "ca-x-northwestern",
    "ca-va": "ca-valencia",
    "en-us-nyc": "en-US-x-nyc",
    "ru-cl": "ru-x-classic",
}
"""What espeak-ng calls these is no tag of BCP 47, or one of another country."""

_VARIANT: Final = "m6"
"""
How a voice sounds unless its name says more.

Of 36 variants of en-us it had the highest DNSMOS P.808 (3.94; without a variant 3.80), and a recogniser understood it
better than all but one of the men (pocketsphinx 5.1: 62 % words wrong; without a variant 81 %). It does not clip.
"""

_FEMALE: Final = "f5"
"""The woman that was understood best (40 % words wrong)."""


@attrs.frozen
class _Known:
    """A voice, what espeak-ng calls it, and every tag it answers to with espeak-ng's priority (lower is better)."""

    voice: Voice
    identifier: str
    tags: tuple[tuple[int, str], ...]


@attrs.frozen
class Catalogue:
    """
    The voices there are.

    Attributes:
        variants: Identifiers of the ways in which each of them can sound, by lower-case name.
    """

    _known: Mapping[str, _Known]
    variants: Mapping[str, str]

    @classmethod
    def read(cls, listing: str) -> Catalogue:
        """Read what the worker lists."""
        known: dict[str, _Known] = {}
        variants: dict[str, str] = {}
        for line in listing.splitlines():
            identifier, *tagged = line.split("\t")
            stem = identifier.rpartition("/")[2]
            if identifier.startswith("!v/"):
                variants[stem.lower()] = stem
                continue
            tags = tuple(_prioritised(tag) for tag in tagged)
            # Two voices may share their first tag; the second is known by its file then.
            name = stem.lower() if tags[0][1] in known else tags[0][1]
            known[name] = _Known(Voice(name, _bcp47(name), "male", PROVIDER), identifier, tags)
        return cls(known, variants)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """By language and name; each as a man and as a woman."""
        men = [known.voice for known in self._known.values()]
        women = [attrs.evolve(voice, name=f"{voice.name}+{_FEMALE}", gender="female") for voice in men]
        return tuple(sorted(men + women, key=lambda voice: (voice.language, voice.name)))

    def identifier(self, voice_name: str, language: str) -> str:
        """
        Return what espeak-ng calls the voice.

        Args:
            voice_name: One of :attr:`voices`, also with a variant: ``en-us+f3``; or ``default``.

            language: A BCP 47 tag; it matters only to ``default``.

        Raises:
            SpeechError: there is no such voice, or none for *language*.
        """
        name, _, variant = voice_name.lower().partition("+")
        known = self._for_language(language) if name == "default" else self._named(name, voice_name)
        variant = variant or _VARIANT
        if variant not in self.variants:
            raise _unknown(voice_name, [f"{name}+{stem}" for stem in self.variants])
        return f"{known.identifier}+{self.variants[variant]}"

    def _named(self, name: str, voice_name: str) -> _Known:
        if name not in self._known:
            raise _unknown(voice_name, list(self._known))
        return self._known[name]

    def _for_language(self, language: str) -> _Known:
        for tag in _ranges(language):
            if tag in _PREFERRED:
                return self._known[_PREFERRED[tag]]
            speaking = [
                (priority, name)
                for name, known in self._known.items()
                for priority, spoken in known.tags
                if spoken == tag
            ]
            if speaking:
                return self._known[min(speaking)[1]]
        languages = sorted({voice.language.partition("-")[0] for voice in self.voices})
        message = f"espeak-ng does not speak the language “{language}”."
        remedy = f"Choose one of its languages: {', '.join(languages)}."
        raise SpeechError(message, provider=PROVIDER, remedy=remedy, refused=True)


def _ranges(language: str) -> Iterator[str]:
    """Yield *language*, ever shorter (RFC 4647 §3.4); the script goes first, for voices are told apart by region."""
    tag = language.lower().replace("_", "-")
    yield tag
    tag = re.sub(r"-[a-z]{4}(?=-|$)", "", tag)
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _prioritised(tag: str) -> tuple[int, str]:
    language, _, priority = tag.rpartition(" ")
    return int(priority), language.lower()


def _unknown(voice_name: str, names: Sequence[str]) -> SpeechError:
    # In pairs of two letters everything is near everything.
    near = difflib.get_close_matches(voice_name.lower(), [name for name in names if len(name) > 2], n=3, cutoff=0.6)
    meant = f"Did you mean {', '.join(near)}? " if near else ""
    remedy = f"{meant}Choose one of the voices that `aura voices` lists, such as en-us or, for a woman, en-us+f5."
    return SpeechError(f"espeak-ng has no voice “{voice_name}”.", provider=PROVIDER, remedy=remedy, refused=True)


def _bcp47(tag: str) -> str:
    """Write *tag* as BCP 47 recommends (RFC 5646 §2.1.1)."""
    if tag in _TAGS:
        return _TAGS[tag]
    language, *rest = tag.lower().split("-")
    subtags = [language]
    for subtag in rest:
        private = "x" in subtags
        cased = {2: subtag.upper(), 4: subtag.title()}.get(len(subtag), subtag)
        subtags.append(subtag if private else cased)
    return "-".join(subtags)
